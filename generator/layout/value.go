package layout

import (
	"cmp"
	"fmt"
	"reflect"
	"sync/atomic"
)

// bare is what an interface holds.
func bare(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

// pointed is what pointers and interfaces lead to; the zero Value for nil.
func pointed(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	return v
}

// truth is what {{if}} takes a value for.
func truth(v reflect.Value) bool {
	switch v = bare(v); v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Struct:
		return true
	case reflect.Slice, reflect.Map, reflect.Array, reflect.String:
		return v.Len() > 0
	}
	return !v.IsZero()
}

// dotValue is the dot.
type dotValue struct{}

func (dotValue) value(_ *run, dot reflect.Value) (reflect.Value, error) { return dot, nil }

// variable is $ or $x.
type variable int

func (e variable) value(r *run, _ reflect.Value) (reflect.Value, error) {
	return r.vars[r.base+int(e)], nil
}

// constant is a value that stands in the template.
type constant struct{ v reflect.Value }

func (e constant) value(*run, reflect.Value) (reflect.Value, error) { return e.v, nil }

// field is a field of a struct, or what a method without arguments returns. It
// remembers where the type that it met last has it.
type field struct {
	of   expression
	name string
	last atomic.Pointer[place]
}

// place is where a type has a field.
type place struct {
	of     reflect.Type
	index  []int // of a field; nil for a method
	method int
}

func (e *field) value(r *run, dot reflect.Value) (reflect.Value, error) {
	v, err := e.of.value(r, dot)
	if err != nil {
		return v, err
	}
	if v = bare(v); v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return v, errUnfit
	}
	p := e.last.Load()
	if t := v.Type(); p == nil || p.of != t {
		if p = find(t, e.name); p == nil {
			return v, errUnfit
		}
		e.last.Store(p)
	}
	switch {
	case p.index == nil:
		return v.Method(p.method).Call(nil)[0], nil
	case len(p.index) == 1:
		return v.Field(p.index[0]), nil
	}
	f, err := v.FieldByIndexErr(p.index)
	if err != nil { // a nil pointer on the way
		return v, errUnfit
	}
	return f, nil
}

// find looks up what templates call .name of a struct; nil where programs do not
// know it. Methods come before fields.
func find(t reflect.Type, name string) *place {
	if m, ok := t.MethodByName(name); ok && m.Type.NumIn() == 1 && m.Type.NumOut() == 1 {
		return &place{of: t, method: m.Index}
	}
	if _, ok := reflect.PointerTo(t).MethodByName(name); ok {
		return nil
	}
	if f, ok := t.FieldByName(name); ok && f.IsExported() {
		return &place{of: t, index: f.Index}
	}
	return nil
}

// call is a function with its arguments.
type call struct {
	do   func(r *run, args []reflect.Value) (reflect.Value, error)
	args []expression
}

func (e *call) value(r *run, dot reflect.Value) (reflect.Value, error) {
	start := len(r.args)
	for _, arg := range e.args {
		v, err := arg.value(r, dot)
		if err != nil {
			return v, err
		}
		r.args = append(r.args, bare(v))
	}
	v, err := e.do(r, r.args[start:])
	r.args = r.args[:start]
	return v, err
}

// either is {{and}} and {{or}}: the first value whose truth settles it, or the last.
type either struct {
	settles bool
	args    []expression
}

func (e *either) value(r *run, dot reflect.Value) (v reflect.Value, err error) {
	for _, arg := range e.args {
		if v, err = arg.value(r, dot); err != nil || truth(v) == e.settles {
			break
		}
	}
	return v, err
}

// text is {{t "key"}}.
func (r *run) text(args []reflect.Value) (reflect.Value, error) {
	if len(args) == 0 || !args[0].IsValid() || args[0].Type() != stringType {
		return reflect.Value{}, errUnfit
	}
	rest, err := interfaces(args[1:])
	if err != nil {
		return reflect.Value{}, err
	}
	text, err := r.of.text(args[0].String(), rest...)
	return reflect.ValueOf(text), err
}

// shared is {{shared "_part.html" x}}.
func (r *run) shared(args []reflect.Value) (reflect.Value, error) {
	values, err := interfaces(args)
	if err != nil || len(values) != 2 {
		return reflect.Value{}, errUnfit
	}
	name, ok := values[0].(string)
	part, ok2 := values[1].(*Shared)
	if !ok || !ok2 || part == nil {
		return reflect.Value{}, errUnfit
	}
	html, err := r.of.shared(name, part)
	return reflect.ValueOf(html), err
}

// functions are those that programs know beside these two, by their names in
// templates. What they make of arguments that layouts do not give them is left to
// html/template.
var functions = map[string]func(args []reflect.Value) (reflect.Value, error){
	"list": func(args []reflect.Value) (reflect.Value, error) {
		items, err := interfaces(args)
		return reflect.ValueOf(list(items...)), err
	},
	"printf": func(args []reflect.Value) (reflect.Value, error) {
		values, err := interfaces(args)
		if err != nil || len(values) == 0 {
			return reflect.Value{}, errUnfit
		}
		format, ok := values[0].(string)
		if !ok {
			return reflect.Value{}, errUnfit
		}
		return reflect.ValueOf(fmt.Sprintf(format, values[1:]...)), nil
	},
	"len": func(args []reflect.Value) (reflect.Value, error) {
		if len(args) == 1 {
			switch v := pointed(args[0]); v.Kind() {
			case reflect.Slice, reflect.Map, reflect.String:
				return reflect.ValueOf(v.Len()), nil
			}
		}
		return reflect.Value{}, errUnfit
	},
	"index": func(args []reflect.Value) (reflect.Value, error) {
		if len(args) != 2 || !args[0].IsValid() || !args[1].IsValid() {
			return reflect.Value{}, errUnfit
		}
		of, by := args[0], args[1]
		switch {
		case of.Kind() == reflect.Map && by.Type() == of.Type().Key():
			if v := of.MapIndex(by); v.IsValid() {
				return v, nil
			}
			return reflect.Zero(of.Type().Elem()), nil
		case of.Kind() == reflect.Slice && by.Type() == intType && by.Int() >= 0 && by.Int() < int64(of.Len()):
			return of.Index(int(by.Int())), nil
		}
		return reflect.Value{}, errUnfit
	},
	"not": func(args []reflect.Value) (reflect.Value, error) {
		if len(args) != 1 {
			return reflect.Value{}, errUnfit
		}
		return reflect.ValueOf(!truth(args[0])), nil
	},
	"eq": compare(func(order int) bool { return order == 0 }),
	"ne": compare(func(order int) bool { return order != 0 }),
	"lt": compare(func(order int) bool { return order < 0 }),
	"le": compare(func(order int) bool { return order <= 0 }),
	"gt": compare(func(order int) bool { return order > 0 }),
	"ge": compare(func(order int) bool { return order >= 0 }),
}

func interfaces(args []reflect.Value) ([]any, error) {
	out := make([]any, len(args))
	for n, arg := range args {
		if !arg.IsValid() || !arg.CanInterface() {
			return nil, errUnfit
		}
		out[n] = arg.Interface()
	}
	return out, nil
}

// compare is a comparison of two texts or two numbers.
func compare(holds func(order int) bool) func([]reflect.Value) (reflect.Value, error) {
	return func(args []reflect.Value) (reflect.Value, error) {
		if len(args) == 2 && args[0].IsValid() && args[1].IsValid() {
			switch a, b := args[0], args[1]; {
			case a.Kind() == reflect.String && b.Kind() == reflect.String:
				return reflect.ValueOf(holds(cmp.Compare(a.String(), b.String()))), nil
			case a.CanInt() && b.CanInt():
				return reflect.ValueOf(holds(cmp.Compare(a.Int(), b.Int()))), nil
			}
		}
		return reflect.Value{}, errUnfit
	}
}
