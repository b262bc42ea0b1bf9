package pages

import (
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/search"
)

// editionView describes an edition: its parents, its additions, its gaps.
type editionView struct {
	Name      string
	Code      string
	Divided   string
	Above     []string // names of the editions above, the province first
	Successor *fact
	Changed   []*layout.Fragment // of itemLine: items that the edition changes or adds itself
	Absent    []absentItem
	Guides    []Link // that the edition adds
	Coverage  coverageView
	Below     []Link // editions below it
}

// absentItem is an item that the edition declares not applicable.
type absentItem struct {
	itemLine
	Reason string
}

// coverageView is a row of the coverage table.
type coverageView struct {
	Edition Link
	Depth   int
	Items   int
	Absent  int
	Percent int
	Fields  []fieldView
}

type fieldView struct {
	Name      string
	Own       int
	Inherited int
	Missing   int
}

func (b *Book) coverage(at Vantage, of *handbook.Edition) coverageView {
	c := of.Coverage()
	view := coverageView{Edition: Link{b.homeOf(at, of), of.Name}, Items: c.Items, Absent: c.NotApplicable, Percent: int(100 * c.Done())}
	for up := of.Parent; up != nil; up = up.Parent {
		view.Depth++
	}
	for _, f := range c.Fields {
		view.Fields = append(view.Fields, fieldView{b.text("coverage." + f.Field), f.Own, f.Inherited, f.Missing})
	}
	return view
}

// homeOf returns the address of an edition's home page; "" when the site does
// not have the edition.
func (b *Book) homeOf(at Vantage, of *handbook.Edition) string {
	if there := b.byPath[of.Path]; there != nil {
		return at.Shared(there.Prefix + "index.html")
	}
	return ""
}

// editionView returns nil for the province.
func (e *Edition) editionView(at Vantage) *editionView {
	of := e.Of
	if of.Parent == nil {
		return nil
	}
	view := &editionView{Name: of.Name, Code: of.Code, Divided: SayDate(of.Divided), Coverage: e.coverage(at, of)}
	for up := range of.Parent.Up {
		view.Above = append([]string{up.Name}, view.Above...)
	}
	if text := of.Successor.Text; text != "" {
		view.Successor = &fact{Text: text, Badges: badgesOf(e.Reliability(of.Successor.Source), of)}
		if c := of.Successor.Source; c != nil {
			if src := of.Source(c.ID); src != nil {
				view.Successor.Cites = []cite{{
					URL: at.To(Address("source", c.ID)), Title: src.Title, Number: src.Number, Date: SayDate(src.Date), At: c.At,
				}}
			}
		}
	}
	var changed []shown
	for _, item := range of.Items {
		if item.Edition == of {
			changed = append(changed, e.name(item))
		}
		if reason := of.NotApplicable[item.ID]; reason != "" {
			view.Absent = append(view.Absent, absentItem{newLine(at.Within, e.name(item)), reason})
		}
	}
	view.Changed = e.lineFragments(at.Within, changed, nil)
	for _, g := range of.Guides {
		if g.Edition == of {
			view.Guides = append(view.Guides, Link{at.To(Address("guide", g.ID)), g.Title})
		}
	}
	for _, below := range of.Children {
		if home := e.homeOf(at, below); home != "" {
			view.Below = append(view.Below, Link{home, below.Name})
		}
	}
	return view
}

// editionsView is the view of editions.html, where readers choose their county.
type editionsView struct {
	Trail    []Link
	Province placeView
	Cities   []cityView
	Count    int
	Simple   string // characters of the places' names: a traditional one and its simplified form, and so on
}

type cityView struct {
	placeView
	Counties []placeView
}

// placeView is an edition to choose.
type placeView struct {
	Link
	Path  string // of its home page's folder from the site's root; the script appends the current page
	Words string // searchable; see placeWords
	Draft bool
	Note  string // history of the place
}

func (b *Book) place(at Vantage, of *handbook.Edition) placeView {
	view := placeView{Link: Link{b.homeOf(at, of), of.Name}, Words: placeWords(of), Draft: of.Draft, Note: of.Successor.Text}
	if there := b.byPath[of.Path]; there != nil {
		view.Path = there.Prefix
	}
	return view
}

func (e *Edition) editionsPage() *Page {
	return &Page{
		Path: "editions.html", Style: "editions.css", Origin: "layouts/editions.html", Title: e.text("nav.editions"), Summary: e.text("summary.editions"),
		Section: "editions", Script: "editions.js", Single: true,
		Main: own("editions.html", func(at Vantage) any {
			view := &editionsView{
				Trail: []Link{e.home(at.Within)}, Province: e.place(at, e.Of), Count: len(e.editions) - 1,
			}
			names := ""
			for of := range e.Of.All {
				names += of.Name + strings.Join(of.Aliases, "")
			}
			view.Simple = search.Traditional(names)
			for _, city := range e.Of.Children {
				one := cityView{placeView: e.place(at, city)}
				for _, county := range city.Children {
					if e.byPath[county.Path] != nil {
						one.Counties = append(one.Counties, e.place(at, county))
					}
				}
				if one.URL != "" || len(one.Counties) > 0 {
					view.Cities = append(view.Cities, one)
				}
			}
			return view
		}),
	}
}

// coverageTableView is the view of coverage.html.
type coverageTableView struct {
	Trail    []Link
	Fields   []string
	Editions []coverageView
	Table    string // address of the table as CSV
	Editors  *Link  // to the guides for editors; nil when there are none
}

func (e *Edition) coveragePage() *Page {
	return &Page{
		Path: "coverage.html", Style: "coverage.css", Origin: "layouts/coverage.html", Title: e.text("nav.coverage"), Summary: e.text("summary.coverage"),
		Section: "coverage", Single: true,
		Main: own("coverage.html", func(at Vantage) any {
			view := &coverageTableView{Trail: []Link{e.home(at.Within)}, Table: at.To("data/coverage.csv")}
			if len(e.EditorGuides) > 0 {
				view.Editors = &Link{at.To(editorsPath), e.text("nav.editors")}
			}
			for _, name := range handbook.CoverageFields {
				view.Fields = append(view.Fields, e.text("coverage."+name))
			}
			for of := range e.Of.All {
				view.Editions = append(view.Editions, e.coverage(at, of))
			}
			return view
		}),
	}
}
