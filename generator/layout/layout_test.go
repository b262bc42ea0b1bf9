package layout

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
)

var sampleTexts = map[string]string{
	"nav.home": "首页", "nav.items": "全部项目", "home.count": "%d项服务", "item.since": "%s起", "html.text": "<b>粗</b>",
}

// parseFiles reads layouts that are given by name.
func parseFiles(t testing.TB, files map[string]string) (*Set, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[Dir+"/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Parse(fsys, sampleTexts, nil)
}

// said is all that a test compares of faults.
func said(faults diag.List) []string {
	var out []string
	for _, f := range faults.Sorted() {
		line := fmt.Sprintf("%s [%s] %s | %s", f.Pos, f.Code(), f.Said.In(diag.EN), f.Said.In(diag.ZH))
		if f.Hint.EN != "" {
			line += fmt.Sprintf(" (%s | %s)", f.Hint.In(diag.EN), f.Hint.In(diag.ZH))
		}
		out = append(out, line)
	}
	return out
}

type view struct {
	Title  string
	List   []int
	Visits *int
	Inner  struct{ Name string }
}

func sampleView() view {
	n := 3
	v := view{Title: `<甲>"`, List: []int{1, 2}, Visits: &n}
	v.Inner.Name = "乙"
	return v
}

func TestExecute(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"text", `<p>{{t "nav.home"}}</p>`, `<p>首页</p>`},
		{"text with a number", `{{t "home.count" (len .List)}}`, `2项服务`},
		{"text with what a pointer means", `{{with .Visits}}{{t "home.count" .}}{{end}}`, `3项服务`},
		{"text is no HTML", `{{t "html.text"}}`, `&lt;b&gt;粗&lt;/b&gt;`},
		{"arguments are no HTML", `<a title="{{t "item.since" .Title}}">`, `<a title="&lt;甲&gt;&#34;起">`},
		{"part", `{{template "_part.html" .Inner}}`, `[乙]`},
		{"part with several values", `{{template "_two.html" (list .Title .Inner)}}`, `&lt;甲&gt;&#34;/乙`},
		{"list of nothing", `{{range list}}x{{else}}none{{end}}`, `none`},
		{"windows line ends", "a\r\nb", "a\nb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, faults := parseFiles(t, map[string]string{
				"page.html": c.page, "_part.html": `[{{.Name}}]`, "_two.html": `{{index . 0}}/{{(index . 1).Name}}`,
			})
			got, more := s.Execute("page.html", sampleView())
			if diff := cmp.Diff([]string(nil), said(append(faults, more...))); diff != "" {
				t.Fatalf("this layout has no fault (-want +got):\n%s", diff)
			}
			if string(got) != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	const hint = " (a layout can show the fields of its view in generator/pages | 模板里能用的字段，见 generator/pages 中对应的视图)"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string // of parsing and of rendering page.html, together
		text  string   // the line that is shown of the first
	}{
		{"unknown text, near one known", map[string]string{"page.html": "<h1>\n  甲 {{t \"nav.itms\"}}"},
			[]string{`layouts/page.html:2:9 [unknown-text] texts.toml has no text "nav.itms" | texts.toml 里没有“nav.itms”这条文字 (did you mean "nav.items"? | 是不是“nav.items”？)`},
			`  甲 {{t "nav.itms"}}`},
		{"unknown text, nothing near", map[string]string{"page.html": `{{t "x.something-else"}}`},
			[]string{`layouts/page.html:1:5 [unknown-text] texts.toml has no text "x.something-else" | texts.toml 里没有“x.something-else”这条文字 (add it to layouts/texts.toml | 请把它加进 layouts/texts.toml)`},
			`{{t "x.something-else"}}`},
		{"unknown texts wherever they stand", map[string]string{
			"_part.html": `{{.}}`,
			"page.html":  "{{if t \"no.if\"}}{{t \"no.then\"}}{{else}}{{t \"no.else\"}}{{end}}\n{{range .List}}{{t \"no.each\"}}{{else}}{{t \"no.none\"}}{{end}}\n{{with .Title}}{{t \"no.with\"}}{{end}}\n{{template \"_part.html\" (t \"no.part\")}}\n{{$x := t \"no.set\"}}{{len (t \"no.deep\")}}\n",
		}, []string{
			`layouts/page.html:1:8 [unknown-text] no.if`, `layouts/page.html:1:21 [unknown-text] no.then`, `layouts/page.html:1:44 [unknown-text] no.else`,
			`layouts/page.html:2:20 [unknown-text] no.each`, `layouts/page.html:2:43 [unknown-text] no.none`, `layouts/page.html:3:20 [unknown-text] no.with`,
			`layouts/page.html:4:28 [unknown-text] no.part`, `layouts/page.html:5:11 [unknown-text] no.set`, `layouts/page.html:5:30 [unknown-text] no.deep`,
		}, `{{if t "no.if"}}{{t "no.then"}}{{else}}{{t "no.else"}}{{end}}`},
		{"syntax", map[string]string{"page.html": "<p>\n甲{{if .Title}\n</p>"},
			[]string{`layouts/page.html:2:1 [layout] the layout fails: bad character U+007D '}' | 版面模板出错：bad character U+007D '}'` + hint}, "甲{{if .Title}"},
		{"unknown function", map[string]string{"page.html": "a\n\n{{tt \"nav.home\"}}"},
			[]string{`layouts/page.html:3:1 [layout] the layout fails: function "tt" not defined | 版面模板出错：function "tt" not defined` + hint}, `{{tt "nav.home"}}`},
		{"syntax of a part, reported once", map[string]string{"page.html": `{{template "_part.html" .}}`, "_part.html": "{{end}}"},
			[]string{`layouts/_part.html:1:1 [layout] the layout fails: unexpected {{end}} | 版面模板出错：unexpected {{end}}` + hint}, "{{end}}"},
		{"missing field", map[string]string{"page.html": "<p>\n  甲{{.Title}} {{.Titel}}"},
			[]string{`layouts/page.html:2:17 [layout] the layout fails: executing "page.html" at <.Titel>: can't evaluate field Titel in type layout.view | 版面模板出错：executing "page.html" at <.Titel>: can't evaluate field Titel in type layout.view` + hint},
			`  甲{{.Title}} {{.Titel}}`},
		{"missing field of a part", map[string]string{"page.html": "\n\n{{template \"_part.html\" .Inner}}", "_part.html": "甲{{.Nmae}}"},
			[]string{`layouts/_part.html:1:4 [layout] the layout fails: executing "_part.html" at <.Nmae>: can't evaluate field Nmae in type struct { Name string } | 版面模板出错：executing "_part.html" at <.Nmae>: can't evaluate field Nmae in type struct { Name string }` + hint},
			"甲{{.Nmae}}"},
		{"missing part", map[string]string{"page.html": "甲乙 {{template \"_none.html\" .}}"},
			[]string{`layouts/page.html:1:15 [layout] the layout fails: no such template "_none.html" | 版面模板出错：no such template "_none.html"` + hint},
			`甲乙 {{template "_none.html" .}}`},
		{"unknown text made while rendering", map[string]string{"page.html": `{{t (printf "badge.%s" .Inner.Name)}}`},
			[]string{`layouts/page.html:1:3 [layout] the layout fails: executing "page.html" at <t (printf "badge.%s" .Inner.Name)>: error calling t: unknown text "badge.乙" | 版面模板出错：executing "page.html" at <t (printf "badge.%s" .Inner.Name)>: error calling t: unknown text "badge.乙"` + hint},
			`{{t (printf "badge.%s" .Inner.Name)}}`},
		{"no such layout", map[string]string{"other.html": ""},
			[]string{`layouts/page.html [no-layout] there is no layout "page.html" | 没有版面模板“page.html”`}, ""},
		{"no layouts", nil, []string{
			`layouts [no-layouts] there are no layouts | 没有版面模板 (layouts/ belongs to the project: copy it again from the same version | layouts/ 是项目的一部分：请从同一版本重新取回)`,
			`layouts/page.html [no-layout] there is no layout "page.html" | 没有版面模板“page.html”`}, ""},
		{"not UTF-8", map[string]string{"page.html": "ok", "gbk.html": "\xc4\xfa"},
			[]string{`layouts/gbk.html [not-utf-8] the layout is not UTF-8 | 版面模板不是 UTF-8 编码 (save the file as UTF-8 | 请把文件另存为 UTF-8 编码)`}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, faults := parseFiles(t, c.files)
			out, more := s.Execute("page.html", sampleView())
			if len(more) > 0 && out != "" {
				t.Errorf("a layout that fails must give nothing, not %q", out)
			}
			faults = append(faults, more...).Sorted()
			got := said(faults)
			for i := range got { // the long table only tells the keys
				if i < len(c.want) && len(c.want) > 2 {
					got[i] = fmt.Sprintf("%s [%s] %v", faults[i].Pos, faults[i].Code(), faults[i].Said.Args[0])
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("each fault of a layout must be reported once, at its place (-want +got):\n%s", diff)
			}
			if len(faults) > 0 && faults[0].Pos.Text != c.text {
				t.Errorf("the line shown is %q, want %q", faults[0].Pos.Text, c.text)
			}
		})
	}
}

func TestUnreadable(t *testing.T) {
	fsys := fstest.MapFS{
		"layouts/folder.html/x": &fstest.MapFile{Data: []byte("x")},
		"layouts/page.html":     &fstest.MapFile{Data: []byte("ok")},
	}
	s, faults := Parse(fsys, nil, nil)
	if len(faults) != 1 || faults[0].Code() != "unreadable" || faults[0].Pos.File != "layouts/folder.html" {
		t.Errorf("a folder is no layout; report it as unreadable: %v", said(faults))
	}
	if out, _ := s.Execute("page.html", nil); out != "ok" {
		t.Errorf("the other layouts must still work, but gave %q", out)
	}
}

func TestText(t *testing.T) {
	s, _ := parseFiles(t, map[string]string{"a.html": ""})
	for _, c := range []struct{ got, want string }{
		{s.Text("nav.home"), "首页"},
		{s.Text("home.count", 3), "3项服务"},
		{s.Text("home.count"), "%d项服务"},
		{s.Text("no.such"), "no.such"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestConcurrent renders one set from many goroutines; run it with -race.
func TestConcurrent(t *testing.T) {
	files := map[string]string{"_part.html": `{{t "nav.home"}}{{.}}`}
	for n := range 8 {
		files[fmt.Sprintf("p%d.html", n)] = strings.Repeat(`<a href="{{.Title}}">{{template "_part.html" .Title}}</a>`, n+1)
	}
	s, faults := parseFiles(t, files)
	if len(faults) > 0 {
		t.Fatal(said(faults))
	}
	var wg sync.WaitGroup
	for range 8 {
		for n := range 8 {
			wg.Go(func() {
				out, faults := s.Execute(fmt.Sprintf("p%d.html", n), view{Title: "a"})
				if want := strings.Repeat(`<a href="a">首页a</a>`, n+1); string(out) != want || len(faults) > 0 {
					t.Errorf("p%d.html: got %q %v, want %q", n, out, said(faults), want)
				}
			})
		}
	}
	wg.Wait()
}
