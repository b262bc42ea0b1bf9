package site

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
)

// TestFindings: the sentences and the drawn values of awkward indicators.
func TestFindings(t *testing.T) {
	for _, test := range []struct {
		name   string
		unit   string
		values string // of the province's entry
		own    string // of the city's and the county's entry
		want   string
		drawn  string // "" for no picture
	}{
		{name: "raised", unit: "%",
			values: `base = { year = 2016, text = "87.7", value = 87.7 }
target = { year = 2020, text = "90", value = 90 }`,
			want:  "从2016年的87.7%，到2020年的目标90%，要提高2.3个百分点。",
			drawn: "2016年87.7%，2020年目标90%"},
		{name: "falling, where lower is better", unit: "‰",
			values: `base = { year = 2016, text = "4.9", value = 4.9 }
target = { year = 2020, text = "4", value = 4 }`,
			want:  "从2016年的4.9‰，到2020年的目标4‰，要降低0.9个千分点。",
			drawn: "2016年4.9‰，2020年目标4‰"},
		{name: "a rate among many", unit: "1/10万",
			values: `base = { year = 2016, text = "12.40", value = 12.4 }
target = { year = 2020, text = "12", value = 12 }`,
			want:  "从2016年的每10万12.4，到2020年的目标每10万12，要降低每10万0.4。",
			drawn: "2016年每10万12.4，2020年目标每10万12"},
		{name: "more things", unit: "万人",
			values: `base = { year = 2016, text = "1330", value = 1330 }
target = { year = 2020, text = "1640", value = 1640 }`,
			want:  "从2016年的1330万人，到2020年的目标1640万人，要增加310万人。",
			drawn: "2016年1330万人，2020年目标1640万人"},
		{name: "fewer things, without a unit",
			values: `base = { year = 2016, text = "3", value = 3 }
target = { year = 2020, text = "0", value = 0 }`,
			want:  "从2016年的3，到2020年的目标0，要减少3。",
			drawn: "2016年3，2020年目标0"},
		{name: "equal", unit: "%",
			values: `base = { year = 2016, text = "100", value = 100 }
target = { year = 2020, text = "100", value = 100 }`,
			want:  "2016年是100%，2020年的目标也是100%。",
			drawn: "2016年100%，2020年目标100%"},
		{name: "more than", unit: "%",
			values: `base = { year = 2016, text = "93", value = 93 }
target = { year = 2020, text = "﹥95", value = 95, comparator = ">" }`,
			want:  "从2016年的93%，到2020年的目标大于95%，要提高2个百分点以上。",
			drawn: "2016年93%，2020年目标大于95%"},
		{name: "more than what it is", unit: "%",
			values: `base = { year = 2016, text = "95", value = 95 }
target = { year = 2020, text = "﹥95", value = 95, comparator = ">" }`,
			want:  "2016年是95%，2020年的目标是大于95%。",
			drawn: "2016年95%，2020年目标大于95%"},
		{name: "more than what is exceeded", unit: "%",
			values: `base = { year = 2016, text = "98.1", value = 98.1 }
target = { year = 2020, text = "﹥98", value = 98, comparator = ">" }`,
			want:  "2016年是98.1%，2020年的目标是大于98%。2016年的数已经大于98%。",
			drawn: "2016年98.1%，2020年目标大于98%"},
		{name: "less than", unit: "‰",
			values: `base = { year = 2016, text = "5", value = 5 }
target = { year = 2020, text = "<4", value = 4, comparator = "<" }`,
			want:  "从2016年的5‰，到2020年的目标小于4‰，要降低1个千分点以上。",
			drawn: "2016年5‰，2020年目标小于4‰"},
		{name: "two bounds", unit: "%",
			values: `base = { year = 2016, text = "﹥95", value = 95, comparator = ">" }
target = { year = 2020, text = "﹥96", value = 96, comparator = ">" }`,
			want:  "2016年是大于95%，2020年的目标是大于96%。",
			drawn: "2016年大于95%，2020年目标大于96%"},
		{name: "the same bound", unit: "%",
			values: `base = { year = 2016, text = "﹥95", value = 95, comparator = ">" }
target = { year = 2020, text = "﹥95", value = 95, comparator = ">" }`,
			want:  "2016年是大于95%，2020年的目标也是大于95%。",
			drawn: "2016年大于95%，2020年目标大于95%"},
		{name: "at least", unit: "%",
			values: `base = { year = 2016, text = "93", value = 93 }
target = { year = 2020, text = "≥95", value = 95, comparator = ">=" }`,
			want:  "从2016年的93%，到2020年的目标不低于95%，要提高2个百分点以上。",
			drawn: "2016年93%，2020年目标不低于95%"},
		{name: "at most what it is", unit: "‰",
			values: `base = { year = 2016, text = "5", value = 5 }
target = { year = 2020, text = "≤5", value = 5, comparator = "<=" }`,
			want:  "2016年是5‰，2020年的目标是不高于5‰。2016年的数已经不高于5‰。",
			drawn: "2016年5‰，2020年目标不高于5‰"},
		{name: "a goal in words", unit: "‰",
			values: `base = { year = 2016, text = "3.7", value = 3.7 }
target = { year = 2020, text = "低于全国平均值", comparator = "below-national-average" }`,
			want: "2016年是3.7‰。2020年的目标是“低于全国平均值”，没有给出数字。"},
		{name: "a goal in words with somebody's number", unit: "‰",
			values: `base = { year = 2016, text = "3.7", value = 3.7 }
target = { year = 2020, text = "低于全国平均值", value = 7.5, comparator = "below-national-average" }`,
			want: "2016年是3.7‰。2020年的目标是“低于全国平均值”，没有给出数字。"},
		{name: "no base", unit: "%",
			values: `base = { year = 2016, text = "没有统计" }
target = { year = 2020, text = "90", value = 90 }`,
			want: "2016年是没有统计，2020年的目标是90%。"},
		{name: "cumulative", unit: "万人",
			values: `cumulative = true
base = { year = 2016, text = "60.7", value = 60.7 }
target = { year = 2020, text = "*280.7", value = 280.7 }`,
			want: "2016年一年是60.7万人。2020年的目标280.7万人是几年加起来的累计数，和一年的数不能直接比，所以不画图。"},
		{name: "doubtful", unit: "%",
			values: `suspect = true
base = { year = 2016, text = "24", value = 24 }
target = { year = 2020, text = "8", value = 8 }`,
			want:  "原表写2016年24%，2020年的目标8%。这些数存疑，照录原文，没有更正。",
			drawn: "2016年24%（存疑），2020年目标8%（存疑）"},
		{name: "doubtful and cumulative", unit: "万人",
			values: `cumulative = true
suspect = true
base = { year = 2016, text = "24", value = 24 }
target = { year = 2020, text = "8", value = 8 }`,
			want: "2016年一年是24万人。2020年的目标8万人是几年加起来的累计数，和一年的数不能直接比，所以不画图。这些数存疑，照录原文，没有更正。"},
		{name: "growth of more than the whole", unit: "%",
			values: `base = { year = 2016, text = "80", value = 80 }
target = { year = 2020, text = "120", value = 120 }`,
			want:  "从2016年的80%，到2020年的目标120%，要提高40个百分点。",
			drawn: "2016年80%，2020年目标120%"},
		{name: "below zero stands on no scale", unit: "‰",
			values: `base = { year = 2016, text = "-1.5", value = -1.5 }
target = { year = 2020, text = "2", value = 2 }`,
			want: "从2016年的-1.5‰，到2020年的目标2‰，要提高3.5个千分点。"},
		{name: "fractions that computers cannot write", unit: "%",
			values: `base = { year = 2016, text = "0.1", value = 0.1 }
target = { year = 2020, text = "0.3", value = 0.3 }`,
			want:  "从2016年的0.1%，到2020年的目标0.3%，要提高0.2个百分点。",
			drawn: "2016年0.1%，2020年目标0.3%"},
		{name: "a city's own base of another year", unit: "%",
			values: `base = { year = 2016, text = "87.7", value = 87.7 }
target = { year = 2020, text = "90", value = 90 }`,
			own:   `base = { year = 2018, text = "91", value = 91 }`,
			want:  "从2016年的87.7%，到2020年的目标90%，要提高2.3个百分点。|甲市2018年是91%。",
			drawn: "某省2016年87.7%，甲市2018年91%，某省2020年目标90%"},
		{name: "a city's own goal", unit: "%",
			values: `base = { year = 2016, text = "87.7", value = 87.7 }
target = { year = 2020, text = "90", value = 90 }`,
			own:   `target = { year = 2021, text = "92", value = 92 }`,
			want:  "从2016年的87.7%，到2020年的目标90%，要提高2.3个百分点。|甲市自己定的目标，2021年是92%。",
			drawn: "某省2016年87.7%，某省2020年目标90%，甲市2021年目标92%"},
		{name: "all of a city's own, beside a doubtful figure", unit: "%",
			values: `suspect = true
base = { year = 2016, text = "24", value = 24 }
target = { year = 2020, text = "8", value = 8 }`,
			own: `base = { year = 2017, text = "30", value = 30 }
target = { year = 2020, text = "80", value = 80 }`,
			want:  "原表写2016年24%，2020年的目标8%。这些数存疑，照录原文，没有更正。|甲市：从2017年的30%，到2020年的目标80%，要提高50个百分点。",
			drawn: "某省2016年24%（存疑），甲市2017年30%，某省2020年目标8%（存疑），甲市2020年目标80%"},
		{name: "a city's own base of a sum", unit: "万人",
			values: `cumulative = true
base = { year = 2016, text = "60.7", value = 60.7 }
target = { year = 2020, text = "280.7", value = 280.7 }`,
			own:  `base = { year = 2016, text = "6", value = 6 }`,
			want: "2016年一年是60.7万人。2020年的目标280.7万人是几年加起来的累计数，和一年的数不能直接比，所以不画图。|甲市2016年是6万人。"},
		{name: "a city's own base of a goal in words", unit: "‰",
			values: `base = { year = 2016, text = "3.7", value = 3.7 }
target = { year = 2020, text = "低于全国平均值" }`,
			own:   `base = { year = 2016, text = "3.5", value = 3.5 }`,
			want:  "2016年是3.7‰。2020年的目标是“低于全国平均值”，没有给出数字。|甲市2016年是3.5‰。",
			drawn: "某省2016年3.7‰，甲市2016年3.5‰"},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys := editions(t)
			fsys["content/indicators.toml"].Data = fmt.Appendf(nil, `[[indicators]]
id = "retention"
order = 1
domain = "education"
title = "某率"
unit = %q
%s
source = { id = "plan" }
`, test.unit, test.values)
			url := "indicators.html"
			own := regexp.MustCompile(`(?s)\[\[indicators\]\].*`)
			city := fsys["content/editions/jia/edition.toml"]
			city.Data = own.ReplaceAll(city.Data, nil)
			if test.own != "" {
				url = "jia/indicators.html"
				city.Data = fmt.Appendf(city.Data, "[[indicators]]\nid = \"retention\"\n%s\nsource = { id = \"jia-notice\" }\n", test.own)
			}
			html := page(t, open(t, fsys, Options{}), url)
			_, html, _ = strings.Cut(html, `<div class="finding">`)
			html, _, _ = strings.Cut(html, `<div class="table"`)
			var said []string
			for _, m := range regexp.MustCompile(`<p>(.*?)</p>`).FindAllStringSubmatch(html, -1) {
				said = append(said, m[1])
			}
			if got := strings.Join(said, "|"); got != test.want {
				t.Errorf("the sentences are\n%s, want\n%s", got, test.want)
			}
			drawn := ""
			if m := regexp.MustCompile(`<title[^>]*>图：某率。(.*?)</title>`).FindStringSubmatch(html); m != nil {
				drawn = m[1]
			}
			if drawn != test.drawn || (drawn == "") == strings.Contains(html, "<svg") {
				t.Errorf("the drawn values are %q, want %q:\n%s", drawn, test.drawn, html)
			}
		})
	}
}

// TestChartsHaveTables: the numbers of every picture are also in a table or list
// beside it.
func TestChartsHaveTables(t *testing.T) {
	s, pictures := open(t, editions(t), Options{}), 0
	for _, url := range s.URLs() {
		if p := s.Page(url); p == nil || p.isFile() {
			continue
		}
		rest := mainOf(t, page(t, s, url))
		for n := 0; ; n++ {
			before, after, ok := strings.Cut(rest, `<svg class="chart"`)
			if !ok {
				break
			}
			pictures++
			svg, after, _ := strings.Cut(after, "</svg>")
			rest = after
			text, _, _ := strings.Cut(after, "</table>")
			if at := strings.LastIndex(before, `<details class="history">`); at >= 0 && !strings.Contains(before[at:], "</details>") {
				text = before // the list before the picture, and the amount before the list
			} else if !strings.Contains(text, `<table class="indicators">`) {
				t.Errorf("%s: picture %d must have a table below it", url, n+1)
			}
			for _, m := range regexp.MustCompile(`<tspan[^>]*>[^0-9<]*([0-9.]+)`).FindAllStringSubmatch(svg, -1) {
				if !strings.Contains(text, m[1]) {
					t.Errorf("%s: picture %d shows %s, which its table lacks", url, n+1, m[1])
				}
			}
			decoder := xml.NewDecoder(strings.NewReader(`<svg class="chart"` + svg + "</svg>"))
			for {
				if _, err := decoder.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: picture %d must be XML: %v", url, n+1, err)
				}
			}
		}
	}
	if pictures < 4 {
		t.Errorf("the test found only %d pictures: testdata must have more", pictures)
	}
}
