package handbook

import (
	"maps"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/prose"
	"handbook/generator/tree"
)

// check holds every page against the rest of the handbook. It reports what
// makes content wrong; what only leaves it thin is left to Lint.
func (l *loader) check() {
	h := l.h
	province := h.Province
	l.orders()
	if h.Config.Doc != nil {
		l.cite(province, h.Config.List.Source, h.Config.Doc.At, "list", "source")
		l.cite(province, h.Config.Hotline.Source, h.Config.Doc.At, "hotline", "source")
	}
	l.bodyRefs(province, h.Home.Body, h.Home.File)
	for _, d := range h.Domains {
		l.bodyRefs(province, d.Body, d.File)
		l.citations(province, d.Sources, d.At, "title", "summary", "life_goal", "body")
		for n, t := range d.Tasks {
			l.cite(province, t.Source, d.At, "tasks", n, "source")
		}
		for n, t := range d.Safeguards {
			l.cite(province, t.Source, d.At, "safeguards", n, "source")
		}
	}
	for _, g := range h.Groups {
		l.bodyRefs(province, g.Body, g.File)
		for n, stage := range g.Stages {
			if all := h.Home.AllStages(); len(all) > 0 && !slices.Contains(all, stage) {
				l.add(diag.New(g.At("stages", n), unknownStage, stage).WithHint(hintOneOf, strings.Join(all, ", ")))
			}
		}
	}
	for _, a := range h.Agencies {
		l.bodyRefs(province, a.Body, a.File)
		l.citations(province, a.Sources, a.At, "title", "former", "national", "hotlines", "body")
		l.phones(a.Hotlines, a.At, "hotlines")
	}
	for e := range province.All {
		l.inEdition(e)
	}
	l.synonyms()
}

// inEdition checks what an edition writes itself.
func (l *loader) inEdition(e *Edition) {
	if e.Parent == nil || e.Catalogue != e.Parent.Catalogue {
		for _, item := range e.Items {
			if item.Edition == e {
				l.only(item.File.Path, func() { l.item(e, item) })
			}
		}
		l.formerIDs(e)
	}
	for _, g := range e.Guides {
		if g.Edition == e {
			l.bodyRefs(e, g.Body, g.File)
			l.citations(e, g.Sources, g.At, "title", "summary", "body")
		}
	}
	for _, i := range e.Indicators {
		if i.Edition == e {
			l.indicator(e, i)
		}
	}
	own := e.Sources
	if e.Parent != nil {
		own = own[len(e.Parent.Sources):]
	}
	for _, s := range own {
		l.oneOf(s.Kind, sourceKinds, s.At, "kind")
		l.oneOf(s.Level, []string{National, Provincial, Local}, s.At, "level")
		l.oneOf(s.Confidence, []string{Found, Recalled}, s.At, "confidence")
		l.url(s.Address, s.At, "address")
	}
	if e.doc == nil {
		return
	}
	l.oneOf(e.Kind, editionKinds, e.At, "kind")
	l.cite(e, e.Successor.Source, e.At, "successor", "source")
	for n, w := range e.Places {
		l.known(kindAgency, w.Agencies, func(path ...any) diag.Pos { return e.At(append([]any{"places", n}, path...)...) }, "agencies")
		l.phone(w.Phone, e.At, "places", n, "phone")
	}
	for _, id := range slices.Sorted(maps.Keys(e.NotApplicable)) {
		if e.Item(id) == nil {
			l.unknownItem(e, e.doc.KeyAt("not_applicable", id), id)
		} else if pos := e.At("not_applicable", id); strings.TrimSpace(e.NotApplicable[id]) == "" && !l.spoilt[pos] {
			l.add(diag.New(pos, noReason).WithHint(hintReason))
		}
	}
}

// indicator checks what an edition itself says of an indicator.
func (l *loader) indicator(e *Edition, i *Indicator) {
	if i.has("domain") && l.h.Domain(i.Domain) == nil && i.Domain != "" {
		l.unknown(i.At("domain"), kindDomain, i.Domain)
	}
	if i.has("base") {
		l.oneOf(i.Base.Comparator, comparators, i.At, "base", "comparator")
	}
	if i.has("target") {
		l.oneOf(i.Target.Comparator, comparators, i.At, "target", "comparator")
	}
	l.cite(e, i.Source, i.At, "source")
	if (i.has("base") || i.has("target")) && i.Target.Year != 0 && i.Base.Year > i.Target.Year {
		l.add(diag.New(i.At("target", "year"), yearsReversed, i.Target.Year, i.Base.Year).WithHint(hintReversed))
	}
}

// only runs a check and keeps those of its faults that lie in one file: what
// an edition inherits has been reported above.
func (l *loader) only(file string, check func()) {
	before := l.faults
	l.faults = nil
	check()
	found := l.faults
	l.faults = before
	for _, f := range found {
		if f.Pos.File == file {
			l.add(f)
		}
	}
}

// at finds the place of a key in one file.
type at func(path ...any) diag.Pos

func (l *loader) item(e *Edition, item *Item) {
	h := l.h
	l.bodyRefs(e, item.Body, item.File)
	switch folder := path.Base(path.Dir(item.File.Path)); {
	case item.Domain == "": // reported as a missing key
	case h.Domain(item.Domain) == nil:
		l.unknown(item.At("domain"), kindDomain, item.Domain)
	case item.Domain != folder && item.Edition.Parent == nil:
		l.add(diag.New(item.At("domain"), wrongFolder, folder, item.Domain).WithHint(hintFolder, item.Domain, item.ID))
	}
	for _, k := range ItemKeys {
		switch value := k.Value(item).(type) {
		case nil:
		case []string:
			if k.Type == IDs {
				l.known(k.Of, value, item.At, k.Path()...)
			} else if k.Type == Phones {
				l.phones(value, item.At, k.Path()...)
			}
		case string:
			if k.Type == Address {
				l.url(value, item.At, k.Path()...)
			}
		}
	}
	l.citations(e, item.Sources, item.At, itemFields...)
	l.period(item.Effective, item.Expires, item.At("expires"))
	l.standards(e, item)
	g := item.Guide
	if g.Visits != nil && (*g.Visits < 0 || *g.Visits > 20) {
		l.add(diag.New(item.At("guide", "visits"), outOfRange, *g.Visits, 0, 20))
	}
	for n, p := range g.Places {
		l.phone(p.Phone, item.At, "guide", "places", n, "phone")
	}
}

func (l *loader) standards(e *Edition, item *Item) {
	first := map[string]int{}
	for n := range item.Standards {
		s := &item.Standards[n]
		here := s.At
		if s.ID != "" {
			if !isID(s.ID) {
				l.add(diag.New(here("id"), badID, s.ID).WithHint(hintKebab, maxID))
			}
			if before, taken := first[s.ID]; taken {
				l.add(diag.New(here("id"), duplicateID, "standard", s.ID, wordZH["standard"]).
					WithNote(item.Standards[before].At("id"), noteFirst).WithHint(hintRename))
			} else {
				first[s.ID] = n
			}
		}
		l.oneOf(s.Bound, standardBounds, here, "bound")
		l.oneOf(s.Kind, standardKinds, here, "kind")
		switch {
		case s.Amount == nil && s.Unit != "" && !l.spoilt[here("amount")]:
			l.add(diag.New(here("unit"), unitAlone).WithHint(hintUnitAlone))
		case s.Amount != nil && s.Unit == "" && !l.spoilt[here("unit")]:
			l.add(diag.New(here("amount"), amountAlone).WithHint(hintAmountAlone))
		}
		if s.Amount != nil {
			l.amount(*s.Amount, here("amount"))
		}
		l.period(s.Since, s.Until, here("until"))
		l.cite(e, s.Source, here, "source")
		last := Date{}
		for k, past := range s.History {
			l.cite(e, past.Source, here, "history", k, "source")
			l.amount(past.Amount, here("history", k, "amount"))
			if !past.Since.IsZero() && past.Since.Compare(last) < 0 {
				l.add(diag.New(here("history", k, "since"), historyOrder, past.Since.String(), last.String()).WithHint(hintHistory))
			}
			if !past.Since.IsZero() {
				last = past.Since
			}
		}
	}
}

func (l *loader) amount(a Amount, pos diag.Pos) {
	if v := float64(a); math.IsNaN(v) || math.IsInf(v, 0) || v < 0 || v > 1e12 {
		l.add(diag.New(pos, badAmount, a.String()).WithHint(hintAmount))
	}
}

func (l *loader) period(from, to Date, pos diag.Pos) {
	if !from.IsZero() && !to.IsZero() && to.last().Before(from.first()) {
		l.add(diag.New(pos, datesReversed, to.String(), from.String()).WithHint(hintReversed))
	}
}

// maxListed is how many faults of one list are told: more say nothing new, and
// each costs a look along its line.
const maxListed = 50

// known checks a list of ids of other pages: each exists and stands once.
func (l *loader) known(kind string, ids []string, here at, path ...any) {
	before := len(l.faults)
	for n, id := range ids {
		if len(l.faults)-before >= maxListed {
			return
		}
		if l.h.byID[target{kind, id}] == nil {
			l.unknown(here(append(path, n)...), kind, id)
		} else if slices.Index(ids, id) < n {
			l.add(diag.New(here(append(path, n)...), repeated, id).WithHint(hintRepeated))
		}
	}
}

// unknown reports an id that nothing has. What could not be read might have it.
func (l *loader) unknown(pos diag.Pos, kind, id string) { l.unknownAmong(pos, kind, id, l.h.ids(kind)) }

func (l *loader) unknownItem(e *Edition, pos diag.Pos, id string) {
	if e.Parent != nil {
		l.h.lost = append(l.h.lost, Lost{Edition: e, Item: id, Pos: pos})
	}
	var ids []string
	for _, item := range e.Items {
		ids = append(ids, item.ID)
	}
	l.unknownAmong(pos, kindItem, id, ids)
}

func (l *loader) unknownSource(e *Edition, pos diag.Pos, id string) {
	var ids []string
	for _, s := range e.Sources {
		ids = append(ids, s.ID)
	}
	l.unknownAmong(pos, kindSource, id, ids)
}

func (l *loader) unknownAmong(pos diag.Pos, kind, id string, known []string) {
	if l.unread[target{kind, id}] || l.unread[target{kind, ""}] {
		return
	}
	f := diag.New(pos, unknownRef, kind, id, wordZH[kind])
	if near := diag.Nearest(id, known); near != "" {
		f = f.WithHint(hintDidYouMean, near)
	} else {
		f = f.WithHint(hintNewPage, kind, wordZH[kind])
	}
	l.add(f)
}

// cite checks one citation of an edition; path leads to its table.
func (l *loader) cite(e *Edition, c *Citation, here at, path ...any) {
	if c == nil || c.ID == "" || e.Source(c.ID) != nil {
		return
	}
	l.unknownSource(e, here(append(path, "id")...), c.ID)
}

// citations checks the sources of a page and the keys they are said to carry.
func (l *loader) citations(e *Edition, sources []Citation, here at, keys ...string) {
	for n := range sources {
		c := &sources[n]
		l.cite(e, c, here, "sources", n)
		for k, f := range c.Fields {
			if !slices.Contains(keys, f) {
				l.add(diag.New(here("sources", n, "fields", k), unknownField, f).WithHint(hintOneOf, strings.Join(keys, ", ")))
			}
		}
	}
}

func (l *loader) oneOf(value string, allowed []string, here at, path ...any) {
	if value == "" || slices.Contains(allowed, value) { // a missing key is reported as such
		return
	}
	l.add(diag.New(here(path...), notAllowed, value).WithHint(hintOneOf, strings.Join(allowed, ", ")))
}

var phoneNumber = regexp.MustCompile(`^\+?[0-9][0-9 -]{2,19}[0-9]$`)

func (l *loader) phones(numbers []string, here at, path ...any) {
	for n, number := range numbers {
		l.phone(number, here, append(path, n)...)
	}
}

func (l *loader) phone(number string, here at, path ...any) {
	if number != "" && !phoneNumber.MatchString(number) {
		l.add(diag.New(here(path...), badPhone, number).WithHint(hintPhone))
	}
}

func (l *loader) url(address string, here at, path ...any) {
	if address != "" && !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		l.add(diag.New(here(path...), badURL, address).WithHint(hintURL))
	}
}

// bodyRefs checks what the links of a body name, as its edition knows it.
func (l *loader) bodyRefs(e *Edition, doc *prose.Doc, file *tree.Page) {
	if file == nil {
		return
	}
	for _, ref := range doc.Refs {
		pos := file.BodyAt(ref.Offset, ref.Len)
		switch {
		case l.h.Title(e, ref.Kind, ref.ID) != "":
		case ref.Kind == kindItem && e.Item(ref.ID) != nil, ref.Kind == kindSource && e.Source(ref.ID) != nil,
			ref.Kind != kindItem && ref.Kind != kindSource && l.h.byID[target{ref.Kind, ref.ID}] != nil:
			// That it has no title has been reported.
		case ref.Kind == kindItem:
			l.unknownItem(e, pos, ref.ID)
		case ref.Kind == kindSource:
			l.unknownSource(e, pos, ref.ID)
		default:
			l.unknown(pos, ref.Kind, ref.ID)
		}
	}
}

// Anchors returns the ids that links can name on an item's page besides its
// headings': those of the standards. It is nil for an item that the edition
// does not have.
func (e *Edition) Anchors(item string) []string {
	var ids []string
	if i := e.Item(item); i != nil {
		for _, s := range i.Standards {
			ids = append(ids, s.ID)
		}
	}
	return ids
}
