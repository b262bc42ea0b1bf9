package main

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"handbook/generator/handbook"
	"handbook/generator/opendata"
)

// TestEditionKinds: every list of the kinds of editions has all of them.
func TestEditionKinds(t *testing.T) {
	var texts map[string]map[string]string
	if _, err := toml.DecodeFile("../layouts/texts.toml", &texts); err != nil {
		t.Fatal(err)
	}
	scaffold, err := os.ReadFile("scaffold-edition.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, listed, _ := strings.Cut(string(scaffold), "code = ")
	listed, _, _ = strings.Cut(listed, "kind = ")
	manual, err := os.ReadFile("../content/guides/editing.md")
	if err != nil {
		t.Fatal(err)
	}
	_, explained, _ := strings.Cut(string(manual), "\ncode = ")
	_, explained, _ = strings.Cut(explained, "\nkind = ")
	explained, _, _ = strings.Cut(explained, "\n")
	types := slices.Collect(maps.Values(handbook.KindOfType))
	var schema any
	if err := json.Unmarshal(opendata.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	known := enums(schema)
	for _, kind := range append([]string{handbook.KindProvince}, handbook.EditionKinds...) {
		if texts["seal"][kind] == "" {
			t.Errorf("%s: write its mark in layouts/texts.toml, [seal]", kind)
		}
		if kind != handbook.KindProvince {
			if !slices.Contains(words(listed), kind) {
				t.Errorf("%s: explain it in the comment of kind in scaffold-edition.toml", kind)
			}
			if !slices.Contains(words(explained), kind) {
				t.Errorf("%s: explain it in the example of edition.toml in content/guides/editing.md", kind)
			}
			if !slices.Contains(types, kind) {
				t.Errorf("%s: enter the types of places that are of this kind in KindOfType of handbook/edition.go", kind)
			}
		}
		if !slices.ContainsFunc(known, func(enum []string) bool {
			return slices.Contains(enum, kind) && slices.Contains(enum, handbook.KindProvince)
		}) {
			t.Errorf("%s: write it into the schema of Edition.Kind in opendata/opendata.go", kind)
		}
	}
}

// words returns the Latin words of a text.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r < 'a' && r != '-' || r > 'z' })
}

// TestGuideKeysHaveNames: the item's page shows every key of the guide under its
// name in layouts/texts.toml.
func TestGuideKeysHaveNames(t *testing.T) {
	var texts map[string]map[string]string
	if _, err := toml.DecodeFile("../layouts/texts.toml", &texts); err != nil {
		t.Fatal(err)
	}
	for _, k := range handbook.ItemKeys {
		if k.InGuide() && texts["item"][k.Base()] == "" {
			t.Errorf("%s: write its name for citizens in layouts/texts.toml, [item] %s", k.Name, k.Base())
		}
		if k.Count && texts["coverage"][k.Base()] == "" {
			t.Errorf("%s: write its name in layouts/texts.toml, [coverage] %s", k.Name, k.Base())
		}
	}
}

// enums returns all lists of values in a JSON schema.
func enums(schema any) (out [][]string) {
	switch schema := schema.(type) {
	case []any:
		for _, v := range schema {
			out = append(out, enums(v)...)
		}
	case map[string]any:
		for key, v := range schema {
			if list, ok := v.([]any); ok && key == "enum" {
				var values []string
				for _, value := range list {
					if text, ok := value.(string); ok {
						values = append(values, text)
					}
				}
				out = append(out, values)
			}
			out = append(out, enums(v)...)
		}
	}
	return out
}
