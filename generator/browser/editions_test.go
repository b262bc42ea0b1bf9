package browser

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// offered are the places that editions.html shows, and what it says of them.
type offered struct {
	Places []string
	Said   string
}

func offers(tab *tab) offered {
	tab.Helper()
	return ask[offered](tab, `({
	Places: [...document.querySelectorAll("a[data-path]:not([data-path=''])")].filter(a => a.checkVisibility()).map(a => a.textContent),
	Said: document.querySelector(".found").textContent,
})`)
}

// toFind brings the keyboard into the field where a place is typed.
func toFind(tab *tab) {
	tab.Helper()
	tabTo(tab, "the field that finds a place", func(f focus) bool { return f.Tag == "input" && f.InMain })
}

const placesInAll = 12 // editions of testdata/site below the province

// A county is found by its name, pinyin and initials, on a host and in a
// folder; the policy that the page sets itself lets its script run.
func TestFindPlace(t *testing.T) {
	t.Parallel()
	for _, at := range theSite(t).places(t) {
		t.Run(at.name, func(t *testing.T) {
			tab := open(t)
			tab.screen(360, 740)
			for _, c := range []struct {
				typed  string
				places []string
				said   string
			}{
				{"闽侯", []string{"东岸市", "闽侯县"}, "找到 1 个"},
				{"minhou", []string{"东岸市", "闽侯县"}, "找到 1 个"},
				{"Min Hou", []string{"东岸市", "闽侯县"}, "找到 1 个"},
				{"minhouxian", []string{"东岸市", "闽侯县"}, "找到 1 个"},
				{"mhx", []string{"东岸市", "闽侯县"}, "找到 1 个"},
				{"nas", []string{"东岸市", "宁安市", "南安市"}, "找到 2 个"},
				{"bns", []string{"北宁市"}, "找到 1 个"},
				{"zzz", []string{}, "没有找到。清空后可以看全部市、县的列表。"},
			} {
				tab.visit(at.root + "index.html")
				tab.visit(at.root + "editions.html")
				if n := len(offers(tab).Places); n != placesInAll {
					t.Fatalf("%d places are shown before anything is typed, want %d", n, placesInAll)
				}
				toFind(tab)
				tab.press(c.typed)
				if diff := cmp.Diff(offered{c.places, c.said}, offers(tab)); diff != "" {
					t.Errorf("%q (-want +got):\n%s", c.typed, diff)
				}
				for range c.typed {
					tab.press(kb.Backspace)
				}
				if o := offers(tab); len(o.Places) != placesInAll || o.Said != "" {
					t.Errorf("%q, and deleted: %+v", c.typed, o)
				}
			}
			// A city shows its counties.
			toCity := func() offered { toFind(tab); tab.press("dongan"); return offers(tab) }
			tab.visit(at.root + "index.html")
			tab.visit(at.root + "editions.html")
			if o := toCity(); len(o.Places) != 11 {
				t.Errorf("a city must be shown with its ten counties: %+v", o)
			}
			if faults := outsideFaults(tab, at.root); len(faults) > 0 {
				t.Errorf("editions.html: %s", strings.Join(faults, "\n"))
			}
		})
	}
}

// A place is found by its full name, an old one, traditional characters and its
// code, and with other words around its name.
func TestFindPlaceByName(t *testing.T) {
	t.Parallel()
	tab := open(t)
	tab.visit(folder(theSite(t).dir) + "editions.html")
	for _, c := range []struct {
		typed, place string // "" where the place is none of the list
		found        bool
	}{
		{"海西省东岸市闽侯县", "闽侯县", true}, // full names
		{"东岸闽侯", "闽侯县", true},
		{"海西长乐", "长乐区", true},
		{"东岸市南", "南安市", true}, // the beginning of a name
		{"donganminhou", "闽侯县", true},
		{"haixi dongan nananshi", "南安市", true},
		{"闽侯县人民政府", "闽侯县", true}, // other words
		{"我住在东岸市的闽侯", "闽侯县", true},
		{"長樂市", "长乐区", true}, // of another kind once
		{"崇安", "武夷山市", true},
		{"武夷山区", "武夷山市", true},
		{"閩侯縣", "闽侯县", true}, // traditional characters
		{"東岸長樂區", "长乐区", true},
		{"Mǐn hóu", "闽侯县", true},
		{"990121", "闽侯县", true},
		{"９９０１２１００００００", "闽侯县", true}, // as in statistics
		{"海西省", "", true},             // it stands above the list
		{"福侯", "", false},
		{"minglou", "", false},
	} {
		want := offered{[]string{}, "没有找到。清空后可以看全部市、县的列表。"}
		if c.found {
			want.Said = "找到 1 个"
		}
		if c.place != "" {
			want.Places = []string{"东岸市", c.place}
		}
		ask[bool](tab, `(box => { box.value = `+literal(t, c.typed)+`; return box.dispatchEvent(new Event("input")); })(document.getElementById("s-find"))`)
		if diff := cmp.Diff(want, offers(tab)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.typed, diff)
		}
	}
}

// Enter goes to the place that was found and keeps the page that the reader
// came from, from the link in the frame on.
func TestChooseKeepsPage(t *testing.T) {
	t.Parallel()
	for _, at := range theSite(t).places(t) {
		t.Run(at.name, func(t *testing.T) {
			tab := open(t)
			for _, c := range []struct{ from, typed, want string }{
				{"items/everything.html", "mhx", "east/minhou/items/everything.html"},
				{"east/minhou/items/everything.html", "bns", "beining/items/everything.html"},
				{"east/minhou/index.html", "das", "east/index.html"},
				{"east/minhou/items/lunch.html", "wys", "east/wuyishan/index.html"}, // no other has it
				{"coverage.html", "闽侯县", "east/minhou/index.html"},
				{stillMoved, "minhou", "east/minhou/items/everything.html"},
			} {
				tab.visit(at.root + c.from)
				tabTo(tab, "the link to choose another place", func(f focus) bool { return strings.HasPrefix(f.Href, at.root+"editions.html") })
				tab.pressToLoad(kb.Enter)
				toFind(tab)
				tab.press(c.typed)
				tab.pressToLoad(kb.Enter)
				if got := tab.address(at.root); got != c.want && got+"index.html" != c.want { // servers shorten it
					t.Errorf("from %s, %q and Enter lead to %s, want %s", c.from, c.typed, got, c.want)
				}
			}
			// Whoever prefers the list takes the link.
			tab.visit(at.root + "items/everything.html")
			tab.visit(at.root + "editions.html#items/everything.html")
			tabTo(tab, "the county's link", func(f focus) bool { return f.Href == at.root+"east/minhou/items/everything.html" })
			tab.pressToLoad(kb.Enter)
			// Nothing found: Enter goes nowhere.
			tab.visit(at.root + "editions.html")
			toFind(tab)
			tab.press("zzz" + kb.Enter)
			if got := tab.address(at.root); got != "editions.html" {
				t.Errorf("nothing is found, but Enter leads to %s", got)
			}
		})
	}
}

// What stands behind # is a page of the handbook, or it is ignored.
func TestForeignFragment(t *testing.T) {
	t.Parallel()
	root := serve(t, theSite(t).dir)
	tab := open(t)
	for _, fragment := range []string{"//other.invalid/x.html", "../../x.html", "javascript:alert(1)//.html", "%", "%2F%2Fother.invalid/x.html", "/x.html", "a//b.html", "x.html?a"} {
		tab.visit(root + "index.html")
		tab.heard()
		tab.visit(root + "editions.html#" + fragment)
		links := ask[[]string](tab, `[...document.querySelectorAll("a[data-path]")].map(a => a.href)`)
		for _, l := range links {
			if u, err := url.Parse(l); err != nil || !strings.HasPrefix(l, root) || !strings.HasSuffix(u.Path, "/index.html") {
				t.Errorf("#%s makes a link to %s", fragment, l)
			}
		}
		if _, complaints := tab.heard(); len(complaints) > 0 || len(links) != placesInAll+1 {
			t.Errorf("#%s: %d links, %q", fragment, len(links), complaints)
		}
	}
}

// Without scripts editions.html is a plain list.
func TestChooseWithoutScripts(t *testing.T) {
	t.Parallel()
	for _, at := range theSite(t).places(t) {
		t.Run(at.name, func(t *testing.T) {
			tab := open(t)
			tab.screen(360, 740)
			tab.scripts(false)
			tab.visit(at.root + "editions.html#items/everything.html")
			if ask[bool](tab, `document.getElementById("s-find").checkVisibility()`) {
				t.Error("without scripts nothing can be found: the field must not show")
			}
			if n := len(offers(tab).Places); n != placesInAll {
				t.Errorf("%d places are shown, want %d", n, placesInAll)
			}
			tabTo(tab, "the county", func(f focus) bool { return f.Href == at.root+"east/minhou/index.html" })
			tab.pressToLoad(kb.Enter)
			if got := tab.address(at.root); got != "east/minhou/index.html" && got != "east/minhou/" { // servers shorten it
				t.Errorf("the county's link leads to %s", got)
			}
		})
	}
}
