package tree

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Union is a tree made of two: what lies in the folder dir comes from own
// alone, everything else from base. So an edition of its own stands where it
// would stand in the tree that it belongs to.
func Union(base, own fs.FS, dir string) fs.FS { return &union{base, own, dir} }

type union struct {
	base, own fs.FS
	dir       string
}

// of is the tree that a path is taken from.
func (u *union) of(name string) fs.FS {
	if name == u.dir || strings.HasPrefix(name, u.dir+"/") {
		return u.own
	}
	return u.base
}

// above reports whether a folder leads to dir, and through which entry.
func (u *union) above(name string) (next string, ok bool) {
	rest := u.dir
	if name != "." {
		if rest, ok = strings.CutPrefix(u.dir, name+"/"); !ok {
			return "", false
		}
	}
	next, _, _ = strings.Cut(rest, "/")
	return next, true
}

// either is what base says of a path, or own where base has no such path and
// it leads to dir.
func either[T any](u *union, name string, ask func(fs.FS) (T, error)) (T, error) {
	v, err := ask(u.of(name))
	if _, leads := u.above(name); leads && errors.Is(err, fs.ErrNotExist) {
		return ask(u.own)
	}
	return v, err
}

func (u *union) Open(name string) (fs.File, error) {
	return either(u, name, func(f fs.FS) (fs.File, error) { return f.Open(name) })
}

func (u *union) Stat(name string) (fs.FileInfo, error) {
	return either(u, name, func(f fs.FS) (fs.FileInfo, error) { return fs.Stat(f, name) })
}

func (u *union) Lstat(name string) (fs.FileInfo, error) {
	return either(u, name, func(f fs.FS) (fs.FileInfo, error) { return fs.Lstat(f, name) })
}

func (u *union) ReadLink(name string) (string, error) {
	return either(u, name, func(f fs.FS) (string, error) { return fs.ReadLink(f, name) })
}

func (u *union) ReadFile(name string) ([]byte, error) {
	return either(u, name, func(f fs.FS) ([]byte, error) { return fs.ReadFile(f, name) })
}

// ReadDir merges the one entry that leads to dir into what base lists.
func (u *union) ReadDir(name string) ([]fs.DirEntry, error) {
	next, leads := u.above(name)
	if !leads {
		return fs.ReadDir(u.of(name), name)
	}
	entries, err := fs.ReadDir(u.base, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return entries, err
	}
	missing := err
	entries = slices.Clone(entries)
	info, err := fs.Stat(u.own, path.Join(name, next))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := fs.Stat(u.own, name); missing != nil && err != nil {
			return nil, err
		}
		// own has no edition: then there is none, whatever base holds there.
		if path.Join(name, next) == u.dir {
			entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.Name() == next })
		}
		return entries, nil
	}
	if err != nil {
		return nil, err
	}
	n, found := slices.BinarySearchFunc(entries, next, func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) })
	switch {
	case !found:
		entries = slices.Insert(entries, n, fs.FileInfoToDirEntry(info))
	case path.Join(name, next) == u.dir:
		entries[n] = fs.FileInfoToDirEntry(info)
	}
	return entries, nil
}
