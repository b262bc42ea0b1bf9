package pages

import (
	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/prose"
)

// categoriesPath is the address of the page of categories.
const categoriesPath = "categories.html"

// categoriesView is the view of categories.html.
type categoriesView struct {
	Trail    []Link
	Names    fact // where the names come from
	Aspects  []aspectView
	Unsorted []itemLine         // that stand in no category, those of the edition too
	Sources  []*layout.Fragment // of sourceEntry
}

type aspectView struct {
	ID         string
	Name       string
	Categories []categoryView
}

type categoryView struct {
	ID    string
	Name  string
	Items []itemLine
}

// categoriesPages returns the page of categories; nothing without any.
func (e *Edition) categoriesPages() []*Page {
	if e.Categories == nil {
		return nil
	}
	return []*Page{{
		Path: categoriesPath, Origin: "content/categories.toml", Title: e.text("nav.categories"), Summary: e.text("summary.categories"), Section: "items",
		Main: func() Main { return categoriesMain.main(e.Book, e.names(e.Of.Items)) },
	}}
}

var categoriesMain = &fragment[list[shown]]{"categories.html", func(b *Book, at Within, items list[shown]) any {
	of := b.Categories
	byID, unsorted := map[string]shown{}, []itemLine(nil)
	for _, s := range items.all() {
		byID[s.id] = s
		if _, category := of.Of(s.id); category == nil {
			unsorted = append(unsorted, newLine(at, s))
		}
	}
	sources := &sourceList{book: b, at: at}
	view := &categoriesView{
		Trail:    []Link{b.home(at), {at.To("items/index.html"), b.text("nav.items")}},
		Names:    sources.fact(b.text("categories.names"), b.text("categories.carries"), []*handbook.Citation{of.Source}),
		Unsorted: unsorted,
	}
	ids := &prose.IDs{}
	for _, a := range of.Aspects {
		aspect := aspectView{ID: prose.ID(a.Name, ids), Name: a.Name}
		for _, k := range a.Categories {
			category := categoryView{ID: prose.ID(k.Name, ids), Name: k.Name}
			for _, id := range k.Items {
				if s, here := byID[id]; here {
					category.Items = append(category.Items, newLine(at, s))
				}
			}
			if category.Items == nil {
				continue
			}
			aspect.Categories = append(aspect.Categories, category)
			for n := range k.Sources {
				sources.cite(&k.Sources[n], k.Name)
			}
		}
		if aspect.Categories != nil {
			view.Aspects = append(view.Aspects, aspect)
		}
	}
	view.Sources = sources.shown()
	return view
}}

// categoriesLink returns the link to the page of categories; nil without any.
func (b *Book) categoriesLink(at Within) *Link {
	if b.Categories == nil {
		return nil
	}
	return &Link{at.To(categoriesPath), b.text("nav.categories")}
}
