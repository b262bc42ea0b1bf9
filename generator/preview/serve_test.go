package preview

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// TestWhoIsAnswered: the server answers no foreign hosts and origins.
func TestWhoIsAnswered(t *testing.T) {
	d := begin(t)
	d.Hosts = []string{"editor.example"}
	for _, c := range []struct {
		name, method, target string
		header               []string
		want                 int
	}{
		{"a page", "GET", "/items/everything.html", nil, 200},
		{"the home page", "GET", "/", nil, 200},
		{"an edition", "GET", "/jia/yi/", nil, 200},
		{"its folder", "GET", "/jia/yi", nil, 302},
		{"by name", "GET", "/", []string{"Host", "localhost:1313"}, 200},
		{"by IPv6", "GET", "/", []string{"Host", "[::1]:1313"}, 200},
		{"by a name that was given", "GET", "/", []string{"Host", "Editor.example:1313"}, 200},
		{"by a stranger's name", "GET", "/", []string{"Host", "evil.example:1313"}, 421},
		{"by a name that begins alike", "GET", "/", []string{"Host", "localhost.evil.example"}, 421},
		{"by the network's address", "GET", "/", []string{"Host", "192.168.1.5:1313"}, 421},
		{"writing", "POST", "/", nil, 405},
		{"removing", "DELETE", "/items/everything.html", nil, 405},
		{"outside", "GET", "/../site.toml", nil, 404},
		{"outside, escaped", "GET", "/%2e%2e/%2e%2e/etc/passwd", nil, 404},
		{"a source file", "GET", "/content/_index.md", nil, 404},
		{"the configuration", "GET", "/site.toml", nil, 404},
		{"nothing there", "GET", "/items/none.html", nil, 404},
		{"nothing there, for people", "GET", "/items/none.html", []string{"Accept", "text/html"}, 302},
		{"nothing there, at the root", "GET", "/none.html", []string{"Accept", "text/html"}, 404},
		{"the bar", "GET", "/~preview/about?page=index.html", []string{"Sec-Fetch-Site", "same-origin"}, 200},
		{"the bar, from elsewhere", "GET", "/~preview/about", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"events, from elsewhere", "GET", "/~preview/events", []string{"Origin", "http://evil.example"}, 403},
		{"events, from another port", "GET", "/~preview/events", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"events, from a file", "GET", "/~preview/events", []string{"Origin", "null"}, 403},
		{"another edition", "GET", "/~preview/go?edition=jia/yi&page=items/everything.html", nil, 302},
		{"no such edition", "GET", "/~preview/go?edition=mars&page=index.html", nil, 404},
		{"nothing of its own", "GET", "/~preview/none", nil, 404},
	} {
		if w := d.ask(c.method, c.target, c.header...); w.Code != c.want {
			t.Errorf("%s: %d, want %d: %s", c.name, w.Code, c.want, w.Body)
		}
	}
	w := d.ask("GET", "/~preview/go?edition=jia/yi&page=items/everything.html")
	if to := w.Header().Get("Location"); to != "/jia/yi/items/everything.html" {
		t.Errorf("the switcher must keep the page, not redirect to %q", to)
	}
	w = d.ask("GET", "/")
	if h := w.Header(); h.Get("Cache-Control") != "no-store" || h.Get("Access-Control-Allow-Origin") != "" || h.Get("Cross-Origin-Resource-Policy") != "same-origin" {
		t.Errorf("caches must not store pages, nor other origins read them: %v", h)
	}
}

// TestPolicy: the preview's sources are added to a page's Content-Security-Policy.
func TestPolicy(t *testing.T) {
	for _, c := range []struct{ policy, want string }{
		{"default-src 'none'; style-src 'self'", "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"},
		{"default-src 'none'; script-src 'self' file:", "default-src 'none'; script-src 'self' file:; style-src 'self'; connect-src 'self'"},
		{"script-src 'none'; style-src 'self'; connect-src 'self'", "script-src 'self'; style-src 'self'; connect-src 'self'"},
		{"", "script-src 'self'; style-src 'self'; connect-src 'self'"},
	} {
		if got := allowScript(c.policy); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.policy, got, c.want)
		}
	}
}

// TestAbout checks the bar's data for a page that a county has changed.
// TestDay shows the site as of another day, and as of its own again.
func TestDay(t *testing.T) {
	d := begin(t)
	about := func() (a aboutJSON) {
		if err := json.Unmarshal(d.ask("GET", "/~preview/about?page=index.html").Body.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		return a
	}
	own := about().Day
	for _, test := range []struct {
		day, shown string
		chosen     bool
	}{{"2018-01-01", "2018-01-01", true}, {"2027-02-03", "2027-02-03", true}, {"", own, false}} {
		if code := d.ask("GET", "/~preview/day?day="+test.day).Code; code != http.StatusNoContent {
			t.Errorf("the day %q: the preview answers %d", test.day, code)
		}
		if a := about(); a.Day != test.shown || a.Chosen != test.chosen {
			t.Errorf("the day %q: the bar says %q, chosen %v", test.day, a.Day, a.Chosen)
		}
		if what := d.differs(); what != "" {
			t.Errorf("as of %q: %s", test.day, what)
		}
	}
	if code := d.ask("GET", "/~preview/day?day=tomorrow").Code; code != http.StatusBadRequest {
		t.Errorf("no day: the preview answers %d", code)
	}
	if code := d.ask("GET", "/~preview/day?day=2018-01-01", "Sec-Fetch-Site", "cross-site").Code; code != http.StatusForbidden || about().Chosen {
		t.Errorf("the page of another site chooses the day: the preview answers %d", code)
	}
}

func TestAbout(t *testing.T) {
	d := begin(t)
	var about aboutJSON
	text := d.ask("GET", "/~preview/about?page=jia/yi/items/everything.html").Body.Bytes()
	if err := json.Unmarshal(text, &about); err != nil {
		t.Fatal(err)
	}
	if about.Edition != "jia/yi" || len(about.Editions) < 3 {
		t.Errorf("the bar must list the editions: %s", text)
	}
	last := about.Files[len(about.Files)-1]
	if last.File != "content/editions/jia/yi/items/everything.md" || !strings.HasSuffix(last.Path, last.File) {
		t.Errorf("the source link must open the county's own file, not %+v", last)
	}
	own, inherited := 0, 0
	for _, f := range about.Facts {
		if f.Line < 1 || f.Name == "" || f.Edition == "" {
			t.Errorf("a fact lacks its place or name: %+v", f)
		}
		if f.Inherited {
			inherited++
		} else {
			own++
		}
	}
	if own == 0 || inherited == 0 || inherited != about.Inherited {
		t.Errorf("got %d own and %d inherited facts, %d counted; want both", own, inherited, about.Inherited)
	}
	if !strings.Contains(string(text), "never been checked") && about.Count == 0 {
		t.Logf("no findings for this page")
	}
}
