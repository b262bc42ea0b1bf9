package series

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// Amount is a number as its source writes it. Its exact worth is the shortest
// decimal that stands for it: 0.1 is a tenth.
type Amount float64

// String writes the amount without an exponent and without trailing zeros.
func (a Amount) String() string { return strconv.FormatFloat(float64(a), 'f', -1, 64) }

func (a Amount) finite() bool { return a-a == 0 }

// rat returns the amount exactly; nil where it is no finite number.
func (a Amount) rat() *big.Rat {
	r, ok := new(big.Rat).SetString(a.String())
	if !ok {
		return nil
	}
	return r
}

// Unit is the unit of an amount, as its source writes it: 元/人·月.
type Unit string

// Periods and what converts them. A family is a set of periods of which each is a
// number of parts of a year.
var families = []struct {
	schools bool             // it holds for 元/生 alone
	parts   map[string]int64 // how many of the period make a year
}{
	{false, map[string]int64{"月": 12, "季度": 4, "年": 1}},
	{true, map[string]int64{"学期": 2, "学年": 1, "年": 1}},
}

// reading is a unit as a multiple of a base, in one family.
type reading struct {
	base string
	by   *big.Rat // one of the unit is so many of the base
}

// readings returns the unit in each family; nil where it is in none.
func (u Unit) readings(family int) *reading {
	f := families[family]
	of, per, has := strings.Cut(string(u), "/")
	by := big.NewRat(1, 1)
	money := strings.HasPrefix(of, "元") || strings.HasPrefix(of, "万元")
	if rest, ok := strings.CutPrefix(of, "万元"); ok {
		of, by = "元"+rest, big.NewRat(10_000, 1)
	}
	if !has { // a length of time, or a sum
		if n := f.parts[strings.TrimPrefix(of, "个")]; n != 0 && !f.schools {
			return &reading{"年", big.NewRat(1, n)}
		}
		return &reading{of, by}
	}
	parts := strings.Split(per, "·")
	if f.schools && (!money || !slices.Contains(parts, "生")) {
		return nil
	}
	for i, p := range parts {
		if n := f.parts[p]; n != 0 {
			parts[i] = "年"
			by.Mul(by, big.NewRat(n, 1))
			break
		}
	}
	return &reading{of + "/" + strings.Join(parts, "·"), by}
}

// ratio returns how many of to make one of from; nil where they do not convert.
func ratio(from, to Unit) *big.Rat {
	if from == to {
		return big.NewRat(1, 1)
	}
	for f := range families {
		a, b := from.readings(f), to.readings(f)
		if a != nil && b != nil && a.base == b.base {
			return new(big.Rat).Quo(a.by, b.by)
		}
	}
	return nil
}

// Converts reports whether amounts of both units can be compared.
func (u Unit) Converts(to Unit) bool { return ratio(u, to) != nil }

// Yearly returns the unit for a whole year where the unit is for a part of one:
// 元/人·年 for 元/人·月; "" for others.
func (u Unit) Yearly() Unit {
	of, per, _ := strings.Cut(string(u), "/")
	parts := strings.Split(per, "·")
	for i, p := range parts {
		if p != "月" && p != "季度" && p != "学期" {
			continue
		}
		parts[i] = "年"
		if year := Unit(of + "/" + strings.Join(parts, "·")); u.Converts(year) {
			return year
		}
	}
	return ""
}

// Recurs reports whether an amount is for a period, and comes again in the next.
func (u Unit) Recurs() bool {
	_, per, _ := strings.Cut(string(u), "/")
	return slices.ContainsFunc(strings.Split(per, "·"), func(p string) bool { return families[0].parts[p]+families[1].parts[p] > 0 })
}

// Measure is an amount with its unit.
type Measure struct {
	Amount Amount
	Unit   Unit
}

// String writes the amount with its unit.
func (m Measure) String() string { return m.Amount.String() + string(m.Unit) }

// In returns the measure in another unit. It is false where the units do not
// convert, or where the amount would be no finite decimal.
func (m Measure) In(to Unit) (Measure, bool) {
	r, a := ratio(m.Unit, to), m.Amount.rat()
	if r == nil || a == nil {
		return Measure{}, false
	}
	r.Mul(r, a)
	if _, exact := r.FloatPrec(); !exact {
		return Measure{}, false
	}
	f, _ := r.Float64()
	return Measure{Amount(f), to}, true
}

// Float returns the amount in another unit, rounded, for pictures. It is false where
// the units do not convert.
func (m Measure) Float(to Unit) (float64, bool) {
	r, a := ratio(m.Unit, to), m.Amount.rat()
	if r == nil || a == nil {
		return 0, false
	}
	f, _ := r.Mul(r, a).Float64()
	return f, true
}

// Worth returns what a sum of money makes in a year, in yuan: a sum without a period
// once; 0 for what is no money.
func (m Measure) Worth() float64 {
	to := Unit(strings.TrimPrefix(string(cmp.Or(m.Unit.Yearly(), m.Unit)), "万"))
	if !strings.HasPrefix(string(to), "元") {
		return 0
	}
	worth, _ := m.Float(to)
	return worth
}

// Compare orders two measures by their worth. It is false where they cannot be
// compared.
func (m Measure) Compare(n Measure) (int, bool) {
	if m.Unit == n.Unit && m.Amount.finite() && n.Amount.finite() {
		return cmp.Compare(m.Amount, n.Amount), true // decimals without a conversion: as the fractions
	}
	r, a, b := ratio(m.Unit, n.Unit), m.Amount.rat(), n.Amount.rat()
	if r == nil || a == nil || b == nil {
		return 0, false
	}
	return r.Mul(r, a).Cmp(b), true
}

// Bound says what an amount promises.
type Bound string

// Bounds. The zero Bound means AtLeast.
const (
	AtLeast Bound = "at_least" // a guarantee: more is better
	UpTo    Bound = "up_to"    // a ceiling of what one gets: more is better
	AtMost  Bound = "at_most"  // days, fees, waiting: less is better
	Exact   Bound = "exact"    // no better or worse
)

// Bounds are all bounds.
var Bounds = []Bound{AtLeast, UpTo, AtMost, Exact}

// Compare returns 1 where m promises more than n, -1 where it promises less, else 0.
// It is false where nothing can be compared: with Exact, and between other units.
func (b Bound) Compare(m, n Measure) (int, bool) {
	c, ok := m.Compare(n)
	switch {
	case !ok || b == Exact:
		return 0, false
	case b == AtMost:
		return -c, true
	}
	return c, true
}

// Ratio returns how many times as much m promises as n: a limit of 10 days is twice
// as good as one of 20. It is 0 where they cannot be compared, and where there is
// nothing to divide by.
func (b Bound) Ratio(m, n Measure) float64 {
	r, x, y := ratio(m.Unit, n.Unit), m.Amount.rat(), n.Amount.rat()
	if r == nil || x == nil || y == nil || b == Exact {
		return 0
	}
	x.Mul(x, r)
	if b == AtMost {
		x, y = y, x
	}
	if y.Sign() == 0 {
		return 0
	}
	f, _ := x.Quo(x, y).Float64()
	return f
}

// Span returns the places of the smallest and the greatest of some measures, the
// first of equal ones. It is false where two cannot be compared, and without any.
func Span(of []Measure) (least, most int, ok bool) {
	for i, m := range of {
		low, a := m.Compare(of[least])
		high, b := m.Compare(of[most])
		if !a || !b {
			return 0, 0, false
		}
		if low < 0 {
			least = i
		}
		if high > 0 {
			most = i
		}
	}
	return least, most, len(of) > 0
}
