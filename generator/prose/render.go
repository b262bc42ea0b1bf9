package prose

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// writer renders the tree of one body. It writes the HTML and the plain text
// side by side.
type writer struct {
	*state
	src   []byte
	doc   *Doc
	html  []byte
	plain []byte

	ids    IDs
	own    map[string]bool // ids of headings
	level  int             // of the last heading
	label  string          // the last heading, until a table took it for its name
	depth  int
	lexed  int  // bytes of code highlighted so far
	linked bool // inside a link
	quiet  bool // inside the alternative text of an image, where nothing links
	warned bool // of HTML in this block

	last rune // written to plain in this block, 0 at its start

	told     map[string]bool      // slips of this block, by code
	noteList *extast.FootnoteList // nil without footnotes
	marks    map[int]int          // how often the text has marked each note
}

func render(root ast.Node, src []byte, s *state) *Doc {
	w := &writer{state: s, src: src, doc: &Doc{}, own: map[string]bool{}, marks: map[int]int{}, level: 1}
	w.html = make([]byte, 0, len(src)+len(src)/4)
	w.plain = make([]byte, 0, len(src))
	w.blocks(root)
	w.writeNotes()

	w.doc.html = string(w.html)
	w.doc.Text = string(bytes.TrimSpace(w.plain))
	holes := w.doc.holes[:0]
	for _, h := range w.doc.holes {
		if h.kind == fragment {
			if !w.own[h.text] {
				continue // an id of the page, not of this Doc
			}
			h.kind = idPrefix
		}
		holes = append(holes, h)
	}
	w.doc.holes = holes
	return w.doc
}

// deeper guards the recursion; leave must follow if it returns true.
func (w *writer) deeper(n ast.Node) bool {
	if w.depth < maxDepth {
		w.depth++
		return true
	}
	w.error(n.Pos(), 1, msgTooDeep).hint(hintTooDeep)
	return false
}

func (w *writer) leave() { w.depth-- }

func (w *writer) raw(s string) { w.html = append(w.html, s...) }

// line ends a line of the plain text.
func (w *writer) line() {
	if n := len(w.plain); n > 0 && w.plain[n-1] != '\n' {
		w.plain = append(w.plain, '\n')
	}
}

// mark is a place in the output, to which splice may return.
type mark struct{ html, plain, holes int }

func (w *writer) mark() mark { return mark{len(w.html), len(w.plain), len(w.doc.holes)} }

// since returns the plain text after a mark.
func (w *writer) since(m mark) string { return strings.TrimSpace(string(w.plain[m.plain:])) }

// splice inserts HTML at a mark.
func (w *writer) splice(m mark, s string) {
	tail := string(w.html[m.html:])
	w.html = append(append(w.html[:m.html], s...), tail...)
	for i := m.holes; i < len(w.doc.holes); i++ {
		w.doc.holes[i].at += len(s)
	}
}

// undo removes the output after a mark.
func (w *writer) undo(m mark) {
	w.html, w.plain, w.doc.holes = w.html[:m.html], w.plain[:m.plain], w.doc.holes[:m.holes]
}

func (w *writer) hole(kind holeKind, n int, text string) {
	w.doc.holes = append(w.doc.holes, hole{len(w.html), kind, n, text})
}

func (w *writer) blocks(parent ast.Node) {
	if !w.deeper(parent) {
		return
	}
	defer w.leave()
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

func (w *writer) block(n ast.Node) {
	w.last, w.warned, w.told = 0, false, nil
	switch n := n.(type) {
	case *ast.Heading:
		w.heading(n)
	case *ast.Paragraph:
		if w.measured(n) {
			w.paragraph(n)
		}
	case *ast.TextBlock:
		if w.measured(n) {
			w.inlines(n)
			w.line()
		}
	case *ast.Blockquote:
		w.quote(n)
		w.raw("<blockquote>\n")
		w.blocks(n)
		w.raw("</blockquote>\n")
	case *ast.List:
		w.list(n)
	case *ast.ThematicBreak:
		w.raw("<hr>\n")
	case *ast.FencedCodeBlock:
		w.fenced(n)
	case *ast.CodeBlock:
		text := w.lines(n)
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			first := n.Lines().At(0)
			w.warn(first.Start, len(strings.TrimRight(string(first.Value(w.src)), "\r\n")), msgIndent).hint(hintIndent)
		}
		w.code("", text)
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *extast.Table:
		w.table(n)
	case *ast.LinkReferenceDefinition:
		w.definition(n)
	case *extast.FootnoteList:
		w.noteList = n // its place is the end
	default:
		panic(fmt.Sprintf("prose: block of kind %s", n.Kind()))
	}
}

func (w *writer) paragraph(n ast.Node) {
	m := w.mark()
	w.raw("<p>")
	w.inlines(n)
	w.raw("</p>\n")
	if len(w.html) == m.html+len("<p></p>\n") && len(w.doc.holes) == m.holes {
		w.undo(m) // nothing but full-width spaces
	}
	w.line()
}

// lines joins the lines of a block, without carriage returns.
func (w *writer) lines(n ast.Node) string {
	return strings.ReplaceAll(string(n.Lines().Value(w.src)), "\r\n", "\n")
}

// measured reports the faults of a paragraph as a whole. It returns false if the
// paragraph must not be shown.
func (w *writer) measured(n ast.Node) bool {
	if !w.fits(n) {
		return false
	}
	w.lineSlips(n)
	return true
}

// fits reports a paragraph or heading that is too long.
func (w *writer) fits(n ast.Node) bool {
	lines := n.Lines()
	if lines.Len() == 0 {
		return true
	}
	first, last := lines.At(0), lines.At(lines.Len()-1)
	if last.Stop-first.Start > maxParagraph {
		w.error(first.Start, first.Len(), msgParagraph, maxParagraph>>10).hint(hintParagraph)
		return false
	}
	return true
}

func (w *writer) heading(n *ast.Heading) {
	if !w.fits(n) {
		return
	}
	w.setext(n)
	at, length := n.Pos(), n.Level
	if n.Lines().Len() > 0 {
		first, last := n.Lines().At(0), n.Lines().At(n.Lines().Len()-1)
		at = first.Start
		length = len(bytes.TrimRight(w.src[at:last.Stop], " \t\r\n"))
	}
	level := max(n.Level, 2)
	switch {
	case n.Level == 1:
		w.warn(at, length, msgTop).hint(hintTop)
	case level > w.level+1:
		w.warn(at, length, msgSkip, level, w.level).hint(hintSkip, w.level+1)
	}
	w.level = level

	m := w.mark()
	w.inlines(n)
	text := w.since(m)
	if text == "" && len(w.doc.holes) == m.holes {
		w.warn(at, length, msgNoHeading).hint(hintNoHeading)
		w.undo(m)
		return
	}
	id := ID(text, &w.ids)
	w.own[id] = true
	w.label = text
	open := fmt.Sprintf(`<h%d id="%s">`, level, id)
	w.splice(m, open)
	w.doc.holes = slices.Insert(w.doc.holes, m.holes, hole{at: m.html + len(`<h2 id="`), kind: idPrefix})
	w.raw(fmt.Sprintf("</h%d>\n", level))
	w.line()
	w.doc.Headings = append(w.doc.Headings, Heading{level, text, id, at, length})
}

func (w *writer) list(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	w.raw("<" + tag)
	if n.IsOrdered() && n.Start != 1 {
		w.raw(fmt.Sprintf(` start="%d"`, n.Start))
	}
	w.raw(">\n")
	if w.deeper(n) {
		numbers, i := w.numbers(n), 0
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			value := ""
			if n.IsOrdered() && i < len(numbers) {
				value = fmt.Sprintf(` value="%d"`, numbers[i])
			}
			i++
			if first := item.FirstChild(); first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == extast.KindTaskCheckBox {
				w.raw(`<li class="task"` + value + ">")
			} else {
				w.raw("<li" + value + ">")
			}
			w.blocks(item)
			w.raw("</li>\n")
		}
		w.leave()
	}
	w.raw("</" + tag + ">\n")
}

// htmlBlock shows HTML as text.
func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	text := w.lines(n)
	if n.HasClosure() {
		text += string(n.ClosureLine.Value(w.src))
	}
	first, _, _ := strings.Cut(strings.TrimRight(text, "\r\n"), "\n")
	w.warn(n.Pos(), len(first), msgHTML).hint(hintHTML)
	w.asText(strings.TrimSpace(text))
}

// asText writes a paragraph that shows a text as it is.
func (w *writer) asText(text string) {
	w.raw("<p>")
	w.write(text)
	w.raw("</p>\n")
	w.line()
}

func (w *writer) table(n *extast.Table) {
	m := w.mark()
	label := w.label
	w.label = ""
	body := false
	var head []string
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, isHead := row.(*extast.TableHeader)
		switch {
		case isHead:
			w.raw("<thead>\n")
		case !body:
			w.raw("<tbody>\n")
			body = true
		}
		w.raw("<tr>")
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			start := w.mark()
			w.cell(cell.(*extast.TableCell), isHead)
			if isHead {
				if text := w.since(start); text != "" {
					head = append(head, text)
				}
			}
			w.plain = append(w.plain, ' ')
		}
		w.raw("</tr>\n")
		w.plain = bytes.TrimRight(w.plain, " ")
		w.line()
		if isHead {
			w.raw("</thead>\n")
		}
	}
	if body {
		w.raw("</tbody>\n")
	}
	w.raw("</table></div>\n")
	if label == "" {
		label = strings.Join(head, "、")
	}
	if label == "" {
		label = "表格"
	}
	w.splice(m, `<div class="table" tabindex="0" role="region" aria-label="`+escape(label)+`"><table>`+"\n")
}

func (w *writer) cell(n *extast.TableCell, head bool) {
	w.last, w.warned, w.told = 0, false, nil
	tag := "td"
	// An empty corner heads nothing.
	if head && n.HasChildren() {
		tag = "th"
	}
	w.raw("<" + tag)
	if tag == "th" {
		w.raw(` scope="col"`)
	}
	switch n.Alignment {
	case extast.AlignLeft:
		w.raw(` class="align-left"`)
	case extast.AlignCenter:
		w.raw(` class="align-center"`)
	case extast.AlignRight:
		w.raw(` class="align-right"`)
	}
	w.raw(">")
	w.inlines(n)
	w.raw("</" + tag + ">")
}
