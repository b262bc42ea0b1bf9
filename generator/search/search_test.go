package search

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var book = []Entry{
	{URL: "items/dibao.html", Kind: Item, Code: "5-01", Title: "最低生活保障", Names: []string{"低保", "低保"}, Under: []string{"groups/poor.html", "nowhere.html"},
		Summary: "按月补足差额", People: Fact{"困难家庭", []string{"待核实"}}, Standard: Fact{Text: "每月580元"}, Text: "低保 对象 要 提供 户口簿 按月补足差额"},
	{URL: "items/burial.html", Kind: Item, Code: "5-02", Title: "基本殡葬服务", Numbers: []string{"12349"}, Text: "火化要带户口簿"},
	{URL: "items/quiet.html", Kind: Item, Code: "5-04", Title: "随访", Private: true, Summary: "困难时来", Text: "户口簿"},
	{URL: "groups/poor.html", Kind: Group, Title: "低保家庭"},
}

var words = Words{
	Texts:    map[string]string{"count": "找到%d条", "none": "没有`</script>"},
	Synonyms: []Synonym{{"最低生活保障", []string{"没饭吃"}}, {"困难", []string{"穷"}}},
}

// argument takes the JSON of a file's call.
func argument(t *testing.T, data []byte) string {
	t.Helper()
	text, begins := strings.CutPrefix(string(data), "handbookIndex(")
	text, ends := strings.CutSuffix(text, ")\n")
	if !begins || !ends || !json.Valid([]byte(text)) {
		t.Fatalf("no call of handbookIndex: %s", data)
	}
	return text
}

func (x *Index) file(t *testing.T, name string) string {
	t.Helper()
	at := slices.Index(Names(), name)
	if at < 0 || x.Files[at].Name != name {
		t.Fatalf("the index has no file %s in the order of Names", name)
	}
	return argument(t, x.Files[at].Data)
}

func TestParts(t *testing.T) {
	x := Build(book, words)
	for name, want := range map[string]string{
		"search.js": `{"format":2,"sum":"SUM","part":"names","entries":[` +
			`{"url":"items/dibao.html","kind":"item","names":["最低生活保障","低保"],"under":[3],"code":"5-01"},` +
			`{"url":"items/burial.html","kind":"item","names":["基本殡葬服务"],"code":"5-02","numbers":["12349"]},` +
			`{"url":"items/quiet.html","kind":"item","names":["随访"],"code":"5-04","private":true},` +
			`{"url":"groups/poor.html","kind":"group","names":["低保家庭"]}],` +
			`"texts":{"count":"找到%d条","none":"没有` + "`" + `\u003c/script\u003e"}}`,
		"search-details.js": `{"format":2,"sum":"SUM","part":"details","details":[` +
			`{"summary":"按月补足差额","people":{"text":"困难家庭","marks":["待核实"]},"standard":{"text":"每月580元"}},{},{"summary":"困难时来"},{}]}`,
	} {
		got := x.file(t, name)
		if diff := cmp.Diff(strings.Replace(want, "SUM", x.sum, 1), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	got := x.file(t, "search-texts.js")
	for _, want := range []string{`"户":{"口":[0,1]}`, `"口":{"簿":[0,1]}`, `"火":{"化":[1]}`} {
		if !strings.Contains(got, want) {
			t.Errorf("texts lack %s, which the private entry's text has too: %s", want, got)
		}
	}
	if strings.Contains(got, `"足"`) {
		t.Errorf("texts hold what the details say already: %s", got)
	}
	got = x.file(t, "search-words.js")
	if want := `"words":[{"term":"最低生活保障","words":["没饭吃"]},{"term":"困难","words":["穷"],"loose":[0]}]`; !strings.Contains(got, want) {
		t.Errorf("want %s: a private entry is not found by its details; got %s", want, got)
	}
	again := Build(book, words)
	for n, f := range x.Files {
		if !bytes.Equal(f.Data, again.Files[n].Data) {
			t.Errorf("%s: the same entries give other bytes the second time", f.Name)
		}
	}
	other := words
	other.Texts = map[string]string{"count": "%d条"}
	if Build(book, other).sum == x.sum {
		t.Error("files with other names have the same sum")
	}
}

func TestEdition(t *testing.T) {
	x := Build(book, words)
	if got, want := argument(t, x.Edition(book)), `{"format":2,"sum":"`+x.sum+`","part":"edition","gone":[],"entries":[]}`; got != want {
		t.Errorf("an edition with the same entries differs: got %s, want %s", got, want)
	}
	own := append([]Entry{}, book[1:]...)
	own[0].Summary, own[0].Text = "本县免费", "火化要带户口簿\n到县殡仪馆"
	own[1].Absent = true
	own = append(own, Entry{URL: "items/gift.html", Kind: Item, Code: "5-91", Title: "百岁礼金", Under: []string{"groups/poor.html"}})
	want := `{"format":2,"sum":"` + x.sum + `","part":"edition","gone":[0],"entries":[` +
		`{"url":"items/burial.html","kind":"item","names":["基本殡葬服务"],"code":"5-02","numbers":["12349"],"summary":"本县免费","text":"到县殡仪馆"},` +
		`{"url":"items/quiet.html","kind":"item","names":["随访"],"code":"5-04","private":true,"absent":true,"summary":"困难时来"},` +
		`{"url":"items/gift.html","kind":"item","names":["百岁礼金"],"under":[3],"code":"5-91"}]}`
	if diff := cmp.Diff(want, argument(t, x.Edition(own))); diff != "" {
		t.Errorf("the file of an edition (-want +got):\n%s", diff)
	}
}

// Readings are those of the standard's order, and of people.
func TestSpell(t *testing.T) {
	for text, want := range map[string]string{
		"低保": "di bao", "重度残疾人": "zhong du can ji ren", "长乐": "chang le", "旅游": "lv you", "殡葬": "bin zang", "畲族": "she zu",
		"12333热线": "12333re xian", "": "",
	} {
		if got := Spell(text); got != want {
			t.Errorf("Spell(%q) is %q, want %q", text, got, want)
		}
	}
	total, last := 0, ""
	for _, r := range readings() {
		if last != "" && sortKey(r.reading) <= sortKey(last) {
			t.Errorf("%s stands after %s: the order of GB 2312 is that of readings", r.reading, last)
		}
		total, last = total+utf8.RuneCountInString(r.chars), r.reading
	}
	if total != 3755 {
		t.Errorf("%d characters are spelt, want the 3755 of the first level", total)
	}
}

// The characters that are used have their other readings, and rare ones theirs.
func TestSyllables(t *testing.T) {
	got := syllables(map[rune]bool{'重': true, '畲': true, 'a': true})
	for _, want := range [][2]string{{"chong", "重"}, {"she", "畲"}} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, r := range got {
		if r == [2]string{"hang", "行"} {
			t.Error("a second reading of 行 is of no use: no name has it")
		}
	}
}

func TestTraditional(t *testing.T) {
	got := Traditional("医疗" + asked)
	for _, pair := range []string{"醫医", "療疗", "麼么"} {
		if !strings.Contains(got, pair) {
			t.Errorf("%s is missing from %q", pair, got)
		}
	}
	if strings.Contains(got, "龍龙") {
		t.Error("龍龙 is of no use: the index has no 龙")
	}
}
