package workbook

import (
	"slices"
	"strings"
	"testing"

	"handbook/generator/handbook"
)

// TestNewKey: a key that is entered into the table of an item's keys, and
// nowhere else, has a column in the workbooks of all editions.
func TestNewKey(t *testing.T) {
	keys := handbook.ItemKeys
	defer func() { handbook.ItemKeys = keys }()
	for _, name := range []string{"pets", "guide.queue"} {
		handbook.ItemKeys = append(slices.Clone(handbook.ItemKeys), &handbook.Key[handbook.Item]{
			Name: name, Label: "新键", Type: handbook.Text,
			Filled: func(*handbook.Item) bool { return true }, Value: func(i *handbook.Item) any { return name + " of " + i.ID },
		})
	}
	fsys := testTree(t)
	h, _ := load(t, fsys)
	for _, at := range []string{"", "fuzhou", "fuzhou/minhou"} {
		b, faults, err := bookOf(fsys, h, edition(t, h, at))
		if err != nil || len(faults) > 0 {
			t.Fatal(err, faults)
		}
		for n, id := range map[int]string{0: "pets", 3: "guide.queue"} {
			has := func(id string) bool {
				return slices.ContainsFunc(b.tables[n].columns, func(c column) bool { return c.id == id })
			}
			if !has(id) || has("above."+id) != (at != "") {
				t.Errorf("%q: the sheet %s does not have the new key, with what is inherited", at, b.tables[n].title)
			}
		}
	}
}

// TestStandardKeys: each key of a standard has a column, or is named here.
func TestStandardKeys(t *testing.T) {
	fsys := testTree(t)
	h, _ := load(t, fsys)
	shown := []string{"id", "history", "former_ids", "tier", "values"} // the key of a row, and what editors write
	for _, at := range []string{"", "fuzhou"} {
		b, _, err := bookOf(fsys, h, edition(t, h, at))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range b.tables[1].columns {
			id, _, _ := strings.Cut(c.id, ".")
			shown = append(shown, id)
		}
	}
	for _, k := range handbook.StandardKeys {
		if !slices.Contains(shown, k.Name) {
			t.Errorf("the sheet 标准 has no column for %s: add one to standards, or name it here", k.Name)
		}
	}
}
