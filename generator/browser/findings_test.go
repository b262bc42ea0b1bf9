package browser

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

// findings gathers what is wrong with many pages: a fault of the layouts or
// the style sheet is on most of them, and is told once.
type findings map[string][]string // fault → pages

func (f findings) add(page string, faults ...string) {
	for _, fault := range faults {
		if !slices.Contains(f[fault], page) {
			f[fault] = append(f[fault], page)
		}
	}
}

// report fails the test with each fault and where it is.
func (f findings) report(t *testing.T) {
	t.Helper()
	for _, fault := range slices.Sorted(maps.Keys(f)) {
		where := f[fault][0]
		if more := len(f[fault]) - 1; more > 0 {
			where += fmt.Sprintf(" and %d more", more)
		}
		t.Errorf("%s: %s", where, fault)
	}
}
