package opendata

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"handbook/generator/handbook"
)

// Diff is the changes from one list to a later one, or of one list between two days.
// Of standards it compares guarantees alone: with a goal or a past figure nobody gains
// or loses.
type Diff struct {
	From  Side         `json:"from"`
	To    Side         `json:"to"`
	Days  bool         `json:"days,omitempty"` // between the days of From and To, in one list
	Items []ItemChange `json:"items"`          // in the order of the later list, then those removed in the order of the earlier; between two days those that changed last first
}

// Side is one of the two lists.
type Side struct {
	Title   string `json:"title"`
	Version string `json:"version"`
	Edition string `json:"edition"`
	Date    string `json:"date"`
	Items   int    `json:"items"`
}

// ItemChange is the changes of one item.
type ItemChange struct {
	ID      string   `json:"id"`   // in the later list; of a removed item in the earlier
	Code    string   `json:"code"` // "" outside the list
	Title   string   `json:"title"`
	Groups  []string `json:"groups"` // whom it concerns: recipients in either list
	Changes []Change `json:"changes"`
}

// Label names the item as [handbook.Item.Label] does.
func (c *ItemChange) Label() string { return strings.TrimSpace(c.Code + " " + c.Title) }

// Change is one difference.
type Change struct {
	Kind     Kind     `json:"kind"`
	FromID   string   `json:"from_id,omitempty"`  // of an item renamed or merged
	Standard string   `json:"standard,omitempty"` // id, in the later list if it is there
	Text     string   `json:"text,omitempty"`     // of the standard
	From     string   `json:"from,omitempty"`
	To       string   `json:"to,omitempty"`
	Unit     string   `json:"unit,omitempty"`  // of From and To
	Bound    string   `json:"bound,omitempty"` // of the standard
	Groups   []string `json:"groups,omitempty"`
	Titles   []string `json:"titles,omitempty"` // of Groups

	// Of a change between two days; see [handbook.Step].
	Step      *handbook.Step `json:"-"`
	Day       string         `json:"day,omitempty"`        // the first day of what Value says, or the first day without it
	Value     *Moment        `json:"value,omitempty"`      // that began or ended
	Before    *Moment        `json:"before,omitempty"`     // what stood before it in its line
	Other     *Moment        `json:"other,omitempty"`      // of another line, in force until Value began or since it ended
	FromWorth string         `json:"from_worth,omitempty"` // From in the unit of To, where theirs differ
	ToWorth   string         `json:"to_worth,omitempty"`   // else To in the unit of From
	Of        string         `json:"of,omitempty"`         // name of the place of Other
	Places    []string       `json:"places,omitempty"`     // names of the places where alone it is so
}

// Compare returns the changes from an earlier list to a later one. Two items are
// the same where they have one id, or where the later one names the earlier id
// among its former_ids; where several became one, the others were merged.
func Compare(old, now *Catalogue) *Diff {
	d := &differ{old: old, now: now, diff: &Diff{From: side(old), To: side(now), Items: []ItemChange{}}}
	taken := map[string]bool{}
	for _, item := range now.Items {
		own, merged := d.before(item)
		for _, b := range append(slices.Clip(merged), own) {
			if b != nil {
				taken[b.ID] = true
			}
		}
		d.item(item, own, merged)
	}
	for _, item := range old.Items {
		if !taken[item.ID] {
			d.diff.Items = append(d.diff.Items, ItemChange{item.ID, item.Code, item.text("title"), listed(item.list("recipients")), []Change{{Kind: Removed}}})
		}
	}
	return d.diff
}

func side(c *Catalogue) Side {
	return Side{c.List.Title, c.List.Version, c.Edition.Path, c.Date, len(c.Items)}
}

// differ compares two lists.
type differ struct {
	old, now *Catalogue
	diff     *Diff
}

// before returns the earlier items that became one: the item that it continues,
// nil for a new one, and those that were merged into it.
func (d *differ) before(item *Item) (own *Item, merged []*Item) {
	own = d.old.Item(item.ID)
	for _, id := range item.list("former_ids") {
		was := d.old.Item(id)
		if was == nil || was == own || d.now.Item(id) != nil || slices.Contains(merged, was) {
			continue
		}
		if own == nil {
			own = was
		} else {
			merged = append(merged, was)
		}
	}
	return own, merged
}

func (d *differ) item(item, own *Item, merged []*Item) {
	if own == nil {
		d.diff.Items = append(d.diff.Items, ItemChange{item.ID, item.Code, item.text("title"), listed(item.list("recipients")), []Change{{Kind: Added}}})
		return
	}
	var changes []Change
	switch {
	case own.text("title") != item.text("title"):
		changes = append(changes, Change{Kind: Renamed, FromID: own.ID, From: own.text("title"), To: item.text("title")})
	case own.ID != item.ID:
		changes = append(changes, Change{Kind: NewID, FromID: own.ID, From: own.ID, To: item.ID})
	}
	groups, had := listed(item.list("recipients")), listed(own.list("recipients"))
	for _, m := range merged {
		changes = append(changes, Change{Kind: Merged, FromID: m.ID, From: m.text("title")})
		had = append(had, without(m.list("recipients"), had)...)
	}
	groups = append(groups, without(had, groups)...)
	if own.Code != item.Code {
		changes = append(changes, Change{Kind: Recoded, From: own.Code, To: item.Code})
	}
	if was, is := own.absence(), item.absence(); was != is {
		changes = append(changes, Change{Kind: NotApplicable, From: was, To: is})
	}
	changes = append(changes, d.standards(item, own, merged)...)
	if more := without(item.list("recipients"), had); len(more) > 0 {
		changes = append(changes, Change{Kind: Widened, Groups: more, Titles: d.groups(more)})
	}
	if fewer := without(had, item.list("recipients")); len(fewer) > 0 {
		changes = append(changes, Change{Kind: Narrowed, Groups: fewer, Titles: d.groups(fewer)})
	}
	for _, k := range told {
		if was, is := own.value(k), item.value(k); !same(was, is) {
			changes = append(changes, Change{Kind: kindOf(k, ""), From: d.old.inWords(k.Of, was), To: d.now.inWords(k.Of, is)})
		}
	}
	if len(changes) > 0 {
		d.diff.Items = append(d.diff.Items, ItemChange{item.ID, item.Code, item.text("title"), groups, changes})
	}
}

// without returns the entries of a list that another does not have.
func without(list, other []string) []string {
	var out []string
	for _, id := range list {
		if !slices.Contains(other, id) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// groups returns the titles of groups, in the later list or else in the earlier.
func (d *differ) groups(ids []string) (titles []string) {
	for _, id := range ids {
		titles = append(titles, cmp.Or(d.now.title("group", id), d.old.title("group", id), id))
	}
	return titles
}

// same compares two values as JSON has them: what was read has other numbers.
func same(a, b any) bool { return bytes.Equal(marshal(a), marshal(b)) }

// absence returns why the edition does not have the item; "" where it has.
func (i *Item) absence() string {
	if i.NotApplicable == nil {
		return ""
	}
	return i.NotApplicable.Reason
}

// guaranteed returns the standards but for goals and past figures.
func guaranteed(s *Service) []Standard {
	var out []Standard
	for _, std := range s.Standards {
		if std.text("kind") == handbook.KindStandard {
			out = append(out, std)
		}
	}
	return out
}

// standards compares the guarantees of an item. Two standards are the same where they have one
// id; of merged items, and where ids are new, where they have one text.
func (d *differ) standards(item, own *Item, merged []*Item) []Change {
	before := guaranteed(own.Service)
	ids := len(before) // those behind are of merged items
	for _, m := range merged {
		before = append(before, guaranteed(m.Service)...)
	}
	now := guaranteed(item.Service)
	match := make([]int, len(now)) // index into before; -1 for none
	used := make([]bool, len(before))
	pair := func(same func(n, b int) bool) {
		for n := range now {
			for b := range before {
				if match[n] < 0 && !used[b] && same(n, b) {
					match[n], used[b] = b, true
				}
			}
		}
	}
	for n := range match {
		match[n] = -1
	}
	pair(func(n, b int) bool { return b < ids && now[n].text("id") == before[b].text("id") })
	pair(func(n, b int) bool { return now[n].text("text") == before[b].text("text") })
	pair(func(n, b int) bool { return now[n].text("id") == before[b].text("id") })
	var changes []Change
	for n := range now {
		if match[n] < 0 {
			changes = append(changes, changed(StandardAdded, &now[n], "", amountOf(&now[n])))
			continue
		}
		changes = append(changes, d.standard(&before[match[n]], &now[n])...)
	}
	for b := range before {
		if !used[b] {
			changes = append(changes, changed(StandardRemoved, &before[b], amountOf(&before[b]), ""))
		}
	}
	return changes
}

// changed returns a change of a standard.
func changed(kind Kind, s *Standard, from, to string) Change {
	return Change{
		Kind: kind, Standard: s.text("id"), Text: s.text("text"), From: from, To: to, Unit: s.text("unit"), Bound: s.text("bound"),
	}
}

// bare returns a change whose values hold their units.
func bare(c Change) Change {
	c.Unit = ""
	return c
}

// signed returns the amount of a standard with its bound and unit.
func signed(s *Standard) string {
	sign := map[string]string{string(handbook.AtMost): "≤ ", string(handbook.UpTo): "≤ ", string(handbook.Exact): "= "}
	return strings.TrimSpace(cmp.Or(sign[s.text("bound")], "≥ ") + amountOf(s) + " " + s.text("unit"))
}

// amountOf returns the amount of a standard; "" where it has words alone.
func amountOf(s *Standard) string {
	return cell(s.Terms["amount"])
}

func (d *differ) standard(was, is *Standard) []Change {
	var out []Change
	from, to := amountOf(was), amountOf(is)
	before, had := was.amount()
	now, has := is.amount()
	switch {
	case !had && !has:
	case !had:
		out = append(out, changed(AmountAdded, is, "", to))
	case !has:
		gone := changed(AmountRemoved, is, from, "")
		gone.Unit, gone.Bound = was.text("unit"), was.text("bound")
		out = append(out, gone)
	case was.text("unit") != is.text("unit"):
		out = append(out, bare(changed(StandardUnit, is, strings.TrimSpace(from+" "+was.text("unit")), strings.TrimSpace(to+" "+is.text("unit")))))
	case was.text("bound") != is.text("bound"):
		out = append(out, bare(changed(StandardBound, is, signed(was), signed(is))))
	case before != now:
		kind := StandardRaised
		if (now < before) != (is.text("bound") == string(handbook.AtMost)) {
			kind = StandardLowered
		}
		out = append(out, changed(kind, is, from, to))
	}
	if was.text("text") != is.text("text") {
		out = append(out, changed(StandardText, is, was.text("text"), is.text("text")))
	}
	for _, k := range terms {
		if from, to := d.old.inWords(k.Of, was.Terms[k.Name]), d.now.inWords(k.Of, is.Terms[k.Name]); from != to {
			out = append(out, bare(changed(kindOf(k, "standard-"), is, from, to)))
		}
	}
	return out
}

// Count counts the changes by kind.
func (d *Diff) Count() map[Kind]int {
	counts := map[Kind]int{}
	for _, item := range d.Items {
		for _, c := range item.Changes {
			counts[c.Kind]++
		}
	}
	return counts
}

// Changes returns the number of all changes.
func (d *Diff) Changes() (n int) {
	for _, item := range d.Items {
		n += len(item.Changes)
	}
	return n
}

// For returns the changed items of a group of recipients; for "" those that
// concern no group.
func (d *Diff) For(group string) []ItemChange {
	var out []ItemChange
	for _, item := range d.Items {
		if slices.Contains(item.Groups, group) || group == "" && len(item.Groups) == 0 {
			out = append(out, item)
		}
	}
	return out
}

// Without returns the diff without the changes of a kind, and without items that
// have no others.
func (d *Diff) Without(kind Kind) *Diff {
	out := &Diff{From: d.From, To: d.To, Items: []ItemChange{}}
	for _, item := range d.Items {
		item.Changes = slices.DeleteFunc(slices.Clone(item.Changes), func(c Change) bool { return c.Kind == kind })
		if len(item.Changes) > 0 {
			out.Items = append(out.Items, item)
		}
	}
	return out
}
