package prose

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"handbook/generator/diag"
)

var update = flag.Bool("update", false, "write the golden files anew; read the diff")

// TestGolden renders each NAME.md of testdata and compares with NAME.out: the
// HTML, then what else was found, one per line.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for _, f := range archive.Files {
			want[f.Name] = string(f.Data)
		}
		fresh := &txtar.Archive{Comment: archive.Comment}
		for _, f := range archive.Files {
			name, ok := strings.CutSuffix(f.Name, ".md")
			if !ok {
				continue
			}
			got := describe(string(f.Data))
			fresh.Files = append(fresh.Files, f, txtar.File{Name: name + ".out", Data: []byte(got)})
			if diff := cmp.Diff(want[name+".out"], got); diff != "" && !*update {
				t.Errorf("%s: %s: if the new output is right, run go test -update (-want +got):\n%s", file, name, diff)
			}
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(fresh), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func resolve(r Ref) (url, title string, ok bool) {
	return "../" + r.Kind + "s/" + r.ID + ".html", "题<" + r.ID + ">", r.ID != "missing"
}

func src(path string) string { return "img/" + path }

// describe is all that Parse makes of a body.
func describe(body string) string {
	doc, found := Parse(body)
	var b strings.Builder
	b.WriteString(string(doc.HTML(resolve, src)))
	part := func(offset, length int) string { return fmt.Sprintf("%d %q", offset, body[offset:offset+length]) }
	if doc.Text != "" {
		fmt.Fprintf(&b, "text: %q\n", doc.Text)
	}
	for _, h := range doc.Headings {
		fmt.Fprintf(&b, "heading: %d %s %q at %s\n", h.Level, h.ID, h.Text, part(h.Offset, h.Len))
	}
	for _, r := range doc.Refs {
		fmt.Fprintf(&b, "ref: %s:%s#%s %v at %s\n", r.Kind, r.ID, r.Anchor, r.Text, part(r.Offset, r.Len))
	}
	for _, l := range doc.Links {
		fmt.Fprintf(&b, "link: %s at %s\n", l.URL, part(l.Offset, l.Len))
	}
	for _, i := range doc.Images {
		fmt.Fprintf(&b, "image: %s %q at %s\n", i.Path, i.Alt, part(i.Offset, i.Len))
	}
	for _, f := range found {
		fault := f.At(func(int, int) diag.Pos { return diag.Pos{} })
		fmt.Fprintf(&b, "%s: %s at %s: %s (%s)\n", f.fault.Severity, f.fault.Code(), part(f.Offset, f.Len),
			fault.Said.In(diag.EN), fault.Hint.In(diag.EN))
	}
	return b.String()
}

func TestAt(t *testing.T) {
	_, found := Parse("甲[a](itme:b)")
	if len(found) != 1 {
		t.Fatalf("want one finding, have %v", found)
	}
	got := found[0].At(func(offset, length int) diag.Pos {
		return diag.Pos{File: "a.md", Line: 7, Col: offset, Len: length}
	})
	want := diag.Fault{Pos: diag.Pos{File: "a.md", Line: 7, Col: 7, Len: 6}, Said: diag.Said{Message: msgKind, Args: []any{"itme"}},
		Hint: diag.Said{Message: hintKind, Args: []any{"item"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the fault is not at the address (-want +got):\n%s", diff)
	}
}

func TestWithoutFunctions(t *testing.T) {
	doc, _ := Parse("[甲](item:a)[](item:b)![图](c.png)")
	if got, want := string(doc.HTML(nil, nil)), "<p>甲图</p>\n"; got != want {
		t.Errorf("nothing is known, so only the text may appear: got %q, want %q", got, want)
	}
	if doc.Empty() {
		t.Error("the Doc has text and is not empty")
	}
	var none *Doc
	if !none.Empty() || none.HTML(nil, nil) != "" || none.WithIDPrefix("x-") != nil {
		t.Error("a nil Doc must be empty")
	}
	for _, body := range []string{"", "\n \n", "　　"} {
		if doc, _ := Parse(body); !doc.Empty() {
			t.Errorf("Parse(%q) has nothing to show, but is not empty: %q", body, doc.html)
		}
	}
}

func TestWithIDPrefix(t *testing.T) {
	doc, _ := Parse("## 条件\n\n[到](#tiao-jian) [到](#s-main)")
	got := doc.WithIDPrefix("fuzhou-")
	want := "<h2 id=\"fuzhou-tiao-jian\">条件</h2>\n<p><a href=\"#fuzhou-tiao-jian\">到</a> <a href=\"#s-main\">到</a></p>\n"
	if diff := cmp.Diff(want, string(got.HTML(nil, nil))); diff != "" {
		t.Errorf("only ids of the Doc's own headings take the prefix (-want +got):\n%s", diff)
	}
	if got.Headings[0].ID != "fuzhou-tiao-jian" || doc.Headings[0].ID != "tiao-jian" {
		t.Error("the new Doc has the prefix, the old one must stay as it was")
	}
}

func TestBounds(t *testing.T) {
	deep := strings.Repeat("> ", maxMarkers+1)
	for _, c := range []struct{ name, body, code string }{
		{"body", strings.Repeat("a\n\n\n\n"+strings.Repeat("b", 100), maxBody/100), "body-too-long"},
		{"lines", strings.Repeat("a\n", maxLines+1), "too-many-lines"},
		{"blank", strings.Repeat("\n", maxBlank+1), "too-many-blank-lines"},
		{"quotes", deep + "a", "nested-too-deeply"},
		{"markers", strings.Repeat("- ", maxMarkers+1) + "a", "nested-too-deeply"},
		{"numbers", strings.Repeat("1. ", maxMarkers+1) + "a", "nested-too-deeply"},
		{"indent", strings.Repeat(" ", maxIndent+1) + "a", "nested-too-deeply"},
		{"elements", strings.Repeat("*a **b ", maxDepth) + strings.Repeat("c** d* ", maxDepth), "nested-too-deeply"},
		{"line", strings.Repeat("甲", maxParagraph), "paragraph-too-long"},
		{"paragraph", strings.Repeat(strings.Repeat("甲", 100)+"\n", 300), "paragraph-too-long"},
		{"definitions", strings.Repeat("[a]: b\n", maxDefined+1), "paragraph-too-long"},
		{"markup", strings.Repeat("*a_", 10000), "too-much-markup"},
		{"columns", strings.Repeat("|a", maxColumns+1) + "|\n" + strings.Repeat("|-", maxColumns+1) + "|\n", "table-too-large"},
		{"cells", strings.Repeat("|a", 60) + "|\n" + strings.Repeat("|-", 60) + "|\n" + strings.Repeat("|\n", 2000), "table-too-large"},
		{"encoding", "甲\xff\xfe乙", "invalid-utf8"},
	} {
		doc, found := Parse(c.body)
		if len(found) == 0 || found[0].fault.Code() != c.code || found[0].fault.Severity != diag.Error {
			t.Errorf("%s: want the error %s, have %v", c.name, c.code, found)
		}
		if err := wellFormed(string(doc.HTML(resolve, src))); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	// Just inside the bounds nothing is said.
	for _, body := range []string{
		strings.Repeat("> ", maxMarkers) + "a", strings.Repeat(" ", 4*maxMarkers) + "a", strings.Repeat("- - - ", 4) + "a",
		strings.Repeat("* ", 1) + strings.Repeat("*", 30), "----------------------------------------------",
		strings.Repeat("|a", maxColumns) + "|\n" + strings.Repeat("|-", maxColumns) + "|\n",
		strings.Repeat("**甲**乙", 400),
	} {
		if _, found := Parse(body); len(found) > 0 {
			t.Errorf("%.40q is within the bounds, but: %v", body, found)
		}
	}
}

func TestFindingsAreBounded(t *testing.T) {
	_, found := Parse(strings.Repeat("<b>\n\n", 500) + "[a](itme:b)")
	errors, warnings := 0, 0
	for _, f := range found {
		if f.fault.Severity == diag.Error {
			errors++
		} else {
			warnings++
		}
	}
	if errors != 1 || warnings != maxWarnings {
		t.Errorf("want %d warnings, and the error after them must not be lost: have %d and %d", maxWarnings, warnings, errors)
	}
}

func TestID(t *testing.T) {
	var ids IDs
	for _, c := range []struct{ title, want string }{
		{"幸福", "xing-fu"},
		{"行服", "xing-fu-2"},
		{"幸福 2", "xing-fu-2-2"},
		{"幸福", "xing-fu-3"},
		{"👍", "section"},
		{"", "section-2"},
		{"一、办理条件（试行）", "yi-ban-li-tiao-jian-shi-xing"},
		{"①申请", "1shen-qing"},
		{"重庆、厦门", "chong-qing-xia-men"},
		{"S 级", "h-s-ji"},
		{"S", "h-s"},
		{"snake_case Ⅲ", "snake-case-iii"},
		{"\"><script>", "script"},
		{strings.Repeat("很长的标题", 100), "hen-chang-de-biao-ti-hen-chang-de-biao-ti-hen-chang-de-biao-ti"},
		{strings.Repeat("x", 100), strings.Repeat("x", 64)},
	} {
		if got := ID(c.title, &ids); got != c.want {
			t.Errorf("ID(%q) = %q, want %q; ids are addresses that others link to", c.title, got, c.want)
		}
	}
	if got := ID("幸福", nil); got != "xing-fu" {
		t.Errorf("without IDs nothing is taken, but the id is %q", got)
	}
}
