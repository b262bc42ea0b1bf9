package site

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/pages"
)

// TestSharedMains: a shared main part equals the one that the edition would render
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
			t.Errorf("%s shares the main part of %s, which differs (-own +shared): extend the key of its fragment\n%s", u, p.first().URL, diff)
		}
	}
}

// TestInheritedOnce: an edition without changes renders only the pages that name
// it.
func TestInheritedOnce(t *testing.T) {
	s := open(t, editions(t), Options{})
	rendered := func(prefix string) (own []string) {
		for _, u := range s.URLs() {
			p := s.Page(u)
			if !p.isFile() && p.volume.prefix == prefix && (p.first() == p || p.filesNamed() != p.first().filesNamed()) {
				own = append(own, p.Path)
			}
		}
		return own
	}
	if province := rendered(""); len(province) < 20 {
		t.Fatalf("the province renders only %d pages", len(province))
	}
	// The image of how-to-use has another relative address in an edition.
	want := []string{"404.html", "guides/how-to-use.html", "index.html", "items/boarding.html", "print.html"}
	if diff := cmp.Diff(want, rendered("ding/")); diff != "" {
		t.Errorf("pages that ding renders (-want +got):\n%s", diff)
	}
	want = []string{"404.html", "guides/city-map.html", "guides/how-to-use.html", "index.html", "items/boarding.html", "print.html"}
	if diff := cmp.Diff(want, rendered("jia/bing/")); diff != "" {
		t.Errorf("pages that jia/bing renders (-want +got):\n%s", diff)
	}
	// One item that does not apply, and two with a window.
	want = []string{"404.html", "guides/city-map.html", "guides/how-to-use.html", "index.html", "items/airlift.html", "items/boarding.html", "items/hidden.html", "items/nothing.html", "print.html"}
	if diff := cmp.Diff(want, rendered("jia/wu/")); diff != "" {
		t.Errorf("pages that jia/wu renders (-want +got):\n%s", diff)
	}
}

// TestLocal: an edition's own items are in its lists, and in no list of an edition
// beside or above it.
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

// excerpt returns the text of a page between from and to.
func excerpt(t *testing.T, s *Site, url, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page(t, s, url), from)
	out, _, closed := strings.Cut(rest, to)
	if !ok || !closed {
		t.Fatalf("%s has no %q … %q", url, from, to)
	}
	return out
}

// TestPlaces: an item shows the county's windows, else the city's, else says that none is known.
func TestPlaces(t *testing.T) {
	s := open(t, editions(t), Options{})
	for url, want := range map[string][]string{
		"jia/yi/items/nothing.html":    {"seal-county", "乙县财政窗口", `href="tel:05912222222"`},
		"jia/yi/items/second.html":     {"seal-city", "甲市教育窗口", `href="tel:05911111111"`},
		"jia/yi/items/everything.html": {"seal-county", "乙县学校"},
		"jia/bing/items/second.html":   {"seal-city", "甲市教育窗口"},
		"jia/wu/items/nothing.html":    {"seal-county", "戊县财政窗口"},
		"items/everything.html":        {"seal-province", "学校总务处"},
		"ding/items/everything.html":   {"seal-province", "学校总务处"},
	} {
		places := excerpt(t, s, url, "<dt>窗口在哪", "</dd>")
		for _, w := range want {
			if !strings.Contains(places, w) {
				t.Errorf("%s: the places must have %q: %s", url, w, places)
			}
		}
		if strings.Count(places, "class=\"seal ") != 1 {
			t.Errorf("%s: places must have one seal: %s", url, places)
		}
	}
	for _, url := range []string{"jia/items/nothing.html", "ding/items/second.html"} {
		if gaps := excerpt(t, s, url, `<div class="deed">`, "</div>"); !strings.Contains(gaps, "badge-missing") || !strings.Contains(gaps, "窗口在哪") {
			t.Errorf("%s has no window, and the answer must say so: %s", url, gaps)
		}
	}
}

// TestDraft: every page of a draft has a banner and is hidden from search engines.
func TestDraft(t *testing.T) {
	s := open(t, editions(t), Options{BaseURL: "https://example.org/"})
	for _, u := range s.URLs() {
		p := s.Page(u)
		if p.isFile() {
			continue
		}
		html, draft := page(t, s, u), p.volume.e.Path == "jia/bing"
		if strings.Contains(html, `<p class="draft">`) != draft {
			t.Errorf("%s: must have a banner: %v", u, draft)
		}
		if got, want := strings.Contains(html, `content="noindex"`), draft || p.Absent || p.Moved != "" || u == "changes.html" || p.Path == "print.html"; got != want {
			t.Errorf("%s: is hidden from search engines: %v, want %v", u, got, want)
		}
	}
	if strings.Contains(page(t, s, "sitemap.xml"), "/jia/bing/") {
		t.Error("a draft must not be in the sitemap")
	}
}

// TestDraftAbove: a draft city hides nothing of a county that is published.
func TestDraftAbove(t *testing.T) {
	files := editions(t)
	city := files["content/editions/jia/edition.toml"]
	city.Data = append([]byte("draft = true\n"), city.Data...)
	s := open(t, files, Options{BaseURL: "https://example.org/"})
	for url, want := range map[string]string{
		"jia/wu/items/everything.html":   "jia/wu/items/everything.html", // changed by the city
		"jia/wu/guides/city-map.html":    "jia/wu/guides/city-map.html",
		"jia/bing/items/everything.html": "jia/bing/items/everything.html", // a draft as well
		"jia/yi/groups/nobody.html":      "groups/nobody.html",             // as in the province
		"jia/groups/nobody.html":         "groups/nobody.html",
		"jia/items/everything.html":      "jia/items/everything.html",
	} {
		html, draft := page(t, s, url), s.Page(url).volume.e.Draft
		if !strings.Contains(html, `<link rel="canonical" href="https://example.org/`+want+`">`) {
			t.Errorf("%s: canonical must be %s: %s", url, want, excerpt(t, s, url, `rel="canonical"`, ">"))
		}
		if hidden := strings.Contains(html, `content="noindex"`); hidden != draft {
			t.Errorf("%s: noindex is %v, want %v", url, hidden, draft)
		}
		if in := strings.Contains(page(t, s, "sitemap.xml"), "<loc>https://example.org/"+url+"</loc>"); in != (want == url && !draft) {
			t.Errorf("%s is in the sitemap: %v", url, in)
		}
	}
}

// TestCanonical: a page's canonical address is that of the topmost equal page.
func TestCanonical(t *testing.T) {
	s := open(t, editions(t), Options{BaseURL: "https://example.org/"})
	for url, want := range map[string]string{
		"jia/yi/items/everything.html":   "jia/yi/items/everything.html", // changed by the county
		"jia/bing/items/everything.html": "jia/items/everything.html",    // by the city
		"ding/items/everything.html":     "items/everything.html",        // by no edition
		"jia/items/second.html":          "jia/items/second.html",        // the city's window
		"jia/bing/items/second.html":     "jia/items/second.html",
		"jia/yi/items/nothing.html":      "jia/yi/items/nothing.html", // does not apply
		"jia/bing/items/ferry.html":      "jia/items/ferry.html",
		"jia/bing/guides/city-map.html":  "jia/guides/city-map.html",
		"jia/wu/items/nothing.html":      "jia/wu/items/nothing.html", // its own window
		"jia/wu/items/everything.html":   "jia/items/everything.html",
		"ding/guides/how-to-use.html":    "guides/how-to-use.html", // its image's address differs, its content does not
		"jia/yi/indicators.html":         "jia/indicators.html",
		"jia/yi/groups/nobody.html":      "groups/nobody.html",
		"ding/index.html":                "ding/", // names its edition
		"ding/items/index.html":          "items/",
	} {
		if html := page(t, s, url); !strings.Contains(html, `<link rel="canonical" href="https://example.org/`+want+`">`) {
			t.Errorf("%s: canonical must be %s: %s", url, want, excerpt(t, s, url, `rel="canonical"`, ">"))
		}
		if in := strings.Contains(page(t, s, "sitemap.xml"), "<loc>https://example.org/"+strings.TrimSuffix(url, "index.html")+"</loc>"); in != (want == strings.TrimSuffix(url, "index.html")) {
			t.Errorf("%s is in the sitemap: %v", url, in)
		}
	}
}

var keptPage = regexp.MustCompile(`<a class="choose"[^>]* data-keep="([^"]*)"`)

// TestUpLinks: links to other editions lead to the same page, or to the home page
// when the edition lacks that page. The link to all editions has the page beside
// its address: behind a # link checkers would look for an element.
func TestUpLinks(t *testing.T) {
	whole := open(t, editions(t), Options{})
	for url, want := range map[string][]string{
		"jia/yi/items/second.html":   {"items/second.html", "jia/items/second.html", "editions.html", "keep items/second.html"},
		"jia/yi/items/ferry.html":    {"index.html", "jia/items/ferry.html", "editions.html"},
		"jia/yi/items/lunch.html":    {"index.html", "jia/index.html", "editions.html"},
		"jia/yi/items/boarding.html": {"items/boarding.html", "jia/items/boarding.html", "editions.html", "keep items/everything.html"},
		"jia/yi/404.html":            {"index.html", "jia/index.html", "editions.html"},
		"ding/index.html":            {"index.html", "editions.html", "keep index.html"},
		"items/second.html":          {"editions.html", "keep items/second.html"},
		"editions.html":              {"editions.html"},
		"coverage.html":              {"editions.html"},
	} {
		var got []string
		ways := excerpt(t, whole, url, `<p class="edition">`, "</p>")
		if strings.Contains(page(t, whole, url), `<nav class="above"`) {
			ways = excerpt(t, whole, url, `<nav class="above"`, "</nav>") + ways
		}
		for _, m := range linkTo.FindAllStringSubmatch(ways, -1) {
			got = append(got, path.Join(path.Dir(url), m[1]))
		}
		if keep := keptPage.FindStringSubmatch(ways); keep != nil {
			got = append(got, "keep "+keep[1])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: links in the bar (-want +got):\n%s", url, diff)
		}
	}
	alone := open(t, editions(t), Options{Editions: []string{"jia/yi"}})
	if bar := excerpt(t, alone, "items/second.html", `<p class="edition">`, "</p>"); linkTo.MatchString(bar) {
		t.Errorf("an edition alone must not link to others: %s", bar)
	}
	if strings.Contains(page(t, alone, "items/second.html"), `class="above"`) {
		t.Error("an edition alone must not link upward")
	}
}

// TestEditionImages: an edition has the images of its own pages and of those above.
func TestEditionImages(t *testing.T) {
	fsys := editions(t)
	fsys["static/assets/plan.svg"] = &fstest.MapFile{Data: []byte("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")}
	change(t, fsys, "content/guides/short.md", "order = 2\n+++\n", "order = 2\n+++\n![图](/assets/plan.svg)\n")
	for at, want := range map[string]bool{"": false, "jia": true, "jia/yi": true, "ding": false} {
		s := open(t, fsys, Options{Editions: []string{at}})
		if got := s.Page("editions/jia/guides/map.png") != nil; got != want {
			t.Errorf("%q has the city's image: %v, want %v", at, got, want)
		}
		if s.Page("guides/map.png") == nil {
			t.Errorf("%q must have the province's image", at)
		}
		if got := said(s.Check()); got != "" {
			t.Errorf("%q: no image is missing, but check finds:\n%s", at, got)
		}
		if src := excerpt(t, s, "guides/short.html", `<img src="`, `"`); !strings.HasPrefix(src, "../assets/plan-") {
			t.Errorf("%q: the image of static/assets has the address %s", at, src)
		}
	}
}

// TestEditorGuides: guides for editors are at the root of the province's site, in
// a list of their own. The editions redirect there, and a county's own site has
// none.
func TestEditorGuides(t *testing.T) {
	fsys := editions(t)
	fsys["content/guides/desk.md"] = &fstest.MapFile{Data: []byte("+++\ntitle = \"编辑手册\"\norder = 8\naudience = \"editors\"\n+++\n见[](guide:desk)、[](guide:how-to-use)。\n")}
	s := open(t, fsys, Options{})
	followLinks(t, s)
	desk := mainOf(t, page(t, s, "guides/desk.html"))
	if !strings.Contains(desk, `<a href="../editors.html">`) || !strings.Contains(mainOf(t, page(t, s, "editors.html")), `<a class="name" href="guides/desk.html">编辑手册</a>`) {
		t.Errorf("the guide must link back to the list of guides for editors:\n%s", desk)
	}
	if !strings.Contains(mainOf(t, page(t, s, "coverage.html")), `<a href="editors.html">`) {
		t.Error("the coverage table must link to the guides for editors")
	}
	for _, u := range s.URLs() {
		p := s.Page(u)
		if p.isFile() || u == "coverage.html" || u == "editors.html" || u == "guides/desk.html" || p.Moved != "" {
			if strings.HasPrefix(u, "data/search") && strings.Contains(page(t, s, u), "编辑手册") {
				t.Errorf("%s: no page for citizens may have the guide", u)
			}
			continue
		}
		if text := page(t, s, u); strings.Contains(text, "desk.html") || strings.Contains(text, "editors.html") {
			t.Errorf("%s: no page for citizens may link to the guides for editors", u)
		}
	}
	if lead := page(t, s, "jia/yi/guides/desk.html"); !strings.Contains(lead, `content="0; url=../../../guides/desk.html"`) {
		t.Errorf("the address of the guide in an edition must redirect to the root:\n%s", lead)
	}
	alone := open(t, fsys, Options{Editions: []string{"jia/yi"}})
	if alone.Page("guides/desk.html") != nil || alone.Page("editors.html") != nil {
		t.Error("a county's own site must have no guides for editors")
	}
}
