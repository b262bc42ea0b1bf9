package toml

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// value reads one value and puts its place into n, which may be nil.
func (s *scanner) value(n *node) bool {
	s.skipSpace()
	start := s.i
	if !s.anyValue(n) {
		return false
	}
	if n != nil {
		n.val = span{start, s.i}
	}
	return s.brief(start)
}

func (s *scanner) anyValue(n *node) bool {
	c := s.at(s.i)
	switch {
	case s.i >= len(s.s) || c == '\n' || c == '#':
		s.fail(s.i, s.i, valueMissing)
		return s.hint(hintValue)
	case c == '"' || c == '\'':
		if s.at(s.i+1) == c && s.at(s.i+2) == c {
			return s.lines(c)
		}
		return s.line(c)
	case c == '[':
		return s.nested(func() bool { return s.array(n) })
	case c == '{':
		return s.charge(1) && s.nested(func() bool { return s.inlineTable(n) }) // a table costs twice a list
	case '0' <= c && c <= '9':
		s.number()
		return true
	case c == '+' || c == '-' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		return s.word()
	}
	return s.noValue()
}

// nested guards the library's recursion, which knows no bounds.
func (s *scanner) nested(read func() bool) bool {
	s.depth++
	if s.depth > maxNesting {
		s.fail(s.i, s.i+1, tooDeep, maxNesting)
		return s.hint(hintNesting)
	}
	if !s.charge(1) {
		return false
	}
	ok := read()
	s.depth--
	return ok
}

// number reads a number or date roughly; the library judges it. A date may
// hold one or more spaces, as in 2017-09-01 08:00:00.
func (s *scanner) number() {
	start := s.i
	for digit(s.at(s.i)) {
		s.i++
	}
	if c := s.at(s.i); (c == '-' || c == ':') && s.i > start {
		for s.i < len(s.s) && strings.IndexByte("0123456789-:Tt .Zz+", s.s[s.i]) >= 0 {
			s.i++
		}
		for s.s[s.i-1] == ' ' {
			s.i--
		}
		return
	}
	if s.i == start+1 && s.s[start] == '0' && s.i < len(s.s) && strings.IndexByte("xob", s.s[s.i]) >= 0 {
		s.i++
		for c := s.at(s.i); digit(c) || c == '_' || 'a' <= c|0x20 && c|0x20 <= 'f'; c = s.at(s.i) {
			s.i++
		}
		return
	}
	for digit(s.at(s.i)) || s.at(s.i) == '_' {
		s.i++
	}
	if c := s.at(s.i); c == '.' || c|0x20 == 'e' {
		for c := s.at(s.i); digit(c) || c == '_' || c == '.' || c == '+' || c == '-' || c|0x20 == 'e'; c = s.at(s.i) {
			s.i++
		}
	}
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// word reads true, false, inf, nan, or a signed number.
func (s *scanner) word() bool {
	start := s.i
	if c := s.at(s.i); c == '+' || c == '-' {
		if s.i++; digit(s.at(s.i)) {
			s.number()
			return true
		}
	}
	letters := s.i
	for bare(s.at(s.i)) {
		s.i++
	}
	if r, _ := utf8.DecodeRuneInString(s.s[s.i:]); !unicode.IsLetter(r) {
		switch s.s[letters:s.i] {
		case "inf", "nan":
			return true
		case "true", "false":
			if letters == start {
				return true
			}
		}
	}
	s.i = start
	return s.noValue()
}

// noValue says why no value begins at s.i.
func (s *scanner) noValue() bool {
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	stop := lineEnd(s.s, s.i)
	rest := s.s[s.i:stop]
	if want := halfWidth(r); want != 0 && (want < 'A' || want == '[' || want == '{') {
		return s.fullWidth(s.i, n, r, want)
	}
	switch {
	case r == ',' || r == ']' || r == '}':
		s.fail(s.i, s.i+n, valueMissing)
		return s.hint(hintValue)
	case r == '.':
		s.fail(s.i, s.i+n, pointFirst)
		return s.hint(hintPointFirst)
	}
	end := s.i + len(rest)
	if i := strings.IndexAny(rest, ",]}#"); i > 0 {
		end = s.i + i
	}
	text := strings.TrimSpace(s.s[s.i:end])
	end = s.i + len(text)
	switch strings.ToLower(text) {
	case "yes", "true", "on", "是", "对", "有":
		s.fail(s.i, end, unquoted, short(text))
		return s.hint(hintBool, "true")
	case "no", "false", "off", "否", "错", "无":
		s.fail(s.i, end, unquoted, short(text))
		return s.hint(hintBool, "false")
	}
	s.fail(s.i, max(end, s.i+n), unquoted, short(text))
	return s.hint(hintQuotes, short(strings.Trim(text, `"'“”‘’`)))
}

// line reads a string on one line, from its quote.
func (s *scanner) line(quote byte) bool {
	start := s.i
	s.i++
	for s.i < len(s.s) {
		switch c := s.s[s.i]; {
		case c == quote:
			s.i++
			return true
		case c == '\n':
			return s.unclosedLine(start, quote)
		case c == '\\' && quote == '"':
			if !s.escape(false) {
				return false
			}
		case mayBeUnseen(c):
			s.character()
		default:
			s.i++
		}
	}
	return s.unclosedLine(start, quote)
}

// unclosedLine reports a string whose line ended first. Most often the closing
// quote is there, but typed with a Chinese input method.
func (s *scanner) unclosedLine(start int, quote byte) bool {
	text := strings.TrimRight(s.s[start:s.i], " \t,，]}")
	if r, n := utf8.DecodeLastRuneInString(text); n < len(text) && halfWidth(r) == '"' {
		off := start + len(text) - n
		s.fail(off, off+n, closedFullWidth, string(r))
		return s.hint(hintFullWidth, string(rune(quote)), string(r))
	}
	s.fail(start, start+len(strings.TrimRight(s.s[start:s.i], " \t")), unclosedText, string(rune(quote)))
	return s.hint(hintCloseText, string(rune(quote)), strings.Repeat(string(rune(quote)), 3))
}

// escape reads a backslash and what it escapes.
func (s *scanner) escape(multi bool) bool {
	start := s.i
	s.i++
	digits := 0
	c := s.at(s.i)
	switch c {
	case 'b', 't', 'n', 'f', 'r', 'e', '"', '\\':
	case ' ', '\t', '\n':
		if !multi {
			return s.badEscape(start)
		}
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		return s.badEscape(start)
	}
	s.i++
	for range digits {
		c := s.at(s.i) | 0x20
		if d := s.at(s.i); ('0' > d || d > '9') && ('a' > c || c > 'f') {
			return s.badEscape(start)
		}
		s.i++
	}
	if digits > 0 || c == 'b' || c == 'f' || c == 'r' || c == 'e' {
		r, _ := utf8.DecodeRuneInString(unescape(s.s[start:s.i]))
		s.unseen(r, start, s.i)
	}
	return true
}

func (s *scanner) badEscape(start int) bool {
	end := start + 1
	if end < len(s.s) && s.s[end] != '\n' {
		_, n := utf8.DecodeRuneInString(s.s[end:])
		end += n
	}
	s.i = start + 1
	s.fail(start, end, badEscape, s.s[start:end])
	return s.hint(hintEscape)
}

// lines reads a string between three quotes.
func (s *scanner) lines(quote byte) bool {
	start := s.i
	s.i += 3
	for s.i < len(s.s) {
		switch c := s.s[s.i]; {
		case c == quote:
			run := 1
			for s.at(s.i+run) == quote {
				run++
			}
			s.i += run
			if run > 5 { // two may stand before the closing three
				s.fail(s.i-run, s.i, tooManyQuotes)
				return s.hint(hintTooManyQuotes)
			}
			if run >= 3 {
				return true
			}
		case c == '\\' && quote == '"':
			if !s.escape(true) {
				return false
			}
		case mayBeUnseen(c):
			s.character()
		default:
			s.i++
		}
	}
	three := strings.Repeat(string(rune(quote)), 3)
	s.fail(start, start+3, unclosedLines, three)
	s.hint(hintCloseLines, three)
	s.i = lineEnd(s.s, start) // go on below: the rest is probably fine
	return false
}

// array reads [ … ].
func (s *scanner) array(n *node) bool {
	start := s.i
	s.i++
	if n != nil {
		n.kind = listNode
	}
	for entries := 1; ; entries++ {
		from := s.i
		s.skipBlank()
		switch {
		case s.i >= len(s.s):
			return s.unclosed(start, "]")
		case s.s[s.i] == ']':
			s.i++
			return true
		case s.s[s.i] == ',':
			s.fail(s.i, s.i+1, extraComma)
			return s.hint(hintExtraComma)
		case s.broken(from):
			return s.unclosed(start, "]")
		}
		if !s.few(entries, s.i) {
			return false
		}
		var element *node
		if n != nil {
			element = &node{}
			n.elems = append(n.elems, element)
		}
		if !s.value(element) {
			return false
		}
		if !s.separator(start, ']') {
			return false
		}
	}
}

// inlineTable reads { … }.
func (s *scanner) inlineTable(n *node) bool {
	start := s.i
	s.i++
	if n != nil {
		n.kind = inlineNode
	}
	for {
		s.skipBlank()
		switch {
		case s.i >= len(s.s):
			return s.unclosed(start, "}")
		case s.s[s.i] == '}':
			s.i++
			return true
		case s.s[s.i] == ',':
			s.fail(s.i, s.i+1, extraComma)
			return s.hint(hintExtraComma)
		}
		if !s.keyValue(n) {
			return false
		}
		if !s.separator(start, '}') {
			return false
		}
	}
}

// separator reads the comma after a value within brackets, or stops before the
// closing bracket.
func (s *scanner) separator(start int, closing byte) bool {
	end := s.i
	s.skipBlank()
	switch {
	case s.i >= len(s.s):
		return s.unclosed(start, string(rune(closing)))
	case s.s[s.i] == ',':
		s.i++
		return true
	case s.s[s.i] == closing:
		return true
	}
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	switch want := halfWidth(r); {
	case want == ',' || want == rune(closing):
		return s.fullWidth(s.i, n, r, want)
	case s.broken(end) || s.s[s.i] == '[' && strings.IndexByte(s.s[end:s.i], '\n') >= 0 && startsStatement(s.s, s.i):
		return s.unclosed(start, string(rune(closing)))
	case r == ';' || r == '；':
		s.fail(s.i, s.i+n, strayComma, string(r))
		return s.hint(hintComma)
	case s.i == end && (s.s[end-1] == '"' || s.s[end-1] == '\'') && r != '"' && r != '\'' && r != '{' && r != '[':
		s.fail(s.i, lineEnd(s.s, s.i), strayAfterText)
		return s.hint(hintQuoteInText)
	}
	// The comma belongs right behind the value before.
	s.fail(end-1, end, commaMissing)
	return s.hint(hintComma)
}

// broken reports whether a new line began since from, and looks like a new
// statement: the brackets before it were never closed.
func (s *scanner) broken(from int) bool {
	gap := strings.LastIndexByte(s.s[from:s.i], '\n')
	return gap >= 0 && s.s[s.i] != '[' && startsStatement(s.s, from+gap+1)
}

func (s *scanner) unclosed(start int, want string) bool {
	s.fail(start, start+1, unclosedBracket, s.s[start:start+1], want)
	return s.hint(hintCloseBracket, want)
}
