package site

import (
	"bytes"
	"html/template"
	"sync"

	"handbook/generator/diag"
	"handbook/generator/layout"
	"handbook/generator/pages"
)

// stencil makes a layout.Stencil once, on the first call of of.
type stencil struct {
	once   sync.Once
	made   *layout.Stencil
	faults diag.List
}

// of returns the stencil made from a layout and a view with marks. Later calls
// return the first call's stencil.
func (st *stencil) of(layouts *layout.Set, name string, view func(mark func(n int) string) any) (*layout.Stencil, diag.List) {
	st.once.Do(func() { st.made, st.faults = layouts.Stencil(name, view) })
	return st.made, st.faults
}

// stencilOf returns the stencil with a key from a map, or adds it.
func stencilOf(kept *sync.Map, key any) *stencil {
	made, ok := kept.Load(key)
	if !ok {
		made, _ = kept.LoadOrStore(key, new(stencil))
	}
	return made.(*stencil)
}

// framed fills a page's texts and main part into its frame and appends it to b.
func (v *volume) framed(p *Page, main template.HTML, b *bytes.Buffer) diag.List {
	at := p.at()
	t, faults := v.texts(p, at, main)
	if len(faults) > 0 {
		return faults
	}
	k := v.frameKey(p, at, t)
	if p.Absent && v.root() != "" { // its links begin at the host's root: no other page shares its stencil
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

// marked returns texts with a mark for each text that is not "".
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
