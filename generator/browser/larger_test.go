package browser

import (
	"math"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp/kb"
)

const (
	textSize = `parseFloat(getComputedStyle(document.body).fontSize)`
	// A button can only be pressed where scripts run.
	largerShown = `[...document.querySelectorAll("button.larger")].filter(b => b.checkVisibility()).length`
	largerOn    = `[...document.querySelectorAll("button.larger")].every(b => b.getAttribute("aria-pressed") === "true")`
	// What the reader looks at, and where it stands in the window.
	standing = `document.getElementById("s-how").getBoundingClientRect().top`
)

// 特大字 makes text 24 px high, keeps the reader's place, is remembered on the
// next page and before that is drawn, and is not offered where nothing could
// come of it.
func TestLarger(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	for _, at := range b.places(t) {
		t.Run(at.name, func(t *testing.T) {
			tab := open(t)
			tab.screen(360, 740)
			tab.scripts(false)
			tab.visit(at.root + "items/everything.html")
			if n := ask[int](tab, largerShown); n != 0 {
				t.Errorf("without scripts %d buttons offer larger text, which they cannot give", n)
			}
			tab.scripts(true)
			tab.visit(at.root + "items/everything.html")
			if n, size := ask[int](tab, largerShown), ask[float64](tab, textSize); n != 2 || size != 18 {
				t.Fatalf("%d buttons, text of %v px; want one at the top, one at the foot, and 18 px", n, size)
			}
			f := tabTo(tab, "特大字", func(f focus) bool { return f.Tag == "button" && f.Text == "特大字" })
			if f.InMain {
				t.Error("the button stands in the main part")
			}
			tab.press(kb.Enter)
			if size := ask[float64](tab, textSize); size != 24 || !ask[bool](tab, largerOn) {
				t.Fatalf("pressing the button gives text of %v px, want 24, and aria-pressed on both", size)
			}

			// In the middle of the page, the button at the foot pressed by script: a
			// key would first scroll to it.
			for _, want := range []float64{18, 24} {
				ask[bool](tab, `(document.getElementById("s-how").scrollIntoView(), scrollBy(0, -3), true)`)
				before := ask[float64](tab, standing)
				ask[bool](tab, `(document.querySelectorAll("button.larger")[1].click(), true)`)
				ask[bool](tab, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
				if size := ask[float64](tab, textSize); size != want {
					t.Fatalf("text has %v px, want %v", size, want)
				}
				if after := ask[float64](tab, standing); math.Abs(after-before) > 40 {
					t.Errorf("to %v px: what stood at %.0f px of the window stands at %.0f now: the place is lost", want, before, after)
				}
			}

			// The next page knows, and nothing on it moves after it was drawn.
			call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `window.shifts = 0;
				new PerformanceObserver(list => { for (const e of list.getEntries()) window.shifts += e.value; }).observe({type: "layout-shift", buffered: true});`})
			for _, p := range []string{"index.html", "items/nothing.html", "east/minhou/index.html"} {
				tab.visit(at.root + p)
				ask[bool](tab, `new Promise(done => setTimeout(() => done(true), 300))`)
				if size := ask[float64](tab, textSize); size != 24 || !ask[bool](tab, largerOn) {
					t.Errorf("%s has text of %v px, want 24: 特大字 is not remembered", p, size)
				}
				if shift := ask[float64](tab, `window.shifts`); shift > 0 {
					t.Errorf("%s moves by %.4f after it was drawn, want no shift", p, shift)
				}
			}
		})
	}
}
