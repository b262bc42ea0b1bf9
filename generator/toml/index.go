package toml

import (
	"math"
	"time"

	"handbook/generator/diag"
)

// A nodeKind says how a value was written, which decides what may be added to
// it further down.
type nodeKind uint8

const (
	tableNode   nodeKind = iota // [table], or one element of [[table]]; the document
	impliedNode                 // a table named only as part of a longer header
	dottedNode                  // a table named only as part of a dotted key
	inlineNode                  // { … }
	manyNode                    // all elements of [[table]]
	listNode                    // [ … ]
	leafNode                    // a scalar
)

// A node is one value of a document with its place. The zero node is an empty
// table.
type node struct {
	kind  nodeKind
	key   span             // the place of its name; empty in the root and in elements of lists
	val   span             // the place of its value; of tables the header
	keys  map[string]*node // of a table
	elems []*node          // of a list
	value any              // of a leaf: string, bool, int64, float64, Date or time.Time
}

func (n *node) isTable() bool { return n.kind <= inlineNode }
func (n *node) isList() bool  { return n.kind == manyNode || n.kind == listNode }

// written reports whether val covers the whole value, which is then not a section.
func (n *node) written() bool {
	return n.kind == leafNode || n.kind == listNode || n.kind == inlineNode
}

func (n *node) add(name string, child *node) *node {
	if n.keys == nil {
		n.keys = make(map[string]*node)
	}
	n.keys[name] = child
	return child
}

// inside returns the table that further keys go into.
func (n *node) inside() *node {
	if n.kind == manyNode {
		return n.elems[len(n.elems)-1]
	}
	return n
}

// step returns the child that one step of a path leads to, or nil.
func (n *node) step(step any) *node {
	switch step := step.(type) {
	case string:
		return n.keys[step]
	case int:
		if step >= 0 && step < len(n.elems) {
			return n.elems[step]
		}
		return nil
	}
	panic("toml: a path consists of strings and ints")
}

// clash is a key that is defined twice.
type clash struct {
	name          string
	first, second span
}

func (s *scanner) clash(p part, first *node) {
	s.clashes = append(s.clashes, clash{p.name, first.key, p.span})
}

// enterHeader makes the table of a header in s.parts and returns it. A table
// that clashes is not put into the index.
func (s *scanner) enterHeader(val span, array bool) *node {
	table := s.root
	last := s.parts[len(s.parts)-1]
	for _, p := range s.parts[:len(s.parts)-1] {
		next := table.keys[p.name]
		if next == nil {
			next = table.add(p.name, &node{kind: impliedNode, key: p.span, val: p.span})
		}
		if next.kind == leafNode || next.kind == listNode {
			s.clash(p, next)
			return &node{}
		}
		table = next.inside()
	}
	have := table.keys[last.name]
	fresh := &node{key: last.span, val: val}
	switch {
	case array && have == nil:
		table.add(last.name, &node{kind: manyNode, key: last.span, val: val, elems: []*node{fresh}})
	case array && have.kind == manyNode:
		have.elems = append(have.elems, fresh)
	case !array && have == nil:
		table.add(last.name, fresh)
	case !array && have.kind == impliedNode:
		have.kind, have.key, have.val = tableNode, last.span, val
		return have
	default:
		s.clash(last, have)
	}
	return fresh
}

// enterKey makes the node of the dotted key in s.parts below a table.
func (s *scanner) enterKey(table *node) *node {
	last := s.parts[len(s.parts)-1]
	for _, p := range s.parts[:len(s.parts)-1] {
		next := table.keys[p.name]
		if next != nil && (next.kind == leafNode || next.kind == listNode) {
			s.clash(p, next)
			next = nil
		}
		if next == nil {
			next = table.add(p.name, &node{kind: dottedNode, key: p.span, val: p.span})
		}
		table = next.inside()
	}
	fresh := &node{kind: leafNode, key: last.span}
	if have := table.keys[last.name]; have != nil {
		s.clash(last, have)
		return fresh
	}
	return table.add(last.name, fresh)
}

// localDate is the name of the zone that the library gives to local dates.
const localDate = "date-local"

// fill puts the values that the library has read into the nodes. With clean, it
// removes from strings the characters that unseen notes.
func (n *node) fill(value any, clean bool) {
	switch value := value.(type) {
	case map[string]any:
		for key, v := range value {
			n.keys[key].fill(v, clean)
		}
	case []map[string]any:
		for i, v := range value {
			n.elems[i].fill(v, clean)
		}
	case []any:
		for i, v := range value {
			n.elems[i].fill(v, clean)
		}
	case string:
		if clean {
			value = withoutUnseen(value)
		}
		n.value = value
	case time.Time:
		n.value = value
		if value.Location().String() == localDate {
			n.value = Date{value.Year(), value.Month(), value.Day()}
		}
	default:
		n.value = value
	}
}

// plain returns the value as a [Decoder] gets it.
func (n *node) plain() any {
	switch {
	case n.isTable():
		table := make(map[string]any, len(n.keys))
		for key, child := range n.keys {
			table[key] = child.plain()
		}
		return table
	case n.isList():
		list := make([]any, len(n.elems))
		for i, child := range n.elems {
			list[i] = child.plain()
		}
		return list
	}
	return n.value
}

// find returns the node at a path. For a path that does not exist it returns the
// last node on the way that has a key of its own, and false.
func (d *Doc) find(path []any) (n *node, found bool) {
	n = &d.root
	keyed := n
	for _, step := range path {
		if n = n.step(step); n == nil {
			return keyed, false
		}
		if n.key != (span{}) {
			keyed = n
		}
	}
	return n, true
}

// At returns the place of a value: At("standards", 1, "amount"). Keys are strings,
// elements of lists are ints from 0. The place of a [table] is its header. For a
// path that does not exist, At returns the nearest enclosing key that does, or the
// first line of the source.
func (d *Doc) At(path ...any) diag.Pos {
	n, found := d.find(path)
	if !found {
		return d.keyPos(n)
	}
	return d.valPos(n)
}

// KeyAt returns the place of a key, or of an element of a list. For a path that
// does not exist it does as [Doc.At].
func (d *Doc) KeyAt(path ...any) diag.Pos {
	n, _ := d.find(path)
	return d.keyPos(n)
}

func (d *Doc) valPos(n *node) diag.Pos {
	if n.val == (span{}) {
		return d.keyPos(n)
	}
	return d.pos(n.val)
}

func (d *Doc) keyPos(n *node) diag.Pos {
	switch {
	case n.key != (span{}):
		return d.pos(n.key)
	case n.val != (span{}):
		return d.pos(n.val)
	}
	return d.source.Pos(1, 1, math.MaxInt)
}

// Has reports whether the path exists.
func (d *Doc) Has(path ...any) bool {
	_, found := d.find(path)
	return found
}

// Value returns the value at a path, as a [Decoder] gets it; nil for a path
// that does not exist.
func (d *Doc) Value(path ...any) any {
	if n, found := d.find(path); found {
		return n.plain()
	}
	return nil
}

// PathAt returns the path of the key or value at a place of the source; within
// a list or a table, that of its innermost part. It is empty for a place
// without a key or value.
func (d *Doc) PathAt(pos diag.Pos) []any {
	off := d.source.Offset(pos)
	if off < 0 {
		return nil
	}
	return d.root.pathAt(off - d.start)
}

// pathAt returns the path to the innermost part of a node that holds a byte.
func (n *node) pathAt(off int) []any {
	for name, child := range n.keys {
		if path := child.pathAt(off); path != nil || child.holds(off) {
			return append([]any{name}, path...)
		}
	}
	for i, child := range n.elems {
		if path := child.pathAt(off); path != nil || child.holds(off) {
			return append([]any{i}, path...)
		}
	}
	return nil
}

// holds reports whether a byte belongs to the node's key or value.
func (n *node) holds(off int) bool {
	in := func(s span) bool { return s.off <= off && off < s.end }
	return n.kind != manyNode && (in(n.key) || in(n.val))
}
