package site

import (
	"fmt"
	"strings"
	"sync"

	"handbook/generator/handbook"
)

// volume makes the pages of one edition. Within it addresses count from the
// edition's root, so that what editions have in common is equal to the byte.
type volume struct {
	*Site
	e      *handbook.Edition
	prefix string                      // of its addresses: "", "fuzhou/", "fuzhou/minhou/"
	pages  func() map[string]*Page     // by their addresses from the edition's root; listed once
	listed func() []string             // its addresses in the site map; outlives its pages
	stamp  func() string               // for paper, made once; see stamped
	cards  func() map[string][]cardKey // by domain, made once; see cardKeys

	finder func() (whole, own *ruleTable) // its tables, made once; see ruleTables

	// What all its pages need, made once; see newNotices, newPlaces, newDeltaFrom.
	notices   func() []string
	places    func() string
	deltaFrom func() *volume
}

// reset forgets the pages and what was rendered of them; who asks again has them
// made again.
func (v *volume) reset() {
	v.pages = sync.OnceValue(v.derive)
	v.cards = sync.OnceValue(v.cardKeys)
	v.finder = sync.OnceValues(v.ruleTables)
}

// derive lists the pages of the edition.
func (v *volume) derive() map[string]*Page {
	pages := map[string]*Page{}
	add := func(list ...*Page) {
		for _, p := range list {
			if pages[p.path] == nil { // else handbook has reported that the name is not free
				pages[p.path] = p
			}
		}
	}
	add(v.homePage(), v.absentPage(), v.indicatorsPage(), v.sourcesPage(), v.searchPage(), v.bookletPage())
	if v.baseURL != "" {
		add(v.cardPage(), v.manifestPage())
	}
	if delta := v.deltaPage(); delta != nil {
		add(delta)
	}
	add(v.indexPages()...)
	add(v.finderPages()...)
	for _, item := range v.e.Items {
		add(v.itemPage(item))
		add(v.movedPages(item)...)
	}
	for _, d := range v.Handbook.Domains {
		add(v.domainPage(d))
	}
	for _, g := range v.Handbook.Groups {
		add(v.groupPage(g))
	}
	for _, a := range v.Handbook.Agencies {
		add(v.agencyPage(a))
	}
	for _, g := range v.e.Guides {
		add(v.guidePage(g))
	}
	if v.isWhole() {
		add(v.editionsPage(), v.coveragePage())
	}
	if v.prefix == "" && v.e == v.Handbook.Province && v.successor == nil {
		add(v.changesPage())
	}
	for _, file := range v.data.Files(v.e, v.prefix == "") {
		add(v.page("data/"+file.Path, &Page{Origin: "content", bytes: func() ([]byte, error) { return file.Data(), nil }}))
	}
	return pages
}

// isWhole reports whether this is the province's edition with others below it,
// which has the pages about all editions.
func (v *volume) isWhole() bool { return v.e == v.Handbook.Province && len(v.volumes) > 1 }

// page completes a page of the edition: path is its address from the
// edition's root.
func (v *volume) page(path string, p *Page) *Page {
	p.volume, p.path, p.URL = v, path, v.prefix+path
	return p
}

// from is the address of a page of the same edition as another writes it.
func (v *volume) from(p *Page, url string) string {
	if p.absent {
		// The host shows this page at addresses of any depth, so only a path
		// from the host's root leads out of it; without a base URL none is known.
		if root := v.root(); root != "" {
			return root + v.prefix + url
		}
	}
	return relative(p.path, url)
}

// shared is the address of a file that all editions share.
func (v *volume) shared(p *Page, url string) string {
	if root := v.root(); p.absent && root != "" {
		return root + url
	}
	return relative(p.URL, url)
}

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
	return p != nil && !p.absent && !p.single
}

// above lists the same page in the editions above, or their home page where
// they do not have it.
func (v *volume) above(p *Page) []link {
	var out []link
	for e := range v.e.Up {
		up := v.byPath[e.Path]
		if up == nil || up == v {
			continue
		}
		target := up.prefix + "index.html"
		if up.pages()[p.path] != nil && !p.absent {
			target = up.prefix + p.path
		}
		out = append([]link{{v.shared(p, target), e.Name}}, out...)
	}
	return out
}

// nearestEqual is the address that search engines should know a page by: its
// own, or that of the page in the edition above which says the same.
func (v *volume) nearestEqual(p *Page) string {
	if p.moved != "" {
		return v.prefix + p.moved
	}
	return p.first().URL
}

// canonical is the full address of a page; only with a base URL.
func (s *Site) canonical(url string) string {
	if url == "index.html" || strings.HasSuffix(url, "/index.html") {
		url = strings.TrimSuffix(url, "index.html")
	}
	return s.baseURL + url
}

// seal is the mark of the edition that a fact comes from: 省, 市, 县.
type seal struct {
	Kind string // see the Kind constants of handbook
	Name string // of the place
}

func sealOf(e *handbook.Edition) seal { return seal{e.Kind, e.Name} }

// key is what tells the main part of one page from others; see Site.main.
type key struct {
	layout  string
	subject any    // pointer to what the page is about
	lists   string // identity of the lists that it shows
}

// identity tells lists apart by where they lie: equal lists are shared between
// catalogues.
func identity[T any](lists ...[]*T) string {
	var b strings.Builder
	for _, l := range lists {
		if len(l) == 0 {
			b.WriteString("-")
			continue
		}
		fmt.Fprintf(&b, "%p:%d ", &l[0], len(l))
	}
	return b.String()
}
