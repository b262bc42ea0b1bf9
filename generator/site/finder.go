package site

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"handbook/generator/eligibility"
	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// finderData are the two forms of the finder's table: the script that the page
// loads, which calls handbookRules with the table, and the table as open data.
const (
	finderScript = "data/finder.js"
	finderData   = "data/finder.json"
)

// asks reports whether the handbook has a finder.
func (s *Site) asks() bool { return len(s.Handbook.Questions) > 0 }

// finderView is the view of finder.html.
type finderView struct {
	Trail     []link
	Checklist string
	Questions int
	Items     string // folder of the items' pages, as seen from the page
	Last      phone
}

// finderPages are the questionnaire, its table, and the checklist.
func (v *volume) finderPages() []*Page {
	if !v.asks() {
		return nil
	}
	h, text := v.Handbook, v.layouts.Text
	finder := v.page("finder.html", &Page{
		Origin: "content/questions.toml", Title: text("nav.finder"), Summary: text("summary.finder"),
		section: "finder", layout: "finder.html", script: "finder.js", data: v.tables(),
	})
	trail := func(p *Page) []link { return []link{{v.from(p, "index.html"), text("nav.home")}} }
	finder.view = func() any {
		return &finderView{
			Trail: trail(finder), Checklist: v.from(finder, "checklist.html"), Questions: h.Questions.Longest(),
			Items: v.from(finder, "items/"), Last: v.lastHotline(),
		}
	}
	finder.key = func() any { return key{layout: "finder.html"} }
	list := v.page("checklist.html", &Page{
		Origin: "content/questions.toml", Title: text("nav.checklist"), Summary: text("summary.checklist"),
		section: "finder", layout: "checklist.html",
	})
	list.view = func() any { return v.checklist(list, trail(list)) }
	list.key = func() any { return key{layout: "checklist.html", lists: v.alike(showsRule, v.e.Items) + v.absences()} }
	pages := []*Page{finder, list}
	if v.ownTable() != nil {
		pages = append(pages,
			v.page(finderScript, &Page{Origin: "content/questions.toml", bytes: func() ([]byte, error) {
				// What explains the table to its readers, the page need not load.
				table := *v.ownTable()
				table.About = ""
				data, err := json.Marshal(&table)
				if err != nil {
					return nil, fmt.Errorf("finder: %w", err)
				}
				return slices.Concat([]byte("handbookRules("), data, []byte(");\n")), nil
			}}),
			v.page(finderData, &Page{Origin: "content/questions.toml", bytes: func() ([]byte, error) {
				data, err := json.MarshalIndent(v.ownTable(), "", " ")
				if err != nil {
					return nil, fmt.Errorf("finder: %w", err)
				}
				return append(data, '\n'), nil
			}}))
	}
	return pages
}

// absences tells editions apart by which items do not apply there.
func (v *volume) absences() string {
	out := ""
	for _, item := range v.e.Items {
		if reason, _ := v.e.Absent(item.ID); reason != "" {
			out += " " + item.ID
		}
	}
	return out
}

// nearest is the volume of the nearest edition above that the site has, or nil.
func (v *volume) nearest() *volume {
	for e := range v.e.Up {
		if up := v.byPath[e.Path]; up != nil && up != v {
			return up
		}
	}
	return nil
}

// ruleTables are the edition's whole table, and what it adds to the one above:
// all of it where nothing is above, nil where nothing differs. Then the whole
// table is that of the edition above.
func (v *volume) ruleTables() (whole, own *ruleTable) {
	up := v.nearest()
	switch {
	case up == nil:
		whole = v.tableOf(nil)
		return whole, whole
	case v.sameRules(up):
		return up.whole(), nil
	}
	whole = v.tableOf(up.whole())
	return whole, whole.beyond(up.whole())
}

func (v *volume) whole() *ruleTable {
	whole, _ := v.finder()
	return whole
}

func (v *volume) ownTable() *ruleTable {
	_, own := v.finder()
	return own
}

// sameRules reports whether nothing that the finder shows is written between an
// edition and one above it.
func (v *volume) sameRules(up *volume) bool {
	for e := range v.e.Up {
		if e == up.e {
			break
		}
		if e.Catalogue != up.e.Catalogue || len(e.Places)+len(e.NotApplicable) > 0 {
			return false
		}
	}
	return true
}

// beyond is what a table has that the one above has not; nil for nothing.
func (t *ruleTable) beyond(above *ruleTable) *ruleTable {
	own := &ruleTable{About: t.About, Edition: t.Edition, Conditions: t.Conditions[len(above.Conditions):]}
	for _, item := range t.Items {
		n := slices.IndexFunc(above.Items, func(i ruleItem) bool { return i.ID == item.ID })
		if n < 0 || !reflect.DeepEqual(item, above.Items[n]) {
			own.Items = append(own.Items, item)
		}
	}
	for _, item := range above.Items {
		if !slices.ContainsFunc(t.Items, func(i ruleItem) bool { return i.ID == item.ID }) {
			own.Gone = append(own.Gone, item.ID)
		}
	}
	if len(own.Items) == 0 && len(own.Gone) == 0 {
		return nil
	}
	return own
}

// tables lists the addresses of the scripts that make up the edition's table,
// from the site's root, the topmost first.
func (v *volume) tables() []string {
	var out []string
	if up := v.nearest(); up != nil {
		out = up.tables()
	}
	if v.ownTable() != nil {
		out = append(slices.Clip(out), v.prefix+finderScript)
	}
	return out
}

// checklistView is the view of checklist.html: who may have what, for paper.
type checklistView struct {
	Title     string
	Trail     []link
	Finder    string
	Everyone  []itemLine
	Questions []checkQuestion
	Domains   []checkDomain
	Count     int
}

// checkQuestion lists, for each answer, the items that it counts for.
type checkQuestion struct {
	Text    string
	Options []*layout.Shared // of checkOption
}

// checkOption is the view of _checklist-option.html.
type checkOption struct {
	Text  string
	Items []itemLine
}

// takes reports whether an item has a route that an option is good for.
func takes(item *handbook.Item, q *eligibility.Question, o *eligibility.Option) bool {
	for n := range item.Routes { // they are large: none is copied
		if item.Routes[n].Takes(q, o) {
			return true
		}
	}
	return false
}

// checkDomain lists a domain's items with their routes.
type checkDomain struct {
	Title string
	Items []*layout.Shared // of checkItem
}

// checkItem is the view of _checklist-item.html.
type checkItem struct {
	itemLine
	Rules *rulesView
}

func (v *volume) checklist(p *Page, trail []link) *checklistView {
	view := &checklistView{Title: p.Title, Trail: trail, Finder: v.from(p, "finder.html")}
	items := v.judged()
	view.Count = len(items)
	for _, q := range v.Handbook.Questions {
		one := checkQuestion{Text: q.Text}
		for n := range q.Options {
			o := &q.Options[n]
			var fitting []*handbook.Item
			for _, item := range items {
				if !item.Everyone && takes(item, q, o) {
					fitting = append(fitting, item)
				}
			}
			one.Options = append(one.Options, v.share(partKey{o, v.alike(showsName, fitting)}, func() any {
				view := checkOption{Text: o.Text}
				for _, item := range fitting {
					view.Items = append(view.Items, v.line(p, item))
				}
				return view
			}))
		}
		view.Questions = append(view.Questions, one)
	}
	for _, d := range v.Handbook.Domains {
		one := checkDomain{Title: d.Title}
		for _, item := range items {
			switch {
			case item.Domain != d.ID:
			case item.Everyone:
				view.Everyone = append(view.Everyone, v.line(p, item))
			default:
				one.Items = append(one.Items, v.share(partKey{"conditions", ruleOf(item)}, func() any {
					return checkItem{v.line(p, item), v.rules(item)}
				}))
			}
		}
		if len(one.Items) > 0 {
			view.Domains = append(view.Domains, one)
		}
	}
	return view
}
