package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBuildAgain changes every kind of input of a site. A build over an earlier
// site leaves the same files as one into a new folder; without changes it writes no
// file and prints the same messages.
func TestBuildAgain(t *testing.T) {
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
	over := filepath.Join(t.TempDir(), "public")
	options := []string{}
	// build returns the messages, and the last line, which counts files.
	build := func(output string) (told, count string) {
		t.Helper()
		var said strings.Builder
		args := append([]string{"build", "--source", source, "--output", output}, options...)
		if code := run(args, io.Discard, &said, nil); code != exitDone {
			t.Fatalf("exit code %d:\n%s", code, said.String())
		}
		told = strings.TrimSuffix(said.String(), "\n")
		last := strings.LastIndexByte(told, '\n') + 1
		return told[:last], told[last:]
	}
	for n, step := range []struct {
		name   string
		change func()
	}{
		{"a page and a style", func() {
			replace("content/items/education/free-books.md", `title = "`, `title = "新`)
			write("static/assets/site.css", "body { color: #123 }")
		}},
		{"a file that is copied", func() { write("static/forms/a.txt", "表") }},
		{"the same, changed, and an edition's notice", func() {
			write("static/forms/a.txt", "彪")
			replace("content/editions/xiamen/edition.toml", "\n", "\nnotice = \"停电\"\n")
		}},
		{"the address", func() { options = []string{"--base-url", "https://example.org/"} }},
		{"compressed forms", func() { options = append(options, "--compress") }},
		{"one edition", func() { options = []string{"--edition", "xiamen"} }},
		{"the first part", func() { options = []string{"--shard", "1/2"} }},
		{"the second part", func() { options = []string{"--shard", "2/2"} }},
		{"the whole again", func() { options = nil }},
		{"a file less, and a page that a reader cut", func() {
			os.Remove(filepath.Join(source, "static/forms/a.txt"))
			os.Truncate(filepath.Join(over, "index.html"), 3)
		}},
	} {
		step.change()
		fresh := filepath.Join(t.TempDir(), "public")
		build(over)
		said, _ := build(fresh)
		if diff := cmp.Diff(files(t, fresh), files(t, over)); diff != "" {
			t.Fatalf("%s: a build over an earlier site leaves other files (-fresh +over):\n%.2000s", step.name, diff)
		}
		if n%3 > 0 {
			continue
		}
		again, count := build(over)
		if again != said || !strings.Contains(said, "\n") {
			t.Errorf("%s: built again without a change, something else is said:\n%s\n%s", step.name, said, again)
		}
		if !nothingWritten.MatchString(count) {
			t.Errorf("%s: built again without a change: %s", step.name, count)
		}
	}
}

var nothingWritten = regexp.MustCompile(`: 0 files written, \d+ unchanged, 0 removed$|：写入 0 个文件，\d+ 个没有变化，删去 0 个$`)

// files returns the files of a folder by their paths.
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
