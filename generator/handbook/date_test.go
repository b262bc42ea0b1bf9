package handbook

import (
	"testing"

	"handbook/generator/diag"
	"handbook/generator/tree"
)

func TestDate(t *testing.T) {
	for _, c := range []struct {
		toml       string
		want       Date
		text       string
		first, end string // days that it covers
	}{
		{`2017-09-01`, Date{Year: 2017, Month: 9, Day: 1}, "2017-09-01", "2017-09-01", "2017-09-01"},
		{`"2017-09-01"`, Date{Year: 2017, Month: 9, Day: 1}, "2017-09-01", "2017-09-01", "2017-09-01"},
		{`"2017-09"`, Date{Year: 2017, Month: 9, Day: 0}, "2017-09", "2017-09-01", "2017-09-30"},
		{`"2016-02"`, Date{Year: 2016, Month: 2, Day: 0}, "2016-02", "2016-02-01", "2016-02-29"},
		{`"2017-12"`, Date{Year: 2017, Month: 12, Day: 0}, "2017-12", "2017-12-01", "2017-12-31"},
		{`2017`, Date{Year: 2017, Month: 0, Day: 0}, "2017", "2017-01-01", "2017-12-31"},
		{`"2017"`, Date{Year: 2017, Month: 0, Day: 0}, "2017", "2017-01-01", "2017-12-31"},
		{`1949`, Date{Year: 1949, Month: 0, Day: 0}, "1949", "1949-01-01", "1949-12-31"},
		{`2100`, Date{Year: 2100, Month: 0, Day: 0}, "2100", "2100-01-01", "2100-12-31"},
		{`""`, Date{}, "", "", ""},
	} {
		got, faults := decodeDate(t, c.toml)
		if len(faults) > 0 || got != c.want || got.String() != c.text {
			t.Errorf("%s: got %#v %q %s, want %#v %q", c.toml, got, got, said(faults), c.want, c.text)
			continue
		}
		if got.IsZero() {
			continue
		}
		if first, end := got.First().String(), got.Last().String(); first != c.first || end != c.end {
			t.Errorf("%s covers %s to %s, want %s to %s", c.toml, first, end, c.first, c.end)
		}
	}
}

// decodeDate reads a TOML value as a date.
func decodeDate(t *testing.T, value string) (Date, diag.List) {
	t.Helper()
	file, faults := tree.NewFile("a.toml", []byte("date = "+value+"\n"))
	if file == nil {
		t.Fatal(said(faults))
	}
	doc, faults := file.TOML()
	var into struct {
		Date Date `toml:"date"`
	}
	return into.Date, append(faults, doc.Decode(&into)...)
}

func TestBadDate(t *testing.T) {
	for _, value := range []string{
		`"2017-13"`, `"2017-02-29"`, `"2017-9"`, `"2017/09/01"`, `"2017年"`, `"17"`, `" 2017"`, `"2017-09-01T00:00:00"`,
		`true`, `[2017]`, `{ year = 2017 }`, `2017.5`, `2017-09-01T08:00:00Z`, `08:00:00`, `1948`, `2101`, `-2017`, `9223372036854775807`,
	} {
		got, faults := decodeDate(t, value)
		if len(faults) != 1 || faults[0].Code() != "bad-date" || faults[0].Pos.Line != 1 || faults[0].Pos.Col != 8 {
			t.Errorf("%s must be one bad-date at 1:8, not\n%s", value, said(faults))
		}
		if !got.IsZero() {
			t.Errorf("%s is left out, never guessed, but became %v", value, got)
		}
	}
}

func TestDateOrder(t *testing.T) {
	sorted := []Date{{}, {Year: 2016, Month: 0, Day: 0}, {Year: 2017, Month: 0, Day: 0}, {Year: 2017, Month: 9, Day: 0}, {Year: 2017, Month: 9, Day: 1}, {Year: 2017, Month: 9, Day: 2}, {Year: 2017, Month: 10, Day: 0}, {Year: 2018, Month: 0, Day: 0}}
	for i, a := range sorted {
		for j, b := range sorted {
			if got := a.Compare(b); got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("(%v).Compare(%v) = %d", a, b, got)
			}
		}
	}
}

// TestBefore: a month is over when its last day is, and not before.
func TestBefore(t *testing.T) {
	for _, c := range []struct {
		date Date
		day  Date
		want bool
	}{
		{Date{Year: 2020, Month: 9, Day: 5}, Date{Year: 2020, Month: 9, Day: 6}, true},
		{Date{Year: 2020, Month: 9, Day: 6}, Date{Year: 2020, Month: 9, Day: 6}, false},
		{Date{Year: 2020, Month: 9, Day: 0}, Date{Year: 2020, Month: 9, Day: 30}, false},
		{Date{Year: 2020, Month: 9, Day: 0}, Date{Year: 2020, Month: 10, Day: 1}, true},
		{Date{Year: 2020, Month: 0, Day: 0}, Date{Year: 2020, Month: 12, Day: 31}, false},
		{Date{Year: 2020, Month: 0, Day: 0}, Date{Year: 2021, Month: 1, Day: 1}, true},
	} {
		if got := c.date.Before(c.day); got != c.want {
			t.Errorf("(%v).Before(%v) = %v", c.date, c.day, got)
		}
	}
}

// TestPeriods: a period is reversed only when it ends before it begins, however
// little of both is known.
func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		since, until string
		reversed     bool
	}{
		{`2017`, `2017`, false},
		{`2017`, `"2017-06"`, false},
		{`"2017-06"`, `2017`, false},
		{`"2017-06"`, `"2017-06"`, false},
		{`2017-06-30`, `"2017-06"`, false},
		{`2017-06-30`, `2017-06-30`, false},
		{`2017-06-30`, `2017-06-29`, true},
		{`"2017-06"`, `2017-05-31`, true},
		{`2017`, `"2016-12"`, true},
	} {
		fsys := site(t)
		change(t, fsys, "content/items/education/grant.md", `text = "助学金"`, "text = \"助学金\"\nsince = "+c.since+"\nuntil = "+c.until)
		_, faults := load(t, fsys, nil)
		if (len(faults) > 0) != c.reversed {
			t.Errorf("since %s until %s: reversed must be %v:\n%s", c.since, c.until, c.reversed, said(faults))
		}
	}
}
