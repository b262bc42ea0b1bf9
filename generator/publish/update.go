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

// Names in a folder while a command updates it.
const (
	updateLock    = ".handbook-update.lock" // the running command holds it
	updateJournal = ".handbook-update"      // what to undo; exists while files are replaced
	updateDraft   = ".handbook-update.new"  // a journal before the update begins or after it ends
	updateList    = "list.json"             // the journal as JSON
)

// journal records how to undo an update. Beside it lie N.old, the old bytes of
// file N, and N.new, its new bytes until they are in place.
type journal struct {
	Folders []string      `json:"folders"` // new folders, the outermost first
	Files   []journalFile `json:"files"`
}

type journalFile struct {
	Path string `json:"path"`
	Old  string `json:"old"` // SHA-256 in hex; "" for a new file
	New  string `json:"new"`
}

// Update changes several files of a folder: all of them or none. It undoes a
// failed update at once; after a kill or a power cut the next [Recover] does.
// Renaming the journal to its name begins an update, renaming it away ends it.
//
// The error is a [*Refusal] if a file differs from Old or if another command is
// updating the folder; otherwise it comes from the disk.
func Update(root *os.Root, changes []Change) error { return update(root, changes, func(string) {}) }

// update does as Update and calls step between its steps, for tests.
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

// draft checks that the files equal Old and can be written, and writes the journal
// of the update as a draft.
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

// above lists the folders above a file, the outermost first.
func above(name string) []string {
	var out []string
	for n, c := range name {
		if c == '/' {
			out = append(out, name[:n])
		}
	}
	return out
}

// retire ends an update: it renames the journal to a draft and removes it.
func retire(root *os.Root, step func(string)) error {
	if err := root.Rename(updateJournal, updateDraft); err != nil {
		return err
	}
	step("done")
	root.RemoveAll(updateDraft) // the next update removes what is left
	return nil
}

// Undone describes a killed update that Recover has undone.
type Undone struct {
	Kept []string // files that somebody has edited since; Recover leaves them
}

// Recover undoes a killed update of a folder. It returns nil if there is none, or
// while another command updates the folder. Without traces of an update it writes
// nothing.
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

// undo restores the files of a begun update and removes drafts. It returns nil if
// there is no such update. After a kill it can run again.
func undo(root *os.Root) (*Undone, error) {
	if err := root.RemoveAll(updateDraft); err != nil {
		return nil, err
	}
	list, err := root.ReadFile(path.Join(updateJournal, updateList))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, root.RemoveAll(updateJournal) // a power cut lost the list
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
		case sum == f.Old: // not replaced yet, or restored
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
		root.Remove(folder) // fails, as it should, if somebody has put a file into it
	}
	return out, retire(root, func(string) {})
}
