package search

import (
	"strings"
	"unicode"
)

// grammar are characters that join words and name nothing.
const grammar = "的了和是在有与及或等对为以由按可不应将于从到者其本该并被把也就都而但各每个上下中后前内外"

// pairs tells which entries' texts have two characters side by side.
func (x *Index) pairs() map[string]map[string][]int {
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
	n := 0
	for _, e := range x.entries {
		if e.Kind != Place {
			n++
		}
	}
	out := map[string]map[string][]int{}
	for p, list := range where {
		if len(list) > max(3, n/12) {
			list = []int{} // most have it
		}
		first := string(p[0])
		if out[first] == nil {
			out[first] = map[string][]int{}
		}
		out[first][string(p[1])] = list
	}
	return out
}
