package workbook

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/toml"
	"handbook/generator/tree"
)

// book is the workbook that Export would write now.
type book struct {
	h       *handbook.Handbook
	edition *handbook.Edition
	tables  []*table
	lists   []list // what drop-downs offer
	files   map[string]*file
	fsys    fs.FS
	faults  diag.List
	err     error
}

// file is a TOML file or page of the edition.
type file struct {
	path string
	data []byte // nil for a new file
	doc  *toml.Doc
}

// table is a sheet.
type table struct {
	id, title string
	columns   []column
	rows      []*row
	blank     int  // empty rows at the end, for new ones
	clears    bool // a row without any content takes its table away

	fresh func(m *matching, id string) *row // the row of a new table, of what its column code names
}

// row is a line of a sheet: the front matter of a file, or a table in a list of
// tables.
type row struct {
	key   string         // "" for new rows
	label string         // its name for people
	item  *handbook.Item // whose row it is; nil for windows
	file  *file
	list  []any      // the path of the list; nil for the front matter
	of    []string   // of a value, the ids of its standard, the present one first; else nil
	index int        // in the list; -1 where the file does not have the table yet
	seed  toml.Table // the first keys of a new table
	cells map[string]*cell
}

// cell is a cell of a row.
type cell struct {
	text   string
	locked bool  // grey, in a white column
	file   *file // nil for the row's file
	path   []any // in the file
	must   bool  // it cannot be empty
}

// fileOf returns the file of a cell.
func (r *row) fileOf(c *cell) *file {
	if c.file != nil {
		return c.file
	}
	return r.file
}

// bookOf reads the edition's own files. Faults: files that are broken.
func bookOf(fsys fs.FS, h *handbook.Handbook, e *handbook.Edition) (*book, diag.List, error) {
	b := &book{h: h, edition: e, files: map[string]*file{}, fsys: fsys}
	b.offer()
	b.tables = []*table{b.items(), b.standards(), b.values(), b.guides(), b.places()}
	return b, b.faults, b.err
}

func (b *book) table(id string) *table {
	return b.tables[slices.IndexFunc(b.tables, func(t *table) bool { return t.id == id })]
}

// folder returns the folder of the edition's files.
func (b *book) folder() string { return "content/editions/" + b.edition.Path + "/" }

func (b *book) province() bool { return b.edition.Parent == nil }

// read reads a file of the edition, which may be new.
func (b *book) read(name string) *file {
	if f := b.files[name]; f != nil {
		return f
	}
	f := &file{path: name, doc: &toml.Doc{}}
	b.files[name] = f
	data, err := fs.ReadFile(b.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f
	case err != nil:
		b.err = errors.Join(b.err, err)
		return f
	}
	f.data = data
	doc, faults := tree.DocOf(name, data)
	if doc == nil || doc.Broken() {
		b.faults.Add(faults...)
		return f
	}
	f.doc = doc
	return f
}

// own returns the edition's file for an item. above is the item that the file
// changes; nil where the item is the edition's own.
func (b *book) own(item *handbook.Item) (own *file, above *handbook.Item) {
	if item.Edition == b.edition {
		return b.read(item.File.Path), item.Base
	}
	return b.read(b.folder() + "items/" + item.ID + ".md"), item
}

// codeOf returns what stands under 编号: the code, and for an item outside the list,
// which has none, the mark with its title. It tells items apart and has no space.
func codeOf(item *handbook.Item) string {
	if item.OutsideList {
		return "清单以外·" + narrow(strings.Join(strings.Fields(clean(oneLine(item.Title))), ""))
	}
	return item.Code
}

func label(item *handbook.Item) string {
	if item.OutsideList {
		return codeOf(item)
	}
	return item.Label()
}

// newRow returns the row of an item's front matter, with its code and title.
func newRow(item *handbook.Item, key string, own *file) *row {
	return &row{key: key, label: label(item), item: item, file: own, cells: map[string]*cell{
		"code": {text: codeOf(item), locked: true}, "title": {text: item.Title, locked: true},
	}}
}

// fill makes the white cells of a row. above says that the row inherits.
func (b *book) fill(r *row, columns []column, above bool) {
	for _, c := range columns {
		if !c.own || c.path == nil {
			continue
		}
		at := &cell{path: c.path, locked: c.add && !above}
		r.cells[c.id] = at
		if r.list != nil {
			at.path = slices.Concat(r.list, []any{r.index}, c.path)
			key := len(r.list) + 2
			if several, is := r.file.doc.Value(at.path[:key]...).([]any); is && len(at.path) > key { // the first source carries the value
				at.path, at.must = slices.Insert(at.path, key, any(0)), c.id == sourceOf.id && len(several) > 1
			}
		} else if c.key != nil && !c.add {
			at.path = c.key.Place(r.item, r.file.doc.Has)
			at.must = len(at.path) > len(c.path) // an entry of a list says something
		}
		if at.locked || r.index < 0 {
			continue
		}
		b.set(at, c.kind, r.file.doc.Value(at.path...))
	}
}

// set writes a value into a white cell, and locks the cell where the value does
// not fit.
func (b *book) set(at *cell, k kind, value any) {
	var ok bool
	if at.text, ok = b.show(k, value); !ok {
		at.text, at.locked = "（这里的写法放不进表格，请在文件里改）", true
	}
}

// show writes an inherited value into the grey cell before a white one.
func (r *row) show(id, text string) { r.cells["above."+id] = &cell{text: text, locked: true} }

// columnsOf returns the columns of a sheet: lead, and each white column after a
// grey one where any row inherits a value.
func columnsOf(lead, whites []column, rows []*row) []column {
	out := slices.Clone(lead)
	for _, c := range whites {
		if c.own && slices.ContainsFunc(rows, func(r *row) bool { at := r.cells["above."+c.id]; return at != nil && at.text != "" }) {
			kind := text
			if c.kind == number {
				kind = number
			}
			plain := strings.TrimPrefix(c.title, "增加的")
			out = append(out, grey("above."+c.id, plain+"（上级）", c.width, kind))
			if plain == c.title {
				c.title += "（本地）"
			}
		}
		out = append(out, c)
	}
	return out
}

func (b *book) items() *table {
	t := &table{id: "items", title: "项目"}
	lead := []column{colCode}
	whites := b.itemColumns()
	if !b.province() {
		lead = []column{colCode, colTitle, grey("lead", "牵头单位", 14, text)}
	}
	for _, item := range b.edition.Items {
		own, above := b.own(item)
		r := newRow(item, item.ID, own)
		if len(item.Agencies) > 0 {
			lead, _ := b.show(agencies, []any{item.Agencies[0]})
			r.cells["lead"] = &cell{text: lead, locked: true}
		}
		if above != nil {
			b.inherited(r, whites, above)
		}
		b.fill(r, whites, above != nil)
		for _, id := range []string{"title", "recipients", "agencies"} {
			if at := r.cells[id]; b.province() && at != nil {
				at.must = true
			}
		}
		if at := r.cells["not_applicable"]; at != nil {
			at.file, at.path = b.read(b.folder()+"edition.toml"), []any{"not_applicable", item.ID}
			b.set(at, text, at.file.doc.Value(at.path...))
			at.locked = at.locked || above == nil
		}
		t.rows = append(t.rows, r)
	}
	t.columns = columnsOf(lead, whites, t.rows)
	return t
}

func (b *book) standards() *table {
	t := &table{id: "standards", title: "标准", blank: 20, clears: true, fresh: (*matching).newStandard}
	lead := []column{standardOfItem, colTitle, grey("now", "现在执行的", 22, text)}
	whites := []column{standardText, amount, unit, boundCol, kindCol, since, until, sourceOf, sourceAt, certaintyCol, verified, verifiedBy}
	if !b.province() {
		lead = append(lead, grey("kind", "性质", 9, text), grey("bound", "限度", 7, text))
		whites = []column{standardText, amount, unit, basis, reviewed, since, sourceOf, sourceAt, certaintyCol, verified, verifiedBy}
	}
	for _, item := range b.edition.Items {
		own, above := b.own(item)
		for _, s := range item.Standards {
			r := newRow(item, item.ID+"/"+s.ID, own)
			r.list, r.index, r.seed = []any{"standards"}, standardIn(own.doc, idsOf(&s)), toml.Table{{Key: "id", Value: s.ID}}
			r.cells["now"] = &cell{text: inForce(&s), locked: true}
			r.cells["kind"] = &cell{text: b.label(listKinds, s.Kind)}
			if s.Amount != nil {
				r.cells["bound"] = &cell{text: b.label(listBounds, string(s.Bound))}
			}
			n := -1
			if above != nil {
				n = slices.IndexFunc(above.Standards, func(old handbook.Standard) bool { return old.ID == s.ID })
			}
			inherited := n >= 0
			if inherited {
				old := above.Standards[n]
				r.show("text", old.Text)
				r.show("unit", old.Unit)
				if old.Amount != nil {
					r.show("amount", old.Amount.String())
				}
			}
			b.fill(r, whites, inherited)
			r.cells["text"].must = !inherited
			if own.doc.Has("standards", r.index, "values") {
				for id, at := range r.cells {
					at.locked = at.locked || isShort(id) // the sheet of values has them
				}
			}
			t.rows = append(t.rows, r)
		}
	}
	t.columns = columnsOf(lead, whites, t.rows)
	return t
}

func (b *book) guides() *table {
	t, whites := &table{id: "guide", title: "办事指南"}, guideColumns()
	for _, item := range b.edition.Items {
		own, above := b.own(item)
		r := newRow(item, item.ID, own)
		if above != nil {
			b.inherited(r, whites, above)
		}
		b.fill(r, whites, above != nil)
		t.rows = append(t.rows, r)
	}
	t.columns = columnsOf([]column{colCode, colTitle}, whites, t.rows)
	return t
}

// places returns the sheet of windows: the edition's own, a row for each agency
// that leads items and has no window, and the windows of single items.
func (b *book) places() *table {
	t := &table{id: "places", title: "办理地点", blank: 20, clears: true, fresh: (*matching).newWindow}
	columns := append([]column{placeAgencies, placeItem}, placeColumns...)
	if b.province() {
		columns = append([]column{placeItem}, placeColumns...)
	}
	windows := func(own *file, key, label, code string, list ...any) {
		elements, _ := own.doc.Value(list...).([]any)
		names := map[string]int{}
		for n, element := range elements {
			table, _ := element.(map[string]any)
			name, _ := table["name"].(string)
			name = short(name)
			r := &row{key: fmt.Sprintf("%s/%d/%s", key, names[name], name), label: name, file: own, list: list, index: n,
				cells: map[string]*cell{"code": {text: code, locked: true}}}
			names[name]++
			if label != "" {
				r.label = label + " " + name
			}
			b.fill(r, columns, false)
			if code != "" { // the window of an item
				r.cells["agencies"] = &cell{locked: true}
			}
			r.cells["name"].must = true
			t.rows = append(t.rows, r)
		}
	}
	if !b.province() {
		toml := b.read(b.folder() + "edition.toml")
		windows(toml, "window", "", "", "places")
		for _, a := range b.h.Agencies {
			if len(b.edition.LedBy(a.ID)) == 0 || slices.ContainsFunc(b.edition.Places, func(w handbook.Window) bool { return slices.Contains(w.Agencies, a.ID) }) {
				continue
			}
			r := &row{key: "agency/" + a.ID, label: a.Title, file: toml, list: []any{"places"}, index: -1, cells: map[string]*cell{"code": {locked: true}}}
			b.fill(r, columns, false)
			r.cells["name"].must = true
			r.cells["agencies"].text = a.Title
			var above []string
			places, _ := b.edition.WindowsFor(a.ID)
			for _, w := range places {
				above = append(above, strings.Join([]string{w.Name, w.Address, w.Phone, w.Hours}, " "))
			}
			r.show("name", clean(strings.Join(above, "\n")))
			t.rows = append(t.rows, r)
		}
	}
	for _, item := range b.edition.Items {
		own, _ := b.own(item)
		windows(own, "item/"+item.ID, label(item), codeOf(item), "guide", "places")
	}
	t.columns = columnsOf(nil, columns, t.rows)
	return t
}

// state returns a sum of all white cells. Import compares it, to see whether the
// content has changed after the export.
func (b *book) state() string {
	hash := sha256.New()
	for _, t := range b.tables {
		for _, r := range t.rows {
			for _, c := range t.columns {
				if at := r.cells[c.id]; c.own && at != nil && !at.locked {
					fmt.Fprintf(hash, "%q %q %q\n", path.Join(t.id, r.key), c.id, at.text)
				}
			}
		}
	}
	return hex.EncodeToString(hash.Sum(nil)[:12])
}
