package site

import (
	"bytes"
	"html/template"
	"path"
	"sync"

	"handbook/generator/diag"
	"handbook/generator/layout"
)

// shape is what a frame depends on beside its texts: pages of the same shape are
// filled into the same form. What the frame says of the whole site is not in it.
type shape struct {
	root     string // of the site, as seen from the page
	folder   string // of the page in its edition
	section  string
	script   string
	style    string
	tools    bool
	noIndex  bool
	draft    bool
	texts    uint32 // which of them the page has, a bit each
	data     int
	notices  int
	editions int // above
}

// form is the frame of one shape, made for the first page that has it.
type form struct {
	once   sync.Once
	form   *layout.Stencil
	faults diag.List
}

// framed puts a page's main part into its frame, and appends it to b.
func (v *volume) framed(p *Page, main template.HTML, b *bytes.Buffer) diag.List {
	t, faults := v.texts(p, main)
	if len(faults) > 0 {
		return faults
	}
	if p.absent && v.root() != "" { // links from its host's root, unlike all others
		html, faults := v.layouts.Execute("base.html", v.frame(p, t))
		b.WriteString(string(html))
		return faults
	}
	f, faults := v.form(p, t)
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

// form is the form for a page with the texts given.
func (v *volume) form(p *Page, t *texts) (*layout.Stencil, diag.List) {
	s := shape{
		root: relative(p.URL, ""), folder: path.Dir(p.path), section: p.section, script: p.script, style: p.style, tools: p.tools,
		noIndex: p.noIndex, draft: v.e.Draft, data: len(t.Data), notices: len(t.Notices), editions: len(t.Up),
	}
	n := 0
	t.each(func(text *string, _ bool) {
		if n < 32 && *text != "" {
			s.texts |= 1 << n
		}
		n++
	})
	made, ok := v.forms.Load(s)
	if !ok {
		made, _ = v.forms.LoadOrStore(s, new(form))
	}
	f := made.(*form)
	f.once.Do(func() {
		f.form, f.faults = v.layouts.Stencil("base.html", func(mark func(int) string) any { return v.frame(p, t.marked(mark)) })
	})
	return f.form, f.faults
}

// marked has a mark in place of each text that there is.
func (t *texts) marked(mark func(n int) string) *texts {
	out := *t
	out.Data = append([]string(nil), t.Data...)
	out.Notices = append([]string(nil), t.Notices...)
	out.Up = append([]link(nil), t.Up...)
	n := 0
	out.each(func(text *string, _ bool) {
		if *text != "" {
			*text = mark(n)
		}
		n++
	})
	return &out
}
