package handbook

import (
	"maps"
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
//	health = { all = ["severe", "long-care"] }  choices: every one of these
//	confirm = "由民政部门审核收入"      what no question decides: always open
type Route struct {
	eligibility.Route

	item *Item // whose file wrote it
	key  string
	n    int
}

// rules returns the item's routes alone.
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

// Judge judges for every item of an edition whether a person may have it, in the
// order of codes. It leaves out sensitive items, items that do not apply in the
// edition, and items without rules.
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

// Origin returns the edition that wrote the route.
func (r *Route) Origin() *Edition { return r.item.Edition }

// At returns the place of the route, or of a key of it.
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

// route reads a route. A route with faults is incomplete.
func (c *checker) route(table map[string]any, place routePlace) (r eligibility.Route, faults diag.List) {
	for _, key := range slices.Sorted(maps.Keys(table)) {
		if key == confirmKey {
			text, isText := table[key].(string)
			if !isText || strings.TrimSpace(text) == "" {
				faults.Add(diag.New(place.at(key), badConfirm).WithHint(hintConfirm))
				text = "?" // its meaning is unknown, so the route stays open
			}
			r.Confirm = text
			continue
		}
		q := find[questionRow](c.h, kindQuestion, key)
		if q == nil {
			faults.Add(c.unknown(place.key(key), kindQuestion, key)...)
			continue
		}
		on, ok, wrong := condition(q, table[key], place)
		if faults.Add(wrong...); ok {
			r.Conditions = append(r.Conditions, on)
		}
	}
	slices.SortFunc(r.Conditions, func(a, b eligibility.Condition) int { return a.Question.Rank - b.Question.Rank })
	return r, faults
}

// condition reads the answers to a question that meet a route; ok is false where
// they are unreadable.
func condition(q *questionRow, answer any, place routePlace) (c eligibility.Condition, ok bool, faults diag.List) {
	c.Question = &q.Question
	path := []any{q.ID}
	misfit := func() (eligibility.Condition, bool, diag.List) {
		return c, false, append(faults, diag.New(place.at(q.ID), badAnswer, q.ID, q.Kind).WithHint(hintAnswer))
	}
	if q.broken { // reported there
		return c, false, nil
	}
	if table, isTable := answer.(map[string]any); isTable && q.Kind == eligibility.Number {
		return within(c, table, func() diag.Pos { return place.at(q.ID) }, misfit)
	} else if isTable {
		how := "not"
		if _, c.All = table["all"]; c.All {
			how = "all"
		}
		answer, c.Not = table[how], !c.All
		path = append(path, how)
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
				faults.Add(diag.New(place.at(append(path, k)...), unknownRef, "option", id, wordZH["option"]).
					WithHint(hintOneOf, strings.Join(q.OptionIDs(), ", ")))
			}
		case slices.Contains(ids, id):
			faults.Add(diag.New(place.at(append(path, k)...), repeated, id).WithHint(hintRepeated))
		default:
			ids = append(ids, id)
		}
	}
	for _, o := range q.Options {
		if slices.Contains(ids, o.ID) && !slices.Contains(c.Options, o.ID) {
			c.Options = append(c.Options, o.ID)
		}
	}
	return c, len(ids) == len(list), faults
}

// within reads a range. Some band of the question must lie within it.
func within(c eligibility.Condition, table map[string]any, pos func() diag.Pos, misfit func() (eligibility.Condition, bool, diag.List)) (_ eligibility.Condition, ok bool, faults diag.List) {
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
		return c, false, diag.List{diag.New(pos(), rangeReversed, *c.Min, *c.Max).WithHint(hintReversed)}
	case !slices.ContainsFunc(c.Question.Options, func(o eligibility.Option) bool { return c.Of(&o) == eligibility.Met }):
		return c, false, diag.List{diag.New(pos(), noBandWithin, c.Question.ID).WithHint(hintBandWithin)}
	}
	return c, true, nil
}

// routes reads the routes of an item's own file. It leaves out routes with
// faults, and routes that no answers satisfy.
func (c *checker) routes(item *Item, tables []map[string]any, key string) (out []Route, faults diag.List) {
	front := item.File.Front
	for n, table := range tables {
		rule, wrong := c.route(table, routePlace{front.At, front.KeyAt, []any{key, n}})
		r := Route{rule, item, key, n}
		switch {
		case len(table) == 0:
			wrong.Add(diag.New(r.At(), emptyRoute).WithHint(hintEveryone))
		case len(wrong) == 0 && !eligibility.Satisfiable(r.Conditions):
			wrong.Add(diag.New(r.At(), unsatisfiable).WithHint(hintUnsatisfiable))
		}
		if faults.Add(wrong...); len(wrong) == 0 {
			out = append(out, r)
		}
	}
	return out, faults
}

// overrideRoutes lays the routes of an override over the inherited ones.
func (c *checker) overrideRoutes(item *Item, o *override) (faults diag.List) {
	if item.File.Front.Has("eligibility") {
		item.Routes, faults = c.routes(item, o.Eligibility, "eligibility")
	}
	added, wrong := c.routes(item, o.EligibilityAdd, "eligibility_add")
	item.Routes = append(slices.Clip(item.Routes), added...)
	faults.Add(wrong...)
	faults.Add(entitled(item)...)
	return faults
}

// entitled checks an item's own routes against its keys everyone and sensitive.
func entitled(item *Item) (out diag.List) {
	everyone := func() diag.Pos { return item.layer("everyone").File.Front.KeyAt("everyone") }
	n := slices.IndexFunc(item.Routes, func(r Route) bool { return r.item == item })
	switch {
	case n >= 0 && item.Sensitive:
		out.Add(diag.New(item.Routes[n].At(), sensitiveRoute).WithHint(hintSensitive))
	case n >= 0 && item.Everyone:
		out.Add(diag.New(item.Routes[n].At(), everyoneRoute).WithNote(everyone(), noteEveryone).WithHint(hintOnlyEveryone))
	case item.Sensitive && item.Everyone && item.layer("everyone") == item:
		out.Add(diag.New(everyone(), sensitiveRoute).WithHint(hintSensitive))
	}
	return out
}
