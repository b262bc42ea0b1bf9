package opendata

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// Review lists the content of an edition to review after a new list.
type Review struct {
	Edition   string   `json:"edition"`
	Name      string   `json:"name"`
	Below     []Remark `json:"below"`     // promises that are lower than the guarantee above
	Pointless []Remark `json:"pointless"` // values that are equal to the inherited ones
	Gone      []Remark `json:"gone"`      // items and standards that the list no longer has
}

// Remark is one place in an edition's file.
type Remark struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Item     string `json:"item"` // id, as the file names it
	Title    string `json:"title"`
	Standard string `json:"standard,omitempty"` // id
	Key      string `json:"key,omitempty"`      // of a pointless value
	Own      string `json:"own,omitempty"`      // the edition's amount
	Above    string `json:"above,omitempty"`    // the amount guaranteed above
	Was      string `json:"was,omitempty"`      // the province's amount in the earlier list
	Unit     string `json:"unit,omitempty"`     // of the three
	Became   string `json:"became,omitempty"`   // id of the item that replaced it
	Message  string `json:"message"`
}

var (
	belowNow  = diag.Message{EN: "%s: %s here, the guarantee is %s", ZH: "%s：本版 %s，上级现在 %s"}
	belowWas  = diag.Message{EN: "%s: %s here, the guarantee is %s, and was %s in %s", ZH: "%s：本版 %s，上级现在 %s，%[5]s版是 %[4]s"}
	repeats   = diag.Message{EN: "%s: %s repeats the inherited value: delete it", ZH: "%s：%s 与上级相同，可以删去"}
	goneInto  = diag.Message{EN: "the item %q is now %q (%s): write that id", ZH: "项目“%s”现在是“%s”（%s），请改用这个编号"}
	goneWhole = diag.Message{EN: "the item %q (%s) is no longer in the list", ZH: "项目“%s”（%s）已不在清单里"}
	goneKept  = diag.Message{EN: "the item %q (%s) is no longer in the list and stays as the edition's own", ZH: "项目“%s”（%s）已不在清单里，现在算本版自己的项目"}
	goneNever = diag.Message{EN: "the item %q is in neither list", ZH: "项目“%s”两份清单里都没有"}
	goneStd   = diag.Message{EN: "%[2]q no longer has the standard %[1]q", ZH: "“%[2]s”里已没有标准“%[1]s”"}

	reviewed   = diag.Message{EN: "after the list of %s, %d editions have something to look at: %d below, %d pointless, %d gone", ZH: "与%s版相比，%d 个版本要处理：低于上级 %d 处，多余 %d 处，对象已不存在 %d 处"}
	below      = diag.Message{EN: "below the guarantee", ZH: "低于上级"}
	pointless  = diag.Message{EN: "pointless", ZH: "多余"}
	gone       = diag.Message{EN: "gone", ZH: "对象已不存在"}
	nothingYet = diag.Message{EN: "after the list of %s, no edition has anything to look at", ZH: "与%s版相比，各版本都没有要处理的"}
)

// Against returns, for each edition below the province that has any, the places
// that no longer fit the handbook's list. old is the earlier list. Reviews are
// in the order of the editions, remarks in that of the files.
func Against(h *handbook.Handbook, old *Catalogue, lang diag.Lang) []Review {
	now := Of(h, h.Province)
	reviews := map[*handbook.Edition]*Review{}
	review := func(e *handbook.Edition) *Review {
		if reviews[e] == nil {
			reviews[e] = &Review{Edition: e.Path, Name: e.Name, Below: []Remark{}, Pointless: []Remark{}, Gone: []Remark{}}
		}
		return reviews[e]
	}
	for _, b := range h.Breaches() {
		r := review(b.Edition)
		r.Below = append(r.Below, belowRemark(b, now, old, lang))
	}
	for _, p := range h.Pointless() {
		r := review(p.Edition)
		m := remark(p.Pos, p.Item.ID, p.Item.Title)
		m.Key, m.Message = p.Key, repeats.In(lang, p.Item.Title, p.Key)
		r.Pointless = append(r.Pointless, m)
	}
	for _, l := range h.Lost() {
		r := review(l.Edition)
		r.Gone = append(r.Gone, goneRemark(l, now, old, lang))
	}
	for e := range h.Province.All {
		for _, item := range e.Items { // an override with a title and a domain is now an item of the edition's own
			if e.Parent == nil || item.Edition != e || item.Base != nil {
				continue
			}
			if was := old.Item(item.ID); was != nil {
				m := remark(diag.Pos{File: item.File.Path}, item.ID, was.text("title"))
				m.Message = goneKept.In(lang, item.ID, was.text("title"))
				r := review(e)
				r.Gone = append(r.Gone, m)
			}
		}
	}
	out := []Review{}
	for e := range h.Province.All {
		if r := reviews[e]; r != nil {
			r.Below, r.Pointless, r.Gone = inOrder(r.Below), inOrder(r.Pointless), inOrder(r.Gone)
			out = append(out, *r)
		}
	}
	return out
}

func remark(pos diag.Pos, item, title string) Remark {
	return Remark{File: pos.File, Line: max(pos.Line, 1), Column: max(pos.Col, 1), Item: item, Title: title}
}

// inOrder sorts remarks by their places, each once.
func inOrder(list []Remark) []Remark {
	slices.SortStableFunc(list, func(a, b Remark) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), strings.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(list, func(a, b Remark) bool {
		return a.File == b.File && a.Line == b.Line && a.Column == b.Column && a.Message == b.Message
	})
}

func belowRemark(b handbook.Breach, now, old *Catalogue, lang diag.Lang) Remark {
	m := remark(b.Fault.Pos, b.Item.ID, b.Item.Title)
	m.Message = b.Item.Title + ": " + b.Fault.Said.In(lang)
	if lang == diag.ZH {
		m.Message = b.Item.Title + "：" + b.Fault.Said.In(lang)
	}
	if b.Standard == nil {
		return m
	}
	m.Standard = b.Standard.ID
	if b.Value == nil || b.Value.Unit != b.Above.Unit {
		return m
	}
	m.Own, m.Above, m.Unit = b.Value.Amount.String(), b.Above.Amount.String(), b.Above.Unit
	subject := b.Item.Title + " " + b.Standard.Text
	m.Message = belowNow.In(lang, subject, m.Own+" "+m.Unit, m.Above+" "+m.Unit)
	was := formerly(old, now.Item(b.Item.ID))
	if was == nil {
		return m
	}
	if std := was.Standard(b.Standard.ID); std != nil && std.Terms["amount"] != nil && std.text("unit") == m.Unit {
		m.Was = amountOf(std)
		m.Message = belowWas.In(lang, subject, m.Own+" "+m.Unit, m.Above+" "+m.Unit, m.Was+" "+m.Unit, old.List.Version)
	}
	return m
}

// formerly returns the item in the earlier list; nil for a new one.
func formerly(old *Catalogue, item *Item) *Item {
	if item == nil {
		return nil
	}
	if was := old.Item(item.ID); was != nil {
		return was
	}
	for _, id := range item.list("former_ids") {
		if was := old.Item(id); was != nil {
			return was
		}
	}
	return nil
}

func goneRemark(l handbook.Lost, now, old *Catalogue, lang diag.Lang) Remark {
	m := remark(l.Pos, l.Item, "")
	was := old.Item(l.Item)
	if was != nil {
		m.Title = was.text("title")
	}
	if l.Standard != "" {
		if item := now.Item(l.Item); item != nil {
			m.Title = item.text("title")
		}
		m.Standard, m.Message = l.Standard, goneStd.In(lang, l.Standard, m.Title)
		return m
	}
	for _, item := range now.Items {
		if slices.Contains(item.list("former_ids"), l.Item) {
			m.Became, m.Message = item.ID, goneInto.In(lang, l.Item, item.ID, item.text("title"))
			return m
		}
	}
	m.Message = goneNever.In(lang, l.Item)
	if was != nil {
		m.Message = goneWhole.In(lang, l.Item, was.text("title"))
	}
	return m
}

// WriteReviews writes the reviews for people; version is that of the earlier
// list.
func WriteReviews(w io.Writer, reviews []Review, version string, lang diag.Lang) error {
	var b strings.Builder
	var counts [3]int
	for _, r := range reviews {
		counts[0] += len(r.Below)
		counts[1] += len(r.Pointless)
		counts[2] += len(r.Gone)
	}
	if len(reviews) == 0 {
		b.WriteString(nothingYet.In(lang, version) + "\n")
	} else {
		b.WriteString(reviewed.In(lang, version, len(reviews), counts[0], counts[1], counts[2]) + "\n")
	}
	for _, r := range reviews {
		fmt.Fprintf(&b, "\n%s (%s)\n", r.Name, r.Edition)
		for _, part := range []struct {
			name    diag.Message
			remarks []Remark
		}{{below, r.Below}, {gone, r.Gone}, {pointless, r.Pointless}} {
			if len(part.remarks) > 0 {
				fmt.Fprintf(&b, "  %s:\n", part.name.In(lang))
			}
			for _, m := range part.remarks {
				fmt.Fprintf(&b, "    %s:%d:%d: %s\n", m.File, m.Line, m.Column, m.Message)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
