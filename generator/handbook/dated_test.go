package handbook

import (
	"strings"
	"testing"

	"handbook/generator/series"
)

// TestWords says which words are in force on a day, and what carries them.
func TestWords(t *testing.T) {
	const three = `[
  { value = "县里", source = { id = "law" } },
  { since = "2018-03", value = "省、县" },
  { since = 2021, until = 2022, value = "省里", source = [{ id = "law" }, { id = "plan", at = "二" }] },
]`
	for _, c := range []struct {
		name, city string
		day        string
		want       string // of the province, and of the city
		carried    string
	}{
		{"before the second begins", "", "2018-02-28", "县里 县里", "[law]"},
		{"on the day it begins", "", "2018-03-01", "省、县 省、县", "[plan law]"},
		{"on the last day of the third", "", "2022-12-31", "省里 省里", "[law plan]"},
		{"after the third has ended none holds", "", "2023-01-01", " ", "[plan law]"},
		{"a city writes one text", `"市里"`, "2022-01-01", "省里 市里", "[law plan]"},
		{"a city writes times", `[{ until = 2020, value = "市里" }, { since = 2023, value = "县市" }]`, "2023-01-01", " 县市", "[plan law]"},
		{"a city's text has not begun, which the floor refuses", `{ since = 2030, value = "市里" }`, "2022-01-01", "省里 ", "[law plan]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := editions(t)
			put(t, fsys, "content/items/health/care.md", "-funding = \"财政出钱\"\n+funding = "+strings.ReplaceAll(three, "\n", "\n+")+"\n")
			put(t, fsys, "fuzhou/items/care.md", "+++\n+++\n")
			if c.city != "" {
				put(t, fsys, "fuzhou/items/care.md", "+++\nfunding = "+c.city+"\n+++\n")
			}
			day, _ := series.ParseDay(c.day)
			h, _, err := Load(fsys, nil, day)
			if err != nil {
				t.Fatal(err)
			}
			item := h.Province.Item("care")
			if got := item.Funding.String() + " " + byPath(h)["fuzhou"].Item("care").Funding.String(); got != c.want {
				t.Errorf("in force in the province and the city is %q, want %q", got, c.want)
			}
			if got := cited(item.Carrying("funding")...); got != c.carried {
				t.Errorf("the province's words are carried by %q, want %q", got, c.carried)
			}
		})
	}
}
