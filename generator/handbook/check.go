package handbook

import (
	"math"
	"path"
	"regexp"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/prose"
)

// check holds every page against the rest of the handbook. It reports what
// makes content wrong; what only leaves it thin is left to Lint.
func (l *loader) check() {
	h := l.h
	l.orders()
	if h.Config.Doc != nil {
		l.cite(h.Config.List.Source, h.Config.Doc.At, "list", "source")
		l.cite(h.Config.Hotline.Source, h.Config.Doc.At, "hotline", "source")
	}
	l.bodyRefs(&h.Home.Page)
	for _, item := range h.Items {
		l.item(item)
	}
	for _, d := range h.Domains {
		l.bodyRefs(&d.Page)
		l.citations(&d.Page, d.Sources, "title", "summary", "life_goal", "body")
		for n, t := range d.Tasks {
			l.cite(t.Source, d.At, "tasks", n, "source")
		}
		for n, t := range d.Safeguards {
			l.cite(t.Source, d.At, "safeguards", n, "source")
		}
	}
	for _, g := range h.Groups {
		l.bodyRefs(&g.Page)
		for n, stage := range g.Stages {
			if all := h.Home.AllStages(); len(all) > 0 && !slices.Contains(all, stage) {
				l.add(diag.New(g.At("stages", n), unknownStage, stage).WithHint(hintOneOf, strings.Join(all, ", ")))
			}
		}
	}
	for _, a := range h.Agencies {
		l.bodyRefs(&a.Page)
		l.citations(&a.Page, a.Sources, "title", "former", "national", "hotlines", "body")
		l.phones(a.Hotlines, a.At, "hotlines")
	}
	for _, g := range h.Guides {
		l.bodyRefs(&g.Page)
		l.citations(&g.Page, g.Sources, "title", "summary", "body")
	}
	for _, s := range h.Sources {
		l.oneOf(s.Kind, sourceKinds, s.At, "kind")
		l.oneOf(s.Level, []string{National, Provincial, Local}, s.At, "level")
		l.oneOf(s.Confidence, []string{Found, Recalled}, s.At, "confidence")
		l.url(s.Address, s.At, "address")
	}
	for _, i := range h.Indicators {
		if h.Domain(i.Domain) == nil && i.Domain != "" {
			l.unknown(i.At("domain"), kindDomain, i.Domain)
		}
		l.oneOf(i.Base.Comparator, comparators, i.At, "base", "comparator")
		l.oneOf(i.Target.Comparator, comparators, i.At, "target", "comparator")
		l.cite(i.Source, i.At, "source")
		if i.Target.Year != 0 && i.Base.Year > i.Target.Year {
			l.add(diag.New(i.At("target", "year"), yearsReversed, i.Target.Year, i.Base.Year).WithHint(hintReversed))
		}
	}
	l.questions()
	l.synonyms()
	l.formerIDs()
}

// at finds the place of a key in one file.
type at func(path ...any) diag.Pos

func (l *loader) item(item *Item) {
	h := l.h
	l.bodyRefs(&item.Page)
	switch folder := path.Base(path.Dir(item.File.Path)); {
	case item.Domain == "": // reported as a missing key
	case h.Domain(item.Domain) == nil:
		l.unknown(item.At("domain"), kindDomain, item.Domain)
	case item.Domain != folder:
		l.add(diag.New(item.At("domain"), wrongFolder, folder, item.Domain).WithHint(hintFolder, item.Domain, item.ID))
	}
	l.known(kindGroup, item.Recipients, item.At, "recipients")
	l.known(kindAgency, item.Agencies, item.At, "agencies")
	l.phones(item.Hotlines, item.At, "hotlines")
	l.citations(&item.Page, item.Sources, "title", "summary", "recipients", "recipients_note", "agencies",
		"funding", "hotlines", "standards", "guide", "body", "conditions", "materials", "steps", "time_limit", "fee", "online", "complaint")
	l.period(item.Effective, item.Expires, item.At("expires"))
	l.standards(item)
	l.routes(item)
	g := item.Guide
	l.url(g.Online, item.At, "guide", "online")
	if g.Visits != nil && (*g.Visits < 0 || *g.Visits > 20) {
		l.add(diag.New(item.At("guide", "visits"), outOfRange, *g.Visits, 0, 20))
	}
	for n, p := range g.Places {
		l.phone(p.Phone, item.At, "guide", "places", n, "phone")
	}
}

func (l *loader) standards(item *Item) {
	first := map[string]int{}
	for n := range item.Standards {
		s := &item.Standards[n]
		here := func(path ...any) diag.Pos { return item.At(append([]any{"standards", n}, path...)...) }
		if s.ID != "" {
			if !kebab.MatchString(s.ID) {
				l.add(diag.New(here("id"), badID, s.ID).WithHint(hintKebab))
			}
			if before, taken := first[s.ID]; taken {
				l.add(diag.New(here("id"), duplicateID, "standard", s.ID, wordZH["standard"]).
					WithNote(item.At("standards", before, "id"), noteFirst).WithHint(hintRename))
			} else {
				first[s.ID] = n
			}
		}
		l.oneOf(s.Bound, []string{AtLeast, AtMost}, here, "bound")
		l.oneOf(s.Kind, []string{KindStandard, KindTarget, KindResult}, here, "kind")
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
		l.cite(s.Source, here, "source")
		last := Date{}
		for k, past := range s.History {
			l.cite(past.Source, here, "history", k, "source")
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

// known checks a list of ids of other pages: each exists and stands once.
func (l *loader) known(kind string, ids []string, here at, key string) {
	for n, id := range ids {
		if l.h.byID[target{kind, id}] == nil {
			l.unknown(here(key, n), kind, id)
		} else if slices.Index(ids, id) < n {
			l.add(diag.New(here(key, n), repeated, id).WithHint(hintRepeated))
		}
	}
}

// unknown reports an id that nothing has. What could not be read might have it.
func (l *loader) unknown(pos diag.Pos, kind, id string) {
	if l.unread[target{kind, id}] || l.unread[target{kind, ""}] {
		return
	}
	f := diag.New(pos, unknownRef, kind, id, wordZH[kind])
	if near := diag.Nearest(id, l.h.ids(kind)); near != "" {
		f = f.WithHint(hintDidYouMean, near)
	} else {
		f = f.WithHint(hintNewPage, kind, wordZH[kind])
	}
	l.add(f)
}

// cite checks one citation; path leads to its table.
func (l *loader) cite(c *Citation, here at, path ...any) {
	if c != nil && c.ID != "" && l.h.Source(c.ID) == nil {
		l.unknown(here(append(path, "id")...), kindSource, c.ID)
	}
}

// citations checks the sources of a page and the keys they are said to carry.
func (l *loader) citations(p *Page, sources []Citation, keys ...string) {
	for n := range sources {
		c := &sources[n]
		l.cite(c, p.At, "sources", n)
		for k, f := range c.Fields {
			if !slices.Contains(keys, f) {
				l.add(diag.New(p.At("sources", n, "fields", k), unknownField, f).WithHint(hintOneOf, strings.Join(keys, ", ")))
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

func (l *loader) phones(numbers []string, here at, key string) {
	for n, number := range numbers {
		l.phone(number, here, key, n)
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

// bodyRefs checks what the body's links name.
func (l *loader) bodyRefs(p *Page) {
	if p.File == nil {
		return
	}
	for _, ref := range p.Body.Refs {
		if l.h.byID[target{ref.Kind, ref.ID}] == nil {
			l.unknown(p.File.BodyAt(ref.Offset, ref.Len), ref.Kind, ref.ID)
		}
	}
}

// Anchors returns the ids that links can name on a page besides its headings':
// the standards of an item. It is nil for pages without any.
func (h *Handbook) Anchors(ref prose.Ref) []string {
	var ids []string
	if item := h.Item(ref.ID); ref.Kind == kindItem && item != nil {
		for _, s := range item.Standards {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// orders reports pages that claim the same place in their list.
func (l *loader) orders() {
	items := map[string]map[int]*Page{}
	for _, item := range l.h.Items {
		if items[item.Domain] == nil {
			items[item.Domain] = map[int]*Page{}
		}
		l.order(items[item.Domain], item.Order, 99, &item.Page)
	}
	domains, groups, agencies, guides := map[int]*Page{}, map[int]*Page{}, map[int]*Page{}, map[int]*Page{}
	for _, d := range l.h.Domains {
		l.order(domains, d.Order, 99, &d.Page)
	}
	for _, g := range l.h.Groups {
		l.order(groups, g.Order, 999, &g.Page)
	}
	for _, a := range l.h.Agencies {
		l.order(agencies, a.Order, 999, &a.Page)
	}
	for _, g := range l.h.Guides {
		l.order(guides, g.Order, 999, &g.Page)
	}
}

func (l *loader) order(taken map[int]*Page, order, limit int, p *Page) {
	if !p.File.Front.Has("order") || l.spoilt[p.At("order")] { // reported as such
		return
	}
	if order < 1 || order > limit {
		l.add(diag.New(p.At("order"), outOfRange, order, 1, limit))
		return
	}
	if first := taken[order]; first != nil {
		l.add(diag.New(p.At("order"), sameOrder, order, first.Title).
			WithNote(first.At("order"), noteFirst).WithHint(hintOrder))
		return
	}
	taken[order] = p
}
