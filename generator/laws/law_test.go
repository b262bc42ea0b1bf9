package laws

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/preview"
	"handbook/generator/site"
)

// red are laws and known cases that do not hold yet, with the reasons. One that
// holds must leave the list.
var red = map[string]string{}

// seeds are the trees that a law is tried on at most, unless the environment
// variable HANDBOOK_LAWS says how many each law is tried on.
const seeds = 4

// A law says what differs from what it demands; nothing when it holds.
type law struct {
	name  string
	trees int // that it is tried on; few where it renders a tree many times
	of    func(*subject) []string
}

var laws = []law{
	{"no dead link in the whole", seeds, func(s *subject) []string { return deadLinks(s.whole(), s.base) }},
	{"no dead link in a part", seeds, func(s *subject) []string {
		return s.each(s.parts(), func(editions []string) []string { return deadLinks(s.build(editions...), s.base) })
	}},
	{"no dead link in an edition alone", seeds, func(s *subject) []string {
		return s.each(s.singles(), func(editions []string) []string { return deadLinks(s.build(editions...), s.baseOf(editions)) })
	}},
	{"an edition alone says what it says in the whole", seeds, func(s *subject) []string {
		return s.each(s.singles(), func(editions []string) []string {
			return sameAlone(s.whole(), s.build(editions...), editions[0])
		})
	}},
	{"editions together say what they say in the whole", seeds, func(s *subject) []string {
		return s.each(s.parts(), func(editions []string) []string { return sameTogether(s.whole(), s.build(editions...)) })
	}},
	{"an edition that changes nothing says what the one above says", seeds, (*subject).unchanged},
	{"the order of rendering changes nothing", 3, func(s *subject) []string {
		return differences(s.whole(), render(s.open(s.options()), s.seed+1))
	}},
	{"eight workers write the same", 2, func(s *subject) []string { return differences(s.whole(), s.stream(8, 1)) }},
	{"machines of one worker write the same", 2, func(s *subject) []string { return differences(s.whole(), s.stream(1, 3)) }},
	{"more machines than editions write the same", 1, func(s *subject) []string {
		return differences(s.whole(), s.stream(1, len(s.editions)+3))
	}},
	{"after any edits, and when they are undone, the site is as if read for the first time", 2, (*subject).afterEdits},
	{"the check finds nothing in a tree without faults", 2, func(s *subject) []string {
		var out []string
		for _, f := range s.open(s.options()).Check() {
			out = append(out, f.Pos.String()+": "+f.Said.In(diag.EN))
		}
		return out
	}},
	{"the preview shows what a build writes", 2, func(s *subject) []string { return differences(s.whole(), s.previewed()) }},
}

// TestLaws tries each law on each tree.
func TestLaws(t *testing.T) {
	trees, _ := strconv.Atoi(os.Getenv("HANDBOOK_LAWS"))
	var subjects []*subject
	for seed := range uint64(max(seeds, trees)) {
		subjects = append(subjects, newSubject(seed))
	}
	for _, l := range laws {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			broken := 0
			for _, s := range subjects[:max(l.trees, trees)] {
				if faults := l.of(s); len(faults) > 0 {
					broken++
					report(t, l.name, fmt.Sprintf("tree %d", s.seed), faults)
				}
			}
			if broken == 0 && red[l.name] != "" {
				t.Error("the law holds now: take it out of the list red")
			}
		})
	}
}

// report fails the test, unless the law is known to be red.
func report(t *testing.T, law, where string, faults []string) {
	t.Helper()
	say := t.Errorf
	if red[law] != "" {
		say = t.Logf
	}
	say("%s: %d faults, the first of them:\n%s", where, len(faults), strings.Join(faults[:min(3, len(faults))], "\n"))
}

// subject is a tree with the sites that are made of it.
type subject struct {
	*tree
	seed uint64
	base string // "" for no address

	provinceAlone bool // or in the whole: in no part

	mu    sync.Mutex
	sites map[string]built // by their editions; see build
}

func newSubject(seed uint64) *subject {
	s := &subject{tree: newTree(seed), seed: seed, sites: map[string]built{}}
	if seed%2 == 1 {
		s.base = "https://handbook.test/h/"
	}
	return s
}

// baseOf is the address of a site with these editions.
func (s *subject) baseOf(editions []string) string {
	if s.base != "" && len(editions) == 1 && editions[0] != "" {
		return s.base + editions[0] + "/"
	}
	return s.base
}

func (s *subject) options(editions ...string) site.Options {
	return site.Options{BaseURL: s.baseOf(editions), Editions: editions}
}

// shell is a site with the project's layouts and assets and no content. What is
// opened with it has nothing to take over but those, which spares the time to
// bundle them.
var shell = sync.OnceValue(func() *site.Site {
	s, _, err := site.Open(project(), nil, site.Options{})
	if err != nil {
		panic(err)
	}
	return s
})

// open reads the tree with nothing read before.
func (s *subject) open(o site.Options) *site.Site { return mustOpen(s.MapFS, shell(), o) }

// mustOpen reads a tree without errors.
func mustOpen(files fstest.MapFS, prev *site.Site, o site.Options) *site.Site {
	opened, faults, err := site.Open(files, prev, o)
	if err != nil {
		panic(err)
	}
	if faults.HasErrors() {
		var b bytes.Buffer
		faults.WriteText(&b, diag.EN)
		panic("a generated tree must have no errors; mend newTree:\n" + b.String())
	}
	return opened
}

// build makes a site of some editions, or of all.
func (s *subject) build(editions ...string) built {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := fmt.Sprintf("%q", editions)
	if s.sites[key] == nil {
		s.sites[key] = render(s.open(s.options(editions...)), 0)
	}
	return s.sites[key]
}

func (s *subject) whole() built { return s.build() }

// singles are the editions one by one.
func (s *subject) singles() [][]string {
	var out [][]string
	for _, e := range s.editions {
		out = append(out, []string{e})
	}
	return out
}

// parts are some sets of two editions and more: cousins, a city without its
// province, chance.
func (s *subject) parts() [][]string {
	if s.provinceAlone {
		return [][]string{{"jia/east", "jia/west"}, {"jia", "jia/east"}}
	}
	r := rand.New(rand.NewPCG(s.seed, 3))
	out := [][]string{{"jia/east", "jia/west"}, {"jia", "jia/east"}, {"", "jia/west"}}
	for range 1 {
		n := 2 + r.IntN(len(s.editions)-2)
		var part []string
		for _, k := range r.Perm(len(s.editions))[:n] {
			part = append(part, s.editions[k])
		}
		out = append(out, part)
	}
	return out
}

// each collects what a law says of several sets of editions.
func (s *subject) each(sets [][]string, of func([]string) []string) []string {
	var out []string
	for _, set := range sets {
		for _, fault := range of(set) {
			out = append(out, fmt.Sprintf("%q: %s", set, fault))
		}
	}
	return out
}

const (
	card    = "card.png"
	notMade = "this page cannot be made: "
)

// render makes all pages in an order that a seed decides; 0 is that of the
// addresses.
func render(s *site.Site, order uint64) built {
	urls := slices.Clone(s.URLs())
	if order > 0 {
		rand.New(rand.NewPCG(order, 4)).Shuffle(len(urls), func(i, j int) { urls[i], urls[j] = urls[j], urls[i] })
	}
	out := built{}
	for _, u := range urls {
		out[u] = page(s, u)
	}
	return out
}

// page is a page's text, or why there is none. Of a card it is nothing: to draw
// one takes as long as a hundred pages.
func page(s *site.Site, url string) (text string) {
	if path.Base(url) == card {
		return ""
	}
	defer func() {
		if failed := recover(); failed != nil {
			text = fmt.Sprint(notMade, failed)
		}
	}()
	data, faults := s.Render(url)
	if len(faults) > 0 {
		return notMade + faults[0].Said.In(diag.EN)
	}
	return string(data)
}

// stream writes a site as builds do, one shard on each machine, which opens the
// site for itself.
func (s *subject) stream(workers, machines int) built {
	out := built{}
	var mu sync.Mutex
	for n := range machines {
		_, err := s.open(s.options()).Stream(site.Shard{I: n + 1, N: machines}, workers, func(url string, data []byte) error {
			mu.Lock()
			defer mu.Unlock()
			if _, twice := out[url]; twice {
				return fmt.Errorf("%s was written twice", url)
			}
			if path.Base(url) != card {
				out[url] = string(data)
			} else {
				out[url] = ""
			}
			return nil
		})
		if err != nil {
			out["error"] = err.Error()
		}
	}
	return out
}

// What the preview adds to a page by design.
var (
	previewScript = regexp.MustCompile(`<script src="/~preview/preview\.js"[^>]*></script>\n`)
	policy        = regexp.MustCompile(`(<meta http-equiv="Content-Security-Policy" content=")[^"]*"`)
)

// previewed asks the preview for all addresses that a build writes.
func (s *subject) previewed() built {
	p := preview.New(preview.Options{
		Load: func(prev *site.Site, _ handbook.Date) (*site.Site, diag.List, error) {
			return site.Open(s.MapFS, prev, s.options())
		},
		Locate: func(string) string { return "" }, Lang: diag.EN,
		Say: func(diag.Message, ...any) {}, Report: func(diag.List) {},
	})
	out := built{}
	urls := slices.Sorted(maps.Keys(s.whole()))
	rand.New(rand.NewPCG(s.seed, 5)).Shuffle(len(urls), func(i, j int) { urls[i], urls[j] = urls[j], urls[i] })
	for _, url := range urls {
		text := s.whole()[url]
		if path.Base(url) == card {
			out[url] = ""
			continue
		}
		r := httptest.NewRequest("GET", "/"+url, nil)
		r.Host = "127.0.0.1:1313"
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		got := w.Body.String()
		if path.Ext(url) == ".html" {
			got = previewScript.ReplaceAllString(got, "")
			if m := policy.FindString(text); m != "" {
				got = policy.ReplaceAllLiteralString(got, m)
			}
		}
		out[url] = got
	}
	return out
}

// differences tells which pages two sites do not have in common.
func differences(want, got built) []string {
	var out []string
	for _, url := range slices.Sorted(maps.Keys(want)) {
		text, there := got[url]
		switch {
		case !there:
			out = append(out, url+" is missing")
		case text != want[url]:
			out = append(out, url+" differs:\n"+firstDifference(want[url], text))
		}
	}
	for _, url := range slices.Sorted(maps.Keys(got)) {
		if _, there := want[url]; !there {
			out = append(out, url+" is one too many")
		}
	}
	return out
}

// firstDifference shows the first lines that are not the same.
func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	line := func(list []string) string {
		if n >= len(list) {
			return "(the end)"
		}
		return list[n][:min(len(list[n]), 2000)]
	}
	return fmt.Sprintf("  line %d\n  - %s\n  + %s", n+1, line(a), line(b))
}
