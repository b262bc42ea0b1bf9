package toml

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
)

// testPartial is a date of which the day and the month may be unknown.
type testPartial struct{ Text string }

var badPartial = diag.Message{Code: "bad-date", EN: "%v is not a date", ZH: "%v 不是日期"}

func (p *testPartial) DecodeTOML(value any) *diag.Said {
	switch value := value.(type) {
	case Date:
		p.Text = value.String()
	case int64:
		p.Text = fmt.Sprint(value)
	case string:
		if len(value) == len("2017-09") {
			p.Text = value
			return nil
		}
		return &diag.Said{Message: badPartial, Args: []any{value}}
	default:
		return &diag.Said{Message: badPartial, Args: []any{value}}
	}
	return nil
}

func doc(t *testing.T, text string) *Doc {
	t.Helper()
	d, faults := read(text)
	if len(faults) > 0 {
		t.Fatal(shown(diag.EN, faults))
	}
	return d
}

func ptr[T any](v T) *T { return &v }

func TestDecodeItem(t *testing.T) {
	d, faults := read(item)
	var got testItem
	got.Summary = "replaced"
	faults = append(faults, d.Decode(&got)...)
	expect(t, "item", faults)
	want := testItem{
		Title: "免费义务教育", Domain: "education", Order: 1, Summary: "一句话说明,四十字以内",
		Recipients: []string{"compulsory-students"}, RecipientsNote: "谁可以享受",
		Agencies: []string{"education", "finance"}, Funding: "支出责任", Hotlines: []string{"12345"},
		Aliases: []string{"三免一补"}, FormerIDs: []string{},
		Effective: Date{2017, time.January, 1}, Expires: &Date{2020, time.December, 31},
		Verified: testPartial{"2020-09-06"}, Sources: []testRef{{"plan", "三(一)"}},
		Standards: []testStandard{
			{
				ID: "boarding-primary", Text: "小学家庭经济困难寄宿生生活补助", Unit: "元/生·年",
				testValue: testValue{ptr(1000.0), Date{2017, 9, 1}, &testRef{"edu-funds-2016", "全文"}},
				History:   []testValue{{ptr(750.0), Date{2012, 9, 1}, &testRef{ID: "edu-2012"}}},
			},
			{
				ID: "boarding-junior", Text: "初中家庭经济困难寄宿生生活补助", Unit: "元/生·年",
				testValue: testValue{Amount: ptr(1250.5)},
			},
		},
		Eligibility: []map[string]any{{
			"age":       map[string]any{"min": int64(6), "max": int64(15)},
			"schooling": []any{"primary", "junior"},
		}},
		Guide: testGuide{
			Conditions: []string{"年满六周岁"},
			Materials:  []testMaterial{{Name: "户口簿"}, {"申请表", "forms/a.docx", 2}},
			Steps:      []string{"到学校登记", "领取通知"}, TimeLimit: "当场", Fee: "不收费",
			Online: "https://example.org/", Visits: ptr(1), Complaint: "12345",
			Places: []map[string]string{{"name": "教育局窗口", "address": "某路 1 号", "phone": "0591-1234567", "hours": "工作日 8:00–12:00"}},
		},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(testStandard{})); diff != "" {
		t.Errorf("the item differs from what its text says (-want +got):\n%s", diff)
	}
}

func TestDecodeFaults(t *testing.T) {
	const ok = "title = \"t\"\ndomain = \"d\"\n"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"missing", "", []string{
			`1:1: the key "domain" is missing [missing-key]`, `  add domain = "…"`,
			`1:1: the key "title" is missing [missing-key]`, `  add title = "…"`,
		}},
		{"blank", "title = \" \"\ndomain = \"d\"\n", []string{`1:9+3: "title" must not be empty [empty-value]`, "  fill it in"}},
		{"nearest", ok + "recipient = []\n", []string{`3:1+9: unknown key "recipient" [unknown-key]`, `  did you mean "recipients"?`}},
		{"letters swapped", ok + "odrer = 1\n", []string{`3:1+5: unknown key "odrer" [unknown-key]`, `  did you mean "order"?`}},
		{"hyphen", ok + "[guide]\ntime-limit = \"\"\n", []string{`4:1+10: unknown key "time-limit" [unknown-key]`, `  did you mean "time_limit"?`}},
		{"case", ok + "Title = \"x\"\n", []string{`3:1+5: unknown key "Title" [unknown-key]`, `  did you mean "title"?`}},
		{"case alone", "Title = \"x\"\ndomain = \"d\"\n", []string{
			`1:1+11: the key "title" is missing [missing-key]`, `  add title = "…"`,
			`1:1+5: unknown key "Title" [unknown-key]`, `  did you mean "title"?`,
		}},
		{"in inline table", ok + "sources = [{ id = \"x\" }, { id = \"y\", page = 3 }]\n", []string{
			`3:38+4: unknown key "page" [unknown-key]`, "  known here are: id, at",
		}},
		{"in array of tables", ok + "[[standards]]\nid = \"a\"\n[[standards]]\nid = \"b\"\namont = 1\n", []string{
			`7:1+5: unknown key "amont" [unknown-key]`, `  did you mean "amount"?`,
		}},
		{"table unknown", ok + "[[guide.place]]\nname = \"x\"\n", []string{`3:9+5: unknown key "place" [unknown-key]`, `  did you mean "places"?`}},
		{"missing in table", ok + "[[standards]]\nid = \"a\"\n[[standards]]\ntext = \"x\"\n", []string{
			`5:1+13: the key "id" is missing in "standards" [missing-key]`, `  add id = "…"`,
		}},
		{"missing in inline table", ok + "sources = [{ at = \"x\" }]\n", []string{
			`3:12+12: the key "id" is missing in "sources" [missing-key]`, `  add id = "…"`,
		}},
		{"text for number", ok + "order = \"1\"\n", []string{
			`3:9+3: "order" must be a whole number, but this is text in quotes [wrong-type]`, "  write 1, without quotes",
		}},
		{"text with unit", ok + "[[standards]]\nid = \"a\"\namount = \"1000元\"\n", []string{
			`5:10+7: "amount" must be a number, but this is text in quotes [wrong-type]`, "  write the number alone; a unit has a key of its own",
		}},
		{"text with commas", ok + "[[standards]]\nid = \"a\"\namount = \"1,000\"\n", []string{
			`5:10+7: "amount" must be a number, but this is text in quotes [wrong-type]`, "  write 1000, without quotes",
		}},
		{"fraction", ok + "order = 1.5\n", []string{
			`3:9+3: "order" must be a whole number, but this is a number [wrong-type]`, "  write a number without a point",
		}},
		{"not a number", ok + "[[standards]]\nid = \"a\"\namount = nan\n", []string{`5:10+3: "amount" must be a number, and nan is none [wrong-type]`, "  write digits, such as 1000"}},
		{"no end of a number", ok + "[[standards]]\nid = \"a\"\namount = -inf\n", []string{`5:10+4: "amount" must be a number, and -inf is none [wrong-type]`, "  write digits, such as 1000"}},
		{"number for text", ok + "hotlines = [12345]\n", []string{
			`3:13+5: "hotlines" must be text in quotes, but this is a whole number [wrong-type]`, `  write "12345"`,
		}},
		{"date for text", ok + "summary = 2017-09-01\n", []string{
			`3:11+10: "summary" must be text in quotes, but this is a date [wrong-type]`, `  write "2017-09-01"`,
		}},
		{"text for list", ok + "agencies = \"教育\"\n", []string{
			`3:12+4: "agencies" must be a list, but this is text in quotes [wrong-type]`, `  write ["教育"]`,
		}},
		{"text for bool", ok + "sensitive = \"true\"\n", []string{
			`3:13+6: "sensitive" must be true or false, but this is text in quotes [wrong-type]`, "  write true or false, without quotes",
		}},
		{"text for date", ok + "effective = \"2017-09-01\"\n", []string{
			`3:13+12: "effective" must be a date, but this is text in quotes [wrong-type]`, "  write a date as 2017-09-01, without quotes",
		}},
		{"time for date", ok + "effective = 2017-09-01T08:00:00\n", []string{
			`3:13+19: "effective" must be a date, but this is a time [wrong-type]`, "  write a date as 2017-09-01, without quotes",
		}},
		{"text for table", ok + "guide = \"x\"\n", []string{
			`3:9+3: "guide" must be a table, but this is text in quotes [wrong-type]`, "  write guide = { key = value } or a section [guide]",
		}},
		{"list for table", ok + "[[guide]]\nfee = \"\"\n", []string{
			`3:1+9: "guide" must be a table, but this is a list [wrong-type]`, "  write guide = { key = value } or a section [guide]",
		}},
		{"table for list", ok + "[standards]\nid = \"x\"\n", []string{`3:1+11: "standards" must be a list, but this is a table [wrong-type]`}},
		{"table for text", ok + "summary = { a = 1 }\n", []string{`3:11+9: "summary" must be text in quotes, but this is a table [wrong-type]`}},
		{"bare of the wrong type", ok + "[guide]\nmaterials = [\"x\", 3]\n", []string{
			`4:19: "materials" must be text in quotes, but this is a whole number [wrong-type]`, `  write "3"`,
		}},
		{"bare and blank", ok + "[guide]\nmaterials = [\"\"]\n", []string{`4:14+2: "materials" must not be empty [empty-value]`, "  fill it in"}},
		{"decoder", ok + "verified = \"去年\"\n", []string{"3:12+4: 去年 is not a date [bad-date]"}},
		{"value over several lines", ok + "summary = [\n1,\n2]\n", []string{`3:11: "summary" must be text in quotes, but this is a list [wrong-type]`}},
		{"dotted", ok + "guide.visits = \"x\"\n\"guide\".'fees' = 1\n", []string{
			`3:16+3: "visits" must be a whole number, but this is text in quotes [wrong-type]`,
			"  write the number alone; a unit has a key of its own",
			`4:9+6: unknown key "fees" [unknown-key]`, `  did you mean "fee"?`,
		}},
		{"CRLF and Han before", "title = \"t\"\r\ndomain = \"d\"\r\nsources = [{ at = \"三（一）\", idd = \"x\" }]\r\n", []string{
			`3:12+26: the key "id" is missing in "sources" [missing-key]`, `  add id = "…"`,
			`3:27+3: unknown key "idd" [unknown-key]`, `  did you mean "id"?`,
		}},
	}
	for _, test := range tests {
		d := doc(t, test.text)
		var into testItem
		faults := d.Decode(&into)
		inside(t, d, faults)
		expect(t, test.name, faults, test.want...)
	}
}

// The hint for a missing key shows how its value is written.
func TestSamples(t *testing.T) {
	var into struct {
		A bool              `toml:"a,required"`
		B *int              `toml:"b,required"`
		C []string          `toml:"c,required"`
		D []testRef         `toml:"d,required"`
		E map[string]string `toml:"e,required"`
		F Date              `toml:"f,required"`
		G testPartial       `toml:"g,required"`
	}
	var got []string
	for _, fault := range doc(t, "").Decode(&into) {
		got = append(got, fault.Hint.In(diag.EN))
	}
	want := []string{
		"add a = false", "add b = 1", `add c = ["…"]`, "add d = [{ … }]", "add e = { … }", "add f = 2020-12-31", `add g = "…"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("samples differ (-want +got):\n%s", diff)
	}
}

func TestDecodeMany(t *testing.T) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "key%03d = 1\n", i)
	}
	d := doc(t, b.String())
	var into struct{}
	faults := d.Decode(&into)
	if len(faults) != maxDecodeFaults+1 || faults[maxDecodeFaults].Code() != "too-many-faults" {
		t.Errorf("300 unknown keys gave %d faults; bound them and say so", len(faults))
	}
}

func TestDecodeFree(t *testing.T) {
	d := doc(t, "[not_applicable]\nb = \"x\"\n\"免费\" = 3\n[any]\nwhen = 2017-09-01\nlist = [{ a = 2012-01-01 }]\n")
	var into struct {
		NotApplicable map[string]string `toml:"not_applicable"`
		Any           any               `toml:"any"`
		Untagged      int
	}
	expect(t, "free keys", d.Decode(&into),
		`3:8: "免费" must be text in quotes, but this is a whole number [wrong-type]`, `  write "3"`)
	want := map[string]any{"when": Date{2017, 9, 1}, "list": []any{map[string]any{"a": Date{2012, 1, 1}}}}
	if diff := cmp.Diff(want, into.Any); diff != "" {
		t.Errorf("any must receive plain values (-want +got):\n%s", diff)
	}
	if into.NotApplicable["b"] != "x" {
		t.Errorf("a fault in one value of a map must not spoil the others: %v", into.NotApplicable)
	}
}

func TestAt(t *testing.T) {
	d := doc(t, `# 第一行
title = "免费"
sources = [{ id = "a" }, { id = "b", at = "三" }]
guide.fee = "x"
[[standards]]
id = "s1"
[[standards]]
id = "s2"
amount = 10 # x
[standards.source]
id = "z"
`)
	at := func(p diag.Pos) string { return fmt.Sprintf("%d:%d+%d", p.Line, p.Col, p.Len) }
	for _, test := range []struct {
		path       []any
		key, value string
	}{
		{[]any{"title"}, "2:1+5", "2:9+4"},
		{[]any{"sources"}, "3:1+7", "3:11+38"},
		{[]any{"sources", 1}, "3:26+22", "3:26+22"},
		{[]any{"sources", 1, "at"}, "3:38+2", "3:43+3"},
		{[]any{"sources", 1, "page"}, "3:1+7", "3:1+7"},
		{[]any{"sources", 7, "id"}, "3:1+7", "3:1+7"},
		{[]any{"guide"}, "4:1+5", "4:1+5"},
		{[]any{"guide", "fee"}, "4:7+3", "4:13+3"},
		{[]any{"standards"}, "5:3+9", "5:1+13"},
		{[]any{"standards", 1}, "7:3+9", "7:1+13"},
		{[]any{"standards", 1, "amount"}, "9:1+6", "9:10+2"},
		{[]any{"standards", 1, "unit"}, "7:3+9", "7:3+9"},
		{[]any{"standards", 1, "source", "id"}, "11:1+2", "11:6+3"},
		{[]any{"standards", 1, "source"}, "10:12+6", "10:1+18"},
		{[]any{"nothing"}, "1:1+5", "1:1+5"},
		{nil, "1:1+5", "1:1+5"},
	} {
		if got := at(d.KeyAt(test.path...)); got != test.key {
			t.Errorf("KeyAt%v = %s, want %s", test.path, got, test.key)
		}
		if got := at(d.At(test.path...)); got != test.value {
			t.Errorf("At%v = %s, want %s", test.path, got, test.value)
		}
	}
	if !d.Has("standards", 1, "amount") || d.Has("standards", 0, "amount") || d.Has("title", 0) || !d.Has() {
		t.Error("Has must follow the values")
	}
	if text := d.At("standards", 1, "amount").Text; text != "amount = 10 # x" {
		t.Errorf("a position shows its whole line, not %q", text)
	}
}

// The Chinese messages are what most editors see.
func TestChinese(t *testing.T) {
	d := doc(t, "title = 1\nrecipient = []\ndomain = \"d\"\n")
	var into testItem
	got := shown(diag.ZH, d.Decode(&into))
	want := []string{
		`1:9: "title" 应当是文字（加引号），这里却是整数 [wrong-type]`, `  请加英文双引号："1"`,
		`2:1+9: 没有 "recipient" 这个键 [unknown-key]`, `  是不是想写 "recipients"？`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Chinese messages differ (-want +got):\n%s", diff)
	}
}
