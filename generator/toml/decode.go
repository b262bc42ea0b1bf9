package toml

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"handbook/generator/diag"
)

// maxDecodeFaults bounds the faults that Decode reports.
const maxDecodeFaults = 100

// Decode fills the struct or the map that into points at and reports every
// fault of the document at once. A field takes the key named in its tag:
//
//	Title  string    `toml:"title,required"`
//	Amount *float64  `toml:"amount"`
//	Guide  Guide     `toml:"guide"`
//
// The option required demands the key; a required string must show something
// (see [shows]), and a required list must have an element. The option inherit is
// required, but not for overlays, and its list may be empty. One field
// of a struct may have the option bare: where a value stands instead of a table,
// it goes into that field, so that materials = ["a", { name = "b", copies = 2 }]
// is a list of one type. A slice may have the option one: a single element stands
// for a list of it. Fields without a tag are left alone; the fields of an
// embedded struct without one belong to the struct around it.
//
// Fields are strings, bools, ints, floats (which take whole numbers too),
// [Date], structs, slices, pointers (nil without the key), map[string]T with
// free keys, any (values as for [Decoder]), and Decoders. A field whose key is
// absent keeps its value. After a fault Decode still fills the other fields. A
// broken document decodes to nothing, without faults.
func (d *Doc) Decode(into any) diag.List { return d.decode(into, false) }

// DecodeOverlay does as Decode for a document that holds only the differences from
// another: keys tagged inherit may be missing.
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
	w.value(v.Elem(), &d.root, "")
	return w.faults
}

// decoding is one run of Decode. Its methods fill v from the node n; name is the
// nearest key, for messages.
type decoding struct {
	doc     *Doc
	overlay bool
	faults  diag.List // at most maxDecodeFaults, and one that reports the limit
}

func (w *decoding) full() bool { return len(w.faults) > maxDecodeFaults }

// add reports a fault at the value of n.
func (w *decoding) add(n *node, fault diag.Fault) {
	switch {
	case w.full():
	case len(w.faults) == maxDecodeFaults:
		w.faults.Add(diag.New(diag.Pos{File: w.doc.source.Path}, tooManyFaults, maxDecodeFaults))
	default:
		fault.Pos = w.doc.valPos(n)
		w.faults.Add(fault)
	}
}

func message(m diag.Message, args ...any) diag.Fault { return diag.New(diag.Pos{}, m, args...) }

// table fills a struct.
func (w *decoding) table(v reflect.Value, n *node, name string) {
	info := infoOf(v.Type())
	known := 0
	for _, field := range info.fields {
		child := n.keys[field.name]
		if child == nil {
			if field.required && !(w.overlay && field.inherit) {
				w.missing(n, name, field)
			}
			continue
		}
		known++
		w.field(v, field, child, field.name)
	}
	if known == len(n.keys) {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(n.keys)) {
		if slices.Contains(info.names, key) || w.full() {
			continue
		}
		fault := message(unknownKey, short(key))
		if near := diag.Nearest(key, info.names); near != "" {
			fault = fault.WithHint(hintNearest, near)
		} else {
			fault = fault.WithHint(hintKnown, strings.Join(info.names, ", "))
		}
		w.add(&node{key: n.keys[key].key}, fault)
	}
}

// field fills one field of a struct.
func (w *decoding) field(v reflect.Value, field *field, n *node, name string) {
	into := v.FieldByIndex(field.index)
	if field.one && !n.isList() {
		into.Set(reflect.MakeSlice(into.Type(), 1, 1))
		into = into.Index(0)
	}
	w.value(into, n, name)
	text, isText := n.value.(string)
	switch {
	case field.required && n.isList() && len(n.elems) == 0 && !field.inherit:
		w.add(n, message(emptyValue, short(name)).WithHint(hintElement))
	case !field.required || !isText || shows(text):
	case blank(text):
		w.add(n, message(emptyValue, short(name)).WithHint(hintEmpty))
	default:
		w.add(n, message(unseenValue, short(name)).WithHint(hintUnseen))
	}
}

func (w *decoding) missing(n *node, name string, field *field) {
	fault := message(missingKeyIn, field.name, short(name))
	if n == &w.doc.root {
		fault = message(missingKey, field.name)
	}
	w.add(n, fault.WithHint(hintAdd, field.name+" = "+sampleOf(field.kind)))
}

var (
	decoderType = reflect.TypeFor[Decoder]()
	dateType    = reflect.TypeFor[Date]()
)

// value fills one field or element.
func (w *decoding) value(v reflect.Value, n *node, name string) {
	t := v.Type()
	if v.CanAddr() && reflect.PointerTo(t).Implements(decoderType) {
		if said := v.Addr().Interface().(Decoder).DecodeTOML(n.plain()); said != nil {
			w.add(n, diag.Fault{Said: *said})
		}
		return
	}
	if t == dateType {
		w.scalar(v, n, wordDate, name)
		return
	}
	switch t.Kind() {
	case reflect.String:
		w.scalar(v, n, wordText, name)
	case reflect.Bool:
		w.scalar(v, n, wordBool, name)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		switch i, ok := n.value.(int64); {
		case !ok:
			w.wrong(wordInt, n, name)
		case v.OverflowInt(i):
			w.add(n, message(numberTooLarge, strconv.FormatInt(i, 10)))
		default:
			v.SetInt(i)
		}
	case reflect.Float32, reflect.Float64:
		f, ok := n.value.(float64)
		if i, whole := n.value.(int64); whole {
			f, ok = float64(i), true
		}
		switch {
		case !ok:
			w.wrong(wordNumber, n, name)
		case math.IsNaN(f) || math.IsInf(f, 0): // TOML has them, but they are not amounts
			w.add(n, message(notFinite, short(name), strings.ToLower(fmt.Sprint(f))).WithHint(hintFinite))
		default:
			v.SetFloat(f)
		}
	case reflect.Pointer:
		fresh := reflect.New(t.Elem())
		before := len(w.faults)
		w.value(fresh.Elem(), n, name)
		if len(w.faults) == before || t.Elem().Kind() == reflect.Struct {
			v.Set(fresh)
		}
	case reflect.Interface:
		v.Set(reflect.ValueOf(n.plain()))
	case reflect.Struct:
		bare := infoOf(t).bare
		switch {
		case n.isTable():
			w.table(v, n, name)
		case bare == nil:
			w.wrong(wordTable, n, name)
		default:
			w.field(v, bare, n, name)
		}
	case reflect.Slice:
		if !n.isList() {
			w.wrong(wordList, n, name)
			return
		}
		v.Set(reflect.MakeSlice(t, len(n.elems), len(n.elems)))
		for i, element := range n.elems {
			w.value(v.Index(i), element, name)
		}
	case reflect.Map:
		w.free(v, n, name)
	default:
		panic(fmt.Sprintf("toml: cannot decode into %s", t))
	}
}

// scalar fills a field that takes no value but of its own kind.
func (w *decoding) scalar(v reflect.Value, n *node, want word, name string) {
	value := reflect.ValueOf(n.value)
	if value.Kind() != v.Kind() || !value.CanConvert(v.Type()) {
		w.wrong(want, n, name)
		return
	}
	v.Set(value.Convert(v.Type()))
}

// free fills a map with free keys.
func (w *decoding) free(v reflect.Value, n *node, name string) {
	if !n.isTable() {
		w.wrong(wordTable, n, name)
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(n.keys)))
	for _, key := range slices.Sorted(maps.Keys(n.keys)) {
		element := reflect.New(v.Type().Elem()).Elem()
		w.value(element, n.keys[key], key)
		v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), element)
	}
}

// wrong reports a value of the wrong type.
func (w *decoding) wrong(want word, n *node, name string) {
	fault := message(wrongType(want, wordFor(n)), short(name))
	text, isText := n.value.(string)
	text = strings.TrimSpace(text)
	switch {
	case want == wordText && n.kind == leafNode:
		fault = fault.WithHint(hintQuotes, fmt.Sprint(n.value))
	case want == wordList && isText:
		fault = fault.WithHint(hintBrackets, strconv.Quote(short(text)))
	case want == wordTable:
		fault = fault.WithHint(hintTable, short(name))
	case want == wordBool:
		fault = fault.WithHint(hintTrueFalse)
	case want == wordDate:
		fault = fault.WithHint(hintDate)
	case (want == wordInt || want == wordNumber) && isText:
		number := strings.NewReplacer(",", "", "，", "").Replace(text) // 1,000
		if _, err := strconv.ParseFloat(number, 64); err == nil {
			fault = fault.WithHint(hintUnquote, number)
		} else {
			fault = fault.WithHint(hintUnit)
		}
	case want == wordInt:
		fault = fault.WithHint(hintWhole)
	}
	w.add(n, fault)
}
