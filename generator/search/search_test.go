package search

import (
	"bytes"
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

var synonyms = []Synonym{{"最低生活保障", []string{"没饭吃"}}, {"困难", []string{"穷"}}}

// parts takes the arguments of a file's call.
func parts(t *testing.T, data []byte) []string {
	t.Helper()
	text := string(data)
	text, ok := strings.CutPrefix(text, "handbookIndex(1,`")
	text, ends := strings.CutSuffix(text, "`)\n")
	if !ok || !ends {
		t.Fatalf("no call of handbookIndex: %q", data)
	}
	return strings.Split(text, "`,`")
}

func file(t *testing.T, x *Index, name string) []string {
	t.Helper()
	for _, f := range x.Files {
		if f.Name == name {
			return parts(t, f.Data)
		}
	}
	t.Fatalf("the index has no file %s", name)
	return nil
}

// unpack reads what pack writes, as the client does.
func (a *alphabet) unpack(text string) string {
	chars := map[string]rune{}
	for r, code := range a.codes {
		chars[code] = r
	}
	var out strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if one, ok := chars[text[i:i+1]]; ok {
			r = one
		} else if i+2 <= len(text) && chars[text[i:i+2]] != 0 {
			r, size = chars[text[i:i+2]], 2
		}
		out.WriteRune(r)
		i += size
	}
	return out.String()
}

func TestParts(t *testing.T) {
	x := Build(book, synonyms, []string{"找到%d条", "没有|`$"})
	names := file(t, x, "search.js")
	want := []string{
		"item items/ dibao burial quiet\ngroup groups/ poor",
		"最低生活保障,低保|3|5-01\n基本殡葬服务|||12349\n随访||5-04||p\n低保家庭\n",
		"找到%d条|没有｜’＄",
	}
	if diff := cmp.Diff(want, []string{names[4], x.alphabet.unpack(names[5]), names[6]}); diff != "" {
		t.Errorf("search.js (-want +got):\n%s", diff)
	}
	words := x.alphabet.unpack(file(t, x, "search-words.js")[2])
	if want := "最低生活保障|没饭吃\n困难|穷|0\n"; words != want {
		t.Errorf("words are %q, want %q: a private entry is not found by its details", words, want)
	}
	details := x.alphabet.unpack(file(t, x, "search-details.js")[2])
	if want := "按月补足差额|困难家庭\t待核实|每月580元\n"; !strings.HasPrefix(details, want) {
		t.Errorf("details are %q, want %q first", details, want)
	}
	var pairs string
	for _, name := range Names() {
		if strings.HasPrefix(name, "search-text-") {
			pairs += x.alphabet.unpack(file(t, x, name)[2])
		}
	}
	for _, want := range []string{"户口0 1\n", "口簿0 1\n", "火化1\n"} {
		if !strings.Contains(pairs, want) {
			t.Errorf("pairs lack %q, which two texts have and the private one too:\n%s", want, pairs)
		}
	}
	if strings.Contains(pairs, "补足") {
		t.Errorf("pairs hold what the details say already:\n%s", pairs)
	}
	if again := Build(book, synonyms, []string{"找到%d条", "没有|`$"}); !bytes.Equal(joined(x), joined(again)) {
		t.Error("the same entries give other bytes the second time")
	}
}

func joined(x *Index) []byte {
	var all []byte
	for n, f := range x.Files {
		all = append(all, f.Data...)
		if f.Name != Names()[n] {
			panic("Files are not in the order of Names")
		}
	}
	return all
}

func TestDelta(t *testing.T) {
	x := Build(book, synonyms, nil)
	if d := x.Delta(book); d != nil {
		t.Errorf("an edition with the same entries has a file: %s", d)
	}
	own := append([]Entry{}, book[1:]...)
	own[0].Summary, own[0].Text = "本县免费", "火化要带户口簿\n到县殡仪馆"
	own[1].Absent = true
	own = append(own, Entry{URL: "items/gift.html", Kind: Item, Code: "5-91", Title: "百岁礼金", Under: []string{"groups/poor.html"}})
	got := parts(t, x.Delta(own))
	if got[3] != "item items/gift.html" {
		t.Errorf("new entries are %q", got[3])
	}
	want := "1|基本殡葬服务||5-02|12349||本县免费|||到县殡仪馆\n" +
		"2|随访||5-04||pa|困难时来|||\n" +
		"4|百岁礼金|3|5-91||||||\n"
	text := x.alphabet.unpack(got[4])
	if got[1] != "delta" || got[2] != "0" || text != want {
		t.Errorf("delta is gone %q and\n%s\nwant gone 0 and\n%s", got[2], text, want)
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

func TestSimple(t *testing.T) {
	got := simple("医疗")
	for _, pair := range []string{"醫医", "療疗", "麼么"} {
		if !strings.Contains(got, pair) {
			t.Errorf("%s is missing from %q", pair, got)
		}
	}
	if strings.Contains(got, "龍龙") {
		t.Error("龍龙 is of no use: the index has no 龙")
	}
}

func TestAlphabetOfMany(t *testing.T) {
	var text strings.Builder
	for r := rune(0x4e00); r < 0x4e00+9000; r++ { // more than there are codes for
		text.WriteRune(r)
		text.WriteRune(r)
	}
	a := newAlphabet(text.String())
	if got := a.unpack(a.pack(text.String())); got != text.String() {
		t.Error("what is packed does not come back")
	}
}

// FuzzPack: whatever a text holds comes back, and never ends the script's string.
func FuzzPack(f *testing.F) {
	f.Add("低保|12,33\n", "低保 HIV检测 ~!@#${`\\}")
	f.Add("", "😀\x00\u2028a")
	f.Fuzz(func(t *testing.T, known, text string) {
		if !utf8.ValidString(known) || !utf8.ValidString(text) {
			return
		}
		text = field(text)
		a := newAlphabet(field(known) + text + text)
		packed := a.pack(text)
		if strings.ContainsAny(packed, "`\\$\x00\r\u2028") {
			t.Fatalf("%q is packed as %q, which ends a string of the script", text, packed)
		}
		if got := a.unpack(packed); got != text {
			t.Fatalf("%q comes back as %q", text, got)
		}
	})
}
