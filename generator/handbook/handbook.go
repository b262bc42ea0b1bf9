// Package handbook reads the content of a province's public service handbook
// and checks that it holds together.
//
// content/ has one Markdown file for each domain, service item, recipient
// group, agency and guide, with TOML front matter whose keys are the toml tags
// of [Domain], [Item], [Group], [Agency] and [Guide]; indicators.toml,
// sources.toml, synonyms.toml and questions.toml hold lists of [Indicator],
// [Source], [Synonym] and [eligibility.Question]; categories.toml is [Categories], and
// site.toml beside content/ [Config].
//
// content/editions/CITY/ and content/editions/CITY/COUNTY/ hold the editions:
// edition.toml, items/ITEM.md (an override where the id exists above, else a
// local item), guides/ and sources.toml. The folder tree is the inheritance;
// see [Edition], and floor for what an override must keep.
//
// Ids are lower-case ASCII kebab-case, unique for each kind, and equal to the
// file's name.
//
// [Load] reports every fault of the content at once. A loaded [Handbook] is
// immutable. The package knows nothing of HTML or URLs.
package handbook

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/eligibility"
	"handbook/generator/prose"
)

// Handbook is the whole content. Domains, groups and agencies are sorted by
// order. Editions hold what can differ between them: items, guides, indicators
// and sources.
type Handbook struct {
	Config     Config
	Home       *Home // never nil; without File when Load could not read it
	Domains    []*Domain
	Groups     []*Group
	Agencies   []*Agency
	Synonyms   []Synonym
	Outside    []string // words of what the handbook does not hold, for the search
	Questions  eligibility.Questionnaire
	Categories *Categories // nil without categories.toml
	Versions   []string    // earlier lists, content/versions/VERSION.zip or .json, sorted
	Changes    []*Changes  // an editor's words about versions, by their paths
	Images     []string    // other files beside the pages, relative to content/, sorted
	Province   *Edition    // the edition that all others inherit from

	static  map[string]bool // files of static/ that content can name, by path from there
	unshown map[string]bool // pictures of content/ that are not published, by path from there

	EditorGuides []*Guide // the province's guides for editors, by order; in no edition

	questions []*questionRow // as Questions, with their places
	breaches  []Breach
	lost      []Lost

	byID   map[target]any
	bodies map[string]body   // every distinct body, by its text
	files  map[string]parsed // every file that was read, by its path
}

// target names a page or an entry of a table.
type target struct{ kind, id string }

// Kinds of pages and entries. Ids are unique within a kind, and links inside
// content name it.
const (
	kindItem      = "item"
	kindDomain    = "domain"
	kindGroup     = "group"
	kindAgency    = "agency"
	kindGuide     = "guide"
	kindSource    = "source"
	kindIndicator = "indicator"
	kindQuestion  = "question"
)

func find[T any](h *Handbook, kind, id string) *T {
	v, _ := h.byID[target{kind, id}].(*T)
	return v
}

// Domain returns the domain with an id, or nil.
func (h *Handbook) Domain(id string) *Domain { return find[Domain](h, kindDomain, id) }

// Group returns the group with an id, or nil.
func (h *Handbook) Group(id string) *Group { return find[Group](h, kindGroup, id) }

// Agency returns the agency with an id, or nil.
func (h *Handbook) Agency(id string) *Agency { return find[Agency](h, kindAgency, id) }

// Source returns the source with an id, or nil.
func (h *Handbook) Source(id string) *Source { return find[Source](h, kindSource, id) }

// EditorGuide returns the guide for editors with an id, or nil.
func (h *Handbook) EditorGuide(id string) *Guide {
	for _, g := range h.EditorGuides {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// ids returns the ids of a kind, sorted, for hints.
func (h *Handbook) ids(kind string) []string {
	var out []string
	for t := range h.byID {
		if t.kind == kind {
			out = append(out, t.id)
		}
	}
	slices.Sort(out)
	return out
}

// Load reads content/ and site.toml. The handbook is usable even with faults:
// Load leaves out wrong values, and guesses nothing. It takes unchanged files
// and bodies over from prev, which may be nil. asOf is the day that the handbook
// speaks as of; the zero Date leaves that to site.toml.
//
// An error is a failure of the disk; the handbook is then incomplete.
func Load(fsys fs.FS, prev *Handbook, asOf Date) (*Handbook, diag.List, error) {
	h := &Handbook{
		Home: &Home{Page: Page{Body: &prose.Doc{}}}, Province: &Edition{Kind: KindProvince},
		byID: map[target]any{}, bodies: map[string]body{}, files: map[string]parsed{}, static: map[string]bool{}, unshown: map[string]bool{},
	}
	l := &loader{
		checker: checker{h: h, marks: marks{spoilt: map[diag.Pos]bool{}, unread: map[target]bool{}}},
		reached: map[reached]*Item{},
		fsys:    fsys, memo: cmp.Or(prev, &Handbook{}),
	}
	// Read what all editions share.
	l.config(asOf)
	l.static()
	files := l.content()
	if h.Home.File == nil {
		h.Home.Title = h.Config.Title
	}
	// Link the questions with each other.
	l.add(l.questions()...)
	// Resolve the editions, those above first.
	l.province(files)
	l.add(l.having()...)
	l.editions(files)
	l.spans()
	// Check the content of each.
	l.add(l.all()...)
	h.lost, h.breaches = l.lost, l.breaches
	return h, l.faults, l.err
}

// byOrder sorts pages by their order, then by id.
func byOrder[T any, P paged[T]](list []*T, order func(*T) int) {
	slices.SortStableFunc(list, func(a, b *T) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), strings.Compare(P(a).page().ID, P(b).page().ID))
	})
}

// Title returns the title of the page or source that a link inside an edition's
// content names; "" when the edition has no such page.
func (h *Handbook) Title(e *Edition, kind, id string) string {
	switch kind {
	case kindItem:
		if item := e.Item(id); item != nil {
			return item.Title
		}
		return ""
	case kindGuide:
		if guide := e.Guide(id); guide != nil {
			return guide.Title
		}
		if guide := h.EditorGuide(id); guide != nil && e.Parent == nil {
			return guide.Title
		}
		return ""
	case kindSource:
		if s := e.Source(id); s != nil {
			return s.Title
		}
		return ""
	}
	if entry, isPage := h.byID[target{kind, id}].(interface{ page() *Page }); isPage {
		return entry.page().Title
	}
	return ""
}
