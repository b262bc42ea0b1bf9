package workbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/toml"
)

// row finds the row for an entry. Where it is nil, import passes over the entry,
// perhaps with a fault.
func (m *matching) row(e entry, key string) (*row, diag.List) {
	if r := e.table.find(key); r != nil && key != "" {
		return r, nil
	}
	filled := slices.ContainsFunc(e.table.columns, func(c column) bool { return c.own && c.path != nil && e.text(c) != "" })
	switch {
	case !filled:
		return nil, nil
	case key == "" && e.table.blank == 0:
		code, _, _ := strings.Cut(e.text(colCode), " ")
		for _, r := range e.table.rows {
			if code != "" && r.cells["code"].text == narrow(code) {
				return r, nil
			}
		}
		return nil, diag.List{diag.Warn(e.here(), strayRow).WithHint(hintStrayRow)}
	case key == "":
		return m.fresh(e)
	}
	return m.moved(e, key)
}

// moved finds the row for an entry whose key is no longer in the content.
func (m *matching) moved(e entry, key string) (*row, diag.List) {
	t := e.table
	kind, rest, _ := strings.Cut(key, "/")
	if t.id == "places" && (kind == "window" || kind == "agency") {
		// Somebody has changed or removed the window: its name decides, or it is new.
		name := e.text(placeColumns[0])
		for _, r := range t.rows {
			if strings.HasPrefix(r.key, "window/") && name != "" && canon(text, r.cells["name"].text) == name {
				return r, nil
			}
		}
		return m.fresh(e)
	}
	id, part := kind, rest
	if t.id == "places" {
		id, part, _ = strings.Cut(rest, "/")
	}
	item := m.book.item(id)
	if item == nil {
		return nil, diag.List{diag.Warn(e.here(), rowGone, cmp.Or(e.text(colTitle), id)).WithHint(hintRowGone)}
	}
	if item.ID != id {
		m.faults.Add(diag.Warn(e.here(), rowMoved, id, label(item)))
	}
	switch t.id {
	case "places":
		return m.window(t, item), nil
	case "standards":
		if r := t.find(item.ID + "/" + part); r != nil {
			return r, nil
		}
		if e.text(standardText) == "" { // a standard of the edition above
			return nil, diag.List{diag.Warn(e.here(), rowGone, label(item)+" "+part).WithHint(hintRowGone)}
		}
		return m.standard(t, item, part), nil
	}
	return t.find(item.ID), nil
}

// item returns the item with an id or former id, or nil.
func (b *book) item(id string) *handbook.Item {
	if item := b.edition.Item(id); item != nil {
		return item
	}
	for _, item := range b.edition.Items {
		if slices.Contains(item.FormerIDs, id) {
			return item
		}
	}
	return nil
}

func (t *table) find(key string) *row {
	for _, r := range t.rows {
		if r.key == key {
			return r
		}
	}
	return nil
}

// fresh makes the row for an entry with a new standard or window.
func (m *matching) fresh(e entry) (*row, diag.List) {
	t, chosen := e.table, canon(code, e.value(standardOfItem).text)
	if chosen == "" && t.id == "places" && !m.book.province() {
		if e.text(placeAgencies) == "" {
			return nil, diag.List{diag.New(e.place(placeAgencies), noAgency).WithHint(hintChooseItem, placeAgencies.title)}
		}
		r := &row{file: m.book.read(m.book.folder() + "edition.toml"), list: []any{"places"}, index: -1, cells: map[string]*cell{}}
		return m.blank(t, r), nil
	}
	if chosen == "" {
		return nil, diag.List{diag.New(e.place(standardOfItem), noItem).WithHint(hintChooseItem, t.codeTitle())}
	}
	id, faults := m.book.find(code, chosen, e.place(standardOfItem))
	if faults != nil {
		return nil, faults
	}
	item := m.book.edition.Item(id.(string))
	if t.id == "places" {
		return m.window(t, item), nil
	}
	return m.standard(t, item, ""), nil
}

func (t *table) codeTitle() string {
	for _, c := range t.columns {
		if c.id == "code" {
			return c.title
		}
	}
	return ""
}

// window returns the row of a new window of one item.
func (m *matching) window(t *table, item *handbook.Item) *row {
	own, _ := m.book.own(item)
	return m.blank(t, &row{label: label(item), file: own, list: []any{"guide", "places"}, index: -1, cells: map[string]*cell{
		"agencies": {locked: true},
	}})
}

// standard returns the row of a new standard of an item, with a new id for "".
func (m *matching) standard(t *table, item *handbook.Item, id string) *row {
	own, _ := m.book.own(item)
	taken := func(id string) bool {
		return own.element("id", id, "standards") >= 0 || t.find(item.ID+"/"+id) != nil ||
			slices.ContainsFunc(m.changed, func(c *changedRow) bool { return c.row.key == item.ID+"/"+id })
	}
	prefix := "local-"
	if m.book.province() {
		prefix = "standard-"
	}
	for n := 1; id == ""; n++ {
		if next := prefix + strconv.Itoa(n); !taken(next) {
			id = next
		}
	}
	r := m.blank(t, &row{key: item.ID + "/" + id, label: label(item), file: own, list: []any{"standards"}, index: -1,
		seed: toml.Table{{Key: "id", Value: id}}, cells: map[string]*cell{}})
	r.cells["text"].must = true
	return r
}

// blank gives a new row its white cells.
func (m *matching) blank(t *table, r *row) *row {
	for _, c := range t.columns {
		if c.own && c.path != nil && r.cells[c.id] == nil {
			r.cells[c.id] = &cell{path: slices.Concat(r.list, []any{-1}, c.path)}
		}
	}
	if t.id == "places" {
		r.cells["name"].must = true
	}
	return r
}
