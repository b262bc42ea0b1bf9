package handbook

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"handbook/generator/diag"
)

var update = flag.Bool("update", false, "write the golden files anew; read the diff")

// cases runs a file of changes (see testdata/faults.txtar) and compares what
// judge says of each changed site. It returns all faults.
func cases(t *testing.T, file string, judge func(*testing.T, *Handbook, diag.List) diag.List) diag.List {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all diag.List
	for i := 0; i+1 < len(archive.Files); i += 2 {
		colon := strings.LastIndex(archive.Files[i].Name, ": ")
		name, path := archive.Files[i].Name[:colon], archive.Files[i].Name[colon+2:]
		want := &archive.Files[i+1]
		t.Run(name, func(t *testing.T) {
			var old, fresh []string
			for line := range strings.Lines(string(archive.Files[i].Data)) {
				if text, ok := strings.CutPrefix(line, "-"); ok {
					old = append(old, strings.TrimSuffix(text, "\n"))
				} else {
					fresh = append(fresh, strings.TrimSuffix(line[1:], "\n"))
				}
			}
			fsys := site(t)
			change(t, fsys, path, strings.Join(old, "\n"), strings.Join(fresh, "\n"))
			h, faults := load(t, fsys, nil)
			faults = judge(t, h, faults)
			all.Add(faults...)
			got := said(faults)
			if *update {
				want.Data = []byte(got)
			} else if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("%s: if the new faults are right, run go test -update (-want +got):\n%s", file, diff)
			}
		})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestFaults changes one file of a good site and expects one slip to give one
// fault, at its place, in both languages.
func TestFaults(t *testing.T) {
	all := cases(t, "testdata/faults.txtar", func(t *testing.T, h *Handbook, faults diag.List) diag.List {
		if len(faults) == 0 {
			t.Error("the change must be reported")
		}
		for _, f := range faults {
			if f.Hint.EN == "" && f.Code() != "bad-date" && f.Code() != "out-of-range" { // whose messages say it
				t.Errorf("[%s] has no hint: say what to do", f.Code())
			}
		}
		return faults
	})
	all.Add(cases(t, "testdata/lint.txtar", func(t *testing.T, h *Handbook, faults diag.List) diag.List {
		if len(faults) > 0 {
			t.Errorf("a site to be linted must load without faults:\n%s", said(faults))
		}
		faults = append(h.Lint(), h.Dates(Date{Year: 2021, Month: 3, Day: 29})...)
		for _, f := range faults {
			if f.Severity != diag.Warning {
				t.Errorf("[%s] is an error, but Lint only warns", f.Code())
			}
		}
		return faults
	})...)
	all.Add(editionCases(t, "testdata/editions_faults.txtar", func(_ *Handbook, faults diag.List) string { return said(faults) })...)
	all.Add(editionCases(t, "testdata/floor.txtar", tellFloor)...)
	all.Add(aged(t)...)
	all.Add(inMemory(t)...)
	if !*update {
		everyMessage(t, all)
	}
}

// inMemory gives the faults that a txtar cannot hold.
func inMemory(t *testing.T) diag.List {
	empty := site(t)
	for name := range empty {
		if strings.HasPrefix(name, "content/") {
			delete(empty, name)
		}
	}
	_, all := load(t, empty, nil)
	if got := codes(all); !slices.Contains(got, "no-content") {
		t.Errorf("a folder without content must be reported as no-content, not %v", got)
	}
	for name, want := range map[string]string{"content/groups/poor.md": "encoding", "content/_index.md": "encoding", "content/sources.toml": "encoding"} {
		fsys := site(t)
		fsys[name] = &fstest.MapFile{Data: []byte("title = \"\xc0\xa7\xc4\xd1\xbc\xd2\xcd\xa5\"\n")}
		_, faults := load(t, fsys, nil)
		if diff := cmp.Diff([]string{want}, codes(faults)); diff != "" {
			t.Errorf("%s in GBK is one fault, and what refers to it none (-want +got):\n%s", name, diff)
		}
	}
	// An edition in a city named as the folder of every edition's pages, a path too deep.
	for _, path := range []string{"fuzhou/data", "a/b/c", "Fuzhou"} {
		own, faults, err := ReadIndependent(fstest.MapFS{"site.toml": {Data: []byte("edition = \"" + path + "\"\nbase.path = \"../base\"\n")}})
		if own == nil || err != nil || len(faults) != 1 {
			t.Errorf("the edition %q of an independent site.toml is one fault, not %v (%v)", path, faults, err)
		}
		all.Add(faults...)
	}
	return all
}

func codes(faults diag.List) []string {
	var out []string
	for _, f := range faults.Sorted() {
		out = append(out, f.Code())
	}
	return out
}

// everyMessage holds the messages and hints against those that were seen.
func everyMessage(t *testing.T, faults diag.List) {
	seen := map[string]bool{}
	see := func(s diag.Said) { seen[s.EN] = true }
	for _, f := range faults {
		see(f.Said)
		see(f.Hint)
		for _, n := range f.Notes {
			see(n.Said)
		}
	}
	for _, name := range []string{"faults.go", "hints.go", "floor_faults.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		seenAll(t, file, seen)
	}
}

// seenAll reports the messages of a file that were not seen.
func seenAll(t *testing.T, file *ast.File, seen map[string]bool) {
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		ast.Inspect(spec, func(n ast.Node) bool {
			field, ok := n.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			if key, ok := field.Key.(*ast.Ident); !ok || key.Name != "EN" {
				return true
			}
			text, err := strconv.Unquote(field.Value.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			if !seen[text] {
				t.Errorf("no case makes %s (%q): add one to testdata/faults.txtar or lint.txtar", spec.Names[0].Name, text)
			}
			return false
		})
		return false
	})
}
