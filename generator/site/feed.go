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
	"handbook/generator/pages"
)

// atom is the feed of the changes in the newest list.
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

// changesFeed returns the feed, with an entry for each changed item. Its time is
// the date of publication when an editor has given it, else the date of the data;
// never the clock's.
func (s *Site) changesFeed() *Page {
	v := s.volumes[0]
	page := s.book.Canonical("changes.html")
	return newFile("changes.xml", "layouts/changes.html", func() ([]byte, error) {
		list := s.data.Of(v.e)
		notes := s.Handbook.ChangesOf(list.List.Version)
		updated := instant(list.Date)
		if notes != nil && !notes.Published.IsZero() {
			updated = instant(notes.Published.String())
		}
		feed := atom{
			Lang: "zh-Hans", ID: page, Title: s.Handbook.Config.Title + " - " + s.layouts.Text("changes.title"), Updated: updated,
			Author: cmp.Or(v.e.Contact, s.Handbook.Config.Title), Links: []atomLink{{"alternate", page}, {"self", s.book.Canonical("changes.xml")}},
		}
		for _, item := range s.diff.Items {
			entry := atomEntry{
				ID: page + "#" + list.List.Version + "-" + item.ID, Title: item.Code + " " + item.Title, Updated: updated, Link: atomLink{Href: page},
			}
			if v.e.Item(item.ID) != nil {
				entry.Link.Href = s.book.Canonical(pages.Address("item", item.ID))
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
	})
}

// groupTitle returns the title of a group of this list or of the earlier one.
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
