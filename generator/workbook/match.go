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

// about is the first row of the hidden sheet.
type about struct{ edition, list, state, format string }

// format is the version of the workbook's format.
const format = "1"

func aboutOf(grids []grid) (about, bool) {
	for _, g := range grids {
		for _, l := range g.rows {
			if l.cells[1].text == marked+"about" {
				return about{edition: l.cells[3].text, list: l.cells[4].text, state: l.cells[5].text, format: l.cells[2].text}, true
			}
		}
	}
	return about{}, false
}

// matching compares the sheets of a workbook with the book of today's content.
type matching struct {
	book    *book
	older   bool // the workbook was made for another list
	faults  diag.List
	changed []*changedRow
}

// changedRow is a row of the workbook that differs from the content.
type changedRow struct {
	table *table
	row   *row
	cells []changedCell
	at    map[string]diag.Pos // the row's cells in the workbook, by column
	here  diag.Pos            // the row's first cell
	gone  bool                // the clerk has removed the window

	label, sheet string
}

type changedCell struct {
	column   column
	cell     *cell
	ref      string
	pos      diag.Pos
	old, new string
	value    any // nil removes the key
	dropped  bool
}

// match compares every sheet that has a mark.
func (m *matching) match(grids []grid) {
	for _, t := range m.book.tables {
		for _, g := range grids {
			for n, l := range g.rows {
				if l.says(marked + t.id) {
					m.table(t, g, n)
					break
				}
			}
		}
	}
}

// says reports whether a cell of the row holds a text.
func (l line) says(text string) bool {
	for _, v := range l.cells {
		if v.text == text {
			return true
		}
	}
	return false
}

// place is a cell of the workbook.
func place(g grid, col, row int) diag.Pos {
	return diag.Pos{File: g.title + "!" + cellName(col, row)}
}

// table compares a sheet; the row with the index head has its marks.
func (m *matching) table(t *table, g grid, head int) {
	columns := map[string]int{}
	for col, v := range g.rows[head].cells {
		if at, taken := columns[v.text]; !taken || col < at { // a copy stands to the right
			columns[v.text] = col
		}
	}
	seen := map[*row]line{}
	for n, l := range g.rows {
		if n == head {
			continue
		}
		key := clean(l.cells[columns[marked+t.id]].text)
		if key == headKey {
			continue
		}
		r, faults := m.row(t, g, l, key, columns)
		m.faults.Add(faults...)
		if r == nil {
			continue
		}
		if first, twice := seen[r]; twice {
			if !same(t, first, l, columns) {
				m.faults.Add(diag.New(place(g, 2, l.n), rowTwice, first.n).WithHint(hintRowTwice))
			}
			continue
		}
		seen[r] = l
		m.compare(t, g, l, r, columns)
	}
}

// headKey is the key of the row with the titles.
const headKey = marked + "head"

// same reports whether two rows are equal in all white cells.
func same(t *table, a, b line, columns map[string]int) bool {
	return !slices.ContainsFunc(t.columns, func(c column) bool {
		at, has := columns[c.mark()]
		return has && c.own && canon(c.kind, a.cells[at].text) != canon(c.kind, b.cells[at].text)
	})
}

// row finds the row for a line of the workbook. Where it is nil, import passes
// over the line, perhaps with a fault.
func (m *matching) row(t *table, g grid, l line, key string, columns map[string]int) (*row, diag.List) {
	for _, r := range t.rows {
		if r.key == key && key != "" {
			return r, nil
		}
	}
	filled := slices.ContainsFunc(t.columns, func(c column) bool {
		return c.own && c.path != nil && clean(l.cells[columns[c.mark()]].text) != "" && columns[c.mark()] > 0
	})
	switch {
	case !filled:
		return nil, nil
	case key == "" && t.blank == 0:
		code, _, _ := strings.Cut(clean(l.cells[columns[colCode.mark()]].text), " ")
		for _, r := range t.rows {
			if code != "" && r.cells["code"].text == narrow(code) {
				return r, nil
			}
		}
		return nil, diag.List{diag.Warn(place(g, 2, l.n), strayRow).WithHint(hintStrayRow)}
	case key == "":
		return m.fresh(t, g, l, columns)
	}
	return m.moved(t, g, l, key, columns)
}

// moved finds the row for a line whose key is no longer in the content.
func (m *matching) moved(t *table, g grid, l line, key string, columns map[string]int) (*row, diag.List) {
	kind, rest, _ := strings.Cut(key, "/")
	if t.id == "places" && (kind == "window" || kind == "agency") {
		// Somebody has changed or removed the window: its name decides, or it is new.
		name := clean(l.cells[columns[placeColumns[0].mark()]].text)
		for _, r := range t.rows {
			if strings.HasPrefix(r.key, "window/") && name != "" && canon(text, r.cells["name"].text) == name {
				return r, nil
			}
		}
		return m.fresh(t, g, l, columns)
	}
	id, part := kind, rest
	if t.id == "places" {
		id, part, _ = strings.Cut(rest, "/")
	}
	item := m.book.item(id)
	if item == nil {
		name := cmp.Or(clean(l.cells[columns[colTitle.mark()]].text), id)
		return nil, diag.List{diag.Warn(place(g, 2, l.n), rowGone, name).WithHint(hintRowGone)}
	}
	if item.ID != id {
		m.faults.Add(diag.Warn(place(g, 2, l.n), rowMoved, id, label(item)))
	}
	switch t.id {
	case "places":
		return m.window(t, item), nil
	case "standards":
		if r := t.find(item.ID + "/" + part); r != nil {
			return r, nil
		}
		if canon(text, l.cells[columns[standardText.mark()]].text) == "" { // a standard of the edition above
			return nil, diag.List{diag.Warn(place(g, 2, l.n), rowGone, label(item)+" "+part).WithHint(hintRowGone)}
		}
		return m.standard(t, item, part), nil
	}
	return t.find(item.ID), nil
}

// item is the item with an id or former id, or nil.
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

// fresh makes the row for a line with a new standard or window.
func (m *matching) fresh(t *table, g grid, l line, columns map[string]int) (*row, diag.List) {
	col := columns[standardOfItem.mark()]
	chosen := canon(code, l.cells[col].text)
	if chosen == "" && t.id == "places" && !m.book.province() {
		if clean(l.cells[columns[placeAgencies.mark()]].text) == "" {
			return nil, diag.List{diag.New(place(g, columns[placeAgencies.mark()], l.n), noAgency).WithHint(hintChooseItem, placeAgencies.title)}
		}
		r := &row{file: m.book.read(m.book.folder() + "edition.toml"), list: []any{"places"}, index: -1, cells: map[string]*cell{}}
		return m.blank(t, r), nil
	}
	if chosen == "" {
		return nil, diag.List{diag.New(place(g, max(col, 2), l.n), noItem).WithHint(hintChooseItem, t.codeTitle())}
	}
	id, faults := m.book.find(code, chosen, place(g, col, l.n))
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

// window is the row of a new window of one item.
func (m *matching) window(t *table, item *handbook.Item) *row {
	own, _ := m.book.own(item)
	return m.blank(t, &row{label: label(item), file: own, list: []any{"guide", "places"}, index: -1, cells: map[string]*cell{
		"agencies": {locked: true},
	}})
}

// standard is the row of a new standard of an item, with a new id for "".
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

// compare finds the cells of a row that differ, and checks the row.
func (m *matching) compare(t *table, g grid, l line, r *row, columns map[string]int) {
	c := &changedRow{table: t, row: r, at: map[string]diag.Pos{}, here: place(g, 2, l.n), sheet: g.title, label: r.label}
	filled, faults := false, diag.List(nil)
	for _, col := range t.columns {
		at, has := columns[col.mark()]
		own := r.cells[col.id]
		if !has || !col.own || own == nil || own.locked || col.path == nil {
			continue
		}
		v, pos := l.cells[at], place(g, at, l.n)
		c.at[col.id] = pos
		switch {
		case v.formula:
			faults.Add(diag.New(pos, hasFormula).WithHint(hintFormula))
			continue
		case v.fault:
			faults.Add(diag.New(pos, hasError, v.text).WithHint(hintFormula))
			continue
		}
		change := changedCell{column: col, cell: own, pos: pos, ref: cellName(at, l.n), old: own.text, new: canon(col.kind, v.text)}
		filled = filled || change.new != "" && col.id != "agencies"
		// The agency of a new window is no change, but goes into its table.
		if change.new == canon(col.kind, own.text) && !(r.index < 0 && col.id == "agencies" && change.new != "") {
			continue
		}
		if change.new != "" {
			var old any
			if r.index >= 0 || r.list == nil {
				old = r.fileOf(own).doc.Value(own.path...)
			}
			value, wrong := m.book.value(col.kind, change.new, v.numeric, old, pos)
			if faults.Add(wrong...); wrong != nil {
				continue
			}
			change.value = value
		}
		c.cells = append(c.cells, change)
	}
	if r.list != nil && !filled && t.id == "places" {
		if r.index < 0 { // the empty row of an agency
			return
		}
		c.gone = len(c.cells) > 0
	}
	for _, cell := range c.cells {
		if cell.new == "" && cell.cell.must && !c.gone && (filled || t.id != "standards") {
			faults.Add(diag.New(cell.pos, mustStay).WithHint(hintFill))
		}
	}
	if text := r.cells["text"]; t.id == "standards" && r.index < 0 && text.must && len(c.cells) > 0 && c.value("text") == nil {
		faults.Add(diag.New(cmp.Or(c.at["text"], c.here), noText).WithHint(hintNewStandard))
	}
	if t.id == "places" && r.index < 0 && len(c.cells) > 0 && c.value("name") == nil {
		faults.Add(diag.New(cmp.Or(c.at["name"], c.here), mustStay).WithHint(hintFill))
	}
	if t.id == "standards" && c.left("source.id") == "" && c.left("source.at") != "" && len(c.cells) > 0 {
		faults.Add(diag.New(cmp.Or(c.at["source.at"], c.here), noSource).WithHint(hintNoSource))
	}
	m.faults.Add(faults...)
	if len(c.cells) > 0 && !faults.HasErrors() {
		m.changed = append(m.changed, c)
	}
}

// value is the value of a changed cell; nil for an empty one, and for one that
// has not changed.
func (c *changedRow) value(id string) any {
	for _, cell := range c.cells {
		if cell.column.id == id {
			return cell.value
		}
	}
	return nil
}
