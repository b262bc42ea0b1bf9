package main

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A room is a package of the house: the floor it is on, the packages of this
// module it may import, and the foreign packages it may. A foreign name stands
// for all packages below it.
type room struct {
	floor   int
	own     string
	foreign string
}

// The house. Imports lead downward only, and each leaf alone sees one foreign
// library: to change a line here is to change the architecture, so say why in
// the commit. "." is the command.
var house = map[string]room{
	// The command itself chooses the input: a folder, a bundle, or both.
	".":       {8, "preview handbook opendata site workbook tree toml publish compress pdf diag", "github.com/spf13/cobra github.com/spf13/pflag"},
	"preview": {7, "site handbook tree diag", "github.com/fsnotify/fsnotify"},
	// Every URL, and the fragments and frames of pages.
	"site": {6, "pages handbook prose opendata layout assets search picture tree diag", "html/template"},
	// The views of every page; of URLs it knows only the interface for links.
	"pages": {5, "eligibility handbook opendata prose layout search chart qr tree diag", "html/template"},
	// The library writes workbooks; workbook reads them itself, within bounds.
	"workbook": {4, "handbook tree toml diag", "github.com/xuri/excelize/v2 golang.org/x/text/width"},
	// The open data: the site publishes it, the command exports and compares it.
	"opendata": {4, "handbook diag", ""},
	"handbook": {3, "eligibility series tree toml prose diag", ""},
	// The theory of the finder: it reads no files and knows no items.
	"eligibility": {2, "", ""},
	// The law of time: days, units and promises; it reads no files.
	"series": {1, "diag", ""},
	// A tree reads files and cuts pages; toml knows only texts.
	"tree":   {2, "toml diag", "golang.org/x/text/unicode/norm"},
	"toml":   {1, "diag", "github.com/BurntSushi/toml"},
	"prose":  {2, "toml diag", "github.com/yuin/goldmark github.com/alecthomas/chroma/v2 github.com/gosimple/slug golang.org/x/text/unicode/norm html/template"},
	"layout": {2, "diag", "html/template"},
	"assets": {3, "tree diag", "github.com/evanw/esbuild"},
	// The order of GB 2312 spells its characters: the browser knows it too.
	"search":  {2, "", "github.com/mozillazg/go-pinyin golang.org/x/text/encoding/simplifiedchinese"},
	"picture": {2, "", "golang.org/x/image"},
	"publish": {3, "tree diag", "golang.org/x/sys"},
	"chart":   {2, "", ""},
	"pdf":     {2, "", "github.com/chromedp"},
	// The encoder of Russ Cox: pure Go, without dependencies, a hundred times as fast
	// as others, which counts for a handbook of 7,700 codes.
	"qr":       {2, "", "rsc.io/qr/coding"},
	"diag":     {0, "", "golang.org/x/text/width"},
	"compress": {2, "", "github.com/andybalholm/brotli"},
	// Tests of the built site in a browser; nothing imports it.
	"browser": {8, "", ""},
	// Laws over generated handbooks, as tests; nothing imports it.
	"laws": {8, "", ""},
	// Handbooks of any size, and the command that measures with them.
	"synthetic": {1, "", ""},
	"bench":     {7, "synthetic", ""},
}

// guarded lists packages of the standard library that only rooms which name them
// may import: with html/template a package can turn text into HTML.
var guarded = []string{"html/template"}

// forTests are foreign packages that tests of every package may import: a script fills
// in a workbook as a clerk does.
const forTests = "github.com/xuri/excelize/v2 github.com/santhosh-tekuri/jsonschema/v6 github.com/google/go-cmp golang.org/x/tools/txtar github.com/rogpeppe/go-internal github.com/chromedp github.com/BurntSushi/toml golang.org/x/text github.com/makiuchi-d/gozxing html/template"

// Names that do not say what a package is for.
var emptyNames = []string{
	"util", "utils", "common", "helper", "helpers", "misc", "shared", "base", "core", "lib",
	"config", "model", "models", "types", "cache", "manager",
}

// Lines that a file may have. A longer one does two things.
const (
	maxLines     = 400
	maxTestLines = 600
)

// goFile is the part of a file that the rules judge.
type goFile struct {
	path    string // relative to generator/, with slashes
	room    string // its folder; "." for the command
	pkg     string // the name in its package clause
	imports []string
	lines   int
}

func (f goFile) isTest() bool { return strings.HasSuffix(f.path, "_test.go") }

// goFiles reads every Go file below dir, for all systems.
func goFiles(t *testing.T, dir string) []goFile {
	t.Helper()
	var files []goFile
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(name) != ".go" {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		f := goFile{path: filepath.ToSlash(rel), pkg: tree.Name.Name, lines: bytes.Count(text, []byte("\n"))}
		f.room = path.Dir(f.path)
		for _, spec := range tree.Imports {
			f.imports = append(f.imports, strings.Trim(spec.Path.Value, `"`))
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

const module = "handbook/generator"

// faultsOf returns the breaches of the rules in one file, with hints.
func faultsOf(f goFile, house map[string]room) []string {
	var faults []string
	fault := func(format string, args ...any) {
		faults = append(faults, f.path+": "+fmt.Sprintf(format, args...))
	}
	here, known := house[f.room]
	if !known {
		fault("package %s has no place in the house: enter it in the table of imports_test.go, on the floor below all that import it", f.room)
	}
	limit := maxLines
	if f.isTest() {
		limit = maxTestLines
	}
	if f.lines > limit {
		fault("%d lines, more than %d: move what can be named by itself into a file of its own", f.lines, limit)
	}
	for _, name := range []string{path.Base(f.room), strings.TrimSuffix(f.pkg, "_test")} {
		if slices.Contains(emptyNames, name) {
			fault("%q says nothing: name the package after what it yields", name)
		}
	}
	for _, imported := range f.imports {
		rest, own := strings.CutPrefix(imported, module+"/")
		switch {
		case own && f.isTest() && house[rest].floor < here.floor:
			// Tests may look at all that stands below.
		case own && !slices.Contains(strings.Fields(here.own), rest):
			fault("imports %s, which %s may not: move the code to where both can reach it, or change the table and say why", rest, f.room)
		case own && house[rest].floor >= here.floor:
			fault("imports %s, which is not below it: imports lead downward only", rest)
		case own || imported == module:
		case !foreign(imported) || covers(here.foreign, imported) || f.isTest() && covers(forTests, imported):
		default:
			fault("imports %s, which %s may not: each library has one package that knows it; go through that, or change the table and say why", imported, f.room)
		}
	}
	return faults
}

// foreign reports whether a package needs permission: it is from another module,
// or guarded.
func foreign(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return strings.Contains(first, ".") || slices.Contains(guarded, imported)
}

func covers(list, imported string) bool {
	return slices.ContainsFunc(strings.Fields(list), func(name string) bool {
		return imported == name || strings.HasPrefix(imported, name+"/")
	})
}

func TestHouse(t *testing.T) {
	files := goFiles(t, ".")
	inhabited := map[string]bool{}
	for _, f := range files {
		inhabited[f.room] = true
		for _, fault := range faultsOf(f, house) {
			t.Error(fault)
		}
	}
	for name := range house {
		if _, err := os.Stat(name); err != nil || !inhabited[name] {
			t.Errorf("the table of imports_test.go has a package %s that does not exist: remove the line", name)
		}
	}
}

// TestHouseHasNoCycles checks the table itself.
func TestHouseHasNoCycles(t *testing.T) {
	for name, r := range house {
		for _, below := range strings.Fields(r.own) {
			if b, known := house[below]; !known || b.floor >= r.floor {
				t.Errorf("the table lets %s (floor %d) import %s (floor %d): imports lead downward only", name, r.floor, below, house[below].floor)
			}
		}
	}
}

// TestHouseRules proves that each rule can fail.
func TestHouseRules(t *testing.T) {
	house := map[string]room{
		"top": {2, "bottom", "example.com/lib"}, "bottom": {1, "", ""}, "beside": {1, "", ""}, "util": {1, "", ""},
	}
	for _, test := range []struct {
		name string
		file goFile
		want string // part of the fault; "" for none
	}{
		{"fine", goFile{room: "top", path: "top/a.go", imports: []string{"fmt", module + "/bottom", "example.com/lib/part"}}, ""},
		{"upward", goFile{room: "bottom", path: "bottom/a.go", imports: []string{module + "/top"}}, "imports top"},
		{"upward in a test", goFile{room: "bottom", path: "bottom/a_test.go", imports: []string{module + "/top"}}, "imports top"},
		{"downward in a test", goFile{room: "top", path: "top/a_test.go", imports: []string{module + "/beside"}}, ""},
		{"not in the table", goFile{room: "top", path: "top/a.go", imports: []string{module + "/beside"}}, "imports beside"},
		{"foreign", goFile{room: "top", path: "top/a.go", imports: []string{"example.com/library"}}, "imports example.com/library"},
		{"html", goFile{room: "top", path: "top/a.go", imports: []string{"html/template"}}, "imports html/template"},
		{"test library", goFile{room: "top", path: "top/a_test.go", imports: []string{"github.com/google/go-cmp/cmp"}}, ""},
		{"test library outside tests", goFile{room: "top", path: "top/a.go", imports: []string{"github.com/google/go-cmp/cmp"}}, "go-cmp"},
		{"long", goFile{room: "top", path: "top/a.go", lines: maxLines + 1}, "401 lines"},
		{"long test", goFile{room: "top", path: "top/a_test.go", lines: maxTestLines + 1}, "601 lines"},
		{"name", goFile{room: "util", path: "util/a.go", pkg: "util"}, "says nothing"},
		{"unknown", goFile{room: "new", path: "new/a.go"}, "has no place"},
	} {
		got := strings.Join(faultsOf(test.file, house), "\n")
		if test.want == "" && got != "" || test.want != "" && !strings.Contains(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
