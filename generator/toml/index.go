package toml

import (
	"math"

	"handbook/generator/diag"
)

// A nodeKind says how a value was written, which decides what may be added to
// it further down.
type nodeKind uint8

const (
	leafNode    nodeKind = iota // a scalar
	listNode                    // [ … ]
	inlineNode                  // { … }
	impliedNode                 // a table named only as part of a longer header
	dottedNode                  // a table named only as part of a dotted key
	tableNode                   // [table], or one element of [[table]]
	manyNode                    // all elements of [[table]]
)

// A node is one value of the index of positions.
type node struct {
	kind  nodeKind
	key   span // where its name stands; empty in the root and in elements of lists
	val   span // where its value stands; of tables the header
	keys  map[string]*node
	elems []*node
}

// clash is a key that is defined twice.
type clash struct {
	name          string
	first, second span
}

func (n *node) child(name string) *node { return n.keys[name] }

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

// enterHeader makes the table of a header in s.parts and returns it. A table
// that clashes is left out of the index.
func (s *scanner) enterHeader(val span, array bool) *node {
	table := s.root
	last := s.parts[len(s.parts)-1]
	for _, p := range s.parts[:len(s.parts)-1] {
		next := table.child(p.name)
		if next == nil {
			next = table.add(p.name, &node{kind: impliedNode, key: p.span, val: p.span})
		}
		if next.kind == leafNode || next.kind == listNode {
			s.clashes = append(s.clashes, clash{p.name, next.key, p.span})
			return &node{}
		}
		table = next.inside()
	}
	have := table.child(last.name)
	fresh := &node{kind: tableNode, key: last.span, val: val}
	switch {
	case array && have == nil:
		table.add(last.name, &node{kind: manyNode, key: last.span, val: val, elems: []*node{fresh}})
		return fresh
	case array && have.kind == manyNode:
		have.elems = append(have.elems, fresh)
		return fresh
	case !array && have == nil:
		return table.add(last.name, fresh)
	case !array && have.kind == impliedNode:
		have.kind, have.key, have.val = tableNode, last.span, val
		return have
	}
	s.clashes = append(s.clashes, clash{last.name, have.key, last.span})
	return fresh
}

// enterKey makes the node of the dotted key in s.parts below a table.
func (s *scanner) enterKey(table *node) *node {
	last := s.parts[len(s.parts)-1]
	for _, p := range s.parts[:len(s.parts)-1] {
		next := table.child(p.name)
		if next != nil && (next.kind == leafNode || next.kind == listNode) {
			s.clashes = append(s.clashes, clash{p.name, next.key, p.span})
			next = nil
		}
		if next == nil {
			next = table.add(p.name, &node{kind: dottedNode, key: p.span, val: p.span})
		}
		table = next.inside()
	}
	fresh := &node{key: last.span}
	if have := table.child(last.name); have != nil {
		s.clashes = append(s.clashes, clash{last.name, have.key, last.span})
		return fresh
	}
	return table.add(last.name, fresh)
}

// index returns the positions of the document; they are found when first asked
// for, since most files have no fault.
func (d *Doc) index() *node {
	d.indexOnce.Do(func() {
		d.root = &node{kind: tableNode}
		if !d.broken {
			s := scanner{s: d.text(), root: d.root}
			s.run()
		}
	})
	return d.root
}

// find follows a path as far as it goes. It returns the last node found, the
// last on the way that has a key of its own, and whether the path was followed
// to its end.
func (d *Doc) find(path []any) (at, keyed *node, whole bool) {
	at = d.index()
	keyed = at
	for _, step := range path {
		var next *node
		switch step := step.(type) {
		case string:
			next = at.child(step)
		case int:
			if step >= 0 && step < len(at.elems) {
				next = at.elems[step]
			}
		default:
			panic("toml: a path consists of strings and ints")
		}
		if next == nil {
			return at, keyed, false
		}
		at = next
		if at.key != (span{}) {
			keyed = at
		}
	}
	return at, keyed, true
}

// At is the place of a value: At("standards", 1, "amount"). Keys are strings
// and elements of lists ints from 0. The value of a [table] is its header. If
// the path does not exist it is the nearest enclosing key that does, and
// finally the file's first line.
func (d *Doc) At(path ...any) diag.Pos {
	at, keyed, whole := d.find(path)
	if whole && at.val != (span{}) {
		return d.pos(at.val)
	}
	return d.keyPos(keyed)
}

// KeyAt is the place of a key; of an element of a list, which has none, it is
// the element. What does not exist is answered as by [Doc.At].
func (d *Doc) KeyAt(path ...any) diag.Pos {
	at, keyed, whole := d.find(path)
	if whole && at.key == (span{}) && at.val != (span{}) {
		return d.pos(at.val)
	}
	return d.keyPos(keyed)
}

// Has reports whether the path exists.
func (d *Doc) Has(path ...any) bool {
	var v any = d.values
	for _, step := range path {
		switch step := step.(type) {
		case string:
			table, _ := v.(map[string]any)
			next, found := table[step]
			if !found {
				return false
			}
			v = next
		case int:
			element, found := elementOf(v, step)
			if !found {
				return false
			}
			v = element
		default:
			panic("toml: a path consists of strings and ints")
		}
	}
	return true
}

// Value returns what stands at a path, as a [Decoder] is given it; nil where
// nothing does.
func (d *Doc) Value(path ...any) any {
	var v any = d.values
	for _, step := range path {
		switch step := step.(type) {
		case string:
			table, _ := v.(map[string]any)
			v = table[step]
		case int:
			v, _ = elementOf(v, step)
		default:
			panic("toml: a path consists of strings and ints")
		}
	}
	return plain(v)
}

func elementOf(list any, i int) (any, bool) {
	switch list := list.(type) {
	case []any:
		if i >= 0 && i < len(list) {
			return list[i], true
		}
	case []map[string]any:
		if i >= 0 && i < len(list) {
			return list[i], true
		}
	}
	return nil, false
}

func (d *Doc) pos(at span) diag.Pos { return d.source.PosAt(d.start+at.off, at.end-at.off) }

func (d *Doc) keyPos(n *node) diag.Pos {
	if n.key == (span{}) {
		return d.source.Pos(1, 1, math.MaxInt)
	}
	return d.pos(n.key)
}

// PathAt is the path of what stands at a place of the file: the key, the value
// or, within a list or a table, the innermost part of it. It is empty where
// nothing of the document stands.
func (d *Doc) PathAt(pos diag.Pos) []any {
	off := d.source.Offset(pos)
	if off < 0 {
		return nil
	}
	return d.index().pathAt(off - d.start)
}

// pathAt is the path to the innermost part of a node that holds a byte.
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
	return in(n.key) && n.kind != manyNode || in(n.val) && n.kind != manyNode
}
