package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// maxNamed is the number of foreign files that a refusal names.
const maxNamed = 5

// refuseForeign returns a refusal if the folder holds files that are not in its
// manifest. It reads only directories.
func (p *Publisher) refuseForeign() error {
	s := search{dir: p.dir, old: p.old}
	if err := s.walk(""); err != nil {
		return err
	}
	p.junk = s.junk
	if len(s.found) == 0 {
		return nil
	}
	slices.Sort(s.found)
	named := s.found
	more := ""
	if len(named) > maxNamed {
		named, more = named[:maxNamed], ", …"
	}
	return refuse(foreign, p.name, len(s.found), strings.Join(named, ", ")+more).withHint(hintForeign)
}

// search looks for files that no build wrote.
type search struct {
	dir   string
	old   *manifest // nil: everything is foreign
	found []string  // foreign files, and foreign folders with a slash at the end
	junk  []string
}

func (s *search) walk(rel string) error {
	entries, err := readDir(filepath.Join(s.dir, filepath.FromSlash(rel)))
	if err != nil {
		return err
	}
	for _, e := range entries {
		path := e.Name()
		if rel != "" {
			path = rel + "/" + path
		}
		switch {
		case e.IsDir() && s.old != nil && s.old.dirs[path]:
			if err := s.walk(path); err != nil {
				return err
			}
		case e.IsDir():
			// A folder without files does not count.
			full, err := holdsFile(filepath.Join(s.dir, filepath.FromSlash(path)))
			if err != nil {
				return err
			}
			if full {
				s.found = append(s.found, path+"/")
			}
		case rel == "" && isList(path), e.Type().IsRegular() && s.listed(path):
		case e.Type().IsRegular() && isJunk(e.Name()):
			s.junk = append(s.junk, path)
		default:
			s.found = append(s.found, path)
		}
	}
	return nil
}

func (s *search) listed(path string) bool {
	return s.old != nil && s.old.find(path) != nil
}

// isJunk reports whether name is that of a file which desktops leave in folders.
func isJunk(name string) bool {
	switch strings.ToLower(name) {
	case ".ds_store", "thumbs.db", "desktop.ini":
		return true
	}
	return false
}

var errFound = errors.New("found")

// holdsFile reports whether dir holds more than folders and junk, at any depth.
func holdsFile(dir string) (bool, error) {
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || isJunk(d.Name()) {
			return nil
		}
		return errFound
	})
	if err == errFound {
		return true, nil
	}
	return false, err
}

// readDir lists a folder in the order of the disk, which is faster than sorting.
func readDir(name string) ([]fs.DirEntry, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	if err != nil {
		return nil, fmt.Errorf("read folder %s: %w", name, err)
	}
	return entries, nil
}
