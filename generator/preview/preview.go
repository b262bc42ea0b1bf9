// Package preview shows a site while editors write it.
//
// [Preview.Watch] watches the files of the site. After each change it reads all of
// them again; there is no graph of dependencies. The new site reuses what has not
// changed, and renders a page on request with the same function as a build, so the
// preview shows what a build would write.
//
// [Preview] answers requests for the site's addresses, and for its own below
// /~preview/:
//
//	events    server-sent events: "main", "reload", "style", "state", see events.go
//	about     the files and facts of a page and its findings, as JSON
//	go        redirects to the same page in another edition
//	day       shows the site as of another day, or with none as of its own
//	preview.js preview.css   the bar, the overlay, and the client of the events
//
// The preview adds its script before </body> of a page, and allows it in the page's
// Content-Security-Policy; nothing else differs from a build.
//
// While the content has errors the preview shows the last site without errors, and
// the errors above it. No content of a file can stop the server.
package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"regexp"
	"sync"
	"sync/atomic"
	"time"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/site"
)

// Options are the settings of a preview.
type Options struct {
	// Load reads the site again; prev is the last one that it returned, or nil. day
	// replaces the day that the site speaks as of, unless it is zero. Errors are
	// failures of the disk.
	Load func(prev *site.Site, day handbook.Date) (*site.Site, diag.List, error)
	// Locate returns the path of a source file on this machine; "" for a file
	// that cannot be opened, such as one in a bundle.
	Locate func(file string) string
	Editor string // address that opens a file, with {path}, {line} and {column}; "" for none
	Lang   diag.Lang
	Hosts  []string                   // host names and addresses to answer for, beside those of this machine
	Say    func(diag.Message, ...any) // prints a line on the terminal
	Report func(diag.List)            // prints faults on the terminal
}

// Preview is the preview of a site. It is safe for concurrent use.
type Preview struct {
	Options
	now     atomic.Pointer[state]
	reading sync.Mutex    // held while reading
	newest  *site.Site    // the last site that was read, with errors or without; guarded by reading
	day     handbook.Date // that the bar has chosen; zero for the site's own; guarded by reading
	hub     hub
	wait    time.Duration // clientWait, but for tests
}

// state is the shown site between two changes.
type state struct {
	site   *site.Site // the last one without errors; nil before the first
	errors diag.List  // of the newest reading; none when site is the newest
	others diag.List  // warnings of the newest reading
	sum    string     // of the errors; "" without errors
	chosen bool       // the bar has chosen the day
	shown  sync.Map   // address → *shown
	lint   func() diag.List
}

// New reads the site for the first time.
func New(o Options) *Preview {
	p := &Preview{Options: o, wait: clientWait}
	p.now.Store(&state{lint: func() diag.List { return nil }})
	p.Read()
	return p
}

// Read reads the site again and shows it to all open pages.
func (p *Preview) Read() {
	p.reading.Lock()
	defer p.reading.Unlock()
	p.show(p.read())
}

// Speak shows the site as of another day; zero is its own.
func (p *Preview) Speak(day handbook.Date) {
	p.reading.Lock()
	defer p.reading.Unlock()
	p.day = day
	p.show(p.read())
}

// read returns the next state; the caller holds reading.
func (p *Preview) read() *state {
	old := p.now.Load()
	next, faults, err := p.Load(p.newest, p.day)
	if err != nil {
		faults.Add(diag.New(diag.Pos{File: "."}, cannotRead, err.Error()).WithHint(hintCannotRead))
	}
	if next != nil && err == nil {
		p.newest = next
	}
	s := &state{site: next, chosen: !p.day.IsZero()}
	for _, f := range faults.Sorted() {
		if f.Severity == diag.Error {
			s.errors.Add(f)
		} else {
			s.others.Add(f)
		}
	}
	if len(s.errors) == 0 {
		// A fault of a layout appears only when it runs: render the open pages.
		for _, url := range p.hub.pages() {
			s.errors.Add(s.render(url).faults...)
		}
	}
	if len(s.errors) > 0 {
		s.errors = s.errors.Sorted()
		s.site = old.site
		s.shown.Clear()
		s.sum = sumOf(s.errors)
	}
	good := s.site
	s.lint = sync.OnceValue(func() diag.List {
		if good == nil {
			return nil
		}
		return good.Handbook.Lint()
	})
	return s
}

// show makes s the current state and informs the open pages and the terminal.
func (p *Preview) show(s *state) {
	old := p.now.Swap(s)
	p.hub.wake()
	switch {
	case s.sum == old.sum:
	case s.sum != "":
		p.Report(s.errors)
		p.Say(broken, len(s.errors))
	default:
		p.Say(fixed)
	}
}

// shown is a rendered page.
type shown struct {
	once   sync.Once
	html   []byte
	faults diag.List
	sum    string // of the page and its files, without the style sheet; "" when there is no page
	shell  string // the same without the main part
}

// render renders a page once for each state.
func (s *state) render(url string) *shown {
	if s.site == nil {
		return &shown{}
	}
	slot, _ := s.shown.LoadOrStore(url, new(shown))
	v := slot.(*shown)
	v.once.Do(func() {
		v.html, v.faults = s.site.Render(url)
		if len(v.html) == 0 {
			return
		}
		var files bytes.Buffer
		for _, file := range s.site.Shows(url, v.html) {
			data, _ := s.site.Render(file)
			files.WriteString(file)
			files.Write(data)
		}
		v.sum = sum(without(v.html, s.site.Style()), files.Bytes())
		before, _, after := parts(v.html)
		v.shell = sum(visible(before), after, files.Bytes())
	})
	return v
}

// parts splits a page at its main part; a page without one is all before.
func parts(page []byte) (before, main, after []byte) {
	from := bytes.Index(page, []byte("<main"))
	to := bytes.LastIndex(page, []byte("</main>"))
	if from < 0 || to < from {
		return page, nil, nil
	}
	to += len("</main>")
	return page[:from], page[from:to], page[to:]
}

var scriptTag = regexp.MustCompile(`<script[^>]*>`)

// visible returns the visible text before the main part and the scripts in the head.
// The titles and metadata of the head can change unseen.
func visible(before []byte) []byte {
	head, body, ok := bytes.Cut(before, []byte("<body"))
	if !ok {
		return before
	}
	return append(bytes.Join(scriptTag.FindAll(head, -1), nil), body...)
}

// sum returns a hash of the texts.
func sum(texts ...[]byte) string {
	h := sha256.New()
	for _, text := range texts {
		h.Write(text)
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

func sumOf(faults diag.List) string {
	var b bytes.Buffer
	_ = faults.WriteText(&b, diag.EN) // a buffer returns no error
	return sum(b.Bytes())
}

// modified returns the time of a file's last change; zero for a missing file.
func (p *Preview) modified(file string) time.Time {
	info, err := os.Stat(p.Locate(file))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}
