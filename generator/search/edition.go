package search

import (
	"slices"
	"strings"
)

type editionPart struct {
	head
	Gone    []int          `json:"gone"`
	Entries []editionEntry `json:"entries"`
}

// editionEntry is an entry that only the edition has, or has differently.
type editionEntry struct {
	named
	detail
	Text string `json:"text,omitempty"`
}

// Edition returns the file of an edition with these entries: how they differ from the
// index's own.
func (x *Index) Edition(entries []Entry) []byte {
	numbers := map[string]int{}
	here := map[string]bool{}
	for url, n := range x.numbers {
		numbers[url] = n
	}
	var own []Entry
	for _, e := range entries {
		here[e.URL] = true
		if n, known := x.numbers[e.URL]; known && equal(&x.entries[n], &e) {
			continue
		} else if !known {
			numbers[e.URL] = len(numbers)
		}
		own = append(own, e)
	}
	part := editionPart{head: x.head("edition"), Gone: []int{}, Entries: []editionEntry{}}
	for n, e := range x.entries {
		if !here[e.URL] {
			part.Gone = append(part.Gone, n)
		}
	}
	for _, e := range own {
		text := e.Text
		if n, known := x.numbers[e.URL]; known {
			text = added(text, x.entries[n].Text)
		}
		part.Entries = append(part.Entries, editionEntry{namedOf(&e, numbers), detailOf(&e), strings.Join(strings.Fields(text), " ")})
	}
	return call(part)
}

func equal(a, b *Entry) bool {
	facts := func(a, b Fact) bool { return a.Text == b.Text && slices.Equal(a.Marks, b.Marks) }
	return a.Kind == b.Kind && a.Title == b.Title && a.Code == b.Code && slices.Equal(a.Names, b.Names) && slices.Equal(a.Numbers, b.Numbers) &&
		slices.Equal(a.Under, b.Under) && a.Summary == b.Summary && facts(a.People, b.People) && facts(a.Standard, b.Standard) &&
		a.Text == b.Text && a.Private == b.Private && a.Absent == b.Absent
}

// added returns the lines of a text that another does not have.
func added(text, than string) string {
	have := map[string]bool{}
	for line := range strings.Lines(than) {
		have[strings.TrimSpace(line)] = true
	}
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !have[line] {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
