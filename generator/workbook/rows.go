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
	t := e.table
	if r := t.find(key); r != nil && key != "" {
		return r, m.misplaced(e, r)
	}
	filled := slices.ContainsFunc(t.columns, func(c column) bool {
		return c.own && e.text(c) != "" && (c.path != nil || key == "" || strings.HasPrefix(key, newKey)) && !(c.aside && strings.HasPrefix(key, "agency/"))
	})
	// In an older workbook the rows for new entries have no keys, and no grey cells.
	unkeyed := key == "" && m.about.columns == "" &&
		!slices.ContainsFunc(t.columns, func(c column) bool { return !c.own && e.text(c) != "" })
	switch {
	case !filled:
		return nil, nil
	case t.blank > 0 && (strings.HasPrefix(key, newKey) || unkeyed):
		return m.fresh(e)
	case key == "" || strings.HasPrefix(key, newKey):
		return nil, diag.List{diag.New(e.here(), strayRow).WithHint(hintStrayRow)}
	}
	// The key is no longer in the content.
	id := strings.Split(key, "/")
	n := 0
	if id[0] == "item" {
		n = 1
	}
	if item := m.book.item(id[min(n, len(id)-1)]); item != nil && item.ID != id[n] {
		was := id[n]
		id[n] = item.ID
		if r := t.find(strings.Join(id, "/")); r != nil {
			return r, diag.List{diag.Warn(e.here(), rowMoved, was, label(item))}
		}
	}
	if m.known(e) {
		return nil, nil
	}
	f := diag.New(e.here(), rowGone, cmp.Or(e.text(colTitle), e.text(placeColumns[0]), key)).WithHint(hintRowGone)
	if m.older {
		f.Severity = diag.Warning
	}
	return nil, diag.List{f}
}

// misplaced reports a row that shows another item than its key: somebody has
// sorted a part of the sheet, or chosen another item.
func (m *matching) misplaced(e entry, r *row) diag.List {
	now := r.cells["code"]
	if now == nil || m.older {
		return nil
	}
	col := colCode
	if e.table.column("code").own {
		col = e.table.column("code")
	}
	said, _, _ := strings.Cut(e.text(col), " ")
	title := r.cells["title"]
	switch {
	case e.columns[col.mark()] == 0, narrow(said) == now.text, said == "" && !col.own, e.text(col) == canon(text, now.text):
		return nil
	case title != nil && title.locked && e.text(colTitle) == canon(text, title.text) && !col.own:
		return nil
	case now.text == "":
		return diag.List{diag.New(e.place(col), bothFilled).WithHint(hintBothFilled)}
	}
	return diag.List{diag.New(e.place(col), otherItem, r.label, e.text(col)).WithHint(hintOtherItem)}
}

// known reports whether the content says exactly what an entry without a row does:
// the workbook has been imported before.
func (m *matching) known(e entry) bool {
	return slices.ContainsFunc(e.table.rows, func(r *row) bool {
		return r.index >= 0 && !slices.ContainsFunc(e.table.columns, func(c column) bool {
			at, said := r.cells[c.id], e.text(c)
			if c.kind == code {
				said, _, _ = strings.Cut(said, " ")
			}
			return c.own && (at == nil && said != "" || at != nil && said != canon(c.kind, at.text))
		})
	})
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

// fresh makes the row for an entry with a new standard, value or window. A window is
// that of an item or, in an edition below the province, that of agencies.
func (m *matching) fresh(e entry) (*row, diag.List) {
	choice, whose := e.table.column("code"), e.table.column(placeAgencies.id)
	chosen := e.text(choice)
	serves := whose.own && e.text(whose) != ""
	switch {
	case m.known(e):
		return nil, nil
	case chosen != "" && serves:
		return nil, diag.List{diag.New(e.place(whose), bothFilled).WithHint(hintBothFilled)}
	case serves:
		return e.table.blankWindow(&row{file: m.book.read(m.book.folder() + "edition.toml"), list: []any{"places"}, cells: map[string]*cell{}}), nil
	case chosen == "" && whose.own:
		return nil, diag.List{diag.New(e.place(whose), noAgency).WithHint(hintChooseItem, whose.title)}
	case chosen == "":
		return nil, diag.List{diag.New(e.place(choice), noChoice, choice.title).WithHint(hintChooseItem, choice.title)}
	}
	id, faults := m.book.find(choice.kind, chosen, e.place(choice))
	if faults != nil {
		return nil, faults
	}
	return e.table.fresh(m, id.(string)), nil
}

// column returns the sheet's column with an id; the zero column where it has none.
func (t *table) column(id string) column {
	for _, c := range t.columns {
		if c.id == id {
			return c
		}
	}
	return column{}
}

// newWindow returns the row of a new window of one item.
func (m *matching) newWindow(id string) *row {
	item := m.book.edition.Item(id)
	own, _ := m.book.own(item)
	return m.book.table("places").blankWindow(&row{label: label(item), file: own, list: []any{"guide", "places"}, cells: map[string]*cell{
		placeAgencies.id: {locked: true},
	}})
}

func (t *table) blankWindow(r *row) *row {
	t.blankRow(r).cells["name"].must = true
	return r
}

// newStandard returns the row of a new standard of an item, with a new id.
func (m *matching) newStandard(id string) *row {
	item, t := m.book.edition.Item(id), m.book.table("standards")
	own, _ := m.book.own(item)
	prefix := "local-"
	if m.book.province() {
		prefix = "standard-"
	}
	for n := 1; ; n++ {
		next := prefix + strconv.Itoa(n)
		key := item.ID + "/" + next
		if standardIn(own.doc, []string{next}) >= 0 || t.find(key) != nil ||
			slices.ContainsFunc(m.changed, func(c *changedRow) bool { return c.row.key == key }) {
			continue
		}
		r := t.blankRow(&row{key: key, label: label(item), file: own, list: []any{"standards"}, seed: toml.Table{{Key: "id", Value: next}}, cells: map[string]*cell{}})
		r.cells["text"].must = true
		return r
	}
}

// newValue returns the row of a new value of a standard.
func (m *matching) newValue(id string) *row {
	of, standard, _ := strings.Cut(id, "/")
	item := m.book.edition.Item(of)
	own, _ := m.book.own(item)
	n := slices.IndexFunc(item.Standards, func(s handbook.Standard) bool { return s.ID == standard })
	r := m.book.valueRow(item, &item.Standards[n], own)
	r.list = []any{"values"}
	return m.book.table("values").blankRow(r)
}

// blankRow gives a new row its white cells.
func (t *table) blankRow(r *row) *row {
	r.index = -1
	for _, c := range t.columns {
		if c.own && c.path != nil && r.cells[c.id] == nil {
			r.cells[c.id] = &cell{path: slices.Concat(r.list, []any{-1}, c.path)}
		}
	}
	return r
}
