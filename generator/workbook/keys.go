package workbook

import (
	"cmp"
	"slices"
	"strings"

	"handbook/generator/handbook"
)

// Columns of items follow from [handbook.ItemKeys]. Every key has one,
// except those that editors write in the files: tables, switches, and these.
var (
	editors  = []string{"domain", "order", "former_ids"}
	province = []string{"title", "agencies", "effective", "expires"} // likewise in the editions below
)

// order lists the first columns of the sheet of an edition below the province.
var order = []string{"who", "recipients_note", "recipients_add", "funding", "hotlines", "aliases_add", "summary", "verified", "verified_by"}

// kinds are the kinds of cells by the types of keys. IDs are chosen by the
// titles of what they name.
var kinds = map[handbook.Type]kind{
	handbook.Text: text, handbook.Texts: lines, handbook.Papers: papers, handbook.Number: number, handbook.Whole: count, handbook.Day: date,
	handbook.Phones: phones, handbook.Clauses: clauses, handbook.Sentence: sentence, handbook.Choice: choice,
}

// wording has widths and notes for the columns of some keys, instead of those of
// their kinds.
var wording = map[string]column{
	"title":           {width: 22, note: "正式名称，和清单完全一致。"},
	"summary":         {width: 26, note: "一句话说清能得到什么，四十字以内。"},
	"recipients":      {width: 20, note: "人群的名称，" + noteList + "名称见隐藏的“选项”表。"},
	"recipients_add":  {width: 18, title: "增加的服务对象", note: "本地多照顾到的人群。只写多出来的，" + noteList},
	"who":             {width: 26, note: "谁可以，一句大白话，四十个字以内，放在页面最前面。"},
	"recipients_note": {width: 28, note: "用文字说清谁可以享受。"},
	"agencies":        {width: 18, note: "部门的名称，第一个是牵头单位。" + noteList},
	"funding":         {width: 24, note: "谁出钱。没有依据就空着，页面会写“待补充”。"},
	"hotlines":        {width: 16, note: "一行一个号码。" + notePhone},
	"aliases":         {width: 18, note: "老百姓常用的叫法，" + noteList},
	"aliases_add":     {width: 16, title: "本地的叫法", note: "本地人常用的叫法，" + noteList},
	"verified":        {width: 12, note: "哪天对照来源核实过。" + noteDate},
	"verified_by":     {width: 14, note: "谁核实的：姓名或单位，写在网页上。"},

	"guide.application": {width: 12, note: "从下拉列表里选。没有查清就空着。", from: listApplications},
	"guide.how":         {width: 24, note: "怎么办，一句话，不超过四十个字。"},
	"guide.ask":         {width: 14, note: "打电话时问的一句话，写在按钮上，十二个字以内。"},
	"guide.conditions":  {width: 24},
	"guide.materials":   {width: 26, note: "一行一样。要写原件、份数、表格下载的，用竖线隔开：申请表 | 原件 | 1 | file:forms/sqb.pdf"},
	"guide.steps":       {width: 26, note: "一行一步。"},
	"guide.time_limit":  {width: 14, note: "例如 20个工作日。"},
	"guide.fee":         {width: 12, note: "免费就选“不收费”，收费写明标准。", from: listFees},
	"guide.online":      {width: 20, note: "网址，以 https:// 开头；名称和网址用竖线隔开：闽政通 | https://…"},
	"guide.visits":      {width: 9, note: "要跑几趟，写数字。网上能办完写 0。", from: listVisits},
	"guide.complaint":   {width: 18, note: "不服怎么办：投诉电话或部门。"},
}

// notes are the notes on columns by their kinds.
var notes = map[kind]string{lines: noteList, papers: noteList, clauses: noteClauses, sentence: noteClauses, phones: notePhone, date: noteDate}

// keyColumn returns the column of an item's key, or of the values that an edition
// adds to its list. It returns false for a type that no cell holds.
func keyColumn(k *handbook.Key[handbook.Item], adds bool) (column, bool) {
	kind, known := kinds[k.Type]
	from := ""
	if k.Type == handbook.IDs {
		switch k.Of {
		case "group":
			kind, known, from = groups, true, listGroups
		case "agency":
			kind, known, from = agencies, true, listAgencies
		}
	}
	id, title := k.Name, k.Label
	if adds {
		id, title = id+"_add", "增加的"+title
	}
	c := white(id, title, 18, kind, notes[kind])
	if kind == date {
		c.width = 12
	}
	c.key, c.add, c.from, c.free = k, adds, from, true
	if w, has := wording[id]; has {
		c.width, c.title, c.note, c.from = w.width, cmp.Or(w.title, c.title), cmp.Or(w.note, c.note), cmp.Or(w.from, c.from)
	}
	return c, known
}

// itemColumns returns the white columns of the sheet 项目.
func (b *book) itemColumns() []column {
	var out []column
	for _, k := range handbook.ItemKeys {
		if k.InGuide() || slices.Contains(editors, k.Name) || !b.province() && slices.Contains(province, k.Name) {
			continue
		}
		if c, ok := keyColumn(k, !b.province() && k.Merge == handbook.Extend); ok {
			out = append(out, c)
		}
	}
	if b.province() {
		return out
	}
	rank := func(c column) int {
		if n := slices.Index(order, c.id); n >= 0 {
			return n
		}
		return len(order)
	}
	slices.SortStableFunc(out, func(a, b column) int { return rank(a) - rank(b) })
	return append([]column{absent}, out...)
}

// guideColumns returns the white columns of the sheet 办事指南.
func guideColumns() []column {
	var out []column
	for _, k := range handbook.ItemKeys {
		if c, ok := keyColumn(k, false); ok && k.InGuide() {
			out = append(out, c)
		}
	}
	return out
}

// inherited shows before each white column of a key the value of the edition
// above. It leaves out added values, and the keys of a file's own.
func (b *book) inherited(r *row, columns []column, above *handbook.Item) {
	for _, c := range columns {
		if c.key == nil || c.key.Change == handbook.Own || c.id == "aliases_add" {
			continue
		}
		shown, _ := b.show(c.kind, asTOML(c.key.Value(above)))
		r.show(c.id, shown)
	}
}

// asTOML returns a value of the handbook as TOML has it.
func asTOML(value any) any {
	var out []any
	switch v := value.(type) {
	case []string:
		for _, one := range v {
			out = append(out, one)
		}
		return out
	case []handbook.Material:
		for _, m := range v {
			out = append(out, map[string]any{"name": m.Name, "form": m.Form, "copies": int64(m.Copies), "file": m.File})
		}
		return out
	case []handbook.Clause:
		for _, c := range v {
			out = append(out, map[string]any{"text": c.Text, "for": c.For, "url": c.URL})
		}
		return out
	case int:
		return int64(v)
	case handbook.Amount:
		return float64(v)
	}
	return value
}

// plainTitle returns a column's title without the mark of the edition's own
// values.
func (c column) plainTitle() string { return strings.TrimSuffix(c.title, "（本地）") }
