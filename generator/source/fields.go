package source

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// A field is one key that a struct takes.
type field struct {
	name     string
	index    []int
	required bool
	kind     reflect.Type
}

// tableInfo says which keys a struct takes.
type tableInfo struct {
	fields []field
	names  []string // in the order of the struct
	byName map[string]bool
	bare   *field // the field that a value alone stands for, or nil
}

var infos sync.Map // reflect.Type → *tableInfo

func infoOf(t reflect.Type) *tableInfo {
	if info, ok := infos.Load(t); ok {
		return info.(*tableInfo)
	}
	info := &tableInfo{byName: make(map[string]bool)}
	bare := -1
	info.collect(t, nil, &bare)
	if bare >= 0 {
		info.bare = &info.fields[bare]
	}
	infos.Store(t, info)
	return info
}

func (info *tableInfo) collect(t reflect.Type, index []int, bare *int) {
	for i := range t.NumField() {
		f := t.Field(i)
		at := append(slices.Clone(index), i)
		tag, tagged := f.Tag.Lookup("toml")
		if !tagged {
			if f.Anonymous && f.Type.Kind() == reflect.Struct {
				info.collect(f.Type, at, bare)
			}
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		if name == "" || info.byName[name] || !f.IsExported() {
			panic(fmt.Sprintf("source: field %s.%s has an empty or repeated key, or is not exported", t, f.Name))
		}
		fresh := field{name: name, index: at, kind: f.Type}
		for option := range strings.SplitSeq(options, ",") {
			switch option {
			case "":
			case "required":
				fresh.required = true
			case "bare":
				*bare = len(info.fields)
			default:
				panic(fmt.Sprintf("source: field %s.%s has the unknown option %q", t, f.Name, option))
			}
		}
		info.fields = append(info.fields, fresh)
		info.names = append(info.names, name)
		info.byName[name] = true
	}
}

func (info *tableInfo) has(key string) bool { return info.byName[key] }

// nearest returns the known key that an unknown one was most probably meant to
// be, or "". Of equally near ones it is the first in the struct.
func (info *tableInfo) nearest(key string) string {
	const longest = 64 // no key of ours is longer; hostile ones may be
	if utf8.RuneCountInString(key) > longest {
		return ""
	}
	norm := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, "-", "_")) }
	best, least := "", 0
	for _, name := range info.names {
		d := distance(norm(key), norm(name))
		if limit := max(1, min(utf8.RuneCountInString(key), len(name))/3); d > limit {
			continue
		}
		if best == "" || d < least {
			best, least = name, d
		}
	}
	return best
}

// distance is the number of letters to insert, remove, change or swap with
// their neighbour to turn one word into the other.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	older, old, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, old, row = old, row, older
	}
	return old[len(y)]
}

// sampleOf is a value as an editor would write it, to be shown in hints.
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
