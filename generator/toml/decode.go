package toml

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"handbook/generator/diag"
)

// maxDecodeFaults bounds what is reported of one file.
const maxDecodeFaults = 100

// Decode fills the struct or the map that into points at, strictly, and reports
// every fault of the document at once. A field takes the key named in its tag:
//
//	Title  string    `toml:"title,required"`
//	Amount *float64  `toml:"amount"`
//	Guide  Guide     `toml:"guide"`
//
// Fields without a tag are left alone; embedded structs without one belong to
// the struct around them. A required key must be there, and if its field is a
// string, show something: more than spaces and characters that nobody sees. The option inherit means required but for overlays. Of a
// struct, one field may be marked with the option bare: where a value stands
// instead of a table, it is taken for that field alone, so that materials =
// ["a", { name = "b", copies = 2 }] is a list of one type.
//
// Fields are strings, bools, ints, floats (which take whole numbers too),
// [Date], structs, slices, pointers (nil without the key), map[string]T with
// free keys, any (values as in [Decoder]), and Decoders. Keys absent from the
// document leave their fields as they are. After a fault the other fields are
// filled all the same. A broken document decodes to nothing, without faults.
func (d *Doc) Decode(into any) diag.List { return d.decode(into, false) }

// DecodeOverlay is Decode for a document that holds only what differs from
// another: keys tagged inherit, which Decode requires, may be missing.
func (d *Doc) DecodeOverlay(into any) diag.List { return d.decode(into, true) }

func (d *Doc) decode(into any, overlay bool) diag.List {
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct && v.Elem().Kind() != reflect.Map {
		panic(fmt.Sprintf("toml: cannot decode into %T, only into a pointer to a struct or a map", into))
	}
	if d.broken {
		return nil
	}
	w := decoding{doc: d, overlay: overlay}
	if v.Elem().Kind() == reflect.Map {
		w.value(v.Elem(), d.values, nil)
	} else {
		w.table(v.Elem(), d.values, nil)
	}
	if w.cut {
		w.faults.Add(diag.New(diag.Pos{File: d.source.Path}, tooManyFaults, maxDecodeFaults))
	}
	return w.faults
}

// decoding is one run of Decode.
type decoding struct {
	doc     *Doc
	overlay bool
	faults  diag.List
	cut     bool // some faults were left out
}

// A step is one element of the path to a value, linked to the one before, so
// that paths cost nothing until there is a fault.
type step struct {
	up  *step
	key string
	i   int // element of a list where key is ""
	elt bool
}

func (s *step) path() []any {
	var path []any
	for ; s != nil; s = s.up {
		if s.elt {
			path = append(path, s.i)
		} else {
			path = append(path, s.key)
		}
	}
	slices.Reverse(path)
	return path
}

// name is the nearest key, to be told in messages.
func (s *step) name() string {
	for ; s != nil; s = s.up {
		if !s.elt {
			return short(s.key)
		}
	}
	return ""
}

func (w *decoding) room() bool {
	w.cut = w.cut || len(w.faults) >= maxDecodeFaults
	return !w.cut
}

// table fills a struct.
func (w *decoding) table(v reflect.Value, values map[string]any, at *step) {
	info := infoOf(v.Type())
	known := 0
	for i := range info.fields {
		field := &info.fields[i]
		value, found := values[field.name]
		if !found {
			if field.required && !(w.overlay && field.inherit) {
				w.missing(at, field)
			}
			continue
		}
		known++
		here := step{up: at, key: field.name}
		w.value(v.FieldByIndex(field.index), value, &here)
		if field.required {
			w.empty(value, &here)
		}
	}
	if known == len(values) {
		return
	}
	var unknown []string
	for key := range values {
		if !info.has(key) {
			unknown = append(unknown, key)
		}
	}
	slices.Sort(unknown)
	for _, key := range unknown {
		if !w.room() {
			return
		}
		here := step{up: at, key: key}
		fault := diag.New(w.doc.KeyAt(here.path()...), unknownKey, short(key))
		if near := diag.Nearest(key, info.names); near != "" {
			fault = fault.WithHint(hintNearest, near)
		} else {
			fault = fault.WithHint(hintKnown, strings.Join(info.names, ", "))
		}
		w.faults.Add(fault)
	}
}

// empty reports a text that must show something and does not.
func (w *decoding) empty(value any, at *step) {
	text, isText := value.(string)
	switch {
	case !isText || shows(text) || !w.room():
	case blank(text):
		w.faults.Add(diag.New(w.doc.At(at.path()...), emptyValue, at.name()).WithHint(hintEmpty))
	default:
		w.faults.Add(diag.New(w.doc.At(at.path()...), unseenValue, at.name()).WithHint(hintUnseen))
	}
}

func (w *decoding) missing(at *step, field *field) {
	if !w.room() {
		return
	}
	sample := field.name + " = " + sampleOf(field.kind)
	pos := w.doc.At(at.path()...)
	if at == nil {
		w.faults.Add(diag.New(pos, missingKey, field.name).WithHint(hintAdd, sample))
		return
	}
	w.faults.Add(diag.New(pos, missingKeyIn, field.name, at.name()).WithHint(hintAdd, sample))
}

var (
	decoderType = reflect.TypeFor[Decoder]()
	dateType    = reflect.TypeFor[Date]()
)

// value fills one field or element.
func (w *decoding) value(v reflect.Value, value any, at *step) {
	t := v.Type()
	if v.CanAddr() && reflect.PointerTo(t).Implements(decoderType) {
		if said := v.Addr().Interface().(Decoder).DecodeTOML(plain(value)); said != nil && w.room() {
			w.faults.Add(diag.Fault{Pos: w.doc.At(at.path()...), Said: *said})
		}
		return
	}
	if t == dateType {
		if date, ok := plain(value).(Date); ok {
			v.Set(reflect.ValueOf(date))
		} else {
			w.wrong(wordDate, value, at)
		}
		return
	}
	switch t.Kind() {
	case reflect.String:
		if text, ok := value.(string); ok {
			v.SetString(text)
		} else {
			w.wrong(wordText, value, at)
		}
	case reflect.Bool:
		if b, ok := value.(bool); ok {
			v.SetBool(b)
		} else {
			w.wrong(wordBool, value, at)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, ok := value.(int64)
		switch {
		case !ok:
			w.wrong(wordInt, value, at)
		case v.OverflowInt(n):
			if w.room() {
				w.faults.Add(diag.New(w.doc.At(at.path()...), numberTooLarge, strconv.FormatInt(n, 10)))
			}
		default:
			v.SetInt(n)
		}
	case reflect.Float32, reflect.Float64:
		switch n := value.(type) {
		case int64:
			v.SetFloat(float64(n))
		case float64:
			// nan and inf are TOML, but no amount of anything.
			if math.IsNaN(n) || math.IsInf(n, 0) {
				w.wrong(wordNumber, value, at)
				return
			}
			v.SetFloat(n)
		default:
			w.wrong(wordNumber, value, at)
		}
	case reflect.Pointer:
		fresh := reflect.New(t.Elem())
		before := len(w.faults)
		w.value(fresh.Elem(), value, at)
		if len(w.faults) == before || t.Elem().Kind() == reflect.Struct {
			v.Set(fresh)
		}
	case reflect.Interface:
		v.Set(reflect.ValueOf(plain(value)))
	case reflect.Struct:
		w.structure(v, value, at)
	case reflect.Slice:
		w.list(v, value, at)
	case reflect.Map:
		w.free(v, value, at)
	default:
		panic(fmt.Sprintf("toml: cannot decode into %s", t))
	}
}

func (w *decoding) structure(v reflect.Value, value any, at *step) {
	if values, ok := value.(map[string]any); ok {
		w.table(v, values, at)
		return
	}
	info := infoOf(v.Type())
	if info.bare == nil {
		w.wrong(wordTable, value, at)
		return
	}
	w.value(v.FieldByIndex(info.bare.index), value, at)
	if info.bare.required {
		w.empty(value, at)
	}
}

func (w *decoding) list(v reflect.Value, value any, at *step) {
	switch list := value.(type) {
	case []any:
		out := reflect.MakeSlice(v.Type(), len(list), len(list))
		for i, element := range list {
			w.value(out.Index(i), element, &step{up: at, i: i, elt: true})
		}
		v.Set(out)
	case []map[string]any:
		out := reflect.MakeSlice(v.Type(), len(list), len(list))
		for i, element := range list {
			w.value(out.Index(i), element, &step{up: at, i: i, elt: true})
		}
		v.Set(out)
	default:
		w.wrong(wordList, value, at)
	}
}

// free fills a map whose keys are the editor's.
func (w *decoding) free(v reflect.Value, value any, at *step) {
	values, ok := value.(map[string]any)
	if !ok {
		w.wrong(wordTable, value, at)
		return
	}
	out := reflect.MakeMapWithSize(v.Type(), len(values))
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		element := reflect.New(v.Type().Elem()).Elem()
		w.value(element, values[key], &step{up: at, key: key})
		out.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), element)
	}
	v.Set(out)
}

// wrong reports a value of the wrong type.
func (w *decoding) wrong(want word, value any, at *step) {
	if !w.room() {
		return
	}
	fault := diag.New(w.doc.At(at.path()...), wrongType(want, wordFor(value)), at.name())
	text, isText := value.(string)
	text = strings.TrimSpace(text)
	switch {
	case want == wordText && !isText && isScalar(value):
		fault = fault.WithHint(hintQuotes, fmt.Sprint(plain(value)))
	case want == wordList && isText:
		fault = fault.WithHint(hintBrackets, strconv.Quote(short(text)))
	case want == wordTable:
		fault = fault.WithHint(hintTable, at.name())
	case want == wordBool:
		fault = fault.WithHint(hintTrueFalse)
	case want == wordDate:
		fault = fault.WithHint(hintDate)
	case (want == wordInt || want == wordNumber) && isText:
		if _, err := strconv.ParseFloat(text, 64); err == nil {
			fault = fault.WithHint(hintUnquote, text)
		} else {
			fault = fault.WithHint(hintUnit)
		}
	case want == wordInt:
		fault = fault.WithHint(hintWhole)
	}
	w.faults.Add(fault)
}

func isScalar(value any) bool {
	switch value.(type) {
	case map[string]any, []any, []map[string]any:
		return false
	}
	return true
}

// localDate is the name of the zone that the library gives to local dates.
const localDate = "date-local"

// plain makes the library's values independent of the library and of the
// machine's time zone.
func plain(value any) any {
	switch value := value.(type) {
	case time.Time:
		if value.Location().String() == localDate {
			return Date{value.Year(), value.Month(), value.Day()}
		}
		return value
	case []any:
		out := make([]any, len(value))
		for i, element := range value {
			out[i] = plain(element)
		}
		return out
	case []map[string]any:
		out := make([]any, len(value))
		for i, element := range value {
			out[i] = plain(element)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(value))
		for key, element := range value {
			out[key] = plain(element)
		}
		return out
	}
	return value
}
