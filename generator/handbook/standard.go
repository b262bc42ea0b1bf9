package handbook

import (
	"handbook/generator/diag"
	"handbook/generator/series"
)

// Standard is a guarantee (服务指导标准), or with another Kind money, a goal or a
// past figure, which guarantee nothing. It is a quantity over time, whose law is the
// package series. [StandardKeys] explains the keys.
//
// In an item, Text, Amount, Unit, Since, Until and Source are those of the value in
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
