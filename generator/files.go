package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/publish"
	"handbook/generator/tree"
)

// mayWrite refuses to write the files of the project's source and of its base.
func (p *project) mayWrite(names ...string) error {
	for _, name := range names {
		if err := publish.PlaceFile(name, p.sources()...); err != nil {
			return err
		}
	}
	return nil
}

// write writes files of one folder, by their names, all or none, if mayWrite allows it.
func (p *project) write(files map[string][]byte) error {
	folder, bases := "", map[string][]byte{}
	for name, data := range files {
		if err := p.mayWrite(name); err != nil {
			return err
		}
		folder = filepath.Dir(name)
		bases[filepath.Base(name)] = data
	}
	return publish.WriteFiles(folder, bases)
}

// create writes new files and their folders below root, and says what comes next:
// all of them or, if one of the files already exists or a build of fsys would
// refuse what is below content/, none.
func (t *tool) create(root *os.Root, fsys fs.FS, files ...publish.Change) error {
	pages := map[string][]byte{}
	for _, f := range files {
		if _, err := root.Lstat(f.Path); err == nil {
			return usage(fileExists, f.Path)
		}
		if strings.HasPrefix(f.Path, "content/") {
			pages[f.Path] = f.New
		}
	}
	_, before, err := handbook.Load(fsys, nil, t.asOf.Date)
	if err != nil {
		return err
	}
	_, after, err := handbook.Load(tree.With(fsys, pages), nil, t.asOf.Date)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, f := range before {
		known[f.Pos.File+" "+f.Said.In(diag.EN)] = true
	}
	after = slices.DeleteFunc(after, func(f diag.Fault) bool { return known[f.Pos.File+" "+f.Said.In(diag.EN)] })
	if err := asUsed(after); err != nil {
		return err
	}
	if err := publish.Update(root, files); err != nil {
		return err
	}
	for _, f := range files {
		t.say(created, f.Path)
	}
	t.say(nextNew)
	return nil
}

// asUsed returns the first error among the faults of what the user asked for as
// one of usage, or nil.
func asUsed(faults diag.List) error {
	for _, f := range faults.Sorted() {
		if f.Severity == diag.Error {
			return usageError{f.Said, f.Hint}
		}
	}
	return nil
}

// writeJSON prints a value for other programs.
func (t *tool) writeJSON(v any) error {
	enc := json.NewEncoder(t.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
