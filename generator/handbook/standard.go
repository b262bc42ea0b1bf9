package handbook

import "strconv"

// Standard is a guarantee (服务指导标准), or with another Kind a goal or a past
// figure, which guarantees nothing. [StandardKeys] explains the keys.
type Standard struct {
	ID      string       `toml:"id,required"`
	Text    string       `toml:"text,inherit"`
	Amount  *Amount      `toml:"amount"` // nil when the standard is words alone
	Unit    string       `toml:"unit"`
	Bound   string       `toml:"bound"` // AtLeast when empty
	Kind    string       `toml:"kind"`  // KindStandard when empty
	Since   Date         `toml:"since"`
	Until   Date         `toml:"until"`
	Source  *Citation    `toml:"source"` // nil when no source carries it: 待核实
	History []PastAmount `toml:"history"`

	Basis    string `toml:"basis"`    // document that raised it above the edition above
	Reviewed string `toml:"reviewed"` // document by which a changed text was found to promise no less

	layers []standardLayer // the files that set it, the nearest first; never empty
}

// Bounds: a standard guarantees at least, or at most, its amount.
const (
	AtLeast = "at_least"
	AtMost  = "at_most"
)

// Kinds of standards.
const (
	KindStandard = "standard" // guaranteed
	KindTarget   = "target"   // a goal of the plan
	KindResult   = "result"   // a past figure
)

var (
	standardBounds = []string{AtLeast, AtMost}
	standardKinds  = []string{KindStandard, KindTarget, KindResult}
)

// PastAmount is an earlier value of a standard.
type PastAmount struct {
	Since  Date      `toml:"since"`
	Amount Amount    `toml:"amount,required"`
	Source *Citation `toml:"source"`
}

// Amount is a number as its source writes it, in the unit of its standard.
type Amount float64

// String writes the amount without an exponent and without trailing zeros.
func (a Amount) String() string { return strconv.FormatFloat(float64(a), 'f', -1, 64) }

// MainStandard returns the standard that lists show: among the guaranteed ones of the
// list's period the first with an amount, else the first; nil without any.
func (h *Handbook) MainStandard(item *Item) *Standard {
	var words *Standard
	for i := range item.Standards {
		s := &item.Standards[i]
		if s.Kind != KindStandard || h.Reliability(s.Source).Later {
			continue
		}
		if s.Amount != nil {
			return s
		}
		if words == nil {
			words = s
		}
	}
	return words
}
