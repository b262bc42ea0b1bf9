package handbook

import (
	"slices"

	"handbook/generator/diag"
	"handbook/generator/prose"
	"handbook/generator/tree"
)

// override is an item's file in an edition below the province: it holds only
// the keys that differ from the item above. [ItemKeys] says how each of them
// merges. The body follows the inherited one, or with body = "replace" stands
// instead of it.
type override struct {
	Item
	RecipientsAdd []string `toml:"recipients_add"`
	AgenciesAdd   []string `toml:"agencies_add"`
	AliasesAdd    []string `toml:"aliases_add"`
	BodyMode      string   `toml:"body"` // "", bodyAfter or bodyReplace

	EligibilityAdd []map[string]any `toml:"eligibility_add"`
}

// Ways to show the body of an override.
const (
	bodyAfter   = "after"
	bodyReplace = "replace"
)

// Passage is a body with the edition that wrote it.
type Passage struct {
	Edition *Edition
	Doc     *prose.Doc
	File    *tree.Page
}

// layer returns the version of the item that set a key: itself or one above.
// Without any it is the item where it was new.
func (i *Item) layer(path ...any) *Item {
	at := i
	for at.Base != nil && !at.File.Front.Has(path...) && !at.extends(path[0].(string)) {
		at = at.Base
	}
	return at
}

// extends reports whether the item's own file adds to a list.
func (i *Item) extends(key string) bool { return len(i.added[key]) > 0 }

// first returns the item in the edition where it was new.
func (i *Item) first() *Item {
	for i.Base != nil {
		i = i.Base
	}
	return i
}

// Origin returns the edition that set the value of a key.
func (i *Item) Origin(path ...any) *Edition { return i.layer(path...).Edition }

// At returns the place of a value of the item, in the file of the edition that set
// it.
func (i *Item) At(path ...any) diag.Pos {
	key := path[0].(string)
	switch {
	case key == "standards" && len(path) > 1:
		return i.Standards[path[1].(int)].At(path[2:]...)
	case key == "guide" && len(path) > 1: // merged key by key
		return i.layer(path[:2]...).File.Front.At(path...)
	}
	at := i.layer(key)
	if at.extends(key) {
		return at.extendedAt(key, path)
	}
	return at.File.Front.At(path...)
}

// extendedAt returns the place of a list that the item's own file adds to, or of
// an element, which the file inherits, replaces or adds.
func (i *Item) extendedAt(key string, path []any) diag.Pos {
	front := i.File.Front
	switch {
	case len(path) == 1:
		return front.At(key + "_add")
	case front.Has(path...):
		return front.At(path...)
	case !front.Has(key) && path[1].(int) < len(i.Base.list(key)):
		return i.Base.At(path...)
	}
	return front.At(key+"_add", slices.Index(i.added[key], i.list(key)[path[1].(int)]))
}

// list returns one of the lists that an override can extend.
func (i *Item) list(key string) []string { return *itemKeys[key].list(i) }

// Carrying returns the citations that carry a key. Only the sources of the
// edition that set the key count: a county's papers do not vouch for the
// province's words, nor the province's for what a county changed. Of a text over time
// the sources of the one in force count, where it has any.
func (i *Item) Carrying(key string) []*Citation {
	if k := itemKeys[key]; k != nil && k.Dated {
		if list := *k.words(i); list.Now() >= 0 {
			if cited := list[list.Now()].Source.all(); cited != nil {
				return cited
			}
		}
	}
	return Carrying(i.layer(key).sources, key)
}

// At returns the place of a value of the standard, in the file that set it.
func (s *Standard) At(path ...any) diag.Pos {
	for _, l := range s.layers {
		if l.has(path...) {
			return l.at(path...)
		}
	}
	return s.layers[0].at(path...)
}

// Origin returns the edition whose value is in force; where none is, the one that
// last wrote the standard.
func (s *Standard) Origin() *Edition {
	if s.Now != nil {
		return s.Now.Line.Edition
	}
	return s.layers[0].item.Edition
}

// standardLayer is a [[standards]] table in one file.
type standardLayer struct {
	item    *Item
	n       int
	written *Standard // as the file has it
}

func (l standardLayer) has(path ...any) bool {
	return l.item.File.Front.Has(append([]any{"standards", l.n}, path...)...)
}

func (l standardLayer) at(path ...any) diag.Pos {
	return l.item.File.Front.At(append([]any{"standards", l.n}, path...)...)
}

// own marks everything in an item that was just read as its edition's.
func (i *Item) own(e *Edition) {
	i.Edition, i.sources = e, i.Sources
	i.Bodies = nil
	if !i.Body.Empty() {
		i.Bodies = []Passage{{e, i.Body, i.File}}
	}
}

// merge lays an override over the item above.
func (h *Handbook) merge(base *Item, o *override, e *Edition) *Item {
	o.own(e)
	has := o.File.Front.Has
	m := *base
	m.Base, m.Edition, m.File, m.Body, m.sources = base, e, o.File, o.Body, o.Item.sources
	m.added = map[string][]string{}
	for _, k := range ItemKeys {
		if k.Merge != ByID && k.Change != Fixed && k.set(has) {
			k.take(&m, &o.Item)
		}
		if k.add != nil {
			k.add(&m, o)
		}
		if k.added != nil {
			m.added[k.Name] = k.added(o)
		}
	}
	m.Standards = h.mergeStandards(base.Standards, &m, o.Standards)
	m.made = nil
	switch {
	case o.Body.Empty():
	case o.BodyMode == bodyReplace:
		m.Bodies = []Passage{{e, o.Body, o.File}}
	default:
		m.Bodies = append(slices.Clip(base.Bodies), Passage{e, o.Body, o.File})
	}
	return &m
}

// extend returns a list with the values of more that it lacks. It leaves the
// list itself as it is.
func extend(list, more []string) []string {
	out := slices.Clip(list)
	for _, id := range more {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// mergeStandards merges the standards of a file by id or former id. Its values are a
// line of their own; what else it says stands instead; its new standards come last.
func (h *Handbook) mergeStandards(base []Standard, m *Item, written []Standard) []Standard {
	out := slices.Clone(base)
	for n := range written {
		change := &written[n]
		layer := standardLayer{m, n, change}
		at := standardAt(out, change.ID)
		if at < 0 || base == nil { // an id that stands twice is reported
			fresh := *change
			fresh.name = change.Text
			h.extend(&fresh, change, layer)
			fresh.layers = []standardLayer{layer}
			out = append(out, fresh)
			continue
		}
		s := &out[at]
		former := s.FormerIDs
		for _, k := range StandardKeys {
			if k.set(layer.has) && k.Name != "id" {
				k.take(s, change)
			}
		}
		s.FormerIDs = extend(former, change.FormerIDs)
		if layer.has("text") {
			s.name = change.Text
		}
		h.extend(s, change, layer)
		s.layers = append([]standardLayer{layer}, s.layers...)
	}
	return out
}

// standardAt returns the number of the standard with an id, or with a former id; -1
// without any.
func standardAt(standards []Standard, id string) int {
	n := slices.IndexFunc(standards, func(s Standard) bool { return s.ID == id })
	if n < 0 && id != "" {
		n = slices.IndexFunc(standards, func(s Standard) bool { return slices.Contains(s.FormerIDs, id) })
	}
	return n
}

func (l standardLayer) keyAt(path ...any) diag.Pos {
	return l.item.File.Front.KeyAt(append([]any{"standards", l.n}, path...)...)
}
