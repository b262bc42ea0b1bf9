package chart

import (
	"fmt"
	"strings"
)

// Sizes of a step line in its own units; its width and height are the style's.
const (
	stepWidth  = 10
	stepHeight = 30
)

// Steps draws values in their order as a line that rises and falls from step to
// step, above zero. A step says nothing of how long its value held: a missing start
// would lie. The line has no text and is not read aloud, so its page shows the
// numbers in a table. It is "" for fewer than three values, and where one cannot be
// drawn: a negative one, or NaN.
func Steps(values []float64) string {
	share, ok := Chart{Bars: bars(values)}.scale()
	if !ok || len(values) < 3 {
		return ""
	}
	var path strings.Builder
	for n, v := range values {
		command := "V"
		if n == 0 {
			command = "M0 "
		}
		fmt.Fprintf(&path, "%s%sh%d", command, number(stepHeight*(1-.9*share(v)/100)), stepWidth)
	}
	return fmt.Sprintf(`<svg class="steps" aria-hidden="true" viewBox="0 0 %d %d" preserveAspectRatio="none"><path d="%s"/></svg>`,
		stepWidth*len(values), stepHeight, path.String())
}

func bars(values []float64) (out []Bar) {
	for _, v := range values {
		out = append(out, Bar{Value: v})
	}
	return out
}
