package handbook

import "slices"

// A want is that a condition holds, or that it does not.
type want struct {
	Condition
	truth Truth // Met or Unmet
}

// meetable reports whether some answers meet all conditions. It decides it for
// one question after another, the last first, since a question may depend on
// those before it.
func meetable(conditions []Condition) bool {
	var wants []want
	for _, c := range conditions {
		wants = append(wants, want{c, Met})
	}
	return satisfiable(wants)
}

func satisfiable(wants []want) bool {
	if len(wants) == 0 {
		return true
	}
	last := slices.MaxFunc(wants, func(a, b want) int { return a.Question.rank - b.Question.rank }).Question
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
		for _, c := range last.asked.Conditions {
			asked = append(asked, want{c, Met})
		}
		if satisfiable(asked) {
			return true
		}
	}
	if last.Otherwise == "" || !hold(mine, last.reply([]string{last.Otherwise})) {
		return false
	}
	return slices.ContainsFunc(last.asked.Conditions, func(c Condition) bool {
		return satisfiable(append(slices.Clone(rest), want{c, Unmet}))
	})
}

func hold(wants []want, r reply) bool {
	return !slices.ContainsFunc(wants, func(w want) bool { return w.Condition.truth(r) != w.truth })
}

// answerable reports whether an answer to the question fulfils all wants.
func (q *Question) answerable(wants []want) bool {
	if q.Kind != Choices {
		return slices.ContainsFunc(q.Options, func(o Option) bool { return hold(wants, reply{options: []string{o.ID}}) })
	}
	// What no want forbids can all be chosen together; or nothing is.
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

// QuestionLimit is how many questions a person may be asked, so that it takes
// about three minutes.
const QuestionLimit = 9

// pathLimit bounds the ways through the questions that are tried.
const pathLimit = 100_000

// Longest is the greatest number of questions that any answers lead to.
func (h *Handbook) Longest() int {
	// Only answers that decide whether another question is asked matter.
	gates := make([][]Condition, len(h.Questions))
	for _, q := range h.Questions {
		for _, c := range q.asked.Conditions {
			gates[c.Question.rank] = append(gates[c.Question.rank], c)
		}
	}
	best, tried := 0, 0
	rs := make(replies, len(h.Questions))
	var walk func(n, asked int)
	walk = func(n, asked int) {
		if tried++; tried > pathLimit {
			return
		}
		if n == len(h.Questions) {
			best = max(best, asked)
			return
		}
		q := h.Questions[n]
		is := rs.all(q.asked.Conditions)
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

// telling lists answers to a question, one for each way that they can turn out
// for some conditions.
func (q *Question) telling(conditions []Condition) [][]string {
	seen := map[string]bool{}
	var out [][]string
	try := func(options []string) {
		turns := ""
		for _, c := range conditions {
			turns += c.truth(reply{options: options}).String()
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
