package browser

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/chromedp/cdproto/network"
	"github.com/google/go-cmp/cmp"

	"handbook/generator/eligibility"
	"handbook/generator/handbook"
	"handbook/generator/site"
	"handbook/generator/tree"
)

// ferry is an item of one county alone, between those of the list and those outside it.
var ferry = map[string][]byte{"content/editions/quanzhou/shishi/items/ferry.md": []byte(`+++
title = "轮渡"
domain = "social-services"
order = 99
recipients = ["hardship-families"]
agencies = ["civil-affairs"]
[[eligibility]]
event = ["emergency"]
+++
`)}

// theFinder is the finder of the real content and of ferry, as the province and the editions
// of the situations have it.
var theFinder = sync.OnceValues(func() (*finderFiles, error) {
	tmp, err := os.MkdirTemp("", "handbook-finder")
	if err != nil {
		return nil, err
	}
	atEnd(func() { os.RemoveAll(tmp) })
	s, faults, err := site.Open(tree.With(os.DirFS("../.."), ferry), nil, site.Options{})
	if err != nil {
		return nil, err
	}
	if faults.HasErrors() {
		return nil, faultsError(faults)
	}
	for _, u := range s.URLs() {
		base := filepath.Base(u)
		if !strings.HasPrefix(u, "assets/") && base != "finder.html" && base != "finder.js" && u != "checklist.html" && u != "favicon.svg" {
			continue
		}
		data, faults := s.Render(u)
		if len(faults) > 0 {
			return nil, faultsError(faults)
		}
		to := filepath.Join(tmp, filepath.FromSlash(u))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(to, data, 0o666); err != nil {
			return nil, err
		}
	}
	return &finderFiles{tmp, s.Handbook}, nil
})

type finderFiles struct {
	dir string
	h   *handbook.Handbook
}

func openFinder(t *testing.T) (*tab, *finderFiles) {
	t.Helper()
	tab := open(t)
	f, err := theFinder()
	if err != nil {
		t.Fatal(err)
	}
	return tab, f
}

// literal is a value as JavaScript writes it.
func literal(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestFinderJudges runs every situation of ../testdata/situations.toml through
// the page's script: its verdicts and conditions are those of package handbook.
func TestFinderJudges(t *testing.T) {
	t.Parallel()
	tab, f := openFinder(t)
	var file struct {
		Situations []struct {
			Name    string
			Edition string
			Answers map[string][]string
		}
	}
	if _, err := toml.DecodeFile("../testdata/situations.toml", &file); err != nil {
		t.Fatal(err)
	}
	at := "?"
	for _, s := range file.Situations {
		if s.Edition != at {
			at = s.Edition
			tab.visit(folder(filepath.Join(f.dir, filepath.FromSlash(at))) + "finder.html")
		}
		// As it is told, where much is still open; and with all else answered.
		for _, filled := range []bool{false, true} {
			for _, q := range f.h.Questions {
				if filled && s.Answers[q.ID] == nil && q.Kind == eligibility.Choices && f.h.Questions.Asks(q, s.Answers) {
					s.Answers[q.ID] = []string{eligibility.None}
				}
			}
			var want []string
			for e := range f.h.Province.All {
				if e.Path != at {
					continue
				}
				for _, j := range f.h.Judge(e, s.Answers) {
					line := fmt.Sprint(j.Item.ID, " ", j.Verdict, " ", j.Touched)
					for _, r := range j.Routes {
						line += " /"
						for _, truth := range r.Conditions {
							line += " " + truth.String()
						}
					}
					want = append(want, line)
				}
			}
			got := ask[[]string](tab, `handbookFinder(`+literal(t, s.Answers)+`).map(f => f.id + " " + f.verdict + " " + f.touched +
				f.routes.map(r => " /" + r.conditions.map(c => " " + { met: "yes", open: "more", unmet: "no" }[c.state]).join("")).join(""))`)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: the page judges otherwise than handbook (-handbook +page):\n%s", s.Name, diff)
			}
		}
	}
}

// TestFinderAlone goes through all questions without the network, and holds
// that answers stay in the page's memory.
func TestFinderAlone(t *testing.T) {
	t.Parallel()
	tab, f := openFinder(t)
	root := serve(t, f.dir)
	tab.visit(root + "finder.html")
	call(tab, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}},
	})
	tab.heard()
	run := func(script string) { ask[bool](tab, script+", true") }
	text := func(selector string) string {
		return ask[string](tab, `(document.querySelector(`+literal(t, selector)+`) || {textContent: ""}).textContent`)
	}
	run(`document.querySelector(".begin button").click()`)
	var heads []string
	for n := 1; n <= 12 && !strings.HasSuffix(tab.address(root), "#result"); n++ {
		before := tab.address(root)
		heads = append(heads, text(".ask h1"))
		if n == 1 {
			run(`document.querySelector("form button[type=submit]").click()`)
			if text(".wrong") == "" {
				t.Error("nothing chosen must be told")
			}
			if tab.address(root) != before {
				t.Error("nothing chosen must not lead on")
			}
		}
		pick := "last"
		if n == 1 {
			pick = "first"
		}
		run(`document.querySelector(".options label:` + pick + `-child input").click()`)
		run(`document.querySelector("form button[type=submit]").click()`)
		tab.until("the next question", func() bool { return tab.address(root) != before && text(".ask h1") != heads[len(heads)-1] })
	}
	if len(heads) < 6 || len(heads) > eligibility.QuestionLimit {
		t.Errorf("%d questions were asked: %q", len(heads), heads)
	}
	shown := ask[int](tab, `document.querySelectorAll(".ask .first h2, .ask .rows li").length`)
	if judged := len(f.h.Judge(f.h.Province, nil)); shown != judged {
		t.Errorf("the result shows %d items, not the %d that are judged", shown, judged)
	}
	lost := `(e => { window.dispatchEvent(e); return e.defaultPrevented; })(new Event("beforeunload", {cancelable: true}))`
	if !ask[bool](tab, lost) {
		t.Error("a reload must warn before it loses the answers")
	}
	run(`document.addEventListener("click", e => e.preventDefault(), {once: true}), document.querySelector(".ask .first a, .ask .rows a").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`)
	if ask[bool](tab, lost) {
		t.Error("who follows a link must not be warned")
	}
	run(`history.back()`)
	tab.until("back to the last question", func() bool { return text(".ask h1") == heads[len(heads)-1] })
	if n := ask[int](tab, `document.querySelectorAll("input:checked").length`); n != 1 {
		t.Errorf("back must keep the answer: %d are chosen", n)
	}
	saved := ask[string](tab, `(e => { document.dispatchEvent(e); return JSON.stringify(e.detail); })(new CustomEvent("handbook:save", {detail: {}}))`)
	if !strings.Contains(saved, `"age":["under-16"]`) {
		t.Errorf("the preview cannot keep the answers: %s", saved)
	}
	if kept := ask[string](tab, `document.cookie + Object.keys(localStorage) + Object.keys(sessionStorage) + location.search`); kept != "" {
		t.Errorf("answers must stay in memory alone: %q", kept)
	}
	run(`document.querySelector(".clear").click()`)
	tab.until("the start page", func() bool { return ask[bool](tab, `!document.querySelector(".start").hidden`) })
	if after := ask[string](tab, `(e => { document.dispatchEvent(e); return JSON.stringify(e.detail); })(new CustomEvent("handbook:save", {detail: {}}))`); after != `{"finder":{}}` {
		t.Errorf("clearing leaves %s", after)
	}
	requests, complaints := tab.heard()
	// The icon of the tab is the browser's own wish, and comes again with each address.
	icon := func(s string) bool { return strings.Contains(s, "favicon.svg") }
	requests, complaints = slices.DeleteFunc(requests, icon), slices.DeleteFunc(complaints, icon)
	if len(requests)+len(complaints) > 0 {
		t.Errorf("without the network the finder asks for %q, and the browser complains of %q", requests, complaints)
	}
}

// TestFinderResult: the result is short on a phone and on paper, begins with what
// to do, and asks about little.
func TestFinderResult(t *testing.T) {
	t.Parallel()
	tab, f := openFinder(t)
	const screen = 740
	for _, test := range []struct {
		name    string
		answers string
		px      int
		deeds   int
		first   string // the item that comes first
	}{
		{"a woman of 74, alone, on 低保", `{age: ["65-79"], home: ["rural"], family: ["dibao"], health: ["chronic"]}`, 5 * screen, 3, "elderly-health"},
		{"a pregnant woman of 30", `{age: ["25-34"], home: ["town"], children: ["pregnant"], work: ["employee"]}`, 5 * screen, 3, "maternal-health"},
		{"the mother of a disabled child of 9", `{age: ["35-59"], home: ["rural"], children: ["school"], school: ["day"], family: ["hard"], health: ["disabled-child"]}`, 5 * screen, 3, "children-in-difficulty"},
		{"a worker from elsewhere whose wage is not paid", `{age: ["35-59"], home: ["away"], work: ["employee"], event: ["dispute"]}`, 5 * screen, 1, "labour-dispute-arbitration"},
		{"somebody to whom little applies", `{age: ["35-59"], home: ["town"]}`, 5500, 0, "health-records"},
	} {
		for _, at := range []string{"", "fuzhou/minhou"} {
			tab.screen(360, screen)
			tab.visit(folder(filepath.Join(f.dir, filepath.FromSlash(at))) + "finder.html")
			ask[bool](tab, `(given => {
				document.dispatchEvent(new CustomEvent("handbook:restore", {detail: {finder: given}}));
				for (let n = 0; n < 20 && !document.querySelector(".ask .end"); n++) {
					location.hash = "result";
					window.dispatchEvent(new HashChangeEvent("hashchange"));
					const none = document.querySelector(".ask input[value=none]") || document.querySelector(".ask input");
					if (none) none.click();
				}
				return true;
			})(`+test.answers+`)`)
			name := test.name + " in " + at
			if px := ask[int](tab, `document.documentElement.scrollHeight`); px > test.px {
				t.Errorf("%s: the result is %d px high, more than %d", name, px, test.px)
			} else {
				t.Logf("%s: %d px", name, px)
			}
			if n := sheets(tab); n > 4 {
				t.Errorf("%s: the result takes %d sheets, more than 4", name, n)
			}
			if n := ask[int](tab, `document.querySelectorAll(".ask section.more li").length`); n > 8 {
				t.Errorf("%s: the result asks about %d items, more than 8", name, n)
			}
			if n := ask[int](tab, `document.querySelectorAll(".ask .first > li").length`); n < test.deeds {
				t.Errorf("%s: the result has %d deeds, not %d", name, n, test.deeds)
			}
			if first := ask[string](tab, `document.querySelector(".ask .first a").href.replace(/.*\/|\.html$/g, "")`); first != test.first {
				t.Errorf("%s: the result begins with %s, not %s", name, first, test.first)
			}
			if bad := ask[string](tab, `[...document.querySelectorAll(".ask .first > li")].filter(li =>
				!li.querySelector(".why") || !li.querySelector(".do a")).map(li => li.textContent).join()`); bad != "" {
				t.Errorf("%s: a deed does not say why and how: %s", name, bad)
			}
		}
	}
}

// TestFinderSize holds page, script and rules below 25 KB over the wire.
func TestFinderSize(t *testing.T) {
	f, err := theFinder()
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := filepath.Glob(filepath.Join(f.dir, "assets", "finder-*.js"))
	if err != nil || len(scripts) != 1 {
		t.Fatalf("there is one script of the finder, not %q (%v)", scripts, err)
	}
	total := 0
	for _, name := range []string{filepath.Join(f.dir, "finder.html"), scripts[0], filepath.Join(f.dir, "data", "finder.js")} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes, %d gzip", filepath.Base(name), len(data), b.Len())
		total += b.Len()
	}
	t.Logf("finder: %d bytes gzip", total)
	if total > 25_000 {
		t.Errorf("page, script and rules have %d bytes gzip, more than 25000", total)
	}
}
