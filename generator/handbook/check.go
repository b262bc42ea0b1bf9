package handbook

import (
	"maps"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"handbook/generator/diag"
)

// A checker judges the content. Its faults depend on the handbook and on its
// marks alone, not on the faults before them.
type checker struct {
	h        *Handbook
	lost     []Lost
	breaches []Breach
	marks
}

// marks are the places of reported faults that would lead to further ones. They
// alone keep a checker from reporting the further ones.
type marks struct {
	spoilt map[diag.Pos]bool // values that could not be read
	unread map[target]bool   // pages that could not be read; without an id, tables
}

// all checks every page against the rest of the handbook. It reports wrong
// content; Lint reports thin content.
func (c *checker) all() (out diag.List) {
	h := c.h
	province := h.Province
	out.Add(c.orders()...)
	out.Add(h.codes()...)
	if h.Config.Doc != nil {
		out.Add(c.cite(province, h.Config.List.Source, h.Config.Doc.At, "list", "source")...)
		out.Add(c.cite(province, h.Config.Hotline.Source, h.Config.Doc.At, "hotline", "source")...)
	}
	out.Add(c.bodyRefs(province, h.Home.Body, h.Home.File)...)
	for _, d := range h.Domains {
		out.Add(c.bodyRefs(province, d.Body, d.File)...)
		out.Add(c.citations(province, d.Sources, d.At, "title", "summary", "life_goal", "body")...)
		for n, t := range d.Tasks {
			out.Add(c.cite(province, t.Source, d.At, "tasks", n, "source")...)
		}
		for n, t := range d.Safeguards {
			out.Add(c.cite(province, t.Source, d.At, "safeguards", n, "source")...)
		}
	}
	for _, g := range h.Groups {
		out.Add(c.bodyRefs(province, g.Body, g.File)...)
		for n, stage := range g.Stages {
			if all := h.Home.AllStages(); len(all) > 0 && !slices.Contains(all, stage) {
				out.Add(diag.New(g.At("stages", n), unknownStage, stage).WithHint(hintOneOf, strings.Join(all, ", ")))
			}
		}
	}
	for _, a := range h.Agencies {
		out.Add(c.bodyRefs(province, a.Body, a.File)...)
		out.Add(c.citations(province, a.Sources, a.At, "title", "former", "national", "hotlines", "body")...)
		out.Add(phones(a.Hotlines, a.At, "hotlines")...)
	}
	out.Add(c.inEditions()...)
	for _, g := range h.EditorGuides {
		out.Add(c.guide(province, g)...)
	}
	out.Add(c.synonyms()...)
	out.Add(c.categories()...)
	return out
}

// inEditions checks the own files of every edition, all editions at once: a save is
// seen sooner. The faults are in the order of the editions.
func (c *checker) inEditions() (out diag.List) {
	editions := slices.Collect(c.h.Province.All)
	checkers, faults := make([]checker, len(editions)), make([]diag.List, len(editions))
	var wg sync.WaitGroup
	for n, e := range editions {
		checkers[n] = checker{h: c.h, marks: c.marks}
		wg.Go(func() { faults[n] = checkers[n].inEdition(e) })
	}
	wg.Wait()
	for n := range editions {
		out.Add(faults[n]...)
		c.lost = append(c.lost, checkers[n].lost...)
		c.breaches = append(c.breaches, checkers[n].breaches...)
	}
	return out
}

// inEdition checks an edition's own files.
func (c *checker) inEdition(e *Edition) (out diag.List) {
	if e.Parent == nil || e.Catalogue != e.Parent.Catalogue {
		for _, item := range e.Items {
			if item.Edition == e {
				for _, f := range c.item(e, item) {
					if f.Pos.File == item.File.Path { // faults in other files belong to the editions above
						out.Add(f)
					}
				}
				faults, breaches := c.floor(item)
				out.Add(faults...)
				c.breaches = append(c.breaches, breaches...)
			}
		}
		out.Add(c.formerIDs(e)...)
	}
	for _, g := range e.Guides {
		if g.Edition == e {
			out.Add(c.guide(e, g)...)
		}
	}
	for _, i := range e.Indicators {
		if i.Edition == e {
			out.Add(c.indicator(e, i)...)
		}
	}
	own := e.Sources
	if e.Parent != nil {
		own = own[len(e.Parent.Sources):]
	}
	for _, s := range own {
		out.Add(oneOf(s.Kind, sourceKinds, s.At, "kind")...)
		out.Add(oneOf(s.Level, []string{National, Provincial, Local}, s.At, "level")...)
		out.Add(oneOf(s.Confidence, confidences, s.At, "confidence")...)
		out.Add(placed(WebAddress(s.Address), s.At, "address")...)
	}
	if e.doc == nil {
		return out
	}
	out.Add(oneOf(e.Kind, EditionKinds, e.At, "kind")...)
	out.Add(c.cite(e, e.Successor.Source, e.At, "successor", "source")...)
	for n, w := range e.Places {
		out.Add(c.known(kindAgency, w.Agencies, func(path ...any) diag.Pos { return e.At(append([]any{"places", n}, path...)...) }, "agencies")...)
		out.Add(phone(w.Phone, e.At, "places", n, "phone")...)
	}
	for _, id := range slices.Sorted(maps.Keys(e.NotApplicable)) {
		if e.Item(id) == nil {
			out.Add(c.unknownItem(e, e.doc.KeyAt("not_applicable", id), id)...)
		} else if pos := e.At("not_applicable", id); strings.TrimSpace(e.NotApplicable[id]) == "" && !c.spoilt[pos] {
			out.Add(diag.New(pos, noReason).WithHint(hintReason))
		}
	}
	return out
}

func (c *checker) guide(e *Edition, g *Guide) (out diag.List) {
	out.Add(c.refs(e, g.Body, g.File, g.Audience)...)
	out.Add(c.citations(e, g.Sources, g.At, "title", "summary", "body")...)
	return out
}

// writtenNumber matches a number in the original's wording: 1,330.5.
var writtenNumber = regexp.MustCompile(`[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?`)

// indicator checks an edition's own values of an indicator.
func (c *checker) indicator(e *Edition, i *Indicator) (out diag.List) {
	if i.has("domain") && c.h.Domain(i.Domain) == nil && i.Domain != "" {
		out.Add(c.unknown(i.At("domain"), kindDomain, i.Domain)...)
	}
	if i.has("base") {
		out.Add(oneOf(i.Base.Comparator, comparators, i.At, "base", "comparator")...)
	}
	if i.has("target") {
		out.Add(oneOf(i.Target.Comparator, comparators, i.At, "target", "comparator")...)
	}
	for n, key := range []string{"base", "target"} {
		r := []Reading{i.Base, i.Target}[n]
		if i.has(key) && i.Unit == "%" && r.Value != nil && *r.Value > 100 && !i.Suspect {
			out.Add(diag.Warn(i.At(key, "value"), aboveAll, r.Value.String()).WithHint(hintAboveAll))
		}
		if said := writtenNumber.FindAllString(r.Text, 2); i.has(key) && r.Value != nil && len(said) == 1 {
			if n, err := strconv.ParseFloat(strings.NewReplacer(",", "", "，", "").Replace(said[0]), 64); err == nil && Amount(n) != *r.Value {
				out.Add(diag.Warn(i.At(key, "value"), otherNumber, said[0], r.Value.String()).WithHint(hintReversed))
			}
		}
	}
	out.Add(c.cite(e, i.Source, i.At, "source")...)
	if (i.has("base") || i.has("target")) && i.Target.Year != 0 && i.Base.Year > i.Target.Year {
		out.Add(diag.New(i.At("target", "year"), yearsReversed, i.Target.Year, i.Base.Year).WithHint(hintReversed))
	}
	return out
}

// at finds the place of a key in one file.
type at func(path ...any) diag.Pos

func (c *checker) item(e *Edition, item *Item) (out diag.List) {
	h := c.h
	out.Add(c.bodyRefs(e, item.Body, item.File)...)
	switch folder := path.Base(path.Dir(item.File.Path)); {
	case item.Domain == "": // reported as a missing key
	case h.Domain(item.Domain) == nil:
		out.Add(c.unknown(item.At("domain"), kindDomain, item.Domain)...)
	case item.Domain != folder && item.Edition.Parent == nil:
		out.Add(diag.New(item.At("domain"), wrongFolder, folder, item.Domain).WithHint(hintFolder, item.Domain, item.ID))
	}
	for _, k := range ItemKeys {
		switch value := k.Value(item).(type) {
		case nil:
		case []string:
			if k.Type == IDs && k.Of != "" {
				out.Add(c.known(k.Of, value, item.At, k.Path()...)...)
			} else if k.Type == Phones {
				out.Add(phones(value, item.At, k.Path()...)...)
			}
		}
	}
	out.Add(c.citations(e, item.Sources, item.At, itemFields...)...)
	out.Add(period(item.Effective, item.Expires, item.At("expires"))...)
	out.Add(c.standards(e, item)...)
	out.Add(c.elements(e, item)...)
	out.Add(c.dated(e, item)...)
	out.Add(c.materials(item)...)
	g := item.Guide
	if g.Visits != nil && (*g.Visits < 0 || *g.Visits > 20) {
		out.Add(diag.New(item.At("guide", "visits"), outOfRange, *g.Visits, 0, 20))
	}
	for n, p := range g.Places {
		out.Add(phone(p.Phone, item.At, "guide", "places", n, "phone")...)
	}
	return out
}

func amount(a Amount, pos diag.Pos) diag.List {
	if v := float64(a); math.IsNaN(v) || math.IsInf(v, 0) || v < 0 || v > 1e12 {
		return diag.List{diag.New(pos, badAmount, a.String()).WithHint(hintAmount)}
	}
	return nil
}

func period(from, to Date, pos diag.Pos) diag.List {
	if !from.IsZero() && !to.IsZero() && to.Last().Compare(from.First()) < 0 {
		return diag.List{diag.New(pos, datesReversed, to.String(), from.String()).WithHint(hintReversed)}
	}
	return nil
}

// maxListed is the greatest number of faults for one list: more say nothing
// new, and each costs a search along its line.
const maxListed = 50

// known checks a list of ids of other pages: each must exist, and be there once.
func (c *checker) known(kind string, ids []string, here at, path ...any) (out diag.List) {
	for n, id := range ids {
		if len(out) >= maxListed {
			break
		}
		if c.h.byID[target{kind, id}] == nil {
			out.Add(c.unknown(here(append(path, n)...), kind, id)...)
		} else if slices.Index(ids, id) < n {
			out.Add(diag.New(here(append(path, n)...), repeated, id).WithHint(hintRepeated))
		}
	}
	return out
}

// unknown reports an id that no page has, unless a page that could not be read
// may have it.
func (c *checker) unknown(pos diag.Pos, kind, id string) diag.List {
	return c.unknownAmong(pos, kind, id, c.h.ids(kind))
}

func (c *checker) unknownItem(e *Edition, pos diag.Pos, id string) diag.List {
	if e.Parent != nil {
		c.lost = append(c.lost, Lost{Edition: e, Item: id, Pos: pos})
	}
	var ids []string
	for _, item := range e.Items {
		ids = append(ids, item.ID)
	}
	return c.unknownAmong(pos, kindItem, id, ids)
}

func (c *checker) unknownSource(e *Edition, pos diag.Pos, id string) diag.List {
	var ids []string
	for _, s := range e.Sources {
		ids = append(ids, s.ID)
	}
	return c.unknownAmong(pos, kindSource, id, ids)
}

func (c *checker) unknownAmong(pos diag.Pos, kind, id string, known []string) diag.List {
	if c.unread[target{kind, id}] || c.unread[target{kind, ""}] {
		return nil
	}
	f := diag.New(pos, unknownRef, kind, id, wordZH[kind])
	if near := diag.Nearest(id, known); near != "" {
		f = f.WithHint(hintDidYouMean, near)
	} else {
		f = f.WithHint(hintNewPage, kind, wordZH[kind])
	}
	return diag.List{f}
}

// cite checks one citation of an edition; path leads to its table.
func (c *checker) cite(e *Edition, cited *Citation, here at, path ...any) diag.List {
	if cited == nil {
		return nil
	}
	out := oneOf(cited.Confidence, confidences, here, append(path, "confidence")...)
	if cited.ID == "" || e.Source(cited.ID) != nil {
		return out
	}
	return append(out, c.unknownSource(e, here(append(path, "id")...), cited.ID)...)
}

// citations checks the sources of a page, and the keys among their fields.
func (c *checker) citations(e *Edition, sources []Citation, here at, keys ...string) (out diag.List) {
	for n := range sources {
		out.Add(c.cite(e, &sources[n], here, "sources", n)...)
		for k, f := range sources[n].Fields {
			if !slices.Contains(keys, f) {
				out.Add(diag.New(here("sources", n, "fields", k), unknownField, f).WithHint(hintOneOf, strings.Join(keys, ", ")))
			}
		}
	}
	return out
}

func oneOf(value string, allowed []string, here at, path ...any) diag.List {
	if value == "" || slices.Contains(allowed, value) { // a missing key is reported as such
		return nil
	}
	return diag.List{diag.New(here(path...), notAllowed, value).WithHint(hintOneOf, strings.Join(allowed, ", "))}
}
