package opendata

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strconv"
	"strings"

	"handbook/generator/handbook"
)

// A table is a CSV file as Excel and WPS take it: UTF-8 after a byte order
// mark, lines that end in CRLF, one line of names. Names are the keys of
// catalogue.json; _titles beside ids are names for people. Entries of a list
// are parted by "; ".
//
// A cell that a spreadsheet might run as a formula begins with an apostrophe,
// as does one that begins with an apostrophe itself: whoever reads the table by
// program takes one leading apostrophe away. Amounts are numbers and have none.
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

// row writes texts. The writer's errors are those of a buffer, which has none.
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

// harmless defuses a text that Excel would take for a formula. A Chinese Excel
// takes full-width signs as well.
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

// titles are the names of groups, agencies and domains, for people.
type titles map[string]string

func (s *Set) titles() (groups, agencies, domains titles) {
	groups, agencies, domains = titles{}, titles{}, titles{}
	h := s.head()
	for _, g := range h.groups {
		groups[g.ID] = g.Title
	}
	for _, a := range h.agencies {
		agencies[a.ID] = a.Title
	}
	for _, d := range h.domains {
		domains[d.ID] = d.Title
	}
	return groups, agencies, domains
}

func (t titles) of(ids []string) string {
	var out []string
	for _, id := range ids {
		if title := t[id]; title != "" {
			out = append(out, title)
		}
	}
	return joined(out)
}

// Items is items.csv: the items of an edition, and those that the editions
// below it change or add.
func (s *Set) Items(e *handbook.Edition) []byte {
	t := newTable("edition", "edition_name", "id", "code", "title", "summary", "domain", "domain_title", "recipients", "recipients_titles",
		"recipients_note", "agencies", "agencies_titles", "funding", "hotlines", "aliases", "former_ids", "sensitive", "everyone",
		"effective", "expires", "verified", "conditions", "materials", "steps", "time_limit", "fee", "online", "visits", "complaint",
		"not_applicable", "origin")
	groups, agencies, domains := s.titles()
	for below := range e.All {
		for _, item := range s.rows(e, below) {
			absent := ""
			if a := item.NotApplicable; a != nil && (below == e || a.Origin == below.Path) {
				absent = a.Reason
			}
			row := append([]string{}, below.Path, below.Name, item.ID, item.Code, item.Title, item.Summary, item.Domain, domains[item.Domain],
				joined(item.Recipients), groups.of(item.Recipients), item.RecipientsNote, joined(item.Agencies), agencies.of(item.Agencies),
				item.Funding, joined(item.Hotlines), joined(item.Aliases), joined(item.FormerIDs), yes(item.Sensitive), yes(item.Everyone),
				item.Effective, item.Expires, item.Verified)
			row = append(row, guideCells(item.Guide)...)
			t.row(append(row, absent, item.Edition)...)
		}
	}
	return t.bytes()
}

// rows are the items that the tables of an edition list of one below it: those
// that it changes, adds, or says do not apply there; of the edition itself all.
func (s *Set) rows(e, below *handbook.Edition) []*Item {
	var out []*Item
	for _, item := range below.Items {
		if below == e || item.Edition == below || below.NotApplicable[item.ID] != "" {
			out = append(out, s.item(below, item))
		}
	}
	return out
}

// guideCells are the cells of 办事指南 in items.csv.
func guideCells(g *Guide) []string {
	if g == nil {
		g = &Guide{}
	}
	var materials []string
	for _, m := range g.Materials {
		text := m.Name
		if m.Form != "" {
			text += "（" + m.Form + "）"
		}
		if m.Copies > 0 {
			text += "×" + strconv.Itoa(m.Copies)
		}
		materials = append(materials, text)
	}
	visits := ""
	if g.Visits != nil {
		visits = strconv.Itoa(*g.Visits)
	}
	return []string{joined(g.Conditions), joined(materials), joined(g.Steps), g.TimeLimit, g.Fee, g.Online, visits, g.Complaint}
}

// Standards is standards.csv: the standards of an edition, and those that the
// editions below it set themselves.
func (s *Set) Standards(e *handbook.Edition) []byte {
	t := newTable("edition", "edition_name", "item", "code", "item_title", "id", "text", "amount", "unit", "bound", "kind", "since", "until",
		"origin", "unverified", "level", "later", "source", "source_at", "source_number", "source_date", "basis")
	for below := range e.All {
		for _, item := range s.rows(e, below) {
			for _, std := range item.Standards {
				if below != e && std.Origin != below.Path {
					continue
				}
				amount, source := "", Citation{}
				if std.Amount != nil {
					amount = std.Amount.String()
				}
				if std.Source != nil {
					source = *std.Source
				}
				t.row(below.Path, below.Name, item.ID, item.Code, item.Title, std.ID, std.Text, amount, std.Unit, std.Bound, std.Kind, std.Since, std.Until,
					std.Origin, yes(std.Unverified), std.Level, yes(std.Later), source.ID, source.At, source.Number, source.Date, std.Basis)
			}
		}
	}
	return t.bytes()
}

// Places is places.csv: where people go in an edition and in those below it,
// each place in the edition that writes it: windows by agency, and places that
// one item alone has.
func (s *Set) Places(e *handbook.Edition) []byte {
	_, agencies, _ := s.titles()
	t := newTable("edition", "edition_code", "edition_name", "agencies", "agencies_titles", "item", "item_title", "name", "address", "phone", "hours")
	for below := range e.All {
		for n := range below.Places {
			w := &below.Places[n]
			t.row(below.Path, below.Code, below.Name, joined(w.Agencies), agencies.of(w.Agencies), "", "", w.Name, w.Address, w.Phone, w.Hours)
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

// Coverage is coverage.csv: how complete an edition and those below it are.
func (s *Set) Coverage(e *handbook.Edition) []byte {
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
