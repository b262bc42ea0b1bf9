package pages

import (
	"sync"
	"testing"

	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// TestIntern: lists of equal elements are equal, and hold the elements.
func TestIntern(t *testing.T) {
	var in interner
	one, same, other := intern(&in, []string{"a", "b"}), intern(&in, []string{"a", "b"}), intern(&in, []string{"b", "a"})
	if one != same || one == other {
		t.Error("lists of equal elements must be equal, and only those")
	}
	if intern(&in, []int{}) != (list[int]{}) || intern[int](&in, nil).all() != nil {
		t.Error("a list without elements must be the zero list")
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
		t.Error("lists of structs that hold equal lists must be equal")
	}
}

// TestFragment: a piece is made once for each key and folder, and main parts with
// equal keys are equal.
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
	var pieces [8]*layout.Fragment
	var wg sync.WaitGroup
	at := From("items/a.html", "jia/")
	first := f.shared(b, at.Within, 1)
	for n := range pieces {
		wg.Go(func() { pieces[n] = f.shared(b, From("items/b.html", "jia/yi/").Within, 1) })
	}
	wg.Wait()
	for _, piece := range pieces {
		if piece != first {
			t.Error("the same key in the same folder must return the same piece")
		}
	}
	if made != 1 {
		t.Errorf("the piece is made %d times, want once", made)
	}
	if f.shared(b, From("index.html", "").Within, 1) == first || f.shared(b, at.Within, 2) == first {
		t.Error("another folder or another key must return another piece")
	}
	if f.main(b, 1).Says != f.main(b, 1).Says || f.main(b, 1).Says == f.main(b, 2).Says {
		t.Error("main parts must be equal when their keys are, and only then")
	}
	if g := (&fragment[int]{"f.html", f.view}); f.main(b, 1).Says == g.main(b, 1).Says {
		t.Error("main parts of two fragments must differ, also with equal keys")
	}
}
