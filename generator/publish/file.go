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
