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

// made are the endings of files that commands write beside the source.
var made = []string{".xlsx", ".pdf", ".zip", ".sha256", ".json", ".csv"}

// Place reports why a site may not be published to dir, which need not exist,
// when it is made from sources: folders, or single files such as a bundle. It
// changes nothing. The error is a [*Refusal] or comes from the disk.
func Place(dir string, sources ...string) error {
	_, err := place(dir, sources...)
	return err
}

// PlaceFile reports why a file may not be written when it is made from sources:
// it would lie among the parts of a source, or replace a file of one, or
// something that is not a file. It changes nothing. The error is a [*Refusal] or
// comes from the disk.
func PlaceFile(name string, sources ...string) error {
	if strings.TrimSpace(name) == "" {
		return refuse(noFileName).withHint(hintFile)
	}
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		return refuse(notFile, name).withHint(hintFile)
	}
	// A link is replaced itself; where it leads does not matter.
	folder, err := resolve(filepath.Dir(name))
	if err != nil {
		return err
	}
	real := filepath.Join(folder, filepath.Base(name))
	for _, source := range sources {
		src, err := resolve(source)
		if err != nil {
			return err
		}
		if part := partOf(src, real); part != "" {
			return refuse(insideSource, name, part).withHint(hintFile)
		}
		mayBeMade := slices.Contains(made, strings.ToLower(filepath.Ext(real)))
		if same(src, real) || info != nil && !mayBeMade && contains(src, real) {
			return refuse(replacesSource, name).withHint(hintFile)
		}
	}
	return nil
}

// partOf names the part of a source folder that a path lies in; "" for none.
func partOf(src, path string) string {
	for _, part := range sourceParts {
		if contains(filepath.Join(src, part), path) {
			return part
		}
	}
	return ""
}

// place resolves the name of the output and refuses dangerous ones.
func place(dir string, sources ...string) (string, error) {
	if strings.TrimSpace(dir) == "" {
		return "", refuse(noName).withHint(hintPlace)
	}
	real, err := resolve(dir)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(real)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if info != nil && !info.IsDir() {
		return "", refuse(notFolder, dir).withHint(hintPlace)
	}
	if filepath.Dir(real) == real {
		return "", refuse(isRoot, dir).withHint(hintPlace)
	}
	for _, source := range sources {
		src, err := resolve(source)
		if err != nil {
			return "", err
		}
		if same(real, src) {
			return "", refuse(isSource, dir).withHint(hintPlace)
		}
		if contains(real, src) {
			return "", refuse(aboveSource, dir).withHint(hintPlace)
		}
		if part := partOf(src, real); part != "" {
			return "", refuse(insideSource, dir, part).withHint(hintPlace)
		}
	}
	if isHomeFolder(real) {
		return "", refuse(isHome, dir).withHint(hintPlace)
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
