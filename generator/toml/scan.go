package toml

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"handbook/generator/diag"
)

// Bounds on the text that the library reads.
const (
	maxNesting = 64      // brackets and braces open at once
	maxParts   = 32      // parts of one dotted key
	maxEffort  = 1 << 20 // see scanner.charge
	maxFaults  = 20      // syntax faults reported of one file
	maxText    = 70_000  // characters of one string: a full cell of Excel, each escaped
	maxEntries = 5000    // of one list, and of all [[lists]] of a file
)

// A scanner goes over TOML once, in linear time and without backtracking. It
// checks the structure of the language, leaves the values of numbers and dates
// to the library, and builds the nodes of the document. Within the bounds above
// it accepts all that the library accepts.
//
// Methods that read something return false after a fault.
type scanner struct {
	s      string
	i      int
	depth  int // of brackets
	faults []offsetFault
	hidden []offsetFault // that do not break the document; at most maxFaults, and the worst of the others
	inKey  bool          // between the quotes of a key

	parts  []part // the key being read; reused
	effort int
	path   int // the library's cost per part to reach the current table
	header int // the same for the last table header
	lists  int // headers [[…]] so far

	root, table *node // the document, and the table of the last header
	clashes     []clash
}

// span is the bytes [off, end) of the text.
type span struct{ off, end int }

// offsetFault is a fault that has no place yet.
type offsetFault struct {
	span
	fault diag.Fault
}

// part is one part of a dotted key.
type part struct {
	span
	name string // without quotes and escapes
}

// fail reports a fault; the hint must follow.
func (s *scanner) fail(off, end int, m diag.Message, args ...any) *offsetFault {
	s.faults = append(s.faults, offsetFault{span{off, end}, message(m, args...)})
	return &s.faults[len(s.faults)-1]
}

// hint adds a way out to a fault and returns false, so that a caller can give up
// with it.
func (f *offsetFault) hint(m diag.Message, args ...any) bool {
	f.fault = f.fault.WithHint(m, args...)
	return false
}

// run scans the whole text.
func (s *scanner) run() {
	for i := range len(s.s) {
		if c := s.s[i]; c < ' ' && c != '\t' && c != '\n' || c == 0x7f { // TOML has them nowhere, not in comments either
			s.fail(i, i+1, controlCharacter, c).hint(hintControl)
			return
		}
	}
	s.table = s.root
	for len(s.faults) < maxFaults {
		s.skipBlank()
		if s.i >= len(s.s) {
			return
		}
		start := s.i
		s.depth = 0
		if s.statement() && s.endOfStatement(start) {
			continue
		}
		if s.effort > maxEffort {
			return
		}
		s.resume(start)
	}
}

// resume goes to the next line after a fault that looks like a new statement.
func (s *scanner) resume(start int) {
	from := strings.LastIndexByte(s.s[:min(s.i, len(s.s))], '\n') + 1
	if from <= start {
		from = lineEnd(s.s, min(s.i, len(s.s))) + 1
	}
	for from < len(s.s) && !startsStatement(s.s, from) {
		from = lineEnd(s.s, from) + 1
	}
	s.i = min(from, len(s.s))
}

var statementShape = regexp.MustCompile(`^[ \t]*(?:\[+[\w.-]*\]+[ \t]*(?:#.*)?$|[\w.-]+[ \t]*[=＝])`)

// startsStatement reports whether the line at i looks like "key = …" or
// "[table]".
func startsStatement(s string, i int) bool { return statementShape.MatchString(s[i:lineEnd(s, i)]) }

func (s *scanner) skipSpace() {
	for s.i < len(s.s) && (s.s[s.i] == ' ' || s.s[s.i] == '\t') {
		s.i++
	}
}

// skipBlank skips white space, line ends and comments.
func (s *scanner) skipBlank() {
	for s.i < len(s.s) {
		switch s.s[s.i] {
		case ' ', '\t', '\n':
			s.i++
		case '#':
			s.i = lineEnd(s.s, s.i)
		default:
			return
		}
	}
}

// at returns the character at i, 0 at the end of the text.
func (s *scanner) at(i int) byte {
	if i < len(s.s) {
		return s.s[i]
	}
	return 0
}

// charge counts the library's work: for every part of a key and every bracket
// it builds the path of the table anew.
func (s *scanner) charge(times int) bool {
	s.effort += times * (s.path + 2)
	return s.effort <= maxEffort || s.fail(s.i, s.i+1, tooMuch).hint(hintTooMuch)
}

// few refuses the entry of a list that has more than anyone will read.
func (s *scanner) few(entries, start int) bool {
	if entries <= maxEntries {
		return true
	}
	s.effort = maxEffort + 1 // one fault is enough
	return s.fail(start, start+1, tooMany, maxEntries).hint(hintTooMany)
}

func (s *scanner) statement() bool {
	if s.s[s.i] == '[' {
		return s.tableHeader()
	}
	s.path = s.header
	return s.keyValue(s.table)
}

// tableHeader reads [a.b] or [[a.b]].
func (s *scanner) tableHeader() bool {
	start := s.i
	s.i++
	array := s.at(s.i) == '['
	if array {
		s.i++
	}
	s.path = 0
	if !s.key(true) {
		return false
	}
	if s.at(s.i) != ']' || array && s.at(s.i+1) != ']' {
		return s.headerOpen(start, array)
	}
	s.i++
	if array {
		s.i++
		if s.lists++; !s.few(s.lists, start) {
			return false
		}
	}
	s.path = s.keyEffort()
	s.header = s.path
	if !s.charge(len(s.parts)) {
		return false
	}
	s.table = s.enterHeader(span{start, s.i}, array)
	return true
}

func (s *scanner) headerOpen(start int, array bool) bool {
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	if want := halfWidth(r); want != 0 {
		return s.fullWidth(s.i, n, r, want)
	}
	want := "]"
	if array {
		want = "]]"
	}
	return s.fail(start, lineEnd(s.s, start), headerUnclosed, want).hint(hintHeader)
}

func (s *scanner) keyEffort() int {
	effort := 0
	for _, p := range s.parts {
		effort += 1 + (p.end-p.off)/16
	}
	return effort
}

// keyValue reads "key = value" into a table, up to the end of the value.
func (s *scanner) keyValue(table *node) bool {
	start := s.i
	if !s.key(false) {
		return false
	}
	keyEnd := s.i
	s.skipSpace()
	if s.at(s.i) != '=' {
		return s.noEquals(start, keyEnd)
	}
	s.i++
	outer := s.path
	s.path += s.keyEffort()
	if !s.charge(len(s.parts)) {
		return false
	}
	ok := s.value(s.enterKey(table))
	s.path = outer
	return ok
}

// endOfStatement expects that nothing but a comment follows on the line.
func (s *scanner) endOfStatement(start int) bool {
	end := s.i
	s.skipSpace()
	if s.i >= len(s.s) || s.s[s.i] == '\n' || s.s[s.i] == '#' {
		return true
	}
	return s.stray(start, end)
}

// stray reports text after a complete value, which ended at end.
func (s *scanner) stray(start, end int) bool {
	stop := lineEnd(s.s, s.i)
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	before := s.at(end - 1)
	switch {
	case end > 0 && (before == '"' || before == '\'') && strings.IndexByte(s.s[s.i:stop], before) >= 0:
		return s.fail(s.i, stop, strayAfterText).hint(hintQuoteInText)
	case r == ',' && digit(before) && digit(s.at(s.i+1)):
		return s.fail(s.i, s.i+1, strayThousands).hint(hintThousands)
	case strings.ContainsRune(",，;；。、", r):
		return s.fail(s.i, s.i+n, strayComma, string(r)).hint(hintStrayComma)
	case digit(before) && (r == '年' || r == '/' && digit(s.at(s.i+1))):
		from := end
		for from > start && digit(s.s[from-1]) {
			from--
		}
		return s.fail(from, s.i+len(strings.TrimRight(s.s[s.i:stop], " \t")), strayDate).hint(hintDate)
	case digit(before) && (unicode.IsLetter(r) || r == '%' || r == '％') && strings.IndexByte(s.s[s.i:stop], '=') < 0:
		return s.fail(s.i, stop, strayUnit, short(s.s[s.i:stop])).hint(hintUnit)
	}
	return s.fail(s.i, stop, strayText, short(s.s[s.i:stop])).hint(hintOneLine)
}

func (s *scanner) fullWidth(off, n int, r, want rune) bool {
	if want == ' ' {
		return s.fail(off, off+n, wideSpace, r).hint(hintWideSpace)
	}
	return s.fail(off, off+n, fullWidth, string(r), string(want)).hint(hintFullWidth, string(want), string(r))
}

// halfWidth returns the ASCII character that TOML wants in place of a
// full-width one, a double quote for every kind of quote, 0 for all others.
func halfWidth(r rune) rune {
	switch {
	case strings.ContainsRune("“”„‟‘’‛「」『』«»＇", r):
		return '"'
	case r == '、':
		return ','
	case r == '【' || r == '〔':
		return '['
	case r == '】' || r == '〕':
		return ']'
	case r == '。':
		return '.'
	case r == '\u3000' || r == '\u00a0':
		return ' '
	case r == '—' || r == '–' || r == '−':
		return '-'
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	}
	return 0
}

func bare(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || digit(c) || c == '_' || c == '-'
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// lineEnd returns the offset of the end of the line that holds from.
func lineEnd(text string, from int) int {
	if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(text)
}

// short cuts a quotation in a message to a readable length.
func short(text string) string {
	text = strings.TrimSpace(text)
	n := 0
	for i := range text {
		if n == 40 {
			return text[:i] + "…"
		}
		n++
	}
	return text
}
