package site

import (
	"cmp"
	"html/template"
	"net/url"
	"regexp"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/layout"
	"handbook/generator/pages"
)

// slipView is the view of _slip.html: the message with which a reader reports an
// error of the page by telephone, text message or mail. It names the edition, so
// it belongs to the frame and not to the main part.
type slipView struct {
	Text    string       // the message in lines: handbook, edition, page, version, address
	Body    template.URL // the message, escaped for a mailto or sms address
	Subject template.URL // a short form of the message, escaped likewise
	Share   string       // handbook, edition and version, for the end of a shared text
	Address string       // of the page; "" without a base URL
	// Extracted from the edition's contact, which the page's foot shows whole.
	Phone  *pages.Phone // nil when there is none
	Mobile string       // number that receives text messages; "" when there is none
	Mail   string       // "" when there is none
}

var (
	phoneIn  = regexp.MustCompile(`\b(?:0\d{2,3}[- ]?[2-8]\d{6,7}|1[3-9]\d{9})\b`)
	mobileIn = regexp.MustCompile(`\b1[3-9]\d{9}\b`)
	mailIn   = regexp.MustCompile(`\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\b`)
)

// slipHTML returns "" for pages without facts.
func (v *volume) slipHTML(p *Page) (template.HTML, diag.List) {
	if !p.Tools {
		return "", nil
	}
	f, faults := v.slipStencil(v.e.Contact)
	if len(faults) > 0 {
		return "", faults
	}
	name := cmp.Or(p.Title, v.Handbook.Config.Title)
	if item := p.item(); item != nil {
		name = item.Label()
	}
	differing := [...]string{v.e.Name, name, ""}
	if v.baseURL != "" {
		differing[2] = v.book.Canonical(p.URL)
	}
	var texts [2 * len(differing)]template.HTML
	for n, text := range differing {
		texts[n] = layout.Escape(text)
		if v.e.Contact != "" {
			texts[len(differing)+n] = template.HTML(inQuery(text))
		}
	}
	return f.Filled(texts[:]...), nil
}

// slipStencil returns the stencil of the slip, made once for all editions with the
// same contact. Its holes are the edition's name, the page's title and its
// address, as text and as part of a query.
func (s *Site) slipStencil(contact string) (*layout.Stencil, diag.List) {
	return stencilOf(&s.slips, contact).of(s.layouts, "_slip.html", func(mark func(int) string) any {
		c, text := s.Handbook.Config, s.layouts.Text
		said := func(edition, page, address string) string {
			out := text("slip.text", c.Title, edition, page, c.List.Version)
			if s.baseURL != "" {
				out += "\n" + text("slip.address") + address
			}
			return out + "\n" + text("slip.wrong")
		}
		view := &slipView{
			Text: said(mark(0), mark(1), mark(2)), Share: text("share.from", c.Title, mark(0), c.List.Version),
			Body: template.URL(inQuery(said(mark(3), mark(4), mark(5)))), Subject: template.URL(inQuery(text("slip.subject", mark(3), mark(4)))),
			Mobile: mobileIn.FindString(contact), Mail: mailIn.FindString(contact),
		}
		if number := phoneIn.FindString(contact); number != "" {
			view.Phone = &pages.Phone{Number: number}
		}
		if s.baseURL != "" {
			view.Address = mark(2)
		}
		return view
	})
}

// inQuery escapes a text for the query of an address.
func inQuery(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
