package browser

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp/kb"
)

// said is what a screen reader gets of an element: Chromium's accessibility
// tree, flattened in the order of the page, without what it leaves out.
type said struct {
	Role  string
	Name  string
	Level int    // of headings
	URL   string // of links
	node  cdp.BackendNodeID
}

func (s said) String() string { return fmt.Sprintf("%s %q", s.Role, s.Name) }

// spoken reads the page as a screen reader does.
func spoken(tab *tab) []said {
	tab.Helper()
	call(tab, accessibility.Enable, cdp.Empty{})
	nodes := map[accessibility.NodeID]*accessibility.Node{}
	var root accessibility.NodeID
	for _, n := range call(tab, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes {
		nodes[n.NodeID] = n
		if n.ParentID == "" {
			root = n.NodeID
		}
	}
	var out []said
	var walk func(accessibility.NodeID)
	walk = func(id accessibility.NodeID) {
		n := nodes[id]
		if n == nil {
			return
		}
		if !n.Ignored {
			s := said{Role: text(n.Role), Name: strings.TrimSpace(text(n.Name)), node: n.BackendDOMNodeID}
			for _, p := range n.Properties {
				switch p.Name {
				case accessibility.PropertyNameLevel:
					json.Unmarshal(p.Value.Value, &s.Level)
				case accessibility.PropertyNameURL:
					s.URL = text(p.Value)
				}
			}
			out = append(out, s)
		}
		for _, child := range n.ChildIDs {
			walk(child)
		}
	}
	walk(root)
	return out
}

// text is a value of the tree; "" for none.
func text(v *accessibility.Value) string {
	var s string
	if v != nil {
		json.Unmarshal(v.Value, &s) // "" for values of other types
	}
	return s
}

// named are the roles that must have a name: what can be acted on, what is
// seen only, and what can stand on a page more than once.
var named = map[string]bool{
	"link": true, "button": true, "textbox": true, "searchbox": true, "combobox": true, "checkbox": true, "radio": true,
	"listbox": true, "option": true, "image": true, "DisclosureTriangle": true, "SvgRoot": true,
	"navigation": true, "region": true, "dialog": true, "columnheader": true, "rowheader": true,
	"RootWebArea": true, "heading": true, "figure": true,
}

// treeFaults says what a listener would miss on a page.
func treeFaults(tab *tab) []string {
	tab.Helper()
	var faults []string
	count, landmarks := map[string]int{}, map[string]bool{}
	level, first := 0, true
	for _, s := range spoken(tab) {
		count[s.Role]++
		if named[s.Role] && s.Name == "" {
			faults = append(faults, "has no name: "+s.Role+" "+s.URL)
		}
		switch s.Role {
		case "navigation", "region", "complementary", "search", "form":
			if landmarks[s.Role+s.Name] {
				faults = append(faults, "two landmarks have one name: "+s.String())
			}
			landmarks[s.Role+s.Name] = true
		case "heading":
			switch {
			case first && s.Level != 1:
				faults = append(faults, fmt.Sprintf("the first heading has level %d: %s", s.Level, s))
			case s.Level > level+1:
				faults = append(faults, fmt.Sprintf("a heading of level %d comes after level %d: %s", s.Level, level, s))
			case !first && s.Level == 1:
				faults = append(faults, "a second heading of level 1: "+s.String())
			}
			level, first = s.Level, false
		}
	}
	for _, role := range []string{"banner", "main", "contentinfo"} {
		if count[role] != 1 {
			faults = append(faults, fmt.Sprintf("has %d landmarks of role %s, want 1", count[role], role))
		}
	}
	if count["heading"] == 0 {
		faults = append(faults, "has no heading")
	}
	return faults
}

// What a screen reader gets of every kind of page: landmarks, headings in
// order, a name for all that can be acted on.
func TestTree(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	tab, found := open(t), findings{}
	pages := slices.Concat(b.pages, b.kinds)
	for _, p := range pages {
		tab.visit(folder(b.dir) + p)
		found.add(p, treeFaults(tab)...)
	}
	found.report(t)
	state(t, checkTree, fmt.Sprintf("%d页，看区域、标题的次序，链接、按钮、图片的名称（浏览器的无障碍树）", len(pages)), len(found))
}

// Someone who hears the page goes by names alone from the home page to a phone
// number, in the province's, a city's and a county's edition.
func TestTreeWalk(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	tab, broken := open(t), 0
	for _, edition := range []string{"", "east/", "east/minhou/"} {
		tab.visit(folder(b.dir) + edition + "index.html")
		for _, step := range []struct{ link, heading string }{
			{"按人群", "按人群找"}, {"义务教育阶段学生", "义务教育阶段学生"}, {"什么都写齐了的项目", "什么都写齐了的项目"},
		} {
			follow(tab, step.link)
			if h := heading(tab); !strings.Contains(h, step.heading) {
				t.Errorf("%s: the link %q leads to a page with the heading %q", edition, step.link, h)
				broken++
			}
		}
		phones := 0
		for _, s := range spoken(tab) {
			number, ok := strings.CutPrefix(s.URL, "tel:")
			if !ok || s.Role != "link" {
				continue
			}
			phones++
			if digits := strings.NewReplacer(" ", "", "-", "").Replace(s.Name); !strings.Contains(digits, number) {
				t.Errorf("%s: the link to %s is called %q: the number must be heard", edition, s.URL, s.Name)
				broken++
			}
		}
		if phones < 2 {
			t.Errorf("%s: an item's page has %d phone numbers that can be called, want its own and the last one", edition, phones)
			broken++
		}
	}
	state(t, checkTreeWalk, "省、市、县各一版", broken)
}

// heading is the first heading of level 1 that a screen reader finds.
func heading(tab *tab) string {
	tab.Helper()
	for _, s := range spoken(tab) {
		if s.Role == "heading" && s.Level == 1 {
			return s.Name
		}
	}
	return ""
}

// follow goes to the first link of that name as a screen reader does: it sets
// the focus there, and the key is pressed.
func follow(tab *tab, name string) {
	tab.Helper()
	for _, s := range spoken(tab) {
		if s.Role == "link" && s.Name == name {
			call(tab, dom.Focus, dom.FocusParams{BackendNodeID: s.node})
			tab.pressToLoad(kb.Enter)
			return
		}
	}
	tab.Fatalf("on %s no link is called %q", tab.address(""), name)
}
