package pages

import "testing"

func TestAloud(t *testing.T) {
	for written, want := range map[string]string{
		"元/生·年": "元每生每年", "元/人·月": "元每人每月", "元/人（一次贷款）": "元每人（一次贷款）", "1/10万": "每10万",
		"﹥95": "大于95", "≥98.5": "不低于98.5", "≤3": "不高于3", "低于全国平均值": "", "%": "", "天": "", "": "",
	} {
		if got := aloud(written); got != want {
			t.Errorf("aloud(%q) = %q, want %q", written, got, want)
		}
	}
}
