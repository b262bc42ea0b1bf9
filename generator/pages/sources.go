package pages

import (
	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// sourcesView is the view of sources.html.
type sourcesView struct {
	Trail  []Link
	Levels []levelSources
	Count  int
}

type levelSources struct {
	Level   string
	Sources []*layout.Fragment // of sourceUse
}

// sourceUse is a source and the items that cite it.
type sourceUse struct {
	sourceView
	Items []itemLine
}

// usedSource is the key of an entry of the list of sources.
type usedSource struct {
	source *handbook.Source
	items  list[shown]
}

func (e *Edition) sourcesPage() *Page {
	return &Page{
		Path: "sources.html", Origin: "content/sources.toml", Title: e.text("nav.sources"), Summary: e.text("summary.sources"), Section: "sources",
		Main: func() Main {
			return sourcesMain.main(e.Book, mapped(e.Book, e.Of.Sources, func(src *handbook.Source) usedSource {
				return usedSource{src, e.names(e.Of.Citing(src.ID))}
			}))
		},
	}
}

var (
	usedSourceFragment = &fragment[usedSource]{"_source.html", func(b *Book, at Within, k usedSource) any {
		use := sourceUse{sourceView: b.source(at, k.source)}
		for _, s := range k.items.all() {
			use.Items = append(use.Items, newLine(at, s))
		}
		return use
	}}
	sourcesMain = &fragment[list[usedSource]]{"sources.html", func(b *Book, at Within, used list[usedSource]) any {
		view := &sourcesView{Trail: []Link{b.home(at)}, Count: len(used.all())}
		for _, level := range []string{handbook.Provincial, handbook.National, handbook.Local} {
			group := levelSources{Level: level}
			for _, u := range used.all() {
				if u.source.Level == level {
					group.Sources = append(group.Sources, usedSourceFragment.shared(b, at, u))
				}
			}
			if len(group.Sources) > 0 {
				view.Levels = append(view.Levels, group)
			}
		}
		return view
	}}
)
