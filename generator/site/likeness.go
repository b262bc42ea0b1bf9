package site

import (
	"encoding/binary"
	"sync"

	"handbook/generator/handbook"
)

// likeness gives equal things equal numbers. Pages that list items are told
// apart by what the lists show, and not by which files the items come from: a
// county that raises one standard shares all lists that do not show it.
type likeness struct {
	mu      sync.Mutex
	numbers map[any]uint32
}

// number is the number of a comparable value.
func (l *likeness) number(value any) uint32 {
	l.mu.Lock()
	defer l.mu.Unlock()
	n, known := l.numbers[value]
	if !known {
		if l.numbers == nil {
			l.numbers = map[any]uint32{}
		}
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

// alike is the identity of lists of items of which of() is shown.
func (v *volume) alike(of func(*handbook.Item) any, lists ...[]*handbook.Item) string {
	var out []byte
	for _, list := range lists {
		for _, item := range list {
			out = binary.AppendUvarint(out, 1+uint64(v.likeness.number(of(item))))
		}
		out = append(out, 0)
	}
	return string(out)
}

// names is the identity of lists that show names only.
func (v *volume) names(lists ...[]*handbook.Item) string {
	return v.alike(func(i *handbook.Item) any { return nameOf(i) }, lists...)
}

// withStandards is the identity of lists that show each item's main standard.
func (v *volume) withStandards(lists ...[]*handbook.Item) string {
	return v.alike(func(i *handbook.Item) any { return lineLikeness{nameOf(i), v.Handbook.MainStandard(i)} }, lists...)
}

// withRules is the identity of lists that show who may have each item.
func (v *volume) withRules(list []*handbook.Item) string {
	return v.alike(func(i *handbook.Item) any { return ruleOf(i) }, list)
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
