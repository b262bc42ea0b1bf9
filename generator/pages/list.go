package pages

import (
	"html/template"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/prose"
	"handbook/generator/tree"
)

// domainView is the view of domain.html.
type domainView struct {
	Order      int
	Title      string
	Summary    fact
	LifeGoal   fact
	Trail      []Link
	Body       template.HTML
	Items      []*layout.Fragment // of itemLine
	Count      handbook.Count     // of Items
	Tasks      []taskView
	Safeguards []taskView
	Indicators []indicatorView
	All        string             // address of indicators.html
	Sources    []*layout.Fragment // of sourceEntry
}

// taskView is a key task or a safeguard.
type taskView struct {
	Title  string
	Facts  []string
	Badges []badge
	Cite   *cite
}

// domainKey is the key of a domain's page.
type domainKey struct {
	domain     *handbook.Domain
	items      list[shown]
	indicators list[*handbook.Indicator]
}

func (e *Edition) domainPage(d *handbook.Domain) *Page {
	return &Page{
		Path: Address("domain", d.ID), Origin: d.File.Path, Title: d.Title, Summary: d.Summary, Section: "domains", Tools: true,
		Bodies: pageBody(d.Body, d.File), Ref: prose.Ref{Kind: "domain", ID: d.ID},
		Main: func() Main {
			return domainMain.main(e.Book, domainKey{d, e.lines(e.Of.InDomain(d.ID)), intern(&e.lists, e.Of.Indicators)})
		},
	}
}

// pageBody returns the Markdown of a page that no edition can change.
func pageBody(doc *prose.Doc, file *tree.Page) []handbook.Passage {
	return []handbook.Passage{{Doc: doc, File: file}}
}

var domainMain = &fragment[domainKey]{"domain.html", func(b *Book, at Within, k domainKey) any {
	d, sources := k.domain, &sourceList{book: b, at: at}
	view := &domainView{
		Order: d.Order, Title: d.Title, Items: b.lineFragments(at, k.items.all(), sources), Count: countOf(k.items.all()), Body: b.body(at, pageBody(d.Body, d.File), false),
		Trail:   b.trail(at, "domain", ""),
		Summary: sources.fact(d.Summary, b.text("field.goal"), handbook.Carrying(d.Sources, "summary")),
		All:     at.To("indicators.html"),
	}
	if d.LifeGoal != "" {
		view.LifeGoal = sources.fact(d.LifeGoal, b.text("field.life_goal"), handbook.Carrying(d.Sources, "life_goal"))
	}
	view.Tasks = b.tasks(sources, d.Tasks, b.text("field.tasks"))
	view.Safeguards = b.tasks(sources, d.Safeguards, b.text("field.safeguards"))
	for _, i := range k.indicators.all() {
		if i.Domain == d.ID {
			view.Indicators = append(view.Indicators, b.indicator(sources, i))
		}
	}
	for n := range d.Sources {
		sources.cite(&d.Sources[n], "")
	}
	view.Sources = sources.shown()
	return view
}}

func (b *Book) tasks(sources *sourceList, tasks []handbook.Task, carries string) []taskView {
	var out []taskView
	for _, t := range tasks {
		out = append(out, taskView{t.Title, t.Facts, badges(b.Reliability(t.Source)), sources.show(t.Source, carries)})
	}
	return out
}

// groupView is the view of group.html.
type groupView struct {
	Title   string
	Summary string
	Stage   string
	Aliases []string
	Trail   []Link
	Body    template.HTML
	Domains []domainItems
	Count   int
	Beside  []Link             // other groups under its heading
	Sources []*layout.Fragment // of sourceEntry
}

// groupKey is the key of a group's page.
type groupKey struct {
	group *handbook.Group
	items list[shown]
}

func (e *Edition) groupPage(g *handbook.Group) *Page {
	return &Page{
		Path: Address("group", g.ID), Origin: g.File.Path, Title: g.Title, Summary: g.Summary, Section: "groups", Tools: true,
		Bodies: pageBody(g.Body, g.File), Ref: prose.Ref{Kind: "group", ID: g.ID},
		Main: func() Main { return groupMain.main(e.Book, groupKey{g, e.lines(e.Of.For(g.ID))}) },
	}
}

var groupMain = &fragment[groupKey]{"group.html", func(b *Book, at Within, k groupKey) any {
	g, items, sources := k.group, k.items.all(), &sourceList{book: b, at: at}
	view := &groupView{
		Title: g.Title, Summary: g.Summary, Stage: g.Stage, Aliases: g.Aliases, Body: b.body(at, pageBody(g.Body, g.File), false),
		Trail:   b.trail(at, "group", ""),
		Domains: b.byDomain(at, items, sources), Count: len(items),
	}
	for _, other := range b.Groups {
		if other != g && other.Stage == g.Stage {
			view.Beside = append(view.Beside, Link{at.To(Address("group", other.ID)), other.Title})
		}
	}
	view.Sources = sources.shown()
	return view
}}

// agencyView is the view of agency.html.
type agencyView struct {
	Title    fact
	Former   fact
	National string
	Aliases  []string
	Hotlines []Phone
	Last     Phone
	Trail    []Link
	Body     template.HTML
	Leads    []domainItems
	Helps    []domainItems
	Count    int                // number of all items
	Sources  []*layout.Fragment // of sourceEntry
}

// agencyKey is the key of an agency's page.
type agencyKey struct {
	agency       *handbook.Agency
	leads, helps list[shown]
}

func (e *Edition) agencyPage(a *handbook.Agency) *Page {
	return &Page{
		Path: Address("agency", a.ID), Origin: a.File.Path, Title: a.Title, Summary: a.Summary, Section: "agencies", Tools: true,
		Bodies: pageBody(a.Body, a.File), Ref: prose.Ref{Kind: "agency", ID: a.ID},
		Main: func() Main {
			return agencyMain.main(e.Book, agencyKey{a, e.lines(e.Of.LedBy(a.ID)), e.lines(e.Of.HelpedBy(a.ID))})
		},
	}
}

var agencyMain = &fragment[agencyKey]{"agency.html", func(b *Book, at Within, k agencyKey) any {
	a, leads, helps, sources := k.agency, k.leads.all(), k.helps.all(), &sourceList{book: b, at: at}
	view := &agencyView{
		Title:    sources.fact(a.Title, b.text("field.name"), handbook.Carrying(a.Sources, "title")),
		National: a.National, Aliases: a.Aliases, Body: b.body(at, pageBody(a.Body, a.File), false), Last: b.LastHotline(),
		Trail: b.trail(at, "agency", ""),
		Leads: b.byDomain(at, leads, sources), Helps: b.byDomain(at, helps, sources), Count: len(leads) + len(helps),
	}
	if len(a.Former) > 0 {
		view.Former = sources.fact(strings.Join(a.Former, "、"), b.text("field.former"), handbook.Carrying(a.Sources, "former"))
	}
	for _, c := range handbook.Carrying(a.Sources, "hotlines") {
		sources.cite(c, b.text("field.hotlines"))
	}
	view.Hotlines = b.hotlinesOf(a, "")
	view.Sources = sources.shown()
	return view
}}
