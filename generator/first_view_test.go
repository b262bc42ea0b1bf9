package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"handbook/generator/site"
)

// Limits of the bytes that a reader on a slow network waits for: the first ten
// segments of a response carry about 14 KB (RFC 6928). A first visit may load twice
// that in all.
const (
	maxBlocking  = 14 << 10
	maxFirstView = 30 << 10
)

// overweight are items whose pages exceed maxBlocking today, with how much they may
// have: several series and the whole guide stand on one page. None may grow, and one
// that comes below the limit leaves the list.
var overweight = map[string]int{
	"minimum-living-allowance": 18200,
	"disability-allowances":    15600,
	"destitute-support":        15400,
	"preferential-treatment":   15400,
	"unemployment-insurance":   15000,
	"work-injury-insurance":    15100,
	"medical-assistance":       15100,
}

var (
	styleTag  = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"( media="print")?>`)
	scriptTag = regexp.MustCompile(`<script src="([^"]+)"( defer)?></script>`)
	iconTag   = regexp.MustCompile(`<link rel="icon" href="([^"]+)"`)
)

// TestFirstView weighs the home page and every item of the project's own
// content as gzip sends them: sizes, not times, so that the result is the same
// everywhere.
func TestFirstView(t *testing.T) {
	s, faults, err := site.Open(os.DirFS(".."), nil, site.Options{BaseURL: "https://example.gov.cn/handbook/"})
	if err != nil || faults.HasErrors() {
		t.Fatalf("the project's own content is broken: run handbook check (%v)", err)
	}
	weights := map[string]int{}
	weigh := func(url string) int {
		if w, ok := weights[url]; ok {
			return w
		}
		data, _ := s.Render(url)
		if len(data) == 0 {
			t.Fatalf("no page %s", url)
		}
		var b bytes.Buffer
		w, _ := gzip.NewWriterLevel(&b, 6)
		w.Write(data)
		w.Close()
		weights[url] = b.Len()
		return b.Len()
	}
	heaviestOf := map[string]int{}
	for _, edition := range []string{".", "fuzhou", "fuzhou/minhou"} {
		heaviest := map[string]struct{ blocking, all, page int }{}
		weighed := 0
		for _, url := range s.URLs() {
			kind := path.Dir(strings.TrimPrefix(url, strings.TrimPrefix(edition+"/", "./")))
			in := edition == "." || strings.HasPrefix(url, edition+"/")
			if !in || path.Ext(url) != ".html" || kind != "items" && (kind != "." || path.Base(url) != "index.html") {
				continue
			}
			data, _ := s.Render(url)
			at := func(to string) string { return path.Join(path.Dir(url), to) }
			page := weigh(url)
			blocking, all := page, page
			for _, m := range styleTag.FindAllSubmatch(data, -1) {
				w := weigh(at(string(m[1])))
				if all += w; len(m[2]) == 0 {
					blocking += w
				}
			}
			for _, m := range scriptTag.FindAllSubmatch(data, -1) {
				w := weigh(at(string(m[1])))
				if all += w; len(m[2]) == 0 {
					blocking += w
				}
			}
			for _, m := range iconTag.FindAllSubmatch(data, -1) {
				all += weigh(at(string(m[1])))
			}
			weighed++
			item := strings.TrimSuffix(path.Base(url), ".html")
			heaviestOf[item] = max(heaviestOf[item], blocking)
			if most := max(maxBlocking, overweight[item]); blocking > most {
				t.Errorf("%s: %d bytes stand before the first sight of the page, want at most %d: the page has %d", url, blocking, most, page)
			}
			if all > maxFirstView {
				t.Errorf("%s: a first visit loads %d bytes, want at most %d", url, all, maxFirstView)
			}
			if blocking > heaviest[kind].blocking {
				heaviest[kind] = struct{ blocking, all, page int }{blocking, all, page}
			}
		}
		if weighed < 82 {
			t.Errorf("edition %s: %d pages were weighed, want its home page and its items", edition, weighed)
		}
		t.Logf("%s: home %+v, heaviest item or list %+v", edition, heaviest["."], heaviest["items"])
	}
	for item := range overweight {
		if heaviestOf[item] <= maxBlocking {
			t.Errorf("%s has come down to %d bytes: take it from overweight", item, heaviestOf[item])
		}
	}
}
