package site

import (
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"
)

var links = regexp.MustCompile(`(?:href|src|content)="([^"]*)"`)

// TestBaseURL: only canonical links, the site map and the page for unknown
// addresses know where the site stands; all else works under any path.
func TestBaseURL(t *testing.T) {
	for _, c := range []struct{ base, option, want, root string }{
		{"", "", "", ""},
		{"https://example.org", "", "https://example.org/", "/"},
		{"https://example.org/a/b", "", "https://example.org/a/b/", "/a/b/"},
		{"https://example.org/a/", "http://localhost:8080/c", "http://localhost:8080/c/", "/c/"},
		{"", "https://example.org/c/", "https://example.org/c/", "/c/"},
	} {
		fsys := folder(t)
		change(t, fsys, "site.toml", `code = "000000"`, `base_url = "`+c.base+`"`)
		s := open(t, fsys, Options{BaseURL: c.option})
		if has := s.Page("sitemap.xml") != nil; has != (c.want != "") {
			t.Errorf("%+v: there must be a site map where there is a base URL, and only there", c)
		}
		for _, url := range []string{"index.html", "items/everything.html", "items/index.html", "items/boarding.html"} {
			html := page(t, s, url)
			canonical := c.want + strings.TrimSuffix(url, "index.html")
			if url == "items/boarding.html" {
				canonical = c.want + "items/everything.html"
			}
			for _, tag := range []string{`<link rel="canonical" href="` + canonical + `">`, `<meta property="og:url" content="` + canonical + `">`} {
				if strings.Contains(html, tag) != (c.want != "") {
					t.Errorf("%+v: %s must have %s where there is a base URL, and only there", c, url, tag)
				}
			}
			if c.want == "" && (strings.Contains(html, `rel="canonical"`) || strings.Contains(html, "og:")) {
				t.Errorf("%+v: %s has a canonical address, but none is known", c, url)
			}
			for _, m := range links.FindAllStringSubmatch(html, -1) {
				if strings.HasPrefix(m[1], "/") {
					t.Errorf("%+v: %s links to %q: links must be relative", c, url, m[1])
				}
			}
		}
		absent := page(t, s, "404.html")
		if strings.Contains(absent, "canonical") {
			t.Errorf("%+v: 404.html stands at no address of its own", c)
		}
		for _, m := range links.FindAllStringSubmatch(absent[strings.Index(absent, "<link"):], -1) {
			if strings.HasPrefix(m[1], "#") || strings.HasPrefix(m[1], "tel:") {
				continue
			}
			if c.root == "" && strings.HasPrefix(m[1], "/") || !strings.HasPrefix(m[1], c.root) {
				t.Errorf("%+v: 404.html is shown at any depth, so its links begin with %q; %q does not", c, c.root, m[1])
			}
		}
	}
}

// TestSitemap: pages to be found, each once, as they name themselves.
func TestSitemap(t *testing.T) {
	s := open(t, folder(t), Options{BaseURL: "https://example.org/a&b/"})
	sitemap := page(t, s, "sitemap.xml")
	for _, u := range s.URLs() {
		p := s.Page(u)
		loc := "<loc>https://example.org/a&amp;b/" + strings.TrimSuffix(u, "index.html") + "</loc>"
		want := strings.HasSuffix(u, ".html") && u != "404.html" && u != "print.html" && u != "items/boarding.html" && u != "changes.html" // there is no earlier list
		if strings.Contains(sitemap, loc) != want {
			t.Errorf("%s (%s): in the site map must be %v", u, p.Origin, want)
		}
	}
}

// TestEveryLink follows every link of every page, as a crawler would: of a
// province, of a province with its editions, and of editions built alone.
func TestEveryLink(t *testing.T) {
	for name, c := range map[string]struct {
		s     *Site
		least int // links
	}{
		"the province":           {open(t, folder(t), Options{}), 200},
		"the whole":              {open(t, editions(t), Options{}), 2000},
		"the whole, with a base": {open(t, editions(t), Options{BaseURL: "https://example.org/book"}), 2000},
		"a city alone":           {open(t, editions(t), Options{Editions: []string{"jia"}}), 300},
		"a county alone":         {open(t, editions(t), Options{Editions: []string{"jia/yi"}}), 300},
		"a draft alone":          {open(t, editions(t), Options{Editions: []string{"jia/bing"}, BaseURL: "https://bing.example/"}), 300},
		"a city and a county":    {open(t, editions(t), Options{Editions: []string{"jia", "jia/yi"}}), 600},
	} {
		t.Run(name, func(t *testing.T) {
			if count := followLinks(t, c.s); count < c.least {
				t.Errorf("only %d links were followed: the test looks for them in the wrong way", count)
			}
		})
	}
}

var linkTo = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// followLinks reports links that lead nowhere and returns how many there are.
func followLinks(t *testing.T, s *Site) (count int) {
	t.Helper()
	known := map[string]string{}
	for _, u := range s.URLs() {
		if !s.Page(u).isFile() {
			known[u] = page(t, s, u)
		}
	}
	for _, u := range s.URLs() {
		for _, m := range linkTo.FindAllStringSubmatch(known[u], -1) {
			to, err := url.Parse(strings.ReplaceAll(m[1], "&amp;", "&"))
			if err != nil {
				t.Errorf("%s: %q is no address: %v", u, m[1], err)
				continue
			}
			if to.Scheme != "" && !strings.HasPrefix(m[1], s.baseURL+"assets/") {
				continue
			}
			count++
			target := u
			switch {
			case strings.HasPrefix(to.Path, "/"):
				target = strings.TrimPrefix(to.Path, s.root())
			case to.Path != "":
				target = path.Join(path.Dir(u), to.Path)
			}
			switch {
			case s.Page(target) == nil:
				t.Errorf("%s links to %s, which does not exist", u, target)
			case to.Fragment == "":
			case target == "editions.html" && !strings.HasPrefix(to.Fragment, "s-"):
				for e := range s.Editions { // the script goes on to this page of any edition
					if at := path.Join(e.Path, to.Fragment); s.Page(at) == nil {
						t.Errorf("%s offers to choose another place for %s, but there is no %s", u, to.Fragment, at)
					}
				}
			case !strings.Contains(known[target], ` id="`+to.Fragment+`"`):
				t.Errorf("%s links to %s#%s, which does not exist", u, target, to.Fragment)
			}
		}
	}
	return count
}
