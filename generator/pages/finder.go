package pages

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"handbook/generator/eligibility"
	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// finderScript and finderData are the addresses of the finder's table: as a script
// that calls handbookRules with it, and as open data.
const (
	finderScript = "data/finder.js"
	finderData   = "data/finder.json"
)

// finderView is the view of finder.html.
type finderView struct {
	Trail     []Link
	Checklist string
	Questions int
	Items     string // folder of the items' pages, relative to the page
	Last      Phone
}

// finderPages lists the questionnaire, its table, and the checklist.
func (e *Edition) finderPages() []*Page {
	if !e.Asks() {
		return nil
	}
	const origin = "content/questions.toml"
	pages := []*Page{{
		Path: "finder.html", Origin: origin, Title: e.text("nav.finder"), Summary: e.text("summary.finder"),
		Section: "finder", Script: "finder.js", Style: "finder.css", Data: e.tables(),
		Main: func() Main { return finderMain.main(e.Book, struct{}{}) },
	}, {
		Path: "checklist.html", Origin: origin, Title: e.text("nav.checklist"), Summary: e.text("summary.checklist"), Section: "finder", Style: "finder.css",
		Main: func() Main { return checklistMain.main(e.Book, mapped(e.Book, e.judged(), e.judgedItem)) },
	}}
	if e.ownTable() == nil {
		return pages
	}
	return append(pages, &Page{
		Path: finderScript, Origin: origin, Bytes: func() ([]byte, error) {
			// The page does not need the field that explains the table to its readers.
			table := *e.ownTable()
			table.About = ""
			data, err := json.Marshal(&table)
			if err != nil {
				return nil, fmt.Errorf("finder: %w", err)
			}
			return slices.Concat([]byte("handbookRules("), data, []byte(");\n")), nil
		},
	}, &Page{
		Path: finderData, Origin: origin, Bytes: func() ([]byte, error) {
			data, err := json.MarshalIndent(e.ownTable(), "", " ")
			if err != nil {
				return nil, fmt.Errorf("finder: %w", err)
			}
			return append(data, '\n'), nil
		},
	})
}

var finderMain = &fragment[struct{}]{"finder.html", func(b *Book, at Within, _ struct{}) any {
	return &finderView{
		Trail: []Link{b.home(at)}, Checklist: at.To("checklist.html"), Questions: b.Questions.Longest(), Items: at.To("items/"), Last: b.LastHotline(),
	}
}}

// ruleTables returns the edition's whole table, and its difference from the
// table above. Without an edition above, own is the whole; without a difference
// it is nil, and whole is the table above.
func (e *Edition) ruleTables() (whole, own *ruleTable) {
	switch {
	case e.Above == nil:
		whole = e.tableOf(nil)
		return whole, whole
	case e.sameRules():
		return e.Above.wholeTable(), nil
	}
	whole = e.tableOf(e.Above.wholeTable())
	return whole, whole.beyond(e.Above.wholeTable())
}

func (e *Edition) wholeTable() *ruleTable {
	whole, _ := e.finder()
	return whole
}

func (e *Edition) ownTable() *ruleTable {
	_, own := e.finder()
	return own
}

// sameRules reports whether the edition and the one above it in the site have
// the same rules.
func (e *Edition) sameRules() bool {
	for at := range e.Of.Up {
		if at == e.Above.Of {
			break
		}
		if at.Catalogue != e.Above.Of.Catalogue || len(at.Places)+len(at.NotApplicable) > 0 {
			return false
		}
	}
	return true
}

// beyond returns the entries of t that the table above lacks; nil for none.
func (t *ruleTable) beyond(above *ruleTable) *ruleTable {
	own := &ruleTable{About: t.About, Edition: t.Edition, Conditions: t.Conditions[len(above.Conditions):]}
	before := "" // id of the item before this one
	for _, item := range t.Items {
		n := slices.IndexFunc(above.Items, func(i ruleItem) bool { return i.ID == item.ID })
		switch {
		case n < 0:
			item.After = before
			own.Items = append(own.Items, item)
		case !reflect.DeepEqual(item, above.Items[n]):
			own.Items = append(own.Items, item)
		}
		before = item.ID
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
func (e *Edition) tables() []string {
	var out []string
	if e.Above != nil {
		out = e.Above.tables()
	}
	if e.ownTable() != nil {
		out = append(slices.Clip(out), e.Prefix+finderScript)
	}
	return out
}

// checklistView is the view of checklist.html: the finder on paper.
type checklistView struct {
	Title     string
	Trail     []Link
	Finder    string
	Everyone  []itemLine
	Questions []checkQuestion
	Domains   []checkDomain
	Count     int
}

// checkQuestion lists the items that each answer helps to qualify for.
type checkQuestion struct {
	Text    string
	Options []*layout.Fragment // of checkOption
}

// checkOption is the view of _checklist-option.html.
type checkOption struct {
	Text  string
	Items []itemLine
}

// checkDomain lists the items of a domain with their routes.
type checkDomain struct {
	Title string
	Items []*layout.Fragment // of checkItem
}

// checkItem is the view of _checklist-item.html.
type checkItem struct {
	itemLine
	Rules *rulesView
}

// judgedItem is an item with rules.
type judgedItem struct {
	shown
	rules ruleKey
}

func (b *Book) judgedItem(item *handbook.Item) judgedItem {
	return judgedItem{b.name(item), rulesOf(b, item)}
}

// takes reports whether a route of the item accepts the option.
func (i judgedItem) takes(q *eligibility.Question, o *eligibility.Option) bool {
	return slices.ContainsFunc(i.rules.routes.all(), func(r *handbook.Route) bool { return r.Takes(q, o) })
}

// taking lists the items that accept an option. Items for everyone are not
// among them.
func taking(items []judgedItem, q *eligibility.Question, o *eligibility.Option) []shown {
	var out []shown
	for _, item := range items {
		if item.takes(q, o) {
			out = append(out, item.shown)
		}
	}
	return out
}

// optionKey is the key of an option of the checklist.
type optionKey struct {
	option *eligibility.Option
	items  list[shown]
}

var (
	optionFragment = &fragment[optionKey]{"_checklist-option.html", func(b *Book, at Within, k optionKey) any {
		view := checkOption{Text: k.option.Text}
		for _, s := range k.items.all() {
			view.Items = append(view.Items, newLine(at, s))
		}
		return view
	}}
	checkItemFragment = &fragment[judgedItem]{"_checklist-item.html", func(b *Book, at Within, k judgedItem) any {
		return checkItem{newLine(at, k.shown), b.rules(k.rules)}
	}}
	checklistMain = &fragment[list[judgedItem]]{"checklist.html", func(b *Book, at Within, judged list[judgedItem]) any {
		items := judged.all()
		view := &checklistView{Title: b.text("nav.checklist"), Trail: []Link{b.home(at)}, Finder: at.To("finder.html"), Count: len(items)}
		for _, q := range b.Questions {
			one := checkQuestion{Text: q.Text}
			for n := range q.Options {
				o := &q.Options[n]
				one.Options = append(one.Options, optionFragment.shared(b, at, optionKey{o, intern(&b.lists, taking(items, q, o))}))
			}
			view.Questions = append(view.Questions, one)
		}
		for _, d := range b.Domains {
			one := checkDomain{Title: d.Title}
			for _, item := range items {
				switch {
				case item.domain != d.ID:
				case item.rules.everyone:
					view.Everyone = append(view.Everyone, newLine(at, item.shown))
				default:
					one.Items = append(one.Items, checkItemFragment.shared(b, at, item))
				}
			}
			if len(one.Items) > 0 {
				view.Domains = append(view.Domains, one)
			}
		}
		return view
	}}
)
