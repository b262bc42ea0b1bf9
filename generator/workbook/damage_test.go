package workbook

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// TestDamaged refuses a workbook whose marks are damaged: whatever the program
// made of it would be a guess.
func TestDamaged(t *testing.T) {
	fsys := testTree(t)
	data := put(t, exported(t, fsys, "fuzhou/minhou"), [4]string{"标准", "boarding/allowance", "amount", "1600"}, [4]string{"办事指南", "boarding", "guide.fee", "每人5元"})
	guide := func(f *excelize.File, key, column string) string { return cellOf(t, f, "办事指南", key, column) }
	column := func(f *excelize.File, key string) string {
		return strings.TrimRight(guide(f, "boarding", key), "0123456789")
	}
	for _, test := range []struct {
		name string
		work func(*excelize.File)
		want string
	}{
		{"the row of marks is gone", func(f *excelize.File) { f.RemoveRow("标准", 1) },
			"标准: 找不到“标准”这张表：隐藏的第一行标记不见了，或者坏了 [lost-marks] → 请重新导出，把白色格子里的内容复制过去\n"},
		{"the sheet has another name as well", func(f *excelize.File) { f.RemoveRow("标准", 1); f.SetSheetName("标准", "标准表") },
			"标准表: 找不到“标准”这张表：隐藏的第一行标记不见了，或者坏了 [lost-marks] → 请重新导出，把白色格子里的内容复制过去\n"},
		{"the column of keys is gone", func(f *excelize.File) { f.RemoveCol("标准", "A") },
			"标准: 找不到“标准”这张表：隐藏的第一行标记不见了，或者坏了 [lost-marks] → 请重新导出，把白色格子里的内容复制过去\n"},
		{"a backup copy", func(f *excelize.File) {
			n, _ := f.NewSheet("标准（旧）")
			from, _ := f.GetSheetIndex("标准")
			f.CopySheet(from, n)
		}, "标准（旧）: 这张表和“标准”都是填“标准”的 [repeated] → 请留下要导入的一张，删掉另一张\n"},
		{"a column is gone", func(f *excelize.File) { f.RemoveCol("办事指南", column(f, "guide.fee")) },
			"办事指南[guide guide]: 找不到“收费（本地）”这一列：列被删了，或者隐藏的第一行里它的标记坏了 [lost-marks] → 请重新导出，把白色格子里的内容复制过去\n"},
		{"a column without a mark", func(f *excelize.File) { f.SetCellStr("办事指南", column(f, "guide.fee")+"1", "") },
			"办事指南[guide guide]: 找不到“收费（本地）”这一列：列被删了，或者隐藏的第一行里它的标记坏了 [lost-marks] → 请重新导出，把白色格子里的内容复制过去\n"},
		{"a column twice", func(f *excelize.File) { f.SetCellStr("办事指南", "AB1", marked+"own:guide.fee") },
			"办事指南[head guide.fee]: 这一列和 {fee} 那一列是同一列 [repeated] → 请留下要导入的一列，删掉另一列\n"},
		{"a key is gone", func(f *excelize.File) { f.SetCellStr("办事指南", "A4", "") },
			"办事指南[ code]: 这一行填了内容，隐藏的A列里却没有标记，看不出是哪一条 [stray-row] → 请把内容抄到这个项目自己的那一行；要新增，抄到最下面的空行里，再删掉这一行\n"},
		{"a key is damaged", func(f *excelize.File) { f.SetCellStr("办事指南", "A4", "boardin") },
			"办事指南[boardin code]: “寄宿生生活补助”已经不在了，或者隐藏的标记坏了，这一行不能导入 [row-gone] → 还用得着的，请抄到现在的那一行，要新增的写在最下面的空行里；再删掉这一行\n"},
		{"a row below the table", func(f *excelize.File) {
			f.SetCellStr("办事指南", strings.Replace(guide(f, "boarding", "guide.fee"), "4", "40", 1), "合计")
		},
			"办事指南[ code]: 这一行填了内容，隐藏的A列里却没有标记，看不出是哪一条 [stray-row] → 请把内容抄到这个项目自己的那一行；要新增，抄到最下面的空行里，再删掉这一行\n"},
		{"a row copied and changed", func(f *excelize.File) {
			f.DuplicateRowTo("办事指南", 4, 8)
			f.SetCellStr("办事指南", "J8", "另一个")
		}, "办事指南[boarding code]: 这一行和第 4 行是同一条，内容却不同 [repeated] → 请删掉其中一行；要新增，写在最下面的空行里\n"},
		{"rows sorted without their keys", func(f *excelize.File) { swapRows(f, "办事指南", 3, 4, 2) },
			"办事指南[free-books code]: 这一行隐藏的标记是“1-01 免费教科书”的，这一格写的却是“1-02” [other-item] → 请恢复这一格，或撤销排序（排序要连隐藏的A列一起）；要新增，写在最下面的空行里\n" +
				"办事指南[boarding code]: 这一行隐藏的标记是“1-02 寄宿生生活补助”的，这一格写的却是“1-01” [other-item] → 请恢复这一格，或撤销排序（排序要连隐藏的A列一起）；要新增，写在最下面的空行里\n"},
		{"another item chosen", func(f *excelize.File) {
			f.SetCellStr("标准", cellOf(t, f, "标准", "boarding/allowance", "code"), "2-01 老年人体检")
		},
			"标准[boarding/allowance code]: 这一行隐藏的标记是“1-02 寄宿生生活补助”的，这一格写的却是“2-01 老年人体检” [other-item] → 请恢复这一格，或撤销排序（排序要连隐藏的A列一起）；要新增，写在最下面的空行里\n"},
		{"agencies and an item", func(f *excelize.File) {
			f.SetCellStr("办理地点", cellOf(t, f, "办理地点", "", "name"), "窗口")
			f.SetCellStr("办理地点", cellOf(t, f, "办理地点", "", "agencies"), "教育厅")
			f.SetCellStr("办理地点", cellOf(t, f, "办理地点", "", "code"), "1-01 免费教科书")
		}, "办理地点[new/1 agencies]: “负责单位”和“只办这一项”都填了 [both] → 请清空其中一格：窗口办几个部门的事，或者只办一个项目\n"},
		{"an agency's row, and an item", func(f *excelize.File) {
			f.SetCellStr("办理地点", cellOf(t, f, "办理地点", "agency/education-office", "name"), "窗口")
			f.SetCellStr("办理地点", cellOf(t, f, "办理地点", "agency/education-office", "code"), "1-01 免费教科书")
		}, "办理地点[agency/education-office code]: “负责单位”和“只办这一项”都填了 [both] → 请清空其中一格：窗口办几个部门的事，或者只办一个项目\n"},
		{"only an item chosen", func(f *excelize.File) { f.SetCellStr("标准", cellOf(t, f, "标准", "", "code"), "1-01") },
			"标准[new/1 text]: 这一格不能空着 [empty-value] → 请填写\n"},
		{"a cell that cannot be filled", func(f *excelize.File) {
			f.SetCellStr("项目", cellOf(t, f, "项目", "lunch", "not_applicable"), "没有")
		},
			"项目[lunch not_applicable]: 这一格不能在这里填 [not-read] → 请清空或恢复这一格；要改，请编辑在文件里改\n"},
	} {
		work := edited(t, data, test.work)
		var fee string
		edited(t, data, func(f *excelize.File) { fee = column(f, "guide.fee") + "2" })
		plan, faults := imported(t, fsys, work)
		if diff := cmp.Diff(strings.ReplaceAll(test.want, "{fee}", fee), named(t, work, report(faults))); plan != nil || diff != "" {
			t.Errorf("%s: planned %q (-want +got):\n%s", test.name, texts(plan), diff)
		}
	}
	// Merged cells hide what the others hold: they stay as they are.
	work := edited(t, data, func(f *excelize.File) {
		f.MergeCell("办事指南", column(f, "guide.materials")+"3", column(f, "guide.materials")+"4")
		f.MergeCell("办事指南", "B4", "C4")
	})
	plan, faults := imported(t, fsys, work)
	if plan == nil || strings.Contains(texts(plan), "申请材料") || !strings.Contains(report(faults), "[merged]") || len(faults.Sorted()) != 1 {
		t.Errorf("merged cells: %s%s", texts(plan), report(faults))
	}
}

// TestRandomDamage damages workbooks at random: a cell, row, column or sheet is
// removed, copied or typed again. Import refuses the workbook, or makes exactly
// the changes that it would make without the damage and, of a white cell, the
// change of that cell. HANDBOOK_DAMAGE is how many workbooks it tries.
func TestRandomDamage(t *testing.T) {
	runs := 60
	if n, err := strconv.Atoi(os.Getenv("HANDBOOK_DAMAGE")); err == nil {
		runs = n
	}
	fsys := testTree(t)
	bases, plans := map[string][]byte{}, map[string]*Plan{}
	refused, changed := 0, 0
	for seed := range uint64(runs) {
		r := rand.New(rand.NewPCG(seed, 16))
		at := []string{"", "fuzhou", "fuzhou/minhou"}[r.IntN(3)]
		if bases[at] == nil {
			bases[at] = put(t, exported(t, fsys, at), [4]string{"办事指南", "boarding", "guide.fee", "每人5元"}, [4]string{"项目", "boarding", "funding", "县里"},
				[4]string{"标准", "", "code", "1-01"}, [4]string{"标准", "", "text", "书包"},
				[4]string{"历年数额", "", "code", "1-02 寄宿生生活补助：小学寄宿生"}, [4]string{"历年数额", "", "since", "2021"}, [4]string{"历年数额", "", "amount", "1601"},
				[4]string{"办理地点", "", "code", "1-01"}, [4]string{"办理地点", "", "name", "窗口"}, [4]string{"办理地点", "", "phone", "110"})
			plans[at], _ = imported(t, fsys, bases[at])
		}
		d := &damage{r: r, did: fmt.Sprintf("seed %d of %q:", seed, at)}
		work := edited(t, bases[at], d.do)
		plan, faults := imported(t, fsys, work)
		if plan == nil {
			if refused++; !faults.HasErrors() {
				t.Errorf("%s refused without a word", d.did)
			}
			continue
		}
		changed++
		d.compare(t, plans[at].Changes, plan.Changes)
	}
	t.Logf("%d damaged workbooks: %d refused, %d imported", runs, refused, changed)
	if runs >= 60 && (refused < runs/10 || changed < runs/10) {
		t.Errorf("of %d damaged workbooks %d are refused and %d imported: the damage is too great or too little", runs, refused, changed)
	}
}

// damage is what happened to a workbook.
type damage struct {
	r     *rand.Rand
	did   string
	sheet string
	cell  string // the white cell that was typed again; "" for other damage
	was   string // its text before
	now   string // its text after
	gone  func(Change) bool
}

// do damages a workbook.
func (d *damage) do(f *excelize.File) {
	r, sheets := d.r, f.GetSheetList()
	d.sheet = sheets[r.IntN(len(sheets))]
	rows, _ := f.GetRows(d.sheet)
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	row, col := 1+r.IntN(len(rows)), 1+r.IntN(width)
	switch r.IntN(6) {
	case 0:
		row = 1 + r.IntN(2) // the marks and the titles
	case 1:
		col = 1 // the keys
	case 2:
		row = min(row, firstRow+3)
	}
	cell, other := cellName(col, row), cellName(1+r.IntN(width), 1+r.IntN(len(rows)))
	kind := []string{"emptied", "typed", "number", "copied", "row gone", "row copied", "column gone", "column copied", "sheet gone", "sheet copied"}[r.IntN(10)]
	d.did += fmt.Sprintf(" %s, %s of %s (other cell %s):", kind, cell, d.sheet, other)
	d.gone = func(Change) bool { return false }
	before, _ := f.GetCellValue(d.sheet, cell)
	letter := strings.TrimRight(cellName(col, 1), "1")
	switch kind {
	case "emptied":
		f.SetCellValue(d.sheet, cell, nil)
	case "typed":
		f.SetCellStr(d.sheet, cell, []string{"甲", "1", " ", "2020-01-01", "1-02", "教育厅", newKey + "3", newKey + "30", "boarding", "0", marked + "own:guide.fee"}[r.IntN(11)])
	case "number":
		f.SetCellValue(d.sheet, cell, []any{1.5, 44075, true, 1e20, 110}[r.IntN(5)])
	case "copied":
		text, _ := f.GetCellValue(d.sheet, other)
		f.SetCellStr(d.sheet, cell, text)
	case "row gone":
		f.RemoveRow(d.sheet, row)
		d.gone = func(c Change) bool {
			return c.Sheet == d.sheet && strings.TrimLeft(c.Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strconv.Itoa(row)
		}
	case "row copied":
		f.DuplicateRowTo(d.sheet, row, 1+r.IntN(len(rows)+3))
	case "column gone":
		f.RemoveCol(d.sheet, letter)
	case "column copied":
		for n := range rows {
			text, _ := f.GetCellValue(d.sheet, cellName(col, n+1))
			f.SetCellStr(d.sheet, cellName(width+1, n+1), text)
		}
	case "sheet gone":
		f.DeleteSheet(d.sheet)
		d.gone = func(c Change) bool { return c.Sheet == d.sheet }
	case "sheet copied":
		n, _ := f.NewSheet("副本")
		from, _ := f.GetSheetIndex(d.sheet)
		f.CopySheet(from, n)
	}
	after, _ := f.GetCellValue(d.sheet, cell)
	if slices.Contains([]string{"emptied", "typed", "number", "copied"}, kind) && row >= firstRow && strings.HasPrefix(rows[0][min(col, len(rows[0]))-1], marked+"own:") && col <= len(rows[0]) {
		d.cell, d.was, d.now = cell, before, after
	}
}

// compare compares the changes of the damaged workbook with those that it had
// before.
func (d *damage) compare(t *testing.T, before, after []Change) {
	t.Helper()
	line := func(c Change) string { return strings.Join([]string{c.Sheet, c.Item, c.Field, c.Old, c.New}, "|") }
	list := func(changes []Change) (out []string) {
		for _, c := range changes {
			if d.cell != "" && c.Sheet == d.sheet && c.Cell == d.cell {
				continue
			}
			if d.cell != "" { // the item of a new row may be another one now
				c.Item = ""
			}
			if !d.gone(c) {
				out = append(out, line(c))
			}
		}
		slices.Sort(out)
		return out
	}
	want := list(before)
	d.gone = func(Change) bool { return false }
	if diff := cmp.Diff(want, list(after)); diff != "" {
		t.Errorf("%s other changes (-want +got):\n%s", d.did, diff)
	}
	if d.cell == "" {
		return
	}
	at := func(changes []Change) *Change {
		n := slices.IndexFunc(changes, func(c Change) bool { return c.Sheet == d.sheet && c.Cell == d.cell })
		if n < 0 {
			return nil
		}
		return &changes[n]
	}
	content, said := d.was, "" // of the cell, in the content and after the import
	if c := at(before); c != nil {
		content = c.Old
	}
	if said = content; at(after) != nil {
		said = at(after).New
	}
	plain := func(text string) string { return strings.Trim(strings.Join(strings.Fields(text), " "), " ") }
	if d.now == "44075" && said == "2020-09-01" { // the number of a day
		said = d.now
	}
	if plain(said) != plain(d.now) {
		t.Errorf("%s the cell says %q, and the content would say %q", d.did, d.now, said)
	}
}

// TestOlderWorkbook imports a workbook of the time before workbooks listed their
// columns. It lacks one column of today; any other one that is gone was deleted.
func TestOlderWorkbook(t *testing.T) {
	fsys := testTree(t)
	data := put(t, exported(t, fsys, "fuzhou/minhou"), [4]string{"办事指南", "boarding", "guide.fee", "每人5元"}, [4]string{"标准", "", "code", "1-01"}, [4]string{"标准", "", "text", "书包"})
	remove := func(f *excelize.File, sheet, key, column string) {
		f.RemoveCol(sheet, strings.TrimRight(cellOf(t, f, sheet, key, column), "0123456789"))
	}
	old := edited(t, data, func(f *excelize.File) {
		remove(f, "项目", "boarding", "reviewed")
		f.SetCellStr("标准", "A"+strings.TrimLeft(cellOf(t, f, "标准", "", "code"), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "")
		if said, _ := f.GetCellValue("选项", "F1"); !strings.Contains(said, later[0]) {
			t.Fatalf("the columns of the workbook must stand in F1 of the hidden sheet, with %s; there is %q", later[0], said)
		}
		f.SetCellStr("选项", "F1", "")
		f.SetCellStr("选项", "G1", "")
	})
	want, _ := imported(t, fsys, data)
	plan, faults := imported(t, fsys, old)
	if plan == nil || texts(plan) != texts(want) || faults.HasErrors() {
		t.Errorf("an older workbook must give the same changes: %q, and gives %q\n%s", texts(want), texts(plan), report(faults))
	}
	plan, faults = imported(t, fsys, edited(t, old, func(f *excelize.File) { remove(f, "项目", "boarding", "funding") }))
	if plan != nil || !strings.Contains(report(faults), "[lost-marks]") {
		t.Errorf("a column that is gone must be refused in an older workbook too: %s", report(faults))
	}
}
