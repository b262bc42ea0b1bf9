package pages

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"handbook/generator/handbook"
)

// answerView is what the first screen of an item's page says. The sections below
// do not say it again.
type answerView struct {
	Lead *standardView // what one gets; nil where nothing is in force
	Rest *standardView // what else is known of Lead; nil for nothing
	Who  string
	How  string
	Call Phone    // the number of the button
	Ask  string   // what to ask there
	Gaps []string // names of what is missing in this edition
}

// answer returns the answer of an item from its finished view, and takes from it what
// the answer says: the first standard, recipients, and the rows that are missing.
func (b *Book) answer(view *itemView, item *handbook.Item) answerView {
	a := answerView{
		Who: item.Who, How: item.Guide.How, Ask: cmp.Or(item.Guide.Ask, b.text("answer.ask")), Call: view.Last,
	}
	if len(view.Standards) > 0 && !view.Standards[0].Idle {
		lead := view.Standards[0]
		rest := lead
		rest.Old, rest.Cite, rest.Coming = 0, nil, nil
		a.Lead, view.Standards = &lead, view.Standards[1:]
		if rest.Note+rest.Basis+rest.Checked != "" || len(rest.Places)+len(rest.Beside)+len(rest.History)+len(rest.Tiers) > 0 {
			a.Rest = &rest
		}
	}
	if a.Who == "" {
		a.Who, view.Recipients.Text = view.Recipients.Text, ""
	}
	if len(view.Hotlines) > 0 {
		a.Call = view.Hotlines[0]
	}
	var rows []guideRow
	for _, row := range view.Guide.Rows {
		switch {
		case row.Missing:
			a.Gaps = append(a.Gaps, row.Name)
		case row.Key == "guide.how", row.Key == "guide.application" && a.How != "":
		default:
			row.Folded = row.Key == "guide.complaint" || row.Key == "guide.conditions" && row.length() > longConditions
			if !row.Folded && len(row.Parts) > 1 && row.length() > longRow {
				row.Parts, row.Rest = row.Parts[:1], row.Parts[1:]
			}
			rows = append(rows, row)
		}
	}
	view.Guide.Rows = rows
	if n := openStandards; len(view.Standards) > n+1 {
		view.Standards, view.Folded = view.Standards[:n], view.Standards[n:]
	}
	return a
}

// Sealed reports whether the seal says more than a badge: a national rule that the
// province passes on has one mark, 国家标准.
func (s *standardView) Sealed() bool {
	return s.Seal.Kind != "province" || !slices.Contains(s.Badges, badgeNational)
}

// What is longer than a phone's screen is folded: so much of the conditions and of
// another row, in runes, and of what one gets, in standards, stays open.
const (
	longConditions = 120
	longRow        = 160
	openStandards  = 3
)

// length returns the runes of the texts of a row.
func (r guideRow) length() (n int) {
	for _, part := range r.Parts {
		for _, text := range slices.Concat(part.List, part.Steps) {
			n += utf8.RuneCountInString(text)
		}
		for _, m := range part.Materials {
			n += utf8.RuneCountInString(m.Name)
		}
	}
	return n
}
