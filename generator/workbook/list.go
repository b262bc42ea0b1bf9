package workbook

import (
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// list is the choices of a drop-down.
type list struct {
	name   string
	labels []string
	ids    []string // of the labels
}

// The names of the lists.
const (
	listItems        = "项目"
	listGroups       = "人群"
	listAgencies     = "部门"
	listSources      = "来源"
	listBounds       = "限度"
	listKinds        = "性质"
	listFees         = "收费"
	listVisits       = "次数"
	listApplications = "要不要申请"
	listStandards    = "历年数额的标准"
	listEditions     = "地方"
	listCertainties  = "来源怎样来的"
)

// offer makes the lists.
func (b *book) offer() {
	add := func(name string, pairs ...string) {
		l := list{name: name}
		for n := 0; n < len(pairs); n += 2 {
			l.ids, l.labels = append(l.ids, pairs[n]), append(l.labels, clean(oneLine(pairs[n+1])))
		}
		for n, label := range l.labels { // of two with one name, the second has its id beside it
			if slices.Index(l.labels, label) < n {
				l.labels[n] += " [" + l.ids[n] + "]"
			}
		}
		b.lists = append(b.lists, l)
	}
	var items, standards, people, bodies, sources, editions []string
	for _, item := range b.edition.Items {
		items = append(items, item.ID, label(item))
		for _, s := range item.Standards {
			standards = append(standards, item.ID+"/"+s.ID, labelOf(item, &s))
		}
	}
	for e := range b.edition.All {
		if e != b.edition {
			editions = append(editions, e.Path, e.Name)
		}
	}
	for _, g := range b.h.Groups {
		people = append(people, g.ID, g.Title)
	}
	for _, a := range b.h.Agencies {
		bodies = append(bodies, a.ID, a.Title)
	}
	for _, s := range b.edition.Sources {
		name := s.Title
		if s.Number != "" {
			name += "（" + s.Number + "）"
		}
		sources = append(sources, s.ID, name)
	}
	add(listItems, items...)
	add(listGroups, people...)
	add(listAgencies, bodies...)
	add(listSources, sources...)
	add(listBounds, string(handbook.AtLeast), "至少", string(handbook.UpTo), "封顶", string(handbook.AtMost), "最多", string(handbook.Exact), "就是")
	add(listKinds, handbook.KindStandard, "标准", handbook.KindFunds, "人均经费", handbook.KindTarget, "计划目标", handbook.KindResult, "实际数字")
	add(listFees, "不收费", "不收费")
	add(listApplications, "self", "要申请", "partly", "部分要申请", "unit", "单位或学校代办", "direct", "直接去、打电话", "automatic", "不用申请")
	add(listStandards, standards...)
	add(listEditions, editions...)
	add(listCertainties, handbook.Secondhand, "转述", handbook.Derived, "推算", handbook.Found, "读到原文")
	add(listVisits, "0", "0", "1", "1", "2", "2")
}

func (b *book) list(name string) list {
	n := slices.IndexFunc(b.lists, func(l list) bool { return l.name == name })
	return b.lists[n]
}

// label returns the label of an id in a list; the id where the list lacks it.
func (b *book) label(name, id string) string {
	l := b.list(name)
	if n := slices.Index(l.ids, id); n >= 0 {
		return l.labels[n]
	}
	return id
}

// listOf returns the name of the list for values of a kind.
func listOf(k kind) string {
	switch k {
	case groups:
		return listGroups
	case agencies:
		return listAgencies
	case bound:
		return listBounds
	case standing:
		return listKinds
	case choice:
		return listApplications
	case code:
		return listItems
	case promise:
		return listStandards
	case places:
		return listEditions
	case certainty:
		return listCertainties
	}
	return listSources
}

// find returns the id of a choice, by its label or its id. pos is the cell, for
// the fault.
func (b *book) find(k kind, got string, pos diag.Pos) (any, diag.List) {
	l := b.list(listOf(k))
	for n, label := range l.labels {
		if canon(text, label) == got || l.ids[n] == got {
			return l.ids[n], nil
		}
	}
	if k == code { // or by the code alone
		for n, label := range l.labels {
			if first, _, _ := strings.Cut(label, " "); first == narrow(got) {
				return l.ids[n], nil
			}
		}
	}
	var fault diag.Fault
	switch k {
	case bound, standing, choice, certainty:
		return nil, wrong(pos, notChoice, got, hintChoices, strings.Join(l.labels, " "))
	case code:
		fault = diag.New(pos, unknownItem, got)
	case groups:
		fault = diag.New(pos, unknownName, got, "group", "人群")
	case agencies:
		fault = diag.New(pos, unknownName, got, "agency", "部门")
	case promise:
		fault = diag.New(pos, unknownName, got, "standard", "标准")
	case places:
		fault = diag.New(pos, unknownName, got, "edition below this one", "市、县")
	default:
		fault = diag.New(pos, unknownName, got, "source", "来源")
	}
	if near := diag.Nearest(got, l.labels); near != "" {
		return nil, diag.List{fault.WithHint(hintDidYouMean, near)}
	}
	return nil, diag.List{fault.WithHint(hintNames)}
}
