package source

import "testing"

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
		{"fault inside", "\n+++\ntitle = \"免费”\n+++\nBody", "Body", 5, []string{
			"3:12: the text is closed with the full-width ”, so it never ends [full-width]",
			`  type " with the Chinese input method switched off, in place of ”`,
		}},
	}
	for _, test := range tests {
		file, faults := NewFile("a.md", []byte(test.text))
		page, more := file.Page()
		expect(t, test.name, append(faults, more...), test.want...)
		if page.Body != test.body || page.BodyLine != test.line {
			t.Errorf("%s: body %q from line %d, want %q from line %d", test.name, page.Body, page.BodyLine, test.body, test.line)
		}
		if page.Front == nil || page.Front.Broken() != (len(test.want) > 0) {
			t.Errorf("%s: Front must be there, and broken after faults only", test.name)
		}
		var into testItem
		if broken := page.Front.Broken(); broken && len(page.Front.Decode(&into)) > 0 {
			t.Errorf("%s: a broken document must not report missing keys as well", test.name)
		}
		if p := page.Front.At("x", 1); p.Line != 1 || p.Col != 1 {
			t.Errorf("%s: what does not exist is on line 1, not at %s", test.name, p)
		}
	}
}

func TestPos(t *testing.T) {
	file, _ := NewFile("a.md", []byte("一二三\r\n\r\nabc"))
	if p := file.Pos(1, 2, 1); p.String() != "a.md:1:2" || p.Text != "一二三" {
		t.Errorf("Pos = %s %q", p, p.Text)
	}
	if p := file.Pos(9, 9, 9); p.String() != "a.md:3:4" || p.Len != 1 {
		t.Errorf("a place outside moves inside, not to %s+%d", p, p.Len)
	}
	if p := file.PosAt(3, 100); p.String() != "a.md:1:2" || p.Len != 2 {
		t.Errorf("PosAt = %s+%d, want 1:2+2", p, p.Len)
	}
	if p := file.PosAt(1000, 1); p.String() != "a.md:3:4" {
		t.Errorf("PosAt beyond the end = %s, want 3:4", p)
	}
}
