package site

import (
	"bytes"
	"errors"
	"os"
	"runtime"
	"sync"
	"testing"

	"handbook/generator/synthetic"
)

// TestStream: a stream has the pages that Render gives one by one, each once,
// with any number of goroutines.
func TestStream(t *testing.T) {
	opts := Options{BaseURL: "https://example.org/"}
	want := bytesOf(t, open(t, editions(t), opts), 1)
	for _, workers := range []int{1, 2, 8} {
		s := open(t, editions(t), opts)
		var mu sync.Mutex
		got := map[string][]byte{}
		faults, err := s.Stream(Part{}, workers, func(url string, data []byte) error {
			mu.Lock()
			defer mu.Unlock()
			if got[url] != nil {
				t.Errorf("%s is written twice", url)
			}
			got[url] = bytes.Clone(data)
			return nil
		})
		if err != nil || len(faults) > 0 {
			t.Fatal(err, said(faults))
		}
		same(t, "streamed", want, got)
	}
}

// TestStreamStops: nothing is rendered after the disk has failed.
func TestStreamStops(t *testing.T) {
	s := open(t, editions(t), Options{})
	full := errors.New("disk full")
	n := 0
	if _, err := s.Stream(Part{}, 1, func(string, []byte) error { n++; return full }); err != full || n != 1 {
		t.Errorf("after the first error nothing more must be written: %d files, error %v", n, err)
	}
}

// TestStreamHoldsLittle bounds what a stream still holds of an edition when it is
// written: a country has three thousand.
func TestStreamHoldsLittle(t *testing.T) {
	const editions, most = 200, 2 << 10
	dir := t.TempDir()
	if err := synthetic.New(synthetic.Province(editions)).Write(dir, "../.."); err != nil {
		t.Fatal(err)
	}
	s, faults, err := Open(os.DirFS(dir), nil, Options{BaseURL: "https://example.org/"})
	if err != nil || faults.HasErrors() {
		t.Fatal(err, said(faults))
	}
	heap := func() int64 {
		s.parts.young.Store(nil) // bounded by itself
		s.parts.old.Store(nil)
		var m runtime.MemStats
		runtime.GC()
		runtime.GC() // pools go in two steps
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	// Cities have nine counties each: measure where one ends, after what all share
	// has been made.
	var first, last int64
	if _, err := s.Stream(Part{}, 1, func(url string, _ []byte) error {
		switch url {
		case s.volumes[101].prefix + "404.html":
			first = heap()
		case s.volumes[191].prefix + "404.html":
			last = heap()
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if each := (last - first) / 90; each > most {
		t.Errorf("%d bytes are held of each edition that is written", each)
	}
}
