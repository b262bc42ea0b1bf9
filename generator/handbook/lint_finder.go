package handbook

import (
	"slices"

	"handbook/generator/diag"
)

// lintFinder reports what leaves the finder thin: items that it cannot speak
// of, routes that add nothing, answers that nothing depends on, too many
// questions. A handbook without questions has no finder.
func (h *Handbook) lintFinder(l *diag.List) {
	if len(h.Questions) == 0 {
		return
	}
	used := map[*Question]map[string]bool{}
	use := func(conditions []Condition) {
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
		use(q.asked.Conditions)
	}
	for _, q := range h.Questions {
		if used[q] == nil {
			l.Add(diag.Warn(q.At("id"), unused, kindQuestion, wordZH[kindQuestion]).WithHint(hintUnused))
			continue
		}
		for n, o := range q.Options {
			// Not to be any of the options is an answer too, and a choice must offer it.
			if q.Kind == Choices && !used[q][o.ID] {
				l.Add(diag.Warn(q.At("options", n, "id"), unusedOption, o.ID).WithHint(hintUnusedOption))
			}
		}
	}
	if n := h.Longest(); n > QuestionLimit {
		l.Add(diag.Warn(h.Questions[0].At("id"), manyQuestions, n, QuestionLimit).WithHint(hintMany))
	}
}

func (h *Handbook) lintRoutes(l *diag.List, item *Item) {
	own := item.Base == nil || item.File.Front.Has("eligibility") || item.File.Front.Has("eligibility_add")
	if item.Sensitive || item.Everyone || !own {
		return
	}
	if len(item.Routes) == 0 {
		if !item.File.Front.Has("eligibility") { // else its routes were found wrong
			l.Add(diag.Warn(item.At("title"), noRules).WithHint(hintRules))
		}
		return
	}
	if !slices.ContainsFunc(item.Routes, func(r Route) bool { return r.Confirm == "" }) {
		l.Add(diag.Warn(item.Routes[0].At(), neverYes).WithHint(hintNeverYes))
	}
	for n := range item.Routes {
		r := &item.Routes[n]
		for k := range item.Routes {
			other := &item.Routes[k]
			// Of two that are equal the later one is needless.
			if k != n && r.item == item && other.covers(r) && (k < n || !r.covers(other)) {
				l.Add(diag.Warn(r.At(), needlessRoute).WithNote(other.At(), noteWider).WithHint(hintNeedless))
				break
			}
		}
	}
}
