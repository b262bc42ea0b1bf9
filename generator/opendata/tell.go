package opendata

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// messages are the changes as sentences. Those of standards begin with the text
// of the standard.
var messages = map[Kind]diag.Message{
	Added:           {EN: "new in the list", ZH: "新增项目"},
	Removed:         {EN: "no longer in the list", ZH: "不再列入清单"},
	Renamed:         {EN: "renamed: %s → %s", ZH: "改名：由“%s”改为“%s”"},
	NewID:           {EN: "new id: %s → %s", ZH: "编号：由 %s 改为 %s"},
	Merged:          {EN: "takes in: %s", ZH: "并入了“%s”"},
	Recoded:         {EN: "code: %s → %s", ZH: "编码：由 %s 改为 %s"},
	StandardRaised:  {EN: "raised: %s: %s → %s", ZH: "标准提高：%s，由%s提高到%s"},
	StandardLowered: {EN: "lowered: %s: %s → %s", ZH: "标准降低：%s，由%s降到%s"},
	StandardUnit:    {EN: "other unit: %s: %s → %s", ZH: "单位改变：%s，由%s改为%s"},
	StandardBound:   {EN: "other bound: %s: %s → %s", ZH: "上下限改变：%s，由%s改为%s"},
	StandardAdded:   {EN: "new standard: %s", ZH: "新增标准：%s"},
	StandardRemoved: {EN: "standard gone: %s", ZH: "取消标准：%s"},
	StandardText:    {EN: "other words: %s → %s", ZH: "文字改动：由“%s”改为“%s”"},
	StandardUntil:   {EN: "ends: %s: %s → %s", ZH: "结束日期：%s，由%s改为%s"},
	Widened:         {EN: "for more people: %s", ZH: "增加服务对象：%s"},
	Narrowed:        {EN: "no longer for: %s", ZH: "不再包括：%s"},
	RecipientsNote:  {EN: "who may have it: %s → %s", ZH: "谁可以享受：由“%s”改为“%s”"},
	AgenciesChanged: {EN: "agencies: %s → %s", ZH: "部门：由%s改为%s"},
}

// limits are the messages for a standard that is an upper limit.
var limits = map[Kind]diag.Message{
	StandardRaised:  {EN: "better: %s: %s → %s", ZH: "标准提高：%s，由%s缩减到%s"},
	StandardLowered: {EN: "worse: %s: %s → %s", ZH: "标准降低：%s，由%s放宽到%s"},
}

// otherwise says that a key has another value; the key's name stands before it.
var otherwise = diag.Message{EN: ": %s → %s", ZH: "：由“%s”改为“%s”"}

var (
	reportHead = diag.Message{EN: "%s (%d items) → %s (%d items): %d items changed", ZH: "%s（%d 项）→ %s（%d 项）：%d 项有变化"}
	nothing    = diag.Message{EN: "nothing", ZH: "无"}
	atMost     = diag.Message{EN: "at most %s", ZH: "不超过%s"}
)

// In returns the change as a sentence.
func (c Change) In(lang diag.Lang) string {
	m, own := messages[c.Kind]
	if !own {
		m = otherwise
		if n := slices.IndexFunc(told, func(k *handbook.Key[handbook.Item]) bool { return kindOf(k) == c.Kind }); n >= 0 {
			m.EN, m.ZH = told[n].Name+m.EN, told[n].Label+m.ZH
		}
	}
	switch c.Kind {
	case Added, Removed:
		return m.In(lang)
	case Merged:
		return m.In(lang, c.From)
	case Widened, Narrowed:
		return m.In(lang, strings.Join(c.Titles, "、"))
	case StandardAdded:
		return m.In(lang, strings.TrimSpace(c.Text+" "+c.value(c.To, lang)))
	case StandardRemoved:
		return m.In(lang, strings.TrimSpace(c.Text+" "+c.value(c.From, lang)))
	}
	if c.Bound == handbook.AtMost && (c.Kind == StandardRaised || c.Kind == StandardLowered) {
		m = limits[c.Kind]
	}
	from, to := c.value(c.From, lang), c.value(c.To, lang)
	if from == "" {
		from = nothing.In(lang)
	}
	if to == "" {
		to = nothing.In(lang)
	}
	switch c.Kind {
	case StandardRaised, StandardLowered, StandardUnit, StandardBound, StandardUntil:
		return m.In(lang, c.Text, from, to)
	}
	return m.In(lang, from, to)
}

// value returns From or To with its unit and bound.
func (c Change) value(value string, lang diag.Lang) string {
	switch c.Kind {
	case StandardRaised, StandardLowered, StandardAdded, StandardRemoved:
		if value == "" {
			return ""
		}
		value = strings.TrimSpace(value + " " + c.Unit)
		if c.Bound == handbook.AtMost {
			value = atMost.In(lang, value)
		}
	}
	return value
}

// WriteText writes the report for people, item by item.
func (d *Diff) WriteText(w io.Writer, lang diag.Lang) error {
	var b strings.Builder
	b.WriteString(reportHead.In(lang, d.From.Version, d.From.Items, d.To.Version, d.To.Items, len(d.Items)) + "\n")
	for _, item := range d.Items {
		fmt.Fprintf(&b, "\n%s %s [%s]\n", item.Code, item.Title, item.ID)
		for _, c := range item.Changes {
			fmt.Fprintf(&b, "  %s\n", c.In(lang))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
