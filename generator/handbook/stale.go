package handbook

import (
	"slices"

	"handbook/generator/diag"
)

// Breach is a place where an edition promises less than the editions above.
// [Load] reports it as an error.
type Breach struct {
	Edition  *Edition
	Item     *Item
	Standard *Standard // the edition's; nil where the breach is about people
	Above    *Standard // the binding standard; nil without Standard
	Fault    diag.Fault
}

// Lost is a place where an edition names an item or a standard that no edition
// above has. [Load] reports it as an error.
type Lost struct {
	Edition  *Edition
	Item     string // id
	Standard string // id; "" where the item itself is lost
	Pos      diag.Pos
}

// Breaches returns all places below the floor, in the order of the editions.
func (h *Handbook) Breaches() []Breach { return h.breaches }

// Lost returns all references of editions to items and standards that do not
// exist, in the order of the editions.
func (h *Handbook) Lost() []Lost { return h.lost }

// Pointless is a value of an edition that equals the inherited one.
type Pointless struct {
	Edition *Edition
	Item    *Item
	Key     string // "title", "guide.fee", "standards.ID", "standards.ID.amount"
	Pos     diag.Pos
}

// Pointless lists the inherited values that editions repeat, in the order of the
// editions, then of the keys.
func (h *Handbook) Pointless() []Pointless {
	var out []Pointless
	for e := range h.Province.All {
		for _, item := range e.Items {
			if item.Edition == e && item.Base != nil {
				out = append(out, h.pointless(item)...)
			}
		}
	}
	return out
}

func (h *Handbook) pointless(i *Item) []Pointless {
	var out []Pointless
	front, above := i.File.Front, i.Base
	add := func(key string, same bool, path ...any) {
		if same && front.Has(path...) {
			out = append(out, Pointless{i.Edition, i, key, front.KeyAt(path...)})
		}
	}
	for _, k := range ItemKeys {
		if k.Merge != ByID && k.Change != Own && k.Change != Fixed {
			add(k.Name, k.Same(i, above), k.Path()...)
		}
		if k.added != nil {
			have := above.list(k.Name)
			add(k.Name+"_add", !slices.ContainsFunc(i.added[k.Name], func(id string) bool { return !slices.Contains(have, id) }), k.Name+"_add")
		}
	}
	for n := range i.Standards {
		now := &i.Standards[n]
		layer := now.layers[0]
		if layer.item != i {
			continue
		}
		// The city above may have fallen below the standard that binds both.
		old, binding := above.standard(now.ID), h.binding(above, now.ID)
		switch {
		case old != nil && now.repeats(old), binding != nil && now.repeats(binding):
			out = append(out, Pointless{i.Edition, i, "standards." + now.ID, layer.at("id")})
		case layer.has("amount") && (now.equals(old) || now.equals(binding)): // in words of its own
			out = append(out, Pointless{i.Edition, i, "standards." + now.ID + ".amount", layer.at("amount")})
		}
	}
	return out
}

// equals reports whether the standard has the same amount as old, which may be
// nil.
func (s *Standard) equals(old *Standard) bool {
	return old != nil && comparable(old, s) && *s.Amount == *old.Amount
}

// repeats reports whether the standard promises the same as old.
func (s *Standard) repeats(old *Standard) bool {
	return !slices.ContainsFunc(StandardKeys, func(k *Key[Standard]) bool { return k.Change != Own && !k.Same(s, old) })
}
