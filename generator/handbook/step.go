package handbook

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"handbook/generator/series"
)

// Step is a change of what a standard promises in an edition: a value that began, or
// that a text ended.
type Step struct {
	Day      Date // the first day on which the promise was another one
	Ended    bool // the value held until the day before, and no other value of its line follows
	Standard *Standard
	Line     *Line
	Value    *Value
	Before   *Value   // what stood before a value that began, in its line; nil where nothing did
	Only     []string // paths of the places below the edition where alone it is so; nil for the edition itself

	// What another line had in force until a value began, or has in force since one
	// ended; nil for none.
	Other     *Value
	OtherLine *Line
}

// Steps returns how the standards of an item changed after one day and until
// another, the newest first; on one day, in the order of the file. An item is that of
// an edition. Only what came into force there is a step: a value that begins while
// another line promises more changes nothing for anybody. Values that were told in
// retrospect and values from the beginning are no steps. Of standards it knows those
// that guarantee something.
func (h *Handbook) Steps(item *Item, from, to Date) []Step {
	var out []Step
	for n := range item.Standards {
		s := &item.Standards[n]
		if s.Kind != KindStandard {
			continue
		}
		law := s.Series()
		for i, line := range s.Lines {
			for k, v := range line.Of {
				ref := series.Ref{Line: i, Value: k}
				if start, ever := line.Start(k); ever && between(start, from, to) {
					out = append(out, s.step(law, ref, start, false)...)
				}
				if end := dayAfter(v.Until); between(end, from, to) {
					out = append(out, s.step(law, ref, end, true)...)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Step) int { return b.Day.Compare(a.Day) })
	return out
}

// step returns the step that a value makes on a day; none where it changes nothing.
func (s *Standard) step(law *series.Series, ref series.Ref, day Date, ended bool) []Step {
	line := s.Lines[ref.Line]
	v := line.Of[ref.Value]
	eve := dayBefore(day)
	step := Step{Day: day, Ended: ended, Standard: s, Line: line, Value: v}
	in := func(place string) bool {
		before, after := law.On(place, eve), law.On(place, day)
		if ended {
			if !holds(before, ref) || holds(after, ref) || line.Line.State(ref.Value, place, day) != series.Ended {
				return false
			}
			if after != nil && step.Other == nil {
				step.Other, step.OtherLine = s.value(after.Ref), s.Lines[after.Line]
			}
			return true
		}
		if !holds(after, ref) {
			return false
		}
		if step.Before == nil {
			step.Before = s.before(line, ref.Value, place, eve)
		}
		if before != nil && before.Line != ref.Line && v.Amount != nil && step.Other == nil {
			step.Other, step.OtherLine = s.value(before.Ref), s.Lines[before.Line]
		}
		return true
	}
	if law.Value(ref).Reaches(s.place) {
		if !in(s.place) {
			return nil
		}
	} else {
		for _, place := range v.Only {
			if (s.place == "" || strings.HasPrefix(place, s.place+"/")) && in(place) {
				step.Only = append(step.Only, place)
			}
		}
		if step.Only == nil {
			return nil
		}
	}
	if was := step.Was(); was != nil && was.String() == v.String() && was.Text == v.Text {
		return nil // said again
	}
	return []Step{step}
}

// holds reports whether a value is in force, or words of it stand beside the amount.
func holds(on *series.Standing, ref series.Ref) bool {
	return on != nil && (on.Ref == ref || slices.Contains(on.Beside, ref))
}

// before returns what stood before a value in its line at a place: what held there on
// the eve, unless one behind it was told in retrospect; without either the last one
// there, which had ended. It is nil where nothing stood there.
func (s *Standard) before(l *Line, n int, place string, eve Date) *Value {
	held := -1
	if on := (&series.Series{Bound: s.Bound, Lines: []*series.Line{l.Line}}).On(place, eve); on != nil {
		held = on.Value
	}
	for m := n - 1; m > held; m-- {
		if l.Values[m].Reaches(place) && (held < 0 || l.Retold(m)) {
			return l.Of[m]
		}
	}
	if held < 0 {
		return nil
	}
	return l.Of[held]
}

// between reports whether a day lies after one day and not after another.
func between(day, from, to Date) bool { return day.Compare(from) > 0 && day.Compare(to) <= 0 }

// dayAfter returns the first day after a date; the zero Date for itself.
func dayAfter(d Date) Date {
	if d.IsZero() {
		return d
	}
	return moved(d.Last(), 1)
}

// dayBefore returns the last day before a date.
func dayBefore(d Date) Date { return moved(d.First(), -1) }

func moved(d Date, days int) Date {
	return DayOf(time.Date(d.Year, time.Month(d.Month), d.Day+days, 0, 0, 0, 0, time.UTC))
}

// Was returns what a value that began replaced: what stood before it in its line, else
// what another line had in force; nil for neither and where a value ended.
func (s *Step) Was() *Value {
	if s.Ended || s.Before != nil {
		return s.Before
	}
	return s.Other
}

// Way says whether a step is for the better: 1 where the value promises more than it
// did before, -1 where less. It is false where the two cannot be compared.
func (s *Step) Way() (int, bool) {
	was := s.Was()
	if was == nil || was.Amount == nil || s.Value.Amount == nil {
		return 0, false
	}
	return s.Standard.Bound.Compare(s.Value.Measure(), was.Measure())
}

// Converted returns what a value that began replaced in the unit of the value; where
// that is no finite amount, the value in the other unit. It is nil for the other, and
// both are nil where the units are one or do not convert.
func (s *Step) Converted() (was, is *series.Measure) {
	old := s.Was()
	if old == nil || old.Amount == nil || s.Value.Amount == nil || old.Unit == s.Value.Unit {
		return nil, nil
	}
	if m, ok := old.Measure().In(series.Unit(s.Value.Unit)); ok {
		return &m, nil
	}
	if m, ok := s.Value.Measure().In(series.Unit(old.Unit)); ok {
		return nil, &m
	}
	return nil, nil
}

// Name returns what the step's edition calls the standard, with its tier.
func (s *Step) Name() string {
	name := cmp.Or(s.Line.Text, s.Standard.name)
	if s.Value.Amount != nil {
		name = cmp.Or(s.Value.Text, name)
	}
	if s.Standard.Tier != "" {
		name += "（" + s.Standard.Tier + "）"
	}
	return name
}
