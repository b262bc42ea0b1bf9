package browser

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"testing"
)

//go:embed testdata/axe.min.js
var axe string

// axeFault is a violation and the element that it is about, as a selector.
type axeFault struct{ Fault, Element string }

// axeFaults are the violations that axe finds of WCAG 2.2, levels A and AA,
// and of good practice.
func axeFaults(tab *tab) []axeFault {
	tab.Helper()
	if !ask[bool](tab, `typeof axe === "object"`) {
		ask[bool](tab, axe+"\ntrue")
	}
	result := ask[struct {
		Faults []axeFault
		Ran    []string
	}](tab, `(async () => {
	const r = await axe.run(document, {
		runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
		rules: {"target-size": {enabled: true}},
		preload: false, // it would ask for style sheets again
	});
	return {
		Faults: r.violations.flatMap(v => v.nodes.map(n => ({
			Fault: v.id + ": " + v.help + ": " + n.failureSummary.replace(/\s+/g, " "), Element: n.target.join(" "),
		}))),
		Ran: [...r.passes, ...r.violations, ...r.incomplete].map(x => x.id),
	};
})()`)
	// Rules that no page can do without: axe leaves out silently what it is not
	// asked for rightly.
	for _, rule := range []string{"color-contrast", "html-has-lang", "document-title", "region", "target-size", "heading-order"} {
		if !slices.Contains(result.Ran, rule) {
			tab.Errorf("axe has not looked at %s: see the options of axe.run", rule)
		}
	}
	return result.Faults
}

// axe has nothing to say about any kind of page, in the province's, a city's and
// a county's edition, in light and dark, on a phone and on a large screen.
func TestAxe(t *testing.T) {
	t.Parallel()
	b, found, pages := theSite(t), findings{}, 0
	for chunk := range slices.Chunk(slices.Concat(b.pages, b.kinds), 20) {
		tab := open(t) // each has its own patience
		for _, p := range chunk {
			// The script of axe stays on the page while its screen changes.
			tab.visit(folder(b.dir) + p)
			for _, scheme := range []string{"light", "dark"} {
				tab.media("screen", scheme)
				for _, width := range []int64{1280, 360} {
					tab.screen(width, 740)
					for _, f := range axeFaults(tab) {
						found.add(fmt.Sprintf("%s, %s, %d px, %s", p, scheme, width, f.Element), f.Fault)
					}
				}
			}
		}
		pages += len(chunk)
	}
	found.report(t)
	version := regexp.MustCompile(`axe v([0-9.]+)`).FindStringSubmatch(axe)[1]
	state(t, checkAxe, fmt.Sprintf("axe-core %s，WCAG 2.2的A、AA级和良好做法，%d页，省、市、县各一版，浅色和深色，1280和360像素宽", version, pages), len(found))
}
