package publish

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// WriteFiles writes files of an existing folder, by their names, over those that
// are there: all of them or none, see [Update]. After a kill, the next WriteFiles
// into the folder undoes what was begun.
//
// The error is a [*Refusal] if another command is writing into the folder; otherwise
// it comes from the disk.
func WriteFiles(folder string, files map[string][]byte) error {
	root, err := os.OpenRoot(folder)
	if err == nil {
		defer root.Close()
		var changes []Change
		for _, name := range slices.Sorted(maps.Keys(files)) {
			changes = append(changes, Change{Path: name, New: files[name]})
		}
		err = update(root, changes, true, func(string) {})
	}
	if r := (*Refusal)(nil); err == nil || errors.As(err, &r) {
		return err
	}
	return explain("write", filepath.Join(folder, strings.Join(slices.Sorted(maps.Keys(files)), ", ")), err)
}

// TempFolder makes a temporary folder of this process, whose name begins with
// prefix, and removes those that killed processes left. A lock beside it,
// NAME.lock, tells the living from the killed. remove removes the folder.
func TempFolder(prefix string) (name string, remove func(), err error) {
	left, err := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*"))
	if err != nil {
		return "", nil, err
	}
	// A program that was started here may still write for a moment.
	removeAll := func(name string) {
		patiently(func() error { return removeTree(name) }, func(error) bool { return true })
	}
	for n, name := range left {
		left[n] = strings.TrimSuffix(name, ".lock")
	}
	for _, name := range slices.Compact(left) {
		if lock, err := acquire(name+".lock", name); err == nil {
			removeAll(name)
			lock.release()
		}
	}
	name = filepath.Join(os.TempDir(), prefix+randomHex()[:8]) // short: browsers put sockets into it
	lock, err := acquire(name+".lock", name)
	if err != nil {
		return "", nil, err
	}
	remove = func() {
		removeAll(name)
		lock.release()
	}
	if err := os.Mkdir(name, 0o700); err != nil {
		remove()
		return "", nil, err
	}
	return name, remove, nil
}

// explain makes an error name the output as the user does, and not a hidden file or
// folder beside it.
func explain(op, name string, err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		err = pe.Err
	case errors.As(err, &le):
		err = le.Err
	}
	return &fs.PathError{Op: op, Path: name, Err: err}
}
