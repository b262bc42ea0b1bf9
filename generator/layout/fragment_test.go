package layout

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFragment: a fragment is rendered once, and stays for all that show it.
func TestFragment(t *testing.T) {
	s, faults := parseFiles(t, map[string]string{
		"page.html": `<p>{{range .}}{{fragment .}}{{end}}</p>`, "_part.html": `<b>{{.Title}}</b>`,
	})
	v := sampleView()
	part := &Fragment{Layout: "_part.html", View: &v}
	first, more := s.Execute("page.html", []*Fragment{part, part})
	faults.Add(more...)
	v.Title = "later"
	second, more := s.Execute("page.html", []*Fragment{part})
	faults.Add(more...)
	if diff := cmp.Diff([]string(nil), said(faults)); diff != "" {
		t.Fatalf("these layouts have no fault (-want +got):\n%s", diff)
	}
	const one = `<b>&lt;甲&gt;&#34;</b>`
	if diff := cmp.Diff([]string{"<p>" + one + one + "</p>", "<p>" + one + "</p>"}, []string{string(first), string(second)}); diff != "" {
		t.Errorf("a part must be escaped, and stay as it was rendered first (-want +got):\n%s", diff)
	}
}

// TestFragmentFault: a fault of a fragment is placed in the fragment, for each page
// that shows it.
func TestFragmentFault(t *testing.T) {
	s, _ := parseFiles(t, map[string]string{
		"page.html": `{{fragment .}}`, "_middle.html": `{{fragment .}}`, "_part.html": "\n<b>{{.Titel}}</b>",
	})
	v := sampleView()
	part := &Fragment{Layout: "_middle.html", View: &Fragment{Layout: "_part.html", View: &v}}
	for range 2 {
		html, faults := s.Execute("page.html", part)
		if html != "" || len(faults) != 1 || faults[0].Pos.File != "layouts/_part.html" || faults[0].Pos.Line != 2 || !strings.Contains(said(faults)[0], "Titel") {
			t.Errorf("a fragment with a fault must give that fault, and no text: got %q and %v", html, said(faults))
		}
	}
}
