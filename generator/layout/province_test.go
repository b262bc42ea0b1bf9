package layout

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestNoProvince: no layout, text, style or script names the province that the
// content is about, so that another can use them.
func TestNoProvince(t *testing.T) {
	project := os.DirFS("../..")
	settings, err := fs.ReadFile(project, "site.toml")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^name = "(.+?)(?:省|市|自治区)"`).FindSubmatch(settings)
	if m == nil {
		t.Fatal("site.toml names no province")
	}
	for _, dir := range []string{Dir, "static"} {
		err := fs.WalkDir(project, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(project, name)
			if strings.Contains(string(text), string(m[1])) {
				t.Errorf("%s names %s", name, m[1])
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
