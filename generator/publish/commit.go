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

// Commit makes what was written the site. On an error the old site stays as it
// was and what was staged is gone.
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
	p.taken = nil // seen is going to be sorted
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
	// The site is published. If the old tree cannot go now (on Windows someone
	// may be reading in it), the next Open tries again.
	if retired != "" {
		// Without its manifest it cannot be taken for a site to put back.
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

// complete fills the new tree with all that is not in it yet, and lists it.
func (p *Publisher) complete() error {
	if _, err := p.stage("x"); err != nil { // nothing may have been staged so far
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
		// Someone may have put a file into the folder while the site was made;
		// it would be removed with the old tree.
		if err := p.refuseForeign(); err != nil {
			return err
		}
		if err := p.carryJunk(); err != nil {
			return err
		}
		// A folder that was opened to a group of editors stays open to them.
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

// listed reports whether the old tree has the one manifest that the new one would.
func (p *Publisher) listed() bool { return len(p.old.lists) == 1 && p.old.lists[0].name == p.list }

// linkers is how many goroutines link; more only wait for the directory's lock.
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
	// Halves and not alternating files: each goroutine then has folders of its own.
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

// link puts one file of the old tree into the new one as well.
func (p *Publisher) link(path string) error {
	name := filepath.FromSlash(path)
	from, to := filepath.Join(p.dir, name), filepath.Join(p.staging, name)
	if os.Link(from, to) == nil {
		return nil
	}
	// Whatever stood against the link (no such thing on this file system, too
	// many links, a policy): a copy does as well, and if not, its error is clearer.
	if err := copyFile(from, to); err != nil {
		return p.explain("copy", path, err)
	}
	return nil
}

// carryJunk takes the desktop's droppings along, where their folder stays.
func (p *Publisher) carryJunk() error {
	for _, path := range p.junk {
		if slash := strings.LastIndexByte(path, '/'); slash >= 0 {
			if _, ok := p.dirs[path[:slash]]; !ok {
				continue
			}
		}
		if err := p.link(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// copyFile copies a file with its time. to must not exist.
func copyFile(from, to string) (err error) {
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
	if _, err = io.Copy(out, in); err == nil {
		err = out.Close()
	} else {
		out.Close()
	}
	if err != nil {
		return err
	}
	return os.Chtimes(to, time.Time{}, info.ModTime())
}
