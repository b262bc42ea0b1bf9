package workbook

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/toml"
	"handbook/generator/tree"
)

// newPage is a new override before its first key.
const newPage = "+++\n# 只写与上级不同的内容，没有写的都继承。\n+++\n"

// plan makes the changed files and checks them. Of a workbook for another list
// it leaves out the cells that do not fit, and tries again.
func (m *matching) plan(before diag.List) (*Plan, diag.List, error) {
	faults := m.faults
	for {
		w := &writing{book: m.book, edits: map[*file]*edit{}}
		for _, c := range m.changed {
			w.row(c)
		}
		files, wrong := w.files()
		if wrong.HasErrors() {
			return nil, wrong, nil
		}
		found, err := m.try(files, w, before)
		if err != nil {
			return nil, nil, err
		}
		if found.HasErrors() && m.older {
			if dropped := m.drop(found); len(dropped) > 0 {
				faults.Add(dropped...)
				continue
			}
		}
		for _, f := range found {
			faults.Add(f.Fault)
		}
		if found.HasErrors() {
			return nil, faults, nil
		}
		return m.told(files), faults, nil
	}
}

// told returns the plan of the cells that are not dropped.
func (m *matching) told(files map[string][]byte) *Plan {
	p := &Plan{Edition: m.book.edition}
	for _, c := range m.changed {
		for _, cell := range c.cells {
			if !cell.dropped && cell.new != canon(cell.column.kind, cell.old) {
				p.Changes = append(p.Changes, Change{
					Sheet: c.sheet, Cell: cell.ref(), Item: c.row.label, Field: cell.column.plainTitle(), Old: clean(cell.old), New: cell.new,
				})
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		p.Files = append(p.Files, File{Path: name, Old: m.book.files[name].data, New: files[name]})
	}
	return p
}

// writing turns changed rows into changes of files.
type writing struct {
	book  *book
	edits map[*file]*edit
}

// edit is the changes of one file.
type edit struct {
	changes []toml.Change
	added   map[string]int        // how many tables are new, by their list
	removed [][]any               // the paths of tables
	values  []*changedRow         // new values of standards; see [edit.series]
	placed  map[*changedRow][]any // the path of each row's table
}

func (w *writing) of(f *file) *edit {
	e := w.edits[f]
	if e == nil {
		e = &edit{added: map[string]int{}, placed: map[*changedRow][]any{}}
		w.edits[f] = e
	}
	return e
}

// row adds the changes of a row.
func (w *writing) row(c *changedRow) {
	var cells []changedCell
	for _, cell := range c.cells {
		if !cell.dropped {
			cells = append(cells, cell)
		}
	}
	if len(cells) == 0 {
		return
	}
	e, list := w.of(c.row.file), fmt.Sprint(c.row.list)
	switch {
	case c.row.list == nil:
		for _, cell := range cells {
			e := w.of(c.row.fileOf(cell.cell))
			e.changes = append(e.changes, toml.Change{Path: cell.cell.path, Value: cell.value})
		}
	case c.row.index < 0 && c.row.of != nil:
		e.values = append(e.values, c)
	case c.row.index < 0:
		elements, _ := c.row.file.doc.Value(c.row.list...).([]any)
		e.placed[c] = append(slices.Clone(c.row.list), len(elements)+e.added[list])
		e.added[list]++
		e.changes = append(e.changes, toml.Change{Path: slices.Clone(e.placed[c]), Value: c.made()})
	case c.emptied():
		e.removed = append(e.removed, append(slices.Clone(c.row.list), c.row.index))
	default:
		e.placed[c] = append(slices.Clone(c.row.list), c.row.index)
		left := c.left("source.id") + c.left("source.at")
		for _, cell := range cells {
			path := cell.cell.path
			if len(cell.column.path) > 1 && left == "" {
				path = path[:len(path)-1]
			}
			e.changes = append(e.changes, toml.Change{Path: path, Value: cell.value})
		}
	}
}

// made returns the new table of a row.
func (c *changedRow) made() toml.Table {
	table := slices.Clone(c.row.seed)
	for _, cell := range c.cells {
		if cell.value != nil && !cell.dropped {
			table = nest(table, cell.column.path, cell.value)
		}
	}
	return table
}

// left returns the text of a cell after the change.
func (c *changedRow) left(id string) string {
	for _, cell := range c.cells {
		if cell.column.id == id && !cell.dropped {
			return cell.new
		}
	}
	if at := c.row.cells[id]; at != nil {
		return at.text
	}
	return ""
}

// emptied reports whether the row's table is empty after the change, but for its
// id.
func (c *changedRow) emptied() bool {
	known := map[string]bool{"id": true}
	for _, col := range c.table.columns {
		if col.own && col.path != nil {
			known[col.path[0].(string)] = true
			if c.left(col.id) != "" && !col.aside {
				return false
			}
		}
	}
	element, _ := c.row.file.doc.Value(append(slices.Clone(c.row.list), c.row.index)...).(map[string]any)
	for key := range element {
		if !known[key] {
			return false
		}
	}
	return true
}

// nest writes a value into a table at a path.
func nest(t toml.Table, path []any, value any) toml.Table {
	key := path[0].(string)
	if len(path) == 1 {
		return append(t, toml.Entry{Key: key, Value: value})
	}
	for n := range t {
		if t[n].Key == key {
			t[n].Value = nest(t[n].Value.(toml.Table), path[1:], value)
			return t
		}
	}
	return append(t, toml.Entry{Key: key, Value: nest(nil, path[1:], value)})
}

// files returns the changed files by their paths.
func (w *writing) files() (map[string][]byte, diag.List) {
	out, faults := map[string][]byte{}, diag.List(nil)
	for f, e := range w.edits {
		changes := e.changes
		// Values go before their standards, the last of a list first: so the others keep their places.
		slices.SortFunc(e.removed, func(a, b []any) int {
			return cmp.Or(len(b)-len(a), b[len(b)-1].(int)-a[len(a)-1].(int))
		})
		for _, gone := range e.removed {
			changes = append(changes, toml.Change{Path: gone})
			e.shift(gone, -1)
		}
		data := f.data
		if data == nil && strings.HasSuffix(f.path, ".md") {
			data = []byte(newPage)
		}
		if len(changes)+len(e.values) == 0 {
			continue
		}
		fresh, wrong := data, diag.List(nil)
		if len(changes) > 0 {
			fresh, wrong = tree.Edit(f.path, data, changes...)
		}
		if len(e.values) > 0 && wrong == nil {
			fresh, wrong = e.series(f.path, fresh)
		}
		faults.Add(wrong...)
		if !bytes.Equal(fresh, f.data) {
			out[f.path] = fresh
		}
	}
	return out, faults
}

// shift moves the tables from a place in a list on.
func (e *edit) shift(at []any, by int) {
	list := len(at) - 1
	for _, path := range e.placed {
		if len(path) > list && slices.Equal(path[:list], at[:list]) && path[list].(int) >= at[list].(int) {
			path[list] = path[list].(int) + by
		}
	}
}

// at returns the place of a cell in the changed files, where other tables of its
// list may be gone.
func (w *writing) at(c *changedRow, cell *cell) (file string, path []any) {
	if cell.file != nil || c.row.list == nil {
		return c.row.fileOf(cell).path, cell.path
	}
	table := w.of(c.row.file).placed[c]
	if table == nil {
		return "", nil
	}
	return c.row.file.path, slices.Concat(table, cell.path[len(c.row.list)+1:])
}

// loadWith loads the tree with the changed files.
func (b *book) loadWith(files map[string][]byte) (diag.List, error) {
	_, faults, err := handbook.Load(tree.With(b.fsys, files), b.h, b.h.Config.AsOf)
	return faults, err
}
