// Package publish puts files into a folder so that readers see the whole old
// site or the whole new one, and never a mixture.
//
// It knows paths and bytes, and nothing of the handbook:
//
//	p, err := publish.Open("public", ".", 0, 0)
//	defer p.Abort()                      // does nothing after Commit
//	err = p.Write("items/x.html", data)  // from any number of goroutines
//	stats, err := p.Commit()
//
// # How
//
// Open takes a lock and reads the manifest, the list of the files that the earlier
// build wrote. Write compares the sum of each file with the manifest and writes a
// file that differs at once into a hidden folder beside the output. Commit
// hard-links the unchanged files from the old tree into that folder (or copies
// them, where the file system has no hard links), writes the new manifest there,
// and swaps the two folders. If nothing differs, Commit makes no new tree and
// leaves the old one untouched.
//
// Publish never opens an existing file for writing. That makes the hard links
// safe: no build can change a file that an older tree shares.
//
// While a build runs, or after one was killed, these names stand beside an output
// "public"; the next Open removes them:
//
//	.public.lock      held by the running build; the system frees it with the process
//	.public.new-HEX   the tree being built, and after the swap the old one being removed
//	.public.old-HEX   only where folders cannot be exchanged, see below
//
// # The swap
//
// Linux exchanges two folders in one step (renameat2, RENAME_EXCHANGE): at every
// moment the output is there and whole. Elsewhere, and on file systems without
// it, Commit renames the old tree to .public.old-HEX and the new one to public.
// For some microseconds between the two, readers find no site; if the process is
// killed then, the next Open finds the old tree by its name and puts it back. The
// names are the journal; there is no other.
//
// # Failures
//
// A failed build, a full disk and a kill at any moment leave the old tree byte
// for byte. Against a power cut, Commit flushes the new tree to the disk before it
// replaces an old one (Linux: one syncfs, which waits for the disk but takes no
// CPU time; a flush per file would cost more than the whole build). A first
// build has nothing to protect, so Commit does not flush it: after a power cut the
// next build finds the damaged files by their size.
//
// # Unchanged files
//
// A file is unchanged if its sum and size are those of the manifest and the
// file in the old tree is a regular file of that size, not newer than the
// manifest and not from the future. So a build writes a page again that somebody
// edited, truncated or deleted. It reads no old file back, so it does not notice a
// change that keeps the length and sets the time back, or that falls into the few
// milliseconds in which the last build ended. To write everything anew, delete
// the output folder. The sums guard against accidents, not against malice: an
// author who chooses both the old and the new bytes of a page could keep it old.
//
// The manifest holds no times, so equal sites have equal manifests. Its own
// modification time is set to that of the newest file it lists.
//
// # Parts
//
// Several machines can make one site: each publishes a part (see [Open]) to its
// own folder. The manifest of each part has its own name, so that plain copying
// joins the parts. The joined folder is an earlier build like any other: its
// manifest is the union of those lists, and the next build of the whole replaces
// them with one.
//
// # Single files
//
// A command that writes a few files (a bundle and its sum, a workbook, the pages that
// an import changes) does so through [WriteFiles] or [Update], which have a journal.
//
// # Foreign files
//
// Commit removes only files that an earlier build wrote. Open refuses a folder
// that holds others, and names them; extra files of the site belong in static/.
// Files of the desktop (.DS_Store, Thumbs.db, desktop.ini) do not count: Commit
// carries them over.
package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Publisher replaces the site in one folder. Several goroutines may call Write at
// once; Commit and Abort may not run beside it.
type Publisher struct {
	name    string // of the output, as the caller gave it: for messages
	dir     string // the same, absolute and free of links
	parent  string
	exists  bool // dir exists, perhaps empty
	mode    fs.FileMode
	old     *manifest // nil without an earlier build
	list    string    // name of the new manifest
	start   time.Time
	junk    []string // files of the desktop in the old tree, with slashes
	lock    *lock
	staging string // "" until the first file is staged

	swapTrees func(a, b string) error // exchange, replaced in tests
	step      func(name string)       // called between the steps of Commit, for tests

	mu      sync.Mutex // of all below
	seen    []entry
	taken   map[string]int  // index in seen, by the path in lower case
	dirs    map[string]bool // folders of the new tree that makeDir has made
	staged  int
	kept    int
	newest  time.Time // of all files of the new tree
	failure error     // the first failed Write; Commit refuses
	closed  bool
}

// Stats counts what a Commit did.
type Stats struct {
	Written   int   // files written: new, changed, or mended
	Unchanged int   // files left as they were
	Removed   int   // files of the old site that the new one lacks
	Bytes     int64 // size of the whole new site
}

// Open prepares to replace the site in dir, which need not exist, with a whole site
// (n is 0 or 1) or with part i of n, counted from 1. source is the site's source
// folder ("" is the working directory).
//
// The error is a [*Refusal] if dir cannot hold a site (empty name, a file, the
// root of a disk, a home folder, source, a folder above it or a source folder
// below it; a folder with files that no build wrote), or if another build is
// writing to it. Other errors come from the disk.
func Open(dir, source string, i, n int) (*Publisher, error) {
	real, err := place(dir, cmp.Or(source, "."))
	if err != nil {
		return nil, err
	}
	p := &Publisher{
		name: dir, dir: real, parent: filepath.Dir(real), list: listName(i, n), start: time.Now(),
		swapTrees: exchange, step: func(string) {},
		taken: map[string]int{}, dirs: map[string]bool{},
	}
	if err := os.MkdirAll(p.parent, 0o755); err != nil {
		return nil, p.explain("create", "", err)
	}
	if p.lock, err = acquire(p.sibling("lock"), dir); err != nil {
		if r := (*Refusal)(nil); errors.As(err, &r) {
			return nil, r
		}
		return nil, p.explain("write", "", err)
	}
	if err := p.examine(); err != nil {
		return nil, errors.Join(err, p.Abort())
	}
	return p, nil
}

// examine cleans up after a killed build and reads the state of the folder.
func (p *Publisher) examine() error {
	leftovers, err := p.restore()
	if err != nil {
		return err
	}
	info, err := os.Stat(p.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case !info.IsDir(): // changed since place looked
		return refuse(notFolder, p.name).withHint(hintPlace)
	default:
		p.exists, p.mode = true, info.Mode()
		if p.old, err = readManifests(p.dir, p.name); err != nil {
			return err
		}
		if err := p.refuseForeign(); err != nil {
			return err
		}
	}
	// Only now that the folder is good, remove the trees that could have restored
	// it. A tree that cannot be removed waits for the next build.
	for _, name := range leftovers {
		removeTree(name)
	}
	return nil
}

// Write adds a file to the new site. path is relative to the output, with
// slashes, and valid on every system: no "..", no names that Windows reserves.
// Write does not keep data. A second file of the same path, also in other
// capitals, is an error. After any error Commit fails.
func (p *Publisher) Write(path string, data []byte) error {
	e := entry{sum: sumOf(data), size: int64(len(data))}
	return p.fail(p.write(path, e, p.unchanged(path, e), data))
}

// fail records the first failure and returns err.
func (p *Publisher) fail(err error) error {
	if err != nil {
		p.mu.Lock()
		if p.failure == nil {
			p.failure = err
		}
		p.mu.Unlock()
	}
	return err
}

// write books a file and stages it, unless onDisk, the time of the unchanged old
// file, is set.
func (p *Publisher) write(path string, e entry, onDisk time.Time, data []byte) error {
	if err := checkPath(path); err != nil {
		return err
	}
	n, err := p.book(path, e)
	if err != nil {
		return err
	}
	kept := !onDisk.IsZero()
	if !kept {
		name, err := p.stage(path)
		if err == nil {
			onDisk, err = createFile(name, data)
		}
		if err != nil {
			return p.explain("write", path, err)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen[n].kept = kept
	if kept {
		p.kept++
	} else {
		p.staged++
	}
	if onDisk.After(p.newest) {
		p.newest = onDisk
	}
	return nil
}

// createFile writes a new file and returns its modification time.
func createFile(name string, data []byte) (time.Time, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return time.Time{}, err
	}
	_, err = f.Write(data)
	// Before the close, Windows may return the time of the first byte.
	if err := errors.Join(err, f.Close()); err != nil {
		return time.Time{}, err
	}
	info, err := os.Lstat(name)
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}

// book reserves the path of a file and returns its index in seen.
func (p *Publisher) book(path string, e entry) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return 0, fmt.Errorf("publish: %s: written after the end", path)
	}
	e.path = path
	key := strings.ToLower(path)
	if n, taken := p.taken[key]; taken {
		if p.seen[n].path == path {
			return 0, fmt.Errorf("publish: %s is written twice", path)
		}
		return 0, fmt.Errorf("publish: %s and %s differ only in capitals", p.seen[n].path, path)
	}
	n := len(p.seen)
	p.taken[key] = n
	p.seen = append(p.seen, e)
	return n, nil
}

// unchanged returns the modification time of the old file if it equals the new
// one, otherwise zero.
func (p *Publisher) unchanged(path string, e entry) time.Time {
	old := p.old.find(path)
	if old == nil || old.sum != e.sum || old.size != e.size || old.recipe != e.recipe {
		return time.Time{}
	}
	return p.intact(path, old)
}

// intact returns the modification time of a file of the old tree, or zero if the
// file has changed since the build wrote it.
func (p *Publisher) intact(path string, old *entry) time.Time {
	info, err := os.Lstat(filepath.Join(p.dir, filepath.FromSlash(path)))
	if err != nil || !info.Mode().IsRegular() || info.Size() != old.size {
		return time.Time{}
	}
	// Files from the future come from a wrong clock. Write them again, otherwise
	// edits by hand would go unnoticed until that date.
	t := info.ModTime()
	if t.After(p.old.lists[old.list].time) || t.After(p.start) {
		return time.Time{}
	}
	return t
}

// stage makes the folder of a file in the new tree and returns its full name.
func (p *Publisher) stage(file string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.staging == "" {
		name := p.sibling("new-" + randomHex())
		if err := os.Mkdir(name, 0o755); err != nil {
			return "", err
		}
		p.staging = name
	}
	return filepath.Join(p.staging, filepath.FromSlash(file)), p.makeDir(file)
}

// makeDir makes the folder of name in the new tree, once. The caller holds p.mu.
func (p *Publisher) makeDir(name string) error {
	dir := path.Dir(name)
	if p.dirs[dir] {
		return nil
	}
	p.dirs[dir] = true
	return os.MkdirAll(filepath.Join(p.staging, filepath.FromSlash(dir)), 0o755)
}

// Abort removes the staged files and leaves the old site byte for byte. After
// Commit or Abort it does nothing.
func (p *Publisher) Abort() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil
	}
	p.closed = true
	var err error
	if p.staging != "" {
		err = removeTree(p.staging)
	}
	p.lock.release()
	return err
}

// explain names the output, or a file of it, in an error.
func (p *Publisher) explain(op, path string, err error) error {
	return explain(op, filepath.Join(p.name, filepath.FromSlash(path)), err)
}
