package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// listed is the list below the search box.
type listed struct {
	Open    bool
	Options []string // titles
	Active  string   // title of what is chosen; "" for none
	Said    string
}

// theList asks for the list once the search has settled.
func theList(tab *tab) listed {
	tab.Helper()
	return ask[listed](tab, `(async () => {
	const input = document.querySelector("#s-q");
	await handbookSearch(input.value);
	await new Promise(done => setTimeout(done, 50));
	const frame = document.querySelector(".frame"), chosen = document.getElementById(input.getAttribute("aria-activedescendant") || "-");
	const title = e => e.querySelector(".name").textContent;
	return {
		Open: !frame.hidden && input.getAttribute("aria-expanded") === "true",
		Options: [...document.querySelectorAll("#s-hits [role=option]")].map(title),
		Active: chosen ? title(chosen) : "", Said: document.querySelector(".frame .count").textContent,
	};
})()`)
}

func toBox(tab *tab) {
	tab.Helper()
	tabTo(tab, "the search box", func(f focus) bool { return f.Tag == "input" && !f.InMain })
}

// The box is a combobox: it lists hits as one types, the keyboard chooses one,
// Escape closes the list, Enter opens a hit or the page of results.
func TestSearchBox(t *testing.T) {
	t.Parallel()
	for _, at := range theSite(t).places(t) {
		t.Run(at.name, func(t *testing.T) {
			tab := open(t)
			tab.screen(360, 740)
			for _, page := range []string{"east/minhou/index.html", "east/minhou/groups/learners.html"} {
				tab.visit(at.root + page)
				toBox(tab)
				tab.press("午餐")
				got := theList(tab)
				if !got.Open || len(got.Options) == 0 || got.Said == "" || got.Active != "" {
					t.Fatalf("%s: after two characters the list must stand open, with its count, and nothing chosen: %+v", page, got)
				}
				if wide := widthFaults(tab); len(wide) > 0 {
					t.Errorf("%s: with the list: %s", page, strings.Join(wide, "\n"))
				}
				small := ask[[]string](tab, `[...document.querySelectorAll("#s-hits a, .search button, .search input")].filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)`)
				if len(small) > 0 {
					t.Errorf("%s: lower than 44 px: %s", page, small)
				}
				first := got.Options[0]
				tab.press(kb.ArrowDown)
				if got := theList(tab); got.Active != first {
					t.Errorf("%s: the arrow chooses %q, want the first hit %q", page, got.Active, first)
				}
				tab.press(kb.ArrowUp)
				tab.press(kb.ArrowUp)
				if got := theList(tab); got.Active != got.Options[len(got.Options)-1] {
					t.Errorf("%s: upwards from the box the last is chosen, not %q", page, got.Active)
				}
				tab.press(kb.Escape)
				if got := theList(tab); got.Open {
					t.Errorf("%s: Escape must close the list", page)
				}
				if typed := ask[string](tab, `document.querySelector("#s-q").value`); typed != "午餐" {
					t.Errorf("%s: Escape leaves %q in the box, want what was typed", page, typed)
				}
				tab.press(kb.ArrowDown) // opens it again
				theList(tab)
				tab.press(kb.ArrowDown)
				if got := theList(tab); !got.Open || got.Active != first {
					t.Errorf("%s: opened again, the arrow chooses %q of %+v", page, got.Active, got)
				}
				tab.pressToLoad(kb.Enter)
				if title := ask[string](tab, `document.querySelector("h1").textContent`); title != first {
					t.Errorf("%s: Enter on %q leads to %q", page, first, title)
				}
			}
			// Without a choice Enter leads to the page of results.
			tab.visit(at.root + "east/minhou/index.html")
			toBox(tab)
			tab.press("午餐")
			theList(tab)
			tab.pressToLoad(kb.Enter)
			if got := tab.address(at.root); !strings.HasPrefix(got, "east/minhou/search.html#q=") {
				t.Errorf("Enter leads to %s", got)
			}
			if faults := outsideFaults(tab, at.root); len(faults) > 0 {
				t.Error(strings.Join(faults, "\n"))
			}
		})
	}
}

// results asks for the page of results once it has settled.
func results(tab *tab) (titles []string) {
	tab.Helper()
	return ask[[]string](tab, `(async () => {
	await handbookSearch(document.querySelector("#s-q").value);
	await new Promise(done => setTimeout(done, 50));
	return [...document.querySelectorAll("#s-results ol a")].map(a => a.textContent);
})()`)
}

// The page of results shows what window.handbookSearch says, keeps the query in
// its address, and helps where nothing is found.
func TestSearchResults(t *testing.T) {
	t.Parallel()
	for _, at := range theSite(t).places(t) {
		t.Run(at.name, func(t *testing.T) {
			tab := open(t)
			tab.visit(at.root + "east/minhou/search.html#q=%E5%8D%88%E9%A4%90")
			said := ask[[]string](tab, `handbookSearch("午餐").then(all => all.map(h => h.title))`)
			if diff := cmp.Diff(said, results(tab)); diff != "" || len(said) == 0 {
				t.Errorf("the page shows other than handbookSearch says, or nothing (-said +shown):\n%s", diff)
			}
			ask[bool](tab, `(location.hash = "#q=" + encodeURIComponent("做红烧肉"), new Promise(done => setTimeout(() => done(true), 100)))`)
			if got := results(tab); len(got) > 0 {
				t.Errorf("nonsense finds %q", got)
			}
			if !ask[bool](tab, `document.querySelector("#s-results .nothing").checkVisibility()`) {
				t.Error("where nothing is found the groups, domains and the hotline must be shown")
			}
			// A form without scripts writes ?q=; that works when scripts are back.
			tab.visit(at.root + "east/minhou/search.html?q=%E5%8D%88%E9%A4%90")
			if diff := cmp.Diff(said, results(tab)); diff != "" {
				t.Errorf("?q= (-want +got):\n%s", diff)
			}
		})
	}
}

// Whatever is typed, nothing breaks, nothing becomes HTML, and an answer comes.
func TestSearchHostile(t *testing.T) {
	t.Parallel()
	tab := open(t)
	root := theSite(t).places(t)[0].root
	tab.visit(root + "index.html")
	for _, query := range []string{
		"", "   ", "，。！？", "🙂", "👨‍👩‍👧‍👦午餐", "(", "[a-z", `\`, ".*", "$&", "<img src=x onerror=alert(1)>", "__proto__", "constructor", "hasOwnProperty",
		"toString", "%", "%E4", "'\"`", "\x00", strings.Repeat("午餐", 5000), strings.Repeat("a", 5000), strings.Repeat("xian", 60), strings.Repeat("9", 400),
		"null", "undefined", "NaN", "-1", "0", "𠮷野家", "ＡＢＣ", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
	} {
		took := ask[float64](tab, fmt.Sprintf(`(async () => {
	const at = performance.now(), all = await handbookSearch(%q);
	if (!Array.isArray(all) || all.some(h => !h.title || !h.url || !h.kind)) throw new Error("no list of hits");
	location.hash = "";
	return performance.now() - at;
})()`, query))
		if took > 5000 {
			t.Errorf("%.40q took %.0f ms", query, took)
		}
	}
	tab.visit(root + `search.html#q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%E5%8D%88%E9%A4%90%`)
	tab.visit(root + `search.html#q=%3Cimg%20src%3Dx%3E%E5%8D%88%E9%A4%90`)
	results(tab)
	if n := ask[int](tab, `document.querySelectorAll("#s-results img").length`); n > 0 {
		t.Error("what was typed became HTML")
	}
	if faults := outsideFaults(tab, root); len(faults) > 0 {
		t.Error(strings.Join(faults, "\n"))
	}
}

// An edition finds what only it has, and what it says otherwise.
func TestSearchOfEdition(t *testing.T) {
	t.Parallel()
	tab := open(t)
	root := theSite(t).places(t)[1].root
	find := func(page, query string) []string {
		tab.visit(root + page)
		return ask[[]string](tab, fmt.Sprintf(`handbookSearch(%q).then(all => all.map(h => h.url))`, query))
	}
	own := "east/minhou/items/lunch.html"
	if got := find("east/minhou/index.html", "午餐补助"); !slices.Contains(got, root+own) {
		t.Errorf("the county does not find its own item: %q", got)
	}
	if got := find("index.html", "午餐补助"); slices.ContainsFunc(got, func(u string) bool { return strings.Contains(u, "east/") }) {
		t.Errorf("the province finds an item of a county: %q", got)
	}
	for _, u := range find("east/minhou/items/lunch.html", "照料") {
		if !strings.HasPrefix(u, root+"east/minhou/") {
			t.Errorf("a hit leads out of the edition: %s", u)
		}
	}
}

// Other editions are found by name and pinyin, and pages by phone numbers, from
// every edition.
func TestSearchPlacesAndPhones(t *testing.T) {
	t.Parallel()
	for _, at := range theSite(t).places(t) {
		t.Run(at.name, func(t *testing.T) {
			tab := open(t)
			for _, page := range []string{"index.html", "east/minhou/items/lunch.html"} {
				tab.visit(at.root + page)
				edition := strings.TrimSuffix(strings.TrimSuffix(page, "items/lunch.html"), "index.html")
				for query, want := range map[string]string{
					"闽侯": "east/minhou/index.html", "minhou": "east/minhou/index.html", "mǐnhóuxiàn": "east/minhou/index.html", "崇安": "east/wuyishan/index.html",
					"東岸市長樂區": "east/changle/index.html", "beining": "beining/index.html",
					"12345": edition + "index.html#s-phones", "0591-12345": edition + "index.html#s-phones", "0591-1234 5678": edition + "items/everything.html",
				} {
					got := ask[[]string](tab, fmt.Sprintf(`handbookSearch(%q).then(all => all.map(h => h.url))`, query))
					if len(got) == 0 || got[0] != at.root+want {
						t.Errorf("%s: %q finds %q, want %s first", page, query, got, want)
					}
				}
			}
		})
	}
}

// What the handbook does not hold gets no hits, but a sentence that says so and the
// number to call, below the box and on the page of results.
func TestSearchOutside(t *testing.T) {
	t.Parallel()
	tab := open(t)
	root := theSite(t).places(t)[1].root
	tab.visit(root + "east/minhou/search.html#q=%E8%BD%A6%E9%99%A9%E6%80%8E%E4%B9%88%E4%BA%A4") // 车险怎么交
	results(tab)
	got := ask[[]string](tab, `(async () => [document.querySelector("#s-results .count").textContent, ...[...document.querySelectorAll("#s-results ol a")].map(a => a.getAttribute("href")),
	String(document.querySelector("#s-results .nothing").hidden), String((await handbookSearch("车险怎么交")).length)])()`)
	want := []string{"“车险”不在本手册里，请打电话问。", "tel:12345", "true", "0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the page of results (-want +got):\n%s", diff)
	}
	if mark := ask[string](tab, `document.querySelector("#s-results ol .badge").textContent`); mark != "待核实" {
		t.Errorf("the number must be marked as elsewhere, not %q", mark)
	}
	toBox(tab)
	ask[bool](tab, `document.querySelector("#s-q").value = "", true`)
	tab.press("挂号")
	if list := theList(tab); list.Said != "“挂号”不在本手册里，请打电话问。" || !slices.Equal(list.Options, []string{"12345政务服务便民热线"}) {
		t.Errorf("below the box: %+v", list)
	}
	// A word beside what the handbook holds hides nothing.
	if n := ask[int](tab, `handbookSearch("什么都写齐了的项目要挂号吗").then(all => all.length)`); n == 0 {
		t.Error("an item that the query names must be found beside a word of another matter")
	}
}

// Without scripts the box leads to the list of all items by pinyin and domain.
func TestSearchWithoutScripts(t *testing.T) {
	t.Parallel()
	tab := open(t)
	tab.scripts(false)
	root := theSite(t).places(t)[0].root
	tab.visit(root + "items/everything.html")
	toBox(tab)
	tab.press("x")
	tab.pressToLoad(kb.Enter)
	if got := tab.address(root); got != "search.html?q=x" {
		t.Errorf("the form leads to %s", got)
	}
	if n := ask[int](tab, `document.querySelectorAll(".letters dd a").length`); n == 0 {
		t.Error("no list by pinyin")
	}
	if ask[bool](tab, `document.querySelector("#s-results").checkVisibility()`) {
		t.Error("an empty list of results is shown")
	}
}
