package site

import (
	"cmp"
	"html/template"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/pages"
)

// sheetView is the view of _sheet.html: the foot of a printed item, which leads
// from the paper back to the page.
type sheetView struct {
	Code    string // of the item
	Stamp   string
	Address string
}

// sheetHTML returns the foot of an item's page for print; "" for other pages and
// without a base URL. It gives the edition's own address even where search engines
// get another, since the edition may add facts later. It has no QR code, which
// would be a tenth of the page's bytes on a phone.
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
	return f.Filled(layout.Escape(cmp.Or(item.Code, v.layouts.Text("item.outside"))), layout.Escape(v.edition.Stamp()), layout.Escape(v.book.Canonical(p.URL))), nil
}

// Booklet describes the booklet of an edition for the printer.
type Booklet struct {
	URL  string // of its page
	Foot string // for each sheet: edition, version of the list, date of printing
	Base string // where the site stands, for the links of the page; "" when nobody knows
	// Scripts for the page: Ready removes its own foot, which the printer replaces;
	// Large sets large print.
	Ready, Large string
}

// Booklet returns the booklet of an edition of the site. made is the date of
// printing.
func (s *Site) Booklet(edition string, made handbook.Date) Booklet {
	v := s.byPath[edition]
	return Booklet{
		URL: v.prefix + pages.BookletPath, Foot: v.edition.Stamp() + s.layouts.Text("paper.made", pages.SayDate(made)),
		Base:  s.book.BaseURL,
		Ready: `document.documentElement.removeAttribute("data-stamp")`,
		Large: `document.getElementById("s-large").checked = true`,
	}
}
