package handbook

import (
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/eligibility"
)

// Route is one way to an item ([[eligibility]]): every condition must hold.
//
// In TOML it is a table of question ids with the answers that fit:
//
//	age = { min = 6, max = 15 }      a number: the band must lie within
//	family = ["dibao", "destitute"]  a choice, or choices: one of these
//	work = { not = ["employee"] }    choices: none of these
//	confirm = "由民政部门审核收入"      what no question decides: always open
type Route struct {
	eligibility.Route

	item *Item // whose file wrote it
	key  string
	n    int
}

// rules are the item's routes alone.
func (i *Item) rules() []eligibility.Route {
	var out []eligibility.Route
	for _, r := range i.Routes {
		out = append(out, r.Route)
	}
	return out
}

// Judged reports whether the finder has a verdict on the item: it is not
// sensitive, and there are rules.
func (i *Item) Judged() bool { return !i.Sensitive && (i.Everyone || len(i.Routes) > 0) }

// Judgement is the verdict on an item.
type Judgement struct {
	Item                  *Item
	eligibility.Judgement // with the truth of each of the item's Routes
}

// Judge says of every item of an edition whether a person may have it, in the
// order of codes. It leaves out sensitive items, items that do not apply in the
// edition and items without any rule.
func (h *Handbook) Judge(e *Edition, given eligibility.Answers) []Judgement {
	replies := h.Questions.Read(given)
	var out []Judgement
	for _, item := range e.Items {
		if reason, _ := e.Absent(item.ID); reason == "" && item.Judged() {
			out = append(out, Judgement{item, replies.Judge(item.Everyone, item.rules())})
		}
	}
	return out
}

// Origin is the edition that wrote the route.
func (r *Route) Origin() *Edition { return r.item.Edition }

// At is the place of the route, or of a key of it.
func (r *Route) At(path ...any) diag.Pos {
	return r.item.File.Front.KeyAt(append([]any{r.key, r.n}, path...)...)
}

// routePlace finds the keys and values of a route in its file.
type routePlace struct {
	value, name at
	path        []any
}

func (p routePlace) at(path ...any) diag.Pos {
	return p.value(append(slices.Clone(p.path), path...)...)
}
func (p routePlace) key(path ...any) diag.Pos {
	return p.name(append(slices.Clone(p.path), path...)...)
}

// route reads a route and reports what in it fits no question.
func (l *loader) route(table map[string]any, place routePlace) eligibility.Route {
	var r eligibility.Route
	keys := make([]string, 0, len(table))
	for key := range table {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if key == confirmKey {
			text, isText := table[key].(string)
			if !isText || strings.TrimSpace(text) == "" {
				l.add(diag.New(place.at(key), badConfirm).WithHint(hintConfirm))
				text = "?" // whatever it is, it is open
			}
			r.Confirm = text
			continue
		}
		q := find[questionRow](l.h, kindQuestion, key)
		if q == nil {
			l.unknown(place.key(key), kindQuestion, key)
			continue
		}
		if c, ok := l.condition(q, table[key], place); ok {
			r.Conditions = append(r.Conditions, c)
		}
	}
	slices.SortFunc(r.Conditions, func(a, b eligibility.Condition) int { return a.Question.Rank - b.Question.Rank })
	return r
}

// condition reads the answers of a route that fit a question.
func (l *loader) condition(q *questionRow, answer any, place routePlace) (eligibility.Condition, bool) {
	c := eligibility.Condition{Question: &q.Question}
	pos := place.at(q.ID)
	path := []any{q.ID}
	misfit := func() (eligibility.Condition, bool) {
		l.add(diag.New(pos, badAnswer, q.ID, q.Kind).WithHint(hintAnswer))
		return c, false
	}
	if q.broken { // reported there
		return c, false
	}
	if table, isTable := answer.(map[string]any); isTable && q.Kind == eligibility.Number {
		return l.within(c, table, pos, misfit)
	} else if isTable {
		answer, c.Not = table["not"], true
		path = append(path, "not")
		if q.Kind != eligibility.Choices || len(table) != 1 {
			return misfit()
		}
	}
	list, isList := answer.([]any)
	if !isList || q.Kind == eligibility.Number || len(list) == 0 {
		return misfit()
	}
	var ids []string
	for k, v := range list {
		id, isText := v.(string)
		if !isText {
			return misfit()
		}
		switch {
		case q.Option(id) == nil:
			if !slices.Contains(q.OptionIDs(), "") { // an option without an id is reported as such
				l.add(diag.New(place.at(append(path, k)...), unknownRef, "option", id, wordZH["option"]).
					WithHint(hintOneOf, strings.Join(q.OptionIDs(), ", ")))
			}
		case slices.Contains(ids, id):
			l.add(diag.New(place.at(append(path, k)...), repeated, id).WithHint(hintRepeated))
		default:
			ids = append(ids, id)
		}
	}
	for _, o := range q.Options {
		if slices.Contains(ids, o.ID) && !slices.Contains(c.Options, o.ID) {
			c.Options = append(c.Options, o.ID)
		}
	}
	return c, len(ids) == len(list)
}

// within reads a range. One in which no band lies can never be met.
func (l *loader) within(c eligibility.Condition, table map[string]any, pos diag.Pos, misfit func() (eligibility.Condition, bool)) (eligibility.Condition, bool) {
	for key, v := range table {
		whole, isWhole := v.(int64)
		n := int(whole)
		switch {
		case key == "min" && isWhole:
			c.Min = &n
		case key == "max" && isWhole:
			c.Max = &n
		default:
			return misfit()
		}
	}
	switch {
	case c.Min == nil && c.Max == nil:
		return misfit()
	case c.Min != nil && c.Max != nil && *c.Min > *c.Max:
		l.add(diag.New(pos, rangeReversed, *c.Min, *c.Max).WithHint(hintReversed))
		return c, false
	case !slices.ContainsFunc(c.Question.Options, func(o eligibility.Option) bool { return c.Of(&o) == eligibility.Met }):
		l.add(diag.New(pos, noBandWithin, c.Question.ID).WithHint(hintBandWithin))
		return c, false
	}
	return c, true
}

// routes reads the eligibility of what an item's own file says, and reports
// what contradicts itself.
func (l *loader) routes(item *Item, tables []map[string]any, key string) []Route {
	front := item.File.Front
	var out []Route
	for n, table := range tables {
		before := len(l.faults)
		r := Route{l.route(table, routePlace{front.At, front.KeyAt, []any{key, n}}), item, key, n}
		switch {
		case len(table) == 0:
			l.add(diag.New(r.At(), emptyRoute).WithHint(hintEveryone))
			continue
		case len(l.faults) > before: // how the rest of it stands is not known
			continue
		case !eligibility.Satisfiable(r.Conditions):
			l.add(diag.New(r.At(), unmeetable).WithHint(hintUnmeetable))
			continue
		}
		out = append(out, r)
	}
	return out
}

// overlayRoutes lays what an overlay says of who may have an item over what is
// inherited.
func (l *loader) overlayRoutes(item *Item, o *overlay) {
	if item.File.Front.Has("eligibility") {
		item.Routes = l.routes(item, o.Eligibility, "eligibility")
	}
	item.Routes = append(slices.Clip(item.Routes), l.routes(item, o.EligibilityAdd, "eligibility_add")...)
	l.entitled(item)
}

// entitled holds what an item's own file says of who may have it against the
// rest of the item.
func (l *loader) entitled(item *Item) {
	everyone := func() diag.Pos { return item.layer("everyone").File.Front.KeyAt("everyone") }
	n := slices.IndexFunc(item.Routes, func(r Route) bool { return r.item == item })
	switch {
	case n >= 0 && item.Sensitive:
		l.add(diag.New(item.Routes[n].At(), sensitiveRoute).WithHint(hintSensitive))
	case n >= 0 && item.Everyone:
		l.add(diag.New(item.Routes[n].At(), everyoneRoute).WithNote(everyone(), noteEveryone).WithHint(hintOnlyEveryone))
	case item.Sensitive && item.Everyone && item.layer("everyone") == item:
		l.add(diag.New(everyone(), sensitiveRoute).WithHint(hintSensitive))
	}
}

// floorOfRoutes reports who an edition shuts out that may have the item above.
func (l *loader) floorOfRoutes(item *Item) {
	front := item.File.Front
	above := item.Base
	if above.Everyone && !item.Everyone {
		l.below(diag.New(front.At("everyone"), droppedEveryone, above.Edition.Name).
			WithNote(above.layer("everyone").File.Front.KeyAt("everyone"), noteAbove).WithHint(hintKeepStandard))
	}
	if item.Everyone || !front.Has("eligibility") {
		return
	}
	for n := range above.Routes {
		old := &above.Routes[n]
		if !slices.ContainsFunc(item.Routes, func(r Route) bool { return r.Covers(&old.Route) }) {
			l.below(diag.New(front.KeyAt("eligibility"), droppedRoute, old.Origin().Name).
				WithNote(old.At(), noteAbove).WithHint(hintKeepRoute))
		}
	}
}
