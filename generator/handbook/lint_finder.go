package handbook

import (
	"slices"

	"handbook/generator/diag"
	"handbook/generator/eligibility"
)

// lintFinder warns of a thin finder: items without rules, redundant routes,
// unused questions and options, too many questions. A handbook without
// questions has no finder.
func (h *Handbook) lintFinder(l *diag.List) {
	if len(h.Questions) == 0 {
		return
	}
	used := map[*eligibility.Question]map[string]bool{}
	use := func(conditions []eligibility.Condition) {
		for _, c := range conditions {
			if used[c.Question] == nil {
				used[c.Question] = map[string]bool{}
			}
			for _, id := range c.Options {
				used[c.Question][id] = true
			}
		}
	}
	for e := range h.Province.All {
		if e.Parent != nil && e.Catalogue == e.Parent.Catalogue {
			continue
		}
		for _, item := range e.Items {
			if item.Edition != e || item.broken() {
				continue
			}
			for _, r := range item.Routes {
				use(r.Conditions)
			}
			h.lintRoutes(l, item)
		}
	}
	for _, q := range h.Questions {
		use(q.Asked)
	}
	for _, q := range h.questions {
		used := used[&q.Question]
		if used == nil {
			l.Add(diag.Warn(q.At("id"), unused, kindQuestion, wordZH[kindQuestion]).WithHint(hintUnused))
			continue
		}
		for n, o := range q.Options {
			// A choice may need an option that no rule names: "none of the others".
			if q.Kind == eligibility.Choices && !used[o.ID] {
				l.Add(diag.Warn(q.At("options", n, "id"), unusedOption, o.ID).WithHint(hintUnusedOption))
			}
		}
	}
	if n := h.Questions.Longest(); n > eligibility.QuestionLimit {
		l.Add(diag.Warn(h.questions[0].At("id"), manyQuestions, n, eligibility.QuestionLimit).WithHint(hintMany))
	}
}

func (h *Handbook) lintRoutes(l *diag.List, item *Item) {
	own := item.Base == nil || item.File.Front.Has("eligibility") || item.File.Front.Has("eligibility_add")
	if item.Sensitive || item.Everyone || !own {
		return
	}
	if len(item.Routes) == 0 {
		if !item.File.Front.Has("eligibility") { // else its routes have faults
			l.Add(diag.Warn(item.At("title"), noRules).WithHint(hintRules))
		}
		return
	}
	if !slices.ContainsFunc(item.Routes, func(r Route) bool { return r.Confirm == "" }) {
		l.Add(diag.Warn(item.Routes[0].At(), neverYes).WithHint(hintNeverYes))
	}
	rules := item.rules()
	for n := range item.Routes {
		r := &item.Routes[n]
		if r.item != item {
			continue
		}
		if by := eligibility.Redundant(rules, n); by >= 0 {
			l.Add(diag.Warn(r.At(), redundantRoute).WithNote(item.Routes[by].At(), noteWider).WithHint(hintRedundant))
		}
	}
}
