package chart

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shape is a drawn element without the attributes that all shapes have.
type shape struct {
	name, class      string
	x1, x2, width, y string // "" when the element has none
	dashed, filled   bool
}

// drawing is a parsed chart.
type drawing struct {
	title  string
	height float64
	texts  []string
	shapes []shape
}

// parse parses markup and fails unless browsers accept it: XML, finite lengths,
// everything inside the height and width, no style of its own.
func parse(t *testing.T, svg string) drawing {
	t.Helper()
	var d drawing
	root := map[string]string{}
	var open []string
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return d
		}
		if err != nil {
			t.Fatalf("the markup is not well-formed XML: %v\n%s", err, svg)
		}
		switch e := token.(type) {
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			switch {
			case slices.Contains(open, "title"):
				d.title += string(e)
			case slices.Contains(open, "text"):
				d.texts[len(d.texts)-1] += string(e)
			}
		case xml.StartElement:
			open = append(open, e.Name.Local)
			a := map[string]string{}
			for _, attr := range e.Attr {
				a[attr.Name.Local] = attr.Value
			}
			if a["style"] != "" || e.Name.Local == "style" || e.Name.Local == "script" {
				t.Errorf("the pages' Content-Security-Policy forbids <%s style=%q>", e.Name.Local, a["style"])
			}
			for _, key := range []string{"x", "y", "x1", "x2", "y1", "y2", "width", "height"} {
				if value, ok := a[key]; ok {
					length(t, d.height, key, value, e.Name.Local == "svg")
				}
			}
			switch e.Name.Local {
			case "svg":
				root = a
				d.height = length(t, 0, "height", a["height"], true)
			case "title":
				if a["id"] != root["aria-labelledby"] || root["role"] != "img" {
					t.Errorf("the title %q must be the name of an image: %v", a["id"], root)
				}
			case "text":
				d.texts = append(d.texts, "")
			case "rect", "line":
				d.shapes = append(d.shapes, shape{
					e.Name.Local, a["class"], a["x1"], a["x2"], a["width"], a["y"], a["stroke-dasharray"] != "", a["fill"] == "currentColor",
				})
			}
		}
	}
}

func length(t *testing.T, height float64, key, value string, root bool) float64 {
	t.Helper()
	digits, unit := strings.TrimRight(value, "em%"), "em"
	if strings.HasSuffix(value, "%") {
		unit = "%"
	}
	v, err := strconv.ParseFloat(digits, 64)
	across := strings.HasPrefix(key, "x") || key == "width"
	switch {
	case err != nil || math.IsNaN(v) || math.IsInf(v, 0) || strings.Contains(value, "e+") || digits+unit != value:
		t.Errorf("%s=%q is not a length", key, value)
	case across && (unit != "%" || v < 0 || v > 100):
		t.Errorf("%s=%q is not a part of the width", key, value)
	case !across && (unit != "em" || v < 0 || !root && v > height):
		t.Errorf("%s=%q is outside the chart, which is %v em high", key, value, height)
	}
	return v
}

func TestSVG(t *testing.T) {
	const zero = "line fact 0%–0%"
	for _, test := range []struct {
		name  string
		chart Chart
		texts []string
		want  []string // shapes, without the track
	}{
		{"a fact and a goal of a share", Chart{Full: Full{100, "100%"}, Bars: []Bar{
			{Label: "2016年", Text: "87.7%", Value: 87.7}, {Label: "2020年目标", Text: "90%", Value: 90, Goal: true}}},
			[]string{"2016年 87.7%", "2020年目标 90%", "0", "100%"},
			[]string{"rect fact 87.7% filled", zero, "rect goal 90%", "line goal 0%–0%"}},
		{"bars begin at zero and share a scale", Chart{Bars: []Bar{
			{Label: "a", Text: "1235", Value: 1235}, {Label: "b", Text: "2470", Value: 2470, Own: true}}},
			[]string{"a 1235", "b 2470"},
			[]string{"rect fact 50% filled", zero, "rect fact own 100% filled", "line fact own 0%–0%"}},
		{"more than a share: open up to the whole", Chart{Full: Full{100, "100%"}, Bars: []Bar{
			{Label: "a", Text: "大于95%", Value: 95, Bound: Above, Goal: true}}},
			[]string{"a 大于95%", "0", "100%"},
			[]string{"rect goal 95%", "line goal 95%–100% dashed", "line goal 0%–0%"}},
		{"more than a number: the scale goes on", Chart{Bars: []Bar{
			{Label: "a", Text: "大于10", Value: 10, Bound: Above}, {Label: "b", Text: "5", Value: 5}}},
			[]string{"a 大于10", "b 5"},
			[]string{"rect fact 90% filled", "line fact 90%–100% dashed", zero, "rect fact 45% filled", zero}},
		{"less than a number is no bar", Chart{Bars: []Bar{
			{Label: "a", Text: "4", Value: 4}, {Label: "b", Text: "小于3", Value: 3, Bound: Below, Goal: true}}},
			[]string{"a 4", "b 小于3"},
			[]string{"rect fact 100% filled", zero, "line goal 0%–75% dashed", "line goal 75%–75%", "line goal 0%–0%"}},
		{"doubtful", Chart{Bars: []Bar{
			{Label: "a", Text: "24", Value: 24, Doubtful: true}, {Label: "b", Text: "8", Value: 8, Goal: true, Doubtful: true}}},
			[]string{"a 24", "b 8"},
			[]string{"rect fact 100% dashed", zero, "rect goal 33.33% dashed", "line goal 0%–0%"}},
		{"zero beside a number", Chart{Bars: []Bar{{Text: "0"}, {Text: "3", Value: 3}}},
			[]string{"0", "3"}, []string{"rect fact 0% filled", zero, "rect fact 100% filled", zero}},
		{"zeros alone", Chart{Bars: []Bar{{Text: "0"}, {Text: "0"}}},
			[]string{"0", "0"}, []string{"rect fact 0% filled", zero, "rect fact 0% filled", zero}},
		{"text is escaped", Chart{ID: `"><script>`, Title: "a<b&c", Bars: []Bar{{Label: "<i>", Text: "&", Value: 1}}},
			[]string{"<i> &"}, []string{"rect fact 100% filled", zero}},
		{"long text is broken, numbers are not", Chart{Bars: []Bar{
			{Label: "很长很长的一个名称加上2016年", Text: "123456.789万人次·年／每十万常住人口", Value: 1}}},
			[]string{"很长很长的一个名", "称加上2016年", "123456.789万人", "次·年／每十万常", "住人口"},
			[]string{"rect fact 100% filled", zero}},
	} {
		t.Run(test.name, func(t *testing.T) {
			svg, ok := test.chart.SVG()
			if !ok {
				t.Fatal("the chart draws nothing")
			}
			d := parse(t, svg)
			var got []string
			for _, s := range d.shapes {
				if s.class == "chart-track" {
					continue
				}
				line := s.name + " " + strings.ReplaceAll(s.class, "chart-", "") + " " + s.width
				if s.name == "line" {
					line += s.x1 + "–" + s.x2
				}
				if s.dashed {
					line += " dashed"
				}
				if s.filled {
					line += " filled"
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("shapes (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.texts, d.texts); diff != "" {
				t.Errorf("texts (-want +got):\n%s", diff)
			}
			if d.title != test.chart.Title {
				t.Errorf("the accessible name is %q, want %q", d.title, test.chart.Title)
			}
		})
	}
}

// TestNothingToDraw: a chart with a value off the scale is not drawn at all.
func TestNothingToDraw(t *testing.T) {
	fine := Bar{Label: "a", Text: "1", Value: 1}
	for name, c := range map[string]Chart{
		"no bars": {}, "negative": {Bars: []Bar{fine, {Value: -1}}}, "beyond the whole": {Full: Full{100, "100%"}, Bars: []Bar{fine, {Value: 101}}},
		"no number": {Bars: []Bar{fine, {Value: math.NaN()}}}, "infinite": {Bars: []Bar{fine, {Value: math.Inf(1)}}},
	} {
		if svg, ok := c.SVG(); ok || svg != "" {
			t.Errorf("%s: must not be drawn, got %s", name, svg)
		}
	}
}

// FuzzSVG draws random numbers and labels: the drawing is well-formed, inside the
// chart, in lines of at most Line em, and its lengths follow the order of values.
func FuzzSVG(f *testing.F) {
	f.Add("2016年", "87.7%", 87.7, 90.0, 100.0, 0, true)
	f.Add("", "\x00<&\xff", math.MaxFloat64, math.SmallestNonzeroFloat64, 0.0, 1, false)
	f.Add("a b c", strings.Repeat("9", 50), 0.0, 1e-300, 0.0, 2, false)
	f.Fuzz(func(t *testing.T, label, text string, a, b, full float64, bound int, goal bool) {
		c := Chart{ID: "x", Title: label, Full: Full{full, "f"}, Bars: []Bar{
			{Label: label, Text: text, Value: a, Goal: goal}, {Label: text, Text: label, Value: b, Bound: Bound(bound), Doubtful: goal},
		}}
		svg, ok := c.SVG()
		if bad := !(a >= 0 && b >= 0) || math.IsInf(a+b, 0) && max(a, b) == math.Inf(1) || full > 0 && max(a, b) > full; ok == bad {
			t.Fatalf("ok is %v for %v and %v up to %v", ok, a, b, full)
		}
		if !ok {
			return
		}
		d := parse(t, svg)
		for _, line := range d.texts {
			if w := width(strings.ReplaceAll(line, "\uFFFD", "?")); w > Line+.01 {
				t.Errorf("%q is %v em wide, more than %v", line, w, Line)
			}
		}
		var ends []float64
		for _, s := range d.shapes {
			if s.class == "chart-track" || s.name == "line" && (Bound(bound) != Below || !s.dashed) {
				continue
			}
			end := s.width + s.x2
			v, err := strconv.ParseFloat(strings.TrimSuffix(end, "%"), 64)
			if err != nil {
				t.Fatal(fmt.Sprint(s, err))
			}
			ends = append(ends, v)
		}
		if len(ends) != 2 || a < b && ends[0] > ends[1] || a > b && ends[0] < ends[1] {
			t.Errorf("%v and %v reach to %v", a, b, ends)
		}
		if again, _ := c.SVG(); again != svg {
			t.Error("a second drawing differs from the first")
		}
	})
}
