package handbook

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"handbook/generator/diag"
)

// site is testdata/site.txtar as a source folder.
func site(t testing.TB) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: bytes.Clone(f.Data)}
	}
	return fsys
}

// change replaces a text that a file has once. Without old the file is written
// anew; without either it is removed.
func change(t testing.TB, fsys fstest.MapFS, name, old, fresh string) {
	t.Helper()
	switch {
	case old == "" && fresh == "":
		delete(fsys, name)
	case old == "":
		fsys[name] = &fstest.MapFile{Data: []byte(fresh)}
	default:
		if fsys[name] == nil || strings.Count(string(fsys[name].Data), old) != 1 {
			t.Fatalf("testdata/site.txtar: %s must have %q once", name, old)
		}
		fsys[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(fsys[name].Data), old, fresh, 1))}
	}
}

// load reads a source folder that is in memory, where disks do not fail.
func load(t testing.TB, fsys fs.FS, prev *Handbook) (*Handbook, diag.List) {
	t.Helper()
	h, faults, err := Load(fsys, prev, Date{})
	if err != nil {
		t.Fatalf("content in memory cannot fail: %v", err)
	}
	return h, faults
}

// said tells faults as people read them, in both languages:
//
//	error file:line:col "what is underlined" [code] English | Chinese
//	  hint: English | Chinese
//	  note: file:line:col "what is underlined" English | Chinese
func said(faults diag.List) string {
	var b strings.Builder
	at := func(p diag.Pos) string {
		if p.Line == 0 {
			return p.File
		}
		line := []rune(p.Text)
		start := min(p.Col-1, len(line))
		return fmt.Sprintf("%s %q", p, string(line[start:min(start+p.Len, len(line))]))
	}
	both := func(s diag.Said) string { return s.In(diag.EN) + " | " + s.In(diag.ZH) }
	for _, f := range faults.Sorted() {
		fmt.Fprintf(&b, "%s %s [%s] %s\n", f.Severity, at(f.Pos), f.Code(), both(f.Said))
		if f.Hint.EN != "" {
			fmt.Fprintf(&b, "  hint: %s\n", both(f.Hint))
		}
		for _, n := range f.Notes {
			fmt.Fprintf(&b, "  note: %s %s\n", at(n.Pos), both(n.Said))
		}
	}
	return b.String()
}
