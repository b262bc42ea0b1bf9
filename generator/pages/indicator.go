package pages

import (
	"html/template"

	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// indicatorsView is the view of indicators.html.
type indicatorsView struct {
	Trail   []Link
	Domains []domainIndicators
	Sources []*layout.Fragment // of sourceEntry
	Base    int                // years of the table's columns
	Target  int
}

type domainIndicators struct {
	Domain     Link
	Indicators []indicatorView
}

// indicatorView is an indicator: its sentences, its picture, and its rows of the
// table. The picture belongs to the rows' view, so that it never stands without
// its numbers.
type indicatorView struct {
	Title    string
	Unit     string
	Domain   string
	Badges   []badge
	Findings []string      // the province's, then those of the editions with own values
	Chart    template.HTML // "" when the values cannot share a scale
	Rows     []readingsView
}

// readingsView holds one edition's readings of an indicator.
type readingsView struct {
	Edition string // "" for the province's, which name the indicator
	Seal    seal
	Base    *readingView // nil when the edition has no own value
	Target  *readingView
	Note    string
	Badges  []badge
	Cite    *cite
}

type readingView struct {
	Year   int
	Apart  bool   // its year differs from the column's
	Text   string // the original's wording
	Spoken string // see aloud
}

func newReading(r, column handbook.Reading) *readingView {
	return &readingView{r.Year, r.Year != column.Year, r.Text, aloud(r.Text)}
}

func (b *Book) indicator(sources *sourceList, i *handbook.Indicator) indicatorView {
	levels := levelsOf(i)
	first := levels[0]
	view := indicatorView{
		Title: i.Title, Unit: i.Unit, Domain: b.domainTitle(i.Domain),
		Findings: b.findings(levels), Chart: b.chartOf(levels),
	}
	if i.Cumulative {
		view.Badges = append(view.Badges, badgeCumulative)
	}
	if i.Suspect {
		view.Badges = append(view.Badges, badgeSuspect)
	}
	for n, level := range levels {
		row := readingsView{
			Seal: sealOf(level.Edition), Note: level.Note,
			Badges: badgesOf(b.Reliability(level.Source), level.Edition),
			Cite:   sources.show(level.Source, b.text("field.indicators")),
		}
		if n > 0 {
			row.Edition = level.Edition.Name
		}
		base, target := level.Own()
		if base != nil {
			row.Base = newReading(*base, first.Base)
		}
		if target != nil {
			row.Target = newReading(*target, first.Target)
		}
		view.Rows = append(view.Rows, row)
	}
	return view
}

// levelsOf lists the entries of an indicator in the editions from the province
// down to this one.
func levelsOf(i *handbook.Indicator) []*handbook.Indicator {
	if i.Above == nil {
		return []*handbook.Indicator{i}
	}
	return append(levelsOf(i.Above), i)
}

func (b *Book) domainTitle(id string) string {
	if d := b.Domain(id); d != nil {
		return d.Title
	}
	return ""
}

func (e *Edition) indicatorsPage() *Page {
	return &Page{
		Path: "indicators.html", Origin: "content/indicators.toml", Title: e.text("nav.indicators"),
		Summary: e.text("summary.indicators"), Section: "indicators", Style: "indicators.css", Tools: true,
		Main: func() Main { return indicatorsMain.main(e.Book, intern(&e.lists, e.Of.Indicators)) },
	}
}

var indicatorsMain = &fragment[list[*handbook.Indicator]]{"indicators.html", func(b *Book, at Within, indicators list[*handbook.Indicator]) any {
	sources := &sourceList{book: b, at: at}
	view := &indicatorsView{Trail: []Link{b.home(at)}}
	for _, d := range b.Domains {
		group := domainIndicators{Domain: b.domainLink(at, d)}
		for _, i := range indicators.all() {
			if i.Domain == d.ID {
				group.Indicators = append(group.Indicators, b.indicator(sources, i))
				first := levelsOf(i)[0]
				view.Base, view.Target = first.Base.Year, first.Target.Year
			}
		}
		if len(group.Indicators) > 0 {
			view.Domains = append(view.Domains, group)
		}
	}
	view.Sources = sources.shown()
	return view
}}
