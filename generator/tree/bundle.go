package tree

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"handbook/generator/diag"
)

// A bundle is a source folder in one .zip file. A county that keeps a repository
// of its own builds on one. It holds the files in the order of their paths, with
// one fixed time, so that equal folders give equal bundles.

// bundleTime is the time of every file in a bundle, the first that zip knows.
var bundleTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// WriteBundle writes the files of paths, which are sorted, and returns the
// SHA-256 sum of the bundle in hex.
func WriteBundle(w io.Writer, fsys fs.FS, paths []string) (sum string, err error) {
	hash := sha256.New()
	z := zip.NewWriter(io.MultiWriter(w, hash))
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, name := range paths {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return "", err
		}
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: bundleTime})
		if err != nil {
			return "", err
		}
		if _, err := f.Write(data); err != nil {
			return "", err
		}
	}
	if err := z.Close(); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", hash.Sum(nil)), nil
}

// maxBundle bounds the bytes of a bundle, packed and unpacked.
const maxBundle = 512 << 20

// OpenBase opens the folder or bundle that an edition builds on. want is the
// bundle's SHA-256 sum in hex, or "" for any. Faults, at pos: no such base, no
// bundle, another sum.
func OpenBase(name, want string, pos diag.Pos) (base fs.FS, close func() error, faults diag.List, err error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return nil, nil, nil, err
	case err != nil: // nothing of that name, a file in place of a folder, links in a circle, a name too long
		return nil, nil, diag.List{diag.New(pos, noBase, name).WithHint(hintNoBase)}, nil
	case info.IsDir():
		root, err := os.OpenRoot(name)
		if err != nil {
			return nil, nil, nil, err
		}
		return root.FS(), root.Close, nil, nil
	case !info.Mode().IsRegular() || info.Size() > maxBundle:
		return nil, nil, diag.List{diag.New(pos, badBundle, name).WithHint(hintNoBase)}, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, nil, err
	}
	if got := sumOf(data); want != "" && !strings.EqualFold(want, got) {
		return nil, nil, diag.List{diag.New(pos, otherBase, name).WithHint(hintOtherBase, got)}, nil
	}
	z, faults := OpenBundle(name, data, pos)
	if z == nil {
		return nil, nil, faults, nil
	}
	return z, func() error { return nil }, nil, nil
}

// CheckBase returns a fault at pos if base, which it calls name, is not a province's
// handbook: it has no site.toml, or its site.toml names a base, as that of an
// edition's own folder does. So is a base that lies, at the path at, among the files that the
// folder dir publishes.
func CheckBase(base fs.FS, dir, at, name string, pos diag.Pos) (diag.List, error) {
	inside, _ := filepath.Rel(dir, at) // "" on another drive
	top, _, _ := strings.Cut(filepath.ToSlash(inside), "/")
	if top == "content" || top == "static" || top == "layouts" {
		return diag.List{diag.New(pos, innerBase, name, top).WithHint(hintInnerBase)}, nil
	}
	file, _, err := Read(base, "site.toml")
	if errors.Is(err, fs.ErrNotExist) {
		return diag.List{diag.New(pos, strayBase, name).WithHint(hintNoBase)}, nil
	}
	if file == nil { // Load reports why it is unreadable
		return nil, err
	}
	if doc, _ := file.TOML(); doc != nil && doc.Has("base") {
		return diag.List{diag.New(pos, countyBase, name).WithHint(hintNoBase)}, nil
	}
	return nil, nil
}

// OpenBundle opens the bytes of a bundle, which faults at pos call name. It is nil
// after a fault.
func OpenBundle(name string, data []byte, pos diag.Pos) (fs.FS, diag.List) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, diag.List{diag.New(pos, badBundle, name).WithHint(hintNoBase)}
	}
	bad, is := hostile(z)
	if !is {
		bad, is = damaged(z)
	}
	if is {
		return nil, diag.List{diag.New(pos, badBundle, name+": "+bad).WithHint(hintNoBase)}
	}
	return z, nil
}

// maxName bounds the bytes of a path in a bundle; maxNames bounds the bytes of all
// paths, counted once for each folder in them.
const (
	maxName  = 1000
	maxNames = 256 << 20
)

// hostile names the first entry that WriteBundle never writes: a path that leads
// out, a link or a device, a second file of one name, more bytes than maxBundle,
// folders without end.
func hostile(z *zip.Reader) (name string, is bool) {
	room, names := uint64(maxBundle), 0
	for _, f := range z.File {
		kind := f.Mode() &^ fs.ModePerm
		if names += len(f.Name) * (1 + strings.Count(f.Name, "/")); len(f.Name) > maxName || names > maxNames {
			return f.Name[:min(len(f.Name), 50)] + "…", true
		}
		if !fs.ValidPath(strings.TrimSuffix(f.Name, "/")) || strings.Contains(f.Name, `\`) || kind != 0 && kind != fs.ModeDir || f.UncompressedSize64 > room {
			return f.Name, true
		}
		room -= f.UncompressedSize64
	}
	fs.WalkDir(z, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil { // such as two files of one name
			name, is = path, true
			return fs.SkipAll
		}
		return nil
	})
	return name, is
}

// damaged names the first file whose bytes differ from their size or checksum.
func damaged(z *zip.Reader) (name string, is bool) {
	for _, f := range z.File {
		r, err := f.Open()
		if err == nil {
			_, err = io.Copy(io.Discard, r)
			r.Close()
		}
		if err != nil {
			return f.Name, true
		}
	}
	return "", false
}

// SumOf returns the SHA-256 sum of a bundle in hex, and "" for a folder.
func SumOf(name string) (string, error) {
	info, err := os.Stat(name)
	if err != nil || info.IsDir() {
		return "", err
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	return sumOf(data), nil
}

func sumOf(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }
