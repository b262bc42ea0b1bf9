package site

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tomlText matches quoted texts. Ids, kinds and addresses are left out, since
// only checked values can stand there.
var (
	tomlText = regexp.MustCompile(`"[^"\n]*"`)
	idKey    = regexp.MustCompile(`(?m)(?:\b(?:id|code|domain|recipients|agencies|former_ids|code|kind|bound|level|confidence|comparator|date|expires|until|since|fields|number|hotlines|phone|online|address) = (?:"[^"\n]*"|\[[^\]\n]*\]))`)
)

// hostile replaces every other text of a TOML document.
func hostile(doc, text string) string {
	var b strings.Builder
	put := func(s string) { b.WriteString(tomlText.ReplaceAllLiteralString(s, `"`+text+`"`)) }
	done := 0
	for _, m := range idKey.FindAllStringIndex(doc, -1) {
		put(doc[done:m[0]])
		b.WriteString(doc[m[0]:m[1]])
		done = m[1]
	}
	put(doc[done:])
	return b.String()
}

// inert matches a block that browsers do not run: JSON with escaped HTML signs.
var inert = regexp.MustCompile(`<script type="application/(?:ld\+)?json">[^<>&]*</script>`)

var scripts = regexp.MustCompile(`<script src="[./]*/?assets/[a-z-]+-[0-9a-f]{8}\.js"( defer)?></script>`)

// TestHostileText: pages show any text of an editor as text.
func TestHostileText(t *testing.T) {
	const payload = `<script src=//evil.example></script>\" onload=x {{.Title}}{{template \"base.html\"}}&amp;`
	fsys := folder(t)
	for name, file := range fsys {
		switch text := string(file.Data); {
		case strings.HasSuffix(name, ".md"):
			parts := strings.SplitN(text, "+++\n", 3)
			change(t, fsys, name, "", "+++\n"+hostile(parts[1], payload)+"+++\n<script>alert(1)</script> {{.Title}} <b onclick=\"x\">粗</b>\n\n"+parts[2])
		case name == "content/categories.toml": // its names differ, and its other texts are ids
			change(t, fsys, name, "", strings.ReplaceAll(text, `name = "`, `name = "`+payload))
		case strings.HasPrefix(name, "content/") && strings.HasSuffix(name, ".toml"), name == "site.toml":
			change(t, fsys, name, "", hostile(text, payload))
		}
	}
	home := string(fsys["content/_index.md"].Data) // a stage that all groups name
	home = regexp.MustCompile(`stages = .*`).ReplaceAllString(home, `stages = ["`+payload+`"]`)
	change(t, fsys, "content/_index.md", "", home)

	s := open(t, fsys, Options{BaseURL: "https://example.org/"})
	shown := 0
	for _, u := range s.URLs() {
		if !strings.HasSuffix(u, ".html") {
			continue
		}
		html := inert.ReplaceAllString(scripts.ReplaceAllString(page(t, s, u), ""), "")
		shown += strings.Count(html, "&lt;script src=//evil.example&gt;")
		for _, bad := range []string{"<script", "<b onclick", `" onload`} {
			if i := strings.Index(html, bad); i >= 0 {
				t.Errorf("%s: a text of the content became HTML: %q", u, html[max(0, i-80):min(len(html), i+80)])
			}
		}
		if strings.Contains(html, "evil.example") && !strings.Contains(html, "{{.Title}}{{template") {
			t.Errorf("%s: template syntax in a text must appear unchanged", u)
		}
		if strings.Contains(html, "ZgotmplZ") {
			t.Errorf("%s: a layout uses a text where html/template cannot escape it", u)
		}
	}
	if shown < 100 {
		t.Errorf("pages show the text only %d times: the test does not reach them", shown)
	}
}

var badgeClass = regexp.MustCompile(`badge-([a-z]+)`)

// TestMarksExplained: an item's page explains exactly the badges that it shows.
func TestMarksExplained(t *testing.T) {
	const guide = "content/items/education/everything.md"
	for name, edit := range map[string][2]string{
		"as it is":              {"", ""},
		"never verified":        {"verified = 2020-09-06\n", ""},
		"no hotlines":           {`hotlines = ["0591-8765 4321", "12346"]`, "hotlines = []"},
		"guide partly filled":   {`time_limit = "二十天"` + "\n", ""},
		"no note":               {`recipients_note = "家庭困难的寄宿生"` + "\n", ""},
		"no funding":            {`funding = "省和县分担"` + "\n", ""},
		"an unverified funding": {`{ id = "later", at = "全文", fields = ["funding"] },`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			fsys := folder(t)
			if edit[0] != "" {
				change(t, fsys, guide, edit[0], edit[1])
			}
			s := open(t, fsys, Options{})
			for _, u := range []string{"items/everything.html", "items/nothing.html", "items/second.html"} {
				main := mainOf(t, page(t, s, u))
				before, marks, _ := strings.Cut(main, `<details class="fold marks" id="s-marks"`)
				set := func(html string) []string {
					var out []string
					for _, m := range badgeClass.FindAllStringSubmatch(html, -1) {
						out = append(out, m[1])
					}
					slices.Sort(out)
					return slices.Compact(out)
				}
				if diff := cmp.Diff(set(before), set(marks)); diff != "" {
					t.Errorf("%s: badges on the page and badges explained (-page +explained):\n%s", u, diff)
				}
			}
		})
	}
}

// TestSensitive: no page suggests a sensitive item.
func TestSensitive(t *testing.T) {
	fsys := folder(t)
	s := open(t, fsys, Options{})
	for _, u := range []string{"items/everything.html", "items/second.html", "items/nothing.html"} {
		_, rest, _ := strings.Cut(page(t, s, u), `<details class="fold" id="s-related"`)
		beside, _, _ := strings.Cut(rest, "</details>")
		if strings.Contains(beside, "hidden.html") {
			t.Errorf("%s suggests a sensitive item", u)
		}
	}
	if !strings.Contains(page(t, s, "items/hidden.html"), `<details class="fold" id="s-related"`) {
		t.Error("a sensitive item's own page must suggest others")
	}
}

// TestCrossLinks: an item and the pages that it names link to each other.
func TestCrossLinks(t *testing.T) {
	s := open(t, folder(t), Options{})
	for _, pair := range [][2]string{
		{"items/everything.html", "groups/pupils.html"}, {"items/everything.html", "groups/poor.html"},
		{"items/everything.html", "agencies/edu.html"}, {"items/everything.html", "agencies/fin.html"},
		{"items/everything.html", "domains/education.html"},
	} {
		for _, way := range [][2]string{pair, {pair[1], pair[0]}} {
			if href := fmt.Sprintf(`href="../%s"`, way[1]); !strings.Contains(mainOf(t, page(t, s, way[0])), href) {
				t.Errorf("%s must link to %s", way[0], way[1])
			}
		}
	}
}
