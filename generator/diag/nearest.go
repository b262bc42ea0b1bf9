package diag

import "strings"

// Nearest returns the candidate that is most similar to a misspelt word; "" when
// none is similar. It ignores case and the difference between hyphens and
// underscores. Of equally similar candidates the first wins.
func Nearest(word string, candidates []string) string {
	if len(word) > 200 { // not a word
		return ""
	}
	letters := func(s string) []rune { return []rune(strings.ToLower(strings.ReplaceAll(s, "-", "_"))) }
	meant := letters(word)
	best, limit := "", max(1, len(meant)/3)+1
	for _, c := range candidates {
		if d := distance(meant, letters(c), limit); d < limit {
			best, limit = c, d
		}
	}
	return best
}

// distance counts the edits (insert, delete, replace, swap of neighbours) that
// turn a into b; it gives up at limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
