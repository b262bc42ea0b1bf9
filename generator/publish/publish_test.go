package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
)

// site is a whole site by path.
type site map[string]string

// publishTo replaces the site in dir and fails the test on any error.
func publishTo(t *testing.T, dir string, s site) Stats {
	t.Helper()
	stats, err := tryPublish(dir, s)
	if err != nil {
		t.Fatalf("publishing to %s: %v", dir, err)
	}
	return stats
}

func tryPublish(dir string, s site) (Stats, error) {
	p, err := Open(dir, filepath.Join(filepath.Dir(dir), "source"), 0, 0)
	if err != nil {
		return Stats{}, err
	}
	defer p.Abort()
	for path, text := range s {
		if err := p.Write(path, []byte(text)); err != nil {
			return Stats{}, err
		}
	}
	return p.Commit()
}

// read returns the files of a folder, without the manifest.
func read(t *testing.T, dir string) site {
	t.Helper()
	s := readAll(t, dir)
	delete(s, manifestName)
	return s
}

// readAll returns the files of a folder; nil for a missing folder.
func readAll(t *testing.T, dir string) site {
	t.Helper()
	s := site{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		s[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// wantSite checks the folder and that nothing is left beside it.
func wantSite(t *testing.T, dir string, want site) {
	t.Helper()
	if diff := cmp.Diff(want, read(t, dir)); diff != "" {
		t.Errorf("the published folder differs (-want +got):\n%s", diff)
	}
	wantNoLeftovers(t, dir)
}

func wantNoLeftovers(t *testing.T, dir string) {
	t.Helper()
	beside, err := filepath.Glob(filepath.Join(filepath.Dir(dir), ".*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(beside) > 0 {
		t.Errorf("left beside the output: %q; Commit, Abort and the next Open must clear them away", beside)
	}
}

// newOutput returns the name of a folder to publish to, which does not exist yet.
func newOutput(t *testing.T) string { return filepath.Join(t.TempDir(), "public") }

func TestPublish(t *testing.T) {
	dir := newOutput(t)
	one := site{"index.html": "首页", "items/a.html": "甲", "items/b.html": "乙", "x/y/z.html": ""}
	if got, want := publishTo(t, dir, one), (Stats{Written: 4, Bytes: 12}); got != want {
		t.Errorf("first build: %+v, want %+v", got, want)
	}
	wantSite(t, dir, one)

	if got, want := publishTo(t, dir, one), (Stats{Unchanged: 4, Bytes: 12}); got != want {
		t.Errorf("same again: %+v, want %+v", got, want)
	}
	wantSite(t, dir, one)

	two := site{"index.html": "首页", "items/a.html": "丙", "new/c.html": "丁"}
	if got, want := publishTo(t, dir, two), (Stats{Written: 2, Unchanged: 1, Removed: 2, Bytes: 12}); got != want {
		t.Errorf("changed: %+v, want %+v", got, want)
	}
	wantSite(t, dir, two)

	delete(two, "new/c.html")
	if got, want := publishTo(t, dir, two), (Stats{Unchanged: 2, Removed: 1, Bytes: 9}); got != want {
		t.Errorf("only removed: %+v, want %+v", got, want)
	}
	wantSite(t, dir, two)

	publishTo(t, dir, nil)
	wantSite(t, dir, site{})
}

func TestUnchangedFilesAreLeftAlone(t *testing.T) {
	dir := newOutput(t)
	s := site{"a/same.html": "same", "a/other.html": "other"}
	publishTo(t, dir, s)
	stat := func(name string) fs.FileInfo {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	folder, same, other := stat("."), stat("a/same.html"), stat("a/other.html")

	publishTo(t, dir, s)
	if !os.SameFile(folder, stat(".")) {
		t.Error("a build without changes made a new tree; leave the old one as it is")
	}
	s["a/other.html"] = "OTHER"
	publishTo(t, dir, s)
	if now := stat("a/same.html"); !os.SameFile(same, now) || !now.ModTime().Equal(same.ModTime()) {
		t.Error("an unchanged file was written again; link it, so that it keeps its time")
	}
	if os.SameFile(other, stat("a/other.html")) {
		t.Error("a changed file was written in place; write a new one, readers may have the old one open")
	}
}

func TestEqualSitesHaveEqualManifests(t *testing.T) {
	s := site{"b.html": "b", "a/b.html": "ab", "a.html": "a"}
	one, two := newOutput(t), newOutput(t)
	publishTo(t, one, s)
	publishTo(t, two, site{"a.html": "old", "c.html": "c"})
	publishTo(t, two, s)
	if diff := cmp.Diff(readAll(t, one), readAll(t, two)); diff != "" {
		t.Errorf("the manifest depends on more than the site (-first +second):\n%s", diff)
	}
}

func TestHandEditsAreMended(t *testing.T) {
	s := site{"a.html": "aaaa", "b.html": "bbbb", "c/d.html": "dddd"}
	at := func(dir string) string { return filepath.Join(dir, "a.html") }
	for _, test := range []struct {
		name string
		edit func(dir string) error
	}{
		{"longer", func(dir string) error { return os.WriteFile(at(dir), []byte("edited"), 0o644) }},
		{"truncated", func(dir string) error { return os.Truncate(at(dir), 0) }},
		{"same length", func(dir string) error {
			time.Sleep(20 * time.Millisecond) // the clock of a file system may tick that slowly
			return os.WriteFile(at(dir), []byte("AAAA"), 0o644)
		}},
		{"from the future", func(dir string) error {
			then := time.Now().Add(24 * time.Hour)
			return errors.Join(os.WriteFile(at(dir), []byte("AAAA"), 0o644), os.Chtimes(at(dir), then, then),
				os.Chtimes(filepath.Join(dir, manifestName), then, then))
		}},
		{"removed", func(dir string) error { return os.Remove(at(dir)) }},
		{"a folder instead", func(dir string) error { return errors.Join(os.Remove(at(dir)), os.Mkdir(at(dir), 0o755)) }},
		{"a folder removed", func(dir string) error { return os.RemoveAll(filepath.Join(dir, "c")) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := newOutput(t)
			publishTo(t, dir, s)
			if err := test.edit(dir); err != nil {
				t.Fatal(err)
			}
			if stats := publishTo(t, dir, s); stats.Written != 1 {
				t.Errorf("%+v, want one file written again", stats)
			}
			wantSite(t, dir, s)
			if stats := publishTo(t, dir, s); stats.Written != 0 {
				t.Errorf("%+v once more, want nothing written: the mended file must count as unchanged", stats)
			}
		})
	}
}

func TestWithoutExchangeAndLinks(t *testing.T) {
	dir := newOutput(t)
	one, two := site{"a.html": "1", "b/c.html": "2"}, site{"a.html": "3", "b/c.html": "2"}
	publishTo(t, dir, one)
	p, err := Open(dir, "source", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	p.swapTrees = func(a, b string) error { return errors.ErrUnsupported }
	for path, text := range two {
		if err := p.Write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	wantSite(t, dir, two)

	from, to := filepath.Join(dir, "a.html"), filepath.Join(t.TempDir(), "a.html")
	if err := copyFile(from, to); err != nil {
		t.Fatal(err)
	}
	a, _ := os.Stat(from)
	b, _ := os.Stat(to)
	if a.Size() != b.Size() || !a.ModTime().Equal(b.ModTime()) {
		t.Errorf("copy has size %d, time %v; want %d, %v", b.Size(), b.ModTime(), a.Size(), a.ModTime())
	}
}

func TestAbortLeavesTheOldSite(t *testing.T) {
	dir := newOutput(t)
	publishTo(t, dir, site{"a.html": "old", "b.html": "old"})
	before := readAll(t, dir)
	p, err := Open(dir, "", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"a.html", "c/d/e.html"} {
		if err := p.Write(path, []byte("new")); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := p.Abort(); err != nil {
			t.Error(err)
		}
	}
	if diff := cmp.Diff(before, readAll(t, dir)); diff != "" {
		t.Errorf("Abort changed the old site (-want +got):\n%s", diff)
	}
	wantNoLeftovers(t, dir)
	if err := p.Write("late.html", nil); err == nil {
		t.Error("Write after Abort succeeded; it must be an error")
	}
	if _, err := p.Commit(); err == nil {
		t.Error("Commit after Abort succeeded; it must be an error")
	}
}

func TestFailedWriteForbidsCommit(t *testing.T) {
	dir := newOutput(t)
	publishTo(t, dir, site{"a.html": "old"})
	p, err := Open(dir, "", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	p.Write("a.html", []byte("new"))
	if p.Write("A.html", []byte("new")) == nil {
		t.Error("two paths that differ in capitals were accepted")
	}
	if _, err := p.Commit(); err == nil || !strings.Contains(err.Error(), "differ only in capitals") {
		t.Errorf("Commit: %v, want the error of the failed Write", err)
	}
	wantSite(t, dir, site{"a.html": "old"})
}

func TestBadPaths(t *testing.T) {
	p, err := Open(newOutput(t), "", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	for _, path := range []string{
		"", ".", "..", "../x", "a/../../x", "/etc/passwd", "a//b", "a/", "./a", `a\b`, `C:\x`, "C:x", "a\x00b", "a\nb",
		"con", "CON.html", "a/nul.txt", "com1", "LPT9.x", "com¹.html", "aux .html", "x.", "x ", "x./y", "a?b", "a\xffb",
		manifestName, strings.ToUpper(manifestName), strings.Repeat("长", 90),
	} {
		if err := p.Write(path, nil); err == nil {
			t.Errorf("Write(%q) succeeded; such a path must be refused", path)
		}
	}
	for _, path := range []string{"z", "a/b.html", ".nojekyll", ".well-known/x", "图/甲.png", "com10", "console.js", "com.html", "a b"} {
		if err := p.Write(path, nil); err != nil {
			t.Errorf("Write(%q): %v", path, err)
		}
	}
	if err := p.Write("a/b.html", nil); err == nil || !strings.Contains(err.Error(), "a/b.html is written twice") {
		t.Errorf("same path again: %v, want an error that names it", err)
	}
}

func TestManyWriters(t *testing.T) {
	dir := newOutput(t)
	for round := range 3 {
		p, err := Open(dir, "", 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		want := site{}
		for i := range 400 {
			want[fmt.Sprintf("d%d/e%d/f%d.html", i%7, i%3, i)] = fmt.Sprint(i, i%10 == 0 && round > 0, round*(i%2))
		}
		var wg sync.WaitGroup
		paths := slices.Sorted(maps.Keys(want))
		for w := range 8 {
			wg.Go(func() {
				for i := w; i < len(paths); i += 8 {
					if err := p.Write(paths[i], []byte(want[paths[i]])); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if _, err := p.Commit(); err != nil {
			t.Fatal(err)
		}
		wantSite(t, dir, want)
	}
}

func TestTwoPublishers(t *testing.T) {
	dir := newOutput(t)
	p, err := Open(dir, "", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(dir, "", 0, 0)
	wantRefusal(t, err, "output-busy")
	if r := new(Refusal); errors.As(err, &r) && r.Usage() {
		t.Error("a busy output is not wrong usage")
	}
	if err := p.Write("a.html", []byte("a")); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	publishTo(t, dir, site{"a.html": "b"})
	wantSite(t, dir, site{"a.html": "b"})
}

// TestStrangeLock refuses a lock file that leads elsewhere, at once and without
// touching where it leads.
func TestStrangeLock(t *testing.T) {
	for name, to := range map[string]string{"a link": "victim.txt", "a link to nothing": "missing.txt", "a circle": ".public.lock", "a folder": ""} {
		t.Run(name, func(t *testing.T) {
			dir := newOutput(t)
			parent := filepath.Dir(dir)
			lock := filepath.Join(parent, ".public.lock")
			writeFile(t, filepath.Join(parent, "victim.txt"), "mine")
			if to == "" {
				if err := os.Mkdir(lock, 0o755); err != nil {
					t.Fatal(err)
				}
			} else if err := os.Symlink(to, lock); err != nil {
				t.Skip("no symbolic links here: ", err)
			}
			_, err := Open(dir, "", 0, 0)
			if r := wantRefusal(t, err, "output-lock"); r.Usage() {
				t.Error("the folder is right: a strange lock is not wrong usage")
			}
			if text, err := os.ReadFile(filepath.Join(parent, "victim.txt")); string(text) != "mine" {
				t.Errorf("the link's target holds %q, %v", text, err)
			}
			if _, err := os.Lstat(filepath.Join(parent, "missing.txt")); err == nil {
				t.Error("a file was created where the link leads")
			}
			if err := os.Remove(lock); err != nil {
				t.Fatalf("the lock was removed: %v", err)
			}
			publishTo(t, dir, site{"a.html": "a"})
		})
	}
}

// wantRefusal checks the code of a refusal and that it has both languages.
func wantRefusal(t *testing.T, err error, code string) *Refusal {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) {
		t.Errorf("%v, want the refusal %s", err, code)
		return &Refusal{}
	}
	if r.Said.Code != code {
		t.Errorf("refused as %s (%v), want %s", r.Said.Code, r, code)
	}
	for _, text := range []string{r.Said.In(diag.EN), r.Said.In(diag.ZH), r.Hint.In(diag.EN), r.Hint.In(diag.ZH)} {
		if text == "" || strings.Contains(text, "%!") {
			t.Errorf("%s has the text %q; every refusal has a sentence and a hint in both languages", code, text)
		}
	}
	return r
}
