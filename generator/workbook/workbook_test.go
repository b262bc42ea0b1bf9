package workbook

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// testTree is the small handbook of the commands' tests with its editions, and a
// standard of the city and of a county over time.
func testTree(t testing.TB) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{"static/form.pdf": {Data: []byte("%PDF")}}
	for from, to := range map[string]string{"../testdata/site": "", "../testdata/editions": "content/editions"} {
		err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			rel, _ := filepath.Rel(from, name)
			out[path.Join(to, filepath.ToSlash(rel))] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	add := func(name, text string) {
		before, body, _ := strings.Cut(string(out[name].Data), "\n+++\n")
		out[name] = &fstest.MapFile{Data: []byte(before + "\n\n[[standards]]\n" + text + "+++\n" + body)}
	}
	add("content/editions/fuzhou/items/boarding.md", `id = "bus"
text = "接送"
unit = "元/人·月"
values = [
  { since = 2018, amount = 30, text = "校车", source = [{ id = "plan", at = "三" }, { id = "plan", at = "四" }] }, # of the plan
  # raised twice
  { since = 2019, amount = 50, only = ["fuzhou/minhou"], source = { id = "plan" } },
  { since = "2019-09", amount = 40, source = { id = "plan", confidence = "derived", at = "算法" } },
]
`)
	add("content/editions/fuzhou/minhou/items/lunch.md", `id = "meals"
text = "午餐补助"
unit = "元/餐"
values = [{ since = 2018, amount = 3 }, { since = 2019-09-01, amount = 4, source = { id = "minhou-notice" } }]
`)
	return out
}

func load(t testing.TB, fsys fs.FS) (*handbook.Handbook, diag.List) {
	t.Helper()
	h, faults, err := handbook.Load(fsys, nil, handbook.Date{})
	if err != nil {
		t.Fatal(err)
	}
	return h, faults
}

func edition(t testing.TB, h *handbook.Handbook, at string) *handbook.Edition {
	t.Helper()
	for e := range h.Province.All {
		if e.Path == at {
			return e
		}
	}
	t.Fatalf("no edition %q", at)
	return nil
}

// exported is the workbook of an edition.
func exported(t testing.TB, fsys fs.FS, at string) []byte {
	t.Helper()
	h, _ := load(t, fsys)
	var out bytes.Buffer
	if faults, err := Export(&out, fsys, h, edition(t, h, at)); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	return out.Bytes()
}

// imported plans the import of a workbook.
func imported(t testing.TB, fsys fs.FS, data []byte) (*Plan, diag.List) {
	t.Helper()
	h, before := load(t, fsys)
	plan, faults, err := Import("test.xlsx", data, fsys, h, before)
	if err != nil {
		t.Fatal(err)
	}
	see(faults)
	return plan, faults
}

// applied is the tree after a plan.
func applied(fsys fstest.MapFS, p *Plan) fstest.MapFS {
	out := fstest.MapFS{}
	for name, file := range fsys {
		out[name] = file
	}
	for _, f := range p.Files {
		out[f.Path] = &fstest.MapFile{Data: f.New}
	}
	return out
}

// edited is a workbook after a person has worked on it.
func edited(t testing.TB, data []byte, work func(*excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	work(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// cellOf finds a white cell by the key of its row, or the first empty row for a
// new one, and its column.
func cellOf(t testing.TB, f *excelize.File, name, key, column string) string {
	t.Helper()
	if key == "" {
		key = newKey + "1"
	}
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	col := slices.IndexFunc(rows[0], func(mark string) bool { return mark == marked+"own:"+column || mark == marked+"info:"+column })
	for n, row := range rows {
		if len(row) > 0 && row[0] == key && col >= 0 {
			return cellName(col+1, n+1)
		}
	}
	t.Fatalf("sheet %s has no cell %s of %q", name, column, key)
	return ""
}

// named is a report with the keys of rows and columns in place of the names of
// cells, so that a new column changes no test: 标准[boarding/allowance amount].
func named(t testing.TB, data []byte, report string) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return regexp.MustCompile(`\p{Han}+![A-Z]+[0-9]+`).ReplaceAllStringFunc(report, func(cell string) string {
		sheet, at, _ := strings.Cut(cell, "!")
		col, row, _ := excelize.CellNameToCoordinates(at)
		key, _ := f.GetCellValue(sheet, cellName(1, row))
		mark, _ := f.GetCellValue(sheet, cellName(col, 1))
		return sheet + "[" + strings.TrimPrefix(key, marked) + " " + mark[strings.LastIndex(mark, ":")+1:] + "]"
	})
}

// put writes texts into white cells: sheet, key, column, text.
func put(t testing.TB, data []byte, cells ...[4]string) []byte {
	t.Helper()
	return edited(t, data, func(f *excelize.File) {
		at := make([]string, len(cells))
		for n, c := range cells {
			at[n] = cellOf(t, f, c[0], c[1], c[2])
		}
		for n, c := range cells {
			if err := f.SetCellStr(c[0], at[n], c[3]); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// texts are the changes of a plan, one on each line.
func texts(p *Plan) string {
	var b strings.Builder
	if p == nil {
		return ""
	}
	for _, c := range p.Changes {
		b.WriteString(strings.Join([]string{c.Sheet, c.Item, c.Field, c.Old + " → " + c.New}, " | ") + "\n")
	}
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}

// report is what faults say, in Chinese.
func report(faults diag.List) string {
	var b strings.Builder
	for _, f := range faults.Sorted() {
		b.WriteString(f.Pos.String() + ": " + f.Said.In(diag.ZH) + " [" + f.Code() + "]")
		if hint := f.Hint.In(diag.ZH); hint != "" {
			b.WriteString(" → " + hint)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestSame holds the law for each edition of the small handbook: export, then
// import, changes no byte; and the same content gives the same workbook.
func TestSame(t *testing.T) {
	fsys := testTree(t)
	for _, at := range []string{"", "fuzhou", "fuzhou/minhou", "fuzhou/minqing", "xiamen"} {
		data := exported(t, fsys, at)
		if !bytes.Equal(data, exported(t, fsys, at)) {
			t.Errorf("%q: two exports differ", at)
		}
		plan, faults := imported(t, fsys, data)
		if len(faults) > 0 || len(plan.Changes) > 0 || len(plan.Files) > 0 {
			t.Errorf("%q: an untouched workbook changes the content: %s%s", at, texts(plan), report(faults))
		}
	}
}

// overTime gives an item words of three times, the second of which are in force.
func overTime(fsys fstest.MapFS) {
	const name = "content/items/education/boarding.md"
	fsys[name] = &fstest.MapFile{Data: bytes.Replace(fsys[name].Data, []byte(`funding = "省、县各出一半"`), []byte(`funding = [
  "县里出",
  { since = 2018, value = "省、县各出一半", source = { id = "plan" } },
  { since = 2030, value = "省里出", source = { id = "plan" } },
]`), 1)}
}

// TestChange writes into single cells and compares what becomes of the files.
func TestChange(t *testing.T) {
	const minhou, boarding, lunch = "content/editions/fuzhou/minhou/", "content/editions/fuzhou/minhou/items/boarding.md", "content/editions/fuzhou/minhou/items/lunch.md"
	for _, test := range []struct {
		name, edition string
		cells         [][4]string
		changes       string
		file          string
		lines         string // that the file has after, and only these are new or gone
	}{
		{"a new key", "fuzhou/minhou", [][4]string{{"办事指南", "boarding", "guide.fee", "不收费"}},
			"办事指南 | 1-02 寄宿生生活补助 | 收费 |  → 不收费\n", boarding, "+fee = \"不收费\"\n"},
		{"a new file", "fuzhou/minhou", [][4]string{{"办事指南", "free-books", "guide.steps", "1.  到学校 登记\u200b\r\n\r\n2.领书\u00a0"}},
			"办事指南 | 1-01 免费教科书 | 办理流程 |  → 1.  到学校 登记\n2.领书\n", minhou + "items/free-books.md",
			"++++\n+# 只写与上级不同的内容，没有写的都继承。\n+[guide]\n+steps = [\"1.  到学校 登记\", \"2.领书\"]\n++++\n"},
		{"an emptied cell", "fuzhou/minhou", [][4]string{{"办事指南", "boarding", "guide.materials", " "}},
			"办事指南 | 1-02 寄宿生生活补助 | 申请材料 | 户口本 → \n", boarding, "-materials = [\"户口本\"]\n"},
		{"materials", "", [][4]string{{"办事指南", "check-up", "guide.materials", "申请表 | 原件 | 1\n照片｜　｜２份\n身份证"}},
			"办事指南 | 2-01 老年人体检 | 申请材料 | 身份证\n申请表 | 原件 | 1 → 申请表 | 原件 | 1\n照片｜ ｜２份\n身份证\n", "content/items/health/check-up.md",
			"-materials = [\"身份证\", { name = \"申请表\", form = \"原件\", copies = 1 }]\n+materials = [{ name = \"申请表\", form = \"原件\", copies = 1 }, { name = \"照片\", copies = 2 }, \"身份证\"]\n"},
		{"words over time", "", [][4]string{{"项目", "boarding", "funding", "省里出六成"}},
			"项目 | 1-02 寄宿生生活补助 | 支出责任 | 省、县各出一半 → 省里出六成\n", "content/items/education/boarding.md",
			"-  { since = 2018, value = \"省、县各出一半\", source = { id = \"plan\" } },\n+  { since = 2018, value = \"省里出六成\", source = { id = \"plan\" } },\n"},
		{"a form to download", "", [][4]string{{"办事指南", "check-up", "guide.materials", "申请表 | 原件 | 1 | file:form.pdf\n照片 | | | file:form.pdf\n身份证"}},
			"办事指南 | 2-01 老年人体检 | 申请材料 | 身份证\n申请表 | 原件 | 1 → 申请表 | 原件 | 1 | file:form.pdf\n照片 | | | file:form.pdf\n身份证\n", "content/items/health/check-up.md",
			"-materials = [\"身份证\", { name = \"申请表\", form = \"原件\", copies = 1 }]\n+materials = [\n+  { name = \"申请表\", form = \"原件\", copies = 1, file = \"file:form.pdf\" },\n+  { name = \"照片\", file = \"file:form.pdf\" },\n+  \"身份证\",\n+]\n"},
		{"an amount from Word", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "amount", "１，６００ "}},
			"标准 | 1-02 寄宿生生活补助 | 数额 | 1500 → 1600\n", boarding, "-amount = 1500\n+amount = 1600\n"},
		{"a first amount", "fuzhou/minqing", [][4]string{{"标准", "boarding/allowance", "amount", "1300.5"}, {"标准", "boarding/allowance", "basis", "梅政〔2020〕1号"}, {"标准", "boarding/allowance", "source.id", "试用省行动计划"}, {"标准", "boarding/allowance", "source.at", "三"}, {"标准", "boarding/allowance", "since", "2020年9月1日"}},
			"标准 | 1-02 寄宿生生活补助 | 数额 |  → 1300.5\n标准 | 1-02 寄宿生生活补助 | 提高的依据文号 |  → 梅政〔2020〕1号\n标准 | 1-02 寄宿生生活补助 | 从何时起 |  → 2020-09-01\n标准 | 1-02 寄宿生生活补助 | 来源 |  → 试用省行动计划\n标准 | 1-02 寄宿生生活补助 | 来源的位置 |  → 三\n",
			"content/editions/fuzhou/minqing/items/boarding.md",
			"++++\n+# 只写与上级不同的内容，没有写的都继承。\n+[[standards]]\n+id = \"allowance\"\n+amount = 1300.5\n+basis = \"梅政〔2020〕1号\"\n+since = 2020-09-01\n+source = { id = \"plan\", at = \"三\" }\n++++\n"},
		{"a standard taken back", "fuzhou/minhou", [][4]string{{"标准", "boarding/allowance", "amount", ""}, {"标准", "boarding/allowance", "basis", ""}, {"标准", "boarding/allowance", "source.id", ""}, {"标准", "boarding/allowance", "source.at", ""}},
			"标准 | 1-02 寄宿生生活补助 | 数额 | 1500 → \n标准 | 1-02 寄宿生生活补助 | 提高的依据文号 | 侯政〔2019〕1号 → \n标准 | 1-02 寄宿生生活补助 | 来源 | 闽侯县通知 → \n标准 | 1-02 寄宿生生活补助 | 来源的位置 | 一 → \n",
			boarding, "-[[standards]]\n-id = \"allowance\"\n-amount = 1500\n-basis = \"侯政〔2019〕1号\"\n-source = { id = \"minhou-notice\", at = \"一\" }\n-\n"},
		{"a new standard", "fuzhou/minhou", [][4]string{{"标准", "", "code", "1-01"}, {"标准", "", "text", "书包"}, {"标准", "", "amount", "50"}, {"标准", "", "unit", "元/生"}},
			"标准 | 1-01 免费教科书 | 标准的内容 |  → 书包\n标准 | 1-01 免费教科书 | 数额 |  → 50\n标准 | 1-01 免费教科书 | 单位 |  → 元/生\n", minhou + "items/free-books.md",
			"++++\n+# 只写与上级不同的内容，没有写的都继承。\n+[[standards]]\n+id = \"local-1\"\n+text = \"书包\"\n+amount = 50\n+unit = \"元/生\"\n++++\n"},
		{"not applicable", "fuzhou/minhou", [][4]string{{"项目", "check-up", "not_applicable", ""}, {"项目", "boarding", "not_applicable", "没有寄宿学校"}},
			"项目 | 1-02 寄宿生生活补助 | 本地不适用的原因 |  → 没有寄宿学校\n项目 | 2-01 老年人体检 | 本地不适用的原因 | 由福州市统一办理 → \n", minhou + "edition.toml",
			"-check-up = \"由福州市统一办理\"\n+boarding = \"没有寄宿学校\"\n"},
		{"a new value", "fuzhou/minhou", [][4]string{{"历年数额", "", "code", "1-09 午餐补助：午餐补助"}, {"历年数额", "", "since", "2020年9月"}, {"历年数额", "", "amount", "5"}, {"历年数额", "", "verified", "2020-10-01"}, {"历年数额", "", "verified_by", "县教育局"}},
			"历年数额 | 1-09 午餐补助：午餐补助 | 从何时起 |  → 2020-09\n历年数额 | 1-09 午餐补助：午餐补助 | 数额 |  → 5\n历年数额 | 1-09 午餐补助：午餐补助 | 核实日期 |  → 2020-10-01\n历年数额 | 1-09 午餐补助：午餐补助 | 核实的人 |  → 县教育局\n", lunch, "-values = [{ since = 2018, amount = 3 }, { since = 2019-09-01, amount = 4, source = { id = \"minhou-notice\" } }]\n+values = [{ since = 2018, amount = 3 }, { since = 2019-09-01, amount = 4, source = { id = \"minhou-notice\" } }, { since = \"2020-09\", amount = 5, verified = 2020-10-01, verified_by = \"县教育局\" }]\n"},
		{"a value between, and one changed", "fuzhou", [][4]string{{"历年数额", "", "code", "1-02 寄宿生生活补助：接送"}, {"历年数额", "", "since", "2018-09"}, {"历年数额", "", "amount", "35"}, {"历年数额", "", "only", "闽清县"}, {"历年数额", "boarding/bus/2019-09//1", "amount", "41"}},
			"历年数额 | 1-02 寄宿生生活补助：接送 | 数额 | 40 → 41\n历年数额 | 1-02 寄宿生生活补助：接送 | 从何时起 |  → 2018-09\n历年数额 | 1-02 寄宿生生活补助：接送 | 数额 |  → 35\n历年数额 | 1-02 寄宿生生活补助：接送 | 只在这些地方 |  → 闽清县\n", "content/editions/fuzhou/items/boarding.md", "-  { since = \"2019-09\", amount = 40, source = { id = \"plan\", confidence = \"derived\", at = \"算法\" } },\n+  { since = \"2018-09\", amount = 35, only = [\"fuzhou/minqing\"] },\n+  { since = \"2019-09\", amount = 41, source = { id = \"plan\", confidence = \"derived\", at = \"算法\" } },\n"},
		{"a first value above the inherited one", "fuzhou/minqing", [][4]string{{"标准", "boarding/allowance", "basis", "梅政〔2020〕1号"}, {"历年数额", "", "code", "1-02 寄宿生生活补助：小学寄宿生"}, {"历年数额", "", "since", "2020"}, {"历年数额", "", "amount", "1300"}, {"历年数额", "", "source.id", "试用省行动计划"}, {"历年数额", "", "source.confidence", "转述"}},
			"标准 | 1-02 寄宿生生活补助 | 提高的依据文号 |  → 梅政〔2020〕1号\n历年数额 | 1-02 寄宿生生活补助：小学寄宿生 | 从何时起 |  → 2020\n历年数额 | 1-02 寄宿生生活补助：小学寄宿生 | 数额 |  → 1300\n历年数额 | 1-02 寄宿生生活补助：小学寄宿生 | 来源 |  → 试用省行动计划\n历年数额 | 1-02 寄宿生生活补助：小学寄宿生 | 来源怎样来的 |  → 转述\n", "content/editions/fuzhou/minqing/items/boarding.md", "++++\n+# 只写与上级不同的内容，没有写的都继承。\n+[[standards]]\n+id = \"allowance\"\n+basis = \"梅政〔2020〕1号\"\n+values = [{ since = 2020, amount = 1300, source = { id = \"plan\", confidence = \"secondhand\" } }]\n++++\n"},
		{"a value beside the only one", "fuzhou/minhou", [][4]string{{"历年数额", "", "code", "1-02 寄宿生生活补助：小学寄宿生"}, {"历年数额", "", "since", "2020"}, {"历年数额", "", "amount", "1600"}},
			"历年数额 | 1-02 寄宿生生活补助：小学寄宿生 | 从何时起 |  → 2020\n历年数额 | 1-02 寄宿生生活补助：小学寄宿生 | 数额 |  → 1600\n", boarding, "-amount = 1500\n-source = { id = \"minhou-notice\", at = \"一\" }\n+values = [{ amount = 1500, source = { id = \"minhou-notice\", at = \"一\" } }, { since = 2020, amount = 1600 }]\n"},
		{"a value taken back", "fuzhou", [][4]string{{"历年数额", "boarding/bus/2019-09//1", "since", ""}, {"历年数额", "boarding/bus/2019-09//1", "amount", ""}, {"历年数额", "boarding/bus/2019-09//1", "source.id", ""}, {"历年数额", "boarding/bus/2019-09//1", "source.at", ""}, {"历年数额", "boarding/bus/2019-09//1", "source.confidence", ""}},
			"历年数额 | 1-02 寄宿生生活补助：接送 | 从何时起 | 2019-09 → \n历年数额 | 1-02 寄宿生生活补助：接送 | 数额 | 40 → \n历年数额 | 1-02 寄宿生生活补助：接送 | 来源 | 试用省行动计划 → \n历年数额 | 1-02 寄宿生生活补助：接送 | 来源的位置 | 算法 → \n历年数额 | 1-02 寄宿生生活补助：接送 | 来源怎样来的 | 推算 → \n", "content/editions/fuzhou/items/boarding.md", "-  { since = \"2019-09\", amount = 40, source = { id = \"plan\", confidence = \"derived\", at = \"算法\" } },\n"},
		{"the second source of a value stays", "fuzhou", [][4]string{{"历年数额", "boarding/bus/2018//1", "source.at", "五"}},
			"历年数额 | 1-02 寄宿生生活补助：接送 | 来源的位置 | 三 → 五\n", "content/editions/fuzhou/items/boarding.md", "-  { since = 2018, amount = 30, text = \"校车\", source = [{ id = \"plan\", at = \"三\" }, { id = \"plan\", at = \"四\" }] }, # of the plan\n+  { since = 2018, amount = 30, text = \"校车\", source = [{ id = \"plan\", at = \"五\" }, { id = \"plan\", at = \"四\" }] }, # of the plan\n"},
		{"phones", "fuzhou/minhou", [][4]string{{"项目", "free-books", "hotlines", "（０５９１）１２３４５６７８、12345"}},
			"项目 | 1-01 免费教科书 | 咨询电话 |  → 0591-12345678\n12345\n", minhou + "items/free-books.md",
			"++++\n+# 只写与上级不同的内容，没有写的都继承。\n+hotlines = [\"0591-12345678\", \"12345\"]\n++++\n"},
		{"groups", "fuzhou/minhou", [][4]string{{"项目", "free-books", "recipients_add", "老年人"}},
			"项目 | 1-01 免费教科书 | 增加的服务对象 |  → 老年人\n", minhou + "items/free-books.md",
			"++++\n+# 只写与上级不同的内容，没有写的都继承。\n+recipients_add = [\"elderly\"]\n++++\n"},
		{"a window", "fuzhou/minhou", [][4]string{{"办理地点", "window/0/闽侯县卫生窗口", "phone", "０５９１—３３３３３３３３"}, {"办理地点", "window/0/闽侯县卫生窗口", "name", "卫生\n窗口"}},
			"办理地点 | 闽侯县卫生窗口 | 窗口名称 | 闽侯县卫生窗口 → 卫生窗口\n办理地点 | 闽侯县卫生窗口 | 电话 | 0591-22222222 → 0591-33333333\n", minhou + "edition.toml",
			"-name = \"闽侯县卫生窗口\"\n-phone = \"0591-22222222\"\n+name = \"卫生窗口\"\n+phone = \"0591-33333333\"\n"},
		{"an agency's first window", "fuzhou/minhou", [][4]string{{"办理地点", "agency/education-office", "name", "教育窗口"}, {"办理地点", "agency/education-office", "hours", "周一"}},
			"办理地点 | 教育厅 | 窗口名称 |  → 教育窗口\n办理地点 | 教育厅 | 办公时间 |  → 周一\n", minhou + "edition.toml",
			"+[[places]]\n+agencies = [\"education-office\"]\n+name = \"教育窗口\"\n+hours = \"周一\"\n+\n"},
		{"a window removed", "fuzhou/minhou", [][4]string{{"办理地点", "window/0/闽侯县卫生窗口", "phone", ""}, {"办理地点", "window/0/闽侯县卫生窗口", "name", ""}},
			"办理地点 | 闽侯县卫生窗口 | 窗口名称 | 闽侯县卫生窗口 → \n办理地点 | 闽侯县卫生窗口 | 电话 | 0591-22222222 → \n", minhou + "edition.toml",
			"-[[places]]\n-name = \"闽侯县卫生窗口\"\n-phone = \"0591-22222222\"\n-agencies = [\"health-office\"]\n-\n"},
		{"an item's own window", "fuzhou/minhou", [][4]string{{"办理地点", "", "code", "1-02 寄宿生生活补助"}, {"办理地点", "", "name", "县一中"}},
			"办理地点 | 1-02 寄宿生生活补助 | 窗口名称 |  → 县一中\n", boarding, "+[[guide.places]]\n+name = \"县一中\"\n+\n"},
		{"the province's title and agencies", "", [][4]string{{"项目", "free-books", "title", "免费教材"}, {"项目", "free-books", "agencies", "卫生厅\n教育厅"}},
			"项目 | 1-01 免费教科书 | 项目名称 | 免费教科书 → 免费教材\n项目 | 1-01 免费教科书 | 负责单位 | 教育厅\n卫生厅 → 卫生厅\n教育厅\n", "content/items/education/free-books.md",
			"-title = \"免费教科书\"\n-agencies = [\"education-office\", \"health-office\"]\n+title = \"免费教材\"\n+agencies = [\"health-office\", \"education-office\"]\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys := testTree(t)
			if test.name == "words over time" {
				overTime(fsys)
			}
			plan, faults := imported(t, fsys, put(t, exported(t, fsys, test.edition), test.cells...))
			if faults.HasErrors() {
				t.Fatal(report(faults))
			}
			if diff := cmp.Diff(test.changes, texts(plan)); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			if len(plan.Files) != 1 || plan.Files[0].Path != test.file {
				t.Fatalf("files %v, want %s alone", plan.Files, test.file)
			}
			if diff := cmp.Diff(test.lines, moved(string(plan.Files[0].Old), string(plan.Files[0].New))); diff != "" {
				t.Errorf("lines (-want +got):\n%s\n%s", diff, plan.Files[0].New)
			}
			after := applied(fsys, plan)
			if again, faults := imported(t, after, exported(t, after, test.edition)); len(again.Changes) > 0 || len(faults) > 0 {
				t.Errorf("what was imported is not what is exported then: %s%s", texts(again), report(faults))
			}
		})
	}
}

// moved lists the lines that are gone, with -, then those that are new, with +.
func moved(before, after string) string {
	without := func(lines, others []string, sign string) (text string) {
		for _, line := range lines {
			if n := slices.Index(others, line); n >= 0 {
				others = slices.Delete(slices.Clone(others), n, n+1)
			} else {
				text += sign + line
			}
		}
		return text
	}
	was, is := slices.Collect(strings.Lines(before)), slices.Collect(strings.Lines(after))
	return without(was, is, "-") + without(is, was, "+")
}
