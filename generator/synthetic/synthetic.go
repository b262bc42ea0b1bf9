// Package synthetic makes handbooks of any size for benchmarks: a province with
// domains, items, groups, agencies and guides, and cities with nine counties each.
// Their text strings common words of the real handbook together, without meaning.
//
// [Handbook.Write] writes a project folder. The same [Size] gives the same bytes;
// more editions leave the files of the first ones as they are.
package synthetic

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// Size decides every byte of a handbook.
type Size struct {
	Seed      uint64
	Items     int
	Editions  int     // cities and counties, without the province
	Overrides float64 // share of the items, 0 to 1, that each third edition overrides; the other editions have a name and a window only
	Body      int     // characters of an item's text
}

// Province is the size of the real handbook, with n editions.
func Province(n int) Size { return Size{Seed: 1, Items: 81, Editions: n, Overrides: 0.03, Body: 400} }

// These do not grow with the size. The real handbook has as many.
const (
	domains    = 8
	groups     = 37
	agencies   = 20
	guides     = 8
	sources    = 130
	indicators = 20
	perCity    = 10 // a city and its counties
)

// Handbook holds what all editions share. Write makes the editions one by one.
type Handbook struct {
	size   Size
	items  []item
	stages []string
}

// item is a service of the province.
type item struct {
	id, title, summary string
	domain, order      int // from 1
	groups, agencies   []int
	standards          []standard
	materials, steps   []string
	body               []string // paragraphs; the even ones stand below a heading
	headings           []string // one for each paragraph
	related            int      // another item, which the text links to
	age                int      // who is younger may not have it
	village            bool     // only villagers may have it
}

type standard struct {
	text, unit string
	amount     int
	source     int
}

// override is an edition's file for an item of the province.
type override struct {
	item             int
	materials, steps []string
	raise            bool // raises the first standard by a tenth
	body             string
}

// edition is a city or county.
type edition struct {
	city, county string // county is "" for a city
	name         string
	window       [2]int // agencies that its window serves; may be the same
	overrides    []override
}

func (e edition) path() string {
	if e.county == "" {
		return e.city
	}
	return e.city + "/" + e.county
}

// New makes the items of a handbook.
func New(size Size) *Handbook {
	h := &Handbook{size: size, stages: []string{"出生", "幼儿", "学龄", "劳动", "患病", "养老"}}
	for n := range size.Items {
		h.items = append(h.items, h.newItem(n))
	}
	return h
}

// random is a source of random words for the thing number n of a kind. Each thing
// has its own, so that it does not depend on how many others there are.
func (h *Handbook) random(kind, n int) words {
	return words{rand.New(rand.NewPCG(h.size.Seed, uint64(kind)<<32|uint64(n)))}
}

func (h *Handbook) newItem(n int) item {
	w := h.random(1, n)
	it := item{
		domain: n%domains + 1, order: n/domains + 1,
		title: fmt.Sprintf("%s%s%d", w.word(), w.word(), n+1), summary: w.words(6),
		materials: w.list(2+w.IntN(3), 4), steps: w.list(3+w.IntN(3), 6),
		related: w.IntN(h.size.Items), age: []int{16, 60}[w.IntN(2)], village: w.IntN(3) == 0,
	}
	it.id = fmt.Sprintf("d%d-item-%04d", it.domain, n+1)
	for range 1 + w.IntN(3) {
		it.groups = add(it.groups, w.IntN(groups))
	}
	for range 1 + w.IntN(2) {
		it.agencies = add(it.agencies, w.IntN(agencies))
	}
	for range 1 + w.IntN(4) {
		it.standards = append(it.standards, standard{
			text: w.words(4), unit: "元/人·月", amount: 10 * (1 + w.IntN(200)), source: w.IntN(sources),
		})
	}
	for length := 0; length < h.size.Body; {
		text := w.paragraph(min(160, max(20, h.size.Body-length)))
		length += len([]rune(text))
		it.body = append(it.body, text)
		it.headings = append(it.headings, w.words(2))
	}
	return it
}

// add appends n unless the list has it.
func add(list []int, n int) []int {
	for _, m := range list {
		if m == n {
			return list
		}
	}
	return append(list, n)
}

// edition makes edition k, counted from 0.
func (h *Handbook) edition(k int) edition {
	w := h.random(2, k)
	e := edition{city: fmt.Sprintf("city-%03d", k/perCity+1), name: fmt.Sprintf("%s第%d市", w.word(), k/perCity+1)}
	if k%perCity > 0 {
		e.county = fmt.Sprintf("county-%04d", k+1)
		e.name = fmt.Sprintf("%s第%d县", w.word(), k+1)
	}
	e.window = [2]int{w.IntN(agencies), w.IntN(agencies)}
	if k%3 != 1 {
		return e
	}
	for n := range h.items {
		if w.Float64() >= h.size.Overrides {
			continue
		}
		// A city that raised a standard could put its counties below the floor.
		e.overrides = append(e.overrides, override{
			item: n, materials: w.list(3, 4), steps: w.list(4, 6), raise: e.county != "" && w.IntN(2) == 0,
			body: w.paragraph(min(200, max(20, h.size.Body/2))),
		})
	}
	return e
}

// tree writes files below a folder until one fails.
type tree struct {
	dir string
	err error // the first
}

func (t *tree) write(name, text string) {
	if t.err != nil {
		return
	}
	name = filepath.Join(t.dir, filepath.FromSlash(name))
	if t.err = os.MkdirAll(filepath.Dir(name), 0o777); t.err == nil {
		t.err = os.WriteFile(name, []byte(text), 0o666)
	}
}
