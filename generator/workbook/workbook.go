// Package workbook turns an edition into an Excel workbook that a clerk can fill
// in, and reads it back.
//
// # The workbook
//
// A workbook has the sheets 说明 (how to fill it in), 项目, 标准, 办事指南 and
// 办理地点, and a hidden one, 选项, with the lists of the drop-downs. Inherited
// values are grey and locked, the edition's own are white. The province's
// workbook shows the province's own files; it inherits nothing.
//
// Columns of items follow from [handbook.ItemKeys].
//
// The hidden row 1 of a sheet holds a mark for the sheet (hb:guide) and for each
// column (hb:own:fee), and the hidden column A the key of each row (an item's
// id, item/standard, window and name; hb:new/1 of an empty one). Import goes by
// these alone, so a clerk can sort rows, move and add columns, rename sheets and
// visible texts. A row or sheet that is gone changes nothing. The hidden sheet
// lists the white columns of all sheets. All texts are text cells, so that a code
// is no date, a phone keeps its zero and =cmd is no formula. Equal content gives
// equal bytes.
//
// # Import
//
// [Import] compares every white cell with the content. Spaces, line ends, and
// full-width digits of numbers and phones make no difference. A number is what a
// person types, to fifteen digits; a cell that shows 90% is 90 in a row of per
// cent. An empty cell removes the edition's own value, so that the inherited one
// holds again. Lists have one entry on each line.
//
// Import never guesses: it refuses two sheets for one thing, a sheet, column or
// row whose mark or key is missing or damaged, and what a cell cannot hold. It
// names the filled cells that it does not read: grey ones that have changed,
// columns and sheets of the clerk's own, cells hidden by a merged one.
//
// Import changes the TOML files (see [tree.Edit]) in a copy of the tree in
// memory, loads it, and reports each new fault at the cell that causes it. An
// error refuses the workbook; of a workbook for an older list, import leaves out
// the cells that no longer fit, and names them.
//
// # Why there is a reader
//
// The library writes workbooks, but this package reads them: one pass over
// each sheet, within the bounds of parts.go. Of excelize 2.11.1 the iterator
// over rows tells neither formulas nor types of cells, and takes a sheet that
// is cut short for a whole one; its other functions build the grid of a sheet
// up to the last row and column. With a bound of 64 MiB on the unpacked size,
// these workbooks took 2.4 GiB and more: 5,000 empty cells in column XFD (40 KB
// as a file), 20 million open elements (76 KB), 11 million empty shared texts
// or cell formats (100 KB).
package workbook

import (
	"io/fs"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// Plan is the changes that a workbook makes.
type Plan struct {
	Edition *handbook.Edition
	Changes []Change // in the order of the workbook; empty where nothing differs
	Files   []File   // sorted by path
}

// Change is one cell that differs from the content.
type Change struct {
	Sheet, Cell string // 办事指南, F37
	Item        string // code and title, or the window's name
	Field       string // the column's title
	Old, New    string // texts as in cells, lists with a line for each entry; "" for nothing
}

// File is a file to be written.
type File struct {
	Path     string // relative to the source folder, with slashes
	Old, New []byte // Old is nil for a new file
}

// Import plans the import of a workbook into the tree that h was loaded from.
// name is the workbook's file name, for faults; before are the tree's faults.
// Faults: a file that no export has made, formulas, values of the wrong kind,
// and the new faults of the changed tree. The plan is nil where one is an error.
func Import(name string, data []byte, fsys fs.FS, h *handbook.Handbook, before diag.List) (*Plan, diag.List, error) {
	grids, faults := read(name, data)
	if faults.HasErrors() {
		return nil, faults, nil
	}
	about, whole := aboutOf(grids)
	if !whole {
		return nil, diag.List{diag.New(diag.Pos{File: name}, notOurs).WithHint(hintNotOurs)}, nil
	}
	if about.format != format {
		return nil, diag.List{diag.New(diag.Pos{File: name}, otherFormat, about.format, format).WithHint(hintOtherFormat)}, nil
	}
	edition, err := h.Edition(about.edition)
	if err != nil {
		return nil, diag.List{diag.New(diag.Pos{File: name}, noSuchEdition, about.edition).WithHint(hintNoSuchEdition, about.edition)}, nil
	}
	b, faults, err := bookOf(fsys, h, edition)
	if err != nil || faults.HasErrors() {
		return nil, faults, err
	}
	m := &matching{book: b, about: about, older: about.list != h.Config.List.Version, stale: about.state != b.state()}
	if m.older {
		m.faults.Add(diag.Warn(diag.Pos{File: name}, otherList, about.list, h.Config.List.Version).WithHint(hintOtherList))
	} else if m.stale {
		m.faults.Add(diag.Warn(diag.Pos{File: name}, stale).WithHint(hintStale))
	}
	m.match(grids)
	if m.faults.HasErrors() {
		return nil, m.faults, nil
	}
	return m.plan(before)
}
