package pages

import (
	"slices"
	"strings"

	"handbook/generator/handbook"
)

// standards sorts the standards by kind: what one gets, funds, goals and results.
// What is guaranteed and holds stands in the order of the file; what is only
// announced or has ended stands behind it.
func (b *Book) standards(view *itemView, item *handbook.Item, sources *sourceList) {
	var idle []standardView
	for n := range item.Standards {
		std := &item.Standards[n]
		one := b.standard(std, sources)
		switch {
		case std.Kind == handbook.KindFunds:
			view.Funds = append(view.Funds, one)
		case std.Kind == handbook.KindTarget:
			view.Targets = append(view.Targets, one)
		case std.Kind == handbook.KindResult:
			view.Results = append(view.Results, one)
		case std.Holds():
			view.Standards = append(view.Standards, one)
		default:
			one.Idle = true
			idle = append(idle, one)
		}
	}
	view.Standards = append(view.Standards, idle...)
}

// tiers puts neighbours with one text into one, with their span in front; others stay
// as they are.
func (b *Book) tiers(standards []standardView) (out []standardView) {
	for len(standards) > 0 {
		first, n := standards[0], 1
		for n < len(standards) && first.Tier != "" && standards[n].Tier != "" && standards[n].Text == first.Text &&
			standards[n].Name == first.Name && standards[n].Idle == first.Idle && standards[n].Seal == first.Seal {
			n++
		}
		if n > 1 {
			first = standardView{Name: first.Name, Text: first.Text, Seal: first.Seal, Idle: first.Idle, Tiers: standards[:n]}
			first.Amount = b.spanOf(first.Tiers)
		}
		out, standards = append(out, first), standards[n:]
	}
	return out
}

// spanOf returns the span of the amounts of tiers; nil where one has words or a span
// of its own, and where two cannot be compared.
func (b *Book) spanOf(tiers []standardView) *amount {
	var of []*handbook.Value
	for n := range tiers {
		std := tiers[n].of
		if std.Amount == nil || len(std.Span) > 0 {
			return nil
		}
		of = append(of, std.Now.Value)
	}
	low, high, ok := handbook.Span(of)
	if !ok {
		return nil
	}
	return newSpan(low, high, tiers[0].of.Bound)
}

// newSpan returns the amounts from low to high, which have one unit.
func newSpan(low, high *handbook.Value, bound handbook.Bound) *amount {
	span := newAmount(*low.Amount, low.Unit, bound)
	if *low.Amount != *high.Amount {
		span.Number += "—" + high.Amount.String()
	}
	return span
}

// standard returns what holds of a standard, what comes, and what was.
func (b *Book) standard(std *handbook.Standard, sources *sourceList) standardView {
	carries := b.text("field.standards")
	cited := std.Source.First()
	one := standardView{
		Anchor: standardAnchor(std.ID), Text: std.Text, Tier: std.Tier, Amount: b.shownAmount(std), Seal: sealOf(std.Origin()), Basis: std.Basis, of: std,
	}
	for _, id := range std.FormerIDs {
		one.Former = append(one.Former, standardAnchor(id))
	}
	if len(std.Span) > 0 {
		at := map[*handbook.Value]int{} // one value of several places is told once
		for _, held := range std.Span {
			n, told := at[held.Value]
			if told {
				one.Places[n].Where += b.text("rule.comma") + held.Edition.Name
				continue
			}
			at[held.Value] = len(one.Places)
			v := b.value(held.Value, held.Edition, std, sources)
			v.Where = held.Edition.Name
			one.Places = append(one.Places, v)
		}
		_, origin := std.Front()
		one.Seal = sealOf(origin)
	} else if now := std.Now; now != nil {
		one.Since, one.Until, one.Note = SayDate(std.Since), SayDate(std.Until), now.Note
		one.Checked = b.checked(now.Verified, now.VerifiedBy)
		one.Badges = badgesOf(b.Reliability(cited), std.Origin())
		one.Cite = sources.show(cited, carries)
		one.Yearly = b.yearly(now.Value)
		if now.Amount == nil && now.Line.Text != std.Text {
			one.Name = now.Line.Text
		}
		if std.Kind == handbook.KindStandard || std.Kind == handbook.KindFunds {
			one.Old = b.Old(now.Value)
		}
		for _, words := range now.Beside {
			one.Beside = append(one.Beside, b.value(words, std.EditionOf(words), std, sources))
		}
	}
	for _, m := range std.Course() {
		v := b.value(m.Value, m.Line.Edition, std, sources)
		if m.Line.Nation {
			v.Where = b.text("item.nation")
		} else if names := b.namesOf(m.Value.Only); names != "" {
			v.Where = names
		}
		v.Behind = m.Behind
		if m.Coming {
			one.Coming = append(one.Coming, v)
		} else if !m.Now {
			one.History = append(one.History, v)
		}
	}
	slices.Reverse(one.History)
	one.Series = b.series(std)
	if !std.PeriodsMeet() {
		one.Yearly = ""
		for _, values := range [][]valueView{one.Places, one.Beside, one.Coming, one.History} {
			for n := range values {
				values[n].Yearly = ""
			}
		}
	}
	return one
}

// value returns a value of an edition.
func (b *Book) value(v *handbook.Value, of *handbook.Edition, std *handbook.Standard, sources *sourceList) valueView {
	out := valueView{
		Since: SayDate(v.Since), Until: SayDate(v.Until), Text: v.Text, Yearly: b.yearly(v), Note: v.Note, Seal: sealOf(of),
		Badges: badgesOf(b.Reliability(v.Source.First()), of), Cite: sources.show(v.Source.First(), b.text("field.standards")),
	}
	if v.Amount != nil {
		out.Amount = newAmount(*v.Amount, v.Unit, std.Bound)
	}
	return out
}

// shownAmount returns the amount of a standard that stands in front: the one in
// force, or the span of what holds in places below; nil for words.
func (b *Book) shownAmount(std *handbook.Standard) *amount {
	if low, high, ok := std.Ends(); ok {
		return newSpan(low, high, std.Bound)
	}
	return amountOf(std)
}

// yearly returns what an amount for a part of a year makes in a year; "" for others.
func (b *Book) yearly(v *handbook.Value) string {
	if total, ok := v.Yearly(); ok {
		return b.text("item.yearly", total)
	}
	return ""
}

// namesOf returns the names of editions by their paths.
func (b *Book) namesOf(paths []string) string {
	var names []string
	for _, path := range paths {
		if e, err := b.Handbook.Edition(path); err == nil {
			names = append(names, e.Name)
		}
	}
	return strings.Join(names, "、")
}
