// Package preview shows a site while it is being written.
//
// [Preview.Watch] follows the files that the site is made of. After each change
// all of them are read again; there is no graph of what depends on what. What
// has not changed is taken over from the reading before, and a page is rendered
// when it is asked for, by the same function that a build calls, so the preview
// shows what a build would write.
//
// [Preview] answers requests for the site's addresses, and for its own below
// /~preview/:
//
//	events    server-sent events: "main", "reload", "style", "state", see events.go
//	about     what a page is made of and what the check says of it, as JSON
//	go        leads to the same page in another edition
//	preview.js preview.css   the bar, the overlay, and the end that listens
//
// What it adds to a page is the script of its own before </body>, and leave for
// it in the page's Content-Security-Policy; nothing else differs from a build.
//
// As long as the content has errors the last site without any is shown, and the
// errors above it. Nothing that stands in a file ends the server.
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
	"handbook/generator/site"
)

// Options say what is previewed and how the preview speaks.
type Options struct {
	// Load reads the site again; prev is the last one that it returned, or nil.
	// Errors are failures of the disk.
	Load func(prev *site.Site) (*site.Site, diag.List, error)
	// Locate is where a file of the site lies on this machine; "" for one that
	// cannot be opened, such as one in a bundle.
	Locate func(file string) string
	Editor string // address that opens a file: {path}, {line} and {column} are filled in; "" for none
	Lang   diag.Lang
	Hosts  []string                   // names and addresses that the preview is asked by, beside those of this machine
	Say    func(diag.Message, ...any) // a line on the terminal
	Report func(diag.List)            // faults on the terminal
	Today  func() time.Time           // for what expires; time.Now when nil
}

// Preview is the site as it is being written. It is safe for concurrent use.
type Preview struct {
	Options
	now     atomic.Pointer[state]
	reading sync.Mutex // one reading at a time
	newest  *site.Site // what was read last, with errors or without; guarded by reading
	hub     hub
}

// state is what the preview shows between two changes.
type state struct {
	site   *site.Site // the last without errors; nil before there was one
	errors diag.List  // of the newest reading; none when site is the newest
	others diag.List  // warnings of the newest reading
	sum    string     // tells its errors from those of other states; "" without any
	shown  sync.Map   // address → *shown
	lint   func() diag.List
}

// New reads the site for the first time.
func New(o Options) *Preview {
	if o.Today == nil {
		o.Today = time.Now
	}
	p := &Preview{Options: o}
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

// read makes the state after the present one; reading is held.
func (p *Preview) read() *state {
	old := p.now.Load()
	next, faults, err := p.Load(p.newest)
	if err != nil {
		faults.Add(diag.New(diag.Pos{File: "."}, cannotRead, err.Error()).WithHint(hintCannotRead))
	}
	if next != nil && err == nil {
		p.newest = next
	}
	s := &state{site: next}
	for _, f := range faults.Sorted() {
		if f.Severity == diag.Error {
			s.errors.Add(f)
		} else {
			s.others.Add(f)
		}
	}
	if len(s.errors) == 0 {
		// A layout that fails is found when it is run: on what is being looked at.
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
		return good.Handbook.Lint(p.Today())
	})
	return s
}

// show makes a state the present one and tells the open pages and the terminal.
func (p *Preview) show(s *state) {
	old := p.now.Swap(s)
	p.hub.wake()
	switch {
	case s.sum == old.sum:
	case s.sum != "":
		p.Report(s.errors)
		p.Say(broken, len(s.errors))
	default:
		p.Say(mended)
	}
}

// shown is a page as it is shown now.
type shown struct {
	once   sync.Once
	html   []byte
	faults diag.List
	sum    string // of all that it shows, but for its style sheet; "" where no page stands
	shell  string // the same without what stands in <main>
}

// render makes a page, once for all that ask for it.
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

// parts takes a page apart at its main part; a page without one is all before.
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

// visible is what stands before the main part and is seen, with the scripts of
// the head: its titles and addresses for machines can change unseen.
func visible(before []byte) []byte {
	head, body, ok := bytes.Cut(before, []byte("<body"))
	if !ok {
		return before
	}
	return append(bytes.Join(scriptTag.FindAll(head, -1), nil), body...)
}

// sum tells texts apart.
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
	_ = faults.WriteText(&b, diag.EN) // a buffer never fails
	return sum(b.Bytes())
}

// modified is when a file was last written; zero for one that is not there.
func (p *Preview) modified(file string) time.Time {
	info, err := os.Stat(p.Locate(file))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}
