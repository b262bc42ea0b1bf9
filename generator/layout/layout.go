// Package layout turns views into HTML by the templates of layouts/.
//
// Every file layouts/*.html is one html/template, named by its file name. Files
// whose names begin with an underscore are parts that others include; each closes
// the tags that it opens. A template sees one view: a plain struct that is complete
// before the template runs. Besides html/template's own functions it has
//
//	t "key" args…   an interface text of layouts/texts.toml, formatted with args
//	list a b c      its arguments as a list, to hand several values to a part
//	fragment x      a [Fragment], which is executed once for all pages that show it
//
// Keys of texts are "section.key". [Parse] reports a key that texts.toml lacks.
//
// A template that many pages share may become a [Stencil]: it is executed once, with
// holes, and each page fills the holes.
package layout

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"
	"unicode/utf8"

	"handbook/generator/diag"
)

// Dir is the folder that templates are read from.
const Dir = "layouts"

// Set is all templates of a site. It is safe for concurrent use.
type Set struct {
	root   *template.Template
	texts  map[string]string
	files  map[string]string // template name → its text, for positions
	unread diag.List         // faults of reading the files
	said   diag.List         // all faults that Parse returned

	// Pages do not report again what Parse has reported.
	broken  map[string]diag.Fault // templates that could not be parsed
	missing map[string]bool       // keys of texts
}

// Parse reads the templates. texts maps "section.key" to an interface text. Parse
// reports a template that it cannot parse, and leaves it out. prev may be nil; where
// nothing has changed since, Parse returns prev with the faults of that time.
func Parse(fsys fs.FS, texts map[string]string, prev *Set) (*Set, diag.List) {
	s := &Set{texts: texts, files: map[string]string{}, broken: map[string]diag.Fault{}, missing: map[string]bool{}}
	s.root = template.New("").Option("missingkey=error").Funcs(template.FuncMap{"t": s.text, "list": list, "fragment": s.fragment})
	faults := s.read(fsys)
	if prev != nil && len(faults)+len(prev.unread) == 0 && maps.Equal(s.files, prev.files) && maps.Equal(texts, prev.texts) {
		return prev, prev.said
	}
	s.unread = faults
	for _, base := range slices.Sorted(maps.Keys(s.files)) {
		if _, err := s.root.New(base).Parse(s.files[base]); err != nil {
			s.broken[base] = s.fault(base, err)
			faults.Add(s.broken[base])
		}
	}
	faults.Add(s.checkTexts()...)
	s.said = faults
	return s, faults
}

// read reads the files of the templates.
func (s *Set) read(fsys fs.FS) diag.List {
	var faults diag.List
	names, err := fs.Glob(fsys, Dir+"/*.html")
	if err != nil || len(names) == 0 {
		faults.Add(diag.New(diag.Pos{File: Dir}, noLayouts).WithHint(hintNoLayouts))
		return faults
	}
	for _, name := range names {
		data, err := readFile(fsys, name)
		switch {
		case err != nil:
			faults.Add(diag.New(diag.Pos{File: name}, unreadable, err.Error()))
		case !utf8.Valid(data):
			faults.Add(diag.New(diag.Pos{File: name}, notUTF8).WithHint(hintUTF8))
		default:
			s.files[path.Base(name)] = strings.ReplaceAll(string(data), "\r\n", "\n")
		}
	}
	return faults
}

// maxSize bounds one layout.
const maxSize = 4 << 20

// readFile reads a layout. It refuses pipes and devices before it opens them:
// opening a pipe waits for a writer, and some devices never end.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("not a file")}
	case info.Size() > maxSize:
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("larger than 4 MiB")}
	}
	return fs.ReadFile(fsys, name)
}

// Has reports whether there is a template of that name, even a broken one.
func (s *Set) Has(name string) bool { return s.root.Lookup(name) != nil }

// Execute renders a view. The faults are those of the template; the text is
// empty when there are any. A template that Parse reported, or one that includes
// it, gives the same fault again.
func (s *Set) Execute(name string, view any) (template.HTML, diag.List) {
	if !s.Has(name) {
		return "", diag.List{diag.New(diag.Pos{File: Dir + "/" + name}, noTemplate, name)}
	}
	html, err := s.execute(name, view)
	if err != nil {
		return "", diag.List{s.fault(name, innermost(err))}
	}
	return html, nil
}

// buffers are reused by executions: each grows to the size of a page once.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (s *Set) execute(name string, view any) (template.HTML, error) {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := s.root.ExecuteTemplate(b, name, view); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}

// Text returns an interface text, formatted; the key itself when it is unknown.
func (s *Set) Text(key string, args ...any) string {
	text, err := s.text(key, args...)
	if err != nil {
		return key
	}
	return text
}

func (s *Set) text(key string, args ...any) (string, error) {
	format, ok := s.texts[key]
	switch {
	case s.missing[key]:
		return key, nil
	case !ok:
		return "", fmt.Errorf("unknown text %q", key)
	}
	if len(args) == 0 {
		return format, nil
	}
	args = slices.Clone(args)
	for i, arg := range args { // fmt would print the address of what a view points at
		if v := reflect.ValueOf(arg); v.Kind() == reflect.Pointer && !v.IsNil() {
			args[i] = v.Elem().Interface()
		}
	}
	return fmt.Sprintf(format, args...), nil
}

func list(items ...any) []any { return items }

// fault turns an error of html/template into a fault at its place. The place stands
// only in the error's text, which begins with "template: NAME:LINE:COL:" or
// "html/template:NAME:LINE:COL:". COL counts bytes from 0 and may be missing.
func (s *Set) fault(name string, err error) diag.Fault {
	text := err.Error()
	for _, part := range slices.Sorted(maps.Keys(s.broken)) {
		if strings.Contains(text, strconv.Quote(part)+" is an incomplete") {
			return s.broken[part]
		}
	}
	for _, prefix := range []string{"html/template:", "template:"} {
		text = strings.TrimSpace(strings.TrimPrefix(text, prefix))
	}
	line, col := 0, 0
	if file, rest, ok := strings.Cut(text, ":"); ok && s.files[file] != "" {
		name = file
		text = strings.TrimSpace(rest)
		for _, into := range []*int{&line, &col} {
			number, rest, ok := strings.Cut(text, ":")
			n, err := strconv.Atoi(number)
			if !ok || err != nil {
				break
			}
			*into = n
			text = strings.TrimSpace(rest)
		}
	}
	return diag.New(s.pos(name, line, col+1, 1), badTemplate, text).WithHint(hintTemplate)
}

// pos returns a place in a template file; col counts bytes from 1.
func (s *Set) pos(name string, line, col, length int) diag.Pos {
	p := diag.Pos{File: Dir + "/" + name, Line: line, Col: max(col, 1), Len: length}
	if line == 0 {
		return p
	}
	lines := strings.Split(s.files[name], "\n")
	if line <= len(lines) {
		p.Text = lines[line-1]
		if col-1 <= len(p.Text) && col > 0 {
			p.Col = utf8.RuneCountInString(p.Text[:col-1]) + 1
		}
	}
	return p
}

// checkTexts reports the texts that templates ask for and texts.toml lacks.
func (s *Set) checkTexts() diag.List {
	var faults diag.List
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		t := s.root.Lookup(name)
		if t == nil || t.Tree == nil || t.Tree.Root == nil {
			continue
		}
		for _, n := range texts(t.Tree.Root) {
			if _, ok := s.texts[n.Text]; ok {
				continue
			}
			s.missing[n.Text] = true
			before := s.files[name][:min(int(n.Position()), len(s.files[name]))]
			line := strings.Count(before, "\n") + 1
			col := len(before) - strings.LastIndexByte(before, '\n')
			f := diag.New(s.pos(name, line, col, len(n.Quoted)), unknownText, n.Text)
			if near := diag.Nearest(n.Text, slices.Sorted(maps.Keys(s.texts))); near != "" {
				f = f.WithHint(hintNearText, near)
			} else {
				f = f.WithHint(hintAddText)
			}
			faults.Add(f)
		}
	}
	return faults
}

// texts finds the keys of all {{t "key"}} below a node.
func texts(n parse.Node) []*parse.StringNode {
	var out []*parse.StringNode
	add := func(nodes ...parse.Node) {
		for _, n := range nodes {
			out = append(out, texts(n)...)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			add(n.Nodes...)
		}
	case *parse.ActionNode:
		add(n.Pipe)
	case *parse.IfNode:
		add(n.Pipe, n.List, n.ElseList)
	case *parse.RangeNode:
		add(n.Pipe, n.List, n.ElseList)
	case *parse.WithNode:
		add(n.Pipe, n.List, n.ElseList)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			add(n.Pipe)
		}
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			add(c)
		}
	case *parse.CommandNode:
		if id, ok := n.Args[0].(*parse.IdentifierNode); ok && id.Ident == "t" && len(n.Args) > 1 {
			if key, ok := n.Args[1].(*parse.StringNode); ok {
				out = append(out, key)
			}
		}
		add(n.Args...)
	}
	return out
}
