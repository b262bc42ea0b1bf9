package opendata

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"
	"strings"
	"testing"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// TestNewKey: a key that is entered into the table of an item's keys, and
// nowhere else, stands in the JSON, in items.csv and in the schema, and a diff
// tells it.
func TestNewKey(t *testing.T) {
	keys, front, guide, before := handbook.ItemKeys, frontFields, guideFields, told
	defer func() { handbook.ItemKeys, frontFields, guideFields, told = keys, front, guide, before }()
	key := func(name string) *handbook.Key[handbook.Item] {
		return &handbook.Key[handbook.Item]{
			Name: name, Label: "新键", Type: handbook.Text, Told: true,
			Filled: func(i *handbook.Item) bool { return i.ID == "everything" },
			Value:  func(i *handbook.Item) any { return name + " of " + i.Title },
		}
	}
	handbook.ItemKeys = append(slices.Clone(keys), key("pets"), key("guide.queue"))
	frontFields, guideFields = itemFields()
	told = handbook.ItemKeys[len(keys):]
	h, _ := load(t, folder(t))
	set := New(h)
	list := set.Of(h.Province)
	title := list.Item("everything").text("title")
	for name, data := range map[string][]byte{"JSON": list.JSON(), "CSV": set.items(h.Province)} {
		if !bytes.Contains(data, []byte("pets of "+title)) || !bytes.Contains(data, []byte("guide.queue of "+title)) {
			t.Errorf("%s does not have the new keys", name)
		}
	}
	if err := valid(compiled(t, ""), list.JSON()); err != nil {
		t.Error(err)
	}
	now := copied(t, list)
	now.Item("everything").Keys["pets"] = "dogs"
	delete(now.Item("everything").Guide, "queue")
	diff := Compare(list, now)
	if len(diff.Items) != 1 || len(diff.Items[0].Changes) != 2 {
		t.Fatalf("the diff tells %v", diff.Items)
	}
	for n, want := range []string{"新键：由“pets of " + title + "”改为“dogs”", "新键：由“guide.queue of " + title + "”改为“无”"} {
		if got := diff.Items[0].Changes[n].In(diag.ZH); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestStandardKeys holds the keys of standards against the table.
func TestStandardKeys(t *testing.T) {
	fields := fieldsOf(reflect.TypeFor[Standard]())
	for _, k := range handbook.StandardKeys {
		n := slices.IndexFunc(fields, func(f field) bool { return f.name == k.Name })
		if n < 0 {
			t.Errorf("Standard does not have the key %s: add a field", k.Name)
			continue
		}
		if want := cmp.Or(k.Doc, k.Label); fields[n].doc != want {
			t.Errorf("%s is explained by %q, in the table by %q", k.Name, fields[n].doc, want)
		}
	}
}

// TestApart: what the format has in another form is a key of the table.
func TestApart(t *testing.T) {
	for _, name := range slices.Concat(apart, always) {
		if !slices.ContainsFunc(handbook.ItemKeys, func(k *handbook.Key[handbook.Item]) bool { return k.Name == name }) {
			t.Errorf("%s is no key of an item: remove it", name)
		}
	}
	if text := strings.Join(always, " "); text != "title domain recipients agencies" {
		t.Errorf("the format promises title, domain, recipients and agencies, not %s: raise Format", text)
	}
}
