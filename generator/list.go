package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/opendata"
	"handbook/generator/tree"
)

// list reads the province's list from a project's folder, a bundle or a
// catalogue.json, and prints its faults if it has errors.
func (t *tool) list(name string) (*opendata.Catalogue, error) {
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && strings.EqualFold(filepath.Ext(name), ".json") {
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
	h, faults, err := handbook.Load(fsys, nil, t.asOf.Date)
	if err != nil {
		return nil, err
	}
	// Editions need not fit the list yet.
	faults = slices.DeleteFunc(faults, func(f diag.Fault) bool { return strings.HasPrefix(f.Pos.File, "content/editions/") })
	if faults.HasErrors() {
		return nil, t.refuse(faults)
	}
	return opendata.Of(h, h.Province), nil
}
