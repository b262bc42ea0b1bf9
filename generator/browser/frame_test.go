package browser

import (
	"fmt"
	"strings"
	"testing"
)

// frameFaults lists faults of a page's landmarks, headings and style.
func frameFaults(tab *tab) []string {
	tab.Helper()
	return ask[[]string](tab, `(async () => {
	const faults = [], all = s => [...document.querySelectorAll(s)];
	const one = (s, what) => { const n = all(s).length; if (n !== 1) faults.push(n + " " + what + ", want exactly 1 (" + s + ")"); };
	one("h1", "first-level headings");
	one("main", "main landmarks");
	one("body > header", "banner landmarks");
	one("body > footer", "contentinfo landmarks");
	const navs = all("nav").map(n => n.getAttribute("aria-label") || document.getElementById(n.getAttribute("aria-labelledby"))?.textContent || "");
	if (navs.length < 2) faults.push("fewer than two navigation landmarks: the header's and the footer's");
	if (navs.includes("") || new Set(navs).size < navs.length) faults.push("navigation landmarks need names of their own: " + JSON.stringify(navs));
	if (document.documentElement.lang !== "zh-Hans") faults.push("lang is " + JSON.stringify(document.documentElement.lang) + ", want zh-Hans");
	if (!document.title.trim()) faults.push("the page has no title");
	let last = 0;
	for (const h of all("h1,h2,h3,h4,h5,h6")) {
		const level = +h.tagName[1];
		if (level > last + 1) faults.push("heading of level " + level + " after level " + last + ": " + h.textContent.trim());
		last = level;
	}
	if (document.compatMode !== "CSS1Compat") faults.push("the page is rendered in quirks mode: it needs a doctype");
	// What a browser's own style never has, and what no reader's setting changes.
	const body = getComputedStyle(document.body), root = getComputedStyle(document.documentElement);
	if (body.marginTop !== "0px" || root.fontSize !== "18px") faults.push("the style sheet is not applied: body has a margin of " + body.marginTop + ", text a size of " + root.fontSize);
	if (!all("head link[rel=stylesheet]").length) faults.push("no style sheet is linked");
	if (!all("meta[http-equiv=Content-Security-Policy]").length) faults.push("no Content-Security-Policy");
	for (const img of all("img")) {
		img.loading = "eager";
		await img.decode().catch(() => {});
		if (!img.complete || !img.naturalWidth) faults.push("image does not load: " + img.src);
	}
	return faults;
})()`)
}

// outsideFaults says what the browser complained of since the last call, and
// what was asked for outside root.
func outsideFaults(tab *tab, root string) []string {
	tab.Helper()
	// The complaints of a page come before the answer to a question asked after
	// it was loaded and drawn.
	ask[bool](tab, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
	requests, faults := tab.heard()
	for _, r := range requests {
		if !strings.HasPrefix(r, root) {
			faults = append(faults, "request outside the site: "+r)
		}
	}
	return faults
}

// linkFaults says which links lead out of the site though they name no other
// host: below another path, or in a folder, they would be broken.
func linkFaults(tab *tab, root string) []string {
	tab.Helper()
	return ask[[]string](tab, fmt.Sprintf(`[...document.links]
	.filter(a => a.protocol === location.protocol && a.host === location.host && !a.href.startsWith(%q))
	.map(a => "link out of the site: " + a.getAttribute("href"))`, root))
}

// Every page has its landmarks and its style, asks nothing of other hosts and
// keeps its own Content-Security-Policy, on a host and in a folder.
func TestFrame(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	for _, at := range b.places(t) {
		t.Run(at.name, func(t *testing.T) {
			tab, found := open(t), findings{}
			for _, p := range b.pages {
				tab.visit(at.root + p)
				found.add(p, frameFaults(tab)...)
				found.add(p, linkFaults(tab, at.root)...)
				found.add(p, outsideFaults(tab, at.root)...)
			}
			found.report(t)
		})
	}
}

// An old address leads on to the item without scripts.
func TestMoved(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	for _, at := range b.places(t) {
		t.Run(at.name, func(t *testing.T) {
			tab := open(t)
			tab.scripts(false)
			tab.visit(at.root + moved)
			const want = "items/everything.html"
			tab.until("the old address leads to "+want, func() bool { return tab.address(at.root) == want })
			tab.scripts(true)
			if faults := outsideFaults(tab, at.root); len(faults) > 0 {
				t.Errorf("%s: %s", moved, strings.Join(faults, "\n"))
			}
		})
	}
}
