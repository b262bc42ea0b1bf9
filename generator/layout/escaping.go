package layout

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"
	"unicode/utf8"
)

// An escaping is how html/template writes a value at one kind of place, such as
// text or the address of a link. What it does to a value is never written down
// here: it is asked, by a template that has such a place and nothing else. Only
// characters that it is known to leave alone are copied without asking.
type escaping struct {
	sample        *template.Template
	before, after string    // what the sample has around the value
	plain         [128]bool // the ASCII characters that it leaves alone
	han           bool      // likewise all characters that are not ASCII
	html          bool      // it leaves template.HTML alone
	number        bool      // it leaves numbers alone
}

// places are templates with each kind of place where layouts show values: in
// text, in attributes in quotes, in addresses at their beginning, further on and
// after a "#", in an
// address to go on to, in a title, and in data for search engines. A value elsewhere is
// left to html/template, with the template that it stands in.
var places = []string{
	`<p>{{.}}</p>`, `<p title="{{.}}"></p>`, `<a href="{{.}}"></a>`, `<a href="x{{.}}"></a>`, `<a href="#{{.}}"></a>`,
	`<meta http-equiv="refresh" content="0; url={{.}}">`, `<title>{{.}}</title>`, `<script type="application/ld+json">{{.}}</script>`,
}

// escapings are those of all places, by the names of the functions that
// html/template puts behind a value there.
var escapings = sync.OnceValue(func() map[string]*escaping {
	all := map[string]*escaping{}
	for _, place := range places {
		before, after, _ := strings.Cut(place, "{{.}}")
		e := &escaping{sample: template.Must(template.New("").Parse(place)), before: before, after: after}
		escape(e.sample)
		for _, node := range e.sample.Tree.Root.Nodes {
			if action, ok := node.(*parse.ActionNode); ok {
				all[escapers(action.Pipe.Cmds[1:])] = e
			}
		}
		for c := range e.plain {
			e.plain[c] = e.keeps(string(rune(c)))
		}
		e.han = e.keeps("省")
		e.number = e.keeps(1234567890) && e.keeps(-1)
		e.html = e.keeps(template.HTML(`<b title="+">&amp;</b>`))
	}
	return all
})

// escape has html/template complete a template, and all that it includes, by what
// makes values safe where they stand. html/template does so before it executes a
// template for the first time.
func escape(t *template.Template) { t.Execute(nowhere{}, nil) }

// nowhere ends an execution with the first byte of its output.
type nowhere struct{}

func (nowhere) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// escapers are the names of the functions that a pipeline ends with, or "" where
// it ends with anything else.
func escapers(cmds []*parse.CommandNode) string {
	var names []string
	for _, cmd := range cmds {
		name, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || len(cmd.Args) != 1 || !strings.HasPrefix(name.Ident, "_html_template_") {
			return ""
		}
		names = append(names, name.Ident)
	}
	return strings.Join(names, " ")
}

// keeps reports whether a value is written as it is.
func (e *escaping) keeps(value any) bool {
	var b bytes.Buffer
	return e.ask(&b, value) == nil && b.String() == fmt.Sprint(value)
}

// ask appends a value as html/template writes it.
func (e *escaping) ask(b *bytes.Buffer, value any) error {
	start := b.Len()
	if err := e.sample.Execute(b, value); err != nil {
		return err
	}
	whole := b.Bytes()[start:]
	kept := copy(whole, whole[len(e.before):len(whole)-len(e.after)])
	b.Truncate(start + kept)
	return nil
}

// isPlain reports whether a text is known to be written as it is.
func (e *escaping) isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf && !e.han || c < utf8.RuneSelf && !e.plain[c] {
			return false
		}
	}
	return true
}

var (
	stringType = reflect.TypeFor[string]()
	htmlType   = reflect.TypeFor[template.HTML]()
	intType    = reflect.TypeFor[int]()
)

// ordinary reports whether html/template sees nothing in a type but text or a
// number: its own types say that they are safe somewhere, and methods may say
// how a value reads.
func ordinary(t reflect.Type) bool {
	return t.NumMethod() == 0 && t.PkgPath() != htmlType.PkgPath()
}

// write appends a value.
func (e *escaping) write(b *bytes.Buffer, v reflect.Value) error {
	switch t := v.Type(); {
	case t == htmlType:
		if e.html {
			b.WriteString(v.String())
			return nil
		}
	case t.Kind() == reflect.String && (t == stringType || ordinary(t)):
		if text := v.String(); e.isPlain(text) {
			b.WriteString(text)
			return nil
		}
	case t.Kind() == reflect.Int && ordinary(t) && e.number:
		b.Write(strconv.AppendInt(b.AvailableBuffer(), v.Int(), 10))
		return nil
	}
	if !v.CanInterface() {
		return errUnfit
	}
	return e.ask(b, v.Interface())
}
