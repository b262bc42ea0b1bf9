package workbook

import (
	"strings"
	"unicode"
)

// clean removes from a cell's text what comes along from Word and web pages:
// hidden characters, odd spaces, blank lines, spaces at the ends of lines.
func clean(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\u200d': // joins emoji
			return r
		case r == '\t', r == '\u3000', unicode.Is(unicode.Zs, r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '\ufffd', r == '\ufffe', r == '\uffff', string(r) == underscore:
			return -1
		}
		return r
	}, s)
	var kept []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// oneLine joins lines, with a space between Latin letters and figures alone.
func oneLine(s string) string {
	var b strings.Builder
	last := rune(0)
	for line := range strings.SplitSeq(s, "\n") {
		for n, r := range line {
			if n == 0 && last != 0 && last < 0x2e80 && r < 0x2e80 {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			last = r
		}
	}
	return b.String()
}

// short returns a text that names something, in a key or in a list: one line, clean,
// and not long.
func short(s string) string {
	s = clean(oneLine(s))
	if runes := []rune(s); len(runes) > 60 {
		s = clean(string(runes[:60]))
	}
	return s
}

// narrow turns full-width figures, letters and signs into ASCII, for numbers,
// phones and web addresses.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '—', r == '–', r == '−', r == '‐', r == '‑', r == '‒', r == '―':
			return '-'
		case r == '。':
			return '.'
		}
		return r
	}, s)
}
