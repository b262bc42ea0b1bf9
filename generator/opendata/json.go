package opendata

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
)

// JSON is catalogue.json: one line for each key and for each entry of a list,
// so that two versions can be compared line by line.
func (c *Catalogue) JSON() []byte {
	var b bytes.Buffer
	b.Grow(512 << 10)
	value := reflect.ValueOf(c).Elem()
	for n := range value.NumField() {
		open := ",\n"
		if n == 0 {
			open = "{\n"
		}
		key, _, _ := strings.Cut(value.Type().Field(n).Tag.Get("json"), ",")
		b.WriteString(open + `"` + key + `": `)
		field := value.Field(n)
		if field.Kind() != reflect.Slice || field.Len() == 0 {
			b.Write(marshal(field.Interface()))
			continue
		}
		for k := range field.Len() {
			if k == 0 {
				b.WriteString("[\n")
			} else {
				b.WriteString(",\n")
			}
			b.Write(line(field.Index(k).Interface()))
		}
		b.WriteString("\n]")
	}
	b.WriteString("\n}\n")
	return b.Bytes()
}

// JSON is items/ITEM.json: the item as it stands in catalogue.json.
func (i *Item) JSON() []byte { return append(line(i), '\n') }

// line is the JSON of an entry. What an item shares with other editions is
// taken as it was made, and followed by what it does not.
func line(entry any) []byte {
	switch entry := entry.(type) {
	case *Source:
		if entry.joined != nil {
			return entry.joined
		}
	case *Item:
		if entry.Service.joined == nil {
			break
		}
		own := marshal(entry.Local)
		if len(own) == len("{}") {
			return entry.Service.joined
		}
		shared := entry.Service.joined
		return append(append(append(make([]byte, 0, len(shared)+len(own)), shared[:len(shared)-1]...), ','), own[1:]...)
	}
	return marshal(entry)
}

// marshal writes a value of this package on one line. HTML is not escaped: the
// bytes stand in files of their own, never within a page.
func marshal(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // a type of this package that JSON cannot hold
	}
	// Clipped, since lines are shared: who appends to one must have a copy of its own.
	return slices.Clip(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}
