package publish

import (
	"cmp"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// maxNamed is the number of foreign files that a refusal names.
const maxNamed = 5

// refuseForeign returns a refusal if the folder holds files that are not in its
// manifest, and notes those of the desktop. It reads only directories.
func (p *Publisher) refuseForeign() error {
	p.junk = nil
	var found []string // foreign files, and foreign folders with a slash at the end
	err := filepath.WalkDir(p.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == p.dir {
			return err
		}
		path := filepath.ToSlash(name[len(p.dir)+1:])
		switch regular := d.Type().IsRegular(); {
		case d.IsDir() && p.old != nil && p.old.dirs[path]:
		case d.IsDir():
			full, err := holdsFile(name) // a folder without files does not count
			if full {
				found = append(found, path+"/")
			}
			return cmp.Or(err, fs.SkipDir)
		case isList(path), regular && p.old.find(path) != nil:
		case regular && isJunk(d.Name()):
			p.junk = append(p.junk, path)
		default:
			found = append(found, path)
		}
		return nil
	})
	if err != nil || len(found) == 0 {
		return err
	}
	slices.Sort(found)
	named := strings.Join(found[:min(len(found), maxNamed)], ", ")
	if len(found) > maxNamed {
		named += ", …"
	}
	return refuse(foreign, p.name, len(found), named).withHint(hintForeign)
}

// isJunk reports whether name is that of a file which desktops leave in folders.
func isJunk(name string) bool {
	switch strings.ToLower(name) {
	case ".ds_store", "thumbs.db", "desktop.ini":
		return true
	}
	return false
}

// holdsFile reports whether dir holds more than folders and junk, at any depth.
func holdsFile(dir string) (found bool, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || isJunk(d.Name()) {
			return err
		}
		found = true
		return fs.SkipAll
	})
	return found, err
}
