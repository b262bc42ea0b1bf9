package site

import (
	"cmp"
	"html/template"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/pages"
	"handbook/generator/picture"
)

// frame is the view of base.html, which surrounds the main part of every page.
type frame struct {
	Title      string // of the browser's tab
	SiteTitle  string
	Edition    string // the place's name
	List       string // the version of the list
	Day        string // as of which the handbook speaks
	Summary    string
	Style      string // address of the style sheet
	Paper      string // address of the one for print
	OwnStyle   string // address of the page's own style sheet; "" for none
	Stamp      string // for the foot of each sheet of the booklet; "" on other pages
	Early      string // script that runs before the page is drawn; "" when static/ has none
	Scripts    []string
	Data       []string // data scripts of the page, after Scripts
	Icons      iconsView
	OpenSearch string      // "" without a base URL
	Share      *shareView  // nil without a base URL
	Structured template.JS // "" for pages without structured data
	Moved      string      // address to redirect to; "" for no redirect
	NoIndex    bool
	Home       string
	Up         []pages.Link // the same page in the editions above, the province first
	Choose     string       // address of the list of editions; "" when there is only one
	Keep       string       // this page in every edition, from the edition's root; "" when some edition lacks it
	Chrome     *chrome
	Feed       string      // address of the feed; "" for none
	Superseded *superseded // nil on pages of the current version
	Answer     bool        // see pages.Page
	Main       template.HTML
	Sheet      template.HTML // _sheet.html; "" for pages other than items
	Slip       template.HTML // _slip.html; "" for pages without facts
}

// chrome is the view of _head.html, _notices.html and _foot.html.
type chrome struct {
	Edition     string
	Nav         []navEntry
	Notices     []string
	Draft       bool
	Foot        []pages.Link
	Contact     string
	ListTitle   string
	ListVersion string
	PeriodEnd   int
	Hotline     pages.Phone
	Search      searchView
}

type navEntry struct {
	pages.Link
	Current bool
	Wide    bool // only in the header of wide windows, and in every foot
}

// texts holds the texts that differ between pages with the same frameKey. Each
// is "" when the page has none.
type texts struct {
	Title      string // of the browser's tab
	Summary    string
	Edition    string // the place's name
	Contact    string
	Choose     string
	Keep       string
	Moved      string
	Stamp      string
	ShareURL   string // this and the next three: see shareView
	ShareTitle string
	Card       string
	CardAlt    string
	LaterURL   string // this and the next two: see superseded
	LaterText  string
	LaterGone  string
	Data       []string
	Notices    []string
	Up         []pages.Link

	Main       string // HTML
	Sheet      string // HTML
	Slip       string // HTML
	Structured string // JSON, escaped for a script
	Search     string // likewise; see searchData
}

// each calls do for all texts in a fixed order. ready texts are HTML or JSON and
// need no escaping.
func (t *texts) each(do func(text *string, ready bool)) {
	for _, text := range []*string{
		&t.Title, &t.Summary, &t.Edition, &t.Contact, &t.Choose, &t.Keep, &t.Moved, &t.Stamp,
		&t.ShareURL, &t.ShareTitle, &t.Card, &t.CardAlt, &t.LaterURL, &t.LaterText, &t.LaterGone,
	} {
		do(text, false)
	}
	for _, text := range []*string{&t.Main, &t.Sheet, &t.Slip, &t.Structured, &t.Search} {
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

// texts returns the texts of a page's frame.
func (v *volume) texts(p *Page, at pages.Vantage, main template.HTML) (*texts, diag.List) {
	c := v.Handbook.Config
	t := &texts{Summary: p.Summary, Edition: v.e.Name, Contact: v.e.Contact, Main: string(main), Notices: v.edition.Notices()}
	sheet, faults := v.sheetHTML(p)
	if t.Sheet = string(sheet); len(faults) > 0 {
		return nil, faults
	}
	if p.Path == pages.BookletPath {
		t.Stamp = v.edition.Stamp()
	}
	t.Title = c.Title
	if v.e.Parent != nil {
		t.Title = v.layouts.Text("frame.of", v.e.Name) + " - " + t.Title
	}
	if p.Title != "" {
		t.Title = p.Title + " - " + t.Title
	}
	for _, url := range p.Data {
		t.Data = append(t.Data, at.Shared(url))
	}
	if v.volumes[0].edition.IsWhole() {
		t.Choose = at.Shared("editions.html")
		if keep := cmp.Or(strings.TrimPrefix(p.Moved, v.prefix), p.Path); v.everywhere(keep) {
			t.Keep = keep
		}
	}
	t.Up = v.aboveLinks(p, at)
	if p.Moved != "" {
		t.Moved = at.Shared(p.Moved)
	}
	t.Search = v.searchData(at)
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

// frameKey holds all input of a frame but the site and the texts. Pages with the
// same key share a stencil.
type frameKey struct {
	at      pages.Within
	root    string // relative path to the site's root
	section string
	script  string
	style   string
	tools   bool
	answer  bool
	noIndex bool
	draft   bool
	absent  bool
	// Title of the guide about accessibility; "" when the edition has none.
	accessibility string

	texts    uint32 // a bit for each text that is not ""
	data     int    // lengths of the lists of texts
	notices  int
	editions int // number of editions above
}

// accessibilityGuide is the guide that every page's foot links to.
const accessibilityGuide = "accessibility"

func (v *volume) frameKey(p *Page, at pages.Vantage, t *texts) frameKey {
	k := frameKey{
		at: at.Within, root: at.Root(), section: p.Section, script: p.Script, style: p.Style, tools: p.Tools, answer: p.Answer,
		noIndex: p.NoIndex, draft: v.e.Draft, absent: p.Absent, data: len(t.Data), notices: len(t.Notices), editions: len(t.Up),
	}
	if g := v.e.Guide(accessibilityGuide); g != nil {
		k.accessibility = g.Title
	}
	n := 0
	t.each(func(text *string, _ bool) {
		if n < 32 && *text != "" {
			k.texts |= 1 << n
		}
		n++
	})
	return k
}

// frame returns the view of a frame with the texts.
func (s *Site) frame(k frameKey, t *texts) *frame {
	c := s.Handbook.Config
	f := &frame{
		Title: t.Title, SiteTitle: c.Title, Edition: t.Edition, List: c.List.Version, Day: pages.SayDate(c.AsOf), Summary: t.Summary,
		Data: t.Data, Icons: s.icons(k), Structured: template.JS(t.Structured), Moved: t.Moved, Answer: k.answer, NoIndex: k.noIndex || k.draft || s.successor != nil,
		Stamp: t.Stamp, Home: k.at.To("index.html"), Up: t.Up, Choose: t.Choose, Keep: t.Keep, Chrome: s.chrome(k, t), Main: template.HTML(t.Main), Sheet: template.HTML(t.Sheet), Slip: template.HTML(t.Slip),
	}
	// asset returns the address of a file of static/assets; "" when it is missing.
	asset := func(name string) string {
		if url, ok := s.assets.URL(name); ok {
			return k.root + url
		}
		return ""
	}
	f.Style, f.Paper, f.OwnStyle, f.Early = asset("site.css"), asset("paper.css"), asset(k.style), asset("early.js")
	scripts := []string{"search.js", k.script}
	if k.tools {
		scripts = append(scripts, "tools.js")
	}
	for _, name := range scripts {
		if script := asset(name); script != "" {
			f.Scripts = append(f.Scripts, script)
		}
	}
	if s.successor != nil {
		f.Superseded = &superseded{s.supersededLead(), t.LaterURL, t.LaterText, t.LaterGone}
	}
	if s.baseURL == "" || k.absent {
		return f
	}
	f.OpenSearch = k.root + "opensearch.xml"
	f.Feed = s.changesAt(k, "changes.xml")
	f.Share = &shareView{
		URL: t.ShareURL, Title: t.ShareTitle, SiteTitle: c.Title, Summary: t.Summary,
		Card: t.Card, CardAlt: t.CardAlt, Width: picture.Width, Height: picture.Height,
	}
	return f
}

func (s *Site) chrome(k frameKey, t *texts) *chrome {
	c, text := s.Handbook.Config, s.layouts.Text
	view := &chrome{
		Edition: t.Edition, Draft: k.draft, Contact: t.Contact, Notices: t.Notices, Hotline: s.book.LastHotline(), Search: searchView{k.at.To("search.html"), template.JS(t.Search)},
		ListTitle: c.List.Title, ListVersion: c.List.Version, PeriodEnd: c.List.PeriodEnd,
	}
	if s.book.Asks() {
		view.Nav = append(view.Nav, navEntry{pages.Link{URL: k.at.To("finder.html"), Text: text("nav.finder")}, k.section == "finder", false})
		view.Foot = append(view.Foot, pages.Link{URL: k.at.To("checklist.html"), Text: text("nav.checklist")})
	}
	for _, section := range []string{"groups", "domains", "items", "agencies", "guides"} {
		to := pages.Link{URL: k.at.To(section + "/index.html"), Text: text("short." + section)}
		view.Nav = append(view.Nav, navEntry{to, section == k.section, section != "groups" && section != "domains"})
	}
	view.Foot = append(view.Foot, pages.Link{URL: k.at.To(pages.BookletPath), Text: text("nav.booklet")})
	for _, name := range []string{"indicators", "sources"} {
		view.Foot = append(view.Foot, pages.Link{URL: k.at.To(name + ".html"), Text: text("nav." + name)})
	}
	if s.volumes[0].edition.IsWhole() {
		view.Foot = append(view.Foot, pages.Link{URL: k.root + "coverage.html", Text: text("nav.coverage")})
	}
	if k.accessibility != "" {
		view.Foot = append(view.Foot, pages.Link{URL: k.at.To(pages.Address("guide", accessibilityGuide)), Text: k.accessibility})
	}
	if url := s.changesAt(k, "changes.html"); url != "" {
		view.Foot = append(view.Foot, pages.Link{URL: url, Text: text("changes.title")})
	}
	return view
}

// changesAt returns the address of the page or the feed of what changed: the edition's
// own, or that of the whole site where only the list changed; "" where nothing did.
func (s *Site) changesAt(k frameKey, name string) string {
	switch {
	case s.book.TellsDays():
		return k.at.To(name)
	case s.hasChanges():
		return k.root + name
	}
	return ""
}
