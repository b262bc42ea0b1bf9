package main

import (
	"encoding/json"
	"html"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/site"
)

var (
	ruleList  = regexp.MustCompile(`(?s)<ul class="rules">(.*?)</ul>`)
	ruleRoute = regexp.MustCompile(`(?s)<li>(.*?)</li>`)
	ruleWords = regexp.MustCompile(`<span class="(?:condition|confirm)">([^<]*)</span>`)
	checkRow  = regexp.MustCompile(`(?s)<tr><th scope="row"><span class="code[^>]*>[^<]*</span> <a href="items/([^"]*)\.html">.*?</tr>`)
)

// routesIn returns the routes in a piece of a page, each by its words.
func routesIn(piece string) [][]string {
	var out [][]string
	list := ruleList.FindStringSubmatch(piece)
	if list == nil {
		return nil
	}
	for _, route := range ruleRoute.FindAllStringSubmatch(list[1], -1) {
		var words []string
		for _, w := range ruleWords.FindAllStringSubmatch(route[1], -1) {
			words = append(words, html.UnescapeString(w[1]))
		}
		out = append(out, words)
	}
	return out
}

// TestOneRuleSet compares the three uses of the rules: the finder's table, the
// item's page and the checklist have the same rules.
func TestOneRuleSet(t *testing.T) {
	s, faults, err := site.Open(os.DirFS(".."), nil, site.Options{Editions: []string{"quanzhou/shishi"}})
	if err != nil || faults.HasErrors() {
		t.Fatalf("run check: the content must be without errors (%v)", err)
	}
	read := func(url string) string {
		data, faults := s.Render(url)
		if data == nil {
			t.Fatalf("%s cannot be rendered: %v", url, faults)
		}
		return string(data)
	}
	var table struct {
		Conditions []struct{ Text string }
		Items      []struct {
			ID, Code string
			Everyone bool
			Routes   []struct {
				All     []int
				Confirm string
			}
		}
	}
	if err := json.Unmarshal([]byte(read("data/finder.json")), &table); err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	checklist := read("checklist.html")
	for _, row := range checkRow.FindAllStringSubmatch(checklist, -1) {
		rows[row[1]] = row[0]
	}
	added := false
	for _, item := range table.Items {
		var want [][]string
		for _, r := range item.Routes {
			var words []string
			for _, n := range r.All {
				words = append(words, table.Conditions[n].Text)
			}
			if r.Confirm != "" {
				words = append(words, "（还要确认："+r.Confirm+"）")
			}
			want = append(want, words)
		}
		page := read("items/" + item.ID + ".html")
		if diff := cmp.Diff(want, routesIn(page)); diff != "" {
			t.Errorf("%s: its page tells other routes than the finder (-finder +page):\n%s", item.ID, diff)
		}
		if item.Everyone {
			if !strings.Contains(page, "人人都可以享受") || !strings.Contains(checklist, `<span class="code">`+item.Code+`</span>`) {
				t.Errorf("%s is for everyone: its page and the checklist must say so", item.ID)
			}
			continue
		}
		if diff := cmp.Diff(want, routesIn(rows[item.ID])); diff != "" {
			t.Errorf("%s: the checklist tells other routes than the finder (-finder +checklist):\n%s", item.ID, diff)
		}
		added = added || item.ID == "basic-funeral" && slices.ContainsFunc(want, func(r []string) bool {
			return slices.ContainsFunc(r, func(w string) bool { return strings.HasPrefix(w, "住处：") })
		})
	}
	if len(rows) == 0 || !added {
		t.Error("the checklist has rows, and the county's own route is among them: the comparison says nothing otherwise")
	}
	for _, id := range []string{"hiv-followup", "hiv-prevention-outreach", "mental-disorder-management"} {
		if strings.Contains(checklist, id) || strings.Contains(read("data/finder.js"), id) {
			t.Errorf("%s is sensitive: it must be in no finder and no checklist", id)
		}
	}
}
