package site

import (
	"bytes"
	"errors"
	"sync"
	"testing"
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
		faults, err := s.Stream(Shard{}, workers, func(url string, data []byte) error {
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
	if _, err := s.Stream(Shard{}, 1, func(string, []byte) error { n++; return full }); err != full || n != 1 {
		t.Errorf("after the first error nothing more must be written: %d files, error %v", n, err)
	}
}
