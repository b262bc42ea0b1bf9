package site

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// sourcesView is the view of sources.html.
type sourcesView struct {
	Trail  []link
	Levels []levelSources
	Count  int
}

type levelSources struct {
	Level   string
	Sources []*layout.Shared // of sourceUse
}

// sourceKey is what an entry of the list of sources shows.
type sourceKey struct {
	source *handbook.Source
	items  string
}

// sourceUse is a source and the items that rest on it.
type sourceUse struct {
	sourceView
	Items []itemLine
}

func (v *volume) sourcesPage() *Page {
	p := v.page("sources.html", &Page{
		Origin: "content/sources.toml", Title: v.layouts.Text("nav.sources"),
		Summary: v.layouts.Text("summary.sources"), section: "sources", layout: "sources.html",
	})
	p.key = func() any { return key{layout: p.layout, lists: identity(v.e.Sources) + identity(v.e.Items)} }
	p.view = func() any {
		view := &sourcesView{Trail: []link{{v.from(p, "index.html"), v.layouts.Text("nav.home")}}, Count: len(v.e.Sources)}
		for _, level := range []string{handbook.Provincial, handbook.National, handbook.Local} {
			group := levelSources{Level: level}
			for _, src := range v.e.Sources {
				if src.Level == level {
					items := v.e.Citing(src.ID)
					group.Sources = append(group.Sources, v.share(sourceKey{src, v.alike(showsName, items)}, func() any {
						use := sourceUse{sourceView: v.source(p, src)}
						for _, item := range items {
							use.Items = append(use.Items, v.line(p, item))
						}
						return use
					}))
				}
			}
			if len(group.Sources) > 0 {
				view.Levels = append(view.Levels, group)
			}
		}
		return view
	}
	return p
}

// absentView is the view of 404.html.
type absentView struct {
	Home  string
	Ways  []link
	Phone phone
}

// absentPath is where hosts look for the page about missing ones.
const absentPath = "404.html"

func (v *volume) absentPage() *Page {
	p := v.page(absentPath, &Page{
		Origin: "layouts/404.html", Title: v.layouts.Text("absent.title"), layout: "404.html", noIndex: true, absent: true,
	})
	p.view = func() any {
		view := &absentView{Home: v.from(p, "index.html"), Phone: v.lastHotline()}
		for _, section := range []string{"items", "groups", "domains", "agencies"} {
			view.Ways = append(view.Ways, link{v.from(p, section+"/index.html"), v.layouts.Text("nav." + section)})
		}
		return view
	}
	return p
}

// inSitemap lists the addresses that search engines should know of an edition: those
// that say something else than the edition above.
func (v *volume) inSitemap() []string {
	var urls []string
	for _, p := range v.pages() {
		if p.layout != "" && !p.noIndex && !v.e.Draft && v.nearestEqual(p) == p.URL {
			urls = append(urls, p.URL)
		}
	}
	return urls
}

// sitemap lists the pages for search engines.
func (s *Site) sitemap() *Page {
	return &Page{URL: "sitemap.xml", Origin: "site.toml", bytes: func() ([]byte, error) {
		var b strings.Builder
		b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
		var urls []string
		for _, v := range s.volumes {
			urls = append(urls, v.listed()...)
		}
		slices.Sort(urls)
		for _, u := range urls {
			b.WriteString("<url><loc>")
			if err := xml.EscapeText(&b, []byte(s.canonical(u))); err != nil {
				return nil, fmt.Errorf("sitemap: %w", err)
			}
			b.WriteString("</loc></url>\n")
		}
		b.WriteString("</urlset>\n")
		return []byte(b.String()), nil
	}}
}
