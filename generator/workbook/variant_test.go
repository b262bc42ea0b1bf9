package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// partsOf unpacks a workbook.
func partsOf(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

var (
	sharedText = regexp.MustCompile(`(?s)<si>(.*?)</si>`)
	sharedCell = regexp.MustCompile(`<c r="([A-Z]+[0-9]+)"([^>]*) t="s"><v>([0-9]+)</v></c>`)
	elements   = regexp.MustCompile(`<(/?)([a-z][A-Za-z]*)`)
	cellNames  = regexp.MustCompile(` r="[A-Z]+[0-9]+"`)
)

// each changes all parts of a folder.
func each(parts map[string]string, prefix string, change func(string) string) {
	for name, text := range parts {
		if strings.HasPrefix(name, prefix) {
			parts[name] = change(text)
		}
	}
}

// TestVariants reads the workbook as other programs write it: what WPS, older
// and newer Excels, LibreOffice and tools of .NET are known to make of one.
func TestVariants(t *testing.T) {
	fsys := testTree(t)
	data := put(t, exported(t, fsys, "fuzhou/minhou"), [4]string{"办事指南", "boarding", "guide.fee", " 每人5元 <&> "})
	want, _ := imported(t, fsys, data)
	for name, change := range map[string]func(map[string]string){
		"no styles, no properties": func(p map[string]string) {
			for name := range p {
				if strings.HasPrefix(name, "docProps/") || strings.Contains(name, "styles") || strings.Contains(name, "theme") {
					delete(p, name)
				}
			}
		},
		"texts within the cells": func(p map[string]string) {
			all := sharedText.FindAllStringSubmatch(p["xl/sharedStrings.xml"], -1)
			each(p, "xl/worksheets/", func(s string) string {
				return sharedCell.ReplaceAllStringFunc(s, func(c string) string {
					m := sharedCell.FindStringSubmatch(c)
					n, _ := strconv.Atoi(m[3])
					return `<c r="` + m[1] + `"` + m[2] + ` t="inlineStr"><is>` + all[n][1] + `</is></c>`
				})
			})
			delete(p, "xl/sharedStrings.xml")
		},
		"runs and readings": func(p map[string]string) {
			p["xl/sharedStrings.xml"] = sharedText.ReplaceAllStringFunc(p["xl/sharedStrings.xml"], func(si string) string {
				text := regexp.MustCompile(`(?s)<t[^>]*>(.*)</t>`).FindStringSubmatch(si)[1]
				return `<si><r><rPr><sz val="11"/><rFont val="宋体"/></rPr><t xml:space="preserve">` + text + `</t></r><r><t></t></r><rPh sb="0" eb="1"><t>READING</t></rPh><phoneticPr fontId="1"/></si>`
			})
		},
		"absolute targets": func(p map[string]string) {
			p["xl/_rels/workbook.xml.rels"] = strings.NewReplacer(`Target="worksheets/`, `Target="/xl/worksheets/`, `Target="sharedStrings`, `Target="/xl/sharedStrings`, `Target="/xl/xl/`, `Target="/xl/`).Replace(p["xl/_rels/workbook.xml.rels"])
		},
		"names of parts in another form": func(p map[string]string) {
			p[`xl\worksheets\Sheet4.xml`] = p["xl/worksheets/sheet4.xml"]
			delete(p, "xl/worksheets/sheet4.xml")
			p["xl/worksheets/表%201.xml"] = p["xl/worksheets/sheet3.xml"]
			delete(p, "xl/worksheets/sheet3.xml")
			p["xl/_rels/workbook.xml.rels"] = strings.Replace(p["xl/_rels/workbook.xml.rels"], "worksheets/sheet3.xml", "worksheets/%E8%A1%A8%201.xml", 1)
		},
		"prefixes": func(p map[string]string) {
			each(p, "xl/worksheets/", func(s string) string {
				s = elements.ReplaceAllString(s, "<${1}x:$2")
				return strings.Replace(s, `xmlns="http`, `xmlns:x="http`, 1)
			})
		},
		"the strict form": func(p map[string]string) {
			each(p, "", func(s string) string {
				return strings.NewReplacer("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
					"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(s)
			})
		},
		"a byte order mark, and what WPS adds": func(p map[string]string) {
			each(p, "xl/worksheets/", func(s string) string {
				return "\ufeff" + strings.Replace(s, "</worksheet>", `<extLst><ext uri="x" xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"><etc:cell r="A1"/></ext></extLst></worksheet>`, 1)
			})
			p["docProps/custom.xml"] = `<Properties><property name="KSOProductBuildVer"/></Properties>`
		},
		"cells without names": func(p map[string]string) {
			each(p, "xl/worksheets/sheet4", func(s string) string { return cellNames.ReplaceAllString(s, "") })
		},
	} {
		parts := partsOf(t, data)
		change(parts)
		plan, faults := imported(t, fsys, zipped(t, parts))
		if len(faults) > 0 {
			t.Errorf("%s: %s", name, report(faults))
		} else if diff := cmp.Diff(texts(want), texts(plan)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// cellAt names a white cell: its sheet, the key of its row, its column.
type cellAt struct{ sheet, key, column string }

// typed writes a cell as a program would: with attributes and a value.
func typed(t testing.TB, data []byte, at cellAt, attributes, text string) []byte {
	t.Helper()
	var cell, name string
	edited(t, data, func(f *excelize.File) {
		n, _ := f.GetSheetIndex(at.sheet)
		name = "xl/worksheets/sheet" + strconv.Itoa(n+1) + ".xml"
		cell = cellOf(t, f, at.sheet, at.key, at.column)
	})
	parts := partsOf(t, data)
	old := regexp.MustCompile(`<c r="` + cell + `"[^>]*?(/>|>.*?</c>)`)
	if !old.MatchString(parts[name]) {
		t.Fatalf("the sheet %s has no cell %s", at.sheet, cell)
	}
	parts[name] = old.ReplaceAllString(parts[name], `<c r="`+cell+`"`+attributes+`><v>`+text+`</v></c>`)
	return zipped(t, parts)
}

// styled gives a workbook four styles of its own: s="0" shows a number, 1 a
// percentage, 2 a day, 3 a number with a unit that looks like a day.
func styled(t testing.TB, data []byte) []byte {
	parts := partsOf(t, data)
	parts["xl/styles.xml"] = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>` +
		`<numFmt numFmtId="166" formatCode="[Red]0.00&quot;元/年·月 day %&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>` +
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>`
	return zipped(t, parts)
}

// TestNumbers writes cells with the types that programs choose by themselves:
// numbers for years, phones and amounts, days for dates, text for numbers. A
// number is what the clerk typed, or it is refused.
func TestNumbers(t *testing.T) {
	fsys := testTree(t)
	base := styled(t, exported(t, fsys, "fuzhou/minhou"))
	mac := partsOf(t, base)
	mac["xl/workbook.xml"] = strings.Replace(mac["xl/workbook.xml"], "<workbookPr", `<workbookPr date1904="1"`, 1)
	if !strings.Contains(mac["xl/workbook.xml"], "date1904") {
		t.Fatal("the workbook has no workbookPr")
	}
	mac1904 := zipped(t, mac)
	// A standard in per cent, whose unit is inherited.
	percent := maps.Clone(fsys)
	for name, file := range percent {
		percent[name] = &fstest.MapFile{Data: bytes.ReplaceAll(file.Data, []byte("元/生·年"), []byte("%"))}
	}
	share := styled(t, exported(t, percent, "fuzhou/minhou"))
	verified, hotlines, amount := cellAt{"项目", "boarding", "verified"}, cellAt{"项目", "free-books", "hotlines"}, cellAt{"标准", "boarding/allowance", "amount"}
	fee, phone, visits := cellAt{"办事指南", "boarding", "guide.fee"}, cellAt{"办理地点", "window/0/闽侯县卫生窗口", "phone"}, cellAt{"办事指南", "boarding", "guide.visits"}
	for _, test := range []struct {
		name       string
		tree       fstest.MapFS
		data       []byte
		at         cellAt
		attributes string
		text       string
		want       string // old → new, or the code of the fault
	}{
		{"a year", fsys, base, verified, "", "2021", "2020-09-06 → 2021"},
		{"a day", fsys, base, verified, "", "44075", "2020-09-06 → 2020-09-01"},
		{"a day that is shown", fsys, base, verified, ` s="2"`, "44075", "2020-09-06 → 2020-09-01"},
		{"a built-in day", fsys, base, verified, ` s="5"`, "44075", "2020-09-06 → 2020-09-01"},
		{"a day with a time", fsys, base, verified, "", "44075.5", "2020-09-06 → 2020-09-01"},
		{"a day since 1904", fsys, mac1904, verified, "", "42613", "2020-09-06 → 2020-09-01"},
		{"a day since 1904 that is shown", fsys, mac1904, verified, ` s="2"`, "42613.25", "2020-09-06 → 2020-09-01"},
		{"a year in a workbook of 1904", fsys, mac1904, verified, "", "2021", "2020-09-06 → 2021"},
		{"an ISO day", fsys, base, verified, ` t="d"`, "2020-09-01T00:00:00", "2020-09-06 → 2020-09-01"},
		{"an ISO day with a time", fsys, mac1904, verified, ` t="d"`, "2020-09-01T13:30:00.000Z", "2020-09-06 → 2020-09-01"},
		{"an ISO day without a time", fsys, base, verified, ` t="d"`, "2020-09-01", "2020-09-06 → 2020-09-01"},
		{"no ISO day", fsys, base, verified, ` t="d"`, "13:30:00", "bad-date"},
		{"a written day", fsys, base, verified, ` t="str"`, "2020/9/7", "2020-09-06 → 2020-09-07"},
		{"a day with a written time", fsys, base, verified, ` t="str"`, "2020-09-07T00:00:00", "2020-09-06 → 2020-09-07"},
		{"a month", fsys, base, verified, ` t="str"`, "2020年9月", "2020-09-06 → 2020-09"},
		{"a written serial", fsys, base, verified, ` t="str"`, "44075", "bad-date"},
		{"a day for an amount", fsys, base, amount, ` s="2"`, "44075", "wrong-type"},
		{"a day for a text", fsys, base, fee, ` s="2"`, "44075", "wrong-type"},
		{"an ISO day for a text", fsys, base, fee, ` t="d"`, "2020-03-04T00:00:00", "wrong-type"},
		{"a phone", fsys, base, hotlines, "", "12345", " → 12345"},
		{"an emergency number", fsys, base, hotlines, "", "110", " → 110"},
		{"a phone in powers", fsys, base, hotlines, "", "1.3800138E10", " → 13800138000"},
		{"a phone with a point", fsys, base, hotlines, "", "13800138000.0", " → 13800138000"},
		{"a phone without its 0", fsys, base, hotlines, "", "2112345678", "lost-zero"},
		{"an extension", fsys, base, phone, ` t="str"`, "（0591）12345678 转分机 801", "0591-22222222 → 0591-12345678转801"},
		{"two numbers", fsys, base, phone, ` t="str"`, "0591－12345678；12345", "0591-22222222 → 0591-12345678、12345"},
		{"a number in short", fsys, base, phone, ` t="str"`, "0591-12345678/79", "bad-phone"},
		{"an amount as text", fsys, base, amount, ` t="str"`, "1,700.50", "1500 → 1700.5"},
		{"an amount in powers", fsys, base, amount, "", "1.7E+3", "1500 → 1700"},
		{"an amount not quite exact", fsys, base, amount, "", "1700.0999999999999", "1500 → 1700.1"},
		{"an amount with its unit", fsys, base, amount, ` s="3"`, "1700", "1500 → 1700"},
		{"an amount of 1E+20", fsys, base, amount, "", "1E+20", "out-of-range"},
		{"an amount that is true", fsys, base, amount, ` t="b"`, "1", "wrong-type"},
		{"a percentage of money", fsys, base, amount, ` s="1"`, "20", "wrong-type"},
		{"a percentage", percent, share, amount, ` s="1"`, "16.001", "1500 → 1600.1"},
		{"a built-in percentage", percent, share, amount, ` s="4"`, "16", "1500 → 1600"},
		{"a written percentage", percent, share, amount, ` t="str"`, "１６００％", "1500 → 1600"},
		{"a plain number per cent", percent, share, amount, "", "1600", "1500 → 1600"},
		{"a share that may be a percentage", percent, share, amount, "", "0.9", "which-percent"},
		{"a written share", percent, share, amount, ` t="str"`, "0.9%", "below-floor"},
		{"a percentage in a text", fsys, base, fee, ` s="1"`, "0.07", " → 7%"},
		{"a percentage of visits", fsys, base, visits, ` s="1"`, "1", "wrong-type"},
		{"a text that became a number", fsys, base, fee, "", "1.1000000000000001", " → 1.1"},
		{"a sum", fsys, base, fee, "", "0.30000000000000004", " → 0.3"},
		{"a long number", fsys, base, fee, "", "1.2345678901234568E+17", "out-of-range"},
		{"a number that is none", fsys, base, fee, "", "NaN", "out-of-range"},
		{"true", fsys, base, fee, ` t="b"`, "1", " → TRUE"},
	} {
		data := typed(t, test.data, test.at, test.attributes, test.text)
		plan, faults := imported(t, test.tree, data)
		got := ""
		switch {
		case plan != nil && len(plan.Changes) == 1:
			got = plan.Changes[0].Old + " → " + plan.Changes[0].New
		case plan == nil && strings.HasPrefix(named(t, data, report(faults)), test.at.sheet+"["+test.at.key+" "+test.at.column+"]"):
			got = faults.Sorted()[0].Code()
		}
		if got != test.want {
			t.Errorf("%s: got %q %s%s, want %s", test.name, got, texts(plan), report(faults), test.want)
		}
	}
}
