package assets

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	colourToken = regexp.MustCompile(`(--[a-z0-9-]+):\s*(#[0-9a-f]{3}(?:[0-9a-f]{3})?);`)
	bareColour  = regexp.MustCompile(`(?:#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\()`)
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
)

// schemes reads the colours of static/assets/style/tokens.css as browsers see
// them in each scheme: a later block overrides an earlier one that holds too.
func schemes(t *testing.T, css string) map[string]map[string]string {
	t.Helper()
	css = cssComment.ReplaceAllString(css, "")
	blocks := []struct{ condition, text string }{}
	rest := css
	for {
		from := strings.Index(rest, ":root {")
		if from < 0 {
			break
		}
		condition := ""
		if at := strings.LastIndex(rest[:from], "@media"); at >= 0 && !strings.Contains(rest[at:from], "}") {
			condition = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest[at+len("@media"):from]), "{"))
		}
		text, after, ok := strings.Cut(rest[from+len(":root {"):], "}")
		if !ok {
			t.Fatal("tokens.css: a block is not closed")
		}
		blocks = append(blocks, struct{ condition, text string }{condition, text})
		rest = after
	}
	const dark, more = "(prefers-color-scheme: dark)", "(prefers-contrast: more)"
	out := map[string]map[string]string{}
	used := map[string]bool{}
	for name, holds := range map[string][]string{
		"light": {""}, "dark": {"", dark}, "light, more contrast": {"", more}, "dark, more contrast": {"", dark, more, more + " and " + dark},
	} {
		colours := map[string]string{}
		for _, b := range blocks {
			for _, condition := range holds {
				if b.condition == condition {
					used[condition] = true
					for _, m := range colourToken.FindAllStringSubmatch(b.text, -1) {
						colours[m[1]] = m[2]
					}
				}
			}
		}
		out[name] = colours
	}
	for _, b := range blocks {
		if !used[b.condition] {
			t.Errorf("tokens.css has colours for %q, which no scheme of this test knows: add it here", b.condition)
		}
	}
	if len(used) != 4 {
		t.Errorf("tokens.css lacks a scheme: it has %v", used)
	}
	return out
}

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	hex := strings.TrimPrefix(colour, "#")
	if len(hex) == 3 {
		hex = fmt.Sprintf("%c%c%c%c%c%c", hex[0], hex[0], hex[1], hex[1], hex[2], hex[2])
	}
	sum := 0.0
	for n, weight := range []float64{.2126, .7152, .0722} {
		v, err := strconv.ParseUint(hex[2*n:2*n+2], 16, 8)
		if err != nil {
			t.Fatalf("%q is no colour", colour)
		}
		c := float64(v) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + .05) / (min(la, lb) + .05)
}

// Every pair of colours that meets on a page can be read, in each scheme:
// 4.5 to 1 (WCAG 2.2, 1.4.3), 7 to 1 where the reader asks for more contrast
// (1.4.6).
func TestContrast(t *testing.T) {
	if got := contrast(t, "#767676", "#fff"); math.Abs(got-4.54) > .01 {
		t.Fatalf("grey #767676 on white is 4.54 to 1, not %.2f: the formula is wrong", got)
	}
	text, err := os.ReadFile(handbook + "/" + bundle + "/style/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	pairs := [][2]string{ // text, ground
		{"--paper", "--tea"}, {"--paper", "--tea-deep"}, {"--paper", "--seal"},
	}
	for _, ground := range []string{"--paper", "--paper-2"} {
		for _, ink := range []string{"--ink", "--ink-2", "--tea", "--tea-deep", "--seal"} {
			pairs = append(pairs, [2]string{ink, ground})
		}
	}
	for name, colours := range schemes(t, string(text)) {
		want := 4.5
		if strings.Contains(name, "more") {
			want = 7
			if got := contrast(t, colours["--rule"], colours["--paper"]); got < 3 {
				t.Errorf("%s: thin rules have %.2f to 1 on the ground, want at least 3: change --rule in tokens.css", name, got)
			}
		}
		least := math.Inf(1)
		for _, p := range pairs {
			if colours[p[0]] == "" || colours[p[1]] == "" {
				t.Fatalf("%s: tokens.css has no %s or no %s", name, p[0], p[1])
			}
			got := contrast(t, colours[p[0]], colours[p[1]])
			if least = min(least, got); got < want {
				t.Errorf("%s: %s %s on %s %s has %.2f to 1, want at least %.1f: change tokens.css", name, p[0], colours[p[0]], p[1], colours[p[1]], got, want)
			}
		}
		t.Logf("%s: at least %.2f to 1", name, least)
	}
}

// Colours come from tokens.css alone: what is written elsewhere, no test sees.
func TestColoursAreTokens(t *testing.T) {
	dir := handbook + "/" + bundle + "/style"
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Name() == "tokens.css" {
			continue
		}
		text, err := os.ReadFile(dir + "/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(string(text), "\n") {
			if m := bareColour.FindString(cssComment.ReplaceAllString(line, "")); m != "" {
				t.Errorf("%s/%s:%d: the colour %q has no name: use a token of tokens.css, var(--…)", bundle, f.Name(), n+1, m)
			}
		}
	}
}
