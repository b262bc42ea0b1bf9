package handbook

import (
	"cmp"
	"slices"
)

// Related is another item that serves the same people.
type Related struct {
	Item   *Item
	Groups []string // titles of the groups that both are for, the most particular first
}

// RelatedLimit is the greatest number of items that Related returns.
const RelatedLimit = 6

// Related returns the items of a catalogue for the same groups, the closest
// first. A group counts the more the fewer items it has: two items for 残疾儿童少年
// are closer than two for 城乡居民. Sensitive items are never among them.
func (h *Handbook) Related(c *Catalogue, item *Item) []Related {
	type candidate struct {
		item   *Item
		groups []*Group
		score  float64
	}
	var found []*candidate
	index := map[*Item]*candidate{}
	for _, id := range item.Recipients {
		g := h.Group(id)
		if g == nil {
			continue
		}
		for _, other := range c.For(id) {
			if other == item || other.Sensitive {
				continue
			}
			near := index[other]
			if near == nil {
				near = &candidate{item: other}
				index[other] = near
				found = append(found, near)
			}
			near.groups = append(near.groups, g)
			near.score += 1 / float64(h.weight(id))
		}
	}
	slices.SortStableFunc(found, func(a, b *candidate) int {
		near := func(c *candidate) int {
			if c.item.Domain == item.Domain {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(near(a), near(b)), a.item.Compare(b.item))
	})
	var out []Related
	for _, near := range found[:min(len(found), RelatedLimit)] {
		slices.SortStableFunc(near.groups, func(a, b *Group) int { return cmp.Compare(h.weight(a.ID), h.weight(b.ID)) })
		r := Related{Item: near.item}
		for _, g := range near.groups {
			r.Groups = append(r.Groups, g.Title)
		}
		out = append(out, r)
	}
	return out
}

// weight returns the number of items that a group has in the province, so that
// items are equally close in all editions.
func (h *Handbook) weight(group string) int { return max(1, len(h.Province.For(group))) }
