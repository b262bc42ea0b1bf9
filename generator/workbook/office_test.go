package workbook

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// office is LibreOffice; the test is skipped where it is not installed, and
// fails where HANDBOOK_OFFICE says that it must be, as in test.sh.
func office(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	if os.Getenv("HANDBOOK_OFFICE") != "" {
		t.Fatal("LibreOffice is missing: install libreoffice-calc-nogui (generator/test.sh does)")
	}
	t.Skip("skipped: LibreOffice is not installed, so nobody knows whether a workbook that it has saved can be imported; bash generator/test.sh installs it")
	return ""
}

// change is a macro that does to a workbook what a person would: write, sort,
// add a column, save in the form it came in.
const change = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Change(from As String, into As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(from), "_blank", 0, hidden())
  guide = doc.Sheets.getByName("办事指南")
  guide.unprotect("")
  guide.getCellRangeByName("%s").String = "每人5元"
  guide.getCellRangeByName("%s").String = "户口本" + Chr(10) + "身份证 " + Chr(160)
  standards = doc.Sheets.getByName("标准")
  standards.unprotect("")
  standards.getCellRangeByName("%s").Value = 1700
  Dim order(0) As New com.sun.star.table.TableSortField
  order(0).Field = 1 : order(0).IsAscending = False
  Dim sorting(1) As New com.sun.star.beans.PropertyValue
  sorting(0).Name = "SortFields" : sorting(0).Value = order()
  sorting(1).Name = "ContainsHeader" : sorting(1).Value = False
  guide.getCellRangeByName("A3:%s6").sort(sorting())
  guide.Columns.insertByIndex(3, 1)
  guide.getCellRangeByName("D2").String = "备注"
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName" : form(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(ConvertToURL(into), form())
  doc.close(True)
End Sub
</script:module>
`

// TestOffice has LibreOffice open a workbook, change it and save it: exactly
// these changes are imported.
func TestOffice(t *testing.T) {
	program := office(t)
	fsys := testTree(t)
	data := exported(t, fsys, "fuzhou/minhou")
	dir := t.TempDir()
	var fee, materials, amount, last string
	edited(t, data, func(f *excelize.File) {
		fee, materials = cellOf(t, f, "办事指南", "boarding", "guide.fee"), cellOf(t, f, "办事指南", "boarding", "guide.materials")
		rows, _ := f.GetRows("办事指南")
		last, _ = excelize.ColumnNumberToName(len(rows[0]))
		amount = cellOf(t, f, "标准", "boarding/allowance", "amount")
	})
	run := func(args ...string) {
		t.Helper()
		ctx, stop := context.WithTimeout(t.Context(), 3*time.Minute)
		defer stop()
		profile := "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile"))
		cmd := exec.CommandContext(ctx, program, append([]string{"--headless", "--norestore", "--nologo", profile}, args...)...)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("LibreOffice failed: %v\n%s", err, said)
		}
	}
	run("--terminate_after_init") // makes the profile, with a module for macros
	for name, text := range map[string]string{"from.xlsx": string(data), "profile/user/basic/Standard/Module1.xba": fmt.Sprintf(change, fee, materials, amount, last)} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	into := filepath.Join(dir, "into.xlsx")
	run(fmt.Sprintf(`macro:///Standard.Module1.Change("%s","%s")`, filepath.Join(dir, "from.xlsx"), into))
	saved, err := os.ReadFile(into)
	if err != nil {
		t.Fatalf("LibreOffice has not saved the workbook: %v", err)
	}
	plan, faults := imported(t, fsys, saved)
	want := "标准 | 1-02 寄宿生生活补助 | 数额 | 1500 → 1700\n" +
		"办事指南 | 1-02 寄宿生生活补助 | 申请材料 | 户口本 → 户口本\n身份证\n" +
		"办事指南 | 1-02 寄宿生生活补助 | 收费 |  → 每人5元\n"
	if got := texts(plan); got != want || len(faults) > 0 {
		t.Errorf("of a workbook changed in LibreOffice this is imported:\n%s%s\nnot\n%s", got, report(faults), want)
	}
	for _, c := range plan.Changes {
		col, row, _ := excelize.CellNameToCoordinates(fee)
		if moved, at, _ := excelize.CellNameToCoordinates(c.Cell); c.Field == "收费" && (moved != col+1 || at == row) {
			t.Errorf("the cell is told as %s, but rows were sorted and a column added", c.Cell)
		}
	}
}
