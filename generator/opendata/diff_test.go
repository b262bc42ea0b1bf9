package opendata

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// list is a small list: two items, three groups, two agencies.
func list() *Catalogue {
	amount := func(n float64) *handbook.Amount { a := handbook.Amount(n); return &a }
	return &Catalogue{
		Format: format, List: List{"清单", "2017", 2017},
		Groups:   []Group{{ID: "old", Title: "老人"}, {ID: "young", Title: "孩子"}, {ID: "all", Title: "全体"}},
		Agencies: []Agency{{ID: "edu", Title: "教育厅"}, {ID: "fin", Title: "财政厅"}},
		Items: []*Item{
			item("meal", "1-01", "吃饭", "old", "edu", []Standard{
				{ID: "money", Text: "每餐补助", Amount: amount(5), Unit: "元", Bound: "at_least", Kind: "standard"},
				{ID: "days", Text: "办理", Amount: amount(20), Unit: "天", Bound: "at_most", Kind: "standard"},
				{ID: "words", Text: "应补尽补", Bound: "at_least", Kind: "standard"},
				{ID: "goal", Text: "目标", Amount: amount(9), Unit: "万人", Bound: "at_least", Kind: "target"},
			}),
			item("bed", "1-02", "床位", "young", "fin", []Standard{
				{ID: "money", Text: "床位费", Amount: amount(8), Unit: "元", Bound: "at_most", Kind: "standard"},
			}),
		},
	}
}

func item(id, code, title, group, agency string, standards []Standard) *Item {
	return &Item{Service: &Service{
		Heading: Heading{id, code}, Keys: Front{"title": title, "recipients": []string{group}, "agencies": []string{agency}}, Body: Body{Standards: standards},
	}}
}

// copied is a list that can be changed without changing another.
func copied(t *testing.T, c *Catalogue) *Catalogue {
	t.Helper()
	out, faults := Parse("x", c.JSON())
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return out
}

func TestCompare(t *testing.T) {
	set := func(a **handbook.Amount, n float64) { v := handbook.Amount(n); *a = &v }
	for _, test := range []struct {
		name   string
		change func(*Catalogue)
		want   string
	}{
		{"nothing", func(*Catalogue) {}, ""},
		{"raised", func(c *Catalogue) { set(&c.Items[0].Standards[0].Amount, 6) }, "meal: 标准提高：每餐补助，由5 元提高到6 元"},
		{"lowered", func(c *Catalogue) { set(&c.Items[0].Standards[0].Amount, 4) }, "meal: 标准降低：每餐补助，由5 元降到4 元"},
		{"fewer days", func(c *Catalogue) { set(&c.Items[0].Standards[1].Amount, 15) }, "meal: 标准提高：办理，由不超过20 天缩减到不超过15 天"},
		{"more days", func(c *Catalogue) { set(&c.Items[0].Standards[1].Amount, 25) }, "meal: 标准降低：办理，由不超过20 天放宽到不超过25 天"},
		{"unit", func(c *Catalogue) { c.Items[0].Standards[0].Unit = "元/天" }, "meal: 单位改变：每餐补助，由5 元改为5 元/天"},
		{"amount gone", func(c *Catalogue) { c.Items[0].Standards[0].Amount, c.Items[0].Standards[0].Unit = nil, "" }, "meal: 单位改变：每餐补助，由5 元改为无"},
		{"bound", func(c *Catalogue) { c.Items[0].Standards[0].Bound = "at_most" }, "meal: 上下限改变：每餐补助，由≥ 5 元改为≤ 5 元"},
		{"text", func(c *Catalogue) { c.Items[0].Standards[2].Text = "能补则补" }, "meal: 文字改动：由“应补尽补”改为“能补则补”"},
		{"new id", func(c *Catalogue) { c.Items[0].Standards[2].ID = "text" }, ""},
		{"until", func(c *Catalogue) { c.Items[0].Standards[2].Until = "2020" }, "meal: 结束日期：应补尽补，由无改为2020"},
		{"no guarantee", func(c *Catalogue) { c.Items[0].Standards[0].Kind = "target" }, "meal: 取消标准：每餐补助 5 元"},
		{"goal", func(c *Catalogue) { set(&c.Items[0].Standards[3].Amount, 1) }, ""},
		{"standard added", func(c *Catalogue) {
			c.Items[0].Standards = append(c.Items[0].Standards, Standard{ID: "x", Text: "汤", Bound: "at_least", Kind: "standard"})
		}, "meal: 新增标准：汤"},
		{"widened", func(c *Catalogue) { c.Items[0].Keys["recipients"] = []string{"old", "young"} }, "meal: 增加服务对象：孩子"},
		{"narrowed", func(c *Catalogue) { c.Items[0].Keys["recipients"] = []string{} }, "meal: 不再包括：老人"},
		{"other people", func(c *Catalogue) { c.Items[0].Keys["recipients"] = []string{"all"} }, "meal: 增加服务对象：全体\nmeal: 不再包括：老人"},
		{"group gone", func(c *Catalogue) { c.Items[0].Keys["recipients"] = []string{"all"}; c.Groups = c.Groups[2:] }, "meal: 增加服务对象：全体\nmeal: 不再包括：老人"},
		{"note", func(c *Catalogue) { c.Items[0].Keys["recipients_note"] = "六十岁" }, "meal: 谁可以享受：由“无”改为“六十岁”"},
		{"agencies", func(c *Catalogue) { c.Items[0].Keys["agencies"] = []string{"fin", "edu"} }, "meal: 部门：由教育厅改为财政厅、教育厅"},
		{"code", func(c *Catalogue) { c.Items[0].Code = "1-03" }, "meal: 编码：由 1-01 改为 1-03"},
		{"title", func(c *Catalogue) { c.Items[0].Keys["title"] = "用餐" }, "meal: 改名：由“吃饭”改为“用餐”"},
		{"id", func(c *Catalogue) { c.Items[0].ID, c.Items[0].Keys["former_ids"] = "food", []string{"meal"} }, "food: 编号：由 meal 改为 food"},
		{"both", func(c *Catalogue) {
			c.Items[0].ID, c.Items[0].Keys["title"], c.Items[0].Keys["former_ids"] = "food", "用餐", []string{"old-one", "meal"}
		}, "food: 改名：由“吃饭”改为“用餐”"},
		{"id without former", func(c *Catalogue) { c.Items[0].ID = "food" }, "food: 新增项目\nmeal: 不再列入清单"},
		{"added", func(c *Catalogue) { c.Items = append(c.Items, item("new", "", "", "old", "edu", nil)) }, "new: 新增项目"},
		{"removed", func(c *Catalogue) { c.Items = c.Items[1:] }, "meal: 不再列入清单"},
		{"merged", func(c *Catalogue) { // its standard keeps its words and gets another id, its recipients come along
			m := c.Items[0]
			m.Keys["former_ids"], m.Keys["recipients"] = []string{"bed"}, []string{"old", "young"}
			bed := c.Items[1].Standards[0]
			bed.ID = "bed-money"
			m.Standards = append(m.Standards, bed)
			c.Items = c.Items[:1]
		}, "meal: 并入了“床位”"},
		{"merged and lost", func(c *Catalogue) { c.Items[0].Keys["former_ids"] = []string{"bed"}; c.Items = c.Items[:1] },
			"meal: 并入了“床位”\nmeal: 取消标准：床位费 不超过8 元\nmeal: 不再包括：孩子"},
		{"two into a new one", func(c *Catalogue) {
			m := c.Items[0]
			m.ID, m.Keys["title"], m.Keys["former_ids"], m.Keys["recipients"] = "both", "吃住", []string{"meal", "bed"}, []string{"old", "young"}
			c.Items = c.Items[:1]
		}, "both: 改名：由“吃饭”改为“吃住”\nboth: 并入了“床位”\nboth: 取消标准：床位费 不超过8 元"},
		{"a former id that lives on", func(c *Catalogue) { c.Items[0].Keys["former_ids"] = []string{"bed"} }, ""},
	} {
		old := list()
		now := copied(t, old)
		test.change(now)
		diff := Compare(old, now)
		var got []string
		for _, item := range diff.Items {
			for _, c := range item.Changes {
				got = append(got, item.ID+": "+c.In(diag.ZH))
			}
		}
		if d := cmp.Diff(test.want, strings.Join(got, "\n")); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
		if self := Compare(now, now); len(self.Items) > 0 {
			t.Errorf("%s: a list does not differ from itself: %v", test.name, self.Items)
		}
	}
}

// TestKinds: each kind can be told, in both languages.
func TestKinds(t *testing.T) {
	if len(messages) != len(Kinds) {
		t.Errorf("%d kinds and %d messages", len(Kinds), len(messages))
	}
	for _, kind := range Kinds {
		c := Change{Kind: kind, Text: "text", From: "from", To: "to", Groups: []string{"g"}, Titles: []string{"G"}, Unit: "u"}
		for _, lang := range []diag.Lang{diag.EN, diag.ZH} {
			if text := c.In(lang); text == "" || strings.Contains(text, "%!") {
				t.Errorf("%s in words: %q", kind, text)
			}
		}
	}
}

func TestReport(t *testing.T) {
	old := list()
	now := copied(t, old)
	now.List.Version = "2020"
	now.Items[0].Keys["title"] = "用餐"
	now.Items = now.Items[:1]
	d := Compare(old, now)
	var b bytes.Buffer
	if err := d.WriteText(&b, diag.EN); err != nil {
		t.Fatal(err)
	}
	want := "2017 (2 items) → 2020 (1 items): 2 items changed\n\n1-01 用餐 [meal]\n  renamed: 吃饭 → 用餐\n\n1-02 床位 [bed]\n  no longer in the list\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	var back Diff
	if err := json.Unmarshal(marshal(d), &back); err != nil || cmp.Diff(*d, back) != "" {
		t.Errorf("the report as JSON can be read back: %v\n%s", err, cmp.Diff(*d, back))
	}
	if d := Compare(old, now).Without(Renamed); len(d.Items) != 1 || d.Items[0].ID != "bed" {
		t.Errorf("without names: %v", d.Items)
	}
	for group, ids := range map[string][]string{"old": {"meal"}, "young": {"bed"}, "all": nil} {
		var got []string
		for _, item := range d.For(group) {
			got = append(got, item.ID)
		}
		if !slices.Equal(got, ids) {
			t.Errorf("what changed for %s: %v, want %v", group, got, ids)
		}
	}
	if n := d.Count(); n[Renamed] != 1 || n[Removed] != 1 || len(n) != 2 {
		t.Errorf("counts: %v", n)
	}
}
