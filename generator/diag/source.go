package diag

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Source is a text that faults point into. It is immutable and safe for
// concurrent use; it must not be copied.
type Source struct {
	Path string // relative to the source folder, with slashes
	Text string // UTF-8 without BOM, lines end in LF

	linesOnce sync.Once
	lines     []int // offset of each line's first byte; made when first asked for
}

// starts returns the offset of each line's first byte.
func (s *Source) starts() []int {
	s.linesOnce.Do(func() {
		s.lines = make([]int, 1, 1+strings.Count(s.Text, "\n"))
		for i := 0; ; {
			j := strings.IndexByte(s.Text[i:], '\n')
			if j < 0 {
				return
			}
			i += j + 1
			s.lines = append(s.lines, i)
		}
	})
	return s.lines
}

// Lines returns the number of lines. A text that ends in a line end has an
// empty last line.
func (s *Source) Lines() int { return len(s.starts()) }

// line returns a line without its end, and the offset where it begins. Lines
// count from 1; n must exist.
func (s *Source) line(n int) (text string, start int) {
	lines := s.starts()
	start = lines[n-1]
	end := len(s.Text)
	if n < len(lines) {
		end = lines[n] - 1
	}
	return s.Text[start:end], start
}

// Pos is the place at a line and column, both from 1, the column and the
// length in runes. A place outside the text is moved to the nearest inside;
// line 0 is the file as a whole.
func (s *Source) Pos(line, col, length int) Pos {
	if line <= 0 {
		return Pos{File: s.Path}
	}
	line = min(line, s.Lines())
	text, _ := s.line(line)
	runes := utf8.RuneCountInString(text)
	col = min(max(col, 1), runes+1)
	return Pos{File: s.Path, Line: line, Col: col, Len: min(max(length, 1), max(runes+1-col, 1)), Text: text}
}

// PosAt is the place of length bytes at a byte offset of Text. What reaches
// into further lines is cut at the end of the first.
func (s *Source) PosAt(offset, length int) Pos {
	offset = min(max(offset, 0), len(s.Text))
	n := sort.SearchInts(s.starts(), offset+1) // the first line that begins after offset
	text, start := s.line(n)
	from := min(offset-start, len(text))
	to := min(from+max(length, 0), len(text))
	return Pos{
		File: s.Path, Line: n,
		Col:  1 + utf8.RuneCountInString(text[:from]),
		Len:  max(1, utf8.RuneCountInString(text[from:to])),
		Text: text,
	}
}

// Offset is the byte offset of a place, the opposite of PosAt; a column behind
// the line is its end. It is -1 for the file as a whole and for a line that does
// not exist.
func (s *Source) Offset(pos Pos) int {
	if pos.Line < 1 || pos.Line > s.Lines() {
		return -1
	}
	text, start := s.line(pos.Line)
	col := 1
	for i := range text {
		if col == pos.Col {
			return start + i
		}
		col++
	}
	return start + len(text)
}
