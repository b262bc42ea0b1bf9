package workbook

import (
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/tree"
)

// judged is a fault of the changed content, and the cell that causes it.
type judged struct {
	diag.Fault
	row  *changedRow // nil where no cell causes it
	cell *changedCell
}

type verdict []judged

// HasErrors reports whether any of the faults is an error.
func (v verdict) HasErrors() bool {
	return slices.ContainsFunc(v, func(j judged) bool { return j.Severity == diag.Error })
}

// try loads the tree with the changed files and returns the faults that are new,
// each at its cell.
func (m *matching) try(files map[string][]byte, w *writing, before diag.List) (verdict, error) {
	if len(files) == 0 {
		return nil, nil
	}
	after, err := m.book.loadWith(files)
	if err != nil {
		return nil, err
	}
	// Lines move, so two faults are the same where file, code and text are.
	name := func(f diag.Fault) [3]string { return [3]string{f.Pos.File, f.Code(), f.Said.In(diag.EN)} }
	had := map[[3]string]int{}
	for _, f := range before.Sorted() {
		had[name(f)]++
	}
	var out verdict
	for _, f := range after.Sorted() {
		if had[name(f)]--; had[name(f)] >= 0 {
			continue
		}
		out = append(out, m.blame(f, files, w))
	}
	return out, nil
}

// blame finds the cell that causes a fault: the one at its place, or else at the
// place of its first note that has one.
func (m *matching) blame(f diag.Fault, files map[string][]byte, w *writing) judged {
	places := []diag.Pos{f.Pos}
	for _, n := range f.Notes {
		places = append(places, n.Pos)
	}
	for n, pos := range places {
		row, cell := m.cellAt(pos, files, w)
		if row == nil {
			continue
		}
		if n > 0 { // the fault is in another file, such as a county's
			f = f.WithNote(f.Pos, f.Said.Message, f.Said.Args...)
		}
		f.Pos = row.here()
		if cell != nil {
			f.Pos = cell.pos
		}
		f.Hint = inCells(f.Hint)
		return judged{f, row, cell}
	}
	return judged{Fault: f}
}

// cellAt finds the changed cell, or at least the row, for a place in the changed
// files.
func (m *matching) cellAt(pos diag.Pos, files map[string][]byte, w *writing) (*changedRow, *changedCell) {
	data, changed := files[pos.File]
	if !changed || pos.Line == 0 {
		return nil, nil
	}
	doc, _ := tree.DocOf(pos.File, data)
	if doc == nil {
		return nil, nil
	}
	at := doc.PathAt(pos)
	if len(at) == 0 {
		return nil, nil
	}
	var nearest *changedRow
	for _, c := range m.changed {
		for n := range c.cells {
			cell := &c.cells[n]
			if cell.dropped {
				continue
			}
			file, path := w.at(c, cell.cell)
			if file != pos.File || len(path) == 0 {
				continue
			}
			if len(at) >= len(path) && slices.Equal(at[:len(path)], path) {
				return c, cell
			}
			if list := len(c.row.list); list > 0 && len(at) > list && slices.Equal(at[:list+1], path[:list+1]) {
				nearest = c
			}
		}
	}
	if nearest == nil {
		return nil, nil
	}
	// An unchanged cell of the row can have the fault.
	for _, col := range nearest.table.columns {
		own := nearest.row.cells[col.id]
		where, shown := nearest.at[col.id]
		if own == nil || !shown || len(own.path) == 0 {
			continue
		}
		if _, path := w.at(nearest, own); len(path) > 0 && len(at) >= len(path) && slices.Equal(at[:len(path)], path) {
			return nearest, &changedCell{pos: where}
		}
	}
	return nearest, nil
}

// drop leaves out the cells that cause errors, and names them. Of a standard it
// leaves out the whole row, which is one promise.
func (m *matching) drop(found verdict) diag.List {
	var out diag.List
	for _, j := range found {
		if j.Severity != diag.Error || j.row == nil {
			continue
		}
		var fields []string
		for n := range j.row.cells {
			cell := &j.row.cells[n]
			one := j.row.row.list == nil && j.cell != nil && j.cell.column.id != ""
			if !cell.dropped && (!one || cell == j.cell) {
				cell.dropped = true
				fields = append(fields, cell.column.plainTitle()+" "+oneLine(cell.new))
			}
		}
		if len(fields) > 0 {
			f := j.Fault
			f.Severity = diag.Warning
			f.Notes = nil
			out.Add(f, diag.Warn(f.Pos, leftOut, j.row.row.label+" "+strings.Join(fields, "；")).WithHint(hintLeftOut))
		}
	}
	return out
}

// inCells turns a hint about lines and keys into one about cells and columns.
func inCells(hint diag.Said) diag.Said {
	hint.EN, hint.ZH = cellWords.Replace(hint.EN), cellWords.Replace(hint.ZH)
	return hint
}

var cellWords = strings.NewReplacer(
	"请把最早的写在最前面；不是第一条的，请写 since", "请写明从何时起；改了次序的，清空这一行，写在最下面的空行里", "put the earliest value first, and write since where it is not the first", "say since when; where the order changes, clear the row and write it into an empty row at the end",
	"或用 only 分别写明哪些地方", "或在“只在这些地方”列分别写明", "or say in only where each of them holds", "or say in the column 只在这些地方 where each of them holds",
	"高的用 only 写明地方", "高的在“只在这些地方”列写明地方", "write the places that have more with only", "write the places that have more into the column 只在这些地方",
	"请写 amount 或 text，或删去这一条", "请写数额或文字，或清空这一行", "write amount or text, or remove the line", "fill in 数额 or 文字, or clear the row",
	"请写 since，或在 sources.toml 写上来源的日期", "请写从何时起", "write since, or the date of the source in sources.toml", "say since when",
	"删去这一行", "清空这一格", "remove the line", "clear the cell",
	`请写 basis = "文号"`, "请在“提高的依据文号”列写文号", `write basis = "document number"`, `write the document's number into the column 提高的依据文号`,
	`请写 reviewed = "文号"`, "请在“核对文号”列写文号", `write reviewed = "document number"`, `write the document's number into the column 核对文号`,
	`请补上单位，例如 unit = "元/人·月"`, "请在“单位”列写单位，例如 元/人·月", `add a unit, such as unit = "元/人·月"`, "write a unit such as 元/人·月 into the column 单位",
	"请补上 amount = …，或删去 unit", "请填“数额”列，或清空“单位”列", "add amount = …, or remove the unit", "fill in the column 数额, or clear the column 单位",
	"或给新的标准另起一个编号", "或清空这一格，把新的标准写在最下面的空行里", "or give the new standard an id of its own", "or clear the cell and write the new standard into the empty rows at the end",
	"或只把新增的写进 recipients_add", "或只把新增的写进“增加的服务对象”列",
)
