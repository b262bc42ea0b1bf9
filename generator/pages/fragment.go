package pages

import (
	"hash/maphash"
	"slices"
	"sync"

	"handbook/generator/layout"
)

// A fragment is what pages can share: a page's main part, or a part of one. Its
// view is a pure function of the book, the folder that it is seen from, and the
// key. No edition is in scope, so a fragment cannot show anything of an edition
// that its key does not hold: to forget a dependency is an error of the compiler.
type fragment[K comparable] struct {
	layout string // of the main part; "" for parts, whose layouts the including layout names
	view   func(b *Book, at Within, key K) any
}

// Main is what a page shows within its frame.
type Main struct {
	Layout string
	Says   any // comparable: mains that say the same are equal, wherever they stand; nil for what is one edition's own

	view func(at Vantage) any
}

// View is the view for the layout, for a page that stands at an address.
func (m Main) View(at Vantage) any { return m.view(at) }

// says is the fragment and the key of a main part.
type says struct {
	fragment any
	key      any
}

// main is the fragment with a key, as the main part of a page.
func (f *fragment[K]) main(b *Book, key K) Main {
	return Main{f.layout, says{f, key}, func(at Vantage) any { return f.view(b, at.Within, key) }}
}

// own is a main part that no other page shares.
func own(layout string, view func(at Vantage) any) func() Main {
	return func() Main { return Main{layout, nil, view} }
}

// partKey is what a part depends on, with the fragment that makes it.
type partKey struct {
	says
	at Within
}

// part is the fragment with a key, as a part of a page: rendered once for all
// pages that show it.
func (f *fragment[K]) part(b *Book, at Within, key K) *layout.Shared {
	at.images = "" // parts show no images
	k := partKey{says{f, key}, at}
	if made, ok := b.parts.Load(k); ok {
		return made.(*layout.Shared)
	}
	made, _ := b.parts.LoadOrStore(k, f.once(b, at, key))
	return made.(*layout.Shared)
}

// once is the same for a part that no other page shows.
func (f *fragment[K]) once(b *Book, at Within, key K) *layout.Shared {
	return &layout.Shared{View: f.view(b, at, key)}
}

// list is an interned slice: lists of equal elements are equal, so that a list
// can stand in a key. The zero list is empty.
type list[T comparable] struct{ elements *[]T }

// all are the elements; they must not be changed.
func (l list[T]) all() []T {
	if l.elements == nil {
		return nil
	}
	return *l.elements
}

// interner gives equal slices the same list. The zero interner is ready for use
// and safe for concurrent use.
type interner struct {
	mu    sync.Mutex
	known map[uint64][]any // by the sum of the elements; *[]T of any T
}

var seed = maphash.MakeSeed()

// intern is the list of the elements.
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
