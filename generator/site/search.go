package site

import (
	"iter"
	"slices"
	"strings"

	"handbook/generator/handbook"
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
	var texts []string
	for _, key := range []string{"count", "none", "also", "absent", "people", "standard", "group", "agency", "domain", "guide"} {
		texts = append(texts, s.layouts.Text("search."+key))
	}
	return search.Build(s.findable().entries, synonyms, texts)
}

// findable is what can be found in the base edition. Most of it stands in all
// others as it is.
type findable struct {
	entries []search.Entry
	of      map[any]search.Entry // by what they are about, see entries
}

func (s *Site) newFindable() *findable {
	f := &findable{of: map[any]search.Entry{}}
	for about, entry := range s.entries(s.base(), nil) {
		f.entries = append(f.entries, entry)
		f.of[about] = entry
	}
	return f
}

// indexFiles are the files that all editions share.
func (s *Site) indexFiles() []*Page {
	var out []*Page
	for n, name := range search.Names() {
		out = append(out, &Page{URL: dataDir + name, Origin: "content", bytes: func() ([]byte, error) { return s.index().Files[n].Data, nil }})
	}
	if s.baseURL != "" {
		out = append(out, &Page{URL: "opensearch.xml", Origin: "site.toml", bytes: func() ([]byte, error) { return s.openSearch(), nil }})
	}
	return out
}

const dataDir = "data/" // of every edition; handbook keeps the name free

// deltaPage is the file of what an edition has otherwise; nil when that is
// nothing, or stands in the file of the edition above.
func (v *volume) deltaPage() *Page {
	if v.deltaFrom() != v {
		return nil
	}
	p := v.page(dataDir+"search.js", &Page{Origin: v.e.At().File})
	p.bytes = func() ([]byte, error) {
		entries := make([]search.Entry, 0, len(v.findable().entries))
		for _, entry := range v.entries(v.e, v.findable().of) {
			entries = append(entries, entry)
		}
		if data := v.index().Delta(entries); data != nil {
			return data, nil
		}
		return v.index().Same(), nil
	}
	return p
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

// searchView is what the box on every page needs to know.
type searchView struct {
	Page   string // of results
	Root   string // of the edition's addresses
	Index  string // folder of the files that all share
	Delta  string // file of the edition; "" when it is all as above
	More   string // the second script
	Places string // names of the edition and those above
}

func (v *volume) searchView(p *Page) searchView {
	more, _ := v.assets.URL("search-more.js")
	return searchView{
		Page: v.from(p, "search.html"), Root: strings.TrimSuffix(v.from(p, "index.html"), "index.html"),
		Index: v.shared(p, dataDir), More: v.shared(p, more), Delta: v.delta(p), Places: v.places(),
	}
}

// delta is the address of the file that says what the edition has otherwise; ""
// when it is all as in the base.
func (v *volume) delta(p *Page) string {
	from := v.deltaFrom()
	if from == nil {
		return ""
	}
	return v.shared(p, from.prefix+dataDir+"search.js")
}

// newPlaces are the names of the edition and those above it, for searchView.
func (v *volume) newPlaces() string {
	out := v.e.Name
	for e := v.e.Parent; e != nil; e = e.Parent {
		out += " " + e.Name
	}
	return out
}

// served is an agency where the windows of an edition serve it.
type served struct {
	agency *handbook.Agency
	by     *handbook.Edition // nil for none
}

// entries are what can be found in an edition, by what they are about: an
// *Item, *Group, served, *Domain or *Guide. Those that are known are not made.
func (s *Site) entries(e *handbook.Edition, known map[any]search.Entry) iter.Seq2[any, search.Entry] {
	entry := func(about any, make func() search.Entry) search.Entry {
		if entry, ok := known[about]; ok {
			return entry
		}
		return make()
	}
	return func(yield func(any, search.Entry) bool) {
		for _, item := range e.Items {
			found := entry(item, func() search.Entry { return s.entryOfItem(item) })
			reason, _ := e.Absent(item.ID)
			found.Absent = reason != ""
			if !yield(item, found) {
				return
			}
		}
		for _, g := range s.Handbook.Groups {
			if !yield(g, entry(g, func() search.Entry {
				return search.Entry{URL: address("group", g.ID), Kind: search.Group, Title: g.Title, Names: g.Aliases, Summary: g.Summary, Text: g.Body.Text}
			})) {
				return
			}
		}
		for _, a := range s.Handbook.Agencies {
			windows, from := e.WindowsFor(a.ID)
			about := served{a, from}
			if !yield(about, entry(about, func() search.Entry { return s.entryOfAgency(a, windows) })) {
				return
			}
		}
		for _, d := range s.Handbook.Domains {
			if !yield(d, entry(d, func() search.Entry { return entryOfDomain(d) })) {
				return
			}
		}
		for _, g := range e.Guides {
			if !yield(g, entry(g, func() search.Entry {
				return search.Entry{URL: address("guide", g.ID), Kind: search.Guide, Title: g.Title, Summary: g.Summary, Text: g.Body.Text}
			})) {
				return
			}
		}
	}
}

func (s *Site) entryOfAgency(a *handbook.Agency, windows []*handbook.Window) search.Entry {
	entry := search.Entry{
		URL: address("agency", a.ID), Kind: search.Agency, Title: a.Title, Names: s.shortNames(a),
		Numbers: slices.Clone(a.Hotlines), Summary: a.Summary, Text: a.Body.Text,
	}
	for _, w := range windows {
		entry.Numbers = append(entry.Numbers, digits(w.Phone)...)
	}
	return entry
}

func entryOfDomain(d *handbook.Domain) search.Entry {
	text := []string{d.Body.Text}
	for _, t := range slices.Concat(d.Tasks, d.Safeguards) {
		text = append(text, t.Title)
		text = append(text, t.Facts...)
	}
	return search.Entry{URL: address("domain", d.ID), Kind: search.Domain, Title: d.Title, Summary: d.Summary, Text: strings.Join(text, "\n")}
}

// entryOfItem leaves it open whether the item applies.
func (s *Site) entryOfItem(item *handbook.Item) search.Entry {
	entry := search.Entry{
		URL: address("item", item.ID), Kind: search.Item, Title: item.Title, Code: item.Code, Names: item.Aliases,
		Summary: item.Summary, Private: item.Sensitive,
	}
	for _, number := range item.Hotlines {
		entry.Numbers = append(entry.Numbers, digits(number)...)
	}
	for _, id := range item.Recipients {
		entry.Under = append(entry.Under, address("group", id))
	}
	for _, id := range item.Agencies {
		entry.Under = append(entry.Under, address("agency", id))
	}
	entry.Under = append(entry.Under, address("domain", item.Domain))
	if item.RecipientsNote != "" {
		entry.People = search.Fact{
			Text:  item.RecipientsNote,
			Marks: s.markTexts(badgesOf(s.Handbook.Standing(item.Carrying("recipients_note")...), item.Origin("recipients_note"))),
		}
	}
	if std := s.Handbook.MainStandard(item); std != nil {
		entry.Standard = search.Fact{
			Text:  s.standardText(std),
			Marks: s.markTexts(badgesOf(s.Handbook.Standing(std.Source), std.Origin())),
		}
	}
	var text []string
	for _, passage := range item.Bodies {
		text = append(text, passage.Doc.Text)
	}
	for n := range item.Standards {
		text = append(text, item.Standards[n].Text)
	}
	g := item.Guide
	text = slices.Concat(text, g.Conditions, g.Steps)
	for _, m := range g.Materials {
		text = append(text, m.Name)
	}
	for _, p := range g.Places {
		text = append(text, p.Name, p.Address)
	}
	entry.Text = strings.Join(text, "\n")
	return entry
}

// standardText is a standard in one line.
func (s *Site) standardText(std *handbook.Standard) string {
	a := amountOf(std)
	if a == nil {
		return std.Text
	}
	most := ""
	if a.AtMost {
		most = s.layouts.Text("item.at_most")
	}
	return std.Text + "：" + most + a.Number + a.Unit
}

func (s *Site) markTexts(marks []badge) []string {
	var out []string
	for _, b := range marks {
		out = append(out, s.layouts.Text("badge."+string(b)))
	}
	return out
}

// shortNames are the names of an agency that people say: those that its page
// lists, its former ones, and the province's or a county's office of that name.
func (s *Site) shortNames(a *handbook.Agency) []string {
	names := slices.Concat(a.Aliases, a.Former)
	add := func(name string) {
		if name != "" && name != a.Title && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range slices.Concat([]string{a.Title}, a.Aliases) {
		name = strings.TrimPrefix(strings.TrimPrefix(name, s.Handbook.Config.Name), "省")
		add(name)
		if stem, ok := strings.CutSuffix(name, "厅"); ok {
			add(stem + "局") // what counties call it
		}
	}
	return names
}

var joined = strings.NewReplacer("-", "", " ", "", "－", "")

// digits are the numbers in a phone field, as one types them.
func digits(phone string) []string {
	return strings.FieldsFunc(joined.Replace(phone), func(r rune) bool { return r < '0' || r > '9' })
}
