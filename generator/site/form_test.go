package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestForms: a page whose texts were filled into a form is the page that the
// template makes of them. What a frame shows of a page or an edition must be
// one of its texts, or part of its shape.
func TestForms(t *testing.T) {
	sites := []*Site{open(t, newList(t), Options{BaseURL: "https://example.org/book/"}).versions[0].site}
	for _, opts := range []Options{{}, {BaseURL: "https://example.org/book/"}, {Editions: []string{"jia/yi"}}} {
		sites = append(sites, open(t, editions(t), opts))
	}
	for n, s := range sites {
		for _, u := range s.URLs() {
			p := s.Page(u)
			if p.layout == "" {
				continue
			}
			main, faults := p.main()
			texts, more := p.volume.texts(p, main)
			want, f := s.layouts.Execute("base.html", p.volume.frame(p, texts))
			if faults.Add(append(more, f...)...); len(faults) > 0 {
				t.Fatal(said(faults))
			}
			if diff := cmp.Diff(string(want), page(t, s, u)); diff != "" {
				t.Fatalf("%s of site %d: what differs must be one of texts or of shape in frame.go and form.go (-executed +filled):\n%s", u, n, diff)
			}
		}
	}
}
