package handbook

import (
	"cmp"
	"slices"
	"strings"

	"handbook/generator/diag"
)

// floor compares an item of an edition with the items above it, which set the
// least that it must guarantee (计划十二（二）: counties may widen the scope and
// raise the standards). Goals and past figures guarantee nothing.
//
// The breaches are the errors among the faults.
func (c *checker) floor(item *Item) (faults diag.List, breaches []Breach) {
	hold := func(now, old *Standard, found diag.List) {
		for _, f := range found {
			if c.spoilt[f.Pos] { // the value could not be read
				continue
			}
			if faults.Add(f); f.Severity == diag.Error {
				breaches = append(breaches, Breach{item.Edition, item, now, old, f})
			}
		}
	}
	for n := range item.Base.Standards {
		now := item.standard(item.Base.Standards[n].ID)
		if now.Origin() != item.Edition {
			continue
		}
		if old := c.h.binding(item.Base, now.ID); old != nil {
			hold(now, old, floorOf(old, now, c.h.Config.Floor.WarnRatio))
			hold(now, old, c.h.postpone(&item.Base.Standards[n], now))
		}
	}
	hold(nil, nil, c.h.floorOfKeys(item))
	hold(nil, nil, floorOfRoutes(item))
	hold(nil, nil, c.h.floorOfRecipients(item))
	return faults, breaches
}

// postpone reports an edition's standard that begins after the handbook's day, and
// leaves the one above, which holds on that day, in its place: a raise that is
// announced takes nothing away, and without a raise the later day only would.
func (h *Handbook) postpone(above, now *Standard) (out diag.List) {
	day := h.Config.AsOf
	if !now.Since.After(day) || above.Since.After(day) || !above.Until.IsZero() && above.Until.Before(day) {
		return nil
	}
	pos, from := now.At("since"), above.Origin().Name
	note := above.At("id")
	switch amounts := comparable(above, now); {
	case amounts && better(now, above): // reported as lowered
	case amounts && !better(above, now), above.Amount == nil && now.Amount == nil && now.Text == above.Text:
		out.Add(diag.New(pos, laterStandard, above.Text, now.Since.String(), from).WithNote(note, noteAbove).WithHint(hintLaterStandard))
	default:
		out.Add(diag.Warn(pos, announcedRaise, now.Since.String(), day.String(), from).WithNote(note, noteAbove).WithHint(hintAnnounced))
	}
	*now = *above
	return out
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

// binding returns the best standard with an id among those that an item and the
// items above it guarantee; nil without any. So a county is compared with the
// province where its city promises less, and one run reports both.
func (h *Handbook) binding(at *Item, id string) (best *Standard) {
	for ; at != nil; at = at.Base {
		s := at.standard(id)
		if s != nil && h.binds(s) && (best == nil || comparable(best, s) && better(best, s)) {
			best = s
		}
	}
	return best
}

// binds reports whether a standard binds the editions below. A standard of the
// province that rests on one county's papers does not.
func (h *Handbook) binds(s *Standard) bool {
	if s.Kind != KindStandard {
		return false
	}
	if s.Source == nil || s.Origin().Parent != nil {
		return true
	}
	src := h.Source(s.Source.ID)
	return src == nil || src.Level != Local
}

// comparable reports whether two standards have amounts of one unit and bound.
func comparable(a, b *Standard) bool {
	return a.Amount != nil && b.Amount != nil && a.Unit == b.Unit && a.Bound == b.Bound
}

// better reports whether now guarantees more than the standard old, which is
// comparable.
func better(old, now *Standard) bool {
	if old.Bound == AtMost {
		return *now.Amount < *old.Amount
	}
	return *now.Amount > *old.Amount
}

// floorOf compares a standard with the one that binds it. It warns of a standard
// that is more than ratio times as good.
func floorOf(old, now *Standard, ratio float64) (out diag.List) {
	above := old.Origin()
	switch {
	case !slices.Contains(standardKinds, now.Kind) || !slices.Contains(standardBounds, now.Bound): // reported as such
		return out
	case now.Kind != KindStandard:
		return diag.List{diag.New(now.At("kind"), droppedStandard, old.Text, above.Name).
			WithNote(old.At("id"), noteAbove).WithHint(hintKeepStandard)}
	case !now.Until.IsZero() && (old.Until.IsZero() || now.Until.last().Before(old.Until.last())):
		return diag.List{diag.New(now.At("until"), endedStandard, old.Text, now.Until.String(), above.Name).
			WithNote(old.At("id"), noteAbove).WithHint(hintKeepStandard)}
	case old.Amount == nil:
		if now.Text != old.Text && now.Reviewed == "" {
			out.Add(diag.Warn(now.At("text"), changedText, above.Name).
				WithNote(old.At("text"), noteAbove).WithHint(hintReviewed))
		}
		return out
	case now.Unit != old.Unit:
		return diag.List{diag.New(now.At("unit"), changedUnit, now.Unit, old.Unit, above.Name).
			WithNote(old.At("unit"), noteAbove).WithHint(hintKeepUnit, old.Unit)}
	case now.Bound != old.Bound:
		return diag.List{diag.New(now.At("bound"), changedBound, now.Bound, old.Bound, above.Name).
			WithNote(old.At("id"), noteAbove).WithHint(hintKeepBound, old.Bound)}
	case now.Amount == nil: // it could not be read
		return out
	}
	switch {
	case better(now, old) && old.Bound == AtMost:
		out.Add(diag.New(now.At("amount"), raisedLimit, now.Amount.String(), old.Amount.String(), old.Unit, above.Name).
			WithNote(old.At("amount"), noteAbove).WithHint(hintAtMost, old.Amount.String()))
	case better(now, old):
		out.Add(diag.New(now.At("amount"), loweredAmount, now.Amount.String(), old.Amount.String(), old.Unit, above.Name).
			WithNote(old.At("amount"), noteAbove).WithHint(hintAtLeast, old.Amount.String()))
	case better(old, now):
		if now.Basis == "" {
			out.Add(diag.Warn(now.At("amount"), raisedWithoutBasis, old.Amount.String(), now.Amount.String(), old.Unit).
				WithHint(hintBasis))
		}
		if times := betterBy(old, now); times > ratio {
			m := raisedHigh
			if old.Bound == AtMost {
				m = loweredFar
			}
			out.Add(diag.Warn(now.At("amount"), m, now.Amount.String(), times, old.Amount.String(), old.Unit, above.Name).
				WithNote(old.At("amount"), noteAbove).WithHint(hintHigh))
		}
	}
	return out
}

// betterBy returns the ratio of two comparable amounts, above 1 where now is
// better than old: a limit of 10 days is 2 times as good as one of 20. It is 0
// where the divisor is 0.
func betterBy(old, now *Standard) float64 {
	was, is := float64(*old.Amount), float64(*now.Amount)
	if old.Bound == AtMost {
		was, is = is, was
	}
	if was == 0 {
		return 0 // nothing to compare with
	}
	return is / was
}

// standard returns the item's standard with an id, or nil.
func (i *Item) standard(id string) *Standard {
	for n := range i.Standards {
		if i.Standards[n].ID == id {
			return &i.Standards[n]
		}
	}
	return nil
}

// Raised is a standard of an edition that is better than the one above.
type Raised struct {
	Edition  *Edition
	Item     *Item
	Standard *Standard
	Above    *Standard // the inherited one
	Ratio    float64   // see betterBy; more than Config.Floor.WarnRatio is a warning
}

// Raised lists the standards that are better than the floor, by ratio, the
// greatest first: the plan wants the province to warn of standards that are too
// high (计划十二（六）).
func (h *Handbook) Raised() []Raised {
	var out []Raised
	for e := range h.Province.All {
		for _, item := range e.Items {
			if item.Edition != e || item.Base == nil {
				continue
			}
			for n := range item.Standards {
				now := &item.Standards[n]
				old := item.Base.standard(now.ID)
				if old != nil && h.binds(old) && now.Kind == KindStandard && comparable(old, now) && better(old, now) {
					out = append(out, Raised{e, item, now, old, betterBy(old, now)})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Raised) int {
		return cmp.Or(cmp.Compare(b.Ratio, a.Ratio), strings.Compare(a.Edition.Path, b.Edition.Path),
			strings.Compare(a.Item.Code, b.Item.Code), strings.Compare(a.Standard.ID, b.Standard.ID))
	})
	return out
}
