package publish

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// manifestName is the file in the root of the output that lists the site's files:
//
//	handbook-manifest 1
//	SUM SIZE PATH          one line a file, sorted by path
//	SUM SIZE PATH	RECIPE   a derived file, RECIPE after a tab; see Derive
//	end SUM                the sum of all lines before
//
// SUM and RECIPE are 16 hexadecimal digits, SIZE is in bytes, PATH is relative
// with slashes. A build writes the manifest last, so a tree with one is whole. Part
// 2 of 4 has .handbook-manifest-2-of-4.
const (
	manifestName  = ".handbook-manifest"
	manifestFirst = "handbook-manifest 1"
)

// listName returns the name of the manifest of part i of n, or of the whole site
// if n is 0 or 1.
func listName(i, n int) string {
	if n <= 1 {
		return manifestName
	}
	return fmt.Sprintf("%s-%d-of-%d", manifestName, i, n)
}

var listNames = regexp.MustCompile(`^\.handbook-manifest(-[1-9][0-9]*-of-[1-9][0-9]*)?$`)

// isList reports whether name is that of a manifest.
func isList(name string) bool { return listNames.MatchString(name) }

// maxManifest is the largest manifest to read, in bytes: some ten million files.
const maxManifest = 1 << 30

// sum tells the old bytes of a file from the new ones: its CRC-32C and its
// CRC-32, together as good as a CRC of 64 bits.
//
// A build sums every page. The two CRCs take 0.5 µs a page, also on old processors;
// SHA-256 takes 5 µs with the processor's help and 20 without, more than the rest
// of this package's work in a build without changes.
type sum [8]byte

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// running sums the bytes written to it.
type running struct{ castagnoli, ieee uint32 }

func (r *running) Write(data []byte) (int, error) {
	r.castagnoli = crc32.Update(r.castagnoli, castagnoli, data)
	r.ieee = crc32.Update(r.ieee, crc32.IEEETable, data)
	return len(data), nil
}

func (r *running) sum() (s sum) {
	binary.BigEndian.PutUint32(s[:4], r.castagnoli)
	binary.BigEndian.PutUint32(s[4:], r.ieee)
	return s
}

func sumOf(data []byte) sum {
	var r running
	r.Write(data)
	return r.sum()
}

// entry is one file of a site.
type entry struct {
	path   string
	size   int64
	sum    sum
	recipe sum    // of the recipe and the origin's bytes; zero for a file that is not derived
	list   uint32 // index in the lists of a manifest that was read
	kept   bool   // equal to the file of the old tree
}

// manifest is the list of a site's files.
type manifest struct {
	entries []entry // sorted by path, within each list

	// Only for a manifest that was read:
	index map[string]int  // path → index in entries
	dirs  map[string]bool // all folders that hold an entry, also indirectly
	lists []list          // sorted by name
}

// list is one file of a manifest.
type list struct {
	name string
	time time.Time
}

// newManifest returns the manifest of a build's files, which it sorts.
func newManifest(entries []entry) *manifest {
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.path, b.path) })
	return &manifest{entries: entries}
}

// unread returns an empty manifest to decode into.
func unread() *manifest {
	return &manifest{index: map[string]int{}, dirs: map[string]bool{}}
}

// find returns the entry of a path, or nil; a nil manifest has none. It must have been
// read.
func (m *manifest) find(path string) *entry {
	if m == nil {
		return nil
	}
	if n, ok := m.index[path]; ok {
		return &m.entries[n]
	}
	return nil
}

// encode writes the manifest as text.
func (m *manifest) encode(to io.Writer) error {
	var total running
	w := bufio.NewWriterSize(io.MultiWriter(to, &total), 1<<16)
	fmt.Fprintln(w, manifestFirst)
	var line []byte
	for n := range m.entries {
		e := &m.entries[n]
		line = hex.AppendEncode(line[:0], e.sum[:])
		line = append(line, ' ')
		line = strconv.AppendInt(line, e.size, 10)
		line = append(line, ' ')
		line = append(line, e.path...)
		if e.recipe != (sum{}) {
			line = append(line, '\t')
			line = hex.AppendEncode(line, e.recipe[:])
		}
		w.Write(append(line, '\n'))
	}
	if err := w.Flush(); err != nil { // the first error of all writes
		return err
	}
	_, err := fmt.Fprintf(to, "end %x\n", total.sum())
	return err
}

// errDamaged is the error for a text that encode cannot have written.
var errDamaged = errors.New("damaged manifest")

// maxLine is the longest line to read, in bytes, far above the longest path of any
// system.
const maxLine = 1 << 16

// decode adds the entries of the file lists[list]. The error is errDamaged or comes
// from the reader; the manifest is then unusable.
func (m *manifest) decode(from io.Reader, list int) error {
	r := bufio.NewReaderSize(from, maxLine)
	var total running
	last := ""
	for first := true; ; first = false {
		line, err := r.ReadSlice('\n')
		if err != nil {
			if err == io.EOF || err == bufio.ErrBufferFull {
				return errDamaged
			}
			return err
		}
		text := string(line[:len(line)-1])
		switch {
		case first && text == manifestFirst:
		case first:
			return errDamaged
		case strings.HasPrefix(text, "end "):
			if text != fmt.Sprintf("end %x", total.sum()) {
				return errDamaged
			}
			if _, err := r.ReadByte(); err != io.EOF {
				return cmp.Or(err, errDamaged)
			}
			return nil
		default:
			e, path, ok := decodeLine(text)
			if !ok || path <= last || checkPath(path) != nil {
				return errDamaged
			}
			last = path
			e.list = uint32(list)
			m.enter(path, e)
		}
		total.Write(line)
	}
}

// decodeLine parses the line of one entry.
func decodeLine(line string) (e entry, path string, ok bool) {
	line, recipe, derived := strings.Cut(line, "\t")
	written, more, ok1 := strings.Cut(line, " ")
	size, path, ok2 := strings.Cut(more, " ")
	if !ok1 || !ok2 || !decodeSum(&e.sum, written) || derived && (!decodeSum(&e.recipe, recipe) || e.recipe == (sum{})) {
		return e, "", false
	}
	var err error
	e.size, err = strconv.ParseInt(size, 10, 64)
	return e, path, err == nil && e.size >= 0
}

func decodeSum(into *sum, digits string) bool {
	if len(digits) != 2*len(into) {
		return false
	}
	_, err := hex.Decode(into[:], []byte(digits))
	return err == nil
}

// enter adds an entry. A file in two lists, from different builds, counts as
// changed.
func (m *manifest) enter(name string, e entry) {
	if n, ok := m.index[name]; ok {
		m.entries[n].size = -1
		return
	}
	e.path = strings.Clone(name) // name is part of the whole line
	m.index[e.path] = len(m.entries)
	m.entries = append(m.entries, e)
	for dir := path.Dir(e.path); dir != "." && !m.dirs[dir]; dir = path.Dir(dir) {
		m.dirs[dir] = true
	}
}

// readManifests reads the manifest of the tree in dir, or those of all parts copied
// into it; nil if there is none. For a damaged one the error is a [*Refusal] that
// calls the tree by the name called.
func readManifests(dir, called string) (*manifest, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	m := unread()
	for _, f := range files {
		if isList(f.Name()) {
			m.lists = append(m.lists, list{name: f.Name()})
		}
	}
	if m.lists == nil {
		return nil, nil
	}
	for n := range m.lists {
		if err := m.read(dir, n, called); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// read decodes lists[n].
func (m *manifest) read(dir string, n int, called string) error {
	list := &m.lists[n]
	damage := refuse(damaged, filepath.Join(called, list.name)).withHint(hintDamaged, called)
	name := filepath.Join(dir, list.name)
	info, err := os.Lstat(name)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() || info.Size() > maxManifest {
		return damage
	}
	list.time = info.ModTime()
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if err = m.decode(f, n); errors.Is(err, errDamaged) {
		return damage
	}
	return err
}

// write writes the manifest to a new file, flushes it and sets its time to newest.
func (m *manifest) write(name string, newest time.Time) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	err = m.encode(f)
	if err == nil && !newest.IsZero() {
		err = os.Chtimes(name, time.Time{}, newest)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
