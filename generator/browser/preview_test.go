package browser

import (
	"context"
	"fmt"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/preview"
	"handbook/generator/site"
)

// edited is a copy of the site in a preview that follows its files.
type edited struct {
	*tab
	dir  string
	root string
}

func edit(t *testing.T) *edited {
	t.Helper()
	e := &edited{tab: open(t), dir: t.TempDir()}
	for from, to := range map[string]string{"testdata/site": "", "../../layouts": "layouts", "../../static": "static"} {
		if err := os.CopyFS(filepath.Join(e.dir, to), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	p := preview.New(preview.Options{
		Load: func(prev *site.Site, day handbook.Date) (*site.Site, diag.List, error) {
			return site.Open(os.DirFS(e.dir), prev, site.Options{AsOf: day})
		},
		Locate: func(file string) string { return filepath.Join(e.dir, filepath.FromSlash(file)) },
		Editor: "vscode://file{path}:{line}:{column}", Lang: diag.ZH,
		Say: func(diag.Message, ...any) {}, Report: func(diag.List) {},
	})
	ctx, cancel := context.WithCancel(context.Background())
	var roots []preview.Watched
	for _, folder := range []string{"content", "layouts", "static"} {
		roots = append(roots, preview.Watched{Path: filepath.Join(e.dir, folder)})
	}
	done := make(chan struct{})
	go func() { p.Watch(ctx, roots, nil); close(done) }()
	t.Cleanup(func() { cancel(); <-done })
	// A server of its own context ends with pages open.
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(p)
	server.Listener.Close()
	server.Listener = l
	server.Config.BaseContext = func(net.Listener) context.Context { return ctx }
	server.Start()
	t.Cleanup(func() { cancel(); server.CloseClientConnections(); server.Close() })
	e.root = server.URL + "/"
	return e
}

// replace changes a file of the site.
func (e *edited) replace(name, old, fresh string) {
	e.Helper()
	file := filepath.Join(e.dir, filepath.FromSlash(name))
	text, err := os.ReadFile(file)
	if err != nil {
		e.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		e.Fatalf("%s must have %q", name, old)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), old, fresh, 1)), 0o666); err != nil {
		e.Fatal(err)
	}
}

// shadow asks an expression of the preview's own part of the page, $.
func shadow[T any](e *edited, expression string) T {
	e.Helper()
	return ask[T](e.tab, `(function () {
		var host = document.getElementById("handbook-preview"), $ = host && host.shadowRoot;
		return `+expression+`;
	})()`)
}

// TestPreviewKeepsPlace changes what a page shows: the reader stays where he is,
// and the page is as if it had been opened anew.
func TestPreviewKeepsPlace(t *testing.T) {
	t.Parallel()
	e := edit(t)
	const file = "content/items/learning/everything.md"
	address := e.root + "items/everything.html"
	e.screen(360, 600)
	e.visit(address)
	e.until("the bar is shown", func() bool { return shadow[bool](e, `!!$ && $.querySelectorAll(".bar button").length > 3`) })
	ask[bool](e.tab, `(window.once = 1, Array.prototype.forEach.call(document.querySelectorAll("details"), function (d) { d.open = true; }),
		window.scrollTo(0, 500), true)`)
	y := ask[float64](e.tab, "window.scrollY")

	e.replace(file, "title = \"", "title = \"新")
	e.until("the new title is shown", func() bool { return ask[bool](e.tab, `/^新/.test(document.querySelector("h1").textContent)`) })
	if !ask[bool](e.tab, `window.once === 1`) {
		t.Error("where only the main part changes the page must not be loaded anew")
	}
	if now := ask[float64](e.tab, "window.scrollY"); now < y-60 || now > y+60 {
		t.Errorf("the page must stay at %.0f, not jump to %.0f", y, now)
	}
	if closed := ask[int](e.tab, `document.querySelectorAll("details:not([open])").length`); closed > 0 {
		t.Errorf("%d open details were closed", closed)
	}
	const main = `Array.prototype.forEach.call(document.querySelectorAll("details"), function (d) { d.open = false; }), [document.title, document.querySelector("main").outerHTML].join("\n")`
	swapped := ask[string](e.tab, main)
	e.visit(address)
	if fresh := ask[string](e.tab, main); fresh != swapped {
		t.Error("a main part that was put in place differs from one that is loaded")
	}

	// What surrounds the main part changes only by a reload.
	e.until("the bar is shown", func() bool { return shadow[bool](e, `!!$ && $.querySelectorAll(".bar button").length > 3`) })
	ask[bool](e.tab, `(window.once = 1, window.scrollTo(0, 500), true)`)
	e.replace("layouts/base.html", `<main id="s-main">`, `<p>新的一行</p><main id="s-main">`)
	e.until("the page is loaded anew", func() bool { return ask[bool](e.tab, `window.once !== 1 && document.readyState === "complete"`) })
	e.until("the place is found again", func() bool { return ask[float64](e.tab, "window.scrollY") > 400 })
	if _, complaints := e.heard(); len(complaints) > 0 {
		t.Errorf("the browser complains: %q", complaints)
	}
}

// TestPreviewDay chooses another day in the bar: the page says what holds then.
func TestPreviewDay(t *testing.T) {
	t.Parallel()
	e := edit(t)
	e.visit(e.root + "items/everything.html")
	e.until("the bar is shown", func() bool { return shadow[bool](e, `!!$ && !!$.querySelector("input[type=date]")`) })
	before := ask[string](e.tab, `document.querySelector("main").textContent`)
	const choose = `(function (day) { day.value = %q; day.dispatchEvent(new Event("change")); return true; })($.querySelector("input[type=date]"))`
	own := shadow[string](e, `$.querySelector("input[type=date]").value`)
	shadow[bool](e, fmt.Sprintf(choose, "2013-01-01"))
	e.until("the page speaks of the day", func() bool {
		return shadow[bool](e, `!!$ && !!$.querySelector("input.chosen")`) && ask[string](e.tab, `document.querySelector("main").textContent`) != before
	})
	shadow[bool](e, fmt.Sprintf(choose, ""))
	e.until("the page speaks of its own day again", func() bool {
		return shadow[bool](e, `!!$ && !!$.querySelector("input[type=date]") && !$.querySelector("input.chosen")`) && ask[string](e.tab, `document.querySelector("main").textContent`) == before
	})
	if now := shadow[string](e, `$.querySelector("input[type=date]").value`); now != own || own == "" {
		t.Errorf("the bar says %q, then %q", own, now)
	}
}

// TestPreviewStyle changes the style sheet alone.
func TestPreviewStyle(t *testing.T) {
	t.Parallel()
	e := edit(t)
	e.visit(e.root + "items/index.html")
	e.until("the bar is shown", func() bool { return shadow[bool](e, `!!$ && $.querySelectorAll(".bar button").length > 3`) })
	ask[bool](e.tab, `(window.once = 1, true)`)
	file := filepath.Join(e.dir, "static/assets/site.css")
	text, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, append(text, "\nh1 { letter-spacing: 7px; }\n"...), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	e.until("the style is used", func() bool {
		return ask[bool](e.tab, `getComputedStyle(document.querySelector("h1")).letterSpacing === "7px" && document.querySelectorAll("head link[rel=stylesheet]:not([media])").length === 1`)
	})
	if !ask[bool](e.tab, `window.once === 1`) {
		t.Error("a change of styles must not load the page anew")
	}
}

// TestPreviewOverlay breaks a file and mends it.
func TestPreviewOverlay(t *testing.T) {
	t.Parallel()
	e := edit(t)
	const file = "content/items/learning/everything.md"
	e.visit(e.root + "items/everything.html")
	e.until("the bar is shown", func() bool { return shadow[bool](e, `!!$ && $.querySelectorAll(".bar button").length > 3`) })
	title := ask[string](e.tab, `document.querySelector("h1").textContent`)
	e.replace(file, "\ntitle = ", "\ntitel = ")
	e.until("the errors are shown", func() bool { return shadow[bool](e, `!$.querySelector(".overlay").hidden`) })
	said := shadow[string](e, `$.querySelector(".overlay").textContent`)
	for _, want := range []string{file + ":2:1", "没有 \"titel\" 这个键", "是不是想写 \"title\"", "titel = "} {
		if !strings.Contains(said, want) {
			t.Errorf("the overlay must say %q:\n%s", want, said)
		}
	}
	link := shadow[string](e, `$.querySelector(".overlay a").href`)
	if !strings.HasPrefix(link, "vscode://file/") || !strings.HasSuffix(link, "everything.md:1:1") && !strings.HasSuffix(link, "everything.md:2:1") {
		t.Errorf("the place must open in the editor, not %q", link)
	}
	if now := ask[string](e.tab, `document.querySelector("h1").textContent`); now != title {
		t.Errorf("the last good page must stay below, not %q", now)
	}
	e.replace(file, "\ntitel = ", "\ntitle = ")
	e.until("the errors are gone", func() bool { return shadow[bool](e, `$.querySelector(".overlay").hidden`) })
}

// TestPreviewBar switches editions and finds gaps.
func TestPreviewBar(t *testing.T) {
	t.Parallel()
	e := edit(t)
	e.screen(360, 640)
	e.visit(e.root + "east/minhou/items/everything.html")
	e.until("the bar is shown", func() bool { return shadow[bool](e, `!!$ && $.querySelectorAll(".bar button").length > 3`) })
	if wide := ask[int](e.tab, "document.documentElement.scrollWidth"); wide > 360 {
		t.Errorf("the bar makes the page %d px wide", wide)
	}
	shadow[bool](e, `($.querySelector("[data-name=origin]").click(), true)`)
	facts := shadow[string](e, `$.querySelector(".panel").textContent`)
	if !strings.Contains(facts, "来自") || !strings.Contains(facts, "本版写的") || !strings.Contains(facts, "content/editions/east/minhou/items/everything.md:") {
		t.Errorf("the panel must tell what is inherited and where it is written:\n%s", facts)
	}
	shadow[bool](e, `($.querySelector("[data-name=missing]").click(), true)`)
	if n, gaps := shadow[int](e, `$.querySelectorAll(".panel .go").length`), ask[int](e.tab, `document.querySelectorAll("main .badge-missing").length - document.querySelectorAll("main .marks .badge-missing").length`); n != gaps {
		t.Errorf("%d gaps are listed, the page has %d", n, gaps)
	}
	shadow[bool](e, `(function () {
		var s = $.querySelector("select");
		s.value = "east";
		s.dispatchEvent(new Event("change"));
		return true;
	})()`)
	e.until("the city's page is shown", func() bool { return e.address(e.root) == "east/items/everything.html" })
}
