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

// Guide is likewise the values of [guide]; materials are a []Material,
// other elements Clauses. It is nil where an item has none.
type Guide map[string]any

// Terms is likewise the values of a standard, whose keys are those of
// [handbook.StandardKeys]; the amount is a [handbook.Amount], the source a
// Citation, the history a []Past, the values a []Moment.
type Terms map[string]any

func (f Front) MarshalJSON() ([]byte, error) { return write(frontFields, f), nil }
func (g Guide) MarshalJSON() ([]byte, error) { return write(guideFields, g), nil }
func (s Standard) MarshalJSON() ([]byte, error) {
	return merged(write(termFields, s.Terms), marshal(s.Standing)), nil
}

func (f *Front) UnmarshalJSON(data []byte) (err error) {
	*f, err = read(frontFields, data)
	return err
}

func (g *Guide) UnmarshalJSON(data []byte) (err error) {
	*g, err = read(guideFields, data)
	return err
}

func (s *Standard) UnmarshalJSON(data []byte) (err error) {
	if s.Terms, err = read(termFields, data); err == nil {
		err = json.Unmarshal(data, &s.Standing)
	}
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

// text returns the value of a key; "" without one.
func (s *Standard) text(key string) string {
	text, _ := s.Terms[key].(string)
	return text
}

// amount returns the amount of a standard; ok is false for words alone.
func (s *Standard) amount() (amount handbook.Amount, ok bool) {
	amount, ok = s.Terms["amount"].(handbook.Amount)
	return amount, ok
}

// holds reports whether the standard is in force, here or in places below. A list
// without values, of an earlier program, says of all that they are.
func (s *Standard) holds() bool {
	values, _ := s.Terms["values"].([]Moment)
	return values == nil || slices.ContainsFunc(values, func(m Moment) bool { return m.State == "in_force" })
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

// value returns the value of a key; nil without one or with an empty one, and of
// the order and the standards. Of the sources it is their ids, sorted.
func (i *Item) value(k *handbook.Key[handbook.Item]) any {
	var value any
	switch {
	case k.Name == "sources":
		var ids []Citation
		for _, c := range i.Sources {
			ids = append(ids, Citation{ID: c.ID})
		}
		slices.SortFunc(ids, func(a, b Citation) int { return strings.Compare(a.ID, b.ID) })
		value = slices.Compact(ids)
	case k.Name == "eligibility":
		value = i.Eligibility
	case k.Name == "guide.places":
		value = i.Places
	case k.InGuide():
		value = i.Guide[k.Base()]
		switch v := value.(type) { // other sources say the same
		case Clauses:
			value = v.texts()
		case []Material:
			papers := slices.Clone(v)
			for n := range papers {
				papers[n].Basis = Basis{}
			}
			value = papers
		}
	default:
		value = i.Keys[k.Name]
	}
	if v := reflect.ValueOf(value); !v.IsValid() || !v.CanInt() && v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 {
		return nil
	}
	return value
}

// apart are the keys of an item that the format has in another form: the code
// holds the order, Local the places, and Body the others.
var apart = []string{"order", "sources", "standards", "eligibility", "guide.places"}

// always are the keys that every item has, if only with "" or [], and ofTerms
// those of every standard.
var (
	always  = []string{"title", "domain", "recipients", "agencies"}
	ofTerms = []string{"id", "text", "bound", "kind"}
)

// field is a key of a JSON object.
type field struct {
	name string
	of   string // the kind of page that its ids name: "group", "agency", "domain"; "" for none
	typ  reflect.Type
	rule string // for its texts, as the schema tag has it
	doc  string
	must bool // the key is always there
}

var (
	frontFields, guideFields = itemFields()
	termFields               = standardFields()
)

// types are the types of values in JSON.
var types = map[handbook.Type]reflect.Type{
	handbook.Text: reflect.TypeFor[string](), handbook.Choice: reflect.TypeFor[string](),
	handbook.Day: reflect.TypeFor[string](), handbook.Texts: reflect.TypeFor[[]string](), handbook.IDs: reflect.TypeFor[[]string](),
	handbook.Phones: reflect.TypeFor[[]string](), handbook.Flag: reflect.TypeFor[bool](), handbook.Whole: reflect.TypeFor[int](),
	handbook.Number: reflect.TypeFor[handbook.Amount](), handbook.Papers: reflect.TypeFor[[]Material](),
	handbook.Clauses: reflect.TypeFor[Clauses](), handbook.Sentence: reflect.TypeFor[Clauses](),
}

// fieldOf returns a key as JSON has it.
func fieldOf[T any](k *handbook.Key[T], must []string) field {
	f := field{name: k.Base(), of: k.Of, typ: types[k.Type], doc: cmp.Or(k.Doc, k.Label), must: slices.Contains(must, k.Name)}
	switch k.Name {
	case "history":
		f.typ = reflect.TypeFor[[]Past]()
	case "values":
		f.typ = reflect.TypeFor[[]Moment]()
	case "source":
		f.typ = reflect.TypeFor[Citation]()
	}
	switch {
	case f.typ == nil:
		panic("opendata: values of the type " + string(k.Type) + " have no JSON: add the key " + k.Name + " to Body and to apart, or its type here")
	case k.Type == handbook.Day:
		f.rule = "date"
	case k.Type == handbook.Choice:
		f.rule = "enum " + strings.Join(k.Choices, " ")
	case k.Type == handbook.IDs || k.Of != "" || k.Name == "id":
		f.rule = "id"
	}
	return f
}

// standardFields returns the keys of a standard, in the order of the format.
func standardFields() (fields []field) {
	for _, k := range handbook.StandardKeys {
		fields = append(fields, fieldOf(k, ofTerms))
	}
	return fields
}

// itemFields returns the keys of the front matter, and those of its guide, in the
// order of the format.
func itemFields() (front, guide []field) {
	for _, k := range handbook.ItemKeys {
		if slices.Contains(apart, k.Name) {
			continue
		}
		f := fieldOf(k, always)
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

// valueOf returns a value of an item or a standard as JSON has it; nil where it
// does not say anything, and for a source that is unknown. origin is the edition that
// wrote it.
func (s *Set) valueOf(value any, origin *handbook.Edition) any {
	switch v := value.(type) {
	case handbook.Date:
		return v.String()
	case handbook.Citations:
		if c := s.citation(v.First()); c != nil {
			return *c
		}
		return nil
	case []handbook.PastAmount:
		var out []Past
		for _, past := range v {
			out = append(out, Past{past.Since.String(), past.Amount, past.Unit, s.citation(past.Source.First())})
		}
		return out
	case []handbook.Material:
		var out []Material
		for _, m := range v {
			out = append(out, Material{m.Name, m.Form, m.Copies, s.h.File(origin, m.FileOf()), s.basis(m.Basis)})
		}
		return out
	case []handbook.Clause:
		var out Clauses
		for _, c := range v {
			out = append(out, Clause{c.Text, c.URL, s.basis(c.Basis)})
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
	case reflect.TypeFor[Standard]():
		return slices.Concat(termFields, fieldsOf(reflect.TypeFor[Standing]()))
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
