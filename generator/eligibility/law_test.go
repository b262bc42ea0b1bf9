package eligibility

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// A service is a questionnaire and the routes of one service.
type service struct {
	questions Questionnaire
	routes    []Route
}

// randomService returns six random questions and up to five random routes. Some
// answers satisfy each route; the callers of this package guarantee that too.
func randomService(rng *rand.Rand) service {
	var s service
	low, high := func(n int) *int { return &n }, func(n int) *int { return &n }
	condition := func(n int) Condition {
		q := s.questions[n]
		c := Condition{Question: q}
		if q.Kind == Number {
			for !slices.ContainsFunc(q.Options, func(o Option) bool { return c.Min != nil && c.Of(&o) == Met }) {
				c.Min, c.Max = low(rng.IntN(15)), high(15+rng.IntN(15))
			}
			return c
		}
		for c.Options == nil {
			for _, id := range q.OptionIDs() {
				if rng.IntN(2) == 0 {
					c.Options = append(c.Options, id)
				}
			}
		}
		if q.Kind == Choices {
			c.Not = rng.IntN(2) == 0
			c.All = !c.Not && rng.IntN(2) == 0
		}
		return c
	}
	for n := range 6 {
		q := &Question{ID: fmt.Sprint("q", n), Kind: Kinds[n%3], Rank: n, Unsure: rng.IntN(2) == 0}
		q.Options = []Option{{ID: "a"}, {ID: "b"}, {ID: "c"}}
		if q.Kind == Number {
			q.Options = []Option{{ID: "a", Max: high(9)}, {ID: "b", Min: low(10), Max: high(19)}, {ID: "c", Min: low(20)}}
		}
		s.questions = append(s.questions, q)
		if n > 0 && rng.IntN(2) == 0 {
			q.Asked = []Condition{condition(rng.IntN(n))}
			if rng.IntN(2) == 0 {
				q.Otherwise = None
			}
		}
	}
	for range 5 {
		var r Route
		for _, n := range rng.Perm(6)[:1+rng.IntN(2)] {
			r.Conditions = append(r.Conditions, condition(n))
		}
		slices.SortFunc(r.Conditions, func(a, b Condition) int { return a.Question.Rank - b.Question.Rank })
		if rng.IntN(4) == 0 {
			r.Confirm = "认定"
		}
		if Satisfiable(r.Conditions) {
			s.routes = append(s.routes, r)
		}
	}
	return s
}

// randomAnswer returns options, none, unsure, or no answer at all.
func randomAnswer(rng *rand.Rand, q *Question) []string {
	ids := append(q.OptionIDs(), Unsure)
	rng.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	switch {
	case q.Kind == Choices && rng.IntN(5) == 0:
		return []string{None}
	case q.Kind == Choices:
		return ids[:1+rng.IntN(len(ids))]
	}
	return ids[:1]
}

// TestMonotone: further answers never change a yes or a no, for random rules and
// random answers in any order, even contradictory ones.
func TestMonotone(t *testing.T) {
	for seed := range uint64(150) {
		rng := rand.New(rand.NewPCG(seed, 1))
		s := randomService(rng)
		for range 20 {
			given := Answers{}
			before := s.questions.Read(given).Judge(false, s.routes)
			if len(s.routes) > 0 && before.Verdict == Unmet {
				t.Fatalf("seed %d: no answers must not give a no", seed)
			}
			for _, n := range rng.Perm(len(s.questions)) {
				given[s.questions[n].ID] = randomAnswer(rng, s.questions[n])
				after := s.questions.Read(given).Judge(false, s.routes)
				if before.Verdict != Open && after.Verdict != before.Verdict {
					t.Fatalf("seed %d: %v after the answers %v contradicts the %v before", seed, after, given, before)
				}
				for r := range before.Routes {
					for c, truth := range before.Routes[r].Conditions {
						if truth != Open && after.Routes[r].Conditions[c] != truth {
							t.Fatalf("seed %d: a condition on %s changed from %v", seed, s.routes[r].Conditions[c].Question.ID, truth)
						}
					}
				}
				before = after
			}
		}
	}
}

// TestSatisfiable compares Satisfiable and Longest with trying all answers.
func TestSatisfiable(t *testing.T) {
	seen := map[bool]int{}
	for seed := range uint64(80) {
		rng := rand.New(rand.NewPCG(seed, 2))
		s := randomService(rng)
		longest := 0
		// Conditions of two routes together are often unsatisfiable.
		var together [][]Condition
		for _, a := range s.routes {
			for _, b := range s.routes {
				together = append(together, slices.Concat(a.Conditions, b.Conditions))
			}
		}
		met := make([]bool, len(together))
		everyAnswer(s.questions, 0, Answers{}, func(given Answers) {
			rs := s.questions.Read(given)
			asked := 0
			for _, r := range rs {
				if r.asked == Met {
					asked++
				}
			}
			longest = max(longest, asked)
			for n, conditions := range together {
				met[n] = met[n] || rs.all(conditions) == Met
			}
		})
		for n, conditions := range together {
			if got := Satisfiable(conditions); got != met[n] {
				t.Errorf("seed %d: Satisfiable returns %v, trying all answers %v", seed, got, met[n])
			}
			seen[met[n]]++
		}
		if got := s.questions.Longest(); got != longest {
			t.Errorf("seed %d: trying all answers gives %d questions at most, Longest %d", seed, longest, got)
		}
	}
	if seen[true] < 100 || seen[false] < 100 {
		t.Errorf("the random rules must be of both kinds, not %v", seen)
	}
}

// TestRedundant: a service without its redundant routes has the same verdict for
// all answers.
func TestRedundant(t *testing.T) {
	dropped := 0
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 3))
		s := randomService(rng)
		if seed%2 == 0 { // two equal routes
			s.routes = append(s.routes, s.routes...)
		}
		var kept []Route
		for n, r := range s.routes {
			if by := Redundant(s.routes, n); by < 0 {
				kept = append(kept, r)
			} else {
				dropped++
			}
		}
		everyAnswer(s.questions, 0, Answers{}, func(given Answers) {
			rs := s.questions.Read(given)
			if all, few := rs.Judge(false, s.routes).Verdict, rs.Judge(false, kept).Verdict; all != few {
				t.Fatalf("seed %d: the verdict on %v is %v, and %v without the redundant routes", seed, given, all, few)
			}
		})
	}
	if dropped < 50 {
		t.Errorf("only %d random routes are redundant", dropped)
	}
}

func everyAnswer(qs Questionnaire, n int, given Answers, try func(Answers)) {
	if n == len(qs) {
		try(given)
		return
	}
	q := qs[n]
	var answers [][]string
	for set := range 1 << len(q.Options) {
		var ids []string
		for k, o := range q.Options {
			if set&(1<<k) != 0 {
				ids = append(ids, o.ID)
			}
		}
		switch {
		case q.Kind == Choices && ids == nil:
			answers = append(answers, []string{None})
		case q.Kind == Choices || len(ids) == 1:
			answers = append(answers, ids)
		}
	}
	for _, ids := range answers {
		given[q.ID] = ids
		everyAnswer(qs, n+1, given, try)
	}
	delete(given, q.ID)
}
