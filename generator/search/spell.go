package search

import (
	_ "embed"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// traditionalText is pairs of a traditional character and its simplified form,
// after the transform Traditional-Simplified of Unicode CLDR, for characters of
// GB 2312.
//
//go:embed traditional.txt
var traditionalText string

// asked are characters of questions that people also write in traditional form.
const asked = "么吗办钱里样谁过这个还给没会为从让应该说话问领请条件书写几岁岁买卖"

// second are readings that are about as common as the first one.
var second = map[string]string{
	"chong": "重", "zhang": "长", "hang": "行", "yue": "乐", "diao": "调", "chuan": "传", "shen": "参", "ji": "给系", "bian": "便",
	"chai": "差", "shuai": "率", "zang": "藏", "xia": "厦", "shan": "单", "dai": "大", "dei": "得", "du": "都", "mu": "模", "xie": "血",
	"lou": "露", "la": "落", "tan": "弹", "mei": "没", "ju": "车", "kuai": "会", "jue": "角", "jiao": "校", "xing": "省", "xiu": "宿",
	"ta": "拓", "nian": "粘", "shou": "熟", "ci": "伺", "hai": "咳", "juan": "圈", "zhao": "朝着", "chen": "称", "xu": "畜",
	"lv": "绿", "pu": "埔", "ti": "提", "zhe": "着", "liao": "了", "huan": "还", "cha": "查", "bo": "薄剥",
}

// readings spells common characters in the order of GB 2312. Of the readings
// that a character has, it takes the one by which that order is sorted; where
// none fits, the character counts with its neighbours.
var readings = sync.OnceValue(func() []run {
	args := pinyin.NewArgs()
	args.Heteronym = true
	var chars []rune
	var all [][]string
	spelt := map[string]bool{}
	for code := range 40*94 - 5 {
		b, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{byte(0xB0 + code/94), byte(0xA1 + code%94)})
		if err != nil {
			panic("search: GB 2312 has no character " + strconv.Itoa(code))
		}
		r := []rune(string(b))[0]
		chars, all = append(chars, r), append(all, pinyin.SinglePinyin(r, args))
		for _, s := range all[code] {
			spelt[s] = true
		}
	}
	order := slices.SortedFunc(maps.Keys(spelt), func(a, b string) int { return strings.Compare(sortKey(a), sortKey(b)) })
	// cost[s] is how many characters so far do not fit, when none is read
	// later than order[s]; from[n][s] is what character n is then read as.
	place := map[string]int{}
	for n, s := range order {
		place[s] = n
	}
	cost, next := make([]int, len(order)), make([]int, len(order))
	fits := make([]int, len(order)) // 1 + the last character that may be read so
	from := make([][]int16, len(chars))
	for n := range chars {
		from[n] = make([]int16, len(order))
		for _, s := range all[n] {
			fits[place[s]] = n + 1
		}
		least, at := 1<<30, int16(0)
		for s := range order {
			here := cost[s]
			if fits[s] != n+1 {
				here++
			}
			if here < least {
				least, at = here, int16(s)
			}
			next[s], from[n][s] = least, at
		}
		cost, next = next, cost
	}
	var out []run
	s := int16(len(order) - 1)
	for n := len(chars) - 1; n >= 0; n-- {
		s = from[n][s]
		if len(out) == 0 || out[0].reading != order[s] {
			out = slices.Insert(out, 0, run{reading: order[s]})
		}
		out[0].chars = string(chars[n]) + out[0].chars
	}
	return out
})

// sortKey returns where a syllable stands: lu, lü, luan, lüe, lun.
func sortKey(s string) string {
	key := strings.ReplaceAll(s, "v", "u")
	if key != s {
		key += "!"
	}
	return key
}

type run struct{ reading, chars string }

// common is the reading of each character of readings.
var common = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for _, r := range readings() {
		for _, c := range r.chars {
			m[c] = r.reading
		}
	}
	return m
})

// reading spells one character without tones, ü as v; "" for what is no Han
// character.
func reading(r rune) string {
	if s, ok := common()[r]; ok {
		return s
	}
	if all := pinyin.SinglePinyin(r, pinyin.NewArgs()); len(all) > 0 {
		return all[0]
	}
	return ""
}

// Spell writes text in pinyin without tones, a space after each syllable; what
// is no Han character stands as it is. It serves to sort and to head lists.
func Spell(text string) string {
	var b strings.Builder
	for _, r := range text {
		if s := reading(r); s != "" && unicode.Is(unicode.Han, r) {
			b.WriteString(s + " ")
		} else {
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}

// syllables returns the readings of the common characters and of those that are used,
// each with its characters.
func syllables(used map[rune]bool) [][2]string {
	var out [][2]string
	for _, r := range readings() {
		out = append(out, [2]string{r.reading, r.chars})
	}
	more := map[string]string{}
	for s, chars := range second {
		for _, r := range chars {
			if used[r] && common()[r] != s {
				more[s] += string(r)
			}
		}
	}
	for _, r := range slices.Sorted(maps.Keys(used)) {
		if _, known := common()[r]; !known && unicode.Is(unicode.Han, r) {
			if s := reading(r); s != "" {
				more[s] += string(r)
			}
		}
	}
	for _, s := range slices.Sorted(maps.Keys(more)) {
		out = append(out, [2]string{s, more[s]})
	}
	return out
}

// Traditional returns the traditional characters of those in a text, each with its
// simplified form after it.
func Traditional(text string) string {
	var pairs strings.Builder
	for line := range strings.Lines(traditionalText) {
		chars := []rune(strings.TrimSpace(line))
		for n := 0; n+1 < len(chars); n += 2 {
			if strings.ContainsRune(text, chars[n+1]) {
				pairs.WriteString(string(chars[n : n+2]))
			}
		}
	}
	return pairs.String()
}
