package handbook

import (
	"slices"
	"strings"

	"handbook/generator/diag"
)

// Question is one that the eligibility finder asks (content/questions.toml), in
// the order of the file.
//
// A choice takes one of its options, choices take any number of them or none
// (以上都没有 is always offered), a number takes the band that it lies in. Where
// Unsure is set, 不清楚 is offered too.
type Question struct {
	Row

	ID        string         `toml:"id,required"`
	Kind      string         `toml:"kind,required"`  // Choice, Choices or Number
	Label     string         `toml:"label,required"` // what it is about, in a word or two, for conditions: 年龄
	Text      string         `toml:"text,required"`
	Reason    string         `toml:"reason"` // why it is asked
	Unit      string         `toml:"unit"`   // of a number: 岁
	Unsure    bool           `toml:"unsure"`
	When      map[string]any `toml:"when"`      // as a route, over earlier questions: who is asked at all
	Otherwise string         `toml:"otherwise"` // what certainly holds of those who are not asked: an option or None; "" when that is not certain
	Options   []Option       `toml:"options"`

	asked  Route // When, read
	rank   int   // its place among the questions
	broken bool  // its options could not be read, so that no condition on it can be judged
}

// Kinds of questions.
const (
	Choice  = "choice"
	Choices = "choices"
	Number  = "number"
)

var questionKinds = []string{Choice, Choices, Number}

// Option is an answer that a question offers. Of a number it is a band of whole
// numbers from Min to Max, both within; the first band may lack Min and the last Max.
type Option struct {
	ID    string `toml:"id,required"`
	Text  string `toml:"text,required"`
	Label string `toml:"label"` // shorter, for conditions; Text when empty
	Min   *int   `toml:"min"`
	Max   *int   `toml:"max"`
}

// Answers that are no options of a question's own.
const (
	Unsure = "unsure" // 不清楚
	None   = "none"   // 以上都没有
)

// confirmKey is the key of a route that is no question: a condition in words.
const confirmKey = "confirm"

// Name is what the option is called within a condition.
func (o *Option) Name() string {
	if o.Label != "" {
		return o.Label
	}
	return o.Text
}

// Option returns the option with an id, or nil.
func (q *Question) Option(id string) *Option {
	for n := range q.Options {
		if q.Options[n].ID == id {
			return &q.Options[n]
		}
	}
	return nil
}

// Asked returns the conditions on earlier questions that all must be met for
// the question to be asked; nil when everybody is asked.
func (q *Question) Asked() []Condition { return q.asked.Conditions }

// optionIDs lists the ids of the question's options.
func (q *Question) optionIDs() []string {
	var ids []string
	for _, o := range q.Options {
		ids = append(ids, o.ID)
	}
	return ids
}

// questions checks the questions of the finder by themselves, and reads when
// they are asked.
func (l *loader) questions() {
	for rank, q := range l.h.Questions {
		q.rank = rank
	}
	for _, q := range l.h.Questions {
		l.oneOf(q.Kind, questionKinds, q.At, "kind")
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
			case o.ID == Unsure || o.ID == None:
				l.add(diag.New(q.At("options", n, "id"), reservedID, o.ID).WithHint(hintReserved))
			}
			seen[o.ID] = true
		}
		l.bands(q)
		q.broken = len(l.faults) > before || len(q.Options) == 0 || !slices.Contains(questionKinds, q.Kind)
		l.asking(q)
	}
}

// bands reports ranges that are missing, misplaced or leave numbers out.
func (l *loader) bands(q *Question) {
	if !slices.Contains(questionKinds, q.Kind) { // reported as such
		return
	}
	for n, o := range q.Options {
		at := q.At("options", n, "id")
		if q.Kind != Number {
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

// asking reads when a question is asked.
func (l *loader) asking(q *Question) {
	if q.Otherwise != "" && q.Otherwise != None && q.Option(q.Otherwise) == nil {
		l.add(diag.New(q.At("otherwise"), unknownRef, "option", q.Otherwise, wordZH["option"]).
			WithHint(hintOneOf, strings.Join(append(q.optionIDs(), None), ", ")))
	}
	if q.Otherwise != "" && len(q.When) == 0 {
		l.add(diag.New(q.At("otherwise"), otherwiseAlone).WithHint(hintOtherwise))
	}
	q.asked = l.route(q.When, routePlace{q.At, q.KeyAt, []any{"when"}})
	for _, c := range q.asked.Conditions {
		if c.Question.rank >= q.rank {
			l.add(diag.New(q.KeyAt("when", c.Question.ID), laterQuestion, c.Question.ID, q.ID).WithHint(hintEarlier))
			q.asked = Route{}
			return
		}
	}
	if q.asked.Confirm != "" {
		l.add(diag.New(q.KeyAt("when", confirmKey), confirmAsked).WithHint(hintConfirmAsked))
	}
	if len(q.asked.Conditions) > 0 && !meetable(q.asked.Conditions) {
		l.add(diag.New(q.KeyAt("when"), neverAsked, q.ID).WithHint(hintUnmeetable))
	}
}
