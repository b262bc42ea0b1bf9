package site

import (
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// goldenPages are rendered into testdata/pages.txtar, their main parts only;
// goldenWhole, with a base URL, as a whole.
var (
	goldenPages = []string{
		"index.html", "404.html", "indicators.html", "sources.html",
		"items/everything.html", "items/nothing.html", "items/boarding.html", "items/index.html",
		"domains/education.html", "domains/health.html", "domains/index.html",
		"groups/poor.html", "groups/nobody.html", "groups/index.html",
		"agencies/edu.html", "agencies/none.html", "agencies/index.html",
		"guides/how-to-use.html", "guides/short.html", "guides/index.html",
	}
	goldenWhole = []string{"items/everything.html", "items/boarding.html", "404.html", "index.html", "sitemap.xml"}
)

var fingerprint = regexp.MustCompile(`-[0-9a-f]{8}\.css`)

func TestGolden(t *testing.T) {
	const file = "testdata/pages.txtar"
	fresh := &txtar.Archive{Comment: []byte("What testdata/site.txtar becomes: main parts, then whole pages under\nhttps://example.org/book/ without theirs. Written by go test -update.\n\n")}
	s := open(t, folder(t), Options{})
	for _, url := range goldenPages {
		fresh.Files = append(fresh.Files, txtar.File{Name: url, Data: []byte(mainOf(t, page(t, s, url)))})
	}
	s = open(t, folder(t), Options{BaseURL: "https://example.org/book"})
	for _, url := range goldenWhole {
		html := page(t, s, url)
		if url != "sitemap.xml" {
			html = regexp.MustCompile(`(?s)(<main id="s-main">).*(</main>)`).ReplaceAllString(html, "$1…$2")
		}
		html = fingerprint.ReplaceAllString(html, "-SUM.css")
		fresh.Files = append(fresh.Files, txtar.File{Name: "whole " + url, Data: []byte(html)})
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
			t.Errorf("%s: if the new page is right, run go test -update (-want +got):\n%s", f.Name, diff)
		}
	}
}
