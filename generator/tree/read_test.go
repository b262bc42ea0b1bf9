package tree

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

func utf16Bytes(text string, bigEndian bool) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(text)) {
		if bigEndian {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

func TestNewFile(t *testing.T) {
	// title = "免费义务教育" in GBK.
	gbk := append([]byte("title = \""), 0xc3, 0xe2, 0xb7, 0xd1, 0xd2, 0xe5, 0xce, 0xf1, 0xbd, 0xcc, 0xd3, 0xfd, '"', '\n')
	gb18030 := append(bytes.Clone(gbk), 0x81, 0x39, 0xef, 0x30) // a rare character of four bytes
	const save = "  save it as UTF-8 (Notepad: File, Save as, Encoding: UTF-8)"
	tests := []struct {
		name string
		data []byte
		want []string
	}{
		{"plain", []byte("免费"), nil},
		{"empty", nil, nil},
		{"GBK", gbk, []string{"a.md: the file is GBK/GB18030, not UTF-8 [encoding]", save}},
		{"GB18030", gb18030, []string{"a.md: the file is GBK/GB18030, not UTF-8 [encoding]", save}},
		{"UTF-16 LE with BOM", utf16Bytes("\ufeff免费", false), []string{"a.md: the file is UTF-16 LE, not UTF-8 [encoding]", save}},
		{"UTF-16 BE with BOM", utf16Bytes("\ufeff免费", true), []string{"a.md: the file is UTF-16 BE, not UTF-8 [encoding]", save}},
		{"UTF-16 LE", utf16Bytes("+++\ntitle = \"免费义务教育\"\n+++\n", false), []string{"a.md: the file is UTF-16 LE, not UTF-8 [encoding]", save}},
		{"UTF-16 BE", utf16Bytes("+++\ntitle = \"免费义务教育\"\n+++\n", true), []string{"a.md: the file is UTF-16 BE, not UTF-8 [encoding]", save}},
		{"UTF-32", []byte{0xff, 0xfe, 0, 0, 'a', 0, 0, 0}, []string{"a.md: the file is UTF-32 LE, not UTF-8 [encoding]", save}},
		{"damaged UTF-8", []byte("免费\r\n义务\xe6\x95 x\n教育"), []string{"2:3: byte 0xe6 is not UTF-8 [invalid-utf8]", save}},
		{"damaged after BOM", []byte("\ufeff免费义务\xff\n"), []string{"1:5: byte 0xff is not UTF-8 [invalid-utf8]", save}},
		{"Latin-1", []byte("caf\xe9 au lait\n"), []string{"1:4: byte 0xe9 is not UTF-8 [invalid-utf8]", save}},
		{"NUL", []byte("a\n免\x00费 and more text"), []string{
			"2:2: the file contains a NUL byte, so it is not text [nul-byte]",
			"  write the file anew in a text editor, or take it from an earlier version",
		}},
		{"too large", make([]byte, MaxSize+1), []string{"a.md: the file is larger than 4 MiB [too-large]", "  divide it into several files"}},
	}
	for _, test := range tests {
		file, faults := NewFile("a.md", test.data)
		expect(t, test.name, faults, test.want...)
		if (file == nil) != (len(test.want) > 0) {
			t.Errorf("%s: there is a file exactly when there is no fault", test.name)
		}
		if file != nil && (file.Sum != sha256.Sum256(test.data) || file.Text != string(test.data)) {
			t.Errorf("%s: text or sum are not those of the bytes", test.name)
		}
	}
	for i := range len(gbk) { // every part of a file is judged without panic
		NewFile("a.md", gbk[i:])
		NewFile("a.md", gb18030[:i])
	}
}

func TestWalk(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, name := range []string{
		"content/b.md", "content/a/z.md", "content/a-b.md", "content/指南.md",
		"content/.git/config", "content/.DS_Store", "content/b.md~", "content/#b.md#", "content/.b.md.swp",
		"content/~$b.docx", "content/4913", "content/Thumbs.db", "content/b.bak", "static/x.css",
		"content/clash/Item.md", "content/clash/item.md",
		"content/nfc/caf\u00e9.md", "content/nfc/cafe\u0301.md",
		"content/CON.md", "content/com1", "content/lpt².txt", "content/comet.md", "content/com10.md",
		"content/dot.", "content/space ", "content/what?.md", `content/back\slash.md`, "content/bad\xff.md",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte("x")}
	}
	fsys["content/pipe"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	fsys["content/device"] = &fstest.MapFile{Mode: fs.ModeDevice}
	link := func(name, target string) {
		fsys[name] = &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte(target)}
	}
	link("content/in.md", "a/z.md")
	link("content/out.md", "../../etc/passwd")
	link("content/absolute.md", "/etc/passwd")
	link("content/windows.md", `C:\secret`)
	link("content/nowhere.md", "missing.md")
	link("content/loop.md", "loop.md")
	link("content/folder", "a")
	link("content/hop.md", "hop2.md")
	link("content/hop2.md", "../../x")
	link("content/through.md", "folder/z.md")
	tree, faults, err := Walk(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"content/a-b.md", "content/a/z.md", "content/b.md", "content/clash/Item.md",
		"content/com10.md", "content/comet.md", "content/in.md", "content/nfc/cafe\u0301.md", "content/指南.md",
	}
	if diff := cmp.Diff(want, tree.Paths); diff != "" {
		t.Errorf("paths differ (-want +got):\n%s", diff)
	}
	const rename, put, file = "  give it another name: lower-case letters, digits and hyphens",
		"  put a copy of the file in its place", "  put an ordinary file in its place"
	expect(t, "walk", faults,
		`content/CON.md: "con" is a device on Windows, not a name for a file [bad-name]`, rename,
		"content/absolute.md: the symbolic link leads out of the source folder [link-outside]", put,
		`content/back\slash.md: a name with "\\" cannot exist on Windows [bad-name]`, rename,
		"content/bad\ufffd.md: the name is not UTF-8 [bad-name]", rename,
		`content/clash/item.md: "item.md" and "Item.md" are one name on Windows or macOS [name-clash]`,
		"  note content/clash/Item.md: the other one", rename,
		`content/com1: "com1" is a device on Windows, not a name for a file [bad-name]`, rename,
		"content/device: this is a device or a pipe, not a file [not-a-file]", file,
		"content/dot.: a name that ends in a dot or a space cannot exist on Windows [bad-name]", rename,
		"content/folder: this is a symbolic link to a folder [link-folder]", put,
		"content/hop.md: the symbolic link leads out of the source folder [link-outside]", put,
		"content/hop2.md: the symbolic link leads out of the source folder [link-outside]", put,
		"content/loop.md: the symbolic link leads to no file [link-broken]", put,
		`content/lpt².txt: "lpt²" is a device on Windows, not a name for a file [bad-name]`, rename,
		"content/nfc/caf\u00e9.md: \"caf\u00e9.md\" and \"cafe\u0301.md\" are one name on Windows or macOS [name-clash]",
		"  note content/nfc/cafe\u0301.md: the other one", rename,
		`content/nowhere.md: the symbolic link leads to "content/missing.md", which does not exist [link-broken]`, put,
		"content/out.md: the symbolic link leads out of the source folder [link-outside]", put,
		"content/pipe: this is a device or a pipe, not a file [not-a-file]", file,
		"content/space : a name that ends in a dot or a space cannot exist on Windows [bad-name]", rename,
		"content/through.md: this is a symbolic link to a folder [link-folder]", put,
		`content/what?.md: a name with "?" cannot exist on Windows [bad-name]`, rename,
		"content/windows.md: the symbolic link leads out of the source folder [link-outside]", put,
	)
	if !tree.Has("content/b.md") || tree.Has("content/B.md") {
		t.Error("Has compares exactly")
	}
	if _, _, err := Walk(fsys, "nothing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing root is fs.ErrNotExist, not %v", err)
	}
}

// Read is tried on a real folder, because links and pipes are the disk's.
func TestRead(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege on Windows")
	}
	dir := t.TempDir()
	outside := filepath.Join(dir, "secret.md")
	root := filepath.Join(dir, "site")
	for name, text := range map[string]string{
		outside: "secret", filepath.Join(root, "content/a.md"): "免费\r\n", filepath.Join(root, "content/big.md"): strings.Repeat("x", MaxSize+1),
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{
		"content/in.md": "a.md", "content/out.md": "../../secret.md", "content/abs.md": outside, "linked": "content", "away": "..",
	} {
		if err := os.Symlink(target, filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	opened, err := os.OpenRoot(root)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	for kind, fsys := range map[string]fs.FS{"DirFS": os.DirFS(root), "Root": opened.FS()} {
		for name, want := range map[string]string{
			"content/a.md": "", "content/in.md": "", "content/out.md": "link-outside", "content/abs.md": "link-outside",
			"content/big.md": "too-large", "content": "not-a-file", "linked/a.md": "link-folder", "away/secret.md": "link-folder",
		} {
			file, faults, err := Read(fsys, name)
			if err != nil {
				t.Errorf("%s: %s: %v", kind, name, err)
				continue
			}
			if want == "" {
				if len(faults) > 0 || file.Text != "免费\n" || file.Path != name {
					t.Errorf("%s: %s must be read: %v", kind, name, faults)
				}
				continue
			}
			if file != nil || len(faults) != 1 || faults[0].Code() != want {
				t.Errorf("%s: %s: want the fault %s, got %v", kind, name, want, faults)
			}
		}
		if _, _, err := Read(fsys, "content/none.md"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: a missing file is fs.ErrNotExist, not %v", kind, err)
		}
	}
}

// A bundle is a zip file; its tree reads like a folder.
func TestBundle(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"content/items/a.md", "site.toml"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("x = 1\r\n")); err != nil {
			t.Fatal(err)
		}
	}
	link := &zip.FileHeader{Name: "content/link.md"}
	link.SetMode(fs.ModeSymlink | 0o777)
	if _, err := z.CreateHeader(link); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	fsys, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	tree, faults, err := Walk(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "bundle", faults, "content/link.md: the symbolic link leads to no file [link-broken]",
		"  put a copy of the file in its place")
	if diff := cmp.Diff([]string{"content/items/a.md"}, tree.Paths); diff != "" {
		t.Errorf("paths differ (-want +got):\n%s", diff)
	}
	for _, name := range []string{"content/items/a.md", "site.toml"} {
		file, faults, err := tree.Read(name)
		if err != nil || len(faults) > 0 || file.Text != "x = 1\n" {
			t.Errorf("%s: %v %v", name, faults, err)
		}
	}
}

// saving is a file that an editor writes while it is read, for some readings.
type saving struct {
	fstest.MapFS
	times *int
}

func (s saving) Open(name string) (fs.File, error) {
	f, err := s.MapFS.Open(name)
	return savedFile{f, s.times}, err
}

type savedFile struct {
	fs.File
	times *int
}

func (f savedFile) Read(p []byte) (int, error) {
	if *f.times > 0 {
		return 0, io.EOF // emptied, not written yet
	}
	return f.File.Read(p)
}

func (f savedFile) Close() error {
	*f.times--
	return f.File.Close()
}

func TestReadWhileWritten(t *testing.T) {
	times := 3
	fsys := saving{fstest.MapFS{"a.md": {Data: []byte("whole")}}, &times}
	if file, faults, err := Read(fsys, "a.md"); err != nil || len(faults) > 0 || file.Text != "whole" {
		t.Errorf("a file that is being saved must be read again: %v, %v, %v", file, faults, err)
	}
	times = 1000
	if file, _, err := Read(fsys, "a.md"); file != nil || err == nil || !strings.Contains(err.Error(), "a.md: the file changes all the time") {
		t.Errorf("a file that never comes to rest must be an error: %v, %v", file, err)
	}
}
