package prose

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"

	"handbook/generator/diag"
)

// Slips are what people who write Chinese take for markup and Markdown takes for
// text: full-width signs, lists without a space, lists written 1、 and （一）. The page
// shows them as they are, often several lines run into one, so each kind is told
// once for each block.

type message = diag.Message

// slip tells a slip of the block once. The first argument is for the message too.
func (w *writer) slip(at, length int, said, hint message, args ...any) {
	if w.told[said.Code] {
		return
	}
	if w.told == nil {
		w.told = map[string]bool{}
	}
	w.told[said.Code] = true
	w.warn(at, length, said, args[:min(len(args), 1)]...).hint(hint, args...)
}

// marker matches the number or the sign at the start of an entry of a list, as
// Chinese texts have them.
var marker = regexp.MustCompile(`^(?:` +
	`[（(][\s　]*(?:[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,4}|[A-Za-zａ-ｚＡ-Ｚ])[\s　]*[)）]` +
	`|[0-9０-９]{1,3}(?:[、．)）]|\.(?:[^0-9]|$))` +
	`|[A-Za-zａ-ｚＡ-Ｚ][、．]` +
	`|[一二三四五六七八九十百]{1,4}[、．.]` +
	`|第[一二三四五六七八九十百0-9０-９]{1,4}[条章节步款项点]` +
	`|[①-⓿㈠-㈩㊀-㊉❶-➓ⅰ-ⅿⅠ-Ⅿ]` +
	`|[－–•·●○◆◇■□▪▲△★☆※]` +
	`|[*+\-][^\s*+\-0-9])`)

// sign is the first rune of a marker, or '1' for numbers of any kind.
func sign(marker string) rune {
	r, _ := utf8.DecodeRuneInString(marker)
	if strings.ContainsRune("*+-－–•·●○◆◇■□▪▲△★☆※", r) {
		return r
	}
	return '1'
}

var (
	entry = regexp.MustCompile(`^[0-9]{1,9}[.)] `) // of a list that cannot begin within a paragraph
	rule  = regexp.MustCompile(`^[—–－＊＿＝]{2,}$`)
	wides = regexp.MustCompile(`^(?:＃+|＞|｜|｀{3})`)
)

// lineSlips tells the slips at the starts of the lines of a paragraph.
func (w *writer) lineSlips(n ast.Node) {
	var previous string
	signs := map[rune]bool{}
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		raw := string(segment.Value(w.src))
		text := strings.TrimLeft(raw, " \t\u3000\u00a0")
		at := segment.Stop - len(text)
		text = strings.TrimRight(text, " \t\r\n\u3000")
		if text == "" {
			continue
		}
		hashes := len(text) - len(strings.TrimLeft(text, "#"))
		switch r, _ := utf8.DecodeRuneInString(text[min(hashes, len(text)):]); {
		case hashes > 0 && hashes <= 6 && chinese(r):
			w.slip(at, hashes, msgTight, hintTight)
		case rule.MatchString(text):
			w.slip(at, len(text), msgWide, hintRule, short(text))
		case i > 0 && strings.HasPrefix(text, ": "):
			w.slip(at, 1, msgTerms, hintTerms)
		case text[0] == '|':
			w.slip(at, len(text), msgNoTable, hintNoTable)
		default:
			if wide := wides.FindString(text); wide != "" {
				w.slip(at, len(wide), msgWide, hintWide, wide, norm.NFKC.String(wide))
			}
		}
		if mark := marker.FindString(text); mark != "" && !(i == 0 && isMarkup(n.FirstChild(), at)) {
			s := sign(mark)
			switch bullet := strings.ContainsRune("*+-", s); {
			case bullet || s == '－' || s == '–':
				_, size := utf8.DecodeRuneInString(text)
				if r, _ := utf8.DecodeRuneInString(text[size:]); i == 0 && !chinese(r) && !unicode.IsSpace(r) || bullet && !chinese(r) {
					break
				}
				w.slip(at, size, msgList, hintBullet, text[:size])
			case i == 0 || !signs[s] && !entry.MatchString(text) && !strings.ContainsAny(previous, "：；。！？:;.!?"):
			default:
				if dot := strings.IndexByte(mark, '.'); dot > 0 {
					mark = mark[:dot+1]
				}
				w.slip(at, len(mark), msgList, hintNumber, mark)
			}
			signs[s] = true
		}
		_, size := utf8.DecodeLastRuneInString(text)
		previous = text[len(text)-size:]
		if i+1 < lines.Len() && (strings.HasSuffix(strings.TrimRight(raw, "\r\n"), "  ") || strings.HasSuffix(text, `\`)) {
			signs, previous = map[rune]bool{}, "" // a line break that the page shows
		}
	}
}

// isMarkup reports whether the first part of a paragraph is more than text, so that
// a star at its start is emphasis.
func isMarkup(first ast.Node, at int) bool {
	t, ok := first.(*ast.Text)
	return !ok || t.Segment.Start > at
}

const addressStart = `(?:item|domain|group|agency|guide|source|file|https?|mailto|tel|文件|网址)[:：]|\.{0,2}/|[^\s()（）]*\.(?:html?|pdf|docx?|xlsx?|zip|png|jpe?g)\b`

var (
	wideLink   = regexp.MustCompile(`\]（|[］】](?:[ 　]*)[（(](?:` + addressStart + `)`)
	brokenLink = regexp.MustCompile(`(?:^|[^\\])(\]\()`)
	wideStars  = regexp.MustCompile(`＊＊|～～|＿＿|｀`)
	wideScheme = regexp.MustCompile(`https?：//`)
	lostNote   = regexp.MustCompile(`[\[［]\^[^\s\[\]［］]{1,40}[\]］]`)
	pictureEnd = regexp.MustCompile(`(?i)\.(?:png|jpe?g|gif|webp|avif|bmp|svg|tiff?|heic)$`)
)

// textSlips tells the slips within a text; at is where it stands in the body.
func (w *writer) textSlips(raw string, at int, next ast.Node) {
	if !strings.ContainsAny(raw, "]］】＊～＿｀：！") {
		return
	}
	if m := wideLink.FindStringIndex(raw); m != nil {
		w.slip(at+m[0], m[1]-m[0], msgWideLink, hintLink)
	}
	if m := brokenLink.FindStringSubmatchIndex(raw); m != nil {
		w.slip(at+m[2], m[3]-m[2], msgBrokenLink, hintBrokenLink)
	}
	if m := lostNote.FindStringIndex(raw); m != nil {
		w.slip(at+m[0], m[1]-m[0], msgNoNote, hintNoNote, strings.NewReplacer("［", "[", "］", "]").Replace(raw[m[0]:m[1]]))
	}
	for _, wide := range []*regexp.Regexp{wideStars, wideScheme} {
		if m := wide.FindStringIndex(raw); m != nil {
			w.slip(at+m[0], m[1]-m[0], msgWide, hintWide, raw[m[0]:m[1]], norm.NFKC.String(raw[m[0]:m[1]]))
		}
	}
	if strings.HasSuffix(raw, "！") && toPicture(next) {
		w.slip(at+len(raw)-len("！"), len("！"), msgWide, hintWide, "！[", "![")
	}
}

// toPicture reports whether a node is a link to a picture of the site.
func toPicture(n ast.Node) bool {
	link, ok := n.(*ast.Link)
	return ok && pictureEnd.Match(link.Destination) && judge(string(link.Destination)).scheme == ""
}

// isPicture reports whether a link is a picture whose ! is full-width, which has been
// told.
func (w *writer) isPicture(n ast.Node) bool {
	before, ok := n.PreviousSibling().(*ast.Text)
	return ok && toPicture(n) && bytes.HasSuffix(before.Segment.Value(w.src), []byte("！"))
}

// setext tells a heading that a line of hyphens or equal signs makes of a paragraph,
// where that is likely not meant.
func (w *writer) setext(n *ast.Heading) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	first, last := lines.At(0), lines.At(lines.Len()-1)
	if before := bytes.TrimRight(w.src[:first.Start], " \t"); bytes.HasSuffix(before, []byte("#")) {
		return
	}
	_, below, _ := bytes.Cut(w.src[last.Start:], []byte("\n"))
	underline, _, _ := bytes.Cut(below, []byte("\n"))
	text := strings.TrimSpace(string(last.Value(w.src)))
	end, _ := utf8.DecodeLastRuneInString(text)
	if lines.Len() > 1 || strings.ContainsRune("。；：，、！？", end) || len(bytes.Trim(underline, "> \t\r")) < 3 {
		w.warn(first.Start, len(strings.TrimRight(string(first.Value(w.src)), " \t\r\n")), msgSetext, string(bytes.Trim(underline, "> \t\r"))).hint(hintSetext)
	}
}

// quote tells a comparison that has become a quotation: >60岁.
func (w *writer) quote(n *ast.Blockquote) {
	at := n.Pos()
	if at >= 0 && at+1 < len(w.src) && w.src[at] == '>' && (w.src[at+1] == '=' || '0' <= w.src[at+1] && w.src[at+1] <= '9') {
		w.warn(at, 1, msgGreater).hint(hintGreater)
	}
}

var entryNumber = regexp.MustCompile(`^[ \t]*([0-9]{1,9})`)

// number returns the number that the writer gave an entry of a list; -1 where it
// cannot be told.
func (w *writer) number(item ast.Node) int {
	at := item.Pos()
	if at < 0 || at >= len(w.src) {
		return -1
	}
	digits := entryNumber.FindSubmatch(w.src[at:])
	if digits == nil {
		return -1
	}
	n, _ := strconv.Atoi(string(digits[1]))
	return n
}

// numbers returns the numbers that the entries of a list must name, because the
// browser would count otherwise; nil where it counts as the writer did, or where all
// have the same number, which means that the browser shall count.
func (w *writer) numbers(list *ast.List) []int {
	var out []int
	counts, same := true, true
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		n := w.number(item)
		if n < 0 {
			return nil
		}
		counts = counts && n == list.Start+len(out)
		same = same && n == list.Start
		out = append(out, n)
	}
	if counts || same {
		return nil
	}
	return out
}
