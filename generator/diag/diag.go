// Package diag describes faults of the content: what is wrong, where, and how to
// fix it.
//
// Functions that judge content return their result together with a [List] of
// faults: the result stays usable, and one run reports every fault. The type
// error is for failures of disk and network.
//
// A fault is printed in the form
//
//	content/items/education/compulsory.md:6:1: error: unknown key "recipient" [unknown-key]
//	   6 | recipient = ["compulsory-students"]
//	     | ^^^^^^^^^
//	  hint: did you mean "recipients"?
//
// in Chinese or English. Messages begin in lower case and have no full stop; a
// hint says what to do. Paths are relative to the source folder, with slashes.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity is the severity of a fault. The zero value is Error.
type Severity uint8

const (
	Error   Severity = iota // the site is not written
	Warning                 // the site is written; check --strict fails
)

// String returns "error" or "warning", the names in JSON output.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Lang is a language of messages.
type Lang uint8

const (
	EN Lang = iota
	ZH
)

// Message is a sentence in both languages. Both texts are formats of fmt for the
// same arguments; a text that needs another order uses indexes (%[2]q).
type Message struct {
	Code   string // kebab-case name of the fault, empty in hints and notes
	EN, ZH string
}

// In formats the message in a language. Without arguments the text is no format.
func (m Message) In(lang Lang, args ...any) string {
	format := m.EN
	if lang == ZH {
		format = m.ZH
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// Said is a message with its arguments.
type Said struct {
	Message
	Args []any
}

// In formats the message in a language. The zero Said yields "".
func (s Said) In(lang Lang) string { return s.Message.In(lang, s.Args...) }

// Pos is a place in a file. Line and Col count from 1; Col counts runes. Line 0
// means the whole file.
type Pos struct {
	File string // relative to the source folder, with slashes
	Line int
	Col  int
	Len  int    // runes to underline; 0 underlines one
	Text string // the whole line without its end, for display
}

// String returns "file:line:col", or "file" for a whole file.
func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Note is a second place of a fault, such as the first definition of a duplicate.
type Note struct {
	Pos  Pos
	Said Said
}

// Fault is one mistake in the content.
type Fault struct {
	Severity Severity
	Pos      Pos
	Said     Said   // Said.Code names the kind of fault
	Hint     Said   // how to fix it; zero when there is none
	Notes    []Note // further places, most important first
}

// New returns an error.
func New(pos Pos, m Message, args ...any) Fault {
	return Fault{Pos: pos, Said: Said{m, args}}
}

// Warn returns a warning.
func Warn(pos Pos, m Message, args ...any) Fault {
	return Fault{Severity: Warning, Pos: pos, Said: Said{m, args}}
}

// WithHint returns the fault with a hint.
func (f Fault) WithHint(m Message, args ...any) Fault {
	f.Hint = Said{m, args}
	return f
}

// WithNote returns the fault with a further place. It does not change f.
func (f Fault) WithNote(pos Pos, m Message, args ...any) Fault {
	f.Notes = append(slices.Clip(f.Notes), Note{pos, Said{m, args}})
	return f
}

// Code returns the kebab-case name of the kind of fault.
func (f Fault) Code() string { return f.Said.Code }

// List collects faults in any order. The zero List is empty and ready to use.
type List []Fault

// Add appends faults.
func (l *List) Add(faults ...Fault) { *l = append(*l, faults...) }

// Sorted returns the faults ordered by file, line, column, severity and code,
// without duplicates: faults that would print the same text count as one.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Fault) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Col, b.Pos.Col),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Said.Code, b.Said.Code),
			cmp.Compare(a.Said.In(EN), b.Said.In(EN)),
		)
	})
	return slices.CompactFunc(out, func(a, b Fault) bool {
		return a.Pos.String() == b.Pos.String() && a.Severity == b.Severity &&
			a.Said.Code == b.Said.Code && a.Said.In(EN) == b.Said.In(EN)
	})
}

// Count returns the number of errors and of warnings.
func (l List) Count() (errors, warnings int) {
	for _, f := range l {
		if f.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// HasErrors reports whether any fault is an error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(f Fault) bool { return f.Severity == Error })
}
