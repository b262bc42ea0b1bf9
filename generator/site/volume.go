package site

import (
	"path"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/pages"
)

// volume is one edition of the site.
type volume struct {
	*Site
	e       *handbook.Edition
	prefix  string                  // of its addresses: "", "fuzhou/", "fuzhou/minhou/"
	edition *pages.Edition          // that makes its pages
	pages   func() map[string]*Page // by their addresses from the edition's root; listed once

	// What all its pages need, made once; see newPlaces and newDeltaFrom.
	places    func() []string
	deltaFrom func() *volume
}

// list lists the pages of the edition.
func (v *volume) list() map[string]*Page {
	out := map[string]*Page{}
	add := func(p *pages.Page) {
		if out[p.Path] == nil { // else handbook has reported that the name is not free
			out[p.Path] = &Page{Page: p, URL: v.prefix + p.Path, volume: v}
		}
	}
	for _, p := range v.edition.Pages() {
		add(p)
	}
	if v.baseURL != "" {
		add(v.cardPage())
		add(v.manifestPage())
	}
	if delta := v.deltaPage(); delta != nil {
		add(delta)
	}
	for _, file := range v.data.Files(v.e, v.prefix == "") {
		add(&pages.Page{Path: dataDir + file.Path, Origin: "content", Bytes: func() ([]byte, error) { return file.Data(), nil }})
	}
	return out
}

// above is the nearest edition above that the site has, or nil.
func (v *volume) above() *volume {
	if up := v.edition.Above; up != nil {
		return v.byPath[up.Of.Path]
	}
	return nil
}

// isLeaf reports whether the site has no edition below this one.
func (v *volume) isLeaf() bool { return v.edition.Leaf }

// root is the path of the site on its host, with slashes at both ends; ""
// without a base URL.
func (s *Site) root() string {
	_, rest, ok := strings.Cut(s.baseURL, "://")
	if !ok {
		return ""
	}
	_, dir, _ := strings.Cut(rest, "/")
	return "/" + dir
}

// everywhere reports whether every edition has a page: what the province has,
// but for the pages about all editions.
func (v *volume) everywhere(path string) bool {
	p := v.volumes[0].pages()[path]
	return p != nil && !p.Absent && !p.Single
}

// aboveLinks lists the same page in the editions above, or their home page where
// they do not have it, the topmost first.
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

// nearestEqual is the address that search engines should know a page by: its
// own, or that of the page in the edition above which says the same.
func (v *volume) nearestEqual(p *Page) string {
	if p.Moved != "" {
		return p.Moved
	}
	return p.first().URL
}

// image is the address of an image that a passage names, from the site's root: a
// file beside the page, or one of static/. It is "" when there is neither.
func (s *Site) image(passage handbook.Passage, name string) string {
	if passage.File == nil {
		return ""
	}
	beside := strings.TrimPrefix(path.Join(path.Dir(passage.File.Path), name), "content/")
	for _, at := range []string{beside, strings.TrimPrefix(beside, "static/"), strings.TrimPrefix(path.Clean("/"+name), "/")} {
		if published, ok := s.assets.URL(strings.TrimPrefix(at, "assets/")); ok && strings.HasPrefix(at, "assets/") {
			at = published
		}
		if s.files[at] != nil {
			return at
		}
	}
	return ""
}
