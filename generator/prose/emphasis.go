package prose

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxRun is the longest run of * _ or ~ that is taken as markup.
const maxRun = 64

// emphasis parses * _ and ~~ in place of goldmark's parsers. CommonMark looks
// for the side on which a word touches the delimiter, and takes punctuation
// for the end of a word. Between Chinese words there are no spaces, so
// Chinese punctuation counts as a letter here, and ASCII punctuation too when a
// Chinese character touches it (**电话:**12345). Nothing changes for text
// without Chinese characters.
//
// A single ~ is text: "6~15岁,3~5天" strikes nothing out.
type emphasis struct{}

func (emphasis) Trigger() []byte { return []byte{'*', '_', '~'} }

func (emphasis) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	char := line[0]
	n := len(line) - len(bytes.TrimLeft(line, string(rune(char))))
	span := segment.WithStop(segment.Start + n)
	if n > maxRun || char == '~' && n != 2 {
		block.Advance(n)
		return ast.NewTextSegment(span)
	}

	prev := block.PrecendingCharacter()
	var beforePrev rune
	if head := segment.Start - utf8.RuneLen(prev); head > 0 && segment.Padding == 0 {
		beforePrev, _ = utf8.DecodeLastRune(block.Source()[:head])
	}
	next, size := ' ', 0
	if n < len(line) {
		next, size = utf8.DecodeRune(line[n:])
	}
	var afterNext rune
	if size > 0 {
		afterNext, _ = utf8.DecodeRune(line[n+size:])
	}

	open, shut := flanks(char, beforePrev, prev, next, afterNext)
	var pairs parser.DelimiterProcessor = delimiters{}
	if char == '~' {
		pairs = strike{}
	}
	d := parser.NewDelimiter(open, shut, n, char, pairs)
	d.Segment = span
	block.Advance(n)
	pc.PushDelimiter(d)
	return d
}

// flanks applies the rules of CommonMark 6.2 to a run of delimiters between
// two runes, and the exceptions for Chinese.
func flanks(char byte, beforePrev, prev, next, afterNext rune) (open, shut bool) {
	prevSpace, nextSpace := util.IsSpaceRune(prev), util.IsSpaceRune(next)
	prevHan, nextHan := chinese(prev) || ambiguous(prev), chinese(next) || ambiguous(next)
	prevPunct := util.IsPunctRune(prev) && !prevHan && !chinese(beforePrev)
	nextPunct := util.IsPunctRune(next) && !nextHan && !chinese(afterNext)

	left := !nextSpace && (!nextPunct || prevSpace || prevPunct || prevHan)
	right := !prevSpace && (!prevPunct || nextSpace || nextPunct || nextHan)
	if char == '_' {
		// An underscore within a word is text, also within Chinese words.
		return left && (!right || util.IsPunctRune(prev)), right && (!left || util.IsPunctRune(next))
	}
	return left, right
}

// delimiters pairs what emphasis found.
type delimiters struct{}

func (delimiters) IsDelimiter(b byte) bool { return b == '*' || b == '_' || b == '~' }

func (delimiters) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (delimiters) OnMatch(n int) ast.Node { return ast.NewEmphasis(n) }

// strike is delimiters for ~~.
type strike struct{ delimiters }

func (strike) OnMatch(int) ast.Node { return extast.NewStrikethrough() }
