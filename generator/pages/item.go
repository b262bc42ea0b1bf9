package pages

import (
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/prose"
)

// itemKey is the key of an item's page.
type itemKey struct {
	itemHere
	related       list[shown]
	before, after shown // neighbours in the list; zero at its ends
	howTo         bool  // a guide explains the badges
}

// itemHere is an item with the facts that an edition adds.
type itemHere struct {
	item     *handbook.Item
	places   list[*handbook.Place]
	owner    *handbook.Edition // edition of the places; nil when there are none
	absent   string            // reason why the item does not apply; "" when it does
	absentBy *handbook.Edition // edition that gives the reason
}

func (e *Edition) here(item *handbook.Item) itemHere {
	h := itemHere{item: item}
	places, owner := e.Of.PlacesOf(item)
	h.places, h.owner = intern(&e.lists, places), owner
	h.absent, h.absentBy = e.Of.Absent(item.ID)
	return h
}

// relatedTo is the key of an item's related items: all items for its groups.
type relatedTo struct {
	item   *handbook.Item
	around list[list[*handbook.Item]]
}

func (e *Edition) relatedTo(item *handbook.Item) list[shown] {
	k := relatedTo{item, mapped(e.Book, item.Recipients, func(group string) list[*handbook.Item] { return intern(&e.lists, e.Of.For(group)) })}
	if made, ok := e.related.Load(k); ok {
		return made.(list[shown])
	}
	out := e.names(e.Related(e.Of.Catalogue, item))
	e.related.Store(k, out)
	return out
}

// neighbours returns the items before and after in the list.
func (e *Edition) neighbours(item *handbook.Item) (before, after shown) {
	items := e.Of.Items
	n := slices.Index(items, item)
	if n > 0 {
		before = e.name(items[n-1])
	}
	if n >= 0 && n+1 < len(items) {
		after = e.name(items[n+1])
	}
	return before, after
}

func (e *Edition) itemPage(item *handbook.Item) *Page {
	return &Page{
		Path: Address("item", item.ID), Origin: item.File.Path, Title: item.Title, Summary: item.Summary, Section: "items", Style: "item.css", Tools: true, Answer: true,
		Bodies: item.Bodies, Ref: prose.Ref{Kind: "item", ID: item.ID}, domain: item.Domain,
		Main: func() Main {
			k := itemKey{itemHere: e.here(item), related: e.relatedTo(item), howTo: e.Of.Guide("how-to-use") != nil}
			k.before, k.after = e.neighbours(item)
			return itemMain.main(e.Book, k)
		},
	}
}

var itemMain = &fragment[itemKey]{"item.html", func(b *Book, at Within, k itemKey) any {
	sources := &sourceList{book: b, at: at}
	view := b.itemView(at, k.itemHere, sources)
	view.Trail = b.trail(at, "item", k.item.Domain)
	view.Body = b.body(at, k.item.Bodies, true)
	if k.howTo {
		view.HowTo = at.To(Address("guide", "how-to-use"))
	}
	if b.Asks() {
		view.Finder = at.To("finder.html")
	}
	for _, r := range k.related.all() {
		view.Related = append(view.Related, newLine(at, r))
	}
	view.Answer = b.answer(view, k.item)
	view.Before, view.After = turn(at, k.before), turn(at, k.after)
	return view
}}

// turn returns the link to a neighbour; nil when there is none.
func turn(at Within, s shown) *Link {
	if s.id == "" {
		return nil
	}
	return &Link{at.To(Address("item", s.id)), strings.TrimSpace(s.code + " " + s.title)}
}

// itemView returns the view of an item and enters its sources into the page's
// list. It leaves out the links to other pages: trail, body and neighbours.
func (b *Book) itemView(at Within, here itemHere, sources *sourceList) *itemView {
	item := here.item
	view := &itemView{
		Code: item.Code, Title: item.Title, Summary: item.Summary, Aliases: item.Aliases,
		Version: b.Config.List.Version, Verified: SayDate(item.Verified), Checked: b.checked(item.Verified, item.VerifiedBy), PeriodEnd: b.Config.List.PeriodEnd,
		Begins: SayDate(item.Effective), Expires: SayDate(item.Expires), Last: b.LastHotline(),
	}
	first := item
	for first.Base != nil {
		first = first.Base
	}
	if first.Edition.Parent != nil {
		view.Local = first.Edition.Name
	}
	if here.absent != "" {
		mark := sealOf(here.absentBy)
		view.Absent = &fact{Text: here.absent, Seal: &mark}
	}
	if d := b.Domain(item.Domain); d != nil {
		view.Domain = b.domainLink(at, d)
	}
	sealed := func(key string, f fact) fact {
		if f.Text != "" { // a missing fact has no edition
			origin := item.Origin(key)
			mark := sealOf(origin)
			f.Seal = &mark
			f.Badges = badgesOf(b.Reliability(item.Carrying(key)...), origin)
			if origin.Parent == nil && slices.Contains(f.Badges, badgeNational) {
				f.Seal = nil // one mark for one fact
			}
		}
		return f
	}
	view.Recipients = sealed("recipients_note", sources.fact(item.RecipientsNote.String(), b.text("field.recipients"), item.Carrying("recipients_note")))
	for _, id := range item.Recipients {
		if g := b.Group(id); g != nil {
			view.Groups = append(view.Groups, Link{at.To(Address("group", id)), g.Title})
		}
	}
	view.Rules = b.rules(rulesOf(b, item))
	b.standards(view, item, sources)
	view.Hotlines = b.hotlines(item, sources)
	view.Agencies = sealed("agencies", sources.fact(strings.Join(item.Agencies, " "), b.text("field.agencies"), item.Carrying("agencies")))
	for n, id := range item.Agencies {
		a := b.Agency(id)
		if a == nil {
			continue
		}
		entry := agencyLink{Link{at.To(Address("agency", id)), a.Title}, a.Former}
		if n == 0 {
			view.Lead = &entry
		} else {
			view.Others = append(view.Others, entry)
		}
	}
	view.Guide = b.guideView(at, here, sources)
	view.Funding = sealed("funding", sources.fact(item.Funding.String(), b.text("field.funding"), item.Carrying("funding")))
	for n := range item.Sources {
		c := &item.Sources[n]
		carries := ""
		if slices.Contains(c.Fields, "title") {
			carries = b.text("field.title")
		}
		sources.cite(c, carries)
	}
	view.Sources = sources.shown()
	view.Badges = view.marks(sources.entries)
	for _, list := range []*[]standardView{&view.Standards, &view.Funds, &view.Targets, &view.Results} {
		*list = b.tiers(*list)
	}
	return view
}

// checked says when a person checked a fact against its sources, and who; "" when
// nobody has.
func (b *Book) checked(on handbook.Date, by string) string {
	switch {
	case on.IsZero():
		return ""
	case by == "":
		return b.text("item.verified_on", SayDate(on))
	}
	return b.text("item.verified_by", SayDate(on), by)
}

// hotlines returns the item's own numbers.
func (b *Book) hotlines(item *handbook.Item, sources *sourceList) []Phone {
	citations := item.Carrying("hotlines")
	unverified := b.Reliability(citations...).Unverified
	for _, c := range citations {
		sources.cite(c, b.text("field.hotlines"))
	}
	var out []Phone
	for _, number := range item.Hotlines {
		p := Phone{Number: number}
		if unverified {
			p.Badges = []badge{badgeUnverified}
		}
		for _, id := range item.Agencies {
			if a := b.Agency(id); a != nil && slices.Contains(a.Hotlines, number) {
				p.Name = a.Title
			}
		}
		out = append(out, p)
	}
	return out
}

// movedPages lists redirects from the old addresses of an item.
func (e *Edition) movedPages(item *handbook.Item) []*Page {
	var out []*Page
	for _, id := range item.FormerIDs {
		if e.Of.Item(id) != nil { // the address is taken, which handbook has reported
			continue
		}
		p := moved(Address("item", id), e.Prefix+Address("item", item.ID), item.Title)
		p.Origin, p.Summary, p.Section = item.File.Path, item.Summary, "items"
		out = append(out, p)
	}
	return out
}

// moved returns a page that redirects to an address, which begins at the site's
// root.
func moved(path, to, title string) *Page {
	return &Page{
		Path: path, Title: title, NoIndex: true, Moved: to,
		Main: own("moved.html", func(at Vantage) any { return Link{at.Shared(to), title} }),
	}
}
