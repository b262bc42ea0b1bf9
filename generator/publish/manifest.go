package publish

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// manifestName is the list of what a build wrote, in the root of the output:
//
//	handbook-manifest 1
//	SUM SIZE PATH          one line a file, sorted by path
//	SUM SIZE PATH	RECIPE   one that was made from another, after a tab; see Derive
//	end SUM                of all lines before
//
// SUM and RECIPE are 16 hexadecimal digits, SIZE is in bytes, PATH is relative
// with slashes. It is written last, so a tree that has it is whole. That of part
// 2 of 4 has the name .handbook-manifest-2-of-4.
const (
	manifestName  = ".handbook-manifest"
	manifestFirst = "handbook-manifest 1"
)

// listName is the name of the manifest of part i of n; that of the whole where n
// is 0 or 1.
func listName(i, n int) string {
	if n <= 1 {
		return manifestName
	}
	return fmt.Sprintf("%s-%d-of-%d", manifestName, i, n)
}

var listNames = regexp.MustCompile(`^\.handbook-manifest(-[1-9][0-9]*-of-[1-9][0-9]*)?$`)

// isList reports whether a file in the root of an output is a manifest's.
func isList(name string) bool { return listNames.MatchString(name) }

// maxManifest bounds what is read: some ten million files.
const maxManifest = 1 << 30

// sum tells the old bytes of a file from the new ones: its CRC-32C and its
// CRC-32, together as good as a CRC of 64 bits.
//
// Every page is summed at every build. Processors do these two in 0.5 µs a page,
// old ones too; SHA-256 takes 5 µs where the processor helps and 20 where not,
// more than all else that a build without changes does here.
type sum [8]byte

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sumOf(data []byte) (s sum) {
	binary.BigEndian.PutUint32(s[:4], crc32.Checksum(data, castagnoli))
	binary.BigEndian.PutUint32(s[4:], crc32.ChecksumIEEE(data))
	return s
}

// entry is one file of a site.
type entry struct {
	path   string
	size   int64
	sum    sum
	recipe sum       // of how it was made, and from which bytes; zero for one that was written as it is
	time   time.Time // of the file on disk, or of the manifest that was read; not part of the manifest
	kept   bool      // equal to the old tree's
}

// manifest is the list of a site's files.
type manifest struct {
	entries []*entry // sorted by path
	index   map[string]int
	dirs    map[string]bool // all folders that hold an entry, also indirectly
	lists   []string        // names of the files that it was read from, sorted
	total   sum             // of its lines, as its end has it
}

// newManifest lists the files of a build.
func newManifest(seen map[string]*entry) *manifest {
	m := &manifest{entries: make([]*entry, 0, len(seen))}
	for _, e := range seen {
		m.entries = append(m.entries, e)
	}
	slices.SortFunc(m.entries, func(a, b *entry) int { return strings.Compare(a.path, b.path) })
	return m
}

// encode is the manifest as text; it sets total.
func (m *manifest) encode() []byte {
	out := make([]byte, 0, 96*(len(m.entries)+2))
	out = append(out, manifestFirst...)
	out = append(out, '\n')
	for _, e := range m.entries {
		out = hex.AppendEncode(out, e.sum[:])
		out = append(out, ' ')
		out = strconv.AppendInt(out, e.size, 10)
		out = append(out, ' ')
		out = append(out, e.path...)
		if e.recipe != (sum{}) {
			out = append(out, '\t')
			out = hex.AppendEncode(out, e.recipe[:])
		}
		out = append(out, '\n')
	}
	m.total = sumOf(out)
	out = append(out, "end "...)
	out = hex.AppendEncode(out, m.total[:])
	return append(out, '\n')
}

var errDamaged = errors.New("damaged manifest")

// decodeManifest reads a manifest and reports errDamaged for anything that
// encode would not have written.
func decodeManifest(text []byte) (*manifest, error) {
	const tail = len("end \n") + 2*len(sum{})
	if len(text) < tail {
		return nil, errDamaged
	}
	body, end := text[:len(text)-tail], text[len(text)-tail:]
	total := sumOf(body)
	if string(end) != "end "+hex.EncodeToString(total[:])+"\n" {
		return nil, errDamaged
	}
	first, rest, _ := bytes.Cut(body, []byte("\n"))
	if string(first) != manifestFirst {
		return nil, errDamaged
	}
	n := bytes.Count(rest, []byte("\n"))
	m := &manifest{
		total:   total,
		entries: make([]*entry, 0, n),
		index:   make(map[string]int, n),
		dirs:    map[string]bool{},
	}
	all := make([]entry, n) // one allocation for the whole site
	lines := string(rest)
	last := ""
	for i := range n {
		var line string
		line, lines, _ = strings.Cut(lines, "\n")
		line, recipe, derived := strings.Cut(line, "\t")
		hexSum, more, ok1 := strings.Cut(line, " ")
		size, path, ok2 := strings.Cut(more, " ")
		e := &all[i]
		if !ok1 || !ok2 || len(hexSum) != 2*len(e.sum) || path <= last || checkPath(path) != nil {
			return nil, errDamaged
		}
		var err error
		if _, err = hex.Decode(e.sum[:], []byte(hexSum)); err != nil {
			return nil, errDamaged
		}
		if derived {
			if len(recipe) != 2*len(e.recipe) {
				return nil, errDamaged
			}
			if _, err = hex.Decode(e.recipe[:], []byte(recipe)); err != nil || e.recipe == (sum{}) {
				return nil, errDamaged
			}
		}
		if e.size, err = strconv.ParseInt(size, 10, 64); err != nil || e.size < 0 {
			return nil, errDamaged
		}
		e.path, last = path, path
		m.enter(e)
	}
	if lines != "" {
		return nil, errDamaged
	}
	return m, nil
}

// enter adds a file to a manifest that is being read. One that is listed twice,
// by lists of different builds, counts as changed.
func (m *manifest) enter(e *entry) {
	if i, ok := m.index[e.path]; ok {
		m.entries[i].size = -1
		return
	}
	m.index[e.path] = len(m.entries)
	m.entries = append(m.entries, e)
	for dir := e.path; ; {
		slash := strings.LastIndexByte(dir, '/')
		if slash < 0 || m.dirs[dir[:slash]] {
			break
		}
		dir = dir[:slash]
		m.dirs[dir] = true
	}
}

// readManifests reads the manifest of the tree in dir, or all those of the
// parts that were copied into it. Without any the result is nil. A damaged one is
// a [*Refusal], which calls the tree by the given name. The entries' times are
// those of the files that they were read from.
func readManifests(dir, called string) (*manifest, error) {
	files, err := readDir(dir)
	if err != nil {
		return nil, err
	}
	var all *manifest
	for _, f := range files {
		if !isList(f.Name()) {
			continue
		}
		m, err := readManifest(dir, f.Name(), called)
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = m
		} else {
			for _, e := range m.entries {
				all.enter(e)
			}
		}
		all.lists = append(all.lists, f.Name())
	}
	if all != nil {
		slices.Sort(all.lists)
	}
	return all, nil
}

func readManifest(dir, list, called string) (*manifest, error) {
	name := filepath.Join(dir, list)
	damage := refuse(damaged, filepath.Join(called, list)).withHint(hintDamaged, called)
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxManifest {
		return nil, damage
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	m, err := decodeManifest(text)
	if err != nil {
		return nil, damage
	}
	for _, e := range m.entries {
		e.time = info.ModTime()
	}
	return m, nil
}

// write stores the manifest and flushes it. newest becomes its time.
func (m *manifest) write(name string, newest time.Time) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(m.encode())
	if err == nil && !newest.IsZero() {
		err = os.Chtimes(name, time.Time{}, newest)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
