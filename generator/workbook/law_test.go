package workbook

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"handbook/generator/handbook"
	"handbook/generator/toml"
	"handbook/generator/tree"
)

// hostile are texts that spreadsheets, XML, TOML or people trip over.
var hostile = []string{
	"=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'quoted", `say "hi"`, `back\slash`, "two\nlines", "three\r\n\r\nlines ",
	"00123", "0591-12345678", "123456789012345678", "1e308", "2020-09-06", "TRUE", "#REF!", "3-4", "1/2",
	"😀👨‍👩‍👧🇨🇳", "\u200b", " ", "", "a\u00a0b", "　全角　", "_x0041_", "_x005F_x0041_", "_x000D_", "\U0010FFFD", "]]>", "<b>&amp;</b>", "&#10;", "\x01\x1f", "\ufffe\ufeff", "\u202eabc",
	"| | |", "申请表 | 原件 | 1", "、；/", "“引号”", strings.Repeat("长", 40_000), strings.Repeat("😀", 16_400), strings.Repeat("行\n", 300), "content/../..", "{{.}}", "%s%d", "{=1}",
}

// generated lays random values over the small handbook: of every kind, at
// every key that a workbook shows.
func generated(t testing.TB, seed uint64) (fstest.MapFS, string) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	fsys := testTree(t)
	for n, title := range []string{"夜间 急诊", "（空中）救护"} { // outside the list: no code tells them apart
		fsys[fmt.Sprintf("content/items/health/outside-%d.md", n)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"+++\ntitle = %q\ndomain = \"health\"\noutside_list = true\nrecipients = [\"students\"]\nagencies = [\"health-office\"]\n"+
				"[[standards]]\nid = \"money\"\ntext = \"补助\"\n[guide]\nplaces = [{ name = \"窗口\" }]\n+++\n", title)}
	}
	at := []string{"", "fuzhou", "fuzhou/minhou", "xiamen"}[r.IntN(4)]
	word := func() string { return hostile[r.IntN(len(hostile))] }
	some := func() []any {
		out := []any{}
		for range r.IntN(4) {
			out = append(out, word())
		}
		return out
	}
	edit := func(name string, changes ...toml.Change) {
		data := []byte(newPage)
		if file := fsys[name]; file != nil {
			data = file.Data
		}
		fresh, faults := tree.Edit(name, data, changes...)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		fsys[name] = &fstest.MapFile{Data: fresh}
	}
	key := func(value any, path ...any) toml.Change { return toml.Change{Path: path, Value: value} }
	for id, domain := range map[string]string{"boarding": "education", "free-books": "education", "check-up": "health"} {
		name := path.Join("content/editions", at, "items", id+".md")
		if at == "" {
			name = path.Join("content/items", domain, id+".md")
		}
		changes := []toml.Change{
			key(word(), "summary"), key(word(), "recipients_note"), key(word(), "funding"), key(some(), "hotlines"),
			key(word(), "guide", "fee"), key(word(), "guide", "online"), key(word(), "guide", "complaint"), key(word(), "guide", "time_limit"),
			key(some(), "guide", "steps"), key(some(), "guide", "conditions"), key([]any{word(), toml.Table{{Key: "name", Value: word()}, {Key: "form", Value: word()}, {Key: "copies", Value: r.IntN(3)}}, toml.Table{{Key: "name", Value: word()}, {Key: "file", Value: "file:form.pdf"}}}, "guide", "materials"),
			key([]any{toml.Table{{Key: "name", Value: word()}, {Key: "hours", Value: word()}}, toml.Table{{Key: "name", Value: word()}, {Key: "phone", Value: word()}}}, "guide", "places"),
			key(int64(r.IntN(30)), "guide", "visits"),
			key([]any{toml.Table{{Key: "id", Value: "own"}, {Key: "text", Value: word()}, {Key: "amount", Value: r.Float64() * 1e6}, {Key: "unit", Value: word()}, {Key: "since", Value: []any{2017, "2017-09", toml.Date{Year: 2017, Month: 9, Day: 1}}[r.IntN(3)]}, {Key: "basis", Value: word()}},
				toml.Table{{Key: "id", Value: "more"}, {Key: "text", Value: word()}, {Key: "values", Value: []any{
					toml.Table{{Key: "amount", Value: 1}, {Key: "text", Value: word()}, {Key: "unit", Value: word()}, {Key: "source", Value: []any{toml.Table{{Key: "id", Value: "plan"}, {Key: "at", Value: word()}}, toml.Table{{Key: "id", Value: "plan"}}}}},
					toml.Table{{Key: "since", Value: 2019}, {Key: "text", Value: word()}, {Key: "only", Value: []any{word(), "fuzhou"}}, {Key: "note", Value: word()}, {Key: "verified_by", Value: word()}},
				}}},
			}, "standards"),
			key(int64(2019), "verified"),
		}
		r.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
		edit(name, changes[:1+r.IntN(len(changes))]...)
	}
	if at != "" {
		name := path.Join("content/editions", at, "edition.toml")
		edit(name, key(word(), "not_applicable", "boarding"), key([]any{
			toml.Table{{Key: "name", Value: word()}, {Key: "address", Value: word()}, {Key: "agencies", Value: []any{"education-office"}}},
			toml.Table{{Key: "name", Value: word()}, {Key: "phone", Value: word()}, {Key: "agencies", Value: []any{"education-office", "no-such-office"}}},
		}, "places"))
	}
	return fsys, at
}

// TestLaw holds two laws over generated editions: export, then import, changes
// no byte, and one changed cell changes exactly that. What looks like a
// formula is a text in the workbook.
func TestLaw(t *testing.T) {
	runs := uint64(20)
	if testing.Short() {
		runs = 10
	}
	for seed := range runs {
		fsys, at := generated(t, seed)
		data := exported(t, fsys, at)
		plan, faults := imported(t, fsys, data)
		if plan == nil || len(plan.Changes) > 0 || len(plan.Files) > 0 {
			t.Fatalf("seed %d, edition %q: an untouched workbook changes the content:\n%.2000s%.2000s", seed, at, texts(plan), report(faults))
		}
		grids, _ := read("", data)
		for _, g := range grids {
			for _, l := range g.rows {
				for _, v := range l.cells {
					if v.formula || v.fault {
						t.Fatalf("seed %d: %.100q is exported as a formula", seed, v.text)
					}
				}
			}
		}
		oneCell(t, seed, fsys, at, data)
	}
}

// oneCell changes one white cell of a workbook, any.
func oneCell(t *testing.T, seed uint64, fsys fstest.MapFS, at string, data []byte) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 8))
	h, _ := load(t, fsys)
	b, _, err := bookOf(fsys, h, edition(t, h, at))
	if err != nil {
		t.Fatal(err)
	}
	table := b.tables[r.IntN(len(b.tables))]
	type white struct {
		row *row
		n   int
		col int
	}
	var whites []white
	for n, row := range table.rows {
		for k, c := range table.columns {
			cell := row.cells[c.id]
			if c.own && c.kind == text && c.path != nil && cell != nil && !cell.locked && row.index >= 0 && canon(text, row.cells[c.id].text) != "" {
				whites = append(whites, white{row, n, k})
			}
		}
	}
	if len(whites) == 0 {
		return
	}
	w := whites[r.IntN(len(whites))]
	c := table.columns[w.col]
	old := w.row.cells[c.id].text
	fresh := "改过的“文字”"
	changed := edited(t, data, func(f *excelize.File) {
		f.SetCellStr(table.title, cellName(w.col+2, w.n+firstRow), fresh)
	})
	plan, faults := imported(t, fsys, changed)
	if plan == nil { // the province's titles and the like may clash; then the check must say why
		if !faults.HasErrors() {
			t.Fatalf("seed %d: refused without a word", seed)
		}
		return
	}
	want := []Change{{Sheet: table.title, Cell: cellName(w.col+2, w.n+firstRow), Item: w.row.label, Field: strings.TrimSuffix(c.title, "（本地）"), Old: clean(old), New: fresh}}
	if diff := cmp.Diff(want, plan.Changes); diff != "" {
		t.Fatalf("seed %d: one cell was changed (-want +got):\n%s", seed, diff)
	}
	cell := w.row.cells[c.id]
	name := w.row.file.path
	if cell.file != nil {
		name = cell.file.path
	}
	before, _ := tree.DocOf(name, fsys[name].Data)
	want2, faults2 := tree.Edit(name, fsys[name].Data, toml.Change{Path: cell.path, Value: fresh})
	if len(faults2) > 0 || before.Value(cell.path...) == nil {
		t.Fatal(faults2)
	}
	if len(plan.Files) != 1 || plan.Files[0].Path != name || !bytes.Equal(plan.Files[0].New, want2) {
		t.Fatalf("seed %d: other bytes changed:\n%s", seed, cmp.Diff(string(want2), string(plan.Files[0].New)))
	}
}

// TestForm takes the edits that people make to the form of a workbook: rows
// sorted and deleted, columns moved and added, sheets renamed, titles changed,
// protection lost. What import does not read is named.
func TestForm(t *testing.T) {
	fsys := testTree(t)
	data := exported(t, fsys, "fuzhou/minhou")
	value := [4]string{"办事指南", "boarding", "guide.fee", "每人5元"}
	data = put(t, data, value)
	want, _ := imported(t, fsys, data)
	for _, test := range []struct {
		name string
		told string // the code of the only fault
		work func(*excelize.File)
	}{
		{"a column added", "not-read", func(f *excelize.File) {
			f.InsertCols("办事指南", "D", 2)
			f.SetCellStr("办事指南", "D2", "备注")
			f.SetCellStr("办事指南", "D4", "问过了")
		}},
		{"a row added", "", func(f *excelize.File) {
			f.InsertRows("办事指南", 3, 1)
			f.SetCellStr("办事指南", "B3", "教育类")
		}},
		{"rows deleted", "", func(f *excelize.File) { f.RemoveRow("办事指南", 3); f.RemoveRow("标准", 4) }},
		{"empty rows copied", "", func(f *excelize.File) { f.DuplicateRowTo("标准", 9, 40) }},
		{"a sheet deleted", "no-sheet", func(f *excelize.File) { f.DeleteSheet("项目") }},
		{"a sheet of the clerk's own", "not-read", func(f *excelize.File) { f.NewSheet("计算"); f.SetCellStr("计算", "B2", "合计") }},
		{"an empty sheet", "", func(f *excelize.File) { f.NewSheet("Sheet1") }},
		{"a title changed", "", func(f *excelize.File) { f.SetCellStr("办事指南", "C2", "事项") }},
		{"a grey cell changed", "not-read", func(f *excelize.File) {
			f.SetCellStr("办事指南", cellOf(t, f, "办事指南", "boarding", "title"), "改了名")
		}},
		{"sheets renamed", "", func(f *excelize.File) { f.SetSheetName("项目", "1"); f.SetSheetName("选项", "2") }},
		{"no protection", "", func(f *excelize.File) { f.UnprotectSheet("办事指南"); f.SetColVisible("办事指南", "A", true) }},
		{"rows sorted", "", func(f *excelize.File) { swapRows(f, "办事指南", 3, 6, 1); swapRows(f, "标准", 3, 5, 1) }},
		{"sorted with head", "", func(f *excelize.File) { swapRows(f, "办事指南", 1, 5, 1); swapRows(f, "办事指南", 2, 6, 1) }},
		{"columns moved", "", func(f *excelize.File) { swapCols(f, "办事指南", 4, 10); swapCols(f, "标准", 7, 3) }},
		{"the key moved", "", func(f *excelize.File) { swapCols(f, "办事指南", 1, 3) }},
	} {
		plan, faults := imported(t, fsys, edited(t, data, test.work))
		told := ""
		for _, f := range faults {
			told += f.Code()
		}
		if plan == nil || told != test.told || !slices.EqualFunc(plan.Files, want.Files, func(a, b File) bool { return a.Path == b.Path && bytes.Equal(a.New, b.New) }) {
			t.Errorf("%s: the workbook is no longer understood: %s%s", test.name, texts(plan), report(faults))
		}
	}
	// Who changes the content after the export is told of it.
	after := applied(fsys, want)
	if _, faults := imported(t, after, exported(t, fsys, "fuzhou/minhou")); !strings.Contains(report(faults), "[stale-workbook]") {
		t.Errorf("a stale workbook: %s", report(faults))
	}
	// The key of a value says which it is: others may come between.
	old := exported(t, fsys, "fuzhou")
	plan, _ := imported(t, fsys, put(t, old, [4]string{"历年数额", "", "code", "1-02 寄宿生生活补助：接送"}, [4]string{"历年数额", "", "since", "2018-09"}, [4]string{"历年数额", "", "amount", "35"}))
	after = applied(fsys, plan)
	plan, faults := imported(t, after, put(t, old, [4]string{"历年数额", "boarding/bus/2019-09//1", "amount", "45"}))
	if want := "历年数额 | 1-02 寄宿生生活补助：接送 | 数额 | 40 → 45\n"; texts(plan) != want {
		t.Errorf("a value that has moved: %s%s, want %s", texts(plan), report(faults), want)
	}
	// New rows are imported once, however often the workbook is.
	data = put(t, data, [4]string{"标准", "", "code", "1-01"}, [4]string{"标准", "", "text", "书包"},
		[4]string{"办理地点", "", "agencies", "教育厅"}, [4]string{"办理地点", "", "name", "窗口"})
	first, _ := imported(t, fsys, data)
	again, faults := imported(t, applied(fsys, first), data)
	if len(first.Changes) != 4 || again == nil || len(again.Files) > 0 {
		t.Errorf("imported again, a workbook makes new changes: %s%s%s", texts(first), texts(again), report(faults))
	}
}

// swapRows swaps two rows from a column on.
func swapRows(f *excelize.File, sheet string, a, b, from int) {
	for col := from; col < 40; col++ {
		swap(f, sheet, cellName(col, a), cellName(col, b))
	}
}

func swapCols(f *excelize.File, sheet string, a, b int) {
	for row := 1; row < 20; row++ {
		swap(f, sheet, cellName(a, row), cellName(b, row))
	}
}

func swap(f *excelize.File, sheet, a, b string) {
	x, _ := f.GetCellValue(sheet, a)
	y, _ := f.GetCellValue(sheet, b)
	f.SetCellStr(sheet, a, y)
	f.SetCellStr(sheet, b, x)
}

// FuzzImport reads any bytes, and a workbook with any text in the cells of one
// kind, or in some cells of all kinds: nothing may panic, and nothing that is
// wrong may be written.
func FuzzImport(f *testing.F) {
	fsys := testTree(f)
	h, before := load(f, fsys)
	good := exported(f, fsys, "fuzhou/minhou")
	const all = 255
	f.Add(good, "x", byte(all))
	f.Add([]byte("PK\x03\x04"), "=1", byte(all))
	f.Add(sheetOf(f, `<worksheet><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>hb:about</t></is></c></row></sheetData></worksheet>`), "２０２０年", byte(date))
	for _, text := range hostile[:12] {
		f.Add([]byte(nil), text, byte(all))
	}
	for _, text := range []string{
		"inf", "-Inf", "infinity", "NaN", "1E+20", "1e400", "-1e15", "1e-400", "0x1p4", "99999999999999999999", "1e999999999999", ".", "0000", "-201", "0000-01-01", "44075", "0.9", "90%", "1.1000000000000001", "1.3800138E10", "110", "-1", "2958466",
	} {
		for _, k := range []kind{number, count, date, phone} {
			f.Add([]byte(nil), text, byte(k))
		}
		f.Add([]byte(nil), "a | b | "+text, byte(papers))
	}
	f.Fuzz(func(t *testing.T, data []byte, text string, only byte) {
		if _, _, err := Import("x.xlsx", data, fsys, h, before); err != nil {
			t.Fatal(err)
		}
		b, _, _ := bookOf(fsys, h, edition(t, h, "fuzhou/minhou"))
		m := &matching{book: b}
		for _, table := range b.tables {
			columns, head := map[string]int{marked + table.id: 1}, line{n: 1, cells: map[int]value{}}
			for n, c := range table.columns {
				columns[c.mark()] = n + 2
				head.cells[n+2] = value{text: c.mark()}
			}
			head.cells[1] = value{text: marked + table.id}
			keys := []string{table.rows[0].key, newKey + "1"}
			if only != all { // a new row needs more than one value
				keys = keys[:1]
			}
			for n, key := range keys {
				l := line{n: n + 2, cells: map[int]value{1: {text: key}}}
				for k, c := range table.columns {
					if byte(c.kind) == only || only == all && ((k+len(text))%3 == 0 || c.id == "code") {
						v := value{text: text}
						if (k+len(text))%2 == 0 {
							v, _ = (&reader{formats: []shows{"", showsPercent, showsDay}, epoch: 1462}).value(xmlCell{Value: text, Style: len(text) % 4})
						}
						l.cells[k+2] = v
					}
				}
				m.table(table, grid{title: table.title, rows: []line{head, l}}, 0)
			}
		}
		if m.faults.HasErrors() {
			return
		}
		plan, faults, err := m.plan(before)
		if err != nil {
			t.Fatal(err)
		}
		if plan == nil {
			if !faults.HasErrors() {
				t.Fatal("refused without a word")
			}
			return
		}
		changed := map[string][]byte{}
		for _, file := range plan.Files {
			changed[file.Path] = file.New
		}
		if _, after, _ := handbook.Load(tree.With(fsys, changed), nil, handbook.Date{}); after.HasErrors() {
			t.Fatalf("%q makes errors: %s", text, report(after))
		}
	})
}
