package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBuildFromMemory changes a project in every way that its site depends on.
// A build that remembers the one before leaves the same files as one that does
// not; and where nothing has changed, it makes none.
func TestBuildFromMemory(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	env := os.Environ()
	notes := memory(env)
	if !strings.HasPrefix(notes, os.Getenv("XDG_CACHE_HOME")) {
		t.Skip("this system keeps what programs can do without elsewhere")
	}
	source := t.TempDir()
	for from, to := range map[string]string{
		"testdata/site": "", "testdata/editions": "content/editions", "../layouts": "layouts", "../static": "static",
	} {
		if err := copyTree(from, filepath.Join(source, to), false); err != nil {
			t.Fatal(err)
		}
	}
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(source, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	replace := func(name, old, fresh string) {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(source, name))
		if err != nil || !strings.Contains(string(text), old) {
			t.Fatalf("%s must have %q: %v", name, old, err)
		}
		write(name, strings.Replace(string(text), old, fresh, 1))
	}
	with := filepath.Join(t.TempDir(), "public")
	options := []string{}
	// build returns what was said but for the last line, which counts files.
	build := func(output string, env []string) string {
		t.Helper()
		var said strings.Builder
		args := append([]string{"build", "--source", source, "--output", output}, options...)
		if code := run(args, io.Discard, &said, env); code != exitDone {
			t.Fatalf("exit code %d:\n%s", code, said.String())
		}
		told := strings.TrimSuffix(said.String(), "\n")
		return told[:strings.LastIndexByte(told, '\n')+1]
	}
	for _, step := range []struct {
		name   string
		change func()
	}{
		{"a page", func() { replace("content/items/education/free-books.md", `title = "`, `title = "新`) }},
		{"a comment", func() { replace("site.toml", "\n", " # 说明\n") }},
		{"a text of the layouts", func() { replace("layouts/texts.toml", `"`, `"新`) }},
		{"a style", func() { write("static/assets/site.css", "body { color: #123 }") }},
		{"a file that is copied", func() { write("static/forms/a.txt", "表") }},
		{"the same, changed", func() { write("static/forms/a.txt", "彪") }},
		{"an edition's notice", func() { replace("content/editions/xiamen/edition.toml", "\n", "\nnotice = \"停电\"\n") }},
		{"the address", func() { options = []string{"--base-url", "https://example.org/"} }},
		{"what is warned of", func() {
			replace("content/items/education/free-books.md", "verified = ", "expires = 2001-01-01\nverified = ")
		}},
		{"the language", func() { options = append(options, "--lang", "zh") }},
		{"compressed forms", func() { options = append(options, "--compress") }},
		{"one edition", func() { options = []string{"--edition", "xiamen"} }},
		{"the first part", func() { options = []string{"--shard", "1/2"} }},
		{"the second part", func() { options = []string{"--shard", "2/2"} }},
		{"the whole again", func() { options = nil }},
		{"a page less", func() { os.Remove(filepath.Join(source, "static/forms/a.txt")) }},
		{"a page that a reader cut", func() { os.Truncate(filepath.Join(with, "index.html"), 3) }},
	} {
		step.change()
		without := filepath.Join(t.TempDir(), "public")
		build(with, env)
		said := build(without, nil)
		want, got := files(t, without), files(t, with)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s: a build that remembers leaves other files (-fresh +remembering):\n%.2000s", step.name, diff)
		}
		before := noted(t, notes)
		if again := build(with, env); again != said || !strings.Contains(said, "\n") {
			t.Errorf("%s: built again without a change, something else is said:\n%s\n%s", step.name, said, again)
		}
		if !os.SameFile(before, noted(t, notes)) {
			t.Errorf("%s: built again without a change, the pages were made again", step.name)
		}
	}
}

// files is every file of a folder by its path.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		all[rel] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// noted is the newest note of a memory: each build that makes pages replaces one.
func noted(t *testing.T, dir string) os.FileInfo {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var newest os.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil && (newest == nil || info.ModTime().After(newest.ModTime())) {
			newest = info
		}
	}
	if newest == nil {
		t.Fatal("there is no note")
	}
	return newest
}
