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

// relatedLimit is how many items are suggested beside another.
const relatedLimit = 6

// Related returns items for the same groups, the closest first. Groups count
// the more the fewer items they have: two items for 残疾儿童少年 are closer than
// two for 城乡居民. Sensitive items are never suggested.
func (h *Handbook) Related(item *Item) []Related {
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
		for _, other := range g.Items {
			if other == item || other.Sensitive {
				continue
			}
			c := index[other]
			if c == nil {
				c = &candidate{item: other}
				index[other] = c
				found = append(found, c)
			}
			c.groups = append(c.groups, g)
			c.score += 1 / float64(len(g.Items))
		}
	}
	slices.SortStableFunc(found, func(a, b *candidate) int {
		near := func(c *candidate) int {
			if c.item.Domain == item.Domain {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(near(a), near(b)), cmp.Compare(a.item.Code, b.item.Code))
	})
	var out []Related
	for _, c := range found[:min(len(found), relatedLimit)] {
		slices.SortStableFunc(c.groups, func(a, b *Group) int { return cmp.Compare(len(a.Items), len(b.Items)) })
		r := Related{Item: c.item}
		for _, g := range c.groups {
			r.Groups = append(r.Groups, g.Title)
		}
		out = append(out, r)
	}
	return out
}
