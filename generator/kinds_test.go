package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"handbook/generator/handbook"
	"handbook/generator/opendata"
)

// TestEditionKinds: whoever lists the kinds of editions knows all of them.
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
	var schema any
	if err := json.Unmarshal(opendata.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	known := enums(schema)
	for _, kind := range append([]string{handbook.KindProvince}, handbook.EditionKinds...) {
		if texts["seal"][kind] == "" {
			t.Errorf("%s: write its mark in layouts/texts.toml, [seal]", kind)
		}
		if kind != handbook.KindProvince && !slices.Contains(strings.FieldsFunc(listed, func(r rune) bool { return r < 'a' && r != '-' || r > 'z' }), kind) {
			t.Errorf("%s: explain it in the comment of kind in scaffold-edition.toml", kind)
		}
		if !slices.ContainsFunc(known, func(enum []string) bool {
			return slices.Contains(enum, kind) && slices.Contains(enum, handbook.KindProvince)
		}) {
			t.Errorf("%s: write it into the schema of Edition.Kind in opendata/opendata.go", kind)
		}
	}
}

// enums are all lists of values in a JSON schema.
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
