package opendata

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// inWords returns a value for people; "" for none. of is the kind of page that
// its ids name.
func (c *Catalogue) inWords(of string, value any) string {
	var entries []string
	between := "；"
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return cmp.Or(c.title(of, v), v)
	case Citation:
		return cmp.Or(c.title("source", v.ID), v.ID)
	case []Citation:
		for _, cited := range v {
			entries = append(entries, c.inWords("", cited))
		}
	case []string:
		if of != "" {
			between = "、"
		}
		for _, text := range v {
			entries = append(entries, cmp.Or(c.title(of, text), text))
		}
	case Clauses:
		entries = v.texts()
	case []Material:
		for _, m := range v {
			entries = append(entries, m.inWords())
		}
	case []Place:
		for _, p := range v {
			parts := slices.DeleteFunc([]string{p.Name, p.Address, p.Phone, p.Hours}, func(s string) bool { return s == "" })
			entries = append(entries, strings.Join(parts, "，"))
		}
	case []map[string]any:
		between = "；或者"
		for _, route := range v {
			entries = append(entries, c.route(route))
		}
	default:
		return fmt.Sprint(v)
	}
	return strings.Join(entries, between)
}

// route returns the conditions of a route in words, in the order of the
// questions: 年龄：6—15岁，就学：小学、初中. A list without the questions, which an
// older program wrote, has their ids.
func (c *Catalogue) route(conditions map[string]any) string {
	rank := func(id string) int {
		n := slices.IndexFunc(c.Questions, func(q Question) bool { return q.ID == id })
		if n < 0 {
			return len(c.Questions)
		}
		return n
	}
	ids := slices.SortedFunc(maps.Keys(conditions), func(a, b string) int { return cmp.Or(rank(a)-rank(b), strings.Compare(a, b)) })
	for n, id := range ids {
		q := Question{Label: id}
		if r := rank(id); r < len(c.Questions) {
			q = c.Questions[r]
		} else if id == "confirm" {
			q.Label = "需要确认"
		}
		ids[n] = q.Label + "：" + q.answer(conditions[id])
	}
	return strings.Join(ids, "，")
}

// answer returns what a condition asks of a question's answer.
func (q *Question) answer(value any) string {
	switch v := value.(type) {
	case []any:
		var names []string
		for _, id := range v {
			name := fmt.Sprint(id)
			if n := slices.IndexFunc(q.Options, func(o Option) bool { return o.ID == name }); n >= 0 {
				name = q.Options[n].Label
			}
			names = append(names, name)
		}
		return strings.Join(names, "、")
	case map[string]any:
		from, above := v["min"]
		to, below := v["max"]
		switch {
		case above && below:
			return fmt.Sprint(from, "—", to, q.Unit)
		case above:
			return fmt.Sprint("不低于", from, q.Unit)
		case below:
			return fmt.Sprint("不高于", to, q.Unit)
		}
		var parts []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			how := map[string]string{"not": "都不是", "all": "同时是"}[key]
			parts = append(parts, cmp.Or(how, key)+q.answer(v[key]))
		}
		return strings.Join(parts, "，")
	}
	return fmt.Sprint(value)
}
