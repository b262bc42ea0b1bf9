// Package pages makes the views of all pages: for each layout a plain struct,
// and the key that the struct is made from.
//
// A [Book] holds the data that all editions of a site share; [Book.Edition]
// makes the pages of one edition. A page consists of the frame, which package
// site adds, and a main part. There are two kinds of main part:
//
//   - A fragment makes its view from a key and the book, with no edition in
//     scope. The edition gathers its facts into the key. Pages with equal keys
//     are equal and are rendered once for all editions; a view that needs more
//     must extend its key. See [fragment].
//   - The edition's own main part has the edition in scope. No other page
//     shares it.
//
// Smaller pieces of pages (a line of a list, an entry of the sources, a card of
// the booklet) are fragments as well.
//
// A view is complete before its layout runs. Its addresses are relative: see
// [Within] and [Vantage].
package pages

import (
	"sync"

	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/opendata"
	"handbook/generator/prose"
)

// Book holds the data that all editions of a site share. Set its fields before
// asking for the first page; after that it is safe for concurrent use.
type Book struct {
	*handbook.Handbook
	Layouts *layout.Set
	BaseURL string // of the site's root, with a slash at its end; "" without one

	Superseded bool // this is an earlier version of the list

	// Image returns the address, from the site's root, of an image that a
	// passage names; "" when there is none.
	Image func(passage handbook.Passage, name string) string
	// Data makes the lists of editions.
	Data *opendata.Set
	// Changes compares the list with the earlier one; nil when there is none.
	Changes *Changes

	editions []*Edition
	byPath   map[string]*Edition // by the edition's path

	fragments  sync.Map // fragmentKey → *layout.Fragment
	shown      sync.Map // *handbook.Item → shown
	conditions sync.Map // *eligibility.Condition → *keyedCondition
	related    sync.Map // relatedTo → list[relatedItem]
	lists      interner
	numbers    func() map[*handbook.Source]int // of the sources in their editions' lists, from 1
}

// NewBook makes a book without editions.
func NewBook(h *handbook.Handbook, layouts *layout.Set) *Book {
	b := &Book{Handbook: h, Layouts: layouts, byPath: map[string]*Edition{}}
	b.numbers = sync.OnceValue(b.numbered)
	return b
}

// numbered numbers the sources of each edition's list from 1. A source has the
// same number in its own edition and in all editions below it.
func (b *Book) numbered() map[*handbook.Source]int {
	out := map[*handbook.Source]int{}
	for e := range b.Province.All {
		for n, src := range e.Sources {
			out[src] = n + 1
		}
	}
	return out
}

func (b *Book) text(key string, args ...any) string { return b.Layouts.Text(key, args...) }

// Asks reports whether the handbook has a finder.
func (b *Book) Asks() bool { return len(b.Questions) > 0 }

// Edition makes the pages of one edition. Addresses within it are relative to
// its root, so that shared pages are equal to the byte.
type Edition struct {
	*Book
	Of     *handbook.Edition
	Prefix string   // of its addresses: "", "fuzhou/", "fuzhou/minhou/"
	Above  *Edition // nearest edition above in the site; nil for none
	Leaf   bool     // the site has no edition below it

	finder  func() (whole, own *ruleTable)  // see ruleTables
	cards   func() map[string]list[cardKey] // of the booklet, by domain
	Stamp   func() string                   // for paper: edition, version of the list, date of the data
	Notices func() []string                 // on top of every page, the nearest edition's first
}

// Edition adds an edition to the book. Add the editions above it first.
func (b *Book) Edition(of *handbook.Edition, prefix string) *Edition {
	e := &Edition{Book: b, Of: of, Prefix: prefix, Leaf: true}
	for up := range of.Up {
		if e.Above = b.byPath[up.Path]; e.Above != nil {
			e.Above.Leaf = false
			break
		}
	}
	e.finder = sync.OnceValues(e.ruleTables)
	e.cards = sync.OnceValue(e.cardKeys)
	e.Stamp = sync.OnceValue(e.stamp)
	e.Notices = sync.OnceValue(e.notices)
	b.editions = append(b.editions, e)
	b.byPath[of.Path] = e
	return e
}

// Page is a page of an edition.
type Page struct {
	Path    string // address from the edition's root
	Origin  string // file that claims the address, for messages
	Title   string // without the handbook's name; "" on the home page
	Summary string

	Main  func() Main            // main part, within the frame; nil for a file
	Bytes func() ([]byte, error) // content of a file; nil for other pages

	Section string             // its entry in the navigation
	Script  string             // its script in static/assets; "" for none
	Data    []string           // its data scripts in order, from the site's root
	Style   string             // its own style sheet in static/assets; "" for none
	Moved   string             // address to redirect to, from the site's root; "" for no redirect
	NoIndex bool               // not for search engines
	Tools   bool               // shows the tools: read aloud, share, report an error
	Answer  bool               // begins with an answer: on a phone the head of the frame is two lines
	Single  bool               // exists only at the root of the whole site
	Absent  bool               // the page that hosts serve for missing addresses, at any depth
	Ref     prose.Ref          // kind and id in links inside content
	Bodies  []handbook.Passage // Markdown that it shows

	// Position in the breadcrumb trail.
	domain  string // of an item; "" for other pages
	editors bool   // a guide for editors
}

// Addresses from an edition's root: AbsentPath of the page that hosts serve for
// missing addresses, BookletPath of the booklet.
const (
	AbsentPath  = "404.html"
	BookletPath = "print.html"
)

// Pages lists the pages of the edition. When two have the same address, the
// first counts; handbook has reported the second.
func (e *Edition) Pages() []*Page {
	out := []*Page{e.homePage(), e.absentPage(), e.indicatorsPage(), e.sourcesPage(), e.searchPage(), e.bookletPage()}
	out = append(out, e.indexPages()...)
	out = append(out, e.categoriesPages()...)
	out = append(out, e.finderPages()...)
	for _, item := range e.Of.Items {
		out = append(out, e.itemPage(item))
		out = append(out, e.movedPages(item)...)
	}
	for _, d := range e.Domains {
		out = append(out, e.domainPage(d))
	}
	for _, g := range e.Groups {
		out = append(out, e.groupPage(g))
	}
	for _, a := range e.Agencies {
		out = append(out, e.agencyPage(a))
	}
	for _, g := range e.Of.Guides {
		out = append(out, e.guidePage(g))
	}
	out = append(out, e.editorPages()...)
	if e.IsWhole() {
		out = append(out, e.editionsPage(), e.coveragePage())
	}
	if e.TellsDays() || e.Prefix == "" && e.Of == e.Province && !e.Superseded {
		out = append(out, e.changesPage())
	}
	return out
}

// IsWhole reports whether the edition is the province with others below it. It
// then has the pages about all editions.
func (e *Edition) IsWhole() bool { return e.Of == e.Province && len(e.editions) > 1 }

// stamp returns edition, version of the list and date of the data. Paper shows
// it because people keep paper for years.
func (e *Edition) stamp() string {
	checked := handbook.Date{}
	for _, item := range e.Of.Items {
		if checked.Compare(item.Verified) < 0 {
			checked = item.Verified
		}
	}
	as := e.text("paper.unchecked")
	if !checked.IsZero() {
		as = e.text("paper.checked", SayDate(checked))
	}
	return e.text("paper.stamp", e.Of.Name, e.Config.List.Version, e.Config.List.PeriodEnd, as)
}

func (e *Edition) notices() []string {
	var out []string
	for up := range e.Of.Up {
		if up.Notice != "" {
			out = append(out, up.Notice)
		}
	}
	if notice := e.Config.Notice; notice != "" {
		out = append(out, notice)
	}
	return out
}

// Changes is the comparison of the list with the earlier one.
type Changes struct {
	Diff     *opendata.Diff
	Old      *opendata.Catalogue
	Name     string // of the earlier version
	Pages    string // folder of its pages, from the site's root; "" when they were not kept
	Versions []Link // earlier versions whose pages were kept, the newest first; addresses from the site's root
}
