package tree

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Overlay lays parts of one tree over another: what lies at one of the paths, a
// file or a folder with all that is in it, comes from own alone, everything else
// from base. A path that own does not have is in neither.
func Overlay(base, own fs.FS, paths ...string) fs.FS { return &overlay{base, own, paths} }

// With returns a tree as it would be with these files, by slash path, in place of
// its own or besides them. Nothing is written.
func With(base fs.FS, files map[string][]byte) fs.FS {
	var held bytes.Buffer // a zip is a file system in memory
	z := zip.NewWriter(&held)
	paths := slices.Sorted(maps.Keys(files))
	for _, name := range paths {
		if w, err := z.CreateHeader(&zip.FileHeader{Name: name}); err == nil {
			w.Write(files[name])
		}
	}
	z.Close()
	own, err := zip.NewReader(bytes.NewReader(held.Bytes()), int64(held.Len()))
	if err != nil {
		panic("tree: files in memory: " + err.Error())
	}
	return Overlay(base, own, paths...)
}

type overlay struct {
	base, own fs.FS
	paths     []string
}

// of returns the tree that a path is taken from.
func (o *overlay) of(name string) fs.FS {
	for _, p := range o.paths {
		if name == p || strings.HasPrefix(name, p+"/") {
			return o.own
		}
	}
	return o.base
}

// above returns the entries of a folder that are or lead to one of the paths,
// sorted.
func (o *overlay) above(name string) []string {
	var next []string
	for _, p := range o.paths {
		if name != "." {
			rest, below := strings.CutPrefix(p, name+"/")
			if !below {
				continue
			}
			p = rest
		}
		first, _, _ := strings.Cut(p, "/")
		next = append(next, first)
	}
	slices.Sort(next)
	return slices.Compact(next)
}

// either asks base for a path, or own where base has no such path and it leads
// to one of own's.
func either[T any](o *overlay, name string, ask func(fs.FS, string) (T, error)) (T, error) {
	v, err := ask(o.of(name), name)
	if errors.Is(err, fs.ErrNotExist) && len(o.above(name)) > 0 {
		return ask(o.own, name)
	}
	return v, err
}

func (o *overlay) Open(name string) (fs.File, error)      { return either(o, name, fs.FS.Open) }
func (o *overlay) Stat(name string) (fs.FileInfo, error)  { return either(o, name, fs.Stat) }
func (o *overlay) Lstat(name string) (fs.FileInfo, error) { return either(o, name, fs.Lstat) }
func (o *overlay) ReadLink(name string) (string, error)   { return either(o, name, fs.ReadLink) }
func (o *overlay) ReadFile(name string) ([]byte, error)   { return either(o, name, fs.ReadFile) }

// ReadDir merges the entries that lead to the paths into what base lists.
func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	above := o.above(name)
	if len(above) == 0 {
		return fs.ReadDir(o.of(name), name)
	}
	entries, err := fs.ReadDir(o.base, name)
	if errors.Is(err, fs.ErrNotExist) {
		_, err = fs.Stat(o.own, name)
	}
	if err != nil {
		return nil, err
	}
	entries = slices.Clone(entries)
	for _, next := range above {
		full := path.Join(name, next)
		whole := slices.Contains(o.paths, full)
		n, found := slices.BinarySearchFunc(entries, next, func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) })
		info, err := fs.Stat(o.own, full)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			if found && whole { // whatever base holds there
				entries = slices.Delete(entries, n, n+1)
			}
		case err != nil:
			return nil, err
		case !found:
			entries = slices.Insert(entries, n, fs.FileInfoToDirEntry(info))
		case whole:
			entries[n] = fs.FileInfoToDirEntry(info)
		}
	}
	return entries, nil
}
