package site

import (
	"cmp"
	"html/template"

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
	OwnStyle   string // of the one that the page has besides; "" for none
	Stamp      string // for the foot of each sheet of the booklet; "" on other pages
	Early      string // script that runs before the page is drawn; "" when static/ has none
	Scripts    []string
	Data       []string // scripts with the data of the page's own, after Scripts
	Icons      iconsView
	OpenSearch string      // "" without a base URL
	Share      *shareView  // nil without a base URL
	Structured template.JS // "" where search engines are to look elsewhere
	Moved      string      // where a browser should go on; "" for pages that stay
	NoIndex    bool
	Home       string
	Up         []link // the same page in the editions above, the province first
	Choose     string // address of the list of editions; "" when there is one edition only
	Chrome     *chrome
	Feed       string      // of what changed; "" without one
	Superseded *superseded // on pages of an earlier version
	Main       template.HTML
	Sheet      template.HTML // _sheet.html; "" but on items' pages
	Slip       template.HTML // _slip.html; "" where there is nothing to be found wrong
}

// chrome is the view of _head.html and _foot.html.
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

// texts are what differs between pages that have the same frame otherwise. Each
// is "" where the page has none of it.
type texts struct {
	Title      string // of the browser's tab
	Summary    string
	Edition    string // the place's name
	Contact    string
	Choose     string
	Moved      string
	Delta      string // see searchView
	Places     string // see searchView
	Stamp      string
	ShareURL   string // these four: see shareView
	ShareTitle string
	Card       string
	CardAlt    string
	LaterURL   string // these three: see superseded
	LaterText  string
	LaterGone  string
	Data       []string
	Notices    []string
	Up         []link

	Main       string // HTML
	Sheet      string // HTML
	Slip       string // HTML
	Structured string // JSON, fit for a script
}

// each goes through all texts in a fixed order. ready are those that are no
// plain text any more.
func (t *texts) each(do func(text *string, ready bool)) {
	for _, text := range []*string{
		&t.Title, &t.Summary, &t.Edition, &t.Contact, &t.Choose, &t.Moved, &t.Delta, &t.Places, &t.Stamp,
		&t.ShareURL, &t.ShareTitle, &t.Card, &t.CardAlt, &t.LaterURL, &t.LaterText, &t.LaterGone,
	} {
		do(text, false)
	}
	for _, text := range []*string{&t.Main, &t.Sheet, &t.Slip, &t.Structured} {
		do(text, true)
	}
	for _, list := range [][]string{t.Data, t.Notices} {
		for n := range list {
			do(&list[n], false)
		}
	}
	for n := range t.Up {
		do(&t.Up[n].URL, false)
		do(&t.Up[n].Text, false)
	}
}

// texts collects what a page's frame shows of the page and its edition.
func (v *volume) texts(p *Page, main template.HTML) (*texts, diag.List) {
	c := v.Handbook.Config
	t := &texts{Summary: p.Summary, Edition: v.e.Name, Contact: v.e.Contact, Main: string(main)}
	sheet, faults := v.sheet(p)
	if t.Sheet = string(sheet); len(faults) > 0 {
		return nil, faults
	}
	if p.path == bookletPath {
		t.Stamp = v.stamp()
	}
	t.Title = c.Title
	if v.e.Parent != nil {
		t.Title = v.layouts.Text("frame.of", v.e.Name) + " - " + t.Title
	}
	if p.Title != "" {
		t.Title = p.Title + " - " + t.Title
	}
	for _, url := range p.data {
		t.Data = append(t.Data, v.shared(p, url))
	}
	if v.volumes[0].isWhole() {
		t.Choose = v.shared(p, "editions.html")
		if keep := cmp.Or(p.moved, p.path); v.everywhere(keep) {
			t.Choose += "#" + keep
		}
	}
	t.Up = v.above(p)
	if p.moved != "" {
		t.Moved = v.from(p, p.moved)
	}
	t.Notices = v.notices()
	t.Delta, t.Places = v.delta(p), v.places()
	if share := v.sharing(p); share != nil {
		t.ShareURL, t.ShareTitle, t.Card, t.CardAlt = share.URL, share.Title, share.Card, share.CardAlt
	}
	if later := v.supersededBy(p); later != nil {
		t.LaterURL, t.LaterText, t.LaterGone = later.URL, later.Text, later.Gone
	}
	if data := v.structured(p); data != nil {
		t.Structured = data.json()
	}
	slip, faults := v.slipHTML(p)
	t.Slip = string(slip)
	return t, faults
}

// newNotices are what stands on top of every page, the nearest edition's first.
func (v *volume) newNotices() []string {
	var out []string
	for e := range v.e.Up {
		if e.Notice != "" {
			out = append(out, e.Notice)
		}
	}
	if notice := v.Handbook.Config.Notice; notice != "" {
		out = append(out, notice)
	}
	return out
}

// frame is the view of a page's frame with the texts given.
func (v *volume) frame(p *Page, t *texts) *frame {
	c := v.Handbook.Config
	f := &frame{
		Title: t.Title, SiteTitle: c.Title, Edition: t.Edition, List: c.List.Version, Summary: t.Summary,
		Data: t.Data, Icons: v.icons(p), Structured: template.JS(t.Structured), Moved: t.Moved, NoIndex: p.noIndex || v.e.Draft || v.successor != nil,
		Stamp: t.Stamp, Home: v.from(p, "index.html"), Up: t.Up, Choose: t.Choose, Chrome: v.chrome(p, t), Main: template.HTML(t.Main), Sheet: template.HTML(t.Sheet), Slip: template.HTML(t.Slip),
	}
	style, _ := v.assets.URL("site.css")
	f.Style = v.shared(p, style)
	if paper, ok := v.assets.URL("paper.css"); ok {
		f.Paper = v.shared(p, paper)
	}
	if own, ok := v.assets.URL(p.style); ok {
		f.OwnStyle = v.shared(p, own)
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
	if v.successor != nil {
		f.Superseded = &superseded{v.supersededLead(), t.LaterURL, t.LaterText, t.LaterGone}
	}
	if t.ShareURL != "" {
		f.Share = v.sharing(p)
		f.Share.URL, f.Share.Title, f.Share.Summary, f.Share.Card, f.Share.CardAlt = t.ShareURL, t.ShareTitle, t.Summary, t.Card, t.CardAlt
	}
	if v.baseURL != "" && !p.absent && v.hasChanges() {
		f.Feed = v.shared(p, "changes.xml")
	}
	return f
}

func (v *volume) chrome(p *Page, t *texts) *chrome {
	c := v.Handbook.Config
	view := &chrome{
		Edition: t.Edition, Draft: v.e.Draft, Contact: t.Contact, Notices: t.Notices, Hotline: v.lastHotline(), Search: v.searchView(p),
		ListTitle: c.List.Title, ListVersion: c.List.Version, PeriodEnd: c.List.PeriodEnd,
	}
	view.Search.Delta, view.Search.Places = t.Delta, t.Places
	if v.asks() {
		view.Nav = append(view.Nav, navEntry{link{v.from(p, "finder.html"), v.layouts.Text("nav.finder")}, p.section == "finder", false})
		view.Foot = append(view.Foot, link{v.from(p, "checklist.html"), v.layouts.Text("nav.checklist")})
	}
	for _, section := range []string{"groups", "domains", "items", "agencies", "guides"} {
		to := link{v.from(p, section+"/index.html"), v.layouts.Text("short." + section)}
		view.Nav = append(view.Nav, navEntry{to, section == p.section, section != "groups" && section != "domains"})
	}
	view.Foot = append(view.Foot, link{v.from(p, bookletPath), v.layouts.Text("nav.booklet")})
	for _, name := range []string{"indicators", "sources"} {
		view.Foot = append(view.Foot, link{v.from(p, name+".html"), v.layouts.Text("nav." + name)})
	}
	if v.volumes[0].isWhole() {
		view.Foot = append(view.Foot, link{v.shared(p, "coverage.html"), v.layouts.Text("nav.coverage")})
	}
	if g := v.e.Guide("accessibility"); g != nil {
		view.Foot = append(view.Foot, link{v.from(p, address("guide", g.ID)), g.Title})
	}
	if v.hasChanges() {
		view.Foot = append(view.Foot, link{v.shared(p, "changes.html"), v.layouts.Text("changes.title")})
	}
	return view
}
