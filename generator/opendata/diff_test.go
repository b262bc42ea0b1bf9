package opendata

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// list is a small list: two items, three groups, two agencies.
func list() *Catalogue {
	c := &Catalogue{
		Format: format, List: List{"清单", "2017", 2017},
		Groups:    []Group{{ID: "old", Title: "老人"}, {ID: "young", Title: "孩子"}, {ID: "all", Title: "全体"}},
		Questions: []Question{{ID: "age", Label: "年龄", Unit: "岁"}, {ID: "school", Label: "就学", Options: []Option{{ID: "primary", Label: "小学"}, {ID: "junior", Label: "初中"}}}},
		Sources:   []Source{{ID: "law", Title: "《法》"}},
		Agencies:  []Agency{{ID: "edu", Title: "教育厅"}, {ID: "fin", Title: "财政厅"}},
		Items: []*Item{
			item("meal", "1-01", "吃饭", "old", "edu", []Standard{
				{Terms: Terms{"id": "money", "text": "每餐补助", "amount": handbook.Amount(5), "unit": "元", "bound": "at_least", "kind": "standard"}},
				{Terms: Terms{"id": "days", "text": "办理", "amount": handbook.Amount(20), "unit": "天", "bound": "at_most", "kind": "standard"}},
				{Terms: Terms{"id": "words", "text": "应补尽补", "bound": "at_least", "kind": "standard"}},
				{Terms: Terms{"id": "goal", "text": "目标", "amount": handbook.Amount(9), "unit": "万人", "bound": "at_least", "kind": "target"}},
			}),
			item("bed", "1-02", "床位", "young", "fin", []Standard{
				{Terms: Terms{"id": "money", "text": "床位费", "amount": handbook.Amount(8), "unit": "元", "bound": "at_most", "kind": "standard"}},
			}),
		},
	}
	bed := c.Items[1]
	bed.Guide = Guide{"fee": Clauses{{Text: "20元"}}, "materials": []Material{{Name: "身份证"}}}
	bed.Eligibility = []map[string]any{{"age": map[string]any{"min": 6, "max": 15}, "school": []any{"primary", "junior"}}}
	bed.Sources = []Citation{{ID: "law"}}
	return c
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
	std := func(c *Catalogue, n int) Terms { return c.Items[0].Standards[n].Terms }
	for _, test := range []struct {
		name   string
		change func(*Catalogue)
		want   string
	}{
		{"nothing", func(*Catalogue) {}, ""},
		{"raised", func(c *Catalogue) { std(c, 0)["amount"] = handbook.Amount(6) }, "meal: 标准提高：每餐补助，由5 元提高到6 元"},
		{"lowered", func(c *Catalogue) { std(c, 0)["amount"] = handbook.Amount(4) }, "meal: 标准降低：每餐补助，由5 元降到4 元"},
		{"fewer days", func(c *Catalogue) { std(c, 1)["amount"] = handbook.Amount(15) }, "meal: 标准提高：办理，由不超过20 天缩减到不超过15 天"},
		{"more days", func(c *Catalogue) { std(c, 1)["amount"] = handbook.Amount(25) }, "meal: 标准降低：办理，由不超过20 天放宽到不超过25 天"},
		{"unit", func(c *Catalogue) { std(c, 0)["unit"] = "元/天" }, "meal: 单位改变：每餐补助，由5 元改为5 元/天"},
		{"amount gone", func(c *Catalogue) { delete(std(c, 0), "amount"); delete(std(c, 0), "unit") }, "meal: 不再写明数额：每餐补助，原来是5 元"},
		{"bound", func(c *Catalogue) { std(c, 0)["bound"] = "at_most" }, "meal: 上下限改变：每餐补助，由≥ 5 元改为≤ 5 元"},
		{"text", func(c *Catalogue) { std(c, 2)["text"] = "能补则补" }, "meal: 文字改动：由“应补尽补”改为“能补则补”"},
		{"new id", func(c *Catalogue) { std(c, 2)["id"] = "text" }, ""},
		{"until", func(c *Catalogue) { std(c, 2)["until"] = "2020" }, "meal: 应补尽补，到何时止：以前没有写，现在是“2020”"},
		{"no guarantee", func(c *Catalogue) { std(c, 0)["kind"] = "target" }, "meal: 取消标准：每餐补助 5 元"},
		{"goal", func(c *Catalogue) { std(c, 3)["amount"] = handbook.Amount(1) }, ""},
		{"standard added", func(c *Catalogue) {
			c.Items[0].Standards = append(c.Items[0].Standards, Standard{Terms: Terms{"id": "x", "text": "汤", "bound": "at_least", "kind": "standard"}})
		}, "meal: 新增标准：汤"},
		{"widened", func(c *Catalogue) { c.Items[0].Keys["recipients"] = []string{"old", "young"} }, "meal: 增加服务对象：孩子"},
		{"narrowed", func(c *Catalogue) { c.Items[0].Keys["recipients"] = []string{} }, "meal: 不再包括：老人"},
		{"other people", func(c *Catalogue) { c.Items[0].Keys["recipients"] = []string{"all"} }, "meal: 增加服务对象：全体\nmeal: 不再包括：老人"},
		{"group gone", func(c *Catalogue) { c.Items[0].Keys["recipients"] = []string{"all"}; c.Groups = c.Groups[2:] }, "meal: 增加服务对象：全体\nmeal: 不再包括：老人"},
		{"note", func(c *Catalogue) { c.Items[0].Keys["recipients_note"] = "六十岁" }, "meal: 谁可以享受：以前没有写，现在是“六十岁”"},
		{"agencies", func(c *Catalogue) { c.Items[0].Keys["agencies"] = []string{"fin", "edu"} }, "meal: 负责单位：由“教育厅”改为“财政厅、教育厅”"},
		{"fewer visits", func(c *Catalogue) { c.Items[0].Guide = Guide{"visits": 0} }, "meal: 到现场次数：以前没有写，现在是“0”"},
		{"fee gone", func(c *Catalogue) { delete(c.Items[1].Guide, "fee") }, "bed: 收费：以前是“20元”，现在没有写"},
		{"hotlines", func(c *Catalogue) { c.Items[0].Keys["hotlines"] = []string{"12345", "12333"} }, "meal: 咨询电话：以前没有写，现在是“12345；12333”"},
		{"sensitive", func(c *Catalogue) { c.Items[0].Keys["sensitive"] = true }, "meal: 敏感：由“否”改为“是”"},
		{"materials", func(c *Catalogue) {
			c.Items[1].Guide["materials"] = []Material{{Name: "身份证", Form: "原件", Copies: 1}, {Name: "照片"}}
		}, "bed: 申请材料：由“身份证”改为“身份证（原件）×1；照片”"},
		{"older children", func(c *Catalogue) { c.Items[1].Eligibility[0]["age"] = map[string]any{"min": 6, "max": 24} },
			"bed: 资格条件：由“年龄：6—15岁，就学：小学、初中”改为“年龄：6—24岁，就学：小学、初中”"},
		{"another route", func(c *Catalogue) {
			route := map[string]any{"age": map[string]any{"min": 60}, "school": map[string]any{"not": []any{"primary"}}, "confirm": "由学校认定"}
			c.Items[1].Eligibility = append(c.Items[1].Eligibility, route)
		}, "bed: 资格条件：由“年龄：6—15岁，就学：小学、初中”改为“年龄：6—15岁，就学：小学、初中；或者年龄：不低于60岁，就学：都不是小学，需要确认：由学校认定”"},
		{"window", func(c *Catalogue) { c.Items[0].Places = []Place{{Name: "一号窗口", Phone: "110"}} }, "meal: 办理地点：以前没有写，现在是“一号窗口，110”"},
		{"not here", func(c *Catalogue) { c.Items[0].NotApplicable = &Absence{Reason: "没有食堂"} }, "meal: 这里不适用：没有食堂"},
		{"source", func(c *Catalogue) { std(c, 0)["source"] = Citation{ID: "law"} }, "meal: 每餐补助，来源：以前没有写，现在是“《法》”"},
		{"sources", func(c *Catalogue) { c.Items[1].Sources = nil }, "bed: 依据：以前是“《法》”，现在没有写"},
		{"amount added", func(c *Catalogue) { std(c, 2)["amount"], std(c, 2)["unit"] = handbook.Amount(7), "元" }, "meal: 写明数额：应补尽补，7 元"},
		{"code", func(c *Catalogue) { c.Items[0].Code = "1-03" }, "meal: 编码：由 1-01 改为 1-03"},
		{"out of the list", func(c *Catalogue) { c.Items[0].Code = "" }, "meal: 不在清单里了，列为清单以外；以前的编号是 1-01"},
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
			bed.Terms = maps.Clone(bed.Terms)
			bed.Terms["id"] = "bed-money"
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
	if len(messages) != len(ownKinds) || len(named) != len(told)+len(terms) {
		t.Errorf("%d kinds and %d messages, %d keys and %d names: no two kinds may have one name", len(ownKinds), len(messages), len(told)+len(terms), len(named))
	}
	for _, kind := range Kinds() {
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
