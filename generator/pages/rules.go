package pages

import (
	"cmp"
	"slices"
	"strings"

	"handbook/generator/eligibility"
	"handbook/generator/handbook"
)

// rulesView describes in words who is entitled to an item: a person must fit one
// route, and all conditions of that route. The item's page, the checklist and
// the finder's table all use it.
type rulesView struct {
	Everyone bool
	Routes   []routeView
}

type routeView struct {
	Conditions []string
	Confirm    string // "" when the conditions decide
	Seal       *seal  // of the edition below the province that added the route; nil for the province
}

// ruleKey is the key of an item's rules.
type ruleKey struct {
	judged, everyone bool
	routes           list[*handbook.Route] // empty for items for everyone
}

func rulesOf(b *Book, item *handbook.Item) ruleKey {
	k := ruleKey{judged: item.Judged(), everyone: item.Everyone}
	if k.everyone {
		return k
	}
	routes := make([]*handbook.Route, len(item.Routes))
	for n := range item.Routes {
		routes[n] = &item.Routes[n]
	}
	k.routes = intern(&b.lists, routes)
	return k
}

// rules returns nil when the item has no rules.
func (b *Book) rules(k ruleKey) *rulesView {
	if !k.judged {
		return nil
	}
	view := &rulesView{Everyone: k.everyone}
	for _, r := range k.routes.all() {
		one := routeView{Confirm: r.Confirm}
		for _, c := range r.Conditions {
			one.Conditions = append(one.Conditions, b.condition(c))
		}
		if origin := r.Origin(); origin.Parent != nil {
			mark := sealOf(origin)
			one.Seal = &mark
		}
		view.Routes = append(view.Routes, one)
	}
	return view
}

// condition returns a condition in words: 年龄：满65岁.
func (b *Book) condition(c eligibility.Condition) string {
	q, text := c.Question, b.text
	if q.Kind == eligibility.Number {
		switch {
		case c.Min != nil && c.Max != nil:
			return text("rule.range", q.Label, *c.Min, *c.Max, q.Unit)
		case c.Min != nil:
			return text("rule.from", q.Label, *c.Min, q.Unit)
		}
		return text("rule.below", q.Label, *c.Max+1, q.Unit)
	}
	names := func(fits func(id string) bool) []string {
		var out []string
		for n := range q.Options {
			if o := &q.Options[n]; fits(o.ID) {
				out = append(out, o.Name())
			}
		}
		return out
	}
	in := names(func(id string) bool { return slices.Contains(c.Options, id) })
	// When most options fit, name those that do not.
	out := names(func(id string) bool { return !slices.Contains(c.Options, id) })
	switch {
	case c.All:
		return text("rule.any", q.Label, strings.Join(in, text("rule.and")))
	case c.Not:
		return text("rule.not", q.Label, b.either(in))
	case q.Kind == eligibility.Choice && len(out) == 1 && len(in) > 2:
		return text("rule.but", q.Label, out[0])
	}
	return text("rule.any", q.Label, b.either(in))
}

// either joins alternative names.
func (b *Book) either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], b.text("rule.comma")) + b.text("rule.or") + names[last]
}

// ruleTable is the finder's table in data/finder.js and data/finder.json. An
// edition whose rules differ from those above has a table of the differences:
// its conditions follow those above, Gone lists the ids to remove, and its items
// replace those above with the same id, or stand behind the item After.
type ruleTable struct {
	About      string          `json:"about,omitempty"`
	Edition    string          `json:"edition"`
	Questions  []ruleQuestion  `json:"questions,omitempty"`
	Conditions []ruleCondition `json:"conditions,omitempty"`
	Items      []ruleItem      `json:"items,omitempty"`
	Gone       []string        `json:"gone,omitempty"`
}

// ruleQuestion is a question. Its answers are option ids, "unsure" when Unsure
// is set, and "none" for the kind choices.
type ruleQuestion struct {
	ID        string       `json:"id"`
	Kind      string       `json:"kind"`
	Label     string       `json:"label"`
	Text      string       `json:"text"`
	Reason    string       `json:"reason,omitempty"`
	Unsure    bool         `json:"unsure,omitempty"`
	Urgent    bool         `json:"urgent,omitempty"`
	When      []int        `json:"when,omitempty"`      // conditions that must all hold before the finder asks it
	Otherwise string       `json:"otherwise,omitempty"` // answer when the conditions in When certainly fail
	Options   []ruleOption `json:"options"`
}

type ruleOption struct {
	ID   string   `json:"id"`
	Text string   `json:"text"`
	Said string   `json:"said,omitempty"` // the text where empty
	Has  []string `json:"has,omitempty"`  // ids of items that whoever chooses it has
}

// ruleCondition holds for each option in Met and is open for those in Open; or
// it holds for a person with none of the options in None, or with every one in All.
type ruleCondition struct {
	Question string   `json:"question"`
	Text     string   `json:"text"`
	Met      []string `json:"met,omitempty"`
	Open     []string `json:"open,omitempty"`
	None     []string `json:"none,omitempty"`
	All      []string `json:"all,omitempty"`
}

type ruleItem struct {
	ID       string      `json:"id"`
	After    string      `json:"after,omitempty"` // in a table of the differences: id of the item that a new item follows; empty for the first
	Code     string      `json:"code"`
	Title    string      `json:"title"`
	Summary  string      `json:"summary,omitempty"`
	Everyone bool        `json:"everyone,omitempty"`
	Routes   []ruleRoute `json:"routes,omitempty"`
	Gets     string      `json:"gets,omitempty"` // the main standard: its words, then its amount, as shown and as spoken
	Amount   string      `json:"amount,omitempty"`
	Spoken   string      `json:"spoken,omitempty"`
	Worth    int         `json:"worth,omitempty"` // what it is worth in a year, in yuan; for the order alone
	How      string      `json:"how,omitempty"`
	Places   []rulePlace `json:"places,omitempty"`
	Phones   []rulePhone `json:"phones,omitempty"`
}

type ruleRoute struct {
	All     []int  `json:"all,omitempty"` // indexes of conditions
	Confirm string `json:"confirm,omitempty"`
}

type rulePhone struct {
	Number     string `json:"number"`
	Unverified bool   `json:"unverified,omitempty"`
}

type rulePlace struct {
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Hours   string `json:"hours,omitempty"`
}

// tableOf returns an edition's whole table. above is the table of the edition
// above it in the site, nil for none; its conditions keep their indexes.
func (e *Edition) tableOf(above *ruleTable) *ruleTable {
	t := &ruleTable{About: e.text("finder.data"), Edition: e.Of.Name}
	places := map[string]int{}
	if above != nil {
		t.Conditions = slices.Clip(above.Conditions)
		for n, c := range above.Conditions {
			places[c.key()] = n
		}
	}
	number := func(conditions []eligibility.Condition) []int {
		var out []int
		for i := range conditions {
			rule := e.conditionOnce(&conditions[i])
			n, known := places[rule.key]
			if !known {
				n = len(t.Conditions)
				places[rule.key] = n
				t.Conditions = append(t.Conditions, rule.ruleCondition)
			}
			out = append(out, n)
		}
		return out
	}
	for _, q := range e.Questions {
		rule := ruleQuestion{
			ID: q.ID, Kind: q.Kind, Label: q.Label, Text: q.Text, Reason: q.Reason,
			Unsure: q.Unsure, Urgent: q.Urgent, When: number(q.Asked), Otherwise: q.Otherwise,
		}
		for _, o := range q.Options {
			option := ruleOption{ID: o.ID, Text: o.Text, Has: o.Has}
			if said := cmp.Or(o.Said, o.Name()); said != o.Text {
				option.Said = said
			}
			rule.Options = append(rule.Options, option)
		}
		t.Questions = append(t.Questions, rule)
	}
	for _, item := range e.judged() {
		t.Items = append(t.Items, e.ruleItem(item, number))
	}
	return t
}

// judged lists the edition's items with rules.
func (e *Edition) judged() []*handbook.Item {
	var out []*handbook.Item
	for _, item := range e.Of.Items {
		if reason, _ := e.Of.Absent(item.ID); reason == "" && item.Judged() {
			out = append(out, item)
		}
	}
	return out
}

func (e *Edition) ruleItem(item *handbook.Item, number func([]eligibility.Condition) []int) ruleItem {
	rule := ruleItem{ID: item.ID, Code: item.Code, Title: item.Title, Summary: item.Summary, Everyone: item.Everyone}
	unverified := e.Reliability(item.Carrying("hotlines")...).Unverified
	for _, number := range item.Hotlines {
		rule.Phones = append(rule.Phones, rulePhone{number, unverified})
	}
	if !item.Everyone {
		for _, r := range item.Routes {
			rule.Routes = append(rule.Routes, ruleRoute{number(r.Conditions), r.Confirm})
		}
	}
	if std := e.MainStandard(item); std != nil {
		rule.Gets = std.Text
		if a := e.shownAmount(std); a != nil {
			most := ""
			if a.AtMost {
				most = e.text("item.at_most")
			}
			rule.Amount, rule.Spoken = most+a.Number+a.Unit, most+a.Number+a.Spoken
		}
		rule.Worth = int(std.Worth())
	}
	rule.How = item.Guide.How
	if rule.How == "" && len(item.Guide.Where) > 0 {
		rule.How = item.Guide.Where[0].Text
	}
	places, _ := e.Of.PlacesOf(item)
	for _, p := range places {
		rule.Places = append(rule.Places, rulePlace(*p))
	}
	return rule
}

// keyedCondition is a condition of the table and its key.
type keyedCondition struct {
	ruleCondition
	key string
}

// conditionOnce returns a condition of the table, made once for all editions: an
// inherited item shares the conditions of the item above.
func (b *Book) conditionOnce(c *eligibility.Condition) *keyedCondition {
	if made, ok := b.conditions.Load(c); ok {
		return made.(*keyedCondition)
	}
	rule := b.ruleCondition(*c)
	made, _ := b.conditions.LoadOrStore(c, &keyedCondition{rule, rule.key()})
	return made.(*keyedCondition)
}

func (b *Book) ruleCondition(c eligibility.Condition) ruleCondition {
	rule := ruleCondition{Question: c.Question.ID, Text: b.condition(c)}
	switch {
	case c.Not:
		rule.None = c.Options
		return rule
	case c.All:
		rule.All = c.Options
		return rule
	}
	for n := range c.Question.Options {
		switch o := &c.Question.Options[n]; c.Of(o) {
		case eligibility.Met:
			rule.Met = append(rule.Met, o.ID)
		case eligibility.Open:
			rule.Open = append(rule.Open, o.ID)
		}
	}
	return rule
}

// key returns a string that is equal for equal conditions only.
func (c ruleCondition) key() string {
	return c.Question + "\n" + c.Text + "\n" + strings.Join(c.Met, " ") + "\n" + strings.Join(c.None, " ") + "\n" + strings.Join(c.All, " ")
}
