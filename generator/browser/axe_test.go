package browser

import (
	_ "embed"
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

// axe has nothing to say about any kind of page.
func TestAxe(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	for _, view := range []struct {
		name   string
		width  int64
		scheme string
	}{{"light", 1280, "light"}, {"dark, 360 px", 360, "dark"}, {"light, 360 px", 360, "light"}} {
		t.Run(view.name, func(t *testing.T) {
			tab, found := open(t), findings{}
			tab.screen(view.width, 740)
			tab.media("screen", view.scheme)
			for _, p := range b.pages {
				tab.visit(folder(b.dir) + p)
				for _, f := range axeFaults(tab) {
					found.add(p+" "+f.Element, f.Fault)
				}
			}
			found.report(t)
		})
	}
}
