package toml

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// value reads one value and notes its place in n.
func (s *scanner) value(n *node) bool {
	s.skipSpace()
	start := s.i
	ok := s.anyValue(n)
	n.val = span{start, s.i}
	return ok && s.brief(start)
}

// brief refuses a string that is too long for any field: lists, titles and indexes
// show fields many times.
func (s *scanner) brief(start int) bool {
	if c := s.s[start]; c != '"' && c != '\'' || s.i-start <= maxText || utf8.RuneCountInString(s.s[start:s.i]) <= maxText {
		return true
	}
	return s.fail(start, start+1, tooLong, maxText).hint(hintTooLong)
}

// The library judges numbers and dates; the scanner reads them roughly. A date may
// hold spaces, as in 2017-09-01 08:00:00.
var (
	numberShape = regexp.MustCompile(`^[+-]?(?:\d+[-:](?:[-\d:TtZz .+]*[-\d:TtZz.+])?|0[xob][\d_a-fA-F]*|\d[\d_]*(?:[.eE][-\d_.+eE]*)?)`)
	wordShape   = regexp.MustCompile(`^(true|false|[+-]?(?:inf|nan))(?:[^\pL\w-]|$)`)
)

func (s *scanner) anyValue(n *node) bool {
	c := s.at(s.i)
	switch {
	case s.i >= len(s.s) || c == '\n' || c == '#':
		return s.fail(s.i, s.i, valueMissing).hint(hintValue)
	case c == '"' || c == '\'':
		if s.at(s.i+1) == c && s.at(s.i+2) == c {
			return s.lines(c)
		}
		return s.line(c)
	case c == '[':
		return s.nested(func() bool { return s.array(n) })
	case c == '{':
		return s.charge(1) && s.nested(func() bool { return s.inlineTable(n) }) // a table costs twice a list
	}
	token := s.s[s.i:]
	if i := strings.IndexAny(token, ",]}#\n"); i >= 0 {
		token = token[:i]
	}
	if number := numberShape.FindString(token); number != "" {
		s.i += len(number)
		return true
	}
	if word := wordShape.FindStringSubmatch(token); word != nil {
		s.i += len(word[1])
		return true
	}
	return s.noValue()
}

// nested guards the library's recursion, which has no bound.
func (s *scanner) nested(read func() bool) bool {
	s.depth++
	if s.depth > maxNesting {
		return s.fail(s.i, s.i+1, tooDeep, maxNesting).hint(hintNesting)
	}
	if !s.charge(1) {
		return false
	}
	ok := read()
	s.depth--
	return ok
}

// noValue reports why no value begins at s.i.
func (s *scanner) noValue() bool {
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	stop := lineEnd(s.s, s.i)
	rest := s.s[s.i:stop]
	if want := halfWidth(r); want != 0 && (want < 'A' || want == '[' || want == '{') {
		return s.fullWidth(s.i, n, r, want)
	}
	switch {
	case r == ',' || r == ']' || r == '}':
		return s.fail(s.i, s.i+n, valueMissing).hint(hintValue)
	case r == '.':
		return s.fail(s.i, s.i+n, pointFirst).hint(hintPointFirst)
	}
	end := s.i + len(rest)
	if i := strings.IndexAny(rest, ",]}#"); i > 0 {
		end = s.i + i
	}
	text := strings.TrimSpace(s.s[s.i:end])
	end = s.i + len(text)
	switch strings.ToLower(text) {
	case "yes", "true", "on", "是", "对", "有":
		return s.fail(s.i, end, unquoted, short(text)).hint(hintBool, "true")
	case "no", "false", "off", "否", "错", "无":
		return s.fail(s.i, end, unquoted, short(text)).hint(hintBool, "false")
	}
	return s.fail(s.i, max(end, s.i+n), unquoted, short(text)).hint(hintQuotes, short(strings.Trim(text, `"'“”‘’`)))
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
	one := string(rune(quote))
	text := strings.TrimRight(s.s[start:s.i], " \t,，]}")
	if r, n := utf8.DecodeLastRuneInString(text); n < len(text) && halfWidth(r) == '"' {
		off := start + len(text) - n
		return s.fail(off, off+n, closedFullWidth, string(r)).hint(hintFullWidth, one, string(r))
	}
	end := start + len(strings.TrimRight(s.s[start:s.i], " \t"))
	return s.fail(start, end, unclosedText, one).hint(hintCloseText, one, strings.Repeat(one, 3))
}

// escape reads an escape sequence; in a string of several lines it may be the end
// of a line.
func (s *scanner) escape(multi bool) bool {
	start, n := s.i, 2
	c := s.at(start + 1)
	switch c {
	case 'b', 't', 'n', 'f', 'r', 'e', '"', '\\':
	case ' ', '\t', '\n':
		if !multi {
			return s.badEscape()
		}
	case 'x':
		n = len(`\x00`)
	case 'u':
		n = len(`\u0000`)
	case 'U':
		n = len(`\U00000000`)
	default:
		return s.badEscape()
	}
	for i := start + 2; i < start+n; i++ {
		if d := s.at(i); !digit(d) && ('a' > d|0x20 || d|0x20 > 'f') {
			return s.badEscape()
		}
	}
	s.i += n
	if n > 2 || strings.IndexByte("bfre", c) >= 0 {
		r, _ := utf8.DecodeRuneInString(unescape(s.s[start:s.i]))
		s.unseen(r, start, s.i)
	}
	return true
}

func (s *scanner) badEscape() bool {
	start := s.i
	s.i++
	end := s.i
	if end < len(s.s) && s.s[end] != '\n' {
		_, n := utf8.DecodeRuneInString(s.s[end:])
		end += n
	}
	return s.fail(start, end, badEscape, s.s[start:end]).hint(hintEscape)
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
				return s.fail(s.i-run, s.i, tooManyQuotes).hint(hintTooManyQuotes)
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
	s.i = lineEnd(s.s, start) // go on below: the rest is probably fine
	return s.fail(start, start+3, unclosedLines, three).hint(hintCloseLines, three)
}

// array reads [ … ].
func (s *scanner) array(n *node) bool {
	start := s.i
	s.i++
	n.kind = listNode
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
			return s.fail(s.i, s.i+1, extraComma).hint(hintExtraComma)
		case s.broken(from):
			return s.unclosed(start, "]")
		}
		if !s.few(entries, s.i) {
			return false
		}
		element := &node{kind: leafNode}
		n.elems = append(n.elems, element)
		if !s.value(element) || !s.separator(start, ']') {
			return false
		}
	}
}

// inlineTable reads { … }.
func (s *scanner) inlineTable(n *node) bool {
	start := s.i
	s.i++
	n.kind = inlineNode
	for {
		s.skipBlank()
		switch {
		case s.i >= len(s.s):
			return s.unclosed(start, "}")
		case s.s[s.i] == '}':
			s.i++
			return true
		case s.s[s.i] == ',':
			return s.fail(s.i, s.i+1, extraComma).hint(hintExtraComma)
		}
		if !s.keyValue(n) || !s.separator(start, '}') {
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
		return s.fail(s.i, s.i+n, strayComma, string(r)).hint(hintComma)
	case s.i == end && (s.s[end-1] == '"' || s.s[end-1] == '\'') && r != '"' && r != '\'' && r != '{' && r != '[':
		return s.fail(s.i, lineEnd(s.s, s.i), strayAfterText).hint(hintQuoteInText)
	}
	// The comma belongs right behind the value before.
	return s.fail(end-1, end, commaMissing).hint(hintComma)
}

// broken reports whether a new line began since from, and looks like a new
// statement: the brackets before it were never closed.
func (s *scanner) broken(from int) bool {
	gap := strings.LastIndexByte(s.s[from:s.i], '\n')
	return gap >= 0 && s.s[s.i] != '[' && startsStatement(s.s, from+gap+1)
}

func (s *scanner) unclosed(start int, want string) bool {
	return s.fail(start, start+1, unclosedBracket, s.s[start:start+1], want).hint(hintCloseBracket, want)
}
