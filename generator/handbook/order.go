package handbook

import "handbook/generator/diag"

// orders reports pages with the same order in one list.
func (c *checker) orders() (out diag.List) {
	taken := map[slot]*Page{}
	for _, d := range c.h.Domains {
		out.Add(c.order(taken, slot{"domains", d.Order}, 99, &d.Page)...)
	}
	for _, g := range c.h.Groups {
		out.Add(c.order(taken, slot{"groups", g.Order}, 999, &g.Page)...)
	}
	for _, a := range c.h.Agencies {
		out.Add(c.order(taken, slot{"agencies", a.Order}, 999, &a.Page)...)
	}
	for _, g := range c.h.EditorGuides {
		out.Add(c.order(taken, slot{"guides for editors", g.Order}, 999, &g.Page)...)
	}
	for e := range c.h.Province.All {
		taken := map[slot]*Page{}
		for _, g := range e.Guides {
			if g.Edition == e { // local guides follow the inherited ones, with an order of their own
				out.Add(c.order(taken, slot{"guides", g.Order}, 999, &g.Page)...)
			}
		}
		if e.Parent != nil && e.Catalogue == e.Parent.Catalogue {
			continue
		}
		for _, item := range e.Items { // the inherited ones come first and keep their order
			if !item.OutsideList && (item.Edition != e || item.Base != nil) {
				first := item.first() // whose file has the order
				claim(taken, slot{"items/" + first.Domain, first.Order}, &first.Page)
			}
		}
		for _, item := range e.Items {
			if item.Edition == e && item.Base == nil {
				out.Add(c.itemOrder(taken, item)...)
			}
		}
	}
	return out
}

// itemOrder checks the order of an item in the edition where it is new: those of the
// list have one, those outside it have none.
func (c *checker) itemOrder(taken map[slot]*Page, item *Item) diag.List {
	front := item.File.Front
	switch has := front.Has("order"); {
	case front.Broken():
		return nil
	case item.OutsideList && has:
		return diag.List{diag.New(front.KeyAt("order"), orderOutside).WithNote(item.At("outside_list"), noteOutside).WithHint(hintOrderOutside)}
	case !item.OutsideList && !has:
		return diag.List{diag.New(front.At(), noOrder, "order").WithHint(hintNoOrder)}
	case item.OutsideList:
		return nil
	}
	return c.order(taken, slot{"items/" + item.Domain, item.Order}, 99, &item.Page)
}

// slot is an order in a list of pages.
type slot struct {
	list  string
	order int
}

// claim enters a page in its slot, and returns the first page there.
func claim(taken map[slot]*Page, at slot, p *Page) *Page {
	if taken[at] == nil {
		taken[at] = p
	}
	return taken[at]
}

// order reports an order that is out of range, or that another page has taken.
func (c *checker) order(taken map[slot]*Page, at slot, limit int, p *Page) diag.List {
	first := claim(taken, at, p)
	switch {
	case !p.File.Front.Has("order") || c.spoilt[p.At("order")]: // reported as such
		return nil
	case at.order < 1 || at.order > limit:
		return diag.List{diag.New(p.At("order"), outOfRange, at.order, 1, limit)}
	case first != p:
		return diag.List{diag.New(p.At("order"), sameOrder, at.order, first.Title).
			WithNote(first.At("order"), noteFirst).WithHint(hintOrder)}
	}
	return nil
}
