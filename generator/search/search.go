// Package search makes the index that the search of a site reads in the
// browser: plain entries in, script files out. What the browser does with them
// is in static/assets/search; this comment is the specification of both.
//
// # Files
//
// All lie in one folder, under names that stay when their content changes, so
// that no page changes with them. Each is a classic script with one call,
//
//	handbookIndex(1, `TAG`, `PART`, `…`, …)
//
// where 1 is the format, TAG the first digits of the sum of the part that all
// others depend on, and PART one of:
//
//	search.js          names     what entries are called: loaded on the first focus of the box
//	search-details.js  details   what a hit shows: loaded after the first list
//	search-words.js    words     what people say: for what names leave uncovered
//	search-sounds.js   sounds    readings: for pinyin and slips
//	search-simple.js   simple    traditional characters
//	search-text-N.js   text/N    which entries' texts have two characters side by side
//	search.js of an    delta     what an edition has otherwise
//	edition
//
// A file of another format, or with another TAG than the names that are
// loaded, is ignored: a browser may hold an old copy of one of them.
//
// # Packing
//
// Chinese in UTF-8 is three bytes a character, which gzip cannot bring below
// twelve bits. So strings marked P are packed: digits, spaces, tabs, newlines
// and | , / stand for themselves, as does all beyond ASCII; any other
// character is one symbol of pool (the 87 printable ones but " ` $ \ | , /)
// or two. The alphabet is written in the names: singles, the characters of one
// symbol, as they are; and rest, all others sorted, each as the distance to the
// one before. Symbol n of those that are no digits means singles[n], or with
// the symbol after it rest[(n-len(singles))·87+m]. A distance below 70 is one
// symbol, else 70+d/87 and d%87; a character beyond ASCII stands for itself.
//
// # Parts
//
//	names    singles, rest, urls, entries P, texts of the interface
//	details  entries P: a line for each: summary|people|standard
//	words    synonyms P
//	sounds   runs, more
//	simple   pairs of a traditional character and the simplified one, which the
//	         index has
//	text/N   pairs P
//	delta    gone, more, entries P
//
// urls has a line for each folder, "KIND FOLDER NAME NAME …"; entry n is the nth
// name, and its address FOLDER/NAME.html from the edition's root.
//
// A line of entries is NAMES|UNDER|CODE|NUMBERS|MARKS: the names joined by commas, the
// title first; the numbers, in decimal, of entries that it belongs to (groups,
// agencies with the leading one first, domain); a code such as 1-01, left out
// where it is one more than the code above; phone numbers; p for private, a for
// absent. Trailing empty fields are left out.
//
// A line of synonyms is TERM|WORDS|ENTRIES; the last are those where the term
// stands in the details only.
//
// people and standard are a text and its marks, with tabs between.
//
// runs spells the 3,755 common characters of GB 2312, which stand in the order of
// their readings: each reading with how many have it. more has other readings,
// "READING CHARACTERS" a line.
//
// A line of pairs is a character, then for each that follows it somewhere the
// character and the entries. Pairs that the names or details of an entry have,
// that most entries have, or with a character of grammar are left out. The file
// of a pair is the code of its first character modulo 32.
//
// In a delta, gone are the numbers of entries that the edition does not have, and
// more has a line "KIND ADDRESS" for each that only the edition has, numbered
// after the others. A line of entries is preceded by its number, and followed by
// the details and the text that only the edition has.
//
// # Matching
//
// Queries and names are brought to one form (NFKC, lower case, simplified, no
// punctuation, no particles) and cut into characters; a run of digits or Latin
// letters is one. Names match by pairs of neighbours. What a query asks is
// covered piece by piece: each of its characters by the best evidence that an
// entry has for it (its own name, a name of a synonym, of what it belongs to,
// its details, its text), so that concepts add up. Characters of polite or
// asking words count little, and years, ages and sums that no name has; rare
// ones much. Where names leave something
// uncovered, sounds help (the same syllable, then the confusions of southern
// speakers), then one wrong, missing or swapped character, then details, then
// texts. Latin letters are read as pinyin, whole or initials, also between
// characters.
//
// What leaves much open is asked again in other words, and the best of all ways
// counts: letters between characters as the words of names that they spell, an
// age from 60 as old people, and without the words that ask.
//
// # Ranking
//
// The share of the query that is covered, then how much of the entry's own name
// the query is; a name that is the query stands first, then one that has it in
// one piece, and more so the less it has beside. Items stand before
// groups, agencies, domains and guides, the edition's own before inherited ones.
// What covers little of the query is no hit, unless it is called by a word of it. Private entries are
// found by their own names only.
package search

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// Kinds of entries, as the client shows them.
const (
	Item   = "item"
	Group  = "group"
	Agency = "agency"
	Domain = "domain"
	Guide  = "guide"
)

// Entry is one page that can be found.
type Entry struct {
	URL      string // FOLDER/NAME.html from the edition's root
	Kind     string
	Title    string
	Code     string   // such as 1-01; "" for none
	Names    []string // other names, found like the title
	Numbers  []string // phone numbers that belong to it
	Under    []string // addresses of entries that it belongs to
	Summary  string
	People   Fact // who may have it
	Standard Fact // what is guaranteed first of all
	Text     string
	Private  bool // found by its own names only
	Absent   bool // does not apply in this edition
}

// Fact is a statement with the marks that say how far it can be relied on.
type Fact struct {
	Text  string
	Marks []string
}

// Synonym leads from what people say to a word of the entries.
type Synonym struct {
	Term  string
	Words []string
}

// File is one file of the index.
type File struct {
	Name string
	Data []byte
}

// Index is the index of one set of entries. It is immutable.
type Index struct {
	Files []File // sorted by name

	alphabet *alphabet
	tag      string
	entries  []Entry
	numbers  map[string]int // by address
}

// Names are the files of an index, sorted.
func Names() []string {
	names := []string{"search.js", "search-details.js", "search-simple.js", "search-sounds.js", "search-words.js"}
	for n := range textFiles {
		names = append(names, "search-text-"+strconv.Itoa(n)+".js")
	}
	slices.Sort(names)
	return names
}

// Build makes the index. Entries keep their order among equals. Synonyms whose
// term no entry has lead nowhere.
//
// texts are carried along for the client, which knows their order.
func Build(entries []Entry, synonyms []Synonym, texts []string) *Index {
	x := &Index{entries: sorted(entries), numbers: map[string]int{}}
	for n, e := range x.entries {
		x.numbers[e.URL] = n
	}
	var names, details strings.Builder
	above := ""
	for _, e := range x.entries {
		names.WriteString(x.names(&e, above, x.numbers) + "\n")
		details.WriteString(detailsOf(&e) + "\n")
		above = e.Code
	}
	words := x.synonyms(synonyms)
	x.alphabet = newAlphabet(names.String() + words + details.String())
	shards := x.pairs()
	part := []string{
		"names", x.alphabet.singles, x.alphabet.rest, x.urls(), x.alphabet.pack(names.String()),
		join(texts),
	}
	sum := sha256.Sum256([]byte(strings.Join(part, "\x00")))
	x.tag = hex.EncodeToString(sum[:4])
	x.add("search", part...)
	x.add("search-details", "details", x.alphabet.pack(details.String()))
	x.add("search-words", "words", x.alphabet.pack(words))
	x.add("search-sounds", sounds(names.String()+words)...)
	x.add("search-simple", "simple", simple(names.String()+words))
	for n, shard := range shards {
		x.add("search-text-"+strconv.Itoa(n), "text/"+strconv.Itoa(n), x.alphabet.pack(shard))
	}
	slices.SortFunc(x.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return x
}

func join(texts []string) string {
	var out []string
	for _, t := range texts {
		out = append(out, field(t))
	}
	return strings.Join(out, "|")
}

func (x *Index) add(name string, part ...string) {
	x.Files = append(x.Files, File{name + ".js", x.call(part...)})
}

// call writes one part as a script.
func (x *Index) call(part ...string) []byte {
	return []byte("handbookIndex(1,`" + x.tag + "`,`" + strings.Join(part, "`,`") + "`)\n")
}

// sorted brings entries of one folder together, in the order of the first.
func sorted(entries []Entry) []Entry {
	first := map[string]int{}
	for n, e := range entries {
		if _, seen := first[e.Kind+folder(e.URL)]; !seen {
			first[e.Kind+folder(e.URL)] = n
		}
	}
	out := slices.Clone(entries)
	slices.SortStableFunc(out, func(a, b Entry) int { return first[a.Kind+folder(a.URL)] - first[b.Kind+folder(b.URL)] })
	return out
}

func folder(url string) string { return url[:strings.LastIndexByte(url, '/')+1] }

// urls are the addresses of all entries.
func (x *Index) urls() string {
	var b strings.Builder
	last := ""
	for _, e := range x.entries {
		dir := folder(e.URL)
		if e.Kind+dir != last {
			if last != "" {
				b.WriteByte('\n')
			}
			b.WriteString(e.Kind + " " + dir)
			last = e.Kind + dir
		}
		b.WriteString(" " + plain(strings.TrimSuffix(strings.TrimPrefix(e.URL, dir), ".html")))
	}
	return b.String()
}

// names is the line of an entry; above is the code of the one before.
func (x *Index) names(e *Entry, above string, numbers map[string]int) string {
	all := []string{field(e.Title)}
	for _, name := range e.Names {
		if name = field(name); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	var under []string
	for _, url := range e.Under {
		if n, known := numbers[url]; known {
			under = append(under, strconv.Itoa(n))
		}
	}
	code, marks := e.Code, ""
	if code != "" && code == next(above) {
		code = ""
	}
	if e.Private {
		marks += "p"
	}
	if e.Absent {
		marks += "a"
	}
	return strings.TrimRight(strings.Join([]string{
		strings.Join(all, ","), strings.Join(under, ","), code, strings.Join(e.Numbers, ","), marks,
	}, "|"), "|")
}

// next is the code after another: 1-01 gives 1-02.
func next(code string) string {
	head, tail, ok := strings.Cut(code, "-")
	n, err := strconv.Atoi(tail)
	if !ok || err != nil {
		return ""
	}
	tail = strconv.Itoa(n + 1)
	if n+1 < 10 {
		tail = "0" + tail
	}
	return head + "-" + tail
}

func detailsOf(e *Entry) string {
	fact := func(f Fact) string {
		parts := []string{field(f.Text)}
		for _, m := range f.Marks {
			parts = append(parts, field(m))
		}
		return strings.Join(parts, "\t")
	}
	return strings.TrimRight(strings.Join([]string{field(e.Summary), fact(e.People), fact(e.Standard)}, "|"), "|")
}

// synonyms are the lines of words that lead to entries.
func (x *Index) synonyms(list []Synonym) string {
	var b strings.Builder
	for _, s := range list {
		var words, only []string
		for _, w := range s.Words {
			words = append(words, field(w))
		}
		for n, e := range x.entries {
			if !strings.Contains(e.Title+"\n"+strings.Join(e.Names, "\n"), s.Term) && strings.Contains(e.Summary+"\n"+e.People.Text, s.Term) && !e.Private {
				only = append(only, strconv.Itoa(n))
			}
		}
		if len(only) > maxLoose {
			only = nil // a word that so many details have says nothing
		}
		b.WriteString(strings.TrimRight(field(s.Term)+"|"+strings.Join(words, ",")+"|"+strings.Join(only, ","), "|") + "\n")
	}
	return b.String()
}

// maxLoose is how many entries a synonym leads to by their details alone.
const maxLoose = 6
