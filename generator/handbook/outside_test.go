package handbook

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// TestOutsideList adds a service that the list does not have: it stands behind all
// of its domain, also behind those that an edition adds later, has no code, and the
// figures that are of the list leave it out.
func TestOutsideList(t *testing.T) {
	fsys := editions(t)
	before, _ := load(t, fsys, nil)
	fsys["content/items/health/airlift.md"] = &fstest.MapFile{Data: []byte(
		"+++\ntitle = \"空中救护\"\ndomain = \"health\"\noutside_list = true\nrecipients = [\"poor\"]\nagencies = [\"edu\"]\n+++\n")}
	put(t, fsys, "fuzhou/items/ferry.md", "+++\ntitle = \"轮渡\"\ndomain = \"health\"\norder = 9\nrecipients = [\"poor\"]\nagencies = [\"fin\"]\n+++\n")
	h, faults := load(t, fsys, nil)
	if len(faults) > 0 {
		t.Fatal(said(faults))
	}
	e := byPath(h)["fuzhou"]
	var got []string
	for _, item := range e.InDomain("health") {
		got = append(got, item.Label())
	}
	if diff := cmp.Diff([]string{"2-01 打疫苗", "2-05 照护", "2-09 轮渡", "空中救护"}, got); diff != "" {
		t.Errorf("items outside the list stand last, without a code (-want +got):\n%s", diff)
	}
	if got, want := e.Count(), (Count{Listed: 5, Outside: 1}); got != want || got.All() != len(e.Items) {
		t.Errorf("the city has %+v items, want %+v", got, want)
	}
	if diff := cmp.Diff(before.Province.Coverage().Fields, h.Province.Coverage().Fields); diff != "" {
		t.Errorf("coverage is of the list, and must not count what is outside it (-before +after):\n%s", diff)
	}
}
