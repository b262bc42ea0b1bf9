// Package search makes the files that the search of a site reads in the browser.
// How it matches and ranks is specified where it happens, in
// static/assets/search/find.js; the weights stand in weights.js beside it.
//
// # Files
//
// The files lie in one folder. Their names do not change with their content, so
// pages do not change when it does. Each is a script with one call,
//
//	handbookIndex({"format": 2, "sum": SUM, "part": PART, …})
//
// where SUM is the beginning of the names' hash, and PART one of
//
//	search.js          names    loaded on the first focus of the box
//	search-details.js  details  loaded after the first list
//	search-words.js    words    loaded where names do not cover a query
//	search-sounds.js   sounds   for pinyin, slips and traditional characters
//	search-texts.js    texts    loaded where names, words and details do not cover a query
//	search.js of an    edition  how an edition's entries differ
//	edition
//
// The browser ignores a file of another format, or with another sum than the
// names that it has loaded: its cache may hold an old one.
//
// # Parts
//
// Entries have numbers: their positions in the names, from 0.
//
//	names    entries: [{url, kind, names, under, code, numbers, private, absent}]
//	         texts: of the interface, by name; see [search] in layouts/texts.toml
//	         outside: words of what the handbook does not hold
//	details  details: [{summary, people, standard}], one for each entry
//	words    words: [{term, words, loose}]
//	sounds   readings: [[syllable, characters]], without tones, ü as v
//	         simple: a traditional character and its simplified form, and so on
//	texts    texts: {character: {character: [entry]}}
//	edition  gone: [entry], those that the edition does not have
//	         entries: as in names and details, and text
//
// url is relative to the edition's root, that of a place to the site's. names has the title first. under has the
// entries that an entry belongs to: groups, agencies with the leading one first,
// domain. numbers are phone numbers. people and standard are {text, marks}.
// Empty fields are left out.
//
// words leads from what people say to a term of the entries. loose has the
// entries with the term in their details only.
//
// readings spells the common characters of GB 2312 in the order of that standard,
// then other characters of names and words, and second readings.
//
// texts tells in which entries' texts two characters stand side by side; nowhere,
// that is an empty list, for pairs that many entries have. It leaves out pairs that
// the names or details of an entry have, and that hold a character of grammar.
//
// An entry of an edition replaces the one with its url; one with a new url gets
// the next number. Its text is what only the edition says.
package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Kinds of entries.
const (
	Item   = "item"
	Group  = "group"
	Agency = "agency"
	Domain = "domain"
	Guide  = "guide"
	Phone  = "phone" // the number to call when no nearer one is known
	Place  = "place" // another edition
)

// Entry is one page that can be found.
type Entry struct {
	URL      string // FOLDER/NAME.html from the edition's root; of a place, from the site's
	Kind     string
	Title    string
	Code     string   // such as 1-01; "" for none
	Names    []string // other names, found like the title
	Numbers  []string // phone numbers that belong to it
	Under    []string // addresses of entries that it belongs to
	Summary  string
	People   Fact // who may have it
	Standard Fact // the first thing that is guaranteed
	Text     string
	Private  bool // found by its own names only
	Absent   bool // does not apply in this edition
}

// Fact is a statement with the marks that say how reliable it is.
type Fact struct {
	Text  string   `json:"text"`
	Marks []string `json:"marks,omitempty"`
}

// Synonym leads from what people say to a term of the entries.
type Synonym struct {
	Term  string
	Words []string
}

// Words are what the browser needs beside the entries.
type Words struct {
	Texts    map[string]string // of the interface, by the names that the scripts use
	Synonyms []Synonym
	Outside  []string // of what the handbook does not hold
}

// File is one file of the index.
type File struct {
	Name string
	Data []byte
}

// Index is the index of one set of entries. It is immutable.
type Index struct {
	Files []File // sorted by name, as in [Names]

	sum     string
	entries []Entry
	numbers map[string]int // by address
}

// Names returns the files of an index, sorted.
func Names() []string {
	return []string{"search-details.js", "search-sounds.js", "search-texts.js", "search-words.js", "search.js"}
}

// head begins every file.
type head struct {
	Format int    `json:"format"`
	Sum    string `json:"sum"`
	Part   string `json:"part"`
}

type namesPart struct {
	head
	Entries []named           `json:"entries"`
	Texts   map[string]string `json:"texts"`
	Outside []string          `json:"outside,omitempty"`
}

// named is the part of an entry that the first list needs.
type named struct {
	URL     string   `json:"url"`
	Kind    string   `json:"kind"`
	Names   []string `json:"names"`
	Under   []int    `json:"under,omitempty"`
	Code    string   `json:"code,omitempty"`
	Numbers []string `json:"numbers,omitempty"`
	Private bool     `json:"private,omitempty"`
	Absent  bool     `json:"absent,omitempty"`
}

type detailsPart struct {
	head
	Details []detail `json:"details"`
}

// detail is the part of an entry that a hit shows.
type detail struct {
	Summary  string `json:"summary,omitempty"`
	People   *Fact  `json:"people,omitempty"`
	Standard *Fact  `json:"standard,omitempty"`
}

type wordsPart struct {
	head
	Words []spoken `json:"words"`
}

// spoken is a synonym.
type spoken struct {
	Term  string   `json:"term"`
	Words []string `json:"words"`
	Loose []int    `json:"loose,omitempty"`
}

type soundsPart struct {
	head
	Readings [][2]string `json:"readings"`
	Simple   string      `json:"simple"`
}

type textsPart struct {
	head
	Texts map[string]map[string][]int `json:"texts"`
}

// Build makes the index. Entries keep their order. A synonym whose term no entry
// has leads nowhere.
func Build(entries []Entry, words Words) *Index {
	x := &Index{entries: slices.Clone(entries), numbers: map[string]int{}}
	for n, e := range x.entries {
		x.numbers[e.URL] = n
	}
	names := namesPart{Texts: words.Texts, Outside: words.Outside}
	details := detailsPart{}
	for _, e := range x.entries {
		names.Entries = append(names.Entries, namedOf(&e, x.numbers))
		details.Details = append(details.Details, detailOf(&e))
	}
	sum := sha256.Sum256(call(names))
	x.sum = hex.EncodeToString(sum[:4])

	names.head, details.head = x.head("names"), x.head("details")
	used := charactersOf(names.Entries, words.Synonyms)
	x.Files = []File{
		{"search-details.js", call(details)},
		{"search-sounds.js", call(soundsPart{x.head("sounds"), syllables(used), Traditional(asked + string(slices.Collect(maps.Keys(used))))})},
		{"search-texts.js", call(textsPart{x.head("texts"), x.pairs()})},
		{"search-words.js", call(wordsPart{x.head("words"), x.spoken(words.Synonyms)})},
		{"search.js", call(names)},
	}
	return x
}

func (x *Index) head(part string) head { return head{2, x.sum, part} }

// call writes a part as a script.
func call(part any) []byte {
	var b bytes.Buffer
	b.WriteString("handbookIndex(")
	if err := json.NewEncoder(&b).Encode(part); err != nil {
		panic(err) // the types hold nothing that JSON lacks
	}
	b.Truncate(b.Len() - 1)
	b.WriteString(")\n")
	return b.Bytes()
}

func namedOf(e *Entry, numbers map[string]int) named {
	out := named{URL: e.URL, Kind: e.Kind, Names: []string{e.Title}, Code: e.Code, Numbers: e.Numbers, Private: e.Private, Absent: e.Absent}
	for _, name := range e.Names {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(out.Names, name) {
			out.Names = append(out.Names, name)
		}
	}
	for _, url := range e.Under {
		if n, known := numbers[url]; known {
			out.Under = append(out.Under, n)
		}
	}
	return out
}

func detailOf(e *Entry) detail {
	fact := func(f Fact) *Fact {
		if f.Text == "" {
			return nil
		}
		return &f
	}
	return detail{e.Summary, fact(e.People), fact(e.Standard)}
}

// maxLoose is the number of entries that a synonym leads to by their details
// alone. A word that more of them have says nothing.
const maxLoose = 6

func (x *Index) spoken(synonyms []Synonym) []spoken {
	out := []spoken{}
	for _, s := range synonyms {
		var loose []int
		for n, e := range x.entries {
			if !strings.Contains(e.Title+"\n"+strings.Join(e.Names, "\n"), s.Term) && strings.Contains(e.Summary+"\n"+e.People.Text, s.Term) && !e.Private {
				loose = append(loose, n)
			}
		}
		if len(loose) > maxLoose {
			loose = nil
		}
		out = append(out, spoken{s.Term, s.Words, loose})
	}
	return out
}

// charactersOf returns the characters of names and synonyms.
func charactersOf(entries []named, synonyms []Synonym) map[rune]bool {
	used := map[rune]bool{}
	add := func(texts ...string) {
		for _, text := range texts {
			for _, r := range text {
				used[r] = true
			}
		}
	}
	for _, e := range entries {
		add(e.Names...)
	}
	for _, s := range synonyms {
		add(s.Term)
		add(s.Words...)
	}
	return used
}
