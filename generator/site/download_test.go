package site

import (
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

var downloadLink = regexp.MustCompile(`<a href="([^"]*(?:%E8%A1%A8|form)\.pdf[^"]*)"`)

// TestDownloads: file:NAME leads to the file on every page that shows it: in the whole
// site and in an edition alone, in bodies and materials. The booklet names it only.
func TestDownloads(t *testing.T) {
	fsys := editions(t)
	for name, data := range map[string]string{"content/files/forms/表.pdf": "%PDF 省", "static/form.pdf": "%PDF static", "content/editions/jia/files/form.pdf": "%PDF 市"} {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	change(t, fsys, "content/items/education/second.md", "agencies = [\"edu\"]\n+++\n", "agencies = [\"edu\"]\n[guide]\n"+
		"materials = [\"身份证\", { name = \"申请表\", form = \"原件\", copies = 2, file = \"file:forms/表.pdf\" }]\n+++\n"+
		"[表](file:forms/表.pdf)，[](file:form.pdf#page=2)。\n")
	change(t, fsys, "content/guides/short.md", "order = 2\n+++\n", "order = 2\n+++\n[表](file:forms/表.pdf)\n")
	fsys["content/editions/jia/items/second.md"] = &fstest.MapFile{Data: []byte("+++\n+++\n市里的[表](file:form.pdf)。\n")}
	for _, at := range [][]string{nil, {""}, {"jia"}, {"jia/yi"}, {"ding"}, {"jia/yi", "ding"}} {
		s := open(t, fsys, Options{Editions: at})
		if got := said(s.Check()); got != "" {
			t.Errorf("%q: no link is dead, but check finds:\n%s", at, got)
		}
		seen := 0
		for _, u := range s.URLs() {
			p := s.Page(u)
			if p.isFile() || !strings.HasSuffix(u, "items/second.html") && !strings.HasSuffix(u, "guides/short.html") {
				continue
			}
			for _, m := range downloadLink.FindAllStringSubmatch(page(t, s, u), -1) {
				seen++
				target, _, inside := s.resolve(p, m[1])
				if file := s.Page(target); !inside || file == nil || !file.isFile() {
					t.Errorf("%q: %s links to %s, where no file is", at, u, m[1])
				}
			}
		}
		if seen < 3 {
			t.Errorf("%q: the pages have %d links to files, want at least three", at, seen)
		}
		for _, u := range s.URLs() {
			if path.Base(u) == "print.html" && downloadLink.MatchString(page(t, s, u)) {
				t.Errorf("%q: %s is shared by folders and cannot link to files", at, u)
			}
		}
	}
	whole := open(t, fsys, Options{})
	for url, want := range map[string]string{
		"items/second.html":        `<a href="../files/forms/%e8%a1%a8.pdf" download>申请表</a>，原件，2份`,
		"jia/yi/items/second.html": `市里的<a href="../../../editions/jia/files/form.pdf">表</a>`,
		"guides/short.html":        `<a href="../files/forms/%E8%A1%A8.pdf">表</a>`,
		"ding/items/second.html":   `<a href="../../form.pdf#page=2">form.pdf</a>`,
	} {
		if text := page(t, whole, url); !strings.Contains(text, want) {
			t.Errorf("%s: want %s in\n%s", url, want, mainOf(t, text))
		}
	}
	if data := page(t, whole, "jia/yi/data/catalogue.json"); !strings.Contains(data, `"file": "files/forms/表.pdf"`) && !strings.Contains(data, `"file":"files/forms/表.pdf"`) {
		t.Error("the open data must have the address of the form")
	}
}

// TestLinksBelow: a relative link that holds on its own page and not in the editions
// below is told with the first of those.
func TestLinksBelow(t *testing.T) {
	fsys := editions(t)
	fsys["static/form.pdf"] = &fstest.MapFile{Data: []byte("%PDF")}
	change(t, fsys, "content/items/education/second.md", "agencies = [\"edu\"]\n+++\n", "agencies = [\"edu\"]\n+++\n[表](../form.pdf) [无](../none.pdf)\n")
	got := said(open(t, fsys, Options{}).Check())
	for _, want := range []string{`"../form.pdf" is right on this page, but leads nowhere on the same page of editions below (5), such as 丁综合实验区`, `the link "../none.pdf" leads nowhere`} {
		if strings.Count(got, want) != 1 {
			t.Errorf("want once: %s\n%s", want, got)
		}
	}
	if strings.Count(got, "broken-link") != 2 {
		t.Errorf("want two faults:\n%s", got)
	}
}

// TestBookletNotes: the footnotes of all items stand on one page, each with ids of its
// own, and every mark leads to its note.
func TestBookletNotes(t *testing.T) {
	fsys := editions(t)
	const body = "+++\n+++\n注意[^注]，再看[^注]。\n\n[^注]: 县里的说明。\n"
	for _, name := range []string{"jia/items/second.md", "jia/yi/items/second.md", "jia/items/nothing.md"} {
		fsys["content/editions/"+name] = &fstest.MapFile{Data: []byte(body)}
	}
	for _, at := range [][]string{nil, {"jia/yi"}} {
		s := open(t, fsys, Options{Editions: at})
		for _, u := range s.URLs() {
			if path.Base(u) != "print.html" && !strings.HasSuffix(u, "items/second.html") {
				continue
			}
			text, ids := page(t, s, u), map[string]bool{}
			for _, m := range idAttribute.FindAllStringSubmatch(text, -1) {
				if ids[m[1]] {
					t.Errorf("%s has the id %s twice", u, m[1])
				}
				ids[m[1]] = true
			}
			links := regexp.MustCompile(`href="#([^"]*(?:note|mark)_[^"]*)"`).FindAllStringSubmatch(text, -1)
			if strings.HasSuffix(u, "yi/print.html") && len(links) != 12 {
				t.Errorf("%s has %d links of three notes with two marks each, want 12", u, len(links))
			}
			for _, m := range links {
				if !ids[m[1]] {
					t.Errorf("%s: #%s leads nowhere", u, m[1])
				}
			}
		}
	}
}
