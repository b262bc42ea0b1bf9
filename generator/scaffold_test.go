package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"handbook/generator/handbook"
)

// example is a line of the scaffold that becomes TOML without its #, and not
// an explanation: a key with its value, a table's name, or a row of a list.
var example = regexp.MustCompile(`(?m)^( *)# ((?:[a-z_]+ = |\[|\{ ).*)$`)

// uncomment makes all examples of a scaffold real.
func uncomment(scaffold string) string { return example.ReplaceAllString(scaffold, "$1$2") }

// TestScaffoldNamesEveryKey compares the scaffold of an item with the type of
// items, so that neither grows without the other.
func TestScaffoldNamesEveryKey(t *testing.T) {
	page, err := itemPage(map[string]string{"title": `"x"`, "domain": `"d"`, "order": "1"})
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(uncomment(page), "+++\n")
	front, body, closed := strings.Cut(rest, "+++\n")
	if !closed || strings.TrimSpace(body) == "" {
		t.Fatal("the scaffold has no front matter between +++ lines with a body after it")
	}
	want := map[string]bool{}
	keysOf(reflect.TypeFor[handbook.Item](), "", want)
	for _, name := range []string{
		"standards.source.fields", "standards.history.source.fields", "standards.values.source.fields", // a source in a standard carries only that standard
		"guide.materials.file",                              // the comment above names it: an example would need the file
		"reviewed", "standards.basis", "standards.reviewed", // of overrides, which the scaffold of an edition explains
	} {
		delete(want, name)
	}
	for name := range want { // the conditions show how elements are written
		parts := strings.Split(name, ".")
		if parts[0] == "guide" && len(parts) > 2 && (parts[len(parts)-1] == "fields" || parts[1] != "conditions" && want["guide.conditions."+strings.Join(parts[2:], ".")]) {
			delete(want, name)
		}
	}
	delete(want, "guide.conditions.url") // of online alone
	want["guide.online.text"], want["guide.online.url"] = true, true
	for name := range want { // the comment above them tells of texts over time
		if _, key, within := strings.Cut(name, "."); within && (strings.HasPrefix(name, "recipients_note.") || strings.HasPrefix(name, "funding.")) {
			delete(want, name)
			if key, _, _ = strings.Cut(key, "."); !strings.Contains(page, key+" = ") {
				t.Errorf("scaffold-item.md does not tell of %s: write it in the help of the key", name)
			}
		}
	}
	compareKeys(t, "scaffold-item.md", front, want, "eligibility.") // its keys are ids of questions
}

// TestGuideScaffoldNamesEveryKey does so for guides.
func TestGuideScaffoldNamesEveryKey(t *testing.T) {
	text := scaffold(t, guideScaffold, map[string]any{"Title": `"x"`, "Order": 1, "Local": false})
	_, rest, _ := strings.Cut(uncomment(text), "+++\n")
	front, body, closed := strings.Cut(rest, "+++\n")
	if !closed || strings.TrimSpace(body) == "" {
		t.Fatal("the scaffold has no front matter between +++ lines with a body after it")
	}
	want := map[string]bool{}
	keysOf(reflect.TypeFor[handbook.Guide](), "", want)
	compareKeys(t, "scaffold-guide.md", front, want, "-")
}

// place is a division for the scaffolds of editions.
var place = map[string]any{
	"Place": placeOf{Path: "a/b", Name: "乙县", Code: "350121", Kind: handbook.KindCounty},
	"Name":  `"乙县"`, "Base": `"../base.zip"`, "Sum": "00",
}

// TestEditionScaffoldNamesEveryKey does so for edition.toml, whose type is private
// to package handbook, and for the keys that only an override may have.
func TestEditionScaffoldNamesEveryKey(t *testing.T) {
	text := scaffold(t, editionScaffold, place)
	types := typesOf(t, "handbook")
	want := map[string]bool{}
	types.keys(t, "editionFile", "", want)
	for name := range want {
		if strings.HasSuffix(name, ".fields") { // a source in a fact carries only that fact
			delete(want, name)
		}
	}
	delete(want, "as_of") // the old name of divided
	compareKeys(t, "scaffold-edition.toml", uncomment(text), want, "not_applicable.")

	overrides := map[string]bool{}
	types.keys(t, "override", "", overrides)
	all := map[string]bool{}
	keysOf(reflect.TypeFor[handbook.Item](), "", all)
	for _, name := range []string{"standards.basis", "standards.reviewed"} {
		delete(all, name)
	}
	for name := range overrides {
		if key := name[strings.LastIndex(name, ".")+1:]; !all[name] && !strings.Contains(text, key) {
			t.Errorf("scaffold-edition.toml does not tell of %s, which an override can write: add it to the example there", name)
		}
	}
}

// TestSiteScaffoldNamesEveryKey does so for the site.toml of an independent
// county, which names no sum where the base is a folder.
func TestSiteScaffoldNamesEveryKey(t *testing.T) {
	want := map[string]bool{}
	keysOf(reflect.TypeFor[handbook.Independent](), "", want)
	compareKeys(t, "scaffold-site.toml", scaffold(t, siteScaffold, place), want, "-")
	folder := maps.Clone(place)
	folder["Sum"] = ""
	delete(want, "base.sum")
	compareKeys(t, "scaffold-site.toml", scaffold(t, siteScaffold, folder), want, "-")
}

func scaffold(t *testing.T, text string, values map[string]any) string {
	t.Helper()
	var out strings.Builder
	if err := template.Must(template.New("").Option("missingkey=error").Parse(text)).Execute(&out, values); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// compareKeys compares the keys of a scaffold with those of its type, except keys
// that begin with free.
func compareKeys(t *testing.T, file, text string, want map[string]bool, free string) {
	t.Helper()
	var values map[string]any
	meta, err := toml.Decode(text, &values)
	if err != nil {
		t.Fatalf("with all its examples made real %s is no TOML: %v", file, err)
	}
	have := map[string]bool{}
	for _, key := range meta.Keys() {
		if name := key.String(); !strings.HasPrefix(name, free) {
			have[name] = true
		}
	}
	for name := range want {
		if !have[name] {
			t.Errorf("%s does not name the key %s: add it there, with a sentence that explains it", file, name)
		}
	}
	for name := range have {
		if !want[name] {
			t.Errorf("%s names the key %s, which does not exist: remove it", file, name)
		}
	}
}

// structs returns the struct types of a package, from its source text.
type structs map[string]*ast.StructType

func typesOf(t *testing.T, dir string) structs {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	out := structs{}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				if s, ok := spec.Type.(*ast.StructType); ok {
					out[spec.Name.Name] = s
				}
			}
			return true
		})
	}
	return out
}

// keys adds the keys of a type as keysOf does.
func (s structs) keys(t *testing.T, name, prefix string, into map[string]bool) {
	t.Helper()
	if s[name] == nil {
		t.Fatalf("package handbook has no struct %s any more: name the one that is read now", name)
	}
	for _, f := range s[name].Fields.List {
		inner := f.Type
		for {
			if list, ok := inner.(*ast.ArrayType); ok {
				inner = list.Elt
			} else if pointer, ok := inner.(*ast.StarExpr); ok {
				inner = pointer.X
			} else {
				break
			}
		}
		typeName := ""
		if ident, ok := inner.(*ast.Ident); ok && s[ident.Name] != nil {
			typeName = ident.Name
		}
		key := ""
		if f.Tag != nil {
			key, _, _ = strings.Cut(reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("toml"), ",")
		}
		switch {
		case key != "":
			into[prefix+key] = true
			if typeName != "" {
				s.keys(t, typeName, prefix+key+".", into)
			}
		case len(f.Names) == 0 && typeName != "":
			s.keys(t, typeName, prefix, into)
		}
	}
}

// keysOf adds the keys of a struct, as "table.key", also those of the tables and
// lists within.
func keysOf(t reflect.Type, prefix string, into map[string]bool) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
		switch {
		case f.Anonymous && name == "":
			keysOf(f.Type, prefix, into)
			continue
		case name == "":
			continue
		}
		into[prefix+name] = true
		inner := f.Type
		for inner.Kind() == reflect.Slice || inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct {
			keysOf(inner, prefix+name+".", into)
		}
	}
}

// TestKeysOf checks the walk over types, on which the tests above depend.
func TestKeysOf(t *testing.T) {
	type inner struct {
		A int `toml:"a,required"`
	}
	type outer struct {
		inner
		B *inner  `toml:"b"`
		C []inner `toml:"c"`
		D int
	}
	got := map[string]bool{}
	keysOf(reflect.TypeFor[outer](), "", got)
	var names []string
	for name := range got {
		names = append(names, name)
	}
	slices.Sort(names)
	if diff := cmp.Diff([]string{"a", "b", "b.a", "c", "c.a"}, names); diff != "" {
		t.Error(diff)
	}
}
