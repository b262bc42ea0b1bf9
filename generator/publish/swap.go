package publish

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// sibling returns the name of a temporary file or folder beside the output.
func (p *Publisher) sibling(kind string) string {
	return filepath.Join(p.parent, "."+filepath.Base(p.dir)+"."+kind)
}

// idLength is the length of the HEX in a sibling's name.
const idLength = 16

// randomHex returns the HEX of a new tree's name. It reaches no output.
func randomHex() string {
	var b [idLength / 2]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// swap replaces the old tree with the new one. It returns the old tree's new name,
// "" if there was none. On an error the old tree stays where it was.
func (p *Publisher) swap() (retired string, err error) {
	if !p.exists {
		return "", rename(p.staging, p.dir)
	}
	if p.swapTrees(p.staging, p.dir) == nil {
		return p.staging, nil
	}
	// Try two renames, whatever the reason: if the folder cannot be moved at all,
	// the first one fails and changes nothing.
	retired = p.sibling("old-" + randomHex())
	if err := rename(p.dir, retired); err != nil {
		return "", err
	}
	p.step("retired")
	if err := rename(p.staging, p.dir); err != nil {
		return "", errors.Join(err, rename(retired, p.dir))
	}
	return retired, nil
}

// restore puts back a tree that a killed build had moved away, and returns the
// other trees that killed builds left.
func (p *Publisher) restore() (leftovers []string, err error) {
	entries, err := os.ReadDir(p.parent)
	if err != nil {
		return nil, err
	}
	base := "." + filepath.Base(p.dir) + "."
	for _, e := range entries {
		kind, ok := strings.CutPrefix(e.Name(), base)
		if !ok || !e.IsDir() {
			continue
		}
		id, isNew := strings.CutPrefix(kind, "new-")
		id, isOld := strings.CutPrefix(id, "old-")
		if _, err := hex.DecodeString(id); isNew == isOld || len(id) != idLength || err != nil {
			continue // not our name
		}
		name := filepath.Join(p.parent, e.Name())
		if isOld && p.hollow() {
			if m, err := readManifests(name, name); err == nil && m != nil {
				os.Remove(p.dir) // empty or missing
				if err := rename(name, p.dir); err != nil {
					return nil, err
				}
				continue
			}
		}
		leftovers = append(leftovers, name)
	}
	return leftovers, nil
}

// hollow reports whether the output is missing or empty.
func (p *Publisher) hollow() bool {
	entries, err := os.ReadDir(p.dir)
	return errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0
}

// rename moves a folder. On Windows a virus scanner or a viewer with an open file
// in it prevents that for a moment.
func rename(from, to string) error {
	return patiently(func() error { return os.Rename(from, to) }, onWindows)
}

func onWindows(error) bool { return runtime.GOOS == "windows" }

// patiently tries again, for about a second, while passing says that an error may
// pass.
func patiently(try func() error, passing func(error) bool) error {
	err := try()
	for wait := 10 * time.Millisecond; err != nil && passing(err) && wait < time.Second; wait *= 2 {
		time.Sleep(wait)
		err = try()
	}
	return err
}

// removeTree removes one of our trees. If somebody has made the site read-only, it
// first makes the folders writable; only this tree has them.
func removeTree(dir string) error {
	err := os.RemoveAll(dir)
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && err == nil { // before WalkDir reads it
			os.Chmod(name, 0o700)
		}
		return nil // RemoveAll reports what is left
	})
	return os.RemoveAll(dir)
}
