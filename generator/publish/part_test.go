package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// publishPart publishes part i of n to its own folder.
func publishPart(t *testing.T, i, n int, s site) string {
	t.Helper()
	dir := newOutput(t)
	p, err := Open(dir, t.TempDir(), i, n)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	for path, text := range s {
		if err := p.Write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// copyOver copies a tree over another, as cp -rp does.
func copyOver(t *testing.T, from, to string) {
	t.Helper()
	for path := range readAll(t, from) {
		name := filepath.Join(to, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		os.Remove(name)
		if err := copyFile(filepath.Join(from, filepath.FromSlash(path)), name); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPartsJoin: parts copied together are the whole site, and an earlier build of
// it.
func TestPartsJoin(t *testing.T) {
	one, two := site{"index.html": "首页", "a/x.html": "甲"}, site{"b/x.html": "乙", "b/c/x.html": "丙"}
	whole := site{}
	for _, part := range []site{one, two} {
		for path, text := range part {
			whole[path] = text
		}
	}
	dir := newOutput(t)
	copyOver(t, publishPart(t, 1, 2, one), dir)
	copyOver(t, publishPart(t, 2, 2, two), dir)
	if got, want := publishTo(t, dir, whole), (Stats{Unchanged: 4, Bytes: 15}); got != want {
		t.Errorf("the whole over its parts: %+v, want %+v", got, want)
	}
	cold := newOutput(t)
	publishTo(t, cold, whole)
	if diff := cmp.Diff(readAll(t, cold), readAll(t, dir)); diff != "" {
		t.Errorf("with its manifest (-whole +joined):\n%s", diff)
	}
	wantNoLeftovers(t, dir)
}

// TestPartOverTheWhole: a build writes a file in two lists again, because only one
// of them can be right; and a part replaces the whole.
func TestPartOverTheWhole(t *testing.T) {
	old := site{"index.html": "首页", "a.html": "甲", "b.html": "乙"}
	dir := newOutput(t)
	publishTo(t, dir, old)
	copyOver(t, publishPart(t, 2, 2, site{"b.html": "丙"}), dir)
	if got, want := publishTo(t, dir, old), (Stats{Written: 1, Unchanged: 2, Bytes: 12}); got != want {
		t.Errorf("the whole over a mixture: %+v, want %+v", got, want)
	}
	wantSite(t, dir, old)

	p, err := Open(dir, t.TempDir(), 1, 3)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Write("a.html", []byte("甲")); err != nil {
		t.Fatal(err)
	}
	if got, err := p.Commit(); err != nil || got != (Stats{Unchanged: 1, Removed: 2, Bytes: 3}) {
		t.Errorf("a part over the whole: %+v, %v", got, err)
	}
	var names []string
	for path := range readAll(t, dir) {
		names = append(names, path)
	}
	if len(names) != 2 || readAll(t, dir)[".handbook-manifest-1-of-3"] == "" {
		t.Errorf("the folder holds %q, want a.html and the part's list", names)
	}
}

// derive publishes page.html and a derived file, and returns how often make ran.
func derive(t *testing.T, dir, text, recipe string) (made int, stats Stats) {
	t.Helper()
	p, err := Open(dir, t.TempDir(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	if err := p.Write("page.html", []byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := p.Derive("page.html.x", []byte(text), recipe, func() []byte {
		made++
		return fmt.Append(nil, recipe, " of ", text)
	}); err != nil {
		t.Fatal(err)
	}
	if err := p.Derive("page.html.none", []byte(text), recipe, func() []byte { return nil }); err != nil {
		t.Fatal(err)
	}
	if stats, err = p.Commit(); err != nil {
		t.Fatal(err)
	}
	return made, stats
}

// TestDerive: Derive calls make again if the origin, the recipe or the result has
// changed, and only then.
func TestDerive(t *testing.T) {
	dir := newOutput(t)
	name := filepath.Join(dir, "page.html.x")
	for _, step := range []struct {
		what, text, recipe string
		before             func()
		made               int
	}{
		{"first", "甲", "r1", nil, 1},
		{"again", "甲", "r1", nil, 0},
		{"another text", "乙", "r1", nil, 1},
		{"the text of before", "甲", "r1", nil, 1},
		{"another recipe", "甲", "r2", nil, 1},
		{"again", "甲", "r2", nil, 0},
		{"the file is gone", "甲", "r2", func() { os.Remove(name) }, 1},
		{"the file was cut", "甲", "r2", func() { os.WriteFile(name, nil, 0o644) }, 1},
	} {
		if step.before != nil {
			step.before()
		}
		if made, _ := derive(t, dir, step.text, step.recipe); made != step.made {
			t.Errorf("%s: made %d times, want %d", step.what, made, step.made)
		}
		want := site{"page.html": step.text, "page.html.x": step.recipe + " of " + step.text}
		if diff := cmp.Diff(want, read(t, dir)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.what, diff)
		}
	}
	// A page that takes the place of a derived file is written, although the bytes are equal.
	p, err := Open(dir, t.TempDir(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	p.Write("page.html.x", []byte("r2 of 甲"))
	if stats, err := p.Commit(); err != nil || stats.Written != 1 || stats.Removed != 1 {
		t.Errorf("a page in the place of a derived file: %+v, %v", stats, err)
	}
}

func TestRecipeIsListed(t *testing.T) {
	dir := newOutput(t)
	derive(t, dir, "甲", "r")
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		t.Fatal(err)
	}
	m, err := decoded(string(text))
	if err != nil || encoded(t, m) != string(text) {
		t.Fatalf("a manifest with recipes does not survive reading: %v", err)
	}
	for n := range m.entries {
		m.entries[n].recipe = sum{}
	}
	if plain := encoded(t, m); len(plain) != len(text)-17 {
		t.Errorf("without recipes the manifest is\n%s", plain)
	}
}
