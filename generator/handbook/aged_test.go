package handbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
)

// agedSources and agedItem have sums of money of several ages.
const (
	agedSources = `
[[sources]]
id = "twelve"
title = "2012年的通知"
date = 2012
level = "province"
[[sources]]
id = "sixteen"
title = "2016年的通知"
date = 2016
level = "province"
[[sources]]
id = "act"
title = "2012年的法律"
date = 2012
kind = "law"
level = "national"
[[sources]]
id = "new"
title = "2020年的通知"
date = 2020
level = "province"
`
	agedItem = `+++
title = "旧数"
domain = "health"
order = 7
summary = "旧数"
recipients = ["poor"]
recipients_note = "困难的人"
agencies = ["fin"]
funding = "财政出钱"
verified = 2020-09-06
sources = [{ id = "new" }]
[[standards]]
id = "sixteen"
text = "2016年的"
values = [{ since = 2016, amount = 1, unit = "元", source = { id = "sixteen" } }]
[[standards]]
id = "newest"
text = "最新的来源算数"
values = [{ since = 2011, amount = 2, unit = "万元/人", source = [{ id = "twelve" }, { id = "sixteen" }] }]
[[standards]]
id = "twelve"
text = "2012年的"
values = [{ since = 2012, amount = 3, unit = "元", source = { id = "twelve" } }]
[[standards]]
id = "heads"
text = "人均经费"
kind = "funds"
values = [{ since = 2016, amount = 4, unit = "元/人·年", source = { id = "sixteen" } }]
[[standards]]
id = "checked"
text = "今年查过"
values = [{ since = 2016, amount = 5, unit = "元", verified = 2020-06-01, source = { id = "sixteen" } }]
[[standards]]
id = "lawful"
text = "法律定的"
values = [{ since = 2016, amount = 6, unit = "元", source = { id = "act" } }]
[[standards]]
id = "days"
text = "不是钱"
values = [{ since = 2016, amount = 7, unit = "天", source = { id = "sixteen" } }]
[[standards]]
id = "followed"
text = "已经提高的"
values = [{ since = 2016, amount = 8, unit = "元", source = { id = "sixteen" } }, { since = 2019, amount = 9, unit = "元", source = { id = "new" } }]
[[standards]]
id = "goal"
text = "目标"
kind = "target"
values = [{ since = 2016, amount = 10, unit = "元", source = { id = "sixteen" } }]
+++
`
	agedHere = `+++
sources = [{ id = "new" }]
[[standards]]
id = "sixteen"
basis = "榕民〔2018〕1号"
values = [{ since = 2018, amount = 11, unit = "元", source = { id = "new" } }]
+++
`
)

// aged tells the old sums of money of the site, and returns their warnings.
func aged(t *testing.T) diag.List {
	fsys := editions(t)
	sources := string(fsys["content/sources.toml"].Data)
	put(t, fsys, "content/sources.toml", sources+agedSources)
	put(t, fsys, "content/items/health/old.md", agedItem)
	put(t, fsys, "fuzhou/items/old.md", agedHere)
	h, faults := load(t, fsys, nil)
	if faults.HasErrors() {
		t.Fatal(said(faults))
	}
	h.Config.Age.WarnYears = 3
	tell := func(editions []*Edition) (out []string) {
		for _, a := range h.Aged(editions) {
			if a.Item.ID == "old" {
				out = append(out, fmt.Sprintf("%d %s %v in %d", a.Year, a.Standard.ID, a.Value, a.Editions))
			}
		}
		return out
	}
	all := slices.Collect(h.Province.All)
	want := []string{"2012 twelve 3元 in 5", "2016 newest 2万元/人 in 5", "2016 heads 4元/人·年 in 5", "2016 sixteen 1元 in 2"}
	if d := cmp.Diff(want, tell(all)); d != "" {
		t.Errorf("the old sums (-want +got):\n%s", d)
	}
	if got := tell(all[1:2]); got != nil {
		t.Errorf("a city alone reports %s, which the province wrote", strings.Join(got, ", "))
	}
	var old []Aged
	for _, a := range h.Aged(all) {
		if a.Item.ID == "old" {
			old = append(old, a)
		}
	}
	out := AgedFaults(old)
	got := ""
	for _, f := range out {
		got += f.Said.In(diag.EN) + "\n"
	}
	if d := cmp.Diff(`1 amounts in force rest on texts of 2012; the widest, of 旧数, is 3元 in 5 editions
2 amounts in force rest on texts of 2016; the widest, of 旧数, is 2万元/人 in 5 editions
1 funds per head in force rest on texts of 2016; the widest, of 旧数, is 4元/人·年 in 5 editions
`, got); d != "" {
		t.Errorf("the warnings (-want +got):\n%s", d)
	}
	return out
}

// TestAged says which sums of money in force are old, and in how many editions.
func TestAged(t *testing.T) { aged(t) }
