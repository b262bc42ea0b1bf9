package prose

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// hostile bodies are made of one piece, repeated.
var hostile = []string{
	"*a_", "[a](b", "[a](b)", "[a][b]", "[", "]", "![", "![a](", "*", "**a ", "a**", "*a* ", "_", "~~", "~~a", "`", "`a``", "``a`",
	"<", "<a", "<a b='", "<!--", "<?", "<!A", "<![CDATA[", "<a@b.c>", "<http://a.b>", "&", "&#", "&amp;", "\\", "\\*", "\n", "\r", "\r\n",
	" ", "\t", "　", "> ", ">\n", "- ", "-\n", "- a\n", "1. ", "1.\n", "1. a\n", "  - a\n", "a\n", "a\n\n", "*a\n", "[a\n", "`a\n", "#", "# a\n", "# \n", "## 一\n",
	"=\n", "-\n=\n", "a\n-\n", "a\n=\n", "---\n", "***\n", "+++\n", "```\n", "~~~\n", "```toml\n\"a\n```\n", "    a\n", "    甲\n\n",
	"|", "|-", "|a|\n", "a|b\n-|-\n`a\\|b`|\n\n", "|\n|-|\n", ":-\n", "|:-\n", "`\\|`|",
	"[a]: b\n", "[a]: b 'c\n", "[a]:\n", "[a]: <", "[甲]: item:b\n[甲]\n\n", "[^a]", "http", "http://", "https://a", "https://a.b ", "http://-", "https://a).",
	"[](item:a)", "[a](item:)", "[a](itme:b)\n\n", "![](a)", "[![a](b)](c)", "![[a](b)](c)", "[a](javascript:b)", "[a](<", "[a](b \"", "\xff", "\xe4\xb8", "\x00", "\u202e",
	"<b>", "<div>\n", "<div>\n\n", "<script>\n", "<br>\n\n", "“**甲**”", "**甲**", "甲\n乙 a\n", "> - ", "> 1. ", "[^1]: 甲\n\n", "[^1]", "甲[^1]\n\n[^1]: 乙\n\n", "|甲|乙|丙\n", "1、甲\n", "](", "]（", "＊＊", "- > ", "* * ", "+ \t", "(", "a(b", "\\\n", "  \n", "a  \n", "- [ ] ", "- [ ] a\n", "{{", "&#x202e;",
	"[a](\n", "[a](b\n\"c\n", "- - - - a\n", "-  \n\n", "- a\n\n", "- a\n\n  b\n\n", "> a\nb\n", "[[a]", "[a]]", "[a]([", "*[a](*", "_[a_", "!", "![a]", "<a>b</a>", "</a ",
}

// TestHostile would not end if anything were quadratic.
func TestHostile(t *testing.T) {
	size := 1 << 17
	if testing.Short() {
		size = 1 << 12
	}
	check := func(body string) {
		doc, found := Parse(body)
		html := string(doc.HTML(resolve, src))
		if len(html) < 1<<17 || testing.Short() { // a check of more tells nothing new
			if err := wellFormed(html); err != nil {
				t.Errorf("%.30q repeated: %v", body, err)
			}
		}
		if len(html) > 64*len(body)+1000 {
			t.Errorf("%.30q repeated: %d bytes became %d", body, len(body), len(html))
		}
		for _, f := range found {
			if f.Offset < 0 || f.Len < 0 || f.Offset+f.Len > len(body) {
				t.Errorf("%.30q repeated: %s lies outside of the body: %d+%d", body, f.fault.Code(), f.Offset, f.Len)
			}
		}
	}
	for _, piece := range hostile {
		check(strings.Repeat(piece, size/len(piece)))
		// Many paragraphs, each within its bounds.
		one := strings.Repeat(piece, max(min(3000, size/4)/len(piece), 1)) + "\n\n"
		check(strings.Repeat(one, size/len(one)))
		// As many lines as are allowed, where those above were too many.
		if n := strings.Count(piece, "\n"); n > 0 && size/len(piece)*n > maxLines {
			check(strings.Repeat(piece, maxLines/n))
		}
	}
	deep := ""
	for i := range maxIndent / 2 {
		deep += strings.Repeat(" ", 2*i) + "- a\n"
	}
	for _, tail := range []string{
		"a\n", strings.Repeat("\n", 900) + deep, strings.Repeat(" ", maxIndent) + "a\n", strings.Repeat(" ", maxIndent) + "\n",
		strings.Repeat("> ", maxMarkers) + "a\n", "-\n\n", strings.Repeat("- ", maxMarkers) + "\n", "a\n" + deep,
	} {
		check(deep + strings.Repeat(tail, size/len(tail)))
	}
}

var tagPattern = regexp.MustCompile(`^<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>`)
var attributePattern = regexp.MustCompile(` ([a-z-]+)="([^"]*)"`)

// wellFormed says what is wrong with the HTML of a Doc: it consists of text,
// of entities and of known tags with known attributes, all closed.
func wellFormed(html string) error {
	if !utf8.ValidString(html) {
		return fmt.Errorf("invalid UTF-8")
	}
	const tags = " p h2 h3 h4 h5 h6 em strong del code pre a img br hr ul ol li blockquote div table thead tbody tr th td span sup "
	const empty = " img br hr "
	const attributes = " id class href title rel src alt loading scope tabindex role aria-label start value "
	var open []string
	for at := 0; ; {
		i := strings.IndexAny(html[at:], "<>")
		if i < 0 {
			break
		}
		at += i
		var m []string
		if end := strings.IndexByte(html[at:], '>'); end > 0 {
			m = tagPattern.FindStringSubmatch(html[at : at+end+1])
		}
		if m == nil {
			return fmt.Errorf("stray bracket: %.60q", html[at:])
		}
		at += len(m[0])
		if !strings.Contains(tags, " "+m[2]+" ") {
			return fmt.Errorf("unknown element %s", m[0])
		}
		for _, a := range attributePattern.FindAllStringSubmatch(m[3], -1) {
			if !strings.Contains(attributes, " "+a[1]+" ") {
				return fmt.Errorf("unknown attribute in %s", m[0])
			}
			value := strings.ToLower(a[2])
			if a[1] == "href" && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:") || strings.HasPrefix(value, "vbscript:")) {
				return fmt.Errorf("unsafe address in %s", m[0])
			}
		}
		switch {
		case m[1] == "/":
			if len(open) == 0 || open[len(open)-1] != m[2] {
				return fmt.Errorf("%s closes %v", m[0], open)
			}
			open = open[:len(open)-1]
		case !strings.Contains(empty, " "+m[2]+" "):
			open = append(open, m[2])
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("not closed: %v", open)
	}
	return nil
}

func FuzzParse(f *testing.F) {
	for _, piece := range hostile {
		f.Add(strings.Repeat(piece, 3) + "甲")
	}
	f.Add("## 一\n\n**“甲”**。[](item:a#b)[乙](https://a.cn)![丙](d.png)\n\n|a|b|\n|-|-|\n|`c\\|d`|\n\n```toml\na = \"b\"\n```\n- [ ] x\n")
	for _, one := range constructs {
		f.Add(one + "\n\n" + one)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if lost := vanished(body); lost != "" {
			t.Errorf("%q has vanished", lost)
		}
		doc, found := Parse(body)
		html := string(doc.HTML(resolve, src))
		if err := wellFormed(html); err != nil {
			t.Errorf("%v\n%s", err, html)
		}
		if err := wellFormed(string(doc.WithIDPrefix("x-").HTML(nil, nil))); err != nil {
			t.Error(err)
		}
		if !utf8.ValidString(doc.Text) {
			t.Error("the text is not UTF-8")
		}
		inside := func(offset, length int) {
			if offset < 0 || length < 0 || offset+length > len(body) {
				t.Errorf("%d+%d lies outside of the body", offset, length)
			}
		}
		for _, f := range found {
			inside(f.Offset, f.Len)
		}
		for _, r := range doc.Refs {
			inside(r.Offset, r.Len)
		}
		for _, l := range doc.Links {
			inside(l.Offset, l.Len)
		}
		for _, i := range doc.Images {
			inside(i.Offset, i.Len)
		}
		seen := map[string]bool{}
		for _, h := range doc.Headings {
			inside(h.Offset, h.Len)
			if h.ID == "" || seen[h.ID] || strings.HasPrefix(h.ID, "s-") {
				t.Errorf("bad id %q", h.ID)
			}
			seen[h.ID] = true
		}
	})
}

// body3K is as long and as mixed as the pages of the handbook.
var body3K = strings.Repeat(`## 办理条件

**“三免一补”**是指对义务教育阶段学生免除学杂费、免费提供教科书、免除寄宿生住宿费，
并对家庭经济困难寄宿生补助生活费。依据[《国务院通知》](source:edu-funds-2016)执行，咨询电话[12345](tel:12345)。

1. 向学校提出申请，填写[申请表](files/form.docx)；
2. 学校审核、公示，见[](item:boarding-allowance)；
3. 教育部门复核。

| 学段 | 标准 | 单位 |
|---|--:|---|
| 小学 | 1000 | 元/生·年 |
| 初中 | 1250 | 元/生·年 |

`, 4)

func BenchmarkParse(b *testing.B) {
	b.SetBytes(int64(len(body3K)))
	for b.Loop() {
		Parse(body3K)
	}
}

func BenchmarkHTML(b *testing.B) {
	doc, _ := Parse(body3K)
	b.ReportAllocs()
	for b.Loop() {
		doc.HTML(resolve, src)
	}
}
