package handbook

import (
	"regexp"
	"strings"

	"handbook/generator/diag"
)

// phoneNumber is a number with an extension, after 转, or without.
var phoneNumber = regexp.MustCompile(`^(\+?[0-9][0-9 -]{1,20}[0-9])( ?转 ?[0-9]{1,6})?$`)

// isPhone reports whether a text is one phone number, or several with 、 between
// them. A number has 5 digits or more; an emergency number such as 110 has 3,
// and one with an area code 10.
func isPhone(text string) bool {
	for number := range strings.SplitSeq(text, "、") {
		m := phoneNumber.FindStringSubmatch(number)
		if m == nil {
			return false
		}
		digits := strings.NewReplacer("+", "", " ", "", "-", "").Replace(m[1])
		if digits[0] == '0' && len(digits) < 10 || len(digits) < 5 && !(len(digits) == 3 && digits[0] == '1') {
			return false
		}
	}
	return true
}

func phones(numbers []string, here at, path ...any) (out diag.List) {
	for n, number := range numbers {
		out.Add(phone(number, here, append(path, n)...)...)
	}
	return out
}

func phone(number string, here at, path ...any) diag.List {
	if number == "" || isPhone(number) {
		return nil
	}
	return diag.List{diag.New(here(path...), badPhone, number).WithHint(hintPhone)}
}
