package synthetic

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// project is the checkout, as tests see it from their folder.
const project = "../.."

// sums are the sums of a folder's files by path.
func sums(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		out[strings.TrimPrefix(name, dir)] = fmt.Sprintf("%x", sha256.Sum256(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func written(t *testing.T, size Size) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := New(size).Write(filepath.Join(dir, "site"), project); err != nil {
		t.Fatal(err)
	}
	return sums(t, dir)
}

// TestSameBytes: the size decides every byte. More editions add files and change
// none; each other field changes some.
func TestSameBytes(t *testing.T) {
	size := Size{Seed: 7, Items: 20, Editions: 24, Overrides: 0.3, Body: 200}
	want := written(t, size)
	if len(want) < 250 {
		t.Fatalf("%d files are too few to compare", len(want))
	}
	differences := func(got map[string]string) (n int) {
		for name, sum := range want {
			if got[name] != sum {
				n++
			}
		}
		return n
	}
	more := size
	more.Editions = 30
	for _, test := range []struct {
		what string
		size Size
	}{{"the same size", size}, {"more editions", more}} {
		if n := differences(written(t, test.size)); n > 0 {
			t.Errorf("%s: %d files differ, and none may", test.what, n)
		}
	}
	for what, change := range map[string]func(*Size){
		"seed": func(s *Size) { s.Seed++ }, "overrides": func(s *Size) { s.Overrides = 0.6 }, "body": func(s *Size) { s.Body = 900 },
	} {
		other := size
		change(&other)
		if differences(written(t, other)) == 0 {
			t.Errorf("another %s must change a file", what)
		}
	}
}

func TestCount(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.html": "12", "b.js": "345", "c/d.html": ""} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if files, pages, bytes, err := Count(dir); files != 3 || pages != 2 || bytes != 5 || err != nil {
		t.Errorf("there are 3 files, 2 of them pages, with 5 bytes, not %d, %d and %d (%v)", files, pages, bytes, err)
	}
}
