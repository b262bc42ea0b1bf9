package site

import (
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// The test writes the main parts of goldenPages and, with a base URL, the whole of
// goldenWhole into testdata/pages.txtar.
var (
	goldenPages = []string{
		"index.html", "404.html", "indicators.html", "sources.html", "print.html",
		"items/everything.html", "items/nothing.html", "items/airlift.html", "items/boarding.html", "items/index.html", "categories.html",
		"domains/education.html", "domains/health.html", "domains/index.html",
		"groups/poor.html", "groups/nobody.html", "groups/index.html",
		"agencies/edu.html", "agencies/none.html", "agencies/index.html",
		"guides/how-to-use.html", "guides/short.html", "guides/index.html",
	}
	goldenWhole = []string{"items/everything.html", "items/boarding.html", "404.html", "index.html", "sitemap.xml"}
)

// goldenEditions are pages of testdata/editions.txtar that differ from those of the
// edition above.
var (
	goldenEditions = []string{
		"editions.html", "coverage.html", "data/coverage.csv",
		"jia/index.html", "jia/items/everything.html", "jia/items/nothing.html", "jia/guides/index.html",
		"jia/yi/index.html", "jia/yi/items/everything.html", "jia/yi/items/second.html", "jia/yi/items/nothing.html",
		"jia/yi/items/lunch.html", "jia/yi/guides/window.html", "jia/yi/indicators.html",
		"jia/yi/categories.html", "jia/yi/groups/alone.html", "jia/yi/agencies/none.html", "jia/yi/domains/health.html",
		"jia/bing/index.html", "ding/index.html", "jia/yi/print.html",
	}
	goldenEditionsWhole = []string{
		"editions.html", "jia/yi/items/second.html", "jia/yi/items/lunch.html", "jia/yi/items/boarding.html",
		"jia/bing/items/second.html", "jia/yi/404.html", "sitemap.xml",
	}
)

func TestGolden(t *testing.T) {
	golden(t, "testdata/pages.txtar", "What testdata/site.txtar becomes",
		open(t, folder(t), Options{}), goldenPages,
		open(t, folder(t), Options{BaseURL: "https://example.org/book"}), goldenWhole)
}

func TestGoldenEditions(t *testing.T) {
	golden(t, "testdata/pages-editions.txtar", "What testdata/site.txtar becomes with testdata/editions.txtar",
		open(t, editions(t), Options{}), goldenEditions,
		open(t, editions(t), Options{BaseURL: "https://example.org/book"}), goldenEditionsWhole)
}

var (
	fingerprint = regexp.MustCompile(`-[0-9a-f]{8}\.(css|js)`)
	mainPart    = regexp.MustCompile(`(?s)(<main id="s-main">).*(</main>)`)
)

// golden compares the main parts of pages of one site, and the whole pages of
// another, with a file.
func golden(t *testing.T, file, what string, s *Site, mains []string, withBase *Site, wholes []string) {
	t.Helper()
	fresh := &txtar.Archive{Comment: []byte(what + ": main parts, then whole pages under\nhttps://example.org/book/ without theirs. Written by go test -update.\n\n")}
	for _, url := range mains {
		text := page(t, s, url)
		if !s.Page(url).isFile() {
			text = mainOf(t, text)
		}
		fresh.Files = append(fresh.Files, txtar.File{Name: url, Data: []byte(text)})
	}
	for _, url := range wholes {
		text := page(t, withBase, url)
		if url != "sitemap.xml" {
			text = mainPart.ReplaceAllString(text, "$1…$2")
		}
		fresh.Files = append(fresh.Files, txtar.File{Name: "whole " + url, Data: []byte(fingerprint.ReplaceAllString(text, "-SUM.$1"))})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) != len(fresh.Files) {
		t.Fatalf("%s has %d pages of %d: run go test -update", file, len(archive.Files), len(fresh.Files))
	}
	for i, f := range fresh.Files {
		if diff := cmp.Diff(archive.Files[i].Name+"\n"+string(archive.Files[i].Data), f.Name+"\n"+string(f.Data)); diff != "" {
			t.Errorf("%s: the page differs; if it is right, run go test -update (-want +got):\n%s", f.Name, diff)
		}
	}
}
