package site

import (
	"html/template"
	"slices"

	"handbook/generator/handbook"
)

// homeView is the view of home.html.
type homeView struct {
	Title   string
	Summary string
	Body    template.HTML
	Stages  []stageView
	Groups  []groupHeading
	Domains []domainEntry
	Count   int // of items
	Items   string
	HowTo   string // "" when there is no such guide
	Hotline phone
	Numbers []phone // hotlines of agencies
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

func (s *Site) homePage() *Page {
	h := s.Handbook
	p := &Page{URL: "index.html", Origin: "content/_index.md", Summary: h.Home.Summary, layout: "home.html"}
	p.of("", &h.Home.Page)
	p.view = func() any {
		v := &homeView{
			Title: h.Home.Title, Summary: h.Home.Summary, Body: s.body(p, h.Home.Body),
			Stages: s.stages(p), Groups: s.groupHeadings(p), Domains: s.domainEntries(p), Count: len(h.Items),
			Items: s.from(p, "items/index.html"), Hotline: s.lastHotline(),
		}
		if h.Guide("how-to-use") != nil {
			v.HowTo = s.from(p, address("guide", "how-to-use"))
		}
		for _, a := range h.Agencies {
			for _, number := range a.Hotlines {
				ph := phone{Number: number, Name: a.Title}
				if s.agencyNumberUnverified(a) {
					ph.Badges = []badge{badgeUnverified}
				}
				v.Numbers = append(v.Numbers, ph)
			}
		}
		return v
	}
	return p
}

func (s *Site) stages(p *Page) []stageView {
	var out []stageView
	for n, name := range s.Handbook.Home.AllStages() {
		v := stageView{URL: s.from(p, "groups/index.html") + "#" + stageID(n), ID: stageID(n), Name: name, Apart: name == s.Handbook.Home.Lifelong}
		for _, g := range s.Handbook.Groups {
			if slices.Contains(g.Stages, name) {
				v.Groups = append(v.Groups, s.groupEntry(p, g))
			}
		}
		out = append(out, v)
	}
	return out
}

func (s *Site) groupHeadings(p *Page) []groupHeading {
	var out []groupHeading
	for _, g := range s.Handbook.Groups {
		n := slices.IndexFunc(out, func(h groupHeading) bool { return h.Name == g.Stage })
		if n < 0 {
			n = len(out)
			out = append(out, groupHeading{ID: headingID(n), Name: g.Stage})
		}
		out[n].Groups = append(out[n].Groups, s.groupEntry(p, g))
	}
	return out
}

func (s *Site) groupEntry(p *Page, g *handbook.Group) entry {
	return entry{link: link{s.from(p, address("group", g.ID)), g.Title}, Summary: g.Summary, Count: len(g.Items)}
}

func (s *Site) domainEntries(p *Page) []domainEntry {
	var out []domainEntry
	for _, d := range s.Handbook.Domains {
		out = append(out, domainEntry{
			entry: entry{link: link{s.from(p, address("domain", d.ID)), d.Title}, Summary: d.Summary, Count: len(d.Items)},
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
func (s *Site) indexPages() []*Page {
	h := s.Handbook
	page := func(section string, fill func(*Page, *indexView)) *Page {
		p := &Page{
			URL: section + "/index.html", Origin: "layouts/" + section + ".html", Title: s.layouts.Text("nav." + section),
			section: section, layout: section + ".html", Summary: s.layouts.Text("summary." + section),
		}
		p.view = func() any {
			v := &indexView{Title: p.Title}
			v.Trail = []link{{s.from(p, "index.html"), s.layouts.Text("nav.home")}}
			fill(p, v)
			return v
		}
		return p
	}
	return []*Page{
		page("items", func(p *Page, v *indexView) { v.Items, v.Count = s.byDomain(p, h.Items, nil), len(h.Items) }),
		page("domains", func(p *Page, v *indexView) { v.Domains, v.Count = s.domainEntries(p), len(h.Domains) }),
		page("groups", func(p *Page, v *indexView) {
			v.Stages, v.Count = s.stages(p), len(h.Groups)
		}),
		page("agencies", func(p *Page, v *indexView) {
			for _, a := range h.Agencies {
				v.Entries = append(v.Entries, entry{
					link: link{s.from(p, address("agency", a.ID)), a.Title}, Note: joinNames(a.Former), Count: len(a.Leads) + len(a.Helps),
				})
			}
			v.Count = len(h.Agencies)
		}),
		page("guides", func(p *Page, v *indexView) {
			for _, g := range h.Guides {
				v.Entries = append(v.Entries, entry{link: link{s.from(p, address("guide", g.ID)), g.Title}, Summary: g.Summary})
			}
			v.Count = len(h.Guides)
		}),
	}
}
