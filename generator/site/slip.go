package site

import (
	"cmp"
	"regexp"
)

// slipView is the view of _slip.html: the words with which a reader tells the
// editors that a page is wrong, to be read out on the telephone or sent. It
// belongs to the frame, as it names the edition: main parts do without it.
type slipView struct {
	Text    string // what to say, in lines: handbook, edition, page, version, address
	Subject string // the same in a few words
	Share   string // the handbook, its edition and version: what a shared text ends with
	Address string // of the page; "" without a base URL
	// Found in how the edition says that its editors can be reached, which the
	// foot of the page shows in full.
	Phone  *phone // nil when there is none
	Mobile string // number that takes messages; "" when there is none
	Mail   string // "" when there is none
}

var (
	phoneIn  = regexp.MustCompile(`\b(?:0\d{2,3}[- ]?[2-8]\d{6,7}|1[3-9]\d{9})\b`)
	mobileIn = regexp.MustCompile(`\b1[3-9]\d{9}\b`)
	mailIn   = regexp.MustCompile(`\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\b`)
)

// slip is nil on pages that state no facts.
func (v *volume) slip(p *Page) *slipView {
	if !p.tools {
		return nil
	}
	c, text := v.Handbook.Config, v.layouts.Text
	name := cmp.Or(p.Title, c.Title)
	if item := v.e.Item(p.ref.ID); p.ref.Kind == "item" && item != nil {
		name = item.Code + " " + name
	}
	view := &slipView{
		Text: text("slip.text", c.Title, v.e.Name, name, c.List.Version), Subject: text("slip.subject", v.e.Name, name),
		Share:  text("share.from", c.Title, v.e.Name, c.List.Version),
		Mobile: mobileIn.FindString(v.e.Contact), Mail: mailIn.FindString(v.e.Contact),
	}
	if number := phoneIn.FindString(v.e.Contact); number != "" {
		view.Phone = &phone{Number: number}
	}
	if v.baseURL != "" {
		view.Address = v.canonical(p.URL)
		view.Text += "\n" + text("slip.address") + view.Address
	}
	view.Text += "\n" + text("slip.wrong")
	return view
}
