package series

import "slices"

// Series is a standard in one place: its lines, those of the place itself first,
// those of the nation last.
type Series struct {
	Bound Bound
	Lines []*Line
}

// Ref names a value of a series.
type Ref struct{ Line, Value int }

// Value returns the value that a reference names.
func (s *Series) Value(r Ref) *Value { return &s.Lines[r.Line].Values[r.Value] }

// Standing is what a standard promises in a place on a day.
type Standing struct {
	Ref          // in force
	Beside []Ref // words beside an amount, of its own line and of nearer ones, the nearest first
	Others []Ref // what the other lines have in force: amounts beside the amount, words beside words
}

// Superseded returns the amounts of nearer lines that promise less than the one in
// force, the nearest first.
func (s *Standing) Superseded() []Ref {
	var out []Ref
	for _, r := range s.Others {
		if r.Line < s.Line {
			out = append(out, r)
		}
	}
	return out
}

// On returns what is in force in a place on a day; nil where nothing is.
func (s *Series) On(place string, day Date) *Standing {
	var amounts, words []Ref
	best := 0
	for i, l := range s.Lines {
		a, w := l.hold(place, day)
		if a >= 0 {
			amounts = append(amounts, Ref{i, a})
			now, top := l.Values[a].Measure(), s.Value(amounts[best]).Measure()
			if c, ok := s.Bound.Compare(now, top); ok && c > 0 {
				best = len(amounts) - 1
			}
		}
		if w >= 0 {
			words = append(words, Ref{i, w})
		}
	}
	switch {
	case len(amounts) > 0:
		top := amounts[best]
		words = slices.DeleteFunc(words, func(r Ref) bool { return r.Line > top.Line })
		return &Standing{Ref: top, Beside: words, Others: slices.Delete(amounts, best, best+1)}
	case len(words) > 0:
		return &Standing{Ref: words[0], Others: words[1:]}
	}
	return nil
}

// Below returns the places below one that values hold in alone, on a day, sorted.
// The page of the place says their span.
func (s *Series) Below(place string, day Date) (out []string) {
	for _, l := range s.Lines {
		for n := range l.Values {
			for _, only := range l.Values[n].Only {
				if only != place && within(only, place) && l.State(n, only, day) == InForce {
					out = append(out, only)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Verdict compares a value with what is in force above it when it begins.
type Verdict struct {
	Value int    // its number in the first line
	Place string // where it was compared
	Above Ref    // the value above
	Rest  []Ref  // what the other lines above have in force
	Sign  int    // 1 where the value promises more, -1 where it promises less, 0 where as much
	Ratio float64
}

// Judge compares the values of the first line with what the lines after it have in
// force on the days when they begin. A value that does not say when it began is
// judged on the day of its source, else on the given one. Where it cannot be
// compared, Judge says nothing.
func (s *Series) Judge(today Date) (out []Verdict) {
	if len(s.Lines) < 2 {
		return nil
	}
	own, above := s.Lines[0], &Series{s.Bound, s.Lines[1:]}
	for n := range own.Values {
		v := &own.Values[n]
		start, ever := own.Start(n)
		if !ever || v.Amount == nil {
			continue
		}
		if start.IsZero() {
			if start = v.Seen.Last(); start.IsZero() {
				start = today
			}
		}
		places := v.Only
		if places == nil {
			places = []string{own.Place}
		}
		for _, place := range places {
			up := above.On(place, start)
			if up == nil || above.Value(up.Ref).Amount == nil {
				continue
			}
			now, old := v.Measure(), above.Value(up.Ref).Measure()
			if c, ok := s.Bound.Compare(now, old); ok {
				verdict := Verdict{Value: n, Place: place, Above: below(up.Ref), Sign: c, Ratio: s.Bound.Ratio(now, old)}
				for _, r := range up.Others {
					verdict.Rest = append(verdict.Rest, below(r))
				}
				out = append(out, verdict)
			}
		}
	}
	return out
}

// below returns a reference in the series that has one line more in front.
func below(r Ref) Ref { return Ref{r.Line + 1, r.Value} }
