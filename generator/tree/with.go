package tree

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// With is a tree as it would be with these files, by slash path, in place of
// its own or besides them. Nothing is written.
func With(tree fs.FS, files map[string][]byte) fs.FS { return &with{tree, files} }

type with struct {
	tree  fs.FS
	files map[string][]byte
}

// leads reports whether a path is a folder that a file of w lies in.
func (w *with) leads(name string) bool {
	for file := range w.files {
		if name == "." || strings.HasPrefix(file, name+"/") {
			return true
		}
	}
	return false
}

func (w *with) Open(name string) (fs.File, error) {
	if data, own := w.files[name]; own {
		return &heldFile{held{path.Base(name), int64(len(data)), 0o444}, bytes.NewReader(data)}, nil
	}
	return w.tree.Open(name)
}

func (w *with) ReadFile(name string) ([]byte, error) {
	if data, own := w.files[name]; own {
		return bytes.Clone(data), nil
	}
	return fs.ReadFile(w.tree, name)
}

func (w *with) stat(name string, ask func(fs.FS, string) (fs.FileInfo, error)) (fs.FileInfo, error) {
	if data, own := w.files[name]; own {
		return held{path.Base(name), int64(len(data)), 0o444}, nil
	}
	info, err := ask(w.tree, name)
	if errors.Is(err, fs.ErrNotExist) && w.leads(name) {
		return held{path.Base(name), 0, fs.ModeDir | 0o555}, nil
	}
	return info, err
}

func (w *with) Stat(name string) (fs.FileInfo, error)  { return w.stat(name, fs.Stat) }
func (w *with) Lstat(name string) (fs.FileInfo, error) { return w.stat(name, fs.Lstat) }

func (w *with) ReadLink(name string) (string, error) { return fs.ReadLink(w.tree, name) }

func (w *with) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.tree, name)
	if err != nil && !(errors.Is(err, fs.ErrNotExist) && w.leads(name)) {
		return entries, err
	}
	entries = slices.Clone(entries)
	for file, data := range w.files {
		rest, below := strings.CutPrefix(file, name+"/")
		if name == "." {
			rest, below = file, true
		}
		if !below {
			continue
		}
		info := held{rest, int64(len(data)), 0o444}
		if first, _, deeper := strings.Cut(rest, "/"); deeper {
			info = held{first, 0, fs.ModeDir | 0o555}
		}
		n, found := slices.BinarySearchFunc(entries, info.name, func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) })
		switch {
		case !found:
			entries = slices.Insert(entries, n, fs.FileInfoToDirEntry(info))
		case !info.IsDir():
			entries[n] = fs.FileInfoToDirEntry(info)
		}
	}
	return entries, nil
}

// held is what is known of a file, or a folder, that is in memory.
type held struct {
	name string
	size int64
	mode fs.FileMode
}

func (h held) Name() string       { return h.name }
func (h held) Size() int64        { return h.size }
func (h held) Mode() fs.FileMode  { return h.mode }
func (h held) ModTime() time.Time { return time.Time{} }
func (h held) IsDir() bool        { return h.mode.IsDir() }
func (h held) Sys() any           { return nil }

type heldFile struct {
	info held
	io.Reader
}

func (f *heldFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *heldFile) Close() error               { return nil }
