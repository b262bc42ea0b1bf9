package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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

// TestNumbers writes cells with the types that programs choose by themselves:
// numbers for years, phones and amounts, days for dates, text for numbers.
func TestNumbers(t *testing.T) {
	fsys := testTree(t)
	base := exported(t, fsys, "fuzhou/minhou")
	cell := func(typ, value string) func(string, string) string {
		return func(sheet, at string) string {
			return regexp.MustCompile(`<c r="`+at+`"[^>]*?(/>|>.*?</c>)`).ReplaceAllString(sheet, `<c r="`+at+`" s="1"`+typ+`><v>`+value+`</v></c>`)
		}
	}
	for _, test := range []struct {
		name, part, at string
		write          func(string, string) string
		want           string
	}{
		{"a year", "sheet2", "Q4", cell("", "2021"), "2020-09-06 → 2021"},
		{"a day", "sheet2", "Q4", cell("", "44075"), "2020-09-06 → 2020-09-01"},
		{"a day with a time", "sheet2", "Q4", cell("", "44075.5"), "2020-09-06 → 2020-09-01"},
		{"a written day", "sheet2", "Q4", cell(` t="str"`, "2020/9/7"), "2020-09-06 → 2020-09-07"},
		{"a month", "sheet2", "Q4", cell(` t="str"`, "2020年9月"), "2020-09-06 → 2020-09"},
		{"a phone", "sheet2", "M3", cell("", "12345"), " → 12345"},
		{"an amount as text", "sheet3", "I4", cell(` t="str"`, "1,700.50"), "1500 → 1700.5"},
		{"an amount in powers", "sheet3", "I4", cell("", "1.7E+3"), "1500 → 1700"},
		{"an amount not quite exact", "sheet3", "I4", cell("", "1700.0999999999999"), "1500 → 1700.1"},
	} {
		parts := partsOf(t, base)
		name := "xl/worksheets/" + test.part + ".xml"
		parts[name] = test.write(parts[name], test.at)
		plan, faults := imported(t, fsys, zipped(t, parts))
		if plan == nil || len(plan.Changes) != 1 || plan.Changes[0].Old+" → "+plan.Changes[0].New != test.want {
			t.Errorf("%s: got %s%s, want %s", test.name, texts(plan), report(faults), test.want)
		}
	}
}
