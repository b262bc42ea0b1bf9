// Package site is the law of URLs: it knows every address of the built site
// and renders what stands there.
//
// [Open] reads content/, layouts/, static/ and site.toml of a source folder
// and derives all pages; [Site.Render] makes the bytes of one of them. A build
// ranges over all addresses, a preview asks for one, a check renders all and
// keeps the faults: there is one way to make a page.
//
// Addresses are relative to the site's root, have no leading slash, and every
// page is a flat .html file:
//
//	index.html 404.html indicators.html sources.html
//	items/ITEM.html domains/DOMAIN.html groups/GROUP.html
//	agencies/AGENCY.html guides/GUIDE.html, each folder with an index.html
//	assets/NAME-SUM.css, and the files of static/ under their own paths
//	images/… of content/ under their own paths; sitemap.xml with a base URL
//
// Links between pages are relative, so that the site works under any path, on
// any plain host, and from a folder.
package site

import (
	"errors"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"handbook/generator/assets"
	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/prose"
	"handbook/generator/source"
)

// Site is all pages of a handbook. It is immutable and safe for concurrent use.
type Site struct {
	Handbook *handbook.Handbook

	layouts *layout.Set
	assets  *assets.Set
	fsys    fs.FS
	baseURL string
	pages   map[string]*Page
	urls    []string
}

// Page is one address of the site.
type Page struct {
	URL     string
	Origin  string // the file that claims the address, for messages
	Title   string // without the handbook's name; "" on the home page
	Summary string

	section string                 // the entry of the navigation that is marked
	layout  string                 // the template of the page's main part
	view    func() any             // its view, complete
	noIndex bool                   // not for search engines
	moved   string                 // where the page's content stands now; "" otherwise
	absent  bool                   // answers for addresses that do not exist, at any depth
	ref     prose.Ref              // what links inside content call it
	doc     *prose.Doc             // its body; nil when it has none
	file    *source.Page           // where the body was read
	bytes   func() ([]byte, error) // what is written as it stands, instead of a layout
}

// Options are what a command adds to the source folder.
type Options struct {
	BaseURL string // replaces base_url of site.toml unless ""
}

// Open reads a source folder. The site is usable even where faults are
// reported, but must not be published with errors. prev may be nil; what has
// not changed is taken over from it.
//
// An error is a failure of the disk.
func Open(fsys fs.FS, prev *Site, opts Options) (*Site, diag.List, error) {
	s := &Site{fsys: fsys, pages: map[string]*Page{}}
	var prevBook *handbook.Handbook
	var prevAssets *assets.Set
	if prev != nil {
		prevBook, prevAssets = prev.Handbook, prev.assets
	}
	h, faults, err := handbook.Load(fsys, prevBook)
	s.Handbook = h
	if err != nil {
		return s, faults, err
	}
	texts, f, err := readTexts(fsys)
	faults.Add(f...)
	if err != nil {
		return s, faults, err
	}
	s.layouts, f = layout.Parse(fsys, texts)
	faults.Add(f...)
	s.assets, f = assets.Build(fsys, prevAssets)
	faults.Add(f...)
	s.baseURL = s.Handbook.Config.BaseURL
	if opts.BaseURL != "" {
		s.baseURL = strings.TrimSuffix(opts.BaseURL, "/") + "/"
	}
	faults.Add(s.derive()...)
	return s, faults, nil
}

// readTexts reads layouts/texts.toml into "section.key" → text.
func readTexts(fsys fs.FS) (map[string]string, diag.List, error) {
	texts := map[string]string{}
	file, faults, err := source.Read(fsys, layout.Dir+"/texts.toml")
	if errors.Is(err, fs.ErrNotExist) { // each text that a layout asks for is reported
		return texts, faults, nil
	}
	if file == nil {
		return texts, faults, err
	}
	doc, f := file.TOML()
	faults.Add(f...)
	if doc == nil {
		return texts, faults, nil
	}
	sections := map[string]map[string]string{}
	faults.Add(doc.Decode(&sections)...)
	for section, keys := range sections {
		for key, text := range keys {
			texts[section+"."+key] = text
		}
	}
	return texts, faults, nil
}

// URLs returns every address, sorted.
func (s *Site) URLs() []string { return s.urls }

// Page returns the page at an address, or nil.
func (s *Site) Page(url string) *Page { return s.pages[url] }

// add enters pages under their addresses. An address that two pages claim is a
// fault that names both.
func (s *Site) add(faults *diag.List, pages ...*Page) {
	for _, p := range pages {
		if first, taken := s.pages[p.URL]; taken {
			faults.Add(diag.New(diag.Pos{File: p.Origin}, addressTwice, p.URL, first.Origin).WithHint(hintAddress))
			continue
		}
		s.pages[p.URL] = p
		s.urls = append(s.urls, p.URL)
	}
}

// derive lists all pages.
func (s *Site) derive() diag.List {
	var faults diag.List
	h := s.Handbook
	s.add(&faults, s.homePage(), s.absentPage(), s.indicatorsPage(), s.sourcesPage())
	s.add(&faults, s.indexPages()...)
	for _, item := range h.Items {
		s.add(&faults, s.itemPage(item))
		s.add(&faults, s.movedPages(item)...)
	}
	for _, d := range h.Domains {
		s.add(&faults, s.domainPage(d))
	}
	for _, g := range h.Groups {
		s.add(&faults, s.groupPage(g))
	}
	for _, a := range h.Agencies {
		s.add(&faults, s.agencyPage(a))
	}
	for _, g := range h.Guides {
		s.add(&faults, s.guidePage(g))
	}
	for _, file := range s.assets.Files() {
		s.add(&faults, &Page{URL: file.Path, Origin: "static/" + file.Path, bytes: file.Data})
	}
	for _, name := range h.Images {
		s.add(&faults, &Page{URL: name, Origin: "content/" + name, bytes: func() ([]byte, error) { return fs.ReadFile(s.fsys, "content/"+name) }})
	}
	if s.baseURL != "" {
		s.add(&faults, s.sitemap())
	}
	slices.Sort(s.urls)
	return faults
}

// Render makes the bytes of an address. Faults are those of layouts; the bytes
// are nil when there are any, or when the address does not exist.
func (s *Site) Render(url string) ([]byte, diag.List) {
	p := s.pages[url]
	if p == nil {
		return nil, nil
	}
	if p.bytes != nil {
		data, err := p.bytes()
		if err != nil {
			return nil, diag.List{diag.New(diag.Pos{File: p.Origin}, unreadable, err.Error())}
		}
		return data, nil
	}
	main, faults := s.layouts.Execute(p.layout, p.view())
	if len(faults) > 0 {
		return nil, faults
	}
	html, faults := s.layouts.Execute("base.html", s.frame(p, main))
	if len(faults) > 0 {
		return nil, faults
	}
	return []byte(html), nil
}

// frame is the view of base.html: what surrounds every page.
type frame struct {
	Title       string // of the browser's tab
	SiteTitle   string
	Province    string
	Summary     string
	Notice      string
	Style       string // address of the style sheet
	Icon        string // "" when static/ has none
	Canonical   string // "" without a base URL
	Moved       string // where a browser should go on; "" for pages that stay
	NoIndex     bool
	Home        string
	Nav         []navEntry
	Foot        []link
	Contact     string
	ListTitle   string
	ListVersion string
	PeriodEnd   int
	Hotline     phone
	Main        template.HTML
}

type navEntry struct {
	link
	Current bool
}

// link is an address, relative to the page that shows it, and its text.
type link struct{ URL, Text string }

func (s *Site) frame(p *Page, main template.HTML) *frame {
	c := s.Handbook.Config
	f := &frame{
		Title: c.Title, SiteTitle: c.Title, Province: c.Name, Summary: p.Summary, Notice: c.Notice,
		NoIndex: p.noIndex, Contact: c.Contact, Main: main,
		ListTitle: c.List.Title, ListVersion: c.List.Version, PeriodEnd: c.List.PeriodEnd,
		Hotline: s.lastHotline(),
	}
	if p.Title != "" {
		f.Title = p.Title + " - " + c.Title
	}
	to := func(url string) string { return s.from(p, url) }
	style, _ := s.assets.URL("site.css")
	f.Style = to(style)
	if s.pages["favicon.svg"] != nil {
		f.Icon = to("favicon.svg")
	}
	f.Home = to("index.html")
	for _, n := range []struct{ url, section string }{
		{"groups/index.html", "groups"}, {"domains/index.html", "domains"}, {"items/index.html", "items"},
		{"agencies/index.html", "agencies"}, {"guides/index.html", "guides"},
	} {
		f.Nav = append(f.Nav, navEntry{link{to(n.url), s.layouts.Text("nav." + n.section)}, n.section == p.section})
	}
	for _, n := range []struct{ url, text string }{
		{"indicators.html", "nav.indicators"}, {"sources.html", "nav.sources"},
	} {
		f.Foot = append(f.Foot, link{to(n.url), s.layouts.Text(n.text)})
	}
	switch {
	case s.baseURL == "" || p.absent:
	case p.moved != "":
		f.Canonical = s.canonical(p.moved)
	default:
		f.Canonical = s.canonical(p.URL)
	}
	if p.moved != "" {
		f.Moved = to(p.moved)
	}
	return f
}

// canonical is the full address of a page; only with a base URL.
func (s *Site) canonical(url string) string {
	if url == "index.html" || strings.HasSuffix(url, "/index.html") {
		url = strings.TrimSuffix(url, "index.html")
	}
	return s.baseURL + url
}

// from is the address of url as a page writes it.
func (s *Site) from(p *Page, url string) string {
	if p.absent {
		// The host shows this page at addresses of any depth, so only a path
		// from the host's root leads out of it; without a base URL none is known.
		if root := s.root(); root != "" {
			return root + url
		}
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

// relative is the address of a page as seen from another.
func relative(from, to string) string {
	up := ""
	dir := path.Dir(from)
	for dir != "." && !strings.HasPrefix(to, dir+"/") {
		up += "../"
		dir = path.Dir(dir)
	}
	if dir != "." {
		to = strings.TrimPrefix(to, dir+"/")
	}
	return up + to
}

// address is where what a link inside content names stands.
func address(kind, id string) string {
	if kind == "source" {
		return "sources.html#source-" + id
	}
	folder := map[string]string{"item": "items", "domain": "domains", "group": "groups", "agency": "agencies", "guide": "guides"}[kind]
	return folder + "/" + id + ".html"
}
