package prose

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

func (w *writer) inlines(parent ast.Node) {
	if !w.deeper(parent) {
		return
	}
	defer w.leave()
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok {
			n = w.text(t)
		} else {
			w.inline(n)
		}
	}
}

func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.String:
		w.write(string(n.Value))
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.Emphasis:
		tag := "em"
		if n.Level > 1 {
			tag = "strong"
		}
		w.wrap(tag, n)
	case *extast.Strikethrough:
		w.wrap("del", n)
	case *extast.TaskCheckBox:
		if n.IsChecked {
			w.write("☑ ")
		} else {
			w.write("☐ ")
		}
	case *ast.Link:
		w.link(n, string(n.Destination), withoutGaps(unescape(string(n.Title))), n.Pos(), w.ends[n])
	case *ast.AutoLink:
		label := string(n.Label(w.src))
		destination := label
		if n.AutoLinkType == ast.AutoLinkEmail {
			destination = "mailto:" + label
		}
		w.auto(label, destination, n.Pos()+1)
	case *ast.Image:
		w.image(n)
	case *ast.RawHTML:
		w.rawHTML(n)
	case *extast.FootnoteLink:
		w.noteMark(n)
	default:
		panic(fmt.Sprintf("prose: inline of kind %s", n.Kind()))
	}
}

func (w *writer) wrap(tag string, n ast.Node) {
	w.raw("<" + tag + ">")
	w.inlines(n)
	w.raw("</" + tag + ">")
}

// write writes text to the HTML and to the plain text.
func (w *writer) write(s string) {
	if s = withoutGaps(s); s == "" {
		return
	}
	w.raw(escape(s))
	w.plain = append(w.plain, s...)
	w.last, _ = utf8.DecodeLastRuneInString(s)
}

// text writes a text and those that follow it without a gap (goldmark cuts at
// every character that might have been markup), and the line break after
// them. It returns the last node it wrote.
func (w *writer) text(t *ast.Text) ast.Node {
	start, stop := t.Segment.Start, t.Segment.Stop
	for !t.SoftLineBreak() && !t.HardLineBreak() {
		next, ok := t.NextSibling().(*ast.Text)
		if !ok || next.Segment.Start != stop || next.Segment.Padding > 0 {
			break
		}
		t, stop = next, next.Segment.Stop
	}
	raw := string(w.src[start:stop])
	if w.last == 0 || w.last == '\n' {
		raw = strings.TrimLeft(raw, "\u3000")
	}
	at := stop - len(raw)
	w.textSlips(raw, at, t.NextSibling())
	for !w.linked && !w.quiet && !w.over {
		from, to, ok := bareURL(raw)
		if !ok {
			break
		}
		w.write(unescape(raw[:from]))
		w.auto(unescape(raw[from:to]), raw[from:to], at+from)
		raw, at = raw[to:], at+to
	}
	w.write(unescape(raw))

	switch {
	case t.HardLineBreak():
		w.raw("<br>\n")
		w.plain = append(w.plain, '\n')
		w.last = '\n'
	case t.SoftLineBreak():
		if after := w.after(t); after != 0 && w.last != 0 && !joins(w.last, after) {
			w.write(" ")
		} else if after == '\u3000' {
			w.last = '\n'
		}
	}
	return t
}

// after returns the first rune that the reader sees after a node, 0 at the end
// of the block.
func (w *writer) after(n ast.Node) rune {
	for {
		for next := n.NextSibling(); next != nil; next = next.NextSibling() {
			if r := w.first(next); r != 0 {
				return r
			}
		}
		n = n.Parent()
		if n == nil || n.Type() != ast.TypeInline {
			return 0
		}
	}
}

// first returns the first rune of a node, 0 if it has no text.
func (w *writer) first(n ast.Node) rune {
	switch n := n.(type) {
	case *ast.Text:
		head := n.Segment.Value(w.src)
		head = head[:min(len(head), 48)] // longer than any entity
		r, size := utf8.DecodeRuneInString(unescape(string(head)))
		if size == 0 {
			return 0
		}
		return r
	case *ast.Link:
		if !n.HasChildren() {
			return '题' // the title of the target will stand here
		}
	case *ast.Image, *ast.AutoLink:
		return 'x'
	case *ast.RawHTML:
		return '<'
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if r := w.first(c); r != 0 {
			return r
		}
	}
	return 0
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.Write(c.(*ast.Text).Segment.Value(w.src))
	}
	s := strings.ReplaceAll(strings.ReplaceAll(b.String(), "\r\n", " "), "\n", " ")
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == extast.KindTableCell {
			s = strings.ReplaceAll(s, `\|`, "|")
		}
	}
	w.raw("<code>")
	w.write(s)
	w.raw("</code>")
}

func (w *writer) rawHTML(n *ast.RawHTML) {
	text := string(n.Segments.Value(w.src))
	if !w.warned {
		w.warned = true // a page pasted from elsewhere has hundreds
		first, _, _ := strings.Cut(text, "\n")
		w.warn(n.Segments.At(0).Start, len(first), msgHTML).hint(hintHTML)
	}
	w.write(text)
}

// spot narrows the span of a link or an image to its destination, unless that
// is written elsewhere ([a]: …).
func (w *writer) spot(destination string, start, end int) (offset, length int) {
	start = max(start, 0)
	end = min(max(end, start), len(w.src))
	if i := bytes.LastIndex(w.src[start:end], []byte(destination)); i >= 0 && destination != "" {
		return start + i, len(destination)
	}
	return start, end - start
}

// link writes a link with text of its own, or none.
func (w *writer) link(n ast.Node, destination, title string, start, end int) {
	if w.quiet {
		w.inlines(n)
		return
	}
	a := judge(destination)
	offset, length := w.spot(destination, start, end)

	m := w.mark()
	w.linked = true
	w.inlines(n)
	w.linked = false
	hasText := w.since(m) != "" || len(w.doc.holes) > m.holes
	if !hasText {
		w.undo(m)
	}

	if w.isPicture(n) {
		w.aside(title)
		return
	}
	switch a.verdict {
	case reference:
		id, anchor, _ := strings.Cut(a.url[len(a.scheme)+1:], "#")
		if id == "" {
			w.error(offset, length, msgNoTarget, a.scheme).hint(hintTarget, a.scheme)
			return
		}
		if a.scheme == KindFile {
			id = percentDecode(id)
		}
		w.doc.holes = slices.Insert(w.doc.holes, m.holes, hole{at: m.html, kind: openRef, n: len(w.doc.Refs), text: title})
		w.doc.Refs = append(w.doc.Refs, Ref{a.scheme, id, anchor, hasText, offset, length})
		w.hole(closeRef, 0, "")
		if !hasText {
			w.last = '题'
		}
	case ordinary:
		if !hasText {
			w.warn(offset, length, msgNoText).hint(hintNoText)
			w.write(a.url)
		}
		w.open(m, a, title, offset, length)
	default:
		w.refuse(a, offset, length)
		w.aside(title)
	}
}

// aside writes the title of a link or picture that is not shown.
func (w *writer) aside(title string) {
	if title != "" {
		w.write("（" + title + "）")
	}
}

// auto writes an address that is its own text; at is where it stands.
func (w *writer) auto(label, destination string, at int) {
	a := judge(destination)
	m := w.mark()
	w.write(label)
	switch {
	case w.linked || w.quiet:
	case a.verdict == ordinary:
		w.open(m, a, "", at, len(label))
	default:
		w.refuse(a, at, len(label))
	}
}

// open puts the start of a link at a mark and its end here.
func (w *writer) open(m mark, a address, title string, offset, length int) {
	href := escapeURL(a.url)
	w.doc.Links = append(w.doc.Links, Link{href, offset, length})
	tag := `<a href="` + escape(href) + `"`
	if title != "" {
		tag += ` title="` + escape(title) + `"`
	}
	if a.external() {
		tag += ` rel="noopener"`
	}
	w.splice(m, tag+">")
	if id, ok := strings.CutPrefix(href, "#"); ok {
		w.doc.holes = slices.Insert(w.doc.holes, m.holes, hole{at: m.html + len(`<a href="#`), kind: fragment, text: id})
	}
	w.raw("</a>")
}

// refuse reports an address that does not become a link.
func (w *writer) refuse(a address, offset, length int) {
	switch a.verdict {
	case misspelt:
		w.error(offset, length, msgKind, a.scheme).hint(hintKind, a.nearest)
	case fullColon:
		w.error(offset, length, msgColon, a.scheme).hint(hintColon, a.nearest)
	case foreign:
		w.warn(offset, length, msgScheme, a.scheme).hint(hintScheme)
	case unsafe:
		w.warn(offset, length, msgUnsafe, a.scheme).hint(hintUnsafe)
	case absent:
		w.warn(offset, length, msgEmptyLink).hint(hintEmptyLink)
	}
}

func (w *writer) image(n *ast.Image) {
	if w.quiet {
		w.inlines(n)
		return
	}
	destination := string(n.Destination)
	a := judge(destination)
	offset, length := w.spot(destination, n.Pos(), w.ends[n])

	m, last := w.mark(), w.last
	w.quiet = true
	w.inlines(n)
	w.quiet = false
	alt := w.since(m)
	w.undo(m)
	w.last = last

	shown := false
	switch {
	case a.verdict == reference || a.verdict == misspelt || a.verdict == fullColon:
		w.error(offset, length, msgRefImage, destination).hint(hintRefImage)
	case a.external():
		w.warn(offset, length, msgFarImage).hint(hintFarImage)
	case a.verdict == ordinary && a.scheme != "":
		w.warn(offset, length, msgScheme, a.scheme+":").hint(hintScheme)
	case a.verdict != ordinary:
		w.refuse(a, offset, length)
	default:
		shown = true
	}
	title := withoutGaps(unescape(string(n.Title)))
	if !shown {
		w.write(alt)
		w.aside(title)
		return
	}
	if alt == "" {
		w.warn(offset, length, msgNoAlt).hint(hintNoAlt)
	}
	path, _, _ := strings.Cut(a.url, "?")
	path, _, _ = strings.Cut(path, "#")
	text := ""
	if title != "" {
		text = `" title="` + escape(title)
	}
	w.hole(image, len(w.doc.Images), text)
	w.doc.Images = append(w.doc.Images, Image{percentDecode(path), alt, offset, length})
	w.plain = append(w.plain, alt...)
	w.last = 'x'
}
