package handbook

import (
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/series"
)

// Standard is a guarantee (服务指导标准), or with another Kind money, a goal or a
// past figure, which guarantee nothing. It is a quantity over time, whose law is the
// package series. [StandardKeys] explains the keys.
//
// In an item, Text, Amount, Unit, Since, Until, Source and Verified are those of the value in
// force in the item's edition on the handbook's day, and History is what stood before
// it in its line. What the files write is in Lines.
type Standard struct {
	ID        string       `toml:"id,required"`
	FormerIDs []string     `toml:"former_ids"`
	Text      string       `toml:"text,inherit"`
	Tier      string       `toml:"tier"`
	Amount    *Amount      `toml:"amount"` // nil when the standard is words alone
	Unit      string       `toml:"unit"`
	Bound     series.Bound `toml:"bound"` // AtLeast when empty
	Kind      string       `toml:"kind"`  // KindStandard when empty
	Since     Date         `toml:"since"`
	Until     Date         `toml:"until"`
	Source    Citations    `toml:"source,one"` // the first carries the value; without any: 待核实
	History   []PastAmount `toml:"history"`
	Values    []Value      `toml:"values"` // as one file writes them; see Lines

	Verified   Date   `toml:"verified"`    // when a person last checked the value in force
	VerifiedBy string `toml:"verified_by"` // who did

	Basis    string `toml:"basis"`    // document that raised it above the edition above
	Reviewed string `toml:"reviewed"` // document by which a changed text was found to promise no less

	Lines []*Line   // what the editions write, the nearest first, the nation last
	Now   *Standing // what is in force; nil where nothing is
	Span  []Held    // what holds in places below that alone have a value; nil without any

	place  string          // the edition's path
	day    Date            // the handbook's
	name   string          // its text as the nearest file writes it
	layers []standardLayer // the files that set it, the nearest first; never empty
}

// Kinds of standards.
const (
	KindStandard = "standard" // guaranteed
	KindFunds    = "funds"    // money per head or on average, received by nobody
	KindTarget   = "target"   // a goal of the plan
	KindResult   = "result"   // a past figure
)

var standardKinds = []string{KindStandard, KindFunds, KindTarget, KindResult}

// standardBounds are the bounds as texts.
var standardBounds = func() (out []string) {
	for _, b := range series.Bounds {
		out = append(out, string(b))
	}
	return out
}()

// PastAmount is an earlier value of a standard.
type PastAmount struct {
	Since  Date      `toml:"since"`
	Amount Amount    `toml:"amount,required"`
	Source Citations `toml:"source,one"`

	Unit string // that of the standard, unless the earlier value has its own
}

// Value is a value of a standard: an amount or words, from one day on.
type Value struct {
	Since      Date      `toml:"since"` // see series for values without it
	Until      Date      `toml:"until"` // the day on which a text ends it
	Amount     *Amount   `toml:"amount"`
	Unit       string    `toml:"unit"` // "" with an amount: that of the standard
	Text       string    `toml:"text"` // "" with an amount: that of the standard
	Only       []string  `toml:"only"` // the paths of the editions where it holds; nil for everywhere
	Note       string    `toml:"note"`
	Source     Citations `toml:"source,one"`
	Verified   Date      `toml:"verified"`    // when a person last checked it
	VerifiedBy string    `toml:"verified_by"` // who did

	layer standardLayer
	path  []any     // in the layer's table
	told  *Citation // decides its line and when it was told: its own, else in the short form that of the standard
}

// At returns the place of a key of the value.
func (v *Value) At(path ...any) diag.Pos { return v.layer.at(join(v.path, path)...) }

// has reports whether the file sets a key of the value.
func (v *Value) has(path ...any) bool { return v.layer.has(join(v.path, path)...) }

func join(a, b []any) []any { return append(append([]any{}, a...), b...) }

// Measure returns the amount with its unit. The value must have an amount.
func (v *Value) Measure() series.Measure {
	return series.Measure{Amount: *v.Amount, Unit: series.Unit(v.Unit)}
}

// String writes the amount with its unit, or the words.
func (v *Value) String() string {
	if v.Amount == nil {
		return v.Text
	}
	return v.Amount.String() + v.Unit
}

// Line is what one edition writes for a standard.
type Line struct {
	*series.Line
	Edition *Edition
	Text    string   // what the edition calls the standard
	Of      []*Value // as the values of the series
}

// Standing is a value in force.
type Standing struct {
	*Value
	Line   *Line
	Beside []*Value // words that stand beside an amount
	Others []Held   // what other lines have in force; Behind says which it has replaced
}

// Held is a value that holds in a place.
type Held struct {
	*Value
	Edition *Edition // that of its line, or where it holds
	Behind  bool     // it stands in a nearer line, and promises less than the one in force
}

// State returns what a value of one of the lines is in the edition on the handbook's
// day.
func (s *Standard) State(l *Line, n int) series.State { return l.Line.State(n, s.place, s.day) }

// MainStandard returns the standard that lists show: the first of the file that
// guarantees something on the handbook's day; nil without any.
func (h *Handbook) MainStandard(item *Item) *Standard {
	for i := range item.Standards {
		if s := &item.Standards[i]; s.Kind == KindStandard && s.Holds() {
			return s
		}
	}
	return nil
}

// Holds reports whether anything is in force, here or in places below.
func (s *Standard) Holds() bool { return s.Now != nil || len(s.Span) > 0 }

// Front returns the source and the edition of what stands in front: of the span, else
// of the value in force. The source is nil without one.
func (s *Standard) Front() (*Citation, *Edition) {
	if len(s.Span) > 0 {
		return s.Span[0].Source.First(), s.EditionOf(s.Span[0].Value)
	}
	return s.Source.First(), s.Origin()
}

// EditionOf returns the edition that wrote a value.
func (s *Standard) EditionOf(v *Value) *Edition { return v.layer.item.Edition }

// Ends returns the least and the greatest of what holds in places below, and of what
// holds for all in the same line; the greatest is in the unit of the least. It is
// false without a span.
func (s *Standard) Ends() (low, high *Value, ok bool) {
	var of []*Value
	for _, held := range s.Span {
		if held.Amount != nil {
			of = append(of, held.Value)
		}
	}
	if len(of) == 0 {
		return nil, nil, false
	}
	if _, origin := s.Front(); s.Now != nil && s.Now.Amount != nil && s.Now.Line.Edition == origin {
		of = append(of, s.Now.Value)
	}
	return Span(of)
}

// Worth returns what the standard gives in a year, in yuan, by the least that holds;
// 0 where that is no money. Of a ceiling only that there is something is known: 1 where
// it comes back in every year, 0 for a single sum, such as a loan.
func (s *Standard) Worth() float64 {
	least, _, ok := s.Ends()
	if !ok {
		if s.Now == nil || s.Now.Amount == nil {
			return 0
		}
		least = s.Now.Value
	}
	worth := least.Measure().Worth()
	switch {
	case s.Bound != UpTo && s.Bound != AtMost:
		return worth
	case worth > 0 && least.Measure().Unit.Recurs():
		return 1
	}
	return 0
}

// Span returns the least and the greatest of some amounts; the greatest is in the
// unit of the least. It is false without any, and where two cannot be compared.
func Span(of []*Value) (low, high *Value, ok bool) {
	var measures []series.Measure
	for _, v := range of {
		measures = append(measures, v.Measure())
	}
	least, most, ok := series.Span(measures)
	if !ok {
		return nil, nil, false
	}
	top, ok := measures[most].In(measures[least].Unit)
	if !ok {
		return nil, nil, false
	}
	return of[least], &Value{Amount: &top.Amount, Unit: string(top.Unit)}, true
}

// Yearly returns what an amount for a part of a year makes in a year: 11640元.
func (v *Value) Yearly() (string, bool) {
	if v.Amount == nil {
		return "", false
	}
	year := v.Measure().Unit.Yearly()
	if year == "" {
		return "", false
	}
	total, ok := v.Measure().In(year)
	unit, _, _ := strings.Cut(string(year), "/")
	return total.Amount.String() + unit, ok
}

// PeriodsMeet reports whether amounts of the standard are for different parts of a
// year, so that a reader needs what they make in a year.
func (s *Standard) PeriodsMeet() bool {
	unit := ""
	for _, line := range s.Lines {
		for _, v := range line.Of {
			if v.Amount != nil && unit != "" && v.Unit != unit {
				return true
			}
			if v.Amount != nil {
				unit = v.Unit
			}
		}
	}
	return false
}

// Moment is a value in the course of a standard.
type Moment struct {
	*Value
	Line   *Line
	Now    bool // it stands in front, or in the span
	Coming bool // announced
	Behind bool // it promises less than the one in force, of a line above
}

// Course returns all values of the standard, in the order of time.
func (s *Standard) Course() (out []Moment) {
	starts := map[*Value]Date{}
	for _, line := range s.Lines {
		at := Date{} // a value that holds on no day stands behind the one before it
		for n, v := range line.Of {
			if start, ever := line.Start(n); ever {
				at = start
			}
			starts[v] = at
			state := s.State(line, n)
			front := s.Now != nil && (s.Now.Value == v || slices.Contains(s.Now.Beside, v)) && len(s.Span) == 0 ||
				slices.ContainsFunc(s.Span, func(h Held) bool { return h.Value == v })
			behind := s.Now != nil && slices.ContainsFunc(s.Now.Others, func(h Held) bool { return h.Value == v && h.Behind })
			out = append(out, Moment{v, line, front, state == series.Announced, behind})
		}
	}
	slices.SortStableFunc(out, func(a, b Moment) int { return starts[a.Value].Compare(starts[b.Value]) })
	return out
}

// Old returns the year of a sum of money whose newest source is older than
// Config.Age.WarnYears on the handbook's day; 0 for others. What laws say does not
// age.
func (h *Handbook) Old(v *Value) int {
	if v.Amount == nil || !strings.HasPrefix(v.Unit, "元") && !strings.HasPrefix(v.Unit, "万元") {
		return 0
	}
	newest := v.Verified
	for n := range v.Source {
		src := h.Source(v.Source[n].ID)
		if src == nil || src.Kind == "law" {
			return 0
		}
		if src.Date.Last().Compare(newest.Last()) > 0 {
			newest = src.Date
		}
	}
	if newest.IsZero() || newest.AddMonths(12*h.Config.Age.WarnYears).After(h.Config.AsOf) {
		return 0
	}
	return newest.Year
}
