package preview

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/site"
)

// draft is a site in a folder that a test edits.
type draft struct {
	testing.TB
	dir string
	*Preview

	mu  sync.Mutex
	log bytes.Buffer // the terminal
}

// begin starts a preview of the site package's test data, with editions.
func begin(t testing.TB) *draft {
	t.Helper()
	d := &draft{TB: t, dir: t.TempDir()}
	for _, name := range []string{"site.txtar", "editions.txtar"} {
		archive, err := txtar.ParseFile(filepath.Join("..", "site", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			d.write(f.Name, string(f.Data))
		}
	}
	for _, folder := range []string{"layouts", "static"} {
		if err := os.CopyFS(filepath.Join(d.dir, folder), os.DirFS(filepath.Join("..", "..", folder))); err != nil {
			t.Fatal(err)
		}
	}
	d.Preview = New(Options{
		Load: func(prev *site.Site, day handbook.Date) (*site.Site, diag.List, error) {
			return site.Open(d.fsys(), prev, site.Options{AsOf: day})
		},
		Locate: func(file string) string { return filepath.Join(d.dir, filepath.FromSlash(file)) },
		Editor: "vscode://file{path}:{line}:{column}", Lang: diag.EN,
		Say: func(m diag.Message, args ...any) { d.print(m.In(diag.EN, args...) + "\n") },
		Report: func(faults diag.List) {
			var b bytes.Buffer
			faults.WriteText(&b, diag.EN)
			d.print(b.String())
		},
	})
	if s := d.now.Load(); s.site == nil {
		t.Fatalf("the fixture must have no errors:\n%s", d.printed())
	}
	return d
}

func (d *draft) fsys() fs.FS { return os.DirFS(d.dir) }

func (d *draft) print(text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.log.WriteString(text)
}

// printed returns the terminal's output since the last call.
func (d *draft) printed() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer d.log.Reset()
	return d.log.String()
}

func (d *draft) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

func (d *draft) write(name, text string) {
	d.Helper()
	if err := os.MkdirAll(filepath.Dir(d.path(name)), 0o777); err != nil {
		d.Fatal(err)
	}
	if err := os.WriteFile(d.path(name), []byte(text), 0o666); err != nil {
		d.Fatal(err)
	}
}

func (d *draft) text(name string) string {
	d.Helper()
	text, err := os.ReadFile(d.path(name))
	if err != nil {
		d.Fatal(err)
	}
	return string(text)
}

func (d *draft) remove(name string) {
	d.Helper()
	if err := os.RemoveAll(d.path(name)); err != nil {
		d.Fatal(err)
	}
}

func (d *draft) rename(from, to string) {
	d.Helper()
	if err := os.MkdirAll(filepath.Dir(d.path(to)), 0o777); err != nil {
		d.Fatal(err)
	}
	if err := os.Rename(d.path(from), d.path(to)); err != nil {
		d.Fatal(err)
	}
}

// ask sends a request; header holds names and values in turn.
func (d *draft) ask(method, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	r.Host = "127.0.0.1:1313"
	for n := 0; n+1 < len(header); n += 2 {
		if header[n] == "Host" {
			r.Host = header[n+1]
		}
		r.Header.Set(header[n], header[n+1])
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w
}

// served returns a page without the preview's additions.
func (d *draft) served(url string) (string, bool) {
	w := d.ask("GET", "/"+url)
	return plain(w.Body.String()), w.Code == http.StatusOK
}

var ownScript = regexp.MustCompile(`<script src="/~preview/preview\.js"[^>]*></script>\n`)

// plain removes the preview's additions and the policy, which they change.
func plain(page string) string {
	return policy.ReplaceAllString(ownScript.ReplaceAllString(page, ""), "${1}${3}")
}

// bare is a folder without content.
type bare struct{ fs.FS }

func (b bare) Open(name string) (fs.File, error) {
	if name != "." && !strings.HasPrefix(name, "layouts") && !strings.HasPrefix(name, "static") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return b.FS.Open(name)
}

// shell is a site with the project's layouts and assets and no content. Sites
// opened with it reuse its assets.
var shell = sync.OnceValue(func() *site.Site {
	s, _, err := site.Open(bare{os.DirFS("../..")}, nil, site.Options{})
	if err != nil {
		panic(err)
	}
	return s
})

// differs compares the served pages with a new build; "" when all are equal.
func (d *draft) differs() string {
	d.Helper()
	return d.differsFrom(nil, 0, 1)
}

// shares is the number of steps that together compare all pages; the race detector,
// for which -short is, needs fewer pages in each.
func shares() int {
	if testing.Short() {
		return 12
	}
	return 3
}

// differsIn compares each of-th address, beginning with share.
func (d *draft) differsIn(share, of int) string {
	d.Helper()
	return d.differsFrom(shell(), share, of)
}

func (d *draft) differsFrom(prev *site.Site, share, of int) string {
	d.Helper()
	fresh, faults, err := site.Open(d.fsys(), prev, site.Options{AsOf: d.day})
	if err != nil {
		return err.Error()
	}
	if faults.HasErrors() {
		return d.differsBroken(faults)
	}
	if s := d.now.Load(); s.sum != "" {
		return fmt.Sprintf("the preview has errors that a build has not:\n%s", d.errors())
	}
	for n, url := range fresh.URLs() {
		if n%of != share {
			continue
		}
		want, faults := fresh.Render(url)
		if len(faults) > 0 {
			return "" // a build fails on a broken layout; the preview reports it when its page is requested
		}
		got, ok := d.served(url)
		if !ok || got != plain(string(want)) {
			return fmt.Sprintf("%s differs from a build (found: %v)", url, ok)
		}
	}
	if _, ok := d.served("items/no-such-item.html"); ok {
		return "the preview serves what a build does not write"
	}
	return ""
}

// differsBroken compares the errors, since a build writes nothing.
func (d *draft) differsBroken(faults diag.List) string {
	var want diag.List
	for _, f := range faults {
		if f.Severity == diag.Error {
			want.Add(f)
		}
	}
	if sumOf(want.Sorted()) == d.now.Load().sum {
		return ""
	}
	var b bytes.Buffer
	want.WriteText(&b, diag.EN)
	return fmt.Sprintf("a build has the errors\n%sand the preview\n%s", b.String(), d.errors())
}

func (d *draft) errors() string {
	var b bytes.Buffer
	d.now.Load().errors.WriteText(&b, diag.EN)
	return b.String()
}

// content lists the files that edits may change.
func (d *draft) content() []string {
	var out []string
	for _, folder := range []string{"content", "layouts"} {
		fs.WalkDir(d.fsys(), folder, func(name string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				out = append(out, name)
			}
			return nil
		})
	}
	return append(out, "site.toml", "static/assets/site.css")
}

// edit makes a random change, sometimes an invalid one, and returns its inverse.
func (d *draft) edit(r *rand.Rand) (what string, undo func()) {
	files := d.content()
	name := files[r.IntN(len(files))]
	old := d.text(name)
	undo = func() { d.write(name, old) }
	switch kind := r.IntN(9); kind {
	case 0: // another text
		d.write(name, old+"\n一句新话。\n")
	case 1: // a word
		d.write(name, strings.Replace(old, "的", "之", 1+r.IntN(3)))
	case 2: // emptied
		d.write(name, "")
	case 3: // cut in the middle, maybe of a character
		d.write(name, old[:len(old)/2])
	case 4:
		d.remove(name)
	case 5: // under another name
		to := filepath.ToSlash(filepath.Join(filepath.Dir(name), "renamed-"+filepath.Base(name)))
		d.rename(name, to)
		return name + " renamed", func() { d.rename(to, name) }
	case 6: // unknown key
		d.write(name, strings.Replace(old, "\ntitle", "\ntitel", 1))
	case 7: // not UTF-8
		d.write(name, "\xb8\xa3\xbd\xa8\xca\xa1"+old)
	case 8: // another order of lines
		lines := strings.SplitAfter(old, "\n")
		r.Shuffle(len(lines), func(a, b int) { lines[a], lines[b] = lines[b], lines[a] })
		d.write(name, strings.Join(lines, ""))
	}
	return name, undo
}

// TestLaw compares the preview with a new build after any sequence of edits. It
// compares a third of the addresses after each edit, the next third after the next:
// wrongly reused data stays, and people too request few pages. After undoing all
// edits it compares all.
func TestLaw(t *testing.T) {
	rounds := 30
	if testing.Short() {
		rounds = 4
	}
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			d := begin(t)
			r := rand.New(rand.NewPCG(seed, 7))
			var undo []func()
			var done []string
			for n := range rounds {
				if len(undo) > 0 && (r.IntN(3) > 0 || len(undo) > 2) {
					undo[len(undo)-1]()
					undo, done = undo[:len(undo)-1], append(done, "undone")
				} else if r.IntN(5) == 0 {
					was, day := d.day, handbook.Date{Year: 2016 + r.IntN(12), Month: 1 + r.IntN(12), Day: 1}
					d.Speak(day)
					undo, done = append(undo, func() { d.Speak(was) }), append(done, "as of "+day.String())
				} else {
					what, back := d.edit(r)
					undo, done = append(undo, back), append(done, what)
				}
				d.Read()
				if what := d.differsIn(n%shares(), shares()); what != "" {
					t.Fatalf("seed %d, edit %d (%s): %s", seed, n, strings.Join(done, ", "), what)
				}
			}
			for len(undo) > 0 {
				undo[len(undo)-1]()
				undo = undo[:len(undo)-1]
			}
			d.Read()
			if s := d.now.Load(); s.sum != "" {
				t.Fatalf("after undoing all edits there are errors:\n%s", d.errors())
			}
			if what := d.differs(); what != "" {
				t.Fatalf("after undoing all edits: %s", what)
			}
		})
	}
}

// TestLastGoodPageStays breaks a file and fixes it.
func TestLastGoodPageStays(t *testing.T) {
	d := begin(t)
	const file = "content/items/education/everything.md"
	before, ok := d.served("items/everything.html")
	if !ok {
		t.Fatal("the fixture must have items/everything.html")
	}
	good := d.text(file)
	d.write(file, strings.Replace(good, "\ntitle = ", "\ntitel = ", 1))
	d.Read()
	if after, _ := d.served("items/everything.html"); after != before {
		t.Error("a page must not change while the content has errors")
	}
	if said := d.printed(); !strings.Contains(said, file+":2:1: error: unknown key \"titel\"") || !strings.Contains(said, "hint: ") {
		t.Errorf("the terminal must print the place and the hint, not:\n%s", said)
	}
	about := d.ask("GET", "/~preview/about?page=items/everything.html").Body.String()
	if !strings.Contains(about, `unknown key \"titel\"`) {
		t.Errorf("the overlay must show the same faults as the terminal, not %s", about)
	}
	d.write(file, strings.Replace(good, "title = \"", "title = \"新", 1))
	d.Read()
	if after, _ := d.served("items/everything.html"); after == before || !strings.Contains(after, "<h1>新") {
		t.Error("the preview must show the fixed page")
	}
	if said := d.printed(); said != "all errors are fixed\n" {
		t.Errorf("the terminal must report that all errors are fixed, not %q", said)
	}
}

// TestLayoutFault breaks a layout such that only running it fails.
func TestLayoutFault(t *testing.T) {
	d := begin(t)
	good := d.text("layouts/item.html")
	before, _, _ := strings.Cut(good, "{{.Title}}")
	place := fmt.Sprintf("layouts/item.html:%d:", strings.Count(before, "\n")+1)
	d.write("layouts/item.html", strings.Replace(good, "{{.Title}}", "{{.Titel}}", 1))
	d.Read()
	w := d.ask("GET", "/items/everything.html")
	if body := w.Body.String(); w.Code != 500 || !strings.Contains(body, place) || !strings.Contains(body, "Titel") {
		t.Errorf("the answer must name the layout's file and line, not %d:\n%s", w.Code, body)
	}
	if w := d.ask("GET", "/index.html"); w.Code != 200 {
		t.Errorf("pages of other layouts must be served, not %d", w.Code)
	}
	d.write("layouts/item.html", good)
	d.Read()
	if what := d.differs(); what != "" {
		t.Error(what)
	}
}

// TestMemory makes hundreds of edits: the preview must free the earlier sites.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("300 readings")
	}
	d := begin(t)
	const file = "content/items/education/everything.md"
	good := d.text(file)
	used := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	// The memory settles in the first edits and then stays equal to some KiB: the
	// bound is for each further edit.
	const settled, edits, each = 60, 300, 2 << 10
	var early uint64
	for n := range edits {
		d.write(file, good+fmt.Sprintf("\n第%d次修改。\n", n))
		if n%50 == 7 {
			d.write("layouts/item.html", d.text("layouts/item.html")+"\n")
		}
		d.Read()
		d.served("items/everything.html")
		if n == settled {
			early = used()
		}
	}
	d.printed()
	if late := used(); late > early+(edits-settled)*each {
		t.Errorf("%d KiB after %d edits, %d KiB after %d: something holds the earlier sites", late>>10, edits, early>>10, settled)
	}
}
