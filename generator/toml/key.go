package toml

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// key reads a dotted key into s.parts and stops behind it.
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
			return s.fail(s.parts[0].off, s.i, keyTooLong, maxParts).hint(hintNesting)
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
	}
}

// noKey reports why no key begins at s.i.
func (s *scanner) noKey(header bool) bool {
	if s.i >= len(s.s) || s.s[s.i] == '\n' {
		return s.fail(s.i, s.i, keyMissing).hint(hintStatement)
	}
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	if want := halfWidth(r); want != 0 && want != '=' {
		return s.fullWidth(s.i, n, r, want)
	}
	fault, hint := keyStray, hintStatement
	end := s.i + n
	switch {
	case r == '=' || r == '＝':
		return s.fail(s.i, end, keyMissing).hint(hintStatement)
	case unicode.IsLetter(r):
		fault, hint = keyLetters, hintKeyLetters
		rest := s.s[s.i:]
		end = s.i + len(rest) - len(strings.TrimLeftFunc(rest, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }))
	}
	if header {
		hint = hintHeader
	}
	return s.fail(s.i, end, fault, short(s.s[s.i:end])).hint(hint)
}

// noEquals reports the character in place of "=".
func (s *scanner) noEquals(start, keyEnd int) bool {
	key := s.s[start:keyEnd]
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	switch {
	case r == '＝':
		return s.fullWidth(s.i, n, r, '=')
	case r == ':' || r == '：':
		return s.fail(s.i, s.i+n, colonForEquals).hint(hintEquals, short(key))
	case key == "-":
		return s.fail(start, lineEnd(s.s, start), yamlList).hint(hintList)
	}
	return s.fail(start, max(keyEnd, s.i), equalsMissing, short(key)).hint(hintEquals, short(key))
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
	if quote == '"' {
		name = unescape(name)
	}
	return name, true
}

// goEscapes rewrites the escapes that TOML has and Go has not, or not so.
var goEscapes = strings.NewReplacer(`\\`, `\\`, `\e`, `\u001b`, `\x`, `\u00`)

// unescape resolves the escapes of a one-line string that the scanner accepted.
// An escape that names no character stays; the library refuses it.
func unescape(text string) string {
	if strings.IndexByte(text, '\\') < 0 {
		return text
	}
	plain, err := strconv.Unquote(`"` + goEscapes.Replace(text) + `"`)
	if err != nil {
		return text
	}
	return plain
}
