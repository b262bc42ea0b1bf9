package publish

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// decoded returns the manifest of a text.
func decoded(text string) (*manifest, error) {
	m := unread()
	return m, m.decode(strings.NewReader(text), 0)
}

func encoded(t *testing.T, m *manifest) string {
	t.Helper()
	var b bytes.Buffer
	if err := m.encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestManifestOrder: paths are in the order of their bytes.
func TestManifestOrder(t *testing.T) {
	want := []string{"-.html", "A.html", "a-b/a.html", "a.html", "a/-/x", "a/b", "a/b.html", "a/b/c.html", "a/c/a.html", "a0", "b", "中/文.html", "文.html"}
	entries := make([]entry, len(want))
	for n := range want {
		entries[n].path = want[(n*5+3)%len(want)]
	}
	m := newManifest(entries)
	var got []string
	for n := range m.entries {
		got = append(got, m.entries[n].path)
	}
	if !slices.IsSorted(want) || !slices.Equal(got, want) {
		t.Errorf("the order is\n%q, want\n%q", got, want)
	}
}

// TestManifestSurvives: reading returns the written manifest, for readers that
// return any number of bytes at once.
func TestManifestSurvives(t *testing.T) {
	var entries []entry
	for n := range 3000 {
		entries = append(entries, entry{path: fmt.Sprintf("%d/%s/%d.html", n%7, strings.Repeat("夹", n%9+1), n), size: int64(n), sum: sumOf([]byte{byte(n)})})
	}
	text := encoded(t, newManifest(entries))
	m := unread()
	if err := m.decode(iotest.OneByteReader(strings.NewReader(text)), 0); err != nil {
		t.Fatal(err)
	}
	if got := encoded(t, m); got != text {
		t.Errorf("a manifest of %d bytes comes back with %d", len(text), len(got))
	}
	if e := m.find("0/夹/0.html"); e == nil || m.find("0/夹/9.html") != nil || m.find("8/夹/0.html") != nil {
		t.Error("a path is found that is not listed, or the other way round")
	}
	if got := slices.Sorted(maps.Keys(m.dirs)); len(got) != 7+7*9 {
		t.Errorf("the folders are %q", got)
	}
	for _, bad := range []string{"", text[:70_000], text[:len(text)-1], text + "\n"} {
		if _, err := decoded(bad); !errors.Is(err, errDamaged) {
			t.Errorf("%d bytes of %d are read: %v", len(bad), len(text), err)
		}
	}
	failed := errors.New("the disk")
	if err := unread().decode(iotest.ErrReader(failed), 0); !errors.Is(err, failed) {
		t.Errorf("a failure of the disk is reported as %v", err)
	}
}

// TestManifestIsSmall bounds the memory of a build for each file: 500 editions have
// 84,000.
func TestManifestIsSmall(t *testing.T) {
	const editions, pages = 400, 170
	p := &Publisher{taken: map[string]int{}}
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	for n := range editions * pages {
		path := fmt.Sprintf("city-%d/county-%d/items/the-name-of-an-item-%d.html", n/pages%20, n/pages, n%pages)
		if _, err := p.book(path, entry{}); err != nil {
			t.Fatal(err)
		}
	}
	if each := (heap() - before) / (editions * pages); each > 300 {
		t.Errorf("%d bytes are held of each file", each)
	}
	runtime.KeepAlive(p)
}
