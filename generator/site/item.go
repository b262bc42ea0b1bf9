package site

import (
	"html/template"
	"strings"

	"handbook/generator/handbook"
)

// itemView is the view of item.html. Empty texts and lists mean that no fact
// carries them; the layout shows 待补充.
type itemView struct {
	Code      string
	Title     string
	Summary   string
	Aliases   []string
	Domain    link
	Trail     []link
	Version   string // of the list
	Verified  string // date; "" when nobody has checked the facts yet
	PeriodEnd int

	Recipients fact
	Groups     []link
	Standards  []standardView // guaranteed, from the list's period
	Targets    []standardView
	Results    []standardView
	Later      []standardView // from texts later than the list's period
	Body       template.HTML

	Guide    guideView
	Hotlines []phone
	Last     phone // to ask when nothing nearer is known
	Agencies fact  // Text is unused
	Lead     *agencyLink
	Others   []agencyLink
	Funding  fact

	Sources []*sourceEntry
	Badges  []badge // that stand on this page, each once, to be explained
	Related []relatedView
	Before  *link
	After   *link
	HowTo   string // address of the guide that explains the marks; "" when there is none
	Expires string
	Begins  string
}

// standardView is one standard.
type standardView struct {
	Anchor  string
	Text    string
	Amount  *amount // nil when the standard is words alone
	Since   string
	Until   string
	Badges  []badge
	Cite    *cite
	History []pastView
}

// pastView is an earlier value of a standard.
type pastView struct {
	Since  string // "" when the source does not say
	Amount amount
	Cite   *cite
}

// guideView is 办事指南 with its gaps.
type guideView struct {
	handbook.ServiceGuide
	Empty bool // nothing at all is filled in
}

type agencyLink struct {
	link
	Former []string
}

// relatedView is another item for the same people.
type relatedView struct {
	itemLine
	Groups []string // the groups that both are for
}

// itemLine is an item as lists show it.
type itemLine struct {
	link
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

func (s *Site) line(p *Page, item *handbook.Item) itemLine {
	return itemLine{
		link: link{s.from(p, address("item", item.ID)), item.Title},
		Code: item.Code, Summary: item.Summary,
	}
}

// lines lists items. With a list of sources each shows its main standard, whose
// source is entered there: no figure stands on a page without it.
func (s *Site) lines(p *Page, items []*handbook.Item, sources *sourceList) []itemLine {
	out := make([]itemLine, 0, len(items))
	for _, item := range items {
		l := s.line(p, item)
		if std := s.Handbook.MainStandard(item); std != nil && sources != nil {
			l.Main = &mainStandard{
				std.Text, amountOf(std), badges(s.Handbook.Standing(std.Source)),
				sources.show(std.Source, s.layouts.Text("field.standard_of", item.Title)),
			}
		}
		out = append(out, l)
	}
	return out
}

func (s *Site) itemPage(item *handbook.Item) *Page {
	p := &Page{
		URL: address("item", item.ID), Origin: item.File.Path, Title: item.Title, Summary: item.Summary,
		section: "items", layout: "item.html",
	}
	p.of("item", &item.Page)
	p.view = func() any { return s.itemView(p, item) }
	return p
}

func (s *Site) itemView(p *Page, item *handbook.Item) *itemView {
	h := s.Handbook
	v := &itemView{
		Code: item.Code, Title: item.Title, Summary: item.Summary, Aliases: item.Aliases,
		Version: h.Config.List.Version, Verified: s.date(item.Verified), PeriodEnd: h.Config.List.PeriodEnd,
		Begins: s.date(item.Effective), Expires: s.date(item.Expires),
		Body: s.body(p, item.Body), Last: s.lastHotline(),
		Guide: guideView{item.Guide, emptyGuide(item.Guide)},
	}
	if d := h.Domain(item.Domain); d != nil {
		v.Domain = link{s.from(p, address("domain", d.ID)), d.Title}
	}
	v.Trail = s.trail(p, link{"items/index.html", s.layouts.Text("nav.items")}, v.Domain)
	if h.Guide("how-to-use") != nil {
		v.HowTo = s.from(p, address("guide", "how-to-use"))
	}
	sources := &sourceList{site: s, page: p}
	text := s.layouts.Text
	v.Recipients = sources.fact(item.RecipientsNote, text("field.recipients"), handbook.Carrying(item.Sources, "recipients_note"))
	for _, id := range item.Recipients {
		if g := h.Group(id); g != nil {
			v.Groups = append(v.Groups, link{s.from(p, address("group", id)), g.Title})
		}
	}
	s.standards(v, item, sources)
	v.Hotlines = s.hotlines(item, sources)
	v.Agencies = sources.fact(strings.Join(item.Agencies, " "), text("field.agencies"), handbook.Carrying(item.Sources, "agencies"))
	for n, id := range item.Agencies {
		a := h.Agency(id)
		if a == nil {
			continue
		}
		entry := agencyLink{link{s.from(p, address("agency", id)), a.Title}, a.Former}
		if n == 0 {
			v.Lead = &entry
		} else {
			v.Others = append(v.Others, entry)
		}
	}
	v.Funding = sources.fact(item.Funding, text("field.funding"), handbook.Carrying(item.Sources, "funding"))
	for n := range item.Sources {
		c := &item.Sources[n]
		carries := ""
		for _, f := range c.Fields {
			if f == "title" {
				carries = text("field.title")
			}
		}
		sources.cite(c, carries)
	}
	v.Sources = sources.entries
	v.Badges = v.marks()
	for _, r := range h.Related(item) {
		v.Related = append(v.Related, relatedView{s.line(p, r.Item), r.Groups})
	}
	v.Before, v.After = s.neighbours(p, item)
	return v
}

// standards sorts the standards into what is guaranteed, what is aimed at,
// what was reached, and what only later texts say.
func (s *Site) standards(v *itemView, item *handbook.Item, sources *sourceList) {
	carries := s.layouts.Text("field.standards")
	for n := range item.Standards {
		std := &item.Standards[n]
		standing := s.Handbook.Standing(std.Source)
		view := standardView{
			Anchor: standardAnchor(std.ID), Text: std.Text, Amount: amountOf(std),
			Since: s.date(std.Since), Until: s.date(std.Until), Badges: badges(standing), Cite: sources.show(std.Source, carries),
		}
		for _, past := range std.History {
			view.History = append(view.History, pastView{
				s.date(past.Since), amount{past.Amount.String(), std.Unit, std.Bound == handbook.AtMost}, sources.show(past.Source, carries),
			})
		}
		switch {
		case standing.Later:
			if std.Kind == handbook.KindResult {
				view.Badges = append(view.Badges, badgeResult)
			}
			v.Later = append(v.Later, view)
		case std.Kind == handbook.KindTarget:
			v.Targets = append(v.Targets, view)
		case std.Kind == handbook.KindResult:
			v.Results = append(v.Results, view)
		default:
			v.Standards = append(v.Standards, view)
		}
	}
}

// hotlines are the item's own numbers, and the last one after them.
func (s *Site) hotlines(item *handbook.Item, sources *sourceList) []phone {
	citations := handbook.Carrying(item.Sources, "hotlines")
	unverified := s.Handbook.Standing(citations...).Unverified
	for _, c := range citations {
		sources.cite(c, s.layouts.Text("field.hotlines"))
	}
	var out []phone
	for _, number := range item.Hotlines {
		p := phone{Number: number}
		if unverified {
			p.Badges = []badge{badgeUnverified}
		}
		for _, id := range item.Agencies {
			a := s.Handbook.Agency(id)
			if a == nil {
				continue
			}
			for _, n := range a.Hotlines {
				if n == number {
					p.Name = a.Title
				}
			}
		}
		out = append(out, p)
	}
	return out
}

// marks lists the badges that stand on the page, in the order of their first
// appearance.
func (v *itemView) marks() []badge {
	var out []badge
	add := func(badges []badge) {
		for _, b := range badges {
			have := false
			for _, o := range out {
				have = have || o == b
			}
			if !have {
				out = append(out, b)
			}
		}
	}
	missing := []badge{badgeMissing}
	if v.Verified == "" {
		add([]badge{badgeUnverified})
	}
	add(v.Recipients.Badges)
	if len(v.Standards) == 0 {
		add(missing)
	}
	for _, list := range [][]standardView{v.Standards, v.Targets, v.Results, v.Later} {
		for _, std := range list {
			add(std.Badges)
		}
	}
	for _, p := range v.Hotlines {
		add(p.Badges)
	}
	add(v.Last.Badges)
	if g := v.Guide; len(g.Materials) == 0 || len(g.Places) == 0 || g.TimeLimit == "" || g.Fee == "" || g.Complaint == "" {
		add(missing)
	}
	add(v.Agencies.Badges)
	add(v.Funding.Badges)
	for _, entry := range v.Sources {
		add(entry.Source.Badges)
	}
	return out
}

func emptyGuide(g handbook.ServiceGuide) bool {
	return len(g.Conditions)+len(g.Materials)+len(g.Steps)+len(g.Places) == 0 && g.Visits == nil &&
		g.TimeLimit == "" && g.Fee == "" && g.Online == "" && g.Complaint == ""
}

// neighbours are the items before and after in the order of the list.
func (s *Site) neighbours(p *Page, item *handbook.Item) (before, after *link) {
	items := s.Handbook.Items
	for n, other := range items {
		if other != item {
			continue
		}
		if n > 0 {
			before = &link{s.from(p, address("item", items[n-1].ID)), items[n-1].Code + " " + items[n-1].Title}
		}
		if n+1 < len(items) {
			after = &link{s.from(p, address("item", items[n+1].ID)), items[n+1].Code + " " + items[n+1].Title}
		}
	}
	return before, after
}

// movedPages keep the old addresses of an item working.
func (s *Site) movedPages(item *handbook.Item) []*Page {
	var out []*Page
	for _, id := range item.FormerIDs {
		p := &Page{
			URL: address("item", id), Origin: item.File.Path, Title: item.Title, Summary: item.Summary,
			section: "items", layout: "moved.html", noIndex: true,
		}
		p.moved = address("item", item.ID)
		p.view = func() any { return link{s.from(p, p.moved), item.Title} }
		out = append(out, p)
	}
	return out
}

// trail is the way from the home page to a page; url of its links is from the
// site's root unless it is already relative to the page.
func (s *Site) trail(p *Page, index link, more ...link) []link {
	out := []link{{s.from(p, "index.html"), s.layouts.Text("nav.home")}, {s.from(p, index.URL), index.Text}}
	return append(out, more...)
}
