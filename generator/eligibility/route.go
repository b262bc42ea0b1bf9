package eligibility

import "slices"

// Route is one way to a service: every condition must hold.
//
// Confirm is a condition in words, which the questions cannot decide. Such a route
// is [Open] at best, and a service whose route has only Confirm is never Unmet.
type Route struct {
	Conditions []Condition // in the order of the questions
	Confirm    string      // "" when the questions decide
}

// Condition is a condition on the answers to a question.
type Condition struct {
	Question *Question
	Options  []string // ids, in the order of the question's options; nil for a range
	Not      bool     // no answer may be one of Options
	All      bool     // of choices: every one of Options, not one of them
	Min, Max *int     // of a range; either may be nil, not both
}

// Takes reports whether an option meets, or may meet, a condition of the route.
func (r *Route) Takes(q *Question, o *Option) bool {
	return slices.ContainsFunc(r.Conditions, func(c Condition) bool { return c.Question == q && !c.Not && c.Of(o) != Unmet })
}

// Covers reports whether everyone who meets the route old also meets this one.
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

// Redundant returns the index of a route that covers routes[n], or -1 when none
// does. Of two equal routes the later one is redundant.
func Redundant(routes []Route, n int) int {
	for k := range routes {
		if k != n && routes[k].Covers(&routes[n]) && (k < n || !routes[n].Covers(&routes[k])) {
			return k
		}
	}
	return -1
}

// implies reports whether every answer that meets c also meets other.
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
	case c.Not, other.All && (c.All || len(c.Options) == 1):
		return contains(c.Options, other.Options)
	case other.All:
		return len(other.Options) == 1 && contains(other.Options, c.Options)
	case c.All:
		return slices.ContainsFunc(c.Options, func(id string) bool { return slices.Contains(other.Options, id) })
	}
	return contains(other.Options, c.Options)
}
