package tree

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Witness is a tree that remembers what it was asked and what it answered, so
// that who made something of the tree can tell whether it would be made alike
// today, see [Again]. What was read counts, to the byte, and not what lies on the
// disk a moment later.
type Witness struct {
	fsys fs.FS

	mu       sync.Mutex
	answers  map[question]string
	opened   map[string]bool // files that may not have been read to their end
	unsteady bool            // an answer was not the same twice, or a failure
}

// question is what a tree was asked about a name.
type question struct{ ask, name string }

// What a tree can be asked, and what is remembered of the answer. For what is not
// there it is "none".
const (
	askRead  = "read"  // the SHA-256 sum of the file
	askList  = "list"  // that of the names in the folder and their types
	askStat  = "stat"  // the type, of a file also the size
	askLstat = "lstat" // likewise, of a link itself
	askLink  = "link"  // where the link leads
)

// Watch makes a Witness of what is asked of fsys through it.
func Watch(fsys fs.FS) *Witness {
	return &Witness{fsys: fsys, answers: map[question]string{}, opened: map[string]bool{}}
}

// Account tells all that was asked, in lines that differ when any answer does:
//
//	ASK "NAME" "ANSWER"
//
// It is "" where what was made of the answers cannot be told from them: the tree
// changed meanwhile, or failed to answer.
func (w *Witness) Account() string {
	w.mu.Lock()
	opened := slices.Sorted(maps.Keys(w.opened))
	w.mu.Unlock()
	for _, name := range opened {
		w.ReadFile(name)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.unsteady {
		return ""
	}
	var lines []string
	for q, answer := range w.answers {
		lines = append(lines, q.ask+" "+strconv.Quote(q.name)+" "+strconv.Quote(answer)+"\n")
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// Again asks a tree all that an account tells of, and reports whether the
// answers are the same. It is false for anything that is no account.
func Again(fsys fs.FS, account string) bool {
	w := Watch(fsys)
	for line := range strings.Lines(account) {
		ask, rest, _ := strings.Cut(line, " ")
		quoted, err := strconv.QuotedPrefix(rest)
		name, err2 := strconv.Unquote(quoted)
		if err != nil || err2 != nil {
			return false
		}
		switch ask {
		case askRead:
			w.ReadFile(name)
		case askList:
			w.ReadDir(name)
		case askStat:
			w.Stat(name)
		case askLstat:
			w.Lstat(name)
		case askLink:
			w.ReadLink(name)
		}
		if answer, asked := w.answers[question{ask, name}]; !asked || line != ask+" "+quoted+" "+strconv.Quote(answer)+"\n" {
			return false
		}
	}
	return account != "" && !w.unsteady
}

// note books an answer.
func (w *Witness) note(ask, name, answer string, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		answer, err = "none", nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	q := question{ask, name}
	if before, again := w.answers[q]; err != nil || again && before != answer {
		w.unsteady = true
	}
	w.answers[q] = answer
	if ask == askRead {
		delete(w.opened, name)
	}
}

// Open opens a file or folder of the tree.
func (w *Witness) Open(name string) (fs.File, error) {
	f, err := w.fsys.Open(name)
	if err != nil {
		w.note(askRead, name, "", err)
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		w.mu.Lock()
		if _, known := w.answers[question{askRead, name}]; !known {
			w.opened[name] = true
		}
		w.mu.Unlock()
	}
	return &witnessed{File: f, w: w, name: name, hash: sha256.New()}, nil
}

// ReadFile reads a file of the tree.
func (w *Witness) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(w.fsys, name)
	sum := sha256.Sum256(data)
	w.note(askRead, name, hex.EncodeToString(sum[:]), err)
	return data, err
}

// ReadDir lists a folder of the tree.
func (w *Witness) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.fsys, name)
	h := sha256.New()
	for _, e := range entries {
		fmt.Fprintf(h, "%s %q\n", e.Type(), e.Name())
	}
	w.note(askList, name, hex.EncodeToString(h.Sum(nil)), err)
	return entries, err
}

// Stat is [fs.Stat] of the tree.
func (w *Witness) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(w.fsys, name)
	w.note(askStat, name, kindOf(info), err)
	return info, err
}

// Lstat is [fs.Lstat] of the tree.
func (w *Witness) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(w.fsys, name)
	w.note(askLstat, name, kindOf(info), err)
	return info, err
}

func kindOf(info fs.FileInfo) string {
	switch {
	case info == nil:
		return ""
	case info.Mode().IsRegular():
		return "file " + strconv.FormatInt(info.Size(), 10)
	}
	return info.Mode().Type().String()
}

// ReadLink is [fs.ReadLink] of the tree.
func (w *Witness) ReadLink(name string) (string, error) {
	target, err := fs.ReadLink(w.fsys, name)
	w.note(askLink, name, target, err)
	return target, err
}

// witnessed is an open file.
type witnessed struct {
	fs.File
	w    *Witness
	name string
	hash hash.Hash
}

func (f *witnessed) Read(b []byte) (int, error) {
	n, err := f.File.Read(b)
	f.hash.Write(b[:n])
	if errors.Is(err, io.EOF) {
		f.w.note(askRead, f.name, hex.EncodeToString(f.hash.Sum(nil)), nil)
	}
	return n, err
}
