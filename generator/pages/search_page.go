package pages

import (
	"slices"
	"strings"

	"handbook/generator/search"
)

// searchPageView is the view of search.html: the results, and below them a list
// of all items for browsers without scripts.
type searchPageView struct {
	Trail   []Link
	Letters []letterView
	Domains []searchDomain
	Groups  []Link
	Hotline Phone
}

// letterView is a letter and the items whose pinyin begins with it.
type letterView struct {
	Name  string
	Items []Link
}

// searchDomain is a domain and the names of its items.
type searchDomain struct {
	Domain Link
	Items  []itemLine
}

func (e *Edition) searchPage() *Page {
	return &Page{
		Path: "search.html", Origin: "layouts/search.html", Title: e.text("search.title"), Summary: e.text("search.lead"),
		Main: func() Main { return searchMain.main(e.Book, e.names(e.Of.Items)) },
	}
}

var searchMain = &fragment[list[shown]]{"search.html", func(b *Book, at Within, items list[shown]) any {
	view := &searchPageView{Trail: []Link{b.home(at)}, Letters: letters(at, items.all()), Hotline: b.LastHotline()}
	for _, d := range b.Domains {
		one := searchDomain{Domain: b.domainLink(at, d)}
		for _, s := range inDomain(items.all(), d) {
			one.Items = append(one.Items, newLine(at, s))
		}
		if len(one.Items) > 0 {
			view.Domains = append(view.Domains, one)
		}
	}
	for _, g := range b.Groups {
		view.Groups = append(view.Groups, Link{at.To(Address("group", g.ID)), g.Title})
	}
	return view
}}

// letters groups items by the first letter of their pinyin. Names that begin
// with no letter come last.
func letters(at Within, items []shown) []letterView {
	type spelt struct {
		shown
		key string
	}
	var all []spelt
	for _, s := range items {
		all = append(all, spelt{s, search.Spell(strings.TrimLeft(s.title, "“《0123456789”"))})
	}
	slices.SortStableFunc(all, func(a, b spelt) int { return strings.Compare(a.key, b.key) })
	var out []letterView
	for _, s := range all {
		letter := "#"
		if s.key != "" && 'a' <= s.key[0] && s.key[0] <= 'z' {
			letter = strings.ToUpper(s.key[:1])
		}
		if len(out) == 0 || out[len(out)-1].Name != letter {
			out = append(out, letterView{Name: letter})
		}
		last := &out[len(out)-1]
		last.Items = append(last.Items, Link{at.To(Address("item", s.id)), s.title})
	}
	return out
}
