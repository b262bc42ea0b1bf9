package tree

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
)

var bundled = []string{"content/_index.md", "content/空 格.md", "site.toml"}

func bundleTree() fstest.MapFS {
	fsys := tree("content/_index.md one", "site.toml two", "content/left-out.md three")
	fsys["content/空 格.md"] = &fstest.MapFile{Data: bytes.Repeat([]byte("很长"), 9000)}
	return fsys
}

func TestWriteBundle(t *testing.T) {
	var a, b bytes.Buffer
	sum, err := WriteBundle(&a, bundleTree(), bundled)
	if err != nil {
		t.Fatal(err)
	}
	// The same files at another time, with other modes, give the same bytes.
	later := bundleTree()
	for _, file := range later {
		file.ModTime, file.Mode = time.Now(), 0o755
	}
	same, err := WriteBundle(&b, later, bundled)
	if err != nil || same != sum || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("equal files must give equal bundles: %s, %s, %v", sum, same, err)
	}
	want := sha256.Sum256(a.Bytes())
	if sum != hex.EncodeToString(want[:]) {
		t.Errorf("the sum is that of the bundle's bytes, not %s", sum)
	}
	change := bundleTree()
	change["site.toml"].Data = []byte("twO")
	if other, _ := WriteBundle(io.Discard, change, bundled); other == sum {
		t.Error("another text must give another sum")
	}
	if _, err := WriteBundle(io.Discard, bundleTree(), []string{"missing.md"}); err == nil {
		t.Error("a file that is not there is an error")
	}

	name := filepath.Join(t.TempDir(), "base.zip")
	if err := os.WriteFile(name, a.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	if got, err := SumOf(name); got != sum || err != nil {
		t.Errorf("SumOf says %s, %v, not %s", got, err, sum)
	}
	for _, want := range []string{"", sum, strings.ToUpper(sum)} {
		base, closeBase, faults, err := OpenBase(name, want, diag.Pos{})
		if err != nil || len(faults) > 0 {
			t.Fatalf("with the sum %q the bundle must open: %v %v", want, faults, err)
		}
		var files []string
		for _, path := range bundled {
			data, err := fs.ReadFile(bundleTree(), path)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, path+" "+string(data))
		}
		if diff := cmp.Diff(files, listed(t, base)); diff != "" {
			t.Errorf("the bundle holds other files (-want +got):\n%s", diff)
		}
		if walked, faults, err := Walk(base, "content"); len(walked.Paths) != 2 || len(faults) > 0 || err != nil {
			t.Errorf("Walk must see the bundle's pages: %v %v %v", walked.Paths, faults, err)
		}
		if err := closeBase(); err != nil {
			t.Error(err)
		}
	}
}

func TestBaseFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "site.toml"), []byte("two"), 0o666); err != nil {
		t.Fatal(err)
	}
	base, closeBase, faults, err := OpenBase(dir, "", diag.Pos{})
	if err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	if diff := cmp.Diff([]string{"site.toml two"}, listed(t, base)); diff != "" {
		t.Error(diff)
	}
	if err := closeBase(); err != nil {
		t.Error(err)
	}
	if sum, err := SumOf(dir); sum != "" || err != nil {
		t.Errorf("a folder has no sum: %q, %v", sum, err)
	}
}

// entry is a file of a zip that no bundle command wrote.
type entry struct {
	name string
	text string
	mode fs.FileMode
}

func zipOf(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Store}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if e.text != "" {
			if _, err := io.WriteString(w, e.text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// claiming makes the directory of a zip claim other sizes than the files have.
func claiming(t *testing.T, sizes ...uint32) []byte {
	t.Helper()
	var entries []entry
	for n := range sizes {
		entries = append(entries, entry{name: fmt.Sprintf("%d.md", n), text: "x"})
	}
	data := zipOf(t, entries...)
	at := 0
	for _, size := range sizes {
		at += bytes.Index(data[at:], []byte("PK\x01\x02"))
		binary.LittleEndian.PutUint32(data[at+24:], size)
		at += 4
	}
	return data
}

func TestHostileBase(t *testing.T) {
	const codeOfBundle = "bad-base"
	good := zipOf(t, entry{name: "site.toml", text: "x"}, entry{name: "content/"}, entry{name: "content/a.md", text: "x"})
	for _, c := range []struct {
		name string
		data []byte
		sum  string
		want string // code; "" opens
	}{
		{"a zip of another program", good, "", ""},
		{"another sum", good, strings.Repeat("0", 64), "other-base"},
		{"a sum cut short", good, sumOf(good)[:63], "other-base"},
		{"no zip", []byte("title = \"x\""), "", codeOfBundle},
		{"empty", nil, "", codeOfBundle},
		{"cut short", good[:len(good)-9], "", codeOfBundle},
		{"a path that leaves it", zipOf(t, entry{name: "../site.toml", text: "x"}), "", codeOfBundle},
		{"a path that leaves it later", zipOf(t, entry{name: "content/../../a.md", text: "x"}), "", codeOfBundle},
		{"an absolute path", zipOf(t, entry{name: "/site.toml", text: "x"}), "", codeOfBundle},
		{"a path of Windows", zipOf(t, entry{name: `content\a.md`, text: "x"}), "", codeOfBundle},
		{"an empty step", zipOf(t, entry{name: "content//a.md", text: "x"}), "", codeOfBundle},
		{"no name", zipOf(t, entry{name: "", text: "x"}), "", codeOfBundle},
		{"a name twice", zipOf(t, entry{name: "a.md", text: "x"}, entry{name: "a.md", text: "y"}), "", codeOfBundle},
		{"a file that is a folder too", zipOf(t, entry{name: "a", text: "x"}, entry{name: "a/b.md", text: "y"}), "", codeOfBundle},
		{"a link", zipOf(t, entry{"a.md", "/etc/hostname", fs.ModeSymlink | 0o777}), "", codeOfBundle},
		{"a device", zipOf(t, entry{"a.md", "", fs.ModeDevice | 0o666}), "", codeOfBundle},
		{"a path of many folders", zipOf(t, entry{name: strings.Repeat("a/", 30_000) + "x.md", text: "x"}), "", codeOfBundle},
		{"many paths of many folders", zipOf(t, deep(2000)...), "", codeOfBundle},
		{"more bytes than a bundle may have", claiming(t, maxBundle+1), "", codeOfBundle},
		{"more bytes in all", claiming(t, maxBundle, 1), "", codeOfBundle},
		{"another size than the file has", claiming(t, 2), "", codeOfBundle},
		{"a damaged file", bytes.Replace(good, []byte("x"), []byte("y"), 1), "", codeOfBundle},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "base.zip")
			if err := os.WriteFile(name, c.data, 0o666); err != nil {
				t.Fatal(err)
			}
			at := diag.Pos{File: "site.toml", Line: 3}
			base, closeBase, faults, err := OpenBase(name, c.sum, at)
			if err != nil {
				t.Fatalf("a bad bundle is a fault, no error: %v", err)
			}
			if c.want == "" {
				if len(faults) > 0 || base == nil || closeBase == nil {
					t.Fatalf("the base must open, but: %v", faults)
				}
				return
			}
			if base != nil || len(faults) != 1 || faults[0].Code() != c.want || faults[0].Pos != at || faults[0].Hint.EN == "" {
				t.Errorf("this must be one %s at site.toml:3 with a hint, and no base; got %v", c.want, faults)
			}
			if c.want == "other-base" && !strings.Contains(faults[0].Hint.In(diag.EN), sumOf(c.data)) {
				t.Errorf("the hint must give the sum to write: %s", faults[0].Hint.In(diag.EN))
			}
		})
	}
}

// deep are n files, each in hundreds of folders of its own.
func deep(n int) (files []entry) {
	for i := range n {
		files = append(files, entry{name: fmt.Sprintf("%d/", i) + strings.Repeat("a/", 450) + "x.md"})
	}
	return files
}

// TestNoBase: what cannot be a base is a fault, and nothing waits for a device.
func TestNoBase(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large.zip")
	f, err := os.Create(large)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(maxBundle + 1); err != nil { // takes no room on the disk
		t.Skip("this disk cannot hold the file")
	}
	f.Close()
	cases := map[string]string{filepath.Join(dir, "missing.zip"): "no-base", large: "bad-base"}
	if runtime.GOOS == "linux" {
		cases["/dev/zero"] = "bad-base"
		circle := filepath.Join(dir, "circle")
		if err := os.Symlink(circle, circle); err != nil {
			t.Fatal(err)
		}
		cases[circle] = "no-base"
		cases[filepath.Join(large, "below.zip")] = "no-base"
		cases[filepath.Join(dir, strings.Repeat("x", 5000))] = "no-base"
	}
	for name, want := range cases {
		_, _, faults, err := OpenBase(name, "", diag.Pos{})
		if err != nil || len(faults) != 1 || faults[0].Code() != want {
			t.Errorf("%s must be one %s: %v %v", name, want, faults, err)
		}
	}
	if _, err := SumOf(filepath.Join(dir, "missing.zip")); err == nil {
		t.Error("what is not there has no sum")
	}
}
