package handbook

import "handbook/generator/diag"

// orders reports pages that claim the same place in their list.
func (l *loader) orders() {
	for e := range l.h.Province.All {
		if e.Parent != nil && e.Catalogue == e.Parent.Catalogue {
			continue
		}
		taken := map[string]map[int]*Page{}
		for _, item := range e.Items { // the inherited ones first, so that they keep their place
			if item.Edition != e || item.Base != nil {
				claim(taken, item)
			}
		}
		for _, item := range e.Items {
			if item.Edition == e && item.Base == nil {
				l.order(claim(taken, item), 99, item.Order, &item.Page)
			}
		}
	}
	domains, groups, agencies := map[int]*Page{}, map[int]*Page{}, map[int]*Page{}
	for _, d := range l.h.Domains {
		l.order(first(domains, d.Order, &d.Page), 99, d.Order, &d.Page)
	}
	for _, g := range l.h.Groups {
		l.order(first(groups, g.Order, &g.Page), 999, g.Order, &g.Page)
	}
	for _, a := range l.h.Agencies {
		l.order(first(agencies, a.Order, &a.Page), 999, a.Order, &a.Page)
	}
	for e := range l.h.Province.All {
		guides := map[int]*Page{}
		for _, g := range e.Guides {
			if g.Edition == e { // local guides stand behind the inherited and count for themselves
				l.order(first(guides, g.Order, &g.Page), 999, g.Order, &g.Page)
			}
		}
	}
}

// claim enters an item under its place and returns the page that has it.
func claim(taken map[string]map[int]*Page, item *Item) *Page {
	item = item.first() // where the order is written
	if taken[item.Domain] == nil {
		taken[item.Domain] = map[int]*Page{}
	}
	if have := taken[item.Domain][item.Order]; have != nil {
		return have
	}
	taken[item.Domain][item.Order] = &item.Page
	return &item.Page
}

// first enters a page under its place and returns the page that has it.
func first(taken map[int]*Page, order int, p *Page) *Page {
	if have := taken[order]; have != nil {
		return have
	}
	taken[order] = p
	return p
}

// order reports a page whose place is out of range or belongs to another.
func (l *loader) order(have *Page, limit, order int, p *Page) {
	switch {
	case !p.File.Front.Has("order") || l.spoilt[p.At("order")]: // reported as such
	case order < 1 || order > limit:
		l.add(diag.New(p.At("order"), outOfRange, order, 1, limit))
	case have != p:
		l.add(diag.New(p.At("order"), sameOrder, order, have.Title).
			WithNote(have.At("order"), noteFirst).WithHint(hintOrder))
	}
}
