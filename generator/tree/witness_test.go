package tree

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// account is what a witness tells of a tree that a reader read.
func account(t *testing.T, fsys fs.FS, read func(fs.FS)) string {
	t.Helper()
	w := Watch(fsys)
	read(w)
	text := w.Account()
	if text == "" {
		t.Error("nothing has changed meanwhile")
	}
	if !Again(fsys, text) {
		t.Errorf("the tree answers otherwise when it is asked again:\n%s", text)
	}
	return text
}

// TestAccount: the account differs when a reader would find anything else.
func TestAccount(t *testing.T) {
	reader := func(fsys fs.FS) {
		walked, _, err := Walk(fsys, "content")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range walked.Paths {
			if filepath.Ext(name) == ".md" {
				Read(fsys, name)
			}
		}
		fs.ReadFile(fsys, "site.toml")
		fs.ReadFile(fsys, "content/changes.toml")
		fs.Stat(fsys, "static/map.png")
		if f, err := fsys.Open("layouts/a.html"); err == nil {
			b := make([]byte, 2)
			for n := 1; n > 0; {
				n, _ = f.Read(b)
			}
			f.Close()
		}
	}
	base := func() fstest.MapFS {
		return tree("content/a.md one", "content/b/c.md two", "content/b/map.png picture", "site.toml three", "layouts/a.html four", "README.md five", "static/map.png six")
	}
	same := account(t, base(), reader)
	if again := account(t, base(), reader); again != same {
		t.Errorf("the same tree has two accounts:\n%s\n%s", same, again)
	}
	for name, c := range map[string]struct {
		change  func(fstest.MapFS)
		matters bool
	}{
		"a page":                    {func(f fstest.MapFS) { f["content/a.md"].Data = []byte("One") }, true},
		"a picture, not read":       {func(f fstest.MapFS) { f["content/b/map.png"].Data = []byte("Picture") }, false},
		"a file of another size":    {func(f fstest.MapFS) { f["static/map.png"].Data = nil }, true},
		"a file that is gone":       {func(f fstest.MapFS) { delete(f, "static/map.png") }, true},
		"a file that was not there": {func(f fstest.MapFS) { f["content/changes.toml"] = &fstest.MapFile{} }, true},
		"a new folder":              {func(f fstest.MapFS) { f["content/e/f.txt"] = &fstest.MapFile{} }, true},
		"a file that is a folder now": {func(f fstest.MapFS) {
			delete(f, "content/a.md")
			f["content/a.md/b.md"] = &fstest.MapFile{}
		}, true},
		"a layout":            {func(f fstest.MapFS) { f["layouts/a.html"].Data = []byte("Four") }, true},
		"a new page":          {func(f fstest.MapFS) { f["content/d.md"] = &fstest.MapFile{} }, true},
		"a page that is gone": {func(f fstest.MapFS) { delete(f, "content/b/c.md") }, true},
		"another name": {func(f fstest.MapFS) {
			f["content/z.md"] = f["content/a.md"]
			delete(f, "content/a.md")
		}, true},
		"texts that have changed places": {func(f fstest.MapFS) {
			f["content/a.md"], f["content/b/c.md"] = f["content/b/c.md"], f["content/a.md"]
		}, true},
		"a file that nobody reads": {func(f fstest.MapFS) { f["README.md"].Data = []byte("Five") }, false},
	} {
		fsys := base()
		c.change(fsys)
		if differs := account(t, fsys, reader) != same; differs != c.matters {
			t.Errorf("%s: the account differs: %v, want %v", name, differs, c.matters)
		}
		if again := Again(fsys, same); again == c.matters {
			t.Errorf("%s: the tree answers as before: %v, want %v", name, again, !c.matters)
		}
	}
}

// TestAccountOfLinks: what a link leads to counts, if it has bytes, and nothing
// is waited for.
func TestAccountOfLinks(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(filepath.Join(dir, "content/folder"), 0o755))
	must(os.WriteFile(filepath.Join(dir, "picture"), []byte("one"), 0o644))
	for name, target := range map[string]string{"picture.png": "../picture", "gone.png": "../nothing", "folder.png": "folder"} {
		if err := os.Symlink(target, filepath.Join(dir, "content", name)); err != nil {
			t.Skip("no links here")
		}
	}
	list := func(fsys fs.FS) {
		fs.ReadDir(fsys, "content")
		fs.ReadFile(fsys, "content/picture.png")
		fs.ReadFile(fsys, "content/gone.png")
		fs.ReadLink(fsys, "content/gone.png")
		fs.Lstat(fsys, "content/folder.png")
	}
	before := account(t, root.FS(), list)
	must(os.WriteFile(filepath.Join(dir, "picture"), []byte("two"), 0o644))
	if account(t, root.FS(), list) == before || Again(root.FS(), before) {
		t.Error("the file that a link leads to has changed, so the account must")
	}
}

// TestUnsteady: a file that was not the same twice is told.
func TestUnsteady(t *testing.T) {
	fsys := tree("a.md one")
	w := Watch(fsys)
	Read(w, "a.md")
	fs.ReadFile(w, "a.md")
	if w.Account() == "" {
		t.Error("the file was the same twice")
	}
	fsys["a.md"].Data = []byte("two")
	fs.ReadFile(w, "a.md")
	if w.Account() != "" {
		t.Error("the file has changed between two readings")
	}
	for _, text := range []string{"", "read", "read \"a.md\"\n", "eat \"a.md\" \"none\"\n", "read a.md none\n"} {
		if Again(fsys, text) {
			t.Errorf("%q is no account", text)
		}
	}
}
