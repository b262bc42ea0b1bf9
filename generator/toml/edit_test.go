package toml

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
)

// edits are changes with the whole text before and after, so that nothing else
// can have moved.
var edits = []struct {
	name, before string
	changes      []Change
	after        string
}{
	{"a value", "a = 1 # one\nb = 2\n", []Change{{[]any{"a"}, 7}}, "a = 7 # one\nb = 2\n"},
	{"quotes and lines", "a = 'x'\n", []Change{{[]any{"a"}, "say \"hi\"\\\n\x01"}}, "a = \"say \\\"hi\\\"\\\\\\n\"\n"},
	{"a new key goes last in the document's own keys", "# head\na = 1\n\n# of b\n[b]\nc = 2\n", []Change{{[]any{"z"}, true}}, "# head\na = 1\nz = true\n\n# of b\n[b]\nc = 2\n"},
	{"the first key", "# only what differs\n", []Change{{[]any{"z"}, "x"}}, "# only what differs\nz = \"x\"\n"},
	{"the first key before a section", "# only what differs\n[b]\nc = 2\n", []Change{{[]any{"z"}, "x"}}, "# only what differs\nz = \"x\"\n\n[b]\nc = 2\n"},
	{"a key of a section", "[b]\nc = [\n 1, # one\n]\n\n[d]\n", []Change{{[]any{"b", "e"}, 1.5}}, "[b]\nc = [\n 1, # one\n]\ne = 1.5\n\n[d]\n"},
	{"a key of an empty section", "[b] # nothing yet\n[d]\n", []Change{{[]any{"b", "e"}, 1}}, "[b] # nothing yet\ne = 1\n[d]\n"},
	{"before an element", "v = [{ a = 1 }, { a = 3 }] # why\n", []Change{{[]any{"v", 1}, Insert{Table{{"a", 2}}}}, {[]any{"v", 3}, Insert{Table{{"a", 4}}}}}, "v = [{ a = 1 }, { a = 2 }, { a = 3 }, { a = 4 }] # why\n"},
	{"before an element on its line", "v = [\n  # old\n  1, # one\n  3, # three\n]\n", []Change{{[]any{"v", 1}, Insert{2}}}, "v = [\n  # old\n  1, # one\n  2,\n  3, # three\n]\n"},
	{"among sections it comes last", "[[v]]\na = 1\n", []Change{{[]any{"v", 0}, Insert{Table{{"a", 2}}}}}, "[[v]]\na = 1\n\n[[v]]\na = 2\n"},
	{"a new section", "a = 1\n", []Change{{[]any{"guide", "fee"}, "不收费"}}, "a = 1\n\n[guide]\nfee = \"不收费\"\n"},
	{"a new section in a new file", "# only\n", []Change{{[]any{"guide", "fee"}, "x"}, {[]any{"a"}, 1}}, "# only\na = 1\n\n[guide]\nfee = \"x\"\n"},
	{"no line end at the end", "[b]\nc = 1", []Change{{[]any{"b", "d"}, 2}}, "[b]\nc = 1\nd = 2\n"},
	{"dotted keys", "guide.fee = 'x'\nz = 1\n", []Change{{[]any{"guide", "online"}, "y"}}, "guide.fee = 'x'\nguide.online = \"y\"\nz = 1\n"},
	{"a table that only longer headers name", "[a.b]\nc = 1\n", []Change{{[]any{"a", "d"}, 2}}, "[a.b]\nc = 1\n\n[a]\nd = 2\n"},
	{"into braces", "s = { id = 'x' } # why\n", []Change{{[]any{"s", "at"}, "§1"}}, "s = { id = 'x', at = \"§1\" } # why\n"},
	{"into empty braces", "s = {}\n", []Change{{[]any{"s", "at"}, "§1"}}, "s = { at = \"§1\" }\n"},
	{"dotted keys in braces", "s = { a.b = 1, c = 2 }\n", []Change{{[]any{"s", "a", "d"}, 3}, {[]any{"s", "a", "b"}, nil}}, "s = { c = 2, a.d = 3 }\n"},
	{"out of braces", "s = { id = 'x' , at = \"y\" }\n", []Change{{[]any{"s", "at"}, nil}}, "s = { id = 'x' }\n"},
	{"a table below an element", "[[st]]\nid = 'x'\n", []Change{{[]any{"st", 0, "source", "id"}, "law"}, {[]any{"st", 0, "source", "at"}, "§"}}, "[[st]]\nid = 'x'\nsource = { id = \"law\", at = \"§\" }\n"},
	{"another element", "[[st]]\nid = 'x'\n[st.source]\nid = 'y'\n\n# the guide\n[guide]\nfee = 1\n", []Change{{[]any{"st", 1}, Table{{"id", "z"}, {"amount", 3}}}},
		"[[st]]\nid = 'x'\n[st.source]\nid = 'y'\n\n[[st]]\nid = \"z\"\namount = 3\n\n# the guide\n[guide]\nfee = 1\n"},
	{"the first element", "a = 1\n", []Change{{[]any{"st", 0}, Table{{"id", "z"}}}, {[]any{"st", 1}, Table{{"id", "y"}}}}, "a = 1\n\n[[st]]\nid = \"z\"\n\n[[st]]\nid = \"y\"\n"},
	{"sections below a section", "[guide]\nfee = 1\n[x]\n", []Change{{[]any{"guide", "places", 0}, Table{{"name", "w"}}}}, "[guide]\nfee = 1\n\n[[guide.places]]\nname = \"w\"\n[x]\n"},
	{"an element of a list", "p = [{ name = 'a' }]\n", []Change{{[]any{"p", 1}, Table{{"name", "b"}}}}, "p = [{ name = 'a' }, { name = \"b\" }]\n"},
	{"an element of a list on lines", "p = [\n  1, # one\n]\n", []Change{{[]any{"p", 1}, 2}}, "p = [\n  1, # one\n  2,\n]\n"},
	{"remove a line", "# of a\na = 1 # gone\n# of b\nb = 2\n", []Change{{[]any{"a"}, nil}}, "# of a\n# of b\nb = 2\n"},
	{"remove a value on lines", "a = [\n1,\n]\nb = \"\"\"\nx\n\"\"\"\nc = 1\n", []Change{{[]any{"a"}, nil}, {[]any{"b"}, nil}}, "c = 1\n"},
	{"remove an element", "[[p]]\nn = 1\n\n# two\n[[p]]\nn = 2\n\n[[p]]\nn = 3\n", []Change{{[]any{"p", 1}, nil}}, "[[p]]\nn = 1\n\n# two\n\n[[p]]\nn = 3\n"},
	{"remove a section with those below it", "a = 1\n\n[g]\nb = 1\n\n[[g.p]]\nc = 1\n\n[h]\n", []Change{{[]any{"g"}, nil}}, "a = 1\n\n[h]\n"},
	{"remove from a list", "a = ['x', \"y\", 'z']\n", []Change{{[]any{"a", 1}, nil}}, "a = ['x', 'z']\n"},
	{"a list on lines keeps its comments", "m = [\n  # to begin with\n  \"a\", # why a\n  # about b\n  \"b\", # why b\n  # about c\n  'c' # why c\n  # the end\n] # all\n",
		[]Change{{[]any{"m"}, []any{"a", "c"}}}, "m = [\n  # to begin with\n  \"a\", # why a\n  # about b\n  # about c\n  'c' # why c\n  # the end\n] # all\n"},
	{"an element more", "m = [\n\t'a', # why a\n\t'c' # why c\n]\n", []Change{{[]any{"m"}, []any{"a", "b", "c"}}}, "m = [\n\t'a', # why a\n\t\"b\",\n\t'c' # why c\n]\n"},
	{"elements in another order", "m = [\n  'a', # why a\n  'b', # why b\n]\n", []Change{{[]any{"m"}, []any{"b", "a"}}}, "m = [\n  'b', # why b\n  'a', # why a\n]\n"},
	{"an element replaced", "m = [\n  'a', # first\n  { name = 'b' }, # second\n]\n", []Change{{[]any{"m"}, []any{"x", Table{{"name", "b"}}}}}, "m = [\n  \"x\", # first\n  { name = 'b' }, # second\n]\n"},
	{"one of two on a line", "m = [\n  'a', 'b', # both\n  'c',\n]\n", []Change{{[]any{"m", 1}, nil}}, "m = [\n  'a', # both\n  'c',\n]\n"},
	{"a comma of its own", "m = ['a' # why a\n  , 'b'\n  , 'c']\n", []Change{{[]any{"m"}, []any{"a", "c"}}}, "m = ['a', # why a\n  'c']\n"},
	{"the last one", "m = [ # head\n  'a', 'b', # both\n]\n", []Change{{[]any{"m", 1}, nil}, {[]any{"m", 1}, "c"}}, "m = [ # head\n  'a', # both\n  \"c\",\n]\n"},
	{"a list for sections", "[[g.m]]\nname = 'a'\n[g]\nfee = 1\n", []Change{{[]any{"g", "m"}, []any{"b"}}}, "[g]\nfee = 1\nm = [\"b\"]\n"},
	{"nothing to remove", "a = 1\n", []Change{{[]any{"g", "m"}, nil}}, "a = 1\n"},
	{"a long list", "a = []\n", []Change{{[]any{"a"}, []any{strings.Repeat("长", 60), strings.Repeat("句", 60)}}}, "a = [\n  \"" + strings.Repeat("长", 60) + "\",\n  \"" + strings.Repeat("句", 60) + "\",\n]\n"},
	{"a date", "a = 1\n", []Change{{[]any{"since"}, Date{2017, 9, 1}}}, "a = 1\nsince = 2017-09-01\n"},
	{"a key that needs quotes", "", []Change{{[]any{"a b"}, 1}}, "\"a b\" = 1\n"},
}

func TestEdit(t *testing.T) {
	for _, test := range edits {
		for _, form := range []struct{ name, head, tail, newline string }{
			{"a table", "", "", "\n"},
			{"a page", "\n+++\n", "+++\nBody with\r\na = 1\n", "\n"},
			{"a page from Windows", "\ufeff+++\r\n", "+++\r\nBody\r\n", "\r\n"},
			{"a page from an old Mac", "+++\r", "+++\rBody\r", "\r"},
		} {
			if strings.HasSuffix(test.name, "at the end") && form.tail != "" {
				continue
			}
			whole := func(text string) string {
				return form.head + strings.ReplaceAll(text, "\n", form.newline) + form.tail
			}
			start := strings.Index(form.head, "+++") + len("+++\n")
			if form.head == "" {
				start = 0
			}
			start -= strings.Count(form.head, "\ufeff") * len("\ufeff")
			doc, _ := read(whole(test.before))
			doc, faults := ReadPart(doc.source, start, start+len(test.before))
			if len(faults) > 0 {
				t.Errorf("%s in %s: %v", test.name, form.name, faults)
			}
			got := doc.Edit([]byte(whole(test.before)), test.changes...)
			if diff := cmp.Diff(whole(test.after), string(got)); diff != "" {
				t.Errorf("%s in %s (-want +got):\n%s", test.name, form.name, diff)
			}
		}
	}
}

// FuzzEdit changes a value of any document: what it decodes to is what it was
// with that one value, and all other bytes are the same.
func FuzzEdit(f *testing.F) {
	for n, test := range edits {
		for op := range uint8(4) {
			f.Add(test.before, uint16(n*7), op, "值\"\\\n")
		}
	}
	f.Add("a = [ # x\n  [1, 2], # \"]\n  'b' # y,\n  ,\n  # z\n \"c\",{ d = '#' }, \"\"\"\n,#\"\"\"\n]\n", uint16(3), uint8(1), "x")
	f.Add("a = '\u202e'\n", uint16(1), uint8(1), "甲\x00\r\n\u202e乙")
	f.Add("a.b.c = 1\n[a.d]\ne = [[1], { f = 2 }]\n[[g]]\nh.i = 1\n[[g.j]]\nk = 2\r\n", uint16(3), uint8(2), "x")
	f.Fuzz(func(t *testing.T, text string, which uint16, op uint8, value string) {
		value = strings.ToValidUTF8(value, "\ufffd")
		doc, faults := read(text)
		if !utf8.ValidString(text) || faults.HasErrors() { // broken, or with a control character
			return
		}
		paths := pathsOf(doc.Value(), nil)
		path := paths[int(which)%len(paths)]
		var change Change
		switch at := doc.Value(path...).(type) {
		case map[string]any:
			key := "new key"
			if _, taken := at[key]; taken || op%2 == 0 && len(path) > 0 {
				change = Change{Path: path}
				break
			}
			change = Change{append(slices.Clone(path), key), value}
		case []any:
			switch {
			case op%4 == 0:
				change = Change{path, []any{value, int64(op)}}
			case op%4 == 1:
				change = Change{Path: path}
			case len(at) > 0 && op%4 == 2:
				change = Change{Path: append(slices.Clone(path), int(which)%len(at))}
			default:
				change = Change{append(slices.Clone(path), len(at)), Table{{"new", value}}}
			}
		default:
			change = Change{path, value}
			if op%2 == 0 {
				change.Value = nil
			}
		}
		want := cleaned(changed(doc.Value(), change.Path, change.Value))
		got := doc.Edit([]byte(text), change)
		after, _ := read(string(got))
		if have := pruned(after.Value()); !reflect.DeepEqual(pruned(want), have) {
			t.Fatalf("%q\nwith %v = %q\nis %q\nand decodes to %v,\nnot %v", text, change.Path, change.Value, got, have, pruned(want))
		}
		at, found := doc.find(change.Path)
		if whole := found && at.written(); whole && change.Value != nil {
			raw := rawOffsets{data: []byte(text)}
			if strings.HasPrefix(text, "\ufeff") {
				raw.at = len("\ufeff")
			}
			before, behind := text[:raw.to(at.val.off)], ""
			behind = text[raw.to(at.val.end):]
			if !bytes.HasPrefix(got, []byte(before)) || !bytes.HasSuffix(got, []byte(behind)) {
				t.Fatalf("%q with %v set is %q: other bytes moved", text, change.Path, got)
			}
		}
		if change.Value != nil && !found {
			prefix := 0
			for prefix < min(len(text), len(got)) && text[prefix] == got[prefix] {
				prefix++
			}
			if rest := text[prefix:]; change.Path[len(change.Path)-1] == "new key" && !bytes.HasSuffix(got, []byte(rest)) && !strings.Contains(text, "{") {
				t.Fatalf("%q with %v added is %q: other bytes moved", text, change.Path, got)
			}
		}
	})
}

// pathsOf lists the paths of all values.
func pathsOf(v any, path []any) [][]any {
	out := [][]any{path}
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(keysOf(v)) {
			out = append(out, pathsOf(v[key], append(slices.Clone(path), key))...)
		}
	case []any:
		for n, element := range v {
			out = append(out, pathsOf(element, append(slices.Clone(path), n))...)
		}
	}
	return out
}

func keysOf(m map[string]any) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// changed is a value with one value in it set or removed.
func changed(v any, path []any, value any) any {
	if len(path) == 0 {
		switch value := value.(type) {
		case Table:
			out := map[string]any{}
			for _, entry := range value {
				out[entry.Key] = entry.Value
			}
			return out
		}
		return value
	}
	switch step := path[0].(type) {
	case string:
		table := v.(map[string]any)
		out := map[string]any{}
		for key, old := range table {
			out[key] = old
		}
		if len(path) == 1 && value == nil {
			delete(out, step)
		} else {
			out[step] = changed(table[step], path[1:], value)
		}
		return out
	case int:
		list := slices.Clone(v.([]any))
		if len(path) == 1 && value == nil {
			return slices.Delete(list, step, step+1)
		}
		if step == len(list) {
			return append(list, changed(nil, path[1:], value))
		}
		list[step] = changed(list[step], path[1:], value)
		return list
	}
	panic(fmt.Sprint(path))
}

// cleaned is a value without the characters that Edit does not write.
func cleaned(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key := range v {
			v[key] = cleaned(v[key])
		}
	case []any:
		for i := range v {
			v[i] = cleaned(v[i])
		}
	case string:
		return withoutUnseen(v)
	}
	return v
}

// pruned leaves out empty tables and lists: a section that has lost its last
// line may be there or not.
func pruned(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, element := range v {
			if p := pruned(element); p != nil {
				out[key] = p
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	case []any:
		var out []any
		for _, element := range v {
			out = append(out, pruned(element))
		}
		if len(out) == 0 {
			return nil
		}
		return out
	case float64:
		return fmt.Sprint(v) // nan is not equal to itself
	}
	return v
}

// TestPathAt finds each value again at the place that At names.
func TestPathAt(t *testing.T) {
	text := "a = 1\nb.c = [\n  \"值\", { d = 2 },\n]\n[e]\nf = '长' # x\n[[g]]\nh = { i = [3] }\n[[g]]\nj = 4\n[k.l]\nm = 5\n"
	for _, head := range []string{"", "+++\n"} {
		name := head + "a.toml"
		doc, faults := ReadPart(&diag.Source{Path: name, Text: head + text + head}, len(head), len(head)+len(text))
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		for _, path := range pathsOf(doc.Value(), nil) {
			switch doc.Value(path...).(type) {
			case map[string]any:
				continue // a table's own place is its header, or that of its first key
			}
			if got := doc.PathAt(doc.KeyAt(path...)); len(path) > 0 && path[0] != "g" && !reflect.DeepEqual(got, path) {
				t.Errorf("%s: at the key of %v stands %v", name, path, got)
			}
			if got := doc.PathAt(doc.At(path...)); len(path) > 1 && !reflect.DeepEqual(got, path) {
				t.Errorf("%s: at %v stands %v", name, path, got)
			}
		}
		if got := doc.PathAt(doc.At("g", 1)); !reflect.DeepEqual(got, []any{"g", 1}) {
			t.Errorf("%s: at the second header stands %v", name, got)
		}
		for _, pos := range []diag.Pos{{File: name}, {File: name, Line: 99, Col: 1}, {File: name, Line: 1, Col: 99}} {
			if got := doc.PathAt(pos); got != nil {
				t.Errorf("%s: at %v, where nothing is, stands %v", name, pos, got)
			}
		}
	}
}
