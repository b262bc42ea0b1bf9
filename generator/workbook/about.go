package workbook

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// about is the first row of the hidden sheet. Older workbooks lack columns and
// sum, and mark no empty rows.
type about struct{ format, edition, list, state, columns, sum string }

// format is the version of the workbook's format.
const format = "1"

// aboutOf finds the row. It returns false where there is none, or two that differ,
// or the row is damaged.
func aboutOf(grids []grid) (out about, ok bool) {
	for _, g := range grids {
		for _, l := range g.rows {
			if l.cells[1].text != marked+"about" {
				continue
			}
			text := func(col int) string { return l.cells[col].text }
			a := about{text(2), text(3), text(4), text(5), text(6), text(7)}
			if out != (about{}) && out != a {
				return out, false
			}
			out, ok = a, a.format != format || a.columns+a.sum == "" || a.sum == a.check()
		}
	}
	return out, ok
}

// check returns the sum of the other texts.
func (a about) check() string {
	a.sum = ""
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%q", a)))[:24]
}

// later are the white columns that the program has had for a shorter time than the
// list of columns, so older workbooks lack them; likewise the sheet of values.
var later = []string{"items:reviewed", "items:who", "items:verified_by", "standards:source.confidence", "standards:verified", "standards:verified_by",
	"guide:guide.application", "guide:guide.how", "guide:guide.ask", "guide:guide.where", "guide:guide.deadline"}

// has reports whether the workbook had a white column when it was exported.
func (a about) has(t *table, c column) bool {
	name := t.id + ":" + c.id
	if a.columns == "" {
		return t.id != "values" && !slices.Contains(later, name)
	}
	return slices.Contains(strings.Fields(a.columns), name)
}

// hasSheet reports whether the workbook had a sheet when it was exported.
func (a about) hasSheet(t *table) bool {
	return slices.ContainsFunc(t.columns, func(c column) bool { return c.own && a.has(t, c) })
}

// ownColumns lists the marks of the white columns of all sheets.
func (b *book) ownColumns() string {
	var out []string
	for _, t := range b.tables {
		for _, c := range t.columns {
			if c.own {
				out = append(out, t.id+":"+c.id)
			}
		}
	}
	return strings.Join(out, " ")
}
