package site

import (
	"cmp"
	"html/template"
	"path"

	"handbook/generator/diag"
)

// frame is the view of base.html: what surrounds every page.
type frame struct {
	Title      string // of the browser's tab
	SiteTitle  string
	Edition    string // the place's name
	List       string // the version of the list
	Summary    string
	Style      string // address of the style sheet
	Paper      string // address of the one for print
	Early      string // script that runs before the page is drawn; "" when static/ has none
	Scripts    []string
	Data       []string      // scripts with the data of the page's own, after Scripts
	Icons      template.HTML // _icons.html
	OpenSearch string        // "" without a base URL
	Share      *shareView    // nil without a base URL
	Structured *structured   // nil where search engines are to look elsewhere
	Moved      string        // where a browser should go on; "" for pages that stay
	NoIndex    bool
	Home       string
	Up         []link        // the same page in the editions above, the province first
	Choose     string        // address of the list of editions; "" when there is one edition only
	Head       template.HTML // _head.html
	Main       template.HTML
	Slip       *slipView     // nil where there is nothing to be found wrong
	Foot       template.HTML // _foot.html
}

// chrome is the view of _head.html and _foot.html: what the pages of one
// folder and section of an edition have in common.
type chrome struct {
	Edition     string
	Nav         []navEntry
	Notices     []string
	Draft       bool
	Foot        []link
	Contact     string
	ListTitle   string
	ListVersion string
	PeriodEnd   int
	Hotline     phone
	Search      searchView
}

type navEntry struct {
	link
	Current bool
	Wide    bool // stands in the header of wide windows only, and at the foot of all
}

// link is an address, relative to the page that shows it, and its text.
type link struct{ URL, Text string }

// chromeKey is what a chrome depends on.
type chromeKey struct {
	folder  string
	section string
	absent  bool
}

// chromes are the rendered parts of a chrome.
type chromes struct {
	head, foot, icons template.HTML
	faults            diag.List
}

func (v *volume) frame(p *Page, main template.HTML) (*frame, diag.List) {
	c := v.Handbook.Config
	f := &frame{
		SiteTitle: c.Title, Edition: v.e.Name, List: c.List.Version, Summary: p.Summary, NoIndex: p.noIndex || v.e.Draft, Main: main,
	}
	f.Title = c.Title
	if v.e.Parent != nil {
		f.Title = v.layouts.Text("frame.of", v.e.Name) + " - " + f.Title
	}
	if p.Title != "" {
		f.Title = p.Title + " - " + f.Title
	}
	style, _ := v.assets.URL("site.css")
	f.Style = v.shared(p, style)
	if paper, ok := v.assets.URL("paper.css"); ok {
		f.Paper = v.shared(p, paper)
	}
	if early, ok := v.assets.URL("early.js"); ok {
		f.Early = v.shared(p, early)
	}
	scripts := []string{"search.js", p.script}
	if p.tools {
		scripts = append(scripts, "tools.js")
	}
	for _, name := range scripts {
		if script, ok := v.assets.URL(name); ok {
			f.Scripts = append(f.Scripts, v.shared(p, script))
		}
	}
	if v.baseURL != "" && !p.absent {
		f.OpenSearch = v.shared(p, "opensearch.xml")
	}
	for _, url := range p.data {
		f.Data = append(f.Data, v.shared(p, url))
	}
	f.Home = v.from(p, "index.html")
	if v.volumes[0].isWhole() {
		f.Choose = v.shared(p, "editions.html")
		if keep := cmp.Or(p.moved, p.path); v.everywhere(keep) {
			f.Choose += "#" + keep
		}
	}
	f.Up = v.above(p)
	f.Share, f.Structured, f.Slip = v.sharing(p), v.structured(p), v.slip(p)
	if p.moved != "" {
		f.Moved = v.from(p, p.moved)
	}
	rendered := v.chromes(p)
	f.Head, f.Foot, f.Icons = rendered.head, rendered.foot, rendered.icons
	return f, rendered.faults
}

// chromes renders the chrome of a page, once for all pages that have the same.
func (v *volume) chromes(p *Page) chromes {
	key := chromeKey{path.Dir(p.path), p.section, p.absent}
	if have, ok := v.frames.Load(key); ok {
		return have.(chromes)
	}
	var out chromes
	view := v.chrome(p)
	out.head, out.faults = v.layouts.Execute("_head.html", view)
	foot, faults := v.layouts.Execute("_foot.html", view)
	out.foot = foot
	out.faults.Add(faults...)
	out.icons, faults = v.layouts.Execute("_icons.html", v.icons(p))
	out.faults.Add(faults...)
	v.frames.Store(key, out)
	return out
}

func (v *volume) chrome(p *Page) *chrome {
	c := v.Handbook.Config
	view := &chrome{
		Edition: v.e.Name, Draft: v.e.Draft, Contact: v.e.Contact, Hotline: v.lastHotline(), Search: v.searchView(p),
		ListTitle: c.List.Title, ListVersion: c.List.Version, PeriodEnd: c.List.PeriodEnd,
	}
	for e := range v.e.Up {
		if e.Notice != "" {
			view.Notices = append(view.Notices, e.Notice)
		}
	}
	if c.Notice != "" {
		view.Notices = append(view.Notices, c.Notice)
	}
	if v.asks() {
		view.Nav = append(view.Nav, navEntry{link{v.from(p, "finder.html"), v.layouts.Text("nav.finder")}, p.section == "finder", false})
		view.Foot = append(view.Foot, link{v.from(p, "checklist.html"), v.layouts.Text("nav.checklist")})
	}
	for _, section := range []string{"groups", "domains", "items", "agencies", "guides"} {
		to := link{v.from(p, section+"/index.html"), v.layouts.Text("short." + section)}
		view.Nav = append(view.Nav, navEntry{to, section == p.section, section != "groups" && section != "domains"})
	}
	for _, name := range []string{"indicators", "sources"} {
		view.Foot = append(view.Foot, link{v.from(p, name+".html"), v.layouts.Text("nav." + name)})
	}
	if v.volumes[0].isWhole() {
		view.Foot = append(view.Foot, link{v.shared(p, "coverage.html"), v.layouts.Text("nav.coverage")})
	}
	if g := v.e.Guide("accessibility"); g != nil {
		view.Foot = append(view.Foot, link{v.from(p, address("guide", g.ID)), g.Title})
	}
	return view
}
