package handbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// TestStale lays an override over the city's item and says what of it no longer
// fits.
func TestStale(t *testing.T) {
	for _, test := range []struct{ name, override, want string }{
		{"nothing", "summary = \"市里另有一句话\"\n", ""},
		{"title", "title = \"免费上学\"\n", "pointless title"},
		{"lists", "recipients = [\"pupils\", \"poor\"]\nrecipients_add = [\"poor\"]\n", "pointless recipients\npointless recipients_add"},
		{"an amount that is inherited", "[[standards]]\nid = \"fee\"\namount = 650\n", "pointless standards.fee"},
		{"in other words", "[[standards]]\nid = \"fee\"\ntext = \"甲市免学杂费\"\namount = 650\n", "pointless standards.fee.amount"},
		{"less", "[[standards]]\nid = \"fee\"\namount = 600\n", "below fee below-floor"},
		{"more", "[[standards]]\nid = \"fee\"\namount = 700\nbasis = \"x\"\n", ""},
		{"another unit", "[[standards]]\nid = \"fee\"\namount = 700\nunit = \"元\"\n", "below fee below-floor"},
		{"nobody", "recipients = []\n", "below  below-floor"},
		{"a standard that is gone", "[[standards]]\nid = \"soup\"\namount = 4\n", "lost free soup"},
		{"guide", "[guide]\nfee = \"不收费\"\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys := site(t)
			fsys["content/editions/jia/edition.toml"] = &fstest.MapFile{Data: []byte("name = \"甲市\"\ncode = \"000100\"\nkind = \"city\"\n")}
			fsys["content/editions/jia/items/free.md"] = &fstest.MapFile{Data: []byte("+++\nsources = []\n" + test.override + "+++\n")}
			h, _ := load(t, fsys, nil)
			var got []string
			for _, p := range h.Pointless() {
				got = append(got, "pointless "+p.Key)
			}
			for _, b := range h.Breaches() {
				id := ""
				if b.Standard != nil {
					id = b.Standard.ID
				}
				got = append(got, fmt.Sprintf("below %s %s", id, b.Fault.Code()))
			}
			for _, l := range h.Lost() {
				got = append(got, "lost "+l.Item+" "+l.Standard)
			}
			got = slices.Compact(got)
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
