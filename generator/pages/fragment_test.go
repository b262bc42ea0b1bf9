package pages

import (
	"sync"
	"testing"

	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// TestIntern: lists are equal where their elements are, and hold them.
func TestIntern(t *testing.T) {
	var in interner
	one, same, other := intern(&in, []string{"a", "b"}), intern(&in, []string{"a", "b"}), intern(&in, []string{"b", "a"})
	if one != same || one == other {
		t.Error("lists of equal elements must be equal, and only those")
	}
	if intern(&in, []int{}) != (list[int]{}) || intern[int](&in, nil).all() != nil {
		t.Error("a list without elements is the zero list")
	}
	if got := one.all(); len(got) != 2 || got[0] != "a" || got[1] != "b" {
		t.Errorf("the list holds %q", got)
	}
	elements := []int{1, 2}
	kept := intern(&in, elements)
	elements[0] = 3
	if kept.all()[0] != 1 {
		t.Error("a list must not change with the slice that it was made from")
	}
	type pair struct {
		of   list[string]
		name string
	}
	if intern(&in, []pair{{one, "x"}}) != intern(&in, []pair{{same, "x"}}) {
		t.Error("lists can hold lists")
	}
}

// TestFragment: a part is made once for each key and folder, whoever asks, and
// main parts with equal keys say the same.
func TestFragment(t *testing.T) {
	b := NewBook(&handbook.Handbook{Province: &handbook.Edition{}}, nil)
	made := 0
	var mu sync.Mutex
	f := &fragment[int]{"f.html", func(_ *Book, at Within, key int) any {
		mu.Lock()
		defer mu.Unlock()
		made++
		return at.To("index.html")
	}}
	var parts [8]*layout.Shared
	var wg sync.WaitGroup
	at := From("items/a.html", "jia/")
	first := f.part(b, at.Within, 1)
	for n := range parts {
		wg.Go(func() { parts[n] = f.part(b, From("items/b.html", "jia/yi/").Within, 1) })
	}
	wg.Wait()
	for _, part := range parts {
		if part != first {
			t.Error("the same key in the same folder must be one part")
		}
	}
	if made != 1 {
		t.Errorf("the part is made %d times", made)
	}
	if f.part(b, From("index.html", "").Within, 1) == first || f.part(b, at.Within, 2) == first {
		t.Error("another folder or another key is another part")
	}
	if f.main(b, 1).Says != f.main(b, 1).Says || f.main(b, 1).Says == f.main(b, 2).Says {
		t.Error("main parts say the same when their keys are equal, and only then")
	}
	if g := (&fragment[int]{"f.html", f.view}); f.main(b, 1).Says == g.main(b, 1).Says {
		t.Error("another fragment says something else, also with an equal key")
	}
}
