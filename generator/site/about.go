package site

import (
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/pages"
)

// About describes the content of a page for its editors.
type About struct {
	Edition *handbook.Edition // nil for a page of no edition
	Files   []FileOf          // files with the page's content, the province's first
	Facts   []FactOf          // facts in the order of the page; only items have facts of several editions
}

// FileOf is a file with the edition that it belongs to.
type FileOf struct {
	Edition *handbook.Edition // nil for files of the whole handbook
	Pos     diag.Pos
}

// FactOf is a fact of a page and its place in the files.
type FactOf struct {
	Name    string // label that editors know
	Edition *handbook.Edition
	Pos     diag.Pos
}

// About describes the page at an address; ok is false when there is none.
func (s *Site) About(url string) (a About, ok bool) {
	p := s.Page(url)
	if p == nil {
		return About{}, false
	}
	if p.volume == nil {
		return About{Files: []FileOf{{Pos: diag.Pos{File: p.Origin, Line: 1, Col: 1}}}}, true
	}
	a.Edition = p.volume.e
	if item := p.item(); item != nil {
		for at := item; at != nil; at = at.Base {
			a.Files = append(a.Files, FileOf{at.Edition, at.File.Front.At()})
		}
		slices.Reverse(a.Files)
		a.Facts = p.volume.factsOf(item)
		return a, true
	}
	for _, passage := range p.Bodies {
		if passage.File != nil {
			a.Files = append(a.Files, FileOf{passage.Edition, diag.Pos{File: passage.File.Path, Line: 1, Col: 1}})
		}
	}
	if len(a.Files) == 0 {
		a.Files = []FileOf{{Pos: diag.Pos{File: p.Origin, Line: 1, Col: 1}}}
	}
	return a, true
}

// factsOf lists the facts of an item with their editions. It leaves out missing
// facts, which the page itself marks.
func (v *volume) factsOf(item *handbook.Item) []FactOf {
	var out []FactOf
	for _, k := range handbook.ItemKeys {
		switch {
		case k.Name == "standards":
			for n := range item.Standards {
				std := &item.Standards[n]
				out = append(out, FactOf{k.Label + "：" + std.Text, std.Origin(), std.At()})
			}
		case k.Name == "guide.places":
			if places, from := v.e.PlacesOf(item); len(places) > 0 {
				pos := from.At("places")
				if own := item.Guide.Places; len(own) > 0 && places[0] == &own[0] {
					pos = item.At(k.Path()...)
				}
				out = append(out, FactOf{k.Label, from, pos})
			}
		case k.Proof >= handbook.Signed && k.Filled(item):
			out = append(out, FactOf{k.Label, item.Origin(k.Path()...), item.At(k.Path()...)})
		}
	}
	for _, passage := range item.Bodies {
		out = append(out, FactOf{v.layouts.Text("field.body"), passage.Edition, passage.File.BodyAt(0, 1)})
	}
	return out
}

// Counterpart returns the address of the same page in another edition of the
// site, or of the edition's home page when it has no such page; "" when the site
// has no such edition.
func (s *Site) Counterpart(url, edition string) string {
	there := s.byPath[edition]
	if there == nil {
		return ""
	}
	if p := s.Page(url); p != nil && p.volume != nil && there.pages()[p.Path] != nil {
		return there.prefix + p.Path
	}
	return there.prefix + "index.html"
}

// Absent returns the address of the edition's 404.html for a missing address; ""
// when the site has no edition there.
func (s *Site) Absent(url string) string {
	if v, _ := s.volumeOf(url); v != nil {
		return v.prefix + pages.AbsentPath
	}
	return ""
}

// CheckPage checks one page; see [Site.Check].
func (s *Site) CheckPage(url string) diag.List {
	p := s.Page(url)
	if p == nil || p.isFile() {
		return nil
	}
	var faults diag.List
	c := newCrawl(s)
	c.visit(p, &faults)
	for _, a := range c.anchors {
		if c.ids[a.to] == nil {
			if data, f := s.Render(a.to.URL); len(f) == 0 {
				c.note(a.to, string(data))
			}
		}
		faults.Add(c.anchor(a)...)
	}
	faults.Add(c.dead()...)
	return faults.Sorted()
}

// Shows lists the addresses of the images and scripts of the site that a page
// loads, without its style sheets. html is the rendered page.
func (s *Site) Shows(url string, html []byte) []string {
	p := s.Page(url)
	if p == nil || p.isFile() {
		return nil
	}
	var out []string
	for _, m := range srcAttribute.FindAllSubmatch(html, -1) {
		target, _, inside := s.resolve(p, string(m[1]))
		if file := s.Page(target); inside && file != nil && file.isFile() && !slices.Contains(out, target) {
			out = append(out, target)
		}
	}
	return out
}

// Style returns the address of the common style sheet, from the site's root.
func (s *Site) Style() string {
	style, _ := s.assets.URL("site.css")
	return style
}

// Root returns the path of the site on its host; "/" without a base URL.
func (s *Site) Root() string {
	if root := s.root(); root != "" && strings.HasSuffix(root, "/") {
		return root
	}
	return "/"
}
