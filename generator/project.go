package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/site"
	"handbook/generator/tree"
)

// project is the folder that a command works on.
type project struct {
	fsys    fs.FS   // content/, layouts/, static/ and site.toml, all read below the folder
	dir     string  // absolute
	base    string  // of an independent county: the folder or bundle it builds on; "" otherwise
	edition *string // that the folder is for; nil for a province's folder
	root    *os.Root
	close   func() error
}

// Close ends the reading of the folder.
func (p *project) Close() {
	p.root.Close()
	if p.close != nil {
		p.close()
	}
}

// open opens the source folder so that nothing outside it can be read. Where
// site.toml names a base, the folder holds one edition, and all else comes
// from the base.
func (t *tool) open() (*project, diag.List, error) {
	root, dir, err := t.folder()
	if err != nil {
		return nil, nil, err
	}
	p := &project{fsys: root.FS(), dir: dir, root: root}
	own, faults, err := handbook.ReadIndependent(p.fsys)
	if err != nil || own == nil {
		return p, faults, err
	}
	p.base = from(dir, filepath.FromSlash(own.Base.Path))
	base, closeBase, f, err := tree.OpenBase(p.base, own.Base.Sum, own.At("base", "path"))
	faults.Add(f...)
	if err != nil || base == nil {
		return p, faults, err
	}
	p.close = closeBase
	p.edition = &own.Edition
	p.fsys = tree.Overlay(base, root.FS(), "content/editions/"+own.Edition)
	return p, faults, nil
}

// sources are what no command may write over: the folder and what it builds on.
func (p *project) sources() []string {
	if p.base == "" {
		return []string{p.dir}
	}
	return []string{p.dir, p.base}
}

// from is a path as seen from a folder.
func from(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// site reads the project's pages. editions are those asked for on the command
// line; none means all that the folder is for.
func (p *project) site(editions []string, baseURL string) (*site.Site, diag.List, error) {
	return p.read(nil, editions, baseURL)
}

// read is site with what was read before, which may be nil.
func (p *project) read(prev *site.Site, editions []string, baseURL string) (*site.Site, diag.List, error) {
	if p.edition != nil {
		for _, asked := range editions {
			if asked != *p.edition {
				return nil, nil, usage(otherEdition, asked, *p.edition)
			}
		}
		editions = []string{*p.edition}
	}
	slices.Sort(editions)
	editions = slices.Compact(editions) // one that is named twice is still alone
	s, faults, err := site.Open(p.fsys, prev, site.Options{BaseURL: baseURL, Editions: editions})
	var unknown *site.UnknownEdition
	if errors.As(err, &unknown) {
		if unknown.Near != "" {
			return s, faults, usage(unknownEditionNear, unknown.Path, unknown.Near)
		}
		return s, faults, usage(unknownEdition, unknown.Path)
	}
	return s, faults, err
}
