package site

import (
	"html/template"

	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/prose"
)

// domainItems is a heading with the items of one domain below it.
type domainItems struct {
	Domain link
	Order  int
	Items  []*layout.Shared // of itemLine
}

// byDomain sorts items under their domains; domains without any are left out.
// Standards are shown with a list of sources only, see lines.
func (v *volume) byDomain(p *Page, items []*handbook.Item, sources *sourceList) []domainItems {
	var out []domainItems
	for _, d := range v.Handbook.Domains {
		var mine []*handbook.Item
		for _, item := range items {
			if item.Domain == d.ID {
				mine = append(mine, item)
			}
		}
		if len(mine) > 0 {
			out = append(out, domainItems{link{v.from(p, address("domain", d.ID)), d.Title}, d.Order, v.lines(p, mine, sources)})
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
	Items      []*layout.Shared // of itemLine
	Tasks      []taskView
	Safeguards []taskView
	Indicators []indicatorView
	All        string           // address of the page of indicators
	Sources    []*layout.Shared // of sourceEntry
}

// taskView is a key task or a safeguard.
type taskView struct {
	Title  string
	Facts  []string
	Badges []badge
	Cite   *cite
}

func (v *volume) domainPage(d *handbook.Domain) *Page {
	p := v.page(address("domain", d.ID), &Page{
		Origin: d.File.Path, Title: d.Title, Summary: d.Summary, section: "domains", layout: "domain.html", tools: true,
		bodies: []handbook.Passage{{Doc: d.Body, File: d.File}}, ref: prose.Ref{Kind: "domain", ID: d.ID},
	})
	p.key = func() any { return key{p.layout, d, v.alike(showsLine, v.e.InDomain(d.ID)) + identity(v.e.Indicators)} }
	p.view = func() any {
		text := v.layouts.Text
		sources := &sourceList{volume: v, page: p}
		view := &domainView{
			Order: d.Order, Title: d.Title, Items: v.lines(p, v.e.InDomain(d.ID), sources), Body: v.body(p),
			Trail:   v.trail(p),
			Summary: sources.fact(d.Summary, text("field.goal"), handbook.Carrying(d.Sources, "summary")),
			All:     v.from(p, "indicators.html"),
		}
		if d.LifeGoal != "" {
			view.LifeGoal = sources.fact(d.LifeGoal, text("field.life_goal"), handbook.Carrying(d.Sources, "life_goal"))
		}
		view.Tasks = v.tasks(sources, d.Tasks, text("field.tasks"))
		view.Safeguards = v.tasks(sources, d.Safeguards, text("field.safeguards"))
		for _, i := range v.e.Indicators {
			if i.Domain == d.ID {
				view.Indicators = append(view.Indicators, v.indicator(sources, i))
			}
		}
		for n := range d.Sources {
			sources.cite(&d.Sources[n], "")
		}
		view.Sources = sources.shown()
		return view
	}
	return p
}

func (v *volume) tasks(sources *sourceList, tasks []handbook.Task, carries string) []taskView {
	var out []taskView
	for _, t := range tasks {
		out = append(out, taskView{t.Title, t.Facts, badges(v.Handbook.Standing(t.Source)), sources.show(t.Source, carries)})
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
	Beside  []link           // other groups under the same heading
	Sources []*layout.Shared // of sourceEntry
}

func (v *volume) groupPage(g *handbook.Group) *Page {
	p := v.page(address("group", g.ID), &Page{
		Origin: g.File.Path, Title: g.Title, Summary: g.Summary, section: "groups", layout: "group.html", tools: true,
		bodies: []handbook.Passage{{Doc: g.Body, File: g.File}}, ref: prose.Ref{Kind: "group", ID: g.ID},
	})
	items := v.e.For(g.ID)
	p.key = func() any { return key{p.layout, g, v.alike(showsLine, items)} }
	p.view = func() any {
		sources := &sourceList{volume: v, page: p}
		view := &groupView{
			Title: g.Title, Summary: g.Summary, Stage: g.Stage, Aliases: g.Aliases, Body: v.body(p),
			Trail:   v.trail(p),
			Domains: v.byDomain(p, items, sources), Count: len(items),
		}
		for _, other := range v.Handbook.Groups {
			if other != g && other.Stage == g.Stage {
				view.Beside = append(view.Beside, link{v.from(p, address("group", other.ID)), other.Title})
			}
		}
		view.Sources = sources.shown()
		return view
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
	Count    int              // of all items
	Sources  []*layout.Shared // of sourceEntry
}

func (v *volume) agencyPage(a *handbook.Agency) *Page {
	p := v.page(address("agency", a.ID), &Page{
		Origin: a.File.Path, Title: a.Title, Summary: a.Summary, section: "agencies", layout: "agency.html", tools: true,
		bodies: []handbook.Passage{{Doc: a.Body, File: a.File}}, ref: prose.Ref{Kind: "agency", ID: a.ID},
	})
	leads, helps := v.e.LedBy(a.ID), v.e.HelpedBy(a.ID)
	p.key = func() any { return key{p.layout, a, v.alike(showsLine, leads, helps)} }
	p.view = func() any {
		text := v.layouts.Text
		sources := &sourceList{volume: v, page: p}
		view := &agencyView{
			Title:    sources.fact(a.Title, text("field.name"), handbook.Carrying(a.Sources, "title")),
			National: a.National, Aliases: a.Aliases, Body: v.body(p), Last: v.lastHotline(),
			Trail: v.trail(p),
			Leads: v.byDomain(p, leads, sources), Helps: v.byDomain(p, helps, sources), Count: len(leads) + len(helps),
		}
		if len(a.Former) > 0 {
			view.Former = sources.fact(joinNames(a.Former), text("field.former"), handbook.Carrying(a.Sources, "former"))
		}
		numbers := handbook.Carrying(a.Sources, "hotlines")
		for _, c := range numbers {
			sources.cite(c, text("field.hotlines"))
		}
		for _, number := range a.Hotlines {
			ph := phone{Number: number}
			if v.Handbook.Standing(numbers...).Unverified {
				ph.Badges = []badge{badgeUnverified}
			}
			view.Hotlines = append(view.Hotlines, ph)
		}
		view.Sources = sources.shown()
		return view
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
	Contents []link           // headings of the second level
	Sources  []*layout.Shared // of sourceEntry
	Beside   []link           // all guides, this one without an address
}

func (v *volume) guidePage(g *handbook.Guide) *Page {
	p := v.page(address("guide", g.ID), &Page{
		Origin: g.File.Path, Title: g.Title, Summary: g.Summary, section: "guides", layout: "guide.html", tools: true,
		bodies: []handbook.Passage{{Edition: g.Edition, Doc: g.Body, File: g.File}}, ref: prose.Ref{Kind: "guide", ID: g.ID},
	})
	p.key = func() any { return key{p.layout, g, identity(v.e.Guides)} }
	p.view = func() any {
		text := v.layouts.Text
		sources := &sourceList{volume: v, page: p}
		view := &guidePageView{
			Title: g.Title, Summary: g.Summary, Body: v.body(p),
			Trail: v.trail(p),
		}
		for _, heading := range g.Body.Headings {
			if heading.Level == 2 {
				view.Contents = append(view.Contents, link{"#" + heading.ID, heading.Text})
			}
		}
		for n := range g.Sources {
			sources.cite(&g.Sources[n], text("field.body"))
		}
		view.Sources = sources.shown()
		for _, other := range v.e.Guides {
			l := link{v.from(p, address("guide", other.ID)), other.Title}
			if other == g {
				l.URL = ""
			}
			view.Beside = append(view.Beside, l)
		}
		return view
	}
	return p
}
