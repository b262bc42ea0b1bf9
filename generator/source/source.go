// Package source reads the source tree and decodes its strict TOML, and knows
// where every key and value stands.
//
// # Files
//
// [Walk] lists a folder, [Read] reads one file. A [File] is UTF-8 text without
// BOM and with LF line ends; BOM, CRLF and lone CR are accepted and taken out.
// Other encodings, NUL bytes, files above [MaxSize], devices, pipes and links
// that leave the tree are faults; such a file is never half read.
//
// # Pages
//
// A page is a Markdown file with front matter: TOML between two lines that
// hold +++ and nothing else. Blank lines may precede the first. What follows
// the second is the body.
//
//	+++
//	title = "免费义务教育"
//	+++
//	Markdown
//
// # Strict TOML
//
// [Doc.Decode] fills structs and reports every fault at once: unknown keys
// with the nearest known one, wrong types, missing keys, each at its line and
// column. Keys are matched with their case. The language is TOML 1.0 as
// BurntSushi/toml reads it (1.1's line breaks in inline tables are accepted).
// Syntax is judged by this package's own scanner first, because it can say in
// a clerk's words what is wrong (most often a full-width quote or comma), can
// report several faults of one file, and keeps hostile input from the library:
// brackets are nested at most 64 deep, a key has at most 32 parts, and the
// work that a text asks for is bounded. Control characters, and those that turn
// the direction of text, are told whether raw or escaped, and no value has them.
//
// [Edit] writes values back into such a text and leaves all else as it is;
// [With] shows a tree as it would be with some files changed.
package source

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"handbook/generator/diag"
)

// MaxSize is the size in bytes above which a file is refused.
const MaxSize = 4 << 20

// A File is one input file, read whole. It is immutable and safe for
// concurrent use.
type File struct {
	Path string   // relative to the source folder, with slashes
	Text string   // UTF-8 without BOM, lines end in LF
	Sum  [32]byte // SHA-256 of the bytes as read

	linesOnce sync.Once
	lines     []int // offset of each line's first byte; made when first asked for
}

// lineStarts returns the offset of each line's first byte.
func (f *File) lineStarts() []int {
	f.linesOnce.Do(func() {
		f.lines = make([]int, 1, 1+strings.Count(f.Text, "\n"))
		for i := 0; ; {
			j := strings.IndexByte(f.Text[i:], '\n')
			if j < 0 {
				return
			}
			i += j + 1
			f.lines = append(f.lines, i)
		}
	})
	return f.lines
}

// line returns a line without its end, and the offset where it begins. Lines
// count from 1; n must exist.
func (f *File) line(n int) (text string, start int) {
	lines := f.lineStarts()
	start = lines[n-1]
	end := len(f.Text)
	if n < len(lines) {
		end = lines[n] - 1
	}
	return f.Text[start:end], start
}

// Pos is the place at a line and column, both from 1, the column and the
// length in runes. A place outside the file is moved to the nearest inside;
// line 0 is the file as a whole.
func (f *File) Pos(line, col, length int) diag.Pos {
	if line <= 0 {
		return diag.Pos{File: f.Path}
	}
	line = min(line, len(f.lineStarts()))
	text, _ := f.line(line)
	runes := utf8.RuneCountInString(text)
	col = min(max(col, 1), runes+1)
	return diag.Pos{File: f.Path, Line: line, Col: col, Len: min(max(length, 1), max(runes+1-col, 1)), Text: text}
}

// PosAt is the place of length bytes at a byte offset of Text. What reaches
// into further lines is cut at the end of the first.
func (f *File) PosAt(offset, length int) diag.Pos {
	offset = min(max(offset, 0), len(f.Text))
	lines := f.lineStarts()
	n := sort.SearchInts(lines, offset+1) // the first line that begins after offset
	text, start := f.line(n)
	from := min(offset-start, len(text))
	to := min(from+max(length, 0), len(text))
	return diag.Pos{
		File: f.Path, Line: n,
		Col:  1 + utf8.RuneCountInString(text[:from]),
		Len:  max(1, utf8.RuneCountInString(text[from:to])),
		Text: text,
	}
}
