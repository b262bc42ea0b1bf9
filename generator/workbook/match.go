package workbook

import (
	"cmp"
	"slices"
	"strings"

	"handbook/generator/diag"
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
	entry
	row   *row
	cells []changedCell
	at    map[string]diag.Pos // the row's cells in the workbook, by column
	gone  bool                // the clerk has removed the window
}

type changedCell struct {
	column   column
	cell     *cell
	pos      diag.Pos
	old, new string
	value    any // nil removes the key
	dropped  bool
}

// ref returns the cell's name: F37.
func (c changedCell) ref() string { return c.pos.File[strings.LastIndex(c.pos.File, "!")+1:] }

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

// entry is a row of a sheet that has marks.
type entry struct {
	line
	table   *table
	sheet   string
	columns map[string]int // by mark; 0 for a column that the sheet lacks
}

func (e entry) value(c column) value { return e.cells[e.columns[c.mark()]] }

func (e entry) text(c column) string { return clean(e.value(c).text) }

// place returns the cell of a column, or the first cell that people see.
func (e entry) place(c column) diag.Pos {
	return diag.Pos{File: e.sheet + "!" + cellName(max(e.columns[c.mark()], 2), e.n)}
}

func (e entry) here() diag.Pos { return e.place(column{}) }

// table compares a sheet; the row with the index head has its marks.
func (m *matching) table(t *table, g grid, head int) {
	columns := map[string]int{}
	for col, v := range g.rows[head].cells {
		if at, taken := columns[v.text]; !taken || col < at { // a copy stands to the right
			columns[v.text] = col
		}
	}
	seen := map[*row]entry{}
	for n, l := range g.rows {
		if n == head {
			continue
		}
		e := entry{l, t, g.title, columns}
		key := clean(l.cells[columns[marked+t.id]].text)
		if key == headKey {
			continue
		}
		r, faults := m.row(e, key)
		m.faults.Add(faults...)
		if r == nil {
			continue
		}
		if first, twice := seen[r]; twice {
			if !first.same(e) {
				m.faults.Add(diag.New(e.here(), rowTwice, first.n).WithHint(hintRowTwice))
			}
			continue
		}
		seen[r] = e
		m.compare(e, r)
	}
}

// headKey is the key of the row with the titles.
const headKey = marked + "head"

// same reports whether two rows are equal in all white cells.
func (e entry) same(other entry) bool {
	return !slices.ContainsFunc(e.table.columns, func(c column) bool {
		return c.own && canon(c.kind, e.value(c).text) != canon(c.kind, other.value(c).text)
	})
}

// compare finds the cells of a row that differ, and checks the row.
func (m *matching) compare(e entry, r *row) {
	t, c := e.table, &changedRow{entry: e, row: r, at: map[string]diag.Pos{}}
	filled, faults := false, diag.List(nil)
	for _, col := range t.columns {
		own := r.cells[col.id]
		if e.columns[col.mark()] == 0 || !col.own || own == nil || own.locked || col.path == nil {
			continue
		}
		v, pos := e.value(col), e.place(col)
		c.at[col.id] = pos
		switch {
		case v.formula:
			faults.Add(diag.New(pos, hasFormula).WithHint(hintFormula))
			continue
		case v.fault:
			faults.Add(diag.New(pos, hasError, v.text).WithHint(hintFormula))
			continue
		}
		change := changedCell{column: col, cell: own, pos: pos, old: own.text, new: canon(col.kind, v.text)}
		filled = filled || change.new != "" && col.id != "agencies"
		// The agency of a new window is not a change, but goes into its table.
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
	if text := r.cells["text"]; t.id == "standards" && r.index < 0 && text.must && len(c.cells) > 0 && c.changedTo("text") == nil {
		faults.Add(diag.New(cmp.Or(c.at["text"], c.here()), noText).WithHint(hintNewStandard))
	}
	if t.id == "places" && r.index < 0 && len(c.cells) > 0 && c.changedTo("name") == nil {
		faults.Add(diag.New(cmp.Or(c.at["name"], c.here()), mustStay).WithHint(hintFill))
	}
	if t.id == "standards" && c.left("source.id") == "" && c.left("source.at") != "" && len(c.cells) > 0 {
		faults.Add(diag.New(cmp.Or(c.at["source.at"], c.here()), noSource).WithHint(hintNoSource))
	}
	m.faults.Add(faults...)
	if len(c.cells) > 0 && !faults.HasErrors() {
		m.changed = append(m.changed, c)
	}
}

// changedTo returns the value of a changed cell; nil for an empty one, and for one
// that has not changed.
func (c *changedRow) changedTo(id string) any {
	for _, cell := range c.cells {
		if cell.column.id == id {
			return cell.value
		}
	}
	return nil
}
