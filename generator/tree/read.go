package tree

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"handbook/generator/diag"
)

// Read reads one file of a tree. The File is nil after a fault or an error.
// Faults: too large, an encoding other than UTF-8, a NUL byte, not a regular
// file, a link that leaves the tree. A missing file is an error that
// wraps [fs.ErrNotExist].
//
// Read judges a link by its text before it opens anything. To withstand a tree
// that changes meanwhile, pass the FS of an [os.Root].
func Read(fsys fs.FS, name string) (*File, diag.List, error) {
	if fault, err := linkAbove(fsys, name); err != nil || fault != nil {
		return nil, asList(fault), err
	}
	return read(fsys, name)
}

// read does as Read without a look at the folders above.
func read(fsys fs.FS, name string) (*File, diag.List, error) {
	info, err := fs.Lstat(fsys, name)
	if err != nil {
		return nil, nil, err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		target, fault, err := follow(fsys, name)
		if err != nil || fault != nil {
			return nil, asList(fault), err
		}
		info = target
	}
	// To open a pipe would wait for a writer.
	if !info.Mode().IsRegular() {
		return nil, diag.List{notRegular(name, info.Mode())}, nil
	}
	if info.Size() > MaxSize {
		return nil, diag.List{tooLargeAt(name)}, nil
	}
	for range maxReadings {
		data, same, err := readOnce(fsys, name)
		if err != nil {
			return nil, nil, err
		}
		if same {
			file, faults := NewFile(name, data)
			return file, faults, nil
		}
	}
	return nil, nil, fmt.Errorf("reading %s: the file changes all the time", name)
}

// maxReadings bounds the attempts to read a file that changes meanwhile. An editor
// needs less time to save.
const maxReadings = 8

// readOnce returns the bytes of a file, little more than MaxSize of them, and
// whether the file stayed the same meanwhile: an editor may be writing it, and
// nobody wants half of a page.
func readOnce(fsys fs.FS, name string) (data []byte, same bool, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return nil, false, err
	}
	var held bytes.Buffer
	held.Grow(int(min(before.Size(), MaxSize)) + bytes.MinRead)
	if _, err := held.ReadFrom(io.LimitReader(f, MaxSize+1)); err != nil {
		return nil, false, fmt.Errorf("reading %s: %w", name, err)
	}
	data = held.Bytes()
	after, err := f.Stat()
	if err != nil {
		return nil, false, err
	}
	same = after.Size() == before.Size() && after.ModTime().Equal(before.ModTime()) &&
		(int64(len(data)) == after.Size() || len(data) > MaxSize)
	return data, same, nil
}

// NewFile makes a File of bytes in memory. The File is nil after a fault. Faults:
// too large, an encoding other than UTF-8, a NUL byte.
func NewFile(name string, data []byte) (*File, diag.List) {
	if len(data) > MaxSize {
		return nil, diag.List{tooLargeAt(name)}
	}
	file := &File{Sum: sha256.Sum256(data)}
	file.Path = name
	if encoding := foreignEncoding(data); encoding != "" {
		return nil, diag.List{diag.New(diag.Pos{File: name}, notUTF8, encoding).WithHint(hintSaveUTF8)}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bad := firstInvalid(data); bad >= 0 {
		return nil, diag.List{diag.New(rawPos(name, data, bad), invalidUTF8, data[bad]).WithHint(hintSaveUTF8)}
	}
	if nul := bytes.IndexByte(data, 0); nul >= 0 {
		return nil, diag.List{diag.New(rawPos(name, data, nul), nulByte).WithHint(hintNUL)}
	}
	file.Text = string(data)
	if strings.IndexByte(file.Text, '\r') >= 0 {
		file.Text = strings.ReplaceAll(file.Text, "\r\n", "\n")
		file.Text = strings.ReplaceAll(file.Text, "\r", "\n")
	}
	return file, nil
}

// rawPos returns the place of a byte in text that may not be UTF-8. Each bad byte
// counts as one rune and appears as U+FFFD.
func rawPos(name string, data []byte, offset int) diag.Pos {
	before := bytes.ReplaceAll(data[:offset], []byte("\r\n"), []byte("\n"))
	before = bytes.ReplaceAll(before, []byte("\r"), []byte("\n"))
	start := bytes.LastIndexByte(before, '\n') + 1
	rest := data[offset:]
	if end := bytes.IndexAny(rest, "\r\n"); end >= 0 {
		rest = rest[:end]
	}
	return diag.Pos{
		File: name,
		Line: 1 + bytes.Count(before, []byte("\n")),
		Col:  1 + utf8.RuneCount(before[start:]),
		Len:  1,
		Text: string([]rune(string(before[start:]) + string(rest))),
	}
}

// firstInvalid returns the offset of the first byte that is not UTF-8, or -1.
func firstInvalid(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i, r := range string(data) {
		if r == utf8.RuneError && !bytes.HasPrefix(data[i:], []byte("\ufffd")) {
			return i
		}
	}
	return -1
}

// foreignEncoding names the encoding of text that is plainly not UTF-8. It returns
// "" for UTF-8 and where it cannot tell.
func foreignEncoding(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}):
		return "UTF-32 LE"
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return "UTF-16 LE"
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return "UTF-16 BE"
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return utf16Order(data)
	}
	if !utf8.Valid(data) && looksGBK(data) {
		return "GBK/GB18030"
	}
	return ""
}

// utf16Order recognises UTF-16 without a byte order mark: every line end and
// every ASCII character has its NUL on the same side, and no other character of
// Chinese text has one on the other side.
func utf16Order(data []byte) string {
	if len(data)%2 != 0 {
		return ""
	}
	var zeros [2]int
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(data) / 2
	switch {
	case zeros[1]*20 >= pairs && zeros[0]*10 <= zeros[1]:
		return "UTF-16 LE"
	case zeros[0]*20 >= pairs && zeros[1]*10 <= zeros[0]:
		return "UTF-16 BE"
	}
	return ""
}

// looksGBK reports whether text that is not UTF-8 is GBK or GB18030. Damaged UTF-8
// mostly decodes as GBK too (to 鍏嶈垂 and the like), so text that is UTF-8 but for
// a few bytes is not taken for GBK.
func looksGBK(data []byte) bool {
	sequences, bad := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n <= 1:
			bad++
		case n > 1:
			sequences++
		}
		i += n
	}
	if bad <= sequences {
		return false
	}
	pairs, common := 0, 0
	for i := 0; i < len(data); {
		lead := data[i]
		if lead < 0x80 {
			i++
			continue
		}
		if lead == 0x80 || lead == 0xff || i+1 >= len(data) {
			return false
		}
		trail := data[i+1]
		switch {
		case trail >= 0x40 && trail != 0x7f && trail != 0xff:
			pairs++
			// GB 2312: symbols, full-width forms and the Han in daily use.
			if trail >= 0xa1 && (lead >= 0xb0 && lead <= 0xf7 || lead >= 0xa1 && lead <= 0xa9) {
				common++
			}
			i += 2
		case trail >= 0x30 && trail <= 0x39 && i+3 < len(data) &&
			data[i+2] >= 0x81 && data[i+2] <= 0xfe && data[i+3] >= 0x30 && data[i+3] <= 0x39:
			i += 4
		default:
			return false
		}
	}
	return common*2 >= pairs
}

// maxLinks bounds a chain of links.
const maxLinks = 16

// follow returns the file or folder that a link leads to. It reads links and
// opens nothing.
func follow(fsys fs.FS, name string) (fs.FileInfo, *diag.Fault, error) {
	at := name
	for range maxLinks {
		target, err := fs.ReadLink(fsys, at)
		if err != nil {
			if errors.Is(err, fs.ErrInvalid) || errors.Is(err, errors.ErrUnsupported) {
				break // a link in a tree that has none: a bundle
			}
			return nil, nil, err
		}
		target = strings.ReplaceAll(target, `\`, "/")
		next := path.Join(path.Dir(at), target)
		if path.IsAbs(target) || strings.Contains(target, ":") || !fs.ValidPath(next) {
			return nil, badLink(name, linkOutside), nil
		}
		if fault, err := linkAbove(fsys, next); err != nil || fault != nil {
			if fault != nil {
				fault.Pos.File = name
			}
			return nil, fault, err
		}
		info, err := fs.Lstat(fsys, next)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, badLink(name, linkBroken, next), nil
		}
		if err != nil {
			return nil, nil, err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return info, nil, nil
		}
		at = next
	}
	return nil, badLink(name, linkLoop), nil
}

// folderFault refuses a folder that is a link: files behind it would have two
// addresses, and could lie anywhere.
func folderFault(fsys fs.FS, name string) (*diag.Fault, error) {
	info, err := fs.Lstat(fsys, name)
	if err != nil {
		return nil, err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		return badLink(name, linkFolder), nil
	}
	return nil, nil
}

// linkAbove does as folderFault for the folders above a path.
func linkAbove(fsys fs.FS, name string) (*diag.Fault, error) {
	for i := range len(name) {
		if name[i] == '/' {
			if fault, err := folderFault(fsys, name[:i]); err != nil || fault != nil {
				return fault, err
			}
		}
	}
	return nil, nil
}

func badLink(name string, m diag.Message, args ...any) *diag.Fault {
	fault := diag.New(diag.Pos{File: name}, m, args...).WithHint(hintLink)
	return &fault
}

func notRegular(name string, mode fs.FileMode) diag.Fault {
	message := notAFile
	if mode.IsDir() {
		message = isFolder
	}
	return diag.New(diag.Pos{File: name}, message).WithHint(hintNotAFile)
}

func tooLargeAt(name string) diag.Fault {
	return diag.New(diag.Pos{File: name}, tooLarge, MaxSize>>20).WithHint(hintTooLarge)
}

// Fits refuses a file that is not a text, such as a picture, if it has more than
// limit bytes, which are whole MiB.
func Fits(fsys fs.FS, name string, limit int64) (*diag.Fault, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil || info.Size() <= limit {
		return nil, err
	}
	fault := diag.New(diag.Pos{File: name}, tooLarge, limit>>20).WithHint(hintSmaller)
	return &fault, nil
}

func asList(fault *diag.Fault) diag.List {
	if fault == nil {
		return nil
	}
	return diag.List{*fault}
}
