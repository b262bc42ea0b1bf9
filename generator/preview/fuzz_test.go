package preview

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// FuzzRequest sends any request: the preview answers it, serves only files of the
// site, redirects only to itself, and escapes addresses in HTML.
func FuzzRequest(f *testing.F) {
	d := begin(f)
	const secret = "SECRET-OF-THE-FOLDER"
	d.write("secret.txt", secret)
	d.write("content/.hidden", secret)
	d.Read()
	for _, target := range []string{
		"/", "/index.html", "//", "///", "/.", "/..", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", `/..\secret.txt`, "/secret.txt", "/./secret.txt", "/content/.hidden", "/site.toml", "/content/_index.md",
		"/layouts/base.html", "/items", "/items/", "/items//", "/items/index.html/", "//evil.example/items", "/\\evil.example/items", "/%2f%2fevil.example/items", "//evil.example/..//items", "/items%00.html", "/\x00", "/%ff", "/fuzhou", "/fuzhou/../fuzhou",
		"/<pwned>", "/%3cpwned%3e", "/%22%3e%3cpwned%3e", "/?<pwned>", "/~preview/", "/~preview/events", "/~preview/events?page=<pwned>", "/~preview/events?page=//evil.example", "/~preview/about", "/~preview/about?page=../secret.txt", "/~preview/about?page=%3cpwned%3e",
		"/~preview/go", "/~preview/go?to=//evil.example/", "/~preview/go?page=items/index.html&edition=//evil.example", "/~preview/go?page=https://evil.example&edition=fuzhou", "/~preview/go?page=..%2f..%2f&edition=..%2f", "/~preview/preview.js", "/~preview/../secret.txt", "/%7epreview/about", "*", "evil.example:443", "https://evil.example/",
		"/con", "/C:/secret.txt", "/index.html:$DATA", "/" + strings.Repeat("a/", 2000), "/" + strings.Repeat("%2e%2e/", 500) + "etc/passwd",
	} {
		f.Add("GET", target, "127.0.0.1:1313", "")
	}
	f.Add("POST", "/", "localhost", "http://localhost")
	f.Add("HEAD", "/items/", "[::1]:1313", "null")
	f.Add("TRACE", "/~preview/events", "evil.example", "https://evil.example")
	f.Add("GET", "/~preview/about", "127.0.0.1.evil.example", "http://127.0.0.1.evil.example")
	ended, end := context.WithCancel(context.Background())
	end()
	f.Fuzz(func(t *testing.T, method, target, host, origin string) {
		u, err := url.ParseRequestURI(target)
		if err != nil {
			return // net/http answers these itself
		}
		// A stream of events ends with its request.
		r := (&http.Request{Method: method, URL: u, Host: host, RequestURI: target, Header: http.Header{}, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Body: http.NoBody}).WithContext(ended)
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		w := httptest.NewRecorder()
		d.ServeHTTP(w, r)
		body := w.Body.String()
		if w.Code < 200 || w.Code >= 600 {
			t.Errorf("status %d", w.Code)
		}
		if strings.Contains(body, secret) {
			t.Errorf("%q serves a file outside the site", target)
		}
		if strings.Contains(body, "<pwned") && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%q becomes HTML:\n%s", target, body)
		}
		if w.Code == http.StatusOK && !d.knows(host) {
			t.Errorf("%q has an answer for the host %q", target, host)
		}
		at := w.Header().Get("Location")
		if at == "" {
			return
		}
		// Browsers read a backslash as a slash.
		to, err := url.Parse(strings.ReplaceAll(at, `\`, "/"))
		if err != nil || to.Scheme != "" || to.Host != "" || strings.HasPrefix(at, "//") || strings.ContainsAny(at, "\r\n") {
			t.Errorf("%q redirects elsewhere: %q", target, at)
		}
	})
}
