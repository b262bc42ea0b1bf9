package pages

import (
	"cmp"

	"handbook/generator/diag"
	"handbook/generator/opendata"
)

// changesView is the view of changes.html: what a new list changed, for each
// group of recipients.
type changesView struct {
	Trail     []Link
	From, To  string // versions; From is "" where there is no earlier list
	Published string
	Intro     string
	Items     int // that changed
	Counts    []countView
	Groups    []changedGroup
	Versions  []Link // earlier ones that are kept, the newest first
	Feed      string // "" without a base URL
}

// countView is how many changes there are of one kind.
type countView struct {
	Kind  string // end of the text's key: changes.kind-KIND
	Count int
}

// changedGroup is what changed for a group of recipients.
type changedGroup struct {
	ID    string
	Group Link // without an address where the group is no more, or for nobody's items
	Items []changedItem
}

// changedItem is an item with what changed of it.
type changedItem struct {
	ID      string
	Code    string
	Item    Link // on its page of the earlier version where the list has it no longer; without an address where that was not kept
	Removed bool
	Note    string
	Changes []changeLine
}

// changeLine is a change in words.
type changeLine struct {
	Kind string
	Text string
}

func (e *Edition) changesPage() *Page {
	return &Page{
		Path: "changes.html", Origin: "layouts/changes.html", Title: e.text("changes.title"), Summary: e.text("changes.summary"),
		Section: "changes", Single: true, NoIndex: e.Changes == nil, // it has nothing to say
		Main: own("changes.html", func(at Vantage) any { return e.changesView(at) }),
	}
}

func (e *Edition) changesView(at Vantage) *changesView {
	view := &changesView{Trail: []Link{e.home(at.Within)}, To: e.Config.List.Version}
	changes := e.Changes
	if changes == nil {
		return view
	}
	view.From, view.Items = changes.Name, len(changes.Diff.Items)
	if notes := e.ChangesOf(view.To); notes != nil {
		view.Published, view.Intro = SayDate(notes.Published), notes.Intro
	}
	counts := changes.Diff.Count()
	for _, kind := range opendata.Kinds {
		if counts[kind] > 0 {
			view.Counts = append(view.Counts, countView{string(kind), counts[kind]})
		}
	}
	view.Groups = e.changedGroups(at)
	for _, version := range changes.Versions {
		view.Versions = append(view.Versions, Link{at.Shared(version.URL), version.Text})
	}
	if e.BaseURL != "" {
		view.Feed = at.To("changes.xml")
	}
	return view
}

// changedGroups are the groups of today in their order, then those of the
// earlier list that are no more, then what concerns none.
func (e *Edition) changedGroups(at Vantage) []changedGroup {
	var out []changedGroup
	add := func(id, title, url string) {
		items := e.Changes.Diff.For(id)
		if len(items) == 0 {
			return
		}
		g := changedGroup{ID: "s-for-" + cmp.Or(id, "nobody"), Group: Link{url, title}}
		for _, item := range items {
			g.Items = append(g.Items, e.changedItem(at, item))
		}
		out = append(out, g)
	}
	for _, g := range e.Groups {
		add(g.ID, g.Title, at.To(Address("group", g.ID)))
	}
	for _, g := range e.Changes.Old.Groups {
		if e.Group(g.ID) == nil {
			add(g.ID, g.Title, "")
		}
	}
	add("", e.text("changes.nobody"), "")
	return out
}

func (e *Edition) changedItem(at Vantage, item opendata.ItemChange) changedItem {
	address := Address("item", item.ID)
	out := changedItem{ID: item.ID, Code: item.Code, Item: Link{at.To(address), item.Title}}
	if out.Removed = e.Of.Item(item.ID) == nil; out.Removed {
		out.Item.URL = ""
		if e.Changes.Pages != "" {
			out.Item.URL = at.Shared(e.Changes.Pages + address)
		}
	}
	if notes := e.ChangesOf(e.Config.List.Version); notes != nil {
		out.Note = notes.Items[item.ID]
	}
	for _, c := range item.Changes {
		out.Changes = append(out.Changes, changeLine{string(c.Kind), c.In(diag.ZH)})
	}
	return out
}
