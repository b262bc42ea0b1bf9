package site

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"handbook/generator/diag"
	"handbook/generator/opendata"
)

// changesView is the view of changes.html: what a new list changed, for each
// group of recipients.
type changesView struct {
	Trail     []link
	From, To  string // versions; From is "" where there is no earlier list
	Published string
	Intro     string
	Items     int // that changed
	Counts    []countView
	Groups    []changedGroup
	Versions  []link // earlier ones that are kept, the newest first
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
	Group link // without an address where the group is no more, or for nobody's items
	Items []changedItem
}

// changedItem is an item with what changed of it.
type changedItem struct {
	ID      string
	Code    string
	Item    link // on its page of the earlier version where the list has it no longer; without an address where that was not kept
	Removed bool
	Note    string
	Changes []changeLine
}

// changeLine is a change in words.
type changeLine struct {
	Kind string
	Text string
}

func (v *volume) changesPage() *Page {
	p := v.page("changes.html", &Page{
		Origin: "layouts/changes.html", Title: v.layouts.Text("changes.title"), Summary: v.layouts.Text("changes.summary"),
		section: "changes", layout: "changes.html", single: true,
		noIndex: !v.hasChanges(), // it has nothing to say
	})
	p.view = func() any {
		view := &changesView{
			Trail: []link{{v.from(p, "index.html"), v.layouts.Text("nav.home")}}, To: v.Handbook.Config.List.Version,
		}
		old := v.earlier()
		if old == nil {
			return view
		}
		view.From, view.Items = old.name, len(v.diff.Items)
		if notes := v.Handbook.ChangesOf(view.To); notes != nil {
			view.Published, view.Intro = v.date(notes.Published), notes.Intro
		}
		counts := v.diff.Count()
		for _, kind := range opendata.Kinds {
			if counts[kind] > 0 {
				view.Counts = append(view.Counts, countView{string(kind), counts[kind]})
			}
		}
		view.Groups = v.changedGroups(p)
		for _, version := range v.versions {
			if version.site != nil {
				view.Versions = append(view.Versions, link{v.from(p, version.prefix()+"index.html"), version.name})
			}
		}
		if v.baseURL != "" {
			view.Feed = v.from(p, "changes.xml")
		}
		return view
	}
	return p
}

// changedGroups are the groups of today in their order, then those of the
// earlier list that are no more, then what concerns none.
func (v *volume) changedGroups(p *Page) []changedGroup {
	var out []changedGroup
	add := func(id, title, url string) {
		items := v.diff.For(id)
		if len(items) == 0 {
			return
		}
		g := changedGroup{ID: "s-for-" + cmp.Or(id, "nobody"), Group: link{url, title}}
		for _, item := range items {
			g.Items = append(g.Items, v.changedItem(p, item))
		}
		out = append(out, g)
	}
	for _, g := range v.Handbook.Groups {
		add(g.ID, g.Title, v.from(p, address("group", g.ID)))
	}
	for _, g := range v.earlier().list.Groups {
		if v.Handbook.Group(g.ID) == nil {
			add(g.ID, g.Title, "")
		}
	}
	add("", v.layouts.Text("changes.nobody"), "")
	return out
}

func (v *volume) changedItem(p *Page, item opendata.ItemChange) changedItem {
	old := v.earlier()
	out := changedItem{ID: item.ID, Code: item.Code, Item: link{v.from(p, address("item", item.ID)), item.Title}}
	if out.Removed = v.e.Item(item.ID) == nil; out.Removed {
		out.Item.URL = ""
		if old.site != nil {
			out.Item.URL = v.from(p, old.prefix()+address("item", item.ID))
		}
	}
	if notes := v.Handbook.ChangesOf(v.Handbook.Config.List.Version); notes != nil {
		out.Note = notes.Items[item.ID]
	}
	for _, c := range item.Changes {
		out.Changes = append(out.Changes, changeLine{string(c.Kind), c.In(diag.ZH)})
	}
	return out
}

// atom is the feed of what the newest list changed.
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Link       atomLink       `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    string         `xml:"summary"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

// changesFeed is the feed, with one entry for each item that changed. Its time
// is the day that the list was published, as far as an editor has said it, else
// the date of the data; it is never the clock's.
func (s *Site) changesFeed() *Page {
	v := s.volumes[0]
	page := s.canonical("changes.html")
	return &Page{URL: "changes.xml", Origin: "layouts/changes.html", bytes: func() ([]byte, error) {
		list := s.data.Of(v.e)
		notes := v.Handbook.ChangesOf(list.List.Version)
		updated := instant(list.Date)
		if notes != nil && !notes.Published.IsZero() {
			updated = instant(notes.Published.String())
		}
		feed := atom{
			Lang: "zh-Hans", ID: page, Title: v.Handbook.Config.Title + " - " + v.layouts.Text("changes.title"), Updated: updated,
			Author: cmp.Or(v.e.Contact, v.Handbook.Config.Title), Links: []atomLink{{"alternate", page}, {"self", s.canonical("changes.xml")}},
		}
		for _, item := range s.diff.Items {
			entry := atomEntry{
				ID: page + "#" + list.List.Version + "-" + item.ID, Title: item.Code + " " + item.Title, Updated: updated, Link: atomLink{Href: page},
			}
			if v.e.Item(item.ID) != nil {
				entry.Link.Href = s.canonical(address("item", item.ID))
			}
			for _, id := range item.Groups {
				entry.Categories = append(entry.Categories, atomCategory{id, s.groupTitle(id)})
			}
			var lines []string
			for _, c := range item.Changes {
				lines = append(lines, c.In(diag.ZH))
			}
			if notes != nil && notes.Items[item.ID] != "" {
				lines = append(lines, notes.Items[item.ID])
			}
			entry.Summary = strings.Join(lines, "\n")
			feed.Entries = append(feed.Entries, entry)
		}
		var b bytes.Buffer
		b.WriteString(xml.Header)
		enc := xml.NewEncoder(&b)
		enc.Indent("", " ")
		if err := enc.Encode(feed); err != nil {
			return nil, err
		}
		b.WriteByte('\n')
		return b.Bytes(), nil
	}}
}

// groupTitle is the title of a group of this list or of the one before.
func (s *Site) groupTitle(id string) string {
	if g := s.Handbook.Group(id); g != nil {
		return g.Title
	}
	groups := s.earlier().list.Groups
	if n := slices.IndexFunc(groups, func(g opendata.Group) bool { return g.ID == id }); n >= 0 {
		return groups[n].Title
	}
	return id
}

// instant is the beginning of a date, as Atom writes it.
func instant(date string) string {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, date); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return time.Time{}.Format(time.RFC3339)
}

// hasChanges reports whether the site has anything to say of an earlier list.
func (s *Site) hasChanges() bool { return len(s.versions) > 0 }
