package site

import (
	"encoding/xml"
	"fmt"
	"strings"

	"handbook/generator/handbook"
)

// indicatorsView is the view of indicators.html.
type indicatorsView struct {
	Trail   []link
	Domains []domainIndicators
	Sources []*sourceEntry
	Base    int // years of the table's columns
	Target  int
}

type domainIndicators struct {
	Domain     link
	Indicators []indicatorView
}

// indicatorView is a row of the table of indicators.
type indicatorView struct {
	ID     string
	Order  int
	Domain string
	Title  string
	Unit   string
	Base   readingView
	Target readingView
	Note   string
	Badges []badge
	Cite   *cite
}

type readingView struct {
	Year int
	Text string // the original's own wording
}

func (s *Site) indicator(sources *sourceList, i *handbook.Indicator) indicatorView {
	v := indicatorView{
		ID: i.ID, Order: i.Order, Domain: s.Handbook.Title("domain", i.Domain), Title: i.Title, Unit: i.Unit, Note: i.Note,
		Base: readingView{i.Base.Year, i.Base.Text}, Target: readingView{i.Target.Year, i.Target.Text},
		Badges: badges(s.Handbook.Standing(i.Source)), Cite: sources.show(i.Source, s.layouts.Text("field.indicators")),
	}
	if i.Cumulative {
		v.Badges = append(v.Badges, badgeCumulative)
	}
	if i.Suspect {
		v.Badges = append(v.Badges, badgeSuspect)
	}
	return v
}

func (s *Site) indicatorsPage() *Page {
	p := &Page{
		URL: "indicators.html", Origin: "content/indicators.toml", Title: s.layouts.Text("nav.indicators"),
		Summary: s.layouts.Text("summary.indicators"), section: "indicators", layout: "indicators.html",
	}
	p.view = func() any {
		sources := &sourceList{site: s, page: p}
		v := &indicatorsView{Trail: []link{{s.from(p, "index.html"), s.layouts.Text("nav.home")}}}
		for _, d := range s.Handbook.Domains {
			group := domainIndicators{Domain: link{s.from(p, address("domain", d.ID)), d.Title}}
			for _, i := range s.Handbook.Indicators {
				if i.Domain == d.ID {
					group.Indicators = append(group.Indicators, s.indicator(sources, i))
					v.Base, v.Target = i.Base.Year, i.Target.Year
				}
			}
			if len(group.Indicators) > 0 {
				v.Domains = append(v.Domains, group)
			}
		}
		v.Sources = sources.entries
		return v
	}
	return p
}

// sourcesView is the view of sources.html.
type sourcesView struct {
	Trail  []link
	Levels []levelSources
	Count  int
}

type levelSources struct {
	Level   string
	Sources []sourceUse
}

// sourceUse is a source and the items that rest on it.
type sourceUse struct {
	sourceView
	Items []itemLine
}

func (s *Site) sourcesPage() *Page {
	p := &Page{
		URL: "sources.html", Origin: "content/sources.toml", Title: s.layouts.Text("nav.sources"),
		Summary: s.layouts.Text("summary.sources"), section: "sources", layout: "sources.html",
	}
	p.view = func() any {
		v := &sourcesView{Trail: []link{{s.from(p, "index.html"), s.layouts.Text("nav.home")}}, Count: len(s.Handbook.Sources)}
		for _, level := range []string{handbook.Provincial, handbook.National, handbook.Local} {
			group := levelSources{Level: level}
			for _, src := range s.Handbook.Sources {
				if src.Level == level {
					group.Sources = append(group.Sources, sourceUse{s.source(p, src), s.lines(p, src.Items, nil)})
				}
			}
			if len(group.Sources) > 0 {
				v.Levels = append(v.Levels, group)
			}
		}
		return v
	}
	return p
}

// absentView is the view of 404.html.
type absentView struct {
	Home  string
	Ways  []link
	Phone phone
}

func (s *Site) absentPage() *Page {
	p := &Page{
		URL: "404.html", Origin: "layouts/404.html", Title: s.layouts.Text("absent.title"),
		layout: "404.html", noIndex: true, absent: true,
	}
	p.view = func() any {
		v := &absentView{Home: s.from(p, "index.html"), Phone: s.lastHotline()}
		for _, section := range []string{"items", "groups", "domains", "agencies"} {
			v.Ways = append(v.Ways, link{s.from(p, section+"/index.html"), s.layouts.Text("nav." + section)})
		}
		return v
	}
	return p
}

// sitemap lists the pages for search engines.
func (s *Site) sitemap() *Page {
	return &Page{URL: "sitemap.xml", Origin: "site.toml", bytes: func() ([]byte, error) {
		var b strings.Builder
		b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
		for _, u := range s.urls {
			if p := s.pages[u]; p.layout == "" || p.noIndex {
				continue
			}
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
