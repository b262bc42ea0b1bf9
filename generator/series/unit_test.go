package series

import (
	"fmt"
	"testing"
	"time"
)

func TestUnits(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"970元/人·月", "元/人·年", "11640元/人·年"},
		{"11640元/人·年", "元/人·月", "970元/人·月"},
		{"0.1元/人·月", "元/人·年", "1.2元/人·年"},
		{"100元/人·季度", "元/人·月", ""}, // no finite decimal
		{"100元/人·季度", "元/人·年", "400元/人·年"},
		{"1.2万元/户", "元/户", "12000元/户"},
		{"3万元", "元", "30000元"},
		{"2万元/年", "元/月", ""},
		{"2.4万元/年", "元/月", "2000元/月"},
		{"1000元/生·学期", "元/生·年", "2000元/生·年"},
		{"1000元/生·学期", "元/生·学年", "2000元/生·学年"},
		{"2000元/生·学年", "元/生·年", "2000元/生·年"},
		{"1000元/生·学期", "元/生·月", "no"},
		{"1200元/生·年", "元/生·月", "100元/生·月"},
		{"24个月", "年", "2年"},
		{"4次/年", "次/月", ""},
		{"1次/月", "次/年", "12次/年"},
		{"5元/人·天", "元/人·年", "no"},
		{"5元/人·日", "元/人·天", "no"},
		{"20个工作日", "天", "no"},
		{"5元/人·年", "元/生·年", "no"},
		{"5元/人·年", "元/户·年", "no"},
		{"5天/学年", "天/年", "no"},
		{"5元/人·学期", "元/人·年", "no"},
		{"5元", "元/人", "no"},
		{"2个月本人工资", "年本人工资", "no"},
		{"5%", "%", "5%"},
	} {
		var a float64
		var unit string
		fmt.Sscanf(c.from, "%f%s", &a, &unit)
		got, ok := Measure{Amount(a), Unit(unit)}.In(Unit(c.to))
		said := map[bool]string{true: written(got)}[ok]
		if !ok && !Unit(unit).Converts(Unit(c.to)) {
			said = "no"
		}
		if said != c.want {
			t.Errorf("%s in %s is %q, want %q (no: does not convert)", c.from, c.to, said, c.want)
		}
	}
}

func TestWorth(t *testing.T) {
	for _, test := range []struct {
		amount Amount
		unit   Unit
		worth  float64
		recurs bool
	}{
		{970, "元/人·月", 11640, true},
		{650, "元/生·学期", 1300, true},
		{240, "元/年", 240, true},
		{2, "万元/户", 20000, false},
		{30, "万元", 300000, false},
		{500, "元/人", 500, false},
		{5, "元/生·天", 5, false},
		{4, "次/年", 0, true},
		{90, "%", 0, false},
	} {
		m := Measure{test.amount, test.unit}
		if got := m.Worth(); got != test.worth || test.unit.Recurs() != test.recurs {
			t.Errorf("%v: %v a year, recurs %v; want %v, %v", m, got, test.unit.Recurs(), test.worth, test.recurs)
		}
	}
}

func TestYearly(t *testing.T) {
	for from, want := range map[Unit]Unit{
		"元/人·月": "元/人·年", "元/月": "元/年", "元/生·学期": "元/生·年", "元/人·季度": "元/人·年",
		"元/人·年": "", "元/人·天": "", "元": "", "个月": "", "元/人·学期": "", "%": "",
	} {
		if got := from.Yearly(); got != want {
			t.Errorf("the year of %s is %q, want %q", from, got, want)
		}
	}
}

func TestBounds(t *testing.T) {
	month, year := Measure{100, "元/人·月"}, Measure{1200, "元/人·年"}
	for _, c := range []struct {
		by    Bound
		m, n  Measure
		want  string
		ratio float64
	}{
		{"", month, year, "0 true", 1},
		{AtLeast, Measure{101, "元/人·月"}, year, "1 true", 1.01},
		{UpTo, Measure{50, "元/人·月"}, year, "-1 true", 0.5},
		{AtMost, Measure{10, "日"}, Measure{20, "日"}, "1 true", 2},
		{Exact, month, year, "0 false", 0},
		{AtLeast, month, Measure{1, "元/户·年"}, "0 false", 0},
		{AtLeast, month, Measure{0, "元/人·月"}, "1 true", 0},
	} {
		c0, ok := c.by.Compare(c.m, c.n)
		if got := fmt.Sprint(c0, " ", ok); got != c.want {
			t.Errorf("%s: %v against %v is %s, want %s", c.by, c.m, c.n, got, c.want)
		}
		if got := c.by.Ratio(c.m, c.n); got != c.ratio {
			t.Errorf("%s: %v is %v times %v, want %v", c.by, c.m, got, c.n, c.ratio)
		}
	}
}

func TestSpan(t *testing.T) {
	low, high, ok := Span([]Measure{{866, "元/人·月"}, {799, "元/人·月"}, {9600, "元/人·年"}, {866, "元/人·月"}})
	if low != 1 || high != 0 || !ok {
		t.Errorf("the span is %d to %d, %v; want 1 to 0", low, high, ok)
	}
	if _, _, ok := Span([]Measure{{1, "元"}, {2, "次"}}); ok {
		t.Error("measures of two units have no span")
	}
	if _, _, ok := Span(nil); ok {
		t.Error("no measures have no span")
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ d, first, last Date }{
		{Date{2017, 0, 0}, Date{2017, 1, 1}, Date{2017, 12, 31}},
		{Date{2020, 2, 0}, Date{2020, 2, 1}, Date{2020, 2, 29}},
		{Date{2021, 12, 0}, Date{2021, 12, 1}, Date{2021, 12, 31}},
		{Date{2025, 7, 1}, Date{2025, 7, 1}, Date{2025, 7, 1}},
		{Date{}, Date{}, Date{}},
	} {
		if c.d.First() != c.first || c.d.Last() != c.last {
			t.Errorf("%v is %v to %v, want %v to %v", c.d, c.d.First(), c.d.Last(), c.first, c.last)
		}
	}
	if d := DayOf(time.Date(2026, 11, 30, 23, 59, 0, 0, time.UTC)); d != (Date{2026, 11, 30}) || !d.IsDay() {
		t.Errorf("the day is %v", d)
	}
	if d := (Date{2026, 8, 31}).AddMonths(3); d != (Date{2026, 12, 1}) {
		t.Errorf("three months after 31 August is %v, want the first day of December", d)
	}
	for _, c := range []struct {
		d, e          Date
		before, after bool
	}{
		{Date{2017, 0, 0}, Date{2018, 1, 1}, true, false},
		{Date{2017, 0, 0}, Date{2017, 12, 31}, false, false},
		{Date{2017, 0, 0}, Date{2016, 12, 31}, false, true},
	} {
		if c.d.Before(c.e) != c.before || c.d.After(c.e) != c.after {
			t.Errorf("%v before %v: %v, after: %v", c.d, c.e, c.d.Before(c.e), c.d.After(c.e))
		}
	}
}
