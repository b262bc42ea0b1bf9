package layout

import (
	"strings"
	"text/template/parse"
)

// fold puts the interface texts that need no arguments into the template in
// place of the calls for them: {{t "item.who"}} becomes the text itself. A page
// asks for dozens of them, and a call costs as much as a loop's whole turn.
//
// Only what html/template would leave as it is in text and in quoted attributes
// is folded; the rest is still asked for when the template runs.
func (s *Set) fold(name string) {
	tree := s.root.Lookup(name).Tree
	if tree == nil || tree.Root == nil || hasCode(s.files[name]) {
		return
	}
	s.foldList(tree.Root)
}

// hasCode reports whether a template holds a script or a style of its own, in
// which a text means something else.
func hasCode(text string) bool {
	return strings.Contains(text, "<style") || strings.Contains(strings.ReplaceAll(text, "<script src=", ""), "<script")
}

func (s *Set) foldList(list *parse.ListNode) {
	if list == nil {
		return
	}
	for n, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.ActionNode:
			if text, ok := s.constant(node); ok && !(n > 0 && unquoted(list.Nodes[n-1])) {
				list.Nodes[n] = &parse.TextNode{NodeType: parse.NodeText, Pos: node.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			s.foldList(node.List)
			s.foldList(node.ElseList)
		case *parse.RangeNode:
			s.foldList(node.List)
			s.foldList(node.ElseList)
		case *parse.WithNode:
			s.foldList(node.List)
			s.foldList(node.ElseList)
		}
	}
}

// constant is the text of {{t "key"}}, when it can stand in a template as it is.
func (s *Set) constant(node *parse.ActionNode) (string, bool) {
	if len(node.Pipe.Decl) > 0 || len(node.Pipe.Cmds) != 1 || len(node.Pipe.Cmds[0].Args) != 2 {
		return "", false
	}
	args := node.Pipe.Cmds[0].Args
	call, ok1 := args[0].(*parse.IdentifierNode)
	key, ok2 := args[1].(*parse.StringNode)
	if !ok1 || !ok2 || call.Ident != "t" {
		return "", false
	}
	text, ok := s.texts[key.Text]
	return text, ok && text != "" && !strings.ContainsAny(text, "<>&\"'`+{}\x00")
}

// unquoted reports whether what follows a node is the value of an attribute
// without quotes.
func unquoted(before parse.Node) bool {
	text, ok := before.(*parse.TextNode)
	return ok && strings.HasSuffix(string(text.Text), "=")
}
