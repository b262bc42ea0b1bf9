package handbook

import "slices"

// Truth is what is known of a condition, a route or an item. Of several that
// must all hold the least decides, of several that each suffice the greatest
// (Kleene's logic).
type Truth int8

// The three truths. As a verdict on an item Unmet is 不符合, Open 还需了解 and Met
// 可能符合.
const (
	Unmet Truth = iota - 1
	Open
	Met
)

// String is how the truth is called as a verdict: no, more or yes.
func (t Truth) String() string { return []string{"no", "more", "yes"}[t+1] }

// Answers are what a person has said: a question's id → ids of options, Unsure
// or None. Beside choices, Unsure leaves open those that are not chosen.
//
// An answer counts once it is certain that the question is asked at all; what
// is no answer to the question counts as none. So further answers can only
// settle what was open.
type Answers map[string][]string

// Judgement is the verdict on an item, with the truth of each condition.
type Judgement struct {
	Item    *Item
	Verdict Truth
	Routes  []RouteTruth // as the item's Routes; empty for everybody's items
}

// RouteTruth is what is known of a route.
type RouteTruth struct {
	Truth      Truth
	Conditions []Truth // as the route's; its Confirm is always Open
}

// Judge says of every item of an edition whether a person may have it, in the
// order of codes. Sensitive items, those that do not apply in the edition and
// those without any rule are left out.
func (h *Handbook) Judge(e *Edition, given Answers) []Judgement {
	replies := h.replies(given)
	var out []Judgement
	for _, item := range e.Items {
		if reason, _ := e.Absent(item.ID); reason == "" && item.Judged() {
			out = append(out, replies.judge(item))
		}
	}
	return out
}

// Judged reports whether the finder has a verdict on the item: it is not
// sensitive, and there are rules.
func (i *Item) Judged() bool { return !i.Sensitive && (i.Everyone || len(i.Routes) > 0) }

// Asks returns whether a question is asked after the answers given so far.
func (h *Handbook) Asks(q *Question, given Answers) bool {
	return h.replies(given)[q.rank].asked == Met
}

// reply is what is known of the answer to a question.
type reply struct {
	asked   Truth
	known   bool     // there is an answer, or one follows from not being asked
	unsure  bool     // 不清楚
	options []string // that hold; empty for None
}

// replies are those to all questions, in their order.
type replies []reply

func (h *Handbook) replies(given Answers) replies {
	rs := make(replies, len(h.Questions))
	for n, q := range h.Questions {
		r := &rs[n]
		r.asked = rs.all(q.asked.Conditions)
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

// reply reads an answer.
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
	// One answer is wanted: two contradict each other.
	r.known = len(r.options) == 1 && !r.unsure
	return r
}

func (rs replies) judge(item *Item) Judgement {
	j := Judgement{Item: item, Verdict: Unmet}
	if item.Everyone {
		j.Verdict = Met
	}
	for _, route := range item.Routes {
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
	return j
}

// all is the truth of conditions that must all hold.
func (rs replies) all(conditions []Condition) Truth {
	truth := Met
	for _, c := range conditions {
		truth = min(truth, rs.truth(c))
	}
	return truth
}

func (rs replies) truth(c Condition) Truth {
	r := rs[c.Question.rank]
	if !r.known {
		return Open
	}
	return c.truth(r)
}

// truth is that of a condition under an answer.
func (c Condition) truth(r reply) Truth {
	if c.Question.Kind == Number {
		if len(r.options) == 0 {
			return Unmet
		}
		return c.Of(c.Question.Option(r.options[0]))
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

// Of is the truth of the condition for one option alone. For a band it is met
// when the band lies within the range, open when it does so in part.
func (c Condition) Of(band *Option) Truth {
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
