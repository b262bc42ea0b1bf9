package preview

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"slices"
	"sync"
	"time"

	"handbook/generator/diag"
)

// A page that is open and visible in a browser holds one stream of events. It sends
// its address, the sum of its content and the sum of the errors above it, and
// receives
//
//	main    only its main part has changed:
//	        {"html": the new main part, "title": of the page, "sum"}
//	reload  more has changed
//	style   only its style sheet has changed: {"href": the new address}
//	state   the errors above it have changed: {"errors": see faultsJSON}
//
// Sums decide, not times: a page that was hidden or cut off receives on its return
// the events that it missed.

// hub holds the open pages.
type hub struct {
	mu      sync.Mutex
	clients map[*client]bool
}

// client is one open page.
type client struct {
	page, sum, shell, style, errors string
	changed                         chan struct{} // there is a new state
}

// most is the limit of open pages, far more than people have: a broken page must
// not take all memory.
const most = 500

func (h *hub) add(c *client) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.clients == nil {
		h.clients = map[*client]bool{}
	}
	if len(h.clients) >= most {
		return false
	}
	h.clients[c] = true
	return true
}

func (h *hub) remove(c *client) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.clients, c)
}

// pages lists the addresses of the open pages, without duplicates.
func (h *hub) pages() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var out []string
	for c := range h.clients {
		if !slices.Contains(out, c.page) {
			out = append(out, c.page)
		}
	}
	slices.Sort(out)
	return out
}

// wake makes every open page look at the new state.
func (h *hub) wake() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.clients {
		select {
		case c.changed <- struct{}{}:
		default: // it has still to look at an earlier state
		}
	}
}

var titleTag = regexp.MustCompile(`<title>([^<]*)</title>`)

// events serves the stream of an open page.
func (p *Preview) events(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	c := &client{
		page: q.Get("page"), sum: q.Get("sum"), shell: q.Get("shell"), style: q.Get("style"), errors: q.Get("errors"),
		changed: make(chan struct{}, 1),
	}
	if !p.hub.add(c) {
		http.Error(w, p.text(tooManyPages), http.StatusServiceUnavailable)
		return
	}
	defer p.hub.remove(c)
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	out.SetReadDeadline(time.Time{}) // the stream lasts while its page is open
	fmt.Fprint(w, "retry: 500\n\n")
	beat := time.NewTicker(20 * time.Second)
	defer beat.Stop()
	for {
		out.SetWriteDeadline(time.Now().Add(p.wait))
		if p.sendChanges(w, c) != nil || out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-c.changed:
		case <-beat.C: // detects a lost connection, on the next turn
			fmt.Fprint(w, ": \n\n")
		}
	}
}

// sendChanges sends the changes since the last call to an open page.
func (p *Preview) sendChanges(w http.ResponseWriter, c *client) error {
	s := p.now.Load()
	send := func(event string, data any) error {
		text, err := json.Marshal(data)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(w, "event: %s\ndata: %s\n\n", event, text)
		return err
	}
	if s.site != nil {
		if now := s.render(c.page); now.sum != c.sum {
			c.sum = now.sum
			if now.shell == "" || now.shell != c.shell {
				return send("reload", nil) // reloading covers the rest
			}
			before, main, _ := parts(now.html)
			title := ""
			if m := titleTag.FindSubmatch(before); m != nil {
				title = html.UnescapeString(string(m[1]))
			}
			if err := send("main", map[string]string{"html": string(main), "title": title, "sum": now.sum}); err != nil {
				return err
			}
		}
		if style := s.site.Style(); style != c.style {
			c.style = style
			if err := send("style", map[string]string{"href": "/" + style}); err != nil {
				return err
			}
		}
	}
	if s.sum != c.errors {
		c.errors = s.sum
		return send("state", map[string]any{"errors": p.faultsJSON(s.errors), "sum": s.sum})
	}
	return nil
}

// faultsJSON groups faults by file, the file that was written last first: the editor
// works there.
func (p *Preview) faultsJSON(faults diag.List) any {
	type byFile struct {
		File   string `json:"file"`
		Path   string `json:"path"` // absolute; "" when it cannot be opened
		Faults any    `json:"faults"`
	}
	var files []string
	lists := map[string]diag.List{}
	for _, f := range faults.Sorted() {
		if lists[f.Pos.File] == nil {
			files = append(files, f.Pos.File)
		}
		lists[f.Pos.File] = append(lists[f.Pos.File], f)
	}
	slices.SortStableFunc(files, func(a, b string) int { return p.modified(b).Compare(p.modified(a)) })
	out := []byFile{}
	for _, file := range files {
		out = append(out, byFile{file, p.Locate(file), lists[file].JSON(p.Lang)})
	}
	return out
}
