package workbook

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// Export writes the workbook of an edition of the tree that h was loaded from.
// Faults: files of the edition that are broken; then it writes nothing.
func Export(w io.Writer, fsys fs.FS, h *handbook.Handbook, e *handbook.Edition) (diag.List, error) {
	b, faults, err := bookOf(fsys, h, e)
	if err != nil || faults.HasErrors() {
		return faults, err
	}
	p := &printer{book: b, f: excelize.NewFile(), styles: map[look]int{}}
	defer p.f.Close()
	p.workbook()
	if p.err != nil {
		return nil, p.err
	}
	var out bytes.Buffer
	if err := p.f.Write(&out); err != nil {
		return nil, err
	}
	return nil, repack(w, out.Bytes())
}

// printer writes a book with the library, and keeps the first error.
type printer struct {
	book   *book
	f      *excelize.File
	styles map[look]int
	err    error
}

func (p *printer) do(err error) { p.err = cmp.Or(p.err, err) }

// The rows of a sheet.
const (
	markRow  = 1
	titleRow = 2
	firstRow = 3
)

// The names of the first sheet and of the hidden one.
const (
	explained = "说明"
	choices   = "选项"
)

// look is the style of a cell.
type look struct {
	fill, ink string
	bold      bool
	locked    bool
	text      bool // a text cell, whatever its content
	middle    bool
	size      float64
	border    bool
}

var (
	lookTitle  = look{fill: "1F5C4D", ink: "FFFFFF", bold: true, locked: true, text: true, middle: true, size: 11, border: true}
	lookOwn    = look{fill: "FFFFFF", ink: "1A1A1A", bold: true, locked: true, text: true, middle: true, size: 11, border: true}
	lookWhite  = look{ink: "000000", text: true, size: 11, border: true}
	lookNumber = look{ink: "000000", size: 11, border: true}
	lookGrey   = look{fill: "EFEFEF", ink: "555555", locked: true, text: true, size: 11, border: true}
	lookSum    = look{fill: "EFEFEF", ink: "555555", locked: true, size: 11, border: true}
	lookHead   = look{ink: "1F5C4D", bold: true, locked: true, text: true, size: 18}
	lookPart   = look{ink: "1F5C4D", bold: true, locked: true, text: true, size: 13}
	lookWords  = look{ink: "000000", locked: true, text: true, size: 12}
)

func (p *printer) style(l look) int {
	if id, made := p.styles[l]; made {
		return id
	}
	s := &excelize.Style{
		Font:       &excelize.Font{Bold: l.bold, Size: l.size, Color: l.ink, Family: "宋体"},
		Alignment:  &excelize.Alignment{WrapText: true, Vertical: "top"},
		Protection: &excelize.Protection{Locked: l.locked},
	}
	if l.fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if l.middle {
		s.Alignment.Vertical, s.Alignment.Horizontal = "center", "center"
	}
	if l.text {
		s.NumFmt = 49
	}
	if l.border {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "B5B5B5", Style: 1})
		}
	}
	id, err := p.f.NewStyle(s)
	p.do(err)
	p.styles[l] = id
	return id
}

func (p *printer) put(sheet string, col, row int, text string, l look) {
	at := cellName(col, row)
	p.do(p.f.SetCellStyle(sheet, at, at, p.style(l)))
	if text == "" {
		return
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil && !l.text {
		p.do(p.f.SetCellDefault(sheet, at, canon(number, text)))
		return
	}
	p.str(sheet, at, text)
}

// underscore replaces an underscore that begins a code in a text (see
// unescape). The library does not escape it, so repack writes _x005F_ in its
// place.
const underscore = "\U0010FFFD"

// str writes a text.
func (p *printer) str(sheet, at, text string) {
	text = strings.ReplaceAll(text, underscore, "")
	var b strings.Builder
	for n := range len(text) {
		if text[n] == '_' && n+7 <= len(text) && escape.MatchString(text[n:n+7]) {
			b.WriteString(underscore)
		} else {
			b.WriteByte(text[n])
		}
	}
	p.do(p.f.SetCellStr(sheet, at, b.String()))
}

func (p *printer) workbook() {
	e := p.book.edition
	p.do(p.f.SetDefaultFont("宋体"))
	p.do(p.f.SetSheetName("Sheet1", explained))
	for _, t := range p.book.tables {
		_, err := p.f.NewSheet(t.title)
		p.do(err)
	}
	_, err := p.f.NewSheet(choices)
	p.do(err)
	p.offers()
	for _, t := range p.book.tables {
		p.table(t)
	}
	p.explain()
	p.do(p.f.SetSheetVisible(choices, false))
	p.do(p.f.SetDocProps(&excelize.DocProperties{
		Title: e.Name + " " + p.book.h.Config.Title, Creator: "handbook", LastModifiedBy: "handbook",
		Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z", Language: "zh-CN",
	}))
	p.f.SetActiveSheet(0)
}

// offers writes the hidden sheet: the edition, list and state of the workbook,
// and the lists of drop-downs from firstRow on.
func (p *printer) offers() {
	b := p.book
	a := about{format: format, edition: b.edition.Path, list: b.h.Config.List.Version, state: b.state(), columns: b.ownColumns()}
	for n, text := range []string{marked + "about", a.format, a.edition, a.list, a.state, a.columns, a.check()} {
		if text != "" {
			p.str(choices, cellName(n+1, markRow), text)
		}
	}
	for n, l := range b.lists {
		p.put(choices, n+1, titleRow, l.name, lookTitle)
		for k, label := range l.labels {
			p.put(choices, n+1, firstRow+k, label, lookWords)
		}
	}
	last, _ := excelize.ColumnNumberToName(len(b.lists))
	p.do(p.f.SetColWidth(choices, "A", last, 24))
}

// offered returns the range of a list on the hidden sheet.
func (b *book) offered(name string) string {
	n := slices.IndexFunc(b.lists, func(l list) bool { return l.name == name })
	col, _ := excelize.ColumnNumberToName(n + 1)
	last := firstRow + max(len(b.lists[n].labels), 1) - 1
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", choices, col, firstRow, col, last)
}

// table writes a sheet.
func (p *printer) table(t *table) {
	name := t.title
	p.str(name, "A1", marked+t.id)
	p.str(name, "A2", headKey)
	last := firstRow + len(t.rows) + t.blank - 1
	frozen := 1
	for n, c := range t.columns {
		col := n + 2
		p.str(name, cellName(col, markRow), c.mark())
		title := lookTitle
		if c.own && !(c.kind == code && t.id == "standards") {
			title = lookOwn
		}
		p.put(name, col, titleRow, c.title, title)
		letter, _ := excelize.ColumnNumberToName(col)
		p.do(p.f.SetColWidth(name, letter, letter, c.width))
		if frozen == n+1 && (c.id == "code" || c.id == "title") {
			frozen++
		}
		p.offer(name, c, col, last)
	}
	for n, r := range t.rows {
		if r.key != "" {
			p.str(name, cellName(1, firstRow+n), r.key)
		}
		for k, c := range t.columns {
			at := r.cells[c.id]
			if at == nil {
				at = &cell{locked: true}
			}
			p.put(name, k+2, firstRow+n, at.text, lookOf(c, at.locked || !c.own || c.path == nil))
		}
	}
	for n, r := range t.rows {
		p.do(p.f.SetRowHeight(name, firstRow+n, heightOf(t, r)))
	}
	for row := firstRow + len(t.rows); row <= last; row++ { // for new ones
		p.str(name, cellName(1, row), newKey+strconv.Itoa(row-firstRow-len(t.rows)+1))
		for k, c := range t.columns {
			p.put(name, k+2, row, "", lookOf(c, !c.own))
		}
	}
	p.warn(t, last)
	p.setUp(name, len(t.columns)+1, last, frozen)
}

func lookOf(c column, locked bool) look {
	switch {
	case locked && c.kind == number:
		return lookSum
	case locked:
		return lookGrey
	case c.kind == number:
		return lookNumber
	}
	return lookWhite
}

// offer gives the white cells of a column their note and drop-down, and its
// title the note.
func (p *printer) offer(name string, c column, col, last int) {
	if !c.own {
		return
	}
	dv := excelize.NewDataValidation(true)
	dv.Sqref = cellName(col, firstRow) + ":" + cellName(col, last)
	if c.from != "" {
		dv.SetSqrefDropList(p.book.offered(c.from))
	}
	if c.from != "" && !c.free {
		dv.SetError(excelize.DataValidationErrorStyleStop, c.title, "请从下拉列表里选。")
	}
	dv.SetInput(c.title, c.note)
	p.do(p.f.AddDataValidation(name, dv))
	head := excelize.NewDataValidation(true)
	head.Sqref = cellName(col, titleRow)
	head.SetInput(c.title, c.note)
	p.do(p.f.AddDataValidation(name, head))
}

// warn colours an amount that is below the inherited one, or far above it.
func (p *printer) warn(t *table, last int) {
	at := map[string]string{}
	for n, c := range t.columns {
		at[c.id], _ = excelize.ColumnNumberToName(n + 2)
	}
	own, above, limit := at["amount"], at["above.amount"], at["bound"]
	if own == "" || above == "" || limit == "" {
		return
	}
	colour := func(fill, ink string) *int {
		id, err := p.f.NewConditionalStyle(&excelize.Style{
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}, Font: &excelize.Font{Color: ink, Bold: true},
		})
		p.do(err)
		return &id
	}
	row := strconv.Itoa(firstRow)
	o, a, most := "$"+own+row, "$"+above+row, "$"+limit+row+`="最多"`
	both := "ISNUMBER(" + o + "),ISNUMBER(" + a + ")"
	ratio := strconv.FormatFloat(p.book.h.Config.Floor.WarnRatio, 'f', -1, 64)
	p.do(p.f.SetConditionalFormat(t.title, own+row+":"+own+strconv.Itoa(last), []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: "AND(" + both + ",IF(" + most + "," + o + ">" + a + "," + o + "<" + a + "))", Format: colour("F8D0CC", "A3150A"), StopIfTrue: true},
		{Type: "formula", Criteria: "AND(" + both + ",IF(" + most + "," + o + "*" + ratio + "<" + a + "," + o + ">" + a + "*" + ratio + "))", Format: colour("FFF2C4", "6B4E00")},
	}))
}

// setUp hides the marks, freezes the titles, and sets filter, protection and
// print.
func (p *printer) setUp(name string, columns, last, frozen int) {
	p.do(p.f.SetSheetDimension(name, "A1:"+cellName(columns, last)))
	p.do(p.f.SetColVisible(name, "A", false))
	p.do(p.f.SetRowVisible(name, markRow, false))
	p.do(p.f.SetRowHeight(name, titleRow, 36))
	p.do(p.f.SetPanes(name, &excelize.Panes{
		Freeze: true, XSplit: frozen, YSplit: titleRow, TopLeftCell: cellName(frozen+1, firstRow), ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: cellName(frozen+1, firstRow), ActiveCell: cellName(frozen+1, firstRow), Pane: "bottomRight"}},
	}))
	p.do(p.f.AutoFilter(name, cellName(2, titleRow)+":"+cellName(columns, last), nil))
	p.protect(name)
	p.print(name, "landscape")
	p.do(p.f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$" + strconv.Itoa(titleRow) + ":$" + strconv.Itoa(titleRow), Scope: name,
	}))
}

// protect guards grey cells against slips, without a password: import reads
// white cells alone.
func (p *printer) protect(name string) {
	p.do(p.f.ProtectSheet(name, &excelize.SheetProtectionOptions{
		AutoFilter: true, Sort: true, FormatCells: true, FormatColumns: true, FormatRows: true, InsertColumns: true, DeleteColumns: true,
		InsertRows: true, DeleteRows: true, InsertHyperlinks: true, SelectLockedCells: true, SelectUnlockedCells: true, EditObjects: true,
	}))
}

func (p *printer) print(name, orientation string) {
	a4, one, any, fit, margin, low, head := 9, 1, 0, true, 0.4, 0.7, 0.3
	p.do(p.f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &one, FitToHeight: &any}))
	p.do(p.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	p.do(p.f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &low, Header: &head, Footer: &head}))
	p.do(p.f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L" + footer(p.book.edition.Name) + " &A&R第 &P 页，共 &N 页"}))
}

// footer escapes a text for a footer, where & begins a code.
func footer(text string) string {
	return strings.ReplaceAll(text, "&", "&&")
}
