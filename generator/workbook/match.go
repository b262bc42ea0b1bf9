package workbook

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// matching compares the sheets of a workbook with the book of today's content.
type matching struct {
	book    *book
	about   about
	older   bool // the workbook was made for another list
	stale   bool // the content has changed after the export
	faults  diag.List
	changed []*changedRow
}

// changedRow is a row of the workbook that differs from the content.
type changedRow struct {
	entry
	row   *row
	cells []changedCell
	at    map[string]diag.Pos // the row's cells in the workbook, by column
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

// match compares every sheet that has a mark. A sheet that cannot be found is
// refused where another one may be it, and else was deleted.
func (m *matching) match(grids []grid) {
	unknown := map[string]grid{}
	for _, g := range grids {
		if len(g.rows) > 0 && g.title != explained && !slices.ContainsFunc(g.rows, func(l line) bool { return l.says(marked + "about") }) {
			unknown[g.title] = g
		}
	}
	var missing []*table
	for _, t := range m.book.tables {
		var first *grid
		for _, g := range grids {
			for n, l := range g.rows {
				switch {
				case !l.says(marked + t.id):
				case first != nil:
					m.faults.Add(diag.New(diag.Pos{File: g.title}, sheetTwice, first.title, t.title).WithHint(hintSheetTwice))
				default:
					first = &g
					m.table(t, g, n)
				}
				if l.says(marked + t.id) {
					delete(unknown, g.title)
				}
			}
		}
		if first == nil && m.about.hasSheet(t) {
			missing = append(missing, t)
		}
	}
	for _, title := range slices.Sorted(maps.Keys(unknown)) {
		if len(missing) == 0 {
			m.faults.Add(diag.Warn(diag.Pos{File: title}, unreadSheet).WithHint(hintUnread))
		}
	}
	for _, t := range missing {
		if len(unknown) == 0 {
			m.faults.Add(diag.Warn(diag.Pos{File: t.title}, sheetGone))
			continue
		}
		at := t.title
		if _, has := unknown[at]; !has {
			at = slices.Min(slices.Collect(maps.Keys(unknown)))
		}
		m.faults.Add(diag.New(diag.Pos{File: at}, sheetLost, t.title).WithHint(hintLost))
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

// text returns the text of a cell without differences that are irrelevant to the
// column's kind.
func (e entry) text(c column) string {
	v := e.value(c)
	if c.kind == date && v.day != "" {
		return v.day
	}
	return canon(c.kind, v.text)
}

// place returns the cell of a column, or the first cell that people see.
func (e entry) place(c column) diag.Pos { return e.at(max(e.columns[c.mark()], 2)) }

func (e entry) at(col int) diag.Pos { return diag.Pos{File: e.sheet + "!" + cellName(col, e.n)} }

func (e entry) here() diag.Pos { return e.place(column{}) }

// table compares a sheet; the row with the index head has its marks.
func (m *matching) table(t *table, g grid, head int) {
	columns, places := map[string]int{}, diag.Pos{File: g.title + "!" + cellName(1, g.rows[head].n)}
	whole := true
	for _, col := range slices.Sorted(maps.Keys(g.rows[head].cells)) {
		mark := g.rows[head].cells[col].text
		if columns[mark] > 0 && (mark == marked+t.id || strings.HasPrefix(mark, marked+"own:")) {
			m.faults.Add(diag.New(diag.Pos{File: g.title + "!" + cellName(col, titleRow)}, columnTwice, cellName(columns[mark], titleRow)).WithHint(hintColumnTwice))
			whole = false
		}
		columns[mark] = col
	}
	for _, c := range t.columns {
		if c.own && columns[c.mark()] == 0 && m.about.has(t, c) {
			m.faults.Add(diag.New(places, columnLost, c.title).WithHint(hintLost))
			whole = false
		}
	}
	if !whole {
		return
	}
	unread := map[int][]entry{}
	seen := map[string]entry{}
	for n, l := range g.rows {
		key := clean(l.cells[columns[marked+t.id]].text)
		if n == head || key == headKey {
			continue
		}
		e := entry{l, t, g.title, columns}
		if first, twice := seen[key]; twice && key != "" {
			if !first.same(e) {
				m.faults.Add(diag.New(e.here(), rowTwice, first.n).WithHint(hintRowTwice))
			}
			continue
		}
		seen[key] = e
		r, faults := m.row(e, key)
		if m.faults.Add(faults...); faults.HasErrors() {
			continue
		}
		for _, col := range slices.Sorted(maps.Keys(l.cells)) {
			if m.unread(e, r, g.rows[head].cells[col].text, col) {
				unread[col] = append(unread[col], e)
			}
		}
		if r != nil {
			m.compare(e, r, g.merged)
		}
	}
	for _, col := range slices.Sorted(maps.Keys(unread)) {
		m.faults.Add(diag.Warn(unread[col][0].at(col), unreadColumn, len(unread[col])).WithHint(hintUnread))
	}
}

// unread reports whether a cell is filled and import does not read it: it is in a
// column of the clerk's own, or grey and changed.
func (m *matching) unread(e entry, r *row, mark string, col int) bool {
	said := clean(e.cells[col].text)
	if said == "" && !e.cells[col].formula || col == e.columns[marked+e.table.id] {
		return false
	}
	if !strings.HasPrefix(mark, marked+"info:") {
		return !slices.ContainsFunc(e.table.columns, func(c column) bool { return c.own && c.mark() == mark })
	}
	n := slices.IndexFunc(e.table.columns, func(c column) bool { return c.mark() == mark })
	if n < 0 || r == nil || m.older || m.stale {
		return false
	}
	c, now := e.table.columns[n], ""
	if at := r.cells[c.id]; at != nil {
		now = at.text
	}
	return canon(c.kind, said) != canon(c.kind, now)
}

// headKey is the key of the row with the titles.
const headKey = marked + "head"

// newKey begins the keys of empty rows for new standards and windows.
const newKey = marked + "new/"

// same reports whether two rows are equal in all white cells.
func (e entry) same(other entry) bool {
	return !slices.ContainsFunc(e.table.columns, func(c column) bool { return c.own && e.text(c) != other.text(c) })
}

// compare finds the cells of a row that differ, and checks the row.
func (m *matching) compare(e entry, r *row, merged []area) {
	t, c := e.table, &changedRow{entry: e, row: r, at: map[string]diag.Pos{}}
	filled, faults := false, diag.List(nil)
	for _, col := range t.columns {
		own := r.cells[col.id]
		if e.columns[col.mark()] == 0 || !col.own || own == nil {
			continue
		}
		v, pos := e.value(col), e.place(col)
		change := changedCell{column: col, cell: own, pos: pos, old: own.text, new: e.text(col)}
		if own.locked || col.path == nil {
			if col.kind != code && change.new != canon(col.kind, own.text) {
				f := diag.New(pos, lockedCell).WithHint(hintLocked)
				if t.id == "standards" && r.index >= 0 && isShort(col.id) {
					f = f.WithHint(hintInValues)
				}
				if m.older {
					f.Severity = diag.Warning
				}
				faults.Add(f)
			}
			continue
		}
		c.at[col.id] = pos
		if n := slices.IndexFunc(merged, func(a area) bool { return a.hides(e.columns[col.mark()], e.n) }); n >= 0 {
			a := merged[n]
			first := diag.Pos{File: e.sheet + "!" + cellName(a.left, a.top)}
			m.faults.Add(diag.Warn(first, mergedCells, cellName(a.left, a.top)+":"+cellName(a.right, a.bottom), cellName(a.left, a.top)).WithHint(hintMerged))
			filled = filled || own.text != ""
			continue
		}
		if f := v.wrong(col.kind); f != nil {
			f.Pos = pos
			faults.Add(*f)
			continue
		}
		filled = filled || change.new != "" && !col.aside
		// The agency of a new window is not a change, but goes into its table.
		if change.new == canon(col.kind, own.text) && !(r.index < 0 && col.aside && change.new != "") {
			continue
		}
		if change.new != "" {
			var old any
			if r.index >= 0 || r.list == nil {
				old = r.fileOf(own).doc.Value(own.path...)
			}
			if col.kind == number && e.percent(r) {
				part, written := strings.CutSuffix(change.new, "%")
				change.new = canon(number, part)
				if n, _ := decimal(change.new); v.numeric && !written && n <= 1 {
					faults.Add(diag.New(pos, whichPercent, change.new, handbook.Amount(n*100).String()).WithHint(hintPercent, handbook.Amount(n*100).String(), change.new))
					continue
				}
			}
			value, wrong := m.book.value(col.kind, change.new, v.numeric, old, pos)
			if faults.Add(wrong...); wrong != nil {
				continue
			}
			change.value = value
		}
		if change.new != canon(col.kind, own.text) || r.index < 0 {
			c.cells = append(c.cells, change)
		}
	}
	fresh := r.index < 0 && t.find(r.key) != r
	if t.clears && !filled && r.index < 0 && !fresh { // the empty row of an agency
		m.faults.Add(faults...)
		return
	}
	for _, col := range t.columns {
		at, now := r.cells[col.id], c.changedTo(col.id)
		changed := slices.ContainsFunc(c.cells, func(cell changedCell) bool { return cell.column.id == col.id })
		missing := changed && (filled || !t.clears) || r.index < 0 && (fresh || len(c.cells) > 0)
		if at != nil && at.must && now == nil && missing {
			faults.Add(diag.New(cmp.Or(c.at[col.id], c.here()), mustStay).WithHint(hintFill))
		}
	}
	if c.left("source.id") == "" && len(c.cells) > 0 {
		for _, id := range []string{"source.at", "source.confidence"} {
			if c.left(id) != "" {
				faults.Add(diag.New(cmp.Or(c.at[id], c.here()), noSource).WithHint(hintNoSource))
			}
		}
	}
	m.faults.Add(faults...)
	if len(c.cells) > 0 && !faults.HasErrors() {
		m.changed = append(m.changed, c)
	}
}

// percent reports whether the row's amounts are per cent: the number of a cell that
// shows 90% is 0.9.
func (e entry) percent(r *row) bool {
	said := e.text(unit)
	if above := r.cells["above.unit"]; said == "" && above != nil {
		said = above.text
	}
	return strings.Contains(narrow(said), "%")
}

// wrong returns a fault of what a cell holds, without its place, or nil.
func (v value) wrong(k kind) *diag.Fault {
	var f diag.Fault
	switch {
	case v.formula:
		f = diag.New(diag.Pos{}, hasFormula).WithHint(hintFormula)
	case v.fault:
		f = diag.New(diag.Pos{}, hasError, v.text).WithHint(hintFormula)
	case v.dated && k != date:
		f = diag.New(diag.Pos{}, hasDate, v.day).WithHint(hintText)
	case v.numeric && k != number && k != count && k != date:
		if n, ok := decimal(strings.TrimSuffix(v.text, "%")); ok && math.Abs(n) < maxNumber {
			return nil
		}
		f = diag.New(diag.Pos{}, hugeNumber, v.text).WithHint(hintText)
	default:
		return nil
	}
	return &f
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
