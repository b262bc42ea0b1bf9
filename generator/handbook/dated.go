package handbook

import (
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/series"
)

// Words are a text over time, in its order, under the law of the package series: in
// force is the last that has begun and not ended. In TOML a text stands for a list
// of one.
type Words []Dated

// Dated is a text from one day on.
type Dated struct {
	Value  string    `toml:"value,bare"` // "" only where the key says nothing
	Since  Date      `toml:"since"`      // see series for values without it
	Until  Date      `toml:"until"`      // the day on which a text ends it
	Source Citations `toml:"source,one"` // without any, the sources of the page carry it

	off bool // it is not in force on the handbook's day
}

// Now returns the number of the text in force; -1 without one.
func (w Words) Now() int { return slices.IndexFunc(w, func(d Dated) bool { return !d.off }) }

// String returns the text in force; "" without one.
func (w Words) String() string {
	if n := w.Now(); n >= 0 {
		return w[n].Value
	}
	return ""
}

// line returns the texts as the law has them.
func (h *Handbook) line(w Words) *series.Line {
	values := make([]series.Value, len(w))
	for n := range w {
		values[n] = series.Value{Since: w[n].Since, Until: w[n].Until}
		if src := h.Source(w[n].Source.First().id()); src != nil {
			values[n].Seen = src.Date
		}
	}
	return series.NewLine("", false, values)
}

// date sets which texts of an item are in force on the handbook's day.
func (h *Handbook) date(item *Item) {
	for _, k := range ItemKeys {
		if !k.Dated {
			continue
		}
		list := slices.Clone(*k.words(item))
		line := h.line(list)
		for n := range list {
			list[n].off = line.State(n, "", h.Config.AsOf) != series.InForce
		}
		*k.words(item) = list
	}
}

// dated checks the texts over time.
func (c *checker) dated(e *Edition, item *Item) (out diag.List) {
	for _, k := range ItemKeys {
		if !k.Dated {
			continue
		}
		list, front := *k.words(item), item.layer(k.Name).File.Front
		for n := range list {
			d, here := &list[n], func(path ...any) diag.Pos { return front.At(join(k.entry(front.Has, n), path)...) }
			if strings.TrimSpace(d.Value) == "" && (len(list) > 1 || !d.Since.IsZero() || !d.Until.IsZero() || d.Source != nil) {
				out.Add(diag.New(here("value"), noClause, k.Name).WithHint(hintWords))
			}
			out.Add(period(d.Since, d.Until, here("until"))...)
			for m := range d.Source {
				path := []any{"source"}
				if front.Has(join(k.entry(front.Has, n), []any{"source", m})...) {
					path = append(path, m)
				}
				out.Add(c.cite(e, &d.Source[m], here, path...)...)
			}
		}
		for _, slip := range c.h.line(list).Slips(series.AtLeast) {
			v, here := list[slip.Value].Value, func(n int, path ...any) diag.Pos { return front.At(join([]any{k.Name, n}, path)...) }
			var f diag.Fault
			switch slip.Kind {
			case series.Dateless:
				out.Add(diag.New(here(slip.Value), noStart, v).WithHint(hintNoStart))
				continue
			case series.Disordered:
				f = diag.New(here(slip.Value, "since"), historyOrder, v, list[slip.Other].Value).WithHint(hintHistory)
			default:
				f = diag.New(here(slip.Value, "since"), twoWords, v, list[slip.Other].Value).WithHint(hintTwoWords)
			}
			out.Add(f.WithNote(here(slip.Other), noteOther))
		}
	}
	return slices.DeleteFunc(out, func(f diag.Fault) bool { return c.spoilt[f.Pos] })
}

// Place returns the path of the key's value in the file that sets it: of texts over
// time, that of the one in force.
func (k *Key[T]) Place(t *T, has func(path ...any) bool) []any {
	if !k.Dated || (*k.words(t)).Now() < 0 {
		return k.Path()
	}
	path := k.entry(has, (*k.words(t)).Now())
	if inside := join(path, []any{"value"}); has(inside...) {
		return inside
	}
	return path
}

// entry returns the path of a text over time. A single text or table has that of its
// key.
func (k *Key[T]) entry(has func(path ...any) bool, n int) []any {
	if path := append(k.Path(), n); has(path...) {
		return path
	}
	return k.Path()
}
