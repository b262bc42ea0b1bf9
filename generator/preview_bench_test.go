package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"handbook/generator/diag"
	"handbook/generator/preview"
)

// BenchmarkSave measures the time from saving a file to the changed page, with all
// editions of the real content: the event in the open page and the request that
// follows. One operation is one save; p50
// and p95 are of all saves.
//
//	go test -run '^$' -bench Save -benchtime 200x ./generator
func BenchmarkSave(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(serveGC))
	for _, c := range []struct{ name, file, old, page string }{
		{"body", "content/items/education/free-compulsory-education.md", "\n+++\n", "fuzhou/minhou/items/free-compulsory-education.html"},
		{"override", "", "", ""}, // the first that the real content has, see below
		{"layout", "layouts/item.html", "<article class=\"item\">", "fuzhou/minhou/items/free-compulsory-education.html"},
		{"group", "content/groups/elderly.md", "title = \"", "fuzhou/minhou/groups/elderly.html"},
	} {
		b.Run(c.name, func(b *testing.B) {
			e := openEditor(b)
			if c.file == "" {
				c.file, c.page, c.old = e.override(), "", "\n+++\n"
				folder, item := filepath.Split(strings.TrimPrefix(c.file, "content/editions/"))
				c.page = folder + strings.TrimSuffix(item, ".md") + ".html"
			}
			text, err := os.ReadFile(filepath.Join(e.dir, filepath.FromSlash(c.file)))
			if err != nil {
				b.Fatal(err)
			}
			if !strings.Contains(string(text), c.old) {
				b.Fatalf("%s must have %q", c.file, c.old)
			}
			e.look(c.page)
			var took []time.Duration
			n := 0
			for b.Loop() {
				n++
				mark := fmt.Sprintf("第%d次", n)
				insert := mark
				if strings.HasSuffix(c.old, ">") {
					insert = "<p>" + mark + "</p>"
				} else if strings.HasSuffix(c.old, "\n") {
					insert = mark + "\n\n"
				}
				at := strings.LastIndex(string(text), c.old) + len(c.old)
				fresh := string(text[:at]) + insert + string(text[at:])
				began := time.Now()
				if err := os.WriteFile(filepath.Join(e.dir, filepath.FromSlash(c.file)), []byte(fresh), 0o666); err != nil {
					b.Fatal(err)
				}
				e.sees(mark)
				took = append(took, time.Since(began))
				time.Sleep(20 * time.Millisecond) // nobody saves without a pause
			}
			slices.Sort(took)
			ms := func(share float64) float64 {
				return float64(took[int(share*float64(len(took)-1))].Microseconds()) / 1000
			}
			b.ReportMetric(ms(0.5), "p50-ms")
			b.ReportMetric(ms(0.95), "p95-ms")
			b.ReportMetric(ms(1), "max-ms")
		})
	}
}

// editor is a user of the preview of a copy of the real content.
type editor struct {
	*testing.B
	dir    string
	server *httptest.Server
	page   string
	stream *bufio.Scanner
	close  func()
}

func openEditor(b *testing.B) *editor {
	b.Helper()
	e := &editor{B: b, dir: b.TempDir()}
	for _, name := range []string{"content", "layouts", "static"} {
		if err := os.CopyFS(filepath.Join(e.dir, name), os.DirFS(filepath.Join("..", name))); err != nil {
			b.Fatal(err)
		}
	}
	config, err := os.ReadFile(filepath.Join("..", "site.toml"))
	if err == nil {
		err = os.WriteFile(filepath.Join(e.dir, "site.toml"), config, 0o666)
	}
	if err != nil {
		b.Fatal(err)
	}
	t := &tool{out: io.Discard, err: io.Discard, source: e.dir}
	d := &draft{tool: t}
	if err := d.reopen(); err != nil {
		b.Fatal(err)
	}
	var said bytes.Buffer
	p := preview.New(preview.Options{
		Load: d.load, Locate: d.locate, Say: func(diag.Message, ...any) {},
		Report: func(faults diag.List) { faults.WriteText(&said, diag.EN) },
	})
	if said.Len() > 0 {
		b.Fatalf("the real content must have no errors:\n%s", said.String())
	}
	ctx, cancel := context.WithCancel(context.Background())
	b.Cleanup(cancel)
	e.server = httptest.NewServer(p)
	b.Cleanup(e.server.Close)
	b.Cleanup(func() { e.close() })
	e.close = func() {}
	go p.Watch(ctx, d.watched(), nil)
	time.Sleep(300 * time.Millisecond) // until all folders are watched
	return e
}

// override returns a county's own file of an item.
func (e *editor) override() string {
	files, err := filepath.Glob(filepath.Join(e.dir, "content/editions/*/*/items/*.md"))
	if err != nil || len(files) == 0 {
		e.Fatal("the real content must have a county's override")
	}
	rel, _ := filepath.Rel(e.dir, files[0])
	return filepath.ToSlash(rel)
}

var sums = regexp.MustCompile(`data-sum="([^"]*)" data-shell="([^"]*)" data-style="([^"]*)"`)

// look opens a page and its stream of events.
func (e *editor) look(page string) string {
	e.Helper()
	e.close()
	e.page = page
	text := e.get("/" + page)
	m := sums.FindStringSubmatch(text)
	if m == nil {
		e.Fatalf("%s is no page of a preview", page)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, "GET", fmt.Sprintf("%s/~preview/events?page=%s&sum=%s&shell=%s&style=%s", e.server.URL, page, m[1], m[2], m[3]), nil)
	if err != nil {
		e.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		e.Fatal(err)
	}
	e.stream = bufio.NewScanner(answer.Body)
	e.close = func() { cancel(); answer.Body.Close() }
	return text
}

// sees waits for the event of the change and loads the page again, although the new
// main part came with the event.
func (e *editor) sees(mark string) {
	e.Helper()
	for e.stream.Scan() {
		if event := e.stream.Text(); event == "event: reload" || event == "event: main" {
			if text := e.look(e.page); strings.Contains(text, mark) {
				return
			}
		}
	}
	e.Fatalf("%s never showed %q", e.page, mark)
}

func (e *editor) get(path string) string {
	e.Helper()
	answer, err := http.Get(e.server.URL + path)
	if err != nil {
		e.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		e.Fatal(err)
	}
	return string(text)
}
