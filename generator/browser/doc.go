// Package browser has only tests: those that need a real browser.
//
// They build a small site of every kind of page (testdata/site, with the
// project's own layouts/ and static/), open it in Chromium over http and from
// a folder, and use it as people do: by keyboard alone, with scripts off, on
// a narrow screen, in light and dark, with large text, on paper.
//
// Each check is a function that returns the faults it finds; TestFaultsAreSeen
// proves on testdata/broken.html that each finds its own.
//
// Chromium is found by $CHROMIUM, else as chromium, chromium-browser or
// google-chrome in the path. Without it the tests fail: generator/test.sh
// installs it. go test -short leaves them out.
//
// The accessibility statement (content/guides/accessibility.md) lists the checks and
// their results: each check compares its line there, and writes it with -update. TestNu runs only where $VNU names the checker's vnu.jar.
//
// testdata/axe.min.js is axe-core by Deque Systems, under the Mozilla Public
// License 2.0; its header must stay.
package browser
