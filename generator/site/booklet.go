package site

import (
	"fmt"
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// bookletView is the view of print.html: the whole edition on paper. What
// editions have in common comes as parts that are rendered once.
type bookletView struct {
	Title    string // of the handbook
	Edition  string
	Stamp    string // version and date, as in the footer of each page
	Draft    bool
	Notices  []string
	Hotline  phone
	Address  string           // of the edition's home page; "" without a base URL
	QR       *codeView        // of Address
	Contents *layout.Shared   // of contentsView
	Domains  []*layout.Shared // of bookletDomain
	Index    *layout.Shared   // of bookletIndex
	Numbers  []phone          // of agencies
	Windows  []windowView
	Contact  string
}

// bookletDomain is the view of _booklet-domain.html.
type bookletDomain struct {
	Order int
	Title string
	Cards []bookletCard
}

// bookletCard is an item. Its code leads to the edition's own page.
type bookletCard struct {
	ID   string // of the item
	QR   *codeView
	Card *layout.Shared // of cardView
}

// cardView is the view of _card.html.
type cardView struct {
	*itemView
	Lacks []string // what nobody has filled in, in words
	See   []see    // items that its text names
}

// see is a cross-reference. Paper knows no links and page numbers change, so
// items are named by their codes.
type see struct{ ID, Code string }

// contentsView is the view of _booklet-contents.html.
type contentsView struct {
	Domains []contentsDomain
	Count   int
	Marks   []badge
}

type contentsDomain struct {
	Order int
	Title string
	Items []contentsItem
}

type contentsItem struct {
	see
	Title string
}

// bookletIndex is the view of _booklet-index.html.
type bookletIndex struct {
	Everyone  []see
	Questions []indexQuestion
	Stages    []indexStage
	Sources   []*sourceEntry
}

type indexQuestion struct {
	Text    string
	Options []indexLine
}

type indexStage struct {
	Name   string
	Groups []indexLine
}

// indexLine is a word and the items that it leads to.
type indexLine struct {
	Text  string
	Items []see
}

const bookletPath = "print.html"

func (v *volume) bookletPage() *Page {
	p := v.page(bookletPath, &Page{
		Origin: "layouts/print.html", Title: v.layouts.Text("paper.title", v.Handbook.Config.List.Version),
		Summary: v.layouts.Text("summary.booklet"), layout: "print.html", style: "booklet.css", noIndex: true,
	})
	p.view = func() any { return v.booklet(p) }
	return p
}

// booklet makes the main part of print.html.
func (v *volume) booklet(p *Page) *bookletView {
	view := &bookletView{
		Title: v.Handbook.Config.Title, Edition: v.e.Name, Stamp: v.stamp(), Draft: v.e.Draft, Notices: v.notices(),
		Hotline: v.lastHotline(), Contact: v.e.Contact, Numbers: v.numbers(), Windows: v.bookletWindows(),
	}
	if v.baseURL != "" {
		view.Address = v.canonical(v.prefix + "index.html")
		view.QR = v.code(view.Address)
	}
	view.Contents = v.share(partKey{"contents", v.alike(showsName, v.e.Items)}, func() any { return v.bookletContents() })
	for _, d := range v.Handbook.Domains {
		if len(v.e.InDomain(d.ID)) > 0 {
			view.Domains = append(view.Domains, v.bookletDomain(p, d))
		}
	}
	view.Index = v.share(partKey{"index", v.indexKey()}, func() any { return v.bookletIndex(p) })
	return view
}

// bookletDomain makes the cards of a domain. Where the edition above has the
// same they are rendered once; codes are the edition's own.
func (v *volume) bookletDomain(p *Page, d *handbook.Domain) *layout.Shared {
	view := func() any {
		one := bookletDomain{Order: d.Order, Title: d.Title}
		for n, item := range v.e.InDomain(d.ID) {
			card := bookletCard{ID: item.ID}
			if v.baseURL != "" {
				card.QR = v.code(v.canonical(v.prefix + address("item", item.ID)))
			}
			card.Card = v.share(v.cards()[d.ID][n], func() any { return v.card(p, item) })
			one.Cards = append(one.Cards, card)
		}
		return one
	}
	first := v
	for up := v.nearest(); up != nil && slices.Equal(up.cards()[d.ID], v.cards()[d.ID]); up = up.nearest() {
		first = up
	}
	if alone := len(v.e.Children) == 0 && first == v; alone || v.baseURL != "" {
		return &layout.Shared{View: view()}
	}
	return v.share(partKey{d, first.e}, view)
}

// cardKeys are what the cards of each domain depend on.
func (v *volume) cardKeys() map[string][]cardKey {
	keys := map[string][]cardKey{}
	for _, d := range v.Handbook.Domains {
		for _, item := range v.e.InDomain(d.ID) {
			keys[d.ID] = append(keys[d.ID], v.cardKey(item))
		}
	}
	return keys
}

// indexKey tells the indexes of editions apart by what they show.
func (v *volume) indexKey() string {
	var absent, cited strings.Builder
	for _, item := range v.e.Items {
		if reason, _ := v.e.Absent(item.ID); reason != "" {
			absent.WriteString(item.ID + " ")
		}
	}
	for n, src := range v.e.Sources {
		if len(v.e.Citing(src.ID)) > 0 {
			fmt.Fprintf(&cited, "%d %p ", n, src)
		}
	}
	groups := make([][]*handbook.Item, 0, len(v.Handbook.Groups))
	for _, g := range v.Handbook.Groups {
		groups = append(groups, v.e.For(g.ID))
	}
	return v.alike(showsRule, v.e.Items) + v.alike(showsName, groups...) + absent.String() + cited.String()
}

func (v *volume) bookletContents() *contentsView {
	view := &contentsView{Count: len(v.e.Items), Marks: allBadges}
	for _, d := range v.Handbook.Domains {
		one := contentsDomain{Order: d.Order, Title: d.Title}
		for _, item := range v.e.InDomain(d.ID) {
			one.Items = append(one.Items, contentsItem{see{item.ID, item.Code}, item.Title})
		}
		if len(one.Items) > 0 {
			view.Domains = append(view.Domains, one)
		}
	}
	return view
}

// cardKey is what a card depends on: less than the item's page.
type cardKey struct {
	itemHere
	see string // the codes of the items that its text names
}

func (v *volume) cardKey(item *handbook.Item) cardKey {
	k := cardKey{itemHere: v.here(item)}
	for _, s := range v.see(item) {
		k.see += s.Code + " "
	}
	return k
}

func (v *volume) card(p *Page, item *handbook.Item) *cardView {
	view := &cardView{itemView: v.itemView(p, item, &sourceList{volume: v, page: p, registered: true}), See: v.see(item)}
	for _, f := range []struct {
		key    string
		filled bool
	}{
		{"materials", len(view.Guide.Materials) > 0}, {"places", len(view.Guide.Places) > 0}, {"time_limit", view.Guide.TimeLimit != ""},
		{"fee", view.Guide.Fee != ""}, {"complaint", view.Guide.Complaint != ""}, {"funding", view.Funding.Text != ""},
	} {
		if !f.filled {
			view.Lacks = append(view.Lacks, v.layouts.Text("item."+f.key))
		}
	}
	return view
}

// see lists the items that the text of an item names, which the booklet leaves
// to the item's page.
func (v *volume) see(item *handbook.Item) []see {
	var named []*handbook.Item
	for _, passage := range item.Bodies {
		for _, ref := range passage.Doc.Refs {
			if other := v.e.Item(ref.ID); ref.Kind == "item" && other != nil && other != item && !slices.Contains(named, other) {
				named = append(named, other)
			}
		}
	}
	slices.SortFunc(named, func(a, b *handbook.Item) int { return strings.Compare(a.Code, b.Code) })
	return v.seeAll(named)
}

// seeAll names items by their codes. One whose domain does not exist, which is
// reported, has no card to be seen.
func (v *volume) seeAll(items []*handbook.Item) []see {
	var out []see
	for _, item := range items {
		if v.Handbook.Domain(item.Domain) != nil {
			out = append(out, see{item.ID, item.Code})
		}
	}
	return out
}

func (v *volume) bookletIndex(p *Page) *bookletIndex {
	view := &bookletIndex{}
	var everyone, asked []*handbook.Item
	for _, item := range v.judged() {
		if item.Everyone {
			everyone = append(everyone, item)
		} else {
			asked = append(asked, item)
		}
	}
	view.Everyone = v.seeAll(everyone)
	for _, q := range v.Handbook.Questions {
		one := indexQuestion{Text: q.Text}
		for n := range q.Options {
			o := &q.Options[n]
			var fitting []*handbook.Item
			for _, item := range asked {
				if takes(item, q, o) {
					fitting = append(fitting, item)
				}
			}
			one.Options = append(one.Options, indexLine{o.Text, v.seeAll(fitting)})
		}
		view.Questions = append(view.Questions, one)
	}
	for _, h := range v.groupHeadings(p) {
		view.Stages = append(view.Stages, indexStage{Name: h.Name})
	}
	for _, g := range v.Handbook.Groups {
		n := slices.IndexFunc(view.Stages, func(s indexStage) bool { return s.Name == g.Stage })
		view.Stages[n].Groups = append(view.Stages[n].Groups, indexLine{g.Title, v.seeAll(v.e.For(g.ID))})
	}
	for n, src := range v.e.Sources {
		if len(v.e.Citing(src.ID)) > 0 {
			view.Sources = append(view.Sources, &sourceEntry{N: n + 1, Source: v.source(p, src)})
		}
	}
	return view
}

// bookletWindows are the places where people of the edition go, its own first.
func (v *volume) bookletWindows() []windowView {
	var out []windowView
	for e := range v.e.Up {
		for n := range e.Places {
			w := &e.Places[n]
			view := windowView{Name: w.Name, Address: w.Address, Hours: w.Hours}
			if w.Phone != "" {
				view.Phone = &phone{Number: w.Phone}
			}
			out = append(out, view)
		}
	}
	return out
}
