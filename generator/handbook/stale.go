package handbook

import (
	"reflect"
	"slices"

	"handbook/generator/diag"
)

// Breach is a place where an edition promises less than is guaranteed above.
// [Load] reports the same as an error.
type Breach struct {
	Edition  *Edition
	Item     *Item
	Standard *Standard // as the edition has it; nil where it is about who may have the item
	Above    *Standard // the standard that binds; nil without Standard
	Fault    diag.Fault
}

// Lost is a place where an edition names an item, or a standard of one, that
// nobody above has. [Load] reports the same as an error.
type Lost struct {
	Edition  *Edition
	Item     string // id
	Standard string // id; "" where the item itself is lost
	Pos      diag.Pos
}

// Breaches are all places below the floor, in the order of the editions.
func (h *Handbook) Breaches() []Breach { return h.breaches }

// Lost are all references of editions to what is not there, in the order of the
// editions.
func (h *Handbook) Lost() []Lost { return h.lost }

// Pointless is a value that an edition sets and would inherit just so.
type Pointless struct {
	Edition *Edition
	Item    *Item
	Key     string // "title", "guide.fee", "standards.ID", "standards.ID.amount"
	Pos     diag.Pos
}

// Pointless lists what editions repeat of what is above, in the order of the
// editions, and of the keys of an item. Sources, and the day of the last check,
// are the edition's own word even where they are equal.
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
	same := func(key string, a, b any) { add(key, reflect.DeepEqual(a, b), key) }
	same("title", i.Title, above.Title)
	same("summary", i.Summary, above.Summary)
	same("recipients", i.Recipients, above.Recipients)
	same("recipients_note", i.RecipientsNote, above.RecipientsNote)
	same("agencies", i.Agencies, above.Agencies)
	same("funding", i.Funding, above.Funding)
	same("hotlines", i.Hotlines, above.Hotlines)
	same("aliases", i.Aliases, above.Aliases)
	same("former_ids", i.FormerIDs, above.FormerIDs)
	same("sensitive", i.Sensitive, above.Sensitive)
	same("everyone", i.Everyone, above.Everyone)
	same("effective", i.Effective, above.Effective)
	same("expires", i.Expires, above.Expires)
	same("eligibility", i.Eligibility, above.Eligibility)
	for _, key := range []string{"recipients", "agencies", "aliases"} {
		have := above.list(key)
		add(key+"_add", !slices.ContainsFunc(i.added[key], func(id string) bool { return !slices.Contains(have, id) }), key+"_add")
	}
	for n := range i.Standards {
		now := &i.Standards[n]
		layer := now.layers[0]
		if layer.item != i {
			continue
		}
		// What binds may stand further up: the city between may have fallen below it.
		old, binding := above.standard(now.ID), h.binding(above, now.ID)
		switch {
		case old != nil && now.repeats(old), binding != nil && now.repeats(binding):
			out = append(out, Pointless{i.Edition, i, "standards." + now.ID, layer.at("id")})
		case layer.has("amount") && (now.equals(old) || now.equals(binding)): // in words of its own
			out = append(out, Pointless{i.Edition, i, "standards." + now.ID + ".amount", layer.at("amount")})
		}
	}
	g, was := reflect.ValueOf(i.Guide), reflect.ValueOf(above.Guide)
	for n := range g.NumField() {
		key := g.Type().Field(n).Tag.Get("toml")
		add("guide."+key, reflect.DeepEqual(g.Field(n).Interface(), was.Field(n).Interface()), "guide", key)
	}
	return out
}

// equals reports whether the standard promises the same amount as another,
// which may be nil.
func (s *Standard) equals(old *Standard) bool {
	return old != nil && comparable(old, s) && *s.Amount == *old.Amount
}

// repeats reports whether the standard promises just what another does, since
// whenever.
func (s *Standard) repeats(old *Standard) bool {
	return s.Text == old.Text && s.Unit == old.Unit && s.Bound == old.Bound && s.Kind == old.Kind && s.Until == old.Until &&
		reflect.DeepEqual(s.Amount, old.Amount)
}
