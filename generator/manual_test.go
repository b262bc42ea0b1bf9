package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"handbook/generator/handbook"
)

const manual = "../content/guides/editing.md"

// TestManualKeys compares the tables of keys in the editors' manual with the tables
// of package handbook, which have the texts. With -update it writes them.
func TestManualKeys(t *testing.T) {
	data, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, part := range []struct{ heading, table string }{
		{"### 项目的键", keyTable(t, handbook.ItemKeys, func(k *handbook.Key[handbook.Item]) bool { return !k.InGuide() })},
		{"### 办事指南怎样写", keyTable(t, handbook.ItemKeys, (*handbook.Key[handbook.Item]).InGuide)},
		{"### 服务指导标准怎样写", keyTable(t, handbook.StandardKeys, func(*handbook.Key[handbook.Standard]) bool { return true })},
	} {
		before, rest, found := strings.Cut(text, part.heading+"\n")
		lead, rest, hasTable := strings.Cut(rest, tableHead)
		if !found || !hasTable {
			t.Fatalf("%s has no table under %q", manual, part.heading)
		}
		old, after, _ := strings.Cut(rest, "\n\n")
		if old = tableHead + old + "\n"; old != part.table && !*update {
			t.Errorf("%s: the table under %q is not that of the keys: run go test ./generator -run TestManual -update", manual, part.heading)
		}
		text = before + part.heading + "\n" + lead + part.table + "\n" + after
	}
	if *update {
		if err := os.WriteFile(manual, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const tableHead = "| 键 | 写什么 | 市、县怎样改 |\n"

// keyTable returns the reference of some keys in Markdown.
func keyTable[T any](t *testing.T, keys []*handbook.Key[T], in func(*handbook.Key[T]) bool) string {
	out := tableHead + "| --- | --- | --- |\n"
	for _, k := range keys {
		if !in(k) {
			continue
		}
		change := map[handbook.Change]string{
			handbook.Free: "可以换", handbook.Keep: "可以换，不能清空", handbook.Reword: "改写要有`reviewed`，不能清空", handbook.Own: "写本地自己的", handbook.Widen: "只能增加", handbook.Raise: "不能比上级差", handbook.Fixed: "不能改",
		}[k.Change]
		if k.Help == "" || change == "" || strings.ContainsAny(k.Help, "|\n") {
			t.Errorf("%s has no explanation that a table can hold", k.Name)
		}
		if k.Merge == handbook.Extend {
			change += "，用`" + k.Name + "_add`"
			if k.Change == handbook.Free || k.Change == handbook.Keep {
				change = strings.Replace(change, "，用", "；只增加的，用", 1)
			}
		}
		out += "| `" + k.Base() + "` | " + k.Help + " | " + change + " |\n"
	}
	return out
}

// TestNewKey: a new key in the table of an item's keys, and nowhere else, appears
// in the scaffold and in the reference with its explanation.
func TestNewKey(t *testing.T) {
	keys := handbook.ItemKeys
	defer func() { handbook.ItemKeys = keys }()
	for _, name := range []string{"pets", "guide.queue"} {
		handbook.ItemKeys = append(slices.Clone(handbook.ItemKeys), &handbook.Key[handbook.Item]{
			Name: name, Help: "新的键" + name, Change: handbook.Free, Example: `"无"`,
		})
	}
	page, err := itemPage(nil)
	if err != nil {
		t.Fatal(err)
	}
	reference := keyTable(t, handbook.ItemKeys, func(*handbook.Key[handbook.Item]) bool { return true })
	for _, want := range []string{"# 新的键pets。\npets = \"无\"\n", "# 新的键guide.queue。\n# queue = \"无\"\n"} {
		if !strings.Contains(page, want) {
			t.Errorf("the scaffold does not have %q", want)
		}
	}
	for _, want := range []string{"| `pets` | 新的键pets | 可以换 |", "| `queue` | 新的键guide.queue | 可以换 |"} {
		if !strings.Contains(reference, want) {
			t.Errorf("the reference does not have %q", want)
		}
	}
}
