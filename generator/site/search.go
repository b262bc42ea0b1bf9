package site

import (
	"encoding/json"
	"html/template"
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/pages"
	"handbook/generator/search"
)

// base returns the edition whose index all editions share: the one at the root,
// or the province when the root has none.
func (s *Site) base() *handbook.Edition {
	if v := s.volumes[0]; v.prefix == "" {
		return v.e
	}
	return s.Handbook.Province
}

// newIndex builds the index of the base edition, for the first file of it.
func (s *Site) newIndex() *search.Index {
	var synonyms []search.Synonym
	for _, syn := range s.Handbook.Synonyms {
		synonyms = append(synonyms, search.Synonym{Term: syn.Term, Words: syn.Words})
	}
	texts := map[string]string{}
	for _, key := range []string{
		"count", "none", "also", "absent", "people", "standard", "group", "agency", "domain", "guide", "phone", "place", "outside", "outside_list", "told",
		"asking", "asking_pinyin", "question", "benefit", "lacking", "old", "very_old",
	} {
		texts[key] = s.layouts.Text("search." + key)
	}
	return search.Build(s.findable().entries, search.Words{Texts: texts, Synonyms: synonyms, Outside: s.Handbook.Outside})
}

// findable holds the search entries of the base edition. The other editions share
// most of them.
type findable struct {
	entries []search.Entry
	of      map[any]search.Entry // by subject, see pages.Book.Entries
}

func (s *Site) newFindable() *findable {
	f := &findable{of: map[any]search.Entry{}}
	for about, entry := range s.book.Entries(s.base(), nil) {
		f.entries = append(f.entries, entry)
		f.of[about] = entry
	}
	return f
}

// indexFiles lists the search files that all editions share.
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

const dataDir = "data/" // of every edition; handbook reserves the name

// deltaPage returns the file with the edition's differences from the shared
// index; nil when it has none, or shares the file of the edition above.
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

// newDeltaFrom returns the edition whose file holds this edition's differences;
// nil when it has none.
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

// differs reports whether an edition has other search entries than the one above.
func differs(e, above *handbook.Edition) bool {
	return !slices.Equal(e.Items, above.Items) || !slices.Equal(e.Guides, above.Guides) || len(e.NotApplicable)+len(e.Places) > 0
}

// searchView is the view of the search box on every page.
type searchView struct {
	Page string      // address of the results
	Data template.JS // see searchData
}

// searchData is the JSON for the scripts of the search.
type searchData struct {
	Root    string   `json:"root"`    // folder of the edition's pages
	Index   string   `json:"index"`   // folder of the shared files
	Edition string   `json:"edition"` // address of the edition's differences; "" for none
	More    string   `json:"more"`    // address of the second script
	Places  []string `json:"places"`  // names of the edition and of those above
	List    string   `json:"list"`    // name of the list below the box
	Failed  string   `json:"failed"`  // message when the index fails to load
}

func (v *volume) searchData(at pages.Vantage) string {
	more, _ := v.assets.URL("search-more.js")
	data, err := json.Marshal(searchData{
		Root: strings.TrimSuffix(at.To("index.html"), "index.html"), Index: at.Shared(dataDir), Edition: v.delta(at), More: at.Shared(more),
		Places: v.places(), List: v.layouts.Text("search.list"), Failed: v.layouts.Text("search.failed"),
	})
	if err != nil {
		panic(err) // a struct of strings cannot fail
	}
	return string(data)
}

// delta returns the address of the file with the edition's differences; "" when
// it has none.
func (v *volume) delta(at pages.Vantage) string {
	from := v.deltaFrom()
	if from == nil {
		return ""
	}
	return at.Shared(from.prefix + dataDir + "search.js")
}

// newPlaces returns the names of the edition and of those above it, and the
// province's short name, for searchData.
func (v *volume) newPlaces() []string {
	var out []string
	for e := range v.e.Up {
		out = append(out, e.Name)
	}
	if short := handbook.ShortName(v.Handbook.Province.Name); short != "" {
		out = append(out, short)
	}
	return out
}
