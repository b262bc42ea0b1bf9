package catalogue

import (
	"bytes"
	"encoding/json"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// folder is the fixture of package site: a small list with editions of every
// kind.
func folder(t testing.TB) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, name := range []string{"../site/testdata/site.txtar", "../site/testdata/editions.txtar"} {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			fsys[f.Name] = &fstest.MapFile{Data: bytes.Clone(f.Data)}
		}
	}
	return fsys
}

func load(t testing.TB, fsys fstest.MapFS) (*handbook.Handbook, diag.List) {
	t.Helper()
	h, faults, err := handbook.Load(fsys, nil)
	if err != nil {
		t.Fatal(err)
	}
	return h, faults
}

// shared are the bytes that a catalogue was made from, which are no part of it.
var shared = cmp.Options{cmpopts.IgnoreUnexported(Service{}, Source{}), cmpopts.EquateEmpty()}

func TestRoundTrip(t *testing.T) {
	h, _ := load(t, folder(t))
	set := New(h)
	for e := range h.Province.All {
		c := set.Of(e)
		data := c.JSON()
		plain := new(bytes.Buffer)
		if err := json.Compact(plain, data); err != nil {
			t.Fatalf("%q: %v", e.Path, err)
		}
		if diff := cmp.Diff(string(marshal(c)), plain.String()); diff != "" {
			t.Errorf("%q: joined from what editions share, the file must be what encoding/json writes (-want +got):\n%s", e.Path, diff)
		}
		back, faults := Parse("catalogue.json", data)
		if len(faults) > 0 {
			t.Fatalf("%q: %v", e.Path, faults)
		}
		if !bytes.Equal(back.JSON(), data) {
			t.Errorf("%q: what was read is written otherwise", e.Path)
		}
		alone := Of(h, e)
		if diff := cmp.Diff(alone, c, shared); diff != "" {
			t.Errorf("%q: an edition's list depends on which were made before:\n%s", e.Path, diff)
		}
	}
}
