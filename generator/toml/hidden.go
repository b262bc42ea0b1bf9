package toml

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"handbook/generator/diag"
)

// What nobody sees in a value can still do harm. Texts are judged where they
// are scanned, so that a fault names the character itself, raw or escaped:
//
//   - C0 controls and U+007F can only come from an escape; most are slips, as in
//     "C:\forms", and neither XML nor a page can hold them: errors.
//   - C1 controls, and the characters that turn the direction of the text around
//     them, come along when text is pasted, and can make it read falsely: warnings,
//     as in a body. A document's values are without them.
//
// In a key all are errors: it would look like another one.

// unseen notes a character of a text if it is such a one; it, or its escape,
// stands at bytes [off, end).
func (s *scanner) unseen(r rune, off, end int) {
	f := offsetFault{span: span{off, end}}
	switch {
	case r == '\t' || r == '\n':
		return
	case r < ' ' || r == 0x7f:
		f.said, f.hint = diag.Said{Message: escapedControl, Args: []any{s.s[off:end]}}, diag.Said{Message: hintEscaped}
	case r <= 0x9f && r >= 0x80 || turns(r):
		f.severity = diag.Warning
		f.said, f.hint = diag.Said{Message: leftOut, Args: []any{r}}, diag.Said{Message: hintLeftOut}
	default:
		return
	}
	if s.inKey {
		f.severity, f.said, f.hint = diag.Error, diag.Said{Message: hiddenInKey}, diag.Said{Message: hintControl}
	}
	if last := len(s.hidden) - 1; last < maxFaults {
		s.hidden = append(s.hidden, f)
	} else if f.severity < s.hidden[last].severity {
		s.hidden[last] = f
	}
}

// turns reports whether a character changes the direction of text.
func turns(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0x061C
}

// mayBeUnseen reports whether c begins a character that unseen notes: most text
// needs no closer look.
func mayBeUnseen(c byte) bool { return c == 0xE2 || c == 0xC2 || c == 0xD8 }

// character steps over a character of a text that mayBeUnseen.
func (s *scanner) character() {
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	s.unseen(r, s.i, s.i+n)
	s.i += n
}

// seen takes out of a value's texts what unseen notes. It works in place.
func seen(value any) any {
	switch value := value.(type) {
	case string:
		return withoutUnseen(value)
	case []any:
		for i := range value {
			value[i] = seen(value[i])
		}
	case []map[string]any:
		for i := range value {
			seen(value[i])
		}
	case map[string]any:
		for key := range value {
			value[key] = seen(value[key])
		}
	}
	return value
}

func withoutUnseen(text string) string {
	out := make([]byte, 0, len(text))
	for _, r := range text {
		if unicode.IsControl(r) && r != '\t' && r != '\n' || turns(r) {
			continue
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out)
}

// shows reports whether a text has anything to see: not only spaces, and
// characters that have no shape of their own.
func shows(text string) bool {
	for _, r := range text {
		if !unicode.IsSpace(r) && r != '\u2800' && // a pattern of Braille without a dot
			!unicode.In(r, unicode.Cc, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) {
			return true
		}
	}
	return false
}

func blank(text string) bool { return strings.Trim(text, " \t\u3000\u00a0") == "" }
