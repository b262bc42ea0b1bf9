package series

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A tree has three places below each other, and the nation above.
var places = []string{"a/b", "a", ""}

// randomLines returns lines of a tree: of values without dates, words, values for
// some places alone, with and without an end. Values that are slips are left out,
// as the handbook reports them.
func randomLines(r *rand.Rand, by Bound) (out []*Line) {
	for n, place := range append(slices.Clone(places), "!") {
		var values []Value
		for range r.IntN(6) {
			v := randomValue(r)
			if n > 0 && r.IntN(4) == 0 {
				v.Only = []string{"a/b"}
				if place == "" && r.IntN(2) == 0 {
					v.Only = []string{"a"}
				}
			}
			values = append(values, v)
		}
		slices.SortStableFunc(values, func(a, b Value) int { return a.Since.First().Compare(b.Since.First()) })
		for i := range values {
			if r.IntN(6) == 0 {
				values[i].Since = Date{}
			}
		}
		for {
			l := NewLine(strings.Trim(place, "!"), place == "!", values)
			slips := l.Slips(by)
			if len(slips) == 0 {
				out = append(out, l)
				break
			}
			values = slices.Delete(values, slips[0].Value, slips[0].Value+1)
		}
	}
	return out
}

func randomDate(r *rand.Rand) Date {
	d := Date{Year: 2015 + r.IntN(14)}
	if r.IntN(2) == 0 {
		d.Month = 1 + r.IntN(12)
		if r.IntN(2) == 0 {
			d.Day = 1 + r.IntN(28)
		}
	}
	return d
}

func randomValue(r *rand.Rand) Value {
	v := Value{Since: randomDate(r)}
	if r.IntN(5) > 0 {
		a := Amount(1 + r.IntN(40))
		v.Amount, v.Unit = &a, "元/人·年"
		if r.IntN(2) == 0 {
			v.Unit = "元/人·月"
		}
	}
	if r.IntN(5) == 0 {
		v.Until = Date{Year: v.Since.Year + r.IntN(3)}
	}
	if r.IntN(3) > 0 {
		v.Seen = randomDate(r)
	}
	return v
}

// tree runs a law on random trees.
func tree(t *testing.T, law func(r *rand.Rand, by Bound, all *Series) string) {
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 17))
		by := Bounds[r.IntN(3)]
		all := &Series{by, randomLines(r, by)}
		if fault := law(r, by, all); fault != "" {
			t.Fatalf("tree %d, %s: %s\n%s", seed, by, fault, drawn(all))
		}
	}
}

func drawn(all *Series) (out string) {
	for _, l := range all.Lines {
		out += fmt.Sprintf("%q nation %v\n", l.Place, l.Nation)
		for n, v := range l.Values {
			if v.Amount != nil {
				out += "  " + v.Measure().Amount.String() + string(v.Unit)
			} else {
				out += "  words"
			}
			out += fmt.Sprintf(" since %v until %v only %v seen %v: start %v retold %v\n", v.Since, v.Until, v.Only, v.Seen, l.starts[n], l.retold[n])
		}
	}
	return out
}

// TestNeverWorse: what is in force in a place is never worse than what is in force
// above it.
func TestNeverWorse(t *testing.T) {
	tree(t, func(r *rand.Rand, by Bound, all *Series) string {
		for range 6 {
			day := randomDate(r).First()
			for n, low := range places[:2] {
				here, above := reaching(all, low), reaching(all, places[n+1])
				up := above.On(places[n+1], day)
				if up == nil || above.Value(up.Ref).Amount == nil {
					continue
				}
				down := here.On(low, day)
				if down == nil || here.Value(down.Ref).Amount == nil {
					return fmt.Sprintf("on %v %q has nothing, and %q has", day, low, places[n+1])
				}
				if c, ok := by.Compare(here.Value(down.Ref).Measure(), above.Value(up.Ref).Measure()); !ok || c < 0 {
					return fmt.Sprintf("on %v %q has less than %q", day, low, places[n+1])
				}
			}
		}
		return ""
	})
}

// TestLaterChangesNothing: a later value, dated after the sources of those before
// it, changes nothing that an earlier day says.
func TestLaterChangesNothing(t *testing.T) {
	tree(t, func(r *rand.Rand, by Bound, all *Series) string {
		at := r.IntN(len(all.Lines))
		l := all.Lines[at]
		v := randomValue(r)
		v.Since = Date{Year: 2030} // after all sources
		if r.IntN(3) == 0 && l.Place != "a/b" {
			v.Only = []string{"a/b"}
		}
		more := &Series{by, slices.Clone(all.Lines)}
		more.Lines[at] = NewLine(l.Place, l.Nation, append(slices.Clone(l.Values), v))
		for range 6 {
			day := randomDate(r).Last()
			for _, place := range places {
				before, after := reaching(all, place).On(place, day), reaching(more, place).On(place, day)
				if a, b := fmt.Sprint(before), fmt.Sprint(after); a != b {
					return fmt.Sprintf("on %v %q has %s, and with a value of 2030 %s", day, place, a, b)
				}
			}
		}
		return ""
	})
}

// TestNotBeforeSince: no value is in force before its Since or after its Until, and
// what is in force has the state InForce.
func TestNotBeforeSince(t *testing.T) {
	tree(t, func(r *rand.Rand, by Bound, all *Series) string {
		for range 6 {
			day := randomDate(r).First()
			for _, place := range places {
				here := reaching(all, place)
				st := here.On(place, day)
				if st == nil {
					continue
				}
				for _, ref := range slices.Concat([]Ref{st.Ref}, st.Beside, st.Others) {
					v := here.Value(ref)
					if v.Since.First().Compare(day) > 0 || !v.Until.IsZero() && v.Until.Last().Compare(day) < 0 || !v.Reaches(place) {
						return fmt.Sprintf("on %v %q has a value outside its time or place: %v", day, place, ref)
					}
					if here.Lines[ref.Line].State(ref.Value, place, day) != InForce {
						return fmt.Sprintf("on %v in %q the value in force %v has another state", day, place, ref)
					}
				}
			}
		}
		return ""
	})
}
