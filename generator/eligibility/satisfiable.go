package eligibility

import (
	"fmt"
	"slices"
)

// A want requires that a condition holds, or that it does not.
type want struct {
	Condition
	truth Truth // Met or Unmet
}

// Satisfiable reports whether some answers meet all conditions.
func Satisfiable(conditions []Condition) bool {
	var wants []want
	for _, c := range conditions {
		wants = append(wants, want{c, Met})
	}
	return satisfiable(wants)
}

// satisfiable decides one question at a time, from the last to the first: a question
// may depend on those before it.
func satisfiable(wants []want) bool {
	if len(wants) == 0 {
		return true
	}
	last := slices.MaxFunc(wants, func(a, b want) int { return a.Question.Rank - b.Question.Rank }).Question
	var mine, rest []want
	for _, w := range wants {
		if w.Question == last {
			mine = append(mine, w)
		} else {
			rest = append(rest, w)
		}
	}
	if last.answerable(mine) {
		asked := slices.Clone(rest)
		for _, c := range last.Asked {
			asked = append(asked, want{c, Met})
		}
		if satisfiable(asked) {
			return true
		}
	}
	if last.Otherwise == "" || !hold(mine, last.reply([]string{last.Otherwise})) {
		return false
	}
	return slices.ContainsFunc(last.Asked, func(c Condition) bool {
		return satisfiable(append(slices.Clone(rest), want{c, Unmet}))
	})
}

func hold(wants []want, r reply) bool {
	return !slices.ContainsFunc(wants, func(w want) bool { return w.Condition.truth(r) != w.truth })
}

// answerable reports whether an answer to the question meets all wants.
func (q *Question) answerable(wants []want) bool {
	if q.Kind != Choices {
		return slices.ContainsFunc(q.Options, func(o Option) bool { return hold(wants, reply{options: []string{o.ID}}) })
	}
	// Not every one of some options: one of them is missing.
	if n := slices.IndexFunc(wants, func(w want) bool { return w.All && w.truth == Unmet }); n >= 0 {
		return slices.ContainsFunc(wants[n].Options, func(id string) bool {
			lacks := want{Condition{Question: q, Options: []string{id}, Not: true}, Met}
			return q.answerable(append(slices.Delete(slices.Clone(wants), n, n+1), lacks))
		})
	}
	// Choose all options that no want forbids, or none.
	var most []string
	for _, o := range q.Options {
		if !slices.ContainsFunc(wants, func(w want) bool {
			return w.Not == (w.truth == Met) && slices.Contains(w.Options, o.ID)
		}) {
			most = append(most, o.ID)
		}
	}
	return hold(wants, reply{options: most}) || hold(wants, reply{})
}

// QuestionLimit is the greatest number of questions for one person: they take about
// three minutes.
const QuestionLimit = 9

// pathLimit is the greatest number of paths through the questions that Longest tries.
const pathLimit = 100_000

// Longest returns the greatest number of questions that one person gets.
func (qs Questionnaire) Longest() int {
	// Only the answers that decide about further questions matter.
	gates := make([][]Condition, len(qs))
	for _, q := range qs {
		for _, c := range q.Asked {
			gates[c.Question.Rank] = append(gates[c.Question.Rank], c)
		}
	}
	best, tried := 0, 0
	rs := make(Replies, len(qs))
	var walk func(n, asked int)
	walk = func(n, asked int) {
		if tried++; tried > pathLimit {
			return
		}
		if n == len(qs) {
			best = max(best, asked)
			return
		}
		q := qs[n]
		is := rs.all(q.Asked)
		if is != Met {
			rs[n] = reply{}
			if is == Unmet && q.Otherwise != "" {
				rs[n] = q.reply([]string{q.Otherwise})
				rs[n].known = true
			}
			walk(n+1, asked)
			return
		}
		for _, options := range q.telling(gates[n]) {
			rs[n] = reply{known: true, options: options}
			walk(n+1, asked+1)
		}
	}
	walk(0, 0)
	return best
}

// telling lists answers to a question: one for each combination of truths that the
// conditions can have.
func (q *Question) telling(conditions []Condition) [][]string {
	seen := map[string]bool{}
	var out [][]string
	try := func(options []string) {
		turns := ""
		for _, c := range conditions {
			turns += c.truth(reply{options: options}).String()
			for _, id := range c.Options {
				if c.All { // an option that changes nothing alone may with others
					turns += fmt.Sprint(slices.Contains(options, id))
				}
			}
		}
		if !seen[turns] {
			seen[turns] = true
			out = append(out, options)
		}
	}
	if q.Kind != Choices {
		for _, o := range q.Options {
			try([]string{o.ID})
		}
		return out
	}
	try(nil)
	for _, o := range q.Options {
		for _, options := range slices.Clone(out) {
			try(append(slices.Clone(options), o.ID))
		}
	}
	return out
}
