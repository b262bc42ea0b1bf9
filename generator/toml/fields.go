package toml

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"handbook/generator/diag"
)

// A field is one key that a struct takes.
type field struct {
	name     string
	index    []int
	required bool
	inherit  bool // required, but not in an overlay
	one      bool // a list, for which a single element may stand
	kind     reflect.Type
}

// tableInfo says which keys a struct takes.
type tableInfo struct {
	fields []*field
	names  []string // in the order of the struct
	bare   *field   // the field that takes a value in place of a table, or nil
}

var infos sync.Map // reflect.Type → *tableInfo

func infoOf(t reflect.Type) *tableInfo {
	if info, ok := infos.Load(t); ok {
		return info.(*tableInfo)
	}
	info := &tableInfo{}
	info.collect(t, nil)
	infos.Store(t, info)
	return info
}

func (info *tableInfo) collect(t reflect.Type, index []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		at := append(slices.Clone(index), i)
		tag, tagged := f.Tag.Lookup("toml")
		if !tagged {
			if f.Anonymous && f.Type.Kind() == reflect.Struct {
				info.collect(f.Type, at)
			}
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		if name == "" || slices.Contains(info.names, name) || !f.IsExported() {
			panic(fmt.Sprintf("toml: field %s.%s has an empty or repeated key, or is not exported", t, f.Name))
		}
		fresh := &field{name: name, index: at, kind: f.Type}
		for option := range strings.SplitSeq(options, ",") {
			switch option {
			case "":
			case "required":
				fresh.required = true
			case "inherit":
				fresh.required, fresh.inherit = true, true
			case "one":
				fresh.one = true
			case "bare":
				info.bare = fresh
			default:
				panic(fmt.Sprintf("toml: field %s.%s has the unknown option %q", t, f.Name, option))
			}
		}
		info.fields = append(info.fields, fresh)
		info.names = append(info.names, name)
	}
}

// sampleOf returns a value of a type as an editor writes it, for hints.
func sampleOf(t reflect.Type) string {
	if t == dateType {
		return "2020-12-31"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return sampleOf(t.Elem())
	case reflect.Bool:
		return "false"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Float32, reflect.Float64:
		return "1"
	case reflect.Slice:
		if kind := t.Elem().Kind(); kind == reflect.Struct {
			return "[{ … }]"
		}
		return "[" + sampleOf(t.Elem()) + "]"
	case reflect.Struct, reflect.Map:
		if !reflect.PointerTo(t).Implements(decoderType) {
			return "{ … }"
		}
	}
	return `"…"`
}

// A Decoder reads its TOML value itself, on its pointer. The value is a string,
// int64, float64, bool, [Date], [time.Time] (times and dates with a time), []any
// or map[string]any. The result is nil, or a fault, which is reported at the value.
type Decoder interface {
	DecodeTOML(value any) *diag.Said
}

// A Date is a day of the calendar. The zero Date is none.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// String returns the date as in TOML, 2006-01-02, and "" for the zero Date.
func (d Date) String() string {
	if d == (Date{}) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}
