package series

import (
	"slices"
	"strings"
)

// Value is what an edition writes for one time.
type Value struct {
	Since  Date    // zero where the text does not say
	Until  Date    // zero where no text ends it
	Amount *Amount // nil for words alone
	Unit   Unit    // of the amount
	Only   []string
	Seen   Date // the date of its source; zero where it is not known
}

// Measure returns the amount with its unit. The value must have an amount.
func (v *Value) Measure() Measure { return Measure{*v.Amount, v.Unit} }

// Line is the values of one edition for one standard, in the order of time. Only
// makes a value hold in some places alone: paths of editions at or below the line's.
type Line struct {
	Place  string // the path of the edition; "" for the province and for the nation
	Nation bool
	Values []Value

	starts []Date // the first day of each value; zero from the beginning
	retold []bool // told in retrospect: it holds on no day
}

// NewLine returns a line. The values must stay as they are.
func NewLine(place string, nation bool, values []Value) *Line {
	l := &Line{Place: place, Nation: nation, Values: values}
	for n, v := range values {
		start := v.Since.First()
		if v.Since.IsZero() && n > 0 {
			start = v.Seen.Last()
			if start.IsZero() {
				start = never
			}
		}
		l.starts = append(l.starts, start)
	}
	for n, v := range values {
		told := v.Seen.Last() // of the first value, when it is not known, the beginning
		if n > 0 && told.IsZero() {
			told = never
		}
		l.retold = append(l.retold, v.Since.IsZero() && n+1 < len(values) && told.Compare(l.starts[n+1]) >= 0)
	}
	return l
}

// Start returns the first day of a value, which is zero where it holds from the
// beginning. It is false where the value holds on no day.
func (l *Line) Start(n int) (Date, bool) { return l.starts[n], !l.retold[n] && l.starts[n] != never }

// Retold reports whether a value was told in retrospect.
func (l *Line) Retold(n int) bool { return l.retold[n] }

// within reports whether a place is another or lies below it.
func within(place, other string) bool {
	return other == "" || place == other || strings.HasPrefix(place, other+"/")
}

// reach returns how narrowly a value reaches a place: the length of the path in Only
// that the place is at or below; 0 where the value is general; -1 where it does not
// reach the place.
func (v *Value) reach(place string) int {
	if v.Only == nil {
		return 0
	}
	best := -1
	for _, only := range v.Only {
		if within(place, only) {
			best = max(best, len(only))
		}
	}
	return best
}

// Reaches reports whether a value holds in a place, at its time.
func (v *Value) Reaches(place string) bool { return v.reach(place) >= 0 }

// begun reports whether a value has begun by a day.
func (l *Line) begun(n int, day Date) bool {
	start, ever := l.Start(n)
	return ever && start.Compare(day) <= 0
}

// over reports whether a text has ended a value before a day.
func (v *Value) over(day Date) bool { return !v.Until.IsZero() && v.Until.Before(day) }

// last returns the last value from a number on that has begun in a place, of those
// with an amount or of those without, and that holds there; -1 where none does.
// seen is the last one that has begun, even if it has ended; -1 without any.
func (l *Line) last(amounts bool, from int, place string, day Date) (holds, seen int) {
	seen, within := -1, -1 // within is the reach of the one that has ended
	for n := len(l.Values) - 1; n >= from; n-- {
		v := &l.Values[n]
		reach := v.reach(place)
		if (v.Amount != nil) != amounts || reach < 0 || !l.begun(n, day) || seen >= 0 && reach >= within {
			continue
		}
		if seen < 0 {
			seen = n
		}
		if !v.over(day) {
			return n, seen
		}
		within = reach
	}
	return -1, seen
}

// hold returns what a line has in force in a place on a day: an amount, and words
// after it; -1 for none.
func (l *Line) hold(place string, day Date) (amount, words int) {
	amount, seen := l.last(true, 0, place, day)
	if amount >= 0 {
		seen = amount
	}
	words, _ = l.last(false, seen+1, place, day)
	return amount, words
}

// State is what a value is on a day.
type State int

// States.
const (
	Announced State = iota // 将执行
	InForce                // 现行
	Followed               // 已调整, by another value of its line; also told in retrospect
	Ended                  // 已停止
)

// String returns the state as the open data have it.
func (s State) String() string { return [...]string{"announced", "in_force", "followed", "ended"}[s] }

// State returns the state of a value in a place on a day. A value that does not
// reach the place, and holds only below it, is in force where it is so anywhere.
func (l *Line) State(n int, place string, day Date) State {
	v := &l.Values[n]
	switch {
	case l.retold[n]:
		return Followed
	case !l.begun(n, day):
		return Announced
	}
	places := []string{place}
	if !v.Reaches(place) {
		places = v.Only
	}
	state := Followed
	for _, p := range places {
		if amount, words := l.hold(p, day); n == amount || n == words {
			return InForce
		}
		if v.over(day) && !l.followed(n, p, day) {
			state = Ended
		}
	}
	return state
}

// followed reports whether a later value that can end one has begun in a place.
func (l *Line) followed(n int, place string, day Date) bool {
	for m := n + 1; m < len(l.Values); m++ {
		w := &l.Values[m]
		if (w.Amount != nil || l.Values[n].Amount == nil) && l.begun(m, day) && w.Reaches(place) {
			return true
		}
	}
	return false
}

// Slip is what is wrong with a value of a line.
type Slip struct {
	Value int // its number
	Other int // the number of the value that it conflicts with; -1 without one
	Kind  SlipKind
}

// SlipKind is a kind of slip.
type SlipKind int

// Slips.
const (
	Disordered SlipKind = iota // it begins before Other, which stands before it
	Twice                      // it begins with Other in one place
	Dateless                   // it holds on no day, because neither it nor its source has a date
	Foreign                    // its unit does not convert to that of Other
	Narrower                   // it holds in some places alone, for less than Other holds all around
)

// Slips returns what is wrong with the values of a line; by is the bound of its
// standard.
func (l *Line) Slips(by Bound) (out []Slip) {
	latest, first := -1, -1
	for n := range l.Values {
		v := &l.Values[n]
		if v.Amount != nil {
			if first < 0 {
				first = n
			} else if !v.Unit.Converts(l.Values[first].Unit) {
				out = append(out, Slip{n, first, Foreign})
			}
		}
		if l.retold[n] {
			continue
		}
		if l.starts[n] == never {
			out = append(out, Slip{n, -1, Dateless})
			continue
		}
		if latest >= 0 && l.starts[n].Compare(l.starts[latest]) < 0 {
			out = append(out, Slip{n, latest, Disordered})
			continue
		}
		latest = n
		if m := l.together(n); m >= 0 {
			out = append(out, Slip{n, m, Twice})
		} else if m := l.above(n, by); m >= 0 {
			out = append(out, Slip{n, m, Narrower})
		}
	}
	return out
}

// together returns an earlier value that begins on the day of one and reaches a
// place of it; -1 without any.
func (l *Line) together(n int) int {
	v := &l.Values[n]
	for m := n - 1; m >= 0; m-- {
		w := &l.Values[m]
		if l.retold[m] || l.starts[m] != l.starts[n] {
			continue
		}
		if v.Only == nil || w.Only == nil || slices.ContainsFunc(v.Only, w.Reaches) || slices.ContainsFunc(w.Only, v.Reaches) {
			return m
		}
	}
	return -1
}

// above returns the earlier value that holds around the places of one when it
// begins, and promises more; -1 without any.
func (l *Line) above(n int, by Bound) int {
	v := &l.Values[n]
	if v.Amount == nil {
		return -1
	}
	before := &Line{Values: l.Values[:n], starts: l.starts[:n], retold: l.retold[:n]}
	for _, place := range v.Only {
		for up := place; up != l.Place && up != ""; {
			up = parent(up)
			m, _ := before.hold(up, l.starts[n])
			if m < 0 {
				continue
			}
			if c, ok := by.Compare(v.Measure(), l.Values[m].Measure()); ok && c < 0 {
				return m
			}
		}
	}
	return -1
}

// parent returns the path of the edition above a place; "" for the province.
func parent(place string) string {
	if at := strings.LastIndexByte(place, '/'); at >= 0 {
		return place[:at]
	}
	return ""
}
