package handbook

import (
	"slices"
	"strings"

	"handbook/generator/diag"
)

// questions checks the questions of the finder by themselves.
func (l *loader) questions() {
	for _, q := range l.h.Questions {
		l.oneOf(q.Kind, questionKinds, q.At, "kind")
		seen := map[string]bool{}
		for n, o := range q.Options {
			if o.ID != "" && seen[o.ID] {
				l.add(diag.New(q.At("options", n, "id"), duplicateID, "option", o.ID, wordZH["option"]).WithHint(hintRename))
			}
			seen[o.ID] = true
		}
	}
}

// routes checks the eligibility routes of an item against the questions.
func (l *loader) routes(item *Item) {
	for n, route := range item.Eligibility {
		keys := make([]string, 0, len(route))
		for key := range route {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			q := find[Question](l.h, kindQuestion, key)
			if q == nil {
				l.unknown(item.layer("eligibility").File.Front.KeyAt("eligibility", n, key), kindQuestion, key)
				continue
			}
			l.answer(item, n, q, route[key])
		}
	}
}

// answer checks the answers of a route that fit a question: a range
// { min, max } for a number, option ids for a choice.
func (l *loader) answer(item *Item, n int, q *Question, answer any) {
	if !slices.Contains(questionKinds, q.Kind) { // reported there
		return
	}
	pos := item.At("eligibility", n, q.ID)
	switch answer := answer.(type) {
	case map[string]any:
		low, high, ok := bounds(answer)
		if q.Kind != "number" || !ok {
			l.add(diag.New(pos, badAnswer, q.ID, q.Kind).WithHint(hintAnswer))
		} else if low > high {
			l.add(diag.New(pos, rangeReversed, low, high).WithHint(hintReversed))
		}
	case []any:
		var options []string
		for _, o := range q.Options {
			options = append(options, o.ID)
		}
		for k, v := range answer {
			id, isText := v.(string)
			if q.Kind == "number" || !isText {
				l.add(diag.New(pos, badAnswer, q.ID, q.Kind).WithHint(hintAnswer))
				return
			}
			if !slices.Contains(options, id) && !slices.Contains(options, "") { // an option without an id is reported as such
				l.add(diag.New(item.At("eligibility", n, q.ID, k), unknownRef, "option", id, wordZH["option"]).
					WithHint(hintOneOf, strings.Join(options, ", ")))
			}
		}
	case bool:
		if q.Kind != "choice" {
			l.add(diag.New(pos, badAnswer, q.ID, q.Kind).WithHint(hintAnswer))
		}
	default:
		l.add(diag.New(pos, badAnswer, q.ID, q.Kind).WithHint(hintAnswer))
	}
}

// bounds reads { min, max }; either may be missing.
func bounds(t map[string]any) (low, high int64, ok bool) {
	low, high = 0, 1<<31
	for key, v := range t {
		n, whole := v.(int64)
		switch {
		case key == "min" && whole:
			low = n
		case key == "max" && whole:
			high = n
		default:
			return 0, 0, false
		}
	}
	return low, high, len(t) > 0
}

// synonyms reports words that stand twice: a word can lead to one term only.
func (l *loader) synonyms() {
	type place struct {
		s *Synonym
		n int
	}
	first := map[string]place{}
	for i := range l.h.Synonyms {
		s := &l.h.Synonyms[i]
		for n, word := range s.Words {
			if p, taken := first[word]; taken {
				l.add(diag.New(s.At("words", n), wordTwice, word, p.s.Term).
					WithNote(p.s.At("words", p.n), noteFirst).WithHint(hintRepeated))
				continue
			}
			first[word] = place{s, n}
		}
	}
}

// formerIDs reports old addresses that are not free in an edition.
func (l *loader) formerIDs(e *Edition) {
	claimed := map[string]*Item{}
	mine := func(item *Item) bool { return item.layer("former_ids").Edition == e }
	for _, item := range e.Items {
		if mine(item) {
			continue
		}
		for n, id := range item.FormerIDs {
			// What is above stays; a new item of the edition gives way.
			if other := e.Item(id); other != nil && other.Edition == e && other.Base == nil {
				l.add(diag.New(diag.Pos{File: other.File.Path}, addressTaken, id, item.Title).
					WithNote(item.At("former_ids", n), noteFirst).WithHint(hintFormer))
			}
			claimed[id] = item
		}
	}
	for _, item := range e.Items {
		if !mine(item) {
			continue
		}
		for n, id := range item.FormerIDs {
			pos := item.At("former_ids", n)
			other := claimed[id]
			if other == nil {
				other = e.Item(id)
			}
			switch {
			case !kebab.MatchString(id):
				l.add(diag.New(pos, badID, id).WithHint(hintKebab))
			case id == "index":
				l.add(diag.New(pos, indexName, id).WithHint(hintIndexName))
			case other != nil:
				l.add(diag.New(pos, addressTaken, id, other.Title).WithHint(hintFormer))
			}
			claimed[id] = item
		}
	}
}
