package opendata

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
)

// JSON returns catalogue.json: one line for each key and for each entry of a list,
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
			if item, is := field.Index(k).Interface().(*Item); is {
				b.Write(item.line())
			} else {
				b.Write(marshal(field.Index(k).Interface()))
			}
		}
		b.WriteString("\n]")
	}
	b.WriteString("\n}\n")
	return b.Bytes()
}

// line returns the JSON of an item, in bytes of its own.
func (i *Item) line() []byte {
	if i.made != nil {
		return merged(i.made, marshal(i.Local))
	}
	return merged(marshal(i.Heading), marshal(i.Keys), marshal(i.Body), marshal(i.Local))
}

func (i *Item) MarshalJSON() ([]byte, error) { return i.line(), nil }

func (i *Item) UnmarshalJSON(data []byte) error {
	i.Service = &Service{}
	for _, part := range []any{&i.Heading, &i.Keys, &i.Body, &i.Local} {
		if err := json.Unmarshal(data, part); err != nil {
			if kind := (*json.UnmarshalTypeError)(nil); errors.As(err, &kind) {
				kind.Offset = 0 // it counts from the beginning of the item
			}
			return err
		}
	}
	return nil
}

// merged returns one JSON object with the keys of several.
func merged(objects ...[]byte) []byte {
	out := []byte{'{'}
	for _, object := range objects {
		if len(object) == len("{}") {
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(out, object[1:len(object)-1]...)
	}
	return append(out, '}')
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
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
