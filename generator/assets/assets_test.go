package assets

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
)

// treeOf makes a file system of full names and texts.
func treeOf(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

var fingerprint = regexp.MustCompile(`-[0-9a-f]{8}\.`)

// published returns all files by path, with the fingerprints hidden in paths and texts.
func published(t *testing.T, s *Set) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, f := range s.Files() {
		data, err := f.Data()
		if err != nil {
			t.Fatal(err)
		}
		if int64(len(data)) != f.Size {
			t.Errorf("%s: Size is %d, Data has %d bytes", f.Path, f.Size, len(data))
		}
		out[fingerprint.ReplaceAllString(f.Path, "-HASH.")] = fingerprint.ReplaceAllString(string(data), "-HASH.")
	}
	return out
}

func wantNoFaults(t *testing.T, faults diag.List) {
	t.Helper()
	if len(faults) > 0 {
		var b strings.Builder
		faults.WriteText(&b, diag.EN)
		t.Fatalf("unexpected faults:\n%s", b.String())
	}
}

func TestBuild(t *testing.T) {
	s, faults := Build(treeOf(map[string]string{
		"static/assets/site.css": `@charset "UTF-8";
@import "_base.css";
@import url("./parts/menu.css") print;
.card { &:hover { color: #ff0000 } background: url(img/bg.svg#x) }
.logo { background: url("../images/logo%20甲.png?v=1"); mask: url(#m); cursor: url(data:image/png;base64,AAAA) }
.card::before { content: "办事" }
`,
		"static/assets/_base.css":       "body { margin: 0px }",
		"static/assets/parts/menu.css":  ".menu { background: url(../img/bg.svg) }",
		"static/assets/img/bg.svg":      "<svg/>",
		"static/images/logo 甲.png":      "png",
		"static/favicon.svg":            "<svg>icon</svg>",
		"static/.nojekyll":              "",
		"static/.DS_Store":              "junk",
		"static/assets/.gitkeep":        "",
		"static/.git/config":            "junk",
		"static/.x.css.swp":             "junk",
		"static/~$表.docx":               "junk",
		"static/assets/unused.txt":      "data",
		"static/assets/_only.js":        "never()",
		"static/assets/parts/other.mjs": "export const n = null ?? 7; export const unused = 'DROP'",
		"static/assets/words.json":      `{"hello":"您好"}`,
		"static/assets/finder.js": `import {n} from "./parts/other.mjs";
import words from "./words.json";
const greet = (x) => { document.title = x?.name ?? words.hello + n };
window.finder = { greet };
`,
		"content/_index.md": "not ours",
	}), nil, nil)
	wantNoFaults(t, faults)
	want := map[string]string{
		"assets/site-HASH.css": `@charset "UTF-8";body{margin:0}@media print{.menu{background:url(img/bg-HASH.svg)}}` +
			`.card{background:url(img/bg-HASH.svg#x)}.card:hover{color:red}` +
			`.logo{background:url(../images/logo%20甲.png?v=1);-webkit-mask:url(#m);mask:url(#m);cursor:url(data:image/png;base64,AAAA)}` +
			`.card:before{content:"办事"}` + "\n",
		"assets/finder-HASH.js":  `(()=>{var n={hello:"您好"};var l=o=>{var e;document.title=(e=o==null?void 0:o.name)!=null?e:n.hello+7};window.finder={greet:l};})();` + "\n",
		"assets/img/bg-HASH.svg": "<svg/>",
		"assets/unused-HASH.txt": "data",
		"assets/words-HASH.json": `{"hello":"您好"}`,
		"images/logo 甲.png":      "png",
		"favicon.svg":            "<svg>icon</svg>",
		".nojekyll":              "",
	}
	if diff := cmp.Diff(want, published(t, s)); diff != "" {
		t.Errorf("published files differ (-want +got):\n%s", diff)
	}
	for name, want := range map[string]string{
		"site.css": "assets/site-HASH.css", "finder.js": "assets/finder-HASH.js", "img/bg.svg": "assets/img/bg-HASH.svg",
		"favicon.svg": "favicon.svg", "images/logo 甲.png": "images/logo 甲.png",
		"_base.css": "", "parts/menu.css": "", "none.css": "", "assets/site.css": "", "": "",
	} {
		url, ok := s.URL(name)
		if got := fingerprint.ReplaceAllString(url, "-HASH."); got != want || ok != (want != "") {
			t.Errorf("URL(%q) = %q, %t; want %q", name, url, ok, want)
		}
	}
	if paths := slices.Collect(func(yield func(string) bool) {
		for _, f := range s.Files() {
			yield(f.Path)
		}
	}); !slices.IsSorted(paths) {
		t.Errorf("files are not sorted: %q", paths)
	}
}

func TestEmpty(t *testing.T) {
	for _, fsys := range []fs.FS{fstest.MapFS{}, treeOf(map[string]string{"content/x.md": ""}), os.DirFS(filepath.Join(t.TempDir(), "none"))} {
		s, faults := Build(fsys, nil, nil)
		wantNoFaults(t, faults)
		if len(s.Files()) > 0 {
			t.Errorf("files without a folder static: %v", s.Files())
		}
	}
	var none *Set
	if _, ok := none.URL("site.css"); ok || none.Files() != nil {
		t.Error("a nil Set must be empty")
	}
}

func TestNamesDependOnContentOnly(t *testing.T) {
	files := map[string]string{
		"static/assets/a.css":     `@import "./_b.css"; p { background: url(i.svg) }`,
		"static/assets/_b.css":    "b { color: red }",
		"static/assets/i.svg":     "<svg/>",
		"static/assets/c.js":      "alert(1)",
		"static/assets/solo.css":  "i { color: blue }",
		"static/elsewhere/x.html": "x",
	}
	url := func(name string) string {
		s, faults := Build(treeOf(files), nil, nil)
		wantNoFaults(t, faults)
		u, _ := s.URL(name)
		return u
	}
	css, js, solo := url("a.css"), url("c.js"), url("solo.css")
	if url("a.css") != css {
		t.Error("the same input gave another name")
	}
	files["static/assets/_b.css"] = "b { color: green }"
	after := url("a.css")
	if after == css {
		t.Error("an import changed and the name of the style did not")
	}
	files["static/assets/i.svg"] = "<svg>2</svg>"
	if url("a.css") == after {
		t.Error("an image changed and the name of the style that shows it did not")
	}
	if url("c.js") != js || url("solo.css") != solo {
		t.Error("names of files that did not change have changed")
	}
}

func TestPrevious(t *testing.T) {
	files := map[string]string{
		"static/assets/a.css": "a { colr: red }", // a warning, which has to be told each time
		"static/assets/c.js":  "alert(1)",
		"static/x.txt":        "x",
	}
	first, faults := Build(treeOf(files), nil, nil)
	if len(faults) != 1 {
		t.Fatalf("%d faults, want the warning about colr", len(faults))
	}
	files["static/x.txt"] = "longer"
	second, again := Build(treeOf(files), nil, first)
	if &second.bundle[0].data[0] != &first.bundle[0].data[0] {
		t.Error("the bundles were made again although nothing they depend on has changed")
	}
	if len(again) != 1 || again[0].Said.In(diag.EN) != faults[0].Said.In(diag.EN) {
		t.Errorf("faults when taken over: %v, want %v", again, faults)
	}
	if got := published(t, second)["x.txt"]; got != "longer" {
		t.Errorf("x.txt = %q; files outside assets are read anew", got)
	}
	files["static/assets/c.js"] = "alert(2)"
	third, _ := Build(treeOf(files), nil, second)
	cold, _ := Build(treeOf(files), nil, nil)
	if diff := cmp.Diff(published(t, cold), published(t, third)); diff != "" {
		t.Errorf("a build after an edit differs from a cold one (-cold +warm):\n%s", diff)
	}
	// A file that appears can mend an entry.
	files["static/assets/a.css"] = "a { background: url(../new.png) }"
	fourth, faults := Build(treeOf(files), nil, third)
	if !faults.HasErrors() {
		t.Error("a missing image is no fault")
	}
	files["static/new.png"] = "png"
	_, faults = Build(treeOf(files), nil, fourth)
	wantNoFaults(t, faults)
}

func TestFaults(t *testing.T) {
	const css, js = "static/assets/a.css", "static/assets/a.js"
	for _, test := range []struct {
		name, file, text string
		code, at         string
	}{
		{"broken style", css, "a {\n  color red;\n}", "asset-broken", css + ":2:8"},
		{"style without an end", css, "中 { color: red", "asset-broken", css + ":1:15"},
		{"broken script", js, "let x = 1;\n/*中*/ let = ;", "asset-broken", js + ":2:13"},
		{"misspelt property", css, "a { colr: red }", "asset-doubtful", css + ":1:5"},
		{"too new", js, "let x = 10n ** 2n", "asset-doubtful", js + ":1:9"},
		{"missing style", css, "/**/ @import \"./none.css\";", "asset-missing", css + ":1:14"},
		{"missing image", css, "a { background: url(none.png) }", "asset-missing", css + ":1:17"},
		{"missing script", js, "import \"./none.js\"", "asset-missing", js + ":1:8"},
		{"in an import", css, "@import \"_b.css\";", "asset-missing", "static/assets/_b.css:2:14"},
		{"up and out", css, "@import \"../../content/x.css\";", "asset-outside", css + ":1:9"},
		{"to static", js, "import \"../plain.js\"", "asset-outside", js + ":1:8"},
		{"far out", css, "a { background: url(../../../../etc/passwd) }", "asset-outside", css + ":1:17"},
		{"image of the content", css, "a { background: url(../../content/x.png) }", "asset-outside", css + ":1:17"},
		{"absolute", css, "a { background: url(/plain.png) }", "asset-absolute", css + ":1:17"},
		{"absolute script", js, "import \"/etc/passwd\"", "asset-absolute", js + ":1:8"},
		{"from a CDN", css, "@import \"https://cdn.example/x.css\";", "asset-elsewhere", css + ":1:9"},
		{"from a CDN, no scheme", css, "a { background: url(//cdn.example/x.png) }", "asset-elsewhere", css + ":1:17"},
		{"a font from a CDN", css, "@font-face { src: url(HTTP://x/y.woff2) }", "asset-elsewhere", css + ":1:19"},
		{"script from a CDN", js, "import(\"https://cdn.example/x.js\")", "asset-elsewhere", js + ":1:8"},
		{"data script", js, "import \"data:text/javascript,alert(1)\"", "asset-elsewhere", js + ":1:8"},
		{"file scheme", js, "import \"file:///etc/passwd\"", "asset-elsewhere", js + ":1:8"},
		{"package", js, "import React from \"react\"", "asset-package", js + ":1:19"},
		{"node", js, "require(\"fs\")", "asset-package", js + ":1:9"},
		{"style in a script", js, "import \"./_b.css\"", "asset-kind", js + ":1:8"},
		{"script in a style", css, "@import \"b.js\";", "asset-kind", css + ":1:9"},
		{"image in a script", js, "import x from \"./b.png\"", "asset-kind", js + ":1:15"},
		{"style as image", css, "a { background: url(_b.css) }", "asset-kind", css + ":1:17"},
		{"not UTF-8", css, "a { content: \"\xb0\xec\" }", "asset-encoding", css},
		{"too large", js, strings.Repeat("//\n", maxSource/3+1), "asset-too-large", js},
		{"a large image", "static/x.png", strings.Repeat("x", maxFile+1), "asset-too-large", "static/x.png"},
		{"name", "static/aux.png", "", "asset-name", "static/aux.png"},
		{"a long path", "static/" + strings.Repeat("长/", 100) + "a.png", "", "asset-name", "static/" + strings.TrimSuffix(strings.Repeat("长/", 98), "/")},
		{"name of a folder", "static/con/x.png", "", "asset-name", "static/con"},
		{"name with a colon", "static/a:b.png", "", "asset-name", "static/a:b.png"},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{
				"static/assets/_b.css": "\na{background:url(none.png)}",
				"static/assets/b.js":   "alert(1)",
				"static/assets/b.png":  "png",
				"static/plain.js":      "", "static/plain.png": "",
				"content/x.css": "", "content/x.png": "",
			}
			files[test.file] = test.text
			s, faults := Build(treeOf(files), nil, nil)
			if len(faults) == 0 {
				t.Fatal("no fault")
			}
			f := faults.Sorted()[0]
			if f.Code() != test.code || f.Pos.String() != test.at {
				t.Errorf("%s at %s (%s), want %s at %s", f.Code(), f.Pos, f.Said.In(diag.EN), test.code, test.at)
			}
			if f.Pos.Line > 0 && f.Pos.Text != strings.Split(files[f.Pos.File], "\n")[f.Pos.Line-1] {
				t.Errorf("line shown: %q", f.Pos.Text)
			}
			for _, lang := range []diag.Lang{diag.EN, diag.ZH} {
				if text := f.Said.In(lang) + f.Hint.In(lang); text == "" || strings.Contains(text, "%!") {
					t.Errorf("message %q", text)
				}
			}
			if test.code == "asset-broken" && !strings.HasPrefix(f.Said.In(diag.ZH), "样式或脚本有误：") {
				t.Errorf("Chinese message %q", f.Said.In(diag.ZH))
			}
			if strings.HasPrefix(test.file, bundle+"/a.") && test.code != "asset-too-large" {
				if _, ok := s.URL(strings.TrimPrefix(test.file, bundle+"/")); !ok {
					t.Error("a faulty entry has no URL; the preview needs it")
				}
			}
		})
	}
}

func TestOneBrokenEntryLeavesTheOthers(t *testing.T) {
	s, faults := Build(treeOf(map[string]string{
		"static/assets/bad.js":   "let 1",
		"static/assets/good.css": "a { color: #ff0000 }",
	}), nil, nil)
	if errors, _ := faults.Count(); errors != 1 {
		t.Errorf("%d errors, want 1", errors)
	}
	want := map[string]string{"assets/bad-HASH.js": "let 1", "assets/good-HASH.css": "a{color:red}\n"}
	if diff := cmp.Diff(want, published(t, s)); diff != "" {
		t.Errorf("published files differ (-want +got):\n%s", diff)
	}
}

func TestLinksAreRefused(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "static", "assets"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"static/x.txt", "static/assets/y.txt", "static/assets/z.css"} {
		if err := os.Symlink(secret, filepath.Join(dir, name)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	s, faults := Build(os.DirFS(dir), nil, nil)
	if len(s.Files()) > 0 {
		t.Errorf("links were followed: %v", slices.Collect(maps.Keys(published(t, s))))
	}
	for _, f := range faults {
		if f.Code() != "asset-not-file" {
			t.Errorf("fault %s, want asset-not-file", f.Code())
		}
	}
	if len(faults) != 3 {
		t.Errorf("%d faults, want 3", len(faults))
	}
}

// Nothing but the given file system may be looked at, wherever the program runs.
func TestReadsNothingElse(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"static/assets/_b.css", "tsconfig.json", "package.json", "node_modules/x/index.js"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("{"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	_, faults := Build(treeOf(map[string]string{"static/assets/a.css": "@import '_b.css';", "static/assets/a.js": "let x = 1"}), nil, nil)
	if len(faults) != 1 || faults[0].Code() != "asset-missing" {
		t.Errorf("faults: %v, want one asset-missing", faults)
	}
}

func BenchmarkBuild(b *testing.B) {
	files := map[string]string{}
	for i := range 5 {
		files[fmt.Sprintf("static/assets/e%d.js", i)] = strings.Repeat("document.title = (x => x?.y)({y: 1});\n", 300)
	}
	files["static/assets/site.css"] = strings.Repeat(".a { &:hover { color: red } }\n", 500)
	fsys := treeOf(files)
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			Build(fsys, nil, nil)
		}
	})
	prev, _ := Build(fsys, nil, nil)
	b.Run("same", func(b *testing.B) {
		for b.Loop() {
			Build(fsys, nil, prev)
		}
	})
}
