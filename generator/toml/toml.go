// Package toml decodes strict TOML, knows where every key and value stands, and
// writes values back into a text without touching the rest of it.
//
// [Doc.Decode] fills structs and reports every fault at once: unknown keys
// with the nearest known one, wrong types, missing keys, each at its line and
// column. Keys are matched with their case. The language is TOML 1.0 as
// BurntSushi/toml reads it (1.1's line breaks in inline tables are accepted).
// Syntax is judged by this package's own scanner first, because it can say in
// a clerk's words what is wrong (most often a full-width quote or comma), can
// report several faults of one file, and keeps hostile input from the library:
// brackets are nested at most 64 deep, a key has at most 32 parts, and the
// work that a text asks for is bounded. Control characters, and those that turn
// the direction of text, are told whether raw or escaped, and no value has them.
//
// [Doc.Edit] writes values back into such a text and leaves all else as it is.
package toml

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"

	"handbook/generator/diag"
)

// A Doc is a TOML document: a whole file, or the front matter of a page. It is
// safe for concurrent use.
type Doc struct {
	source     *diag.Source
	start, end int // the document's bytes of the source's text
	values     map[string]any
	broken     bool // it could not be read; the fault has been reported

	indexOnce sync.Once
	root      *node
}

func (d *Doc) text() string { return d.source.Text[d.start:d.end] }

// Source is the text that the document is in.
func (d *Doc) Source() *diag.Source { return d.source }

// Broken reports whether the document could not be read. It is empty then and
// decodes to nothing.
func (d *Doc) Broken() bool { return d.broken }

// Broken is a document of the source that could not be found in it.
func Broken(source *diag.Source) *Doc { return &Doc{source: source, broken: true} }

// Read reads a whole text as TOML. After a fault the Doc is empty and decodes to
// nothing.
func Read(source *diag.Source) (*Doc, diag.List) { return ReadPart(source, 0, len(source.Text)) }

// ReadPart is Read for the bytes [start, end) of a text.
func ReadPart(source *diag.Source, start, end int) (*Doc, diag.List) {
	d := &Doc{source: source, start: start, end: end}
	s := scanner{s: d.text()}
	s.run()
	var faults diag.List
	for _, fault := range append(s.faults, s.hidden[:min(len(s.hidden), maxFaults)]...) {
		faults.Add(diag.Fault{Severity: fault.severity, Pos: d.pos(fault.span), Said: fault.said, Hint: fault.hint})
	}
	if len(s.hidden) > maxFaults {
		fault := diag.New(diag.Pos{File: source.Path}, tooManyHidden, maxFaults)
		fault.Severity = s.hidden[maxFaults].severity
		faults.Add(fault)
	}
	if len(s.faults) > 0 {
		d.broken = true
		return d, faults
	}
	values, err := parse(d.text())
	var more diag.List
	switch {
	case err != nil:
		more = d.explain(err)
	case s.dotted: // the library lets "a.b = 1" be overwritten by "a = 2"
		more = d.clashes()
	}
	if len(more) > 0 {
		d.broken = true
		return d, append(faults, more...)
	}
	if len(s.hidden) > 0 {
		seen(values)
	}
	d.values = values
	return d, faults
}

// parse has the library read TOML. What the library calls a bug of its own,
// by a panic, is an error of the text here.
func parse(text string) (values map[string]any, err error) {
	defer func() {
		if bug := recover(); bug != nil {
			err = fmt.Errorf("%v", bug)
		}
	}()
	var v any
	if _, err := toml.Decode(text, &v); err != nil {
		return nil, err
	}
	values, _ = v.(map[string]any)
	return values, nil
}

// clashes are the keys that are defined twice.
func (d *Doc) clashes() diag.List {
	s := scanner{s: d.text(), root: &node{kind: tableNode}}
	s.run()
	var faults diag.List
	for _, c := range s.clashes[:min(len(s.clashes), maxFaults)] {
		faults.Add(diag.New(d.pos(c.second), duplicateKey, short(c.name)).
			WithHint(hintDuplicate).WithNote(d.pos(c.first), noteFirst))
	}
	return faults
}

// explain turns the library's verdict on text that the scanner accepts into
// faults. What is wrong is read from the text itself: keys that are defined
// twice, numbers and dates that are none.
func (d *Doc) explain(err error) diag.List {
	if faults := d.clashes(); len(faults) > 0 {
		return faults
	}
	var syntax toml.ParseError
	if !errors.As(err, &syntax) {
		return diag.List{diag.New(d.source.PosAt(d.start, 0), badTOML, short(err.Error()))}
	}
	off := min(max(syntax.Position.Start, 0), d.end-d.start)
	token := d.text()[off:]
	if i := strings.IndexAny(token, ",]}#\n"); i >= 0 {
		token = token[:i]
	}
	token = strings.TrimRight(token, " \t")
	at := d.pos(span{off, off + len(token)})
	bad := func(m, hint diag.Message) diag.List {
		return diag.List{diag.New(at, m, short(token)).WithHint(hint)}
	}
	digits := strings.TrimLeft(token, "+-")
	whole := strings.Trim(digits, "0123456789_") == ""
	switch {
	case digits == "" || !digit(digits[0]):
		at = d.pos(span{off, off + max(syntax.Position.Len, 1)})
		return diag.List{diag.New(at, badTOML, short(syntax.Message)).WithHint(hintBadTOML)}
	case strings.ContainsAny(digits[1:], "-:") && !strings.ContainsAny(digits, "eE"):
		return bad(badDate, hintDate)
	case len(digits) > 1 && digits[0] == '0' && digit(digits[1]):
		return bad(leadingZero, hintLeadingZero)
	case whole && !strings.Contains(digits, "_"):
		return bad(numberTooLarge, hintNumberText)
	}
	return bad(badNumber, hintNumber)
}
