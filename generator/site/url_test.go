package site

import (
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"
)

var links = regexp.MustCompile(`(?:href|src|content)="([^"]*)"`)

// TestBaseURL: only canonical links, the sitemap and 404.html contain the base URL;
// all other pages work under any path.
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
			t.Errorf("%+v: there must be a sitemap with a base URL, and only then", c)
		}
		for _, url := range []string{"index.html", "items/everything.html", "items/index.html", "items/boarding.html"} {
			html := page(t, s, url)
			canonical := c.want + strings.TrimSuffix(url, "index.html")
			if url == "items/boarding.html" {
				canonical = c.want + "items/everything.html"
			}
			for _, tag := range []string{`<link rel="canonical" href="` + canonical + `">`, `<meta property="og:url" content="` + canonical + `">`} {
				if strings.Contains(html, tag) != (c.want != "") {
					t.Errorf("%+v: %s must have %s with a base URL, and only then", c, url, tag)
				}
			}
			if c.want == "" && (strings.Contains(html, `rel="canonical"`) || strings.Contains(html, "og:")) {
				t.Errorf("%+v: %s must have no canonical address without a base URL", c, url)
			}
			for _, m := range links.FindAllStringSubmatch(html, -1) {
				if strings.HasPrefix(m[1], "/") {
					t.Errorf("%+v: %s links to %q: links must be relative", c, url, m[1])
				}
			}
		}
		absent := page(t, s, "404.html")
		if strings.Contains(absent, "canonical") {
			t.Errorf("%+v: 404.html must have no canonical address", c)
		}
		for _, m := range links.FindAllStringSubmatch(absent[strings.Index(absent, "<link"):], -1) {
			if strings.HasPrefix(m[1], "#") || strings.HasPrefix(m[1], "tel:") {
				continue
			}
			if c.root == "" && strings.HasPrefix(m[1], "/") || !strings.HasPrefix(m[1], c.root) {
				t.Errorf("%+v: links of 404.html must begin with %q; %q does not", c, c.root, m[1])
			}
		}
	}
}

// TestSitemap: the sitemap has each public page once, by its canonical address.
func TestSitemap(t *testing.T) {
	s := open(t, folder(t), Options{BaseURL: "https://example.org/a&b/"})
	sitemap := page(t, s, "sitemap.xml")
	for _, u := range s.URLs() {
		p := s.Page(u)
		loc := "<loc>https://example.org/a&amp;b/" + strings.TrimSuffix(u, "index.html") + "</loc>"
		want := strings.HasSuffix(u, ".html") && u != "404.html" && u != "print.html" && u != "items/boarding.html" && u != "changes.html" // there is no earlier list
		if strings.Contains(sitemap, loc) != want {
			t.Errorf("%s (%s): in the sitemap: want %v", u, p.Origin, want)
		}
	}
}

// TestEveryLink follows every link of every page, as a crawler would: in the
// province alone, in the province with its editions, and in editions built alone.
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
				t.Errorf("the test followed only %d links: it does not find them", count)
			}
		})
	}
}

var linkTo = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// followLinks reports broken links and returns the number of links.
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
				t.Errorf("%s: %q is not an address: %v", u, m[1], err)
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
						t.Errorf("%s offers %s in another edition, but there is no %s", u, to.Fragment, at)
					}
				}
			case !strings.Contains(known[target], ` id="`+to.Fragment+`"`):
				t.Errorf("%s links to %s#%s, which does not exist", u, target, to.Fragment)
			}
		}
	}
	return count
}
