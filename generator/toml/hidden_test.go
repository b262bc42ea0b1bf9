package toml

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
)

// TestHidden has what nobody sees in texts, raw and escaped: where it is
// found, how bad it is, and what the document's values are then.
func TestHidden(t *testing.T) {
	const (
		escaped = "  delete it; if you mean a backslash, write \\\\"
		left    = "  delete it; text pasted from other programs often brings such characters"
		inKey   = "the key holds a hidden character [control-character]"
	)
	for _, test := range []struct {
		name, text string
		values     map[string]any
		bad        bool
		want       []string
	}{
		{"tabs and lines", "a = \"甲\\t乙\\n丙\\u0009\\x0A\"\nb = '''\n\t丁\n'''", map[string]any{"a": "甲\t乙\n丙\t\n", "b": "\t丁\n"}, false, nil},
		{"NUL", `a = "甲\u0000乙"`, map[string]any{"a": "甲乙"}, true, []string{`1:7+6: \u0000 is a control character, which no page can show [control-character]`, escaped}},
		{"controls in a list", `a = ["\x01", "b\U0000007F"]`, map[string]any{"a": []any{"", "b"}}, true, []string{
			`1:7+4: \x01 is a control character, which no page can show [control-character]`, escaped,
			`1:16+10: \U0000007F is a control character, which no page can show [control-character]`, escaped,
		}},
		{"a path of Windows", `a = "C:\forms\each"`, map[string]any{"a": "C:ormsach"}, true, []string{
			`1:8+2: \f is a control character, which no page can show [control-character]`, escaped,
			`1:14+2: \e is a control character, which no page can show [control-character]`, escaped,
		}},
		{"carriage return", `a = "甲\r\n乙"`, map[string]any{"a": "甲\n乙"}, true, []string{`1:7+2: \r is a control character, which no page can show [control-character]`, escaped}},
		{"bell and escape in lines", "a = \"\"\"\n甲\\b\n[乙\\e\n\"\"\"\nb = 1", map[string]any{"a": "甲\n[乙\n", "b": int64(1)}, true, []string{
			`2:2+2: \b is a control character, which no page can show [control-character]`, escaped,
			`3:3+2: \e is a control character, which no page can show [control-character]`, escaped,
		}},
		{"next line", "a = \"甲\u0085\\u0080乙\"", map[string]any{"a": "甲乙"}, false, []string{
			"1:7: hidden character U+0085 is left out [control-character]", left,
			"1:8+6: hidden character U+0080 is left out [control-character]", left,
		}},
		{"in tables", "[[t]]\na = { b = ['\u2066'] }\n[t.c]\nd = \"\\u2069x\"", map[string]any{"t": []any{map[string]any{"a": map[string]any{"b": []any{""}}, "c": map[string]any{"d": "x"}}}}, false, []string{
			"2:13: hidden character U+2066 is left out [control-character]", left,
			"4:6+6: hidden character U+2069 is left out [control-character]", left,
		}},
		{"a key", "\"a\u202e\" = 1\n'b\u200f' = 2\n\"c\\u0000\" = 3", map[string]any{"a\u202e": int64(1), "b\u200f": int64(2), "c\x00": int64(3)}, true, []string{
			"1:3: " + inKey, "  delete it", "2:3: " + inKey, "  delete it", "3:3+6: " + inKey, "  delete it",
		}},
		{"a comment", "a = 1 # \u202e", map[string]any{"a": int64(1)}, false, nil},
		{"what shapes text", "a = \"免\u200b费\\u200d\\u00ad\u2060\ufeff，“”　é ؀ Ø…\u2028\"", map[string]any{"a": "免\u200b费\u200d\u00ad\u2060\ufeff，“”　é ؀ Ø…\u2028"}, false, nil},
	} {
		doc, faults := read(test.text)
		inside(t, doc, faults)
		expect(t, test.name, faults, test.want...)
		if faults.HasErrors() != test.bad || doc.Broken() {
			t.Errorf("%s: errors %v, want %v; broken %v, want false", test.name, faults.HasErrors(), test.bad, doc.Broken())
		}
		if diff := cmp.Diff(test.values, doc.Value()); diff != "" {
			t.Errorf("%s: values must be without what is left out (-want +got):\n%s", test.name, diff)
		}
		for _, fault := range faults {
			if path := doc.PathAt(fault.Pos); len(path) == 0 {
				t.Errorf("%s: no value stands at %s", test.name, fault.Pos)
			}
		}
	}
	for _, r := range "\ufff9\u206a\ufdd0\ufffe\U0001ffff\U0010fffe\U000e0001\U000e0041\U000e007f\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" {
		for _, text := range []string{"a = '甲" + string(r) + "乙'", fmt.Sprintf(`a = "甲\U%08X乙"`, r), fmt.Sprintf(`a = """甲\U%08x乙"""`, r), "a = '''\n甲" + string(r) + "乙'''"} {
			doc, faults := read(text)
			if len(faults) != 1 || faults[0].Severity != diag.Warning || faults[0].Code() != "control-character" || doc.Value("a") != "甲乙" {
				t.Errorf("%q is hidden: one warning, and 甲乙 left, not %v and %q", text, shown(diag.EN, faults), doc.Value("a"))
			}
		}
	}
}

// TestHiddenMany has more of them than are told: an error among those that
// are not must not be lost.
func TestHiddenMany(t *testing.T) {
	const many = 4_000 // within the bound of a string
	for last, want := range map[string]diag.Severity{"": diag.Warning, `\u0000`: diag.Error} {
		doc, faults := read(`a = "` + strings.Repeat(`\u202e`, many) + last + strings.Repeat("\u2066", many) + `甲"`)
		if len(faults) != maxFaults+1 || faults[maxFaults].Code() != "too-many-faults" || faults[maxFaults].Severity != want {
			t.Errorf("with %q: %d faults, the last %s %s; want %d and a too-many-faults of severity %s",
				last, len(faults), faults[len(faults)-1].Severity, faults[len(faults)-1].Code(), maxFaults+1, want)
		}
		if doc.Value("a") != "甲" {
			t.Error("what is not told must be left out too")
		}
	}
}

// TestUnseen has texts that show nothing where something is required.
func TestUnseen(t *testing.T) {
	type row struct {
		Name string `toml:"name,required,bare"`
		Note string `toml:"note"`
	}
	type table struct {
		Title string `toml:"title,inherit"`
		Rows  []row  `toml:"rows"`
	}
	judge := func(text string, overlay bool) []string {
		doc, faults := read(text)
		var into table
		faults.Add(doc.decode(&into, overlay)...)
		inside(t, doc, faults)
		return shown(diag.EN, faults)
	}
	for _, text := range []string{"\u200b", "\ufeff", "\u2060\u00ad", "\u200c\u200d", " \u200b\u3000", "\u3164", "\u115f", "\u2800", "\ufe0f", "\u034f", "\U000e0100", "\u2028"} {
		for _, written := range []string{text, strings.Trim(fmt.Sprintf("%+q", text), `"`)} {
			for _, overlay := range []bool{false, true} {
				got := judge(`title = "`+written+`"`, overlay)
				if len(got) != 2 || !strings.HasSuffix(got[0], `: "title" holds only characters that nobody sees [empty-value]`) {
					t.Errorf("title = %q shows nothing, and must be refused, not %q", written, got)
				}
			}
		}
	}
	for _, text := range []string{"", " ", "\u3000\u00a0"} {
		if got := judge(`title = "`+text+`"`, false); len(got) != 2 || !strings.HasSuffix(got[0], `: "title" must not be empty [empty-value]`) {
			t.Errorf("title = %q is empty, not %q", text, got)
		}
	}
	for _, text := range []string{"免\u200b费", "👨\u200d👩", "\u200b.", "é", "1", "\ue000"} {
		if got := judge(`title = "`+text+`"`, false); len(got) != 0 {
			t.Errorf("title = %q shows something: %q", text, got)
		}
	}
	got := judge("title = \"甲\"\nrows = [\"\\u200b\", { name = \"\u2060\", note = \"\\u200b\" }]", false)
	want := []string{
		`2:9+8: "rows" holds only characters that nobody sees [empty-value]`, "  delete all between the quotes, and fill it in",
		`2:28+3: "name" holds only characters that nobody sees [empty-value]`, "  delete all between the quotes, and fill it in",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names in a list (-want +got):\n%s", diff)
	}
}
