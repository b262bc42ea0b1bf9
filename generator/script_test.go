package main

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

var update = flag.Bool("update", false, "write the output of commands into the scripts; read the diff before you keep it")

// commands maps the names that the test binary can run under to its programs.
var commands = map[string]func(){"handbook": main}

func TestMain(m *testing.M) { testscript.Main(m, commands) }

// TestScripts runs the scripts testdata/script/*.txtar, each in its own folder
// site/, which holds the small handbook of testdata/site with the project's real
// layouts/ and static/; the editions of testdata/editions lie beside it, for scripts
// to copy. Files of the script's archive replace those. Besides testscript's own
// commands there are:
//
//	exits CODE COMMAND…       runs a command that must end with this exit code
//	tree DIR                  lists the files of a folder with their sums
//	tree -times DIR           likewise, with the times of the last change
//	withoutlists DIR          removes the manifests, then does as tree
//	copytree FROM TO          copies a folder over another; the copies look years old
//	recode CODE FILE          stores UTF-8 text as gbk, utf-16 or windows (with BOM and CRLF)
//	nul FILE                  puts a NUL byte in place of the first @ of a file
//	newsum BUNDLE FILE        writes the bundle's sum into the sum = line of a site.toml
//	fill BOOK SHEET KEY COLUMN TEXT  writes into the cell of a workbook whose row and column
//	                          have these hidden marks, as a clerk does
//	uncomment FILE            makes the examples of a scaffold real
//
// Condition [root] holds for a user whom permissions do not bind.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		Setup:               setUpSite,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "tree": cmdTree, "withoutlists": withoutLists, "copytree": copyTreeCommand, "recode": recode, "nul": nul, "uncomment": uncommentFile, "newsum": newSum, "fill": fill,
		},
	})
}

func setUpSite(env *testscript.Env) error {
	site := filepath.Join(env.WorkDir, "site")
	for from, to := range map[string]string{
		"testdata/site": site, "testdata/editions": filepath.Join(env.WorkDir, "editions"), "../layouts": filepath.Join(site, "layouts"), "../static": filepath.Join(site, "static"),
	} {
		if err := copyTree(from, to, false); err != nil {
			return err
		}
	}
	env.Cd = site
	return nil
}

// longAgo is the time of copies, so that no output can hold it.
var longAgo = time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)

// copyTree copies the files of a folder. With over it replaces existing files,
// otherwise it leaves them.
func copyTree(from, to string, over bool) error {
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o777)
		}
		if _, err := os.Lstat(target); err == nil && !over {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(target, data, 0o666); err != nil {
			return err
		}
		return os.Chtimes(target, longAgo, longAgo)
	})
}

func copyTreeCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copytree FROM TO")
	}
	ts.Check(copyTree(ts.MkAbs(args[0]), ts.MkAbs(args[1]), true))
}

func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: fill BOOK SHEET KEY COLUMN TEXT")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows(args[1])
	ts.Check(err)
	for n, row := range rows {
		for k, mark := range rows[0] {
			if len(row) > 0 && row[0] == args[2] && mark == "hb:own:"+args[3] {
				at, err := excelize.CoordinatesToCellName(k+1, n+1)
				ts.Check(err)
				ts.Check(f.SetCellStr(args[1], at, args[4]))
				ts.Check(f.Save())
				return
			}
		}
	}
	ts.Fatalf("the sheet %s has no cell %s of %q", args[1], args[3], args[2])
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d; the codes are in main.go and promised to scripts of others", got, want)
	}
}

func cmdTree(ts *testscript.TestScript, neg bool, args []string) {
	times := len(args) > 1 && args[0] == "-times"
	if times {
		args = args[1:]
	}
	if neg || len(args) != 1 {
		ts.Fatalf("usage: tree [-times] DIR")
	}
	dir := ts.MkAbs(args[0])
	files := 0
	ts.Check(filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		files++
		fmt.Fprintf(ts.Stdout(), "%x %s", sha256.Sum256(data), filepath.ToSlash(rel))
		if times {
			info, err := d.Info()
			if err != nil {
				return err
			}
			fmt.Fprintf(ts.Stdout(), " %d", info.ModTime().UnixNano())
		}
		fmt.Fprintln(ts.Stdout())
		return nil
	}))
	if files == 0 {
		ts.Fatalf("%s holds no files, so a comparison with it says nothing", args[0])
	}
}

func withoutLists(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: withoutlists DIR")
	}
	lists, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), ".handbook-manifest*"))
	ts.Check(err)
	if len(lists) == 0 {
		ts.Fatalf("%s has no list of what a build wrote", args[0])
	}
	for _, name := range lists {
		ts.Check(os.Remove(name))
	}
	cmdTree(ts, neg, args)
}

func recode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: recode gbk|utf-16|windows FILE")
	}
	text := ts.ReadFile(args[1])
	var err error
	switch args[0] {
	case "gbk":
		text, err = simplifiedchinese.GBK.NewEncoder().String(text)
	case "utf-16":
		text, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	case "windows":
		text = "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")
	default:
		ts.Fatalf("no encoding %q", args[0])
	}
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o666))
}

func nul(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: nul FILE")
	}
	before, after, ok := strings.Cut(ts.ReadFile(args[0]), "@")
	if !ok {
		ts.Fatalf("%s has no @ to replace", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(before+"\x00"+after), 0o666))
}

var sumLine = regexp.MustCompile(`(?m)^sum = ".*"$`)

func newSum(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: newsum BUNDLE FILE")
	}
	text := ts.ReadFile(args[1])
	if !sumLine.MatchString(text) {
		ts.Fatalf("%s has no line sum = …", args[1])
	}
	line := fmt.Sprintf("sum = \"%x\"", sha256.Sum256([]byte(ts.ReadFile(args[0]))))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(sumLine.ReplaceAllString(text, line)), 0o666))
}

func uncommentFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: uncomment FILE")
	}
	// A standard has values or an amount of its own.
	real := regexp.MustCompile(`(?m)^values = .*\n`).ReplaceAllString(uncomment(ts.ReadFile(args[0])), "")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(real), 0o666))
}
