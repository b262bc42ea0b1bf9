package pages

import (
	"cmp"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"handbook/generator/chart"
	"handbook/generator/handbook"
)

// This file decides for the sentences and the pictures alike which readings can
// be compared: a reading without a number stays text, and a cumulative value
// shares no scale with one year's.

// findings describes the readings of an indicator in sentences: the province's,
// then those that other editions add. They state the numbers and the difference
// between them, and do not judge.
func (b *Book) findings(levels []*handbook.Indicator) []string {
	out := []string{b.finding(levels[0])}
	for _, own := range levels[1:] {
		name := own.Edition.Name
		switch base, target := own.Own(); {
		case base != nil && target != nil:
			whole := *own
			whole.Suspect = false // the suspicion concerns the province's figures
			out = append(out, b.text("finding.of", name, b.finding(&whole)))
		case base != nil:
			out = append(out, b.text("finding.own_base", name, base.Year, b.words(own.Unit, *base)))
		case target != nil:
			out = append(out, b.text("finding.own_target", name, target.Year, b.words(own.Unit, *target)))
		}
	}
	return out
}

// finding returns the sentence about a base value and a target.
func (b *Book) finding(i *handbook.Indicator) string {
	text := b.text
	base, target := b.words(i.Unit, i.Base), b.words(i.Unit, i.Target)
	said := func(key string, more ...any) string {
		return text("finding."+key, append([]any{i.Base.Year, base, i.Target.Year, target}, more...)...)
	}
	from, fromBound, ok := measure(i.Base)
	to, toBound, both := measure(i.Target)
	switch {
	case i.Suspect && i.Cumulative:
		return said("cumulative") + text("finding.as_written")
	case i.Suspect:
		return said("suspect") + text("finding.as_written")
	case i.Cumulative:
		return said("cumulative")
	case !both:
		return said("no_number")
	case !ok || fromBound != chart.Exact:
		if base == target {
			return said("same")
		}
		return said("apart")
	case toBound == chart.Above && from > to || toBound == chart.Below && from < to || from == to && i.Target.Includes():
		return said("apart") + text("finding.already", i.Base.Year, target)
	case from == to && toBound == chart.Exact:
		return said("same")
	case from == to:
		return said("apart")
	}
	by := b.difference(i.Unit, from, to)
	if toBound != chart.Exact {
		by = text("finding.over", by)
	}
	rate := isRate(i.Unit)
	switch {
	case to > from && rate:
		return said("raise", by)
	case to > from:
		return said("more", by)
	case rate:
		return said("lower", by)
	}
	return said("fewer", by)
}

// chartOf draws the readings of an indicator on one scale; "" when fewer than
// two share one.
func (b *Book) chartOf(levels []*handbook.Indicator) template.HTML {
	first := levels[0]
	if first.Cumulative {
		return ""
	}
	text := b.text
	var bars, goals []chart.Bar
	add := func(to *[]chart.Bar, level *handbook.Indicator, r *handbook.Reading, key string) {
		if r == nil {
			return
		}
		value, bound, ok := measure(*r)
		if !ok {
			return
		}
		bar := chart.Bar{
			Label: text("finding."+key, r.Year), Text: b.words(first.Unit, *r), Value: value, Bound: bound,
			Goal: key == "target", Own: level != first, Doubtful: level == first && first.Suspect,
		}
		if len(levels) > 1 {
			bar.Label = level.Edition.Name + bar.Label
		}
		if bar.Doubtful {
			bar.Text = text("finding.doubtful", bar.Text)
		}
		*to = append(*to, bar)
	}
	for _, level := range levels {
		base, target := level.Own()
		add(&bars, level, base, "base")
		add(&goals, level, target, "target")
	}
	bars = append(bars, goals...)
	if len(bars) < 2 {
		return ""
	}
	c := chart.Chart{ID: "s-chart-" + first.ID, Title: b.nameOf(first.Title, bars), Bars: bars}
	if first.Unit == "%" {
		c.Full = chart.Full{Value: 100, Text: "100%"}
		for _, bar := range bars {
			if bar.Value > c.Full.Value { // a growth, for example: it has no whole
				c.Full = chart.Full{}
			}
		}
	}
	return drawn(c)
}

// series draws the growth of a standard as a small line; "" for fewer than three
// amounts, and where they have no common unit.
func (b *Book) series(std *handbook.Standard) template.HTML {
	if std.Amount == nil {
		return ""
	}
	var values []float64
	for _, past := range append(slices.Clone(std.History), handbook.PastAmount{Amount: *std.Amount, Unit: std.Unit}) {
		value, ok := handbook.Worth(past.Amount, past.Unit, std.Unit)
		if !ok {
			return ""
		}
		values = append(values, value)
	}
	return template.HTML(chart.Steps(values))
}

func drawn(c chart.Chart) template.HTML {
	svg, _ := c.SVG() // "" when a value does not fit the scale
	return template.HTML(svg)
}

// nameOf returns a picture's accessible name.
func (b *Book) nameOf(what string, bars []chart.Bar) string {
	parts := make([]string, len(bars))
	for n, bar := range bars {
		parts[n] = bar.Label + cmp.Or(aloud(bar.Text), bar.Text)
	}
	return b.text("finding.name", what, strings.Join(parts, b.text("finding.comma")))
}

// measure returns a reading's number and its bound; ok is false for a reading
// without a number.
func measure(r handbook.Reading) (value float64, bound chart.Bound, ok bool) {
	if r.Value == nil {
		return 0, chart.Exact, false
	}
	switch r.Comparator {
	case "", "=":
	case ">", ">=":
		bound = chart.Above
	case "<", "<=":
		bound = chart.Below
	default:
		return 0, chart.Exact, false
	}
	return float64(*r.Value), bound, true
}

// words returns a reading to be read aloud: 大于95%, or the original's wording
// when it has no number.
func (b *Book) words(unit string, r handbook.Reading) string {
	if _, _, ok := measure(r); !ok {
		return r.Text
	}
	number := quantity(r.Value.String(), unit)
	switch r.Comparator {
	case ">":
		return b.text("finding.above", number)
	case ">=":
		return b.text("finding.at_least", number)
	case "<":
		return b.text("finding.below", number)
	case "<=":
		return b.text("finding.at_most", number)
	}
	return number
}

// quantity returns a number with its unit; 12.4 of 1/10万 becomes 每10万12.4.
func quantity(number, unit string) string {
	if strings.HasPrefix(unit, oneOf) {
		return strings.Replace(unit, oneOf, "每", 1) + number
	}
	return number + unit
}

// oneOf is the beginning of a rate's unit.
const oneOf = "1/"

// isRate reports whether a unit is that of a rate. Chinese has other verbs for
// the growth of a rate than for that of a number.
func isRate(unit string) bool { return unit == "%" || unit == "‰" || strings.HasPrefix(unit, oneOf) }

// difference returns the distance of two values in words, to the last digit of
// either. The distance of two percentages is in percentage points.
func (b *Book) difference(unit string, from, to float64) string {
	digits := 0
	for _, value := range []float64{from, to} {
		_, after, _ := strings.Cut(handbook.Amount(value).String(), ".")
		digits = max(digits, len(after))
	}
	number := strconv.FormatFloat(math.Abs(to-from), 'f', digits, 64)
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	switch unit {
	case "%":
		return b.text("finding.points", number)
	case "‰":
		return b.text("finding.permille", number)
	}
	return quantity(number, unit)
}
