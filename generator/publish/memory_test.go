package publish

import (
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// publishFrom replaces the site in dir, made from description, and reports
// whether anything had to be made for it.
func publishFrom(t *testing.T, dir, description, memory string, s site) (made bool) {
	t.Helper()
	p, err := Open(dir, filepath.Join(filepath.Dir(dir), "source"))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	made = !p.Recall(memory, func(before string) bool { return before == description })
	if made {
		p.Remember(description)
		for path, text := range s {
			if err := p.Write(path, []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
	}
	stats, err := p.Commit()
	if err != nil {
		t.Fatal(err)
	}
	if stats.Written+stats.Unchanged != len(s) {
		t.Errorf("the site has %d files, not %d written and %d unchanged", len(s), stats.Written, stats.Unchanged)
	}
	wantSite(t, dir, s)
	return made
}

// TestRecall says when a site is made again: whenever what it is made from may be
// another, or the folder may not hold what was made.
func TestRecall(t *testing.T) {
	old := site{"index.html": "home", "items/a.html": "one", "items/b.html": "two"}
	fresh := maps.Clone(old)
	fresh["items/a.html"] = "new"
	for _, c := range []struct {
		name    string
		between func(t *testing.T, dir, memory string)
		from    string
		then    site
		made    bool
	}{
		{"nothing has changed", func(*testing.T, string, string) {}, "one", old, false},
		{"it is made from something else", func(*testing.T, string, string) {}, "two", fresh, true},
		{"it is made from something else, alike", func(*testing.T, string, string) {}, "two", old, true},
		{"it is not known from what", func(*testing.T, string, string) {}, "", old, true},
		{"a page is gone", func(t *testing.T, dir, _ string) { os.Remove(filepath.Join(dir, "items/a.html")) }, "one", old, true},
		{"a page was cut", func(t *testing.T, dir, _ string) { os.Truncate(filepath.Join(dir, "items/a.html"), 1) }, "one", old, true},
		{"a page was edited", func(t *testing.T, dir, _ string) {
			name := filepath.Join(dir, "items/b.html")
			if err := os.WriteFile(name, []byte("owt"), 0o644); err != nil {
				t.Fatal(err)
			}
			later := time.Now().Add(-time.Millisecond)
			os.Chtimes(filepath.Join(dir, manifestName), later.Add(-time.Second), later.Add(-time.Second))
			os.Chtimes(name, later, later)
		}, "one", old, true},
		{"the folder is gone", func(t *testing.T, dir, _ string) { os.RemoveAll(dir) }, "one", old, true},
		{"another build was here", func(t *testing.T, dir, _ string) { publishTo(t, dir, fresh) }, "one", old, true},
		{"an older tree was put back", func(t *testing.T, dir, memory string) {
			kept := dir + "-kept"
			if err := os.Rename(dir, kept); err != nil {
				t.Fatal(err)
			}
			publishFrom(t, dir, "two", memory, fresh)
			os.RemoveAll(dir)
			if err := os.Rename(kept, dir); err != nil {
				t.Fatal(err)
			}
		}, "two", fresh, true},
		{"the note is gone", func(t *testing.T, _, memory string) { os.RemoveAll(memory) }, "one", old, true},
		{"the note is damaged", func(t *testing.T, _, memory string) {
			notes, err := os.ReadDir(memory)
			if err != nil || len(notes) != 1 {
				t.Fatalf("one output has one note: %v %v", notes, err)
			}
			os.Truncate(filepath.Join(memory, notes[0].Name()), 20)
		}, "one", old, true},
		{"the note is that of an output elsewhere", func(t *testing.T, dir, memory string) {
			publishFrom(t, filepath.Join(filepath.Dir(dir), "other"), "two", memory, fresh)
		}, "two", fresh, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := t.TempDir()
			dir, memory := filepath.Join(root, "public"), filepath.Join(t.TempDir(), "in", "memory")
			if !publishFrom(t, dir, "one", memory, old) {
				t.Error("the first build has to make the site")
			}
			c.between(t, dir, memory)
			if made := publishFrom(t, dir, c.from, memory, c.then); made != c.made {
				t.Errorf("the second build made the site: %v, want %v", made, c.made)
			}
			if c.from != "" && publishFrom(t, dir, c.from, memory, c.then) {
				t.Error("the third build has nothing to make")
			}
		})
	}
}

// TestNoMemory publishes where nothing can be remembered.
func TestNoMemory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, memory := range []string{"", filepath.Join(file, "memory")} {
		dir := filepath.Join(t.TempDir(), "public")
		for range 2 {
			if !publishFrom(t, dir, "one", memory, site{"index.html": "home"}) {
				t.Errorf("with the memory %q every build has to make the site", memory)
			}
		}
	}
}

// TestUnknown: what is not told is not remembered.
func TestUnknown(t *testing.T) {
	dir, memory := filepath.Join(t.TempDir(), "public"), t.TempDir()
	p, err := Open(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	p.Recall(memory, func(string) bool { return true })
	if err := p.Write("index.html", []byte("home")); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	if !publishFrom(t, dir, "one", memory, site{"index.html": "home"}) {
		t.Error("a build that forgot what it made the site from must leave no note")
	}
}

// TestMemoryIsCleared: notes on outputs that are gone go with the next new one.
func TestMemoryIsCleared(t *testing.T) {
	root, memory := t.TempDir(), t.TempDir()
	s := site{"index.html": "home"}
	for _, name := range []string{"a", "b", "c"} {
		publishFrom(t, filepath.Join(root, name), "one", memory, s)
	}
	os.RemoveAll(filepath.Join(root, "a"))
	os.RemoveAll(filepath.Join(root, "b"))
	publishFrom(t, filepath.Join(root, "d"), "one", memory, s)
	notes, err := os.ReadDir(memory)
	if err != nil || len(notes) != 2 {
		t.Errorf("two outputs are left, so there are two notes, not %v (%v)", notes, err)
	}
	if publishFrom(t, filepath.Join(root, "c"), "one", memory, s) {
		t.Error("the note on an output that is there must stay")
	}
}
