package eligibility

import "slices"

// Truth is the truth of a condition, a route or a service, in Kleene's logic: all
// of several hold with the least of their truths, one of them with the greatest.
type Truth int8

// The three truths. As verdicts Unmet is 不符合, Open 还需了解 and Met 可能符合.
const (
	Unmet Truth = iota - 1
	Open
	Met
)

// String returns the verdict: no, more or yes.
func (t Truth) String() string { return []string{"no", "more", "yes"}[t+1] }

// Answers maps the id of a question to a person's answers: ids of options, Unsure
// or None. With Unsure, the options of choices that are not chosen stay open.
//
// An answer counts only if the finder certainly asks the question; an invalid answer
// does not count. Further answers can therefore only settle an open verdict.
type Answers map[string][]string

// Judgement is the verdict on a service, with the truth of each condition.
type Judgement struct {
	Verdict Truth
	Touched bool         // an answer bears on the verdict; never for a service for everyone
	Routes  []RouteTruth // in the order of the service's routes
}

// RouteTruth is the truth of a route.
type RouteTruth struct {
	Truth      Truth
	Conditions []Truth // in the order of the route's; its Confirm is always Open
}

// Asks reports whether the finder asks a question after the given answers.
func (qs Questionnaire) Asks(q *Question, given Answers) bool {
	return qs.Read(given)[q.Rank].asked == Met
}

// Replies holds the parsed answers of one person, one for each question in their
// order.
type Replies []reply

type reply struct {
	asked   Truth
	known   bool     // the person answered, or is not asked and has a certain answer
	unsure  bool     // 不清楚
	options []string // that hold; empty for None
}

// Read parses the answers of a person.
func (qs Questionnaire) Read(given Answers) Replies {
	rs := make(Replies, len(qs))
	for n, q := range qs {
		r := &rs[n]
		r.asked = rs.all(q.Asked)
		switch {
		case r.asked == Met:
			*r = q.reply(given[q.ID])
			r.asked = Met
		case r.asked == Unmet && q.Otherwise != "":
			*r = q.reply([]string{q.Otherwise})
			r.known, r.asked = true, Unmet
		}
	}
	return rs
}

// reply parses the answer to one question.
func (q *Question) reply(ids []string) reply {
	var r reply
	for _, id := range ids {
		if q.Option(id) != nil && !slices.Contains(r.options, id) {
			r.options = append(r.options, id)
		}
	}
	r.unsure = q.Unsure && slices.Contains(ids, Unsure)
	if q.Kind == Choices {
		r.known = len(r.options) > 0 || r.unsure || slices.Contains(ids, None)
		return r
	}
	// Two answers to a question that takes one contradict each other.
	r.known = len(r.options) == 1 && !r.unsure
	return r
}

// Judge judges a service, which is for everyone or has routes.
//
// It is touched if an answer has settled a condition of a route that decides the
// verdict: one that is as true as the service. (A route that has failed says nothing
// about an open service: who lives in a village is not told to ask about the town.)
// A condition that is met counts only if it takes less than half of the answers to
// its question: one is of age with most others.
func (rs Replies) Judge(everyone bool, routes []Route) Judgement {
	j := Judgement{Verdict: Unmet}
	if everyone {
		j.Verdict = Met
	}
	for _, route := range routes {
		t := RouteTruth{Truth: Met}
		if route.Confirm != "" {
			t.Truth = Open
		}
		for _, c := range route.Conditions {
			truth := rs.truth(c)
			t.Conditions = append(t.Conditions, truth)
			t.Truth = min(t.Truth, truth)
		}
		j.Routes = append(j.Routes, t)
		j.Verdict = max(j.Verdict, t.Truth)
	}
	for n, t := range j.Routes {
		j.Touched = j.Touched || !everyone && t.Truth == j.Verdict && rs.touch(routes[n], t)
	}
	return j
}

// touch reports whether an answer has settled a condition of the route.
func (rs Replies) touch(route Route, t RouteTruth) bool {
	for n, c := range route.Conditions {
		if rs[c.Question.Rank].asked == Met && (t.Conditions[n] == Unmet || t.Conditions[n] == Met && c.narrow()) {
			return true
		}
	}
	return false
}

// narrow reports whether few answers meet the condition.
func (c Condition) narrow() bool {
	if c.Question.Kind == Choices {
		return !c.Not
	}
	fit := 0
	for n := range c.Question.Options {
		if c.Of(&c.Question.Options[n]) != Unmet {
			fit++
		}
	}
	return 2*fit < len(c.Question.Options)
}

// all returns the truth of all conditions together: the least of theirs.
func (rs Replies) all(conditions []Condition) Truth {
	truth := Met
	for _, c := range conditions {
		truth = min(truth, rs.truth(c))
	}
	return truth
}

func (rs Replies) truth(c Condition) Truth {
	r := rs[c.Question.Rank]
	if !r.known {
		return Open
	}
	return c.truth(r)
}

// truth returns the truth of the condition for an answer.
func (c Condition) truth(r reply) Truth {
	if c.Question.Kind == Number {
		if len(r.options) == 0 {
			return Unmet
		}
		return c.Of(c.Question.Option(r.options[0]))
	}
	if c.All {
		switch lacks := func(id string) bool { return !slices.Contains(r.options, id) }; {
		case !slices.ContainsFunc(c.Options, lacks):
			return Met
		case r.unsure:
			return Open
		}
		return Unmet
	}
	has := slices.ContainsFunc(r.options, func(id string) bool { return slices.Contains(c.Options, id) })
	switch {
	case has == c.Not && (has || !r.unsure):
		return Unmet
	case has || !r.unsure:
		return Met
	}
	return Open
}

// Of returns the truth of the condition for one option. A range is Met for a band
// inside it and Open for a band that overlaps it; one of several options that must
// all be chosen is Open.
func (c Condition) Of(band *Option) Truth {
	if c.All && len(c.Options) > 1 && slices.Contains(c.Options, band.ID) {
		return Open // the others are wanted too
	}
	if c.Question.Kind != Number {
		return c.truth(reply{options: []string{band.ID}})
	}
	const far = 1 << 30
	bound := func(n *int, none int) int {
		if n == nil {
			return none
		}
		return *n
	}
	low, high := bound(c.Min, -far), bound(c.Max, far)
	from, to := bound(band.Min, -far), bound(band.Max, far)
	switch {
	case from >= low && to <= high:
		return Met
	case to < low || from > high:
		return Unmet
	}
	return Open
}
