package site

import (
	"errors"
	"io/fs"

	"handbook/generator/diag"
	"handbook/generator/layout"
	"handbook/generator/tree"
)

// readLayouts reads the templates and interface texts of a project. prev may be
// nil; readLayouts returns it when nothing has changed.
func readLayouts(fsys fs.FS, prev *layout.Set) (*layout.Set, diag.List, error) {
	texts, faults, err := readTexts(fsys)
	if err != nil {
		return nil, faults, err
	}
	set, f := layout.Parse(fsys, texts, prev)
	return set, append(faults, f...), nil
}

// readTexts reads layouts/texts.toml and returns the texts by "section.key".
func readTexts(fsys fs.FS) (map[string]string, diag.List, error) {
	texts := map[string]string{}
	file, faults, err := tree.Read(fsys, layout.Dir+"/texts.toml")
	if errors.Is(err, fs.ErrNotExist) { // package layout reports each missing text
		return texts, faults, nil
	}
	if file == nil {
		return texts, faults, err
	}
	doc, f := file.TOML()
	faults.Add(f...)
	if doc == nil {
		return texts, faults, nil
	}
	sections := map[string]map[string]string{}
	faults.Add(doc.Decode(&sections)...)
	for section, keys := range sections {
		for key, text := range keys {
			texts[section+"."+key] = text
		}
	}
	return texts, faults, nil
}
