package tree

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// tree makes a file system of lines "path text".
func tree(files ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, line := range files {
		name, text, _ := strings.Cut(line, " ")
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// listed walks a whole file system and tells each file with its text.
func listed(t *testing.T, fsys fs.FS) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		out = append(out, name+" "+string(data))
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return out
}

func TestOverlay(t *testing.T) {
	const county = "content/editions/fuzhou/minhou"
	base := []string{"content/_index.md base", "content/editions/fuzhou/edition.toml city", "layouts/a.html base", "site.toml base"}
	for _, c := range []struct {
		name      string
		base, own fs.FS
		dir       string
		want      []string
	}{
		{"own folder stands in the base's tree", tree(base...), tree(county+"/edition.toml own", county+"/items/a.md own"), county,
			[]string{"content/_index.md base", "content/editions/fuzhou/edition.toml city", county + "/edition.toml own", county + "/items/a.md own", "layouts/a.html base", "site.toml base"}},
		{"nothing else of own is seen", tree(base...),
			tree("site.toml own", "content/_index.md own", "content/z.md own", "content/editions/xiamen/edition.toml own", county+"x/edition.toml own", "layouts/a.html own", county+"/edition.toml own"), county,
			[]string{"content/_index.md base", "content/editions/fuzhou/edition.toml city", county + "/edition.toml own", "layouts/a.html base", "site.toml base"}},
		{"the base has no editions at all", tree("content/_index.md base", "site.toml base"), tree(county + "/edition.toml own"), county,
			[]string{"content/_index.md base", county + "/edition.toml own", "site.toml base"}},
		{"the base is empty", tree(), tree(county+"/edition.toml own", "site.toml own"), county, []string{county + "/edition.toml own"}},
		{"own wins over an edition of the base", tree(append(base, county+"/edition.toml old", county+"/items/old.md old")...), tree(county + "/edition.toml own"), county,
			[]string{"content/_index.md base", "content/editions/fuzhou/edition.toml city", county + "/edition.toml own", "layouts/a.html base", "site.toml base"}},
		{"without an own edition there is none, whatever the base has", tree(append(base, county+"/edition.toml old")...), tree("site.toml own"), county, base},
		{"a city's own hides the base's counties of it", tree(append(base, county+"/edition.toml old", "content/editions/xiamen/edition.toml base")...), tree("content/editions/fuzhou/edition.toml own"), "content/editions/fuzhou",
			[]string{"content/_index.md base", "content/editions/fuzhou/edition.toml own", "content/editions/xiamen/edition.toml base", "layouts/a.html base", "site.toml base"}},
		{"names that begin alike are others", tree(append(base, county+"-new/edition.toml base")...), tree(county + "/edition.toml own"), county,
			[]string{"content/_index.md base", "content/editions/fuzhou/edition.toml city", county + "/edition.toml own", county + "-new/edition.toml base", "layouts/a.html base", "site.toml base"}},
		{"an overlay in an overlay", Overlay(tree(base...), tree("content/editions/xiamen/edition.toml second"), "content/editions/xiamen"), tree(county + "/edition.toml own"), county,
			[]string{"content/_index.md base", "content/editions/fuzhou/edition.toml city", county + "/edition.toml own", "content/editions/xiamen/edition.toml second", "layouts/a.html base", "site.toml base"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := Overlay(c.base, c.own, c.dir)
			if diff := cmp.Diff(c.want, listed(t, fsys)); diff != "" {
				t.Errorf("the tree is another one (-want +got):\n%s", diff)
			}
			// What is not listed cannot be opened either.
			for _, name := range append(listed(t, c.base), listed(t, c.own)...) {
				name, _, _ = strings.Cut(name, " ")
				_, err := fs.Stat(fsys, name)
				if is := err == nil; is != strings.Contains(strings.Join(listed(t, fsys), "\n")+"\n", name+" ") {
					t.Errorf("%s: a file must be there exactly if it is listed; Stat says %v", name, err)
				}
			}
		})
	}
}

// TestOverlaySame: an edition beside its base gives the tree that it would stand
// in, for Walk and Read too.
func TestOverlaySame(t *testing.T) {
	const county = "content/editions/fuzhou/minhou"
	base := tree("content/_index.md base", "content/editions/fuzhou/edition.toml city", "site.toml base")
	own := tree(county+"/edition.toml own", county+"/items/a.md own")
	whole := fstest.MapFS{}
	for _, part := range []fstest.MapFS{base, own} {
		for name, file := range part {
			whole[name] = file
		}
	}
	laid := Overlay(base, own, county)
	got, faults, err := Walk(laid, "content")
	want, _, _ := Walk(whole, "content")
	if diff := cmp.Diff(want.Paths, got.Paths); diff != "" || err != nil || len(faults) > 0 {
		t.Errorf("Walk sees another tree (-whole +laid):\n%s%v%v", diff, faults, err)
	}
	for _, name := range want.Paths {
		a, _, _ := want.Read(name)
		b, _, err := got.Read(name)
		if err != nil || a.Text != b.Text || a.Path != b.Path {
			t.Errorf("%s reads otherwise: %v", name, err)
		}
	}
	if _, err := fs.ReadDir(Overlay(tree(), tree("site.toml own"), county), "content"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that neither has does not exist, but: %v", err)
	}
	if _, _, err := Walk(Overlay(tree(), tree("site.toml own"), county), "content"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without content anywhere there is none to walk: %v", err)
	}
}

// TestOverlayDisk: on the disk, links of the own folder that leave it are faults
// as everywhere, and a base that cannot be read is an error.
func TestOverlayDisk(t *testing.T) {
	const county = "content/editions/fuzhou/minhou"
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(county), "items"), 0o777); err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(secret, []byte("secret"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, filepath.FromSlash(county), "items", "a.md")); err != nil {
		t.Skip("this system has no links")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	laid := Overlay(tree("content/_index.md base"), root.FS(), county)
	got, faults, err := Walk(laid, "content")
	if err != nil || len(faults) != 1 || len(got.Paths) != 1 {
		t.Errorf("a link that leaves the folder is one fault: %v, %v, %v", got.Paths, faults, err)
	}
	errBase := errors.New("the disk fails")
	if _, err := fs.ReadDir(Overlay(failing{errBase}, root.FS(), county), "content"); !errors.Is(err, errBase) {
		t.Errorf("a base that cannot be read is an error, not %v", err)
	}
}

type failing struct{ err error }

func (f failing) Open(string) (fs.File, error) { return nil, f.err }

// TestWith walks a real folder with files laid over it: a changed one, new ones
// in old and in new folders.
func TestWith(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"content/a.toml": "old", "content/b/c.toml": "kept"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	fsys := With(root.FS(), map[string][]byte{"content/a.toml": []byte("new"), "content/b/d.toml": []byte("more"), "content/e/f/g.toml": []byte("deep")})
	tree, faults, err := Walk(fsys, "content")
	if err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	got := map[string]string{}
	for _, name := range tree.Paths {
		file, faults, err := Read(fsys, name)
		if err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil || string(data) != file.Text {
			t.Errorf("%s is %q and read as %q: %v", name, data, file.Text, err)
		}
		got[name] = file.Text
	}
	want := map[string]string{"content/a.toml": "new", "content/b/c.toml": "kept", "content/b/d.toml": "more", "content/e/f/g.toml": "deep"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the tree with changes (-want +got):\n%s", diff)
	}
	if _, err := fs.Stat(fsys, "content/x"); err == nil {
		t.Error("a folder is made of nothing")
	}
}
