package browser

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"handbook/generator/diag"
	"handbook/generator/publish"
	"handbook/generator/site"
)

// built is the site of testdata as it stands in a folder.
type built struct {
	source string
	dir    string
	pages  []string // addresses of all pages that stay, sorted
	kinds  []string // a page of each kind in a city's and a county's edition, as far as pages has none
}

// stillMoved is a copy of a moved page's address without the refresh that
// would lead away from it before it can be looked at.
const (
	moved      = "items/old-name.html"
	stillMoved = "items/old-name-still.html"
)

// ofEditions are the pages of editions that the tests look at: those that differ
// in kind from the province's.
var ofEditions = []string{
	"east/index.html", "east/longmen/index.html", "east/minhou/index.html", "east/minhou/indicators.html",
	"east/minhou/items/everything.html", "east/minhou/items/lunch.html", "east/minhou/items/quiet.html",
}

// ofEachKind are pages that every edition has, one of each kind.
var ofEachKind = []string{
	"index.html", "404.html", "indicators.html", "sources.html", "search.html", "finder.html", "checklist.html",
	"categories.html", "items/index.html", "items/everything.html", "groups/index.html", "groups/learners.html", "domains/index.html", "domains/learning.html",
	"agencies/index.html", "agencies/education.html", "guides/index.html", "guides/how-to-use.html",
}

var buildOnce = sync.OnceValues(func() (*built, error) {
	tmp, err := os.MkdirTemp("", "handbook-browser")
	if err != nil {
		return nil, err
	}
	atEnd(func() { os.RemoveAll(tmp) })
	source := filepath.Join(tmp, "source")
	for from, to := range map[string]string{"testdata/site": "", "../../layouts": "layouts", "../../static": "static"} {
		if err := os.CopyFS(filepath.Join(source, to), os.DirFS(from)); err != nil {
			return nil, err
		}
	}
	b := &built{source: source, dir: filepath.Join(tmp, "public")}
	return b, b.publish(source)
})

// publish builds the source folder into b.dir by the program's own packages.
func (b *built) publish(source string) error {
	s, faults, err := site.Open(os.DirFS(source), nil, site.Options{})
	if err != nil {
		return err
	}
	if faults.HasErrors() {
		return faultsError(faults)
	}
	p, err := publish.Open(b.dir, source, 0, 0)
	if err != nil {
		return err
	}
	defer p.Abort()
	for _, u := range s.URLs() {
		data, faults := s.Render(u)
		if len(faults) > 0 {
			return faultsError(faults)
		}
		if err := p.Write(u, data); err != nil {
			return err
		}
		inEdition := strings.HasPrefix(u, "east/") || strings.HasPrefix(u, "beining/")
		if filepath.Ext(u) == ".html" && u != moved && (!inEdition || slices.Contains(ofEditions, u)) {
			b.pages = append(b.pages, u)
		}
	}
	if _, err := p.Commit(); err != nil {
		return err
	}
	page, err := os.ReadFile(filepath.Join(b.dir, moved))
	if err != nil {
		return err
	}
	page = regexp.MustCompile(`<meta http-equiv="refresh"[^>]*>`).ReplaceAll(page, nil)
	b.pages = append(b.pages, stillMoved)
	for _, edition := range []string{"east/", "east/minhou/"} {
		for _, kind := range ofEachKind {
			if u := edition + kind; !slices.Contains(ofEditions, u) {
				b.kinds = append(b.kinds, u)
			}
		}
	}
	return os.WriteFile(filepath.Join(b.dir, stillMoved), page, 0o666)
}

// faultsError says in one error what is wrong with the content of testdata.
type faultsError diag.List

func (f faultsError) Error() string {
	var text strings.Builder
	diag.List(f).WriteText(&text, diag.EN)
	return "mend generator/browser/testdata/site or the layouts:\n" + text.String()
}

// theSite builds the site once for all tests.
func theSite(t *testing.T) *built {
	t.Helper()
	b, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// place is a way to reach the site.
type place struct {
	name string
	root string // ends with a slash
}

// places are the site on a host, under a path of its own, and in a folder.
func (b *built) places(t *testing.T) []place {
	t.Helper()
	return []place{{"http", serve(t, b.dir)}, {"file", folder(b.dir)}}
}

func serve(t *testing.T, dir string) (root string) {
	t.Helper()
	const under = "/some/path/"
	server := httptest.NewServer(http.StripPrefix(under, http.FileServerFS(os.DirFS(dir))))
	t.Cleanup(server.Close)
	return server.URL + under
}

func folder(dir string) (root string) {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}
	return u.String()
}

// every kind of page must be among those that the tests look at: a layout
// without a page would go unseen.
func TestSiteHasEveryKindOfPage(t *testing.T) {
	var sum strings.Builder
	for _, p := range theSite(t).pages {
		data, err := os.ReadFile(filepath.Join(theSite(t).dir, p))
		if err != nil {
			t.Fatal(err)
		}
		sum.Write(data)
	}
	all := sum.String()
	kinds, err := fs.Glob(os.DirFS("../../layouts"), "*.html")
	if err != nil {
		t.Fatal(err)
	}
	// What only the page of one layout has. A new layout needs a line here and
	// a page in testdata/site.
	marks := map[string]string{
		"404.html": `没有找到这一页</h1>`, "finder.html": `<div class="finder"`, "checklist.html": `<article class="checklist-page"`,
		"agencies.html": `按部门找</h1>`, "agency.html": `<article class="agency"`,
		"domain.html": `<article class="domain"`, "domains.html": `按领域找</h1>`, "group.html": `<article class="group"`,
		"groups.html": `按人群找</h1>`, "guide.html": `<article class="guide-page"`, "guides.html": `使用指南</h1>`,
		"home.html": `<article class="home"`, "indicators.html": `主要发展指标</h1>`, "item.html": `<article class="item"`,
		"items.html": `全部项目</h1>`, "categories.html": `按国家标准的大类找</h1>`, "editions.html": `选择市、县</h1>`, "coverage.html": `<table class="coverage">`, "moved.html": `这一页换了地址</h1>`, "sources.html": `来源登记</h1>`, "search.html": `<h1>搜索</h1>`, "print.html": `<article class="booklet"`, "changes.html": `变化</h1>`, "base.html": `<main`,
	}
	for _, kind := range kinds {
		if strings.HasPrefix(kind, "_") {
			continue
		}
		if marks[kind] == "" || !strings.Contains(all, marks[kind]) {
			t.Errorf("no page of layouts/%s is looked at: add one to testdata/site, and its mark to this test", kind)
		}
	}
	for _, part := range []string{
		"badge-missing", "badge-unverified", "badge-national", "badge-local", "badge-result",
		"badge-suspect", "badge-cumulative", `class="chart"`, `chart-own`, `class="history"`, `class="checklist"`, `class="chroma"`, `class="table"`, `<img `, `class="most"`,
		"seal-province", "seal-city", "seal-county", `class="absent"`, `class="draft"`, `class="of-edition"`, "提高的依据：", `class="by"`,
	} {
		if !strings.Contains(all, part) {
			t.Errorf("no page has %s: let testdata/site have one, so that it is looked at", part)
		}
	}
}
