package handbook

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Catalogue is a set of items as one edition has it, with its indexes. Editions
// that change no item share the catalogue of the edition above them. All lists
// are sorted by code; they are nil where there are no items, and must not be
// changed.
type Catalogue struct {
	Items []*Item

	byID    map[string]*Item
	domains map[string][]*Item
	groups  map[string][]*Item
	leads   map[string][]*Item
	helps   map[string][]*Item
	sources map[string][]*Item
}

// Item returns the item with an id, or nil.
func (c *Catalogue) Item(id string) *Item { return c.byID[id] }

// InDomain returns the items of a domain.
func (c *Catalogue) InDomain(id string) []*Item { return c.domains[id] }

// For returns the items that a group of recipients may have.
func (c *Catalogue) For(group string) []*Item { return c.groups[group] }

// LedBy returns the items that an agency leads.
func (c *Catalogue) LedBy(agency string) []*Item { return c.leads[agency] }

// HelpedBy returns the items that an agency takes part in without leading.
func (c *Catalogue) HelpedBy(agency string) []*Item { return c.helps[agency] }

// Citing returns the items that rest on a source.
func (c *Catalogue) Citing(source string) []*Item { return c.sources[source] }

// indexes are the catalogue's indexes with the ids that an item stands under.
// An id may stand twice by mistake.
func (c *Catalogue) indexes(item *Item) iter.Seq2[map[string][]*Item, string] {
	return func(yield func(map[string][]*Item, string) bool) {
		if !yield(c.domains, item.Domain) {
			return
		}
		for _, id := range item.Recipients {
			if !yield(c.groups, id) {
				return
			}
		}
		for n, id := range item.Agencies {
			switch {
			case n == 0 && !yield(c.leads, id), n > 0 && id != item.Agencies[0] && !yield(c.helps, id):
				return
			}
		}
		for cited := range item.citations() {
			if !yield(c.sources, cited.ID) {
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
		Items: items, byID: own(above.byID), domains: own(above.domains), groups: own(above.groups),
		leads: own(above.leads), helps: own(above.helps), sources: own(above.sources),
	}
	slices.SortStableFunc(items, byCode)
	for _, item := range items {
		old := above.byID[item.ID]
		if old == item {
			continue
		}
		c.byID[item.ID] = item
		if old != nil {
			for index, id := range c.indexes(old) {
				switch n := slices.Index(index[id], old); {
				case n < 0:
				case len(index[id]) == 1:
					delete(index, id)
				default:
					index[id] = slices.Delete(slices.Clone(index[id]), n, n+1)
				}
			}
		}
		for index, id := range c.indexes(item) {
			list := index[id]
			n, _ := slices.BinarySearchFunc(list, item, byCode)
			if n == len(list) || list[n] != item {
				index[id] = slices.Insert(slices.Clip(list), n, item)
			}
		}
	}
	return c
}

// own is a copy of an index; never nil.
func own[T any](index map[string]T) map[string]T {
	if index == nil {
		return map[string]T{}
	}
	return maps.Clone(index)
}

// byCode is the order of items: of their domain, in it, and of ids where an
// order was given twice.
func byCode(a, b *Item) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID))
}
