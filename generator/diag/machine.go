package diag

import (
	"encoding/json"
	"io"
	"net/url"
	"slices"
)

// jsonPos is a position in JSON output.
type jsonPos struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Length int    `json:"length,omitempty"`
}

type jsonNote struct {
	jsonPos
	Message string `json:"message"`
}

type jsonFault struct {
	jsonPos
	Severity string     `json:"severity"`
	Code     string     `json:"code"`
	Message  string     `json:"message"`
	Line     string     `json:"text,omitempty"`
	Hint     string     `json:"hint,omitempty"`
	Notes    []jsonNote `json:"notes,omitempty"`
}

func (p Pos) json() jsonPos { return jsonPos{p.File, p.Line, p.Col, p.Len} }

// JSON returns the faults as values for encoding/json, sorted and without
// duplicates. The result is never nil: an empty list is [] and not null.
func (l List) JSON(lang Lang) any {
	out := []jsonFault{}
	for _, f := range l.Sorted() {
		j := jsonFault{
			jsonPos: f.Pos.json(), Severity: f.Severity.String(), Code: f.Code(),
			Message: f.Said.In(lang), Line: f.Pos.Text, Hint: f.Hint.In(lang),
		}
		for _, n := range f.Notes {
			j.Notes = append(j.Notes, jsonNote{n.Pos.json(), n.Said.In(lang)})
		}
		out = append(out, j)
	}
	return out
}

// WriteSARIF writes the faults as SARIF 2.1.0, with which code hosts show findings
// beside the lines. version is the program's version.
func (l List) WriteSARIF(w io.Writer, lang Lang, version string) error {
	type message struct {
		Text string `json:"text"`
	}
	type region struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	type location struct {
		Physical struct {
			Artifact struct {
				URI string `json:"uri"`
			} `json:"artifactLocation"`
			Region *region `json:"region,omitempty"`
		} `json:"physicalLocation"`
		Message *message `json:"message,omitempty"`
	}
	type rule struct {
		ID string `json:"id"`
	}
	type result struct {
		RuleID    string     `json:"ruleId"`
		Level     string     `json:"level"`
		Message   message    `json:"message"`
		Locations []location `json:"locations"`
		Related   []location `json:"relatedLocations,omitempty"`
	}
	type driver struct {
		Name    string `json:"name"`
		Version string `json:"version"`
		Rules   []rule `json:"rules"`
	}
	type tool struct {
		Driver driver `json:"driver"`
	}
	type run struct {
		Tool       tool     `json:"tool"`
		ColumnKind string   `json:"columnKind"`
		Results    []result `json:"results"`
	}
	type log struct {
		Schema  string `json:"$schema"`
		Version string `json:"version"`
		Runs    []run  `json:"runs"`
	}

	at := func(p Pos) (out location) {
		out.Physical.Artifact.URI = (&url.URL{Path: p.File}).String()
		if p.Line > 0 {
			out.Physical.Region = &region{p.Line, p.Col, p.Col + max(p.Len, 1)}
		}
		return out
	}
	rules, results := []rule{}, []result{}
	for _, f := range l.Sorted() {
		text := f.Said.In(lang)
		if hint := f.Hint.In(lang); hint != "" {
			text += "\n" + wordHint.In(lang) + ": " + hint
		}
		r := result{RuleID: f.Code(), Level: f.Severity.String(), Message: message{text}, Locations: []location{at(f.Pos)}}
		for _, n := range f.Notes {
			related := at(n.Pos)
			related.Message = &message{n.Said.In(lang)}
			r.Related = append(r.Related, related)
		}
		results = append(results, r)
		rules = append(rules, rule{f.Code()})
	}
	slices.SortFunc(rules, func(a, b rule) int {
		if a.ID < b.ID {
			return -1
		}
		if a.ID > b.ID {
			return 1
		}
		return 0
	})
	rules = slices.Compact(rules)
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(log{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs: []run{{
			Tool: tool{driver{"handbook", version, rules}}, ColumnKind: "unicodeCodePoints", Results: results,
		}},
	})
}
