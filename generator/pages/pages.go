// Package pages says what every page of the site says: for each layout a plain
// view, and what of an edition the view is made from.
//
// A [Book] is what all editions of a site have in common; [Book.Edition] makes
// the pages of one edition. A page is the frame that site puts around it and a
// main part, which is one of two things:
//
//   - a fragment: a view that is made from a key and the book, with no edition
//     in scope. What an edition says of an item or of a list is gathered into a
//     key; equal keys are the same page, rendered once for all editions, and a
//     view that needs more has to put it into its key. See [fragment].
//   - the edition's own: a view that no other page shares, made with the edition
//     in scope.
//
// Parts of pages (a line of a list, an entry of the sources, a card of the
// booklet) are fragments as well.
//
// A view is a plain struct, complete before its layout runs. Addresses in it are
// relative: see [Within] and [Vantage].
package pages

import (
	"sync"

	"handbook/generator/handbook"
	"handbook/generator/layout"
	"handbook/generator/opendata"
	"handbook/generator/prose"
)

// Book is what all editions of a site have in common. Its fields are set before
// the first page is asked for and do not change; it is safe for concurrent use.
type Book struct {
	*handbook.Handbook
	Layouts *layout.Set
	BaseURL string // of the site's root, with a slash at its end; "" without one

	Superseded bool // an earlier version of the list

	// Image is the address, from the site's root, of an image that a passage
	// names; "" when there is none.
	Image func(passage handbook.Passage, name string) string
	// Changes compares the list with the one before; nil when there is none.
	Changes *Changes

	editions []*Edition
	byPath   map[string]*Edition // by the edition's path

	parts      sync.Map // partKey → *layout.Shared
	shown      sync.Map // *handbook.Item → shown
	conditions sync.Map // *eligibility.Condition → *keyedCondition
	related    sync.Map // relatedTo → list[relatedItem]
	lists      interner
	numbers    func() map[*handbook.Source]int // places of the sources in their editions' lists, from 1
}

// NewBook makes a book without editions.
func NewBook(h *handbook.Handbook, layouts *layout.Set) *Book {
	b := &Book{Handbook: h, Layouts: layouts, byPath: map[string]*Edition{}}
	b.numbers = sync.OnceValue(b.numbered)
	return b
}

// numbered counts the sources of each edition's list. A source has the same
// number in all editions below the one that it belongs to.
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

// Edition makes the pages of one edition. Within it addresses count from the
// edition's root, so that what editions have in common is equal to the byte.
type Edition struct {
	*Book
	Of     *handbook.Edition
	Prefix string   // of its addresses: "", "fuzhou/", "fuzhou/minhou/"
	Above  *Edition // the nearest edition above that the site has; nil for none
	Leaf   bool     // the site has no edition below it

	finder  func() (whole, own *ruleTable)  // its tables; see ruleTables
	cards   func() map[string]list[cardKey] // of the booklet, by domain
	Stamp   func() string                   // for paper: the edition, the list, and as of when
	Notices func() []string                 // on top of every page, the nearest edition's first
}

// Edition adds an edition to the book. Those above it must have been added.
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
	Path    string // its address from the edition's root
	Origin  string // the file that claims the address, for messages
	Title   string // without the handbook's name; "" on the home page
	Summary string

	Main  func() Main            // what it shows within its frame; nil for a file
	Bytes func() ([]byte, error) // of a file, as it is written

	Section string             // the entry of the navigation that is marked
	Script  string             // the script it needs, in static/assets; "" for none
	Data    []string           // scripts with the data for it, from the site's root, in order
	Style   string             // the style sheet that it has besides that of all pages, likewise
	Moved   string             // where the page's content stands now, from the site's root; "" otherwise
	NoIndex bool               // not for search engines
	Tools   bool               // states facts: can be read aloud, shared and found wrong
	Single  bool               // stands at the root of the whole only
	Absent  bool               // answers for addresses that do not exist, at any depth
	Ref     prose.Ref          // what links inside content call it
	Bodies  []handbook.Passage // what it shows of Markdown

	// Where the page stands on the way from the home page.
	domain  string // of an item; "" for others
	editors bool   // a guide for editors
}

// AbsentPath is where hosts look for the page about missing ones, BookletPath
// where the booklet stands, both from an edition's root.
const (
	AbsentPath  = "404.html"
	BookletPath = "print.html"
)

// Pages lists the pages of the edition. Of two pages with the same address the
// first counts: handbook has reported that the name is not free.
func (e *Edition) Pages() []*Page {
	out := []*Page{e.homePage(), e.absentPage(), e.indicatorsPage(), e.sourcesPage(), e.searchPage(), e.bookletPage()}
	out = append(out, e.indexPages()...)
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
	if e.Prefix == "" && e.Of == e.Province && !e.Superseded {
		out = append(out, e.changesPage())
	}
	return out
}

// IsWhole reports whether this is the province's edition with others below it,
// which has the pages about all editions.
func (e *Edition) IsWhole() bool { return e.Of == e.Province && len(e.editions) > 1 }

// stamp says which edition and version of the list paper was printed from, and
// as of when: it is kept for years.
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

// Changes is the comparison of the list with the one before.
type Changes struct {
	Diff     *opendata.Diff
	Old      *opendata.Catalogue
	Name     string // of the version before
	Pages    string // folder of its pages, from the site's root; "" where only the list was kept
	Versions []Link // the earlier versions that are kept with their pages, the newest first; addresses from the site's root
}
