package search

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// grammar are characters that join words and name nothing.
const grammar = "的了和是在有与及或等对为以由按可不应将于从到者其本该并被把也就都而但各每个上下中后前内外"

// textFiles is how many files of pairs there are.
const textFiles = 32

// pairs lists, by file, which entries' texts have two characters side by side.
func (x *Index) pairs() []string {
	type pair [2]rune
	where := map[pair][]int{}
	for n, e := range x.entries {
		if e.Private {
			continue
		}
		mine := map[pair]bool{}
		each := func(text string, f func(pair)) {
			last := rune(0)
			for _, r := range text {
				if !unicode.Is(unicode.Han, r) || strings.ContainsRune(grammar, r) {
					r = 0
				}
				if last != 0 && r != 0 {
					f(pair{last, r})
				}
				last = r
			}
		}
		known := strings.Join(append([]string{e.Title, e.Summary, e.People.Text, e.Standard.Text}, e.Names...), "\n")
		each(known, func(p pair) { mine[p] = true })
		each(e.Text, func(p pair) {
			if !mine[p] {
				mine[p] = true
				where[p] = append(where[p], n)
			}
		})
	}
	lines := map[rune]*strings.Builder{}
	for _, p := range slices.SortedFunc(maps.Keys(where), func(a, b pair) int { return slices.Compare(a[:], b[:]) }) {
		list := where[p]
		if len(list) > max(3, len(x.entries)/12) {
			continue
		}
		b := lines[p[0]]
		if b == nil {
			b = new(strings.Builder)
			b.WriteRune(p[0])
			lines[p[0]] = b
		}
		b.WriteRune(p[1])
		for i, n := range list {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(strconv.Itoa(n))
		}
	}
	shards := make([]strings.Builder, textFiles)
	for _, first := range slices.Sorted(maps.Keys(lines)) {
		shard := &shards[int(first)%len(shards)]
		shard.WriteString(lines[first].String() + "\n")
	}
	var out []string
	for n := range shards {
		out = append(out, shards[n].String())
	}
	return out
}
