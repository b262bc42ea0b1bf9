package pages

import (
	"cmp"

	"handbook/generator/diag"
	"handbook/generator/opendata"
)

// changesView is the view of changes.html.
type changesView struct {
	Trail   []Link
	Version string    // of the list
	Days    *daysView // nil where the handbook speaks of no later day than the list
	List    *listView // nil without an earlier list
	Feed    string    // "" without a base URL
}

// listView is what a new list changed, by group of recipients.
type listView struct {
	From, To  string // versions
	Published string
	Intro     string
	Items     int // number of changed items
	Counts    []countView
	Groups    []changedGroup
	Versions  []Link // earlier versions, the newest first
}

// countView is the number of changes of one kind.
type countView struct {
	Kind  string // its name: of a key that key's, of other kinds the text changes.kind-KIND
	Count int
}

// changedGroup holds the changed items of a group of recipients.
type changedGroup struct {
	ID    string
	Group Link // no address for a group of the earlier list and for items of no group
	Items []changedItem
}

// changedItem is an item and its changes.
type changedItem struct {
	ID      string
	Code    string
	Item    Link // a removed item links to its page of the earlier version; no address when that was not kept
	Removed bool
	Note    string
	Changes []changeLine
}

// changeLine is a change in words.
type changeLine struct {
	Kind string
	Text string
}

// changesPage returns the page of what changed since the end of the list's period, and
// at the root of the whole site of what the list changed.
func (e *Edition) changesPage() *Page {
	p := &Page{
		Path: "changes.html", Style: "changes.css", Origin: "layouts/changes.html", Title: e.text("changes.title"), Summary: e.text("changes.summary"),
		Section: "changes", Single: !e.TellsDays(), NoIndex: !e.TellsDays() && e.Changes == nil, // an empty page is not for search engines
		Main: func() Main { return daysMain.main(e.Book, e.daysKey()) },
	}
	if e.tellsList() {
		p.Main = own("changes.html", func(at Vantage) any {
			view := e.changesView(at.Within, e.daysKey())
			view.List = e.listView(at)
			if e.BaseURL != "" {
				view.Feed = at.To("changes.xml")
			}
			return view
		})
	}
	return p
}

// tellsList reports whether the edition's page says what the list changed.
func (e *Edition) tellsList() bool { return e.Prefix == "" && e.Of == e.Province && e.Changes != nil }

func (e *Edition) listView(at Vantage) *listView {
	changes := e.Changes
	view := &listView{From: changes.Name, To: e.Config.List.Version, Items: len(changes.Diff.Items)}
	if notes := e.ChangesOf(view.To); notes != nil {
		view.Published, view.Intro = SayDate(notes.Published), notes.Intro
	}
	counts := changes.Diff.Count()
	for _, kind := range opendata.Kinds() {
		if counts[kind] > 0 {
			name := kind.Label()
			if name == "" {
				name = e.text("changes.kind-" + string(kind))
			}
			view.Counts = append(view.Counts, countView{name, counts[kind]})
		}
	}
	view.Groups = e.changedGroups(at)
	for _, version := range changes.Versions {
		view.Versions = append(view.Versions, Link{at.Shared(version.URL), version.Text})
	}
	return view
}

// changedGroups lists today's groups in their order, then the groups that only
// the earlier list has, then the items of no group.
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
