package browser

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"

	"handbook/generator/site"
)

// fresh makes a script that runs in each page before its own.
func fresh(tab *tab, script string) {
	tab.Helper()
	call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

const shared = "east/minhou/items/lunch.html"

// Without scripts the words to tell that a page is wrong stand there to be read
// out, and no button stands there that does nothing.
func TestSlipWithoutScripts(t *testing.T) {
	t.Parallel()
	tab := open(t)
	tab.scripts(false)
	tab.visit(folder(theSite(t).dir) + shared)
	words := ask[string](tab, `document.querySelector("#s-wrong .words").textContent`)
	for _, want := range []string{"海西省基本公共服务手册", "闽侯县版", "2-09 ", "清单2020版"} {
		if !strings.Contains(words, want) {
			t.Errorf("the words must name %s: %s", want, words)
		}
	}
	if dead := ask[int](tab, `[...document.querySelectorAll("button")].filter(b => !b.form && b.checkVisibility({checkVisibilityCSS: true})).length`); dead > 0 {
		t.Errorf("%d buttons are shown that need scripts", dead)
	}
	tabTo(tab, "the line to open", func(f focus) bool { return f.Tag == "summary" && strings.Contains(f.Text, "有误") })
	tab.press("\r")
	tab.until("the words are shown", func() bool { return ask[bool](tab, `document.querySelector("#s-wrong .words").checkVisibility()`) })
}

// The text that is shared says what, where and of which version, and where to
// find it: never what stands behind # or ?.
func TestShare(t *testing.T) {
	t.Parallel()
	for _, at := range theSite(t).places(t) {
		t.Run(at.name, func(t *testing.T) {
			address := ""
			if at.name == "http" {
				address = "\n" + at.root + shared
			}
			tab := open(t)
			fresh(tab, `Object.defineProperty(navigator, "share", {value: undefined});
				window.copied = []; Object.defineProperty(navigator, "clipboard", {value: {writeText: t => (copied.push(t), Promise.resolve())}});`)
			tab.visit(at.root + shared + "?q=secret#answers")
			ask[bool](tab, `(document.querySelector(".tools .share").click(), true)`)
			tab.until("it is told that the text is copied", func() bool {
				return ask[bool](tab, `/已复制/.test(document.querySelector(".tools .told").textContent)`)
			})
			got := ask[[]string](tab, `copied`)
			if len(got) != 1 || !strings.Contains(got[0], "闽侯县版，清单2020版") || strings.Contains(got[0], "secret") || strings.Contains(got[0], "answers") ||
				!strings.HasPrefix(got[0], ask[string](tab, `document.querySelector("h1").textContent`)+"\n") || !strings.HasSuffix(got[0], "版"+address) {
				t.Errorf("what is shared: %q", got)
			}

			tab.visit(at.root + shared)
			ask[bool](tab, `(document.querySelector(".tools a[href='#s-wrong']").click(), true)`)
			if !ask[bool](tab, `document.querySelector("#s-wrong").open`) {
				t.Error("the link must open the words that it leads to")
			}
			ask[bool](tab, `(document.querySelector(".slip .copy").click(), true)`)
			tab.until("it is told that the words are copied", func() bool {
				return ask[bool](tab, `/已复制/.test(document.querySelector(".slip .told").textContent)`)
			})
			if got := ask[[]string](tab, `copied`); len(got) != 1 || got[0] != ask[string](tab, `document.querySelector(".slip .words").textContent`) {
				t.Errorf("what is copied: %q", got)
			}
		})
	}
}

// Where the phone has a list of programs it is asked; where nothing can be
// copied, the text stands there to be taken by hand.
func TestShareOtherwise(t *testing.T) {
	t.Parallel()
	root := serve(t, theSite(t).dir)
	tab := open(t)
	fresh(tab, `window.given = []; Object.defineProperty(navigator, "share", {value: d => (given.push(d), Promise.resolve())});`)
	tab.visit(root + shared)
	ask[bool](tab, `(document.querySelector(".tools .share").click(), true)`)
	type data struct{ Title, Text, URL string }
	if got := ask[[]data](tab, `given`); len(got) != 1 || got[0].URL != root+shared || !strings.Contains(got[0].Text, "闽侯县版") || got[0].Title == "" {
		t.Errorf("what the phone is given: %+v", got)
	}
	tab = open(t)
	fresh(tab, `Object.defineProperty(navigator, "share", {value: undefined}); Object.defineProperty(navigator, "clipboard", {value: undefined}); document.execCommand = () => false;`)
	tab.visit(root + shared)
	ask[bool](tab, `(document.querySelector(".tools .share").click(), true)`)
	tab.until("the text stands there", func() bool {
		return ask[bool](tab, `(b => !!b && document.activeElement === b && b.value.includes("闽侯县版"))(document.querySelector(".tools textarea"))`)
	})
	for _, f := range axeFaults(tab) {
		t.Errorf("%+v", f)
	}
}

// What search engines and phones are told of a page breaks no rule of its
// Content-Security-Policy.
func TestTold(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	s, faults, err := site.Open(os.DirFS(b.source), nil, site.Options{BaseURL: "https://example.org/"})
	if err != nil || faults.HasErrors() {
		t.Fatal(err, faults)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		address := strings.TrimPrefix(r.URL.Path, "/")
		if strings.HasSuffix(address, ".css") {
			w.Header().Set("Content-Type", "text/css")
		}
		data, _ := s.Render(address)
		w.Write(data)
	}))
	defer server.Close()
	tab := open(t)
	for _, address := range []string{"items/everything.html", shared} {
		tab.visit(server.URL + "/" + address)
		if n := ask[int](tab, `JSON.parse(document.querySelector("script[type='application/ld+json']").textContent)["@graph"].length`); n != 2 {
			t.Errorf("%s: search engines are told %d things, want the service and the way to it", address, n)
		}
		// The browser's own word on the manifest.
		if manifest := call(tab, page.GetAppManifest, page.GetAppManifestParams{}); len(manifest.Errors) > 0 || !strings.HasSuffix(manifest.URL, "manifest.webmanifest") {
			t.Errorf("%s: the manifest: %+v", address, manifest)
		}
		for _, fault := range outsideFaults(tab, server.URL) {
			t.Errorf("%s: %s", address, fault)
		}
	}
}
