package site

import (
	"bytes"
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
	return s.render(p, new(bytes.Buffer))
}

// render makes a page in a buffer that may be used again, when the bytes are no
// longer needed.
func (s *Site) render(p *Page, b *bytes.Buffer) ([]byte, diag.List) {
	if p.bytes != nil {
		data, err := p.bytes()
		if err != nil {
			return nil, diag.List{diag.New(diag.Pos{File: p.Origin}, unreadable, err.Error())}
		}
		return data, nil
	}
	main, faults := p.main()
	if len(faults) > 0 {
		return nil, faults
	}
	b.Reset()
	if faults := p.volume.framed(p, main, b); len(faults) > 0 {
		return nil, faults
	}
	return b.Bytes(), nil
}

// sameness is what a page has in common with that of the edition above.
type sameness struct {
	identified sync.Once
	identity   any // what key returned

	found   sync.Once
	topmost *Page

	rendered sync.Once
	html     template.HTML
	faults   diag.List
}

// first is the page of the topmost edition that says the same as this one, with
// no other between them: the page itself where the edition above has another.
func (p *Page) first() *Page {
	p.found.Do(func() {
		p.topmost = p
		if p.key == nil {
			return
		}
		if up := p.volume.nearest(); up != nil {
			if same := up.pages()[p.path]; same != nil && same.key != nil && same.is() == p.is() {
				p.topmost = same.first()
			}
		}
	})
	return p.topmost
}

// is tells what the page says from what others say; its key is not nil.
func (p *Page) is() any {
	p.identified.Do(func() { p.identity = p.key() })
	return p.identity
}

// main renders what a page shows within its frame. What is the same as in the
// edition above is rendered once, there.
func (p *Page) main() (template.HTML, diag.List) {
	at := p.first()
	if at != p && at.images() != p.images() {
		at = p // pictures lie elsewhere as seen from an edition further down
	}
	at.rendered.Do(func() { at.html, at.faults = at.volume.layouts.Execute(at.layout, at.view()) })
	return at.html, at.faults
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

// share is a part that pages show by {{shared}}. Parts with the same key are
// rendered once, as long as they are kept; view is asked for the first.
func (s *Site) share(key any, view func() any) *layout.Shared {
	if part := s.parts.kept(key); part != nil {
		return part
	}
	return s.parts.keep(key, &layout.Shared{View: view()})
}
