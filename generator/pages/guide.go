package pages

import (
	"html/template"

	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/prose"
)

// guidePageView is the view of guide.html.
type guidePageView struct {
	Title    string
	Summary  string
	Trail    []Link
	Body     template.HTML
	Contents []Link             // headings of the second level
	Sources  []*layout.Fragment // of sourceEntry
	Beside   []Link             // all guides, this one without an address
}

// guideKey is the key of a guide's page.
type guideKey struct {
	guide *handbook.Guide
	all   list[*handbook.Guide]
}

func (e *Edition) guidePage(g *handbook.Guide) *Page {
	return &Page{
		Path: Address("guide", g.ID), Origin: g.File.Path, Title: g.Title, Summary: g.Summary, Section: "guides", Tools: true,
		Bodies: guideBody(g), Ref: prose.Ref{Kind: "guide", ID: g.ID},
		Main: func() Main { return guideMain.main(e.Book, guideKey{g, intern(&e.lists, e.Of.Guides)}) },
	}
}

func guideBody(g *handbook.Guide) []handbook.Passage {
	return []handbook.Passage{{Edition: g.Edition, Doc: g.Body, File: g.File}}
}

var guideMain = &fragment[guideKey]{"guide.html", func(b *Book, at Within, k guideKey) any {
	return b.explained(at, k.guide, k.all.all(), b.trail(at, "guide", ""))
}}

// explained returns the view of a guide; all are the guides in its navigation.
func (b *Book) explained(at Within, g *handbook.Guide, all []*handbook.Guide, trail []Link) *guidePageView {
	sources := &sourceList{book: b, at: at}
	view := &guidePageView{Title: g.Title, Summary: g.Summary, Body: b.body(at, guideBody(g), false), Trail: trail}
	for _, heading := range g.Body.Headings {
		if heading.Level == 2 {
			view.Contents = append(view.Contents, Link{"#" + heading.ID, heading.Text})
		}
	}
	for n := range g.Sources {
		sources.cite(&g.Sources[n], b.text("field.body"))
	}
	view.Sources = sources.shown()
	for _, other := range all {
		l := Link{at.To(Address("guide", other.ID)), other.Title}
		if other == g {
			l.URL = ""
		}
		view.Beside = append(view.Beside, l)
	}
	return view
}

// editorsPath is the address of the list of guides for editors, from the site's root.
const editorsPath = "editors.html"

func (b *Book) editorsStep() Step { return Step{editorsPath, b.text("nav.editors")} }

// editorPages lists the guides for editors. They stand at the root of the
// province's site; in the editions below it their addresses redirect there, and
// a site without the province has none.
func (e *Edition) editorPages() []*Page {
	guides := e.EditorGuides
	if len(guides) == 0 || e.byPath[""] == nil {
		return nil
	}
	var out []*Page
	if e.Of != e.Province {
		for _, g := range guides {
			p := moved(Address("guide", g.ID), Address("guide", g.ID), g.Title)
			p.Origin, p.Summary, p.Section = g.File.Path, g.Summary, "guides"
			out = append(out, p)
		}
		return out
	}
	for _, g := range guides {
		out = append(out, &Page{
			Path: Address("guide", g.ID), Origin: g.File.Path, Title: g.Title, Summary: g.Summary, Tools: true, Single: true,
			Bodies: guideBody(g), Ref: prose.Ref{Kind: "guide", ID: g.ID}, editors: true,
			Main: own("guide.html", func(at Vantage) any {
				return e.explained(at.WithFiles().Within, g, guides, e.links(at.Within, []Step{e.editorsStep()}))
			}),
		})
	}
	return append(out, &Page{
		Path: editorsPath, Origin: "layouts/guides.html", Title: e.text("nav.editors"), Summary: e.text("summary.editors"), Single: true,
		Main: own("guides.html", func(at Vantage) any {
			return &indexView{Title: e.text("nav.editors"), Trail: []Link{e.home(at.Within)}, Entries: guideEntries(at.Within, guides)}
		}),
	})
}
