package tree

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWith walks a real folder with files laid over it: a changed one, new ones
// in old and in new folders.
func TestWith(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"content/a.toml": "old", "content/b/c.toml": "kept"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	fsys := With(root.FS(), map[string][]byte{"content/a.toml": []byte("new"), "content/b/d.toml": []byte("more"), "content/e/f/g.toml": []byte("deep")})
	tree, faults, err := Walk(fsys, "content")
	if err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	got := map[string]string{}
	for _, name := range tree.Paths {
		file, faults, err := Read(fsys, name)
		if err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil || string(data) != file.Text {
			t.Errorf("%s is %q and read as %q: %v", name, data, file.Text, err)
		}
		got[name] = file.Text
	}
	want := map[string]string{"content/a.toml": "new", "content/b/c.toml": "kept", "content/b/d.toml": "more", "content/e/f/g.toml": "deep"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the tree with changes (-want +got):\n%s", diff)
	}
	if _, err := fs.Stat(fsys, "content/x"); err == nil {
		t.Error("a folder is made of nothing")
	}
}
