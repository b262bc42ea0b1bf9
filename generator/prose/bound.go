package prose

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"handbook/generator/toml"
)

// Bounds. Each is far above what a handbook needs and far below what makes
// goldmark slow: its time grows with the square of a paragraph's length (*a_
// repeated) and of the depth of nesting. A limit on the body's length alone would
// not do: of 64 KiB, twice the longest guide, "> " repeated takes goldmark more
// than five seconds, *[a](* five, "[a](<" two, a table of a thousand columns
// longer.
const (
	maxBody      = 4 << 20
	maxLines     = 100_000
	maxMarkers   = 24   // > - 1. at the start of one line
	maxIndent    = 96   // columns of space at the start of a line, markers aside
	maxBlank     = 1000 // blank lines in a row; goldmark visits every open list for each
	maxParagraph = 64 << 10
	maxDefined   = 1000     // lines of a paragraph that begins with a bracket
	maxColumns   = 64       // of a table
	maxCells     = 100_000  // of all tables
	maxWork      = 8 << 20  // bytes that inline parsers look at, see guard,
	maxWorkEach  = 24       // and as many more for each byte of the body
	maxDepth     = 100      // nested elements
	maxLexed     = 64 << 10 // bytes of highlighted code per body
	maxWarnings  = 100      // per body
	maxErrors    = 100      // per body
)

// bound checks a body before goldmark sees it. It returns false where the body
// must not be parsed.
func (f *findings) bound(body string) bool {
	if len(body) > maxBody {
		f.error(maxBody, 0, msgTooLong, maxBody>>20).hint(hintTooLong)
		return false
	}
	at, lines, blank := 0, 0, 0
	for whole := range strings.Lines(body) {
		line := strings.TrimSuffix(whole, "\n")
		if lines++; lines > maxLines {
			f.error(at, 0, msgLines, maxLines).hint(hintTooLong)
			return false
		}
		if len(line) > maxParagraph {
			f.error(at, 0, msgParagraph, maxParagraph>>10).hint(hintParagraph)
			return false
		}
		prefix, indent, markers := opening(line)
		if indent > maxIndent || markers > maxMarkers {
			f.error(at, prefix, msgTooDeep).hint(hintTooDeep)
			return false
		}
		if prefix == len(line) && markers == 0 {
			if blank++; blank > maxBlank {
				f.error(at, 0, msgBlank, maxBlank).hint(hintBlank)
				return false
			}
		} else {
			blank = 0
		}
		at += len(whole)
	}
	return true
}

// opening measures the prefix of a line, up to its text: its length in bytes, its
// columns of space and the number of its quote and list markers.
func opening(line string) (prefix, indent, markers int) {
	i := 0
	for i < len(line) {
		switch c := line[i]; {
		case c == ' ' || c == '\r':
			indent++
			i++
		case c == '\t':
			indent += 4
			i++
		case c == '>':
			markers++
			i++
		case c == '-' || c == '+' || c == '*':
			if !spaceAt(line, i+1) {
				return i, indent, markers
			}
			markers++
			i++
		case '0' <= c && c <= '9':
			n := i
			for n < len(line) && '0' <= line[n] && line[n] <= '9' {
				n++
			}
			if n == len(line) || line[n] != '.' && line[n] != ')' || !spaceAt(line, n+1) {
				return i, indent, markers
			}
			markers++
			i = n + 1
		default:
			return i, indent, markers
		}
	}
	return i, indent, markers
}

func spaceAt(line string, i int) bool {
	return i >= len(line) || line[i] == ' ' || line[i] == '\t' || line[i] == '\r'
}

// gap stands in the parsed body for each byte of a character that is left out; the
// writer leaves it out. A body itself has none.
const gap = "\x7F"

// withoutGaps returns a part of the parsed body as pages show it.
func withoutGaps(s string) string { return strings.ReplaceAll(s, gap, "") }

// clean returns the body as bytes for goldmark. It replaces characters that may
// not reach a page by spaces or gaps of the same length, so that offsets hold.
func (f *findings) clean(body string) []byte {
	out := []byte(body)
	for i := 0; i < len(out); {
		c := out[i]
		if c >= ' ' && c < 0x7F || c == '\n' || c == '\t' {
			i++
			continue
		}
		if c == '\r' && i+1 < len(out) && out[i+1] == '\n' {
			i++
			continue
		}
		if n := run(out[i:], control); n > 0 {
			f.warn(i, n, msgControl, c).hint(hintControl)
			copy(out[i:], bytes.Repeat([]byte{' '}, n))
			i += n
			continue
		}
		r, n := utf8.DecodeRune(out[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			n = run(out[i:], invalid)
			f.error(i, n, msgEncoding).hint(hintEncoding)
			copy(out[i:], bytes.Repeat([]byte{'?'}, n))
		case toml.Hidden(r):
			f.warn(i, n, msgControl, r).hint(hintControl)
			copy(out[i:], strings.Repeat(gap, n))
		}
		i += n
	}
	return out
}

// run counts the bytes at the start of b that are of one sort.
func run(b []byte, sort func(b []byte) bool) int {
	n := 0
	for n < len(b) && sort(b[n:]) {
		n++
	}
	return n
}

func control(b []byte) bool {
	return b[0] < ' ' && b[0] != '\n' && b[0] != '\t' && (b[0] != '\r' || len(b) < 2 || b[1] != '\n') || b[0] == 0x7F
}

func invalid(b []byte) bool {
	r, n := utf8.DecodeRune(b)
	return r == utf8.RuneError && n == 1
}

// state is the state of one run of the parser.
type state struct {
	*findings
	ends map[ast.Node]int // offsets in the source where links and images end

	block ast.Node // the block that guard saw last
	size  int      // bytes of its text
	work  int      // bytes looked at so far
	over  bool     // work has reached its bound

	cells int // of tables so far
	notes int // texts of footnotes so far

	refs *references
}

var stateKey = parser.NewContextKey()

func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

// guard runs before all inline parsers and bounds their work together: for each
// special character they may look at the whole block. Beyond the bound the rest of
// the body is plain text.
type guard struct{}

func (guard) Trigger() []byte { return []byte{'*', '_', '~', '[', ']', '!', '<', '`'} }

func (guard) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := stateOf(pc)
	if s.block != parent {
		s.block, s.size = parent, 0
		for _, line := range parent.Lines().Sliced(0, parent.Lines().Len()) {
			s.size += line.Len()
		}
	}
	line, segment := block.PeekLine()
	s.work += s.size
	if s.work <= maxWork+maxWorkEach*len(block.Source()) {
		return nil
	}
	if !s.over {
		s.over = true
		s.error(segment.Start, 1, msgDense).hint(hintDense)
	}
	n := len(bytes.TrimRight(line, "\n"))
	block.Advance(n)
	return ast.NewTextSegment(segment.WithStop(segment.Start + n))
}

// paragraphs removes slow paragraphs before goldmark transforms them: long runs of
// link definitions ([a]: b), which it takes off one by one, and large tables, in
// which a row of one byte has as many cells as the first row.
type paragraphs struct{}

func (paragraphs) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	if lines.Len() == 0 {
		return
	}
	if first := lines.At(0); lines.Len() > maxDefined && bytes.HasPrefix(first.Value(reader.Source()), []byte{'['}) {
		stateOf(pc).error(first.Start, first.Len(), msgDefined, maxDefined).hint(hintParagraph)
		node.Parent().RemoveChild(node.Parent(), node)
		return
	}
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		row := line.Value(reader.Source())
		if len(bytes.Trim(row, "|-: \t\r\n")) > 0 || len(bytes.Trim(row, "-\r\n")) == 0 {
			continue // not the row below a table's head
		}
		s := stateOf(pc)
		columns := 1
		for k := range lines.Len() {
			if row := lines.At(k); k >= i-1 {
				columns = max(columns, bytes.Count(row.Value(reader.Source()), []byte{'|'})-1)
			}
		}
		s.cells += columns * lines.Len()
		if columns > maxColumns || s.cells > maxCells {
			s.error(line.Start, line.Len(), msgTable, maxColumns, maxCells).hint(hintTable)
			node.Parent().RemoveChild(node.Parent(), node)
		}
		return
	}
}

// links is goldmark's parser of links and images, and records where they end.
type links struct{ parser.InlineParser }

func (l links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	node := l.InlineParser.Parse(parent, block, pc)
	switch node.(type) {
	case *ast.Link, *ast.Image:
		_, at := block.Position()
		before := block.Source()[:min(max(at.Start, node.Pos()), len(block.Source()))]
		stateOf(pc).ends[node] = bytes.LastIndexAny(before, ")]") + 1
	}
	return node
}

func (l links) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	l.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}
