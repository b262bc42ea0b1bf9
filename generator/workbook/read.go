package workbook

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"handbook/generator/diag"
)

// grid is the content of a sheet.
type grid struct {
	title  string
	rows   []line // rows with content, from top to bottom
	merged []area
}

// area is a range of merged cells.
type area struct{ left, top, right, bottom int }

// hides reports whether a cell is in the area, and not its first one.
func (a area) hides(col, row int) bool {
	return a.left <= col && col <= a.right && a.top <= row && row <= a.bottom && (col != a.left || row != a.top)
}

// line is a row of a grid.
type line struct {
	n     int // from 1
	cells map[int]value
}

// value is the content of a cell.
type value struct {
	text    string // of a number what a person types: 1.1, 90%
	day     string // the day that a number stands for, in ISO 8601; "" for none
	dated   bool   // the cell shows that day
	numeric bool   // the cell holds a number
	formula bool
	fault   bool // the cell holds an error such as #REF!
}

// read reads the sheets of a workbook in their order. Faults: the file is
// not a workbook, is damaged, or is too large.
func read(name string, data []byte) ([]grid, diag.List) {
	fail := func(m, hint diag.Message, args ...any) ([]grid, diag.List) {
		return nil, diag.List{diag.New(diag.Pos{File: name}, m, args...).WithHint(hint)}
	}
	if len(data) > maxFile {
		return fail(tooMuch, hintTooMuch)
	}
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) { // a compound file: old, or encrypted
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e")) {
			return fail(encrypted, hintEncrypted)
		}
		return fail(oldWorkbook, hintNoWorkbook)
	}
	var grids []grid
	p, err := open(data)
	if err == nil {
		grids, err = (&reader{parts: p}).sheets()
	}
	switch {
	case errors.Is(err, errNoWorkbook):
		return fail(noWorkbook, hintNoWorkbook)
	case errors.Is(err, errTooMuch):
		return fail(tooMuch, hintTooMuch)
	case err != nil:
		return fail(damaged, hintDamaged, err.Error())
	}
	return grids, nil
}

// reader reads the cells of a workbook.
type reader struct {
	*parts
	texts   []string // shared by cells, which name them by their number
	formats []shows  // by the styles of cells
	epoch   int      // the serial number of 1 January 1904: 0 in workbooks that count from there, else 1462
	cells   int      // read so far
	letters int      // bytes of text in them
}

func (r *reader) sheets() ([]grid, error) {
	_, kinds, err := r.related("")
	if err != nil {
		return nil, err
	}
	book := kinds["officeDocument"]
	if r.files[book] == nil {
		book = "xl/workbook.xml"
	}
	if r.files[book] == nil {
		return nil, errNoWorkbook
	}
	ids, kinds, err := r.related(book)
	if err != nil {
		return nil, err
	}
	if err := r.walk(kinds["sharedStrings"], r.sharedText); err != nil {
		return nil, err
	}
	var out []grid
	var names []string
	if err := r.styles(kinds["styles"]); err != nil {
		return nil, err
	}
	r.epoch = 1462
	err = r.walk(book, func(_ *xml.Decoder, start xml.StartElement) error {
		switch start.Name.Local {
		case "workbookPr":
			if on, _ := strconv.ParseBool(attr(start, "date1904")); on {
				r.epoch = 0
			}
		case "sheet":
			out, names = append(out, grid{title: attr(start, "name")}), append(names, ids[attr(start, "id")])
		}
		if len(out) > maxSheets {
			return errTooMuch
		}
		return nil
	})
	for n := range out {
		if err == nil {
			err = r.sheet(names[n], &out[n])
		}
	}
	return out, err
}

// richText is a text in one piece or in runs with a look of their own. The
// readings of characters (rPh) are not part of it.
type richText struct {
	Text string   `xml:"t"`
	Runs []string `xml:"r>t"`
}

func (t richText) String() string { return unescape(t.Text + strings.Join(t.Runs, "")) }

func (r *reader) sharedText(d *xml.Decoder, start xml.StartElement) error {
	if start.Name.Local != "si" {
		return nil
	}
	if len(r.texts) == maxCells {
		return errTooMuch
	}
	var t richText
	err := d.DecodeElement(&t, &start)
	r.texts = append(r.texts, t.String())
	return err
}

var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape resolves codes such as _x000D_, which stand for characters that XML
// cannot hold.
func unescape(s string) string {
	return escape.ReplaceAllStringFunc(s, func(code string) string {
		n, _ := strconv.ParseUint(code[2:6], 16, 32)
		return string(rune(n))
	})
}

// sheet reads the cells of a sheet that have content. Rows and cells without a
// number follow the one before.
func (r *reader) sheet(name string, into *grid) error {
	if r.files[name] == nil {
		return fmt.Errorf("no sheet %q", name)
	}
	row, col := 0, 0
	rows := map[int]map[int]value{} // some programs write a row in two pieces
	err := r.walk(name, func(d *xml.Decoder, start xml.StartElement) error {
		switch start.Name.Local {
		case "row":
			row, col = row+1, 0
			if n, err := strconv.Atoi(attr(start, "r")); err == nil && n > 0 {
				row = n
			}
		case "mergeCell":
			from, to, _ := strings.Cut(attr(start, "ref"), ":")
			left, top, err := excelize.CellNameToCoordinates(from)
			right, bottom, err2 := excelize.CellNameToCoordinates(to)
			if err == nil && err2 == nil {
				into.merged = append(into.merged, area{left, top, right, bottom})
			}
			if len(into.merged) > maxMerged {
				return errTooMuch
			}
		case "c":
			var c xmlCell
			if err := d.DecodeElement(&c, &start); err != nil {
				return err
			}
			col++
			if n, _, err := excelize.CellNameToCoordinates(c.Name); err == nil {
				col = n
			}
			v, err := r.value(c)
			if err != nil || v == (value{}) || row == 0 {
				return err
			}
			r.cells, r.letters = r.cells+1, r.letters+len(v.text)
			if r.cells > maxCells || r.letters > maxLetters {
				return errTooMuch
			}
			if rows[row] == nil {
				rows[row] = map[int]value{}
			}
			rows[row][col] = v
		}
		return nil
	})
	for _, n := range slices.Sorted(maps.Keys(rows)) {
		into.rows = append(into.rows, line{n, rows[n]})
	}
	return err
}

// xmlCell is a cell as its sheet writes it.
type xmlCell struct {
	Name    string    `xml:"r,attr"` // F37
	Type    string    `xml:"t,attr"`
	Style   int       `xml:"s,attr"`
	Value   string    `xml:"v"`
	Inline  richText  `xml:"is"`
	Formula *struct{} `xml:"f"`
}

func (r *reader) value(c xmlCell) (value, error) {
	v := value{text: c.Value, formula: c.Formula != nil}
	switch c.Type {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(c.Value))
		if err != nil || n < 0 || n >= len(r.texts) {
			return v, fmt.Errorf("no text %q", c.Value)
		}
		v.text = r.texts[n]
	case "inlineStr":
		v.text = c.Inline.String()
	case "str":
		v.text = unescape(c.Value)
	case "e":
		v.fault = true
	case "b":
		v.text = map[string]string{"0": "FALSE", "1": "TRUE"}[c.Value]
	case "d":
		v.day, _, v.dated = strings.Cut(c.Value, "T")
		v.dated = true
	case "", "n":
		if v.numeric = c.Value != ""; v.numeric {
			r.number(&v, c)
		}
	}
	return v, nil
}

// number completes the value of a cell with a number.
func (r *reader) number(v *value, c xmlCell) {
	n, ok := decimal(c.Value)
	if !ok || math.Abs(n) >= maxNumber || n != 0 && math.Abs(n) < 1/maxNumber {
		return
	}
	how := shows("")
	if c.Style >= 0 && c.Style < len(r.formats) {
		how = r.formats[c.Style]
	}
	v.text, v.dated = strconv.FormatFloat(n, 'f', -1, 64), how == showsDay
	if how == showsPercent {
		n, _ = decimal(strconv.FormatFloat(n*100, 'g', 15, 64))
		v.text = strconv.FormatFloat(n, 'f', -1, 64) + "%"
	}
	if days := int(n); v.dated || days >= 10_000 && days < 100_000 { // a lesser number is a year
		v.day = time.Date(1904, 1, 1+days-r.epoch, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
}

// cellName returns the name of a cell: F37.
func cellName(col, row int) string {
	name, _ := excelize.CoordinatesToCellName(col, row)
	return name
}
