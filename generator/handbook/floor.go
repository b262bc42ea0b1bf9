package handbook

import (
	"slices"

	"handbook/generator/diag"
)

// floor compares an item of an edition with the items above it, which set the
// least that it must guarantee (计划十二（二）: counties may widen the scope and
// raise the standards). Goals and past figures guarantee nothing.
//
// The breaches are the errors among the faults.
func (c *checker) floor(item *Item) (faults diag.List, breaches []Breach) {
	faults, breaches = c.floorOfAmounts(item)
	if item.Base == nil {
		return faults, breaches
	}
	hold := func(found diag.List) {
		for _, f := range found {
			if c.spoilt[f.Pos] { // the value could not be read
				continue
			}
			if faults.Add(f); f.Severity == diag.Error {
				breaches = append(breaches, Breach{Edition: item.Edition, Item: item, Fault: f})
			}
		}
	}
	hold(c.h.floorOfKeys(item))
	hold(floorOfRoutes(item))
	hold(c.h.floorOfRecipients(item))
	return faults, breaches
}

// floorOfRoutes reports routes above that the edition drops or narrows.
func floorOfRoutes(item *Item) (out diag.List) {
	front, above := item.File.Front, item.Base
	if above.Everyone && !item.Everyone {
		out.Add(diag.New(front.At("everyone"), droppedEveryone, above.Edition.Name).
			WithNote(above.layer("everyone").File.Front.KeyAt("everyone"), noteAbove).WithHint(hintKeepStandard))
	}
	if item.Everyone || !front.Has("eligibility") {
		return out
	}
	for n := range above.Routes {
		old := &above.Routes[n]
		if !slices.ContainsFunc(item.Routes, func(r Route) bool { return r.Covers(&old.Route) }) {
			out.Add(diag.New(front.KeyAt("eligibility"), droppedRoute, old.Origin().Name).
				WithNote(old.At(), noteAbove).WithHint(hintKeepRoute))
		}
	}
	return out
}

// floorOfRecipients reports groups above that the edition leaves out.
func (h *Handbook) floorOfRecipients(item *Item) (out diag.List) {
	if !item.File.Front.Has("recipients") {
		return nil
	}
	missing := map[string]bool{}
	for above := item.Base; above != nil; above = above.Base {
		for _, id := range above.Recipients {
			if missing[id] || slices.Contains(item.Recipients, id) {
				continue
			}
			missing[id] = true
			owner := above
			for owner.Base != nil && slices.Contains(owner.Base.Recipients, id) {
				owner = owner.Base
			}
			title := id
			if g := h.Group(id); g != nil {
				title = g.Title
			}
			out.Add(diag.New(item.File.Front.At("recipients"), droppedGroup, title, owner.Edition.Name).
				WithNote(owner.At("recipients", slices.Index(owner.Recipients, id)), noteAbove).WithHint(hintKeepGroup))
		}
	}
	return out
}
