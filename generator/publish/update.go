package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
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
func Update(root *os.Root, changes []Change) error {
	return update(root, changes, false, func(string) {})
}

// update does as Update, and calls step between its steps, for tests. With over it
// replaces whatever the files are, and ignores Old.
func update(root *os.Root, changes []Change, over bool, step func(name string)) (err error) {
	var lock *lock
	// Another command needs the folder only for a moment.
	if err := patiently(func() (err error) {
		lock, err = acquire(filepath.Join(root.Name(), updateLock), root.Name())
		return err
	}, isBusy); err != nil {
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
	j, err := draft(root, changes, over)
	if err != nil {
		return err
	}
	step("drafted")
	if err := move(root, updateDraft, updateJournal); err != nil {
		return err
	}
	step("begun")
	for _, folder := range j.Folders {
		if err := root.Mkdir(folder, 0o777); err != nil {
			return err
		}
	}
	for n, f := range j.Files {
		if err := move(root, inJournal(n, "new"), f.Path); err != nil {
			return err
		}
		step("placed " + strconv.Itoa(n))
	}
	return retire(root, step)
}

// move renames a file or a folder, see [rename].
func move(root *os.Root, from, to string) error {
	return patiently(func() error { return root.Rename(from, to) }, onWindows)
}

func isBusy(err error) bool {
	r := (*Refusal)(nil)
	return errors.As(err, &r) && r.Said.Code == busy.Code
}

// draft checks that the files can be written and, without over, that they equal Old,
// and writes the journal of the update as a draft.
func draft(root *os.Root, changes []Change, over bool) (*journal, error) {
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
		if over {
			c.Old = now // nil without a file
		} else if (err == nil) != (c.Old != nil) || !bytes.Equal(now, c.Old) {
			return nil, refuse(changed, c.Path).withHint(hintChanged)
		}
		mode := fs.FileMode(0o666)
		if info, err := root.Stat(c.Path); err == nil {
			mode = info.Mode().Perm()
		}
		f := journalFile{Path: c.Path, New: hexSum(c.New)}
		if c.Old != nil {
			f.Old = hexSum(c.Old)
			if err := writeSynced(root, inDraft(n, "old"), c.Old, mode); err != nil {
				return nil, err
			}
		}
		if err := writeSynced(root, inDraft(n, "new"), c.New, mode); err != nil {
			return nil, err
		}
		j.Files = append(j.Files, f)
	}
	list, err := json.Marshal(j)
	if err != nil {
		return nil, err
	}
	return j, writeSynced(root, path.Join(updateDraft, updateList), list, 0o666)
}

// writeSynced writes a new file and flushes it to the disk.
func writeSynced(root *os.Root, name string, data []byte, mode fs.FileMode) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
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
	if err := move(root, updateJournal, updateDraft); err != nil {
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
	if isBusy(err) || err != nil && !begun {
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
	j, err := readJournal(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, root.RemoveAll(updateJournal) // a power cut lost the list
	}
	if err != nil {
		return nil, err
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
			err = move(root, inJournal(n, "old"), f.Path)
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

// readJournal reads the journal of a begun update. It refuses one that update cannot
// have written: whoever sends a folder, or can write into it, could otherwise have
// files replaced that are not his.
func readJournal(root *os.Root) (*journal, error) {
	info, err := root.Lstat(updateJournal)
	if err != nil {
		return nil, err
	}
	folder, err := root.Stat(".")
	if err != nil {
		return nil, err
	}
	strange := refuse(strangeJournal, filepath.Join(root.Name(), updateJournal)).withHint(hintStrange)
	// In a folder such as /tmp users may not touch each other's files.
	if !info.IsDir() || folder.Mode()&fs.ModeSticky != 0 && !own(info) {
		return nil, strange
	}
	list, err := root.ReadFile(path.Join(updateJournal, updateList))
	if err != nil {
		return nil, err
	}
	j := &journal{}
	if err := json.Unmarshal(list, j); err != nil {
		return nil, strange
	}
	folders := j.Folders
	for _, f := range j.Files {
		if len(f.New) != 2*sha256.Size || !fs.ValidPath(f.Path) || strings.HasPrefix(strings.ToLower(path.Base(f.Path)), ".git") {
			return nil, strange
		}
		folders = append(folders, above(f.Path)...)
	}
	// Hidden folders hold programs' own files, such as .git/config, also by a short
	// name of Windows, git~1.
	if slices.ContainsFunc(folders, func(name string) bool {
		return !fs.ValidPath(name) || strings.HasPrefix(path.Base(name), ".") || strings.Contains(name, "~")
	}) {
		return nil, strange
	}
	return j, nil
}
