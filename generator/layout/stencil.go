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

// Stencil is a template that was executed once, with holes where pages differ.
// Filling the holes costs little more than copying the page, so thousands of
// pages can share a frame. It is immutable.
type Stencil struct {
	pieces []string // around the holes; one more than there are holes
	holes  []int    // the number of the text that fills each hole
}

// Stencil executes a template on a view that holds a mark in place of each text
// that differs between pages: mark(n) stands for text n, counted from 0. Marks
// consist of letters and digits, so no escaping changes them. A template may show
// a mark in text and in quoted attributes, and may ask whether it is empty; it
// never is. The faults are those of [Set.Execute], and layout-cut for a template
// that shows a part of a mark only.
func (s *Set) Stencil(name string, view func(mark func(n int) string) any) (*Stencil, diag.List) {
	for try := 0; ; try += 2 {
		// A page may hold by chance a text that looks like a mark. Executing the
		// template twice, with different marks, finds that out.
		var prefixes, texts [2]string
		for i := range prefixes {
			n := strconv.Itoa(try + i)
			prefixes[i] = n + "holeNo" + n + "x" // so that parts of marks differ too
			html, faults := s.Execute(name, view(func(n int) string { return prefixes[i] + strconv.Itoa(n) + "z" }))
			if len(faults) > 0 {
				return nil, faults
			}
			texts[i] = string(html)
		}
		if strings.Contains(texts[0], prefixes[1]) || strings.Contains(texts[1], prefixes[0]) {
			continue
		}
		st, same := cut(texts[0], prefixes[0]), cut(texts[1], prefixes[1])
		if st == nil || same == nil || !slices.Equal(st.pieces, same.pieces) || !slices.Equal(st.holes, same.holes) {
			return nil, diag.List{diag.New(diag.Pos{File: Dir + "/" + name}, cutMark).WithHint(hintCutMark)}
		}
		return st, nil
	}
}

// cut splits a text at its marks; nil where a mark is incomplete.
func cut(text, prefix string) *Stencil {
	st := &Stencil{}
	for {
		before, after, found := strings.Cut(text, prefix)
		st.pieces = append(st.pieces, before)
		if !found {
			return st
		}
		number, rest, _ := strings.Cut(after, "z")
		n, err := strconv.Atoi(number)
		if err != nil {
			return nil
		}
		st.holes = append(st.holes, n)
		text = rest
	}
}

// Filled returns the page with text n in the holes of mark n.
func (st *Stencil) Filled(texts ...template.HTML) template.HTML {
	var b strings.Builder
	st.fill(&b, texts)
	return template.HTML(b.String())
}

// Fill appends the same to b.
func (st *Stencil) Fill(b *bytes.Buffer, texts []template.HTML) { st.fill(b, texts) }

func (st *Stencil) fill(b interface {
	io.StringWriter
	Grow(n int)
}, texts []template.HTML) {
	size := 0
	for i, piece := range st.pieces {
		size += len(piece)
		if i < len(st.holes) {
			size += len(texts[st.holes[i]])
		}
	}
	b.Grow(size)
	for i, piece := range st.pieces {
		b.WriteString(piece)
		if i < len(st.holes) {
			b.WriteString(string(texts[st.holes[i]]))
		}
	}
}

// Escape escapes a text for a hole in text or in a quoted attribute.
func Escape(text string) template.HTML {
	if !strings.ContainsAny(text, "&<>\"'\x00") {
		return template.HTML(text)
	}
	return template.HTML(template.HTMLEscapeString(text))
}
