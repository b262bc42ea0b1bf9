package toml

import (
	"testing"

	"github.com/BurntSushi/toml"
)

// item is a service item as design.md gives it, all keys filled.
const item = `title = "免费义务教育"
domain = "education"
order = 1                                 # with the domain's order it makes the public code: 1-01
summary = "一句话说明,四十字以内"
recipients = ["compulsory-students"]      # group ids
recipients_note = "谁可以享受"
agencies = ["education", "finance"]       # the first one leads
funding = "支出责任"
hotlines = ["12345"]
aliases = ["三免一补"]
former_ids = []
sensitive = false
effective = 2017-01-01
expires = 2020-12-31
verified = 2020-09-06
sources = [{ id = "plan", at = "三(一)" }]

[[standards]]
id = "boarding-primary"
text = "小学家庭经济困难寄宿生生活补助"
amount = 1000
unit = "元/生·年"
since = 2017-09-01
source = { id = "edu-funds-2016", at = "全文" }
history = [{ since = 2012-09-01, amount = 750, source = { id = "edu-2012" } }]

[[standards]]
id = "boarding-junior"
text = "初中家庭经济困难寄宿生生活补助"
amount = 1250.5
unit = "元/生·年"

[[eligibility]]
age = { min = 6, max = 15 }
schooling = ["primary", "junior"]

[guide]
conditions = ["年满六周岁"]
materials = ["户口簿", { name = "申请表", form = "forms/a.docx", copies = 2 }]
steps = ["到学校登记", "领取通知"]
time_limit = "当场"
fee = "不收费"
online = "https://example.org/"
visits = 1
complaint = "12345"
[[guide.places]]
name = "教育局窗口"
address = "某路 1 号"
phone = "0591-1234567"
hours = "工作日 8:00–12:00"
`

type testItem struct {
	Title          string           `toml:"title,required"`
	Domain         string           `toml:"domain,required"`
	Order          int              `toml:"order"`
	Summary        string           `toml:"summary"`
	Recipients     []string         `toml:"recipients"`
	RecipientsNote string           `toml:"recipients_note"`
	Agencies       []string         `toml:"agencies"`
	Funding        string           `toml:"funding"`
	Hotlines       []string         `toml:"hotlines"`
	Aliases        []string         `toml:"aliases"`
	FormerIDs      []string         `toml:"former_ids"`
	Sensitive      bool             `toml:"sensitive"`
	Effective      Date             `toml:"effective"`
	Expires        *Date            `toml:"expires"`
	Verified       testPartial      `toml:"verified"`
	Sources        []testRef        `toml:"sources"`
	Standards      []testStandard   `toml:"standards"`
	Eligibility    []map[string]any `toml:"eligibility"`
	Guide          testGuide        `toml:"guide"`
}

type testRef struct {
	ID string `toml:"id,required"`
	At string `toml:"at"`
}

type testValue struct {
	Amount *float64 `toml:"amount"`
	Since  Date     `toml:"since"`
	Source *testRef `toml:"source"`
}

type testStandard struct {
	ID   string `toml:"id,required"`
	Text string `toml:"text"`
	testValue
	Unit    string      `toml:"unit"`
	History []testValue `toml:"history"`
}

type testGuide struct {
	Conditions []string            `toml:"conditions"`
	Materials  []testMaterial      `toml:"materials"`
	Steps      []string            `toml:"steps"`
	TimeLimit  string              `toml:"time_limit"`
	Fee        string              `toml:"fee"`
	Online     string              `toml:"online"`
	Visits     *int                `toml:"visits"`
	Complaint  string              `toml:"complaint"`
	Places     []map[string]string `toml:"places"`
}

type testMaterial struct {
	Name   string `toml:"name,required,bare"`
	Form   string `toml:"form"`
	Copies int    `toml:"copies"`
}

func BenchmarkDecode(b *testing.B) {
	b.SetBytes(int64(len(item)))
	b.ReportAllocs()
	for b.Loop() {
		doc, _ := read(item)
		var into testItem
		if faults := doc.Decode(&into); len(faults) > 0 {
			b.Fatal(faults)
		}
	}
}

func BenchmarkScan(b *testing.B) {
	b.SetBytes(int64(len(item)))
	b.ReportAllocs()
	for b.Loop() {
		s := scanner{s: item, root: &node{}}
		s.run()
	}
}

// BenchmarkLibrary is what the library takes of it.
func BenchmarkLibrary(b *testing.B) {
	b.SetBytes(int64(len(item)))
	b.ReportAllocs()
	for b.Loop() {
		var values any
		if _, err := toml.Decode(item, &values); err != nil {
			b.Fatal(err)
		}
	}
}
