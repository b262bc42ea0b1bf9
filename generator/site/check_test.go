package site

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestCheckNothing(t *testing.T) {
	for _, base := range []string{"", "https://example.org", "https://example.org/a/b/"} {
		s := open(t, folder(t), Options{BaseURL: base})
		if got := said(s.Check()); got != "" {
			t.Errorf("base URL %q: testdata/site.txtar has no broken link, but check finds:\n%s", base, got)
		}
	}
}

// TestCheckLinks writes one line into a body and expects a fault at its place.
func TestCheckLinks(t *testing.T) {
	const (
		noPage  = "  hint: to link to a page of the handbook write [](item:its-id), to a file of content/files/ or static/ [](file:its-name); other addresses begin with https:// | 链接手册里的页面请写 [](item:编号)，链接 content/files/ 或 static/ 里的文件请写 [](file:文件名)；其他网址以 https:// 开头\n"
		noImage = "  hint: put it beside the page or into static/, and write its path from the page | 请把图片放在页面旁边或 static/ 里，并写出从页面出发的路径\n"
		anchors = "  hint: the page has these anchors: zen-yao-suan, primary, words, days, claim, goal, done, new, new-done | 那里可用的位置：zen-yao-suan, primary, words, days, claim, goal, done, new, new-done\n"
		title   = "家庭经济困难的寄宿制学校学生生活费用补助及营养改善补助服务"
	)
	for _, c := range []struct{ name, line, want string }{
		{"a standard", "[甲](item:everything#primary)", ""},
		{"a heading", "[甲](item:everything#zen-yao-suan)", ""},
		{"a heading of a guide", "[甲](guide:how-to-use#di-er-bu)", ""},
		{"every kind", "[](domain:health)[](group:poor)[](agency:edu)[](guide:short)[](source:law)[](item:nothing)", ""},
		{"a page by its address", "[甲](../items/everything.html#s-primary)", ""},
		{"the front of a folder", "[甲](../items/)", ""},
		{"the page itself", "## 乙\n\n[甲](#yi)", ""},
		{"elsewhere", "[甲](https://example.org/none.html#none)", ""},
		{"an image beside the page", "![图](map.png)", ""},
		{"an image of static/", "![图](favicon.svg)", ""},
		{"a broken link", "看 [甲](../items/none.html)", `error content/guides/short.md:5:7 "../items/none.html" [broken-link] the link "../items/none.html" leads nowhere | 链接“../items/none.html”指向的页面不存在` + "\n" + noPage},
		{"a link out of the site", "[甲](../../secret.html)", `error content/guides/short.md:5:5 "../../secret.html" [broken-link] the link "../../secret.html" leads nowhere | 链接“../../secret.html”指向的页面不存在` + "\n" + noPage},
		{"a path from the host's root", "[甲](/items/everything.html)", `error content/guides/short.md:5:5 "/items/everything.html" [broken-link] the link "/items/everything.html" leads nowhere | 链接“/items/everything.html”指向的页面不存在` + "\n" + noPage},
		{"a Chinese address", "[甲](项目.html)", `error content/guides/short.md:5:5 "项目.html" [broken-link] the link "项目.html" leads nowhere | 链接“项目.html”指向的页面不存在` + "\n" + noPage},
		{"a Chinese address in percent codes", "[甲](%E9%A1%B9.html)", `error content/guides/short.md:5:5 "%E9%A1%B9.html" [broken-link] the link "%E9%A1%B9.html" leads nowhere | 链接“%E9%A1%B9.html”指向的页面不存在` + "\n" + noPage},
		{"the same one twice", "[甲](no.html)\n[乙](no.html)", `error content/guides/short.md:5:5 "no.html" [broken-link] the link "no.html" leads nowhere | 链接“no.html”指向的页面不存在` + "\n" + noPage +
			`error content/guides/short.md:6:5 "no.html" [broken-link] the link "no.html" leads nowhere | 链接“no.html”指向的页面不存在` + "\n" + noPage},
		{"a broken anchor", "[甲](item:everything#primry)", `error content/guides/short.md:5:5 "item:everything#primry" [broken-anchor] "` + title + `" has no anchor "primry" | “` + title + `”里没有“primry”这个位置` + "\n" + anchors},
		{"a Chinese anchor", "[甲](item:everything#怎么算)", `error content/guides/short.md:5:5 "item:everything#怎么算" [broken-anchor] "` + title + `" has no anchor "怎么算" | “` + title + `”里没有“怎么算”这个位置` + "\n" + anchors},
		{"an anchor of a page without any", "[甲](group:alone#none)", `error content/guides/short.md:5:5 "group:alone#none" [broken-anchor] "独居老人" has no anchor "none" | “独居老人”里没有“none”这个位置` + "\n" + "  hint: remove the part after # | 请删去 # 后面的部分\n"},
		{"a broken anchor of the page itself", "[甲](#none)", `error content/guides/short.md:5:5 "#none" [broken-anchor] "短指南" has no anchor "none" | “短指南”里没有“none”这个位置` + "\n" + "  hint: remove the part after # | 请删去 # 后面的部分\n"},
		{"an anchor that is only text", "`<p id=\"fake\">` [甲](#fake)", `error content/guides/short.md:5:21 "#fake" [broken-anchor] "短指南" has no anchor "fake" | “短指南”里没有“fake”这个位置` + "\n" + "  hint: remove the part after # | 请删去 # 后面的部分\n"},
		{"a missing image", "甲 ![图](none.png)", `error content/guides/short.md:5:8 "none.png" [missing-image] the image "none.png" is missing | 图片“none.png”不存在` + "\n" + noImage},
		{"an image of another folder", "![图](../../site.toml)", `error content/guides/short.md:5:6 "../../site.toml" [missing-image] the image "../../site.toml" is missing | 图片“../../site.toml”不存在` + "\n" + noImage},
		{"an image with other capitals", "![图](Map.PNG)", `error content/guides/short.md:5:6 "Map.PNG" [missing-image] the image "Map.PNG" is missing | 图片“Map.PNG”不存在` + "\n  hint: the file is named \"map.png\"; its address is map.png | 文件名是“map.png”，地址要写成 map.png\n"},
		{"an image with a sign that ends addresses", "![图](none#1.png)", `error content/guides/short.md:5:6 "none#1.png" [missing-image] the image "none#1.png" is missing | 图片“none#1.png”不存在` + "\n" + noImage},
		{"a per cent sign", "[甲](100%.pdf)", `error content/guides/short.md:5:5 "100%.pdf" [broken-link] the link "100%.pdf" leads nowhere | 链接“100%.pdf”指向的页面不存在` + "\n" + noPage},
		{"a path of Windows", "[甲](..\\a.pdf)", `error content/guides/short.md:5:5 "..\\a.pdf" [broken-link] the link "..\a.pdf" leads nowhere | 链接“..\a.pdf”指向的页面不存在` + "\n" + noPage},
		{"a page is no image", "![图](how-to-use.html)", `error content/guides/short.md:5:6 "how-to-use.html" [missing-image] the image "how-to-use.html" is missing | 图片“how-to-use.html”不存在` + "\n" + noImage},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := folder(t)
			change(t, fsys, "content/guides/short.md", "", "+++\ntitle = \"短指南\"\norder = 2\n+++\n"+c.line+"\n")
			if diff := cmp.Diff(c.want, said(open(t, fsys, Options{}).Check())); diff != "" {
				t.Errorf("a link must have one fault, where it is written (-want +got):\n%s", diff)
			}
		})
	}
}

// TestMisnamedPicture: a picture whose name no system can hold has one fault, of the name.
func TestMisnamedPicture(t *testing.T) {
	fsys := folder(t)
	fsys["content/guides/a?2.png"] = fsys["content/guides/map.png"]
	change(t, fsys, "content/guides/short.md", "", "+++\ntitle = \"短指南\"\norder = 2\n+++\n![图](<a?2.png>)\n")
	s, faults, err := Open(fsys, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	faults.Add(s.Check()...)
	if len(faults) != 1 || faults[0].Code() != "bad-name" {
		t.Errorf("one cause has one fault, bad-name; got:\n%s", said(faults))
	}
}

// TestRootPath: a path from the host's root is a fault even if a page has that
// address, since it works on one host only.
func TestRootPath(t *testing.T) {
	fsys := folder(t)
	change(t, fsys, "content/_index.md", "先看", "[甲](/items/everything.html)先看")
	got := open(t, fsys, Options{}).Check()
	if len(got) != 1 || got[0].Code() != "broken-link" || got[0].Pos.String() != "content/_index.md:7:5" {
		t.Errorf("the link must be reported at content/_index.md:7:5:\n%s", said(got))
	}
}

// TestCheckLayouts: check also reports the links that layouts write, and reports a
// layout that fails on every page once.
func TestCheckLayouts(t *testing.T) {
	fsys := folder(t)
	change(t, fsys, "layouts/404.html", `href="{{.Home}}"`, `href="none.html"`)
	if got := said(open(t, fsys, Options{}).Check()); !strings.HasPrefix(got, `error layouts/404.html [broken-link] the link "none.html" leads nowhere`) || strings.Count(got, "broken-link") != 1 {
		t.Errorf("check must report the layout's link once, with its file:\n%s", got)
	}

	fsys = folder(t)
	change(t, fsys, "layouts/404.html", `href="{{.Home}}"`, `href="{{printf "javascript:%s" .Home}}"`)
	if got := said(open(t, fsys, Options{}).Check()); !strings.HasPrefix(got, `error layouts/404.html [refused-link]`) || strings.Contains(got, "Zgotmpl") {
		t.Errorf("check must report what html/template refuses, in words:\n%s", got)
	}

	// A bad address of the content has one fault, when it is read, and no link.
	fsys = folder(t)
	change(t, fsys, "content/sources.toml", `address = "https://example.org/plan`, `address = "ftp://example.org/plan`)
	s, faults, err := Open(fsys, shell(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	faults.Add(s.Check()...)
	if got := faults.Sorted(); len(got) != 1 || got[0].Code() != "bad-address" {
		t.Errorf("a bad address must be one fault:\n%s", said(got))
	}

	fsys = folder(t)
	change(t, fsys, "layouts/base.html", "{{.SiteTitle}}</a>", "{{.SiteTitel}}</a>")
	s = open(t, fsys, Options{})
	got := s.Check().Sorted()
	if len(got) != 1 || got[0].Code() != "layout" || got[0].Pos.File != "layouts/base.html" || got[0].Pos.Line == 0 {
		t.Errorf("a layout that fails on every page must be one fault:\n%s", said(got))
	}
	if data, faults := s.Render("index.html"); data != nil || len(faults) == 0 {
		t.Error("a page whose layout fails must have no bytes")
	}
}

func TestLayoutsReportedOnce(t *testing.T) {
	for name, edit := range map[string][2]string{
		"a layout that cannot be parsed": {"{{.Title}}</h1>", "{{.Title</h1>"},
		"an unknown text":                {`{{t "item.who"}}`, `{{t "item.whoo"}}`},
	} {
		fsys := folder(t)
		change(t, fsys, "layouts/item.html", edit[0], edit[1])
		s, faults, err := Open(fsys, shell(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		faults.Add(s.Check()...)
		if got := faults.Sorted(); len(got) != 1 || got[0].Pos.Line == 0 {
			t.Errorf("%s: a layout that fails on all item pages must be one fault:\n%s", name, said(got))
		}
	}
}

// TestAddressTaken: addresses that some file system could not hold side by side are
// faults of the content; writing does not fail on them.
func TestAddressTaken(t *testing.T) {
	for name, want := range map[string]string{
		"static/A.txt static/a.txt":                        "address-taken",
		"static/a/x.txt static/A/y.txt":                    "address-taken",
		"static/caf\u00e9.txt static/cafe\u0301.txt":       "address-taken",
		"static/Index.html":                                "address-taken",
		"static/Items/x.txt":                               "address-taken",
		"static/index.html/x.txt":                          "address-taken",
		"static/items":                                     "address-taken",
		"static/DATA":                                      "address-taken",
		"static/a.txt static/a.txt.d/a.txt":                "",
		"static/items/x.txt static/data/x.txt":             "",
		"static/.well-known/security.txt static/.nojekyll": "",
		"static/.handbook-manifest":                        "address-kept",
		"static/.Handbook-Manifest-1-of-2":                 "address-kept",
		"static/.handbook-uploaded":                        "address-kept",
		"static/sub/.handbook-manifest":                    "",
	} {
		fsys := folder(t)
		fsys["site.toml"] = &fstest.MapFile{Data: append(bytes.Clone(fsys["site.toml"].Data), "\n[static]\ndotfiles = [\".handbook-manifest\", \".Handbook-Manifest-1-of-2\", \".handbook-uploaded\"]\n"...)}
		for file := range strings.FieldsSeq(name) {
			fsys[file] = &fstest.MapFile{Data: []byte("x")}
		}
		_, faults, err := Open(fsys, shell(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := faults.Sorted(); want == "" && len(got) > 0 || want != "" && (len(got) != 1 || got[0].Code() != want) {
			t.Errorf("%s: want %q, got:\n%s", name, want, said(got))
		}
	}
}

func TestAddressTwice(t *testing.T) {
	fsys := folder(t)
	fsys["static/sources.html"] = &fstest.MapFile{Data: []byte("x")}
	fsys["static/map.png"] = &fstest.MapFile{Data: []byte("x")}
	fsys["content/map.png"] = &fstest.MapFile{Data: []byte("x")}
	s, faults, err := Open(fsys, shell(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	const want = `error content/map.png [address-taken] the address "map.png" already belongs to static/map.png | 地址“map.png”已经属于 static/map.png
  hint: rename one of the two | 请给其中一个改名
error static/sources.html [address-taken] the address "sources.html" already belongs to content/sources.toml | 地址“sources.html”已经属于 content/sources.toml
  hint: rename one of the two | 请给其中一个改名
`
	if diff := cmp.Diff(want, said(faults)); diff != "" {
		t.Errorf("the fault must name both claimants (-want +got):\n%s", diff)
	}
	if got := page(t, s, "sources.html"); !strings.Contains(got, "<main") {
		t.Errorf("the first claimant must keep the address, which holds %q", got)
	}
}
