package publish

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Commit replaces the site with the written files. On an error it leaves the old
// site as it was and removes the staged files.
func (p *Publisher) Commit() (Stats, error) {
	if p.closed {
		return Stats{}, errors.New("publish: commit after the end")
	}
	if p.failure != nil {
		return Stats{}, errors.Join(p.failure, p.Abort())
	}
	stats := Stats{Written: p.staged, Unchanged: p.kept}
	for n := range p.seen {
		stats.Bytes += p.seen[n].size
	}
	if p.old != nil {
		for n := range p.old.entries {
			path := p.old.entries[n].path
			if i, ok := p.taken[strings.ToLower(path)]; !ok || p.seen[i].path != path {
				stats.Removed++
			}
		}
	}
	p.taken = nil // its indexes end: newManifest sorts seen
	if p.old != nil && p.staged == 0 && stats.Removed == 0 && p.listed() {
		return stats, p.Abort()
	}
	if err := p.complete(); err != nil {
		return Stats{}, errors.Join(err, p.Abort())
	}
	retired, err := p.swap()
	if err != nil {
		return Stats{}, errors.Join(p.explain("replace", "", err), p.Abort())
	}
	p.step("swapped")
	p.staging = ""
	// The site is published. If the old tree cannot be removed now (on Windows
	// somebody may be reading it), the next Open tries again.
	if retired != "" {
		// Without a manifest, restore does not take it for a site.
		if p.old != nil {
			for _, list := range p.old.lists {
				os.Remove(filepath.Join(retired, list.name))
			}
		}
		p.step("unlisted")
		removeTree(retired)
	}
	return stats, p.Abort()
}

// complete links the unchanged files into the new tree and writes its manifest.
func (p *Publisher) complete() error {
	if _, err := p.stage("x"); err != nil { // perhaps nothing is staged so far
		return p.explain("create", "", err)
	}
	p.step("staged")
	m := newManifest(p.seen)
	if err := p.linkKept(m); err != nil {
		return err
	}
	p.step("linked")
	if err := m.write(filepath.Join(p.staging, p.list), p.newest); err != nil {
		return p.explain("write", p.list, err)
	}
	p.step("listed")
	if p.exists {
		// A file that somebody has put into the folder during the build would be
		// removed with the old tree.
		if err := p.refuseForeign(); err != nil {
			return err
		}
		if err := p.carryJunk(); err != nil {
			return err
		}
		// A folder that a group of editors can write stays so.
		os.Chmod(p.staging, p.mode.Perm()|p.mode&fs.ModeSetgid)
	}
	if p.old != nil {
		if err := flush(p.staging); err != nil {
			return p.explain("flush", "", err)
		}
	}
	p.step("flushed")
	return nil
}

// listed reports whether the old tree has one manifest, of the new one's name.
func (p *Publisher) listed() bool { return len(p.old.lists) == 1 && p.old.lists[0].name == p.list }

// linkers is the number of goroutines that link; more would only wait for the
// directory's lock.
const linkers = 2

// linkKept links the unchanged files from the old tree into the new one.
func (p *Publisher) linkKept(m *manifest) error {
	if p.kept == 0 {
		return nil
	}
	entries := m.entries
	for n := range entries {
		if e := &entries[n]; e.kept {
			if err := p.makeDir(e.path); err != nil {
				return p.explain("create", e.path, err)
			}
		}
	}
	// Each goroutine links one half of the list, so that it has its own folders.
	var wg sync.WaitGroup
	var failed [linkers]error
	for i := range linkers {
		wg.Go(func() {
			for n := len(entries) * i / linkers; n < len(entries)*(i+1)/linkers; n++ {
				if !entries[n].kept {
					continue
				}
				if err := p.link(entries[n].path); err != nil {
					failed[i] = err
					return
				}
			}
		})
	}
	wg.Wait()
	return cmp.Or(failed[:]...)
}

// link links one file of the old tree into the new one, or copies it.
func (p *Publisher) link(path string) error {
	name := filepath.FromSlash(path)
	from, to := filepath.Join(p.dir, name), filepath.Join(p.staging, name)
	if os.Link(from, to) == nil {
		return nil
	}
	// A copy does as well where links fail (the file system has none, too many
	// links, a policy); if it fails too, its error is clearer.
	if err := copyFile(from, to); err != nil {
		return p.explain("copy", path, err)
	}
	return nil
}

// carryJunk links the desktop's files into the new tree, if it has their folders.
func (p *Publisher) carryJunk() error {
	for _, path := range p.junk {
		if err := p.link(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// copyFile copies a file with its time. to must not exist.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	return os.Chtimes(to, time.Time{}, info.ModTime())
}
