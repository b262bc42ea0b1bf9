package pages

import (
	"slices"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/opendata"
)

// daysView is what changes.html says of the days between the end of the list's
// period and the day of the handbook.
type daysView struct {
	From, To string
	Items    int // number of items that changed
	Count    int // number of changes
	Whom     []changedWhom
	Domains  []domainItems // of steppedItem; the items of a domain that changed last first
}

// changedWhom is a group of recipients with the items that changed for it.
type changedWhom struct {
	Group string
	Items []Link
}

// steppedItem is an item and its changes, the newest first.
type steppedItem struct {
	ID string
	Link
	Code   string
	Newest []stepView
	Older  []stepView // folded
}

// shownSteps is the number of the newest changes of an item that are not folded: with
// three, a page of fifty items had forty screens on a phone.
const shownSteps = 1

// stepView is a change of a standard.
type stepView struct {
	Kind   string
	When   string
	Text   string
	Seal   seal
	Source *cite // nil without one
	Badges []badge
}

// daysKey is the key of changes.html.
type daysKey struct {
	from, to handbook.Date
	items    list[steppedKey]
}

// steppedKey is the key of an item that changed.
type steppedKey struct {
	id, code, title, domain string
	groups                  list[string]
	steps                   list[stepKey]
}

type stepKey struct {
	kind, when, text string
	edition          *handbook.Edition
	source           *handbook.Citation
}

// TellsDays reports whether the handbook speaks of a later day than the list's last
// one, so that standards can have changed in between.
func (b *Book) TellsDays() bool { return !b.Superseded && b.Config.AsOf.After(b.Config.List.End()) }

// Days returns what has changed in the edition since the end of the list's period.
func (e *Edition) Days() *opendata.Diff {
	return e.Data.Between(e.Of, e.Config.List.End(), e.Config.AsOf)
}

func (e *Edition) daysKey() daysKey {
	var items []steppedKey
	for _, item := range e.Days().Items {
		k := steppedKey{id: item.ID, code: item.Code, title: item.Title, domain: e.Of.Item(item.ID).Domain, groups: intern(&e.lists, item.Groups)}
		var steps []stepKey
		for _, c := range item.Changes {
			steps = append(steps, stepKey{string(c.Kind), e.when(c.Step), c.In(diag.ZH), c.Step.Line.Edition, c.Step.Value.Source.First()})
		}
		k.steps = intern(&e.lists, steps)
		items = append(items, k)
	}
	return daysKey{e.Config.List.End(), e.Config.AsOf, intern(&e.lists, items)}
}

// when says since when a value holds or until when it held, as precisely as its text.
func (b *Book) when(s *handbook.Step) string {
	switch {
	case s.Ended:
		return b.text("item.until", SayDate(s.Value.Until))
	case s.Value.Since.IsZero():
		return b.text("changes.by", SayDate(s.Day))
	}
	return b.text("item.since", SayDate(s.Value.Since))
}

var steppedFragment = &fragment[steppedKey]{"_stepped.html", func(b *Book, at Within, k steppedKey) any {
	view := steppedItem{ID: steppedAnchor(k.id), Link: Link{at.To(Address("item", k.id)), k.title}, Code: k.code}
	for n, s := range k.steps.all() {
		step := stepView{Kind: s.kind, When: s.when, Text: s.text, Seal: sealOf(s.edition), Badges: badgesOf(b.Reliability(s.source), s.edition)}
		if s.source != nil {
			if src := b.Source(s.source.ID); src != nil {
				step.Source = &cite{URL: at.To(Address("source", src.ID)), Title: src.Title, Number: src.Number, At: s.source.At}
			}
		}
		if n < shownSteps {
			view.Newest = append(view.Newest, step)
		} else {
			view.Older = append(view.Older, step)
		}
	}
	return view
}}

// steppedAnchor returns the element id of an item on changes.html.
func steppedAnchor(id string) string { return "c-" + id }

// days makes what changes.html says of the days.
func (b *Book) days(at Within, k daysKey) *daysView {
	items := k.items.all()
	view := &daysView{From: SayDate(k.from), To: SayDate(k.to), Items: len(items)}
	for _, d := range b.Domains {
		in := domainItems{Domain: b.domainLink(at, d), Order: d.Order}
		for _, item := range items {
			if item.domain == d.ID {
				in.Items = append(in.Items, steppedFragment.shared(b, at, item))
				view.Count += len(item.steps.all())
			}
		}
		if len(in.Items) > 0 {
			view.Domains = append(view.Domains, in)
		}
	}
	whom := func(title string, has func(steppedKey) bool) {
		group := changedWhom{Group: title}
		for _, item := range items {
			if has(item) {
				group.Items = append(group.Items, Link{"#" + steppedAnchor(item.id), item.title})
			}
		}
		if len(group.Items) > 0 {
			view.Whom = append(view.Whom, group)
		}
	}
	for _, g := range b.Groups {
		whom(g.Title, func(item steppedKey) bool { return slices.Contains(item.groups.all(), g.ID) })
	}
	whom(b.text("changes.nobody"), func(item steppedKey) bool { return len(item.groups.all()) == 0 })
	return view
}

var daysMain = &fragment[daysKey]{"changes.html", func(b *Book, at Within, k daysKey) any { return b.changesView(at, k) }}

// changesView makes the view without what a new list changed.
func (b *Book) changesView(at Within, k daysKey) *changesView {
	view := &changesView{Trail: []Link{b.home(at)}, Version: b.Config.List.Version}
	if b.TellsDays() {
		view.Days = b.days(at, k)
	}
	if b.BaseURL != "" && b.TellsDays() {
		view.Feed = at.To("changes.xml")
	}
	return view
}
