package browser

import (
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"handbook/generator/site"
)

// Limits of an item's page on a phone of 360 × 740 px.
const (
	firstScreen    = 740  // px: where what one gets ends, and how to get it, on most pages
	secondScreen   = 1000 // px: on every page
	mostFirst      = 75   // pages whose answer is on the first screen, of 81
	medianHeight   = 4000 // px
	greatestHeight = 7000 // px
)

// onPhone is where the answer of an item's page stands, in px from its top.
type onPhone struct {
	Lead   float64 // lower edge of what one gets; the summary where it says that
	How    float64 // lower edge of how to get it
	Call   float64 // lower edge of the button
	Height float64
	Bare   []string // headings without a text below them
}

const measureAnswer = `(() => {
	const end = (...all) => { for (const s of all) { const e = document.querySelector(s); if (e) return e.getBoundingClientRect().bottom + scrollY } return 0 };
	const shown = e => e.getClientRects().length > 0;
	return {
		Lead: end(".get .how-much", ".get .given", ".lead"), How: end(".answer .guide", ".deed .action"), Call: end(".deed .action"), Height: document.documentElement.scrollHeight,
		Bare: [...document.querySelectorAll("main h2, main h3")].filter(shown).filter(h => {
			let next = h.nextElementSibling;
			while (next && !shown(next)) next = next.nextElementSibling;
			return !next || /^H[1-6]$/.test(next.tagName) || !next.textContent.trim();
		}).map(h => h.textContent),
	};
})()`

// TestAnswerFirst opens every item of the project's own content on a phone: what one
// gets and how to get it stand on the first screen, and the page is not too long.
func TestAnswerFirst(t *testing.T) {
	t.Parallel()
	tab := open(t)
	s, faults, err := site.Open(os.DirFS("../.."), nil, site.Options{Editions: []string{"fuzhou", "fuzhou/minhou"}})
	if err != nil || faults.HasErrors() {
		t.Fatalf("the project's own content is broken: run handbook check (%v)", err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := s.Render(strings.TrimPrefix(r.URL.Path, "/"))
		if data == nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", map[bool]string{true: "text/css", false: ""}[strings.HasSuffix(r.URL.Path, ".css")])
		w.Write(data)
	}))
	t.Cleanup(server.Close)
	tab.screen(360, firstScreen)
	for _, edition := range []string{"fuzhou/", "fuzhou/minhou/"} {
		var heights []float64
		late := 0
		for _, url := range s.URLs() {
			name, ok := strings.CutPrefix(url, edition+"items/")
			if !ok || !strings.HasSuffix(name, ".html") || name == "index.html" {
				continue
			}
			tab.visit(server.URL + "/" + url)
			p := ask[onPhone](tab, measureAnswer)
			heights = append(heights, p.Height)
			if last := max(p.Lead, p.How); p.Lead == 0 || p.How == 0 || last > secondScreen {
				t.Errorf("%s: what one gets ends at %.0f px and how to get it at %.0f; both must end above %d: shorten who, guide.how or the first standard", url, p.Lead, p.How, secondScreen)
			} else if last > firstScreen {
				late++
				t.Logf("%s: what one gets ends at %.0f px, how to get it at %.0f", url, p.Lead, p.How)
			}
			if p.Height > greatestHeight {
				t.Errorf("%s is %.0f px high, want at most %d: fold what few people need", url, p.Height, greatestHeight)
			}
			for _, h := range p.Bare {
				t.Errorf("%s: no text stands below the heading %q", url, h)
			}
		}
		if len(heights) == 0 {
			t.Fatalf("%s has no items", edition)
		}
		slices.Sort(heights)
		if late > len(heights)-mostFirst {
			t.Errorf("%s: %d of %d answers end below the first screen", edition, late, len(heights))
		}
		middle := heights[len(heights)/2]
		if middle > medianHeight {
			t.Errorf("%s: half of the pages are higher than %.0f px, want %d", edition, middle, medianHeight)
		}
		t.Logf("%s: %d pages, %d later than the first screen, median %.0f px, highest %.0f px", edition, len(heights), late, middle, heights[len(heights)-1])
	}
}
