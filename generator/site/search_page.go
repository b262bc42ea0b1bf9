package site

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/search"
)

// searchPageView is the view of search.html: without scripts a list of all
// items, with them the page of results above it.
type searchPageView struct {
	Trail   []link
	Letters []letterView
	Domains []searchDomain
	Groups  []link
	Hotline phone
}

// letterView is a letter with the items whose names begin with it in pinyin.
type letterView struct {
	Name  string
	Items []link
}

// searchDomain is a domain with the names of its items.
type searchDomain struct {
	Domain link
	Items  []itemLine
}

func (v *volume) searchPage() *Page {
	title := v.layouts.Text("search.title")
	p := v.page("search.html", &Page{
		Origin: "layouts/search.html", Title: title, Summary: v.layouts.Text("search.lead"), layout: "search.html",
	})
	p.key = func() any { return key{p.layout, nil, v.alike(showsName, v.e.Items)} }
	p.view = func() any {
		view := &searchPageView{
			Trail: []link{{v.from(p, "index.html"), v.layouts.Text("nav.home")}}, Letters: v.letters(p), Hotline: v.lastHotline(),
		}
		for _, d := range v.Handbook.Domains {
			one := searchDomain{Domain: link{v.from(p, address("domain", d.ID)), d.Title}}
			for _, item := range v.e.InDomain(d.ID) {
				one.Items = append(one.Items, v.line(p, item))
			}
			if len(one.Items) > 0 {
				view.Domains = append(view.Domains, one)
			}
		}
		for _, g := range v.Handbook.Groups {
			view.Groups = append(view.Groups, link{v.from(p, address("group", g.ID)), g.Title})
		}
		return view
	}
	return p
}

// letters lists all items by the first letter of their names in pinyin; names
// that begin with no letter come last.
func (v *volume) letters(p *Page) []letterView {
	type spelt struct {
		item *handbook.Item
		key  string
	}
	var all []spelt
	for _, item := range v.e.Items {
		all = append(all, spelt{item, search.Spell(strings.TrimLeft(item.Title, "“《0123456789”"))})
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
		last.Items = append(last.Items, link{v.from(p, address("item", s.item.ID)), s.item.Title})
	}
	return out
}

// openSearch lets browsers offer the site as a place to search.
func (s *Site) openSearch() []byte {
	type address struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	}
	description := struct {
		XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		ShortName   string
		Description string
		Encoding    string  `xml:"InputEncoding"`
		URL         address `xml:"Url"`
	}{
		ShortName:   s.layouts.Text("search.title"),
		Description: s.layouts.Text("search.open", s.Handbook.Config.Title),
		Encoding:    "UTF-8",
		URL:         address{"text/html", s.baseURL + s.volumes[0].prefix + "search.html?q={searchTerms}"},
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(description); err != nil {
		panic(err) // a struct of strings cannot fail
	}
	b.WriteByte('\n')
	return b.Bytes()
}
