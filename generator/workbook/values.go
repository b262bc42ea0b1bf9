package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/toml"
	"handbook/generator/tree"
)

// shortForm are the keys of a standard that the values of its series have instead.
var shortForm = []string{"since", "until", "amount", "source", "verified", "verified_by", "history"}

// isShort reports whether a column of the sheet 标准 is of one of these keys.
func isShort(id string) bool {
	key, _, _ := strings.Cut(id, ".")
	return slices.Contains(shortForm, key)
}

// values returns the sheet of the values of standards over time, those of the
// edition's own files: a row for each that stands in a list, and empty ones for new
// values. The one value of a standard without a list stands in the sheet 标准.
func (b *book) values() *table {
	t := &table{id: "values", title: "历年数额", blank: 40, clears: true, fresh: (*matching).newValue}
	t.columns = []column{valueOf, since, until, amount, unit, valueText, only, valueNote, sourceOf, sourceAt, certaintyCol, verified, verifiedBy}
	if len(b.list(listEditions).ids) == 0 {
		t.columns = slices.DeleteFunc(t.columns, func(c column) bool { return c.id == only.id })
	}
	for _, item := range b.edition.Items {
		own, _ := b.own(item)
		for n := range item.Standards {
			s := &item.Standards[n]
			at := standardIn(own.doc, idsOf(s))
			for _, form := range []string{"history", "values"} {
				list := []any{"standards", at, form}
				elements, _ := own.doc.Value(list...).([]any)
				same := map[string]int{}
				for k, element := range elements {
					table, _ := element.(map[string]any)
					// The key says which value it is, and not where it stands: others come between.
					places, _ := joined(table["only"])
					key := clean(fmt.Sprintf("%s/%s/%s/%s", item.ID, s.ID, begins(table), oneLine(places)))
					same[key]++
					r := b.valueRow(item, s, own)
					r.key, r.list, r.index = fmt.Sprintf("%s/%d", key, same[key]), list, k
					b.fill(r, t.columns, false)
					if form == "history" {
						for id, at := range r.cells {
							at.locked = at.locked || id != "since" && id != "amount" && !strings.HasPrefix(id, "source.")
						}
					}
					t.rows = append(t.rows, r)
				}
			}
		}
	}
	return t
}

// valueRow returns the row of a value, without its place and its white cells.
func (b *book) valueRow(item *handbook.Item, s *handbook.Standard, own *file) *row {
	return &row{label: labelOf(item, s), item: item, file: own, of: idsOf(s), cells: map[string]*cell{
		"code": {text: b.label(listStandards, item.ID+"/"+s.ID), locked: true}, "above.unit": {text: s.Unit, locked: true},
	}}
}

func labelOf(item *handbook.Item, s *handbook.Standard) string {
	tier := ""
	if s.Tier != "" {
		tier = "（" + s.Tier + "）"
	}
	return label(item) + "：" + short(s.Text+tier)
}

func idsOf(s *handbook.Standard) []string { return append([]string{s.ID}, s.FormerIDs...) }

// standardIn returns the index of a standard in a file, by one of its ids; -1 where
// the file does not set it.
func standardIn(doc *toml.Doc, ids []string) int {
	elements, _ := doc.Value("standards").([]any)
	return slices.IndexFunc(elements, func(e any) bool {
		table, _ := e.(map[string]any)
		id, _ := table["id"].(string)
		return slices.Contains(ids, id)
	})
}

// inForce returns what is in force of a standard: 970元/人·月（2025-07起，福州市）.
func inForce(s *handbook.Standard) string {
	if low, high, ok := s.Ends(); ok {
		return low.Amount.String() + "—" + high.String()
	}
	if s.Now == nil {
		return ""
	}
	since := ""
	if !s.Since.IsZero() {
		since = s.Since.String() + "起，"
	}
	return clean(s.Now.Value.String()) + "（" + since + s.Now.Line.Edition.Name + "）"
}

// begins returns the since of a value as TOML has it, in ISO 8601; "" without one.
func begins(table map[string]any) string {
	if since := table["since"]; since != nil {
		return fmt.Sprint(since)
	}
	return ""
}

// series writes new values into a file that has all other changes: each before the
// first one that begins later. A standard in the short form gets a list of its values.
func (e *edit) series(name string, data []byte) ([]byte, diag.List) {
	starts := func(c *changedRow) string {
		return cmp.Or(begins(map[string]any{"since": c.changedTo("since")}), "9999")
	}
	slices.SortStableFunc(e.values, func(a, b *changedRow) int { return strings.Compare(starts(a), starts(b)) })
	for _, c := range e.values {
		doc, faults := tree.DocOf(name, data)
		if doc == nil || doc.Broken() {
			return data, faults
		}
		elements, _ := doc.Value("standards").([]any)
		at := standardIn(doc, c.row.of)
		var changes []toml.Change
		table := map[string]any{}
		if at >= 0 {
			table, _ = elements[at].(map[string]any)
		} else {
			at = len(elements)
			changes = append(changes, toml.Change{Path: []any{"standards", at}, Value: toml.Table{{Key: "id", Value: c.row.of[0]}}})
		}
		list, _ := table["values"].([]any)
		if list == nil {
			if list = longForm(table); len(list) > 0 {
				changes = append(changes, toml.Change{Path: []any{"standards", at, "values"}, Value: plain(list)})
				for _, key := range shortForm {
					changes = append(changes, toml.Change{Path: []any{"standards", at, key}})
				}
			}
		}
		n := slices.IndexFunc(list, func(v any) bool {
			table, _ := v.(map[string]any)
			return begins(table) > starts(c)
		})
		if n < 0 {
			n = len(list)
		}
		path := []any{"standards", at, "values", n}
		e.shift(path, 1)
		e.placed[c] = path
		changes = append(changes, toml.Change{Path: slices.Clone(path), Value: toml.Insert{Value: c.made()}})
		if data, faults = tree.Edit(name, data, changes...); faults != nil {
			return data, faults
		}
	}
	return data, nil
}

// longForm returns the values of a standard in the short form, the oldest first.
func longForm(table map[string]any) []any {
	out, _ := table["history"].([]any)
	now := map[string]any{}
	for _, key := range shortForm {
		if value, has := table[key]; has && key != "history" {
			now[key] = value
		}
	}
	if text, has := table["text"]; has && now["amount"] == nil {
		now["text"] = text
	}
	if now["amount"] != nil || now["text"] != nil {
		out = append(slices.Clip(out), now)
	}
	return out
}
