// Package handbook reads the content of a province's public service handbook
// and checks that it holds together.
//
// content/ has one Markdown file for each domain, service item, recipient
// group, agency and guide, with TOML front matter whose keys are the toml tags
// of [Domain], [Item], [Group], [Agency] and [Guide]; indicators.toml,
// sources.toml, synonyms.toml and questions.toml hold lists of [Indicator],
// [Source], [Synonym] and [Question]; site.toml beside content/ is [Config].
// Ids are lower-case ASCII kebab-case, unique for each kind, and equal to the
// file's name.
//
// [Load] reports every fault of the content at once. A [Handbook] is immutable
// once loaded, and knows nothing of HTML or URLs.
package handbook

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/prose"
)

// Handbook is the whole content, cross-linked. All lists are sorted: domains,
// groups, agencies, guides and indicators by order, items by code, sources as
// their file has them.
type Handbook struct {
	Config     Config
	Home       *Home // never nil; without File when it cannot be read
	Domains    []*Domain
	Items      []*Item
	Groups     []*Group
	Agencies   []*Agency
	Guides     []*Guide
	Indicators []*Indicator
	Sources    []*Source
	Synonyms   []Synonym
	Questions  []*Question
	Images     []string // files beside the pages that are not pages, relative to content/, sorted

	byID   map[target]any
	bodies map[string]body // every distinct body, by its text
}

// target names a page or an entry of a table: a kind and an id.
type target struct{ kind, id string }

// The kinds that a link inside content can name, and that ids are unique for.
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

// Item returns the item with an id, or nil.
func (h *Handbook) Item(id string) *Item { return find[Item](h, kindItem, id) }

// Domain returns the domain with an id, or nil.
func (h *Handbook) Domain(id string) *Domain { return find[Domain](h, kindDomain, id) }

// Group returns the group with an id, or nil.
func (h *Handbook) Group(id string) *Group { return find[Group](h, kindGroup, id) }

// Agency returns the agency with an id, or nil.
func (h *Handbook) Agency(id string) *Agency { return find[Agency](h, kindAgency, id) }

// Guide returns the guide with an id, or nil.
func (h *Handbook) Guide(id string) *Guide { return find[Guide](h, kindGuide, id) }

// Source returns the source with an id, or nil.
func (h *Handbook) Source(id string) *Source { return find[Source](h, kindSource, id) }

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

// Load reads content/ and site.toml. The handbook is usable even where faults
// are reported: what is wrong is left out, never guessed. prev may be nil; if
// it is not, bodies that have not changed are taken over from it.
//
// An error is a failure of the disk; the handbook is then incomplete.
func Load(fsys fs.FS, prev *Handbook) (*Handbook, diag.List, error) {
	l := &loader{
		h:    &Handbook{Home: &Home{Page: Page{Body: &prose.Doc{}}}, byID: map[target]any{}, bodies: map[string]body{}},
		fsys: fsys, spoilt: map[diag.Pos]bool{}, unread: map[target]bool{},
	}
	if prev != nil {
		l.memo = prev.bodies
	}
	l.config()
	l.content()
	if l.h.Home.File == nil {
		l.h.Home.Title = l.h.Config.Title
	}
	l.link()
	l.check()
	return l.h, l.faults, l.err
}

// link connects what names each other and sorts the lists.
func (l *loader) link() {
	h := l.h
	slices.SortStableFunc(h.Domains, func(a, b *Domain) int { return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID)) })
	slices.SortStableFunc(h.Groups, func(a, b *Group) int { return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID)) })
	slices.SortStableFunc(h.Agencies, func(a, b *Agency) int { return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID)) })
	slices.SortStableFunc(h.Guides, func(a, b *Guide) int { return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID)) })
	slices.SortStableFunc(h.Indicators, func(a, b *Indicator) int { return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID)) })
	rank := map[string]int{}
	for _, d := range h.Domains {
		rank[d.ID] = d.Order
	}
	slices.SortStableFunc(h.Items, func(a, b *Item) int {
		return cmp.Or(cmp.Compare(rank[a.Domain], rank[b.Domain]), cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID))
	})
	for _, item := range h.Items {
		for n := range item.Standards {
			s := &item.Standards[n]
			s.Bound, s.Kind = cmp.Or(s.Bound, AtLeast), cmp.Or(s.Kind, KindStandard)
		}
		item.Code = fmt.Sprintf("%d-%02d", rank[item.Domain], item.Order)
		if d := h.Domain(item.Domain); d != nil {
			d.Items = append(d.Items, item)
		}
		for _, id := range item.Recipients {
			if g := h.Group(id); g != nil && !slices.Contains(g.Items, item) {
				g.Items = append(g.Items, item)
			}
		}
		for n, id := range item.Agencies {
			a := h.Agency(id)
			if a == nil || slices.Contains(a.Leads, item) || slices.Contains(a.Helps, item) {
				continue
			}
			if n == 0 {
				a.Leads = append(a.Leads, item)
			} else {
				a.Helps = append(a.Helps, item)
			}
		}
		for c := range item.citations() {
			if s := h.Source(c.ID); s != nil && !slices.Contains(s.Items, item) {
				s.Items = append(s.Items, item)
			}
		}
	}
}

// Title returns the title of what a link inside content names; "" when there
// is none.
func (h *Handbook) Title(kind, id string) string {
	switch entry := h.byID[target{kind, id}].(type) {
	case interface{ page() *Page }:
		return entry.page().Title
	case *Source:
		return entry.Title
	}
	return ""
}
