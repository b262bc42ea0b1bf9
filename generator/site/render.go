package site

import (
	"html/template"
	"strings"
	"sync"

	"handbook/generator/diag"
	"handbook/generator/layout"
)

// Render makes the bytes of an address. Faults are those of layouts; the bytes
// are nil when there are any, or when the address does not exist.
func (s *Site) Render(url string) ([]byte, diag.List) {
	p := s.Page(url)
	if p == nil {
		return nil, nil
	}
	if p.bytes != nil {
		data, err := p.bytes()
		if err != nil {
			return nil, diag.List{diag.New(diag.Pos{File: p.Origin}, unreadable, err.Error())}
		}
		return data, nil
	}
	main, faults := s.main(p)
	if len(faults) > 0 {
		return nil, faults
	}
	frame, faults := p.volume.frame(p, main)
	if len(faults) > 0 {
		return nil, faults
	}
	html, faults := s.layouts.Execute("base.html", frame)
	if len(faults) > 0 {
		return nil, faults
	}
	return []byte(html), nil
}

// rendered is the main part of a page, made once for all pages with its key.
type rendered struct {
	once   sync.Once
	html   template.HTML
	faults diag.List
}

// main renders what a page shows within its frame. Pages of several editions
// that show the same have the same key, and are rendered once.
func (s *Site) main(p *Page) (template.HTML, diag.List) {
	if p.key == nil {
		return s.layouts.Execute(p.layout, p.view())
	}
	slot, _ := s.mains.LoadOrStore(mainKey{p.key(), p.images()}, new(rendered))
	r := slot.(*rendered)
	r.once.Do(func() { r.html, r.faults = s.layouts.Execute(p.layout, p.view()) })
	return r.html, r.faults
}

// share is a part that pages show by {{shared}}. Parts with the same key are
// rendered once; view is asked for the first.
func (s *Site) share(key any, view func() any) *layout.Shared {
	if part, ok := s.parts.Load(key); ok {
		return part.(*layout.Shared)
	}
	part, _ := s.parts.LoadOrStore(key, &layout.Shared{View: view()})
	return part.(*layout.Shared)
}

// mainKey tells main parts apart. Images are the only shared files that they
// show, and lie elsewhere as seen from an edition further down.
type mainKey struct {
	key    any
	images string
}

// images are the addresses of what the page's Markdown shows.
func (p *Page) images() string {
	var b strings.Builder
	for _, passage := range p.bodies {
		for _, img := range passage.Doc.Images {
			b.WriteString(p.volume.image(p, passage, img.Path) + "\n")
		}
	}
	return b.String()
}
