package handbook

import "handbook/generator/diag"

// orders reports pages with the same order in one list.
func (c *checker) orders() (out diag.List) {
	for e := range c.h.Province.All {
		if e.Parent != nil && e.Catalogue == e.Parent.Catalogue {
			continue
		}
		taken := map[string]map[int]*Page{}
		for _, item := range e.Items { // the inherited ones come first and keep their order
			if item.Edition != e || item.Base != nil {
				claim(taken, item)
			}
		}
		for _, item := range e.Items {
			if item.Edition == e && item.Base == nil {
				out.Add(c.order(claim(taken, item), 99, item.Order, &item.Page)...)
			}
		}
	}
	domains, groups, agencies := map[int]*Page{}, map[int]*Page{}, map[int]*Page{}
	for _, d := range c.h.Domains {
		out.Add(c.order(first(domains, d.Order, &d.Page), 99, d.Order, &d.Page)...)
	}
	for _, g := range c.h.Groups {
		out.Add(c.order(first(groups, g.Order, &g.Page), 999, g.Order, &g.Page)...)
	}
	for _, a := range c.h.Agencies {
		out.Add(c.order(first(agencies, a.Order, &a.Page), 999, a.Order, &a.Page)...)
	}
	editors := map[int]*Page{}
	for _, g := range c.h.EditorGuides {
		out.Add(c.order(first(editors, g.Order, &g.Page), 999, g.Order, &g.Page)...)
	}
	for e := range c.h.Province.All {
		guides := map[int]*Page{}
		for _, g := range e.Guides {
			if g.Edition == e { // local guides follow the inherited ones, with an order of their own
				out.Add(c.order(first(guides, g.Order, &g.Page), 999, g.Order, &g.Page)...)
			}
		}
	}
	return out
}

// claim enters an item under its domain and order, and returns the first page
// there.
func claim(taken map[string]map[int]*Page, item *Item) *Page {
	item = item.first() // whose file has the order
	if taken[item.Domain] == nil {
		taken[item.Domain] = map[int]*Page{}
	}
	if have := taken[item.Domain][item.Order]; have != nil {
		return have
	}
	taken[item.Domain][item.Order] = &item.Page
	return &item.Page
}

// first enters a page under its order, and returns the first page there.
func first(taken map[int]*Page, order int, p *Page) *Page {
	if have := taken[order]; have != nil {
		return have
	}
	taken[order] = p
	return p
}

// order reports an order that is out of range, or of another page.
func (c *checker) order(have *Page, limit, order int, p *Page) (out diag.List) {
	switch {
	case !p.File.Front.Has("order") || c.spoilt[p.At("order")]: // reported as such
	case order < 1 || order > limit:
		out.Add(diag.New(p.At("order"), outOfRange, order, 1, limit))
	case have != p:
		out.Add(diag.New(p.At("order"), sameOrder, order, have.Title).
			WithNote(have.At("order"), noteFirst).WithHint(hintOrder))
	}
	return out
}
