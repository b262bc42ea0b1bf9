package pages

import "strings"

// Phone is a phone number that can be tapped, or several with 、 between them.
type Phone struct {
	Number string
	Name   string
	Badges []badge
}

// Each returns the numbers one by one.
func (p Phone) Each() []Phone {
	var out []Phone
	for number := range strings.SplitSeq(p.Number, "、") {
		out = append(out, Phone{Number: number})
	}
	return out
}

// Dial returns the first number, without its extension and without the signs that
// only help the eye.
func (p Phone) Dial() string {
	number, _, _ := strings.Cut(p.Number, "、")
	number, _, _ = strings.Cut(number, "转")
	return dialled.Replace(number)
}

var dialled = strings.NewReplacer(" ", "", "-", "")
