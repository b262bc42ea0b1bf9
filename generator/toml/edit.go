package toml

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"handbook/generator/diag"
)

// A Change sets or removes one value of a TOML document.
type Change struct {
	Path  []any // keys and elements of lists, as in [Doc.At]; the element behind the last one appends
	Value any   // see [Doc.Edit]; nil removes the value with its key
}

// An Insert is a value that comes before the element of a list that is at its path.
// Among sections it comes last.
type Insert struct{ Value any }

// A Table is a value made of keys in the order in which they are written.
type Table []Entry

// An Entry is one key of a Table.
type Entry struct {
	Key   string
	Value any
}

// Edit changes the document in data, the bytes of its file, and returns the new
// bytes. It makes one change after another; the path of each counts in the
// document that the ones before have left. All else stays byte for byte:
// comments, the order of keys, spaces, line ends, the byte order mark. A removed
// value takes its line along, with a comment on that line.
//
// A value is a string, bool, int, int64, float64, [Date], []any, [Table] or [Insert]. Edit
// leaves out control characters and marks of direction in strings. A new key
// comes last in its table; a missing table at the top becomes a section [table],
// a missing list of tables [[list]], a missing table further down { … }.
//
// It is a bug of the caller to edit a broken document, or at a path that leads
// through a value that is not a table.
func (d *Doc) Edit(data []byte, changes ...Change) []byte {
	for _, c := range changes {
		for done := false; !done; {
			e := editing{doc: d, s: d.text(), root: &d.root}
			done = e.change(c)
			data, d = e.splice(data)
		}
	}
	return data
}

// editing is one change of a document.
type editing struct {
	doc   *Doc
	s     string // the document's text
	root  *node
	edits []splice // in any order, apart from each other
}

// A splice puts text in place of the bytes [off, end).
type splice struct {
	span
	text string
}

func (e *editing) put(off, end int, text string) {
	e.edits = append(e.edits, splice{span{off, end}, text})
}

// splice makes the edits in the bytes of the file and reads the document again.
// The bytes may have a byte order mark and other line ends than the text.
func (e *editing) splice(data []byte) ([]byte, *Doc) {
	slices.SortFunc(e.edits, func(a, b splice) int { return a.off - b.off })
	newline := "\n"
	if i := bytes.IndexAny(data, "\r\n"); i >= 0 && data[i] == '\r' {
		newline = "\r"
		if i+1 < len(data) && data[i+1] == '\n' {
			newline = "\r\n"
		}
	}
	raw := rawOffsets{data: data}
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		raw.at = len("\ufeff")
	}
	d, source := e.doc, e.doc.source
	var out []byte
	var text strings.Builder
	last, end := 0, 0
	for _, s := range e.edits {
		off := raw.to(d.start + s.off)
		out = append(append(out, data[last:off]...), strings.ReplaceAll(s.text, "\n", newline)...)
		last = raw.to(d.start + s.end)
		text.WriteString(source.Text[end:d.start+s.off] + s.text)
		end = d.start + s.end
	}
	text.WriteString(source.Text[end:])
	fresh := &diag.Source{Path: source.Path, Text: text.String()}
	doc, faults := ReadPart(fresh, d.start, d.end+len(fresh.Text)-len(source.Text))
	if doc.broken {
		panic(fmt.Sprintf("toml: an edit broke %s: %v", source.Path, faults))
	}
	return append(out, data[last:]...), doc
}

// rawOffsets finds bytes of a file by their offsets in its text, in ascending order.
type rawOffsets struct {
	data     []byte
	at, text int
}

func (r *rawOffsets) to(text int) int {
	for ; r.text < text; r.text++ {
		if r.data[r.at] == '\r' && r.at+1 < len(r.data) && r.data[r.at+1] == '\n' {
			r.at++
		}
		r.at++
	}
	return r.at
}

// change makes a change. It returns false after a first step, when it must be
// called again.
func (e *editing) change(c Change) bool {
	at, parent := e.root, (*node)(nil)
	var within *node // the innermost brackets around at, or nil
	depth := 0
	for _, step := range c.Path {
		next := at.step(step)
		if next == nil {
			break
		}
		if at.kind == listNode || at.kind == inlineNode {
			within = at
		}
		at, parent = next, at
		depth++
	}
	whole := depth == len(c.Path)
	insert, inserts := c.Value.(Insert)
	if inserts {
		c.Value = insert.Value
	}
	switch {
	case inserts && whole && parent.kind == listNode:
		e.insertElement(parent, at, c.Value)
		return true
	case inserts && whole:
		e.add(parent, within, c.Path[:depth-1], c.Path[depth-1], c.Value)
		return true
	case c.Value == nil && !whole:
		return true
	case c.Value == nil:
		e.remove(at, within)
		return true
	case whole && !at.written():
		e.remove(at, within) // a section gives way to a value
		return false
	case whole:
		list, isList := c.Value.([]any)
		if isList && len(list) > 0 && at.kind == listNode && e.onLines(at) {
			e.put(at.val.off, at.val.end, e.relist(at, list))
		} else {
			e.put(at.val.off, at.val.end, encode(c.Value))
		}
		return true
	}
	value := c.Value
	for i := len(c.Path) - 1; i > depth; i-- {
		if key, isKey := c.Path[i].(string); isKey {
			value = Table{{key, value}}
		} else {
			value = []any{value}
		}
	}
	e.add(at, within, c.Path[:depth], c.Path[depth], value)
	return true
}

// insertElement writes a new element of a list in brackets before another one.
func (e *editing) insertElement(list, before *node, value any) {
	if !e.onLines(list) {
		e.put(before.val.off, before.val.off, encode(value)+", ")
		return
	}
	var values []any
	for _, old := range list.elems {
		if old == before {
			values = append(values, value)
		}
		values = append(values, old)
	}
	e.put(list.val.off, list.val.end, e.relist(list, values))
}

// add writes a new child of the node at a path; within are the brackets around
// the node, or nil.
func (e *editing) add(at, within *node, path []any, step, value any) {
	key, isKey := step.(string)
	switch {
	case !isKey && at.kind == manyNode:
		end := e.nextLine(extent(at.elems[len(at.elems)-1]))
		e.insert(end, e.gap(end)+section(path, "[[", value, "]]"))
	case !isKey && at.kind == listNode && len(at.elems) == 0:
		e.put(at.val.off, at.val.end, encode([]any{value}))
	case !isKey && at.kind == listNode:
		if e.onLines(at) {
			values := []any{}
			for _, old := range at.elems {
				values = append(values, old)
			}
			e.put(at.val.off, at.val.end, e.relist(at, append(values, value)))
			return
		}
		last := at.elems[len(at.elems)-1].val.end
		e.put(last, last, ", "+encode(value))
	case at.kind == inlineNode && len(at.keys) == 0:
		e.put(at.val.off, at.val.end, encode(Table{{key, value}}))
	case at.kind == inlineNode:
		last := inner(at)
		e.put(last, last, ", "+encodeKey(key)+" = "+encode(value))
	case at.kind == dottedNode && within != nil:
		last := inner(within)
		e.put(last, last, ", "+e.dotted(path)+"."+encodeKey(key)+" = "+encode(value))
	case at.kind == dottedNode:
		e.insert(e.nextLine(statements(at)), e.dotted(path)+"."+encodeKey(key)+" = "+encode(value)+"\n")
	case at.kind == impliedNode:
		end := len(e.s)
		e.insert(end, e.gap(end)+section(path, "[", Table{{key, value}}, "]"))
	case at.kind == tableNode:
		e.addKey(at, path, key, value)
	default:
		panic(fmt.Sprintf("toml: the path %v leads through a value that is no table", append(path, step)))
	}
}

// addKey writes a new key of a table that has a header, or of the document.
func (e *editing) addKey(at *node, path []any, key string, value any) {
	full := append(slices.Clone(path), key)
	if table, isTable := value.(Table); isTable && at == e.root {
		end := len(e.s)
		e.insert(end, e.gap(end)+section(full, "[", table, "]"))
		return
	}
	if list, isList := value.([]any); isList && len(path) < 2 && tables(list) {
		end := len(e.s)
		if at != e.root {
			end = e.nextLine(extent(at))
		}
		text := e.gap(end)
		for n, table := range list {
			if n > 0 {
				text += "\n"
			}
			text += section(full, "[[", table, "]]")
		}
		e.insert(end, text)
		return
	}
	line := encodeKey(key) + " = " + encode(value) + "\n"
	last := statements(at)
	switch {
	case last > 0:
		e.insert(e.nextLine(last), line)
	case at != e.root:
		e.insert(e.nextLine(at.val.end), line)
	default:
		first := len(e.s)
		for _, child := range at.keys {
			first = min(first, start(child))
		}
		if first < len(e.s) {
			first = strings.LastIndexByte(e.s[:first], '\n') + 1
			line += "\n"
		}
		e.insert(first, line)
	}
}

// tables reports whether a list holds only tables, so that it becomes sections.
func tables(list []any) bool {
	for _, element := range list {
		if _, isTable := element.(Table); !isTable {
			return false
		}
	}
	return len(list) > 0
}

// insert puts whole lines before the line that begins at an offset.
func (e *editing) insert(off int, lines string) {
	if off == len(e.s) && off > 0 && e.s[off-1] != '\n' {
		lines = "\n" + lines
	}
	e.put(off, off, lines)
}

// gap returns the blank line that a new section at an offset still needs.
func (e *editing) gap(off int) string {
	before := strings.TrimRight(e.s[:off], " \t\n")
	if before == "" || len(e.root.keys) == 0 || strings.Count(e.s[len(before):off], "\n") > 1 {
		return ""
	}
	return "\n"
}

// nextLine returns the offset of the line after the one that holds off.
func (e *editing) nextLine(off int) int { return min(lineEnd(e.s, off)+1, len(e.s)) }

// dotted returns the dotted key of a table, from its section on.
func (e *editing) dotted(path []any) string {
	at, from := e.root, 0
	for i, step := range path {
		at = at.step(step)
		if at.kind != dottedNode {
			from = i + 1
		}
	}
	return keyOf(path[from:])
}

// start returns the offset of the first header or key of a node.
func start(n *node) int {
	first := n.val.off
	for _, child := range n.keys {
		first = min(first, start(child))
	}
	return first
}

// extent returns the end of the last part of a node.
func extent(n *node) int {
	return max(n.val.end, n.key.end, inner(n))
}

// inner returns the end of the last part within a node.
func inner(n *node) int {
	last := 0
	for _, child := range n.keys {
		last = max(last, extent(child))
	}
	for _, child := range n.elems {
		last = max(last, extent(child))
	}
	return last
}

// statements returns the end of the last key = value in a table's own section, or
// 0.
func statements(n *node) int {
	last := 0
	for _, child := range n.keys {
		switch {
		case child.written():
			last = max(last, child.val.end)
		case child.kind == dottedNode:
			last = max(last, statements(child))
		}
	}
	return last
}

// remove takes out a node: its lines, or its part of the brackets around it.
func (e *editing) remove(n, within *node) {
	if within != nil {
		e.put(within.val.off, within.val.end, e.without(within, n))
		return
	}
	e.removeLines(n)
}

func (e *editing) removeLines(n *node) {
	switch n.kind {
	case leafNode, listNode, inlineNode:
		e.put(strings.LastIndexByte(e.s[:n.key.off], '\n')+1, e.nextLine(n.val.end), "")
		return
	case tableNode:
		from := strings.LastIndexByte(e.s[:n.val.off], '\n') + 1
		if strings.HasSuffix(e.s[:from], "\n\n") {
			from-- // the blank line that set the section apart
		}
		e.put(from, e.nextLine(n.val.end), "")
	}
	for _, child := range n.keys {
		e.removeLines(child)
	}
	for _, child := range n.elems {
		e.removeLines(child)
	}
}
