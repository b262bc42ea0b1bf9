package handbook

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Catalogue is a set of items as one edition has it. Editions that change no item
// share the catalogue of the edition above them. All lists are in the order of
// [Item.Compare]; they are nil where there are no items, and must not be changed.
type Catalogue struct {
	Items []*Item

	byID    map[string]*Item
	indexes func() *indexes // made when first asked for: a preview shows few of its editions
}

// indexes lists items by the id of what they name.
type indexes struct {
	domains, groups, leads, helps, sources map[string][]*Item
}

// Item returns the item with an id, or nil.
func (c *Catalogue) Item(id string) *Item { return c.byID[id] }

// InDomain returns the items of a domain.
func (c *Catalogue) InDomain(id string) []*Item { return c.indexes().domains[id] }

// For returns the items that a group of recipients may have.
func (c *Catalogue) For(group string) []*Item { return c.indexes().groups[group] }

// LedBy returns the items that an agency leads.
func (c *Catalogue) LedBy(agency string) []*Item { return c.indexes().leads[agency] }

// HelpedBy returns the items that an agency takes part in without leading.
func (c *Catalogue) HelpedBy(agency string) []*Item { return c.indexes().helps[agency] }

// Citing returns the items that rest on a source.
func (c *Catalogue) Citing(source string) []*Item { return c.indexes().sources[source] }

// Count is a number of items: those with a code, and those outside the list.
type Count struct{ Listed, Outside int }

// All returns the number of all items.
func (c Count) All() int { return c.Listed + c.Outside }

// Count returns the number of items.
func (c *Catalogue) Count() Count { return CountOf(c.Items) }

// CountOf returns the number of some items.
func CountOf(items []*Item) (c Count) {
	for _, item := range items {
		c.Outside += outside(item)
	}
	c.Listed = len(items) - c.Outside
	return c
}

// newCatalogue sorts items.
func newCatalogue(items []*Item) *Catalogue {
	slices.SortStableFunc(items, (*Item).Compare)
	c := &Catalogue{Items: items, byID: map[string]*Item{}}
	c.indexes = sync.OnceValue(func() *indexes { return newIndexes(items) })
	for _, item := range items {
		c.byID[item.ID] = item
	}
	return c
}

func newIndexes(items []*Item) *indexes {
	x := &indexes{
		domains: map[string][]*Item{}, groups: map[string][]*Item{},
		leads: map[string][]*Item{}, helps: map[string][]*Item{}, sources: map[string][]*Item{},
	}
	for _, item := range items {
		enter := func(index map[string][]*Item, id string) { // an id may stand twice
			if list := index[id]; len(list) == 0 || list[len(list)-1] != item {
				index[id] = append(list, item)
			}
		}
		enter(x.domains, item.Domain)
		for _, id := range item.Recipients {
			enter(x.groups, id)
		}
		for n, id := range item.Agencies {
			if n == 0 {
				enter(x.leads, id)
			} else if id != item.Agencies[0] {
				enter(x.helps, id)
			}
		}
		for _, cited := range item.citations() {
			enter(x.sources, cited.ID)
		}
	}
	return x
}

// Compare orders items by their domains, within a domain those of the list before
// those outside it, then by their own order, and by id where that is equal.
func (i *Item) Compare(other *Item) int {
	return cmp.Or(cmp.Compare(i.rank, other.rank), cmp.Compare(outside(i), outside(other)),
		cmp.Compare(i.Order, other.Order), strings.Compare(i.ID, other.ID))
}

func outside(i *Item) int {
	if i.OutsideList {
		return 1
	}
	return 0
}

// Label names the item in a line: its code, where it has one, and its title.
func (i *Item) Label() string { return strings.TrimSpace(i.Code + " " + i.Title) }
