package handbook

import (
	"cmp"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/series"
)

// floorOfAmounts compares the values that an item's file writes with what is in
// force above them on the days when they begin.
func (c *checker) floorOfAmounts(item *Item) (faults diag.List, breaches []Breach) {
	hold := func(s *Standard, now, old *Value, f diag.Fault) {
		if c.spoilt[f.Pos] { // the value could not be read
			return
		}
		if faults.Add(f); f.Severity == diag.Error {
			breaches = append(breaches, Breach{item.Edition, item, s, now, old, f})
		}
	}
	for n := range item.Standards {
		s := &item.Standards[n]
		if s.layers[0].item != item {
			continue
		}
		if item.Base != nil {
			if old := item.Base.standard(s.ID); old != nil && old.Kind == KindStandard {
				for _, f := range c.keepsAbove(s, old, item) {
					hold(s, nil, nil, f)
				}
			}
		}
		if s.Kind != KindStandard {
			continue
		}
		for own := range s.Lines {
			if s.Lines[own].Edition == item.Edition {
				c.floorOfLine(s, own, hold)
			}
		}
	}
	return faults, breaches
}

// keepsAbove reports what an edition's table changes of the standard above, besides
// its values.
func (c *checker) keepsAbove(s, old *Standard, item *Item) (out diag.List) {
	above := old.Origin()
	for _, layer := range s.layers {
		if layer.item != item {
			break
		}
		w := layer.written
		if w.Kind != "" && w.Kind != KindStandard && slices.Contains(standardKinds, w.Kind) {
			out.Add(diag.New(layer.at("kind"), droppedStandard, old.Text, above.Name).
				WithNote(old.At("id"), noteAbove).WithHint(hintKeepStandard))
		}
		if w.Bound != "" && w.Bound != old.Bound && slices.Contains(series.Bounds, w.Bound) {
			out.Add(diag.New(layer.at("bound"), changedBound, string(w.Bound), string(old.Bound), above.Name).
				WithNote(old.At("id"), noteAbove).WithHint(hintKeepBound, string(old.Bound)))
		}
		if w.Amount != nil || layer.has("amount") || layer.has("text") || layer.has("values") || !old.Holds() {
			continue
		}
		switch { // such a table holds nothing, and ends nothing
		case !w.Until.IsZero():
			out.Add(diag.New(layer.at("until"), endedStandard, old.Text, w.Until.String(), above.Name).
				WithNote(old.At("id"), noteAbove).WithHint(hintKeepStandard))
		case w.Since.After(c.h.Config.AsOf):
			out.Add(diag.New(layer.at("since"), laterStandard, old.Text, w.Since.String(), above.Name).
				WithNote(old.At("id"), noteAbove).WithHint(hintLaterStandard))
		}
	}
	var first *Value // above, with an amount; nil where none binds
	for _, line := range old.Lines {
		if n := slices.IndexFunc(line.Of, func(v *Value) bool { return v.Amount != nil }); n >= 0 && first == nil && !c.h.weak(line.Of[n], line) {
			first = line.Of[n]
		}
	}
	for _, line := range s.Lines {
		if line.Edition != item.Edition {
			break
		}
		for _, v := range line.Of {
			switch {
			case !old.amounts() && v.Amount == nil && v.Text != old.Text && s.Reviewed == "":
				out.Add(diag.Warn(v.At("text"), changedText, above.Name).
					WithNote(old.At("text"), noteAbove).WithHint(hintReviewed))
			case first != nil && v.Amount != nil && v.Unit != "" && !series.Unit(v.Unit).Converts(series.Unit(first.Unit)):
				out.Add(diag.New(v.unitAt(), changedUnit, v.Unit, first.Unit, above.Name).
					WithNote(first.unitAt(), noteAbove).WithHint(hintKeepUnit, first.Unit))
			}
		}
	}
	return out
}

// amounts reports whether any value of the standard has an amount.
func (s *Standard) amounts() bool {
	return slices.ContainsFunc(s.Lines, func(l *Line) bool {
		return slices.ContainsFunc(l.Of, func(v *Value) bool { return v.Amount != nil })
	})
}

// unitAt returns the place of the unit of a value.
func (v *Value) unitAt() diag.Pos {
	if v.has("unit") {
		return v.At("unit")
	}
	return v.layer.at("unit")
}

// floorOfLine judges the values of one line of a standard.
func (c *checker) floorOfLine(s *Standard, own int, hold func(s *Standard, now, old *Value, f diag.Fault)) {
	today, line := c.h.Config.AsOf, s.Lines[own]
	law := &series.Series{Bound: s.Bound, Lines: s.Series().Lines[own:]}
	low := map[int]bool{} // values that are reported
	raised := false
	verdicts := law.Judge(today)
	for i, verdict := range verdicts {
		up := s.Lines[own+verdict.Above.Line]
		now, old := line.Of[verdict.Value], up.Of[verdict.Above.Value]
		last := !slices.ContainsFunc(verdicts[i+1:], func(v series.Verdict) bool { return v.Place == verdict.Place })
		switch {
		case verdict.Sign < 0 && !low[verdict.Value]:
			low[verdict.Value] = true
			message, hint := loweredAmount, hintAtLeast
			if s.Bound == series.AtMost {
				message, hint = raisedLimit, hintAtMost
			}
			make := diag.New
			if c.h.weak(old, up) {
				make = diag.Warn
				for _, r := range verdict.Rest { // one that binds may be better too
					rest := s.Lines[own+r.Line]
					if sign, ok := s.Bound.Compare(now.Measure(), rest.Of[r.Value].Measure()); ok && sign < 0 && !c.h.weak(rest.Of[r.Value], rest) {
						make, up, old = diag.New, rest, rest.Of[r.Value]
						break
					}
				}
			}
			hold(s, now, old, make(now.At("amount"), message, now.String(), c.nameOf(verdict.Place), old.String(), up.Name()).
				WithNote(old.At("amount"), noteAbove).WithHint(hint, old.String()))
		case verdict.Sign > 0 && last && line.Edition.Parent != nil && !c.h.weak(old, up):
			if on := law.On(verdict.Place, today); line.State(verdict.Value, verdict.Place, today) != series.Announced &&
				(on == nil || on.Ref != series.Ref{Line: 0, Value: verdict.Value}) {
				continue // it is history
			}
			if s.Basis == "" && !raised {
				raised = true
				hold(s, now, old, diag.Warn(now.At("amount"), raisedWithoutBasis, old.String(), now.String()).WithHint(hintBasis))
			}
			if verdict.Ratio > c.h.Config.Floor.WarnRatio {
				message := raisedHigh
				if s.Bound == series.AtMost {
					message = loweredFar
				}
				hold(s, now, old, diag.Warn(now.At("amount"), message, now.String(), verdict.Ratio, old.String(), up.Name()).
					WithNote(old.At("amount"), noteAbove).WithHint(hintHigh))
			}
		}
	}
	places := []string{line.Place}
	for _, v := range line.Of {
		places = append(places, v.Only...)
	}
	for _, place := range places {
		on := law.On(place, today)
		if on == nil {
			continue
		}
		for _, r := range on.Superseded() {
			if r.Line == 0 && !low[r.Value] {
				low[r.Value] = true
				up := s.Lines[own+on.Line]
				now, old := line.Of[r.Value], up.Of[on.Ref.Value]
				hold(s, now, old, diag.Warn(now.At("amount"), superseded, now.String(), c.nameOf(place), old.String(), up.Name()).
					WithNote(old.At("amount"), noteAbove).WithHint(hintSuperseded))
			}
		}
	}
}

// weak reports whether a value above cannot refuse a lower one: it is derived or
// secondhand, or the province has it from one county's papers.
func (h *Handbook) weak(v *Value, of *Line) bool {
	switch h.Confidence(v.Source.First()) {
	case Derived, Secondhand:
		return true
	}
	return of.Edition.Parent == nil && h.levelOf(v) == Local
}

// Name returns the name of the place of a line.
func (l *Line) Name() string {
	if l.Nation {
		return "全国"
	}
	return l.Edition.Name
}

// nameOf returns the name of the edition with a path, else the path.
func (c *checker) nameOf(path string) string {
	if e, err := c.h.Edition(path); err == nil {
		return e.Name
	}
	return path
}

// standard returns the item's standard with an id or a former id, or nil.
func (i *Item) standard(id string) *Standard {
	if n := standardAt(i.Standards, id); n >= 0 {
		return &i.Standards[n]
	}
	return nil
}

// Raised is a value of an edition that is in force and better than what is in force
// above.
type Raised struct {
	Edition  *Edition
	Item     *Item
	Standard *Standard
	Value    *Value
	Above    *Value
	Ratio    float64 // see [series.Bound.Ratio]; more than Config.Floor.WarnRatio is a warning
}

// Raised lists the values in force that are better than the floor, by ratio, the
// greatest first: the plan wants the province to warn of standards that are too
// high (计划十二（六）).
func (h *Handbook) Raised() []Raised {
	var out []Raised
	for e := range h.Province.All {
		for _, item := range e.Items {
			if item.Edition != e || item.Base == nil {
				continue
			}
			for n := range item.Standards {
				now := &item.Standards[n]
				old := item.Base.standard(now.ID)
				if old == nil || old.Now == nil || now.Now == nil || now.Kind != KindStandard ||
					now.Amount == nil || old.Amount == nil || now.Origin() != e || h.weak(old.Now.Value, old.Now.Line) {
					continue
				}
				if c, ok := now.Bound.Compare(now.Now.Measure(), old.Now.Measure()); ok && c > 0 {
					out = append(out, Raised{e, item, now, now.Now.Value, old.Now.Value, now.Bound.Ratio(now.Now.Measure(), old.Now.Measure())})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Raised) int {
		return cmp.Or(cmp.Compare(b.Ratio, a.Ratio), strings.Compare(a.Edition.Path, b.Edition.Path),
			a.Item.Compare(b.Item), strings.Compare(a.Standard.ID, b.Standard.ID))
	})
	return out
}
