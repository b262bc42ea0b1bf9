package site

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
	"handbook/generator/opendata"
	"handbook/generator/tree"
)

// bundled returns a folder as a bundle.
func bundled(t *testing.T, fsys fstest.MapFS) *fstest.MapFile {
	t.Helper()
	var b bytes.Buffer
	if _, err := tree.WriteBundle(&b, fsys, slices.Sorted(maps.Keys(fsys))); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

// earlierList is folder as of 2017: one item has another id and title, one item is
// not in today's list, and a standard is lower.
func earlierList(t *testing.T) fstest.MapFS {
	t.Helper()
	old := folder(t)
	change(t, old, "site.toml", `version = "2020"`, `version = "2017"`)
	change(t, old, "site.toml", "period_end = 2020", "period_end = 2017")
	change(t, old, "content/items/education/everything.md", "amount = 1000", "amount = 800")
	change(t, old, "content/items/education/everything.md", `former_ids = ["boarding"]`, "")
	old["content/items/education/boarding.md"] = old["content/items/education/everything.md"]
	delete(old, "content/items/education/everything.md")
	delete(old, "content/categories.toml") // which a handbook need not have
	for name, f := range old {
		if strings.HasSuffix(name, ".md") {
			old[name] = &fstest.MapFile{Data: bytes.ReplaceAll(f.Data, []byte("item:everything"), []byte("item:boarding"))}
		}
	}
	old["content/items/health/gone.md"] = &fstest.MapFile{Data: []byte("+++\ntitle = \"取消的一项\"\ndomain = \"health\"\norder = 7\nrecipients = [\"alone\"]\nagencies = [\"fin\"]\nsources = []\n+++\n")}
	return old
}

// newList is editions with the list of 2017.
func newList(t *testing.T) fstest.MapFS {
	t.Helper()
	fsys := editions(t)
	fsys["content/versions/2017.zip"] = bundled(t, earlierList(t))
	fsys["content/changes/2020.toml"] = &fstest.MapFile{Data: []byte(
		"published = 2020-09-06\nintro = \"编辑写的话。\"\n[items]\neverything = \"这一项的说明。\"\ngone = \"为什么取消。\"\n")}
	return fsys
}

func TestGoldenVersions(t *testing.T) {
	golden(t, "testdata/pages-versions.txtar", "What testdata/site.txtar becomes with an earlier list",
		open(t, newList(t), Options{}), []string{"changes.html"},
		open(t, newList(t), Options{BaseURL: "https://example.org/book"}),
		[]string{"changes.html", "changes.xml", "v/2017/items/boarding.html", "v/2017/items/gone.html", "v/2017/index.html"})
}

// TestVersionsStandApart: search engines and the current pages pass over the earlier
// list, whose pages name the current version.
func TestVersionsStandApart(t *testing.T) {
	s := open(t, newList(t), Options{BaseURL: "https://example.org/book"})
	count := 0
	for _, url := range s.URLs() {
		inside := strings.HasPrefix(url, "v/")
		data, faults := s.Render(url)
		if len(faults) > 0 {
			t.Fatalf("%s:\n%s", url, said(faults))
		}
		switch {
		case inside && strings.HasSuffix(url, ".html"):
			count++
			for _, want := range []string{`<meta name="robots" content="noindex">`, `<aside class="notice superseded"`} {
				if !bytes.Contains(data, []byte(want)) {
					t.Errorf("%s must have %s", url, want)
				}
			}
			if bytes.Contains(data, []byte("https://example.org/book")) {
				t.Errorf("%s must have no canonical address", url)
			}
		case inside:
		case url == "sitemap.xml" && bytes.Contains(data, []byte("/v/")), strings.Contains(url, "data/search") && bytes.Contains(data, []byte("取消的一项")):
			t.Errorf("%s must not link to the earlier list", url)
		case strings.HasSuffix(url, ".html") && bytes.Contains(data, []byte(`class="notice superseded"`)):
			t.Errorf("%s is current and must have no notice of a newer version", url)
		}
	}
	if count < 20 {
		t.Errorf("the earlier list has %d pages", count)
	}
	// The banner links to the same item under its new id.
	for url, want := range map[string]string{
		"v/2017/items/boarding.html": "../../../items/everything.html", "v/2017/items/second.html": "../../../items/second.html",
		"v/2017/items/gone.html": "../../../index.html", "v/2017/groups/poor.html": "../../../groups/poor.html", "v/2017/index.html": "../../index.html",
	} {
		_, rest, _ := strings.Cut(page(t, s, url), `class="notice superseded"`)
		if _, rest, _ = strings.Cut(rest, `<a href="`); !strings.HasPrefix(rest, want+`"`) {
			t.Errorf("%s must link to %s: %.80s", url, want, rest)
		}
	}
	// Old addresses redirect without a server, also those of merged items.
	if !strings.Contains(page(t, s, "items/boarding.html"), `url=everything.html`) {
		t.Error("the old address of an item must redirect to the new one")
	}
	// An edition alone does not have the province's earlier lists.
	alone := open(t, newList(t), Options{Editions: []string{"jia/yi"}})
	for _, url := range alone.URLs() {
		if strings.HasPrefix(url, "v/") || url == "changes.html" {
			t.Errorf("a county's own site must not have %s", url)
		}
	}
}

// TestListAlone: an earlier list may be a catalogue.json without pages.
func TestListAlone(t *testing.T) {
	old := open(t, earlierList(t), Options{})
	fsys := editions(t)
	fsys["content/versions/2017.json"] = &fstest.MapFile{Data: []byte(page(t, old, "data/catalogue.json"))}
	s := open(t, fsys, Options{})
	html := page(t, s, "changes.html")
	if !strings.Contains(html, "由800 元/生·年提高到1000 元/生·年") || strings.Contains(html, "v/2017") {
		t.Error("changes.html must list the changes, and not link to missing pages")
	}
	for _, url := range s.URLs() {
		if strings.HasPrefix(url, "v/") {
			t.Fatalf("there must be no pages of the earlier list, but there is %s", url)
		}
	}
}

// TestNoEarlierList: changes.html says so, no page links to it, and it is hidden
// from search engines.
func TestNoEarlierList(t *testing.T) {
	s := open(t, editions(t), Options{})
	if html := page(t, s, "changes.html"); !strings.Contains(html, "noindex") || !strings.Contains(html, "还没有更早的版本") {
		t.Error("changes.html must say that there is no earlier list")
	}
	if strings.Contains(page(t, s, "index.html"), "changes.html") {
		t.Error("no page may link to an empty changes.html")
	}
}

func TestVersionFaults(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*testing.T, fstest.MapFS)
		want   string
	}{
		{"no zip", func(t *testing.T, f fstest.MapFS) { f["content/versions/2017.zip"].Data = []byte("x") }, "content/versions/2017.zip [bad-base]"},
		{"errors", func(t *testing.T, f fstest.MapFS) {
			old := earlierList(t)
			change(t, old, "content/items/health/gone.md", "order = 7", "ordr = 7")
			f["content/versions/2017.zip"] = bundled(t, old)
		}, "content/versions/2017.zip [version]"},
		{"name", func(t *testing.T, f fstest.MapFS) {
			f["content/versions/2016.zip"] = f["content/versions/2017.zip"]
			delete(f, "content/versions/2017.zip")
		}, "content/versions/2016.zip [version]"},
		{"same version", func(t *testing.T, f fstest.MapFS) { f["content/versions/2020.zip"] = bundled(t, editions(t)) }, "content/versions/2020.zip [version]"},
		{"twice", func(t *testing.T, f fstest.MapFS) {
			s := open(t, earlierList(t), Options{})
			f["content/versions/2017.json"] = &fstest.MapFile{Data: opendata.Of(s.Handbook, s.Handbook.Province).JSON()}
		}, "content/versions/2017.zip [version]"},
		{"an edition's", func(t *testing.T, f fstest.MapFS) {
			s := open(t, editions(t), Options{})
			delete(f, "content/versions/2017.zip")
			f["content/versions/2020.json"] = &fstest.MapFile{Data: opendata.Of(s.Handbook, s.Handbook.Province.Children[0]).JSON()}
		}, "content/versions/2020.json [version]"},
		{"no json", func(t *testing.T, f fstest.MapFS) {
			f["content/versions/2016.json"] = &fstest.MapFile{Data: []byte("{")}
		}, "content/versions/2016.json:1:1 [json]"},
		{"unchanged", func(t *testing.T, f fstest.MapFS) {
			change(t, f, "content/changes/2020.toml", "gone =", "second =")
		}, "content/changes/2020.toml:5:1 [unchanged-item]"},
		{"slip", func(t *testing.T, f fstest.MapFS) {
			change(t, f, "content/changes/2020.toml", "gone =", "gon =")
		}, "content/changes/2020.toml:5:1 [unchanged-item]"},
		{"nothing to compare with", func(t *testing.T, f fstest.MapFS) { delete(f, "content/versions/2017.zip") }, "content/changes/2020.toml:1:1 [no-earlier-list]"},
		{"key", func(t *testing.T, f fstest.MapFS) {
			change(t, f, "content/changes/2020.toml", "intro =", "intr =")
		}, "content/changes/2020.toml:2:1 [unknown-key]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys := newList(t)
			test.change(t, fsys)
			_, faults, err := Open(fsys, shell(), Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range faults.Sorted() {
				if strings.HasPrefix(f.Pos.File, "content/versions/") || strings.HasPrefix(f.Pos.File, "content/changes/") {
					got = append(got, f.Pos.String()+" ["+f.Code()+"]")
					if f.Hint.In(diag.EN) == "" || f.Said.In(diag.ZH) == "" {
						t.Errorf("%s must have a hint and a Chinese text", f.Code())
					}
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestKindTexts: texts.toml has a text for every kind of change that is not named
// after a key.
func TestKindTexts(t *testing.T) {
	s := open(t, folder(t), Options{})
	for _, kind := range opendata.Kinds() {
		if kind.Label() != "" {
			continue
		}
		if text := s.layouts.Text("changes.kind-" + string(kind)); text == "" || strings.Contains(text, "changes.") {
			t.Errorf("layouts/texts.toml has no text changes.kind-%s", kind)
		}
	}
}

// TestVersionsAreTakenOver: a second Open yields the same earlier list.
func TestVersionsAreTakenOver(t *testing.T) {
	fsys := newList(t)
	first := open(t, fsys, Options{})
	second, faults, err := Open(fsys, first, Options{})
	if err != nil || faults.HasErrors() {
		t.Fatal(err, faults)
	}
	for _, url := range []string{"changes.html", "v/2017/items/boarding.html"} {
		if page(t, first, url) != page(t, second, url) {
			t.Errorf("%s differs after the second Open", url)
		}
	}
}
