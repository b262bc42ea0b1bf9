package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"handbook/generator/diag"
)

// Bounds on what is read. A handbook's workbook is 100 KB, and a megabyte
// unpacked.
const (
	maxFile     = 16 << 20 // bytes of the file
	maxUnpacked = 64 << 20 // bytes of all parts that are read
	maxParts    = 2000
	maxSheets   = 100
	maxStrings  = 200_000 // shared strings, and filled cells
	maxLetters  = 16 << 20
)

// grid is what stands in a sheet.
type grid struct {
	title string
	rows  []line // those that hold anything, from top to bottom
}

// line is a row of a grid.
type line struct {
	n     int // from 1
	cells map[int]value
}

// value is what stands in a cell.
type value struct {
	text    string
	numeric bool // the cell holds a number
	formula bool
	fault   bool // the cell holds an error such as #REF!
}

// read reads the sheets of a workbook in their order. Faults: what is no
// workbook, is damaged, or holds too much.
func read(name string, data []byte) ([]grid, diag.List) {
	fail := func(m, hint diag.Message, args ...any) ([]grid, diag.List) {
		return nil, diag.List{diag.New(diag.Pos{File: name}, m, args...).WithHint(hint)}
	}
	switch {
	case len(data) > maxFile:
		return fail(tooMuch, hintTooMuch, fmt.Sprintf("%d MiB", len(data)>>20))
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")): // a compound file: old, or encrypted
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e")) {
			return fail(encrypted, hintEncrypted)
		}
		return fail(oldWorkbook, hintNoWorkbook)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fail(noWorkbook, hintNoWorkbook)
	}
	if len(z.File) > maxParts {
		return fail(tooMuch, hintTooMuch, fmt.Sprintf("%d parts", len(z.File)))
	}
	p := &pack{parts: map[string]*zip.File{}, room: maxUnpacked}
	for _, f := range z.File {
		p.parts[partName("", f.Name)] = f
	}
	grids, err := p.grids()
	var too *overflow
	switch {
	case errors.Is(err, errNoWorkbook):
		return fail(noWorkbook, hintNoWorkbook)
	case errors.As(err, &too):
		return fail(tooMuch, hintTooMuch, too.what)
	case err != nil:
		return fail(damaged, hintDamaged, err.Error())
	}
	return grids, nil
}

// grids reads all sheets.
func (p *pack) grids() ([]grid, error) {
	_, kinds, err := p.related("")
	if err != nil {
		return nil, err
	}
	workbook := kinds["officeDocument"]
	if p.parts[workbook] == nil {
		workbook = "xl/workbook.xml"
	}
	if p.parts[workbook] == nil {
		return nil, errNoWorkbook
	}
	ids, kinds, err := p.related(workbook)
	if err != nil {
		return nil, err
	}
	if err := p.walk(kinds["sharedStrings"], p.sharedString); err != nil {
		return nil, err
	}
	var out []grid
	var targets []string
	err = p.walk(workbook, func(_ *xml.Decoder, start xml.StartElement) error {
		if start.Name.Local == "sheet" {
			id := attr(start, "id")
			if ids[id] == "" {
				return fmt.Errorf("no sheet %q", id)
			}
			out, targets = append(out, grid{title: attr(start, "name")}), append(targets, ids[id])
		}
		if len(out) > maxSheets {
			return &overflow{fmt.Sprintf("more than %d sheets", maxSheets)}
		}
		return nil
	})
	for n := range out {
		if err == nil {
			err = p.sheet(&out[n], targets[n])
		}
	}
	return out, err
}

// sharedString reads one text that cells refer to by its number.
func (p *pack) sharedString(d *xml.Decoder, start xml.StartElement) error {
	if start.Name.Local != "si" {
		return nil
	}
	text, err := p.richText(d)
	p.strings = append(p.strings, text)
	if len(p.strings) > maxStrings && err == nil {
		err = &overflow{fmt.Sprintf("more than %d texts", maxStrings)}
	}
	return err
}

// richText reads <t> or the runs <r><t> up to the end of the element that has
// just begun, without the readings of <rPh>.
func (p *pack) richText(d *xml.Decoder) (string, error) {
	var b strings.Builder
	depth, reading := 1, 0
	inText := false
	for depth > 0 {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			inText = token.Name.Local == "t"
			if token.Name.Local == "rPh" && reading == 0 {
				reading = depth
			}
		case xml.EndElement:
			if depth == reading {
				reading = 0
			}
			depth--
			inText = false
		case xml.CharData:
			if inText && reading == 0 {
				b.Write(token)
			}
		}
	}
	if p.letters += b.Len(); p.letters > maxLetters {
		return "", &overflow{fmt.Sprintf("more than %d MiB of text", maxLetters>>20)}
	}
	return unescape(b.String()), nil
}

var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape resolves _x000D_, which stands for characters that XML cannot hold.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escape.ReplaceAllStringFunc(s, func(code string) string {
		n, _ := strconv.ParseUint(code[2:6], 16, 32)
		return string(rune(n))
	})
}

// sheet reads the cells of a sheet that hold anything.
func (p *pack) sheet(g *grid, name string) error {
	if p.parts[name] == nil {
		return fmt.Errorf("no part %q", name)
	}
	row, col := 0, 0
	rows := map[int]map[int]value{} // some programs write a row in two parts
	err := p.walk(name, func(d *xml.Decoder, start xml.StartElement) error {
		switch start.Name.Local {
		case "row":
			row++
			if n, err := strconv.Atoi(attr(start, "r")); err == nil && n > 0 {
				row = n
			}
			col = 0
		case "c":
			col++
			if ref := attr(start, "r"); ref != "" {
				if c, _, ok := split(ref); ok {
					col = c
				}
			}
			v, err := p.cell(d, attr(start, "t"))
			if err != nil || v == (value{}) || row == 0 {
				return err
			}
			if p.cells++; p.cells > maxStrings {
				return &overflow{fmt.Sprintf("more than %d cells", maxStrings)}
			}
			if rows[row] == nil {
				rows[row] = map[int]value{}
			}
			rows[row][col] = v
		}
		return nil
	})
	for _, n := range slices.Sorted(maps.Keys(rows)) {
		g.rows = append(g.rows, line{n, rows[n]})
	}
	return err
}

// cell reads what is in a cell of a type, up to its end.
func (p *pack) cell(d *xml.Decoder, kind string) (value, error) {
	var v value
	for {
		token, err := d.Token()
		if err != nil {
			return v, err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return v, p.typed(&v, kind)
		case xml.StartElement:
			inner, err := p.richTextOf(d, token)
			if err != nil {
				return v, err
			}
			switch token.Name.Local {
			case "v", "is":
				v.text = inner
			case "f":
				v.formula = true
			}
		}
	}
}

// richTextOf reads the text of <v>, or that of <is>.
func (p *pack) richTextOf(d *xml.Decoder, start xml.StartElement) (string, error) {
	if start.Name.Local == "is" {
		return p.richText(d)
	}
	var text struct {
		Data string `xml:",chardata"`
	}
	err := d.DecodeElement(&text, &start)
	return text.Data, err
}

// typed resolves what the type of a cell says of its text.
func (p *pack) typed(v *value, kind string) error {
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(v.text))
		if err != nil || n < 0 || n >= len(p.strings) {
			return fmt.Errorf("no text %q", v.text)
		}
		v.text = p.strings[n]
	case "str":
		v.text = unescape(v.text)
	case "e":
		v.fault = true
	case "", "n":
		v.numeric = v.text != ""
	}
	return nil
}

// split takes F37 apart.
func split(ref string) (col, row int, ok bool) {
	n := 0
	for ; n < len(ref) && ref[n] >= 'A' && ref[n] <= 'Z' && col < 1<<14; n++ {
		col = col*26 + int(ref[n]-'A') + 1
	}
	row, err := strconv.Atoi(ref[n:])
	return col, row, err == nil && col > 0 && col <= 1<<14
}

// cellName is split's opposite.
func cellName(col, row int) string {
	name := ""
	for ; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}
