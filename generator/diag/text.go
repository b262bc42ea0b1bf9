package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

var (
	wordError   = Message{EN: "error", ZH: "错误"}
	wordWarning = Message{EN: "warning", ZH: "警告"}
	wordHint    = Message{EN: "hint", ZH: "办法"}
	wordNote    = Message{EN: "note", ZH: "参看"}
)

// maxShown bounds the part of a source line that is printed, in columns.
const maxShown = 100

// WriteText prints the faults, sorted and each once, in the form of the
// package comment.
func (l List) WriteText(w io.Writer, lang Lang) error {
	b := bufio.NewWriter(w)
	for _, f := range l.Sorted() {
		word := wordError
		if f.Severity == Warning {
			word = wordWarning
		}
		fmt.Fprintf(b, "%s: %s: %s", f.Pos, word.In(lang), f.Said.In(lang))
		if f.Said.Code != "" {
			fmt.Fprintf(b, " [%s]", f.Said.Code)
		}
		b.WriteByte('\n')
		writeExcerpt(b, f.Pos)
		for _, n := range f.Notes {
			fmt.Fprintf(b, "  %s: %s: %s\n", wordNote.In(lang), n.Pos, n.Said.In(lang))
			writeExcerpt(b, n.Pos)
		}
		if hint := f.Hint.In(lang); hint != "" {
			fmt.Fprintf(b, "  %s: %s\n", wordHint.In(lang), hint)
		}
	}
	return b.Flush()
}

// writeExcerpt prints the line of a position with carets below the part meant.
func writeExcerpt(b *bufio.Writer, p Pos) {
	if p.Line == 0 || p.Text == "" {
		return
	}
	runes := []rune(p.Text)
	start := min(max(p.Col-1, 0), len(runes))
	length := max(p.Len, 1)
	// A long line is cut to a window around the fault.
	from := 0
	if start > maxShown/2 {
		from = start - maxShown/4
	}
	to := min(len(runes), from+maxShown)
	shown := make([]rune, 0, to-from)
	for _, r := range runes[from:to] {
		shown = append(shown, visible(r))
	}
	before := columns(shown[:min(start-from, len(shown))])
	under := 1
	if start-from < len(shown) {
		end := min(start-from+length, len(shown))
		under = max(1, columns(shown[start-from:end]))
	}
	lead, tail := "", ""
	if from > 0 {
		lead, before = "…", before+2 // an ellipsis takes two columns beside Han
	}
	if to < len(runes) {
		tail = "…"
	}
	number := fmt.Sprintf("%4d", p.Line)
	fmt.Fprintf(b, "%s | %s%s%s\n", number, lead, string(shown), tail)
	fmt.Fprintf(b, "%s | %s%s\n", strings.Repeat(" ", len(number)),
		strings.Repeat(" ", before), strings.Repeat("^", under))
}

// visible replaces what would disturb a terminal: tabs, controls, and the
// characters that reorder or hide text.
func visible(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == 0xFFFD:
		return '�'
	}
	return r
}

// columns is the width of text on a terminal; Han and full-width forms take two.
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
