package pages

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// homeView is the view of home.html.
type homeView struct {
	Title     string
	Summary   string
	Body      template.HTML
	Edition   *editionView     // nil for the province
	Ways      *layout.Fragment // of homeWays
	HowTo     string           // address of the guide; "" when there is none
	Finder    string           // address; "" when there are no questions
	Checklist string
	Hotline   Phone
	Numbers   []Phone // hotlines of agencies
}

// homeWays is the view of _home-ways.html: the ways to the items.
type homeWays struct {
	Stages  []stageView
	Groups  []groupHeading
	Domains []domainEntry
	Count   handbook.Count // of items
	Items   string
	Sorted  *Link // to the categories; nil without any
}

// stageView is a stage of life.
type stageView struct {
	URL    string // of its section in the list of groups
	ID     string
	Name   string
	Apart  bool // outside the course of life: people belong to its groups at any age
	Groups []entry
}

// groupHeading is a heading of the list of groups.
type groupHeading struct {
	ID     string
	Name   string
	Groups []entry
}

// entry is a page in an index.
type entry struct {
	Link
	Summary string
	Note    string
	Count   int // of its items
}

type domainEntry struct {
	Link
	Summary string
	Count   handbook.Count // of its items
	Order   int
	Goal    string
}

func (e *Edition) homePage() *Page {
	home := e.Home
	bodies := pageBody(home.Body, home.File)
	return &Page{
		Path: "index.html", Style: "home.css", Origin: "content/_index.md", Summary: home.Summary, Tools: true, Bodies: bodies,
		Main: own("home.html", func(at Vantage) any {
			view := &homeView{
				Title: home.Title, Summary: home.Summary, Body: e.body(at.Within, bodies, false), Edition: e.editionView(at),
				Ways: waysFragment.shared(e.Book, at.Within, waysKey{e.domainCounts(), e.groupCounts(), e.Of.Count()}), Hotline: e.LastHotline(),
			}
			if e.Asks() {
				view.Finder, view.Checklist = at.To("finder.html"), at.To("checklist.html")
			}
			if e.Of.Guide("how-to-use") != nil {
				view.HowTo = at.To(Address("guide", "how-to-use"))
			}
			view.Numbers = e.agencyNumbers()
			return view
		}),
	}
}

// waysKey is the key of the ways to the items: the number of items by domain, by
// group, and in all.
type waysKey struct {
	domains list[handbook.Count]
	groups  list[int]
	count   handbook.Count
}

var waysFragment = &fragment[waysKey]{"_home-ways.html", func(b *Book, at Within, k waysKey) any {
	return &homeWays{
		b.stages(at, k.groups.all()), b.groupHeadings(at, k.groups.all()), b.domainEntries(at, k.domains.all()),
		k.count, at.To("items/index.html"), b.categoriesLink(at),
	}
}}

// domainCounts, groupCounts and agencyCounts return the number of items of each
// domain, group and agency, in the book's order.
func (e *Edition) domainCounts() list[handbook.Count] {
	return mapped(e.Book, e.Domains, func(d *handbook.Domain) handbook.Count { return handbook.CountOf(e.Of.InDomain(d.ID)) })
}

func (e *Edition) groupCounts() list[int] {
	return mapped(e.Book, e.Groups, func(g *handbook.Group) int { return len(e.Of.For(g.ID)) })
}

func (e *Edition) agencyCounts() list[int] {
	return mapped(e.Book, e.Agencies, func(a *handbook.Agency) int { return len(e.Of.LedBy(a.ID)) + len(e.Of.HelpedBy(a.ID)) })
}

func (b *Book) stages(at Within, counts []int) []stageView {
	var out []stageView
	for n, name := range b.Home.AllStages() {
		view := stageView{URL: at.To("groups/index.html") + "#" + stageID(n), ID: stageID(n), Name: name, Apart: name == b.Home.Lifelong}
		for n, g := range b.Groups {
			if slices.Contains(g.Stages, name) {
				view.Groups = append(view.Groups, groupEntry(at, g, counts[n]))
			}
		}
		out = append(out, view)
	}
	return out
}

// stageless returns a last stage for the groups that belong to no stage, or
// nothing when there are none.
func (b *Book) stageless(at Within, counts []int) []stageView {
	stages := b.Home.AllStages()
	view := stageView{ID: stageID(len(stages)), Name: b.text("groups.others"), Apart: true}
	for n, g := range b.Groups {
		if !slices.ContainsFunc(g.Stages, func(name string) bool { return slices.Contains(stages, name) }) {
			view.Groups = append(view.Groups, groupEntry(at, g, counts[n]))
		}
	}
	if len(view.Groups) == 0 {
		return nil
	}
	return []stageView{view}
}

func (b *Book) groupHeadings(at Within, counts []int) []groupHeading {
	var out []groupHeading
	for i, g := range b.Groups {
		n := slices.IndexFunc(out, func(h groupHeading) bool { return h.Name == g.Stage })
		if n < 0 {
			n = len(out)
			out = append(out, groupHeading{ID: headingID(n), Name: g.Stage})
		}
		out[n].Groups = append(out[n].Groups, groupEntry(at, g, counts[i]))
	}
	return out
}

// stageID and headingID return the element ids of the n-th stage and heading in
// the list of groups.
func stageID(n int) string   { return fmt.Sprintf("s-stage-%d", n+1) }
func headingID(n int) string { return fmt.Sprintf("s-group-%d", n+1) }

func groupEntry(at Within, g *handbook.Group, count int) entry {
	return entry{Link: Link{at.To(Address("group", g.ID)), g.Title}, Summary: g.Summary, Count: count}
}

func (b *Book) domainEntries(at Within, counts []handbook.Count) []domainEntry {
	var out []domainEntry
	for n, d := range b.Domains {
		out = append(out, domainEntry{
			Link: b.domainLink(at, d), Summary: d.Summary, Count: counts[n], Order: d.Order, Goal: d.LifeGoal,
		})
	}
	return out
}

// indexView is the view of the index.html of a kind of page.
type indexView struct {
	Title   string
	Trail   []Link
	Items   []domainItems // of all items
	Stages  []stageView   // of groups
	Domains []domainEntry
	Entries []entry        // of agencies and guides
	Count   handbook.Count // of items
	Sorted  *Link          // of items: to the categories; nil without any
}

// indexPages lists the index.html of each folder.
func (e *Edition) indexPages() []*Page {
	page := func(section string, main func() Main) *Page {
		return &Page{
			Path: section + "/index.html", Origin: "layouts/" + section + ".html", Title: e.text("nav." + section),
			Section: section, Summary: e.text("summary." + section), Main: main,
		}
	}
	groups := page("groups", func() Main { return groupsMain.main(e.Book, e.groupCounts()) })
	groups.Style = "home.css" // it begins with the course of life too
	return []*Page{
		page("items", func() Main { return itemsMain.main(e.Book, e.names(e.Of.Items)) }),
		page("domains", func() Main { return domainsMain.main(e.Book, e.domainCounts()) }),
		groups,
		page("agencies", func() Main { return agenciesMain.main(e.Book, e.agencyCounts()) }),
		page("guides", func() Main { return guidesMain.main(e.Book, intern(&e.lists, e.Of.Guides)) }),
	}
}

func (b *Book) index(at Within, section string) *indexView {
	return &indexView{Title: b.text("nav." + section), Trail: []Link{b.home(at)}}
}

var (
	itemsMain = &fragment[list[shown]]{"items.html", func(b *Book, at Within, items list[shown]) any {
		view := b.index(at, "items")
		view.Count, view.Sorted = countOf(items.all()), b.categoriesLink(at)
		view.Items = b.byDomain(at, items.all(), nil)
		return view
	}}
	domainsMain = &fragment[list[handbook.Count]]{"domains.html", func(b *Book, at Within, counts list[handbook.Count]) any {
		view := b.index(at, "domains")
		view.Domains = b.domainEntries(at, counts.all())
		return view
	}}
	groupsMain = &fragment[list[int]]{"groups.html", func(b *Book, at Within, counts list[int]) any {
		view := b.index(at, "groups")
		view.Stages = append(b.stages(at, counts.all()), b.stageless(at, counts.all())...)
		return view
	}}
	agenciesMain = &fragment[list[int]]{"agencies.html", func(b *Book, at Within, counts list[int]) any {
		view := b.index(at, "agencies")
		for n, a := range b.Agencies {
			view.Entries = append(view.Entries, entry{
				Link: Link{at.To(Address("agency", a.ID)), a.Title}, Note: strings.Join(a.Former, "、"), Count: counts.all()[n],
			})
		}
		return view
	}}
	guidesMain = &fragment[list[*handbook.Guide]]{"guides.html", func(b *Book, at Within, guides list[*handbook.Guide]) any {
		view := b.index(at, "guides")
		view.Entries = guideEntries(at, guides.all())
		return view
	}}
)

func guideEntries(at Within, guides []*handbook.Guide) []entry {
	var out []entry
	for _, g := range guides {
		one := entry{Link: Link{at.To(Address("guide", g.ID)), g.Title}, Summary: g.Summary}
		if g.Edition.Parent != nil {
			one.Note = g.Edition.Name
		}
		out = append(out, one)
	}
	return out
}
