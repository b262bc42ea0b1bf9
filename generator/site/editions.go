package site

import (
	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// editionView tells what an edition is: whose it is, what it adds, what it
// lacks.
type editionView struct {
	Name      string
	Code      string
	AsOf      string
	Above     []string // names of the editions it inherits from, the province first
	Successor *fact
	Changed   []*layout.Shared // of itemLine: items that the edition changes or adds itself
	Absent    []absentItem
	Guides    []link // that it adds itself
	Coverage  coverageView
	Below     []link // editions below it
}

// absentItem is an item that the edition itself says not to apply.
type absentItem struct {
	itemLine
	Reason string
}

// coverageView is a line of the table of completeness.
type coverageView struct {
	Edition link
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

func (v *volume) coverage(p *Page, e *handbook.Edition) coverageView {
	c := e.Coverage()
	view := coverageView{Items: c.Items, Absent: c.NotApplicable, Percent: int(100 * c.Done())}
	view.Edition.Text = e.Name
	if there := v.byPath[e.Path]; there != nil {
		view.Edition.URL = v.shared(p, there.prefix+"index.html")
	}
	for up := range e.Up {
		if up != e {
			view.Depth++
		}
	}
	for _, f := range c.Fields {
		view.Fields = append(view.Fields, fieldView{v.layouts.Text("coverage." + f.Field), f.Own, f.Inherited, f.Missing})
	}
	return view
}

// editionView is nil for the province, which the whole handbook tells.
func (v *volume) editionView(p *Page) *editionView {
	if v.e.Parent == nil {
		return nil
	}
	view := &editionView{Name: v.e.Name, Code: v.e.Code, AsOf: v.date(v.e.AsOf), Coverage: v.coverage(p, v.e)}
	for e := range v.e.Parent.Up {
		view.Above = append([]string{e.Name}, view.Above...)
	}
	if text := v.e.Successor.Text; text != "" {
		view.Successor = &fact{Text: text, Badges: badgesOf(v.Handbook.Standing(v.e.Successor.Source), v.e)}
		if c := v.e.Successor.Source; c != nil {
			if src := v.e.Source(c.ID); src != nil {
				view.Successor.Cites = []cite{{
					URL: v.from(p, address("source", c.ID)), Title: src.Title, Number: src.Number, Date: v.date(src.Date), At: c.At,
				}}
			}
		}
	}
	var changed []*handbook.Item
	for _, item := range v.e.Items {
		if item.Edition == v.e {
			changed = append(changed, item)
		}
		if reason := v.e.NotApplicable[item.ID]; reason != "" {
			view.Absent = append(view.Absent, absentItem{v.line(p, item), reason})
		}
	}
	view.Changed = v.lines(p, changed, nil)
	for _, g := range v.e.Guides {
		if g.Edition == v.e {
			view.Guides = append(view.Guides, link{v.from(p, address("guide", g.ID)), g.Title})
		}
	}
	for _, e := range v.e.Children {
		if there := v.byPath[e.Path]; there != nil {
			view.Below = append(view.Below, link{v.shared(p, there.prefix+"index.html"), e.Name})
		}
	}
	return view
}

// editionsView is the view of editions.html: choose your county.
type editionsView struct {
	Trail    []link
	Province link
	Cities   []cityView
	Count    int
}

type cityView struct {
	placeView
	Counties []placeView
}

// placeView is an edition to choose.
type placeView struct {
	link
	Path  string // of its pages from the site's root, for the script that keeps the page
	Words string // what finds it: name, id, pinyin and its initials
	Draft bool
	Note  string // what became of the place
}

func (v *volume) place(p *Page, e *handbook.Edition) placeView {
	there := v.byPath[e.Path]
	return placeView{
		link: link{v.shared(p, there.prefix+"index.html"), e.Name}, Path: there.prefix,
		Words: placeWords(e), Draft: e.Draft, Note: e.Successor.Text,
	}
}

func (v *volume) editionsPage() *Page {
	p := v.page("editions.html", &Page{
		Origin: "layouts/editions.html", Title: v.layouts.Text("nav.editions"), Summary: v.layouts.Text("summary.editions"),
		section: "editions", layout: "editions.html", script: "editions.js", single: true,
	})
	p.view = func() any {
		view := &editionsView{
			Trail:    []link{{v.from(p, "index.html"), v.layouts.Text("nav.home")}},
			Province: link{v.from(p, "index.html"), v.e.Name}, Count: len(v.volumes) - 1,
		}
		for _, city := range v.e.Children {
			one := cityView{placeView: v.place(p, city)}
			for _, county := range city.Children {
				one.Counties = append(one.Counties, v.place(p, county))
			}
			view.Cities = append(view.Cities, one)
		}
		return view
	}
	return p
}

// coverageTableView is the view of coverage.html.
type coverageTableView struct {
	Trail    []link
	Fields   []string
	Editions []coverageView
	Table    string // address of the same as CSV
}

func (v *volume) coveragePage() *Page {
	p := v.page("coverage.html", &Page{
		Origin: "layouts/coverage.html", Title: v.layouts.Text("nav.coverage"), Summary: v.layouts.Text("summary.coverage"),
		section: "coverage", layout: "coverage.html", single: true,
	})
	p.view = func() any {
		view := &coverageTableView{
			Trail: []link{{v.from(p, "index.html"), v.layouts.Text("nav.home")}}, Table: v.from(p, "data/coverage.csv"),
		}
		for _, name := range handbook.CoverageFields {
			view.Fields = append(view.Fields, v.layouts.Text("coverage."+name))
		}
		for e := range v.e.All {
			view.Editions = append(view.Editions, v.coverage(p, e))
		}
		return view
	}
	return p
}
