package pages

import (
	"hash/maphash"
	"slices"
	"sync"

	"handbook/generator/layout"
)

// A fragment is a main part, or a piece of one, that pages can share. Its view is
// a pure function of the book, the folder of the page, and the key. No edition is
// in scope, so a fragment can show only those facts of an edition that its key
// holds: the compiler rejects a forgotten dependency.
type fragment[K comparable] struct {
	layout string
	view   func(b *Book, at Within, key K) any
}

// Main is the main part of a page, which stands within its frame.
type Main struct {
	Layout string
	Says   any // comparable: equal for equal main parts; nil for an edition's own main part

	view func(at Vantage) any
}

// View returns the layout's view for a page in a folder.
func (m Main) View(at Vantage) any { return m.view(at) }

// identity identifies the content of a fragment.
type identity struct {
	fragment any
	key      any
}

// main returns the main part with the key.
func (f *fragment[K]) main(b *Book, key K) Main {
	return Main{f.layout, identity{f, key}, func(at Vantage) any { return f.view(b, at.Within, key) }}
}

// own returns a main part that no other page shares.
func own(layout string, view func(at Vantage) any) func() Main {
	return func() Main { return Main{layout, nil, view} }
}

// fragmentKey is the input of a piece of a page: its fragment, its key and the
// folder of the page.
type fragmentKey struct {
	identity
	at Within
}

// shared returns the piece of a page with the key, which is rendered once for all
// pages in the same folder of any edition.
func (f *fragment[K]) shared(b *Book, at Within, key K) *layout.Fragment {
	at.site = "" // pieces name no files
	k := fragmentKey{identity{f, key}, at}
	if made, ok := b.fragments.Load(k); ok {
		return made.(*layout.Fragment)
	}
	made, _ := b.fragments.LoadOrStore(k, f.once(b, at, key))
	return made.(*layout.Fragment)
}

// once does as shared for a piece that no other page shows.
func (f *fragment[K]) once(b *Book, at Within, key K) *layout.Fragment {
	return &layout.Fragment{Layout: f.layout, View: f.view(b, at, key)}
}

// list is an interned slice: lists of equal elements are equal, so a list can be
// part of a key. The zero list is empty.
type list[T comparable] struct{ elements *[]T }

// all returns the elements; callers must not change them.
func (l list[T]) all() []T {
	if l.elements == nil {
		return nil
	}
	return *l.elements
}

// interner returns the same list for equal slices. The zero interner is ready for
// use and safe for concurrent use.
type interner struct {
	mu    sync.Mutex
	known map[uint64][]any // *[]T of any T by the hash of their elements
}

var seed = maphash.MakeSeed()

// intern returns the list of the elements.
func intern[T comparable](in *interner, elements []T) list[T] {
	if len(elements) == 0 {
		return list[T]{}
	}
	var h maphash.Hash
	h.SetSeed(seed)
	for i := range elements {
		maphash.WriteComparable(&h, elements[i])
	}
	sum := h.Sum64()
	in.mu.Lock()
	defer in.mu.Unlock()
	for _, have := range in.known[sum] {
		if same, ok := have.(*[]T); ok && slices.Equal(*same, elements) {
			return list[T]{same}
		}
	}
	if in.known == nil {
		in.known = map[uint64][]any{}
	}
	kept := slices.Clone(elements)
	in.known[sum] = append(in.known[sum], &kept)
	return list[T]{&kept}
}
