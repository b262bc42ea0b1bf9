package opendata

import (
	"bytes"
	"encoding/csv"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// TestFiles compares the files of a county and of its province's root with
// testdata/files.txtar.
func TestFiles(t *testing.T) {
	h, _ := load(t, folder(t))
	set := New(h)
	archive := &txtar.Archive{Comment: []byte("The data of the editions of ../site/testdata.\n\n")}
	for e := range h.Province.All {
		for _, f := range set.Files(e, e.Path == "") {
			switch name := path.Join("/", e.Path, "data", f.Path); name {
			case "/data/items.csv", "/data/standards.csv", "/data/series.csv", "/data/places.csv", "/data/coverage.csv", "/data/catalogue.jsonld",
				"/jia/yi/data/catalogue.json", "/jia/yi/data/items/everything.json", "/jia/yi/data/items/lunch.json":
				data := bytes.ReplaceAll(bytes.TrimPrefix(f.Data(), []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
				archive.Files = append(archive.Files, txtar.File{Name: name, Data: data})
			}
		}
	}
	golden(t, "testdata/files.txtar", archive)
}

func golden(t *testing.T, name string, got *txtar.Archive) {
	t.Helper()
	if *update {
		writeFile(t, name, txtar.Format(got))
		return
	}
	want, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(txtar.Format(want)), string(txtar.Format(got))); diff != "" {
		t.Errorf("%s: if the new text is right, run go test ./generator/opendata -update (-want +got):\n%s", name, diff)
	}
}

// TestFileLists says which editions have which files.
func TestFileLists(t *testing.T) {
	h, _ := load(t, folder(t))
	set := New(h)
	for e := range h.Province.All {
		var names []string
		for _, f := range set.Files(e, e.Path == "") {
			names = append(names, f.Path)
		}
		want := map[string]string{
			"jia":    "catalogue.json items/everything.json items/ferry.json",
			"jia/yi": "catalogue.json items/everything.json items/lunch.json",
			"ding":   "catalogue.json",
		}[e.Path]
		if want != "" && strings.Join(names, " ") != want {
			t.Errorf("%s has %v, want %s: an item that it leaves alone has its file above", e.Path, names, want)
		}
	}
}

// TestOwnBytes writes into what an item's file was given: what items share is
// shared with nobody outside, so that files can be made at the same time.
func TestOwnBytes(t *testing.T) {
	h, _ := load(t, folder(t))
	set := New(h)
	for _, item := range h.Province.Items {
		first := set.item(h.Province, item).line()
		want := bytes.Clone(first)
		clear(first)
		if !bytes.Equal(set.item(h.Province, item).line(), want) {
			t.Errorf("%s: who writes into the item's file changes it for all: give each caller bytes of his own", item.ID)
		}
	}
}

// TestTableIsHarmless puts texts into a list that Excel would run, and reads
// the tables as a program does.
func TestTableIsHarmless(t *testing.T) {
	hostile := []string{
		`=cmd|' /C calc'!A0`, "+1+1", "-1+1", "@SUM(1)", "＝1+1", "＋1", "－1", "＠x", "'=1", "'", "\t=1", `"a","b"`, "一\n二", "-", "=", "- 1", "😀", "00123456789012345678",
	}
	for _, text := range hostile {
		fsys := folder(t)
		toml := strings.NewReplacer("\\", `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(text)
		fsys["content/editions/ding/edition.toml"] = &fstest.MapFile{Data: []byte(
			"name = \"丁市\"\ncode = \"000200\"\nkind = \"city\"\n[[places]]\nname = \"" + toml + "\"\nagencies = [\"edu\"]\n")}
		h, _ := load(t, fsys)
		data := New(h).places(h.Province)
		if !bytes.HasPrefix(data, []byte("\ufeff")) || bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) {
			t.Fatalf("%q: a table begins with a byte order mark and its lines end in CRLF", text)
		}
		rows, err := csv.NewReader(bytes.NewReader(data[3:])).ReadAll()
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		found := false
		for _, row := range rows[1:] {
			if row[0] != "ding" {
				continue
			}
			found = true
			if got := strings.TrimPrefix(row[7], "'"); got != text {
				t.Errorf("%q is read back as %q", text, got)
			}
			if strings.ContainsRune("=+@\t＝＋－＠", []rune(row[7])[0]) || row[7] != "-1" && row[7][0] == '-' {
				t.Errorf("%q stands in the table as %q: Excel would run it", text, row[7])
			}
		}
		if !found {
			t.Errorf("%q: no place", text)
		}
	}
}

func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "a": "a", "1": "1", "-1.5": "-1.5", "-1.5-2": "'-1.5-2", "+86": "'+86", "=1": "'=1", "\r1": "'\r1", "'": "''", "12345": "12345",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("harmless(%q) = %q, want %q", cell, got, want)
		}
	}
}
