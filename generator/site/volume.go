package site

import (
	"path"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/pages"
)

// volume is an edition of the site.
type volume struct {
	*Site
	e       *handbook.Edition
	prefix  string                  // folder of its pages: "", "fuzhou/", "fuzhou/minhou/"
	edition *pages.Edition          // makes its pages
	pages   func() map[string]*Page // by address from the edition's root; listed once

	// Common to all its pages and made once; see newPlaces and newDeltaFrom.
	places    func() []string
	deltaFrom func() *volume
}

// list lists the pages of the edition.
func (v *volume) list() map[string]*Page {
	out := map[string]*Page{}
	add := func(p *pages.Page) {
		if out[p.Path] == nil { // otherwise handbook has reported the clash
			out[p.Path] = &Page{Page: p, URL: v.prefix + p.Path, volume: v}
		}
	}
	for _, p := range v.edition.Pages() {
		add(p)
	}
	if v.baseURL != "" {
		add(v.cardPage())
		add(v.manifestPage())
		if v.book.TellsDays() || v.tellsList() {
			add(v.changesFeed())
		}
	}
	if delta := v.deltaPage(); delta != nil {
		add(delta)
	}
	for _, file := range v.data.Files(v.e, v.prefix == "") {
		add(&pages.Page{Path: dataDir + file.Path, Origin: "content", Bytes: func() ([]byte, error) { return file.Data(), nil }})
	}
	return out
}

// above returns the nearest edition above in the site; nil for none.
func (v *volume) above() *volume {
	if up := v.edition.Above; up != nil {
		return v.byPath[up.Of.Path]
	}
	return nil
}

// isLeaf reports whether the site has no edition below this one.
func (v *volume) isLeaf() bool { return v.edition.Leaf }

// root returns the path of the site on its host, with a slash at both ends; ""
// without a base URL.
func (s *Site) root() string {
	_, rest, ok := strings.Cut(s.baseURL, "://")
	if !ok {
		return ""
	}
	_, dir, _ := strings.Cut(rest, "/")
	return "/" + dir
}

// everywhere reports whether every edition has a page with this path: the province
// has it, and it is not one of the pages about all editions.
func (v *volume) everywhere(path string) bool {
	p := v.volumes[0].pages()[path]
	return p != nil && !p.Absent && !p.Single
}

// aboveLinks links to the same page in the editions above, or to their home page
// when they lack it, the topmost first.
func (v *volume) aboveLinks(p *Page, at pages.Vantage) []pages.Link {
	var out []pages.Link
	for up := v.above(); up != nil; up = up.above() {
		target := up.prefix + "index.html"
		if up.pages()[p.Path] != nil && !p.Absent {
			target = up.prefix + p.Path
		}
		out = append([]pages.Link{{URL: at.Shared(target), Text: up.e.Name}}, out...)
	}
	return out
}

// nearestEqual returns the canonical address of a page: its own, or that of the
// equal page in the topmost edition above that is no draft, because search engines
// get no pages of drafts.
func (v *volume) nearestEqual(p *Page) string {
	if p.Moved != "" {
		return p.Moved
	}
	found := p
	for at := p; at != p.first(); {
		if at = at.above(); !at.volume.e.Draft {
			found = at
		}
	}
	return found.URL
}

// image returns the address, from the site's root, of an image that a passage
// names: a file beside the page, or one of static/. It is "" when there is neither.
func (s *Site) image(passage handbook.Passage, name string) string {
	if passage.File == nil {
		return ""
	}
	near := beside(passage, name)
	for _, at := range []string{near, strings.TrimPrefix(near, "static/"), strings.TrimPrefix(path.Clean("/"+name), "/")} {
		if published, ok := s.assets.URL(strings.TrimPrefix(at, "assets/")); ok && strings.HasPrefix(at, "assets/") {
			at = published
		}
		if s.files[at] != nil {
			return at
		}
	}
	return ""
}

// beside returns the path, from content/, that a passage's name of a picture has from
// its own folder.
func beside(passage handbook.Passage, name string) string {
	return strings.TrimPrefix(path.Join(path.Dir(passage.File.Path), name), "content/")
}
