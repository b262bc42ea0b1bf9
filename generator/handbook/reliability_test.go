package handbook

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// levels adds a source of each level, of the list's period and later ones.
const levels = `
[[sources]]
id = "province"
title = "x"
level = "province"
date = 2020-12-31
[[sources]]
id = "national"
title = "x"
level = "national"
date = 2017
[[sources]]
id = "local"
title = "x"
level = "local"
[[sources]]
id = "province-later"
title = "x"
level = "province"
date = "2021-01"
[[sources]]
id = "national-later"
title = "x"
level = "national"
date = 2023
[[sources]]
id = "local-later"
title = "x"
level = "local"
after_period = true
[[sources]]
id = "recalled"
title = "x"
level = "province"
confidence = "recalled"
`

func withLevels(t *testing.T) *Handbook {
	fsys := site(t)
	change(t, fsys, "content/sources.toml", "level = \"national\"\n", "level = \"national\"\n"+levels)
	h, faults := load(t, fsys, nil)
	if len(faults) > 0 {
		t.Fatal(said(faults))
	}
	return h
}

func TestReliability(t *testing.T) {
	h := withLevels(t)
	unverified := Reliability{Unverified: true}
	for _, c := range []struct {
		sources string // ids, - for a nil citation
		want    Reliability
	}{
		{"", unverified},
		{"-", unverified},
		{"recalled", unverified},
		{"no-such-source", unverified},
		{"recalled -", unverified},
		{"province", Reliability{Level: Provincial}},
		{"national", Reliability{Level: National}},
		{"local", Reliability{Level: Local}},
		{"province-later", Reliability{Level: Provincial, Later: true}},
		{"national-later", Reliability{Level: National, Later: true}},
		{"local-later", Reliability{Level: Local, Later: true}},
		{"recalled national", Reliability{Level: National}},
		// The best source decides: the province before the nation before a city …
		{"local national", Reliability{Level: National}},
		{"national province local", Reliability{Level: Provincial}},
		{"local-later national-later province-later", Reliability{Level: Provincial, Later: true}},
		// … but any text of the period before a later one.
		{"province-later national", Reliability{Level: National}},
		{"province-later local", Reliability{Level: Local}},
		{"province-later recalled", Reliability{Level: Provincial, Later: true}},
	} {
		ids := strings.Fields(c.sources)
		for range 2 { // the order of the sources does not matter
			var cited []*Citation
			for _, id := range ids {
				if id == "-" {
					cited = append(cited, nil)
				} else {
					cited = append(cited, &Citation{ID: id})
				}
			}
			if got := h.Reliability(cited...); got != c.want {
				t.Errorf("%v: got %+v, want %+v", ids, got, c.want)
			}
			for i, j := 0, len(ids)-1; i < j; i, j = i+1, j-1 {
				ids[i], ids[j] = ids[j], ids[i]
			}
		}
	}
}

func TestCarrying(t *testing.T) {
	citations := []Citation{
		{ID: "all"}, {ID: "none", Fields: []string{}}, {ID: "funding", Fields: []string{"title", "funding"}}, {ID: "title", Fields: []string{"title"}},
	}
	for key, want := range map[string][]string{"funding": {"all", "funding"}, "title": {"all", "funding", "title"}, "agencies": {"all"}} {
		var got []string
		for _, c := range Carrying(citations, key) {
			got = append(got, c.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("sources that carry %s (-want +got):\n%s", key, diff)
		}
	}
	if Carrying(nil, "funding") != nil {
		t.Error("no sources carry nothing")
	}
}

// TestCitedInTOML: fields that are left out and fields = [] mean different things.
func TestCitedInTOML(t *testing.T) {
	fsys := site(t)
	change(t, fsys, "content/items/education/grant.md", `sources = [{ id = "law" }]`, `sources = [{ id = "law", fields = [] }]`)
	h, faults := load(t, fsys, nil)
	if len(faults) > 0 {
		t.Fatal(said(faults))
	}
	if got := Carrying(h.Province.Item("grant").Sources, "funding"); got != nil {
		t.Errorf("a source that only corroborates carries nothing, not the funding: %v", got)
	}
}

// TestMainStandard: lists show the first standard of the file that has something in
// force: an amount, words, or values of places below.
func TestMainStandard(t *testing.T) {
	for _, c := range []struct {
		name      string
		standards []string // kind, and a value's since, until and amount
		want      string
	}{
		{"none", nil, ""},
		{"the first of words", []string{"standard - - -", "standard - - 5"}, "s0"},
		{"no money, goal or result", []string{"funds - - 5", "target - - 5", "result - - 6"}, ""},
		{"nothing announced", []string{"standard 2027 - 5", "standard - - 6"}, "s1"},
		{"nothing ended", []string{"standard 2020 2025 5", "standard - - 6"}, "s1"},
		{"of whatever time", []string{"standard 2012 - 5", "standard 2025 - 6"}, "s0"},
		{"of places below", []string{"standard 2027 - 5 below", "standard 2025 - 6"}, "s0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, item := withLevels(t), &Item{}
			for n, s := range c.standards {
				f := strings.Fields(s)
				v := &Value{Text: "words"}
				v.Since.Year, _ = strconv.Atoi(f[1])
				v.Until.Year, _ = strconv.Atoi(f[2])
				if a, err := strconv.Atoi(f[3]); err == nil {
					amount := Amount(a)
					v.Amount = &amount
				}
				std := Standard{ID: fmt.Sprintf("s%d", n), Kind: f[0], Lines: []*Line{h.newLine(h.Province, "", []*Value{v}, false)}}
				std.settle("", Date{Year: 2026, Month: 11, Day: 30})
				if len(f) > 4 {
					std.Span = []Held{{Value: v}}
				}
				item.Standards = append(item.Standards, std)
			}
			got := ""
			if s := h.MainStandard(item); s != nil {
				got = s.ID
			}
			if got != c.want {
				t.Errorf("lists must show %q, not %q", c.want, got)
			}
		})
	}
}

func TestAmount(t *testing.T) {
	for amount, want := range map[Amount]string{0: "0", 650: "650", 0.5: "0.5", 98.1: "98.1", 1e11: "100000000000", 1234567.25: "1234567.25"} {
		if got := amount.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
