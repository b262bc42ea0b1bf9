package site

import (
	"encoding/binary"
	"slices"
	"sync"

	"handbook/generator/handbook"
)

// likeness gives equal things equal numbers. Pages that list items are told
// apart by what the lists show, and not by which files the items come from: a
// county that raises one standard shares all lists that do not show it.
type likeness struct {
	mu      sync.Mutex
	numbers map[any]uint32
	items   map[shownItem]uint32 // the numbers of items, by where they are shown: most are asked for by every edition
}

// shownItem is an item as a list shows it.
type shownItem struct {
	item *handbook.Item
	how  showing
}

// showing is what lists show of items.
type showing byte

const (
	showsName showing = iota // see nameLikeness
	showsLine                // see lineLikeness
	showsRule                // see ruleLikeness
)

// number is the number of a comparable value. l.mu is held.
func (l *likeness) number(value any) uint32 {
	n, known := l.numbers[value]
	if !known {
		n = uint32(len(l.numbers))
		l.numbers[value] = n
	}
	return n
}

// nameLikeness is what a list shows of an item without its standards.
type nameLikeness struct {
	id, code, title, summary, domain string
}

// lineLikeness is what a list shows of an item with its main standard.
type lineLikeness struct {
	name nameLikeness
	main *handbook.Standard
}

// ruleLikeness is what a checklist shows of an item.
type ruleLikeness struct {
	name     nameLikeness
	judged   bool
	everyone bool
	routes   *handbook.Route // the first of them: equal lists are shared between editions
	count    int
}

func nameOf(item *handbook.Item) nameLikeness {
	return nameLikeness{item.ID, item.Code, item.Title, item.Summary, item.Domain}
}

// alike is the identity of lists of items.
func (v *volume) alike(how showing, lists ...[]*handbook.Item) string {
	l := &v.likeness
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.items == nil {
		l.items, l.numbers = map[shownItem]uint32{}, map[any]uint32{}
	}
	var out []byte
	for _, list := range lists {
		out = slices.Grow(out, 2*len(list)+1)
		for _, item := range list {
			shown := shownItem{item, how}
			n, known := l.items[shown]
			if !known {
				n = l.number(v.shown(shown))
				l.items[shown] = n
			}
			out = binary.AppendUvarint(out, 1+uint64(n))
		}
		out = append(out, 0)
	}
	return string(out)
}

// shown is all that a list shows of an item.
func (v *volume) shown(s shownItem) any {
	switch s.how {
	case showsLine:
		return lineLikeness{nameOf(s.item), v.Handbook.MainStandard(s.item)}
	case showsRule:
		return ruleOf(s.item)
	}
	return nameOf(s.item)
}

func ruleOf(i *handbook.Item) ruleLikeness {
	l := ruleLikeness{name: nameOf(i), judged: i.Judged(), everyone: i.Everyone, count: len(i.Routes)}
	if l.count > 0 {
		l.routes = &i.Routes[0]
	}
	return l
}

// counts is the identity of a list that shows how many items each entry has.
func counts[T any](list []*T, count func(*T) int) string {
	var out []byte
	for _, entry := range list {
		out = binary.AppendUvarint(out, uint64(count(entry)))
	}
	return string(out)
}
