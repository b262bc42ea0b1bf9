package site

import (
	"sync"
	"sync/atomic"

	"handbook/generator/layout"
)

// partKey tells parts apart that one page or another consists of.
type partKey struct {
	part any // what it is: a name, or what it is about
	of   any // what it depends on besides
}

// maxParts is how many parts a generation has. A part that no page has asked for
// while so many others were made is let go: most are asked for again by the next
// edition, or never.
const maxParts = 3_000

// sharedParts keeps the parts of pages, those of two generations. What is asked for of
// the old one goes over into the young one; when that is full it becomes the old
// one. It is safe for concurrent use.
type sharedParts struct {
	young, old atomic.Pointer[sync.Map] // key → *layout.Shared; nil for none
	made       atomic.Int64             // how many have gone into the young one
}

// kept is the part with a key, or nil.
func (p *sharedParts) kept(key any) *layout.Shared {
	young, old := p.young.Load(), p.old.Load()
	if young != nil {
		if part, ok := young.Load(key); ok {
			return part.(*layout.Shared)
		}
	}
	if old != nil {
		if part, ok := old.Load(key); ok {
			return p.keep(key, part.(*layout.Shared))
		}
	}
	return nil
}

// keep keeps a part, unless there is one with its key, and returns what is kept.
func (p *sharedParts) keep(key any, part *layout.Shared) *layout.Shared {
	young := p.young.Load()
	if young == nil {
		p.young.CompareAndSwap(nil, new(sync.Map))
		young = p.young.Load()
	}
	kept, known := young.LoadOrStore(key, part)
	if !known && p.made.Add(1) == maxParts {
		p.old.Store(young)
		p.young.Store(new(sync.Map))
		p.made.Store(0)
	}
	return kept.(*layout.Shared)
}
