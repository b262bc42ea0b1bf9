package handbook

import (
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/eligibility"
)

// questionRow is a question of content/questions.toml.
type questionRow struct {
	Row
	eligibility.Question
	When map[string]any `toml:"when"` // as a route, over earlier questions: whom the finder asks; nil for everybody

	broken bool // its options could not be read, so that no condition on it can be judged
}

// confirmKey is the key of a route that is no question: a condition in words.
const confirmKey = "confirm"

// questions checks the questions of the finder by themselves, and reads whom
// it asks them.
func (l *loader) questions() {
	for rank, q := range l.h.questions {
		q.Rank = rank
		l.h.Questions = append(l.h.Questions, &q.Question)
	}
	for _, q := range l.h.questions {
		l.oneOf(q.Kind, eligibility.Kinds, q.At, "kind")
		if q.ID == confirmKey {
			l.add(diag.New(q.At("id"), reservedID, q.ID).WithHint(hintRename))
		}
		before := len(l.faults)
		if len(q.Options) == 0 && !l.spoilt[q.At("options")] {
			l.add(diag.New(q.At("id"), noOptions, q.ID).WithHint(hintOptions))
		}
		seen := map[string]bool{}
		for n, o := range q.Options {
			switch {
			case o.ID != "" && seen[o.ID]:
				l.add(diag.New(q.At("options", n, "id"), duplicateID, "option", o.ID, wordZH["option"]).WithHint(hintRename))
			case o.ID == eligibility.Unsure || o.ID == eligibility.None:
				l.add(diag.New(q.At("options", n, "id"), reservedID, o.ID).WithHint(hintReserved))
			}
			seen[o.ID] = true
		}
		l.bands(q)
		q.broken = len(l.faults) > before || len(q.Options) == 0 || !slices.Contains(eligibility.Kinds, q.Kind)
		l.asking(q)
	}
}

// bands reports ranges that are missing, misplaced or leave numbers out.
func (l *loader) bands(q *questionRow) {
	if !slices.Contains(eligibility.Kinds, q.Kind) { // reported as such
		return
	}
	for n, o := range q.Options {
		at := q.At("options", n, "id")
		if q.Kind != eligibility.Number {
			if o.Min != nil || o.Max != nil {
				l.add(diag.New(at, strayBand, q.Kind).WithHint(hintStrayBand))
			}
			continue
		}
		switch {
		case l.spoilt[q.At("options", n, "min")] || l.spoilt[q.At("options", n, "max")]: // reported as such
			return
		case o.Min == nil && n > 0 || o.Max == nil && n < len(q.Options)-1 || o.Min == nil && o.Max == nil:
			l.add(diag.New(at, openBand, o.ID).WithHint(hintBand))
			return
		case o.Min != nil && o.Max != nil && *o.Min > *o.Max:
			l.add(diag.New(at, rangeReversed, *o.Min, *o.Max).WithHint(hintReversed))
			return
		case n > 0 && *o.Min != *q.Options[n-1].Max+1:
			l.add(diag.New(at, bandGap, *o.Min, *q.Options[n-1].Max).WithHint(hintBandGap, *q.Options[n-1].Max+1))
			return
		}
	}
}

// asking reads whom the finder asks a question.
func (l *loader) asking(q *questionRow) {
	if q.Otherwise != "" && q.Otherwise != eligibility.None && q.Option(q.Otherwise) == nil {
		l.add(diag.New(q.At("otherwise"), unknownRef, "option", q.Otherwise, wordZH["option"]).
			WithHint(hintOneOf, strings.Join(append(q.OptionIDs(), eligibility.None), ", ")))
	}
	if q.Otherwise != "" && len(q.When) == 0 {
		l.add(diag.New(q.At("otherwise"), otherwiseAlone).WithHint(hintOtherwise))
	}
	r := l.route(q.When, routePlace{q.At, q.KeyAt, []any{"when"}})
	for _, c := range r.Conditions {
		if c.Question.Rank >= q.Rank {
			l.add(diag.New(q.KeyAt("when", c.Question.ID), laterQuestion, c.Question.ID, q.ID).WithHint(hintEarlier))
			return
		}
	}
	q.Asked = r.Conditions
	if r.Confirm != "" {
		l.add(diag.New(q.KeyAt("when", confirmKey), confirmAsked).WithHint(hintConfirmAsked))
	}
	if len(q.Asked) > 0 && !eligibility.Satisfiable(q.Asked) {
		l.add(diag.New(q.KeyAt("when"), neverAsked, q.ID).WithHint(hintUnmeetable))
	}
}
