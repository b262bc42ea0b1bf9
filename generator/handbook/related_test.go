package handbook

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// related loads a site whose items are "id domain order groups… [sensitive]"
// and tells what stands beside one of them.
func related(t *testing.T, of string, items ...string) []string {
	t.Helper()
	fsys := site(t)
	for name := range fsys {
		if strings.HasPrefix(name, "content/items/") || strings.HasPrefix(name, "content/groups/") {
			delete(fsys, name)
		}
	}
	groups := map[string]bool{}
	for _, line := range items {
		f := strings.Fields(line)
		sensitive := f[len(f)-1] == "sensitive"
		if sensitive {
			f = f[:len(f)-1]
		}
		for _, g := range f[3:] {
			groups[g] = true
		}
		fsys["content/items/"+f[1]+"/"+f[0]+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"+++\ntitle = %q\ndomain = %q\norder = %s\nrecipients = [\"%s\"]\nagencies = [\"edu\"]\nsensitive = %v\n+++\n",
			f[0], f[1], f[2], strings.Join(f[3:], `", "`), sensitive)}
	}
	for g := range groups {
		fsys["content/groups/"+g+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "+++\ntitle = %q\norder = %d\nstage = \"学龄\"\n+++\n", strings.ToUpper(g), 1+int(g[0]-'a'))}
	}
	h, faults := load(t, fsys, nil)
	for _, f := range faults {
		if f.Code() != "unknown-reference" { // the domain's page links to an item of site.txtar
			t.Fatal(said(faults))
		}
	}
	var out []string
	for _, r := range h.Related(h.Province.Catalogue, h.Province.Item(of)) {
		out = append(out, r.ID)
	}
	return out
}

func TestRelated(t *testing.T) {
	for _, c := range []struct {
		name  string
		items []string
		want  []string
	}{
		{"nothing in common", []string{"me education 1 a", "other education 2 b"}, nil},
		{"alone", []string{"me education 1 a"}, nil},
		{"one group", []string{"me education 1 a", "other education 2 a"}, []string{"other"}},
		{"the rarer group is closer", []string{
			"me education 1 a b", "x1 education 2 a", "x2 education 3 a", "rare health 1 b",
		}, []string{"rare", "x1", "x2"}},
		{"two groups before one", []string{
			"me education 1 a b", "one education 2 a", "two health 1 a b", "three health 2 b",
		}, []string{"two", "one", "three"}},
		{"the own domain first, then by code", []string{
			"me health 5 a", "z education 1 a", "y health 9 a", "x health 2 a",
		}, []string{"x", "y", "z"}},
		{"never sensitive", []string{"me education 1 a", "hidden education 2 a sensitive", "shown education 3 a"}, []string{"shown"}},
		{"a sensitive item shows others", []string{"me education 1 a sensitive", "shown education 2 a"}, []string{"shown"}},
		{"six at most", []string{
			"me education 1 a", "i2 education 2 a", "i3 education 3 a", "i4 education 4 a", "i5 education 5 a", "i6 education 6 a", "i7 education 7 a", "i8 education 8 a",
		}, []string{"i2", "i3", "i4", "i5", "i6", "i7"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for range 3 { // no map's order may show
				if diff := cmp.Diff(c.want, related(t, "me", c.items...)); diff != "" {
					t.Fatalf("the closest must come first (-want +got):\n%s", diff)
				}
			}
		})
	}
}
