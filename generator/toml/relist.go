package toml

import (
	"reflect"
	"strings"
)

// element is a part of a list that stands on several lines: what is before the
// value, the value, and the comment behind it on its line.
type element struct {
	before, value, after string
	node                 *node // nil for a new one
}

// relist writes a list that stands on several lines with other values: an element
// that stays keeps its bytes and comments, one that is replaced its comments. An
// element that goes takes the comment on its line along. A value is a *node to
// keep, or what [Doc.Edit] takes.
func (e *editing) relist(n *node, values []any) string {
	old, comma, rest := e.elements(n)
	used := make([]bool, len(old))
	take := func(fits func(element) bool) *element {
		for i := range old {
			if !used[i] && fits(old[i]) {
				used[i] = true
				return &old[i]
			}
		}
		return nil
	}
	parts := make([]*element, len(values))
	for i, value := range values {
		parts[i] = take(func(o element) bool { return o.node == value || same(value, o.node.plain()) })
	}
	indent := "\n  "
	if len(old) > 0 && strings.Contains(old[0].before, "\n") {
		indent = old[0].before[strings.LastIndexByte(old[0].before, '\n'):]
	}
	for i, value := range values {
		if parts[i] != nil {
			continue
		}
		if parts[i] = take(func(element) bool { return true }); parts[i] != nil {
			parts[i].value = encode(value)
		} else {
			parts[i] = &element{before: indent, value: encode(value)}
		}
	}
	// The comments before an element that goes stand before the next one.
	for i := range old {
		if used[i] {
			continue
		}
		left := strings.TrimRight(old[i].before, " \t\n")
		if !strings.Contains(old[i].before, "\n") {
			left += old[i].after // the comment is about the whole line
		}
		if i+1 < len(old) {
			old[i+1].before = left + old[i+1].before
		} else {
			rest = left + rest
		}
	}
	var b strings.Builder
	commented := false // the line ends in a comment
	write := func(text string) {
		if line := strings.TrimLeft(text, " \t"); commented && !strings.HasPrefix(line, "\n") {
			if text = line; line != "" {
				text = indent + line
			}
		}
		if b.WriteString(text); text != "" {
			commented = strings.Contains(text[strings.LastIndexByte(text, '\n')+1:], "#")
		}
	}
	write("[")
	for i, p := range parts {
		write(p.before)
		if commented {
			b.WriteString(indent)
		}
		b.WriteString(p.value)
		commented = false
		if i+1 < len(parts) || comma {
			write(",")
		}
		write(p.after)
	}
	write(rest)
	if commented {
		b.WriteString("\n")
	}
	return b.String() + "]"
}

// onLines reports whether a list stands on several lines, where comments can be.
func (e *editing) onLines(n *node) bool { return strings.Contains(e.s[n.val.off:n.val.end], "\n") }

// elements returns the elements of a list, whether the last one has a comma, and
// the text behind it, up to the bracket.
func (e *editing) elements(n *node) (out []element, comma bool, rest string) {
	at, end := n.val.off+1, n.val.end-1
	comma = true
	for _, child := range n.elems {
		part := element{before: e.s[at:child.val.off], value: e.s[child.val.off:child.val.end], node: child}
		at = child.val.end
		next := at
		for next < end && e.s[next] != ',' {
			if e.s[next] == '#' {
				next = lineEnd(e.s, next)
			} else {
				next++
			}
		}
		if comma = next < end; comma {
			part.after = strings.TrimRight(e.s[at:next], " \t\n")
			at = next + 1
		}
		if line := e.s[at:lineEnd(e.s, at)]; strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") {
			part.after += line
			at += len(line)
		}
		out = append(out, part)
	}
	return out, comma, e.s[at:end]
}

// same reports whether a value, as [Doc.Edit] takes it, is an old one.
func same(value, old any) bool {
	switch v := value.(type) {
	case Table:
		table, isTable := old.(map[string]any)
		for _, entry := range v {
			if !isTable || !same(entry.Value, table[entry.Key]) {
				return false
			}
		}
		return isTable && len(table) == len(v)
	case []any:
		list, isList := old.([]any)
		for i := range v {
			if !isList || len(list) != len(v) || !same(v[i], list[i]) {
				return false
			}
		}
		return isList && len(list) == len(v)
	case string:
		return old == any(withoutUnseen(v))
	case int:
		return old == any(int64(v))
	}
	return reflect.DeepEqual(value, old)
}
