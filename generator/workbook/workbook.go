// Package workbook turns an edition into an Excel workbook that a clerk can fill
// in, and reads it back.
//
// # The workbook
//
// A workbook has the sheets 说明 (how to fill it in), 项目, 标准, 办事指南 and
// 办理地点, and a hidden one, 选项, with the lists that drop-downs offer. What
// is inherited is grey and locked, what the edition may say itself is white.
// The province's workbook is made in the same way of the province's own files;
// nothing is inherited there.
//
// Row 1 of a sheet is hidden and holds a mark for the sheet (hb:guide) and for
// each column (hb:own:fee); column A is hidden and holds the key of each row
// (an item's id, item/standard, window and name). They alone are what import
// goes by, so that rows can be sorted, columns moved and added, sheets and
// visible texts renamed. A row that is gone changes nothing. All texts are text
// cells, so that a code is no date, a phone keeps its zero and =cmd is no
// formula. The bytes are a pure function of the content.
//
// # Import
//
// [Import] compares every white cell with what the content says now. Equal is
// what says the same: spaces, line ends, full-width digits of numbers and
// phones do not count. An empty cell takes the edition's own value away, so
// that the inherited one holds again. Lists have one entry on each line. A row
// without a key is a new standard or window.
//
// What differs becomes changes of the TOML files (see [source.Edit]); they are
// tried on a copy of the tree in memory, and what [handbook.Load] then finds
// wrong is told of the cell it comes from. Unless the workbook was made for an
// older list: then the cells that no longer fit are named and left out.
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

// Plan is what the import of a workbook would do.
type Plan struct {
	Edition *handbook.Edition
	Changes []Change // in the order of the workbook; empty when it says nothing new
	Files   []File   // sorted by path
}

// Change is one cell that says something else than the content.
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

// Import plans the import of a workbook into the tree that h was loaded from
// without a failure of the disk. name is the workbook's file name, for faults.
// Faults: what is no workbook of this program, formulas, values of the wrong
// kind, and all that Load says of the changed content and did not say before.
// With an error there is nothing to write. The error is one of the disk.
func Import(name string, data []byte, fsys fs.FS, h *handbook.Handbook, before diag.List) (*Plan, diag.List, error) {
	grids, faults := read(name, data)
	if faults.HasErrors() {
		return nil, faults, nil
	}
	about, found := aboutOf(grids)
	if !found {
		return nil, diag.List{diag.New(diag.Pos{File: name}, notOurs).WithHint(hintNotOurs)}, nil
	}
	if about.format != format {
		return nil, diag.List{diag.New(diag.Pos{File: name}, otherFormat, about.format, format).WithHint(hintOtherFormat)}, nil
	}
	var edition *handbook.Edition
	for e := range h.Province.All {
		if e.Path == about.edition {
			edition = e
		}
	}
	if edition == nil {
		return nil, diag.List{diag.New(diag.Pos{File: name}, noSuchEdition, about.edition).WithHint(hintNoSuchEdition, about.edition)}, nil
	}
	b, faults, err := bookOf(fsys, h, edition)
	if err != nil || faults.HasErrors() {
		return nil, faults, err
	}
	m := &matching{book: b, older: about.list != h.Config.List.Version}
	if m.older {
		m.faults.Add(diag.Warn(diag.Pos{File: name}, otherList, about.list, h.Config.List.Version).WithHint(hintOtherList))
	} else if about.state != b.state() {
		m.faults.Add(diag.Warn(diag.Pos{File: name}, stale).WithHint(hintStale))
	}
	m.match(grids)
	if m.faults.HasErrors() {
		return nil, m.faults, nil
	}
	return m.plan(before)
}
