package pages

import "strings"

// aloudSigns is how screen readers and the button that reads aloud are to say
// what the list writes in signs: 元/生·年 as 元每生每年, ﹥95 as 大于95. They skip
// signs or name them, and ﹥95 would be heard as 95. This is the only table: pages
// carry the words out of sight beside the signs, and scripts read those.
var aloudSigns = strings.NewReplacer(
	"1/10万", "每10万", // of rates, whose number stands before or behind
	"/", "每", "／", "每", "·", "每",
	"﹥", "大于", "＞", "大于", ">", "大于", "≥", "不低于", "≧", "不低于",
	"﹤", "小于", "＜", "小于", "<", "小于", "≤", "不高于", "≦", "不高于",
	"~", "到", "～", "到",
)

// aloud is a unit or a figure as it is said; "" when it is said as it is
// written.
func aloud(written string) string {
	if said := aloudSigns.Replace(written); said != written {
		return said
	}
	return ""
}
