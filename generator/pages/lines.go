package pages

import (
	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// shown is an item in a list. It is a key: two editions share a list when their
// items show the same there, even if a county has raised a standard that the
// list does not show.
type shown struct {
	id, code, title, summary, domain string             // no code outside the list
	main                             *handbook.Standard // nil when the list or the item has no main standard
}

// line returns an item for a list that shows its main standard.
func (b *Book) line(item *handbook.Item) shown {
	if made, ok := b.shown.Load(item); ok {
		return made.(shown)
	}
	s := shown{item.ID, item.Code, item.Title, item.Summary, item.Domain, b.MainStandard(item)}
	b.shown.Store(item, s)
	return s
}

// name returns an item for a list without standards.
func (b *Book) name(item *handbook.Item) shown {
	s := b.line(item)
	s.main = nil
	return s
}

// lines and names return lists of items for keys.
func (b *Book) lines(items []*handbook.Item) list[shown] { return mapped(b, items, b.line) }
func (b *Book) names(items []*handbook.Item) list[shown] { return mapped(b, items, b.name) }

// mapped applies of to each element and interns the result.
func mapped[T any, K comparable](b *Book, elements []T, of func(T) K) list[K] {
	out := make([]K, len(elements))
	for n, element := range elements {
		out[n] = of(element)
	}
	return intern(&b.lists, out)
}

// itemLine is the view of an item in a list.
type itemLine struct {
	Link
	Code    string // "" outside the list
	Summary string
	Main    *mainStandard // nil when the list's period has none, or the list shows none
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

// countOf returns the number of items.
func countOf(items []shown) (c handbook.Count) {
	for _, s := range items {
		if s.code == "" {
			c.Outside++
		} else {
			c.Listed++
		}
	}
	return c
}

// lineKey is the key of a line in a list of items.
type lineKey struct {
	shown
	mark int // number of the standard's source on the page; 0 for none
}

var lineFragment = &fragment[lineKey]{"_line.html", func(b *Book, at Within, k lineKey) any {
	l := newLine(at, k.shown)
	if std := k.main; std != nil {
		cited, origin := std.Front()
		l.Main = &mainStandard{Text: std.Text, Amount: b.shownAmount(std), Badges: badgesOf(b.Reliability(cited), origin)}
		if k.mark > 0 {
			c := citeOf(cited, b.Source(cited.ID), k.mark)
			l.Main.Cite = &c
		}
	}
	return l
}}

// lineFragments returns the itemLine of each item. It enters the sources of the
// standards into sources, so that every figure has its source on the page.
// sources may be nil when the items show no standards.
func (b *Book) lineFragments(at Within, items []shown, sources *sourceList) []*layout.Fragment {
	out := make([]*layout.Fragment, 0, len(items))
	for _, s := range items {
		k := lineKey{shown: s}
		if s.main != nil {
			cited, _ := s.main.Front()
			if c, ok := sources.cite(cited, b.text("field.standard_of", s.title)); ok {
				k.mark = c.N
			}
		}
		out = append(out, lineFragment.shared(b, at, k))
	}
	return out
}

// domainItems is a domain's heading and its items.
type domainItems struct {
	Domain Link
	Order  int
	Items  []*layout.Fragment // of itemLine
}

// byDomain groups items by domain and leaves out empty domains. sources may be
// nil; see lineFragments.
func (b *Book) byDomain(at Within, items []shown, sources *sourceList) []domainItems {
	var out []domainItems
	for _, d := range b.Domains {
		if mine := inDomain(items, d); len(mine) > 0 {
			out = append(out, domainItems{b.domainLink(at, d), d.Order, b.lineFragments(at, mine, sources)})
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

// trail returns the breadcrumb links of a page; domain is that of an item.
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

// Step is a page of a breadcrumb trail: its address from the edition's root, and
// its name.
type Step struct{ Path, Text string }

// Way lists the pages above a page, the home page first.
func (b *Book) Way(p *Page) []Step {
	if p.editors {
		return append([]Step{{"index.html", b.text("nav.home")}}, b.editorsStep())
	}
	return append([]Step{{"index.html", b.text("nav.home")}}, b.way(p.Ref.Kind, p.domain)...)
}

// way lists the pages between the home page and a page of a kind; domain is that
// of an item, "" for other kinds.
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
