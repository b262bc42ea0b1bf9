package toml

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
)

// shown is the faults as people see them, without the source lines.
func shown(lang diag.Lang, faults diag.List) []string {
	var out []string
	for _, f := range faults.Sorted() {
		text := strings.TrimPrefix(f.Pos.String(), f.Pos.File+":") + ": " + f.Said.In(lang) + " [" + f.Code() + "]"
		if f.Pos.Len > 1 {
			text = strings.Replace(text, ": ", "+"+itoa(f.Pos.Len)+": ", 1)
		}
		out = append(out, text)
		for _, n := range f.Notes {
			out = append(out, "  note "+strings.TrimPrefix(n.Pos.String(), n.Pos.File+":")+": "+n.Said.In(lang))
		}
		if hint := f.Hint.In(lang); hint != "" {
			out = append(out, "  "+hint)
		}
	}
	return out
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func expect(t *testing.T, name string, faults diag.List, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, shown(diag.EN, faults)); diff != "" {
		t.Errorf("%s: faults differ (-want +got); if the new ones are better for an editor, take them over:\n%s", name, diff)
	}
}

// syntaxTests are faults of syntax: line:col+length: message [code], hint.
var syntaxTests = []struct {
	name, text string
	want       []string
}{
	{"full-width opening quote", "title = “免费”", []string{
		`1:9: “ is a full-width character where " is wanted [full-width]`,
		`  type " with the Chinese input method switched off, in place of “`,
	}},
	{"full-width closing quote", "title = \"免费”\norder = 1", []string{
		"1:12: the text is closed with the full-width ”, so it never ends [full-width]",
		`  type " with the Chinese input method switched off, in place of ”`,
	}},
	{"single full-width quotes", "title = ‘免费’", []string{
		`1:9: ‘ is a full-width character where " is wanted [full-width]`,
		`  type " with the Chinese input method switched off, in place of ‘`,
	}},
	{"corner brackets", "title = 「免费」", []string{
		`1:9: 「 is a full-width character where " is wanted [full-width]`,
		`  type " with the Chinese input method switched off, in place of 「`,
	}},
	{"full-width equals", `title＝"x"`, []string{
		"1:6: ＝ is a full-width character where = is wanted [full-width]",
		"  type = with the Chinese input method switched off, in place of ＝",
	}},
	{"full-width colon", `title："x"`, []string{
		"1:6: there is a colon where = is wanted [toml-syntax]",
		"  write title = …",
	}},
	{"colon", `title: "x"`, []string{
		"1:6: there is a colon where = is wanted [toml-syntax]",
		"  write title = …",
	}},
	{"full-width comma in list", `a = ["x"，"y"]`, []string{
		"1:9: ， is a full-width character where , is wanted [full-width]",
		"  type , with the Chinese input method switched off, in place of ，",
	}},
	{"enumeration comma in list", `a = ["x"、"y"]`, []string{
		"1:9: 、 is a full-width character where , is wanted [full-width]",
		"  type , with the Chinese input method switched off, in place of 、",
	}},
	{"full-width brackets", `a = 【"x"】`, []string{
		"1:5: 【 is a full-width character where [ is wanted [full-width]",
		"  type [ with the Chinese input method switched off, in place of 【",
	}},
	{"full-width closing bracket", `a = ["x"］`, []string{
		"1:9: ］ is a full-width character where ] is wanted [full-width]",
		"  type ] with the Chinese input method switched off, in place of ］",
	}},
	{"full-width table", "【guide】", []string{
		"1:1: 【 is a full-width character where [ is wanted [full-width]",
		"  type [ with the Chinese input method switched off, in place of 【",
	}},
	{"full-width table end", "[guide】", []string{
		"1:7: 】 is a full-width character where ] is wanted [full-width]",
		"  type ] with the Chinese input method switched off, in place of 】",
	}},
	{"full-width digits", "n = １２", []string{
		"1:5: １ is a full-width character where 1 is wanted [full-width]",
		"  type 1 with the Chinese input method switched off, in place of １",
	}},
	{"full-width number minus", "n = —3", []string{
		"1:5: — is a full-width character where - is wanted [full-width]",
		"  type - with the Chinese input method switched off, in place of —",
	}},
	{"ideographic space", "a =\u30001", []string{
		"1:4: this is a special space (U+3000) [full-width]",
		"  delete it and type an ordinary space",
	}},
	{"ideographic space before key", "\u3000a = 1", []string{
		"1:1: this is a special space (U+3000) [full-width]",
		"  delete it and type an ordinary space",
	}},
	{"no-break space", "a =\u00a01", []string{
		"1:4: this is a special space (U+00A0) [full-width]",
		"  delete it and type an ordinary space",
	}},
	{"missing closing quote", "title = \"免费\norder = 1", []string{
		`1:9+3: the text that begins here has no closing " on this line [toml-syntax]`,
		`  put " at the end of the text; text of several lines stands between """`,
	}},
	{"missing closing single quote", "title = '免费", []string{
		"1:9+3: the text that begins here has no closing ' on this line [toml-syntax]",
		"  put ' at the end of the text; text of several lines stands between '''",
	}},
	{"missing closing triple quote", "title = \"\"\"免费\norder = 1", []string{
		`1:9+3: the text that begins here has no closing """ [toml-syntax]`,
		`  put """ at the end of the text`,
	}},
	{"missing value", "title =\norder = 1", []string{
		"1:8: a value is missing here [toml-syntax]",
		`  write a value; empty text is "", an empty list is []`,
	}},
	{"missing value before comment", "title = # 标题", []string{
		"1:9: a value is missing here [toml-syntax]",
		`  write a value; empty text is "", an empty list is []`,
	}},
	{"missing value in inline table", "a = { b = , c = 1 }", []string{
		"1:11: a value is missing here [toml-syntax]",
		`  write a value; empty text is "", an empty list is []`,
	}},
	{"missing key", "= 1", []string{
		"1:1: a key is missing here [toml-syntax]",
		`  a line is key = value, such as title = "…"`,
	}},
	{"missing equals", `title "x"`, []string{
		`1:1+6: after "title" there is no = [toml-syntax]`,
		"  write title = …",
	}},
	{"only a word", "title", []string{
		`1:1+5: after "title" there is no = [toml-syntax]`,
		"  write title = …",
	}},
	{"yaml list", "- x", []string{
		"1:1+3: lists are not written with hyphens here [toml-syntax]",
		`  write key = ["…", "…"]`,
	}},
	{"unquoted", "domain = education", []string{
		"1:10+9: education is neither a number nor in quotes [toml-syntax]",
		`  write "education"`,
	}},
	{"unquoted Han", "title = 免费义务教育 # 说明", []string{
		"1:9+6: 免费义务教育 is neither a number nor in quotes [toml-syntax]",
		`  write "免费义务教育"`,
	}},
	{"unquoted in list", "a = [education, x]", []string{
		"1:6+9: education is neither a number nor in quotes [toml-syntax]",
		`  write "education"`,
	}},
	{"yes", "sensitive = yes", []string{
		"1:13+3: yes is neither a number nor in quotes [toml-syntax]",
		"  write true, without quotes; text stands between quotes",
	}},
	{"True", "sensitive = True", []string{
		"1:13+4: True is neither a number nor in quotes [toml-syntax]",
		"  write true, without quotes; text stands between quotes",
	}},
	{"shi", "sensitive = 是", []string{
		"1:13: 是 is neither a number nor in quotes [toml-syntax]",
		"  write true, without quotes; text stands between quotes",
	}},
	{"Chinese key", `标题 = "x"`, []string{
		`1:1+2: "标题" cannot be a key: keys are made of the letters a–z, digits, _ and - [toml-syntax]`,
		`  use the key's English name, such as title = "…"; a comment begins with #`,
	}},
	{"Chinese table", "[办事]", []string{
		`1:2+2: "办事" cannot be a key: keys are made of the letters a–z, digits, _ and - [toml-syntax]`,
		"  a table's name stands alone on its line, as in [guide] or [[standards]]",
	}},
	{"stray key character", "? = 1", []string{
		`1:1: "?" cannot begin a key [toml-syntax]`,
		`  a line is key = value, such as title = "…"`,
	}},
	{"comma at line end", "title = \"x\",\norder = 1", []string{
		"1:12: , does not belong here [toml-syntax]",
		"  delete it; nothing follows the value on its line",
	}},
	{"Chinese full stop at line end", `title = "x"。`, []string{
		"1:12: 。 does not belong here [toml-syntax]",
		"  delete it; nothing follows the value on its line",
	}},
	{"two statements", "a = 1 b = 2", []string{
		`1:7+5: "b = 2" stands after the value [toml-syntax]`,
		"  begin a new line for the next key; a comment begins with #",
	}},
	{"quote in text", `title = "他说"好"了"`, []string{
		"1:13+4: the text ended before this [toml-syntax]",
		`  write quotes within the text as “ ” or \"`,
	}},
	{"quote in list", `a = ["他说"好"了"]`, []string{
		"1:10+5: the text ended before this [toml-syntax]",
		`  write quotes within the text as “ ” or \"`,
	}},
	{"thousands", "amount = 1,000", []string{
		"1:11: numbers have no thousands separators [toml-syntax]",
		"  write 1000 or 1_000",
	}},
	{"unit", "amount = 1000元", []string{
		`1:14: "元" stands after the number [toml-syntax]`,
		"  write the number alone; a unit has a key of its own",
	}},
	{"unit in Latin", "days = 30days", []string{
		`1:10+4: "days" stands after the number [toml-syntax]`,
		"  write the number alone; a unit has a key of its own",
	}},
	{"percent", "ratio = 50%", []string{
		`1:11: "%" stands after the number [toml-syntax]`,
		"  write the number alone; a unit has a key of its own",
	}},
	{"Chinese date", "since = 2017年9月1日", []string{
		"1:9+9: this is not how a date is written [toml-syntax]",
		"  write a date as 2017-09-01, without quotes",
	}},
	{"missing comma in list", "a = [\n  \"x\"\n  \"y\"\n]", []string{
		"2:5: a comma is missing after this value [toml-syntax]",
		"  put , between the values",
	}},
	{"missing comma on one line", `a = ["x" "y"]`, []string{
		"1:8: a comma is missing after this value [toml-syntax]",
		"  put , between the values",
	}},
	{"missing comma in inline table", "a = { b = 1 c = 2 }", []string{
		"1:11: a comma is missing after this value [toml-syntax]",
		"  put , between the values",
	}},
	{"semicolon in list", `a = ["x"; "y"]`, []string{
		"1:9: ; does not belong here [toml-syntax]",
		"  put , between the values",
	}},
	{"double comma", `a = ["x",, "y"]`, []string{
		"1:10: there is no value before this comma [toml-syntax]",
		"  delete the comma",
	}},
	{"unclosed list", "a = [\"x\", \"y\"\nb = 1", []string{
		"1:5: this [ has no closing ] [toml-syntax]",
		"  put ] after the last value",
	}},
	{"unclosed list with trailing comma", "a = [\n \"x\",\nb = 1", []string{
		"1:5: this [ has no closing ] [toml-syntax]",
		"  put ] after the last value",
	}},
	{"unclosed list before table", "a = [\"x\"\n[guide]\nb = 1", []string{
		"1:5: this [ has no closing ] [toml-syntax]",
		"  put ] after the last value",
	}},
	{"unclosed list at end", `a = ["x"`, []string{
		"1:5: this [ has no closing ] [toml-syntax]",
		"  put ] after the last value",
	}},
	{"unclosed inline table", "a = { b = 1\nc = 2", []string{
		"1:5: this { has no closing } [toml-syntax]",
		"  put } after the last value",
	}},
	{"unclosed table", "[guide\nfee = \"x\"", []string{
		"1:1+6: the table's name is not closed with ] [toml-syntax]",
		"  a table's name stands alone on its line, as in [guide] or [[standards]]",
	}},
	{"half closed table", "[[standards]\nid = \"x\"", []string{
		"1:1+12: the table's name is not closed with ]] [toml-syntax]",
		"  a table's name stands alone on its line, as in [guide] or [[standards]]",
	}},
	{"empty table name", "[]", []string{
		`1:2: "]" cannot begin a key [toml-syntax]`,
		"  a table's name stands alone on its line, as in [guide] or [[standards]]",
	}},
	{"text after table", "[guide] x", []string{
		`1:9: "x" stands after the value [toml-syntax]`,
		"  begin a new line for the next key; a comment begins with #",
	}},
	{"bad escape", `path = "C:\办事"`, []string{
		`1:11+2: \办 means nothing in text between double quotes [toml-syntax]`,
		`  write \\ for a backslash, \" for a quote, or put the text between '…'`,
	}},
	{"bad hex", `a = "\u12"`, []string{
		`1:6+2: \u means nothing in text between double quotes [toml-syntax]`,
		`  write \\ for a backslash, \" for a quote, or put the text between '…'`,
	}},
	{"six quotes", `a = """x""""""`, []string{
		"1:9+6: there are more than five quotes in a row [toml-syntax]",
		`  write a quote within the text as \"`,
	}},
	{"duplicate key", "title = \"x\"\norder = 1\ntitle = \"y\"", []string{
		`3:1+5: "title" is already defined [duplicate-key]`,
		"  note 1:1: the first one",
		"  keep one of the two",
	}},
	{"duplicate table", "[guide]\nfee = \"x\"\n[guide]\nfee = \"y\"", []string{
		`3:2+5: "guide" is already defined [duplicate-key]`,
		"  note 1:2: the first one",
		"  keep one of the two",
	}},
	{"duplicate in inline table", "a = { b = 1, b = 2 }", []string{
		`1:14: "b" is already defined [duplicate-key]`,
		"  note 1:7: the first one",
		"  keep one of the two",
	}},
	{"list then tables", "a = []\n[[a]]", []string{
		`2:3: "a" is already defined [duplicate-key]`,
		"  note 1:1: the first one",
		"  keep one of the two",
	}},
	{"scalar then dotted", "a = 1\na.b = 2", []string{
		`2:1: "a" is already defined [duplicate-key]`,
		"  note 1:1: the first one",
		"  keep one of the two",
	}},
	{"dotted then scalar", "a.b = 2\na = 1", []string{
		`2:1: "a" is already defined [duplicate-key]`,
		"  note 1:1: the first one",
		"  keep one of the two",
	}},
	{"dotted then header", "a.b = 2\n[a]\nc = 1", []string{
		`2:2: "a" is already defined [duplicate-key]`,
		"  note 1:1: the first one",
		"  keep one of the two",
	}},
	{"no such date", "since = 2017-02-30", []string{
		"1:9+10: there is no date 2017-02-30 [bad-date]",
		"  write a date as 2017-09-01, without quotes",
	}},
	{"short date", "since = 2017-9-1", []string{
		"1:9+8: there is no date 2017-9-1 [bad-date]",
		"  write a date as 2017-09-01, without quotes",
	}},
	{"date with slash", "since = 2017/09/01", []string{
		"1:9+10: this is not how a date is written [toml-syntax]",
		"  write a date as 2017-09-01, without quotes",
	}},
	{"leading zero", "phone = 05911234567", []string{
		"1:9+11: the number 05911234567 begins with 0 [toml-syntax]",
		"  delete the 0, or put a code or a phone number in quotes",
	}},
	{"too large a number", "phone = 98765432109876543210", []string{
		"1:9+20: the number 98765432109876543210 is too large [number-range]",
		"  put a code or a phone number in quotes",
	}},
	{"two points", "n = 1.2.3", []string{
		"1:5+5: 1.2.3 is not a number [toml-syntax]",
		"  write digits and at most one point, as in 1000 or 0.5",
	}},
	{"underscore", "n = 1__0", []string{
		"1:5+4: 1__0 is not a number [toml-syntax]",
		"  write digits and at most one point, as in 1000 or 0.5",
	}},
	{"number ends with a point", "n = 1.", []string{
		"1:5+2: 1. is not a number [toml-syntax]",
		"  write digits and at most one point, as in 1000 or 0.5",
	}},
	{"point first", "n = .5", []string{
		"1:5: a number cannot begin with a point [toml-syntax]",
		"  write 0 before the point, as in 0.5",
	}},
	{"control character", "a = \"\u0001\"", []string{
		"1:6: control character 0x01 [toml-syntax]",
		"  delete it",
	}},
	{"all at once", "title = “x”\norder = \nsummary = \"ok\"\n[guide\nfee = 不收费\n[[standards]]\nid ： \"x\"", []string{
		`1:9: “ is a full-width character where " is wanted [full-width]`,
		`  type " with the Chinese input method switched off, in place of “`,
		"2:9: a value is missing here [toml-syntax]",
		`  write a value; empty text is "", an empty list is []`,
		"4:1+6: the table's name is not closed with ] [toml-syntax]",
		"  a table's name stands alone on its line, as in [guide] or [[standards]]",
		"5:7+3: 不收费 is neither a number nor in quotes [toml-syntax]",
		`  write "不收费"`,
		"7:4: there is a colon where = is wanted [toml-syntax]",
		"  write id = …",
	}},
	{"indented fault", "  a = [\n    \"x\"，\n  ]\nb = yes", []string{
		"2:8: ， is a full-width character where , is wanted [full-width]",
		"  type , with the Chinese input method switched off, in place of ，",
		"4:5+3: yes is neither a number nor in quotes [toml-syntax]",
		"  write true, without quotes; text stands between quotes",
	}},
	{"too deep", "a = " + strings.Repeat("[", 1<<20), []string{
		"1:69: brackets are nested more than 64 deep [too-deep]",
		"  write simpler tables",
	}},
	{"too many parts", strings.Repeat("a.", 40) + "a = 1", []string{
		"1:1+65: the key has more than 32 parts [too-deep]",
		"  write simpler tables",
	}},
	{"too complex", strings.Repeat("[["+strings.Repeat("a.", 30)+"a]]\n", 2000), []string{
		"1026:66: the tables of this file are too many and too deep [too-complex]",
		"  divide the file, or write fewer and shallower tables",
	}},
}

func TestSyntax(t *testing.T) {
	for _, test := range syntaxTests {
		doc, faults := read(test.text)
		inside(t, doc, faults)
		expect(t, test.name, faults, test.want...)
	}
}
