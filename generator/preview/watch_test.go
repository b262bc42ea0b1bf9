package preview

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"handbook/generator/diag"
)

// patience is the time limit of a test; a busy machine may need much of it.
const patience = 20 * time.Second

// watch watches the draft's files until the test ends.
func (d *draft) watch() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	d.Cleanup(func() { cancel(); <-done })
	var roots []Watched
	for _, folder := range []string{"content", "layouts", "static"} {
		roots = append(roots, Watched{Path: d.path(folder)})
	}
	roots = append(roots, Watched{Path: d.path("site.toml"), Only: true})
	go func() { d.Watch(ctx, roots, nil); close(done) }()
	time.Sleep(100 * time.Millisecond) // until watching has begun
}

// converges waits until each of-th address, beginning with share, equals a build.
func (d *draft) converges(after string, share, of int) {
	d.Helper()
	d.until(after, func() string { return d.differsIn(share, of) })
}

// until waits until what returns "".
func (d *draft) until(after string, what func() string) {
	d.Helper()
	end := time.Now().Add(patience)
	for {
		said := what()
		if said == "" {
			return
		}
		if time.Now().After(end) {
			d.Fatalf("after %s, for %v: %s", after, patience, said)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// TestEverySave saves as editors do, and moves files as people do.
func TestEverySave(t *testing.T) {
	t.Parallel()
	d := begin(t)
	d.watch()
	const file = "content/items/education/everything.md"
	good := d.text(file)
	// A new text proves that the preview has read the change; equal pages do not.
	changed := func(n int) string {
		return strings.Replace(good, "title = \"", fmt.Sprintf("title = \"第%d次", n), 1)
	}
	n := 0
	shows := func(after string) {
		t.Helper()
		d.until(after, func() string {
			if page, _ := d.served("items/everything.html"); !strings.Contains(page, fmt.Sprintf("<h1>第%d次", n)) {
				return "the page does not show it: " + d.errors()
			}
			return ""
		})
		d.converges(after, n%shares(), shares())
	}
	for _, c := range []struct {
		name string
		save func(text string)
	}{
		{"writing in place", func(text string) { d.write(file, text) }},
		{"emptying, then writing", func(text string) {
			d.write(file, "")
			time.Sleep(30 * time.Millisecond)
			d.write(file, text)
		}},
		{"another file in its place", func(text string) {
			d.write("content/items/education/.everything.md.swp", text)
			d.rename("content/items/education/.everything.md.swp", file)
		}},
		{"a backup first", func(text string) {
			d.rename(file, file+"~")
			d.write(file, text)
			d.remove(file + "~")
		}},
		{"deleting, then creating", func(text string) {
			d.remove(file)
			time.Sleep(30 * time.Millisecond)
			d.write(file, text)
		}},
		{"deleting for long, then creating", func(text string) {
			d.remove(file)
			time.Sleep(400 * time.Millisecond)
			d.write(file, text)
		}},
		{"a leftover that is never removed", func(text string) {
			d.write("content/items/education/4913", "")
			d.write("content/items/education/~$thing.md", "x")
			d.write(file, text)
		}},
		{"200 rapid saves", func(text string) {
			for k := range 200 {
				d.write(file, text[:len(text)*k/200])
			}
			d.write(file, text)
		}},
		{"a broken text, fixed", func(text string) {
			d.write(file, strings.Replace(text, "title = ", "title ", 1))
			d.until("breaking", func() string {
				if d.errors() == "" {
					return "no errors are shown"
				}
				return ""
			})
			d.write(file, text)
		}},
		{"its folder under another name, and back", func(text string) {
			d.rename("content/items/education", "content/items/learning")
			time.Sleep(200 * time.Millisecond)
			d.write("content/items/learning/everything.md", text)
			d.rename("content/items/learning", "content/items/education")
		}},
		{"the content folder gone, and back", func(text string) {
			d.rename("content", "content.away")
			time.Sleep(200 * time.Millisecond)
			d.rename("content.away", "content")
			d.write(file, text)
		}},
	} {
		n++
		c.save(changed(n))
		shows(c.name)
	}
	d.converges("all of it", 0, 1)
}

// TestEditionComesAndGoes adds an edition in new folders and removes it again.
func TestEditionComesAndGoes(t *testing.T) {
	t.Parallel()
	d := begin(t)
	d.watch()
	has := func(want bool, share int) {
		t.Helper()
		d.until("an edition", func() string {
			if _, ok := d.served("geng/xin/items/everything.html"); ok != want {
				return fmt.Sprintf("it stands: %v, want %v; %s", ok, want, d.errors())
			}
			return ""
		})
		d.converges("an edition", share, shares())
	}
	rounds := shares()
	if testing.Short() {
		rounds = 1
	}
	for share := range rounds {
		d.write("content/editions/geng/edition.toml", "name = \"庚市\"\ncode = \"009900\"\nkind = \"city\"\n")
		d.write("content/editions/geng/xin/edition.toml", "name = \"辛县\"\ncode = \"009901\"\nkind = \"county\"\n")
		has(true, share)
		d.write("content/editions/geng/xin/items/everything.md", "+++\ntitle = \"辛县的\"\n+++\n")
		d.until("an override", func() string {
			if page, _ := d.served("geng/xin/items/everything.html"); !strings.Contains(page, "辛县的") {
				return "it is not shown: " + d.errors()
			}
			return ""
		})
		d.remove("content/editions/geng")
		has(false, share)
	}
}

// TestSilentDrive watches a folder without events of the system: a scan finds the
// change, and the watcher relies on scans from then on.
func TestSilentDrive(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for slow looks at all files")
	}
	t.Parallel()
	d := begin(t)
	w := &watcher{roots: []Watched{{Path: d.path("content")}}, say: d.Say, events: make(chan string, 8)}
	// As if the system watched every folder and sent no events.
	w.watched = map[string]bool{d.dir: true}
	w.walk(d.path("content"), func(name string, _ fs.DirEntry) { w.watched[name] = true })
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go w.run(ctx)
	time.Sleep(100 * time.Millisecond)
	d.write("content/guides/short.md", d.text("content/guides/short.md")+"\n新\n")
	select {
	case <-w.events:
	case <-time.After(patience):
		t.Fatal("the watcher must find a change without an event")
	}
	if said := d.printed(); !strings.Contains(said, "network drive") {
		t.Errorf("the terminal must report the missing events, not %q", said)
	}
	for n := range 2 {
		d.write("content/guides/short.md", d.text("content/guides/short.md")+strings.Repeat("又", n+1)+"\n")
		select {
		case <-w.events:
		case <-time.After(patience):
			t.Fatal("scans must find changes")
		}
	}
}

// TestWatchLimit: the watcher continues with scans when the system refuses to watch.
func TestWatchLimit(t *testing.T) {
	d := begin(t)
	w := &watcher{roots: []Watched{{Path: d.path("content")}}, say: d.Say, events: make(chan string, 8)}
	w.poll(pollLimit, "too many")
	if said := d.printed(); !strings.Contains(said, "cannot watch more files (too many)") {
		t.Errorf("the terminal must report the limit, not %q", said)
	}
	w.state = w.look()
	w.check()
	if len(w.events) != 0 {
		t.Error("the watcher reported a change that did not happen")
	}
	d.write("content/guides/short.md", d.text("content/guides/short.md")+"\n新\n")
	w.check()
	if len(w.events) != 1 {
		t.Error("the watcher missed a change")
	}
}

// TestConcerns separates the site's files from temporary files and neighbours.
func TestConcerns(t *testing.T) {
	root := filepath.FromSlash("/site")
	w := &watcher{roots: []Watched{{Path: filepath.Join(root, "content")}, {Path: filepath.Join(root, "site.toml"), Only: true}}}
	for name, want := range map[string]bool{
		"content/items/a/b.md": true, "content": true, "site.toml": true, "content/editions/x": true,
		"content/items/.b.md.swp": false, "content/.git/HEAD": false, "content/items/b.md~": false,
		"contents/b.md": false, "public/index.html": false, "site.toml.bak": false, "other": false,
	} {
		if got := w.concerns(filepath.Join(root, filepath.FromSlash(name))); got != want {
			t.Errorf("%s concerns the site: %v, want %v", name, got, want)
		}
	}
}

// stream is the stream of events of an open page.
type stream struct {
	testing.TB
	lines chan string
}

// listen opens a stream for the served page.
func (d *draft) listen(server *httptest.Server, page string) *stream {
	d.Helper()
	s := d.now.Load()
	target := fmt.Sprintf("%s/~preview/events?page=%s&sum=%s&shell=%s&style=%s&errors=%s", server.URL, page, s.render(page).sum, s.render(page).shell, s.site.Style(), s.sum)
	ctx, cancel := context.WithCancel(context.Background())
	d.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, "GET", target, nil)
	if err != nil {
		d.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		d.Fatal(err)
	}
	out := &stream{d.TB, make(chan string, 100)}
	go func() {
		defer answer.Body.Close()
		defer close(out.lines)
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if event, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				out.lines <- event
			}
		}
	}()
	d.until("opening a page", func() string {
		if len(d.hub.pages()) == 0 {
			return "the page is not known to be open"
		}
		return ""
	})
	return out
}

// hears waits for an event; want "" waits a short time for none.
func (s *stream) hears(want string) {
	s.Helper()
	wait := patience
	if want == "" {
		wait = 300 * time.Millisecond
	}
	select {
	case got, open := <-s.lines:
		if !open {
			s.Fatal("the stream has ended")
		}
		if got != want {
			s.Errorf("the page received %q, want %q", got, want)
		}
	case <-time.After(wait):
		if want != "" {
			s.Errorf("the page received nothing, want %q", want)
		}
	}
}

// TestEvents checks the events of changes.
func TestEvents(t *testing.T) {
	t.Parallel()
	d := begin(t)
	server := httptest.NewServer(d)
	t.Cleanup(server.Close) // after the streams have ended; it waits for them
	const page = "items/everything.html"
	const file, other = "content/items/education/everything.md", "content/guides/short.md"

	s := d.listen(server, page)
	d.write(other, d.text(other)+"\n一句与它无关的话。\n")
	d.Read()
	s.hears("")
	d.write("static/assets/site.css", d.text("static/assets/site.css")+"\n.new{color:red}\n")
	d.Read()
	s.hears("style")
	d.write(other, strings.Replace(d.text(other), "title", "titel", 1))
	d.Read()
	s.hears("state")
	d.write(other, strings.Replace(d.text(other), "titel", "title", 1))
	d.Read()
	s.hears("state")
	d.write(file, d.text(file)+"\n一句新话。\n")
	d.Read()
	s.hears("main")
	d.write("site.toml", strings.Replace(d.text("site.toml"), "title = \"", "title = \"新", 1))
	d.Read()
	s.hears("reload")

	// An image of a page belongs to its content.
	guide := d.listen(server, "guides/how-to-use.html")
	if err := os.WriteFile(d.path("content/guides/map.png"), append([]byte("\x89PNG\r\n\x1a\n"), "new"...), 0o666); err != nil {
		t.Fatal(err)
	}
	d.Read()
	guide.hears("reload")
}

// TestMissedEvents reconnects a page after a change.
func TestMissedEvents(t *testing.T) {
	t.Parallel()
	d := begin(t)
	server := httptest.NewServer(d)
	t.Cleanup(server.Close) // after the streams have ended; it waits for them
	before := d.now.Load()
	d.write("content/items/education/everything.md", d.text("content/items/education/everything.md")+"\n新\n")
	d.Read()
	after := d.now.Load()
	d.now.Store(before)
	s := d.listen(server, "items/everything.html") // with the sums of before
	s.hears("")
	d.show(after)
	s.hears("main")
}

// TestManyTabs opens as many pages as the preview allows, and one more.
func TestManyTabs(t *testing.T) {
	h := &hub{}
	for n := range most {
		if !h.add(&client{page: "index.html", changed: make(chan struct{}, 1)}) {
			t.Fatalf("the preview must accept page %d", n)
		}
	}
	if h.add(&client{}) {
		t.Errorf("the preview must refuse more than %d pages", most)
	}
	if pages := h.pages(); len(pages) != 1 {
		t.Errorf("a page that is open %d times must be rendered once, not %d times", most, len(pages))
	}
	h.wake()
	h.wake() // must not wait for slow pages
}

// TestListen uses the next port when one is taken, and warns when others can reach
// the preview.
func TestListen(t *testing.T) {
	d := begin(t)
	first, err := d.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if said := d.printed(); said != "" {
		t.Errorf("an address of this machine needs no message, got %q", said)
	}
	second, err := d.Listen(first.Addr().String())
	if err != nil {
		t.Fatalf("Listen must use the next port: %v", err)
	}
	defer second.Close()
	if said := d.printed(); !strings.Contains(said, "is taken; using ") {
		t.Errorf("the terminal must print the port, not %q", said)
	}
	all, err := d.Listen("0.0.0.0:0")
	if err != nil {
		t.Skip("this machine has no other address")
	}
	defer all.Close()
	if said := d.printed(); said != openToAll.In(diag.EN)+"\n" {
		t.Errorf("the terminal must warn that others can read the drafts, not %q", said)
	}
	if w := d.ask("GET", "/", "Host", "192.168.1.5:1313"); w.Code != 200 {
		t.Errorf("an open preview must answer for its numeric address, not %d", w.Code)
	}
	if w := d.ask("GET", "/", "Host", "evil.example"); w.Code != 421 {
		t.Errorf("an open preview must not answer for any name, not %d", w.Code)
	}
}

// TestServeEnds stops the server while pages are open.
func TestServeEnds(t *testing.T) {
	d := begin(t)
	l, err := d.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.Serve(ctx, l) }()
	answer, err := http.Get(Address(l) + "~preview/events?page=index.html")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("Serve must return no error at the end: %v", err)
		}
	case <-time.After(patience):
		t.Fatal("an open page must not keep the server from stopping")
	}
}
