package prose

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gosimple/slug"
	"golang.org/x/text/unicode/norm"
)

// IDs remembers which ids are taken. The zero value is empty and ready to use;
// it is not safe for concurrent use.
type IDs struct {
	taken map[string]bool
	next  map[string]int // by base: the counter to try first
}

// Bounds of an id: titles are read up to maxTitle runes, ids end at a hyphen
// before maxID bytes.
const (
	maxTitle = 80
	maxID    = 64
)

// spelt has what slug leaves out (一, the only one among the 6,763 characters of
// GB 2312) or misreads in names. Numbers in circles are plain after NFKC.
var spelt = strings.NewReplacer("一", " yi ", "〇", " ling ", "重庆", " chong qing ", "厦门", " xia men ")

// ID makes a readable id or anchor from a title: pinyin of Chinese, lower case,
// words joined by hyphens ("申请材料" is "shen-qing-cai-liao"). It is never empty
// ("section" stands in) and depends only on the title and on what is taken:
// titles that sound alike get a counter ("xing-fu", "xing-fu-2").
//
// Ids that begin with "s-" belong to the page templates; a title that would
// make one gets "h-" before it. used may be nil, then nothing is taken.
func ID(title string, used *IDs) string {
	if utf8.RuneCountInString(title) > maxTitle {
		title = string([]rune(title)[:maxTitle])
	}
	base := slug.Make(spelt.Replace(norm.NFKC.String(title)))
	base = strings.ReplaceAll(base, "_", "-")
	if len(base) > maxID {
		base = base[:maxID]
		if cut := strings.LastIndexByte(base, '-'); cut > 0 {
			base = base[:cut]
		}
	}
	base = strings.Trim(base, "-")
	switch {
	case base == "":
		base = "section"
	case strings.HasPrefix(base, "s-"), base == "s": // "s" and a counter would be s-2
		base = "h-" + base
	}
	return used.claim(base)
}

// claim takes an id, or the first free one with a counter.
func (u *IDs) claim(base string) string {
	if u == nil {
		return base
	}
	if u.taken == nil {
		u.taken, u.next = map[string]bool{}, map[string]int{}
	}
	id := base
	for n := max(u.next[base], 2); u.taken[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
		u.next[base] = n + 1
	}
	u.taken[id] = true
	return id
}
