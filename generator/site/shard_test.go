package site

import (
	"bytes"
	"sync"
	"testing"
)

// TestParts: the parts together have every page of the whole once, and it is
// the same page.
func TestParts(t *testing.T) {
	opts := Options{BaseURL: "https://example.org/"}
	whole := open(t, editions(t), opts)
	want := bytesOf(t, whole, 1)
	for _, n := range []int{1, 2, 3, len(whole.volumes), len(whole.volumes) + 3} {
		got := map[string][]byte{}
		for i := range n {
			var mu sync.Mutex
			faults, err := open(t, editions(t), opts).Stream(Shard{i + 1, n}, 2, func(url string, data []byte) error {
				mu.Lock()
				defer mu.Unlock()
				if got[url] != nil {
					t.Errorf("%s is in two of %d parts", url, n)
				}
				got[url] = bytes.Clone(data)
				return nil
			})
			if err != nil || len(faults) > 0 {
				t.Fatal(err, said(faults))
			}
		}
		same(t, "in parts", want, got)
	}
}
