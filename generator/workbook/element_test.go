package workbook

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/toml"
)

// TestElements holds that a line which nobody has changed keeps its source, its dates
// and its file, that a changed line does not, and that showing a cell and reading it
// again gives the same elements.
func TestElements(t *testing.T) {
	source := map[string]any{"id": "law", "at": "第三十七条"}
	old := []any{"申请", map[string]any{"text": "审核", "for": "手工报销", "source": source, "until": int64(2030)}}
	kept := toml.Table{{Key: "text", Value: "审核"}, {Key: "for", Value: "手工报销"}, {Key: "until", Value: int64(2030)},
		{Key: "source", Value: toml.Table{{Key: "id", Value: "law"}, {Key: "at", Value: "第三十七条"}}}}
	form := map[string]any{"name": "申请表", "form": "原件", "copies": int64(2), "file": "file:a.pdf", "source": source}
	for _, test := range []struct {
		kind kind
		got  string
		old  any
		want any
	}{
		{clauses, "到街道申请\n【手工报销】审核", old, []any{"到街道申请", kept}},
		{clauses, "申请\n【手工报销】审核并公示", old, []any{"申请", toml.Table{{Key: "text", Value: "审核并公示"}, {Key: "for", Value: "手工报销"}}}},
		{sentence, "20个工作日", nil, "20个工作日"},
		{sentence, "【手工报销】审核", old[1], []any{kept}},
		{sentence, "闽政通 | https://example.org/", nil, []any{toml.Table{{Key: "text", Value: "闽政通"}, {Key: "url", Value: "https://example.org/"}}}},
		{papers, "身份证\n申请表 | 原件 | 2 | file:a.pdf", []any{form}, []any{"身份证", toml.Table{{Key: "name", Value: "申请表"}, {Key: "form", Value: "原件"},
			{Key: "copies", Value: int64(2)}, {Key: "file", Value: "file:a.pdf"}, {Key: "source", Value: kept[3].Value}}}},
	} {
		if diff := cmp.Diff(test.want, elementsFrom(test.kind, test.got, test.old)); diff != "" {
			t.Errorf("%q is read as something else (-want +got):\n%s", test.got, diff)
		}
	}
	for _, element := range append(old, "身份证") {
		shown, ok := shownElement(clauses, element)
		if diff := cmp.Diff([]any{plain(element)}, elementsFrom(clauses, shown, []any{element})); !ok || diff != "" {
			t.Errorf("%v comes back otherwise (-want +got):\n%s", element, diff)
		}
	}
}
