package layout

import (
	"bytes"
	"errors"
	"reflect"
)

// A program does what html/template would do with one template, several times as
// fast: it looks up fields once and not for each page, and calls no function by
// reflection. html/template remains what decides: it parses and escapes the
// templates that programs are made of, and it executes itself whatever has no
// program, or meets something that programs do not know. Its errors are the
// errors. A program is safe for concurrent use.
type program struct {
	body  []step
	slots int // for variables; the first is $
}

// step is a piece of a template.
type step interface {
	run(r *run, dot reflect.Value) error
}

// expression is what stands in a template's braces: a value.
type expression interface {
	// value of the expression; the zero Value is what templates call nil.
	value(r *run, dot reflect.Value) (reflect.Value, error)
}

// errUnfit says that html/template has to execute the template.
var errUnfit = errors.New("layout: not for a program")

// run is one execution of a program.
type run struct {
	of   *Set
	out  *bytes.Buffer
	vars []reflect.Value // of all templates at work, those of the innermost last
	base int             // where its own begin
	args []reflect.Value // of all calls at work, likewise
}

func (p *program) run(r *run, dot reflect.Value) error {
	outer, base := r.base, len(r.vars)
	for range p.slots {
		r.vars = append(r.vars, reflect.Value{})
	}
	r.base = base
	r.set(0, dot)
	err := runAll(p.body, r, dot)
	r.base, r.vars = outer, r.vars[:base]
	return err
}

// set gives a variable of the innermost template a value.
func (r *run) set(slot int, v reflect.Value) {
	r.vars[r.base+slot] = v
}

func runAll(steps []step, r *run, dot reflect.Value) error {
	for _, s := range steps {
		if err := s.run(r, dot); err != nil {
			return err
		}
	}
	return nil
}

// literal is text between braces.
type literal string

func (s literal) run(r *run, _ reflect.Value) error {
	r.out.WriteString(string(s))
	return nil
}

// show writes a value.
type show struct {
	what expression
	how  *escaping
}

func (s *show) run(r *run, dot reflect.Value) error {
	v, err := s.what.value(r, dot)
	if err != nil {
		return err
	}
	if v = bare(v); !v.IsValid() {
		return errUnfit
	}
	return s.how.write(r.out, v)
}

// assign sets a variable.
type assign struct {
	slot int
	what expression
}

func (s *assign) run(r *run, dot reflect.Value) error {
	v, err := s.what.value(r, dot)
	r.set(s.slot, v)
	return err
}

// branch is {{if}}, or {{with}}, which makes the value the dot.
type branch struct {
	what      expression
	with      bool
	slot      int // of the variable that gets the value; 0 for none
	then, els []step
}

func (s *branch) run(r *run, dot reflect.Value) error {
	v, err := s.what.value(r, dot)
	if err != nil {
		return err
	}
	if s.slot > 0 {
		r.set(s.slot, v)
	}
	switch {
	case !truth(v):
		return runAll(s.els, r, dot)
	case s.with:
		return runAll(s.then, r, v)
	}
	return runAll(s.then, r, dot)
}

// loop is {{range}} over a slice.
type loop struct {
	what       expression
	key, elem  int // slots of the variables; 0 for none
	body, none []step
}

func (s *loop) run(r *run, dot reflect.Value) error {
	v, err := s.what.value(r, dot)
	if err != nil {
		return err
	}
	if v = pointed(v); v.Kind() != reflect.Slice {
		return errUnfit
	}
	if v.Len() == 0 {
		return runAll(s.none, r, dot)
	}
	for i := range v.Len() {
		elem := v.Index(i)
		if s.key > 0 {
			r.set(s.key, reflect.ValueOf(i))
		}
		if s.elem > 0 {
			r.set(s.elem, elem)
		}
		if err := runAll(s.body, r, elem); err != nil {
			return err
		}
	}
	return nil
}

// include is {{template}}.
type include struct {
	program *program
	what    expression // nil for none
}

func (s *include) run(r *run, dot reflect.Value) error {
	var v reflect.Value
	if s.what != nil {
		var err error
		if v, err = s.what.value(r, dot); err != nil {
			return err
		}
	}
	return s.program.run(r, v)
}
