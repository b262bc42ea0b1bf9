package site

import (
	"html/template"
	"strings"
	"sync"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/pages"
)

// Page is one address of the site.
type Page struct {
	*pages.Page
	URL string

	volume *volume // the edition it belongs to; nil for files

	asked sync.Once
	main  pages.Main

	found   sync.Once
	topmost *Page

	rendered sync.Once
	html     template.HTML
	faults   diag.List
}

// newFile is an address that belongs to no edition.
func newFile(url, origin string, bytes func() ([]byte, error)) *Page {
	return &Page{Page: &pages.Page{Path: url, Origin: origin, Bytes: bytes}, URL: url}
}

// isFile reports whether the page is written as it stands, without a frame.
func (p *Page) isFile() bool { return p.Main == nil }

// at is the place of the page, for the addresses on it.
func (p *Page) at() pages.Vantage {
	if root := p.volume.root(); p.Absent && root != "" {
		return pages.OnHost(root, p.volume.prefix)
	}
	return pages.From(p.Path, p.volume.prefix)
}

// mainPart is what the page shows within its frame.
func (p *Page) mainPart() pages.Main {
	p.asked.Do(func() { p.main = p.Main() })
	return p.main
}

// first is the page of the topmost edition that says the same as this one, with
// no other between them: the page itself where the edition above has another.
func (p *Page) first() *Page {
	p.found.Do(func() {
		p.topmost = p
		if above := p.above(); above != nil && !p.isFile() && p.mainPart().Says != nil && above.mainPart().Says == p.mainPart().Says {
			p.topmost = above.first()
		}
	})
	return p.topmost
}

// above is the page at the same address in the nearest edition above that the
// site has; nil for none.
func (p *Page) above() *Page {
	up := p.volume.above()
	if up == nil {
		return nil
	}
	if same := up.pages()[p.Path]; same != nil && !same.isFile() {
		return same
	}
	return nil
}

// execute renders what a page shows within its frame. What the edition above says
// as well is rendered once, there.
func (p *Page) execute() (template.HTML, diag.List) {
	at := p.first()
	if at != p && at.images() != p.images() {
		at = p // pictures lie elsewhere as seen from an edition further down
	}
	if at == p && (p.mainPart().Says == nil || p.volume.isLeaf()) {
		return p.render() // nobody else asks for it
	}
	at.rendered.Do(func() { at.html, at.faults = at.render() })
	return at.html, at.faults
}

func (p *Page) render() (template.HTML, diag.List) {
	main, at := p.mainPart(), p.at()
	if p.images() != "" {
		at = at.WithImages()
	}
	return p.volume.layouts.Execute(main.Layout, main.View(at))
}

// images are the addresses of what the page's Markdown shows.
func (p *Page) images() string {
	var b strings.Builder
	for _, passage := range p.Bodies {
		for _, img := range passage.Doc.Images {
			if image := p.volume.image(passage, img.Path); image != "" {
				b.WriteString(p.at().Shared(image) + "\n")
			}
		}
	}
	return b.String()
}

// item is the item that a page is about; nil for other pages.
func (p *Page) item() *handbook.Item {
	if p.Ref.Kind != kindItem {
		return nil
	}
	return p.volume.e.Item(p.Ref.ID)
}

const kindItem = "item"
