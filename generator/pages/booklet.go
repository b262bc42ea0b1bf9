package pages

import (
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/qr"
)

// bookletView is the view of print.html: the whole edition on paper. What
// editions have in common comes as parts that are rendered once.
type bookletView struct {
	Title    string // of the handbook
	Edition  string
	Stamp    string // version and date, as in the footer of each page
	Draft    bool
	Notices  []string
	Hotline  Phone
	Address  string           // of the edition's home page; "" without a base URL
	QR       *codeView        // of Address
	Contents *layout.Shared   // of contentsView
	Domains  []*layout.Shared // of bookletDomain
	Answers  *layout.Shared   // of bookletAnswers
	Groups   *layout.Shared   // of bookletGroups
	Sources  []*layout.Shared // of sourceEntry
	Numbers  []Phone          // of agencies
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

// bookletAnswers is the view of _booklet-answers.html: the items by the answers
// of the finder.
type bookletAnswers struct {
	Everyone  []see
	Questions []indexQuestion
}

// bookletGroups is the view of _booklet-groups.html: the items by recipients.
type bookletGroups struct{ Stages []indexStage }

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

func (e *Edition) bookletPage() *Page {
	return &Page{
		Path: BookletPath, Origin: "layouts/print.html", Title: e.text("paper.title", e.Config.List.Version),
		Summary: e.text("summary.booklet"), Style: "booklet.css", NoIndex: true,
		Main: own("print.html", func(at Vantage) any { return e.booklet(at.Within) }),
	}
}

func (e *Edition) booklet(at Within) *bookletView {
	view := &bookletView{
		Title: e.Config.Title, Edition: e.Of.Name, Stamp: e.Stamp(), Draft: e.Of.Draft, Notices: e.Notices(),
		Hotline: e.LastHotline(), Contact: e.Of.Contact, Numbers: e.agencyNumbers(), Windows: e.bookletWindows(),
	}
	if e.BaseURL != "" {
		view.Address = e.Canonical(e.Prefix + "index.html")
		view.QR = code(view.Address)
	}
	view.Contents = contentsPart.part(e.Book, at, e.names(e.Of.Items))
	for _, d := range e.Domains {
		if cards := e.cards()[d.ID]; len(cards.all()) > 0 {
			view.Domains = append(view.Domains, e.bookletDomain(at, d, cards))
		}
	}
	view.Answers = answersPart.part(e.Book, at, mapped(e.Book, e.judged(), e.judgedItem))
	view.Groups = groupsPart.part(e.Book, at, mapped(e.Book, e.Groups, func(g *handbook.Group) list[shown] { return e.names(e.Of.For(g.ID)) }))
	for _, src := range e.Of.Sources {
		if len(e.Of.Citing(src.ID)) > 0 {
			view.Sources = append(view.Sources, entryPart.part(e.Book, at, entryKey{source: src, n: e.numbers()[src]}))
		}
	}
	return view
}

// domainCards is what a domain of the booklet shows.
type domainCards struct {
	domain *handbook.Domain
	cards  list[cardKey]
	root   string // of the edition, for the QR codes; "" without a base URL
}

var domainCardsPart = &fragment[domainCards]{view: func(b *Book, at Within, k domainCards) any {
	view := bookletDomain{Order: k.domain.Order, Title: k.domain.Title}
	for _, c := range k.cards.all() {
		card := bookletCard{ID: c.item.ID, Card: cardPart.part(b, at, c)}
		if k.root != "" {
			card.QR = code(k.root + Address("item", c.item.ID))
		}
		view.Cards = append(view.Cards, card)
	}
	return view
}}

// bookletDomain makes the cards of a domain. What only this edition shows is not
// kept: all such domains of all counties are several times what a build may hold.
func (e *Edition) bookletDomain(at Within, d *handbook.Domain, cards list[cardKey]) *layout.Shared {
	k := domainCards{domain: d, cards: cards}
	if e.BaseURL != "" {
		k.root = e.Canonical(e.Prefix)
	}
	if k.root != "" || e.Leaf && (e.Above == nil || e.Above.cards()[d.ID] != cards) {
		return domainCardsPart.once(e.Book, at, k)
	}
	return domainCardsPart.part(e.Book, at, k)
}

// cardKeys are the cards of each domain.
func (e *Edition) cardKeys() map[string]list[cardKey] {
	out := map[string]list[cardKey]{}
	for _, d := range e.Domains {
		out[d.ID] = mapped(e.Book, e.Of.InDomain(d.ID), func(item *handbook.Item) cardKey { return cardKey{e.here(item), e.see(item)} })
	}
	return out
}

// Canonical is the full address of a page, given from the site's root; only with
// a base URL.
func (b *Book) Canonical(url string) string {
	if url == "index.html" || strings.HasSuffix(url, "/index.html") {
		url = strings.TrimSuffix(url, "index.html")
	}
	return b.BaseURL + url
}

// codeView is a QR code as _qr.html draws it.
type codeView struct{ Box, Path string }

// code is nil for an address that is too long for any code.
func code(address string) *codeView {
	code, err := qr.Draw(address)
	if err != nil {
		return nil
	}
	return &codeView{code.Box(), code.Path}
}

var contentsPart = &fragment[list[shown]]{view: func(b *Book, _ Within, items list[shown]) any {
	view := &contentsView{Count: len(items.all()), Marks: allBadges}
	for _, d := range b.Domains {
		one := contentsDomain{Order: d.Order, Title: d.Title}
		for _, s := range inDomain(items.all(), d) {
			one.Items = append(one.Items, contentsItem{see{s.id, s.code}, s.title})
		}
		if len(one.Items) > 0 {
			view.Domains = append(view.Domains, one)
		}
	}
	return view
}}

// cardKey is what a card shows: less than the item's page.
type cardKey struct {
	itemHere
	see list[see]
}

var cardPart = &fragment[cardKey]{view: func(b *Book, at Within, k cardKey) any {
	view := &cardView{itemView: b.itemView(at, k.itemHere, &sourceList{book: b, at: at, registered: true}), See: k.see.all()}
	for _, row := range view.Guide.Rows {
		if row.Missing {
			view.Lacks = append(view.Lacks, row.Name)
		}
	}
	if view.Funding.Text == "" {
		view.Lacks = append(view.Lacks, b.text("item.funding"))
	}
	return view
}}

// see lists the items that the text of an item names, which the booklet leaves
// to the item's page.
func (e *Edition) see(item *handbook.Item) list[see] {
	var named []*handbook.Item
	for _, passage := range item.Bodies {
		for _, ref := range passage.Doc.Refs {
			if other := e.Of.Item(ref.ID); ref.Kind == "item" && other != nil && other != item && !slices.Contains(named, other) {
				named = append(named, other)
			}
		}
	}
	slices.SortFunc(named, func(a, b *handbook.Item) int { return strings.Compare(a.Code, b.Code) })
	items := make([]shown, len(named))
	for n := range named {
		items[n] = e.name(named[n])
	}
	return intern(&e.lists, e.seeAll(items))
}

// seeAll names items by their codes. One whose domain does not exist, which is
// reported, has no card to be seen.
func (b *Book) seeAll(items []shown) []see {
	var out []see
	for _, s := range items {
		if b.Domain(s.domain) != nil {
			out = append(out, see{s.id, s.code})
		}
	}
	return out
}

var answersPart = &fragment[list[judgedItem]]{view: func(b *Book, _ Within, judged list[judgedItem]) any {
	view := &bookletAnswers{}
	var everyone []shown
	for _, item := range judged.all() {
		if item.rules.everyone {
			everyone = append(everyone, item.shown)
		}
	}
	view.Everyone = b.seeAll(everyone)
	for _, q := range b.Questions {
		one := indexQuestion{Text: q.Text}
		for n := range q.Options {
			o := &q.Options[n]
			one.Options = append(one.Options, indexLine{o.Text, b.seeAll(taking(judged.all(), q, o))})
		}
		view.Questions = append(view.Questions, one)
	}
	return view
}}

// groupsPart takes the items for each group, in the book's order of those.
var groupsPart = &fragment[list[list[shown]]]{view: func(b *Book, _ Within, items list[list[shown]]) any {
	view := &bookletGroups{}
	for n, g := range b.Groups {
		stage := slices.IndexFunc(view.Stages, func(s indexStage) bool { return s.Name == g.Stage })
		if stage < 0 {
			stage = len(view.Stages)
			view.Stages = append(view.Stages, indexStage{Name: g.Stage})
		}
		view.Stages[stage].Groups = append(view.Stages[stage].Groups, indexLine{g.Title, b.seeAll(items.all()[n].all())})
	}
	return view
}}

// bookletWindows are the places where people of the edition go, its own first.
func (e *Edition) bookletWindows() []windowView {
	var out []windowView
	for up := range e.Of.Up {
		for n := range up.Places {
			out = append(out, newWindow(&up.Places[n].Place))
		}
	}
	return out
}
