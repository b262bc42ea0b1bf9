package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"handbook/generator/diag"
	"handbook/generator/site"
)

// The corpus: bad and malicious files. The test puts each into the small handbook
// of testdata/site. testdata/hostile/verdicts.txt lists the results;
// `go test ./generator -run Hostile -update` writes it: read the diff.
//
// The texts are in testdata/hostile, where the browser's tests read them too. This
// file makes those that are large, or not UTF-8.

// hostileFile is the path of a case.
const hostileFile = "content/items/education/hostile.md"

// goodFront is the front matter of a page without faults.
//
//go:embed testdata/hostile/front.toml
var goodFront string

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func page(front, body string) string { return "+++\n" + front + "+++\n\n" + body + "\n" }

// replaced returns goodFront with lines in place of those with their first key, or
// at the end.
func replaced(lines string) string {
	key, _, _ := strings.Cut(lines, " ")
	for line := range strings.Lines(goodFront) {
		if strings.HasPrefix(line, key+" =") {
			return strings.Replace(goodFront, line, lines+"\n", 1)
		}
	}
	return goodFront + lines + "\n"
}

// corpus reads the lines NAME|TEXT of a file.
func corpus(t *testing.T, file string, each func(name, text string)) {
	t.Helper()
	f, err := os.Open(file)
	must(t, err)
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		name, text, ok := strings.Cut(lines.Text(), "|")
		if strings.HasPrefix(name, "#") {
			continue
		}
		text, err := strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
		if err != nil || !ok {
			t.Fatalf("%s: %s is not NAME|TEXT with Go's escapes: %v", file, name, err)
		}
		each(name, text)
	}
}

// hostile returns the cases of the corpus: files by path.
func hostile(t *testing.T) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
	add := func(name string, files map[string]string) {
		if all[name] != nil {
			t.Fatalf("two cases are called %s", name)
		}
		all[name] = files
	}
	item := func(name, text string) { add(name, map[string]string{hostileFile: text}) }
	corpus(t, "testdata/hostile/bodies.txt", func(name, text string) { item("bodies/"+name, page(goodFront, text)) })
	corpus(t, "testdata/hostile/fields.txt", func(name, text string) { item("fields/"+name, page(replaced(text), "正文。")) })

	good := page(goodFront, "正文，够长的中文，好认出编码来。")
	encoded := func(name string, e interface{ String(string) (string, error) }, text string) {
		out, err := e.String(text)
		must(t, err)
		item("encoding/"+name, out)
	}
	encoded("gbk", simplifiedchinese.GBK.NewEncoder(), good)
	encoded("gb18030", simplifiedchinese.GB18030.NewEncoder(), good+"𠀀")
	encoded("hz", simplifiedchinese.HZGB2312.NewEncoder(), good)
	encoded("utf-16-le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder(), good)
	encoded("utf-16-be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder(), good)
	encoded("utf-16-le-bom", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), good)
	encoded("utf-16-be-bom", unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), good)
	for name, text := range map[string]string{
		"bom": "\ufeff" + good, "two-boms": "\ufeff\ufeff" + good, "crlf": strings.ReplaceAll(good, "\n", "\r\n"), "cr": strings.ReplaceAll(good, "\n", "\r"),
		"empty": "", "only-bom": "\ufeff", "only-nul": strings.Repeat("\x00", 4096), "nul": good + "甲\x00乙", "nul-in-front": strings.Replace(good, "恶意", "恶\x00意", 1),
		"lone-surrogate": good + "\xed\xa0\x80", "surrogate-pair": good + "\xed\xa0\xbd\xed\xb8\x80", "overlong-slash": good + "\xc0\xaf", "overlong-nul": good + "\xc0\x80", "overlong-bracket": good + "\xe0\x80\xbcscript>",
		"beyond": good + "\xf4\x90\x80\x80", "cut": good[:len(good)-3], "continuation": good + "\x80\xbf", "latin-1": good + "caf\xe9", "utf-7": good + "+ADw-script+AD4-pwned()",
		"binary": "MZ\x90\x00\x03\x00\x00\x00\xff\xff", "zip": "PK\x03\x04\x14\x00\x00\x00", "elf": "\x7fELF\x02\x01\x01\x00", "png": "\x89PNG\r\n\x1a\n\x00\x00", "yaml": "---\ntitle: 甲\n---\n正文", "html": "<!doctype html><script>pwned()</script>",
		"conflict": strings.Replace(good, "order = 50", "<<<<<<< HEAD\norder = 50\n=======\norder = 51\n>>>>>>> b", 1),
	} {
		item("encoding/"+name, text)
	}

	// Invisible characters, in files other than an item's.
	for _, c := range []struct{ name, file, was, is string }{
		{"site-title", "site.toml", `title = "试用手册"`, "title = \"试用\u202e手册\""},
		{"site-title-blank", "site.toml", `title = "试用手册"`, `title = "\u200b"`},
		{"site-notice-nul", "site.toml", "这是试用的手册。", `这是\u0000`},
		{"question", "content/questions.toml", "住在哪里？", `住在\u202e哪里？`},
		{"question-blank", "content/questions.toml", "住在哪里？", "\u200b\u3000"},
		{"question-control", "content/questions.toml", "寄宿生。", `寄宿\u0007生。`},
		{"option", "content/questions.toml", `text = "家里"`, "text = \"\u2067家里\""},
		{"source-title", "content/sources.toml", "记得的一份文件", `\u2066记得\u2069`},
		{"synonym", "content/synonyms.toml", `["书本"]`, "[\"书\u200f本\"]"},
		{"group-title-blank", "content/groups/students.md", `title = "学生"`, "title = \"\u2060\ufeff\""},
		{"home-stage", "content/_index.md", "学龄", "学\u202d龄"},
		{"texts", "layouts/texts.toml", `home = "首页"`, "home = \"首\u202e页\""},
		{"texts-control", "layouts/texts.toml", `home = "首页"`, `home = "首\u0008页"`},
		{"edition", "content/editions/fuzhou/edition.toml", "", "name = \"福\u202e州市\"\nkind = \"city\"\n"},
		{"edition-blank", "content/editions/fuzhou/edition.toml", "", "name = \"\\u200b\"\nkind = \"city\"\n"},
		{"edition-nul", "content/editions/fuzhou/edition.toml", "", "name = \"福州\\u0000市\"\nkind = \"city\"\n"},
		{"edition-reason", "content/editions/fuzhou/edition.toml", "", "name = \"福州市\"\nkind = \"city\"\n[not_applicable]\n\"free-books\\u202e\" = \"甲\"\n"},
	} {
		if c.was != "" {
			from := "testdata/site/"
			if strings.HasPrefix(c.file, "layouts/") {
				from = "../"
			}
			text, err := os.ReadFile(from + c.file)
			must(t, err)
			if !strings.Contains(string(text), c.was) {
				t.Fatalf("hidden/%s: %s has no %s", c.name, c.file, c.was)
			}
			c.is = strings.Replace(string(text), c.was, c.is, 1)
		}
		add("hidden/"+c.name, map[string]string{c.file: c.is})
	}

	many := strings.Repeat
	const lots = 100_000
	for name, body := range map[string]string{
		"brackets": many("[", lots), "brackets-closed": many("[", lots) + many("]", lots), "links-nested": many("[a](", lots), "images-nested": many("![", lots), "quotes-nested": many("> ", lots), "lists-nested": many("- ", lots),
		"emphasis": many("*a_", lots), "strong": many("**", lots) + "a", "backticks": many("`", lots), "tags": many("<a ", lots), "entities": many("&amp;", lots), "autolinks": many("<http://a.b>", lots/4),
		"parentheses": "[a](" + many("(", lots), "references": many("[a]: b\n", lots/2), "headings-same": many("# 甲\n\n", lots/20), "rules": many("---\n", lots/2), "columns": "|" + many("a|", 10_000) + "\n|" + many("-|", 10_000) + "\n",
		"cells": "|" + many("a|", 60) + "\n|" + many("-|", 60) + "\n" + many("|"+many("a|", 60)+"\n", 3000), "huge-line": many("甲", 1<<20), "huge-word": many("a", 1<<20), "huge-url": "[甲](https://example.com/" + many("a", 1<<20) + ")",
		"lines": many("甲\n", 200_000), "blank-lines": many("\n", 200_000), "spaces": many(" ", 1<<20) + "甲", "tabs": many("\t", 1<<16) + "甲", "fences": many("```\n", lots), "html": many("<div>\n", lots), "combining": "甲" + many("\u0301", lots), "joiners": "甲" + many("\u200d甲", lots/10),
		"bidi": many("\u202e\u2066", lots/4), "backslashes": many("\\", lots), "strike": many("~~", lots), "footnotes": many("[^a]", lots), "4-mib": many("甲乙丙\n\n", 4<<20/11-100), "over-4-mib": many("甲乙丙\n\n", 4<<20/11+100),
	} {
		item("size/body-"+name, page(goodFront, body))
	}
	for name, lines := range map[string]string{
		"brackets": "aliases = " + many("[", lots), "brackets-closed": "aliases = " + many("[", lots) + many("]", lots), "braces": "guide = " + many("{a=", lots), "tables": many("[a]\n", lots), "tables-of-tables": many("[[standards]]\n", lots), "dotted": "a" + many(".a", lots) + " = 1",
		"keys": func() (s string) {
			var b strings.Builder
			for i := range 20_000 {
				fmt.Fprintf(&b, "key%d = 1\n", i)
			}
			return b.String()
		}(),
		"aliases": "aliases = [" + many(`"甲",`, lots) + "]", "title": `title = "` + many("甲", lots) + `"`, "title-million": `title = "` + many("a", 1<<20) + `"`, "title-angles": `title = "` + many("<", 4<<20-4000) + `"`, "title-angles-fit": `title = "` + many("<", 60_000) + `"`, "standards": many("[[standards]]\nid = \"a\"\ntext = \"甲\"\n", 20_000), "aliases-fit": "aliases = [" + many(`"`+many("<", 60_000)+`",`, 65) + "]", "quotes": "title = " + many(`"`, lots), "comments": many("# 甲\n", lots), "number": "order = " + many("9", lots), "recipients": "recipients = [" + many(`"students",`, lots) + "]",
		"steps": "[guide]\nsteps = [" + many(`"甲",`, 10_000) + "]", "steps-brackets": "[guide]\nsteps = [\"" + many("[", lots) + "\"]", "escapes": `title = "` + many(`\u200b`, 10_000) + `"`, "unclosed": `title = "` + many("甲", lots), "fence": many("+++\n", lots),
	} {
		item("size/front-"+name, page(replaced(lines), "正文。"))
	}

	for name, file := range map[string]string{
		"reserved-con": "con.md", "reserved-nul": "NUL.md", "reserved-com1": "com1.txt.md", "reserved-lpt9": "lpt9.md", "reserved-aux": "aux.toml", "superscript": "com¹.md", "dot-end": "甲./a.md", "space-end": "a.md ", "colon": "a:b.md", "stream": "a.md::$DATA", "backslash": `..\..\a.md`, "question": "a?.md",
		"control": "a\x01.md", "newline": "a\nb.md", "not-utf-8": "a\xff.md", "case": "FREE-BOOKS.md", "chinese": "项目.md", "nfd": "cafe\u0301.md", "bidi": "a\u202edm.md", "zero-width": "a\u200b.md", "markup": "'onclick=pwned() '.md", "percent": "%2e%2e.md", "long": many("a", 300) + ".md", "long-chinese": many("项", 100) + ".md", "dash": "-rf.md", "script": "hostile.html", "hidden": ".hostile.md", "index": "index.md", "no-ending": "hostile", "double": "hostile.md.md", "executable": "hostile.exe",
	} {
		add("name/"+name, map[string]string{"content/items/education/" + file: page(goodFront, "正文。")})
	}
	add("name/nfc-and-nfd", map[string]string{"content/guides/caf\u00e9.md": page("title = \"甲\"\norder = 8\n", "甲"), "content/guides/cafe\u0301.md": page("title = \"乙\"\norder = 9\n", "乙")})
	add("name/case-of-folders", map[string]string{"content/items/Education/a.md": page(goodFront, "甲")})
	add("name/deep", map[string]string{"content/items/" + many("a/", 400) + "a.md": page(goodFront, "甲")})
	add("name/static-page", map[string]string{"static/index.html": "<script>pwned()</script>"})
	add("name/static-up", map[string]string{"static/../x": "甲"})
	add("name/static-reserved", map[string]string{"static/aux.js": "pwned()"})
	add("name/static-case", map[string]string{"static/A.txt": "甲", "static/a.txt": "乙"})
	add("name/static-nfc-and-nfd", map[string]string{"static/caf\u00e9.txt": "甲", "static/cafe\u0301.txt": "乙"})
	add("name/static-folder-of-pages", map[string]string{"static/Items/x.txt": "甲"})
	add("name/static-page-as-folder", map[string]string{"static/index.html/x.txt": "甲"})
	add("name/static-deep", map[string]string{"static/" + many("a/", 400) + "a.txt": "甲"})
	add("name/static-repository", map[string]string{"static/.git/config": "甲"})
	add("name/static-manifest", map[string]string{"static/.handbook-manifest": "甲"})
	return all
}

// verdict returns the result of a handbook: all faults, each as severity, code,
// file and line, or that it is accepted; then it renders all pages.
func verdict(s *site.Site, faults diag.List, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	if !faults.HasErrors() {
		for _, url := range s.URLs() {
			_, more := s.Render(url)
			faults.Add(more...)
		}
	}
	said := []string{"accepted"}
	if faults.HasErrors() {
		said[0] = "refused"
	}
	sorted := faults.Sorted()
	for _, f := range sorted[:min(len(sorted), 3)] {
		place := f.Pos.File
		if place == hostileFile {
			place = ""
		}
		said = append(said, fmt.Sprintf("%s %.60s:%d", f.Code(), place, f.Pos.Line))
	}
	if len(sorted) > 3 {
		said = append(said, fmt.Sprintf("and %d more", len(sorted)-3))
	}
	return strings.Join(said, ", ")
}

// cpuTime returns the CPU time of the process, if the system measures it.
var cpuTime = func() time.Duration { return time.Duration(time.Now().UnixNano()) }

func TestHostile(t *testing.T) {
	base := fstest.MapFS{}
	for from, to := range map[string]string{"testdata/site": ".", "../layouts": "layouts", "../static": "static"} {
		must(t, fs.WalkDir(os.DirFS(from), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(filepath.Join(from, name))
			base[path.Join(to, name)] = &fstest.MapFile{Data: data}
			return err
		}))
	}
	first, faults, err := site.Open(base, nil, site.Options{})
	if said := verdict(first, faults, err); said != "accepted" {
		t.Fatal("the handbook of testdata/site must have no faults: " + said)
	}
	cases := hostile(t)
	if len(cases) < 150 {
		t.Errorf("the corpus has %d cases", len(cases))
	}
	var got strings.Builder
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		fsys := maps.Clone(base)
		for file, text := range cases[name] {
			fsys[file] = &fstest.MapFile{Data: []byte(text)}
		}
		done := make(chan string, 1)
		var said string
		// CPU time counts, because the machine may do other work; even so the test
		// tries three times.
		for try := 1; ; try++ {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			began, worked := time.Now(), cpuTime()
			go func() {
				s, faults, err := site.Open(fsys, first, site.Options{})
				done <- verdict(s, faults, err)
			}()
			select {
			case said = <-done:
			case <-time.After(time.Minute):
				t.Fatalf("%s: no verdict within a minute", name)
			}
			took := min(time.Since(began), cpuTime()-worked)
			runtime.ReadMemStats(&after)
			// Of all that was ever in use, most of it freed at once.
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 400 {
				t.Errorf("%s: the verdict takes %d MiB of memory", name, used)
			}
			if took <= time.Second {
				break
			}
			if try == 3 {
				t.Errorf("%s: the verdict takes %v", name, took.Round(time.Millisecond))
				break
			}
		}
		fmt.Fprintf(&got, "%s: %s\n", name, said)
	}
	const file = "testdata/hostile/verdicts.txt"
	if *update {
		must(t, os.WriteFile(file, []byte(got.String()), 0o666))
	}
	want, err := os.ReadFile(file)
	must(t, err)
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("verdicts changed; if that is right, run go test ./generator -run Hostile -update (-want +got):\n%s", diff)
	}
}
