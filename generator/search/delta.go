package search

import (
	"slices"
	"strconv"
	"strings"
)

// Delta is the file of an edition whose entries differ, or nil when they are
// the index's own.
func (x *Index) Delta(entries []Entry) []byte {
	numbers := map[string]int{}
	here := map[string]bool{}
	for url, n := range x.numbers {
		numbers[url] = n
	}
	var own []Entry
	var more []string
	for _, e := range sorted(entries) {
		here[e.URL] = true
		if n, known := x.numbers[e.URL]; known && equal(x.entries[n], e) {
			continue
		} else if !known {
			numbers[e.URL] = len(numbers)
			more = append(more, e.Kind+" "+plain(e.URL))
		}
		own = append(own, e)
	}
	var gone []string
	for n, e := range x.entries {
		if !here[e.URL] {
			gone = append(gone, strconv.Itoa(n))
		}
	}
	if len(own)+len(gone) == 0 {
		return nil
	}
	var b strings.Builder
	for _, e := range own {
		text := e.Text
		if n, known := x.numbers[e.URL]; known {
			text = added(text, x.entries[n].Text)
		}
		line := x.names(&e, "", numbers)
		line += strings.Repeat("|", 4-strings.Count(line, "|"))
		details := detailsOf(&e)
		details += strings.Repeat("|", 2-strings.Count(details, "|"))
		b.WriteString(strconv.Itoa(numbers[e.URL]) + "|" + line + "|" + details + "|" + field(strings.Join(strings.Fields(text), " ")) + "\n")
	}
	return x.call("delta", strings.Join(gone, ","), strings.Join(more, "\n"), x.alphabet.pack(b.String()))
}

// Same is the file of an edition that has nothing otherwise.
func (x *Index) Same() []byte { return x.call("delta", "", "", "") }

func equal(a, b Entry) bool {
	facts := func(a, b Fact) bool { return a.Text == b.Text && slices.Equal(a.Marks, b.Marks) }
	return a.Kind == b.Kind && a.Title == b.Title && a.Code == b.Code && slices.Equal(a.Names, b.Names) && slices.Equal(a.Numbers, b.Numbers) &&
		slices.Equal(a.Under, b.Under) && a.Summary == b.Summary && facts(a.People, b.People) && facts(a.Standard, b.Standard) &&
		a.Text == b.Text && a.Private == b.Private && a.Absent == b.Absent
}

// added are the lines of a text that another does not have.
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
