package workbook

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestOffered looks up the range of every drop-down: it holds the whole list, from
// its first choice to its last.
func TestOffered(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(exported(t, testTree(t), "fuzhou")))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	many := 0
	for _, sheet := range f.GetSheetList() {
		offers, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, offer := range offers {
			if offer.Type != "list" {
				continue
			}
			var from, to rune
			var first, last int
			if _, err := fmt.Sscanf(offer.Formula1, choices+"!$%c$%d:$%c$%d", &from, &first, &to, &last); err != nil || from != to || first != firstRow {
				t.Errorf("%s: the drop-down of %s offers %s, not a column of the sheet %s from row %d", sheet, offer.Sqref, offer.Formula1, choices, firstRow)
				continue
			}
			column, _ := excelize.ColumnNameToNumber(string(from))
			for row, filled := range map[int]bool{last: true, last + 1: false} {
				if text, _ := f.GetCellValue(choices, cellName(column, row)); (text != "") != filled {
					t.Errorf("%s: the drop-down of %s offers %s, but row %d of the list holds %q: offered must name all choices and no more", sheet, offer.Sqref, offer.Formula1, row, text)
				}
			}
			if last > first {
				many++
			}
		}
	}
	if many == 0 {
		t.Error("no drop-down offers two choices: the tree of the tests has lost its lists")
	}
}
