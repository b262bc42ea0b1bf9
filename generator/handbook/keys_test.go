package handbook

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestItemKeys holds the table of an item's keys against the types that items
// and overlays are read into.
func TestItemKeys(t *testing.T) {
	fields := tomlFields(reflect.TypeFor[Item](), "", nil)
	holdKeys(t, ItemKeys, fields)
	overlays := tomlFields(reflect.TypeFor[override](), "", nil)
	for _, k := range ItemKeys {
		if has := overlays[k.Name+"_add"] != nil; has != (k.Merge == Extend) || has != (k.add != nil) {
			t.Errorf("%s: an override has %[1]s_add is %v, but the table says %q", k.Name, has, k.Merge)
		}
		if (k.list != nil) != (k.Type == Texts || k.Type == IDs || k.Type == Phones) {
			t.Errorf("%s of the type %s has a list is %v", k.Name, k.Type, k.list != nil)
		}
	}
	for name := range overlays {
		if name = strings.TrimSuffix(name, "_add"); name != "body" && name != "guide" && itemKeys[name] == nil {
			t.Errorf("an override has the key %s, which the table does not know", name)
		}
	}
}

func TestStandardKeys(t *testing.T) {
	holdKeys(t, StandardKeys, tomlFields(reflect.TypeFor[Standard](), "", nil))
	for _, k := range StandardKeys {
		for _, name := range k.along {
			if !slices.ContainsFunc(StandardKeys, func(k *Key[Standard]) bool { return k.Name == name }) {
				t.Errorf("%s goes along with %s, which is no key", k.Name, name)
			}
		}
	}
}

// holdKeys holds a table against the fields of its type, by their keys.
func holdKeys[T any](t *testing.T, keys []*Key[T], fields map[string][]int) {
	t.Helper()
	seen := map[string]bool{}
	for _, k := range keys {
		if fields[k.Name] == nil || seen[k.Name] {
			t.Errorf("%s stands twice in the table, or is no key of %v: remove the entry", k.Name, reflect.TypeFor[T]())
			continue
		}
		seen[k.Name] = true
		if k.Label == "" || k.Help == "" || strings.HasSuffix(k.Help, "。") || strings.ContainsAny(k.Label+k.Help+k.Doc, "|\n") {
			t.Errorf("%s: write a label, and an explanation of one line without a full stop", k.Name)
		}
		empty, full := new(T), new(T)
		field := reflect.ValueOf(full).Elem().FieldByIndex(fields[k.Name])
		some(field)
		for _, other := range keys {
			if own := other == k; other.Filled(full) != own || other.Same(empty, full) == own || (other.Value(full) != nil) != own {
				t.Errorf("%s, and nothing else, is set, but the entry of %s reads something else", k.Name, other.Name)
			}
		}
		if k.take(empty, full); !k.Same(empty, full) {
			t.Errorf("%s is not copied", k.Name)
		}
		want := map[Type]string{
			Text: "string", Texts: "[]string", IDs: "[]string", Phones: "[]string", Choice: "string", Day: "series.Date",
			Flag: "bool", Whole: "int", Number: "series.Amount", Papers: "[]handbook.Material", Clauses: "[]handbook.Clause", Sentence: "[]handbook.Clause",
		}[k.Type]
		if got := reflect.TypeOf(k.Value(full)).String(); want != "" && got != want || want == "" && k.Type != Tables {
			t.Errorf("%s has the type %s, and the value %s", k.Name, k.Type, got)
		}
	}
	for name := range fields {
		if !seen[name] && name != "guide" {
			t.Errorf("the table does not know the key %s of %v: add an entry, with a sentence that explains it", name, reflect.TypeFor[T]())
		}
	}
}

// tomlFields are the fields of a struct by the keys that they take, those of
// the guide by "guide.KEY".
func tomlFields(typ reflect.Type, prefix string, index []int) map[string][]int {
	out := map[string][]int{}
	for n := range typ.NumField() {
		f := typ.Field(n)
		at := append(slices.Clone(index), n)
		name, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
		inner := map[string][]int(nil)
		switch {
		case f.Anonymous && name == "":
			inner = tomlFields(f.Type, prefix, at)
		case name != "":
			out[prefix+name] = at
			if f.Type == reflect.TypeFor[ServiceGuide]() {
				inner = tomlFields(f.Type, prefix+name+".", at)
			}
		}
		for key, at := range inner {
			out[key] = at
		}
	}
	return out
}

// some gives a field a value that says something.
func some(field reflect.Value) {
	if w, is := field.Addr().Interface().(*Words); is {
		*w = Words{{Value: "x"}}
		return
	}
	switch field.Kind() {
	case reflect.String:
		field.SetString("x")
	case reflect.Bool:
		field.SetBool(true)
	case reflect.Int:
		field.SetInt(2)
	case reflect.Struct: // a date
		field.Field(0).SetInt(2020)
	case reflect.Slice:
		field.Set(reflect.MakeSlice(field.Type(), 1, 1))
		if one := field.Index(0); one.Kind() == reflect.Struct && one.Field(0).Kind() == reflect.String { // an element says something
			one.Field(0).SetString("x")
		}
	case reflect.Pointer:
		field.Set(reflect.New(field.Type().Elem()))
	}
}
