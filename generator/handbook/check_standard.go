package handbook

import (
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/series"
)

// standards checks what an item's own file writes for its standards.
func (c *checker) standards(e *Edition, item *Item) (out diag.List) {
	first := map[string]int{}
	for n := range item.Standards {
		s := &item.Standards[n]
		for _, id := range append([]string{s.ID}, s.FormerIDs...) {
			if id == "" { // reported as missing
				continue
			}
			if !isID(id) {
				out.Add(diag.New(s.At("id"), badID, id).WithHint(hintKebab, maxID))
			}
			if before, taken := first[id]; taken && before != n {
				out.Add(diag.New(s.At("id"), duplicateID, "standard", id, wordZH["standard"]).
					WithNote(item.Standards[before].At("id"), noteFirst).WithHint(hintRename))
			} else {
				first[id] = n
			}
		}
		for _, layer := range s.layers {
			if layer.item == item {
				out.Add(c.written(layer)...)
			}
		}
		for _, line := range s.Lines {
			if line.Edition == e {
				out.Add(c.line(e, s, line)...)
			}
		}
	}
	return out
}

// written checks one table of a file.
func (c *checker) written(layer standardLayer) (out diag.List) {
	w := layer.written
	out.Add(oneOf(string(w.Bound), standardBounds, layer.at, "bound")...)
	out.Add(oneOf(w.Kind, standardKinds, layer.at, "kind")...)
	if layer.has("values") {
		for _, key := range []string{"amount", "since", "until", "source", "history"} {
			if layer.has(key) {
				out.Add(diag.New(layer.keyAt(key), bothForms, key).WithNote(layer.keyAt("values"), noteValues).WithHint(hintBothForms, key))
			}
		}
		for n, v := range w.Values {
			if v.Amount == nil && v.Text == "" && !c.spoilt[layer.at("values", n, "amount")] && !c.spoilt[layer.at("values", n, "text")] {
				out.Add(diag.New(layer.keyAt("values", n), hollowValue).WithHint(hintValue))
			}
		}
		return out
	}
	if w.Amount == nil && w.Unit != "" && !layer.has("amount") {
		out.Add(diag.New(layer.at("unit"), unitAlone).WithHint(hintUnitAlone))
	}
	if w.Amount != nil || layer.has("amount") || layer.has("text") {
		return out
	}
	for _, key := range []string{"since", "source"} {
		if layer.has(key) && !w.Since.After(c.h.Config.AsOf) { // the floor tells of others
			out.Add(diag.Warn(layer.keyAt(key), idleKey, key).WithHint(hintIdleKey))
		}
	}
	return out
}

// line checks the values of an edition.
func (c *checker) line(e *Edition, s *Standard, line *Line) (out diag.List) {
	for _, v := range line.Of {
		if v.Amount != nil {
			out.Add(amount(*v.Amount, v.At("amount"))...)
			told := len(v.path) > 0 && v.path[0] == "history" && v.layer.written.Amount != nil // once for the table
			if v.Unit == "" && !told && !c.spoilt[v.At("unit")] && !c.spoilt[v.layer.at("unit")] {
				out.Add(diag.New(v.At("amount"), amountAlone).WithHint(hintAmountAlone))
			}
		}
		out.Add(period(v.Since, v.Until, v.At("until"))...)
		for n := range v.Source {
			path := []any{"source"}
			if v.has("source", n) {
				path = append(path, n)
			}
			out.Add(c.cite(e, &v.Source[n], v.At, path...)...)
		}
		for n, place := range v.Only {
			out.Add(c.place(e, v.At("only", n), place)...)
		}
	}
	for _, slip := range line.Slips(s.Bound) {
		v := line.Of[slip.Value]
		var f diag.Fault
		switch slip.Kind {
		case series.Dateless:
			out.Add(diag.New(v.At(), noStart, v.String()).WithHint(hintNoStart))
			continue
		case series.Foreign:
			f = diag.New(v.At("unit"), foreignUnit, v.Unit, line.Of[slip.Other].Unit).WithHint(hintForeignUnit)
		case series.Disordered:
			f = diag.New(v.At("since"), historyOrder, v.String(), line.Of[slip.Other].String()).WithHint(hintHistory)
		case series.Twice:
			f = diag.New(v.At("since"), twoValues, v.String(), line.Of[slip.Other].String()).WithHint(hintTwoValues)
		case series.Narrower:
			f = diag.New(v.At("amount"), lowerOnly, v.String(), line.Of[slip.Other].String()).WithHint(hintLowerOnly)
		}
		out.Add(f.WithNote(line.Of[slip.Other].At("amount"), noteOther))
	}
	return slices.DeleteFunc(out, func(f diag.Fault) bool { return c.spoilt[f.Pos] })
}

// place checks the path of a place where alone a value holds: one of the editions at
// or below its own.
func (c *checker) place(e *Edition, pos diag.Pos, path string) diag.List {
	var paths []string
	city, _, county := strings.Cut(path, "/")
	siblings := 0
	for below := range e.All {
		if below.Path == path {
			return nil
		}
		paths = append(paths, below.Path)
		if strings.HasPrefix(below.Path, city+"/") {
			siblings++
		}
	}
	// A base holds no county of a city, and a county's own folder one. There the
	// others cannot be looked up; the province's folder has judged their names.
	if county && siblings < 2 && slices.Contains(paths, city) {
		return nil
	}
	f := diag.New(pos, unknownPlace, path, e.Name)
	if near := diag.Nearest(path, paths); near != "" {
		f = f.WithHint(hintDidYouMean, near)
	} else {
		f = f.WithHint(hintPlace)
	}
	return diag.List{f}
}
