package toml

import (
	"strings"
	"testing"

	"handbook/generator/diag"
)

// TestBounds: fields and lists have as much as anyone reads, and no more.
func TestBounds(t *testing.T) {
	for _, test := range []struct{ name, text, code, at string }{
		{"a text", `a = "` + strings.Repeat("甲", maxText-2) + `"`, "", ""},
		{"a long text", "b = 1\na = \"" + strings.Repeat("甲", maxText) + `"`, "too-long", "a.toml:2:5"},
		{"a long text of lines", "a = '''\n" + strings.Repeat("甲\n", maxText) + "'''", "too-long", "a.toml:1:5"},
		{"a list", "a = [" + strings.Repeat("1,\n", maxEntries) + "]", "", ""},
		{"a long list", "a = [" + strings.Repeat("1,\n", maxEntries+1) + "]\nb = [1]", "too-many", "a.toml:5001:1"},
		{"tables", strings.Repeat("[[a]]\n", maxEntries), "", ""},
		{"many tables", strings.Repeat("[[a]]\n", maxEntries+10), "too-many", "a.toml:5001:1"},
	} {
		_, faults := read(test.text)
		switch {
		case test.code == "" && len(faults) > 0:
			t.Errorf("%s: %s", test.name, describe(faults))
		case test.code != "" && (len(faults) != 1 || faults[0].Code() != test.code || faults[0].Pos.String() != test.at):
			t.Errorf("%s: want %s at %s, got %d faults: %.200s", test.name, test.code, test.at, len(faults), describe(faults))
		}
	}
}

func describe(faults diag.List) string {
	var b strings.Builder
	faults.WriteText(&b, diag.EN)
	return b.String()
}
