package opendata

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"handbook/generator/diag"
)

// Parse reads a catalogue.json; name is for messages. It passes over unknown
// keys. The catalogue is nil where there are faults: no JSON, a value of the
// wrong kind, another format, an entry without an id, an id that is there twice.
func Parse(name string, data []byte) (*Catalogue, diag.List) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	fail := func(pos diag.Pos, m, hint diag.Message, args ...any) (*Catalogue, diag.List) {
		return nil, diag.List{diag.New(pos, m, args...).WithHint(hint)}
	}
	// Another format may have values of other kinds, so its version comes first.
	var version struct {
		Format *int `json:"format"`
	}
	c := &Catalogue{}
	err := json.Unmarshal(data, &version)
	if err == nil {
		if version.Format == nil {
			return fail(diag.Pos{File: name}, noFormat, hintJSON)
		}
		if *version.Format != format {
			return fail(diag.Pos{File: name}, otherFormat, hintFormat, *version.Format, format)
		}
		err = json.Unmarshal(data, c)
	}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fail(position(name, data, syntax.Offset), notJSON, hintJSON, syntax.Error())
	case errors.As(err, &kind):
		return fail(position(name, data, kind.Offset), wrongKind, hintJSON, kind.Field, kind.Value)
	case err != nil:
		return fail(diag.Pos{File: name}, notJSON, hintJSON, err.Error())
	}
	if faults := c.ids(name); len(faults) > 0 {
		return nil, faults
	}
	return c, nil
}

// maxFaults is the number of entries without a good id that Parse reports.
const maxFaults = 50

// ids reports entries without an id, and those whose id another entry has.
func (c *Catalogue) ids(name string) diag.List {
	var faults diag.List
	list := func(key string, n int, id func(int) string) {
		seen := map[string]bool{}
		for k := range n {
			if len(faults) == maxFaults {
				return
			}
			switch one := id(k); {
			case one == "":
				faults.Add(diag.New(diag.Pos{File: name}, noID, key).WithHint(hintJSON))
			case seen[one]:
				faults.Add(diag.New(diag.Pos{File: name}, idTwice, one, key).WithHint(hintJSON))
			default:
				seen[one] = true
			}
		}
	}
	list("domains", len(c.Domains), func(n int) string { return c.Domains[n].ID })
	list("groups", len(c.Groups), func(n int) string { return c.Groups[n].ID })
	list("agencies", len(c.Agencies), func(n int) string { return c.Agencies[n].ID })
	list("sources", len(c.Sources), func(n int) string { return c.Sources[n].ID })
	list("items", len(c.Items), func(n int) string {
		if c.Items[n] == nil {
			return ""
		}
		return c.Items[n].ID
	})
	for _, item := range c.Items {
		if item != nil {
			list(item.ID+".standards", len(item.Standards), func(n int) string { return item.Standards[n].text("id") })
		}
	}
	return faults
}

// position returns the place of the byte before an offset; the file where the
// offset is 0.
func position(name string, data []byte, offset int64) diag.Pos {
	if offset == 0 {
		return diag.Pos{File: name}
	}
	before := data[:min(int(offset)-1, len(data))]
	start := bytes.LastIndexByte(before, '\n') + 1
	text, _, _ := strings.Cut(string(data[start:]), "\n")
	if utf8.RuneCountInString(text) > 200 { // an entry on one line
		text = ""
	}
	return diag.Pos{File: name, Line: bytes.Count(before, []byte("\n")) + 1, Col: utf8.RuneCount(before[start:]) + 1, Len: 1, Text: text}
}
