package diag

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

var (
	wordError   = Message{EN: "error", ZH: "错误"}
	wordWarning = Message{EN: "warning", ZH: "警告"}
	wordHint    = Message{EN: "hint", ZH: "办法"}
	wordNote    = Message{EN: "note", ZH: "参看"}
	wordFirst   = Message{EN: "the first at %s: %s", ZH: "第一处在 %s：%s"}
	wordOthers  = Message{EN: "of %d other kinds", ZH: "其他 %d 类"}
)

// maxShown is the greatest width in columns of a printed part of a source line;
// maxRunes is its greatest length, for characters without width.
const (
	maxShown = 100
	maxRunes = 4 * maxShown
)

// ellipsis marks a cut. The character … is one column wide on some terminals and
// two on others.
const ellipsis = "..."

// WriteText prints the faults in the form of the package comment, sorted and
// without duplicates.
func (l List) WriteText(w io.Writer, lang Lang) error {
	b := bufio.NewWriter(w)
	for _, f := range l.Sorted() {
		word := wordError
		if f.Severity == Warning {
			word = wordWarning
		}
		fmt.Fprintf(b, "%s: %s: %s", clean(f.Pos.String()), word.In(lang), clean(f.Said.In(lang)))
		if f.Said.Code != "" {
			fmt.Fprintf(b, " [%s]", f.Said.Code)
		}
		b.WriteByte('\n')
		writeExcerpt(b, f.Pos)
		for _, n := range f.Notes {
			fmt.Fprintf(b, "  %s: %s: %s\n", wordNote.In(lang), clean(n.Pos.String()), clean(n.Said.In(lang)))
			writeExcerpt(b, n.Pos)
		}
		if hint := f.Hint.In(lang); hint != "" {
			fmt.Fprintf(b, "  %s: %s\n", wordHint.In(lang), clean(hint))
		}
	}
	return b.Flush()
}

// WriteKinds prints how many faults there are of each kind, the most frequent
// first, with the first of each. It prints at most max lines; the last may stand
// for the kinds that are left.
func (l List) WriteKinds(w io.Writer, lang Lang, max int) error {
	var firsts []Fault
	counts := map[string]int{}
	for _, f := range l.Sorted() {
		if counts[f.Said.Code]++; counts[f.Said.Code] == 1 {
			firsts = append(firsts, f)
		}
	}
	slices.SortStableFunc(firsts, func(a, b Fault) int { return counts[b.Said.Code] - counts[a.Said.Code] })
	b := bufio.NewWriter(w)
	for n, f := range firsts {
		if n == max-1 && len(firsts) > max {
			rest := 0
			for _, f := range firsts[n:] {
				rest += counts[f.Said.Code]
			}
			fmt.Fprintf(b, "%6d %s\n", rest, wordOthers.In(lang, len(firsts)-n))
			break
		}
		fmt.Fprintf(b, "%6d [%s] %s\n", counts[f.Said.Code], f.Said.Code, wordFirst.In(lang, clean(f.Pos.String()), clean(f.Said.In(lang))))
	}
	return b.Flush()
}

// writeExcerpt prints the line of a position with carets below the marked part.
func writeExcerpt(b *bufio.Writer, p Pos) {
	if p.Line == 0 || p.Text == "" {
		return
	}
	runes := []rune(p.Text)
	start := min(max(p.Col-1, 0), len(runes))
	length := max(p.Len, 1)
	for i, r := range runes {
		runes[i] = visible(r)
	}
	// A long line is cut to a window around the fault.
	from, to := 0, start
	if columns(runes[:start]) > maxShown/2 || start > maxRunes {
		from = start
		for room := maxShown / 4; from > 0 && start-from < maxRunes; from-- {
			if room -= columns(runes[from-1 : from]); room < 0 {
				break
			}
		}
	}
	for room := maxShown - columns(runes[from:start]); to < len(runes) && to-start < maxRunes; to++ {
		if room -= columns(runes[to : to+1]); room < 0 {
			break
		}
	}
	lead, tail := "", ""
	if from > 0 {
		lead = ellipsis
	}
	if to < len(runes) {
		tail = ellipsis
	}
	before := len(lead) + columns(runes[from:start])
	under := max(1, columns(runes[start:min(start+length, to)]))
	number := fmt.Sprintf("%4d", p.Line)
	fmt.Fprintf(b, "%s | %s%s%s\n", number, lead, string(runes[from:to]), tail)
	fmt.Fprintf(b, "%s | %s%s\n", strings.Repeat(" ", len(number)),
		strings.Repeat(" ", before), strings.Repeat("^", under))
}

// visible replaces characters that disturb a terminal: tabs, controls, line ends,
// and characters that reorder or hide text.
func visible(r rune) rune {
	switch {
	case r == '\t', r == '\n':
		return ' '
	case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
		return '�'
	}
	return r
}

// clean makes a message safe for a terminal: messages quote the content.
func clean(s string) string { return strings.Map(visible, s) }

// columns returns the width of text on a terminal; Han and full-width forms take two.
func columns(runes []rune) int {
	n := 0
	for _, r := range runes {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			if !unicode.Is(unicode.Mn, r) {
				n++
			}
		}
	}
	return n
}
