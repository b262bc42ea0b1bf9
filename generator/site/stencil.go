package site

import (
	"bytes"
	"html/template"
	"sync"

	"handbook/generator/diag"
	"handbook/generator/layout"
	"handbook/generator/pages"
)

// stencil is made for the first page that asks for it.
type stencil struct {
	once   sync.Once
	made   *layout.Stencil
	faults diag.List
}

// of returns the stencil made from a layout and a view with marks; a later call
// returns what the first one made.
func (st *stencil) of(layouts *layout.Set, name string, view func(mark func(n int) string) any) (*layout.Stencil, diag.List) {
	st.once.Do(func() { st.made, st.faults = layouts.Stencil(name, view) })
	return st.made, st.faults
}

// stencilOf is the stencil with a key, one of those kept in a map.
func stencilOf(kept *sync.Map, key any) *stencil {
	made, ok := kept.Load(key)
	if !ok {
		made, _ = kept.LoadOrStore(key, new(stencil))
	}
	return made.(*stencil)
}

// framed puts a page's main part into its frame, and appends it to b.
func (v *volume) framed(p *Page, main template.HTML, b *bytes.Buffer) diag.List {
	at := p.at()
	t, faults := v.texts(p, at, main)
	if len(faults) > 0 {
		return faults
	}
	k := v.frameKey(p, at, t)
	if p.Absent && v.root() != "" { // links from its host's root, unlike all others
		html, faults := v.layouts.Execute("base.html", v.frame(k, t))
		b.WriteString(string(html))
		return faults
	}
	f, faults := stencilOf(&v.frames, k).of(v.layouts, "base.html", func(mark func(int) string) any { return v.frame(k, t.marked(mark)) })
	if len(faults) > 0 {
		return faults
	}
	fills := make([]template.HTML, 0, 32)
	t.each(func(text *string, ready bool) {
		if ready {
			fills = append(fills, template.HTML(*text))
		} else {
			fills = append(fills, layout.Escape(*text))
		}
	})
	f.Fill(b, fills)
	return nil
}

// marked has a mark in place of each text that there is.
func (t *texts) marked(mark func(n int) string) *texts {
	out := *t
	out.Data = append([]string(nil), t.Data...)
	out.Notices = append([]string(nil), t.Notices...)
	out.Up = append([]pages.Link(nil), t.Up...)
	n := 0
	out.each(func(text *string, _ bool) {
		if *text != "" {
			*text = mark(n)
		}
		n++
	})
	return &out
}
