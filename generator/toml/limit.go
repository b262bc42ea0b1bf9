package toml

import "unicode/utf8"

// brief refuses a string that is longer than any field has use for: fields are
// shown in lists, titles and indexes, time and again.
func (s *scanner) brief(start int) bool {
	if c := s.s[start]; c != '"' && c != '\'' || s.i-start <= maxText || utf8.RuneCountInString(s.s[start:s.i]) <= maxText {
		return true
	}
	s.fail(start, start+1, tooLong, maxText)
	return s.hint(hintTooLong)
}

// few refuses the entry of a list that has more than anyone will read.
func (s *scanner) few(entries, start int) bool {
	if entries <= maxEntries {
		return true
	}
	s.effort = maxEffort + 1 // one fault is enough
	s.fail(start, start+1, tooMany, maxEntries)
	return s.hint(hintTooMany)
}
