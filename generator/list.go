package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/opendata"
	"handbook/generator/tree"
)

// editionIn returns the only edition of an independent county's folder; "" for
// all else.
func editionIn(name string) string {
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		return ""
	}
	own, _, err := handbook.ReadIndependent(os.DirFS(name))
	if err != nil || own == nil || !handbook.IsEditionPath(own.Edition) {
		return ""
	}
	return own.Edition
}

// list reads a list from a project's folder, a bundle or a catalogue.json, and
// prints its faults if it has errors. Of a folder and a bundle it is the list of
// an edition or, where they do not have it, of the nearest one above; "" is the
// province's. A catalogue.json is of the edition that it names.
func (t *tool) list(name, edition string) (*opendata.Catalogue, error) {
	info, err := os.Stat(name)
	if err == nil && info.Mode().IsRegular() && strings.EqualFold(filepath.Ext(name), ".json") {
		large, err := tree.Fits(os.DirFS(filepath.Dir(name)), filepath.Base(name), tree.MaxSize)
		if err != nil {
			return nil, err
		}
		if large != nil {
			large.Pos.File = filepath.ToSlash(name)
			return nil, t.refuse(diag.List{*large})
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		c, faults := opendata.Parse(filepath.ToSlash(name), data)
		if c == nil {
			return nil, t.refuse(faults)
		}
		return c, nil
	}
	fsys, closeBase, faults, err := tree.OpenBase(name, "", diag.Pos{File: filepath.ToSlash(name)})
	if err != nil {
		return nil, err
	}
	if fsys == nil {
		return nil, t.refuse(faults)
	}
	defer closeBase()
	if _, err := fs.Stat(fsys, "site.toml"); errors.Is(err, fs.ErrNotExist) {
		return nil, usage(noHandbook, name)
	}
	if editionIn(name) != "" {
		project, faults, err := t.openAt(name)
		if err != nil {
			return nil, err
		}
		defer project.Close()
		if faults.HasErrors() {
			return nil, t.refuse(faults)
		}
		fsys = project.fsys
	}
	h, faults, err := handbook.Load(fsys, nil, t.asOf.Date)
	if err != nil {
		return nil, err
	}
	e, err := h.Edition(edition)
	for err != nil && edition != "" {
		edition = strings.TrimPrefix(path.Dir("/"+edition), "/")
		e, err = h.Edition(edition)
	}
	if err != nil {
		return nil, err
	}
	// Other editions need not fit the list yet.
	if errs := errorsOf(faults, e, true); len(errs) > 0 {
		return nil, t.refuse(errs)
	}
	return opendata.Of(h, e), nil
}
