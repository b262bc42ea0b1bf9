package handbook

import (
	"cmp"
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

// newCatalogue indexes items, which it sorts by code. Lists that are equal to
// those of the catalogue above (nil for the province) are shared with it, so
// that who compares lists need not compare their items.
func newCatalogue(items []*Item, above *Catalogue) *Catalogue {
	c := &Catalogue{
		Items: items, byID: map[string]*Item{}, domains: map[string][]*Item{}, groups: map[string][]*Item{},
		leads: map[string][]*Item{}, helps: map[string][]*Item{}, sources: map[string][]*Item{},
	}
	slices.SortStableFunc(items, func(a, b *Item) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID))
	})
	add := func(index map[string][]*Item, id string, item *Item) {
		if list := index[id]; len(list) == 0 || list[len(list)-1] != item { // an id may stand twice by mistake
			index[id] = append(list, item)
		}
	}
	for _, item := range items {
		c.byID[item.ID] = item
		add(c.domains, item.Domain, item)
		for _, id := range item.Recipients {
			add(c.groups, id, item)
		}
		for n, id := range item.Agencies {
			if n == 0 {
				add(c.leads, id, item)
			} else if id != item.Agencies[0] {
				add(c.helps, id, item)
			}
		}
		for cited := range item.citations() {
			add(c.sources, cited.ID, item)
		}
	}
	if above != nil {
		share(c.domains, above.domains)
		share(c.groups, above.groups)
		share(c.leads, above.leads)
		share(c.helps, above.helps)
		share(c.sources, above.sources)
	}
	return c
}

func share(index, above map[string][]*Item) {
	for id, list := range index {
		if slices.Equal(list, above[id]) {
			index[id] = above[id]
		}
	}
}
