package handbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"handbook/generator/diag"
)

// stepsFrom and stepsTo are the days of testdata/steps.txtar.
var stepsFrom, stepsTo = Date{Year: 2018, Month: 12, Day: 31}, Date{Year: 2026, Month: 11, Day: 30}

// TestSteps says how the standards of testdata/steps.txtar changed between two days.
func TestSteps(t *testing.T) {
	editionCases(t, "testdata/steps.txtar", func(h *Handbook, faults diag.List) string {
		var b strings.Builder
		for _, f := range faults {
			if f.Severity == diag.Error {
				b.WriteString(said(diag.List{f}))
			}
		}
		for e := range h.Province.All {
			here := tellSteps(h, e, stepsFrom, stepsTo)
			if e.Parent == nil || !slices.Equal(here, tellSteps(h, e.Parent, stepsFrom, stepsTo)) {
				fmt.Fprintf(&b, "%s:\n  %s\n", e.Name, strings.Join(here, "\n  "))
			}
		}
		return b.String()
	})
}

// tellSteps writes the steps of the item subsidy.
func tellSteps(h *Handbook, e *Edition, from, to Date) (out []string) {
	item := e.Item("subsidy")
	if item == nil {
		return nil
	}
	for _, s := range h.Steps(item, from, to) {
		way, _ := s.Way()
		sign := map[int]string{1: "+ ", -1: "- "}[way]
		line := fmt.Sprintf("%s %s%s %s", s.Day, sign, s.Name(), s.Value)
		if s.Ended {
			line = fmt.Sprintf("%s ended: %s %s", s.Day, s.Name(), s.Value)
		}
		if s.Before != nil {
			line += ", before " + s.Before.String()
		}
		if s.Other != nil {
			line += ", other " + s.Other.String() + " of " + s.OtherLine.Name()
		}
		if s.Only != nil {
			line += ", only " + strings.Join(s.Only, " ")
		}
		out = append(out, line)
	}
	return out
}
