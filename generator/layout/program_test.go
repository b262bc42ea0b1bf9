package layout

import (
	"bytes"
	"html/template"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"testing/fstest"
)

// programs are layouts that use all that programs know, and some of what they
// leave to html/template.
var programs = map[string]string{
	"page.html": `{{$then := ""}}<title>{{.Title}}</title><a href="{{.URL}}" title="{{.Title}}">{{.Title}}</a>{{$then}}{{$then = "；"}}{{$then}}
<a href="x{{.URL}}">{{.HTML}}</a><a href="#{{.URL}}" class="a-{{.Kind}}">{{.Kind}}</a><meta http-equiv="refresh" content="0; url={{.URL}}">
<script type="application/ld+json">{{.JS}}</script><p id="s-{{.N}}" title="{{.HTML}}">{{.N}} {{.Negative}} {{.Yes}} {{.Ratio}} {{.Any}} {{.Visits}} {{.Loud}} {{.Link}} <a href="{{.Link}}" title="{{.Link}}"></a><a href="{{.N}}"></a></p>
{{with .Inner}}{{.Name}}{{$.Title}}{{with $x := .Name}}{{$x}}{{end}}{{else}}none{{end}}{{with .Nobody}}{{.Name}}{{else}}nobody{{end}}
{{if and .Yes .Title}}a{{else if .N}}b{{end}}{{if or .Nothing .N}}{{or .Nothing "or"}}{{end}}{{if not .Nothing}}c{{end}}
{{range $n, $i := .List}}{{if $n}}、{{end}}{{$i}}{{$n}}{{.}}{{end}}{{range .Nothing}}x{{else}}nothing{{end}}{{range $i := .Inners}}{{$i.Name}}{{.Name}}{{end}}
{{len .List}}{{index .Seals "a"}}{{with index .Seals "b"}}x{{end}}{{index .List 1}}{{printf "%s-%d" .Title .N}}{{.Title | printf "%q"}}
{{eq .Kind "kind"}}{{ne .N 3}}{{lt .N 3}}{{le .N 3}}{{gt .N 2}}{{ge .N 4}}{{.Twice}}{{.Promoted}}{{(index .Inners 0).Name}}
{{t "home.count" .N}}{{t "html.text"}}{{t (printf "nav.%s" .Kind)}}{{template "_part.html" .Inner}}{{template "_part.html" index .Inners 1}}{{template "_none.html"}}
{{template "_list.html" (list .Title .Inner .N)}}{{shared "_part.html" .Shared}}{{define "inside"}}<i>{{.}}</i>{{end}}{{template "inside" .Title}}`,
	"_part.html": `<b title="{{.Name}}">{{.Name}}</b>`, "_none.html": `<hr>`, "_list.html": `{{range .}}{{if .}}1{{end}}{{end}}{{index . 0}}`,

	"unquoted.html": `<a title={{.Title}}>x</a>`, "handler.html": `<a onclick="f({{.Title}})">x</a>`, "style.html": `<p style="width: {{.N}}">x</p>`,
	"break.html": `{{range .List}}{{break}}{{end}}`, "itself.html": `{{template "_down.html" .}}`, "_down.html": `{{with .Deeper}}{{template "_down.html" .}}{{end}}x`,
	"map.html": `{{range $k, $v := .Seals}}{{$k}}{{$v}}{{end}}`, "slice.html": `{{slice .Title 1}}`, "html.html": `{{.Title | html}}`,
	"nil.html": `{{.Nobody.Name}}`, "number.html": `{{range .N}}{{.}}{{end}}`, "method.html": `{{.Inner.With "x"}}`, "pointed.html": `{{.AtPointer}}`, "unknown.html": `{{.Titel}}`,
	"missing.html": `{{.Seals.x}}`, "outside.html": `{{index .List 9}}`, "types.html": `{{eq .N "3"}}`, "none.html": `{{index .Nobody 1}}`, "hidden.html": `{{.hidden}}`,
}

// fits are those of them, beside the parts, that have a program which does it all.
const fits = "page.html"

type kind string

// loud is text that says otherwise how it reads.
type loud string

func (l loud) String() string { return string(l) + "!" }

type inner struct{ Name string }

func (i inner) With(s string) string { return i.Name + s }

type promoted struct{ Promoted string }

type programView struct {
	promoted
	Title, URL  string
	HTML        template.HTML
	JS          template.JS
	Kind        kind
	Loud        loud
	Link        template.URL
	N, Negative int
	Yes         bool
	Ratio       float64
	Any         any
	Visits      *int
	Inner       *inner
	Nobody      *inner
	Nothing     []string
	List        []int
	Inners      []inner
	Seals       map[string]string
	Shared      *Shared
	Deeper      *programView
	hidden      string
}

func (v programView) Twice() string      { return v.Title + v.Title }
func (v *programView) AtPointer() string { return v.Title }

func programViewOf(text string) *programView {
	visits := 3
	return &programView{
		promoted: promoted{text}, Title: text, URL: text, HTML: `<b title="+">&amp;</b>`, JS: `{"a": 1}`, Kind: "home", Loud: loud(text), Link: template.URL(text), N: 3, Negative: -4, Yes: true, Ratio: 1.5,
		Any: text, Visits: &visits, Inner: &inner{text}, List: []int{1, 300}, Inners: []inner{{text}, {"乙"}}, Seals: map[string]string{"a": text},
		Shared: &Shared{View: &inner{text}}, Deeper: &programView{}, hidden: text,
	}
}

// law holds what programs make of layouts against what html/template makes of them.
func law(t *testing.T, s *Set, text string) {
	t.Helper()
	for name := range programs {
		got, faults := s.Execute(name, programViewOf(text))
		var want bytes.Buffer
		err := s.root.ExecuteTemplate(&want, name, programViewOf(text))
		if (err != nil) != (len(faults) > 0) || err == nil && string(got) != want.String() {
			t.Errorf("%s with %q: a layout reads differently as a program, see compile.go\n got %q %v\nwant %q %v", name, text, got, said(faults), want.String(), err)
		}
	}
}

var programTexts = []string{
	"", "省", "a b", `<甲>"'`, "a+b & c", "&amp;", "javascript:alert(1)", "https://x.example/a?b=1&c=省#d", "tel:059112345", "../items/x.html#s-1", "%41%zz", "\x00", "\xff\xfe", "{{.}}", "\u2028`${x}",
	"</script>", "a:b", " x\n", "\ufdd0\U0010ffff",
}

// TestProgram: a program writes what html/template would.
func TestProgram(t *testing.T) {
	s, faults := parseFiles(t, programs)
	if len(faults) > 0 {
		t.Fatal(said(faults))
	}
	for _, text := range programTexts {
		law(t, s, text)
	}
	for name := range programs {
		p := s.program(name)
		var b bytes.Buffer
		alone := p != nil && p.run(&run{of: s, out: &b}, reflect.ValueOf(programViewOf("x"))) == nil
		if name[0] != '_' && alone != (name == fits) {
			t.Errorf("%s: run by a program alone: %v", name, alone)
		}
	}
}

func FuzzProgram(f *testing.F) {
	for _, text := range programTexts {
		f.Add(text)
	}
	s, _ := parseFiles(f, programs)
	f.Fuzz(func(t *testing.T, text string) { law(t, s, text) })
}

// TestLayoutsHavePrograms: nothing in this project's layouts is left to
// html/template, which takes several times as long.
func TestLayoutsHavePrograms(t *testing.T) {
	project := os.DirFS("../..")
	first, _ := Parse(project, nil, nil)
	texts := map[string]string{}
	for key := range first.missing {
		texts[key] = "文字"
	}
	s, faults := Parse(project, texts, nil)
	if len(faults) > 0 {
		t.Fatal(said(faults))
	}
	names, err := filepath.Glob("../../layouts/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal("no layouts", err)
	}
	for _, name := range names {
		if s.program(filepath.Base(name)) == nil {
			t.Errorf("%s uses something that programs do not know: write it with what the others use, or teach it to compile.go", name)
		}
	}
}

// BenchmarkExecute executes the same layout as a program and by html/template.
func BenchmarkExecute(b *testing.B) {
	files := fstest.MapFS{}
	for name, text := range programs {
		files[Dir+"/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	s, _ := Parse(files, sampleTexts, nil)
	view := programViewOf("城乡居民")
	b.Run("program", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, faults := s.Execute(fits, view); len(faults) > 0 {
				b.Fatal(said(faults))
			}
		}
	})
	b.Run("html-template", func(b *testing.B) {
		b.ReportAllocs()
		var out bytes.Buffer
		for b.Loop() {
			out.Reset()
			if err := s.root.ExecuteTemplate(&out, fits, view); err != nil {
				b.Fatal(err)
			}
		}
	})
}
