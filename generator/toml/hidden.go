package toml

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"handbook/generator/diag"
)

// Characters that nobody sees can still do harm. The scanner judges them, so that
// a fault points at the character, raw or escaped:
//
//   - C0 controls and U+007F can only come from an escape. Most are slips, as in
//     "C:\forms"; neither XML nor a page can hold them. They are errors.
//   - The other characters that are [Hidden] come along when text is pasted, and can
//     make it read falsely. They are warnings, as in a body, and the values of the
//     document are without them.
//
// In a key all are errors: the key would look like another one.

// unseen notes a character of a string if it is such a one; it, or its escape,
// stands at bytes [off, end).
func (s *scanner) unseen(r rune, off, end int) {
	var fault diag.Fault
	switch {
	case !Hidden(r):
		return
	case s.inKey:
		fault = message(hiddenInKey).WithHint(hintControl)
	case r < ' ' || r == 0x7f:
		fault = message(escapedControl, s.s[off:end]).WithHint(hintEscaped)
	default:
		fault = message(leftOut, r).WithHint(hintLeftOut)
		fault.Severity = diag.Warning
	}
	f := offsetFault{span{off, end}, fault}
	if last := len(s.hidden) - 1; last < maxFaults {
		s.hidden = append(s.hidden, f)
	} else if fault.Severity < s.hidden[last].fault.Severity {
		s.hidden[last] = f
	}
}

// Hidden reports whether nobody sees a character and no text needs it, while it can
// change how a text reads or carry another one: controls except tabs and line ends,
// signs that turn the direction of text, tags and annotations, formats that Unicode
// has withdrawn, noncharacters.
func Hidden(r rune) bool {
	switch {
	case r < 0x7F:
		return r < ' ' && r != '\t' && r != '\n'
	case r <= 0x9F, r == 0x061C, r == 0x200E, r == 0x200F,
		r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x206F,
		r >= 0xFFF9 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE007F:
		return true
	}
	return unicode.Is(unicode.Noncharacter_Code_Point, r)
}

// mayBeUnseen reports whether c can begin a character that unseen notes.
func mayBeUnseen(c byte) bool { return c == 0xC2 || c == 0xD8 || c == 0xE2 || c == 0xEF || c >= 0xF0 }

// character steps over a character of a text that mayBeUnseen.
func (s *scanner) character() {
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	s.unseen(r, s.i, s.i+n)
	s.i += n
}

// withoutUnseen returns a text without the characters that unseen notes.
func withoutUnseen(text string) string {
	out := make([]byte, 0, len(text))
	for _, r := range text {
		if Hidden(r) {
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
