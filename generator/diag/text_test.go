package diag

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	unknownKey = Message{Code: "unknown-key", EN: "unknown key %q", ZH: "没有“%s”这个键"}
	didYouMean = Message{EN: "did you mean %q?", ZH: "是不是“%s”？"}
	firstHere  = Message{EN: "the first one is here", ZH: "第一个在这里"}
)

// inText prints faults in a language.
func inText(t *testing.T, lang Lang, l ...Fault) string {
	t.Helper()
	var b strings.Builder
	if err := List(l).WriteText(&b, lang); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	fault := New(Pos{
		File: "content/items/education/compulsory.md", Line: 6, Col: 1, Len: 9, Text: `recipient = ["compulsory-students"]`,
	}, unknownKey, "recipient").WithHint(didYouMean, "recipients")
	second := Warn(Pos{File: "content/b.toml", Line: 1200, Col: 9, Len: 6, Text: `title = "免费教育"`}, Message{Code: "twice", EN: "the key is repeated", ZH: "写了两次"}).
		WithNote(Pos{File: "content/a.toml", Line: 2, Col: 3, Len: 2, Text: "甲乙丙丁"}, firstHere)
	whole := New(Pos{File: "site.toml"}, Message{Code: "no-site-toml", EN: "there is no site.toml", ZH: "没有 site.toml"})
	for _, c := range []struct {
		name, en, zh string
		fault        Fault
	}{
		{"as the package comment shows it", `
content/items/education/compulsory.md:6:1: error: unknown key "recipient" [unknown-key]
   6 | recipient = ["compulsory-students"]
     | ^^^^^^^^^
  hint: did you mean "recipients"?
`, `
content/items/education/compulsory.md:6:1: 错误: 没有“recipient”这个键 [unknown-key]
   6 | recipient = ["compulsory-students"]
     | ^^^^^^^^^
  办法: 是不是“recipients”？
`, fault},
		{"with a note", `
content/b.toml:1200:9: warning: the key is repeated [twice]
1200 | title = "免费教育"
     |         ^^^^^^^^^^
  note: content/a.toml:2:3: the first one is here
   2 | 甲乙丙丁
     |     ^^^^
`, `
content/b.toml:1200:9: 警告: 写了两次 [twice]
1200 | title = "免费教育"
     |         ^^^^^^^^^^
  参看: content/a.toml:2:3: 第一个在这里
   2 | 甲乙丙丁
     |     ^^^^
`, second},
		{"of a whole file", "\nsite.toml: error: there is no site.toml [no-site-toml]\n", "\nsite.toml: 错误: 没有 site.toml [no-site-toml]\n", whole},
	} {
		t.Run(c.name, func(t *testing.T) {
			for lang, want := range map[Lang]string{EN: c.en, ZH: c.zh} {
				if diff := cmp.Diff(want, "\n"+inText(t, lang, c.fault)); diff != "" {
					t.Errorf("the text form is a contract (design.md, style.md): fix text.go (-want +got):\n%s", diff)
				}
			}
		})
	}
}

// TestExcerpt prints a line and marks a part of it.
func TestExcerpt(t *testing.T) {
	long := strings.Repeat("abcdefghij", 30)
	han := strings.Repeat("一二三四五六七八九十", 20)
	for _, c := range []struct {
		name     string
		text     string
		col, len int
		want     string // the line and the carets, without the margin
	}{
		{"han", "甲乙 = 丙", 6, 1, "甲乙 = 丙\n       ^^"},
		{"mixed", `a甲"b`, 2, 2, "a甲\"b\n ^^^"},
		{"full-width forms", "ＡＢc", 3, 1, "ＡＢc\n    ^"},
		{"ideographic space", "　a", 2, 1, "　a\n  ^"},
		{"combining mark", "e\u0301x", 3, 1, "e\u0301x\n ^"},
		{"tab", "\ta\tb", 4, 1, " a b\n   ^"},
		{"no length", "abc", 2, 0, "abc\n ^"},
		{"the line's end", "abc", 4, 1, "abc\n   ^"},
		{"beyond the line", "abc", 90, 7, "abc\n   ^"},
		{"longer than the line", "abc", 2, 90, "abc\n ^^"},
		{"before the line", "abc", -3, 1, "abc\n^"},
		{"escape", "a\x1b[31mb", 8, 1, "a�[31mb\n       ^"},
		{"overrides", "a\u202eb\u2066c\u200fd", 7, 1, "a�b�c�d\n      ^"},
		{"invisible", "a\u200bb\u00adc\ufeffd\u2028e", 9, 1, "a�b�c�d�e\n        ^"},
		{"C1 control and delete", "a\u009bb\x7fc", 5, 1, "a�b�c\n    ^"},
		{"not UTF-8", "a\xffb", 3, 1, "a�b\n  ^"},
		{"long, at its beginning", long, 3, 2, long[:100] + "...\n  ^^"},
		{"long, in its middle", long, 151, 3, "..." + long[125:225] + "...\n" + strings.Repeat(" ", 28) + "^^^"},
		{"long, at its end", long, 300, 1, "..." + long[274:] + "\n" + strings.Repeat(" ", 28) + "^"},
		{"long, all of it", long, 1, 300, long[:100] + "...\n" + strings.Repeat("^", 100)},
		{"long han", han, 101, 2, "..." + string([]rune(han)[88:138]) + "...\n" + strings.Repeat(" ", 27) + "^^^^"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := inText(t, EN, New(Pos{File: "a.md", Line: 1, Col: c.col, Len: c.len, Text: c.text}, Message{Code: "x", EN: "x"}))
			want := fmt.Sprintf("a.md:1:%d: error: x [x]\n", c.col)
			line, carets, _ := strings.Cut(c.want, "\n")
			want += "   1 | " + line + "\n     | " + carets + "\n"
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("carets must be below the marked part, and nothing may disturb a terminal (-want +got):\n%s", diff)
			}
		})
	}
}

// TestZeroWidth: the excerpt is short also for characters without width.
func TestZeroWidth(t *testing.T) {
	text := strings.Repeat("\u0301", 1<<20)
	for _, col := range []int{1, 1 << 19, 1 << 20} {
		got := inText(t, EN, New(Pos{File: "a.md", Line: 1, Col: col, Len: 5, Text: text}, Message{Code: "x", EN: "x"}))
		if len(got) > 4096 {
			t.Errorf("column %d: the excerpt has %d bytes: cut it by characters too", col, len(got))
		}
	}
}

// TestHostileMessage: messages quote content and file names, which can contain
// anything.
func TestHostileMessage(t *testing.T) {
	hostile := "a\x1b]0;b\u202ec\nd"
	fault := New(Pos{File: "content/" + hostile}, unknownKey, hostile).
		WithHint(didYouMean, hostile).WithNote(Pos{File: hostile}, unknownKey, hostile)
	for _, lang := range []Lang{EN, ZH} {
		got := inText(t, lang, fault)
		if strings.ContainsAny(got, "\x1b\u202e") {
			t.Errorf("language %d: a control character of content reaches the terminal: %q", lang, got)
		}
		if n := strings.Count(got, "\n"); n != 3 {
			t.Errorf("language %d: a line end of content makes %d lines of 3: %q", lang, n, got)
		}
	}
}

// TestWriteKinds: the kinds of many faults stand in few lines.
func TestWriteKinds(t *testing.T) {
	var faults List
	for n, code := range []string{"a", "b", "b", "c", "d", "d", "d"} {
		faults.Add(Warn(Pos{File: "f", Line: n + 1, Col: 1}, Message{Code: code, EN: "say %d", ZH: "说 %d"}, n))
	}
	var b strings.Builder
	if err := faults.WriteKinds(&b, EN, 3); err != nil {
		t.Fatal(err)
	}
	want := "     3 [d] the first at f:5:1: say 4\n     2 [b] the first at f:2:1: say 1\n     2 of 2 other kinds\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
	b.Reset()
	if err := faults.WriteKinds(&b, ZH, 4); err != nil {
		t.Fatal(err)
	}
	if want := "     1 [c] 第一处在 f:4:1：说 3\n"; !strings.HasSuffix(b.String(), want) || strings.Count(b.String(), "\n") != 4 {
		t.Errorf("four kinds fit in four lines:\n%s", b.String())
	}
}
