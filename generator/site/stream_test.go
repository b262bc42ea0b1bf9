package site

import (
	"bytes"
	"errors"
	"sync"
	"testing"
)

// TestStream: with any number of goroutines, a stream yields the bytes of Render for
// each page, once.
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
				t.Errorf("%s was written twice", url)
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

// TestStreamStops: Stream renders nothing after the first error of write.
func TestStreamStops(t *testing.T) {
	s := open(t, editions(t), Options{})
	full := errors.New("disk full")
	n := 0
	if _, err := s.Stream(Shard{}, 1, func(string, []byte) error { n++; return full }); err != full || n != 1 {
		t.Errorf("Stream wrote %d files, error %v; it must stop at the first error", n, err)
	}
}
