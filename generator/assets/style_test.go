package assets

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// The folder that holds the handbook's own static/.
const handbook = "../.."

// sheet is one of the handbook's own style sheets as it is published.
func sheet(t *testing.T, name string) string {
	t.Helper()
	set, faults := Build(os.DirFS(handbook), nil, nil)
	for _, f := range faults {
		t.Errorf("%s:%d: %s", f.Pos.File, f.Pos.Line, f.Said.Message.EN)
	}
	url, ok := set.URL(name)
	if !ok {
		t.Fatalf("static/assets/%s is not published", name)
	}
	for _, f := range set.Files() {
		if f.Path == url {
			data, err := f.Data()
			if err != nil {
				t.Fatal(err)
			}
			return string(data)
		}
	}
	panic("unreachable")
}

// The handbook's styles are whole: each file is brought in, in order, and
// nothing stands in them that browsers of 2020 would drop with all its content.
func TestStyles(t *testing.T) {
	built := sheet(t, "site.css") + sheet(t, "paper.css")
	for _, drops := range []string{"@layer", "@import", "@container", "@scope", ":is(", ":where("} {
		if strings.Contains(built, drops) {
			t.Errorf("the built sheets have %s, which Chrome 80 does not know: it drops the rule; write it another way", drops)
		}
	}
	entries, err := fs.Glob(os.DirFS(handbook), bundle+"/*.css")
	if err != nil {
		t.Fatal(err)
	}
	imported := map[string]string{}
	for _, entry := range entries {
		text, err := os.ReadFile(path.Join(handbook, entry))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^@import "\./(style/[a-z-]+\.css)";$`).FindAllStringSubmatch(string(text), -1) {
			imported[m[1]] = entry
		}
	}
	files, err := fs.Glob(os.DirFS(handbook), bundle+"/style/*.css")
	if err != nil || len(files) == 0 {
		t.Fatal("no files in static/assets/style", err)
	}
	for _, f := range files {
		if name := strings.TrimPrefix(f, bundle+"/"); imported[name] == "" {
			t.Errorf("no sheet imports %s: add it to static/assets/site.css where its rules belong", name)
		}
	}
}
