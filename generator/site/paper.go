package site

import (
	"html/template"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/qr"
)

// sheetView is the view of _sheet.html: what a printed item says of itself, so
// that paper leads back to its page.
type sheetView struct {
	Code    string // of the item
	Stamp   string
	Address string
}

// codeView is a QR code as _qr.html draws it.
type codeView struct{ Box, Path string }

// sheet follows the main part of an item's page; it is "" for other pages, and
// without a base URL. The address is the edition's own, also where search engines
// are told another: what the edition adds later is found there. It has no QR code,
// which would be a tenth of what a phone loads to read the page.
func (v *volume) sheet(p *Page) (template.HTML, diag.List) {
	item := p.item()
	if item == nil || p.moved != "" || v.baseURL == "" {
		return "", nil
	}
	f := &v.sheets
	f.once.Do(func() {
		f.form, f.faults = v.layouts.Stencil("_sheet.html", func(mark func(int) string) any {
			return &sheetView{mark(0), mark(1), mark(2)}
		})
	})
	if len(f.faults) > 0 {
		return "", f.faults
	}
	return f.form.Filled(layout.Escape(item.Code), layout.Escape(v.stamp()), layout.Escape(v.canonical(p.URL))), nil
}

// code is nil for an address that is too long for any code.
func (s *Site) code(address string) *codeView {
	code, err := qr.Draw(address)
	if err != nil {
		return nil
	}
	return &codeView{code.Box(), code.Path}
}

// stamped says which edition and version of the list paper was printed from, and
// as of when: it is kept for years.
func (v *volume) stamped() string {
	list := v.Handbook.Config.List
	checked := handbook.Date{}
	for _, item := range v.e.Items {
		if checked.Compare(item.Verified) < 0 {
			checked = item.Verified
		}
	}
	as := v.layouts.Text("paper.unchecked")
	if !checked.IsZero() {
		as = v.layouts.Text("paper.checked", v.date(checked))
	}
	return v.layouts.Text("paper.stamp", v.e.Name, list.Version, list.PeriodEnd, as)
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
		URL: v.prefix + bookletPath, Foot: v.stamp() + s.layouts.Text("paper.made", s.date(made)),
		Ready: `document.documentElement.removeAttribute("data-stamp")`,
		Large: `document.getElementById("s-large").checked = true`,
	}
}
