package pages

import "strings"

// aloudSigns replaces the signs of the list by the words to read aloud:
// 元/生·年 by 元每生每年, ﹥95 by 大于95. Screen readers skip signs or read their
// names. This is the only such table: pages carry the words out of sight beside
// the signs, and scripts read them there.
var aloudSigns = strings.NewReplacer(
	"1/10万", "每10万", // before the others: rates have their number before or behind it
	"/", "每", "／", "每", "·", "每",
	"﹥", "大于", "＞", "大于", ">", "大于", "≥", "不低于", "≧", "不低于",
	"﹤", "小于", "＜", "小于", "<", "小于", "≤", "不高于", "≦", "不高于",
	"~", "到", "～", "到",
)

// aloud returns the words for a unit or a figure; "" when they equal the text.
func aloud(written string) string {
	if said := aloudSigns.Replace(written); said != written {
		return said
	}
	return ""
}
