package diag

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Source is a text with faults. It is immutable and safe for concurrent use; do
// not copy it.
type Source struct {
	Path string // relative to the source folder, with slashes
	Text string // UTF-8 without BOM, lines end in LF

	linesOnce sync.Once
	lines     []int // offset of each line's first byte; computed on first use
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

// Lines returns the number of lines. A text with a line end at its end has an
// empty last line.
func (s *Source) Lines() int { return len(s.starts()) }

// line returns the n-th line without its end, and the offset of its first byte.
// Lines count from 1; n must exist.
func (s *Source) line(n int) (text string, start int) {
	lines := s.starts()
	start = lines[n-1]
	end := len(s.Text)
	if n < len(lines) {
		end = lines[n] - 1
	}
	return s.Text[start:end], start
}

// Pos returns the place at a line and column, both from 1; column and length count
// runes. A place outside the text becomes the nearest one inside; line 0 means the
// whole file.
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

// PosAt returns the place of length bytes at a byte offset of Text. It cuts a
// length that goes beyond the line.
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

// Offset returns the byte offset of a place; it is the inverse of PosAt. A column
// beyond the line yields the line's end. It returns -1 for the whole file and for
// a line that does not exist.
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
