package toml

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxLine is the length of the longest list on one line, in characters.
const maxLine = 100

// encode writes a value. A long list stands on several lines.
func encode(value any) string {
	switch v := value.(type) {
	case string:
		return encodeString(withoutUnseen(v))
	case bool, int, int64, Date:
		return fmt.Sprint(v)
	case float64:
		if math.Trunc(v) == v && math.Abs(v) < 1e15 {
			return strconv.FormatInt(int64(v), 10)
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	case Table:
		var parts []string
		for _, entry := range v {
			parts = append(parts, encodeKey(entry.Key)+" = "+encode(entry.Value))
		}
		return braces(parts)
	case []any:
		parts := make([]string, len(v))
		for n, element := range v {
			parts[n] = encode(element)
		}
		return brackets(parts)
	}
	panic(fmt.Sprintf("toml: a %T cannot be written", value))
}

func braces(parts []string) string {
	if len(parts) == 0 {
		return "{}"
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

func brackets(parts []string) string {
	line := "[" + strings.Join(parts, ", ") + "]"
	if len(parts) == 0 || utf8.RuneCountInString(line) <= maxLine {
		return line
	}
	return "[\n  " + strings.Join(parts, ",\n  ") + ",\n]"
}

func encodeString(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text { // bytes that are not UTF-8 come out as U+FFFD
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// encodeKey writes one part of a key, in quotes where it needs them.
func encodeKey(key string) string {
	quoted := func(r rune) bool { return r >= utf8.RuneSelf || !bare(byte(r)) }
	if key == "" || strings.ContainsFunc(key, quoted) {
		return encodeString(key)
	}
	return key
}

// keyOf returns the dotted key of a path; elements of lists have no part in it.
func keyOf(path []any) string {
	var parts []string
	for _, step := range path {
		if key, isKey := step.(string); isKey {
			parts = append(parts, encodeKey(key))
		}
	}
	return strings.Join(parts, ".")
}

// section writes a table under a header.
func section(path []any, open string, value any, end string) string {
	table, isTable := value.(Table)
	if !isTable {
		panic(fmt.Sprintf("toml: a section cannot hold a %T", value))
	}
	text := open + keyOf(path) + end + "\n"
	for _, entry := range table {
		text += encodeKey(entry.Key) + " = " + encode(entry.Value) + "\n"
	}
	return text
}

// without writes a list or an inline table again, without one part.
func (e *editing) without(n, gone *node) string {
	var parts []string
	if n.kind == listNode {
		var kept []any
		for _, element := range n.elems {
			if element != gone {
				kept, parts = append(kept, element), append(parts, e.s[element.val.off:element.val.end])
			}
		}
		if len(kept) > 0 && e.onLines(n) {
			return e.relist(n, kept)
		}
		return brackets(parts)
	}
	type entry struct {
		at   int
		text string
	}
	var entries []entry
	var collect func(n *node, prefix string)
	collect = func(n *node, prefix string) {
		for name, child := range n.keys {
			key := prefix + encodeKey(name)
			switch {
			case child == gone:
			case child.kind == dottedNode:
				collect(child, key+".")
			default:
				entries = append(entries, entry{child.val.off, key + " = " + e.s[child.val.off:child.val.end]})
			}
		}
	}
	collect(n, "")
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.at, b.at) })
	for _, entry := range entries {
		parts = append(parts, entry.text)
	}
	return braces(parts)
}
