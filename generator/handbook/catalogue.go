package handbook

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Catalogue is a set of items as one edition has it, with its indexes. Editions
// that change no item share the catalogue of the edition above them. All lists
// are sorted by code; they are nil where there are no items, and must not be
// changed.
type Catalogue struct {
	Items []*Item

	byID    index[*Item]
	domains index[[]*Item]
	groups  index[[]*Item]
	leads   index[[]*Item]
	helps   index[[]*Item]
	sources index[[]*Item]
}

// index is what stands under ids in one edition. It holds only what differs from
// the index of the edition above, which it asks for all else: three thousand
// editions that change an item or two each would hold as many copies.
type index[T any] struct {
	own   map[string]T // nil where nothing differs
	above *index[T]    // nil where nothing stands above
}

// below is an index in which nothing differs yet.
func (x *index[T]) below() index[T] {
	if x.own == nil {
		return index[T]{above: x.above}
	}
	return index[T]{above: x}
}

// at is what stands under an id; zero where nothing does.
func (x *index[T]) at(id string) T {
	for ; x != nil; x = x.above {
		if v, ok := x.own[id]; ok {
			return v
		}
	}
	var none T
	return none
}

func (x *index[T]) set(id string, v T) {
	if x.own == nil {
		x.own = map[string]T{}
	}
	x.own[id] = v
}

// Item returns the item with an id, or nil.
func (c *Catalogue) Item(id string) *Item { return c.byID.at(id) }

// InDomain returns the items of a domain.
func (c *Catalogue) InDomain(id string) []*Item { return c.domains.at(id) }

// For returns the items that a group of recipients may have.
func (c *Catalogue) For(group string) []*Item { return c.groups.at(group) }

// LedBy returns the items that an agency leads.
func (c *Catalogue) LedBy(agency string) []*Item { return c.leads.at(agency) }

// HelpedBy returns the items that an agency takes part in without leading.
func (c *Catalogue) HelpedBy(agency string) []*Item { return c.helps.at(agency) }

// Citing returns the items that rest on a source.
func (c *Catalogue) Citing(source string) []*Item { return c.sources.at(source) }

// indexes are the catalogue's indexes with the ids that an item stands under.
// An id may stand twice by mistake.
func (c *Catalogue) indexes(item *Item) iter.Seq2[*index[[]*Item], string] {
	return func(yield func(*index[[]*Item], string) bool) {
		if !yield(&c.domains, item.Domain) {
			return
		}
		for _, id := range item.Recipients {
			if !yield(&c.groups, id) {
				return
			}
		}
		for n, id := range item.Agencies {
			switch {
			case n == 0 && !yield(&c.leads, id), n > 0 && id != item.Agencies[0] && !yield(&c.helps, id):
				return
			}
		}
		for cited := range item.citations() {
			if !yield(&c.sources, cited.ID) {
				return
			}
		}
	}
}

// newCatalogue indexes items, which it sorts by code. What it has in common
// with the catalogue above (nil for the province) it shares, so that who
// compares lists need not compare their items.
func newCatalogue(items []*Item, above *Catalogue) *Catalogue {
	if above == nil {
		above = &Catalogue{}
	}
	c := &Catalogue{
		Items: items, byID: above.byID.below(), domains: above.domains.below(), groups: above.groups.below(),
		leads: above.leads.below(), helps: above.helps.below(), sources: above.sources.below(),
	}
	slices.SortStableFunc(items, byCode)
	for _, item := range items {
		old := above.Item(item.ID)
		if old == item {
			continue
		}
		c.byID.set(item.ID, item)
		if old != nil {
			for index, id := range c.indexes(old) {
				list := index.at(id)
				switch n := slices.Index(list, old); {
				case n < 0:
				case len(list) == 1:
					index.set(id, nil)
				default:
					index.set(id, slices.Delete(slices.Clone(list), n, n+1))
				}
			}
		}
		for index, id := range c.indexes(item) {
			list := index.at(id)
			n, _ := slices.BinarySearchFunc(list, item, byCode)
			if n == len(list) || list[n] != item {
				index.set(id, slices.Insert(slices.Clip(list), n, item))
			}
		}
	}
	return c
}

// byCode is the order of items: of their domain, in it, and of ids where an
// order was given twice.
func byCode(a, b *Item) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID))
}
