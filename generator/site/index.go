package site

import (
	"html/template"
	"slices"

	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// homeView is the view of home.html.
type homeView struct {
	Title     string
	Summary   string
	Body      template.HTML
	Edition   *editionView   // nil for the province
	Ways      *layout.Shared // of homeWays
	HowTo     string         // "" when there is no such guide
	Finder    string         // "" when there are no questions
	Checklist string
	Hotline   phone
	Numbers   []phone // hotlines of agencies
}

// homeWays is the view of _home-ways.html: the ways to the items.
type homeWays struct {
	Stages  []stageView
	Groups  []groupHeading
	Domains []domainEntry
	Count   int // of items
	Items   string
}

// stageView is a station in the course of life.
type stageView struct {
	URL    string // of its place in the list of groups
	ID     string
	Name   string
	Apart  bool // not a station of the way: people belong there all their life
	Groups []entry
}

// groupHeading is a heading of the list of groups.
type groupHeading struct {
	ID     string
	Name   string
	Groups []entry
}

// entry is a page as an index lists it.
type entry struct {
	link
	Summary string
	Note    string
	Count   int // of its items
}

type domainEntry struct {
	entry
	Order int
	Goal  string
}

func (v *volume) homePage() *Page {
	h := v.Handbook
	p := v.page("index.html", &Page{
		Origin: "content/_index.md", Summary: h.Home.Summary, layout: "home.html", tools: true,
		bodies: []handbook.Passage{{Doc: h.Home.Body, File: h.Home.File}},
	})
	p.view = func() any {
		view := &homeView{
			Title: h.Home.Title, Summary: h.Home.Summary, Body: v.body(p), Edition: v.editionView(p),
			Hotline: v.lastHotline(),
		}
		of := counts(h.Domains, func(d *handbook.Domain) int { return len(v.e.InDomain(d.ID)) }) +
			counts(h.Groups, func(g *handbook.Group) int { return len(v.e.For(g.ID)) })
		view.Ways = v.share(partKey{"ways", of}, func() any {
			return &homeWays{v.stages(p), v.groupHeadings(p), v.domainEntries(p), len(v.e.Items), v.from(p, "items/index.html")}
		})
		if v.asks() {
			view.Finder, view.Checklist = v.from(p, "finder.html"), v.from(p, "checklist.html")
		}
		if v.e.Guide("how-to-use") != nil {
			view.HowTo = v.from(p, address("guide", "how-to-use"))
		}
		view.Numbers = v.numbers()
		return view
	}
	return p
}

func (v *volume) stages(p *Page) []stageView {
	var out []stageView
	home := v.Handbook.Home
	for n, name := range home.AllStages() {
		view := stageView{URL: v.from(p, "groups/index.html") + "#" + stageID(n), ID: stageID(n), Name: name, Apart: name == home.Lifelong}
		for _, g := range v.Handbook.Groups {
			if slices.Contains(g.Stages, name) {
				view.Groups = append(view.Groups, v.groupEntry(p, g))
			}
		}
		out = append(out, view)
	}
	return out
}

// stageless is a last station for the groups that belong to none, so that the
// list of groups has them all.
func (v *volume) stageless(p *Page) []stageView {
	stages := v.Handbook.Home.AllStages()
	view := stageView{ID: stageID(len(stages)), Name: v.layouts.Text("groups.others"), Apart: true}
	for _, g := range v.Handbook.Groups {
		if !slices.ContainsFunc(g.Stages, func(name string) bool { return slices.Contains(stages, name) }) {
			view.Groups = append(view.Groups, v.groupEntry(p, g))
		}
	}
	if len(view.Groups) == 0 {
		return nil
	}
	return []stageView{view}
}

func (v *volume) groupHeadings(p *Page) []groupHeading {
	var out []groupHeading
	for _, g := range v.Handbook.Groups {
		n := slices.IndexFunc(out, func(h groupHeading) bool { return h.Name == g.Stage })
		if n < 0 {
			n = len(out)
			out = append(out, groupHeading{ID: headingID(n), Name: g.Stage})
		}
		out[n].Groups = append(out[n].Groups, v.groupEntry(p, g))
	}
	return out
}

func (v *volume) groupEntry(p *Page, g *handbook.Group) entry {
	return entry{link: link{v.from(p, address("group", g.ID)), g.Title}, Summary: g.Summary, Count: len(v.e.For(g.ID))}
}

func (v *volume) domainEntries(p *Page) []domainEntry {
	var out []domainEntry
	for _, d := range v.Handbook.Domains {
		out = append(out, domainEntry{
			entry: entry{link: link{v.from(p, address("domain", d.ID)), d.Title}, Summary: d.Summary, Count: len(v.e.InDomain(d.ID))},
			Order: d.Order, Goal: d.LifeGoal,
		})
	}
	return out
}

// indexView is the view of the pages that list one kind.
type indexView struct {
	Title   string
	Trail   []link
	Items   []domainItems // of all items
	Stages  []stageView   // of groups
	Domains []domainEntry
	Entries []entry // of agencies and guides
	Count   int
}

// indexPages are the index.html of each folder.
func (v *volume) indexPages() []*Page {
	h, e := v.Handbook, v.e
	page := func(section, lists string, fill func(*Page, *indexView)) *Page {
		p := v.page(section+"/index.html", &Page{
			Origin: "layouts/" + section + ".html", Title: v.layouts.Text("nav." + section),
			section: section, layout: section + ".html", Summary: v.layouts.Text("summary." + section),
		})
		p.view = func() any {
			view := &indexView{Title: p.Title, Trail: []link{{v.from(p, "index.html"), v.layouts.Text("nav.home")}}}
			fill(p, view)
			return view
		}
		p.key = func() any { return key{layout: p.layout, lists: lists} }
		return p
	}
	return []*Page{
		page("items", v.alike(showsName, e.Items), func(p *Page, view *indexView) {
			view.Items, view.Count = v.byDomain(p, e.Items, nil), len(e.Items)
		}),
		page("domains", counts(h.Domains, func(d *handbook.Domain) int { return len(e.InDomain(d.ID)) }), func(p *Page, view *indexView) {
			view.Domains, view.Count = v.domainEntries(p), len(h.Domains)
		}),
		page("groups", counts(h.Groups, func(g *handbook.Group) int { return len(e.For(g.ID)) }), func(p *Page, view *indexView) {
			view.Stages, view.Count = append(v.stages(p), v.stageless(p)...), len(h.Groups)
		}),
		page("agencies", counts(h.Agencies, func(a *handbook.Agency) int { return len(e.LedBy(a.ID)) + len(e.HelpedBy(a.ID)) }), func(p *Page, view *indexView) {
			for _, a := range h.Agencies {
				view.Entries = append(view.Entries, entry{
					link: link{v.from(p, address("agency", a.ID)), a.Title}, Note: joinNames(a.Former),
					Count: len(e.LedBy(a.ID)) + len(e.HelpedBy(a.ID)),
				})
			}
			view.Count = len(h.Agencies)
		}),
		page("guides", identity(e.Guides), func(p *Page, view *indexView) {
			for _, g := range e.Guides {
				one := entry{link: link{v.from(p, address("guide", g.ID)), g.Title}, Summary: g.Summary}
				if g.Edition.Parent != nil {
					one.Note = g.Edition.Name
				}
				view.Entries = append(view.Entries, one)
			}
			view.Count = len(e.Guides)
		}),
	}
}
