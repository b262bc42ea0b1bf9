package publish

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// A memory is a folder in which builds note what the site in an output was made
// from, a file for each output. It lies elsewhere, so that equal sites are
// equal whatever they were made from. A note counts only for the very manifest
// it was written for; without one, or with a wrong one, all is made anew.

// Recall asks whether the folder already holds all that would be written: it does
// where an earlier build left a description of what it was made from, all its files
// are as it wrote them, and fits says that the same would be made today. Then
// nothing has to be written, and Commit leaves the folder as it is. Else the
// files are to be written, and [Publisher.Remember] may tell what they were made from.
//
// Recall is called before the first Write, if at all. Nothing is recalled or
// remembered where memory is "".
func (p *Publisher) Recall(memory string, fits func(description string) bool) bool {
	if memory == "" {
		return false
	}
	key := sumOf([]byte(filepath.Join(p.dir, p.list)))
	p.note = filepath.Join(memory, hex.EncodeToString(key[:]))
	if p.old == nil || !p.listed() {
		return false
	}
	noted, err := os.ReadFile(p.note)
	if err != nil {
		return false
	}
	description, ok := strings.CutPrefix(string(noted), p.noteOn(p.old))
	p.same = ok && fits(description) && p.allIntact()
	return p.same
}

// Remember tells what the files that were written are made from: description is
// for who calls Recall next. Commit leaves it in the memory.
func (p *Publisher) Remember(description string) { p.description = description }

// noteOn is how the note on a tree with the given manifest begins; the
// description follows.
//
//	SUM     of the manifest
//	PATH    of the manifest
func (p *Publisher) noteOn(m *manifest) string {
	return hex.EncodeToString(m.total[:]) + "\n" + filepath.Join(p.dir, p.list) + "\n"
}

// remember leaves the note for the next build, which does without where that
// fails.
func (p *Publisher) remember(m *manifest) {
	if p.note == "" || p.description == "" {
		return
	}
	if _, err := os.Lstat(p.note); err != nil {
		p.clearMemory()
	}
	if os.MkdirAll(filepath.Dir(p.note), 0o700) != nil {
		return
	}
	fresh := p.note + "-" + randomHex() // renamed when it is whole
	if os.WriteFile(fresh, []byte(p.noteOn(m)+p.description), 0o600) != nil || rename(fresh, p.note) != nil {
		os.Remove(fresh)
	}
}

// clearMemory removes the notes on outputs that are gone.
func (p *Publisher) clearMemory() {
	dir := filepath.Dir(p.note)
	notes, _ := readDir(dir)
	for _, e := range notes {
		name := filepath.Join(dir, e.Name())
		noted, _ := os.ReadFile(name)
		_, path, _ := strings.Cut(string(noted), "\n")
		path, _, _ = strings.Cut(path, "\n")
		if _, err := os.Lstat(path); os.IsNotExist(err) {
			os.Remove(name)
		}
	}
}

// listed reports whether the old tree has the one manifest that the new one would.
func (p *Publisher) listed() bool { return len(p.old.lists) == 1 && p.old.lists[0].name == p.list }

// allIntact reports whether all files of the old tree are as they were written.
func (p *Publisher) allIntact() bool {
	var wg sync.WaitGroup
	var differ atomic.Bool
	entries := p.old.entries
	for i := range linkers {
		wg.Go(func() {
			for n := len(entries) * i / linkers; n < len(entries)*(i+1)/linkers; n++ {
				if differ.Load() || p.intact(p.old.path(&entries[n]), &entries[n]).IsZero() {
					differ.Store(true)
					return
				}
			}
		})
	}
	wg.Wait()
	return !differ.Load()
}

// unneeded is what a Commit did that found all files as they should be.
func (p *Publisher) unneeded() Stats {
	stats := Stats{Unchanged: len(p.old.entries)}
	for n := range p.old.entries {
		stats.Bytes += p.old.entries[n].size
	}
	return stats
}
