package opendata

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"

	"handbook/generator/handbook"
)

// Front is the values of an item's keys by their names, as JSON has them, and
// the edition that wrote or last changed the item. Its keys are those of
// [handbook.ItemKeys]: strings (a date is one), lists of strings, booleans and
// numbers. It leaves out keys that the file does not have.
type Front map[string]any

// Guide is likewise the values of [guide]; materials are a []Material. It is
// nil where an item has none.
type Guide map[string]any

func (f Front) MarshalJSON() ([]byte, error) { return write(frontFields, f), nil }
func (g Guide) MarshalJSON() ([]byte, error) { return write(guideFields, g), nil }

func (f *Front) UnmarshalJSON(data []byte) (err error) {
	*f, err = read(frontFields, data)
	return err
}

func (g *Guide) UnmarshalJSON(data []byte) (err error) {
	*g, err = read(guideFields, data)
	return err
}

// text returns the value of a key; "" without one.
func (s *Service) text(key string) string {
	text, _ := s.Keys[key].(string)
	return text
}

// list returns the value of a key; nil without one.
func (s *Service) list(key string) []string {
	list, _ := s.Keys[key].([]string)
	return list
}

// listed returns a list of ids, or one id, as a list that is not nil.
func listed(ids any) []string {
	switch ids := ids.(type) {
	case string:
		return []string{ids}
	case []string:
		return slices.Clone(ids)
	}
	return []string{}
}

// value returns the value of a key; nil without one.
func (s *Service) value(k *handbook.Key[handbook.Item]) any {
	if k.InGuide() {
		return s.Guide[k.Base()]
	}
	return s.Keys[k.Name]
}

// apart are the keys of an item that the format has in another form: the code
// holds the order, Local the places, and Body the others.
var apart = []string{"order", "sources", "standards", "eligibility", "guide.places"}

// always are the keys that every item has, if only with "" or [].
var always = []string{"title", "domain", "recipients", "agencies"}

// field is a key of a JSON object.
type field struct {
	name string
	of   string // the kind of page that its ids name: "group", "agency", "domain"; "" for none
	typ  reflect.Type
	rule string // for its texts, as the schema tag has it
	doc  string
	must bool // the key is always there
}

var frontFields, guideFields = itemFields()

// itemFields returns the keys of the front matter, and those of its guide, in the
// order of the format.
func itemFields() (front, guide []field) {
	types := map[handbook.Type]reflect.Type{
		handbook.Text: reflect.TypeFor[string](), handbook.Address: reflect.TypeFor[string](), handbook.Choice: reflect.TypeFor[string](),
		handbook.Day: reflect.TypeFor[string](), handbook.Texts: reflect.TypeFor[[]string](), handbook.IDs: reflect.TypeFor[[]string](),
		handbook.Phones: reflect.TypeFor[[]string](), handbook.Flag: reflect.TypeFor[bool](), handbook.Whole: reflect.TypeFor[int](),
		handbook.Number: reflect.TypeFor[handbook.Amount](), handbook.Papers: reflect.TypeFor[[]Material](),
	}
	for _, k := range handbook.ItemKeys {
		if slices.Contains(apart, k.Name) {
			continue
		}
		f := field{name: k.Base(), of: k.Of, typ: types[k.Type], doc: cmp.Or(k.Doc, k.Label), must: slices.Contains(always, k.Name)}
		switch {
		case f.typ == nil:
			panic("opendata: values of the type " + string(k.Type) + " have no JSON: add the key " + k.Name + " to Body and to apart")
		case k.Type == handbook.Day:
			f.rule = "date"
		case k.Type == handbook.IDs || k.Of != "":
			f.rule = "id"
		}
		if k.InGuide() {
			guide = append(guide, f)
			continue
		}
		front = append(front, f)
		if k.Name == "domain" {
			front = append(front, field{name: "edition", typ: reflect.TypeFor[string](), rule: "path", doc: "最后改动这个项目的版本", must: true})
		}
	}
	return front, guide
}

// valueOf returns the value of an item's key as JSON has it; nil where the item
// does not say anything.
func valueOf(k *handbook.Key[handbook.Item], item *handbook.Item) any {
	switch v := k.Value(item).(type) {
	case handbook.Date:
		return v.String()
	case []handbook.Material:
		var out []Material
		for _, m := range v {
			out = append(out, Material(m))
		}
		return out
	default:
		return v
	}
}

// fieldsOf returns the keys of the JSON of a type, in their order.
func fieldsOf(t reflect.Type) []field {
	switch t {
	case reflect.TypeFor[Item]():
		return slices.Concat(fieldsOf(reflect.TypeFor[Heading]()), frontFields, fieldsOf(reflect.TypeFor[Body]()), fieldsOf(reflect.TypeFor[Local]()))
	case reflect.TypeFor[Guide]():
		return guideFields
	}
	var out []field
	for _, f := range reflect.VisibleFields(t) {
		if tag, ok := f.Tag.Lookup("json"); ok { // others are embedded
			name, options, _ := strings.Cut(tag, ",")
			out = append(out, field{name: name, typ: f.Type, rule: f.Tag.Get("schema"), doc: f.Tag.Get("doc"), must: options != "omitempty"})
		}
	}
	return out
}

// write returns the JSON object of values.
func write(fields []field, values map[string]any) []byte {
	b := bytes.NewBufferString("{")
	for _, f := range fields {
		value, has := values[f.name]
		if !has {
			if !f.must {
				continue
			}
			value = reflect.Zero(f.typ).Interface()
			if f.typ.Kind() == reflect.Slice {
				value = []string{}
			}
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + f.name + `":`)
		b.Write(marshal(value))
	}
	b.WriteByte('}')
	return b.Bytes()
}

// read reads the values that write has written, and passes over other keys.
func read(fields []field, data []byte) (map[string]any, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil {
		return nil, err
	}
	out := map[string]any{}
	for _, f := range fields {
		one, has := object[f.name]
		if !has || string(one) == "null" {
			continue
		}
		value := reflect.New(f.typ)
		if err := json.Unmarshal(one, value.Interface()); err != nil {
			if kind := (*json.UnmarshalTypeError)(nil); errors.As(err, &kind) {
				kind.Field = f.name
			}
			return nil, err
		}
		out[f.name] = value.Elem().Interface()
	}
	return out, nil
}
