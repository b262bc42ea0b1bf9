// Package toml decodes strict TOML, knows the place of every key and value, and
// edits a text without touching the rest of it.
//
// [Read] reads a text once: the package's own scanner checks it and notes the
// places of keys and values, then BurntSushi/toml decodes it. The language is
// TOML 1.0 as that library reads it, with the line breaks in inline tables of
// 1.1. The scanner goes first for three reasons. It reports several faults of a
// text in a clerk's words; the most frequent is a full-width quote or comma. It
// finds faults that the library accepts: keys defined twice, control characters,
// characters that turn the direction of text. And it keeps hostile input from
// the library: brackets are nested at most 64 deep, a key has at most 32 parts,
// the work that a text asks for is bounded.
//
// [Doc.Decode] fills structs and reports every fault at once, each at its line
// and column: unknown keys with the nearest known one, wrong types, missing keys.
// Keys match with their case. [Doc.Edit] sets and removes single values.
package toml

import (
	"errors"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"

	"handbook/generator/diag"
)

// A Doc is a TOML document: a whole text, or a part of one such as the front
// matter of a page. The zero Doc is empty. A Doc is immutable and safe for
// concurrent use.
type Doc struct {
	source     *diag.Source
	start, end int  // the document's bytes of the source's text
	broken     bool // the text is not TOML; a fault says why
	root       node // an empty table when broken
}

func (d *Doc) text() string { return d.source.Text[d.start:d.end] }

func (d *Doc) pos(at span) diag.Pos { return d.source.PosAt(d.start+at.off, at.end-at.off) }

// Broken reports whether the document could not be read. It is empty then and
// decodes to nothing.
func (d *Doc) Broken() bool { return d.broken }

// Broken returns a broken document, for a text in which the document could not
// be found.
func Broken(source *diag.Source) *Doc { return &Doc{source: source, broken: true} }

// Read reads a whole text. The Doc is broken after a fault of syntax; control
// characters within strings do not break it.
func Read(source *diag.Source) (*Doc, diag.List) { return ReadPart(source, 0, len(source.Text)) }

// ReadPart does as Read for the bytes [start, end) of a text.
func ReadPart(source *diag.Source, start, end int) (*Doc, diag.List) {
	d := &Doc{source: source, start: start, end: end}
	s := scanner{s: d.text(), root: &d.root}
	s.run()
	var faults diag.List
	for _, f := range append(s.faults, s.hidden[:min(len(s.hidden), maxFaults)]...) {
		f.fault.Pos = d.pos(f.span)
		faults.Add(f.fault)
	}
	if len(s.hidden) > maxFaults {
		fault := diag.New(diag.Pos{File: source.Path}, tooManyHidden, maxFaults)
		fault.Severity = s.hidden[maxFaults].fault.Severity
		faults.Add(fault)
	}
	switch {
	case len(s.faults) > 0: // what follows a fault may be misread, and clash for that
		d.broken = true
	case len(s.clashes) > 0:
		d.broken = true
		for _, c := range s.clashes[:min(len(s.clashes), maxFaults)] {
			faults.Add(diag.New(d.pos(c.second), duplicateKey, short(c.name)).
				WithHint(hintDuplicate).WithNote(d.pos(c.first), noteFirst))
		}
	default:
		if err := readValues(d.text(), &d.root, len(s.hidden) > 0); err != nil {
			d.broken = true
			faults.Add(d.explain(err))
		}
	}
	if d.broken {
		d.root = node{}
	}
	return d, faults
}

// readValues has the library read a text and puts the values into the nodes that
// the scanner has made. A panic of the library is an error of the text.
func readValues(text string, root *node, clean bool) (err error) {
	defer func() {
		if bug := recover(); bug != nil {
			err = fmt.Errorf("%v", bug)
		}
	}()
	var values any
	if _, err := toml.Decode(text, &values); err != nil {
		return err
	}
	root.fill(values, clean)
	return nil
}

// explain turns an error of the library into a fault. The scanner has accepted
// the text, so the error is mostly a number or a date that does not exist; the
// text itself shows which.
func (d *Doc) explain(err error) diag.Fault {
	var syntax toml.ParseError
	if !errors.As(err, &syntax) {
		return diag.New(d.source.PosAt(d.start, 0), badTOML, short(err.Error()))
	}
	off := min(max(syntax.Position.Start, 0), d.end-d.start)
	token := d.text()[off:]
	if i := strings.IndexAny(token, ",]}#\n"); i >= 0 {
		token = token[:i]
	}
	token = strings.TrimRight(token, " \t")
	bad := func(m, hint diag.Message) diag.Fault {
		return diag.New(d.pos(span{off, off + len(token)}), m, short(token)).WithHint(hint)
	}
	digits := strings.TrimLeft(token, "+-")
	switch {
	case digits == "" || !digit(digits[0]):
		at := d.pos(span{off, off + max(syntax.Position.Len, 1)})
		return diag.New(at, badTOML, short(syntax.Message)).WithHint(hintBadTOML)
	case strings.ContainsAny(digits[1:], "-:") && !strings.ContainsAny(digits, "eE"):
		return bad(badDate, hintDate)
	case len(digits) > 1 && digits[0] == '0' && digit(digits[1]):
		return bad(leadingZero, hintLeadingZero)
	case strings.Trim(digits, "0123456789") == "":
		return bad(numberTooLarge, hintNumberText)
	}
	return bad(badNumber, hintNumber)
}
