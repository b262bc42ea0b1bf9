package source

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// Witness is a tree that remembers what was read from it, so that who made
// something of the tree can tell whether it would be made alike today. What was
// read counts, to the byte, and not what lies on the disk a moment later.
type Witness struct {
	fsys fs.FS

	mu       sync.Mutex
	sums     map[string][sha256.Size]byte // of the files that were read
	seen     map[string]bool              // files and links in the folders that were listed
	unsteady bool                         // a file was read twice, and was not the same
}

// Watch makes a Witness of what is read from fsys through it.
func Watch(fsys fs.FS) *Witness {
	return &Witness{fsys: fsys, sums: map[string][sha256.Size]byte{}, seen: map[string]bool{}}
}

// Account tells all that was read, in lines that differ when anything does: the
// SHA-256 sum and the name of each file. A file that was only listed is read
// for it: someone may mean to read it later. An error comes from the disk.
func (w *Witness) Account() (string, error) {
	w.mu.Lock()
	names := slices.Sorted(maps.Keys(w.seen))
	w.mu.Unlock()
	for _, name := range names {
		w.mu.Lock()
		_, known := w.sums[name]
		w.mu.Unlock()
		if known {
			continue
		}
		// Links to folders, to pipes or to nothing have no bytes.
		if info, err := fs.Stat(w.fsys, name); err != nil || !info.Mode().IsRegular() {
			continue
		}
		if _, err := fs.ReadFile(w, name); err != nil {
			return "", err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(w.sums)) {
		sum := w.sums[name]
		b.WriteString(hex.EncodeToString(sum[:]) + " " + name + "\n")
	}
	return b.String(), nil
}

// Steady reports whether every file was the same whenever it was read. What was
// made of a tree that changed meanwhile is not what Account tells of.
func (w *Witness) Steady() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.unsteady
}

// note books the sum of a file that was read to its end.
func (w *Witness) note(name string, sum [sha256.Size]byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if before, again := w.sums[name]; again && before != sum {
		w.unsteady = true
	}
	w.sums[name] = sum
}

// Open opens a file or folder of the tree.
func (w *Witness) Open(name string) (fs.File, error) {
	f, err := w.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	return &witnessed{File: f, w: w, name: name, hash: sha256.New()}, nil
}

// ReadFile reads a file of the tree.
func (w *Witness) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(w.fsys, name)
	if err == nil {
		w.note(name, sha256.Sum256(data))
	}
	return data, err
}

// ReadDir lists a folder of the tree.
func (w *Witness) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.fsys, name)
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, e := range entries {
		if e.Type().IsRegular() || e.Type()&fs.ModeSymlink != 0 {
			w.seen[path.Join(name, e.Name())] = true
		}
	}
	return entries, err
}

// Stat is [fs.Stat] of the tree.
func (w *Witness) Stat(name string) (fs.FileInfo, error) { return fs.Stat(w.fsys, name) }

// Lstat is [fs.Lstat] of the tree.
func (w *Witness) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(w.fsys, name) }

// ReadLink is [fs.ReadLink] of the tree.
func (w *Witness) ReadLink(name string) (string, error) { return fs.ReadLink(w.fsys, name) }

// witnessed is an open file.
type witnessed struct {
	fs.File
	w    *Witness
	name string
	hash hash.Hash
}

func (f *witnessed) Read(b []byte) (int, error) {
	n, err := f.File.Read(b)
	f.hash.Write(b[:n])
	if errors.Is(err, io.EOF) {
		f.w.note(f.name, [sha256.Size]byte(f.hash.Sum(nil)))
	}
	return n, err
}
