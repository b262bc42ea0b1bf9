package opendata

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

var update = flag.Bool("update", false, "write the golden files anew; read the diff")

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
	h, faults, err := handbook.Load(fsys, nil, handbook.Date{})
	if err != nil {
		t.Fatal(err)
	}
	return h, faults
}

// made are the bytes that a Set keeps, which are no part of the format.
var made = cmp.Options{cmpopts.IgnoreUnexported(Service{}), cmpopts.EquateEmpty()}

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
			t.Errorf("%q: in lines, the file must be what it is on one line (-want +got):\n%s", e.Path, diff)
		}
		back, faults := Parse("catalogue.json", data)
		if len(faults) > 0 {
			t.Fatalf("%q: %v", e.Path, faults)
		}
		if !bytes.Equal(back.JSON(), data) {
			t.Errorf("%q: what was read is written otherwise", e.Path)
		}
		alone := Of(h, e)
		if diff := cmp.Diff(alone, c, made); diff != "" {
			t.Errorf("%q: an edition's list depends on which were made before:\n%s", e.Path, diff)
		}
	}
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestParse changes a good file and expects one fault at its place.
func TestParse(t *testing.T) {
	h, _ := load(t, folder(t))
	good := string(Of(h, h.Province).JSON())
	for _, test := range []struct{ name, old, fresh, want string }{
		{"syntax", `"format": 1,`, `"format": 1`, "catalogue.json:3:1 json"},
		{"cut off", good[len(good)/2:], "", "json"},
		{"other format", `"format": 1`, `"format": 2`, "catalogue.json format"},
		{"no format", `"format": 1`, `"from": 1`, "catalogue.json format"},
		{"wrong type", `"licence": "待补充"`, `"licence": 7`, "wrong-type"},
		{"wrong type in an item", `"funding":"省和县分担"`, `"funding":7`, "catalogue.json wrong-type"},
		{"no id", `{"id":"pupils",`, `{"id":"",`, "catalogue.json missing-key"},
		{"id twice", `{"id":"second",`, `{"id":"everything",`, "catalogue.json duplicate-id"},
		{"nothing", good, "null", "catalogue.json format"},
		{"a list", good, "[]", "wrong-type"},
		{"null in a list", `"items": [` + "\n", `"items": [` + "\nnull,", "catalogue.json missing-key"},
	} {
		if strings.Count(good, test.old) != 1 {
			t.Fatalf("%s: %q must stand once", test.name, test.old)
		}
		c, faults := Parse("catalogue.json", []byte(strings.Replace(good, test.old, test.fresh, 1)))
		if len(faults) != 1 || c != nil {
			t.Errorf("%s: one fault and no list, not %v", test.name, faults)
			continue
		}
		if got := faults[0].Pos.String() + " " + faults[0].Code(); !strings.HasSuffix(got, test.want) || faults[0].Hint.EN == "" {
			t.Errorf("%s: %s, want %s with a hint", test.name, got, test.want)
		}
	}
	// A newer program may add keys.
	if _, faults := Parse("catalogue.json", []byte(strings.Replace(good, `"format": 1`, `"format": 1, "colour": "green"`, 1))); len(faults) > 0 {
		t.Errorf("a key that is not known is passed over, not %v", faults)
	}
	if _, faults := Parse("catalogue.json", []byte("\ufeff"+good)); len(faults) > 0 {
		t.Errorf("a byte order mark is passed over, not %v", faults)
	}
}

// TestManyFaults: a list of nothing but entries without ids is told of up to
// fifty, and not a million times.
func TestManyFaults(t *testing.T) {
	c, faults := Parse("c.json", []byte(`{"format":1,"items":[`+strings.Repeat("{},", 1000)+`{}]}`))
	if c != nil || len(faults) != maxFaults {
		t.Errorf("%d faults, want %d and no catalogue", len(faults), maxFaults)
	}
}
