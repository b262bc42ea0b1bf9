package site

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestStatement: every page links to the edition's accessibility statement, when
// there is one.
func TestStatement(t *testing.T) {
	fsys := editions(t)
	fsys["content/guides/accessibility.md"] = &fstest.MapFile{Data: []byte("+++\ntitle = \"无障碍声明\"\norder = 9\n+++\n话。\n")}
	s := open(t, fsys, Options{})
	for url, want := range map[string]string{
		"index.html": "guides/accessibility.html", "items/nothing.html": "../guides/accessibility.html", "404.html": "guides/accessibility.html",
		"jia/yi/items/lunch.html": "../guides/accessibility.html", "jia/index.html": "guides/accessibility.html",
	} {
		html := page(t, s, url)
		if _, foot, _ := strings.Cut(html, `<footer`); !strings.Contains(foot, `<a href="`+want+`">无障碍声明</a>`) {
			t.Errorf("%s: its foot must link to %s:\n%s", url, want, foot)
		}
	}
}
