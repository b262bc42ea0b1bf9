package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/publish"
	"handbook/generator/site"
	"handbook/generator/tree"
)

// project is the folder that a command works on.
type project struct {
	fsys    fs.FS         // content/, layouts/, static/ and site.toml, all read below the folder
	dir     string        // absolute
	base    string        // the folder or bundle that an independent county builds on; "" otherwise
	edition *string       // the only edition of an independent county's folder; nil for a province's
	asOf    handbook.Date // of the command line; zero leaves it to site.toml
	root    *os.Root
	close   func() error
}

// stray reports the files of an independent county's folder that its site does
// not have, because all but the edition comes from the base.
func (p *project) stray() (faults diag.List, err error) {
	if p.edition == nil {
		return nil, nil
	}
	own := "content/editions/" + *p.edition + "/"
	for _, root := range []string{"content", "layouts", "static"} {
		listing, _, err := tree.Walk(p.root.FS(), root)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, name := range listing.Paths {
			if strings.HasPrefix(name, own) {
				continue
			}
			f := diag.New(diag.Pos{File: name}, strayInCounty, *p.edition)
			switch kind, _, _ := strings.Cut(strings.TrimPrefix(name, "content/"), "/"); kind {
			case "items", "guides":
				faults.Add(f.WithHint(hintStrayPage, own+kind+"/"+path.Base(name)))
			case "sources.toml":
				faults.Add(f.WithHint(hintStrayPage, own+kind))
			case "static":
				faults.Add(f.WithHint(hintStrayStatic, own+"guides/"))
			default:
				faults.Add(f.WithHint(hintStray))
			}
		}
	}
	return faults, nil
}

// Close closes the folder and its base.
func (p *project) Close() {
	p.root.Close()
	if p.close != nil {
		p.close()
	}
}

// folder opens the source folder, confined to it, and undoes the update of a
// killed command. It also returns the folder's absolute path.
func (t *tool) folder() (*os.Root, string, error) { return t.folderAt(t.source) }

func (t *tool) folderAt(source string) (*os.Root, string, error) {
	abs, err := filepath.Abs(source)
	if err != nil {
		return nil, "", err
	}
	root, err := os.OpenRoot(abs)
	if info, statErr := os.Stat(abs); errors.Is(err, os.ErrNotExist) || err != nil && statErr == nil && !info.IsDir() {
		return nil, "", usage(noSource, source)
	}
	if err != nil {
		return nil, "", err
	}
	killed, err := publish.Recover(root)
	if err != nil {
		root.Close()
		return nil, "", err
	}
	if killed != nil {
		t.say(undone)
		for _, name := range killed.Kept {
			t.say(undoneBut, name)
		}
	}
	return root, abs, nil
}

// open opens the source folder, confined to it. If site.toml names a base, the
// folder holds one edition, and everything else comes from the base.
func (t *tool) open() (*project, diag.List, error) { return t.openAt(t.source) }

func (t *tool) openAt(source string) (*project, diag.List, error) {
	root, dir, err := t.folderAt(source)
	if err != nil {
		return nil, nil, err
	}
	p := &project{fsys: root.FS(), dir: dir, root: root, asOf: t.asOf.Date}
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
	f, err = tree.CheckBase(base, dir, p.base, own.Base.Path, own.At("base", "path"))
	faults.Add(f...)
	if err != nil || len(f) > 0 {
		return p, faults, err
	}
	p.edition = &own.Edition
	p.fsys = tree.Overlay(base, root.FS(), "content/editions/"+own.Edition)
	return p, faults, nil
}

// sources returns the folder and its base, which no command may overwrite.
func (p *project) sources() []string {
	if p.base == "" {
		return []string{p.dir}
	}
	return []string{p.dir, p.base}
}

// from returns name relative to dir, unless it is absolute.
func from(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// site reads the project's pages. editions comes from the command line; empty
// means all editions of the folder.
func (p *project) site(editions []string, baseURL string) (*site.Site, diag.List, error) {
	return p.read(nil, editions, baseURL)
}

// read does as site and reuses an earlier reading, which may be nil.
func (p *project) read(prev *site.Site, editions []string, baseURL string) (*site.Site, diag.List, error) {
	if p.edition != nil {
		for _, asked := range editions {
			if asked != *p.edition {
				return nil, nil, usage(otherEdition, asked, *p.edition)
			}
		}
		editions = []string{*p.edition}
	}
	stray, err := p.stray()
	if err != nil {
		return nil, nil, err
	}
	slices.Sort(editions)
	editions = slices.Compact(editions) // an edition named twice is still the only one
	s, faults, err := site.Open(p.fsys, prev, site.Options{BaseURL: baseURL, AsOf: p.asOf, Editions: editions})
	return s, append(stray, faults...), asUsage(err)
}

// asUsage turns the error for an edition that does not exist into one of usage.
func asUsage(err error) error {
	var unknown *handbook.UnknownEdition
	switch {
	case !errors.As(err, &unknown):
		return err
	case unknown.Near != "":
		return usage(unknownEditionNear, unknown.Path, unknown.Near)
	}
	return usage(unknownEdition, unknown.Path)
}

// one returns the edition that a command works on: asked, the folder's only
// edition, or the province.
func (p *project) one(h *handbook.Handbook, asked string) (*handbook.Edition, error) {
	if p.edition != nil {
		if asked != "" && asked != *p.edition {
			return nil, usage(otherEdition, asked, *p.edition)
		}
		asked = *p.edition
	}
	e, err := h.Edition(asked)
	return e, asUsage(err)
}

// errorsOf returns the errors in the files that an edition inherits from and, with
// own, in its own files. Errors of other editions do not hinder it.
func errorsOf(faults diag.List, e *handbook.Edition, own bool) diag.List {
	var out diag.List
	for _, f := range faults {
		if f.Severity != diag.Error {
			continue
		}
		rest, ofEdition := strings.CutPrefix(f.Pos.File, "content/editions/")
		at := ""
		if ofEdition {
			at = strings.TrimSuffix(strings.TrimSuffix(path.Dir(rest), "/items"), "/guides")
		}
		if at == e.Path && own || at != e.Path && (at == "" || strings.HasPrefix(e.Path, at+"/")) {
			out.Add(f)
		}
	}
	return out
}

// checkBaseURL refuses an address that site.toml could not have either.
func checkBaseURL(address string) error {
	if _, fault := handbook.BaseURL(address); fault != nil {
		return asUsed(diag.List{*fault})
	}
	return nil
}
