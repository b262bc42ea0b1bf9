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

	broken bool // its options have faults, so that conditions on it are unreadable
}

// confirmKey is the key of a route for a condition in words. No question can
// have it as its id.
const confirmKey = "confirm"

// questions checks the questions of the finder, and reads whom it asks them.
func (c *checker) questions() (out diag.List) {
	for rank, q := range c.h.questions {
		q.Rank = rank
		c.h.Questions = append(c.h.Questions, &q.Question)
	}
	for _, q := range c.h.questions {
		out.Add(oneOf(q.Kind, eligibility.Kinds, q.At, "kind")...)
		if q.ID == confirmKey {
			out.Add(diag.New(q.At("id"), reservedID, q.ID).WithHint(hintRename))
		}
		faults := c.options(q)
		q.broken = len(faults) > 0 || len(q.Options) == 0 || !slices.Contains(eligibility.Kinds, q.Kind)
		out.Add(faults...)
		out.Add(c.asking(q)...)
	}
	return out
}

// options checks the answers that a question offers.
func (c *checker) options(q *questionRow) (out diag.List) {
	if len(q.Options) == 0 && !c.spoilt[q.At("options")] {
		out.Add(diag.New(q.At("id"), noOptions, q.ID).WithHint(hintOptions))
	}
	seen := map[string]bool{}
	for n, o := range q.Options {
		switch {
		case o.ID != "" && seen[o.ID]:
			out.Add(diag.New(q.At("options", n, "id"), duplicateID, "option", o.ID, wordZH["option"]).WithHint(hintRename))
		case o.ID == eligibility.Unsure || o.ID == eligibility.None:
			out.Add(diag.New(q.At("options", n, "id"), reservedID, o.ID).WithHint(hintReserved))
		}
		seen[o.ID] = true
	}
	out.Add(c.bands(q)...)
	return out
}

// having checks which items an answer says that one has already.
func (c *checker) having() (out diag.List) {
	for _, q := range c.h.questions {
		for n, o := range q.Options {
			for k, id := range o.Has {
				if c.h.Province.Item(id) == nil {
					out.Add(c.unknownItem(c.h.Province, q.At("options", n, "has", k), id)...)
				}
			}
		}
	}
	return out
}

// bands reports ranges that are missing or misplaced, or leave gaps.
func (c *checker) bands(q *questionRow) (out diag.List) {
	if !slices.Contains(eligibility.Kinds, q.Kind) { // reported as such
		return out
	}
	for n, o := range q.Options {
		at := q.At("options", n, "id")
		if q.Kind != eligibility.Number {
			if o.Min != nil || o.Max != nil {
				out.Add(diag.New(at, strayBand, q.Kind).WithHint(hintStrayBand))
			}
			continue
		}
		switch {
		case c.spoilt[q.At("options", n, "min")] || c.spoilt[q.At("options", n, "max")]: // reported as such
			return out
		case o.Min == nil && n > 0 || o.Max == nil && n < len(q.Options)-1 || o.Min == nil && o.Max == nil:
			out.Add(diag.New(at, openBand, o.ID).WithHint(hintBand))
			return out
		case o.Min != nil && o.Max != nil && *o.Min > *o.Max:
			out.Add(diag.New(at, rangeReversed, *o.Min, *o.Max).WithHint(hintReversed))
			return out
		case n > 0 && *o.Min != *q.Options[n-1].Max+1:
			out.Add(diag.New(at, bandGap, *o.Min, *q.Options[n-1].Max).WithHint(hintBandGap, *q.Options[n-1].Max+1))
			return out
		}
	}
	return out
}

// asking reads whom the finder asks a question.
func (c *checker) asking(q *questionRow) (out diag.List) {
	if q.Otherwise != "" && q.Otherwise != eligibility.None && q.Option(q.Otherwise) == nil {
		out.Add(diag.New(q.At("otherwise"), unknownRef, "option", q.Otherwise, wordZH["option"]).
			WithHint(hintOneOf, strings.Join(append(q.OptionIDs(), eligibility.None), ", ")))
	}
	if q.Otherwise != "" && len(q.When) == 0 {
		out.Add(diag.New(q.At("otherwise"), otherwiseAlone).WithHint(hintOtherwise))
	}
	r, faults := c.route(q.When, routePlace{q.At, q.KeyAt, []any{"when"}})
	out.Add(faults...)
	for _, on := range r.Conditions {
		if id := on.Question.ID; on.Question.Rank >= q.Rank {
			out.Add(diag.New(q.KeyAt("when", id), laterQuestion, id, q.ID).WithHint(hintEarlier))
			return out
		}
	}
	q.Asked = r.Conditions
	if r.Confirm != "" {
		out.Add(diag.New(q.KeyAt("when", confirmKey), confirmAsked).WithHint(hintConfirmAsked))
	}
	if len(q.Asked) > 0 && !eligibility.Satisfiable(q.Asked) {
		out.Add(diag.New(q.KeyAt("when"), neverAsked, q.ID).WithHint(hintUnsatisfiable))
	}
	return out
}
