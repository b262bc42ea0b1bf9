package main

import (
	"fmt"
	"text/tabwriter"

	"handbook/generator/handbook"
)

// raisedJSON is a standard above the floor in the output of check --format json.
type raisedJSON struct {
	Edition   string          `json:"edition"`
	Item      string          `json:"item"`
	Standard  string          `json:"standard"`
	Inherited handbook.Amount `json:"inherited"`
	Amount    handbook.Amount `json:"amount"`
	Unit      string          `json:"unit"`
	Ratio     float64         `json:"ratio"`
	Basis     string          `json:"basis"` // may be ""
}

func raisedRows(raised []handbook.Raised) []raisedJSON {
	rows := []raisedJSON{}
	for _, r := range raised {
		rows = append(rows, raisedJSON{
			r.Edition.Path, r.Item.ID, r.Standard.ID, *r.Above.Amount, *r.Value.Amount, r.Above.Unit, r.Ratio, r.Standard.Basis,
		})
	}
	return rows
}

// agedJSON is an old sum of money in the output of check --format json.
type agedJSON struct {
	File     string          `json:"file"`
	Line     int             `json:"line"`
	Edition  string          `json:"edition"` // that wrote it; "" for the province
	Item     string          `json:"item"`
	Standard string          `json:"standard"`
	Kind     string          `json:"kind"`
	Amount   handbook.Amount `json:"amount"`
	Unit     string          `json:"unit"`
	Year     int             `json:"year"`     // of its newest source
	Editions int             `json:"editions"` // number of editions where it is in force
}

func agedRows(aged []handbook.Aged) []agedJSON {
	rows := []agedJSON{}
	for _, a := range aged {
		pos := a.Value.At("amount")
		rows = append(rows, agedJSON{
			pos.File, pos.Line, a.Standard.EditionOf(a.Value).Path, a.Item.ID, a.Standard.ID, a.Standard.Kind, *a.Value.Amount, a.Value.Unit, a.Year, a.Editions,
		})
	}
	return rows
}

// coverageJSON is the completeness of one edition.
type coverageJSON struct {
	Edition       string                        `json:"edition"` // "" for the province
	Items         int                           `json:"items"`
	NotApplicable int                           `json:"not_applicable"`
	Fields        map[string]coverageFieldsJSON `json:"fields"`
}

type coverageFieldsJSON struct {
	Own       int `json:"own"`
	Inherited int `json:"inherited"`
	Missing   int `json:"missing"`
}

func coverageRows(coverage []handbook.Coverage) []coverageJSON {
	rows := []coverageJSON{}
	for _, c := range coverage {
		row := coverageJSON{c.Edition.Path, c.Items, c.NotApplicable, map[string]coverageFieldsJSON{}}
		for _, f := range c.Fields {
			row.Fields[f.Field] = coverageFieldsJSON{f.Own, f.Inherited, f.Missing}
		}
		rows = append(rows, row)
	}
	return rows
}

// writeRaised prints the standards above the floor with their ratios, the furthest
// first.
func (t *tool) writeRaised(raised []handbook.Raised) error {
	if len(raised) == 0 {
		return nil
	}
	fmt.Fprintf(t.out, "\n%s\n", aboveFloor.In(t.lang, len(raised)))
	w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	for _, r := range raised {
		ratio := "-" // raised from nothing
		if r.Ratio > 0 {
			ratio = fmt.Sprintf("%.2f×", r.Ratio)
		}
		// Chinese text comes last: tabwriter counts columns in characters.
		fmt.Fprintf(w, "  %s\t%s\t%s %s\t%s → %s　%s\n", ratio, r.Edition.Path, r.Item.ID, r.Standard.ID,
			r.Above, r.Value, r.Edition.Name+"："+r.Standard.Text)
	}
	return w.Flush()
}
