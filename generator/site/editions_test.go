package site

import (
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/pages"
)

// TestSharedMains: what editions share is the same as if each had rendered it
// for itself.
func TestSharedMains(t *testing.T) {
	s := open(t, editions(t), Options{})
	for _, u := range s.URLs() {
		p := s.Page(u)
		if p.isFile() {
			continue
		}
		own, f := p.render()
		shared, more := p.execute()
		if faults := append(f, more...); len(faults) > 0 {
			t.Fatal(said(faults))
		}
		if diff := cmp.Diff(string(own), string(shared)); diff != "" {
			t.Errorf("%s shows what %s shows, which is not the same (-own +shared): the key of its fragment lacks something\n%s", u, p.first().URL, diff)
		}
	}
}

// TestInheritedOnce: an edition that changes nothing costs no rendering but for
// the pages that name it.
func TestInheritedOnce(t *testing.T) {
	s := open(t, editions(t), Options{})
	rendered := func(prefix string) (own []string) {
		for _, u := range s.URLs() {
			p := s.Page(u)
			if !p.isFile() && p.volume.prefix == prefix && (p.first() == p || p.images() != p.first().images()) {
				own = append(own, p.Path)
			}
		}
		return own
	}
	if province := rendered(""); len(province) < 20 {
		t.Fatalf("the province has %d pages of its own only", len(province))
	}
	// The picture of how-to-use lies elsewhere as seen from further down.
	want := []string{"404.html", "guides/how-to-use.html", "index.html", "items/boarding.html", "print.html"}
	if diff := cmp.Diff(want, rendered("ding/")); diff != "" {
		t.Errorf("pages that ding renders for itself (-want +got):\n%s", diff)
	}
	want = []string{"404.html", "guides/city-map.html", "guides/how-to-use.html", "index.html", "items/boarding.html", "print.html"}
	if diff := cmp.Diff(want, rendered("jia/bing/")); diff != "" {
		t.Errorf("pages that jia/bing renders for itself (-want +got):\n%s", diff)
	}
	// One item that does not apply, and one that has a window.
	want = []string{"404.html", "guides/city-map.html", "guides/how-to-use.html", "index.html", "items/boarding.html", "items/hidden.html", "items/nothing.html", "print.html"}
	if diff := cmp.Diff(want, rendered("jia/wu/")); diff != "" {
		t.Errorf("pages that jia/wu renders for itself (-want +got):\n%s", diff)
	}
}

// TestLocal: what an edition adds stands in its lists, and in those of no
// edition beside or above it.
func TestLocal(t *testing.T) {
	s := open(t, editions(t), Options{})
	for _, c := range []struct {
		page string
		in   []string // pages of the edition that link to it
		have []string // editions
	}{
		{"items/lunch.html", []string{"items/index.html", "groups/alone.html", "agencies/none.html", "domains/health.html", "sources.html"}, []string{"jia/yi"}},
		{"items/ferry.html", []string{"items/index.html", "groups/pupils.html", "agencies/edu.html", "domains/education.html"}, []string{"jia", "jia/bing", "jia/wu", "jia/yi"}},
		{"guides/window.html", []string{"guides/index.html", "guides/how-to-use.html"}, []string{"jia/yi"}},
		{"guides/city-map.html", []string{"guides/index.html", "guides/short.html"}, []string{"jia", "jia/bing", "jia/wu", "jia/yi"}},
	} {
		for e := range s.Editions {
			want := slices.Contains(c.have, e.Path)
			if got := s.Page(path.Join(e.Path, c.page)) != nil; got != want {
				t.Errorf("%q has %s: %v, want %v", e.Path, c.page, got, want)
			}
			for _, list := range c.in {
				link := `href="` + pages.From(list, "").To(c.page) + `"`
				if got := strings.Contains(mainOf(t, page(t, s, path.Join(e.Path, list))), link); got != want {
					t.Errorf("%q: %s links to %s: %v, want %v", e.Path, list, c.page, got, want)
				}
			}
		}
	}
}

// part cuts a part of a page.
func part(t *testing.T, s *Site, url, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page(t, s, url), from)
	out, _, closed := strings.Cut(rest, to)
	if !ok || !closed {
		t.Fatalf("%s has no %q … %q", url, from, to)
	}
	return out
}

// TestPlaces: people go to the county's window, else to the city's, else nobody
// has named any.
func TestPlaces(t *testing.T) {
	s := open(t, editions(t), Options{})
	for url, want := range map[string][]string{
		"jia/yi/items/nothing.html":    {"seal-county", "乙县财政窗口", `href="tel:05912222222"`},
		"jia/yi/items/second.html":     {"seal-city", "甲市教育窗口", `href="tel:05911111111"`},
		"jia/yi/items/everything.html": {"seal-county", "乙县学校"},
		"jia/bing/items/second.html":   {"seal-city", "甲市教育窗口"},
		"jia/wu/items/nothing.html":    {"seal-county", "戊县财政窗口"},
		"jia/items/nothing.html":       {"badge-missing"},
		"ding/items/second.html":       {"badge-missing"},
		"items/everything.html":        {"seal-province", "学校总务处"},
		"ding/items/everything.html":   {"seal-province", "学校总务处"},
	} {
		places := part(t, s, url, "<dt>去哪里办</dt>", "</dd>")
		for _, w := range want {
			if !strings.Contains(places, w) {
				t.Errorf("%s: places must have %q: %s", url, w, places)
			}
		}
		if strings.Count(places, "class=\"seal ")+strings.Count(places, "badge-missing") != 1 {
			t.Errorf("%s: places have one seal, or they are missing: %s", url, places)
		}
	}
}

// TestDraft: a draft says so on each page and is not for search engines.
func TestDraft(t *testing.T) {
	s := open(t, editions(t), Options{BaseURL: "https://example.org/"})
	for _, u := range s.URLs() {
		p := s.Page(u)
		if p.isFile() {
			continue
		}
		html, draft := page(t, s, u), p.volume.e.Path == "jia/bing"
		if strings.Contains(html, `<p class="draft">`) != draft {
			t.Errorf("%s: has a banner, want %v", u, draft)
		}
		if got, want := strings.Contains(html, `content="noindex"`), draft || p.Absent || p.Moved != "" || u == "changes.html" || p.Path == "print.html"; got != want {
			t.Errorf("%s: is hidden from search engines: %v, want %v", u, got, want)
		}
	}
	if strings.Contains(page(t, s, "sitemap.xml"), "/jia/bing/") {
		t.Error("a draft stands in the site map")
	}
}

// TestCanonical: a page names the nearest edition above that says the same.
func TestCanonical(t *testing.T) {
	s := open(t, editions(t), Options{BaseURL: "https://example.org/"})
	for url, want := range map[string]string{
		"jia/yi/items/everything.html":   "jia/yi/items/everything.html", // changed by the county
		"jia/bing/items/everything.html": "jia/items/everything.html",    // by the city
		"ding/items/everything.html":     "items/everything.html",        // by nobody
		"jia/items/second.html":          "jia/items/second.html",        // the city's window
		"jia/bing/items/second.html":     "jia/items/second.html",
		"jia/yi/items/nothing.html":      "jia/yi/items/nothing.html", // does not apply
		"jia/bing/items/ferry.html":      "jia/items/ferry.html",
		"jia/bing/guides/city-map.html":  "jia/guides/city-map.html",
		"jia/wu/items/nothing.html":      "jia/wu/items/nothing.html", // its own window
		"jia/wu/items/everything.html":   "jia/items/everything.html",
		"ding/guides/how-to-use.html":    "guides/how-to-use.html", // in spite of its picture's address
		"jia/yi/indicators.html":         "jia/indicators.html",
		"jia/yi/groups/nobody.html":      "groups/nobody.html",
		"ding/index.html":                "ding/", // names its edition
		"ding/items/index.html":          "items/",
	} {
		if html := page(t, s, url); !strings.Contains(html, `<link rel="canonical" href="https://example.org/`+want+`">`) {
			t.Errorf("%s: canonical must be %s: %s", url, want, part(t, s, url, `rel="canonical"`, ">"))
		}
		if in := strings.Contains(page(t, s, "sitemap.xml"), "<loc>https://example.org/"+strings.TrimSuffix(url, "index.html")+"</loc>"); in != (want == strings.TrimSuffix(url, "index.html")) {
			t.Errorf("%s stands in the site map: %v", url, in)
		}
	}
}

// TestUpLinks: the ways to other editions keep the page, and lead to the home
// page where the edition above has no such page.
func TestUpLinks(t *testing.T) {
	whole := open(t, editions(t), Options{})
	for url, want := range map[string][]string{
		"jia/yi/items/second.html":   {"items/second.html", "jia/items/second.html", "editions.html#items/second.html"},
		"jia/yi/items/ferry.html":    {"index.html", "jia/items/ferry.html", "editions.html"},
		"jia/yi/items/lunch.html":    {"index.html", "jia/index.html", "editions.html"},
		"jia/yi/items/boarding.html": {"items/boarding.html", "jia/items/boarding.html", "editions.html#items/everything.html"},
		"jia/yi/404.html":            {"index.html", "jia/index.html", "editions.html"},
		"ding/index.html":            {"index.html", "editions.html#index.html"},
		"items/second.html":          {"editions.html#items/second.html"},
		"editions.html":              {"editions.html"},
		"coverage.html":              {"editions.html"},
	} {
		var got []string
		ways := part(t, whole, url, `<p class="edition">`, "</p>")
		if strings.Contains(page(t, whole, url), `<nav class="above"`) {
			ways = part(t, whole, url, `<nav class="above"`, "</nav>") + ways
		}
		for _, m := range linkTo.FindAllStringSubmatch(ways, -1) {
			to, anchor, _ := strings.Cut(m[1], "#")
			at := path.Join(path.Dir(url), to)
			if anchor != "" {
				at += "#" + anchor
			}
			got = append(got, at)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: links of the bar (-want +got):\n%s", url, diff)
		}
	}
	alone := open(t, editions(t), Options{Editions: []string{"jia/yi"}})
	if bar := part(t, alone, "items/second.html", `<p class="edition">`, "</p>"); linkTo.MatchString(bar) {
		t.Errorf("an edition alone has nothing beside it: %s", bar)
	}
	if strings.Contains(page(t, alone, "items/second.html"), `class="above"`) {
		t.Error("an edition alone has nothing above it")
	}
}

// TestEditionImages: an edition has the pictures of its own pages and of those above.
func TestEditionImages(t *testing.T) {
	fsys := editions(t)
	fsys["static/assets/plan.svg"] = &fstest.MapFile{Data: []byte("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")}
	change(t, fsys, "content/guides/short.md", "order = 2\n+++\n", "order = 2\n+++\n![图](/assets/plan.svg)\n")
	for at, want := range map[string]bool{"": false, "jia": true, "jia/yi": true, "ding": false} {
		s := open(t, fsys, Options{Editions: []string{at}})
		if got := s.Page("editions/jia/guides/map.png") != nil; got != want {
			t.Errorf("%q has the city's picture: %v, want %v", at, got, want)
		}
		if s.Page("guides/map.png") == nil {
			t.Errorf("%q lacks the province's picture", at)
		}
		if got := said(s.Check()); got != "" {
			t.Errorf("%q: nothing is missing, not even a picture of static/assets:\n%s", at, got)
		}
		if src := part(t, s, "guides/short.html", `<img src="`, `"`); !strings.HasPrefix(src, "../assets/plan-") {
			t.Errorf("%q: the picture of static/assets is shown from %s", at, src)
		}
	}
}

// TestEditorGuides: what only editors need stands at the root of the province's
// site, apart. The editions lead there, and a county's own site has none of it.
func TestEditorGuides(t *testing.T) {
	fsys := editions(t)
	fsys["content/guides/desk.md"] = &fstest.MapFile{Data: []byte("+++\ntitle = \"编辑手册\"\norder = 8\naudience = \"editors\"\n+++\n见[](guide:desk)、[](guide:how-to-use)。\n")}
	s := open(t, fsys, Options{})
	followLinks(t, s)
	desk := mainOf(t, page(t, s, "guides/desk.html"))
	if !strings.Contains(desk, `<a href="../editors.html">`) || !strings.Contains(mainOf(t, page(t, s, "editors.html")), `<a class="name" href="guides/desk.html">编辑手册</a>`) {
		t.Errorf("the guide must stand under the guides for editors, and lead back there:\n%s", desk)
	}
	if !strings.Contains(mainOf(t, page(t, s, "coverage.html")), `<a href="editors.html">`) {
		t.Error("the table of all editions must lead to the guides for editors")
	}
	for _, u := range s.URLs() {
		p := s.Page(u)
		if p.isFile() || u == "coverage.html" || u == "editors.html" || u == "guides/desk.html" || p.Moved != "" {
			if strings.HasPrefix(u, "data/search") && strings.Contains(page(t, s, u), "编辑手册") {
				t.Errorf("%s: citizens must not find the guide", u)
			}
			continue
		}
		if text := page(t, s, u); strings.Contains(text, "desk.html") || strings.Contains(text, "editors.html") {
			t.Errorf("%s: citizens must not be led to the guides for editors", u)
		}
	}
	if lead := page(t, s, "jia/yi/guides/desk.html"); !strings.Contains(lead, `content="0; url=../../../guides/desk.html"`) {
		t.Errorf("the address of the guide in an edition must lead to the root:\n%s", lead)
	}
	alone := open(t, fsys, Options{Editions: []string{"jia/yi"}})
	if alone.Page("guides/desk.html") != nil || alone.Page("editors.html") != nil {
		t.Error("a county's own site has no guides for editors")
	}
}
