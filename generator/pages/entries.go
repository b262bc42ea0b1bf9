package pages

import (
	"iter"
	"regexp"
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/search"
)

// served is an agency with the edition whose windows serve it.
type served struct {
	agency *handbook.Agency
	by     *handbook.Edition // nil for none
}

// phone is a number to call.
type phone string

// entryOfPlace leads to the home page of another edition.
func entryOfPlace(e *Edition) search.Entry {
	out := search.Entry{URL: e.Prefix + "index.html", Kind: search.Place, Title: e.Of.Name}
	for _, name := range append([]string{e.Of.Name}, e.Of.Aliases...) {
		out.Names = append(out.Names, name)
		if short := handbook.ShortName(name); short != "" {
			out.Names = append(out.Names, short)
		}
	}
	if up := e.Above; up != nil && up.Of.Parent != nil {
		out.Under = []string{up.Prefix + "index.html"}
	}
	return out
}

// Entries yields the search entries of an edition by their subject: an *Item,
// *Group, served, *Domain, phone, *Edition (another place) or *Guide. It takes the entries in known from there.
func (b *Book) Entries(e *handbook.Edition, known map[any]search.Entry) iter.Seq2[any, search.Entry] {
	entry := func(about any, make func() search.Entry) search.Entry {
		if entry, ok := known[about]; ok {
			return entry
		}
		return make()
	}
	return func(yield func(any, search.Entry) bool) {
		for _, item := range e.Items {
			found := entry(item, func() search.Entry { return b.entryOfItem(item) })
			reason, _ := e.Absent(item.ID)
			found.Absent = reason != ""
			if !yield(item, found) {
				return
			}
		}
		for _, g := range b.Groups {
			if !yield(g, entry(g, func() search.Entry {
				return search.Entry{URL: Address("group", g.ID), Kind: search.Group, Title: g.Title, Names: g.Aliases, Summary: g.Summary, Text: g.Body.Text}
			})) {
				return
			}
		}
		for _, a := range b.Agencies {
			windows, from := e.WindowsFor(a.ID)
			about := served{a, from}
			if !yield(about, entry(about, func() search.Entry { return b.entryOfAgency(a, windows) })) {
				return
			}
		}
		for _, d := range b.Domains {
			if !yield(d, entry(d, func() search.Entry { return entryOfDomain(d) })) {
				return
			}
		}
		if h := b.LastHotline(); !yield(phone(h.Number), search.Entry{
			URL: "index.html#s-phones", Kind: search.Phone, Title: h.Number + h.Name, Names: []string{h.Name}, Numbers: digits(h.Number),
			People: search.Fact{Text: h.Number, Marks: b.markTexts(h.Badges)},
		}) {
			return
		}
		if len(b.editions) > 0 && b.editions[0].IsWhole() {
			for _, other := range b.editions[1:] {
				if !yield(other, entryOfPlace(other)) {
					return
				}
			}
		}
		for _, g := range e.Guides {
			if !yield(g, entry(g, func() search.Entry {
				return search.Entry{URL: Address("guide", g.ID), Kind: search.Guide, Title: g.Title, Summary: g.Summary, Text: g.Body.Text}
			})) {
				return
			}
		}
	}
}

func (b *Book) entryOfAgency(a *handbook.Agency, windows []*handbook.Window) search.Entry {
	entry := search.Entry{
		URL: Address("agency", a.ID), Kind: search.Agency, Title: a.Title, Names: b.shortNames(a),
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
	return search.Entry{URL: Address("domain", d.ID), Kind: search.Domain, Title: d.Title, Summary: d.Summary, Text: strings.Join(text, "\n")}
}

// entryOfItem leaves open whether the item applies.
func (b *Book) entryOfItem(item *handbook.Item) search.Entry {
	entry := search.Entry{
		URL: Address("item", item.ID), Kind: search.Item, Title: item.Title, Code: item.Code, Names: item.Aliases,
		Summary: item.Summary, Private: item.Sensitive,
	}
	for _, number := range item.Hotlines {
		entry.Numbers = append(entry.Numbers, digits(number)...)
	}
	for _, id := range item.Recipients {
		entry.Under = append(entry.Under, Address("group", id))
	}
	for _, id := range item.Agencies {
		entry.Under = append(entry.Under, Address("agency", id))
	}
	entry.Under = append(entry.Under, Address("domain", item.Domain))
	if item.RecipientsNote.String() != "" {
		entry.People = search.Fact{
			Text:  item.RecipientsNote.String(),
			Marks: b.markTexts(badgesOf(b.Reliability(item.Carrying("recipients_note")...), item.Origin("recipients_note"))),
		}
	}
	if std := b.MainStandard(item); std != nil {
		cited, origin := std.Front()
		entry.Standard = search.Fact{
			Text:  b.standardText(std),
			Marks: b.markTexts(badgesOf(b.Reliability(cited), origin)),
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
	for _, c := range slices.Concat(g.Conditions, g.Steps, g.Where) {
		text = append(text, c.Text)
	}
	for _, m := range g.Materials {
		text = append(text, m.Name)
	}
	for _, p := range g.Places {
		text = append(text, p.Name, p.Address)
	}
	entry.Text = strings.Join(text, "\n")
	return entry
}

// standardText returns a standard in one line.
func (b *Book) standardText(std *handbook.Standard) string {
	a := b.shownAmount(std)
	if a == nil {
		return std.Text
	}
	most := ""
	if a.AtMost {
		most = b.text("item.at_most")
	}
	return std.Text + "：" + most + a.Number + a.Unit
}

func (b *Book) markTexts(marks []badge) []string {
	var out []string
	for _, mark := range marks {
		out = append(out, b.text("badge."+string(mark)))
	}
	return out
}

// shortNames lists an agency's names in common use: those on its page, its
// former ones, and "province's" or "county's office" with its name.
func (b *Book) shortNames(a *handbook.Agency) []string {
	names := slices.Concat(a.Aliases, a.Former)
	add := func(name string) {
		if name != "" && name != a.Title && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range slices.Concat([]string{a.Title}, a.Aliases) {
		name = strings.TrimPrefix(strings.TrimPrefix(name, b.Config.Name), "省")
		add(name)
		if stem, ok := strings.CutSuffix(name, "厅"); ok {
			add(stem + "局") // the county's office
		}
	}
	return names
}

var joined = strings.NewReplacer("-", "", " ", "", "－", "")

// digits lists the numbers in a phone field, without signs and extensions.
func digits(phone string) []string {
	return strings.FieldsFunc(joined.Replace(extension.ReplaceAllString(phone, "")), func(r rune) bool { return r < '0' || r > '9' })
}

var extension = regexp.MustCompile(` ?转 ?[0-9]+`)
