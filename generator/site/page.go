package site

import (
	"html/template"
	"strings"
	"sync"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/pages"
	"handbook/generator/prose"
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
	if at != p && at.filesNamed() != p.filesNamed() {
		at = p // they have other relative addresses
	}
	if at == p && (p.mainPart().Says == nil || p.volume.isLeaf()) {
		return p.render() // no other page shares it
	}
	at.rendered.Do(func() { at.html, at.faults = at.render() })
	return at.html, at.faults
}

func (p *Page) render() (template.HTML, diag.List) {
	main, at := p.mainPart(), p.at()
	if p.filesNamed() != "" {
		at = at.WithFiles()
	}
	return p.volume.layouts.Execute(main.Layout, main.View(at))
}

// filesNamed returns the addresses of the images and other files that the page's
// Markdown and materials name, a line each.
func (p *Page) filesNamed() string {
	var b strings.Builder
	add := func(address string) {
		if address != "" {
			b.WriteString(p.at().Shared(address) + "\n")
		}
	}
	for _, passage := range p.Bodies {
		for _, img := range passage.Doc.Images {
			add(p.volume.image(passage, img.Path))
		}
		for _, ref := range passage.Doc.Refs {
			if ref.Kind == prose.KindFile {
				e := passage.Edition
				if e == nil {
					e = p.volume.Handbook.Province
				}
				add(p.volume.Handbook.File(e, ref.ID))
			}
		}
	}
	if item := p.item(); item != nil {
		for _, m := range item.Guide.Materials {
			add(p.volume.Handbook.File(item.Origin("guide", "materials"), m.FileOf()))
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
