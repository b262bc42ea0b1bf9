package pages

import (
	"html/template"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/qr"
)

// bookletView is the view of print.html: the whole edition on paper. Fragments
// that editions share are rendered once.
type bookletView struct {
	Title    string // of the handbook
	Edition  string
	Stamp    string // version and date, also in the footer of each sheet
	Draft    bool
	Notices  []string
	Hotline  Phone
	Address  string             // of the edition's home page; "" without a base URL
	QR       *codeView          // of Address
	Contents *layout.Fragment   // of contentsView
	Domains  []*layout.Fragment // of bookletDomain
	Answers  *layout.Fragment   // of bookletAnswers
	Groups   *layout.Fragment   // of bookletGroups
	Sources  []*layout.Fragment // of sourceEntry
	Numbers  []Phone            // of agencies
	Windows  []windowView
	Contact  string
}

// bookletDomain is the view of _booklet-domain.html.
type bookletDomain struct {
	Order int
	Title string
	Cards []bookletCard
}

// bookletCard is the card of an item. Its QR code holds the edition's own address.
type bookletCard struct {
	ID   string // of the item
	QR   *codeView
	Card *layout.Fragment // of cardView
}

// cardView is the view of _card.html.
type cardView struct {
	*itemView
	Added template.HTML // what cities and counties add in Markdown; the province's text is on the page alone
	Lacks []string      // labels of the facts that nobody has filled in
	See   []see         // items that the item's text links to
}

// see is a cross-reference. Paper has no links and page numbers change, so it
// names an item by its code, or outside the list by its title.
type see struct{ ID, Code, Title string }

// contentsView is the view of _booklet-contents.html.
type contentsView struct {
	Domains []contentsDomain
	Count   handbook.Count
	Marks   []badge
}

type contentsDomain struct {
	Order int
	Title string
	Items []see
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

// indexLine is a word of an index and its items.
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
	view.Contents = contentsFragment.shared(e.Book, at, e.names(e.Of.Items))
	for _, d := range e.Domains {
		if cards := e.cards()[d.ID]; len(cards.all()) > 0 {
			view.Domains = append(view.Domains, e.bookletDomain(at, d, cards))
		}
	}
	view.Answers = answersFragment.shared(e.Book, at, mapped(e.Book, e.judged(), e.judgedItem))
	view.Groups = groupsFragment.shared(e.Book, at, mapped(e.Book, e.Groups, func(g *handbook.Group) list[shown] { return e.names(e.Of.For(g.ID)) }))
	for _, src := range e.Of.Sources {
		if len(e.Of.Citing(src.ID)) > 0 {
			view.Sources = append(view.Sources, bookletSourceFragment.shared(e.Book, at, entryKey{source: src, n: e.numbers()[src]}))
		}
	}
	return view
}

// domainCards is the key of a domain of the booklet.
type domainCards struct {
	domain *handbook.Domain
	cards  list[cardKey]
	root   string // full address of the edition, for the QR codes; "" without a base URL
}

var domainCardsFragment = &fragment[domainCards]{"_booklet-domain.html", func(b *Book, at Within, k domainCards) any {
	view := bookletDomain{Order: k.domain.Order, Title: k.domain.Title}
	for _, c := range k.cards.all() {
		card := bookletCard{ID: c.item.ID, Card: cardFragment.shared(b, at, c)}
		if k.root != "" {
			card.QR = code(k.root + Address("item", c.item.ID))
		}
		view.Cards = append(view.Cards, card)
	}
	return view
}}

// bookletDomain returns the cards of a domain. It does not keep cards that only this
// edition shows: those of all counties would exceed the memory of a build.
func (e *Edition) bookletDomain(at Within, d *handbook.Domain, cards list[cardKey]) *layout.Fragment {
	k := domainCards{domain: d, cards: cards}
	if e.BaseURL != "" {
		k.root = e.Canonical(e.Prefix)
	}
	if k.root != "" || e.Leaf && (e.Above == nil || e.Above.cards()[d.ID] != cards) {
		return domainCardsFragment.once(e.Book, at, k)
	}
	return domainCardsFragment.shared(e.Book, at, k)
}

// cardKeys returns the keys of the cards by domain.
func (e *Edition) cardKeys() map[string]list[cardKey] {
	out := map[string]list[cardKey]{}
	for _, d := range e.Domains {
		out[d.ID] = mapped(e.Book, e.Of.InDomain(d.ID), func(item *handbook.Item) cardKey { return cardKey{e.here(item), e.see(item)} })
	}
	return out
}

// Canonical returns the full address of a page; url begins at the site's root.
// It needs a base URL.
func (b *Book) Canonical(url string) string {
	if url == "index.html" || strings.HasSuffix(url, "/index.html") {
		url = strings.TrimSuffix(url, "index.html")
	}
	return b.BaseURL + url
}

// codeView is a QR code as _qr.html draws it.
type codeView struct{ Box, Path string }

// code returns the QR code of an address; nil when the address is too long for one.
func code(address string) *codeView {
	code, err := qr.Draw(address)
	if err != nil {
		return nil
	}
	return &codeView{code.Box(), code.Path}
}

var contentsFragment = &fragment[list[shown]]{"_booklet-contents.html", func(b *Book, _ Within, items list[shown]) any {
	view := &contentsView{Count: countOf(items.all()), Marks: allBadges}
	for _, d := range b.Domains {
		one := contentsDomain{Order: d.Order, Title: d.Title}
		for _, s := range inDomain(items.all(), d) {
			one.Items = append(one.Items, see{s.id, s.code, s.title})
		}
		if len(one.Items) > 0 {
			view.Domains = append(view.Domains, one)
		}
	}
	return view
}}

// cardKey is the key of a card, which shows less than the item's page.
type cardKey struct {
	itemHere
	see list[see]
}

var cardFragment = &fragment[cardKey]{"_card.html", func(b *Book, at Within, k cardKey) any {
	view := &cardView{itemView: b.itemView(at, k.itemHere, &sourceList{book: b, at: at, registered: true}), Added: b.added(at, k.item), See: k.see.all()}
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

// added renders what cities and counties add to an item in Markdown, such as a
// caveat. A card's heading has level 3, so those of the text are lower. A link to
// a place of the item's page leads to that page. Files are their names, images their
// descriptions, and links with an address from the page their texts: editions in
// different folders share the card, which stands in another folder than the page.
func (b *Book) added(at Within, item *handbook.Item) template.HTML {
	var out template.HTML
	for _, passage := range item.Bodies {
		if passage.Edition.Parent == nil {
			continue
		}
		prefix := item.ID + "-" + pathID(passage.Edition)
		html := lowerHeadings.Replace(string(b.passage(at, passage, passage.Doc.WithIDPrefix(prefix))))
		html = ownAnchor.ReplaceAllStringFunc(html, func(link string) string {
			if strings.HasPrefix(link, `href="#`+prefix) {
				return link
			}
			return `href="` + at.To(Address("item", item.ID)) + strings.TrimPrefix(link, `href="`)
		})
		for _, l := range passage.Doc.Links {
			if u, err := url.Parse(l.URL); err == nil && u.Scheme == "" && u.Path != "" {
				start := regexp.QuoteMeta(`<a href="` + template.HTMLEscapeString(l.URL) + `"`)
				html = regexp.MustCompile(start+`[^>]*>(.*?)</a>`).ReplaceAllString(html, "$1")
			}
		}
		out += b.addedBy(passage) + template.HTML(html)
	}
	return out
}

var (
	ownAnchor     = regexp.MustCompile(`href="#[^"]*"`)
	lowerHeadings = strings.NewReplacer("<h2 ", "<h4 ", "</h2>", "</h4>", "<h3 ", "<h5 ", "</h3>", "</h5>",
		"<h4 ", "<h6 ", "</h4>", "</h6>", "<h5 ", "<h6 ", "</h5>", "</h6>")
)

// see lists the items that the text of an item links to.
func (e *Edition) see(item *handbook.Item) list[see] {
	var named []*handbook.Item
	for _, passage := range item.Bodies {
		for _, ref := range passage.Doc.Refs {
			if other := e.Of.Item(ref.ID); ref.Kind == "item" && other != nil && other != item && !slices.Contains(named, other) {
				named = append(named, other)
			}
		}
	}
	slices.SortFunc(named, (*handbook.Item).Compare)
	items := make([]shown, len(named))
	for n := range named {
		items[n] = e.name(named[n])
	}
	return intern(&e.lists, e.seeAll(items))
}

// seeAll lists items. It leaves out those of a domain that does
// not exist: they have no card, and the handbook has reported them.
func (b *Book) seeAll(items []shown) []see {
	var out []see
	for _, s := range items {
		if b.Domain(s.domain) != nil {
			out = append(out, see{s.id, s.code, s.title})
		}
	}
	return out
}

// bookletSourceFragment is a source at the end of the booklet, under its number.
var bookletSourceFragment = &fragment[entryKey]{"_booklet-source.html", entryOf}

var answersFragment = &fragment[list[judgedItem]]{"_booklet-answers.html", func(b *Book, _ Within, judged list[judgedItem]) any {
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

// groupsFragment takes the items of each group, in the book's order of groups.
var groupsFragment = &fragment[list[list[shown]]]{"_booklet-groups.html", func(b *Book, _ Within, items list[list[shown]]) any {
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

// bookletWindows lists the edition's windows, its own before those above.
func (e *Edition) bookletWindows() []windowView {
	var out []windowView
	for up := range e.Of.Up {
		for n := range up.Places {
			out = append(out, newWindow(&up.Places[n].Place))
		}
	}
	return out
}
