package pages

import (
	"html/template"
	"slices"

	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// itemView is the view of item.html. For empty texts and lists the layout shows
// 待补充.
type itemView struct {
	Code      string // "" outside the list
	Title     string
	Summary   string
	Aliases   []string
	Domain    Link
	Trail     []Link
	Version   string // of the list
	Local     string // name of the edition that adds the item; "" for items of the list
	Verified  string // date; "" when nobody has checked the facts yet
	Checked   string // likewise, and who checked them
	PeriodEnd int

	Answer     answerView
	Absent     *fact // reason why the item does not apply; nil when it does
	Recipients fact
	Rules      *rulesView // nil when the item has no rules
	Finder     string     // address of the finder; "" without one
	Groups     []Link
	Standards  []standardView // guaranteed
	Folded     []standardView // more of them
	Funds      []standardView // per head or on average, received by nobody
	Targets    []standardView
	Results    []standardView
	Body       template.HTML

	Guide    guideView
	Hotlines []Phone
	Last     Phone // number to call when no nearer one is known
	Agencies fact  // Text is unused
	Lead     *agencyLink
	Others   []agencyLink
	Funding  fact

	Sources []*layout.Fragment // of sourceEntry
	Badges  []badge            // badges on this page, each once, for their explanation
	Related []itemLine         // others for the same people
	Before  *Link
	After   *Link
	HowTo   string // address of the guide that explains the badges; "" when there is none
	Expires string
	Begins  string
}

// standardView is one standard: what holds, what comes, what was.
type standardView struct {
	Anchor  string
	Former  []string // anchors of former ids
	Name    string   // what Text is about; "" when Text says it
	Text    string
	Tier    string
	Amount  *amount     // nil when the standard has words only
	Yearly  string      // what the amount makes in a year; "" where it is for one
	Places  []valueView // what holds where, when Amount is their span
	Seal    seal
	Since   string
	Until   string
	Basis   string // document that raised it; "" when none is named
	Note    string
	Checked string // when a person checked what holds, and who; "" when nobody has
	Old     int    // year of an old figure; 0
	Idle    bool   // nothing is in force
	Badges  []badge
	Cite    *cite

	Beside  []valueView    // words beside the amount
	Coming  []valueView    // announced
	History []valueView    // the newest first
	Series  template.HTML  // line of its values; "" for fewer than three
	Tiers   []standardView // in a table, with Amount as their span; nil for a single one

	of *handbook.Standard // nil with Tiers
}

// valueView is a value of a standard at its time.
type valueView struct {
	Since  string // "" when the source does not give it
	Until  string
	Amount *amount // nil for words
	Yearly string
	Text   string
	Behind bool   // it promises less than the one in force
	Where  string // the places where alone it holds, or whose it is; "" where the seal says it
	Note   string
	Seal   seal
	Badges []badge
	Cite   *cite
}

// guideView is 办事指南.
type guideView struct {
	Rows []guideRow
}

// guideRow is a key of the guide. One of the fields from Parts to Text holds its value,
// or none when it is missing.
type guideRow struct {
	Key  string
	Name string
	Seal *seal // of the edition that filled it in; nil for none

	Parts   []guidePart
	General []guidePart // what the nation and the province say, below an edition's own
	Places  []windowView
	Text    string
	Missing bool
	Folded  bool        // it is long
	Rest    []guidePart // more of Parts, folded
}

// guidePart is elements of a key of the guide with one source. One of the fields from
// List to Links holds them.
type guidePart struct {
	For       string   // the procedure; "" for all
	List      []string // in any order
	Steps     []string // in order
	From      int      // number of the first step: those of one procedure count on
	Materials []paper
	Links     []Link // of online; without an address they are names

	Level  string // whose rule it is: 国家规定; "" where the seal says it
	Badges []badge
	Cites  []cite
}

// paper is a material to bring.
type paper struct {
	handbook.Material
	URL string // of a form to download; "" when there is none, and on paper
}

// windowView is a service window.
type windowView struct {
	Name    string
	Address string
	Phone   *Phone // nil when unknown
	Hours   string
}

type agencyLink struct {
	Link
	Former []string
}

func newWindow(p *handbook.Place) windowView {
	w := windowView{Name: p.Name, Address: p.Address, Hours: p.Hours}
	if p.Phone != "" {
		w.Phone = &Phone{Number: p.Phone}
	}
	return w
}

// marks lists the badges on the page, in the order of their first appearance.
func (v *itemView) marks(sources []*sourceEntry) []badge {
	var out []badge
	add := func(badges []badge) {
		for _, b := range badges {
			have := false
			for _, o := range out {
				have = have || o == b
			}
			if !have {
				out = append(out, b)
			}
		}
	}
	missing := []badge{badgeMissing}
	if v.Verified == "" {
		add([]badge{badgeUnverified})
	}
	add(v.Recipients.Badges)
	if len(v.Standards) == 0 {
		add(missing)
	}
	for _, list := range [][]standardView{v.Standards, v.Funds, v.Targets, v.Results} {
		for _, std := range list {
			add(std.Badges)
			for _, values := range [][]valueView{std.Places, std.Beside, std.Coming, std.History} {
				for _, v := range values {
					add(v.Badges)
				}
			}
		}
	}
	for _, p := range v.Hotlines {
		add(p.Badges)
	}
	add(v.Last.Badges)
	if slices.ContainsFunc(v.Guide.Rows, func(r guideRow) bool { return r.Missing }) {
		add(missing)
	}
	for _, row := range v.Guide.Rows {
		for _, part := range slices.Concat(row.Parts, row.General) {
			add(part.Badges)
		}
	}
	add(v.Agencies.Badges)
	add(v.Funding.Badges)
	for _, entry := range sources {
		add(entry.Source.Badges)
	}
	return out
}
