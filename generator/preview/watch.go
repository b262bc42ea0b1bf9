package preview

import (
	"cmp"
	"context"
	"encoding/binary"
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

// How the preview waits. An editor sees a change after quiet, or after burst
// where more changes keep coming (a folder that is copied, a branch that is
// checked out).
const (
	quiet = 4 * time.Millisecond
	burst = 60 * time.Millisecond
	// Who saves empties the file first, or puts another in its place: errors are
	// shown only when they are still there after this time.
	doubt = 120 * time.Millisecond
	// Between two looks at all files, where the system tells of changes and where
	// it does not.
	slowly  = 2 * time.Second
	quickly = 400 * time.Millisecond
)

// Watched is a file or folder that the site is read from.
type Watched struct {
	Path string // absolute; need not exist
	Only bool   // the file alone, or the folder without what is below it
}

// Watch reads the site again whenever something changes, until ctx ends. tell,
// which may be nil, hears of each reading.
func (p *Preview) Watch(ctx context.Context, roots []Watched, tell func()) {
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
		if tell != nil {
			tell()
		}
	}
}

// names says which files have changed, in the order of their names.
func (p *Preview) names(paths []string) string {
	slices.Sort(paths)
	paths = slices.Compact(paths)
	name := filepath.Base(paths[0])
	if len(paths) == 1 {
		return name
	}
	return p.text(andMore, name, len(paths)-1+p.plural())
}

// plural is how the number of further files is counted: Chinese counts all.
func (p *Preview) plural() int {
	if p.Lang == diag.ZH {
		return 1
	}
	return 0
}

// watcher tells that something below the roots has changed. What it says of a
// change is only good for people: files are read again as a whole.
type watcher struct {
	roots  []Watched
	say    func(diag.Message, ...any)
	events chan string

	fs      *fsnotify.Watcher // nil where the system does not tell
	watched map[string]bool
	state   uint64    // of all files, when they were last looked at
	heard   time.Time // when the system last told of a change
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

func (w *watcher) tell(name string) {
	select {
	case w.events <- name:
	default: // a full queue is told already
	}
}

// run watches until ctx ends.
func (w *watcher) run(ctx context.Context) {
	if notify, err := fsnotify.NewWatcher(); err != nil {
		w.poll(err)
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
		if w.fs != nil { // who looks by himself no longer listens
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
			w.tell(e.Name)
			if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
				w.forget(e.Name)
			}
			if e.Has(fsnotify.Create) {
				w.follow() // it may be a folder, with more in it already
			}
		case err := <-faults:
			// What was lost is found by reading everything again.
			w.heard = time.Now()
			w.follow()
			w.tell(err.Error())
		case <-timer.C:
			w.check()
			timer.Reset(w.pace())
		}
	}
}

// pace is how long to wait between two looks at all files.
func (w *watcher) pace() time.Duration {
	if w.fs != nil {
		return slowly
	}
	return quickly
}

// check looks at all files. Where they have changed and the system has not said
// so, it is not relied on any more.
func (w *watcher) check() {
	now := w.look()
	if now == w.state {
		return
	}
	w.state = now
	if w.fs == nil {
		w.tell(w.roots[0].Path)
		return
	}
	w.follow()
	// A change of this very moment may be told of later.
	if time.Since(w.heard) > 2*slowly {
		time.Sleep(200 * time.Millisecond)
		if len(w.fs.Events) == 0 && len(w.events) == 0 {
			w.silent()
		}
		w.tell(w.roots[0].Path)
	}
}

// silent goes on without the system.
func (w *watcher) silent() {
	w.fs.Close()
	w.fs = nil
	w.say(pollSilent, quickly.Milliseconds())
}

// poll goes on without the system, which has refused.
func (w *watcher) poll(why error) {
	if w.fs != nil {
		w.fs.Close()
		w.fs = nil
	}
	w.say(pollLimit, why.Error(), quickly.Milliseconds())
}

// concerns reports whether a change of a path is one of the site's: below one of
// the roots, and no leftover of an editor.
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

// follow watches every folder that is not yet: those below the roots, and those
// that a root lies in, where it may come and go.
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
	case errors.Is(err, fs.ErrNotExist): // it went as it came
	default:
		w.poll(err)
	}
}

// forget drops the watches of a folder that has gone, so that one of the same
// name is watched anew.
func (w *watcher) forget(name string) {
	for folder := range w.watched {
		if folder == name || strings.HasPrefix(folder, name+string(filepath.Separator)) {
			if w.fs != nil {
				_ = w.fs.Remove(folder) // mostly the system has done so already
			}
			delete(w.watched, folder)
		}
	}
}

// walk visits what lies below a folder, the folder included, but for leftovers.
func (w *watcher) walk(root string, visit func(string, fs.DirEntry)) {
	_ = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil { // gone meanwhile, or not readable: reading says so
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

// look sums up the names, sizes and times of all files.
func (w *watcher) look() uint64 {
	h := fnv.New64a()
	note := func(name string, info fs.FileInfo) {
		fmt.Fprintf(h, "%s\x00%v\x00", name, info.Mode())
		if !info.IsDir() {
			_ = binary.Write(h, binary.LittleEndian, [2]int64{info.Size(), info.ModTime().UnixNano()}) // a hash never fails
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
