package layout

import (
	"reflect"
	"text/template/parse"
)

// program is that of a template, or nil where there can be none. It is made when
// it is asked for first, and not before: as html/template does, since a part need
// not make sense but where it is included.
func (s *Set) program(name string) *program {
	if p, ok := s.programs.Load(name); ok {
		return p.(*program)
	}
	s.compiling.Lock()
	defer s.compiling.Unlock()
	if t := s.root.Lookup(name); t != nil {
		escape(t)
	}
	p := s.compile(name)
	s.programs.Store(name, p)
	return p
}

// compile makes the program of a template that has been escaped, and those of
// all that it includes. s.compiling is held.
func (s *Set) compile(name string) *program {
	if p, ok := s.compiled[name]; ok {
		return p
	}
	s.compiled[name] = nil // for a template that includes itself
	t := s.root.Lookup(name)
	if t == nil || t.Tree == nil || t.Tree.Root == nil {
		return nil
	}
	c := &compiler{part: s.compile, vars: []string{"$"}}
	body := c.list(t.Tree.Root)
	if c.unfit {
		return nil
	}
	p := &program{body, len(c.vars)}
	s.compiled[name] = p
	return p
}

// compiler makes the program of one template.
type compiler struct {
	part  func(name string) *program // nil where there can be none
	vars  []string                   // in scope, by slot; "" for those that are out of it
	unfit bool                       // the template has something that programs do not know
}

// declare gives a variable a slot.
func (c *compiler) declare(name string) int {
	c.vars = append(c.vars, name)
	return len(c.vars) - 1
}

// slot is that of a variable in scope.
func (c *compiler) slot(name string) int {
	for n := len(c.vars) - 1; n >= 0; n-- {
		if c.vars[n] == name {
			return n
		}
	}
	c.unfit = true
	return 0
}

// scoped does something whose variables end with it.
func (c *compiler) scoped(do func()) {
	before := len(c.vars)
	do()
	clear(c.vars[before:])
}

func (c *compiler) list(list *parse.ListNode) []step {
	if list == nil {
		return nil
	}
	var out []step
	for _, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.TextNode:
			out = append(out, literal(node.Text))
		case *parse.CommentNode:
		case *parse.ActionNode:
			out = append(out, c.action(node.Pipe))
		case *parse.IfNode:
			out = append(out, c.branch(&node.BranchNode, false))
		case *parse.WithNode:
			out = append(out, c.branch(&node.BranchNode, true))
		case *parse.RangeNode:
			out = append(out, c.loop(node))
		case *parse.TemplateNode:
			out = append(out, c.include(node))
		default:
			c.unfit = true
		}
	}
	return out
}

func (c *compiler) action(pipe *parse.PipeNode) step {
	if len(pipe.Decl) > 0 {
		if len(pipe.Decl) != 1 {
			c.unfit = true
		}
		what := c.pipe(pipe.Cmds)
		if pipe.IsAssign {
			return &assign{c.slot(pipe.Decl[0].Ident[0]), what}
		}
		return &assign{c.declare(pipe.Decl[0].Ident[0]), what}
	}
	// The escaping is what the pipeline ends with.
	for n := 1; n < len(pipe.Cmds); n++ {
		if how := escapings()[escapers(pipe.Cmds[n:])]; how != nil {
			return &show{c.pipe(pipe.Cmds[:n]), how}
		}
	}
	c.unfit = true
	return nil
}

func (c *compiler) branch(node *parse.BranchNode, with bool) step {
	s := &branch{with: with}
	c.scoped(func() {
		s.what = c.pipe(node.Pipe.Cmds)
		switch decl := node.Pipe.Decl; {
		case len(decl) == 1 && !node.Pipe.IsAssign:
			s.slot = c.declare(decl[0].Ident[0])
		case len(decl) > 0:
			c.unfit = true
		}
		c.scoped(func() { s.then = c.list(node.List) })
		c.scoped(func() { s.els = c.list(node.ElseList) })
	})
	return s
}

func (c *compiler) loop(node *parse.RangeNode) step {
	s := &loop{}
	c.scoped(func() {
		s.what = c.pipe(node.Pipe.Cmds)
		decl := node.Pipe.Decl
		if node.Pipe.IsAssign {
			c.unfit = true
		}
		switch len(decl) {
		case 1:
			s.elem = c.declare(decl[0].Ident[0])
		case 2:
			s.key, s.elem = c.declare(decl[0].Ident[0]), c.declare(decl[1].Ident[0])
		}
		c.scoped(func() { s.body = c.list(node.List) })
		c.scoped(func() { s.none = c.list(node.ElseList) })
	})
	return s
}

func (c *compiler) include(node *parse.TemplateNode) step {
	s := &include{program: c.part(node.Name)}
	if s.program == nil {
		c.unfit = true
	}
	if node.Pipe != nil {
		if len(node.Pipe.Decl) > 0 {
			c.unfit = true
		}
		s.what = c.pipe(node.Pipe.Cmds)
	}
	return s
}

// pipe is a pipeline: each command's value is the last argument of the next.
func (c *compiler) pipe(cmds []*parse.CommandNode) expression {
	var last expression
	for _, cmd := range cmds {
		last = c.command(cmd, last)
	}
	return last
}

func (c *compiler) command(cmd *parse.CommandNode, last expression) expression {
	name, ok := cmd.Args[0].(*parse.IdentifierNode)
	if !ok {
		if len(cmd.Args) > 1 || last != nil {
			c.unfit = true
		}
		return c.operand(cmd.Args[0])
	}
	var args []expression
	for _, arg := range cmd.Args[1:] {
		args = append(args, c.operand(arg))
	}
	if last != nil {
		args = append(args, last)
	}
	switch name.Ident {
	case "and", "or":
		c.unfit = c.unfit || len(args) == 0
		return &either{name.Ident == "or", args}
	case "t":
		return &call{do: (*run).text, args: args}
	case "shared":
		return &call{do: (*run).shared, args: args}
	}
	do := functions[name.Ident]
	if do == nil {
		c.unfit = true
	}
	return &call{do: func(_ *run, args []reflect.Value) (reflect.Value, error) { return do(args) }, args: args}
}

func (c *compiler) operand(node parse.Node) expression {
	switch node := node.(type) {
	case *parse.DotNode:
		return dotValue{}
	case *parse.FieldNode:
		return chain(dotValue{}, node.Ident)
	case *parse.VariableNode:
		return chain(variable(c.slot(node.Ident[0])), node.Ident[1:])
	case *parse.ChainNode:
		return chain(c.operand(node.Node), node.Field)
	case *parse.PipeNode:
		if len(node.Decl) > 0 {
			c.unfit = true
		}
		return c.pipe(node.Cmds)
	case *parse.IdentifierNode: // a function without arguments
		return c.command(&parse.CommandNode{Args: []parse.Node{node}}, nil)
	case *parse.StringNode:
		return constant{reflect.ValueOf(node.Text)}
	case *parse.BoolNode:
		return constant{reflect.ValueOf(node.True)}
	case *parse.NumberNode:
		if node.IsInt && node.Text[0] != '\'' {
			return constant{reflect.ValueOf(int(node.Int64))}
		}
	}
	c.unfit = true
	return dotValue{}
}

// chain is a field of a field and so on.
func chain(of expression, names []string) expression {
	for _, name := range names {
		of = &field{of: of, name: name}
	}
	return of
}
