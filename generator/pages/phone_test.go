package pages

import (
	"slices"
	"testing"
)

// TestDial: a link dials one number, without its extension, and search knows the
// numbers of a field.
func TestDial(t *testing.T) {
	for text, want := range map[string][]string{
		"110":                     {"110"},
		"0591-12345678 转 801":     {"059112345678"},
		"0591-12345678转801、12345": {"059112345678", "12345"},
		"+86 591 12345678":        {"+8659112345678"},
	} {
		var got []string
		for _, one := range (Phone{Number: text}).Each() {
			got = append(got, one.Dial())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q dials %q, want %q", text, got, want)
		}
		if got[0] != (Phone{Number: text}).Dial() {
			t.Errorf("%q as a whole dials another number than its first", text)
		}
		if want[0][0] != '+' && !slices.Equal(digits(text), want) {
			t.Errorf("search finds %q by %q, want %q", text, digits(text), want)
		}
	}
}
