package browser

import (
	"fmt"
	"regexp"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
)

var (
	pdfPage  = regexp.MustCompile(`/Type\s*/Page\b`)
	pdfCount = regexp.MustCompile(`/Type\s*/Pages\b[^>]*?/Count\s+(\d+)`)
)

// sheets is how many A4 pages the tab's page takes on paper.
func sheets(tab *tab) int {
	tab.Helper()
	pdf, err := chromedp.Run(tab.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		tab.Fatalf("printing: %v", err)
	}
	n := len(pdfPage.FindAll(pdf, -1))
	most := 0 // the root of the tree of pages counts them all
	for _, m := range pdfCount.FindAllSubmatch(pdf, -1) {
		count, _ := strconv.Atoi(string(m[1]))
		most = max(most, count)
	}
	if n == 0 || n != most {
		tab.Fatalf("the PDF has %d pages, but says %d: mend how the test reads it", n, most)
	}
	return n
}

// paperFaults says what a printed page leaves out or needlessly prints.
func paperFaults(tab *tab) []string {
	tab.Helper()
	tab.media("print", "light")
	defer tab.media("", "light") // with "screen", paper would be printed as the screen
	return ask[[]string](tab, `(async () => {
	// What another medium unfolds is laid out with the next frame.
	await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
	const faults = [];
	for (const e of document.querySelectorAll(".table"))
		if (e.scrollWidth > e.clientWidth && getComputedStyle(e).overflowX !== "visible") faults.push("cut off on paper: " + e.getAttribute("aria-label"));
	// Beside a fact its source's number is enough: the list stands on the same sheet.
	// The booklet has feet and covers of its own.
	const seen = e => e.checkVisibility({contentVisibilityAuto: true}) && e.getBoundingClientRect().height > 0;
	for (const e of document.querySelectorAll("details > :not(summary), details > :not(summary) *"))
		// What was before stays on the page, to which the sheet leads.
		if (!seen(e) && e.textContent.trim() && !e.closest(".history, .rights, .chart, .slip, .cite, .carries, #s-related, #s-marks dl + p")) faults.push("folded, and missing on paper: " + e.textContent.trim().slice(0, 40));
	for (const e of document.querySelectorAll("body > header nav, .trail, .turn"))
		if (seen(e)) faults.push("navigation is printed: " + e.outerHTML.slice(0, 60));
	for (const e of document.querySelectorAll("h1, main p, main li, main dt, main dd, main td, body > footer p"))
		if (!seen(e) && !e.querySelector(":scope > button") && !e.closest("details, nav, .tools, #s-related, #s-marks, #s-results[hidden]") && !(e.closest("footer") && document.querySelector(".booklet")) && e.textContent.trim()) faults.push("missing on paper: " + e.textContent.trim().slice(0, 40));
	const ink = getComputedStyle(document.body);
	if (ink.color !== "rgb(0, 0, 0)" || !/255, 255, 255|rgba\(0, 0, 0, 0\)/.test(ink.backgroundColor)) faults.push("printed " + ink.color + " on " + ink.backgroundColor + ", want black on white");
	return faults;
})()`)
}

// Pages fit on few sheets; what is folded on the screen is printed, what only
// leads elsewhere is not.
func TestPrint(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	tab, found := open(t), findings{}
	for _, p := range b.pages {
		tab.visit(folder(b.dir) + p)
		found.add(p, paperFaults(tab)...)
	}
	found.report(t)
	state(t, checkPrint, fmt.Sprintf("%d页，折起来的内容都打印出来，白底黑字", len(b.pages)), len(found))
	// An item with every key takes a second sheet since its guide names its sources.
	for page, most := range map[string]int{"items/everything.html": 2, "items/nothing.html": 1, "checklist.html": 1, "index.html": 2, "coverage.html": 1, "editions.html": 1, "east/minhou/items/everything.html": 2} {
		tab.visit(folder(b.dir) + page)
		if n := sheets(tab); n > most {
			t.Errorf("%s takes %d sheets of A4, want at most %d: look at static/assets/paper.css", page, n, most)
		}
	}
}
