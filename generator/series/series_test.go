package series

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// date reads a date as TOML has it.
func date(t *testing.T, v any) Date {
	t.Helper()
	var d Date
	switch v := v.(type) {
	case nil:
	case int64:
		d.Year = int(v)
	case time.Time:
		d = DayOf(v)
	case string:
		if n, err := fmt.Sscanf(v, "%d-%d-%d", &d.Year, &d.Month, &d.Day); n == 0 {
			t.Fatalf("%q: %v", v, err)
		}
	default:
		t.Fatalf("no date: %v", v)
	}
	return d
}

// value reads a value: "2021-01 367元/人·月", "- 880元/人·月 seen 2025", "2027 words",
// "2025 866元/人·月 only a/b,a/c", "2022-04 5元 until 2022". A dash is no date.
func value(t *testing.T, s string) Value {
	t.Helper()
	f := strings.Fields(s)
	var v Value
	if f[0] != "-" {
		v.Since = date(t, f[0])
	}
	if f[1] != "words" {
		var a float64
		var unit string
		if _, err := fmt.Sscanf(f[1], "%f%s", &a, &unit); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		amount := Amount(a)
		v.Amount, v.Unit = &amount, Unit(unit)
	}
	for i := 2; i < len(f); i += 2 {
		switch f[i] {
		case "seen":
			v.Seen = date(t, f[i+1])
		case "until":
			v.Until = date(t, f[i+1])
		case "only":
			v.Only = strings.Split(f[i+1], ",")
		default:
			t.Fatalf("%q: no word %s", s, f[i])
		}
	}
	return v
}

// lines reads lines, the nearest first: "a/b: VALUE; VALUE". The nation is "!".
func lines(t *testing.T, of ...string) (out []*Line) {
	t.Helper()
	for _, s := range of {
		place, list, _ := strings.Cut(s, ":")
		var values []Value
		for text := range strings.SplitSeq(list, ";") {
			values = append(values, value(t, strings.TrimSpace(text)))
		}
		out = append(out, NewLine(strings.Trim(place, "!"), place == "!", values))
	}
	return out
}

// on writes what is in force: its amount or "words", and + for words beside it.
func on(s *Series, place, day string) string {
	var d Date
	fmt.Sscanf(day, "%d-%d-%d", &d.Year, &d.Month, &d.Day)
	st := s.On(place, d)
	switch {
	case st == nil:
		return ""
	case s.Value(st.Ref).Amount == nil:
		return "words"
	case len(st.Beside) > 0:
		return written(s.Value(st.Ref).Measure()) + "+"
	}
	return written(s.Value(st.Ref).Measure())
}

func TestInForce(t *testing.T) {
	for _, c := range []struct {
		name  string
		bound Bound
		lines []string
		place string
		says  map[string]string // by day
	}{
		{"a year begins on its first day", "", []string{": 2017 5元; 2018 6元"}, "",
			map[string]string{"2016-12-31": "", "2017-01-01": "5元", "2017-12-31": "5元", "2018-01-01": "6元"}},
		{"a month begins on its first day", "", []string{": 2017 5元; 2021-02 6元"}, "",
			map[string]string{"2021-01-31": "5元", "2021-02-01": "6元"}},
		{"undated and first: from the beginning", "", []string{": - 5元 seen 2016; 2018 6元"}, "",
			map[string]string{"1990-01-01": "5元", "2018-06-01": "6元"}},
		{"undated and first, told when the next had begun", "", []string{": - 880元 seen 2025; 2025-07-01 970元"}, "",
			map[string]string{"2020-01-01": "", "2025-06-30": "", "2025-07-01": "970元"}},
		{"undated in between: from the last day of its source", "", []string{": 2016 85元; - 100元 seen 2018-03; 2020 130元"}, "",
			map[string]string{"2018-03-30": "85元", "2018-03-31": "100元", "2020-01-01": "130元"}},
		{"undated in between, told in retrospect", "", []string{": 2016 85元; - 123元 seen 2020-12-09; 2020-07 130元"}, "",
			map[string]string{"2019-01-01": "85元", "2020-06-30": "85元", "2020-07-01": "130元"}},
		{"undated in between, without a date of its source", "", []string{": 2016 85元; - 123元; 2020-07 130元"}, "",
			map[string]string{"2019-01-01": "85元", "2020-07-01": "130元"}},
		{"undated and last: from the last day of its source", "", []string{": 2020-07 130元; - 170元 seen 2025-06"}, "",
			map[string]string{"2025-06-29": "130元", "2025-06-30": "170元"}},
		{"undated and alone, without a date of its source", "", []string{": - 5元"}, "", map[string]string{"1990-01-01": "5元"}},
		{"words after an amount stand beside it", "", []string{": 2022 285元; 2025 words"}, "",
			map[string]string{"2024-12-31": "285元", "2025-01-01": "285元+"}},
		{"words before an amount hold until it begins", "", []string{": 2014 words; 2025 9元"}, "",
			map[string]string{"2020-01-01": "words", "2025-01-01": "9元"}},
		{"words after words", "", []string{": 1999 words; 2023 words"}, "", map[string]string{"1998-01-01": "", "2023-06-01": "words"}},
		{"words near, an amount above", "", []string{"a: 2025 words", ": 2022 285元"}, "a",
			map[string]string{"2026-01-01": "285元+", "2024-01-01": "285元"}},
		{"words above stand beside no nearer amount", "", []string{"a: 2025 9元", ": 2022 words"}, "a",
			map[string]string{"2026-01-01": "9元", "2024-01-01": "words"}},
		{"an end without a successor", "", []string{": 2022-04 1470元 until 2022"}, "",
			map[string]string{"2022-12-31": "1470元", "2023-01-01": ""}},
		{"an end, then another", "", []string{": 2020 5元 until 2021; 2023 6元"}, "",
			map[string]string{"2022-06-01": "", "2023-01-01": "6元"}},
		{"words outlive an ended amount", "", []string{": 2020 5元 until 2021; 2022 words"}, "",
			map[string]string{"2021-06-01": "5元", "2022-06-01": "words"}},
		{"an end here gives way to what is above", "", []string{"a: 2020 9元 until 2021", ": 2019 5元"}, "a",
			map[string]string{"2021-06-01": "9元", "2022-01-01": "5元"}},
		{"only: at the place", "", []string{"a: 2020 5元; 2025 7元 only a/b"}, "a/b", map[string]string{"2024-01-01": "5元", "2025-01-01": "7元"}},
		{"only: below the place", "", []string{"a: 2020 5元; 2025 7元 only a/b"}, "a/b/c", map[string]string{"2025-01-01": "7元"}},
		{"only: above the place", "", []string{"a: 2020 5元; 2025 7元 only a/b"}, "a", map[string]string{"2025-01-01": "5元"}},
		{"only: beside the place", "", []string{"a: 2020 5元; 2025 7元 only a/b"}, "a/bb", map[string]string{"2025-01-01": "5元"}},
		{"only, then for all", "", []string{": 2020 5元; 2021 7元 only a; 2022 8元"}, "a", map[string]string{"2021-01-01": "7元", "2022-01-01": "8元"}},
		{"only, ended: what holds around it", "", []string{": 2020 5元; 2021 7元 only a until 2021"}, "a",
			map[string]string{"2021-06-01": "7元", "2022-01-01": "5元"}},
		{"only twice, ended: what holds around them", "", []string{": 2020 5元; 2021 6元 only a; 2022 7元 only a until 2022"}, "a",
			map[string]string{"2021-06-01": "6元", "2022-06-01": "7元", "2023-01-01": "5元"}},
		{"the nation is a line of its own", "", []string{": 2017 750元/生·年", "!: 2023 720元/生·年"}, "", map[string]string{"2024-01-01": "750元/生·年"}},
		{"and binds the province", "", []string{": 2017 300元", "!: 2023 400元"}, "", map[string]string{"2022-01-01": "300元", "2024-01-01": "400元"}},
		{"three levels", "", []string{"a/b: 2016 4200元/人·年", "a: - 880元/人·月 seen 2025; 2025-07-01 970元/人·月", ": 2017 3000元/人·年; 2021-01 367元/人·月"}, "a/b",
			map[string]string{"2015-01-01": "", "2017-12-31": "4200元/人·年", "2025-06-30": "367元/人·月", "2025-07-01": "970元/人·月"}},
		{"up to: more is better", UpTo, []string{"a: 2020 12个月", ": 2019 24个月"}, "a", map[string]string{"2021-01-01": "24个月"}},
		{"at most: less is better", AtMost, []string{"a: 2020 12日", ": 2019 24日"}, "a", map[string]string{"2021-01-01": "12日"}},
		{"at most, worse than above", AtMost, []string{"a: 2020 30日", ": 2019 24日"}, "a", map[string]string{"2021-01-01": "24日"}},
		{"exact: the nearest", Exact, []string{"a: 2020 5元", ": 2021 9元"}, "a", map[string]string{"2022-01-01": "5元"}},
		{"exact: words hide no amount", Exact, []string{"a: 2020 words", ": 2021 9元"}, "a", map[string]string{"2022-01-01": "9元+"}},
		{"as good: the nearest", "", []string{"a: 2020 12元/年", ": 2021 1元/月"}, "a", map[string]string{"2022-01-01": "12元/年"}},
		{"other units: the nearest", "", []string{"a: 2020 5元/人·天", ": 2021 9元/人·年"}, "a", map[string]string{"2022-01-01": "5元/人·天"}},
		{"an announced raise hides nothing", "", []string{"a: 2025 970元; 2027 1100元"}, "a", map[string]string{"2026-11-30": "970元", "2027-01-01": "1100元"}},
		{"nor does an announced fall", "", []string{"a: 2025 970元; 2027 900元", ": 2021 367元"}, "a", map[string]string{"2026-11-30": "970元", "2027-01-01": "900元"}},
		{"a fall below what is above gives way", "", []string{"a: 2025 970元; 2027 300元", ": 2021 367元"}, "a", map[string]string{"2027-01-01": "367元"}},
	} {
		s := &Series{Bound: c.bound, Lines: lines(t, c.lines...)}
		for day, want := range c.says {
			if got := on(s, c.place, day); got != want {
				t.Errorf("%s: %q on %s in %q, want %q", c.name, got, day, c.place, want)
			}
		}
	}
}

func TestState(t *testing.T) {
	l := lines(t, "a: - 1元 seen 2025; 2016 2元; 2018 3元 until 2018; 2020 4元; 2021 5元 only a/b; 2022 words; 2027 6元")[0]
	for _, c := range []struct {
		day, place string
		want       string // a letter for each value
	}{
		{"2017-06-01", "a", "FIAAAAA"},
		{"2019-06-01", "a", "FFEAAAA"},
		{"2020-06-01", "a", "FFFIAAA"},
		{"2026-11-30", "a", "FFFIIIA"},
		{"2026-11-30", "a/b", "FFFFIIA"},
		{"2027-01-01", "a", "FFFFFFI"},
	} {
		got := ""
		for n := range l.Values {
			got += string("AIFE"[l.State(n, c.place, date(t, c.day))])
		}
		if got != c.want {
			t.Errorf("in %s on %s the states are %s, want %s (Announced, InForce, Followed, Ended)", c.place, c.day, got, c.want)
		}
	}
	if !l.Retold(0) || l.Retold(1) {
		t.Error("the first value alone was told in retrospect")
	}
}

func TestSuperseded(t *testing.T) {
	s := &Series{Lines: lines(t, "a/b: 2016 4200元/人·年", "a: 2025-07 970元/人·月", ": 2021 367元/人·月")}
	st := s.On("a/b", Date{2026, 11, 30})
	if got := fmt.Sprint(st.Ref, st.Superseded(), st.Others); got != "{1 0} [{0 0}] [{0 0} {2 0}]" {
		t.Errorf("in force, superseded and others are %s", got)
	}
}

func TestBelow(t *testing.T) {
	s := &Series{Lines: lines(t, ": 2018 5元 only a/b,a/c; 2025 6元 only a/b; 2027 7元 only a/d")}
	for place, want := range map[string]string{"": "[a/b a/c]", "a": "[a/b a/c]", "a/b": "[]", "c": "[]"} {
		if got := fmt.Sprint(s.Below(place, Date{2026, 1, 1})); got != want {
			t.Errorf("below %q the values hold in %s, want %s", place, got, want)
		}
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		name  string
		bound Bound
		line  string
		want  string
	}{
		{"nothing", "", ": 2017 5元; 2018 6元", "[]"},
		{"a fall of the line itself", "", ": 2017 5元; 2018 4元", "[]"},
		{"disordered", "", ": 2018 5元; 2017 6元", "[{1 0 0}]"},
		{"retold values have no order", "", ": 2018 5元; - 4元 seen 2017; - 3元 seen 2020; 2019 6元", "[{1 0 0}]"},
		{"twice, at two precisions", "", ": 2018 5元; 2018-01 6元", "[{1 0 1}]"},
		{"at two places", "", ": 2018 5元 only a; 2018 6元 only b", "[]"},
		{"at one place", "", ": 2018 5元 only a,c; 2018 6元 only c/d", "[{1 0 1}]"},
		{"for all and at one place", "", ": 2018 5元; 2018 6元 only a", "[{1 0 1}]"},
		{"dateless", "", ": 2018 5元; - 6元", "[{1 -1 2}]"},
		{"another unit", "", ": 2018 5元/人·月; 2019 60元/人·年; 2020 1元/人·天", "[{2 0 3}]"},
		{"less at one place", "", ": 2018 5元; 2019 4元 only a", "[{1 0 4}]"},
		{"less at one place than wider places have", "", ": 2018 5元 only a; 2019 4元 only a/b", "[{1 0 4}]"},
		{"less at one place than it had", "", ": 2017 3元; 2018 5元 only a; 2019 4元 only a", "[]"},
		{"more days at one place", AtMost, ": 2018 5日; 2019 6日 only a", "[{1 0 4}]"},
		{"exact", Exact, ": 2018 5元; 2019 4元 only a", "[]"},
	} {
		if got := fmt.Sprint(lines(t, c.line)[0].Slips(c.bound)); got != c.want {
			t.Errorf("%s: %s, want %s (value, other, kind)", c.name, got, c.want)
		}
	}
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		name  string
		bound Bound
		lines []string
		want  string // value, place, sign
	}{
		{"below what is above when it begins", "", []string{"a/b: 2026 900元/人·月", "a: 2025-07-01 970元/人·月", ": 2021 367元/人·月"}, "0 a/b -1"},
		{"11,700 a year is more than 970 a month", "", []string{"a/b: 2026 11700元/人·年", "a: 2025-07-01 970元/人·月"}, "0 a/b 1"},
		{"what rises above it later is no breach", "", []string{"a/b: 2016 4200元/人·年", "a: 2025-07-01 970元/人·月"}, ""},
		{"an announced value is judged on its day", "", []string{"a: 2025 970元; 2027 300元", ": 2021 367元"}, "0 a 1, 1 a -1"},
		{"announced above, begun before", "", []string{"a: 2025 970元", ": 2021 367元; 2027 1100元"}, "0 a 1"},
		{"undated: on the day of its source", "", []string{"a: - 165元 seen 2024", ": 2025 170元"}, ""},
		{"undated: on the handbook's day", "", []string{"a: - 165元", ": 2025 170元"}, "0 a -1"},
		{"told in retrospect: not at all", "", []string{"a: - 165元 seen 2025; 2024 200元", ": 2020 170元"}, "1 a 1"},
		{"at its places", "", []string{"a: 2025 9元 only a/b,a/c", ": 2020 8元; 2021 10元 only a/c"}, "0 a/b 1, 0 a/c -1"},
		{"days", AtMost, []string{"a: 2025 9日", ": 2020 8日"}, "0 a -1"},
		{"exact", Exact, []string{"a: 2025 9元", ": 2020 8元"}, ""},
		{"the nation above the province", "", []string{": 2024 700元", "!: 2023 720元"}, "0  -1"},
		{"words", "", []string{"a: 2025 words", ": 2020 8元"}, ""},
	} {
		s := &Series{Bound: c.bound, Lines: lines(t, c.lines...)}
		var got []string
		for _, v := range s.Judge(Date{2026, 11, 30}) {
			got = append(got, fmt.Sprint(v.Value, " ", v.Place, " ", v.Sign))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q (value, place, sign)", c.name, got, c.want)
		}
	}
}
