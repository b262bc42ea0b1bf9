package site

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// bytesOf renders all addresses in a random order.
func bytesOf(t *testing.T, s *Site, seed int64) map[string][]byte {
	t.Helper()
	urls := slices.Clone(s.URLs())
	rand.New(rand.NewSource(seed)).Shuffle(len(urls), func(i, j int) { urls[i], urls[j] = urls[j], urls[i] })
	out := map[string][]byte{}
	for _, u := range urls {
		data, faults := s.Render(u)
		if len(faults) > 0 {
			t.Fatal(said(faults))
		}
		out[u] = data
	}
	return out
}

func same(t *testing.T, law string, want, got map[string][]byte) {
	t.Helper()
	for u := range want {
		if !bytes.Equal(want[u], got[u]) {
			t.Errorf("%s: %s differs (-want +got):\n%s", law, u, cmp.Diff(string(want[u]), string(got[u])))
		}
	}
	if len(want) != len(got) {
		t.Errorf("%s: %d addresses against %d", law, len(want), len(got))
	}
}

// TestLaws: the bytes of a page depend on the source folder only.
func TestLaws(t *testing.T) {
	opts := Options{BaseURL: "https://example.org/"}
	s := open(t, folder(t), opts)
	want := bytesOf(t, s, 1)
	if len(want) < 25 {
		t.Fatalf("the site has only %d addresses", len(want))
	}
	same(t, "rendered twice, in another order", want, bytesOf(t, s, 2))
	same(t, "opened twice", want, bytesOf(t, open(t, folder(t), opts), 3))

	warm, faults, err := Open(folder(t), s, opts)
	if err != nil || faults.HasErrors() {
		t.Fatal(err, said(faults))
	}
	if warm.Handbook.Province.Item("everything").Body != s.Handbook.Province.Item("everything").Body {
		t.Error("the site must reuse an unchanged body")
	}
	same(t, "opened with the site before", want, bytesOf(t, warm, 4))

	edited := folder(t)
	change(t, edited, "content/items/education/everything.md", "按**在校天数**算", "按天算")
	change(t, edited, "content/groups/poor.md", "收入低的家庭", "收入很低的家庭")
	other, _, err := Open(edited, warm, opts)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "edited, opened with the site before", bytesOf(t, open(t, edited, opts), 5), bytesOf(t, other, 6))
	back, _, err := Open(folder(t), other, opts)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "edited and back", want, bytesOf(t, back, 7))
	same(t, "the site before stays as it was", want, bytesOf(t, s, 8))
}

// TestParallel renders a site from many goroutines; run it with -race.
func TestParallel(t *testing.T) {
	s := open(t, folder(t), Options{})
	want := bytesOf(t, open(t, folder(t), Options{}), 1)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, u := range s.URLs() {
				if data, faults := s.Render(u); !bytes.Equal(data, want[u]) || len(faults) > 0 {
					t.Errorf("%s differs when goroutines render in parallel", u)
				}
			}
		})
	}
	wg.Wait()
}

func TestURLs(t *testing.T) {
	s := open(t, folder(t), Options{})
	if !slices.IsSorted(s.URLs()) || len(slices.Compact(slices.Clone(s.URLs()))) != len(s.URLs()) {
		t.Error("the addresses must be sorted and unique")
	}
	for _, u := range s.URLs() {
		if s.Page(u) == nil || s.Page(u).URL != u || s.Page(u).Origin == "" {
			t.Errorf("%s must be a page with an Origin", u)
		}
	}
	if data, faults := s.Render("none.html"); data != nil || len(faults) > 0 || s.Page("none.html") != nil {
		t.Error("a missing address must have neither bytes nor faults")
	}
	if data := page(t, s, "guides/map.png"); data != "PNG\n" {
		t.Errorf("an image must be published unchanged, not as %q", data)
	}
}

// badDisk fails to open one name.
type badDisk struct {
	fstest.MapFS
	name string
}

func (d badDisk) Open(name string) (fs.File, error) {
	if name == d.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("the disk fails")}
	}
	return d.MapFS.Open(name)
}

func (d badDisk) ReadFile(name string) ([]byte, error) {
	if name == d.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("the disk fails")}
	}
	return d.MapFS.ReadFile(name)
}

// TestDisk: a failing disk is an error of Open, and an image that cannot be read is
// a fault.
func TestDisk(t *testing.T) {
	for _, name := range []string{"site.toml", "content/_index.md", "layouts/texts.toml"} {
		if _, _, err := Open(badDisk{folder(t), name}, nil, Options{}); err == nil {
			t.Errorf("an unreadable %s must be an error", name)
		}
	}
	s := open(t, badDisk{folder(t), "content/guides/map.png"}, Options{})
	if data, faults := s.Render("guides/map.png"); data != nil || len(faults) != 1 || faults[0].Code() != "unreadable" || faults[0].Pos.File != "content/guides/map.png" {
		t.Errorf("the unreadable image must be a fault: %s", said(faults))
	}
}

// TestTexts: faults of texts.toml have their place in it, and without the file
// each text is a fault.
func TestTexts(t *testing.T) {
	fsys := folder(t)
	change(t, fsys, "layouts/texts.toml", `home = "首页"`, `home = 1`)
	_, faults, err := Open(fsys, nil, Options{})
	if err != nil || len(faults) == 0 || faults.Sorted()[0].Pos.File != "layouts/texts.toml" {
		t.Errorf("a number in place of a text must be a fault in texts.toml: %v\n%s", err, said(faults))
	}
	fsys = folder(t)
	delete(fsys, "layouts/texts.toml")
	_, faults, err = Open(fsys, nil, Options{})
	if err != nil || !faults.HasErrors() || faults[0].Code() != "unknown-text" {
		t.Errorf("without texts.toml each text must be unknown: %v\n%s", err, said(faults))
	}
}

// TestEmpty: a folder with nothing but layouts has faults and does not panic.
func TestEmpty(t *testing.T) {
	for _, dir := range []string{"content/", "layouts/", "static/", "site.toml", ""} {
		fsys := folder(t)
		for name := range fsys {
			if len(name) >= len(dir) && name[:len(dir)] == dir {
				delete(fsys, name)
			}
		}
		s, faults, err := Open(fsys, nil, Options{})
		if err != nil {
			t.Fatal(err)
		}
		faults.Add(s.Check()...)
		if dir != "static/" && !faults.HasErrors() {
			t.Errorf("without %q there must be errors", dir)
		}
	}
}
