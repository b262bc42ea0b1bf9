package main

import (
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

// TestScaffoldNamesEveryKey holds the scaffold of an item against the type that
// items are read into, so that neither grows without the other.
func TestScaffoldNamesEveryKey(t *testing.T) {
	var text strings.Builder
	err := template.Must(template.New("").Parse(itemScaffold)).Execute(&text, map[string]any{
		"Title": `"x"`, "Domain": "d", "Order": 1, "DomainTitle": "D",
	})
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(uncomment(text.String()), "+++\n")
	front, body, closed := strings.Cut(rest, "+++\n")
	if !closed || strings.TrimSpace(body) == "" {
		t.Fatal("the scaffold has no front matter between +++ lines with a body after it")
	}
	var values map[string]any
	meta, err := toml.Decode(front, &values)
	if err != nil {
		t.Fatalf("with all its examples made real the scaffold is no TOML: %v", err)
	}
	have := map[string]bool{}
	for _, key := range meta.Keys() {
		if name := key.String(); !strings.HasPrefix(name, "eligibility.") { // its keys are ids of questions
			have[name] = true
		}
	}
	want := map[string]bool{}
	keysOf(reflect.TypeFor[handbook.Item](), "", want)
	for _, name := range []string{"standards.source.fields", "standards.history.source.fields"} {
		delete(want, name) // what stands in a standard carries that standard alone
	}
	for name := range want {
		if !have[name] {
			t.Errorf("scaffold-item.md does not name the key %s: add it there, with a sentence that explains it", name)
		}
	}
	for name := range have {
		if !want[name] {
			t.Errorf("scaffold-item.md names the key %s, which items do not have: remove it", name)
		}
	}
}

// keysOf enters the keys that a struct takes, as "table.key", also of the
// tables and lists within.
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

// TestKeysOf proves the walk over types, without which the tests above would
// pass on nothing.
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
