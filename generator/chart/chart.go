// Package chart draws numbers as bars, in SVG inside a page.
//
// All bars of a chart begin at zero, share one scale, and have their label and
// value as text: there is no legend, and colours mean nothing. A fact is a filled
// bar, a target an outline, a doubtful value a dashed outline. A dotted line marks
// the values that a bound leaves open; a bound is never drawn as a number.
//
// A chart is not scaled like a picture: horizontal lengths are percentages of the
// width that the page gives it, heights and vertical positions are in em. Its text
// therefore has the size that the page's style gives to .chart, also on phones and
// in large print; a line has at most [Line] em. A chart has no style of its own:
// shapes take the colour of the surrounding text, and have classes for the page's
// style sheet: chart; chart-fact, -goal, -own, -track, -scale.
//
// The markup is a pure function of the chart. It is well-formed XML, and all text
// in it is escaped.
package chart

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Chart is one picture. A page that shows it also shows its numbers as text.
type Chart struct {
	ID    string // id of the element that holds Title; must be unique on the page
	Title string // accessible name: states all that the picture shows
	Bars  []Bar  // from top to bottom
	Full  Full
}

// Full is the end of the scale for values with a maximum: 100 %. Without it the
// scale ends at the largest value.
type Full struct {
	Value float64 // 0 for none
	Text  string  // "100%"
}

// Bar is a value with its label.
type Bar struct {
	Label    string // of the value: "2016年"
	Text     string // the value in words: "87.7%"
	Value    float64
	Bound    Bound
	Goal     bool // a target
	Own      bool // drawn to differ from the others
	Doubtful bool
}

// Bound is the relation of the true value to the given one.
type Bound int

const (
	Exact Bound = iota
	Above       // the true value is larger
	Below       // the true value is smaller
)

// Line is the greatest width of a line of text in em: the space on a screen of
// 360 px with text at twice its usual size.
const Line = 8.8

// Heights and gaps, in em.
const (
	lineHeight = 1.4
	baseline   = 1.05 // of a line of text, below its top
	thickness  = .9   // of a bar
	gap        = .8   // below a bar
	tick       = .1   // of the line at zero, above and below a bar
)

// room is the part of the width for an open end when the scale has no end.
const room = .1

// SVG draws the chart. ok is false when there are no bars, or when the scale cannot
// hold a value: a negative one, one beyond Full, or NaN.
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

// scale returns the function from a value to its length in percent of the width.
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

// draw draws a bar below top: its start, its end, and the track of the scale.
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
	// The line at zero makes a bar of length 0 visible.
	line("0", "0", number(top-tick), number(top+thickness+tick), "")
}

// lines returns the label and the value as markup, each line at most [Line] em.
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

// broken splits a text into lines. Chinese can break anywhere, a number or a Latin
// word only when it is longer than a line.
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

// pieces splits a text into the pieces that no line break may split.
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

// width returns the greatest width of a text in em, set in bold by the fonts of
// phones and computers.
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

// number formats a length to a hundredth, as short as possible.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

func escape(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text)) // a Builder returns no error
	return b.String()
}
