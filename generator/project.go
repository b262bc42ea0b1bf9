package main

import (
	"errors"
	"io/fs"
	"net/url"
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

// folder opens the source folder so that nothing outside it can be read, and
// undoes what a killed command has left half done in it.
func (t *tool) folder() (*os.Root, string, error) {
	abs, err := filepath.Abs(t.source)
	if err != nil {
		return nil, "", err
	}
	root, err := os.OpenRoot(abs)
	if info, statErr := os.Stat(abs); errors.Is(err, os.ErrNotExist) || err != nil && statErr == nil && !info.IsDir() {
		return nil, "", usage(noSource, t.source)
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
	return s, faults, asUsage(err)
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

// one is the edition that a command is for: the one asked for, that of the
// folder, or the province.
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

// errorsOf are the errors in what an edition inherits, and with own also those
// in its own files. Other editions' do not hinder it.
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

// checkBaseURL refuses an address that links could not be made from.
func checkBaseURL(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return usage(wrongURL, address)
	}
	return nil
}
