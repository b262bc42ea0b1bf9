package site

import (
	"encoding/json"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"handbook/generator/handbook"
	"handbook/generator/pages"
	"handbook/generator/search"
)

// base is the edition whose index all others share: the one at the root, or
// the province where the root has none.
func (s *Site) base() *handbook.Edition {
	if v := s.volumes[0]; v.prefix == "" {
		return v.e
	}
	return s.Handbook.Province
}

// newIndex is the index of the base edition, made when the first file of it is
// asked for.
func (s *Site) newIndex() *search.Index {
	var synonyms []search.Synonym
	for _, syn := range s.Handbook.Synonyms {
		synonyms = append(synonyms, search.Synonym{Term: syn.Term, Words: syn.Words})
	}
	texts := map[string]string{}
	for _, key := range []string{
		"count", "none", "also", "absent", "people", "standard", "group", "agency", "domain", "guide", "asking", "asking_pinyin", "old", "very_old",
	} {
		texts[key] = s.layouts.Text("search." + key)
	}
	return search.Build(s.findable().entries, search.Words{Texts: texts, Synonyms: synonyms})
}

// findable is what can be found in the base edition. Most of it stands in all
// others as it is.
type findable struct {
	entries []search.Entry
	of      map[any]search.Entry // by what they are about, see pages.Book.Entries
}

func (s *Site) newFindable() *findable {
	f := &findable{of: map[any]search.Entry{}}
	for about, entry := range s.book.Entries(s.base(), nil) {
		f.entries = append(f.entries, entry)
		f.of[about] = entry
	}
	return f
}

// indexFiles are the files that all editions share.
func (s *Site) indexFiles() []*Page {
	var out []*Page
	for n, name := range search.Names() {
		out = append(out, newFile(dataDir+name, "content", func() ([]byte, error) { return s.index().Files[n].Data, nil }))
	}
	if s.baseURL != "" {
		out = append(out, newFile("opensearch.xml", "site.toml", func() ([]byte, error) { return s.openSearch(), nil }))
	}
	return out
}

const dataDir = "data/" // of every edition; handbook keeps the name free

// deltaPage is the file of what an edition has otherwise; nil when that is
// nothing, or stands in the file of the edition above.
func (v *volume) deltaPage() *pages.Page {
	if v.deltaFrom() != v {
		return nil
	}
	return &pages.Page{Path: dataDir + "search.js", Origin: v.e.At().File, Bytes: func() ([]byte, error) {
		entries := make([]search.Entry, 0, len(v.findable().entries))
		for _, entry := range v.book.Entries(v.e, v.findable().of) {
			entries = append(entries, entry)
		}
		return v.index().Edition(entries), nil
	}}
}

// newDeltaFrom is the edition whose file says what this one has otherwise; nil when
// it is all as in the base.
func (v *volume) newDeltaFrom() *volume {
	base := v.base()
	for e := range v.e.Up {
		if e == base {
			return nil
		}
		above := e.Parent
		if above == nil || differs(e, above) || v.byPath[above.Path] == nil && above != base {
			return v.byPath[e.Path]
		}
	}
	return nil
}

// differs reports whether an edition has anything else to find than the one
// above.
func differs(e, above *handbook.Edition) bool {
	return !slices.Equal(e.Items, above.Items) || !slices.Equal(e.Guides, above.Guides) || len(e.NotApplicable)+len(e.Places) > 0
}

// searchView is the box on every page.
type searchView struct {
	Page string      // of results
	Data template.JS // see searchData
}

// searchData is what the scripts of the search need to know, as JSON.
type searchData struct {
	Root    string   `json:"root"`    // of the edition's addresses
	Index   string   `json:"index"`   // folder of the files that all editions share
	Edition string   `json:"edition"` // file of the edition; "" when nothing differs
	More    string   `json:"more"`    // the second script
	Places  []string `json:"places"`  // names of the edition and those above
	List    string   `json:"list"`    // name of the list below the box
	Failed  string   `json:"failed"`  // said where the index cannot be loaded
}

func (v *volume) searchData(at pages.Vantage) string {
	more, _ := v.assets.URL("search-more.js")
	data, err := json.Marshal(searchData{
		Root: strings.TrimSuffix(at.To("index.html"), "index.html"), Index: at.Shared(dataDir), Edition: v.delta(at), More: at.Shared(more),
		Places: v.places(), List: v.layouts.Text("search.list"), Failed: v.layouts.Text("search.failed"),
	})
	if err != nil {
		panic(err) // it holds texts alone
	}
	return string(data)
}

// delta is the address of the file that says what the edition has otherwise; ""
// when it is all as in the base.
func (v *volume) delta(at pages.Vantage) string {
	from := v.deltaFrom()
	if from == nil {
		return ""
	}
	return at.Shared(from.prefix + dataDir + "search.js")
}

// newPlaces are the names of the edition and those above it, and what people call
// the province, for searchData.
func (v *volume) newPlaces() []string {
	var out []string
	for e := range v.e.Up {
		out = append(out, e.Name)
	}
	for _, kind := range []string{"特别行政区", "自治区", "省", "市"} {
		if short, ok := strings.CutSuffix(v.Handbook.Province.Name, kind); ok && utf8.RuneCountInString(short) > 1 {
			return append(out, short)
		}
	}
	return out
}
