package handbook

import (
	"slices"
	"strings"

	"handbook/generator/diag"
)

// Route is one way to an item ([[eligibility]]): every condition must hold.
//
// In TOML it is a table of question ids with the answers that fit:
//
//	age = { min = 6, max = 15 }      a number: the band must lie within
//	family = ["dibao", "destitute"]  a choice, or choices: one of these
//	work = { not = ["employee"] }    choices: none of these
//	confirm = "由民政部门审核收入"      what no question decides: always open
//
// So a route with Confirm leads at best to [Open], and an item with a route of
// Confirm alone can never be denied.
type Route struct {
	Conditions []Condition // in the order of the questions
	Confirm    string      // "" when the questions decide

	item *Item // whose file wrote it; nil for that of a question
	key  string
	n    int
}

// Condition says which answers to a question fit.
type Condition struct {
	Question *Question
	Options  []string // ids, in the order of the question's options; nil for a range
	Not      bool     // none of the Options may be among the answers
	Min, Max *int     // of a range; either may be nil, not both
}

// Takes reports whether the route has a condition on a question that an option
// meets, or may meet.
func (r *Route) Takes(q *Question, o *Option) bool {
	return slices.ContainsFunc(r.Conditions, func(c Condition) bool { return c.Question == q && !c.Not && c.Of(o) != Unmet })
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
func (l *loader) route(table map[string]any, place routePlace) Route {
	var r Route
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
		q := find[Question](l.h, kindQuestion, key)
		if q == nil {
			l.unknown(place.key(key), kindQuestion, key)
			continue
		}
		if c, ok := l.condition(q, table[key], place); ok {
			r.Conditions = append(r.Conditions, c)
		}
	}
	slices.SortFunc(r.Conditions, func(a, b Condition) int { return a.Question.rank - b.Question.rank })
	return r
}

// condition reads the answers of a route that fit a question.
func (l *loader) condition(q *Question, answer any, place routePlace) (Condition, bool) {
	c := Condition{Question: q}
	pos := place.at(q.ID)
	path := []any{q.ID}
	misfit := func() (Condition, bool) {
		l.add(diag.New(pos, badAnswer, q.ID, q.Kind).WithHint(hintAnswer))
		return c, false
	}
	if q.broken { // reported there
		return c, false
	}
	if table, isTable := answer.(map[string]any); isTable && q.Kind == Number {
		return l.within(c, table, pos, misfit)
	} else if isTable {
		answer, c.Not = table["not"], true
		path = append(path, "not")
		if q.Kind != Choices || len(table) != 1 {
			return misfit()
		}
	}
	list, isList := answer.([]any)
	if !isList || q.Kind == Number || len(list) == 0 {
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
			if !slices.Contains(q.optionIDs(), "") { // an option without an id is reported as such
				l.add(diag.New(place.at(append(path, k)...), unknownRef, "option", id, wordZH["option"]).
					WithHint(hintOneOf, strings.Join(q.optionIDs(), ", ")))
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
func (l *loader) within(c Condition, table map[string]any, pos diag.Pos, misfit func() (Condition, bool)) (Condition, bool) {
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
	case !slices.ContainsFunc(c.Question.Options, func(o Option) bool { return c.Of(&o) == Met }):
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
		r := l.route(table, routePlace{front.At, front.KeyAt, []any{key, n}})
		r.item, r.key, r.n = item, key, n
		switch {
		case len(table) == 0:
			l.add(diag.New(r.At(), emptyRoute).WithHint(hintEveryone))
			continue
		case len(l.faults) > before: // how the rest of it stands is not known
			continue
		case !meetable(r.Conditions):
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
		if !slices.ContainsFunc(item.Routes, func(r Route) bool { return r.covers(old) }) {
			l.below(diag.New(front.KeyAt("eligibility"), droppedRoute, old.Origin().Name).
				WithNote(old.At(), noteAbove).WithHint(hintKeepRoute))
		}
	}
}

// covers reports whether whoever takes the route old can take this one as well.
func (r *Route) covers(old *Route) bool {
	if r.Confirm != "" && r.Confirm != old.Confirm {
		return false
	}
	for _, c := range r.Conditions {
		if !slices.ContainsFunc(old.Conditions, func(o Condition) bool { return o.implies(c) }) {
			return false
		}
	}
	return true
}

// implies reports whether every answer that fits c fits other too.
func (c Condition) implies(other Condition) bool {
	if c.Question != other.Question {
		return false
	}
	contains := func(in, all []string) bool {
		return !slices.ContainsFunc(all, func(id string) bool { return !slices.Contains(in, id) })
	}
	switch {
	case c.Question.Kind == Number:
		for n := range c.Question.Options {
			if o := &c.Question.Options[n]; c.Of(o) > other.Of(o) {
				return false
			}
		}
		return true
	case c.Not != other.Not:
		return false
	case c.Not:
		return contains(c.Options, other.Options)
	}
	return contains(other.Options, c.Options)
}
