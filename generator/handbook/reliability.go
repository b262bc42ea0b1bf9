package handbook

import (
	"cmp"
	"slices"
	"strings"
)

// Reliability is how far readers can rely on a fact, judged by its sources alone.
type Reliability struct {
	Unverified bool   // no source, or only recalled ones: 待核实
	Level      string // of the best source: Provincial before National before Local; "" when Unverified
	Later      bool   // every source is later than the list's period
	Confidence string // Secondhand or Derived where no source is better; else ""
}

// Reliability judges a fact by the sources that carry it; nil citations do not
// count. The best source decides: a provincial text of the list's period before
// a national one, and any text of the period before a later one.
func (h *Handbook) Reliability(citations ...*Citation) Reliability {
	s := Reliability{Unverified: true, Later: true}
	best, found := 0, false
	for _, c := range citations {
		if c == nil {
			continue
		}
		src := h.Source(c.ID)
		confidence := h.Confidence(c)
		if src == nil || confidence == Recalled {
			continue
		}
		if confidence == Found {
			found = true
		} else {
			s.Confidence = cmp.Or(s.Confidence, confidence)
		}
		s.Unverified = false
		later := h.Later(src)
		if !later {
			s.Later = false
		}
		rank := map[string]int{Local: 1, National: 2, Provincial: 3}[src.Level]
		if !later {
			rank += 3
		}
		if rank > best {
			best, s.Level = rank, src.Level
		}
	}
	if s.Unverified {
		s.Later = false
	}
	if found {
		s.Confidence = ""
	}
	return s
}

// Confidence returns how far the editors have seen what a citation carries: its own
// word, else that of its source; "" for nil and for an unknown source.
func (h *Handbook) Confidence(c *Citation) string {
	src := h.Source(c.id())
	if src == nil {
		return ""
	}
	return cmp.Or(c.Confidence, src.Confidence, Found)
}

// Later reports whether a source is later than the list's period.
func (h *Handbook) Later(s *Source) bool {
	return s.AfterPeriod || s.Date.Year > h.Config.List.PeriodEnd
}

// Carrying returns the citations that carry a key of their page, in order: those
// with the key among their fields, and those without fields, which carry the
// whole page.
func Carrying(citations []Citation, key string) []*Citation {
	var out []*Citation
	for i := range citations {
		c := &citations[i]
		base, guide := strings.CutPrefix(key, "guide.")
		if c.Fields == nil || slices.Contains(c.Fields, key) || guide && (slices.Contains(c.Fields, base) || slices.Contains(c.Fields, "guide")) {
			out = append(out, c)
		}
	}
	return out
}
