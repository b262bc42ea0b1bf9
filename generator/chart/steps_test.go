package chart

import (
	"math"
	"testing"
)

func TestSteps(t *testing.T) {
	want := `<svg class="steps" aria-hidden="true" viewBox="0 0 30 30" preserveAspectRatio="none"><path d="M0 16.5h10V9.75h10V3h10"/></svg>`
	if got := Steps([]float64{50, 75, 100}); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, values := range [][]float64{nil, {50, 100}, {50, -1, 100}, {50, math.NaN(), 100}} {
		if got := Steps(values); got != "" {
			t.Errorf("%v: got %s, want nothing", values, got)
		}
	}
}
