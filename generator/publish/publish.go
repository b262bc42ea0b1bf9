// Package publish puts files into a folder so that readers see the whole old
// site or the whole new one, and never a mixture.
//
// It knows paths and bytes, and nothing of the handbook:
//
//	p, err := publish.Open("public", ".")
//	defer p.Abort()                      // does nothing after Commit
//	err = p.Write("items/x.html", data)  // from any number of goroutines
//	stats, err := p.Commit()
//
// # How
//
// Open takes a lock and reads the manifest, the list of what the earlier build
// wrote. Write compares the sum of each file with it; only what differs is
// written, at once, into a hidden folder beside the output. Commit hard-links
// what is unchanged from the old tree into that folder (or copies it, where the
// file system has no hard links), writes the new manifest there, and swaps the
// two folders. When nothing differs there is no new tree at all: the old one
// stays, untouched.
//
// A file once written is never opened for writing again. That makes the hard
// links safe: no build can change a file that an older tree shares.
//
// Beside an output "public" these names may be seen while a build runs, or
// after one was killed; the next Open clears them away:
//
//	.public.lock      held by the running build; the system frees it with the process
//	.public.new-HEX   the tree being built, and after the swap the old one being removed
//	.public.old-HEX   only where folders cannot be exchanged, see below
//
// # The swap
//
// Linux exchanges two folders in one step (renameat2, RENAME_EXCHANGE): at every
// moment the output is there and whole. Elsewhere, and on file systems without
// it, the old tree is renamed to .public.old-HEX and the new one to public. For
// the moment between, some microseconds, readers find no site; should the
// process be killed right then, the next Open finds the old tree by its name and
// puts it back. The names are the journal; there is no other.
//
// # What outlives what
//
// A failed build, a full disk and a kill at any moment leave the old tree byte
// for byte. Against a power cut the new tree is flushed to the disk before it
// replaces an old one (Linux: one syncfs, which waits for the disk but takes no
// CPU time; a flush per file would cost more than the whole build). A first
// build has nothing to protect and is not flushed: after a power cut the next
// build finds the damaged files by their size.
//
// # What counts as unchanged
//
// A file is unchanged when its sum and size are those of the manifest and the
// file in the old tree is a regular file of that size, not newer than the
// manifest and not from the future. So a page that was edited, truncated or
// deleted by hand is written again. Not noticed is a file whose bytes were
// changed at the same length and whose time was then set back (or which was
// changed within the few milliseconds in which the last build ended): nothing
// is read back. Delete the output folder to have everything written anew. Sums
// guard against accidents and not against malice: whoever may choose the old and
// the new bytes of one page could make it stay old, and could as well leave it be.
//
// The manifest holds no times, so equal sites have equal manifests. Its own
// modification time is set to that of the newest file it lists.
//
// # Parts
//
// Several machines can make one site: each publishes a part, see [OpenPart], to a
// folder of its own. The lists of parts have names of their own, so that parts
// are joined by plain copying. Such a folder is an earlier build like any other;
// its lists together are its manifest, and the next build of the whole makes one
// of them.
//
// # Foreign files
//
// Only files that an earlier build wrote are ever removed. A folder that holds
// others is refused, by name; what has to be published with the site belongs in
// static/. Droppings of the desktop (.DS_Store, Thumbs.db, desktop.ini) do not
// count and are taken along.
package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Publisher replaces the site in one folder. Write may be called from several
// goroutines at once; Commit and Abort may not be called beside it.
type Publisher struct {
	name    string // of the output, as the caller gave it: for messages
	dir     string // the same, absolute and free of links
	parent  string
	exists  bool // dir is there, perhaps empty
	mode    fs.FileMode
	old     *manifest // nil when there is no earlier build
	list    string    // name of the new manifest
	start   time.Time
	junk    []string // desktop droppings in the old tree, slash-separated
	lock    *lock
	staging string // "" until the first file is staged

	swapTrees func(a, b string) error // exchange, replaced in tests
	step      func(name string)       // called between the steps of Commit, for tests

	mu      sync.Mutex // of all below
	seen    []entry
	taken   map[string]int // where in seen a path is, by the path in lower case
	dirs    map[string]struct{}
	staged  int
	kept    int
	newest  time.Time // of all files of the new tree
	failure error     // the first failed Write; Commit refuses
	closed  bool
}

// Stats says what a Commit did.
type Stats struct {
	Written   int   // files written: new, changed, or mended
	Unchanged int   // files left as they were
	Removed   int   // files of the old site that the new one has not
	Bytes     int64 // size of the whole new site
}

// Open prepares to replace the site in dir, which need not exist. source is the
// folder the site is made from ("" is the working directory).
//
// The error is a [*Refusal] when dir is no place to publish to (empty name, a
// file, the root of a disk, a home folder, source, a folder above it or one of
// the folders in it that hold the site's parts; a folder with files that no build
// wrote), or when another build is at work on it. Other errors come from the disk.
func Open(dir, source string) (*Publisher, error) { return OpenPart(dir, source, 0, 0) }

// OpenPart is [Open] for part i of n, from 1, or for the whole where n is 0 or
// 1: the files that will be written are
// not the whole site. dir is replaced by the part.
func OpenPart(dir, source string, i, n int) (*Publisher, error) {
	real, err := place(dir, cmp.Or(source, "."))
	if err != nil {
		return nil, err
	}
	p := &Publisher{
		name: dir, dir: real, parent: filepath.Dir(real), list: listName(i, n), start: time.Now(),
		swapTrees: exchange, step: func(string) {},
		taken: map[string]int{}, dirs: map[string]struct{}{},
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

// examine mends what a killed build left behind and learns what is in the folder.
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
	case !info.IsDir(): // place looked before the lock was taken
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
	// Only now, when the folder is known to be good, is what it could have been
	// restored from thrown away. What cannot be removed today waits for the next
	// build; it is in nobody's way.
	for _, name := range leftovers {
		removeTree(name)
	}
	return nil
}

// Write adds a file to the new site. path is relative to the output, with
// slashes, and fit for every system: no "..", no names that Windows reserves.
// data is not kept. The same path twice, also in other capitals, is an error;
// after any error Commit refuses.
func (p *Publisher) Write(path string, data []byte) error {
	e := entry{sum: sumOf(data), size: int64(len(data))}
	return p.fail(p.write(path, e, p.unchanged(path, e), data))
}

// fail keeps the first failure and returns err.
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

// write books a file and writes it, unless it has a time on disk: then it is
// unchanged.
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
	// Before it is closed, Windows may still tell the time of the first byte.
	if err := errors.Join(err, f.Close()); err != nil {
		return time.Time{}, err
	}
	info, err := os.Lstat(name)
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}

// book enters a file, which nobody else may write any more, and returns where
// in seen it is.
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

// unchanged returns the modification time of the old file that a new one would
// equal, or zero when it has to be written.
func (p *Publisher) unchanged(path string, e entry) time.Time {
	old := p.earlier(path)
	if old == nil || old.sum != e.sum || old.size != e.size || old.recipe != e.recipe {
		return time.Time{}
	}
	return p.intact(path, old)
}

// intact returns the modification time of a file of the old tree, or zero when
// it is not as it was written.
func (p *Publisher) intact(path string, old *entry) time.Time {
	info, err := os.Lstat(filepath.Join(p.dir, filepath.FromSlash(path)))
	if err != nil || !info.Mode().IsRegular() || info.Size() != old.size {
		return time.Time{}
	}
	// Files from the future come from a clock that was wrong. They are written
	// again, or else edits by hand would go unnoticed until that date.
	t := info.ModTime()
	if t.After(p.old.lists[old.list].time) || t.After(p.start) {
		return time.Time{}
	}
	return t
}

// earlier is what the manifest has of a path, or nil.
func (p *Publisher) earlier(path string) *entry {
	if p.old == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.old.find(path)
}

// stage makes the folder of path in the new tree and returns the full name.
func (p *Publisher) stage(path string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.staging == "" {
		name := p.sibling("new-" + randomHex())
		if err := os.Mkdir(name, 0o755); err != nil {
			return "", err
		}
		p.staging = name
	}
	if err := p.makeDir(path); err != nil {
		return "", err
	}
	return filepath.Join(p.staging, filepath.FromSlash(path)), nil
}

// makeDir makes the folder that path lies in, once. p.mu is held.
func (p *Publisher) makeDir(path string) error {
	slash := strings.LastIndexByte(path, '/')
	if slash < 0 {
		return nil
	}
	dir := path[:slash]
	if _, ok := p.dirs[dir]; ok {
		return nil
	}
	if err := p.makeDir(dir); err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(p.staging, filepath.FromSlash(dir)), 0o755); err != nil {
		return err
	}
	p.dirs[dir] = struct{}{}
	return nil
}

// Abort gives up: the old site stays byte for byte, what was staged is removed.
// After Commit, and a second time, it does nothing.
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

// explain makes an error speak of the output as the user knows it and not of
// the hidden folder beside it.
func (p *Publisher) explain(op, path string, err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		err = pe.Err
	case errors.As(err, &le):
		err = le.Err
	}
	return &fs.PathError{Op: op, Path: filepath.Join(p.name, filepath.FromSlash(path)), Err: err}
}
