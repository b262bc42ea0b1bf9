package handbook

import "testing"

// TestPhones takes the numbers that people call, and refuses what no phone dials.
func TestPhones(t *testing.T) {
	for text, want := range map[string]bool{
		"110": true, "119": true, "120": true, "12345": true, "12385": true, "0591-12345678": true, "0591 1234 5678": true, "059112345678": true,
		"+86-591-12345678": true, "400-123-4567": true, "13800138000": true, "010-12345678": true,
		"0591-12345678转801": true, "0591-12345678 转 801": true, "0591-12345678-801": true,
		"0591-12345678、0591-12345679": true, "0591-12345678转801、12345": true,
		"1": false, "12": false, "911": false, "1234": false, "0591": false, "0591-1": false, "0591-12345678/79": false, "0591-12345678、79": false,
		"转801": false, "0591-12345678转": false, "0591-12345678（工作日）": false, "（0591）12345678": false, "０５９１－１２３４５６７８": false,
		"0591-12345678、": false, "问张三": false, "0591-12345678-": false, "--------": false,
	} {
		if got := isPhone(text); got != want {
			t.Errorf("%q is a phone number: %t, want %t", text, got, want)
		}
	}
}
