package site

import (
	"html/template"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/pages"
)

// sheetView is the view of _sheet.html: what a printed item says of itself, so
// that paper leads back to its page.
type sheetView struct {
	Code    string // of the item
	Stamp   string
	Address string
}

// sheetHTML follows the main part of an item's page; it is "" for other pages, and
// without a base URL. The address is the edition's own, also where search engines
// are told another: what the edition adds later is found there. It has no QR code,
// which would be a tenth of what a phone loads to read the page.
func (v *volume) sheetHTML(p *Page) (template.HTML, diag.List) {
	item := p.item()
	if item == nil || p.Moved != "" || v.baseURL == "" {
		return "", nil
	}
	f, faults := v.sheet.of(v.layouts, "_sheet.html", func(mark func(int) string) any {
		return &sheetView{mark(0), mark(1), mark(2)}
	})
	if len(faults) > 0 {
		return "", faults
	}
	return f.Filled(layout.Escape(item.Code), layout.Escape(v.edition.Stamp()), layout.Escape(v.book.Canonical(p.URL))), nil
}

// Booklet is what a printer needs to know of an edition's booklet.
type Booklet struct {
	URL  string // of its page
	Foot string // for each sheet: edition, version of the list, and the day that it was made
	// Scripts for the page: Ready hands its foot over to the printer, Large sets
	// large print.
	Ready, Large string
}

// Booklet tells of the booklet of an edition that the site has. made is the day
// of the printing.
func (s *Site) Booklet(edition string, made handbook.Date) Booklet {
	v := s.byPath[edition]
	return Booklet{
		URL: v.prefix + pages.BookletPath, Foot: v.edition.Stamp() + s.layouts.Text("paper.made", pages.SayDate(made)),
		Ready: `document.documentElement.removeAttribute("data-stamp")`,
		Large: `document.getElementById("s-large").checked = true`,
	}
}
