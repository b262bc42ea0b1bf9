package eligibility

import "slices"

// Route is one way to a service: every condition must hold.
//
// Confirm is a condition in words, which the questions cannot decide. A route
// with it leads to [Open] at best, and a service with a route of Confirm alone
// can never be denied.
type Route struct {
	Conditions []Condition // in the order of the questions
	Confirm    string      // "" when the questions decide
}

// Condition says which answers to a question fit.
type Condition struct {
	Question *Question
	Options  []string // ids, in the order of the question's options; nil for a range
	Not      bool     // none of the Options may be among the answers
	Min, Max *int     // of a range; either may be nil, not both
}

// Takes reports whether the route has a condition on a question that an option
// meets, or may meet.
func (r *Route) Takes(q *Question, o *Option) bool {
	return slices.ContainsFunc(r.Conditions, func(c Condition) bool { return c.Question == q && !c.Not && c.Of(o) != Unmet })
}

// Covers reports whether everybody who meets the route old meets this one too.
func (r *Route) Covers(old *Route) bool {
	if r.Confirm != "" && r.Confirm != old.Confirm {
		return false
	}
	for _, c := range r.Conditions {
		if !slices.ContainsFunc(old.Conditions, func(o Condition) bool { return o.implies(c) }) {
			return false
		}
	}
	return true
}

// Redundant returns which of the routes covers the route at n; -1 when none
// does, so that the route adds something. Of two equal routes the later one is
// redundant.
func Redundant(routes []Route, n int) int {
	for k := range routes {
		if k != n && routes[k].Covers(&routes[n]) && (k < n || !routes[n].Covers(&routes[k])) {
			return k
		}
	}
	return -1
}

// implies reports whether every answer that fits c fits other too.
func (c Condition) implies(other Condition) bool {
	if c.Question != other.Question {
		return false
	}
	contains := func(in, all []string) bool {
		return !slices.ContainsFunc(all, func(id string) bool { return !slices.Contains(in, id) })
	}
	switch {
	case c.Question.Kind == Number:
		for n := range c.Question.Options {
			if o := &c.Question.Options[n]; c.Of(o) > other.Of(o) {
				return false
			}
		}
		return true
	case c.Not != other.Not:
		return false
	case c.Not:
		return contains(c.Options, other.Options)
	}
	return contains(other.Options, c.Options)
}
