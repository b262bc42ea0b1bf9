// Package chart draws numbers as bars, in SVG that stands inside a page.
//
// All bars of a chart begin at zero, lie below each other on one scale, and
// carry their label and their value as text: no legend, no colour that means
// anything. What has happened is filled, what is aimed at is an outline, what
// is doubtful is a dashed outline; a bound is drawn as a dotted line over the
// values that it leaves open, never as if it were a number.
//
// A chart is not scaled like a picture: lengths across are shares of the width
// that the page gives it, heights and places down are in em. So its text has
// the size that the page's style gives to .chart, on narrow phones and in large
// print as well; lines are broken to hold at most [Line] em. It has no style of
// its own: shapes take the colour of the text around them, and have classes
// (chart; chart-fact, -goal, -own, -track, -scale) for the page's style sheet.
//
// The markup is a pure function of the chart. It is well-formed XML; all text
// in it is escaped.
package chart

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Chart is one picture. Whoever shows it also shows its numbers as text.
type Chart struct {
	ID    string // of the element that holds Title; must be free on the page
	Title string // the accessible name: says all that the picture says
	Bars  []Bar  // from the top
	Full  Full
}

// Full is where the scale ends, for values that cannot exceed something: 100 %.
// Without it the scale ends at the largest value.
type Full struct {
	Value float64 // 0 for none
	Text  string  // "100%"
}

// Bar is a value with its label.
type Bar struct {
	Label    string // what it is: "2016年"
	Text     string // the value in words: "87.7%"
	Value    float64
	Bound    Bound
	Goal     bool // aimed at, not reached
	Own      bool // to be set off from the others
	Doubtful bool
}

// Bound says what a value tells of the true one.
type Bound int

const (
	Exact Bound = iota
	Above       // it is more than the value
	Below       // it is less than the value
)

// Line is how many em a line of text in a chart may take: what is left on a
// screen of 360 px with text at twice its usual size.
const Line = 8.8

// Heights and gaps, in em.
const (
	lineHeight = 1.4
	baseline   = 1.05 // of a line of text, below its top
	thickness  = .9   // of a bar
	gap        = .8   // below a bar
	tick       = .1   // of the line at zero, above and below a bar
)

// room is how much of the width an open end takes where the scale has no end.
const room = .1

// SVG draws the chart. ok is false when there is nothing to draw: no bars, or a
// value that has no place on a scale from zero (negative, beyond Full, not a
// number).
func (c Chart) SVG() (svg string, ok bool) {
	share, ok := c.scale()
	if !ok {
		return "", false
	}
	var b strings.Builder
	top := tick
	for _, bar := range c.Bars {
		lines := bar.lines()
		for _, line := range lines {
			fmt.Fprintf(&b, `<text y="%sem" fill="currentColor">%s</text>`, number(top+baseline), line)
			top += lineHeight
		}
		bar.draw(&b, top, share(bar.Value), c.Full.Value > 0)
		top += thickness + gap
	}
	if c.Full.Value > 0 {
		y := number(top - gap + baseline + tick)
		fmt.Fprintf(&b, `<text class="chart-scale" y="%sem" fill="currentColor">0</text>`, y)
		fmt.Fprintf(&b, `<text class="chart-scale" x="100%%" y="%sem" text-anchor="end" fill="currentColor">%s</text>`, y, escape(c.Full.Text))
		top += lineHeight
	}
	id := escape(c.ID)
	return fmt.Sprintf(`<svg class="chart" role="img" aria-labelledby="%s" width="100%%" height="%sem" overflow="visible"><title id="%s">%s</title>%s</svg>`,
		id, number(top-gap+tick), id, escape(c.Title), b.String()), true
}

// scale returns how far a value reaches, in percent of the width.
func (c Chart) scale() (share func(float64) float64, ok bool) {
	most, open := 0.0, false
	for _, bar := range c.Bars {
		if !(bar.Value >= 0) || math.IsInf(bar.Value, 0) || c.Full.Value > 0 && bar.Value > c.Full.Value {
			return nil, false
		}
		most = max(most, bar.Value)
		open = open || bar.Bound == Above
	}
	end := 100.0
	switch {
	case c.Full.Value > 0:
		most = c.Full.Value
	case open:
		end -= 100 * room
	}
	return func(v float64) float64 {
		if most == 0 {
			return 0
		}
		return v / most * end
	}, len(c.Bars) > 0
}

// draw draws a bar below top: where it begins, how far it reaches, and how far
// the scale does.
func (bar Bar) draw(b *strings.Builder, top, share float64, track bool) {
	y, middle, width := number(top), number(top+thickness/2), number(share)
	if track {
		fmt.Fprintf(b, `<rect class="chart-track" y="%sem" width="100%%" height="%sem" fill="none" stroke="currentColor" stroke-opacity=".5"/>`, y, number(thickness))
	}
	class := "chart-fact"
	if bar.Goal {
		class = "chart-goal"
	}
	if bar.Own {
		class += " chart-own"
	}
	look := `fill="currentColor"`
	switch {
	case bar.Doubtful:
		look = `fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="6 4"`
	case bar.Goal:
		look = `fill="none" stroke="currentColor" stroke-width="2.5"`
	}
	line := func(x1, x2, y1, y2, more string) {
		fmt.Fprintf(b, `<line class="%s" x1="%s%%" x2="%s%%" y1="%sem" y2="%sem" stroke="currentColor" stroke-width="2.5"%s/>`, class, x1, x2, y1, y2, more)
	}
	const dotted = ` stroke-dasharray="2 5"`
	if bar.Bound == Below {
		line("0", width, middle, middle, dotted)
		line(width, width, y, number(top+thickness), "")
	} else {
		fmt.Fprintf(b, `<rect class="%s" y="%sem" width="%s%%" height="%sem" %s/>`, class, y, width, number(thickness), look)
	}
	if bar.Bound == Above {
		line(width, "100", middle, middle, dotted)
	}
	// Where zero is, so that a bar of no length is seen.
	line("0", "0", number(top-tick), number(top+thickness+tick), "")
}

// lines are the label and the value as markup, each line at most [Line] em.
func (bar Bar) lines() []string {
	const space = .4
	if bar.Label != "" && width(bar.Label)+space+width(bar.Text) <= Line {
		return []string{escape(bar.Label) + " " + strong(bar.Text)}
	}
	var out []string
	for _, line := range broken(bar.Label) {
		out = append(out, escape(line))
	}
	for _, line := range broken(bar.Text) {
		out = append(out, strong(line))
	}
	return out
}

func strong(text string) string {
	return `<tspan font-weight="700">` + escape(text) + `</tspan>`
}

// broken cuts a text into lines. Chinese may be broken anywhere; numbers and
// words in Latin letters only where they are longer than a line.
func broken(text string) []string {
	var out []string
	line := ""
	for _, piece := range pieces(text) {
		if line != "" && width(line)+width(piece) > Line {
			out, line = append(out, strings.TrimRight(line, " ")), ""
		}
		line += piece
	}
	if line = strings.TrimRight(line, " "); line != "" {
		out = append(out, line)
	}
	return out
}

// pieces are what a line may not be broken within.
func pieces(text string) []string {
	var out []string
	word := ""
	for _, r := range text {
		whole := r < 0x2000 && r != ' '
		if word != "" && (!whole || width(word)+runeWidth(r) > Line) {
			out, word = append(out, word), ""
		}
		if whole {
			word += string(r)
		} else {
			out = append(out, string(r))
		}
	}
	if word != "" {
		out = append(out, word)
	}
	return out
}

// width is how much room a text needs at most, in em, as the fonts of phones
// and computers set it in bold.
func width(text string) float64 {
	w := 0.0
	for _, r := range text {
		w += runeWidth(r)
	}
	return w
}

func runeWidth(r rune) float64 {
	switch {
	case r == ' ' || r == '.' || r == ',':
		return .4
	case r >= '0' && r <= '9' || r >= 'a' && r <= 'l' || r >= 'n' && r <= 'v':
		return .62
	}
	return 1
}

// number writes a length as short as it can be, to a hundredth.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

func escape(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text)) // writing to a Builder does not fail
	return b.String()
}
