package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/workbook"
)

// TestWriteFiles puts files in place; where one of them cannot be, the folder
// is as it was, with nothing left behind.
func TestWriteFiles(t *testing.T) {
	files := []workbook.File{
		{Path: "a/old.toml", Old: []byte("old"), New: []byte("new")},
		{Path: "b/c/made.md", New: []byte("made")},
	}
	for _, test := range []struct {
		name string
		more []workbook.File
		want map[string]string
	}{
		{"all", nil, map[string]string{"a/old.toml": "new", "b/c/made.md": "made", "d/file": "kept", "e/x/y": "kept"}},
		{"a file in the place of a folder", []workbook.File{{Path: "d/file/x.md", New: []byte("x")}}, nil},
		{"a folder in the place of a file", []workbook.File{{Path: "e/x", New: []byte("x")}}, nil},
		{"changed in the meantime", []workbook.File{{Path: "d/file", Old: []byte("other"), New: []byte("x")}}, nil},
		{"made in the meantime", []workbook.File{{Path: "d/file", New: []byte("x")}}, nil},
		{"gone in the meantime", []workbook.File{{Path: "d/gone", Old: []byte("x"), New: []byte("x")}}, nil},
	} {
		dir := t.TempDir()
		before := map[string]string{"a/old.toml": "old", "d/file": "kept", "e/x/y": "kept"}
		for name, text := range before {
			file := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		err = writeFiles(root, append(files[:2:2], test.more...))
		want := test.want
		if want == nil {
			want = before
		}
		if (err == nil) != (test.want != nil) {
			t.Errorf("%s: the error is %v", test.name, err)
		}
		got, folders := map[string]string{}, 0
		filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
			if d.IsDir() {
				folders++
				return nil
			}
			data, _ := os.ReadFile(name)
			rel, _ := filepath.Rel(dir, name)
			got[filepath.ToSlash(rel)] = string(data)
			return nil
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if err != nil && folders != 5 {
			t.Errorf("%s: folders are left behind", test.name)
		}
		root.Close()
	}
}
