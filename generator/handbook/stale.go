package handbook

import (
	"cmp"
	"slices"

	"handbook/generator/diag"
)

// Breach is a place where an edition promises less than the editions above.
// [Load] reports it as an error.
type Breach struct {
	Edition  *Edition
	Item     *Item
	Standard *Standard // the edition's; nil where the breach is about people
	Value    *Value    // the edition's; nil where the breach is not about an amount
	Above    *Value    // the binding value; nil without Value
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
		old := above.standard(now.ID)
		if layer.item != i || old == nil || layer.has("values") || layer.has("history") {
			continue
		}
		same := old.Now != nil && old.Amount != nil && layer.written.Amount != nil && now.Now != nil &&
			*layer.written.Amount == *old.Amount && cmp.Or(layer.written.Unit, old.Unit) == old.Unit
		switch {
		case layer.repeats(old, same):
			out = append(out, Pointless{i.Edition, i, "standards." + now.ID, layer.at("id")})
		case same: // in words of its own
			out = append(out, Pointless{i.Edition, i, "standards." + now.ID + ".amount", layer.at("amount")})
		}
	}
	return out
}

// repeats reports whether a table promises the same as the standard above; same says
// whether its amount is the same.
func (l standardLayer) repeats(old *Standard, same bool) bool {
	return !slices.ContainsFunc(StandardKeys, func(k *Key[Standard]) bool {
		switch {
		case k.Name == "amount":
			return l.has("amount") && !same
		case k.Change == Own || !l.has(k.Name):
			return false
		}
		return !k.Same(l.written, old)
	})
}
