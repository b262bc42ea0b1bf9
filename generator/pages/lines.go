package pages

import (
	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// shown is what lists show of an item. Pages that list items are told apart by
// what the lists show, and not by which files the items come from: a county that
// raises one standard shares all lists that do not show it.
type shown struct {
	id, code, title, summary, domain string
	main                             *handbook.Standard // nil where the list shows none, or there is none
}

// line is the item in a list that shows its main standard.
func (b *Book) line(item *handbook.Item) shown {
	if made, ok := b.shown.Load(item); ok {
		return made.(shown)
	}
	s := shown{item.ID, item.Code, item.Title, item.Summary, item.Domain, b.MainStandard(item)}
	b.shown.Store(item, s)
	return s
}

// name is the item in a list without standards.
func (b *Book) name(item *handbook.Item) shown {
	s := b.line(item)
	s.main = nil
	return s
}

// lines and names are lists of items, for keys.
func (b *Book) lines(items []*handbook.Item) list[shown] { return mapped(b, items, b.line) }
func (b *Book) names(items []*handbook.Item) list[shown] { return mapped(b, items, b.name) }

// mapped is the list of what is made of each element.
func mapped[T any, K comparable](b *Book, elements []T, of func(T) K) list[K] {
	out := make([]K, len(elements))
	for n, element := range elements {
		out[n] = of(element)
	}
	return intern(&b.lists, out)
}

// itemLine is an item as lists show it.
type itemLine struct {
	Link
	Code    string
	Summary string
	Main    *mainStandard // nil when the list's period carries none, or the list shows none
}

type mainStandard struct {
	Text   string
	Amount *amount
	Badges []badge
	Cite   *cite
}

func newLine(at Within, s shown) itemLine {
	return itemLine{Link: Link{at.To(Address("item", s.id)), s.title}, Code: s.code, Summary: s.summary}
}

// lineKey is what a line in a list of items depends on.
type lineKey struct {
	shown
	mark int // of the standard's source on the page; 0 for none
}

var linePart = &fragment[lineKey]{view: func(b *Book, at Within, k lineKey) any {
	l := newLine(at, k.shown)
	if std := k.main; std != nil {
		l.Main = &mainStandard{Text: std.Text, Amount: amountOf(std), Badges: badgesOf(b.Reliability(std.Source), std.Origin())}
		if k.mark > 0 {
			c := citeOf(std.Source, b.Source(std.Source.ID), k.mark)
			l.Main.Cite = &c
		}
	}
	return l
}}

// lineParts lists items, each an itemLine. Sources of the standards are entered
// into the list of sources: no figure stands on a page without its source. It
// may be nil where no standards are shown.
func (b *Book) lineParts(at Within, items []shown, sources *sourceList) []*layout.Shared {
	out := make([]*layout.Shared, 0, len(items))
	for _, s := range items {
		k := lineKey{shown: s}
		if s.main != nil {
			if c, ok := sources.cite(s.main.Source, b.text("field.standard_of", s.title)); ok {
				k.mark = c.N
			}
		}
		out = append(out, linePart.part(b, at, k))
	}
	return out
}

// domainItems is a heading with the items of one domain below it.
type domainItems struct {
	Domain Link
	Order  int
	Items  []*layout.Shared // of itemLine
}

// byDomain sorts items under their domains; domains without any are left out.
// sources may be nil, see lineParts.
func (b *Book) byDomain(at Within, items []shown, sources *sourceList) []domainItems {
	var out []domainItems
	for _, d := range b.Domains {
		if mine := inDomain(items, d); len(mine) > 0 {
			out = append(out, domainItems{b.domainLink(at, d), d.Order, b.lineParts(at, mine, sources)})
		}
	}
	return out
}

func (b *Book) domainLink(at Within, d *handbook.Domain) Link {
	return Link{at.To(Address("domain", d.ID)), d.Title}
}

func inDomain(items []shown, d *handbook.Domain) []shown {
	var out []shown
	for _, s := range items {
		if s.domain == d.ID {
			out = append(out, s)
		}
	}
	return out
}

// trail is the way to a page, as it shows it; domain is that of an item.
func (b *Book) trail(at Within, kind, domain string) []Link {
	return b.links(at, b.way(kind, domain))
}

func (b *Book) links(at Within, way []Step) []Link {
	out := []Link{b.home(at)}
	for _, step := range way {
		out = append(out, Link{at.To(step.Path), step.Text})
	}
	return out
}

func (b *Book) home(at Within) Link { return Link{at.To("index.html"), b.text("nav.home")} }

// Step is a page on the way from the home page to another: its address from the
// edition's root, and its name.
type Step struct{ Path, Text string }

// Way lists the pages above one, the home page first.
func (b *Book) Way(p *Page) []Step {
	if p.editors {
		return append([]Step{{"index.html", b.text("nav.home")}}, b.editorsStep())
	}
	return append([]Step{{"index.html", b.text("nav.home")}}, b.way(p.Ref.Kind, p.domain)...)
}

// way lists the pages between the home page and one of a kind; domain is that of
// an item, "" for other kinds.
func (b *Book) way(kind, domain string) []Step {
	if kind == "" {
		return nil
	}
	out := []Step{{folders[kind] + "/index.html", b.text("nav." + folders[kind])}}
	if d := b.Domain(domain); d != nil {
		out = append(out, Step{Address("domain", d.ID), d.Title})
	}
	return out
}
