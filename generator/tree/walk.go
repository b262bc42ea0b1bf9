package tree

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"handbook/generator/diag"
)

// A Listing holds the files below a folder.
type Listing struct {
	Paths    []string // without those that are faults; relative to the source folder, sorted by bytes
	Misnamed []string // whose names are faults

	fsys  fs.FS
	ahead map[string]result // of ReadAhead
}

// result is what Read returns.
type result struct {
	file   *File
	faults diag.List
	err    error
}

// Walk lists every file below root, a slash path ("." for all), except those
// that are [Ignored]. Faults: devices, pipes, links that leave the tree, links to
// folders, names that other file systems cannot hold or tell apart. A missing
// root is an error that wraps [fs.ErrNotExist].
func Walk(fsys fs.FS, root string) (*Listing, diag.List, error) {
	t := &Listing{fsys: fsys}
	if root != "." {
		fault, err := folderFault(fsys, root)
		if err != nil || fault != nil {
			return t, asList(fault), err
		}
	}
	var faults diag.List
	if err := t.walk(root, &faults); err != nil {
		return t, faults, err
	}
	slices.Sort(t.Paths)
	return t, faults, nil
}

func (t *Listing) walk(dir string, faults *diag.List) error {
	entries, err := fs.ReadDir(t.fsys, dir)
	if err != nil {
		return err
	}
	seen := make(map[string]string, len(entries))
	for _, entry := range entries {
		name := entry.Name()
		if Ignored(name) {
			continue
		}
		full := path.Join(dir, name)
		if said := BadName(name); said != nil {
			pos := diag.Pos{File: strings.ToValidUTF8(full, "\ufffd")}
			faults.Add(diag.Fault{Pos: pos, Said: *said}.WithHint(hintRename))
			t.Misnamed = append(t.Misnamed, full)
			continue
		}
		folded := Fold(name)
		if other, clash := seen[folded]; clash {
			here := diag.Pos{File: full}
			faults.Add(diag.New(here, nameClash, name, other).
				WithHint(hintRename).WithNote(diag.Pos{File: path.Join(dir, other)}, noteOther))
			continue
		}
		seen[folded] = name
		switch mode := entry.Type(); {
		case mode.IsDir():
			if err := t.walk(full, faults); err != nil {
				return err
			}
		case mode&fs.ModeSymlink != 0:
			info, fault, err := follow(t.fsys, full)
			switch {
			case err != nil:
				return err
			case fault != nil:
				faults.Add(*fault)
			case info.IsDir():
				faults.Add(*badLink(full, linkFolder))
			case !info.Mode().IsRegular():
				faults.Add(notRegular(full, info.Mode()))
			default:
				t.Paths = append(t.Paths, full)
			}
		case !mode.IsRegular():
			faults.Add(notRegular(full, mode))
		default:
			t.Paths = append(t.Paths, full)
		}
	}
	return nil
}

// Has reports whether a path is in the listing, with the same case.
func (t *Listing) Has(name string) bool {
	_, found := slices.BinarySearch(t.Paths, name)
	return found
}

// readers is the number of files that ReadAhead reads at once: they mostly wait for
// the system.
const readers = 8

// ReadAhead reads the files whose paths match, many at once, for later calls of Read.
func (t *Listing) ReadAhead(match func(path string) bool) {
	var names []string
	for _, name := range t.Paths {
		if match(name) {
			names = append(names, name)
		}
	}
	results := make([]result, len(names))
	var wg sync.WaitGroup
	for first := range readers {
		wg.Go(func() {
			for n := first; n < len(names); n += readers {
				r := &results[n]
				r.file, r.faults, r.err = read(t.fsys, names[n])
			}
		})
	}
	wg.Wait()
	t.ahead = make(map[string]result, len(names))
	for n, name := range names {
		t.ahead[name] = results[n]
	}
}

// Read does as [Read] for a path of the listing. It does not look at the folders
// above again.
func (t *Listing) Read(name string) (*File, diag.List, error) {
	if r, known := t.ahead[name]; known {
		return r.file, r.faults, r.err
	}
	if !t.Has(name) {
		return Read(t.fsys, name)
	}
	return read(t.fsys, name)
}
