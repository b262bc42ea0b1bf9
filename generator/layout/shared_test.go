package layout

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestShared: a shared part is rendered once, and stays for all that show it.
func TestShared(t *testing.T) {
	s, faults := parseFiles(t, map[string]string{
		"page.html": `<p>{{range .}}{{shared "_part.html" .}}{{end}}</p>`, "_part.html": `<b>{{.Title}}</b>`,
	})
	v := sampleView()
	part := &Shared{View: &v}
	first, more := s.Execute("page.html", []*Shared{part, part})
	faults.Add(more...)
	v.Title = "later"
	second, more := s.Execute("page.html", []*Shared{part})
	faults.Add(more...)
	if diff := cmp.Diff([]string(nil), said(faults)); diff != "" {
		t.Fatalf("these layouts have no fault (-want +got):\n%s", diff)
	}
	const one = `<b>&lt;甲&gt;&#34;</b>`
	if diff := cmp.Diff([]string{"<p>" + one + one + "</p>", "<p>" + one + "</p>"}, []string{string(first), string(second)}); diff != "" {
		t.Errorf("a part must be escaped, and stay as it was rendered first (-want +got):\n%s", diff)
	}
}

// TestSharedFault: a fault of a shared part is placed in the part, for each page
// that shows it.
func TestSharedFault(t *testing.T) {
	s, _ := parseFiles(t, map[string]string{
		"page.html": `{{shared "_middle.html" .}}`, "_middle.html": `{{shared "_part.html" .}}`, "_part.html": "\n<b>{{.Titel}}</b>",
	})
	v := sampleView()
	part := &Shared{View: &Shared{View: &v}}
	for range 2 {
		html, faults := s.Execute("page.html", part)
		if html != "" || len(faults) != 1 || faults[0].Pos.File != "layouts/_part.html" || faults[0].Pos.Line != 2 || !strings.Contains(said(faults)[0], "Titel") {
			t.Errorf("a shared part with a fault must give that fault, and no text: got %q and %v", html, said(faults))
		}
	}
}
