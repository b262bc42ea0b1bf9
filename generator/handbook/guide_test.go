package handbook

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestElementsOfGuide holds that an edition's key stands in front and the rules of the
// nation and the province stay below it, that an element whose last day has passed
// says nothing, and that coverage counts what the way to the service needs.
func TestElementsOfGuide(t *testing.T) {
	fsys := editions(t)
	fsys["content/sources.toml"].Data = append(fsys["content/sources.toml"].Data, "[[sources]]\nid = \"city\"\ntitle = \"市的文件\"\nlevel = \"local\"\n"...)
	put(t, fsys, "fuzhou/items/care.md", `+++
[guide]
application = "direct"
where = [{ text = "市里的大厅", source = { id = "city" } }, { text = "全国的规定", for = "手工报销", source = [{ id = "law", at = "第一条" }, { id = "city" }] }]
fee = [{ text = "以前收5元", until = 2019, source = { id = "city" } }, "免费"]
+++
`)
	put(t, fsys, "fuzhou/minhou/items/care.md", "+++\n[guide]\nwhere = \"县里的窗口\"\n+++\n")
	h, faults := load(t, fsys, nil)
	if len(faults) > 0 {
		t.Fatal(said(faults))
	}
	county := byPath(h)["fuzhou/minhou"]
	item := county.Item("care")
	var got []string
	for _, c := range item.Guide.Where {
		got = append(got, c.Text)
	}
	for _, above := range item.Above("where") {
		for _, c := range above.Guide.Where {
			got = append(got, fmt.Sprintf("%s %v %q", c.Text, h.General(above, "where", c.Basis), c.For))
		}
	}
	for _, c := range itemKeys["guide.fee"].Value(item).([]Clause) {
		got = append(got, c.Text)
	}
	for _, field := range CoverageFields {
		if item.Needs(field) {
			got = append(got, field)
		}
	}
	want := []string{"县里的窗口", `市里的大厅 false ""`, `全国的规定 true "手工报销"`, `街道办 true ""`, "免费", "place", "phone", "hours", "where", "fee", "complaint"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
