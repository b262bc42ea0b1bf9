package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// focus is the element that has the keyboard.
type focus struct {
	Index   int // among all that can have it, in the order of the page; -1 for others
	Of      int // how many there are
	Tag     string
	Text    string
	Href    string // whole; "" when it is no link
	Outline string // "" when nothing shows that the element has the keyboard
	InView  bool
	InMain  bool
}

// none is the focus of a page where no element has the keyboard.
func (f focus) none() bool { return f.Tag == "" }

func (f focus) String() string { return fmt.Sprintf("<%s> %q %s", f.Tag, f.Text, f.Href) }

func focused(tab *tab) focus {
	tab.Helper()
	return ask[focus](tab, `(() => {
	const all = [...document.querySelectorAll("a[href], input, button, summary, [tabindex='0']")].filter(e => e.checkVisibility({visibilityProperty: true}));
	const e = document.activeElement;
	if (!e || e === document.body) return {Index: -1, Of: all.length};
	const style = getComputedStyle(e), box = e.getBoundingClientRect();
	const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !/, 0\)$|transparent/.test(style.outlineColor);
	return {
		Index: all.indexOf(e), Of: all.length, Tag: e.localName, Text: e.textContent.trim().slice(0, 40), Href: e.href || "",
		Outline: shown ? style.outline : "",
		InView: box.width > 0 && box.height > 0 && box.left > -1 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
		InMain: !!e.closest("main"),
	};
})()`)
}

// focusFaults presses Tab through the whole page and says what cannot be
// reached, comes out of order, or does not show that it has the keyboard.
func focusFaults(tab *tab) []string {
	tab.Helper()
	var faults []string
	f := focused(tab)
	want := f.Of
	for n := range want {
		tab.press(kb.Tab)
		f = focused(tab)
		switch {
		case f.none():
			return append(faults, fmt.Sprintf("after %d of %d stops Tab leaves the page", n, want))
		case f.Index != n:
			return append(faults, fmt.Sprintf("stop %d of Tab is number %d of the page: %s", n, f.Index, f))
		case f.Outline == "":
			faults = append(faults, "the focus is not visible: "+f.String())
		case !f.InView:
			faults = append(faults, "the focus is out of view: "+f.String())
		}
	}
	tab.press(kb.Tab)
	if f = focused(tab); !f.none() {
		faults = append(faults, "Tab does not leave the page at its end: "+f.String())
	}
	return faults
}

// tabTo presses Tab until an element that fits has the keyboard.
func tabTo(tab *tab, what string, fits func(focus) bool) focus {
	tab.Helper()
	for range 200 {
		tab.press(kb.Tab)
		f := focused(tab)
		if f.none() {
			tab.Fatalf("on %s no press of Tab reaches %s", tab.address(""), what)
		}
		if f.Outline == "" || !f.InView {
			tab.Errorf("on %s the focus cannot be seen: %s", tab.address(""), f)
		}
		if fits(f) {
			return f
		}
	}
	tab.Fatalf("on %s, %s is more than 200 presses of Tab away", tab.address(""), what)
	panic("unreachable")
}

// Someone without a mouse and without scripts goes from the home page to a
// group, to an item, to a phone number that can be called, and on to the agency
// that leads the item: in the province's, a city's and a county's edition.
func TestKeyboardWalk(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	for _, at := range b.places(t) {
		t.Run(at.name, func(t *testing.T) {
			tab := open(t)
			tab.screen(360, 740)
			tab.scripts(false)
			for _, edition := range []string{"", "east/", "east/minhou/"} {
				root := at.root + edition
				tab.visit(root + "index.html")
				for _, to := range []string{"groups/learners.html", "items/everything.html", "tel:", "agencies/education.html"} {
					if to == "tel:" {
						f := tabTo(tab, "a phone number", func(f focus) bool { return strings.HasPrefix(f.Href, to) })
						if !strings.Contains(strings.NewReplacer(" ", "", "-", "").Replace(f.Text), strings.TrimPrefix(f.Href, to)) {
							t.Errorf("the phone number in focus is not the one that is called: %s", f)
						}
						continue
					}
					tabTo(tab, to, func(f focus) bool { return f.Href == root+to })
					tab.pressToLoad(kb.Enter)
					if here := tab.address(root); here != to {
						t.Fatalf("Enter on the link to %s leads to %s", to, here)
					}
				}
			}
		})
	}
	state(t, checkKeyboardWalk, "省、市、县各一版，网上打开和从文件夹打开，关掉脚本", failures(t))
}

// The first Tab offers to skip the navigation.
func TestSkipLink(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	tab, found := open(t), findings{}
	tab.screen(360, 740)
	tab.scripts(false)
	root := folder(b.dir)
	for _, p := range b.pages {
		tab.visit(root + p)
		tab.press(kb.Tab)
		f := focused(tab)
		if f.Href != root+p+"#s-main" || !f.InView || f.Outline == "" {
			found.add(p, fmt.Sprintf("the first stop of Tab is no link to #s-main that can be seen: <%s> %q", f.Tag, f.Text))
			continue
		}
		tab.press(kb.Enter)
		if here := tab.address(root); here != p+"#s-main" {
			found.add(p, "the skip link leads to "+here)
		}
		tab.press(kb.Tab)
		if f := focused(tab); !f.InMain {
			found.add(p, fmt.Sprintf("after the skip link Tab goes to <%s> %q, which is not in <main>", f.Tag, f.Text))
		}
	}
	found.report(t)
}

// Whatever can be acted on is reached by Tab, in the order of the page, and
// shows it.
func TestFocus(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	tab, found := open(t), findings{}
	tab.screen(360, 740)
	tab.scripts(false)
	for _, p := range b.pages {
		tab.visit(folder(b.dir) + p)
		found.add(p, focusFaults(tab)...)
	}
	found.report(t)
	state(t, checkFocus, fmt.Sprintf("%d页，每个能点的都走得到，次序不乱，看得见停在哪里", len(b.pages)), len(found))
}

// What is folded opens by keyboard, without scripts.
func TestUnfold(t *testing.T) {
	t.Parallel()
	tab := open(t)
	tab.scripts(false)
	tab.visit(folder(theSite(t).dir) + "items/everything.html")
	tabTo(tab, "the earlier amounts", func(f focus) bool { return f.Tag == "summary" && f.Text == "以前是多少" })
	const shown = `document.querySelector(".history td").checkVisibility()`
	if ask[bool](tab, shown) {
		t.Error("the earlier amounts are not folded")
	}
	tab.press(kb.Enter)
	if !ask[bool](tab, shown) {
		t.Error("Enter does not unfold the earlier amounts")
	}
}
