package browser

import (
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// testdata/broken.html has every fault that the other tests look for, and each
// of them is seen: no check is blind.
func TestFaultsAreSeen(t *testing.T) {
	t.Parallel()
	path, err := filepath.Abs("testdata/broken.html")
	if err != nil {
		t.Fatal(err)
	}
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
	tab := open(t)
	tab.screen(360, 740)
	expect := func(check string, faults []string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, w) }) {
				t.Errorf("%s does not see %q in testdata/broken.html; it sees:\n\t%s", check, w, strings.Join(faults, "\n\t"))
			}
		}
	}
	root := strings.TrimSuffix(address, "broken.html")
	tab.visit(address)
	expect("linkFaults", linkFaults(tab, root), "link out of the site: /index.html")
	expect("outsideFaults", outsideFaults(tab, root),
		"inline style", "inline script", "request outside the site: http://other.invalid/picture.png")
	expect("frameFaults", frameFaults(tab), "0 first-level headings", "0 main", "0 contentinfo", "names of their own",
		"lang is", "no title", "level 2 after level 0", "style sheet is not applied", "no style sheet is linked", "image does not load", "quirks")
	expect("widthFaults", widthFaults(tab), "the page scrolls sideways", "reaches from")
	expect("targetFaults", targetFaults(tab), "want 44", "want 24")
	expect("paperFaults", paperFaults(tab), "folded", "navigation is printed")
	expect("treeFaults", treeFaults(tab), "the first heading has level 2", "has no name", "0 landmarks of role main")
	var violations []string
	for _, f := range axeFaults(tab) {
		violations = append(violations, f.Fault)
	}
	expect("axeFaults", violations, "color-contrast", "html-has-lang", "document-title", "image-alt", "target-size", "region", "page-has-heading-one")
	tab.visit(address)
	expect("focusFaults", focusFaults(tab), "stop 0 of Tab is number")
}
