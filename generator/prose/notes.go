package prose

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Footnotes: [^注] in the text, and [^注]: 文字 in a paragraph of its own. They
// are numbered in the order of the text and stand at its end. goldmark parses
// them; its transformer would drop those that nobody refers to, so the writer
// does that part.

// noteBlocks is goldmark's parser of the notes' texts, at the top level alone: a
// note within a note would be lost.
type noteBlocks struct{ parser.BlockParser }

func (b noteBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if parent.Kind() != ast.KindDocument {
		return nil, parser.NoChildren
	}
	node, state := b.BlockParser.Open(parent, reader, pc)
	if node != nil {
		stateOf(pc).notes++
	}
	return node, state
}

// noteMarks is goldmark's parser of the marks in the text. It looks through all
// notes for each mark.
type noteMarks struct{ parser.InlineParser }

func (m noteMarks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := stateOf(pc)
	if s.notes == 0 {
		return nil
	}
	s.work += s.notes
	return m.InlineParser.Parse(parent, block, pc)
}

var (
	noteBlockParser = noteBlocks{extension.NewFootnoteBlockParser()}
	noteMarkParser  = noteMarks{extension.NewFootnoteParser()}
)

// Ids of notes and of their marks have an underscore, which no id of a heading has.
func noteID(n int) string { return fmt.Sprintf("note_%d", n) }

func markID(n, times int) string { return fmt.Sprintf("mark_%d_%d", n, times) }

// noteMark writes the mark of a note.
func (w *writer) noteMark(n *extast.FootnoteLink) {
	if w.quiet {
		return
	}
	if w.linked {
		w.raw(fmt.Sprintf("<sup>[%d]</sup>", n.Index))
		return
	}
	w.marks[n.Index]++
	w.raw(`<sup id="`)
	w.hole(idPrefix, 0, "")
	w.raw(markID(n.Index, w.marks[n.Index]) + `"><a href="#`)
	w.hole(idPrefix, 0, "")
	w.raw(fmt.Sprintf(`%s" aria-label="脚注%d">[%d]</a></sup>`, noteID(n.Index), n.Index, n.Index))
}

// writeNotes writes the notes at the end of the text.
func (w *writer) writeNotes() {
	if w.noteList == nil {
		return
	}
	var used []*extast.Footnote
	for n := w.noteList.FirstChild(); n != nil; n = n.NextSibling() {
		note := n.(*extast.Footnote)
		if note.Index > 0 {
			used = append(used, note)
			continue
		}
		w.lost(note, msgNoMark, hintNoMark, string(note.Ref))
		w.asText("[^" + string(note.Ref) + "]:")
		w.blocks(note)
	}
	if len(used) == 0 {
		return
	}
	slices.SortFunc(used, func(a, b *extast.Footnote) int { return a.Index - b.Index })
	w.raw("<div class=\"notes\">\n<ol>\n")
	for _, note := range used {
		w.raw(`<li id="`)
		w.hole(idPrefix, 0, "")
		w.raw(noteID(note.Index) + `">`)
		if !note.HasChildren() {
			w.lost(note, msgEmptyNote, hintEmptyNote, string(note.Ref))
		}
		w.blocks(note)
		for times := range w.marks[note.Index] {
			w.raw(`<a href="#`)
			w.hole(idPrefix, 0, "")
			w.raw(markID(note.Index, times+1) + `" class="back" aria-label="回到正文">↩</a>`)
		}
		w.raw("</li>\n")
	}
	w.raw("</ol>\n</div>\n")
}

// lost reports a block that Markdown would not show, at its first line.
func (w *writer) lost(n ast.Node, said, hint message, args ...any) {
	at := max(n.Pos(), 0)
	line, _, _ := bytes.Cut(w.src[min(at, len(w.src)):], []byte("\n"))
	w.warn(at, len(bytes.TrimRight(line, "\r")), said, args...).hint(hint, args...)
}
