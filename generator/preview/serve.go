package preview

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"html"
	"mime"
	"net"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

var (
	//go:embed preview.js
	script []byte
	//go:embed preview.css
	style []byte
)

// own is the prefix of the preview's own addresses. No page can begin with it: ids
// and names of editions have no such character.
const own = "/~preview/"

// ServeHTTP answers requests for this machine or for a name in Hosts, and no others.
// This protects from DNS rebinding: an attacker's name that resolves to this
// machine.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !p.knows(r.Host) {
		http.Error(w, p.text(wrongHost, r.Host), http.StatusMisdirectedRequest)
		return
	}
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if r.Method != http.MethodGet && r.Method != http.MethodHead || r.ContentLength != 0 {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, p.text(onlyReading), http.StatusMethodNotAllowed)
		return
	}
	name, ours := strings.CutPrefix(r.URL.Path, own)
	if !ours {
		p.page(w, r)
		return
	}
	if foreign(r) {
		http.Error(w, p.text(wrongOrigin), http.StatusForbidden)
		return
	}
	switch name {
	case "events":
		p.events(w, r)
	case "about":
		p.about(w, r)
	case "go":
		p.goTo(w, r)
	case "day":
		p.speak(w, r)
	case "preview.js":
		h.Set("Content-Type", "text/javascript; charset=utf-8")
		fmt.Fprintf(w, "var handbookPreview = %s;\n%s", p.wordsJSON(), script)
	case "preview.css":
		h.Set("Content-Type", "text/css; charset=utf-8")
		w.Write(style)
	default:
		http.NotFound(w, r)
	}
}

// knows reports whether the preview answers for a host.
func (p *Preview) knows(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if ip := net.ParseIP(name); ip != nil && ip.IsLoopback() {
		return true
	}
	return name == "localhost" || slices.Contains(p.Hosts, name) || slices.Contains(p.Hosts, "*") && net.ParseIP(name) != nil
}

// foreign reports whether a page of another origin sent the request.
func foreign(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return true
	}
	origin := r.Header.Get("Origin")
	return origin != "" && origin != "http://"+r.Host
}

// page serves an address of the site.
func (p *Preview) page(w http.ResponseWriter, r *http.Request) {
	s := p.now.Load()
	if s.site == nil {
		title := html.EscapeString(p.text(nothingYet))
		p.write(w, s, "", simplePage(title, "<p>"+title+"</p>"))
		return
	}
	address := strings.TrimPrefix(r.URL.Path, "/")
	if rest, below := strings.CutPrefix(r.URL.Path, s.site.Root()); below {
		address = rest // the site's folder on its host is also the root here
	}
	if address == "" || strings.HasSuffix(address, "/") {
		address += "index.html"
	}
	if s.site.Page(address) == nil && s.site.Page(address+"/index.html") != nil {
		http.Redirect(w, r, path.Base(address)+"/", http.StatusFound)
		return
	}
	if s.site.Page(address) == nil {
		p.missing(w, r, s, address)
		return
	}
	shown := s.render(address)
	if len(shown.faults) > 0 { // a layout fails that no open page used
		p.broken(w, r, shown.faults)
		return
	}
	if path.Ext(address) == ".html" {
		p.write(w, s, address, shown.html)
		return
	}
	if strings.HasPrefix(address, "assets/") { // its name contains its hash
		w.Header().Set("Cache-Control", "max-age=3600, immutable")
	}
	if kind := contentType(address); kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	w.Write(shown.html)
}

// contentType returns a file's type by its name. It asks the system's tables, which
// differ between machines, last.
func contentType(name string) string {
	ext := path.Ext(name)
	return cmp.Or(contentTypes[ext], mime.TypeByExtension(ext))
}

var contentTypes = map[string]string{
	".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8",
	".json": "application/json", ".webmanifest": "application/manifest+json",
	".xml": "application/xml", ".svg": "image/svg+xml",
}

// missing answers for a missing address: it redirects browsers to the edition's
// 404.html, since the links of that page are relative to it.
func (p *Preview) missing(w http.ResponseWriter, r *http.Request, s *state, address string) {
	absent := s.site.Absent(address)
	if s.site.Page(absent) == nil || !strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Error(w, p.text(nothingHere, "/"+address), http.StatusNotFound)
		return
	}
	if path.Dir(address) != path.Dir(absent) {
		http.Redirect(w, r, "/"+absent, http.StatusFound)
		return
	}
	shown := s.render(absent)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	w.Write(p.add(s, absent, shown, shown.html))
}

// simplePage returns a page of the preview's own; title and body are HTML.
func simplePage(title, body string) []byte {
	return fmt.Appendf(nil, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n%s\n</body>\n</html>\n", title, body)
}

// broken answers with the faults of a layout, without a page.
func (p *Preview) broken(w http.ResponseWriter, r *http.Request, faults diag.List) {
	p.Report(faults)
	var text bytes.Buffer
	_ = faults.WriteText(&text, p.Lang) // a buffer returns no error
	title := html.EscapeString(p.text(broken, len(faults)))
	page := simplePage(title, "<h1>"+title+"</h1>\n<pre>"+html.EscapeString(text.String())+"</pre>")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError)
	s := p.now.Load()
	w.Write(p.add(s, strings.TrimPrefix(r.URL.Path, "/"), &shown{}, page))
}

func (p *Preview) write(w http.ResponseWriter, s *state, address string, page []byte) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	now := &shown{}
	if address != "" {
		now = s.render(address)
	}
	w.Write(p.add(s, address, now, page))
}

var policy = regexp.MustCompile(`(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")`)

// add adds the preview's script to a page.
func (p *Preview) add(s *state, address string, now *shown, page []byte) []byte {
	sheet := ""
	if s.site != nil {
		sheet = s.site.Style()
	}
	ours := fmt.Sprintf(`<script src="%spreview.js" data-page="%s" data-sum="%s" data-shell="%s" data-style="%s" defer></script>`+"\n",
		own, html.EscapeString(address), now.sum, now.shell, html.EscapeString(sheet))
	page = policy.ReplaceAllFunc(page, func(meta []byte) []byte {
		m := policy.FindSubmatch(meta)
		return slices.Concat(m[1], []byte(allowScript(string(m[2]))), m[3])
	})
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return slices.Concat(page[:at], []byte(ours), page[at:])
}

// allowScript adds the sources of the preview's script to a policy.
func allowScript(text string) string {
	var out []string
	lacks := []string{"script-src", "style-src", "connect-src"}
	for directive := range strings.SplitSeq(text, ";") {
		directive = strings.TrimSpace(directive)
		name, sources, _ := strings.Cut(directive, " ")
		if n := slices.Index(lacks, name); n >= 0 {
			lacks = slices.Delete(lacks, n, n+1)
			if !strings.Contains(sources, "'self'") {
				directive = name + " 'self' " + strings.ReplaceAll(sources, "'none'", "")
			}
		}
		if directive != "" {
			out = append(out, strings.TrimSpace(directive))
		}
	}
	for _, name := range lacks {
		out = append(out, name+" 'self'")
	}
	return strings.Join(out, "; ")
}

// without removes the address of the style sheet from a page.
func without(page []byte, style string) []byte {
	if style == "" {
		return page
	}
	return bytes.ReplaceAll(page, []byte(style), nil)
}

// goTo redirects to the same page in another edition.
func (p *Preview) goTo(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	s := p.now.Load()
	target := ""
	if s.site != nil {
		target = s.site.Counterpart(q.Get("page"), q.Get("edition"))
	}
	if target == "" {
		http.NotFound(w, r)
		return
	}
	http.Redirect(w, r, (&url.URL{Path: "/" + target}).String(), http.StatusFound)
}

// speak shows the site as of another day.
func (p *Preview) speak(w http.ResponseWriter, r *http.Request) {
	text := r.URL.Query().Get("day")
	day, ok := handbook.ParseDay(text)
	if !ok && text != "" {
		http.Error(w, p.text(noDay, text), http.StatusBadRequest)
		return
	}
	p.Speak(day)
	w.WriteHeader(http.StatusNoContent)
}

// about returns the data of the bar for a page.
func (p *Preview) about(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(true)
	_ = enc.Encode(p.aboutJSON(r.URL.Query().Get("page"))) // the client has gone
}
