package handbook

import (
	"fmt"
	"strings"
	"testing"
)

// series is the standard pay of the item care as its province, a city and its
// counties write it.
const (
	provincePay = `values = [
  { since = 2017, amount = 3000, unit = "元/人·年", source = { id = "plan" } },
  { since = "2021-01", amount = 367, unit = "元/人·月", source = { id = "plan", confidence = "secondhand" } },
  { since = 2027, amount = 400, unit = "元/人·月", source = { id = "plan" } },
]`
	cityPay = `+++
[[standards]]
id = "pay"
text = "全市照护补贴"
basis = "榕政〔2019〕1号"
values = [
  { since = 2018, amount = 300, unit = "元/人·月", source = { id = "plan" } },
  { since = 2025-07-01, amount = 866, unit = "元/人·月", only = ["fuzhou/lianjiang"], source = { id = "plan" } },
  { since = 2025-07-01, amount = 799, unit = "元/人·月", only = ["fuzhou/minhou"], source = { id = "plan" } },
]
+++
`
	countyPay = "+++\n[[standards]]\nid = \"pay\"\nvalues = [{ since = 2016, amount = 4200, unit = \"元/人·年\", source = { id = \"plan\" } }]\n+++\n"
)

// TestSeries says what holds of a series in each edition, on three days.
func TestSeries(t *testing.T) {
	fsys := editions(t)
	put(t, fsys, "content/items/health/care.md", "-amount = 100\n-unit = \"元/人·月\"\n-since = 2017\n-source = { id = \"law\" }\n-history = [{ since = 2015, amount = 80 }]\n+"+strings.ReplaceAll(provincePay, "\n", "\n+")+"\n")
	put(t, fsys, "fuzhou/items/care.md", cityPay)
	put(t, fsys, "fuzhou/minhou/items/care.md", countyPay)
	for _, c := range []struct {
		day  Date
		want []string
	}{
		{Date{Year: 2017, Month: 12, Day: 31}, []string{
			" 3000元/人·年", "fuzhou 3000元/人·年", "fuzhou/minhou 4200元/人·年", "fuzhou/lianjiang 3000元/人·年", "xiamen 3000元/人·年",
		}},
		{Date{Year: 2026, Month: 11, Day: 30}, []string{
			" 367元/人·月", "fuzhou 367元/人·月 span 799元/人·月—866元/人·月 behind 300元/人·月",
			"fuzhou/minhou 799元/人·月 behind 4200元/人·年", "fuzhou/lianjiang 866元/人·月", "xiamen 367元/人·月",
		}},
		{Date{Year: 2027, Month: 1, Day: 1}, []string{
			" 400元/人·月", "fuzhou 400元/人·月 span 799元/人·月—866元/人·月 behind 300元/人·月",
			"fuzhou/minhou 799元/人·月 behind 4200元/人·年", "fuzhou/lianjiang 866元/人·月", "xiamen 400元/人·月",
		}},
	} {
		h, faults, err := Load(fsys, nil, c.day)
		if err != nil || faults.HasErrors() {
			t.Fatal(err, said(faults))
		}
		for n, path := range []string{"", "fuzhou", "fuzhou/minhou", "fuzhou/lianjiang", "xiamen"} {
			s := byPath(h)[path].Item("care").standard("pay")
			got := path + " " + s.Now.String()
			if low, high, ok := s.Ends(); ok {
				got += fmt.Sprint(" span ", low, "—", high)
			}
			for _, m := range s.Course() {
				if m.Behind {
					got += " behind " + m.Value.String()
				}
			}
			if got != c.want[n] {
				t.Errorf("on %v %q, want %q", c.day, got, c.want[n])
			}
		}
	}
}

// TestOld: a sum of money says that it is old, a law and a new check do not.
func TestOld(t *testing.T) {
	h := withLevels(t)
	h.Config.AsOf, h.Config.Age.WarnYears = Date{Year: 2026, Month: 11, Day: 30}, 3
	amount := Amount(5)
	for _, c := range []struct {
		unit, source string
		verified     Date
		old          bool
	}{
		{"元/人·月", "plan", Date{}, true},
		{"天", "plan", Date{}, false},
		{"元", "law", Date{}, false},
		{"元", "plan", Date{Year: 2026}, false},
	} {
		h.Source("plan").Date, h.Source("plan").Kind = Date{Year: 2020}, "plan"
		h.Source("law").Date, h.Source("law").Kind = Date{Year: 2015}, "law"
		v := &Value{Amount: &amount, Unit: c.unit, Source: Citations{{ID: c.source}}, Verified: c.verified}
		if got := h.Old(v); got > 0 != c.old {
			t.Errorf("%d %s of %s, verified %v: year %d, old must be %v", 5, c.unit, c.source, c.verified, got, c.old)
		}
	}
}
