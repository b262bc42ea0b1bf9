package opendata

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"handbook/generator/diag"
)

// Parse reads a catalogue.json; name is for messages. Keys that it does not
// know are passed over. The catalogue is nil where there are faults: no JSON, a
// value of the wrong kind, another format, an entry without an id, an id that
// stands twice.
func Parse(name string, data []byte) (*Catalogue, diag.List) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	at := func(offset int64) diag.Pos { return position(name, data, int(offset)) }
	// The format comes first: another one may have other kinds of values.
	var format struct {
		Format *int `json:"format"`
	}
	c := &Catalogue{}
	err := json.Unmarshal(data, &format)
	if err == nil {
		if format.Format == nil {
			return nil, diag.List{diag.New(diag.Pos{File: name}, noFormat).WithHint(hintJSON)}
		}
		if *format.Format != Format {
			return nil, diag.List{diag.New(diag.Pos{File: name}, otherFormat, *format.Format, Format).WithHint(hintFormat)}
		}
		err = json.Unmarshal(data, c)
	}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return nil, diag.List{diag.New(at(syntax.Offset), notJSON, syntax.Error()).WithHint(hintJSON)}
	case errors.As(err, &kind):
		return nil, diag.List{diag.New(at(kind.Offset), wrongKind, kind.Field, kind.Value).WithHint(hintJSON)}
	case err != nil:
		return nil, diag.List{diag.New(diag.Pos{File: name}, notJSON, err.Error()).WithHint(hintJSON)}
	}
	if faults := c.ids(name); len(faults) > 0 {
		return nil, faults
	}
	return c, nil
}

// maxFaults is how many entries without a good id are told of: a file with more
// is none of ours.
const maxFaults = 50

// ids reports entries that nothing can refer to.
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
	list("sources", len(c.Sources), func(n int) string {
		if c.Sources[n] == nil {
			return ""
		}
		return c.Sources[n].ID
	})
	list("items", len(c.Items), func(n int) string {
		if c.Items[n] == nil {
			return ""
		}
		return c.Items[n].ID
	})
	for _, item := range c.Items {
		if item != nil {
			list(item.ID+".standards", len(item.Standards), func(n int) string { return item.Standards[n].ID })
		}
	}
	return faults
}

// position is the place of a byte offset, as diag counts.
func position(name string, data []byte, offset int) diag.Pos {
	offset = min(max(offset-1, 0), len(data))
	before := data[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	text, _, _ := strings.Cut(string(data[start:]), "\n")
	if utf8.RuneCountInString(text) > 200 { // an entry on one line
		text = ""
	}
	return diag.Pos{File: name, Line: bytes.Count(before, []byte("\n")) + 1, Col: utf8.RuneCount(data[start:offset]) + 1, Len: 1, Text: text}
}
