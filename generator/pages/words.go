package pages

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"handbook/generator/handbook"
	"handbook/generator/prose"
)

// placeWords returns the words that find a place, with a space between them: its
// names with and without their kinds, its id, pinyin and initials in small letters,
// and its code.
func placeWords(e *handbook.Edition) string {
	var words []string
	add := func(word string) {
		if word = strings.Join(strings.Fields(word), ""); word != "" && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		add(name)
		add(handbook.ShortName(name))
	}
	id := strings.TrimPrefix(path.Base(e.Path), ".") // the province has none
	syllables := spoken(e.Name, id)
	initials := ""
	for _, s := range syllables {
		initials += s[:min(1, len(s))]
	}
	add(strings.ReplaceAll(id, "-", ""))
	if short := utf8.RuneCountInString(handbook.ShortName(e.Name)); short <= len(syllables) {
		add(strings.Join(syllables[:short], ""))
	}
	add(strings.Join(syllables, ""))
	add(initials)
	add(e.Code)
	return strings.Join(words, " ")
}

// spoken returns the syllables of a place's name. The pinyin table has one
// reading of each character, which is wrong in many names (宁德, 莆田). The
// folder's name is reliable, so its syllables come before the table's.
func spoken(name, id string) []string {
	table := strings.Split(prose.ID(name, nil), "-")
	id, _, _ = strings.Cut(id, "-")
	var best []string
	most := -1
	for _, split := range splits(id) {
		// The id may omit the kind: 闽侯县 has the folder minhou.
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

// splits lists all ways to split letters into syllables.
func splits(letters string) [][]string {
	if letters == "" {
		return [][]string{nil}
	}
	if len(letters) > 24 { // too long for a place name, and too many ways to try
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
