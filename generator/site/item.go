package site

import (
	"path"
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/prose"
)

func (v *volume) line(p *Page, item *handbook.Item) itemLine {
	return itemLine{
		link: link{v.from(p, address("item", item.ID)), item.Title},
		Code: item.Code, Summary: item.Summary,
	}
}

// lineKey is what a line in a list of items depends on.
type lineKey struct {
	lineLikeness
	mark   int    // of the standard's source on the page; 0 for none
	folder string // of the page
}

// lines lists items, each an itemLine. With a list of sources they show their
// main standards, whose sources are entered there: no figure stands on a page
// without its source.
func (v *volume) lines(p *Page, items []*handbook.Item, sources *sourceList) []*layout.Shared {
	out := make([]*layout.Shared, 0, len(items))
	for _, item := range items {
		k := lineKey{lineLikeness: lineLikeness{name: nameOf(item)}, folder: path.Dir(p.path)}
		var mark *cite
		if sources != nil {
			k.main = v.Handbook.MainStandard(item)
		}
		if k.main != nil {
			if c, ok := sources.cite(k.main.Source, v.layouts.Text("field.standard_of", item.Title)); ok {
				mark, k.mark = &c, c.N
			}
		}
		out = append(out, v.share(k, func() any {
			l := v.line(p, item)
			if std := k.main; std != nil {
				l.Main = &mainStandard{std.Text, amountOf(std), badgesOf(v.Handbook.Standing(std.Source), std.Origin()), mark}
			}
			return l
		}))
	}
	return out
}

// itemKey is what an item's page depends on. Two editions whose keys are equal
// show the same page.
type itemKey struct {
	itemHere
	related       string // names of the related items, and the groups that relate them
	before, after nameLikeness
}

// itemHere is what an edition says of an item.
type itemHere struct {
	item   *handbook.Item
	place  *handbook.Place // the first of its places
	from   *handbook.Edition
	absent *handbook.Edition // that says that the item does not apply
}

func (v *volume) here(item *handbook.Item) itemHere {
	h := itemHere{item: item}
	places, from := v.e.PlacesOf(item)
	if h.from = from; len(places) > 0 {
		h.place = places[0]
	}
	_, h.absent = v.e.Absent(item.ID)
	return h
}

func (v *volume) itemPage(item *handbook.Item) *Page {
	p := v.page(address("item", item.ID), &Page{
		Origin: item.File.Path, Title: item.Title, Summary: item.Summary, section: "items", layout: "item.html", tools: true,
		bodies: item.Bodies, ref: prose.Ref{Kind: "item", ID: item.ID},
	})
	p.view = func() any { return v.itemView(p, item, &sourceList{volume: v, page: p}) }
	p.key = func() any {
		k, known := v.keyAbove(p)
		if !known {
			for _, r := range v.Handbook.Related(v.e.Catalogue, item) {
				k.related += v.alike(showsName, []*handbook.Item{r.Item}) + strings.Join(r.Groups, " ")
			}
			before, after := v.neighbours(item)
			if before != nil {
				k.before = nameOf(before)
			}
			if after != nil {
				k.after = nameOf(after)
			}
		}
		k.itemHere = v.here(item)
		return k
	}
	return p
}

// keyAbove is the key of an item's page in the edition above, where that has the
// very same items; else it is not known.
func (v *volume) keyAbove(p *Page) (itemKey, bool) {
	up := v.nearest()
	if up == nil || up.e.Catalogue != v.e.Catalogue {
		return itemKey{}, false
	}
	same := up.pages()[p.path]
	if same == nil || same.key == nil {
		return itemKey{}, false
	}
	k, ok := same.is().(itemKey)
	return k, ok
}

// itemView shows an item on a page, whose list of sources it fills.
func (v *volume) itemView(p *Page, item *handbook.Item, sources *sourceList) *itemView {
	h, text := v.Handbook, v.layouts.Text
	view := &itemView{
		Code: item.Code, Title: item.Title, Summary: item.Summary, Aliases: item.Aliases,
		Version: h.Config.List.Version, Verified: v.date(item.Verified), PeriodEnd: h.Config.List.PeriodEnd,
		Begins: v.date(item.Effective), Expires: v.date(item.Expires), Body: v.body(p), Last: v.lastHotline(),
	}
	first := item
	for first.Base != nil {
		first = first.Base
	}
	if first.Edition.Parent != nil {
		view.Local = first.Edition.Name
	}
	if reason, from := v.e.Absent(item.ID); reason != "" {
		mark := sealOf(from)
		view.Absent = &fact{Text: reason, Seal: &mark}
	}
	if d := h.Domain(item.Domain); d != nil {
		view.Domain = link{v.from(p, address("domain", d.ID)), d.Title}
	}
	view.Trail = v.trail(p)
	if v.e.Guide("how-to-use") != nil {
		view.HowTo = v.from(p, address("guide", "how-to-use"))
	}
	sealed := func(key string, f fact) fact {
		if f.Text != "" { // that nothing is known is nobody's rule
			origin := item.Origin(key)
			mark := sealOf(origin)
			f.Seal = &mark
			f.Badges = badgesOf(v.Handbook.Standing(item.Carrying(key)...), origin)
		}
		return f
	}
	view.Recipients = sealed("recipients_note", sources.fact(item.RecipientsNote, text("field.recipients"), item.Carrying("recipients_note")))
	for _, id := range item.Recipients {
		if g := h.Group(id); g != nil {
			view.Groups = append(view.Groups, link{v.from(p, address("group", id)), g.Title})
		}
	}
	view.Rules = v.rules(item)
	if v.asks() {
		view.Finder = v.from(p, "finder.html")
	}
	v.standards(view, item, sources)
	view.Hotlines = v.hotlines(item, sources)
	view.Guide = v.guideView(item)
	view.Agencies = sealed("agencies", sources.fact(strings.Join(item.Agencies, " "), text("field.agencies"), item.Carrying("agencies")))
	for n, id := range item.Agencies {
		a := h.Agency(id)
		if a == nil {
			continue
		}
		entry := agencyLink{link{v.from(p, address("agency", id)), a.Title}, a.Former}
		if n == 0 {
			view.Lead = &entry
		} else {
			view.Others = append(view.Others, entry)
		}
	}
	view.Funding = sealed("funding", sources.fact(item.Funding, text("field.funding"), item.Carrying("funding")))
	for n := range item.Sources {
		c := &item.Sources[n]
		carries := ""
		if slices.Contains(c.Fields, "title") {
			carries = text("field.title")
		}
		sources.cite(c, carries)
	}
	view.Sources = sources.shown()
	view.Badges = view.marks(sources.entries)
	for _, r := range v.Handbook.Related(v.e.Catalogue, item) {
		view.Related = append(view.Related, relatedView{v.line(p, r.Item), r.Groups})
	}
	before, after := v.neighbours(item)
	view.Before, view.After = v.turn(p, before), v.turn(p, after)
	return view
}

// guideView shows 办事指南: each field with the edition that filled it in.
func (v *volume) guideView(item *handbook.Item) guideView {
	g := item.Guide
	view := guideView{ServiceGuide: g, Seals: map[string]*seal{}, Empty: emptyGuide(g)}
	for key, filled := range map[string]bool{
		"conditions": len(g.Conditions) > 0, "materials": len(g.Materials) > 0, "steps": len(g.Steps) > 0,
		"time_limit": g.TimeLimit != "", "fee": g.Fee != "", "online": g.Online != "", "visits": g.Visits != nil,
		"complaint": g.Complaint != "",
	} {
		if filled {
			mark := sealOf(item.Origin("guide", key))
			view.Seals[key] = &mark
		}
	}
	places, from := v.e.PlacesOf(item)
	for _, p := range places {
		w := windowView{Name: p.Name, Address: p.Address, Hours: p.Hours}
		if p.Phone != "" {
			w.Phone = &phone{Number: p.Phone}
		}
		view.Places = append(view.Places, w)
	}
	if from != nil {
		mark := sealOf(from)
		view.Seals["places"] = &mark
		view.Empty = false
	}
	return view
}

// standards sorts the standards into what is guaranteed, what is aimed at,
// what was reached, and what only later texts say.
func (v *volume) standards(view *itemView, item *handbook.Item, sources *sourceList) {
	carries := v.layouts.Text("field.standards")
	for n := range item.Standards {
		std := &item.Standards[n]
		standing := v.Handbook.Standing(std.Source)
		one := standardView{
			Anchor: standardAnchor(std.ID), Text: std.Text, Amount: amountOf(std), Seal: sealOf(std.Origin()),
			Since: v.date(std.Since), Until: v.date(std.Until), Badges: badgesOf(standing, std.Origin()), Cite: sources.show(std.Source, carries),
			Basis: std.Basis, Series: v.series(std),
		}
		for _, past := range std.History {
			one.History = append(one.History, pastView{
				v.date(past.Since), *newAmount(past.Amount, std),
				badgesOf(v.Handbook.Standing(past.Source), std.Origin()), sources.show(past.Source, carries),
			})
		}
		switch {
		case standing.Later:
			switch std.Kind {
			case handbook.KindResult:
				one.Badges = append(one.Badges, badgeResult)
			case handbook.KindTarget:
				one.Badges = append(one.Badges, badgeTarget)
			}
			view.Later = append(view.Later, one)
		case std.Kind == handbook.KindTarget:
			view.Targets = append(view.Targets, one)
		case std.Kind == handbook.KindResult:
			view.Results = append(view.Results, one)
		default:
			view.Standards = append(view.Standards, one)
		}
	}
}

// hotlines are the item's own numbers.
func (v *volume) hotlines(item *handbook.Item, sources *sourceList) []phone {
	citations := item.Carrying("hotlines")
	unverified := v.Handbook.Standing(citations...).Unverified
	for _, c := range citations {
		sources.cite(c, v.layouts.Text("field.hotlines"))
	}
	var out []phone
	for _, number := range item.Hotlines {
		p := phone{Number: number}
		if unverified {
			p.Badges = []badge{badgeUnverified}
		}
		for _, id := range item.Agencies {
			if a := v.Handbook.Agency(id); a != nil && slices.Contains(a.Hotlines, number) {
				p.Name = a.Title
			}
		}
		out = append(out, p)
	}
	return out
}

// neighbours are the items before and after in the order of the list; nil at
// its ends.
func (v *volume) neighbours(item *handbook.Item) (before, after *handbook.Item) {
	items := v.e.Items
	n := slices.Index(items, item)
	if n > 0 {
		before = items[n-1]
	}
	if n >= 0 && n+1 < len(items) {
		after = items[n+1]
	}
	return before, after
}

// turn is the link to a neighbour.
func (v *volume) turn(p *Page, item *handbook.Item) *link {
	if item == nil {
		return nil
	}
	return &link{v.from(p, address("item", item.ID)), item.Code + " " + item.Title}
}

// movedPages keep the old addresses of an item working.
func (v *volume) movedPages(item *handbook.Item) []*Page {
	var out []*Page
	for _, id := range item.FormerIDs {
		if v.e.Item(id) != nil { // reported by handbook: the address is not free
			continue
		}
		p := v.page(address("item", id), &Page{
			Origin: item.File.Path, Title: item.Title, Summary: item.Summary,
			section: "items", layout: "moved.html", noIndex: true, moved: address("item", item.ID),
		})
		p.view = func() any { return link{v.from(p, p.moved), item.Title} }
		out = append(out, p)
	}
	return out
}
