package prose

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"handbook/generator/toml"
)

// unescape resolves backslash escapes and entities, as CommonMark 2.4 and 2.5
// say. Entities of hidden characters become U+FFFD.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			out = append(out, s[i+1])
			i += 2
		case s[i] == '&':
			value, n := entity(s[i:])
			out = append(out, value...)
			i += n
		default:
			out = append(out, s[i])
			i++
		}
	}
	return string(out)
}

// entity resolves the entity at an ampersand and returns its length in bytes: one,
// if there is no entity.
func entity(s string) (value string, n int) {
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return "&", 1
	}
	name := s[1:end]
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			if r, n := utf8.DecodeRune(e.Characters); toml.Hidden(r) && n == len(e.Characters) {
				return string(utf8.RuneError), end + 1
			}
			return string(e.Characters), end + 1
		}
		return "&", 1
	}
	digits, base, most := name[1:], 10, 7
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, most = digits[1:], 16, 6
	}
	if digits == "" || len(digits) > most {
		return "&", 1
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "&", 1
	}
	r := rune(code)
	if !utf8.ValidRune(r) || toml.Hidden(r) {
		r = utf8.RuneError
	}
	return string(r), end + 1
}

// escape makes text safe inside an element and between double quotes.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;").Replace
