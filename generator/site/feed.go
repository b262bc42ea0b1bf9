package site

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"handbook/generator/diag"
	"handbook/generator/opendata"
	"handbook/generator/pages"
)

// atom is the feed of what changed.
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

// feedLength is the number of the newest changes of standards in a feed.
const feedLength = 50

// changesFeed returns the feed of an edition: an entry for each change of a standard,
// the newest first, dated on its day, and at the root of the whole site one for each
// item that a new list changed. Those are dated on the day of publication when an
// editor has given it, else on the date of the data; never by the clock.
func (v *volume) changesFeed() *pages.Page {
	return &pages.Page{Path: "changes.xml", Origin: "layouts/changes.html", Bytes: func() ([]byte, error) {
		page := v.book.Canonical(v.prefix + "changes.html")
		name := v.Handbook.Config.Title
		if v.e != v.Handbook.Province {
			name += " " + v.e.Name
		}
		feed := atom{
			Lang: "zh-Hans", ID: page, Title: name + " - " + v.layouts.Text("changes.title"), Updated: instant(v.Handbook.Config.AsOf.String()),
			Author: cmp.Or(v.e.Contact, v.Handbook.Config.Title), Links: []atomLink{{"alternate", page}, {"self", v.book.Canonical(v.prefix + "changes.xml")}},
		}
		if v.book.TellsDays() {
			feed.Entries = v.stepEntries(page)
		}
		if v.tellsList() {
			if updated := v.listEntries(&feed, page); !v.book.TellsDays() {
				feed.Updated = updated
			}
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

// tellsList reports whether the edition's feed says what the list changed.
func (v *volume) tellsList() bool { return v.hasChanges() && v == v.volumes[0] }

// stepEntries returns the changes of standards. Two on one day with one id, such as
// those of the province and of the nation, are told apart by their places and numbers.
func (v *volume) stepEntries(page string) (out []atomEntry) {
	used := map[string]int{}
	for _, item := range v.edition.Days().Items {
		for _, c := range item.Changes {
			id := fmt.Sprintf("%s#%s-%s-%s", page, item.ID, c.Standard, c.Day)
			if used[id]++; used[id] > 1 {
				id = fmt.Sprintf("%s-%d", id, used[id])
			}
			out = append(out, atomEntry{
				ID: id, Title: item.Label(), Updated: instant(c.Day),
				Link: atomLink{Href: v.book.Canonical(v.prefix + pages.Address("item", item.ID))}, Categories: v.categories(item), Summary: c.In(diag.ZH),
			})
		}
	}
	slices.SortStableFunc(out, func(a, b atomEntry) int { return strings.Compare(b.Updated, a.Updated) })
	return out[:min(len(out), feedLength)]
}

// listEntries adds the items that the list changed, and returns their time.
func (v *volume) listEntries(feed *atom, page string) string {
	list := v.data.Of(v.e)
	notes := v.Handbook.ChangesOf(list.List.Version)
	updated := instant(list.Date)
	if notes != nil && !notes.Published.IsZero() {
		updated = instant(notes.Published.String())
	}
	for _, item := range v.diff.Items {
		entry := atomEntry{
			ID: page + "#" + list.List.Version + "-" + item.ID, Title: item.Label(), Updated: updated, Link: atomLink{Href: page},
			Categories: v.categories(item),
		}
		if v.e.Item(item.ID) != nil {
			entry.Link.Href = v.book.Canonical(pages.Address("item", item.ID))
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
	return updated
}

// categories returns the groups that a change concerns.
func (v *volume) categories(item opendata.ItemChange) (out []atomCategory) {
	for _, id := range item.Groups {
		out = append(out, atomCategory{id, v.groupTitle(id)})
	}
	return out
}

// groupTitle returns the title of a group of this list or of the earlier one.
func (s *Site) groupTitle(id string) string {
	if g := s.Handbook.Group(id); g != nil {
		return g.Title
	}
	if s.earlier() == nil {
		return id
	}
	groups := s.earlier().list.Groups
	if n := slices.IndexFunc(groups, func(g opendata.Group) bool { return g.ID == id }); n >= 0 {
		return groups[n].Title
	}
	return id
}

// instant returns the start of a date in Atom's format.
func instant(date string) string {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, date); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return time.Time{}.Format(time.RFC3339)
}

// hasChanges reports whether the site has an earlier list to compare with.
func (s *Site) hasChanges() bool { return len(s.versions) > 0 }
