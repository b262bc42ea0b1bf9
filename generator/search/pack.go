package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// pool are the symbols of packed text, digits last: those begin no character.
var pool = func() string {
	var letters, digits string
	for c := byte(33); c < 127; c++ {
		switch {
		case '0' <= c && c <= '9':
			digits += string(c)
		case strings.IndexByte("\"`$\\|,/", c) < 0:
			letters += string(c)
		}
	}
	return letters + digits
}()

const firsts = 77 // symbols of pool that begin a character

// alphabet is the code of packed text.
type alphabet struct {
	singles, rest string
	codes         map[rune]string
}

// newAlphabet gives short codes to what a text has often.
func newAlphabet(text string) *alphabet {
	count := map[rune]int{}
	for r := '!'; r < 127; r++ { // editions may have letters that the base has not
		if coded(r) {
			count[r] = 0
		}
	}
	for _, r := range text {
		if r < 128 && !coded(r) {
			continue
		}
		count[r]++
	}
	// A character that stands once is shorter as it is, but ASCII would be
	// mistaken for symbols.
	chars := slices.DeleteFunc(slices.Collect(maps.Keys(count)), func(r rune) bool { return r > 127 && count[r] < 2 })
	slices.SortFunc(chars, func(a, b rune) int { return cmp.Or(count[b]-count[a], int(a-b)) })
	leads := 1
	for leads < firsts && (firsts-leads)+leads*len(pool) < len(chars) {
		leads++
	}
	single := min(firsts-leads, len(chars))
	a := &alphabet{codes: map[rune]string{}}
	for n, r := range chars[:single] {
		a.singles += string(r)
		a.codes[r] = pool[n : n+1]
	}
	rest := chars[single:]
	if most := leads * len(pool); len(rest) > most {
		rest = rest[:most] // what is rarer stays as it is
	}
	rest = slices.Sorted(slices.Values(rest))
	last := rune(0)
	var b strings.Builder
	for n, r := range rest {
		lead := single + n/len(pool)
		a.codes[r] = pool[lead:lead+1] + pool[n%len(pool):n%len(pool)+1]
		switch d := int(r - last); {
		case d < 70:
			b.WriteByte(pool[d])
		case d-70 < (len(pool)-70)*len(pool):
			b.WriteByte(pool[70+(d-70)/len(pool)])
			b.WriteByte(pool[(d-70)%len(pool)])
		default:
			b.WriteRune(r)
		}
		last = r
	}
	a.rest = b.String()
	return a
}

// coded reports whether an ASCII character cannot stand for itself.
func coded(r rune) bool {
	return r > ' ' && r < 127 && !('0' <= r && r <= '9') && r != '|' && r != ',' && r != '/'
}

// pack writes text in the alphabet.
func (a *alphabet) pack(text string) string {
	var b strings.Builder
	for _, r := range text {
		if code, ok := a.codes[r]; ok {
			b.WriteString(code)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// field is text without the characters that separate fields or end a string of
// the script.
func field(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch r {
		case '|':
			return '｜'
		case ',':
			return '，'
		case '`', '"', '\'':
			return '’'
		case '\\':
			return '＼'
		case '$':
			return '＄'
		}
		if r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' || r == '\ufffd' {
			return ' '
		}
		return r
	}, s))
}

// plain is an address, which is kebab-case ASCII; only what would end a string
// of the script is taken out.
func plain(s string) string {
	return strings.NewReplacer("`", "", "$", "", "\\", "", " ", "").Replace(s)
}
