package toml

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"handbook/generator/diag"
)

// Bounds on what is handed to the library.
const (
	maxNesting = 64      // brackets and braces open at once
	maxParts   = 32      // parts of one dotted key
	maxEffort  = 1 << 20 // see scanner.charge
	maxFaults  = 20      // syntax faults reported of one file
	maxText    = 70_000  // characters of one string: a full cell of Excel, each escaped
	maxEntries = 5000    // of one list, and of all [[lists]] of a file
)

// A scanner goes over TOML once, in linear time and without backtracking. It
// knows the structure of the language and judges it; the values of numbers
// and dates it leaves to the library. It accepts all that the library accepts
// within the bounds above.
//
// With a root it also builds the index of positions; without, it allocates
// nothing on clean text.
type scanner struct {
	s      string
	i      int
	depth  int
	faults []offsetFault
	dotted bool          // some key has several parts
	hidden []offsetFault // that do not break the document; at most maxFaults, and the worst of the others
	inKey  bool          // between the quotes of a key

	parts  []part // the key being read; reused
	effort int
	path   int // what the library pays per part to reach the current table
	header int // the same for the last table header
	lists  int // headers [[…]] so far

	root, table *node
	clashes     []clash
}

// offsetFault is a fault at bytes [off, end) of the text.
type offsetFault struct {
	span
	severity   diag.Severity
	said, hint diag.Said
}

type span struct{ off, end int }

// part is one part of a dotted key.
type part struct {
	span
	name string // without quotes and escapes
}

// fail reports a fault and returns false, so that a caller can give up with it.
func (s *scanner) fail(off, end int, m diag.Message, args ...any) bool {
	s.faults = append(s.faults, offsetFault{span: span{off, end}, said: diag.Said{Message: m, Args: args}})
	return false
}

// hint adds a way out to the last fault.
func (s *scanner) hint(m diag.Message, args ...any) bool {
	s.faults[len(s.faults)-1].hint = diag.Said{Message: m, Args: args}
	return false
}

// run scans the whole text.
func (s *scanner) run() {
	for i := range len(s.s) {
		if c := s.s[i]; c < ' ' && c != '\t' && c != '\n' || c == 0x7f { // stand nowhere in TOML, comments included
			s.fail(i, i+1, controlCharacter, c)
			s.hint(hintControl)
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
		if s.statement() && s.lineEnd(start) {
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
	for from < len(s.s) {
		if startsStatement(s.s, from) {
			s.i = from
			return
		}
		from = lineEnd(s.s, from) + 1
	}
	s.i = len(s.s)
}

// startsStatement reports whether the line at i looks like "key = …" or
// "[table]".
func startsStatement(s string, i int) bool {
	line := s[i:lineEnd(s, i)]
	line = strings.TrimLeft(line, " \t")
	if strings.HasPrefix(line, "[") {
		rest := strings.TrimLeft(line, "[")
		rest = strings.TrimLeftFunc(rest, func(r rune) bool { return r < utf8.RuneSelf && bare(byte(r)) || r == '.' })
		closed := strings.TrimLeft(rest, "]")
		closed, _, _ = strings.Cut(closed, "#")
		return len(closed) < len(rest) && strings.Trim(closed, " \t") == ""
	}
	n := 0
	for n < len(line) && (bare(line[n]) || line[n] == '.') {
		n++
	}
	rest := strings.TrimLeft(line[n:], " \t")
	return n > 0 && (strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, "＝"))
}

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
	if s.effort <= maxEffort {
		return true
	}
	s.fail(s.i, s.i+1, tooMuch)
	return s.hint(hintTooMuch)
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
	if s.root != nil {
		s.table = s.enterHeader(span{start, s.i}, array)
	}
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
	s.fail(start, lineEnd(s.s, start), headerUnclosed, want)
	return s.hint(hintHeader)
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
	var n *node
	if table != nil {
		n = s.enterKey(table)
	}
	ok := s.value(n)
	s.path = outer
	return ok
}

// lineEnd expects that nothing but a comment follows a statement.
func (s *scanner) lineEnd(start int) bool {
	end := s.i
	s.skipSpace()
	if s.i >= len(s.s) || s.s[s.i] == '\n' || s.s[s.i] == '#' {
		return true
	}
	return s.stray(start, end)
}

// stray says what is wrong with text after a complete value that ended at end.
func (s *scanner) stray(start, end int) bool {
	stop := lineEnd(s.s, s.i)
	r, n := utf8.DecodeRuneInString(s.s[s.i:])
	before := s.at(end - 1)
	switch {
	case end > 0 && (before == '"' || before == '\'') && strings.IndexByte(s.s[s.i:stop], before) >= 0:
		s.fail(s.i, stop, strayAfterText)
		return s.hint(hintQuoteInText)
	case r == ',' && digit(before) && digit(s.at(s.i+1)):
		s.fail(s.i, s.i+1, strayThousands)
		return s.hint(hintThousands)
	case r == ',' || r == '，' || r == ';' || r == '；' || r == '。' || r == '、':
		s.fail(s.i, s.i+n, strayComma, string(r))
		return s.hint(hintStrayComma)
	case digit(before) && (r == '年' || r == '/' && digit(s.at(s.i+1))):
		from := end
		for from > start && digit(s.s[from-1]) {
			from--
		}
		s.fail(from, s.i+len(strings.TrimRight(s.s[s.i:stop], " \t")), strayDate)
		return s.hint(hintDate)
	case digit(before) && (unicode.IsLetter(r) || r == '%' || r == '％') && strings.IndexByte(s.s[s.i:stop], '=') < 0:
		s.fail(s.i, stop, strayUnit, short(s.s[s.i:stop]))
		return s.hint(hintUnit)
	}
	s.fail(s.i, stop, strayText, short(s.s[s.i:stop]))
	return s.hint(hintOneLine)
}

func (s *scanner) fullWidth(off, n int, r, want rune) bool {
	if want == ' ' {
		s.fail(off, off+n, wideSpace, r)
		return s.hint(hintWideSpace)
	}
	s.fail(off, off+n, fullWidth, string(r), string(want))
	return s.hint(hintFullWidth, string(want), string(r))
}

// halfWidth returns the ASCII character that TOML wants in place of a
// full-width one, a double quote for every kind of quote, 0 for all others.
func halfWidth(r rune) rune {
	switch r {
	case '“', '”', '„', '‟', '‘', '’', '‛', '「', '」', '『', '』', '«', '»', '＇':
		return '"'
	case '、':
		return ','
	case '【', '〔':
		return '['
	case '】', '〕':
		return ']'
	case '。':
		return '.'
	case '\u3000', '\u00a0':
		return ' '
	case '—', '–', '−':
		return '-'
	}
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return 0
}

func lineEnd(text string, from int) int {
	if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(text)
}

func bare(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || digit(c) || c == '_' || c == '-'
}

// short cuts what a message quotes to a length that can be read.
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
