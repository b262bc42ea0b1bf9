package handbook

import (
	"cmp"
	"slices"
	"strings"

	"handbook/generator/diag"
)

// Aged is a sum of money in force that is old; see [Handbook.Old].
type Aged struct {
	Item     *Item
	Standard *Standard
	Value    *Value
	Year     int // of its newest source
	Editions int // number of editions where it is in force
}

// Aged returns the old sums of money of some editions, the oldest first, of one year
// those with the widest reach first: guarantees and funds that are in force there, each
// once. It leaves out what editions write that are not among them, such as the base of
// an independent county.
func (h *Handbook) Aged(editions []*Edition) []Aged {
	var out []Aged
	index := map[*Value]int{}
	for _, e := range editions {
		for _, item := range e.Items {
			if reason, _ := e.Absent(item.ID); reason != "" {
				continue
			}
			for n := range item.Standards {
				s := &item.Standards[n]
				if s.Now == nil || s.Kind != KindStandard && s.Kind != KindFunds || !slices.Contains(editions, s.Now.Line.Edition) {
					continue
				}
				year := h.Old(s.Now.Value)
				if year == 0 {
					continue
				}
				if _, known := index[s.Now.Value]; !known {
					index[s.Now.Value] = len(out)
					out = append(out, Aged{item, s, s.Now.Value, year, 0})
				}
				out[index[s.Now.Value]].Editions++
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Aged) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(b.Editions, a.Editions), strings.Compare(a.Item.ID, b.Item.ID))
	})
	return out
}

// AgedFaults warns of old sums of money: once for each kind of standard and each
// year, at the one with the widest reach.
func AgedFaults(aged []Aged) (out diag.List) {
	type kind struct {
		kind string
		year int
	}
	count := map[kind]int{}
	for _, a := range aged {
		count[kind{a.Standard.Kind, a.Year}]++
	}
	for _, a := range aged {
		k := kind{a.Standard.Kind, a.Year}
		if n := count[k]; n > 0 {
			count[k] = 0
			m := oldGuarantees
			if a.Standard.Kind == KindFunds {
				m = oldFunds
			}
			out.Add(diag.Warn(a.Value.At("amount"), m, n, a.Year, a.Item.Title, a.Value.String(), a.Editions).WithHint(hintOldFigure))
		}
	}
	return out
}
