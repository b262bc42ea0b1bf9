package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestStencils: a page made by filling a stencil equals the page that the template
// makes. All that a frame shows must be in its texts or in its key.
func TestStencils(t *testing.T) {
	sites := []*Site{open(t, newList(t), Options{BaseURL: "https://example.org/book/"}).versions[0].site}
	for _, opts := range []Options{{}, {BaseURL: "https://example.org/book/"}, {Editions: []string{"jia/yi"}}} {
		sites = append(sites, open(t, editions(t), opts))
	}
	for n, s := range sites {
		for _, u := range s.URLs() {
			p := s.Page(u)
			if p.isFile() {
				continue
			}
			main, faults := p.execute()
			texts, more := p.volume.texts(p, p.at(), main)
			want, f := s.layouts.Execute("base.html", s.frame(p.volume.frameKey(p, p.at(), texts), texts))
			if faults.Add(append(more, f...)...); len(faults) > 0 {
				t.Fatal(said(faults))
			}
			if diff := cmp.Diff(string(want), page(t, s, u)); diff != "" {
				t.Fatalf("%s of site %d: the difference must be in texts or in frameKey of frame.go (-executed +filled):\n%s", u, n, diff)
			}
		}
	}
}
