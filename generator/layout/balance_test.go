package layout

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"
)

// TestLayoutsBalanced: in every layout, and in every branch of one, each tag that
// is opened is closed. So a layout can be read, and changed, by itself.
func TestLayoutsBalanced(t *testing.T) {
	project := os.DirFS("../..")
	first, _ := Parse(project, nil, nil)
	texts := map[string]string{}
	for key := range first.missing {
		texts[key] = "文字"
	}
	s, faults := Parse(project, texts, nil)
	if len(faults) > 0 || len(s.files) == 0 {
		t.Fatal("the layouts cannot be read", said(faults))
	}
	for name := range s.files {
		if tree := s.root.Lookup(name).Tree; tree != nil {
			for _, fault := range unbalanced(tree.Root) {
				t.Errorf("%s/%s: %s", Dir, name, fault)
			}
		}
	}
}

// TestNoScriptAttributes: html/template writes the values of on… and data-on… as
// JavaScript, so no attribute may have such a name.
func TestNoScriptAttributes(t *testing.T) {
	s, _ := Parse(os.DirFS("../.."), nil, nil)
	handler := regexp.MustCompile(`\s(data-)?on[a-z-]*=`)
	for name, text := range s.files {
		if found := handler.FindString(text); found != "" {
			t.Errorf("%s/%s: %s holds a script", Dir, name, strings.TrimSpace(found))
		}
	}
}

func TestUnbalanced(t *testing.T) {
	for text, want := range map[string]string{
		`<p{{if .A}} class="a"{{end}}>{{.B}}<br></p><hr>`: "",
		`<ul>{{range .A}}<li>{{.}}</li>{{end}}</ul>`:      "",
		`<p>{{if .A}}</p>{{end}}`:                         "[</p> closes nothing <p> is not closed]",
		`{{if .A}}<ul>{{else}}<ol>{{end}}`:                "[<ul> is not closed <ol> is not closed]",
		`<p><b></p></b>`:                                  "[</p> closes <b> </b> closes <p>]",
	} {
		s, _ := parseFiles(t, map[string]string{"page.html": text})
		got := unbalanced(s.root.Lookup("page.html").Tree.Root)
		if got := strings.TrimPrefix(fmt.Sprint(got), "[]"); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

var (
	tags  = regexp.MustCompile(`<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>`)
	voids = strings.Fields("area base br col embed hr img input link meta source track wbr")
)

// unbalanced tells which tags of a list of nodes, or of a branch in it, have no
// counterpart there.
func unbalanced(list *parse.ListNode) (faults []string) {
	if list == nil {
		return nil
	}
	var text strings.Builder
	for _, node := range list.Nodes {
		var branch *parse.BranchNode
		switch node := node.(type) {
		case *parse.TextNode:
			text.Write(node.Text)
		case *parse.IfNode:
			branch = &node.BranchNode
		case *parse.RangeNode:
			branch = &node.BranchNode
		case *parse.WithNode:
			branch = &node.BranchNode
		}
		if branch != nil {
			faults = append(faults, unbalanced(branch.List)...)
			faults = append(faults, unbalanced(branch.ElseList)...)
		}
	}
	var open []string
	for _, tag := range tags.FindAllStringSubmatch(text.String(), -1) {
		switch name := strings.ToLower(tag[2]); {
		case slices.Contains(voids, name), strings.HasSuffix(tag[0], "/>"):
		case tag[1] == "":
			open = append(open, name)
		case len(open) == 0:
			faults = append(faults, "</"+name+"> closes nothing")
		default:
			last := open[len(open)-1]
			open = open[:len(open)-1]
			if last != name {
				faults = append(faults, "</"+name+"> closes <"+last+">")
			}
		}
	}
	for _, name := range open {
		faults = append(faults, "<"+name+"> is not closed")
	}
	return faults
}
