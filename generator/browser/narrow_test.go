package browser

import (
	"fmt"
	"testing"
)

// widthFaults says what is wider than the window. What scrolls within a region
// of its own is all right, if the keyboard can scroll it.
func widthFaults(tab *tab) []string {
	tab.Helper()
	return ask[[]string](tab, `(() => {
	const faults = [], width = innerWidth, page = document.documentElement;
	if (page.scrollWidth > width) faults.push("the page scrolls sideways: " + page.scrollWidth + " px in a window of " + width);
	const say = e => "<" + e.localName + (e.className ? " class=" + e.className : "") + "> " + e.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
	const scrolls = e => /auto|scroll/.test(getComputedStyle(e).overflowX);
	const wide = new Map(); // elements in the order of the page
	for (const e of document.body.querySelectorAll("*")) {
		if (e.matches(".skip") || !e.checkVisibility()) continue;
		if (scrolls(e) && e.scrollWidth > e.clientWidth && e.tabIndex < 0) faults.push("scrolls, but not by keyboard: " + say(e));
		let region = e.parentElement;
		while (region && !scrolls(region)) region = region.parentElement;
		if (region) continue;
		const box = e.getBoundingClientRect();
		if (box.width && (box.right > width + .5 || box.left < -.5)) wide.set(e, box);
	}
	for (const [e, box] of wide) {
		if (![...e.querySelectorAll("*")].some(x => wide.has(x))) // the innermost are to blame
			faults.push("reaches from " + Math.round(box.left) + " to " + Math.round(box.right) + " px in a window of " + width + ": " + say(e));
	}
	return faults.slice(0, 8);
})()`)
}

// targetFaults says what is too small to be tapped: WCAG 2.2 wants 24 px, the
// project 44 px for what people mainly use and 60 px for the big buttons. A
// link within a sentence is as high as its line.
func targetFaults(tab *tab) []string {
	tab.Helper()
	return ask[[]string](tab, `(() => {
	const faults = [];
	const main = "nav a, summary, .site-name a, .name, .phone, ul.tags a, .group-list a";
	const big = ".action, .home .life a";
	for (const e of document.querySelectorAll("a[href], summary")) {
		if (e.matches(".skip") || !e.checkVisibility()) continue;
		const block = e.closest("p, li, dd, dt, td, th, h1, h2, h3, h4");
		const alone = !block || block.textContent.trim() === e.textContent.trim();
		const inline = getComputedStyle(e).display === "inline";
		const want = e.matches(big) ? 60 : e.matches(main) ? 44 : inline && !alone ? 0 : 24;
		const box = e.getBoundingClientRect();
		if (Math.min(box.height, want > 24 ? Infinity : box.width) + .5 < want)
			faults.push("target of " + Math.round(box.width) + " × " + Math.round(box.height) + " px, want " + want + ": " + e.outerHTML.slice(0, 160));
	}
	return faults.slice(0, 8);
})()`)
}

// Nothing makes a page scroll sideways, on narrow phones, in light and dark,
// and with text twice as large.
func TestNarrow(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	tab, found := open(t), findings{}
	root := serve(t, b.dir)
	for _, view := range []struct {
		name   string
		width  int64
		scheme string
		text   int64
	}{
		{"360 px", 360, "light", 16},
		{"360 px dark", 360, "dark", 16},
		{"320 px", 320, "light", 16},
		{"320 px dark", 320, "dark", 16},
		{"360 px, text 200%", 360, "light", 32},
		{"1280 px, text 200%", 1280, "dark", 32},
	} {
		tab.screen(view.width, 740)
		tab.media("screen", view.scheme)
		tab.textSize(view.text)
		scrolling := 0
		for _, p := range b.pages {
			tab.visit(root + p)
			if got, want := ask[string](tab, `getComputedStyle(document.documentElement).fontSize`), map[int64]string{16: "18px", 32: "36px"}[view.text]; got != want {
				t.Fatalf("%s, %s: text has %s, want %s: it must follow the reader's own size", view.name, p, got, want)
			}
			found.add(view.name+", "+p, widthFaults(tab)...)
			if view.text == 16 {
				found.add(view.name+", "+p, targetFaults(tab)...)
			}
			scrolling += ask[int](tab, `[...document.querySelectorAll(".table, pre")].filter(e => e.scrollWidth > e.clientWidth).length`)
		}
		if view.width < 400 && scrolling < 2 {
			t.Errorf("%s: no table and no code sample is wider than the window: testdata/site must have wide ones", view.name)
		}
	}
	found.report(t)
	state(t, checkNarrow, fmt.Sprintf("%d页，320和360像素宽，以及字号放大到两倍，不用左右拖，能点的不小于24像素，常用的不小于44像素", len(b.pages)), len(found))
}

// The scheme of colours follows the reader's setting.
func TestDark(t *testing.T) {
	t.Parallel()
	tab := open(t)
	tab.visit(folder(theSite(t).dir) + "index.html")
	// How bright the ground is, from 0 to 3 × 255.
	const ground = `getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).reduce((sum, n) => sum + +n, 0)`
	tab.media("screen", "light")
	light := ask[int](tab, ground)
	tab.media("screen", "dark")
	if dark := ask[int](tab, ground); light < 600 || dark > 165 {
		t.Errorf("the ground has a brightness of %d in light and %d in dark, of 765: the style sheet lacks a scheme, or it is not applied", light, dark)
	}
}
