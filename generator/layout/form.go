package layout

import (
	"bytes"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"handbook/generator/diag"
)

// Form is a template that was executed once, with holes where pages differ. To
// fill the holes costs little more than to copy the page, so that thousands of
// pages can have the same frame. It is immutable.
type Form struct {
	pieces []string // around the holes; one more than there are holes
	holes  []int    // the number of the text that fills each
}

// Form executes a template on a view in which each text that differs between
// pages is a mark: mark(n) stands for text n, counted from 0. Marks hold letters
// and digits only, so that they pass every escaping unchanged; a template may
// show them in text and in quoted attributes, or ask whether they are empty,
// which they are not. The faults are those of [Set.Execute], and a template that
// takes a mark apart.
func (s *Set) Form(name string, view func(mark func(n int) string) any) (*Form, diag.List) {
	for try := 0; ; try += 2 {
		// Executed twice, with marks that differ, it tells whether the page has
		// any of them from elsewhere.
		var prefixes, texts [2]string
		for i := range prefixes {
			n := strconv.Itoa(try + i)
			prefixes[i] = n + "holeNo" + n + "x" // so that a piece of a mark differs too
			html, faults := s.Execute(name, view(func(n int) string { return prefixes[i] + strconv.Itoa(n) + "z" }))
			if len(faults) > 0 {
				return nil, faults
			}
			texts[i] = string(html)
		}
		if strings.Contains(texts[0], prefixes[1]) || strings.Contains(texts[1], prefixes[0]) {
			continue
		}
		f, same := cut(texts[0], prefixes[0]), cut(texts[1], prefixes[1])
		if f == nil || same == nil || !slices.Equal(f.pieces, same.pieces) || !slices.Equal(f.holes, same.holes) {
			return nil, diag.List{diag.New(diag.Pos{File: Dir + "/" + name}, cutMark).WithHint(hintCutMark)}
		}
		return f, nil
	}
}

// cut takes a text apart at its marks; nil where it has a piece of one.
func cut(text, prefix string) *Form {
	f := &Form{}
	for {
		before, after, found := strings.Cut(text, prefix)
		f.pieces = append(f.pieces, before)
		if !found {
			return f
		}
		number, rest, _ := strings.Cut(after, "z")
		n, err := strconv.Atoi(number)
		if err != nil {
			return nil
		}
		f.holes = append(f.holes, n)
		text = rest
	}
}

// Filled is the form with text n in the holes of mark n.
func (f *Form) Filled(texts ...template.HTML) template.HTML {
	var b strings.Builder
	f.fill(&b, texts)
	return template.HTML(b.String())
}

// Fill appends the same to b.
func (f *Form) Fill(b *bytes.Buffer, texts []template.HTML) { f.fill(b, texts) }

func (f *Form) fill(b interface {
	io.StringWriter
	Grow(n int)
}, texts []template.HTML) {
	size := 0
	for i, piece := range f.pieces {
		size += len(piece)
		if i < len(f.holes) {
			size += len(texts[f.holes[i]])
		}
	}
	b.Grow(size)
	for i, piece := range f.pieces {
		b.WriteString(piece)
		if i < len(f.holes) {
			b.WriteString(string(texts[f.holes[i]]))
		}
	}
}

// Escape makes a text fit for a hole in text or in a quoted attribute.
func Escape(text string) template.HTML {
	if !strings.ContainsAny(text, "&<>\"'\x00") {
		return template.HTML(text)
	}
	return template.HTML(template.HTMLEscapeString(text))
}
