package toml

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	gocmp "github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
)

// FuzzRead holds the laws of reading: nothing panics, every fault lies inside
// the text, what the scanner refuses the library refuses too, and the index has
// the keys that the library reports.
func FuzzRead(f *testing.F) {
	f.Add(item)
	for _, test := range syntaxTests {
		if len(test.text) < 1000 { // long seeds make slow fuzzing
			f.Add(test.text)
		}
	}
	for _, text := range validTOML {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, faults := read(text)
		inside(t, doc, faults)
		var into testItem
		inside(t, doc, doc.Decode(&into))
		obeysLibrary(t, doc)
	})
}

// read reads TOML as package tree does, but without the faults of files.
func read(text string) (*Doc, diag.List) {
	text = strings.TrimPrefix(strings.ToValidUTF8(text, "\ufffd"), "\ufeff")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return Read(&diag.Source{Path: "a.toml", Text: text})
}

// inside fails for positions outside the text.
func inside(t *testing.T, d *Doc, faults diag.List) {
	t.Helper()
	lines := strings.Split(d.source.Text, "\n")
	check := func(p diag.Pos) {
		t.Helper()
		if p.Line == 0 && p.Col == 0 {
			return
		}
		if p.Line < 1 || p.Line > len(lines) {
			t.Errorf("%s lies outside the text of %d lines", p, len(lines))
			return
		}
		n := utf8.RuneCountInString(lines[p.Line-1])
		if p.Col < 1 || p.Col > n+1 || p.Len < 1 || p.Col+p.Len > n+2 {
			t.Errorf("%s, length %d, lies outside its line of %d runes", p, p.Len, n)
		}
	}
	for _, fault := range faults {
		check(fault.Pos)
		for _, note := range fault.Notes {
			check(note.Pos)
		}
		for _, lang := range []diag.Lang{diag.EN, diag.ZH} {
			if text := fault.Said.In(lang) + fault.Hint.In(lang); strings.Contains(text, "%!") && !strings.Contains(d.source.Text, "%!") {
				t.Errorf("message with wrong arguments: %s", text)
			}
		}
	}
}

func obeysLibrary(t *testing.T, d *Doc) {
	t.Helper()
	text := d.text()
	s := scanner{s: text, root: &node{}}
	s.run()
	if len(s.faults) > 0 {
		bounded := slices.ContainsFunc(s.faults, func(f offsetFault) bool {
			return slices.Contains([]string{"too-deep", "too-complex", "too-long", "too-many"}, f.fault.Code())
		})
		// What goes beyond the bounds the library may accept, or die of.
		if bounded || strings.Count(text, "[")+strings.Count(text, "{") > 1000 {
			return
		}
		var v any
		if _, err := safely(text, &v); err == nil {
			t.Errorf("the scanner refuses what the library reads as %v: %s\n%q", v, s.faults[0].fault.Said.In(diag.EN), text)
		}
		return
	}
	var v any
	meta, err := safely(text, &v)
	if err != nil || len(s.clashes) > 0 { // the library lets some keys be defined twice
		return
	}
	if d.broken {
		t.Fatalf("%q is refused, though the scanner and the library read it", text)
	}
	var want, got []string
	for _, key := range meta.Keys() {
		want = append(want, key.String())
	}
	type found struct {
		off  int
		path toml.Key
	}
	var all []found
	var collect func(n *node, path toml.Key)
	collect = func(n *node, path toml.Key) {
		switch {
		case n.kind == manyNode:
			for _, e := range n.elems {
				all = append(all, found{e.key.off, path})
			}
		case n.kind != impliedNode && n.kind != dottedNode && len(path) > 0 && n.key != (span{}):
			all = append(all, found{n.key.off, path})
		}
		for name, child := range n.keys {
			collect(child, append(slices.Clone(path), name))
		}
		for _, e := range n.elems {
			if n.kind == manyNode {
				e = &node{keys: e.keys}
			}
			collect(e, path)
		}
	}
	collect(s.root, nil)
	slices.SortFunc(all, func(a, b found) int { return cmp.Compare(a.off, b.off) })
	for _, f := range all {
		got = append(got, f.path.String())
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("the index and the library disagree about the keys of %q (-library +index):\n%s", text, diff)
	}
	d.everyPlace(t, v, nil)
}

func safely(text string, v any) (meta toml.MetaData, err error) {
	defer func() {
		if bug := recover(); bug != nil {
			err = fmt.Errorf("%v", bug)
		}
	}()
	return toml.Decode(text, v)
}

// everyPlace fails where a value that the library found is not in the index.
func (d *Doc) everyPlace(t *testing.T, v any, path []any) {
	t.Helper()
	if _, found := d.find(path); !found {
		t.Errorf("the index lacks %v of %q", path, d.text())
	}
	if !d.Has(path...) {
		t.Errorf("Has denies %v of %q", path, d.text())
	}
	inside(t, d, diag.List{diag.New(d.At(path...), diag.Message{}), diag.New(d.KeyAt(path...), diag.Message{})})
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			d.everyPlace(t, value, append(slices.Clone(path), key))
		}
	case []any:
		for i, value := range v {
			d.everyPlace(t, value, append(slices.Clone(path), i))
		}
	case []map[string]any:
		for i, value := range v {
			d.everyPlace(t, value, append(slices.Clone(path), i))
		}
	}
}

// validTOML are corners of the language that the scanner must accept.
var validTOML = []string{
	"",
	"# 只有说明",
	"a = 1\nb.c = 2\nb.d.e = 3\n\"q k\".'r' = 4\n\"\" = 5",
	"a = '''x''''\nb = \"\"\"\"y\"\"\"\"\"\nc = \"\"\"\\\n   z \\\" \"\"\"",
	"a = [ # eins\n 1, [2, 3], # zwei\n [4],\n]\nb = [\n [1]\n]\nc=[{x=1},{x=2,y={z=3}}]",
	"t = { a = 1,\n # x\n b.c = 2, }\nu = {}",
	"[a.b]\nc = 1\n[a]\nd = 2\n[[e]]\nf = 1\n[[e]]\n[[e.g]]\nh = 1\n[e.i]\nj = 1\n[ k . \"l\" ]\nm = 1",
	"d = 2017-09-01\nt = 07:32:00\nu = 2017-09-01 07:32:00  # x\nv = 2017-09-01T07:32:00.5+08:00\nw = 2017-09-01T07:32Z",
	"i = [0, -0, +1, 1_000, 0xdead_BEEF, 0o755, 0b11]\nf = [1.5, -1e5, 1e-5, 6.626e-34, inf, -inf, +nan, nan]\nb = [true, false]",
	"\"\\u514d\\n\" = \"\\\\ \\\" \\x41 \\t\"\n'\\u' = 'C:\\x'",
	"3.14 = 1\n-a = 2\n2017-09-01 = 3\ntrue = false",
	"a = \"\"\nb = ''\nc = \"\"\"\"\"\"\nd = ''''''",
}

func TestValid(t *testing.T) {
	for _, text := range validTOML {
		doc, faults := read(text)
		if len(faults) > 0 {
			t.Errorf("%q is TOML, but: %s", text, faults[0].Said.In(diag.EN))
			continue
		}
		obeysLibrary(t, doc)
	}
}
