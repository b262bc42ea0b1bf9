package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
)

// A Change is a file that [Update] writes.
type Change struct {
	Path     string // relative to the folder, with slashes
	Old, New []byte // Old is nil for a file that must not exist yet
}

// Names in a folder that is being updated.
const (
	updateLock    = ".handbook-update.lock" // held by the running command
	updateJournal = ".handbook-update"      // what to undo; there while files are replaced
	updateDraft   = ".handbook-update.new"  // a journal that does not count: not begun yet, or over
	updateList    = "list.json"             // a journal as JSON
)

// journal tells how to undo an update. Beside it lie N.old, the bytes of file N
// as they were, and N.new, the new ones until they are in place.
type journal struct {
	Folders []string      `json:"folders"` // that the update makes, the outermost first
	Files   []journalFile `json:"files"`
}

type journalFile struct {
	Path string `json:"path"`
	Old  string `json:"old"` // SHA-256 in hex; "" where there was no file
	New  string `json:"new"`
}

// Update changes several files of a folder: all of them or none. A failure is
// undone at once; after a kill or a power cut the next [Recover] undoes what was
// begun. An update is begun when its journal has its name, and done when it has
// lost it again; both are one rename.
//
// The error is a [*Refusal] when a file is not as Old says or another command is
// updating the folder, or comes from the disk.
func Update(root *os.Root, changes []Change) error { return update(root, changes, func(string) {}) }

// update calls step between its steps, for tests.
func update(root *os.Root, changes []Change, step func(name string)) (err error) {
	lock, err := acquire(filepath.Join(root.Name(), updateLock), root.Name())
	if err != nil {
		return err
	}
	defer lock.release()
	if _, err := undo(root); err != nil { // of a command that was killed since Recover
		return err
	}
	defer func() {
		if err != nil {
			_, undoErr := undo(root)
			err = errors.Join(err, undoErr)
		}
	}()
	j, err := draft(root, changes)
	if err != nil {
		return err
	}
	step("drafted")
	if err := root.Rename(updateDraft, updateJournal); err != nil {
		return err
	}
	step("begun")
	for _, folder := range j.Folders {
		if err := root.Mkdir(folder, 0o777); err != nil {
			return err
		}
	}
	for n, f := range j.Files {
		if err := root.Rename(inJournal(n, "new"), f.Path); err != nil {
			return err
		}
		step("placed " + strconv.Itoa(n))
	}
	return retire(root, step)
}

// draft checks that all files can be written and are as expected, and writes the
// journal of the update as a draft.
func draft(root *os.Root, changes []Change) (*journal, error) {
	if err := root.Mkdir(updateDraft, 0o777); err != nil {
		return nil, err
	}
	j := &journal{}
	for n, c := range changes {
		for _, folder := range above(c.Path) {
			switch info, err := root.Stat(folder); {
			case err == nil && !info.IsDir():
				return nil, &fs.PathError{Op: "mkdir", Path: folder, Err: syscall.ENOTDIR}
			case errors.Is(err, fs.ErrNotExist):
				if !slices.Contains(j.Folders, folder) {
					j.Folders = append(j.Folders, folder)
				}
			case err != nil:
				return nil, err
			}
		}
		now, err := root.ReadFile(c.Path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if (err == nil) != (c.Old != nil) || !bytes.Equal(now, c.Old) {
			return nil, refuse(changed, c.Path).withHint(hintChanged)
		}
		mode := fs.FileMode(0o666)
		if info, err := root.Stat(c.Path); err == nil {
			mode = info.Mode().Perm()
		}
		f := journalFile{Path: c.Path, New: hexSum(c.New)}
		if c.Old != nil {
			f.Old = hexSum(c.Old)
			if err := writeSynced(root.OpenFile, inDraft(n, "old"), c.Old, mode); err != nil {
				return nil, err
			}
		}
		if err := writeSynced(root.OpenFile, inDraft(n, "new"), c.New, mode); err != nil {
			return nil, err
		}
		j.Files = append(j.Files, f)
	}
	list, err := json.Marshal(j)
	if err != nil {
		return nil, err
	}
	return j, writeSynced(root.OpenFile, path.Join(updateDraft, updateList), list, 0o666)
}

func inDraft(n int, kind string) string   { return path.Join(updateDraft, strconv.Itoa(n)+"."+kind) }
func inJournal(n int, kind string) string { return path.Join(updateJournal, strconv.Itoa(n)+"."+kind) }

func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// above lists the folders that a file lies in, the outermost first.
func above(name string) []string {
	var out []string
	for n, c := range name {
		if c == '/' {
			out = append(out, name[:n])
		}
	}
	return out
}

// retire ends an update: its journal counts no longer, and is removed.
func retire(root *os.Root, step func(string)) error {
	if err := root.Rename(updateJournal, updateDraft); err != nil {
		return err
	}
	step("done")
	root.RemoveAll(updateDraft) // what cannot go now, the next update removes
	return nil
}

// Undone is an update that was killed and has been undone.
type Undone struct {
	Kept []string // files that somebody has edited since: they stay as they are
}

// Recover undoes the update of a folder that was killed. It returns nil where
// there is none, or while a command is at work on the folder. Where nothing is
// left of updates it only looks.
func Recover(root *os.Root) (*Undone, error) {
	begun, left := false, false
	for _, name := range []string{updateJournal, updateDraft, updateLock} {
		if _, err := root.Lstat(name); err == nil {
			begun, left = begun || name == updateJournal, true
		}
	}
	if !left {
		return nil, nil
	}
	lock, err := acquire(filepath.Join(root.Name(), updateLock), root.Name())
	if r := (*Refusal)(nil); errors.As(err, &r) && r.Said.Code == busy.Code || err != nil && !begun {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer lock.release()
	return undo(root)
}

// undo puts back what a begun update has changed, nil where there is none, and
// removes drafts. It can itself be killed and run again.
func undo(root *os.Root) (*Undone, error) {
	if err := root.RemoveAll(updateDraft); err != nil {
		return nil, err
	}
	list, err := root.ReadFile(path.Join(updateJournal, updateList))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, root.RemoveAll(updateJournal) // a power cut has taken the list
	}
	if err != nil {
		return nil, err
	}
	var j journal
	if err := json.Unmarshal(list, &j); err != nil {
		return nil, fmt.Errorf("%s/%s: %w", updateJournal, updateList, err)
	}
	out := &Undone{}
	for n, f := range j.Files {
		now, err := root.ReadFile(f.Path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		sum := ""
		if err == nil {
			sum = hexSum(now)
		}
		switch {
		case sum == f.Old: // not placed yet, or put back
		case sum != f.New:
			out.Kept = append(out.Kept, f.Path)
		case f.Old == "":
			err = root.Remove(f.Path)
		default:
			err = root.Rename(inJournal(n, "old"), f.Path)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	for _, folder := range slices.Backward(j.Folders) {
		root.Remove(folder) // it stays where somebody has put a file into it
	}
	return out, retire(root, func(string) {})
}
