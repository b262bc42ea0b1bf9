package site

import (
	"sync"
	"testing"

	"handbook/generator/layout"
)

// TestSharedParts: what is asked for again and again is kept, what is not goes, and
// what is kept stays few.
func TestSharedParts(t *testing.T) {
	var s Site
	made := 0
	ask := func(key int) *layout.Shared {
		return s.share(key, func() any { made++; return key })
	}
	often := ask(-1)
	once := ask(-2)
	for n := range 10 * maxParts {
		if part := ask(n); part.View != n || part != ask(n) {
			t.Fatalf("part %d is made for another key, or twice", n)
		}
		if n%(maxParts/2) == 0 && ask(-1) != often {
			t.Fatalf("a part that is asked for often is made again after %d others", n)
		}
	}
	if ask(-2) == once {
		t.Error("a part that nobody has asked for in a long time must be let go")
	}
	if made != 10*maxParts+3 {
		t.Errorf("%d parts are made for %d keys", made, 10*maxParts+2)
	}
	count := 0
	for _, generation := range []*sync.Map{s.parts.young.Load(), s.parts.old.Load()} {
		generation.Range(func(any, any) bool { count++; return true })
	}
	if count > 2*maxParts {
		t.Errorf("%d parts are kept, more than two generations", count)
	}
}

// TestSharedPartsAtOnce: whoever asks at once gets the same part.
func TestSharedPartsAtOnce(t *testing.T) {
	var s Site
	var got [8][maxParts - 1]*layout.Shared
	var wg sync.WaitGroup
	for w := range got {
		wg.Go(func() {
			for n := range got[w] {
				got[w][n] = s.share(n, func() any { return n })
			}
		})
	}
	wg.Wait()
	for w := range got {
		if got[w] != got[0] {
			t.Errorf("worker %d has other parts than the first", w)
		}
	}
}
