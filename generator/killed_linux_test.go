package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"handbook/generator/pdf"
	"handbook/generator/publish"
)

// writer is a command that writes files, all of them or none.
type writer struct {
	name  string
	args  []string
	dir   string                             // holds the files, old at first
	files []string                           // that it writes, relative to dir
	share int                                // it is killed in one of so many rounds
	whole func(files map[string]string) bool // whether the files are new; nil compares them with those of a run
}

// writers returns the commands and the environment to run them in.
func writers(t *testing.T) (all []writer, env []string) {
	t.Helper()
	const funding = "content/items/education/boarding.md"
	source, other := faultSource(t, 1), faultSource(t, 1)
	items := []string{funding, "content/items/education/free-books.md", "content/items/health/check-up.md"}
	for _, name := range items {
		change(t, filepath.Join(other, name), `funding = "省`, `funding = "市、县和省`)
	}
	book := filepath.Join(t.TempDir(), "province.xlsx")
	succeeds(t, env, "export", "--source", other, "--output", book)
	// The temporary folder's name is short: a browser puts sockets into it.
	temp, err := os.MkdirTemp("", "k")
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(temp) })
	env = []string{"TMPDIR=" + temp}
	at := func(name string) (dir, file string) {
		dir = t.TempDir()
		return dir, filepath.Join(dir, name)
	}
	to := func(name string, share int, files []string, args ...string) writer {
		dir, file := at(files[0])
		if len(files) > 2 { // the tables of the open data
			file = dir
		}
		for _, f := range files {
			must(t, os.WriteFile(filepath.Join(dir, f), []byte("old "+f), 0o666))
		}
		return writer{name: name, share: share, dir: dir, files: files, args: append(args, "--source", source, "--output", file)}
	}
	all = []writer{
		{name: "import", args: []string{"import", book, "--source", source}, dir: source, files: items, share: 1},
		to("bundle", 1, []string{"base.zip", "base.zip.sha256"}, "bundle"),
		to("export", 10, []string{"province.xlsx"}, "export"),
		to("export csv", 10, []string{"coverage.csv", "items.csv", "places.csv", "series.csv", "standards.csv"}, "export", "--format", "csv"),
		to("export json", 10, []string{"catalogue.json"}, "export", "--format", "json"),
	}
	if !testing.Short() {
		if pdf.Find() == "" {
			t.Fatal("no Chromium found: install one, or set CHROMIUM; go test -short leaves this out")
		}
		w := to("pdf", 10, []string{"booklet.pdf"}, "pdf")
		w.whole = func(files map[string]string) bool { // it holds the time
			text := files["booklet.pdf"]
			return strings.HasPrefix(text, "%PDF-") && strings.HasSuffix(strings.TrimSpace(text), "%%EOF")
		}
		all = append(all, w)
	}
	return all, env
}

// succeeds runs a command that must succeed.
func succeeds(t *testing.T, env []string, args ...string) {
	t.Helper()
	cmd := program(args...)
	cmd.Env = append(cmd.Env, env...)
	if code, said := ends(t, cmd); code != exitDone {
		t.Fatalf("%q: exit code %d:\n%s", args, code, said)
	}
}

// TestKilledWriters kills each command that writes files, at any time or once it
// writes. The files are the old ones or the new ones, all of them, and the next
// command leaves nothing else.
func TestKilledWriters(t *testing.T) {
	t.Parallel()
	all, env := writers(t)
	temp := strings.TrimPrefix(env[0], "TMPDIR=")
	for _, w := range all {
		t.Run(w.name, func(t *testing.T) {
			old := bytesOf(t, w.dir)
			began := time.Now()
			succeeds(t, env, w.args...)
			long := time.Since(began)
			fresh := bytesOf(t, w.dir)
			if maps.Equal(old, fresh) || !slices.Equal(slices.Sorted(maps.Keys(old)), slices.Sorted(maps.Keys(fresh))) {
				t.Fatalf("the command writes nothing, or leaves something: %q", slices.Sorted(maps.Keys(fresh)))
			}
			restore := func() {
				for _, name := range w.files {
					must(t, os.WriteFile(filepath.Join(w.dir, name), []byte(old[name]), 0o666))
				}
			}
			seen := map[string]int{}
			kills := (kills(8) + w.share - 1) / w.share
			for n := range kills {
				restore()
				cmd := program(w.args...)
				cmd.Env = append(cmd.Env, env...)
				must(t, cmd.Start())
				if n%2 == 0 {
					time.Sleep(rand.N(long))
				} else { // once it writes, if the kill comes in time
					for waited := time.Duration(0); waited < 20*long && !writing(w.dir); waited += 50 * time.Microsecond {
						time.Sleep(50 * time.Microsecond)
					}
					time.Sleep(rand.N(3 * time.Millisecond))
				}
				cmd.Process.Kill()
				cmd.Wait()
				when := "killed before or after"
				if writing(w.dir) {
					when = "killed while it wrote"
				}
				// Every command recovers its folder first, as here.
				root, err := os.OpenRoot(w.dir)
				must(t, err)
				_, err = publish.Recover(root)
				must(t, err)
				root.Close()
				switch now := bytesOf(t, w.dir); {
				case maps.Equal(now, old):
					seen["old files, "+when]++
				case maps.Equal(now, fresh), w.whole != nil && len(now) == len(old) && w.whole(now):
					seen["new files, "+when]++
				default:
					t.Fatalf("%s: some files are old, some new, or others are left:\n%s", when, shown(now, old, fresh))
				}
				if n == kills-1 || n%10 == 9 {
					restore()
					succeeds(t, env, w.args...)
					if now := bytesOf(t, w.dir); !maps.Equal(now, fresh) && (w.whole == nil || len(now) != len(old) || !w.whole(now)) {
						t.Fatalf("the command after a kill:\n%s", shown(now, old, fresh))
					}
					if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
						t.Fatalf("temporary files are left: %v, %v", left, err)
					}
				}
			}
			t.Logf("%d kills: %v", kills, seen)
		})
	}
}

// writing reports whether a command writes into a folder, or was killed there.
func writing(dir string) bool {
	found, _ := filepath.Glob(filepath.Join(dir, ".handbook-update*"))
	return len(found) > 0
}

// shown says of each file whether it is old or new.
func shown(now, old, fresh map[string]string) string {
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(now)) {
		switch now[name] {
		case old[name]:
			continue
		case fresh[name]:
			fmt.Fprintf(&out, "%s is new\n", name)
		default:
			fmt.Fprintf(&out, "%s is neither old nor new\n", name)
		}
	}
	return out.String()
}
