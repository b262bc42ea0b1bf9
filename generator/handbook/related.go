package handbook

import (
	"cmp"
	"slices"
)

// RelatedLimit is the greatest number of items that Related returns.
const RelatedLimit = 6

// Related returns the items of a catalogue for the same groups, the closest
// first. A group counts the more the fewer items it has: two items for 残疾儿童少年
// are closer than two for 城乡居民. Sensitive items are never among them.
func (h *Handbook) Related(c *Catalogue, item *Item) []*Item {
	type candidate struct {
		item  *Item
		score float64
	}
	var found []*candidate
	index := map[*Item]*candidate{}
	for _, id := range item.Recipients {
		if h.Group(id) == nil {
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
	var out []*Item
	for _, near := range found[:min(len(found), RelatedLimit)] {
		out = append(out, near.item)
	}
	return out
}

// weight returns the number of items that a group has in the province, so that
// items are equally close in all editions.
func (h *Handbook) weight(group string) int { return max(1, len(h.Province.For(group))) }
