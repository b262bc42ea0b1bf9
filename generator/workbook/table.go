package workbook

import (
	"io"
	"slices"

	"github.com/xuri/excelize/v2"
)

// WriteTable writes a workbook of one sheet with a table to read, filter and print.
// Columns that hold numbers alone are numbers.
func WriteTable(w io.Writer, title string, head []string, rows [][]string) error {
	p := &printer{f: excelize.NewFile(), styles: map[look]int{}}
	defer p.f.Close()
	p.do(p.f.SetDefaultFont("宋体"))
	p.do(p.f.SetSheetName("Sheet1", title))
	for n, name := range head {
		width := columnsOfText(name) + 2
		isNumber := !slices.ContainsFunc(rows, func(row []string) bool { _, is := decimal(row[n]); return !is })
		p.put(title, n+1, 1, name, lookTitle)
		for k, row := range rows {
			look := lookWhite
			if isNumber {
				look = lookNumber
			}
			p.put(title, n+1, k+2, row[n], look)
			width = max(width, min(columnsOfText(row[n])+2, 40))
		}
		letter, err := excelize.ColumnNumberToName(n + 1)
		p.do(err)
		p.do(p.f.SetColWidth(title, letter, letter, float64(width)))
	}
	p.do(p.f.AutoFilter(title, "A1:"+cellName(len(head), len(rows)+1), nil))
	p.do(p.f.SetPanes(title, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	if p.err != nil {
		return p.err
	}
	out, err := p.f.WriteToBuffer()
	if err != nil {
		return err
	}
	return repack(w, out.Bytes())
}
