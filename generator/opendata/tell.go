package opendata

import (
	"fmt"
	"io"
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
	NotApplicable:   {EN: "not applicable: %s → %s", ZH: "不适用的原因：由“%s”改为“%s”"},
	Recoded:         {EN: "code: %s → %s", ZH: "编码：由 %s 改为 %s"},
	StandardRaised:  {EN: "raised: %s: %s → %s", ZH: "标准提高：%s，由%s提高到%s"},
	StandardLowered: {EN: "lowered: %s: %s → %s", ZH: "标准降低：%s，由%s降到%s"},
	StandardUnit:    {EN: "other unit: %s: %s → %s", ZH: "单位改变：%s，由%s改为%s"},
	StandardBound:   {EN: "other bound: %s: %s → %s", ZH: "上下限改变：%s，由%s改为%s"},
	StandardAdded:   {EN: "new standard: %s", ZH: "新增标准：%s"},
	StandardRemoved: {EN: "standard gone: %s", ZH: "取消标准：%s"},
	StandardText:    {EN: "other words: %s → %s", ZH: "文字改动：由“%s”改为“%s”"},
	AmountAdded:     {EN: "now with an amount: %s: %s", ZH: "写明数额：%s，%s"},
	AmountRemoved:   {EN: "no longer with an amount: %s: it was %s", ZH: "不再写明数额：%s，原来是%s"},
	Widened:         {EN: "for more people: %s", ZH: "增加服务对象：%s"},
	Narrowed:        {EN: "no longer for: %s", ZH: "不再包括：%s"},
	Began:           {EN: "began: %s: %s", ZH: "开始执行：%s，%s"},
	Reworded:        {EN: "other words: %s: “%s” → “%s”", ZH: "说法改变：%s，由“%s”改为“%s”"},
	Changed:         {EN: "changed: %s: %s → %s", ZH: "标准改变：%s，由%s改为%s"},
	Worded:          {EN: "in words: %s: %[3]s (the last amount: %[2]s)", ZH: "有变动：%s，%[3]s（最近查到的数是%[2]s）"},
	Ended:           {EN: "ended: %s: %s", ZH: "停止执行：%s，%s"},
}

// limits are the messages for a standard that is an upper limit.
var limits = map[Kind]diag.Message{
	StandardRaised:  {EN: "better: %s: %s → %s", ZH: "标准提高：%s，由%s缩减到%s"},
	StandardLowered: {EN: "worse: %s: %s → %s", ZH: "标准降低：%s，由%s放宽到%s"},
}

// bareOf are the messages for a standard of words alone.
var bareOf = map[Kind]diag.Message{
	Began: {EN: "began: %s", ZH: "开始执行：%s"},
	Ended: {EN: "ended: %s", ZH: "停止执行：%s"},
}

// What happened to a key that has no sentence of its own; the first argument is
// its name.
var (
	otherwise = diag.Message{EN: "%s: %s → %s", ZH: "%s：由“%s”改为“%s”"}
	written   = diag.Message{EN: "%s: not said before, now %s", ZH: "%s：以前没有写，现在是“%s”"}
	unwritten = diag.Message{EN: "%s: no longer said, was %s", ZH: "%s：以前是“%s”，现在没有写"}
	flagSet   = diag.Message{EN: "%s: no → yes", ZH: "%s：由“否”改为“是”"}
	flagUnset = diag.Message{EN: "%s: yes → no", ZH: "%s：由“是”改为“否”"}

	becameAbsent = diag.Message{EN: "does not apply here: %s", ZH: "这里不适用：%s"}
	nowListed    = diag.Message{EN: "in the list now, with the code %s", ZH: "列入清单，编号 %s"}
	unlisted     = diag.Message{EN: "outside the list now; code before: %s", ZH: "不在清单里了，列为清单以外；以前的编号是 %s"}
	noLongerSo   = diag.Message{EN: "applies here now; before: %s", ZH: "这里现在适用了，以前的原因是：%s"}
)

var (
	reportHead = diag.Message{EN: "%s (%d items) → %s (%d items): %d items changed", ZH: "%s（%d 项）→ %s（%d 项）：%d 项有变化"}
	reportDays = diag.Message{EN: "%s: %s → %s: %d items changed, %d times", ZH: "%s：%s → %s：%d 项有变化，共 %d 处"}
	worth      = diag.Message{EN: "%s (%s)", ZH: "%s（合%s）"}
	instead    = diag.Message{EN: "; until then %[2]s of %[1]s", ZH: "；这里以前执行%s的%s"}
	thereafter = diag.Message{EN: "; since then %[2]s of %[1]s", ZH: "；此后执行%s的%s"}
	onlyIn     = diag.Message{EN: "; in %s alone", ZH: "；只在%s"}
	atMost     = diag.Message{EN: "at most %s", ZH: "不超过%s"}
)

// In returns the change as a sentence.
func (c Change) In(lang diag.Lang) string {
	if name, is := named[c.Kind]; is {
		return c.ofKey(name, lang)
	}
	m := messages[c.Kind]
	if c.Bound == string(handbook.AtMost) && (c.Kind == StandardRaised || c.Kind == StandardLowered) {
		m = limits[c.Kind]
	}
	from, to := c.value(c.From, lang), c.value(c.To, lang)
	if c.FromWorth != "" {
		from = worth.In(lang, from, c.FromWorth)
	}
	if c.ToWorth != "" {
		to = worth.In(lang, to, c.ToWorth)
	}
	switch c.Kind {
	case Added, Removed:
		return m.In(lang)
	case Merged:
		return m.In(lang, from)
	case Began, Ended:
		if from+to == c.Text { // words alone
			return bareOf[c.Kind].In(lang, c.Text) + c.around(lang)
		}
		return m.In(lang, c.Text, from+to) + c.around(lang)
	case Changed, Reworded, Worded:
		return m.In(lang, c.Text, from, to) + c.around(lang)
	case Widened, Narrowed:
		return m.In(lang, strings.Join(c.Titles, "、"))
	case Recoded:
		if from == "" {
			return nowListed.In(lang, to)
		}
		if to == "" {
			return unlisted.In(lang, from)
		}
	case NotApplicable:
		if from == "" {
			return becameAbsent.In(lang, to)
		}
		if to == "" {
			return noLongerSo.In(lang, from)
		}
	case StandardAdded:
		return m.In(lang, strings.TrimSpace(c.Text+" "+to))
	case StandardRemoved:
		return m.In(lang, strings.TrimSpace(c.Text+" "+from))
	case AmountAdded:
		return m.In(lang, c.Text, to) + c.around(lang)
	case AmountRemoved:
		return m.In(lang, c.Text, from)
	case StandardRaised, StandardLowered, StandardUnit, StandardBound:
		return m.In(lang, c.Text, from, to) + c.around(lang)
	}
	return m.In(lang, from, to)
}

// around returns what a change between two days says besides: the places where alone
// it is so, and what another line had or has in force.
func (c Change) around(lang diag.Lang) (out string) {
	if len(c.Places) > 0 {
		out = onlyIn.In(lang, strings.Join(c.Places, "、"))
	}
	switch {
	case c.Other == nil, c.Other.said() == c.From && c.Kind != AmountAdded:
	case c.Kind == Ended:
		out += thereafter.In(lang, c.Of, c.Other.quoted())
	default:
		out += instead.In(lang, c.Of, c.Other.quoted())
	}
	return out
}

// ofKey returns the change of a key that has no sentence of its own.
func (c Change) ofKey(key keyName, lang diag.Lang) string {
	name := diag.Message{EN: key.en, ZH: key.zh}.In(lang)
	if c.Standard != "" {
		name = diag.Message{EN: "%s, %s", ZH: "%s，%s"}.In(lang, c.Text, name)
	}
	switch {
	case key.flag && c.To != "":
		return flagSet.In(lang, name)
	case key.flag:
		return flagUnset.In(lang, name)
	case c.From == "":
		return written.In(lang, name, c.To)
	case c.To == "":
		return unwritten.In(lang, name, c.From)
	}
	return otherwise.In(lang, name, c.From, c.To)
}

// value returns From or To with its unit and bound.
func (c Change) value(value string, lang diag.Lang) string {
	switch c.Kind {
	case StandardRaised, StandardLowered, StandardAdded, StandardRemoved, AmountAdded, AmountRemoved, Began, Changed, Ended:
		if value == "" {
			return ""
		}
		value = strings.TrimSpace(value + " " + c.Unit)
		if c.Bound == string(handbook.AtMost) {
			value = atMost.In(lang, value)
		}
	}
	return value
}

// name returns the list's version and, below the province, its edition.
func (s Side) name() string { return strings.TrimSpace(s.Version + " " + s.Edition) }

// WriteText writes the report for people, item by item.
func (d *Diff) WriteText(w io.Writer, lang diag.Lang) error {
	var b strings.Builder
	if d.Days {
		b.WriteString(reportDays.In(lang, d.To.name(), d.From.Date, d.To.Date, len(d.Items), d.Changes()) + "\n")
	} else {
		b.WriteString(reportHead.In(lang, d.From.name(), d.From.Items, d.To.name(), d.To.Items, len(d.Items)) + "\n")
	}
	for _, item := range d.Items {
		fmt.Fprintf(&b, "\n%s [%s]\n", item.Label(), item.ID)
		for _, c := range item.Changes {
			fmt.Fprintf(&b, "  %s\n", strings.TrimSpace(c.Day+" "+c.In(lang)))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
