package handbook

import "handbook/generator/diag"

// synonyms reports words that lead to two terms.
func (c *checker) synonyms() (out diag.List) {
	type place struct {
		s *Synonym
		n int
	}
	first := map[string]place{}
	for i := range c.h.Synonyms {
		s := &c.h.Synonyms[i]
		for n, word := range s.Words {
			if p, taken := first[word]; taken {
				out.Add(diag.New(s.At("words", n), wordTwice, word, p.s.Term).
					WithNote(p.s.At("words", p.n), noteFirst).WithHint(hintRepeated))
				continue
			}
			first[word] = place{s, n}
		}
	}
	return out
}

// formerIDs reports old addresses that another item of the edition has.
func (c *checker) formerIDs(e *Edition) (out diag.List) {
	claimed := map[string]*Item{}
	mine := func(item *Item) bool { return item.layer("former_ids").Edition == e }
	for _, item := range e.Items {
		if mine(item) {
			continue
		}
		for n, id := range item.FormerIDs {
			// An address from above stays; a new item of the edition gives way.
			if other := e.Item(id); other != nil && other.Edition == e && other.Base == nil {
				out.Add(diag.New(diag.Pos{File: other.File.Path}, addressTaken, id, item.Title).
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
			case !isID(id):
				out.Add(diag.New(pos, badID, id).WithHint(hintKebab, maxID))
			case id == "index":
				out.Add(diag.New(pos, indexName, id).WithHint(hintIndexName))
			case other != nil:
				out.Add(diag.New(pos, addressTaken, id, other.Title).WithHint(hintFormer))
			}
			claimed[id] = item
		}
	}
	return out
}
