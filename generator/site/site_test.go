package site

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"handbook/generator/diag"
)

var update = flag.Bool("update", false, "write the golden files anew; read the diff")

// folder returns testdata/site.txtar with the project's layouts and styles.
func folder(t testing.TB) fstest.MapFS {
	t.Helper()
	return filesOf(t, "testdata/site.txtar")
}

// editions returns folder with the editions of testdata/editions.txtar.
func editions(t testing.TB) fstest.MapFS {
	t.Helper()
	return filesOf(t, "testdata/site.txtar", "testdata/editions.txtar")
}

func filesOf(t testing.TB, archives ...string) fstest.MapFS {
	t.Helper()
	fsys := maps.Clone(project())
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			fsys[f.Name] = &fstest.MapFile{Data: bytes.Clone(f.Data)}
		}
	}
	return fsys
}

// project holds the project's layouts and static files. Tests change copies of it.
var project = sync.OnceValue(func() fstest.MapFS {
	fsys := fstest.MapFS{}
	root := os.DirFS(filepath.Join("..", ".."))
	for _, dir := range []string{"layouts", "static"} {
		err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(root, name)
			fsys[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			panic(err)
		}
	}
	return fsys
})

// change replaces a text that a file must have once; without old, the whole file.
func change(t testing.TB, fsys fstest.MapFS, name, old, fresh string) {
	t.Helper()
	if old == "" {
		fsys[name] = &fstest.MapFile{Data: []byte(fresh)}
		return
	}
	if fsys[name] == nil || strings.Count(string(fsys[name].Data), old) != 1 {
		t.Fatalf("testdata: %s must have %q once", name, old)
	}
	fsys[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(fsys[name].Data), old, fresh, 1))}
}

// shell is a site with the project's layouts and assets and no content. Sites
// opened with it reuse its assets.
var shell = sync.OnceValue(func() *Site {
	s, _, err := Open(project(), nil, Options{})
	if err != nil {
		panic(err)
	}
	return s
})

// open opens a folder that has no errors.
func open(t testing.TB, fsys fs.FS, opts Options) *Site {
	t.Helper()
	s, faults, err := Open(fsys, shell(), opts)
	if err != nil || faults.HasErrors() {
		t.Fatalf("the site must open without errors: %v\n%s", err, said(faults))
	}
	return s
}

// page renders an address without faults.
func page(t testing.TB, s *Site, url string) string {
	t.Helper()
	if s.Page(url) == nil {
		t.Fatalf("there is no page %s", url)
	}
	data, faults := s.Render(url)
	if len(faults) > 0 {
		t.Fatalf("%s must render:\n%s", url, said(faults))
	}
	return string(data)
}

// mainOf returns the text between <main> and </main>.
func mainOf(t testing.TB, html string) string {
	t.Helper()
	_, rest, ok := strings.Cut(html, `<main id="s-main">`+"\n")
	main, _, closed := strings.Cut(rest, "\n</main>")
	if !ok || !closed {
		t.Fatalf("the page has no main part:\n%s", html)
	}
	return main + "\n"
}

// said formats faults: place, marked text, code, both languages, hint.
func said(faults diag.List) string {
	var b strings.Builder
	for _, f := range faults.Sorted() {
		fmt.Fprintf(&b, "%s %s", f.Severity, f.Pos)
		if f.Pos.Line > 0 {
			line := []rune(f.Pos.Text)
			fmt.Fprintf(&b, " %q", string(line[f.Pos.Col-1:min(f.Pos.Col-1+f.Pos.Len, len(line))]))
		}
		fmt.Fprintf(&b, " [%s] %s | %s\n", f.Code(), f.Said.In(diag.EN), f.Said.In(diag.ZH))
		if f.Hint.EN != "" {
			fmt.Fprintf(&b, "  hint: %s | %s\n", f.Hint.In(diag.EN), f.Hint.In(diag.ZH))
		}
	}
	return b.String()
}
