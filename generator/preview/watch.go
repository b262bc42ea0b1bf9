package preview

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"handbook/generator/diag"
	"handbook/generator/tree"
)

// The times of the watcher. An editor sees a change after quiet, or after burst
// while more changes come in: a copied folder, a checkout of a branch.
const (
	quiet = 4 * time.Millisecond
	burst = 60 * time.Millisecond
	// Saving empties the file first, or puts another in its place: the preview
	// shows errors only if they persist after this time.
	doubt = 120 * time.Millisecond
	// Time between two scans of all files, with the system's events and without
	// them.
	slowly  = 2 * time.Second
	quickly = 400 * time.Millisecond
)

// Watched is a file or folder of the site's source.
type Watched struct {
	Path string // absolute; may not exist
	Only bool   // only the file, or only the folder without its subfolders
}

// Watch reads the site again after every change, until ctx ends. It calls done,
// which may be nil, after each reading.
func (p *Preview) Watch(ctx context.Context, roots []Watched, done func()) {
	w := &watcher{roots: roots, say: p.Say, events: make(chan string, 1024), watched: map[string]bool{}}
	go w.run(ctx)
	for {
		var names []string
		select {
		case <-ctx.Done():
			return
		case name := <-w.events:
			names = w.gather(ctx, []string{name})
		}
		began := time.Now()
		p.reading.Lock()
		next := p.read()
		for waited := time.Duration(0); next.sum != "" && next.sum != p.now.Load().sum && waited < 5*doubt; {
			select {
			case <-ctx.Done():
			case name := <-w.events:
				names = w.gather(ctx, append(names, name))
				next = p.read()
				waited += quiet
				continue
			case <-time.After(doubt):
			}
			break
		}
		p.show(next)
		p.reading.Unlock()
		if next.sum == "" {
			p.Say(changed, p.names(names), time.Since(began).Milliseconds())
		}
		if done != nil {
			done()
		}
	}
}

// names lists the changed files for the terminal, sorted.
func (p *Preview) names(paths []string) string {
	slices.Sort(paths)
	paths = slices.Compact(paths)
	name := filepath.Base(paths[0])
	if len(paths) == 1 {
		return name
	}
	counted := len(paths) - 1
	if p.Lang == diag.ZH { // its text counts all files, that in English the further ones
		counted++
	}
	return p.text(andMore, name, counted)
}

// watcher reports changes below the roots. The reported names are for people only:
// the preview reads all files again.
type watcher struct {
	roots  []Watched
	say    func(diag.Message, ...any)
	events chan string

	fs      *fsnotify.Watcher // nil when the system sends no events
	watched map[string]bool
	state   uint64    // sum of the last scan
	heard   time.Time // time of the system's last event
}

// gather waits for the end of a burst of changes.
func (w *watcher) gather(ctx context.Context, names []string) []string {
	end := time.After(burst)
	for {
		select {
		case <-ctx.Done():
			return names
		case name := <-w.events:
			if len(names) < 1000 {
				names = append(names, name)
			}
		case <-end:
			return names
		case <-time.After(quiet):
			return names
		}
	}
}

func (w *watcher) report(name string) {
	select {
	case w.events <- name:
	default: // a full queue already reports a change
	}
}

// run watches until ctx ends.
func (w *watcher) run(ctx context.Context) {
	if notify, err := fsnotify.NewWatcher(); err != nil {
		w.poll(pollLimit, err.Error())
	} else {
		defer notify.Close()
		w.fs = notify
		w.follow()
	}
	w.state = w.look()
	timer := time.NewTimer(w.pace())
	defer timer.Stop()
	for {
		var events chan fsnotify.Event
		var faults chan error
		if w.fs != nil { // without events the scans are enough
			events, faults = w.fs.Events, w.fs.Errors
		}
		select {
		case <-ctx.Done():
			return
		case e := <-events:
			if !w.concerns(e.Name) {
				continue
			}
			w.heard = time.Now()
			w.report(e.Name)
			if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
				w.forget(e.Name)
			}
			if e.Has(fsnotify.Create) {
				w.follow() // a new folder may contain more
			}
		case err := <-faults:
			// A full scan finds the lost events.
			w.heard = time.Now()
			w.follow()
			w.report(err.Error())
		case <-timer.C:
			w.check()
			timer.Reset(w.pace())
		}
	}
}

// pace returns the time between two scans.
func (w *watcher) pace() time.Duration {
	if w.fs != nil {
		return slowly
	}
	return quickly
}

// check scans all files. After a change without an event it stops relying on the
// system's events.
func (w *watcher) check() {
	now := w.look()
	if now == w.state {
		return
	}
	w.state = now
	if w.fs == nil {
		w.report(w.roots[0].Path)
		return
	}
	w.follow()
	// The event of a very recent change may still come.
	if time.Since(w.heard) > 2*slowly {
		time.Sleep(200 * time.Millisecond)
		if len(w.fs.Events) == 0 && len(w.events) == 0 {
			w.poll(pollSilent)
		}
		w.report(w.roots[0].Path)
	}
}

// poll continues without the system's events, and says why.
func (w *watcher) poll(why diag.Message, args ...any) {
	if w.fs != nil {
		w.fs.Close()
		w.fs = nil
	}
	w.say(why, append(args, quickly.Milliseconds())...)
}

// concerns reports whether a path belongs to the site: it lies below a root and is
// no temporary file of an editor. It and walk must agree on those: a change that
// only walk sees means that the system reports no events.
func (w *watcher) concerns(name string) bool {
	for _, root := range w.roots {
		rest, below := strings.CutPrefix(name, root.Path)
		switch {
		case !below:
		case rest == "":
			return true
		case root.Only || !os.IsPathSeparator(rest[0]):
		default:
			parts := strings.FieldsFunc(rest, func(r rune) bool { return r < 128 && os.IsPathSeparator(uint8(r)) })
			return !slices.ContainsFunc(parts, tree.Ignored)
		}
	}
	return false
}

// follow watches every new folder: those below the roots, and the parents of the
// roots, which may appear and disappear.
func (w *watcher) follow() {
	if w.fs == nil {
		return
	}
	for _, root := range w.roots {
		w.add(filepath.Dir(root.Path))
		if root.Only {
			continue
		}
		w.walk(root.Path, func(name string, d fs.DirEntry) {
			if d.IsDir() {
				w.add(name)
			}
		})
	}
}

func (w *watcher) add(folder string) {
	if w.fs == nil || w.watched[folder] {
		return
	}
	switch err := w.fs.Add(folder); {
	case err == nil:
		w.watched[folder] = true
	case errors.Is(err, fs.ErrNotExist): // it has gone already
	default:
		w.poll(pollLimit, err.Error())
	}
}

// forget drops the watches of a removed folder, so that follow watches a new one of
// the same name.
func (w *watcher) forget(name string) {
	for folder := range w.watched {
		if folder == name || strings.HasPrefix(folder, name+string(filepath.Separator)) {
			if w.fs != nil {
				_ = w.fs.Remove(folder) // the system has usually removed it already
			}
			delete(w.watched, folder)
		}
	}
}

// walk visits a folder and everything below it but temporary files.
func (w *watcher) walk(root string, visit func(string, fs.DirEntry)) {
	_ = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil { // gone meanwhile or unreadable: reading reports it
			return nil
		}
		if name != root && tree.Ignored(d.Name()) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		visit(name, d)
		return nil
	})
}

// look returns a hash of the names, sizes and times of all files.
func (w *watcher) look() uint64 {
	h := fnv.New64a()
	note := func(name string, info fs.FileInfo) {
		fmt.Fprintf(h, "%s\x00%v\x00", name, info.Mode())
		if !info.IsDir() {
			fmt.Fprintf(h, "%d %d\x00", info.Size(), info.ModTime().UnixNano())
		}
	}
	for _, root := range w.roots {
		if root.Only {
			if info, err := os.Stat(root.Path); err == nil {
				note(root.Path, info)
			}
			continue
		}
		w.walk(root.Path, func(name string, d fs.DirEntry) {
			if info, err := d.Info(); err == nil {
				note(name, info)
			}
		})
	}
	return cmp.Or(h.Sum64(), 1)
}
