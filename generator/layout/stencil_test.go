package layout

import (
	"bytes"
	"html/template"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestStencil: a filled stencil reads as the template does, executed on the
// same texts.
func TestStencil(t *testing.T) {
	type page struct {
		Title, Note, Said string
		Main              template.HTML
	}
	const text = `<title>{{.Title}}</title><p title="{{.Title}}">{{t "item.since" .Title}}{{with .Note}}（{{.}}）{{end}}</p>{{.Main}}<a href="{{.Said}}">{{.Said}}</a>`
	for _, p := range []page{
		{"一", "二", "x.html", "<b>三</b>"},
		{`<甲> & "乙" 'c'`, "", "../x/y.html#z", ""},
		{"0holeNo0x1z", "1holeNo1x0z", "2holeNo2x", "0holeNo0x"}, // texts that look like marks
	} {
		s, faults := parseFiles(t, map[string]string{"page.html": text, "said.html": `{{.Said}}|` + text})
		for _, name := range []string{"page.html", "said.html"} {
			stencil, more := s.Stencil(name, func(mark func(int) string) any {
				view := page{Title: mark(0), Main: template.HTML(mark(2)), Said: p.Said}
				if p.Note != "" {
					view.Note = mark(1)
				}
				return view
			})
			want, f := s.Execute(name, p)
			if faults.Add(append(more, f...)...); len(faults) > 0 {
				t.Fatalf("these layouts have no fault: %v", said(faults))
			}
			var got bytes.Buffer
			stencil.Fill(&got, []template.HTML{Escape(p.Title), Escape(p.Note), p.Main})
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("%s filled with %q (-executed +filled):\n%s", name, p.Title, diff)
			}
		}
	}
}

// TestStencilFault: a stencil of a template with a fault is that fault.
func TestStencilFault(t *testing.T) {
	s, _ := parseFiles(t, map[string]string{"page.html": "{{.Titel}}"})
	stencil, faults := s.Stencil("page.html", func(mark func(int) string) any { return view{Title: mark(0)} })
	if stencil != nil || len(faults) != 1 || faults[0].Pos.File != "layouts/page.html" {
		t.Errorf("want one fault in layouts/page.html and no stencil, got %v and %v", stencil, said(faults))
	}
}

// TestStencilCut: a template that shows a piece of a text has no stencil, since each
// page's text would be cut elsewhere; it is told, and nothing worse.
func TestStencilCut(t *testing.T) {
	for _, page := range []string{`{{slice .Title 0 3}}`, `{{slice .Title 2}}`, `{{slice .Title 0 9}}`, `{{printf "%.5s" .Title}}`, `{{len .Title}}{{printf "%q" .Title}}{{slice .Title 0 1}}`} {
		s, _ := parseFiles(t, map[string]string{"page.html": "<p>" + page + "</p>"})
		stencil, faults := s.Stencil("page.html", func(mark func(int) string) any { return view{Title: mark(0)} })
		if stencil != nil || len(faults) != 1 || faults[0].Code() != "layout-cut" || faults[0].Pos.File != "layouts/page.html" {
			t.Errorf("%s: want one fault in layouts/page.html and no stencil, got %v and %v", page, stencil, said(faults))
		}
	}
}
