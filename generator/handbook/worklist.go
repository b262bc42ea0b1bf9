package handbook

import (
	"cmp"
	"slices"
	"strings"

	"handbook/generator/diag"
)

// Doubt is why a person should look up a fact.
type Doubt string

// Doubts; Secondhand and Derived are those of sources.
const (
	Unsourced   Doubt = "unverified" // no source, or only recalled ones
	Retold      Doubt = Secondhand
	Computed    Doubt = Derived
	Outdated    Doubt = "old"        // see [Handbook.Old]
	Overtaken   Doubt = "superseded" // what an edition above has in force is better
	NotThereYet Doubt = "missing"
)

// Lookup is a fact of an item that a person should look up. Key is as the sources of an
// item name it, "standards.ID" of a value of a standard, and one of [CoverageFields]
// of a window.
type Lookup struct {
	Edition  *Edition // that says it; of a missing fact, the first one that lacks it
	Item     *Item
	Key      string
	Label    string // of the key, for people; "" of windows
	Text     string // what the handbook says; "" where it is missing
	Doubt    Doubt
	Source   *Source // that carries it; nil without one
	At       string  // the place in the source
	Pos      diag.Pos
	Editions int // how many show it, or lack it
}

// Reach is how many people a fact may concern: editions by groups.
func (t *Lookup) Reach() int { return t.Editions * max(len(t.Item.Recipients), 1) }

// Worklist returns what people should look up in some editions, each fact once, those with
// the widest reach first. It leaves out what others write for an edition, and secondhand
// and derived facts that a person has verified.
func (h *Handbook) Worklist(editions []*Edition) []*Lookup {
	w := &worklist{h: h, found: map[lookupKey]*Lookup{}}
	for _, e := range editions {
		for _, item := range e.Items {
			if reason, _ := e.Absent(item.ID); reason == "" {
				w.item(e, item)
			}
		}
	}
	w.all = slices.DeleteFunc(w.all, func(t *Lookup) bool { return !slices.Contains(editions, t.Edition) })
	slices.SortStableFunc(w.all, func(a, b *Lookup) int { return cmp.Compare(b.Reach(), a.Reach()) })
	return w.all
}

type worklist struct {
	h     *Handbook
	all   []*Lookup
	found map[lookupKey]*Lookup
}

// lookupKey tells facts apart; those that are missing are one for all editions.
type lookupKey struct {
	edition         *Edition
	item, key, text string
	doubt           Doubt
}

func (w *worklist) add(t Lookup) {
	k := lookupKey{t.Edition, t.Item.ID, t.Key, t.Text, t.Doubt}
	if t.Doubt == NotThereYet {
		k.edition = nil
	}
	if w.found[k] == nil {
		w.found[k] = &t
		w.all = append(w.all, &t)
	}
	w.found[k].Editions++
}

// cited adds a fact where its sources leave a doubt.
func (w *worklist) cited(t Lookup, verified Date, citations ...*Citation) {
	r := w.h.Reliability(citations...)
	if t.Doubt == "" {
		t.Doubt = Doubt(r.Confidence)
		if r.Unverified {
			t.Doubt = Unsourced
		} else if !verified.IsZero() {
			return
		}
	}
	if t.Doubt == "" {
		return
	}
	if n := slices.IndexFunc(citations, func(c *Citation) bool { return c != nil }); n >= 0 {
		t.Source, t.At = w.h.Source(citations[n].ID), citations[n].At
	}
	w.add(t)
}

func (w *worklist) item(e *Edition, item *Item) {
	for _, k := range ItemKeys {
		t := Lookup{Edition: e, Item: item, Key: k.Name, Label: k.Label, Pos: item.At("title")}
		switch {
		case k.elements != nil:
			for _, of := range append([]*Item{item}, item.Above(k.Base())...) {
				for _, one := range k.elements(of) {
					if t.Text = strings.TrimSpace(*one.text); t.Text != "" {
						t.Edition, t.Pos = of.Origin("guide", k.Base()), of.At("guide", k.Base())
						w.cited(t, of.Verified, of.CarryingElement(k.Base(), *one.Basis)...)
					}
				}
			}
		case k.Proof == Fact && k.Filled(item):
			t.Edition, t.Pos = item.Origin(k.Name), item.At(k.Name)
			if text, is := k.Value(item).(string); is {
				t.Text = text
			} else {
				t.Text = strings.Join(w.names(k, *k.list(item)), "、")
			}
			w.cited(t, item.Verified, item.Carrying(k.Name)...)
		case k.Proof == Fact && k.Name != "hotlines", k.Name == "standards" && !k.Filled(item), k.Name == "guide.application" && !k.Filled(item):
			t.Doubt = NotThereYet
			w.add(t)
		}
	}
	for _, field := range CoverageFields {
		if !item.Needs(field) || e.filledBy(item, field) != nil {
			continue
		}
		if (field == "phone" || field == "hours") && e.filledBy(item, "place") == nil { // of no window
			continue
		}
		t := Lookup{Edition: e, Item: item, Key: field, Doubt: NotThereYet, Pos: item.At("title")}
		if k := itemKeys["guide."+field]; k != nil {
			t.Key, t.Label = k.Name, k.Label
		}
		w.add(t)
	}
	for n := range item.Standards {
		w.standard(item, &item.Standards[n])
	}
}

// names returns the titles of what the values of a key name, or the values.
func (w *worklist) names(k *Key[Item], list []string) (out []string) {
	for _, value := range list {
		if a := w.h.Agency(value); a != nil && k.Of == kindAgency {
			value = a.Title
		}
		out = append(out, value)
	}
	return out
}

// standard adds the values of a standard: of all, those with a doubt; of what is in
// force, an old one; and those that one above has overtaken.
func (w *worklist) standard(item *Item, s *Standard) {
	for _, line := range s.Lines {
		for _, v := range line.Of {
			t := Lookup{Edition: line.Edition, Item: item, Key: "standards." + s.ID, Label: itemKeys["standards"].Label, Text: s.Text + s.Tier + " " + v.String(), Pos: v.At()}
			if !v.Since.IsZero() {
				t.Text += "（" + v.Since.String() + "）"
			}
			w.cited(t, v.Verified, v.Source.First())
			now := s.Now != nil && s.Now.Value == v && (s.Kind == KindStandard || s.Kind == KindFunds)
			if t.Doubt = Outdated; now && w.h.Old(v) != 0 {
				w.cited(t, Date{}, v.Source.First())
			}
			if t.Doubt = Overtaken; s.Now != nil && slices.ContainsFunc(s.Now.Others, func(o Held) bool { return o.Value == v && o.Behind }) {
				w.cited(t, Date{}, v.Source.First())
			}
		}
	}
}
