package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"handbook/generator/diag"
)

// TestRefused makes slips in cells. Each is told with its sheet, its cell and
// the way out, in words of the workbook, and nothing is to be written.
func TestRefused(t *testing.T) {
	for _, test := range []struct {
		name, edition string
		cells         [][4]string
		want          string
	}{
		{"below the floor", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "amount", "80"}},
			"标准[boarding/allowance amount]: 闽侯县的80元/生·年开始时低于福州市的1200元/生·年 [below-floor] → 请改为不低于 1200元/生·年，或清空这一格\n"},
		{"a county below it", "fuzhou", [][4]string{{"标准", "boarding/allowance", "amount", "2000"}},
			"标准[boarding/allowance amount]: 闽侯县的1500元/生·年开始时低于福州市的2000元/生·年 [below-floor] → 请改为不低于 2000元/生·年，或清空这一格\n标准[boarding/allowance amount]: 2000元/生·年是试用省标准1000元/生·年的2.00倍 [far-above-floor] → 请确认财力能够长期承受（计划要求对盲目攀高的及时提醒）\n"},
		{"no number", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "amount", "1500元"}},
			"标准[boarding/allowance amount]: “1500元”不是数字 [wrong-type] → 只填数字；单位填在“单位”列\n"},
		{"an infinite amount", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "amount", "inf"}},
			"标准[boarding/allowance amount]: “inf”不是数字 [wrong-type] → 只填数字；单位填在“单位”列\n"},
		{"an amount of NaN", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "amount", "NaN"}},
			"标准[boarding/allowance amount]: “NaN”不是数字 [wrong-type] → 只填数字；单位填在“单位”列\n"},
		{"a hexadecimal amount", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "amount", "0x5DCp0"}},
			"标准[boarding/allowance amount]: “0x5DCp0”不是数字 [wrong-type] → 只填数字；单位填在“单位”列\n"},
		{"a huge amount", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "amount", "1E+20"}},
			"标准[boarding/allowance amount]: 100000000000000000000 太大 [out-of-range] → 只填数字；单位填在“单位”列\n"},
		{"an amount that no number holds", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "amount", "1E+400"}},
			"标准[boarding/allowance amount]: “1E+400”不是数字 [wrong-type] → 只填数字；单位填在“单位”列\n"},
		{"a large amount", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "amount", "1E+14"}},
			"标准[boarding/allowance amount]: 100000000000000 不能用作数额 [bad-amount] → 请写 0 到 1000000000000 之间的数字\n标准[boarding/allowance amount]: 100000000000000元/生·年是福州市标准1200元/生·年的83333333333.33倍 [far-above-floor] → 请确认财力能够长期承受（计划要求对盲目攀高的及时提醒）\n"},
		{"infinitely many visits", "fuzhou/minhou", [][4]string{{"办事指南", "boarding", "guide.visits", "Infinity"}},
			"办事指南[boarding guide.visits]: “Infinity”不是数字 [wrong-type] → 请写 0、1、2 这样的数字\n"},
		{"a huge number of visits", "fuzhou/minhou", [][4]string{{"办事指南", "boarding", "guide.visits", "99999999999999999999"}},
			"办事指南[boarding guide.visits]: 100000000000000000000 太大 [out-of-range] → 请写 0、1、2 这样的数字\n"},
		{"a year with a sign", "fuzhou/minhou", [][4]string{{"项目", "boarding", "verified", "-201"}},
			"项目[boarding verified]: “-201”不是日期 [bad-date] → 请写 2020、2020-09 或 2020-09-06\n"},
		{"a date of NaN", "fuzhou/minhou", [][4]string{{"项目", "boarding", "verified", "NaN"}},
			"项目[boarding verified]: “NaN”不是日期 [bad-date] → 请写 2020、2020-09 或 2020-09-06\n"},
		{"no phone", "fuzhou/minhou", [][4]string{{"办理地点", "agency/education-office", "name", "窗口"}, {"办理地点", "agency/education-office", "phone", "问张三"}},
			"办理地点[agency/education-office phone]: “问张三”不是电话号码 [bad-phone] → 请写数字，可带连字符或空格；分机写在“转”后面，两个号码都写全，用“、”隔开，例如 0591-12345678转801、12345\n"},
		{"no phone in a list", "fuzhou/minhou", [][4]string{{"项目", "free-books", "hotlines", "12345\n张三"}},
			"项目[free-books hotlines]: “张三”不是电话号码 [bad-phone] → 请写数字，可带连字符或空格；分机写在“转”后面，两个号码都写全，用“、”隔开，例如 0591-12345678转801、12345\n"},
		{"no address", "fuzhou/minhou", [][4]string{{"办事指南", "boarding", "guide.online", "zwfw.example"}},
			"办事指南[boarding guide.online]: “zwfw.example”不是网址 [bad-address] → 请以 https:// 开头\n"},
		{"too often", "fuzhou/minhou", [][4]string{{"办事指南", "boarding", "guide.visits", "30"}},
			"办事指南[boarding guide.visits]: 30 不在 0 到 20 之间 [out-of-range]\n"},
		{"half a visit", "fuzhou/minhou", [][4]string{{"办事指南", "boarding", "guide.visits", "1.5"}},
			"办事指南[boarding guide.visits]: “1.5”不是数字 [wrong-type] → 请写 0、1、2 这样的数字\n"},
		{"no date", "fuzhou/minhou", [][4]string{{"项目", "boarding", "verified", "2020年13月"}},
			"项目[boarding verified]: “2020-13”不是日期 [bad-date] → 请写 2020、2020-09 或 2020-09-06\n"},
		{"an unknown group", "fuzhou/minhou", [][4]string{{"项目", "boarding", "recipients_add", "老年"}},
			"项目[boarding recipients_add]: 没有“老年”这个人群 [unknown-reference] → 是不是“老年人”？\n"},
		{"an unknown source", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "source.id", "没有的文件"}},
			"标准[boarding/allowance source.id]: 没有“没有的文件”这个来源 [unknown-reference] → 名称见隐藏的“选项”表（右键点表名，取消隐藏）\n"},
		{"a place in no source", "fuzhou/minqing", [][4]string{{"标准", "boarding/allowance", "source.at", "三"}},
			"标准[boarding/allowance source.at]: 写了来源的位置，没有选来源 [no-source] → 请在“来源”列里选，或清空这一格\n"},
		{"a unit alone", "fuzhou/minhou", [][4]string{{"标准", "", "code", "1-01 免费教科书"}, {"标准", "", "text", "书包"}, {"标准", "", "unit", "元"}},
			"标准[new/1 unit]: 有单位，没有数额 [unit-without-amount] → 请填“数额”列，或清空“单位”列\n"},
		{"another unit", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "unit", "元/人"}},
			"标准[boarding/allowance unit]: 单位“元/人”和福州市的“元/生·年”不同，数额没有办法比 [below-floor] → 请换算成“元/生·年”，或清空这一格，把新的标准写在最下面的空行里\n"},
		{"a standard without a text", "fuzhou/minhou", [][4]string{{"标准", "", "code", "1-01"}, {"标准", "", "amount", "5"}},
			"标准[new/1 text]: 这一格不能空着 [empty-value] → 请填写\n"},
		{"a standard of nothing", "fuzhou/minhou", [][4]string{{"标准", "", "text", "书包"}},
			"标准[new/1 code]: 这一行的“编号”没有选 [no-item] → 请在“编号”列的下拉列表里选一个\n"},
		{"a standard of an unknown item", "fuzhou/minhou", [][4]string{{"标准", "", "code", "9-99"}, {"标准", "", "text", "书包"}},
			"标准[new/1 code]: 没有“9-99”这个项目 [unknown-reference] → 名称见隐藏的“选项”表（右键点表名，取消隐藏）\n"},
		{"a window of nobody", "fuzhou/minhou", [][4]string{{"办理地点", "", "name", "窗口"}},
			"办理地点[new/1 agencies]: 这个窗口没有写负责单位，也没有选项目 [no-item] → 请在“负责单位”列的下拉列表里选一个\n"},
		{"a window without a name", "fuzhou/minhou", [][4]string{{"办理地点", "agency/education-office", "phone", "12345"}},
			"办理地点[agency/education-office name]: 这一格不能空着 [empty-value] → 请填写\n"},
		{"a name emptied", "fuzhou/minhou", [][4]string{{"办理地点", "window/0/闽侯县卫生窗口", "name", ""}},
			"办理地点[window/0/闽侯县卫生窗口 name]: 这一格不能空着 [empty-value] → 请填写\n"},
		{"no title", "", [][4]string{{"项目", "boarding", "title", ""}},
			"项目[boarding title]: 这一格不能空着 [empty-value] → 请填写\n"},
		{"no words of a time", "", [][4]string{{"项目", "boarding", "funding", ""}},
			"项目[boarding funding]: 这一格不能空着 [empty-value] → 请填写\n"},
		{"an unknown bound", "", [][4]string{{"标准", "boarding/allowance", "bound", "大概"}},
			"标准[boarding/allowance bound]: “大概”不在可选的内容里 [not-allowed] → 请从下拉列表里选：至少 封顶 最多 就是\n"},
		{"a value below the floor", "fuzhou/minqing", [][4]string{{"历年数额", "", "code", "1-02 寄宿生生活补助：小学寄宿生"}, {"历年数额", "", "since", "2020"}, {"历年数额", "", "amount", "800"}},
			"历年数额[new/1 amount]: 闽清县的800元/生·年开始时低于福州市的1200元/生·年 [below-floor] → 请改为不低于 1200元/生·年，或清空这一格\n"},
		{"a county below a new value", "fuzhou", [][4]string{{"历年数额", "", "code", "1-02 寄宿生生活补助：小学寄宿生"}, {"历年数额", "", "since", "2018"}, {"历年数额", "", "amount", "1501"}},
			"历年数额[new/1 amount]: 闽侯县的1500元/生·年开始时低于福州市的1501元/生·年 [below-floor] → 请改为不低于 1501元/生·年，或清空这一格\n历年数额[new/1 amount]: 1501元/生·年是试用省标准1000元/生·年的1.50倍 [far-above-floor] → 请确认财力能够长期承受（计划要求对盲目攀高的及时提醒）\n"},
		{"values out of order", "fuzhou", [][4]string{{"历年数额", "boarding/bus/2019-09//1", "since", "2017"}},
			"历年数额[boarding/bus/2019-09//1 since]: 次序颠倒：40元/人·月比写在前面的50元/人·月开始得早 [history-order] → 请写明从何时起；改了次序的，清空这一行，写在最下面的空行里\n"},
		{"two values of one day", "fuzhou", [][4]string{{"历年数额", "", "code", "1-02 寄宿生生活补助：接送"}, {"历年数额", "", "since", "2019-09"}, {"历年数额", "", "amount", "35"}},
			"历年数额[new/1 since]: 35元/人·月和40元/人·月在同一个地方、同一天开始 [two-values] → 请只留一条，或在“只在这些地方”列分别写明\n"},
		{"a value of nothing", "fuzhou", [][4]string{{"历年数额", "", "code", "1-02 寄宿生生活补助：接送"}, {"历年数额", "", "since", "2020"}},
			"历年数额[new/1 code]: 这一条既没有数额，也没有文字 [empty-value] → 请写数额或文字，或清空这一行\n"},
		{"a value of no standard", "fuzhou", [][4]string{{"历年数额", "", "since", "2020"}, {"历年数额", "", "amount", "35"}},
			"历年数额[new/1 code]: 这一行的“标准”没有选 [no-item] → 请在“标准”列的下拉列表里选一个\n"},
		{"a value of an unknown standard", "fuzhou", [][4]string{{"历年数额", "", "code", "接送"}, {"历年数额", "", "amount", "35"}},
			"历年数额[new/1 code]: 没有“接送”这个标准 [unknown-reference] → 名称见隐藏的“选项”表（右键点表名，取消隐藏）\n"},
		{"a value in another place", "fuzhou", [][4]string{{"历年数额", "boarding/bus/2019-09//1", "only", "思明区"}},
			"历年数额[boarding/bus/2019-09//1 only]: 没有“思明区”这个市、县 [unknown-reference] → 名称见隐藏的“选项”表（右键点表名，取消隐藏）\n"},
		{"the first of two sources emptied", "fuzhou", [][4]string{{"历年数额", "boarding/bus/2018//1", "source.id", ""}, {"历年数额", "boarding/bus/2018//1", "source.at", ""}},
			"历年数额[boarding/bus/2018//1 source.id]: 这一格不能空着 [empty-value] → 请填写\n"},
		{"the amount of a standard with a list of values", "fuzhou", [][4]string{{"标准", "boarding/bus", "amount", "45"}},
			"标准[boarding/bus amount]: 这一格不能在这里填 [not-read] → 请恢复这一格；新的数额写在“历年数额”表最下面的空行里\n"},
		{"dates turned round", "", [][4]string{{"标准", "boarding/allowance", "since", "2020"}, {"标准", "boarding/allowance", "until", "2019"}},
			"标准[boarding/allowance until]: 结束日期 2019 早于开始日期 2020 [reversed-dates] → 请对照原文，改正其中一个\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys := testTree(t)
			if test.name == "no words of a time" {
				overTime(fsys)
			}
			data := put(t, exported(t, fsys, test.edition), test.cells...)
			plan, faults := imported(t, fsys, data)
			if plan != nil || !faults.HasErrors() {
				t.Error("the workbook is not refused")
			}
			if diff := cmp.Diff(test.want, named(t, data, report(faults))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			for _, f := range faults {
				if strings.Contains(f.Hint.In(diag.ZH), " = ") || strings.Contains(f.Hint.In(diag.EN), " = ") {
					t.Errorf("the hint %q speaks of keys, not of cells: translate it in cellWords", f.Hint.In(diag.EN))
				}
			}
		})
	}
}

// TestWarned makes changes that are taken, with a word.
func TestWarned(t *testing.T) {
	fsys := testTree(t)
	data := put(t, exported(t, fsys, "fuzhou/minqing"), [4]string{"标准", "boarding/allowance", "amount", "1999"})
	_, faults := imported(t, fsys, data)
	want := "标准[boarding/allowance amount]: 1999元/生·年是福州市标准1200元/生·年的1.67倍 [far-above-floor] → 请确认财力能够长期承受（计划要求对盲目攀高的及时提醒）\n" +
		"标准[boarding/allowance amount]: 由1200元/生·年提高到1999元/生·年，没有写依据文号 [no-basis] → 请在“提高的依据文号”列写文号\n"
	if diff := cmp.Diff(want, named(t, data, report(faults))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFormulas refuses formulas and errors in white cells, and numbers that
// were phones; in grey cells and in columns of the clerk's own nobody minds.
func TestFormulas(t *testing.T) {
	fsys := testTree(t)
	data := edited(t, exported(t, fsys, "fuzhou/minhou"), func(f *excelize.File) {
		f.SetCellFormula("办事指南", cellOf(t, f, "办事指南", "boarding", "guide.fee"), `HYPERLINK("http://evil.example","x")`)
		f.SetCellFormula("标准", cellOf(t, f, "标准", "free-books/books", "title"), "1+1")
		f.SetCellFormula("项目", "AZ5", "1+1")
		at := cellOf(t, f, "项目", "free-books", "hotlines")
		f.SetCellInt("项目", at, 59112345678)
	})
	_, faults := imported(t, fsys, data)
	want := "办事指南[boarding guide.fee]: 这一格是公式 [formula] → 请直接写内容：复制这一格，再“选择性粘贴”为“数值”\n" +
		"标准[free-books/books title]: 这一列里写的不会导入：1 格 [not-read] → 要导入的，请写到白色格子里\n" +
		"项目[lunch ]: 这一列里写的不会导入：1 格 [not-read] → 要导入的，请写到白色格子里\n" +
		"项目[free-books hotlines]: 59112345678 像是丢了开头的 0 [lost-zero] → 请把这一格的格式改为“文本”，再写 059112345678\n"
	if diff := cmp.Diff(want, named(t, data, report(faults))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestErrors refuses what a formula has left behind.
func TestErrors(t *testing.T) {
	fsys := testTree(t)
	data := typed(t, exported(t, fsys, "fuzhou/minhou"), cellAt{"办事指南", "boarding", "guide.fee"}, ` t="e"`, "#REF!")
	_, faults := imported(t, fsys, data)
	want := "办事指南[boarding guide.fee]: 这一格是错误值“#REF!” [formula] → 请直接写内容：复制这一格，再“选择性粘贴”为“数值”\n"
	if diff := cmp.Diff(want, named(t, data, report(faults))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// zipped is a zip file of these parts.
func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	return out.Bytes()
}

// with is a workbook with one sheet of this XML.
func sheetOf(t testing.TB, rows string) []byte {
	return zipped(t, map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   rows,
	})
}

// TestHostile reads what is no workbook, or one made to do harm: a clear word,
// little memory.
func TestHostile(t *testing.T) {
	fsys := testTree(t)
	h, before := load(t, fsys)
	deep := strings.Repeat("<a>", 1<<20)
	many := `<worksheet><sheetData><row r="1">` + strings.Repeat(`<c t="n"><v>1</v></c>`, maxCells+1) + `</row></sheetData></worksheet>`
	huge, empty := `<worksheet><sheetData>`, `<worksheet><sheetData>`
	for n := range 5000 {
		huge += fmt.Sprintf(`<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, 1048576-5000+n, 1048576-5000+n)
		empty += fmt.Sprintf(`<row r="%d"><c r="XFD%d"/></row>`, n+1, n+1)
	}
	long := partsOf(t, sheetOf(t, `<worksheet><sheetData>`+strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 1000)+`</sheetData></worksheet>`))
	long["xl/_rels/workbook.xml.rels"] = strings.Replace(long["xl/_rels/workbook.xml.rels"], "</", `<Relationship Id="r2" Type="x/sharedStrings" Target="t.xml"/></`, 1)
	long["xl/t.xml"] = `<sst><si><t>` + strings.Repeat("长", 1<<20) + `</t></si></sst>`
	texts := maps.Clone(long)
	texts["xl/t.xml"] = `<sst>` + strings.Repeat(`<si/>`, maxCells+1) + `</sst>`
	styles := partsOf(t, exported(t, fsys, ""))
	styles["xl/styles.xml"] = `<styleSheet><cellXfs>` + strings.Repeat(`<xf/>`, maxStyles+1) + `</cellXfs></styleSheet>`
	more := maps.Clone(fsys)
	more["content/editions/quanzhou/edition.toml"] = &fstest.MapFile{Data: []byte("name = \"泉州市\"\ncode = \"350500\"\nkind = \"city\"\n")}
	for _, test := range []struct {
		name string
		data []byte
		code string
	}{
		{"nothing", nil, "no-workbook"},
		{"a text", []byte("编号,名称\n"), "no-workbook"},
		{"another zip", zipped(t, map[string]string{"content.xml": "<office/>"}), "no-workbook"},
		{"half a workbook", exported(t, fsys, "")[:9000], "no-workbook"},
		{"an old workbook", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook"), "old-workbook"},
		{"an encrypted one", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"...), "encrypted"},
		{"a large file", make([]byte, maxFile+1), "too-large"},
		{"a bomb", sheetOf(t, "<worksheet>"+strings.Repeat(" ", maxUnpacked)+"</worksheet>"), "too-large"},
		{"a deep one", sheetOf(t, deep), "too-large"},
		{"many cells", sheetOf(t, many), "too-large"},
		{"many texts", zipped(t, texts), "too-large"},
		{"a long text many times", zipped(t, long), "too-large"},
		{"many merged ranges", sheetOf(t, `<worksheet><sheetData/><mergeCells>`+strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 100_000)+`</mergeCells></worksheet>`), "too-large"},
		{"many styles", zipped(t, styles), "too-large"},
		{"a damaged mark", edited(t, exported(t, fsys, ""), func(f *excelize.File) { f.SetCellStr(choices, "C1", "fuzhou") }), "other-workbook"},
		{"a part of the marks", edited(t, exported(t, fsys, ""), func(f *excelize.File) { f.RemoveCol(choices, "F") }), "other-workbook"},
		{"two books in one", edited(t, exported(t, fsys, ""), func(f *excelize.File) { f.SetSheetRow(choices, "A3", &[]string{marked + "about", "1", "", "2020"}) }), "other-workbook"},
		{"empty cells far away", sheetOf(t, empty+`</sheetData></worksheet>`), "other-workbook"},
		{"cells far away", sheetOf(t, huge+`</sheetData></worksheet>`), "other-workbook"},
		{"an entity", sheetOf(t, `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`), "damaged-workbook"},
		{"a file from outside", sheetOf(t, `<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>`), "other-workbook"},
		{"no such text", sheetOf(t, `<worksheet><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>`), "damaged-workbook"},
		{"cut short", sheetOf(t, `<worksheet><sheetData><row><c>`), "damaged-workbook"},
		{"a sheet that is not there", zipped(t, map[string]string{"xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`}), "damaged-workbook"},
		{"another program's", edited(t, exported(t, fsys, ""), func(f *excelize.File) { f.SetCellStr(choices, "A1", "") }), "other-workbook"},
		{"a later form", edited(t, exported(t, fsys, ""), func(f *excelize.File) { f.SetCellStr(choices, "B1", "2") }), "other-workbook"},
		{"another edition's", exported(t, more, "quanzhou"), "unknown-edition"},
	} {
		runtime.GC()
		var was, is runtime.MemStats
		runtime.ReadMemStats(&was)
		plan, faults, err := Import("test.xlsx", test.data, fsys, h, before)
		runtime.ReadMemStats(&is)
		see(faults)
		if plan != nil || err != nil || len(faults) != 1 || faults[0].Code() != test.code {
			t.Errorf("%s: got %q, %v, want one fault [%s]", test.name, report(faults), err, test.code)
		}
		if held := int64(is.HeapAlloc) - int64(was.HeapAlloc); held > 200<<20 {
			t.Errorf("%s: %d MiB were held", test.name, held>>20)
		}
	}
}

// TestOlder imports last year's workbook: a former id is followed, a gone item
// and an amount that is now too low are named, the rest is taken.
func TestOlder(t *testing.T) {
	old := testTree(t)
	data := put(t, exported(t, old, "fuzhou/minhou"),
		[4]string{"办事指南", "boarding", "guide.fee", "不收费"}, [4]string{"办事指南", "check-up", "guide.fee", "不收费"},
		[4]string{"标准", "free-books/books", "amount", "95"}, [4]string{"标准", "free-books/books", "basis", "文号"})
	fresh := fstest.MapFS{}
	for name, file := range old {
		text := string(file.Data)
		switch {
		case strings.HasSuffix(name, "health/check-up.md"):
			continue
		case strings.HasSuffix(name, "education/boarding.md"):
			if strings.Contains(name, "content/items") {
				text = strings.Replace(text, "verified = ", "former_ids = [\"boarding\"]\nverified = ", 1)
			}
			name = strings.Replace(name, "boarding.md", "boarding-aid.md", 1)
		case strings.HasSuffix(name, "/boarding.md"):
			continue
		case strings.HasSuffix(name, "free-books.md"):
			text = strings.Replace(strings.Replace(text, "amount = 90", "amount = 100", 1), "item:boarding#", "item:boarding-aid#", 1)
		case name == "site.toml":
			text = strings.Replace(text, `version = "2020"`, `version = "2021"`, 1)
		case strings.HasSuffix(name, "minhou/guides/window.md"):
			text = strings.Replace(text, "item:boarding", "item:boarding-aid", 1)
		case strings.HasSuffix(name, "minhou/edition.toml"):
			text, _, _ = strings.Cut(text, "\n[not_applicable]")
		}
		fresh[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if _, faults := load(t, fresh); faults.HasErrors() {
		t.Fatal(report(faults))
	}
	plan, faults := imported(t, fresh, data)
	want := "test.xlsx: 工作簿是按清单2020版导出的，现在的清单是2021版 [older-list] → 还适用的照样导入，不适用的在下面逐条列出，不导入\n" +
		"办事指南[boarding code]: “boarding”已改为“1-02 寄宿生生活补助”，这一行照样导入 [row-moved]\n" +
		"办事指南[check-up code]: “老年人体检”已经不在了，或者隐藏的标记坏了，这一行不能导入 [row-gone] → 还用得着的，请抄到现在的那一行，要新增的写在最下面的空行里；再删掉这一行\n" +
		"标准[boarding/allowance code]: “boarding”已改为“1-02 寄宿生生活补助”，这一行照样导入 [row-moved]\n" +
		"标准[free-books/books amount]: 闽侯县的95元/生·年开始时低于试用省的100元/生·年 [below-floor] → 请改为不低于 100元/生·年，或清空这一格\n" +
		"标准[free-books/books amount]: 没有导入：1-01 免费教科书 数额 95；提高的依据文号 文号 [left-out] → 请在重新导出的工作簿里改好再导入\n" +
		"项目[boarding code]: “boarding”已改为“1-02 寄宿生生活补助”，这一行照样导入 [row-moved]\n" +
		"项目[check-up code]: “老年人体检”已经不在了，或者隐藏的标记坏了，这一行不能导入 [row-gone] → 还用得着的，请抄到现在的那一行，要新增的写在最下面的空行里；再删掉这一行\n"
	if diff := cmp.Diff(want, named(t, data, report(faults))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if plan == nil {
		t.Fatal("nothing is imported")
	}
	for _, want := range []string{"寄宿生生活补助 | 数额 |  → 1500", "寄宿生生活补助 | 收费 |  → 不收费", "申请材料 |  → 户口本"} {
		if !strings.Contains(texts(plan), want) {
			t.Errorf("%q is missing in\n%s", want, texts(plan))
		}
	}
	if strings.Contains(texts(plan), "95") {
		t.Errorf("what does not fit is imported: %s", texts(plan))
	}
}
