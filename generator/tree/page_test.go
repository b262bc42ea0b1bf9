package tree

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
	"handbook/generator/toml"
)

// expect fails unless the faults are these: line:col+length: message [code],
// notes, hint.
func expect(t *testing.T, name string, faults diag.List, want ...string) {
	t.Helper()
	var got []string
	for _, f := range faults.Sorted() {
		text := strings.TrimPrefix(f.Pos.String(), f.Pos.File+":") + ": " + f.Said.In(diag.EN) + " [" + f.Code() + "]"
		if f.Pos.Len > 1 {
			text = strings.Replace(text, ": ", "+"+strconv.Itoa(f.Pos.Len)+": ", 1)
		}
		got = append(got, text)
		for _, n := range f.Notes {
			got = append(got, "  note "+strings.TrimPrefix(n.Pos.String(), n.Pos.File+":")+": "+n.Said.In(diag.EN))
		}
		if hint := f.Hint.In(diag.EN); hint != "" {
			got = append(got, "  "+hint)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: faults differ (-want +got); if the new ones are better for an editor, take them over:\n%s", name, diff)
	}
}

func TestPage(t *testing.T) {
	tests := []struct {
		name, text, body string
		line             int
		want             []string
	}{
		{"plain", "+++\na = 1\n+++\nBody\n", "Body\n", 4, nil},
		{"no body", "+++\n+++", "", 2, nil},
		{"body of nothing", "+++\n+++\n", "", 3, nil},
		{"BOM, CRLF, blank lines, spaces", "\ufeff\r\n \r\n+++ \r\na = 1\r\n+++\t\r\nBody\r\n", "Body\n", 6, nil},
		{"old Mac", "+++\ra = 1\r+++\rBody", "Body", 4, nil},
		{"fence in the body", "+++\n+++\nx\n+++\ny\n", "x\n+++\ny\n", 3, nil},
		{"conflict in the body", "+++\na = 1\n+++\n<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> other\nx\n>>>>>>>\n", "", 11, []string{
			"4:1+12: git has left a conflict here: two versions of the text stand one after the other [conflict]",
			"  keep the right version, and delete the lines with <<<<<<<, =======, >>>>>>>",
			"10:1+7: git has left a conflict here: two versions of the text stand one after the other [conflict]",
			"  keep the right version, and delete the lines with <<<<<<<, =======, >>>>>>>",
		}},
		{"conflict in the front matter", "+++\n<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> other\n+++\nx\n", "", 9, []string{
			"2:1+12: git has left a conflict here: two versions of the text stand one after the other [conflict]",
			"  keep the right version, and delete the lines with <<<<<<<, =======, >>>>>>>",
		}},
		{"conflict above the front matter", "<<<<<<< HEAD\n+++\na = 1\n=======\n+++\n>>>>>>> other\n+++\nx\n", "", 9, []string{
			"1:1+12: git has left a conflict here: two versions of the text stand one after the other [conflict]",
			"  keep the right version, and delete the lines with <<<<<<<, =======, >>>>>>>",
		}},
		{"no conflict", "+++\n+++\n<<<<<< a\n <<<<<<< a\n<<<<<<<< a\n=======\n", "<<<<<< a\n <<<<<<< a\n<<<<<<<< a\n=======\n", 3, nil},
		{"empty", "", "", 1, []string{
			"1:1: the page does not begin with front matter [front-matter-missing]",
			`  begin the file with a line +++, then keys such as title = "…", then another line +++`,
		}},
		{"text", "免费义务教育\n", "", 2, []string{
			"1:1+6: the page does not begin with front matter [front-matter-missing]",
			`  begin the file with a line +++, then keys such as title = "…", then another line +++`,
		}},
		{"YAML", "---\ntitle: x\n---\n", "", 4, []string{
			"1:1+3: the page does not begin with front matter [front-matter-missing]",
			`  this program wants +++ in place of ---, and key = "value" in place of key: value`,
		}},
		{"full-width", "\n＋＋＋\na = 1\n", "", 4, []string{
			"2:1+3: the page does not begin with front matter [front-matter-missing]",
			"  the line must be +++ and nothing else",
		}},
		{"four", "++++\na = 1\n++++\n", "", 4, []string{
			"1:1+4: the page does not begin with front matter [front-matter-missing]",
			"  the line must be +++ and nothing else",
		}},
		{"unclosed", "+++\na = 1\n正文\n", "", 4, []string{
			"1:1+3: the front matter that begins here is not closed [front-matter-unclosed]",
			"  put a line +++ before the text",
		}},
		{"nearly closed", "+++\na = 1\n+++ x\n正文\n", "", 5, []string{
			"1:1+3: the front matter that begins here is not closed [front-matter-unclosed]",
			"  note 3:1: was this line meant to be +++?",
			"  put a line +++ before the text",
		}},
		{"fence inside a text", "+++\na = \"\"\"\n一行\n+++\n二行\"\"\"\n+++\nBody\n", "二行\"\"\"\n+++\nBody\n", 5, []string{
			`2:5+3: the text that begins here has no closing """ [toml-syntax]`,
			"  note 4:1: the front matter ends here: a line of +++ alone closes it, inside a text too",
			`  put """ at the end of the text`,
		}},
		{"fault inside", "\n+++\ntitle = \"免费”\n+++\nBody", "Body", 5, []string{
			"3:12: the text is closed with the full-width ”, so it never ends [full-width]",
			`  type " with the Chinese input method switched off, in place of ”`,
		}},
	}
	for _, test := range tests {
		file, faults := NewFile("a.md", []byte(test.text))
		page, more := file.Page()
		expect(t, test.name, append(faults, more...), test.want...)
		if line := page.BodyAt(0, 0).Line; page.Body != test.body || line != test.line {
			t.Errorf("%s: body %q from line %d, want %q from line %d", test.name, page.Body, line, test.body, test.line)
		}
		if page.Front == nil || page.Front.Broken() != (len(test.want) > 0) {
			t.Errorf("%s: Front must be there, and broken after faults only", test.name)
		}
		var into struct {
			Title string `toml:"title,required"`
		}
		if broken := page.Front.Broken(); broken && len(page.Front.Decode(&into)) > 0 {
			t.Errorf("%s: a broken document must not report missing keys as well", test.name)
		}
		if p := page.Front.At("x", 1); p.Line != 1 || p.Col != 1 {
			t.Errorf("%s: what does not exist is on line 1, not at %s", test.name, p)
		}
	}
}

func TestEdit(t *testing.T) {
	change := toml.Change{Path: []any{"a"}, Value: 2}
	for _, test := range []struct{ name, before, after string }{
		{"x.toml", "a = 1\n", "a = 2\n"},
		{"x.md", "\ufeff\r\n+++\r\na = 1 # one\r\n+++\r\na = 1\r\n", "\ufeff\r\n+++\r\na = 2 # one\r\n+++\r\na = 1\r\n"},
	} {
		if got, faults := Edit(test.name, []byte(test.before), change); string(got) != test.after || len(faults) > 0 {
			t.Errorf("%s: %q becomes %q, want %q; %v", test.name, test.before, got, test.after, faults)
		}
	}
	for name, text := range map[string]string{"x.md": "no front matter", "x.toml": "a = “1”\n", "y.toml": "\xff\xfea\x00"} {
		if got, faults := Edit(name, []byte(text), change); got != nil || !faults.HasErrors() {
			t.Errorf("%s: %q is changed to %q, without a fault", name, text, got)
		}
	}
}

// FuzzFront holds the laws of pages: nothing panics, every fault lies inside the
// file, the body is the end of it.
func FuzzFront(f *testing.F) {
	for _, text := range []string{
		"+++\ntitle = \"免费\"\n+++\n正文\n", "+++\na = “1”\n+++\n", "+++\n0=%!\n+++", "\n \n+++\n+++ x\n", "---\n", "＋＋＋\r+++\r\n",
		"+++\na = \"\xff\"\n+++\n", "\ufeff+++\r\n[b]\r\n+++\r\nx",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, faults := NewFile("f.md", []byte(text))
		if file == nil {
			text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
			inside(t, text, faults)
			return
		}
		page, faults := file.Page()
		inside(t, file.Text, faults)
		if !strings.HasSuffix(file.Text, page.Body) {
			t.Errorf("the body is not the end of the file; mend Page")
		}
		if page.Body != "" {
			if at := page.BodyAt(0, 1); at.Col != 1 {
				t.Errorf("the body begins at %s, not with a line; mend Page", at)
			}
		}
	})
}

// inside fails for positions outside the text.
func inside(t *testing.T, text string, faults diag.List) {
	t.Helper()
	lines := strings.Split(text, "\n")
	for _, fault := range faults {
		p := fault.Pos
		if p.Line == 0 && p.Col == 0 {
			continue
		}
		if p.Line < 1 || p.Line > len(lines) {
			t.Errorf("%s lies outside the text of %d lines", p, len(lines))
			continue
		}
		n := utf8.RuneCountInString(lines[p.Line-1])
		if p.Col < 1 || p.Col > n+1 || p.Len < 1 || p.Col+p.Len > n+2 {
			t.Errorf("%s, length %d, lies outside its line of %d runes", p, p.Len, n)
		}
	}
}

func TestConflictInTOML(t *testing.T) {
	file, _ := NewFile("a.toml", []byte("a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> other\n"))
	doc, faults := file.TOML()
	expect(t, "TOML", faults, "2:1+12: git has left a conflict here: two versions of the text stand one after the other [conflict]",
		"  keep the right version, and delete the lines with <<<<<<<, =======, >>>>>>>")
	if !doc.Broken() {
		t.Error("half of a conflict must not be read")
	}
}
