package prose

import (
	"fmt"
	"html"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// names are what a definition and its use say only to each other, and addresses.
var names = regexp.MustCompile(`https?://\S+|\]\[[^\]]*\]|\[[^\]]*\]:|\[\^[^\]]*\]`)

// vanished returns the Han characters of a body that neither the page shows nor a
// line with a finding holds.
func vanished(body string) string {
	doc, found := Parse(body)
	page := html.UnescapeString(string(doc.HTML(resolve, src)))
	page += percentDecode(page)
	for _, ref := range doc.Refs {
		page += ref.ID + ref.Anchor
	}
	told := map[int]bool{}
	for _, f := range found {
		if f.fault.Severity.String() == "error" {
			return "" // not published
		}
		for line := strings.Count(body[:f.Offset], "\n"); line <= strings.Count(body[:f.Offset+f.Len], "\n"); line++ {
			told[line] = true
		}
	}
	var out strings.Builder
	for line, text := range strings.Split(names.ReplaceAllString(body, ""), "\n") {
		for _, r := range text {
			if unicode.Is(unicode.Han, r) && !told[line] && !strings.ContainsRune(page, r) {
				out.WriteRune(r)
			}
		}
	}
	return out.String()
}

// constructs are what Markdown and its dialects have; 甲 becomes another character
// in each place.
var constructs = []string{
	"甲", "甲。", "# 甲", "## 甲 ##", "##甲", "＃ 甲", "### ", "甲\n---", "甲\n===", "甲\n-", "---", "***", "——", "- 甲", "* 甲", "+ 甲", "-甲", "*甲", "－甲",
	"1. 甲", "7) 甲", "1986. 甲", "1、甲", "（一）甲", "① 甲", "- [ ] 甲", "- [x]甲", "> 甲", ">甲", ">60甲", "＞甲", "> [!NOTE]", "    甲", "\t甲", "　　甲",
	"```\n甲\n```", "```甲\n甲\n```", "~~~ 甲 甲\n甲\n~~~", "```toml", "~~~", "`甲`", "``甲 ` 甲``", "`甲",
	"[甲]: 甲", "[甲]:甲", "[甲]: <甲>", "[甲]: https://a.cn/甲", "[甲]: https://a.cn '甲'", "[甲]: https://a.cn\n'甲'", "[甲]: https://a.cn\n'甲", "[甲]: b (甲) 甲", "[甲]：甲", "[b]: 甲",
	"[甲][b]", "[甲]", "[甲][]", "[b]: https://b.cn", "[b]: https://c.cn", "[b]: b.pdf \"甲\"", "[甲]: 甲.pdf", "[b]:\n甲", "[b]:\nhttps://b.cn/甲",
	"[^1]: 甲", "[^甲]: 甲", "[^1]:甲\n    甲", "[^1]:\n\n    甲", "[^1]", "甲[^甲]", "[^]: 甲", "[^ ]: 甲", "[^1]: [^2]: 甲", "[^2]: > 甲", "[^2]: - 甲", "^[甲]", "- [^1]: 甲", "> [^2]: 甲", "![甲[^1]](a.png)", "[甲[^1]](item:a)", "## 甲[^1]",
	"|甲|甲|\n|-|-|\n|甲|甲|甲|甲|", "|甲|\n|-|\n|甲", "|甲|甲|\n|—|—|", "|甲|甲|\n|-|-|\n甲", "｜甲｜", "甲|甲\n-|-\n甲\\|甲|`甲\\|`|甲", "|甲|", "|`甲|甲`|甲|\n|-|-|\n|`甲|甲`|甲|",
	"[甲](item:a)", "[甲](item:a \"甲\")", "[](item:甲)", "[甲](https://a.cn/甲 '甲')", "[甲](a b)", "[甲](a）", "[甲]（item:a）", "【甲】(item:a)", "[甲]()", "[甲](<甲>)", "[甲](javascript:甲)", "[甲](foo:甲)", "[甲](甲 甲)", "[甲](#甲 (甲))",
	"![甲](a.png \"甲\")", "![甲](https://a.cn/a.png)", "![甲](a b.png)", "！[甲](a.png)", "![甲]", "![甲][b]", "<https://a.cn/甲>", "https://a.cn/甲", "<甲>", "<甲@a.cn>", "<b>甲</b>", "<div 甲=\"甲\">甲</div>", "<!-- 甲 -->", "<?甲?>", "<!甲>", "<![CDATA[甲]]>", "<script>甲", "</甲>", "<a title='甲'>",
	"**甲**", "**甲", "_甲_", "~~甲~~", "~甲~", "＊＊甲＊＊", "==甲==", "^甲^", "甲{.甲}", "## 甲 {#甲}", "{甲}", "{{甲}}", "{% 甲 %}", ":甲:", ": 甲", ":::甲", "$甲$", "&甲;", "甲&nbsp;甲", "\\甲", "甲\\", "甲  ", "甲\u200b", "+++", "甲:: 甲", "* * *", "[TOC]", "[[甲]]", "[[甲|甲]]", "@[甲](a)", "*[甲]: 甲",
}

// TestNothingVanishes: every Han character of a body is on the page, or a finding
// names its line.
func TestNothingVanishes(t *testing.T) {
	for _, one := range constructs {
		if lost := vanished(one); lost != "" {
			t.Errorf("the page shows nothing of %q in %q, and no finding names its line: show it, or tell it", lost, one)
		}
	}
	rounds := 4000
	if testing.Short() {
		rounds = 400
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range rounds {
		var b strings.Builder
		for range 2 + random.IntN(7) {
			b.WriteString([]string{"", "", "", "- ", "> ", "    ", "1. ", "　　"}[random.IntN(8)])
			b.WriteString(constructs[random.IntN(len(constructs))])
			b.WriteString([]string{"\n\n", "\n", "", "\n\n"}[random.IntN(4)])
		}
		next := '一'
		body := strings.Map(func(r rune) rune {
			if r == '甲' {
				next++
				return next
			}
			return r
		}, b.String())
		if lost := vanished(body); lost != "" {
			t.Fatalf("the page shows nothing of %q, and no finding names its line: show it, or tell it\n%s\n%s", lost, body, describe(body))
		}
	}
}

// TestManyNotes would not end if notes were quadratic.
func TestManyNotes(t *testing.T) {
	var b strings.Builder
	for n := range 20000 {
		fmt.Fprintf(&b, "[^%d]: 甲\n\n", n)
	}
	Parse(b.String() + strings.Repeat("[^x] ", 5000) + "\n\n" + strings.Repeat("[^19999] ", 5000))
}
