package series

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/BurntSushi/toml"
)

// fixture is a file of testdata/five: an item whose standards are worked out.
type fixture struct {
	Standards []struct {
		ID    string
		Bound Bound
		Lines []struct {
			Place  string
			Nation bool
			Values []fixed
		}
		Says []struct {
			Place string
			Days  []string
		}
	}
}

type fixed struct {
	Since, Until, Seen any
	Amount             *Amount
	Unit               Unit
	Text               string
	Only               []string
}

// TestFive says on three days what the items of testdata/five hold: real series of
// the province, its cities and counties.
func TestFive(t *testing.T) {
	files, err := filepath.Glob("testdata/five/*.toml")
	if err != nil || len(files) != 5 {
		t.Fatalf("testdata/five has %d items: want five", len(files))
	}
	days := []Date{{2017, 12, 31}, {2020, 12, 31}, {2026, 11, 30}}
	for _, file := range files {
		var doc fixture
		if _, err := toml.DecodeFile(file, &doc); err != nil {
			t.Fatal(err)
		}
		for _, std := range doc.Standards {
			all, texts := &Series{Bound: std.Bound}, map[*Line][]string{}
			for _, l := range std.Lines {
				var values []Value
				var words []string
				for _, v := range l.Values {
					values = append(values, Value{date(t, v.Since), date(t, v.Until), v.Amount, v.Unit, v.Only, date(t, v.Seen)})
					words = append(words, v.Text)
				}
				line := NewLine(l.Place, l.Nation, values)
				texts[line] = words
				all.Lines = append(all.Lines, line)
				if slips := line.Slips(std.Bound); slips != nil {
					t.Errorf("%s: %s of %q has slips %v", file, std.ID, l.Place, slips)
				}
			}
			if len(std.Says) == 0 {
				t.Errorf("%s: %s says nothing: write what it must say", file, std.ID)
			}
			for _, row := range std.Says {
				for n, day := range days {
					if got := says(all, texts, row.Place, day); got != row.Days[n] {
						t.Errorf("%s: %s says %q in %q on %v, want %q", file, std.ID, got, row.Place, day, row.Days[n])
					}
				}
			}
		}
	}
}

// says writes what is in force as the fixtures do.
func says(all *Series, texts map[*Line][]string, place string, day Date) string {
	here := reaching(all, place)
	if below := here.Below(place, day); below != nil {
		var of []Measure
		for _, at := range below {
			there := reaching(all, at)
			of = append(of, there.Value(there.On(at, day).Ref).Measure())
		}
		low, high, _ := Span(of)
		return written(of[low]) + "—" + written(of[high])
	}
	on := here.On(place, day)
	if on == nil {
		return ""
	}
	line := here.Lines[on.Line]
	at := " @" + line.Place
	if line.Nation {
		at = " @nation"
	}
	v := here.Value(on.Ref)
	if v.Amount == nil {
		return "“" + texts[line][on.Ref.Value] + "”" + at
	}
	if len(on.Beside) > 0 {
		at = "+" + at
	}
	return written(v.Measure()) + at
}

func written(m Measure) string { return m.String() }

// reaching returns the series with the lines that reach a place, the nearest first.
func reaching(all *Series, place string) *Series {
	s := &Series{Bound: all.Bound}
	for _, l := range all.Lines {
		if within(place, l.Place) {
			s.Lines = append(s.Lines, l)
		}
	}
	slices.SortStableFunc(s.Lines, func(a, b *Line) int {
		if a.Nation != b.Nation {
			if a.Nation {
				return 1
			}
			return -1
		}
		return len(b.Place) - len(a.Place)
	})
	return s
}
