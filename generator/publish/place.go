package publish

import (
	"errors"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
)

// sourceParts are the folders of a source tree that no output may lie in.
var sourceParts = []string{"content", "layouts", "static", "generator", "seeds", ".git", ".ci"}

// Place reports why a site may not be published to dir when it is made from
// source, as [Open] would, and changes nothing. It is for who makes a site from
// several folders.
func Place(dir, source string) error {
	_, err := place(dir, source)
	return err
}

// place resolves the name of the output and refuses dangerous ones. It only
// looks; the error is a [*Refusal] or comes from the disk.
func place(dir, source string) (string, error) {
	if strings.TrimSpace(dir) == "" {
		return "", refuse(noName).withHint(hintPlace)
	}
	if source == "" {
		source = "."
	}
	real, err := resolve(dir)
	if err != nil {
		return "", err
	}
	src, err := resolve(source)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(real)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	switch {
	case info != nil && !info.IsDir():
		return "", refuse(notFolder, dir).withHint(hintPlace)
	case filepath.Dir(real) == real:
		return "", refuse(isRoot, dir).withHint(hintPlace)
	case same(real, src):
		return "", refuse(isSource, dir).withHint(hintPlace)
	case contains(real, src):
		return "", refuse(aboveSource, dir).withHint(hintPlace)
	case isHomeFolder(real):
		return "", refuse(isHome, dir).withHint(hintPlace)
	}
	for _, part := range sourceParts {
		if contains(filepath.Join(src, part), real) {
			return "", refuse(insideSource, dir, part).withHint(hintPlace)
		}
	}
	if info != nil && mounted(real) {
		return "", refuse(ownDisk, dir).withHint(hintDisk, filepath.Join(dir, "site"))
	}
	return real, nil
}

// resolve makes a name absolute and free of links, as far as it exists.
func resolve(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	missing := ""
	for path := abs; ; path = filepath.Dir(path) {
		real, err := filepath.EvalSymlinks(path)
		if err == nil {
			return filepath.Join(real, missing), nil
		}
		if errors.Is(err, fs.ErrPermission) || filepath.Dir(path) == path {
			return "", err
		}
		switch link, lstatErr := os.Lstat(path); {
		case lstatErr == nil && link.Mode()&fs.ModeSymlink != 0: // to nothing, or in a circle
			return "", refuse(lostLink, path).withHint(hintPlace)
		case lstatErr == nil:
			return "", err
		}
		missing = filepath.Join(filepath.Base(path), missing)
	}
}

// same reports whether two resolved names are one folder. Asking the system
// sees through case-blind file systems and mounts; where one name does not exist
// yet, the names are compared without regard to case.
func same(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	ai, err := os.Stat(a)
	if err != nil {
		return false
	}
	bi, err := os.Stat(b)
	return err == nil && os.SameFile(ai, bi)
}

// contains reports whether path is dir or lies below it.
func contains(dir, path string) bool {
	for {
		if same(dir, path) {
			return true
		}
		up := filepath.Dir(path)
		if up == path {
			return false
		}
		path = up
	}
}

// isHomeFolder reports whether a folder is somebody's home or above one.
func isHomeFolder(dir string) bool {
	var homes []string
	if home, err := os.UserHomeDir(); err == nil {
		homes = append(homes, home)
	}
	if u, err := user.Current(); err == nil && u.HomeDir != "" {
		homes = append(homes, u.HomeDir)
	}
	root := filepath.VolumeName(dir) + string(filepath.Separator)
	for _, name := range []string{"root", "home", "Users"} {
		shared := filepath.Join(root, name)
		if same(dir, shared) || name != "root" && same(filepath.Dir(dir), shared) {
			return true
		}
	}
	return slices.ContainsFunc(homes, func(home string) bool {
		real, err := resolve(home)
		// A service account may live in /; that is no reason to refuse everything.
		return err == nil && filepath.Dir(real) != real && contains(dir, real)
	})
}
