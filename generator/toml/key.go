package toml

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// key reads a dotted key into s.parts and stops at what follows it.
func (s *scanner) key(header bool) bool {
	s.parts = s.parts[:0]
	for {
		s.skipSpace()
		start := s.i
		switch c := s.at(s.i); {
		case c == '"' || c == '\'':
			name, ok := s.quotedKey(c)
			if !ok {
				return false
			}
			s.parts = append(s.parts, part{span{start, s.i}, name})
		case bare(c):
			for bare(s.at(s.i)) {
				s.i++
			}
			s.parts = append(s.parts, part{span{start, s.i}, s.s[start:s.i]})
		default:
			return s.noKey(header)
		}
		if len(s.parts) > maxParts {
			s.fail(s.parts[0].off, s.i, keyTooLong, maxParts)
			return s.hint(hintNesting)
		}
		end := s.i
		s.skipSpace()
		if s.at(s.i) != '.' {
			if !header {
				s.i = end
			}
			return true
		}
		s.i++
		s.dotted = s.dotted || !header
	}
}

// noKey says why no key begins at s.i.
func (s *scanner) noKey(header bool) bool {
	if s.i >= len(s.s) || s.s[s.i] == '\n' {
		s.fail(s.i, s.i, keyMissing)
		return s.hint(hintStatement)
	}
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	if want := halfWidth(r); want != 0 && want != '=' {
		return s.fullWidth(s.i, n, r, want)
	}
	switch {
	case r == '=' || r == '＝':
		s.fail(s.i, s.i+n, keyMissing)
		return s.hint(hintStatement)
	case unicode.IsLetter(r):
		end := s.i + n
		for end < len(s.s) {
			r, n := utf8.DecodeRuneInString(s.s[end:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			end += n
		}
		s.fail(s.i, end, keyLetters, short(s.s[s.i:end]))
		if header {
			return s.hint(hintHeader)
		}
		return s.hint(hintKeyLetters)
	}
	s.fail(s.i, s.i+n, keyStray, string(r))
	if header {
		return s.hint(hintHeader)
	}
	return s.hint(hintStatement)
}

// noEquals says what stands where "=" should.
func (s *scanner) noEquals(start, keyEnd int) bool {
	key := s.s[start:keyEnd]
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	switch {
	case r == '＝':
		return s.fullWidth(s.i, n, r, '=')
	case r == ':' || r == '：':
		s.fail(s.i, s.i+n, colonForEquals)
		return s.hint(hintEquals, short(key))
	case key == "-":
		s.fail(start, lineEnd(s.s, start), yamlList)
		return s.hint(hintList)
	}
	s.fail(start, max(keyEnd, s.i), equalsMissing, short(key))
	return s.hint(hintEquals, short(key))
}

// quotedKey reads a quoted part of a key.
func (s *scanner) quotedKey(quote byte) (string, bool) {
	start := s.i
	s.inKey = true
	ok := s.line(quote)
	s.inKey = false
	if !ok {
		return "", false
	}
	name := s.s[start+1 : s.i-1]
	if quote == '"' && strings.IndexByte(name, '\\') >= 0 {
		name = unescape(name)
	}
	return name, true
}

// unescape resolves the escapes of a one-line string that the scanner accepted.
func unescape(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 >= len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		digits := 0
		switch text[i] {
		case 'b':
			b.WriteByte('\b')
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'f':
			b.WriteByte('\f')
		case 'r':
			b.WriteByte('\r')
		case 'e':
			b.WriteByte(0x1b)
		case 'x':
			digits = 2
		case 'u':
			digits = 4
		case 'U':
			digits = 8
		default:
			b.WriteByte(text[i])
		}
		if digits > 0 && i+digits < len(text) {
			code, _ := strconv.ParseUint(text[i+1:i+1+digits], 16, 32)
			b.WriteRune(rune(code))
			i += digits
		}
	}
	return b.String()
}
