package publish

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"handbook/generator/diag"
)

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestDangerousFolders(t *testing.T) {
	root := t.TempDir()
	home := filepath.Join(root, "people", "li")
	source := filepath.Join(root, "work", "handbook")
	for _, dir := range []string{home, filepath.Join(source, "content", "items"), filepath.Join(source, ".git")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	writeFile(t, filepath.Join(source, "site.toml"), "")
	writeFile(t, filepath.Join(root, "full", "thesis.docx"), "x")
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Chdir(source)
	links := map[string]string{"to-source": source, "to-content": "content", "lost": "nowhere", "circle": "circle", "to-home": home}
	for name, to := range links {
		if err := os.Symlink(to, filepath.Join(source, name)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	for _, test := range []struct{ dir, code string }{
		{"", "output-unnamed"},
		{" ", "output-unnamed"},
		{filepath.VolumeName(root) + string(filepath.Separator), "output-above-source"},
		{".", "output-source"},
		{"public/..", "output-source"},
		{source, "output-source"},
		{"to-source", "output-source"},
		{"..", "output-above-source"},
		{root, "output-above-source"},
		{home, "output-home"},
		{"to-home", "output-home"},
		{filepath.Dir(home), "output-home"},
		{"content", "output-inside-source"},
		{"content/items/public", "output-inside-source"},
		{"to-content/new", "output-inside-source"},
		{"static/new", "output-inside-source"}, // static does not exist here
		{"Layouts/x", "output-inside-source"},
		{".git/public", "output-inside-source"},
		{"site.toml", "output-not-folder"},
		{"lost", "output-lost-link"},
		{"lost/public", "output-lost-link"},
		{"circle", "output-lost-link"},
		{"circle/public", "output-lost-link"},
		{"../../full", "output-foreign"},
	} {
		t.Run(test.dir, func(t *testing.T) {
			p, err := Open(test.dir, ".", 0, 0)
			if err == nil {
				p.Abort()
			}
			if test.dir != "" && len(test.dir) == 1 && test.dir != "." && test.dir != " " {
				test.code = "output-root"
			}
			if r := wantRefusal(t, err, test.code); err != nil && !r.Usage() {
				t.Error("a wrong folder is wrong usage")
			}
		})
	}
	// Allowed outputs.
	for _, dir := range []string{"public", "public/site", filepath.Join(home, "public"), "../out", "contents"} {
		p, err := Open(dir, ".", 0, 0)
		if err != nil {
			t.Errorf("Open(%q): %v", dir, err)
			continue
		}
		p.Abort()
	}
	if _, err := Open("site.toml/public", ".", 0, 0); err == nil {
		t.Error("a folder inside a file was accepted")
	}
}

// TestPlaceFile refuses files of the sources, and names that are not files.
func TestPlaceFile(t *testing.T) {
	root := t.TempDir()
	t.Chdir(root)
	for _, name := range []string{"site/site.toml", "site/content/a.md", "site/old.xlsx", "site/docs/note.txt", "base.zip", "other.zip", "elsewhere/site.toml"} {
		writeFile(t, filepath.FromSlash(name), "x")
	}
	if err := os.Symlink("site", "link"); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	for name, to := range map[string]string{"to-page.pdf": "site/content/a.md", "lost.pdf": "nowhere.pdf"} {
		if err := os.Symlink(to, name); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct{ name, code string }{
		{"", "output-unnamed"},
		{" ", "output-unnamed"},
		{"site", "output-not-file"},
		{"site/site.toml", "output-source"},
		{"elsewhere/../site/site.toml", "output-source"},
		{"link/site.toml", "output-source"},
		{"site/docs/note.txt", "output-source"},
		{"site/content/a.md", "output-inside-source"},
		{"site/content/new.pdf", "output-inside-source"},
		{"link/content/new/new.pdf", "output-inside-source"},
		{"site/Static/x.json", "output-inside-source"},
		{"site/.git/config", "output-inside-source"},
		{"base.zip", "output-source"},
		{"site/old.xlsx", ""},
		{"site/new.txt", ""},
		{"other.zip", ""},
		{"elsewhere/site.toml", ""},
		{"to-page.pdf", "output-not-file"}, // a link, here to a page
		{"lost.pdf", "output-not-file"},
		{"-", "output-not-file"},
		{"nowhere/x.pdf", "output-no-folder"},
		{"base.zip/x.pdf", "output-no-folder"},
	} {
		err := PlaceFile(filepath.FromSlash(test.name), "site", "base.zip")
		if test.code != "" {
			if r := wantRefusal(t, err, test.code); !r.Usage() {
				t.Errorf("%s: a wrong file is wrong usage", test.name)
			}
		} else if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

func TestLinkedOutput(t *testing.T) {
	root := t.TempDir()
	real, link := filepath.Join(root, "www", "site"), filepath.Join(root, "public")
	if err := os.MkdirAll(real, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	for _, text := range []string{"one", "two"} {
		publishTo(t, link, site{"a.html": text})
		wantSite(t, real, site{"a.html": text})
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link itself was replaced; publish to the folder that it points to")
	}
}

func TestForeignFiles(t *testing.T) {
	dir := newOutput(t)
	s := site{"a.html": "a", "b/c.html": "c"}
	publishTo(t, dir, s)
	for _, name := range []string{"CNAME", "b/旧页.html", ".git/HEAD", ".git/objects/x", "old/x/y/z.txt"} {
		writeFile(t, filepath.Join(dir, name), "foreign")
	}
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	before := readAll(t, dir)
	_, err := tryPublish(dir, site{"a.html": "new"})
	r := wantRefusal(t, err, "output-foreign")
	if want := "holds files that no build wrote (4): .git/, CNAME, b/旧页.html, old/"; !strings.HasSuffix(r.Said.In(diag.EN), want) {
		t.Errorf("refusal %q, want one that ends in %q", r, want)
	}
	if after := readAll(t, dir); len(after) != len(before) || after["a.html"] != "a" {
		t.Error("a refused folder was changed")
	}
	wantNoLeftovers(t, dir)
	for _, name := range []string{"CNAME", "b/旧页.html", ".git", "old"} {
		os.RemoveAll(filepath.Join(dir, name))
	}
	publishTo(t, dir, site{"a.html": "new"})
	wantSite(t, dir, site{"a.html": "new"})
}

// A file that appears during the build must not go with the old tree.
func TestForeignFileDuringBuild(t *testing.T) {
	dir := newOutput(t)
	publishTo(t, dir, site{"a.html": "a"})
	p, err := Open(dir, "", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Write("a.html", []byte("new")); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "late.txt"), "late")
	_, err = p.Commit()
	wantRefusal(t, err, "output-foreign")
	wantSite(t, dir, site{"a.html": "a", "late.txt": "late"})
}

func TestForeignLink(t *testing.T) {
	dir := newOutput(t)
	publishTo(t, dir, site{"a.html": "a", "b/c.html": "c"})
	elsewhere := t.TempDir()
	writeFile(t, filepath.Join(elsewhere, "c.html"), "c")
	os.RemoveAll(filepath.Join(dir, "b"))
	if err := os.Symlink(elsewhere, filepath.Join(dir, "b")); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	_, err := tryPublish(dir, site{"a.html": "new"})
	wantRefusal(t, err, "output-foreign")
}

func TestDesktopDroppings(t *testing.T) {
	dir := newOutput(t)
	publishTo(t, dir, site{"a.html": "a", "b/c.html": "c", "d/e.html": "e"})
	for _, name := range []string{".DS_Store", "b/Thumbs.db", "d/desktop.ini"} {
		writeFile(t, filepath.Join(dir, name), "junk")
	}
	publishTo(t, dir, site{"a.html": "new", "b/c.html": "c"})
	wantSite(t, dir, site{"a.html": "new", "b/c.html": "c", ".DS_Store": "junk", "b/Thumbs.db": "junk"})
}

func TestDamagedManifest(t *testing.T) {
	good := encoded(t, newManifest([]entry{{path: "b.html"}, {path: "a.html", size: 1}}))
	resum := func(body string) string {
		s := sumOf([]byte(body))
		const hex = "0123456789abcdef"
		out := body + "end "
		for _, b := range s {
			out += string(hex[b>>4]) + string(hex[b&15])
		}
		return out + "\n"
	}
	body := good[:strings.Index(good, "end ")]
	if resum(body) != good {
		t.Fatal("the test's own manifest is wrong")
	}
	for name, text := range map[string]string{
		"empty":     "",
		"cut":       good[:len(good)-30],
		"a bit":     strings.Replace(good, "a.html", "c.html", 1),
		"version":   resum(strings.Replace(body, "manifest 1", "manifest 2", 1)),
		"unsorted":  resum(body + "0000000000000000 1 a.html\n"),
		"escaping":  resum(body + "0000000000000000 1 c/../../x\n"),
		"no number": resum(body + "0000000000000000 x c\n"),
		"negative":  resum(body + "0000000000000000 -1 c\n"),
		"short sum": resum(body + "00 1 c\n"),
		"no end":    resum(body + "0000000000000000 1 c"),
	} {
		t.Run(name, func(t *testing.T) {
			dir := newOutput(t)
			publishTo(t, dir, site{"a.html": "a"})
			writeFile(t, filepath.Join(dir, manifestName), text)
			_, err := tryPublish(dir, site{"a.html": "b"})
			wantRefusal(t, err, "output-manifest")
			if read(t, dir)["a.html"] != "a" {
				t.Error("a folder with a damaged manifest was changed")
			}
		})
	}
	if _, err := decoded(good); err != nil {
		t.Errorf("the undamaged manifest: %v", err)
	}
}

func TestKeepsTheFolderMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes")
	}
	dir := newOutput(t)
	publishTo(t, dir, site{"a.html": "a"})
	if err := os.Chmod(dir, 0o775|os.ModeSetgid); err != nil {
		t.Fatal(err)
	}
	publishTo(t, dir, site{"a.html": "b"})
	info, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode() & (os.ModePerm | os.ModeSetgid); got != 0o775|os.ModeSetgid {
		t.Errorf("the folder's mode is %v after a build, want the one it had", got)
	}
	file, err := os.Stat(filepath.Join(dir, "a.html"))
	if err != nil || file.Mode().Perm()&0o600 != 0o600 {
		t.Errorf("mode of a file: %v, %v", file.Mode(), err)
	}
}
