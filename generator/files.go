package main

import (
	"encoding/json"
	"os"

	"handbook/generator/publish"
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

// write writes a file whole or not at all, if mayWrite allows it.
func (p *project) write(name string, data []byte) error {
	if err := p.mayWrite(name); err != nil {
		return err
	}
	return publish.WriteFile(name, data)
}

// create writes new files and their folders: all of them or, if one of the files
// already exists, none.
func (t *tool) create(root *os.Root, files ...publish.Change) error {
	for _, f := range files {
		if _, err := root.Lstat(f.Path); err == nil {
			return usage(fileExists, f.Path)
		}
	}
	if err := publish.Update(root, files); err != nil {
		return err
	}
	for _, f := range files {
		t.say(created, f.Path)
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
