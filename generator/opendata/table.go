package opendata

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"handbook/generator/handbook"
)

// A table is a CSV file for Excel and WPS: UTF-8 after a byte order mark, lines
// that end in CRLF, a first line of names. Names are the keys of
// catalogue.json; NAME_titles beside ids are for people. "; " divides the
// entries of a list.
//
// A cell that a spreadsheet could run as a formula begins with an apostrophe,
// and so does a cell whose text begins with one: a program that reads the table
// takes one apostrophe away. Amounts are numbers and have none.
type table struct {
	*csv.Writer
	to *bytes.Buffer
}

func newTable(names ...string) *table {
	to := bytes.NewBufferString("\ufeff")
	t := &table{csv.NewWriter(to), to}
	t.UseCRLF = true
	t.row(names...)
	return t
}

// CSV returns such a table, for other lists than the open data.
func CSV(names []string, rows [][]string) []byte {
	t := newTable(names...)
	for _, row := range rows {
		t.row(row...)
	}
	return t.bytes()
}

// row writes texts; to a buffer nothing fails.
func (t *table) row(cells ...string) {
	for n, cell := range cells {
		cells[n] = harmless(cell)
	}
	t.Write(cells)
}

func (t *table) bytes() []byte {
	t.Flush()
	return t.to.Bytes()
}

var number = regexp.MustCompile(`^-[0-9]+(\.[0-9]+)?$`)

// harmless defuses a text that Excel would run as a formula. A Chinese Excel
// knows full-width signs as well.
func harmless(cell string) string {
	if number.MatchString(cell) {
		return cell
	}
	for _, sign := range []string{"=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(cell, sign) {
			return "'" + cell
		}
	}
	return cell
}

func joined(list []string) string { return strings.Join(list, "; ") }

func yes(b bool) string {
	if b {
		return "true"
	}
	return ""
}

// items returns items.csv: the items of an edition, and those that the editions
// below it change or add.
func (s *Set) items(e *handbook.Edition) []byte {
	names, fields := []string{"edition", "edition_name", "id", "code"}, slices.Concat(frontFields, guideFields)
	fields = slices.DeleteFunc(fields, func(f field) bool { return f.name == "edition" }) // the last column has it
	for _, f := range fields {
		names = append(names, f.name)
		if f.of != "" {
			names = append(names, f.titles())
		}
	}
	t := newTable(append(names, "aspect", "category", "not_applicable", "origin")...)
	for below := range e.All {
		for _, item := range s.rows(e, below) {
			row := []string{below.Path, below.Name, item.ID, item.Code}
			for _, f := range fields {
				value, has := item.Keys[f.name]
				if !has {
					value = item.Guide[f.name]
				}
				row = append(row, cell(value))
				if f.of != "" {
					row = append(row, joined(s.common.titles(f.of, listed(value))))
				}
			}
			absent := ""
			if a := item.NotApplicable; a != nil && (below == e || a.Origin == below.Path) {
				absent = a.Reason
			}
			aspect, category := s.categoryOf(item.ID)
			t.row(append(row, aspect, category, absent, item.text("edition"))...)
		}
	}
	return t.bytes()
}

// categoryOf returns the names of an item's aspect and category; "" without any.
func (s *Set) categoryOf(item string) (aspect, category string) {
	if a, c := s.h.Categories.Of(item); c != nil {
		return a.Name, c.Name
	}
	return "", ""
}

// titles returns the name of the column beside ids.
func (f field) titles() string {
	if f.typ.Kind() == reflect.Slice {
		return f.name + "_titles"
	}
	return f.name + "_title"
}

// cell returns a value of an item as a table has it.
func cell(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case bool:
		return yes(v)
	case []string:
		return joined(v)
	case Clauses:
		return joined(v.texts())
	case []Material:
		var out []string
		for _, m := range v {
			out = append(out, m.inWords())
		}
		return joined(out)
	default:
		return fmt.Sprint(v)
	}
}

// inWords returns the paper on one line: 申请表（原件）×1.
func (m Material) inWords() string {
	text := m.Name
	if m.Form != "" {
		text += "（" + m.Form + "）"
	}
	if m.Copies > 0 {
		text += "×" + strconv.Itoa(m.Copies)
	}
	return text
}

// rows returns the items of an edition in the tables of e, an edition above it:
// those that it changes, adds, or says do not apply there. Of e itself they are
// all.
func (s *Set) rows(e, below *handbook.Edition) []*Item {
	var out []*Item
	for _, item := range below.Items {
		if below == e || item.Edition == below || below.NotApplicable[item.ID] != "" {
			out = append(out, s.item(below, item))
		}
	}
	return out
}

// standards returns standards.csv: the standards of an edition, and those that the
// editions below it set themselves.
func (s *Set) standards(e *handbook.Edition) []byte {
	t := newTable("edition", "edition_name", "item", "code", "item_title", "id", "text", "amount", "unit", "bound", "kind", "since", "until",
		"origin", "unverified", "level", "later", "source", "source_at", "source_number", "source_date", "basis")
	for below := range e.All {
		for _, item := range s.rows(e, below) {
			for _, std := range item.Standards {
				if below != e && std.Origin != below.Path {
					continue
				}
				source, _ := std.Terms["source"].(Citation)
				row := []string{below.Path, below.Name, item.ID, item.Code, item.text("title")}
				for _, key := range []string{"id", "text", "amount", "unit", "bound", "kind", "since", "until"} {
					row = append(row, cell(std.Terms[key]))
				}
				t.row(append(row, std.Origin, yes(std.Unverified), std.Level, yes(std.Later), source.ID, source.At, source.Number, source.Date, std.text("basis"))...)
			}
		}
	}
	return t.bytes()
}

// series returns series.csv: all values of the standards of an edition, in the order
// of their lines, and those that the editions below it write themselves.
func (s *Set) series(e *handbook.Edition) []byte {
	t := newTable("edition", "edition_name", "item", "code", "item_title", "standard", "standard_text", "since", "until", "amount", "unit", "text", "only", "note", "state",
		"nation", "origin", "unverified", "level", "later", "confidence", "source", "source_at", "source_number", "source_date", "verified", "verified_by")
	for below := range e.All {
		for _, item := range s.rows(e, below) {
			for _, std := range item.Standards {
				values, _ := std.Terms["values"].([]Moment)
				for _, v := range values {
					if below != e && v.Origin != below.Path {
						continue
					}
					var source Citation
					if v.Source != nil {
						source = *v.Source
					}
					amount := ""
					if v.Amount != nil {
						amount = v.Amount.String()
					}
					t.row(below.Path, below.Name, item.ID, item.Code, item.text("title"), std.text("id"), std.text("text"), v.Since, v.Until, amount, v.Unit, v.Text, joined(v.Only), v.Note, v.State,
						yes(v.Nation), v.Origin, yes(v.Unverified), v.Level, yes(v.Later), v.Confidence, source.ID, source.At, source.Number, source.Date, v.Verified, v.VerifiedBy)
				}
			}
		}
	}
	return t.bytes()
}

// places returns places.csv: the windows of agencies and the places of single
// items, each under the edition that writes it.
func (s *Set) places(e *handbook.Edition) []byte {
	t := newTable("edition", "edition_code", "edition_name", "agencies", "agencies_titles", "item", "item_title", "name", "address", "phone", "hours")
	for below := range e.All {
		for n := range below.Places {
			w := &below.Places[n]
			t.row(below.Path, below.Code, below.Name, joined(w.Agencies), joined(s.common.titles("agency", w.Agencies)), "", "", w.Name, w.Address, w.Phone, w.Hours)
		}
		for _, item := range below.Items {
			if item.Origin("guide", "places") != below {
				continue
			}
			for _, p := range item.Guide.Places {
				t.row(below.Path, below.Code, below.Name, "", "", item.ID, item.Title, p.Name, p.Address, p.Phone, p.Hours)
			}
		}
	}
	return t.bytes()
}

// coverage returns coverage.csv: how complete an edition is, and those below it.
func (s *Set) coverage(e *handbook.Edition) []byte {
	names := []string{"path", "code", "name", "items", "not_applicable"}
	for _, f := range handbook.CoverageFields {
		names = append(names, f+"_own", f+"_inherited", f+"_missing")
	}
	t := newTable(names...)
	for below := range e.All {
		c := below.Coverage()
		row := []string{below.Path, below.Code, below.Name, strconv.Itoa(c.Items), strconv.Itoa(c.NotApplicable)}
		for _, f := range c.Fields {
			row = append(row, strconv.Itoa(f.Own), strconv.Itoa(f.Inherited), strconv.Itoa(f.Missing))
		}
		t.row(row...)
	}
	return t.bytes()
}
