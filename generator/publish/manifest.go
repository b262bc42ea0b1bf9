package publish

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// manifestName is the list of what a build wrote, in the root of the output:
//
//	handbook-manifest 1
//	SUM SIZE PATH        one line a file, sorted by path
//	end SUM              of all lines before
//
// SUM is 16 hexadecimal digits, SIZE is in bytes, PATH is relative with slashes.
// It is written last, so a tree that has it is whole.
const (
	manifestName  = ".handbook-manifest"
	manifestFirst = "handbook-manifest 1"
)

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
	path string
	size int64
	sum  sum
	time time.Time // of the file on disk; not part of the manifest
	kept bool      // equal to the old tree's
}

// manifest is the list of a site's files.
type manifest struct {
	entries []*entry // sorted by path
	index   map[string]int
	dirs    map[string]bool // all folders that hold an entry, also indirectly
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

// encode is the manifest as text.
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
		out = append(out, '\n')
	}
	total := sumOf(out)
	out = append(out, "end "...)
	out = hex.AppendEncode(out, total[:])
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
		if e.size, err = strconv.ParseInt(size, 10, 64); err != nil || e.size < 0 {
			return nil, errDamaged
		}
		e.path, last = path, path
		m.index[path] = i
		m.entries = append(m.entries, e)
		for dir := path; ; {
			slash := strings.LastIndexByte(dir, '/')
			if slash < 0 || m.dirs[dir[:slash]] {
				break
			}
			dir = dir[:slash]
			m.dirs[dir] = true
		}
	}
	if lines != "" {
		return nil, errDamaged
	}
	return m, nil
}

// readManifest reads the manifest of the tree in dir and its modification time.
// Without one the manifest is nil. A damaged one is a [*Refusal], which calls
// the tree by the given name.
func readManifest(dir, called string) (*manifest, time.Time, error) {
	name := filepath.Join(dir, manifestName)
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, time.Time{}, nil
	}
	if err != nil {
		return nil, time.Time{}, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxManifest {
		return nil, time.Time{}, refuse(damaged, filepath.Join(called, manifestName)).withHint(hintDamaged, called)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, time.Time{}, err
	}
	m, err := decodeManifest(text)
	if err != nil {
		return nil, time.Time{}, refuse(damaged, filepath.Join(called, manifestName)).withHint(hintDamaged, called)
	}
	return m, info.ModTime(), nil
}

// write stores the manifest in dir and flushes it. newest becomes its time.
func (m *manifest) write(dir string, newest time.Time) error {
	name := filepath.Join(dir, manifestName)
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
