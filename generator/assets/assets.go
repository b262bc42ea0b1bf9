// Package assets prepares the files of static/: styles, scripts, images and others
// that pages use.
//
//	static/assets/site.css       an entry: bundled with all it imports, minified,
//	                             published as assets/site-1a2b3c4d.css
//	static/assets/finder.js      likewise: assets/finder-5e6f7a8b.js
//	static/assets/_base.css      only to be imported; never published by itself
//	static/assets/parts/menu.js  likewise, as it lies in a folder
//	static/assets/img/map.svg    published as assets/img/map-9c0d1e2f.svg
//	static/favicon.svg           published unchanged as favicon.svg
//	static/forms/a.pdf           published unchanged as forms/a.pdf
//
// A name in assets/ carries the first eight digits of the SHA-256 of the published
// file, so servers may let browsers keep those files for ever.
//
// # Styles
//
// @import takes other .css files in static/assets. url(…) may name any file in
// static/: one in static/assets becomes its fingerprinted name, one elsewhere the
// way there from /assets/. A part after ? or # stays. data: and #id stay as they
// are.
//
// # Scripts
//
// A script is published as a classic one, wrapped in a function: modules do not
// run from a USB stick. It imports .js and .mjs, .json (as a value) and .txt, .html
// and .svg (as text) from static/assets. Scripts share values on window.
//
// # Rules for both
//
// The output runs in browsers of 2020: Chrome 80, Firefox 78, Safari 13, ES2019.
// esbuild rewrites newer features (CSS nesting, optional chaining) and warns of those
// that it cannot (big integers). Output is UTF-8, without source maps. Imports and
// url(…) that leave static/, and addresses with https:, are faults. Build reads
// nothing outside the given file system.
//
// # Names
//
// File and folder names must be fit for Windows. Links, devices and the like are
// faults. Not published: secrets, backup copies, names that begin with a dot, see
// [tree.Withheld]; SVG that can run a script.
package assets

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"handbook/generator/diag"
	"handbook/generator/tree"
)

const (
	root   = "static"
	bundle = "static/assets" // what is bundled or fingerprinted

	maxFile   = 20 << 20 // of any file
	maxSource = 4 << 20  // of a style or script
	maxName   = 200      // bytes of one name
	maxPath   = 200      // characters; Windows takes 260 with the folders above
)

// Set is the files of static/, ready to publish. It is immutable; a nil Set is empty.
type Set struct {
	files []File
	urls  map[string]string // by name, see URL

	key    [sha256.Size]byte // of all that the bundles depend on
	bundle []File            // what is published in assets/
	names  map[string]string // URLs of the same
	faults diag.List         // of the same
}

// File is one file to publish.
type File struct {
	Path string // where: relative to the site's root, with slashes
	Size int64

	data []byte // in assets/
	fsys fs.FS  // elsewhere: read when asked for, as a site may hold many forms
	name string
}

// Data returns the content of the file. The caller must not change it. The error comes
// from the disk.
func (f File) Data() ([]byte, error) {
	if f.fsys == nil {
		return f.data, nil
	}
	return fs.ReadFile(f.fsys, f.name)
}

// Build reads static/ in fsys, the root of the source; without that folder the
// Set is empty. dotfiles are the names with a dot that the project publishes. prev is the Set of an earlier build or nil; where nothing that the
// bundles depend on has changed, Build takes them and their faults from it.
//
// The Set is usable in spite of faults, so that a preview still has a style: an
// entry that esbuild cannot bundle stays as it is.
func Build(fsys fs.FS, dotfiles []string, prev *Set) (*Set, diag.List) {
	t := scan(fsys, dotfiles)
	s := &Set{key: t.key()}
	if prev != nil && prev.key == s.key {
		s.bundle, s.names, s.faults = prev.bundle, prev.names, prev.faults
	} else {
		s.names = map[string]string{}
		s.build(t)
	}
	s.urls = make(map[string]string, len(s.names)+len(t.plain))
	s.files = slices.Clone(s.bundle)
	for _, f := range t.plain {
		s.files = append(s.files, f)
		s.urls[f.Path] = f.Path
	}
	maps.Copy(s.urls, s.names)
	slices.SortFunc(s.files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return s, append(slices.Clone(t.faults), s.faults...)
}

// URL returns where a file is published, relative to the site's root. name is
// relative to static/assets ("site.css" gives "assets/site-1a2b3c4d.css"); where
// no such file is published there, relative to static/ ("favicon.svg").
func (s *Set) URL(name string) (string, bool) {
	if s == nil {
		return "", false
	}
	url, ok := s.urls[name]
	return url, ok
}

// Files returns all files to publish, sorted by path.
func (s *Set) Files() []File {
	if s == nil {
		return nil
	}
	return slices.Clone(s.files)
}

// Names lists the files of static/ that a site is made from, by full name
// ("static/assets/site.css"), sorted; dotfiles as for Build.
func Names(fsys fs.FS, dotfiles []string) []string {
	return slices.Sorted(maps.Keys(scan(fsys, dotfiles).exists))
}

// build makes the files of assets/.
func (s *Set) build(t *listing) {
	for _, name := range t.media {
		s.publish(name, t.text[name])
	}
	for _, name := range t.entries {
		out, faults := t.bundle(name)
		s.faults.Add(faults...)
		s.publish(name, out)
	}
}

// publish adds a file of static/assets under its fingerprinted name.
func (s *Set) publish(name string, data []byte) {
	url := fingerprinted(name, data)
	s.names[strings.TrimPrefix(name, bundle+"/")] = url
	s.bundle = append(s.bundle, File{Path: url, Size: int64(len(data)), data: data})
}

// fingerprinted returns where a file of static/assets is published.
func fingerprinted(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	stem := strings.TrimSuffix(strings.TrimPrefix(name, root+"/"), ext)
	return stem + "-" + hex.EncodeToString(sum[:4]) + ext
}

// listing is the names and texts of static/.
type listing struct {
	plain   []File            // outside static/assets, sorted by path
	entries []string          // full names ("static/assets/site.css"), sorted
	media   []string          // of what is fingerprinted only, likewise
	text    map[string][]byte // all of static/assets by full name
	exists  map[string]bool   // all files of static/ by full name
	faults  diag.List
}

// scan lists static/ and reads static/assets.
func scan(fsys fs.FS, dotfiles []string) *listing {
	t := &listing{text: map[string][]byte{}, exists: map[string]bool{}}
	fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
		pos := diag.Pos{File: name}
		switch {
		case err != nil:
			if _, missing := fs.Stat(fsys, root); name != root || missing == nil {
				t.faults.Add(diag.New(pos, unreadable, name))
			}
			return nil
		case name == root:
			return nil
		}
		if withheld, fault := tree.Withheld(d.Name(), dotfiles); withheld {
			if fault != nil {
				fault.Pos = pos
				t.faults.Add(*fault)
			}
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		switch {
		case tree.BadName(d.Name()) != nil, len(d.Name()) > maxName, utf8.RuneCountInString(name) > maxPath:
			t.faults.Add(diag.New(pos, badName, name).WithHint(hintName))
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			t.faults.Add(diag.New(pos, notFile, name).WithHint(hintFile))
			return nil
		}
		info, err := d.Info()
		if err != nil {
			t.faults.Add(diag.New(pos, unreadable, name))
			return nil
		}
		t.add(fsys, name, info.Size())
		return nil
	})
	return t
}

// add adds one file to the listing.
func (t *listing) add(fsys fs.FS, name string, size int64) {
	pos := diag.Pos{File: name}
	bundled, limit := strings.HasPrefix(name, bundle+"/"), int64(maxFile)
	if bundled && isSource(name) {
		limit = maxSource
	}
	if size > limit {
		t.faults.Add(diag.New(pos, tooLarge, name, megabytes(size), limit>>20).WithHint(hintLarge))
		return
	}
	if ext := strings.ToLower(path.Ext(name)); ext == ".svg" || ext == ".svgz" {
		if text, err := fs.ReadFile(fsys, name); err == nil && runs(text) {
			t.faults.Add(diag.Warn(pos, scripted, name).WithHint(hintScripted))
			return
		}
	}
	t.exists[name] = true
	if !bundled {
		t.plain = append(t.plain, File{Path: strings.TrimPrefix(name, root+"/"), Size: size, fsys: fsys, name: name})
		return
	}
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.faults.Add(diag.New(pos, unreadable, name))
		return
	}
	t.text[name] = text
	base := path.Base(name)
	switch {
	case !isSource(name):
		t.media = append(t.media, name)
	case path.Dir(name) == bundle && base[0] != '_' && path.Ext(name) != ".mjs":
		t.entries = append(t.entries, name)
	}
}

// key returns a hash of all that the bundles depend on: the files of static/assets and
// the names of the others.
func (t *listing) key() (key [sha256.Size]byte) {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(t.exists)) {
		text, ok := t.text[name]
		fmt.Fprintf(h, "%q %t %d\n", name, ok, len(text))
		h.Write(text)
	}
	h.Sum(key[:0])
	return key
}

// isSource reports whether a file is bundled and not published by itself.
func isSource(name string) bool {
	switch path.Ext(name) {
	case ".css", ".js", ".mjs":
		return true
	}
	return false
}

// megabytes returns a size in megabytes, rounded up.
func megabytes(size int64) int64 { return (size + 1<<20 - 1) >> 20 }
