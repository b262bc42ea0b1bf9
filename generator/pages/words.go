package pages

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/prose"
)

// placeWords is what a reader may type for a place: its name, its id, the
// pinyin of its name and the initials, all in small letters, between spaces.
func placeWords(e *handbook.Edition) string {
	id := path.Base(e.Path)
	syllables := spoken(e.Name, id)
	initials := ""
	for _, s := range syllables {
		initials += s[:min(1, len(s))]
	}
	words := []string{e.Name, id}
	for _, w := range []string{strings.Join(syllables, ""), initials} {
		if !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

// spoken is the name of a place in pinyin, by syllables. Tables know one reading
// of each character, which is wrong in many names (宁德, 莆田); whoever named the
// folder knew better, so the id's own syllables come before those of the table.
func spoken(name, id string) []string {
	table := strings.Split(prose.ID(name, nil), "-")
	id, _, _ = strings.Cut(id, "-")
	var best []string
	most := -1
	for _, split := range splits(id) {
		// What the name has more is its kind: 闽侯县 in a folder minhou.
		if len(split) > len(table) || len(table) > 2 && len(split) == 1 {
			continue
		}
		score := 0
		for n, s := range split {
			if s == table[n] {
				score++
			}
		}
		// Without its kind the name has one syllable less.
		if len(split) == len(table)-1 || len(split) == len(table) {
			score += len(table)
		}
		if score > most {
			best, most = split, score
		}
	}
	return append(best, table[len(best):]...)
}

var syllable = regexp.MustCompile(`^(?:(?:[bpmfdtnlgkhrzcs]|[zcs]h)?(?:a|ai|an|ang|ao|e|ei|en|eng|er|ou|ong)|(?:[bpmfdtnlgkhrzcs]|[zcs]h)(?:u|ua|uai|uan|uang|ui|un|uo|i)|[bpmf]o` +
	`|[bpmdtnljqx](?:i|ia|ian|iang|iao|ie|in|ing|iong|iu)|[jqx](?:u|uan|ue|un)|[nl](?:v|ue)|[yw](?:a|ai|an|ang|ao|e|ei|en|eng|i|in|ing|o|ong|ou|u|uan|ue|un))$`)

// splits are all ways to read letters as syllables.
func splits(letters string) [][]string {
	if letters == "" {
		return [][]string{nil}
	}
	if len(letters) > 24 { // no name of a place, and too many ways to try
		return nil
	}
	var out [][]string
	for n := 1; n <= min(6, len(letters)); n++ {
		if !syllable.MatchString(letters[:n]) {
			continue
		}
		for _, rest := range splits(letters[n:]) {
			out = append(out, append([]string{letters[:n]}, rest...))
		}
	}
	return out
}
