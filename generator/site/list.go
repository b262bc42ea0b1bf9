package site

import (
	"html/template"

	"handbook/generator/handbook"
)

// domainItems is a heading with the items of one domain below it.
type domainItems struct {
	Domain link
	Order  int
	Items  []itemLine
}

// byDomain sorts items under their domains; domains without any are left out.
// Standards are shown with a list of sources only, see lines.
func (s *Site) byDomain(p *Page, items []*handbook.Item, sources *sourceList) []domainItems {
	var out []domainItems
	for _, d := range s.Handbook.Domains {
		var mine []*handbook.Item
		for _, item := range items {
			if item.Domain == d.ID {
				mine = append(mine, item)
			}
		}
		if len(mine) > 0 {
			out = append(out, domainItems{link{s.from(p, address("domain", d.ID)), d.Title}, d.Order, s.lines(p, mine, sources)})
		}
	}
	return out
}

// domainView is the view of domain.html.
type domainView struct {
	Order      int
	Title      string
	Summary    fact
	LifeGoal   fact
	Trail      []link
	Body       template.HTML
	Items      []itemLine
	Tasks      []taskView
	Safeguards []taskView
	Indicators []indicatorView
	All        string // address of the page of indicators
	Sources    []*sourceEntry
}

// taskView is a key task or a safeguard.
type taskView struct {
	Title  string
	Facts  []string
	Badges []badge
	Cite   *cite
}

func (s *Site) domainPage(d *handbook.Domain) *Page {
	p := &Page{
		URL: address("domain", d.ID), Origin: d.File.Path, Title: d.Title, Summary: d.Summary,
		section: "domains", layout: "domain.html",
	}
	p.of("domain", &d.Page)
	p.view = func() any {
		text := s.layouts.Text
		sources := &sourceList{site: s, page: p}
		v := &domainView{
			Order: d.Order, Title: d.Title, Items: s.lines(p, d.Items, sources), Body: s.body(p, d.Body),
			Trail:   s.trail(p, link{"domains/index.html", text("nav.domains")}),
			Summary: sources.fact(d.Summary, text("field.goal"), handbook.Carrying(d.Sources, "summary")),
			All:     s.from(p, "indicators.html"),
		}
		if d.LifeGoal != "" {
			v.LifeGoal = sources.fact(d.LifeGoal, text("field.life_goal"), handbook.Carrying(d.Sources, "life_goal"))
		}
		v.Tasks = s.tasks(sources, d.Tasks, text("field.tasks"))
		v.Safeguards = s.tasks(sources, d.Safeguards, text("field.safeguards"))
		for _, i := range s.Handbook.Indicators {
			if i.Domain == d.ID {
				v.Indicators = append(v.Indicators, s.indicator(sources, i))
			}
		}
		for n := range d.Sources {
			sources.cite(&d.Sources[n], "")
		}
		v.Sources = sources.entries
		return v
	}
	return p
}

func (s *Site) tasks(sources *sourceList, tasks []handbook.Task, carries string) []taskView {
	var out []taskView
	for _, t := range tasks {
		v := taskView{t.Title, t.Facts, badges(s.Handbook.Standing(t.Source)), sources.show(t.Source, carries)}
		out = append(out, v)
	}
	return out
}

// groupView is the view of group.html.
type groupView struct {
	Title   string
	Summary string
	Stage   string
	Aliases []string
	Trail   []link
	Body    template.HTML
	Domains []domainItems
	Count   int
	Beside  []link // other groups under the same heading
	Sources []*sourceEntry
}

func (s *Site) groupPage(g *handbook.Group) *Page {
	p := &Page{
		URL: address("group", g.ID), Origin: g.File.Path, Title: g.Title, Summary: g.Summary,
		section: "groups", layout: "group.html",
	}
	p.of("group", &g.Page)
	p.view = func() any {
		sources := &sourceList{site: s, page: p}
		v := &groupView{
			Title: g.Title, Summary: g.Summary, Stage: g.Stage, Aliases: g.Aliases, Body: s.body(p, g.Body),
			Trail:   s.trail(p, link{"groups/index.html", s.layouts.Text("nav.groups")}),
			Domains: s.byDomain(p, g.Items, sources), Count: len(g.Items),
		}
		for _, other := range s.Handbook.Groups {
			if other != g && other.Stage == g.Stage {
				v.Beside = append(v.Beside, link{s.from(p, address("group", other.ID)), other.Title})
			}
		}
		v.Sources = sources.entries
		return v
	}
	return p
}

// agencyView is the view of agency.html.
type agencyView struct {
	Title    fact
	Former   fact
	National string
	Aliases  []string
	Hotlines []phone
	Last     phone
	Trail    []link
	Body     template.HTML
	Leads    []domainItems
	Helps    []domainItems
	Count    int // of all items
	Sources  []*sourceEntry
}

func (s *Site) agencyPage(a *handbook.Agency) *Page {
	p := &Page{
		URL: address("agency", a.ID), Origin: a.File.Path, Title: a.Title, Summary: a.Summary,
		section: "agencies", layout: "agency.html",
	}
	p.of("agency", &a.Page)
	p.view = func() any {
		text := s.layouts.Text
		sources := &sourceList{site: s, page: p}
		v := &agencyView{
			Title:    sources.fact(a.Title, text("field.name"), handbook.Carrying(a.Sources, "title")),
			National: a.National, Aliases: a.Aliases, Body: s.body(p, a.Body), Last: s.lastHotline(),
			Trail: s.trail(p, link{"agencies/index.html", text("nav.agencies")}),
			Leads: s.byDomain(p, a.Leads, sources), Helps: s.byDomain(p, a.Helps, sources), Count: len(a.Leads) + len(a.Helps),
		}
		if len(a.Former) > 0 {
			v.Former = sources.fact(joinNames(a.Former), text("field.former"), handbook.Carrying(a.Sources, "former"))
		}
		numbers := handbook.Carrying(a.Sources, "hotlines")
		for _, c := range numbers {
			sources.cite(c, text("field.hotlines"))
		}
		for _, number := range a.Hotlines {
			ph := phone{Number: number}
			if s.Handbook.Standing(numbers...).Unverified {
				ph.Badges = []badge{badgeUnverified}
			}
			v.Hotlines = append(v.Hotlines, ph)
		}
		v.Sources = sources.entries
		return v
	}
	return p
}

// joinNames joins Chinese names the Chinese way.
func joinNames(names []string) string {
	out := ""
	for n, name := range names {
		if n > 0 {
			out += "、"
		}
		out += name
	}
	return out
}

// guidePageView is the view of guide.html.
type guidePageView struct {
	Title    string
	Summary  string
	Trail    []link
	Body     template.HTML
	Contents []link // headings of the second level
	Sources  []*sourceEntry
	Beside   []link // all guides, this one without an address
}

func (s *Site) guidePage(g *handbook.Guide) *Page {
	p := &Page{
		URL: address("guide", g.ID), Origin: g.File.Path, Title: g.Title, Summary: g.Summary,
		section: "guides", layout: "guide.html",
	}
	p.of("guide", &g.Page)
	p.view = func() any {
		sources := &sourceList{site: s, page: p}
		v := &guidePageView{
			Title: g.Title, Summary: g.Summary, Body: s.body(p, g.Body),
			Trail: s.trail(p, link{"guides/index.html", s.layouts.Text("nav.guides")}),
		}
		for _, heading := range g.Body.Headings {
			if heading.Level == 2 {
				v.Contents = append(v.Contents, link{"#" + heading.ID, heading.Text})
			}
		}
		for n := range g.Sources {
			sources.cite(&g.Sources[n], "")
		}
		v.Sources = sources.entries
		for _, other := range s.Handbook.Guides {
			l := link{s.from(p, address("guide", other.ID)), other.Title}
			if other == g {
				l.URL = ""
			}
			v.Beside = append(v.Beside, l)
		}
		return v
	}
	return p
}
