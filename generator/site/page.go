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

	volume *volume // its edition; nil for files

	asked sync.Once
	main  pages.Main

	found   sync.Once
	topmost *Page

	rendered sync.Once
	html     template.HTML
	faults   diag.List
}

// newFile returns a file that belongs to no edition.
func newFile(url, origin string, bytes func() ([]byte, error)) *Page {
	return &Page{Page: &pages.Page{Path: url, Origin: origin, Bytes: bytes}, URL: url}
}

// isFile reports whether the page is a file, which has no frame.
func (p *Page) isFile() bool { return p.Main == nil }

// at returns the page's vantage, which makes its links.
func (p *Page) at() pages.Vantage {
	if root := p.volume.root(); p.Absent && root != "" {
		return pages.OnHost(root, p.volume.prefix)
	}
	return pages.From(p.Path, p.volume.prefix)
}

// mainPart returns the page's main part.
func (p *Page) mainPart() pages.Main {
	p.asked.Do(func() { p.main = p.Main() })
	return p.main
}

// first returns the page of the topmost edition whose main part is the same, with
// the same in each edition between; the page itself when the one above differs.
func (p *Page) first() *Page {
	p.found.Do(func() {
		p.topmost = p
		if above := p.above(); above != nil && !p.isFile() && p.mainPart().Says != nil && above.mainPart().Says == p.mainPart().Says {
			p.topmost = above.first()
		}
	})
	return p.topmost
}

// above returns the page at the same address in the nearest edition above in the
// site; nil for none.
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

// execute renders the page's main part, once for all editions that share it.
func (p *Page) execute() (template.HTML, diag.List) {
	at := p.first()
	if at != p && at.images() != p.images() {
		at = p // its images have other relative addresses
	}
	if at == p && (p.mainPart().Says == nil || p.volume.isLeaf()) {
		return p.render() // no other page shares it
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

// images returns the addresses of the images in the page's Markdown, a line each.
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

// item returns the item of an item's page; nil for other pages.
func (p *Page) item() *handbook.Item {
	if p.Ref.Kind != kindItem {
		return nil
	}
	return p.volume.e.Item(p.Ref.ID)
}

const kindItem = "item"
