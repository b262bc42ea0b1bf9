package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// folders lists the folders below dir.
func folders(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && name != dir {
			rel, _ := filepath.Rel(dir, name)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// openRoot opens a new folder with these files.
func openRoot(t *testing.T, files site) *os.Root {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// TestUpdate changes files; if one of them cannot be changed, the folder stays as it
// was, with nothing left behind.
func TestUpdate(t *testing.T) {
	good := []Change{
		{Path: "a/old.toml", Old: []byte("old"), New: []byte("new")},
		{Path: "b/c/made.md", New: []byte("made")},
	}
	before := site{"a/old.toml": "old", "d/file": "kept", "e/x/y": "kept"}
	for _, test := range []struct {
		name string
		more []Change
		code string // of the refusal
		want site   // nil: an error, and nothing has changed
	}{
		{"all", nil, "", site{"a/old.toml": "new", "b/c/made.md": "made", "d/file": "kept", "e/x/y": "kept"}},
		{"a file in the place of a folder", []Change{{Path: "d/file/x.md", New: []byte("x")}}, "", nil},
		{"a folder in the place of a file", []Change{{Path: "e/x", New: []byte("x")}}, "", nil},
		{"a path that leads out", []Change{{Path: "../x", New: []byte("x")}}, "", nil},
		{"changed in the meantime", []Change{{Path: "d/file", Old: []byte("other"), New: []byte("x")}}, "changed-meantime", nil},
		{"made in the meantime", []Change{{Path: "d/file", New: []byte("x")}}, "changed-meantime", nil},
		{"gone in the meantime", []Change{{Path: "d/gone", Old: []byte("x"), New: []byte("x")}}, "changed-meantime", nil},
	} {
		root := openRoot(t, before)
		were := folders(t, root.Name())
		err := Update(root, append(good[:2:2], test.more...))
		if (err == nil) != (test.want != nil) {
			t.Errorf("%s: the error is %v", test.name, err)
		}
		if test.code != "" {
			wantRefusal(t, err, test.code)
		}
		want := test.want
		if want == nil {
			want = before
			if diff := cmp.Diff(were, folders(t, root.Name())); diff != "" {
				t.Errorf("%s: folders (-want +got):\n%s", test.name, diff)
			}
		}
		if diff := cmp.Diff(want, readAll(t, root.Name())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestUpdateKeepsModes: a replaced file keeps its permissions.
func TestUpdateKeepsModes(t *testing.T) {
	root := openRoot(t, site{"a": "old"})
	if err := root.Chmod("a", 0o600); err != nil {
		t.Fatal(err)
	}
	was, _ := root.Stat("a")
	if err := Update(root, []Change{{Path: "a", Old: []byte("old"), New: []byte("new")}}); err != nil {
		t.Fatal(err)
	}
	if is, err := root.Stat("a"); err != nil || is.Mode() != was.Mode() {
		t.Errorf("the mode is %v, want %v (%v)", is.Mode(), was.Mode(), err)
	}
}

// TestTwoUpdates: one command at a time updates a folder, and others leave its
// files alone.
func TestTwoUpdates(t *testing.T) {
	root := openRoot(t, site{"a": "old"})
	err := update(root, []Change{{Path: "a", Old: []byte("old"), New: []byte("new")}}, false, func(step string) {
		if step != "begun" {
			return
		}
		if undone, err := Recover(root); undone != nil || err != nil {
			t.Errorf("the update was undone: %v, %v", undone, err)
		}
		if r := wantRefusal(t, Update(root, []Change{{Path: "b", New: []byte("b")}}), "output-busy"); r.Usage() {
			t.Error("a busy folder is not wrong usage")
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(site{"a": "new"}, readAll(t, root.Name())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestWriteFiles writes over files and over what a killed command left.
func TestWriteFiles(t *testing.T) {
	dir := t.TempDir()
	for _, text := range []string{"one", "two", ""} {
		writeFile(t, filepath.Join(dir, updateDraft, "0.new"), "of a killed command")
		writeFile(t, filepath.Join(dir, updateLock), "")
		if err := WriteFiles(dir, map[string][]byte{"x.zip": []byte(text), "x.zip.sha256": []byte("sum of " + text)}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(site{"x.zip": text, "x.zip.sha256": "sum of " + text}, readAll(t, dir)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	before := readAll(t, dir)
	if err := os.Mkdir(filepath.Join(dir, "y"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := WriteFiles(dir, map[string][]byte{"x.zip": nil, "y": nil}); err == nil || !strings.Contains(err.Error(), filepath.Join(dir, "x.zip, y")) {
		t.Errorf("over a folder: %v; the error must name the files", err)
	}
	if diff := cmp.Diff(before, readAll(t, dir)); diff != "" {
		t.Errorf("only some files were written (-want +got):\n%s", diff)
	}

	// WriteFiles does not write through links under the names of its temporary files.
	victim := filepath.Join(t.TempDir(), "victim")
	writeFile(t, filepath.Join(victim, "0.new"), "mine")
	if err := os.Symlink(victim, filepath.Join(dir, updateDraft)); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if err := WriteFiles(dir, map[string][]byte{"x.zip": []byte("three")}); err != nil {
		t.Fatal(err)
	}
	for name, code := range map[string]string{updateLock: "output-lock", updateJournal: "output-journal"} {
		if err := os.Symlink(victim, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if r := wantRefusal(t, WriteFiles(dir, map[string][]byte{"x.zip": nil}), code); r.Usage() {
			t.Errorf("%s is not wrong usage", name)
		}
		os.Remove(filepath.Join(dir, name))
	}
	if diff := cmp.Diff(site{"0.new": "mine"}, readAll(t, victim)); diff != "" {
		t.Errorf("a file elsewhere was changed (-want +got):\n%s", diff)
	}
}

// TestTempFolder: a temporary folder of a running process stays, that of a killed one
// goes, and links are not followed.
func TestTempFolder(t *testing.T) {
	temp, victim := t.TempDir(), t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, temp)
	}
	writeFile(t, filepath.Join(victim, "mine"), "mine")
	one, removeOne, err := TempFolder("x-")
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(one, "profile", "a"), "")
	writeFile(t, filepath.Join(temp, "x-killed", "a"), "")
	writeFile(t, filepath.Join(temp, "x-killed.lock"), "")
	writeFile(t, filepath.Join(temp, "y-other", "a"), "")
	if err := os.Symlink(victim, filepath.Join(temp, "x-link")); err != nil {
		t.Log("no symbolic links here: ", err)
	}
	two, removeTwo, err := TempFolder("x-")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{filepath.Join(one, "profile", "a"), two, filepath.Join(victim, "mine"), filepath.Join(temp, "y-other", "a")} {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
	removeOne()
	removeTwo()
	if diff := cmp.Diff(site{"y-other/a": ""}, readAll(t, temp)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestForgedJournal: a folder that somebody has sent may hold a journal that names
// files which no update writes. Recover refuses it and changes nothing.
func TestForgedJournal(t *testing.T) {
	bad, good := hexSum([]byte("bad")), hexSum([]byte("good"))
	for name, text := range map[string]string{
		"no JSON":               "{",
		"a program's settings":  `{"files": [{"path": ".git/config", "old": "` + bad + `", "new": "` + good + `"}]}`,
		"by a short name":       `{"files": [{"path": "git~1/config", "old": "` + bad + `", "new": "` + good + `"}]}`,
		"below":                 `{"files": [{"path": "sub/.GIT/config", "old": "` + bad + `", "new": "` + good + `"}]}`,
		"the link to them":      `{"files": [{"path": "sub/.git", "old": "` + bad + `", "new": "` + good + `"}]}`,
		"a file that was not":   `{"files": [{"path": "new.txt", "old": "` + bad + `", "new": ""}]}`,
		"outside":               `{"files": [{"path": "../x", "old": "` + bad + `", "new": "` + good + `"}]}`,
		"a folder outside":      `{"folders": ["../x"]}`,
		"a folder of a program": `{"folders": [".git"]}`,
	} {
		files := site{".git/config": "good", "sub/.git": "good", "sub/a": "good", updateJournal + "/list.json": text, updateJournal + "/0.old": "bad"}
		root := openRoot(t, files)
		if _, err := Recover(root); err == nil {
			t.Errorf("%s: the journal was followed", name)
		} else {
			wantRefusal(t, err, "output-journal")
		}
		if diff := cmp.Diff(files, readAll(t, root.Name())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
