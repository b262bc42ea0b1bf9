package opendata

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compiled is the schema as an outside validator reads it; part names a type,
// "" the whole.
func compiled(t *testing.T, part string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("mem:schema", doc); err != nil {
		t.Fatal(err)
	}
	if part != "" {
		part = "#/$defs/" + part
	}
	s, err := c.Compile("mem:schema" + part)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func valid(s *jsonschema.Schema, data []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return s.Validate(doc)
}

func TestSchema(t *testing.T) {
	h, _ := load(t, folder(t))
	set, whole, one := New(h), compiled(t, ""), compiled(t, "Item")
	var sample []byte
	for e := range h.Province.All {
		for _, file := range set.Files(e, e.Path == "") {
			switch data := file.Data(); {
			case file.Path == "catalogue.json":
				if err := valid(whole, data); err != nil {
					t.Errorf("%q: %v", e.Path, err)
				}
				sample = data
			case strings.HasPrefix(file.Path, "items/"):
				if err := valid(one, data); err != nil {
					t.Errorf("%q %s: %v", e.Path, file.Path, err)
				}
			}
		}
	}
	// The validator must be able to say no.
	for _, slip := range [][2]string{
		{`"format": 1`, `"format": "1"`}, {`"kind":"standard"`, `"kind":"other"`}, {`"bound":"at_least",`, ``},
		{`"format": 1`, `"format": 1, "formt": 1`}, {`"date": "2`, `"date": "den 2`},
	} {
		if !bytes.Contains(sample, []byte(slip[0])) {
			t.Fatalf("the sample must have %s", slip[0])
		}
		if valid(whole, bytes.Replace(sample, []byte(slip[0]), []byte(slip[1]), 1)) == nil {
			t.Errorf("%s for %s must be refused", slip[1], slip[0])
		}
	}
}

// guide is the page that documents the format.
const guidePage = "../../content/guides/open-data.md"

// TestGuide holds the page's last part, which lists every key, against the Go
// types.
func TestGuide(t *testing.T) {
	data, err := os.ReadFile(guidePage)
	if err != nil {
		t.Fatal(err)
	}
	before, got, ok := strings.Cut(string(data), "\n## 所有的键\n")
	if !ok {
		t.Fatalf("%s must end with the part ## 所有的键", guidePage)
	}
	want := keys()
	if *update {
		if err := os.WriteFile(guidePage, []byte(before+"\n## 所有的键\n"+want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s does not tell the format: run go test ./generator/opendata -update (-want +got):\n%s", guidePage, diff)
	}
	h, _ := load(t, folder(t))
	for _, f := range New(h).Files(h.Province, true) {
		if name := path.Base(f.Path); path.Dir(f.Path) == "." && !strings.Contains(before, name) {
			t.Errorf("%s does not name the file %s", guidePage, name)
		}
	}
}

// keys is the list of all keys, type by type, as the guide shows it.
func keys() string {
	var b strings.Builder
	var tell func(t reflect.Type, title string)
	told, guide := map[string]bool{}, reflect.TypeFor[Guide]()
	tell = func(t reflect.Type, title string) {
		told[t.Name()] = true
		fmt.Fprintf(&b, "\n### %s\n\n| 键 | 类型 | 说明 |\n| --- | --- | --- |\n", title)
		type part struct {
			t     reflect.Type
			title string
		}
		var parts []part
		for _, f := range fieldsOf(t) {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.name, kindName(f.typ), f.doc)
			at := f.typ
			for at.Kind() == reflect.Pointer || at.Kind() == reflect.Slice || at.Kind() == reflect.Map && at != guide {
				at = at.Elem()
			}
			if (at.Kind() == reflect.Struct || at == guide) && !told[at.Name()] {
				told[at.Name()] = true
				parts = append(parts, part{at, "`" + f.name + "`里的键"})
			}
		}
		for _, p := range parts {
			tell(p.t, p.title)
		}
	}
	tell(reflect.TypeFor[Catalogue](), "最外层")
	return b.String()
}

func kindName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return kindName(t.Elem())
	case reflect.Slice:
		return "列表：" + kindName(t.Elem())
	case reflect.Map, reflect.Struct:
		return "对象"
	case reflect.Bool:
		return "真假"
	case reflect.Int:
		return "整数"
	case reflect.Float64:
		return "数"
	}
	return "文字"
}
