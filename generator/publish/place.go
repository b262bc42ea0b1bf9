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

// made lists the extensions of files that commands write beside the source.
var made = []string{".xlsx", ".pdf", ".zip", ".sha256", ".json", ".csv"}

// Place refuses to publish a site to dir, which need not exist, if that could
// destroy other files. sources are the site's folders, or single files such as a
// bundle. Place changes nothing. The error is a [*Refusal] or comes from the disk.
func Place(dir string, sources ...string) error {
	_, err := place(dir, sources...)
	return err
}

// PlaceFile refuses to write a file in a source's folders, over a source file, over
// something that is not a file, or into a folder that does not exist. It changes
// nothing. The error is a [*Refusal] or comes from the disk.
func PlaceFile(name string, sources ...string) error {
	if strings.TrimSpace(name) == "" {
		return refuse(noName).withHint(hintFile)
	}
	// "-" is the standard output only where a command says so.
	info, err := os.Lstat(name)
	if err == nil && !info.Mode().IsRegular() || name == "-" {
		return refuse(notFile, name).withHint(hintFile)
	}
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
	if at, err := os.Stat(folder); err != nil || !at.IsDir() {
		return refuse(noFolder, filepath.Dir(name)).withHint(hintFolder)
	}
	return nil
}

// partOf returns the part of a source folder that holds path; "" for none.
func partOf(src, path string) string {
	for _, part := range sourceParts {
		if contains(filepath.Join(src, part), path) {
			return part
		}
	}
	return ""
}

// place refuses a dangerous output and returns its resolved name.
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

// resolve returns the absolute name, with the links of its existing part resolved.
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
		case lstatErr == nil && link.Mode()&fs.ModeSymlink != 0: // to a missing file, or in a circle
			return "", refuse(lostLink, path).withHint(hintPlace)
		case lstatErr == nil:
			return "", err
		}
		missing = filepath.Join(filepath.Base(path), missing)
	}
}

// same reports whether two resolved names are one folder. The system knows about
// mounts and file systems without case; if one folder does not exist yet, same
// compares the names without case.
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

// isHomeFolder reports whether dir is a home folder or a folder above one.
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
		// The home of a service account may be /, which must not refuse everything.
		return err == nil && filepath.Dir(real) != real && contains(dir, real)
	})
}
