// Package site holds the URL space: it knows every address of the built site and
// renders the page or file there.
//
// [Open] reads content/, layouts/, static/ and site.toml of a source folder;
// [Site.Render] returns the bytes of one address. A build renders all addresses,
// a preview renders the requested one, a check renders all and keeps the faults:
// there is one way to make a page. The site lists the pages of an edition when
// somebody asks for the first of them, so the cost of a preview does not grow with
// the number of editions.
//
// Addresses are relative to the site's root, have no leading slash, and every
// page is a flat .html file:
//
//	index.html 404.html indicators.html sources.html search.html
//	items/ITEM.html domains/DOMAIN.html groups/GROUP.html
//	agencies/AGENCY.html guides/GUIDE.html, each folder with an index.html
//	assets/NAME-SUM.css, and the files of static/ under their own paths
//	data/search….js, see package search; opensearch.xml with a base URL
//	data/catalogue.json and its kin, see package opendata
//	changes.html, changes.xml with a base URL, of each edition on a later day than the
//	list's last one; v/VERSION/… of earlier lists
//	images/… of content/ under their own paths; sitemap.xml with a base URL
//
// Links between pages are relative, so that the site works under any path, on
// any plain host, and from a folder.
package site

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"handbook/generator/assets"
	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/opendata"
	"handbook/generator/pages"
	"handbook/generator/search"
)

// Site holds all pages of a handbook. It is immutable and safe for concurrent use.
type Site struct {
	Handbook *handbook.Handbook

	book      *pages.Book
	data      *opendata.Set
	versions  []*version     // earlier lists, the newest first
	diff      *opendata.Diff // from the newest of them; nil when there is none
	successor *Site          // the site that contains this earlier version; nil for the current one
	layouts   *layout.Set
	assets    *assets.Set
	fsys      fs.FS
	baseURL   string             // full address of the site's root; "" without one
	volumes   []*volume          // the site's editions, the one at the root first
	byPath    map[string]*volume // by the edition's path
	byPrefix  map[string]*volume // by the folder of its pages, with a slash
	files     map[string]*Page   // files that belong to no edition: assets, images, the sitemap
	urls      func() []string
	index     func() *search.Index // of the base edition
	findable  func() *findable
	frames    sync.Map // frameKey → *stencil
	slips     sync.Map // contact → *stencil
	sheet     stencil  // of _sheet.html
}

// Options are the settings of a command.
type Options struct {
	BaseURL  string        // replaces base_url of site.toml unless ""
	AsOf     handbook.Date // replaces as_of of site.toml unless zero
	Editions []string      // paths; none means all. A single one stands at the site's root, several keep their folders

	successor *Site // the site that contains this earlier version
}

// Open reads a source folder. The site is usable in spite of faults, but must not
// be published with errors. prev may be nil; Open reuses what has not changed.
//
// An error is a failure of the disk.
func Open(fsys fs.FS, prev *Site, opts Options) (*Site, diag.List, error) {
	s := &Site{fsys: fsys, successor: opts.successor, byPath: map[string]*volume{}, byPrefix: map[string]*volume{}, files: map[string]*Page{}}
	s.urls = sync.OnceValue(s.list)
	s.index = sync.OnceValue(s.newIndex)
	s.findable = sync.OnceValue(s.newFindable)
	var prevBook *handbook.Handbook
	var prevAssets *assets.Set
	var prevLayouts *layout.Set
	if prev != nil {
		prevBook, prevAssets, prevLayouts = prev.Handbook, prev.assets, prev.layouts
	}
	h, faults, err := handbook.Load(fsys, prevBook, opts.AsOf)
	s.Handbook, s.data = h, opendata.New(h)
	if err != nil {
		return s, faults, err
	}
	var f diag.List
	s.layouts, f, err = readLayouts(fsys, prevLayouts)
	faults.Add(f...)
	if err != nil {
		return s, faults, err
	}
	s.assets, f = assets.Build(fsys, h.Config.Static.Dotfiles, prevAssets)
	faults.Add(f...)
	s.baseURL = s.Handbook.Config.BaseURL
	if opts.BaseURL != "" {
		s.baseURL = strings.TrimSuffix(opts.BaseURL, "/") + "/"
	}
	s.book = pages.NewBook(h, s.layouts)
	if err := s.bind(opts); err != nil {
		return s, faults, err
	}
	if s.successor != nil {
		s.baseURL = "" // search engines must find the current version only
	}
	s.book.BaseURL, s.book.Superseded, s.book.Data, s.book.Image = s.baseURL, s.successor != nil, s.data, s.image
	f, err = s.openVersions(prev)
	faults.Add(f...)
	if err != nil {
		return s, faults, err
	}
	faults.Add(s.addFiles()...)
	return s, faults, nil
}

// bind makes a volume for each edition of the site.
func (s *Site) bind(opts Options) error {
	for _, path := range opts.Editions {
		if _, err := s.Handbook.Edition(path); err != nil {
			return err
		}
	}
	if len(opts.Editions) == 1 {
		e, _ := s.Handbook.Edition(opts.Editions[0])
		if opts.BaseURL == "" {
			s.baseURL = e.BaseURL
		}
		s.addVolume(e, "")
		return nil
	}
	for e := range s.Handbook.Province.All {
		if len(opts.Editions) == 0 || slices.Contains(opts.Editions, e.Path) {
			s.addVolume(e, prefixOf(e))
		}
	}
	return nil
}

// prefixOf returns the folder of an edition's pages in the whole site.
func prefixOf(e *handbook.Edition) string {
	if e.Path == "" {
		return ""
	}
	return e.Path + "/"
}

func (s *Site) addVolume(e *handbook.Edition, prefix string) {
	v := &volume{Site: s, e: e, prefix: prefix, edition: s.book.Edition(e, prefix)}
	v.pages = sync.OnceValue(v.list)
	v.places = sync.OnceValue(v.newPlaces)
	v.deltaFrom = sync.OnceValue(v.newDeltaFrom)
	s.volumes = append(s.volumes, v)
	s.byPath[e.Path] = v
	s.byPrefix[prefix] = v
}

// Editions yields the editions of the site, the one at the root first.
func (s *Site) Editions(yield func(*handbook.Edition) bool) {
	for _, v := range s.volumes {
		if !yield(v.e) {
			return
		}
	}
}

// URLs returns every address, sorted.
func (s *Site) URLs() []string { return s.urls() }

// list lists the addresses of all editions and files.
func (s *Site) list() []string {
	var wg sync.WaitGroup
	for _, v := range s.volumes {
		wg.Go(func() { v.pages() })
	}
	wg.Wait()
	urls := slices.Collect(maps.Keys(s.files))
	for _, v := range s.volumes {
		for path := range v.pages() {
			urls = append(urls, v.prefix+path)
		}
	}
	slices.Sort(urls)
	return urls
}

// Page returns the page at an address, or nil.
func (s *Site) Page(url string) *Page {
	if file := s.files[url]; file != nil {
		return file
	}
	if v, path := s.volumeOf(url); v != nil {
		return v.pages()[path]
	}
	return nil
}

// HasFile reports whether the project itself has a file at an address, such as one
// of static/.
func (s *Site) HasFile(url string) bool { return s.files[url] != nil }

// StaticFiles lists the files of static/ that a site is made from, sorted. dotfiles
// are the names with a dot that the project publishes.
func StaticFiles(fsys fs.FS, dotfiles []string) []string { return assets.Names(fsys, dotfiles) }

// volumeOf splits an address into its edition and the rest. The first two folders,
// the first, or none name the edition.
func (s *Site) volumeOf(url string) (*volume, string) {
	ends := []int{0}
	for n, c := range url {
		if c == '/' && len(ends) < 3 {
			ends = append(ends, n+1)
		}
	}
	for _, end := range slices.Backward(ends) {
		if v := s.byPrefix[url[:end]]; v != nil {
			return v, url[end:]
		}
	}
	return nil, ""
}

// addFiles enters the files that belong to no edition. A clash of addresses is a
// fault that names both files.
func (s *Site) addFiles() diag.List {
	var faults diag.List
	taken := addresses{s, map[string]*Page{}, map[string]*Page{}}
	add := func(file *Page) {
		if fault := taken.enter(file); fault != nil {
			faults.Add(*fault)
		}
	}
	for _, file := range s.assets.Files() {
		add(newFile(file.Path, "static/"+file.Path, file.Data))
	}
	for _, name := range s.Handbook.Images {
		if s.shows(name) {
			add(newFile(name, "content/"+name, func() ([]byte, error) { return fs.ReadFile(s.fsys, "content/"+name) }))
		}
	}
	for _, file := range s.indexFiles() {
		add(file)
	}
	if s.baseURL != "" {
		add(s.sitemap())
	}
	for _, file := range s.versionFiles() {
		add(file)
	}
	return faults
}

// shows reports whether an image of content/ belongs to an edition of the site,
// or to one above.
func (s *Site) shows(image string) bool {
	owner := s.owner("content/" + image)
	return slices.ContainsFunc(s.volumes, func(v *volume) bool {
		for e := range v.e.Up {
			if e == owner {
				return true
			}
		}
		return false
	})
}
