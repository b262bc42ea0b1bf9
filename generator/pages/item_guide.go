package pages

import (
	"fmt"
	"reflect"

	"handbook/generator/handbook"
)

// guideView returns 办事指南: each filled key with its edition, and the keys that
// people need even when they are missing.
func (b *Book) guideView(at Within, here itemHere, sources *sourceList) guideView {
	item := here.item
	var view guideView
	for _, key := range guideOrder() {
		row := guideRow{Key: key.Name, Name: b.text("item." + key.Base())}
		if key.Filled(item) {
			mark := sealOf(item.Origin(key.Path()...))
			row.Seal = &mark
		}
		needed := item.Needs(key.Base())
		switch value := key.Value(item).(type) {
		case []handbook.Clause, []handbook.Material:
			row.Parts = b.parts(at, item, key, false, sources)
			for _, above := range item.Above(key.Base()) {
				row.General = append(row.General, b.parts(at, above, key, true, sources)...)
			}
			row.Missing = len(row.Parts) == 0
		case nil:
			row.Missing = true
		case int:
			row.Text = b.text("item.times", value)
		default:
			row.Text = fmt.Sprint(value)
			if key.Name == "guide.application" {
				row.Text = b.text("application." + row.Text)
			}
		}
		switch key.Name {
		case "guide.ask": // a verb, no line
			continue
		case "guide.places": // itemHere holds those
			row.Seal, row.Text, row.Missing = nil, "", here.owner == nil
			needed = item.Needs("place")
			if here.owner != nil {
				mark := sealOf(here.owner)
				row.Seal = &mark
			}
			for _, p := range here.places.all() {
				row.Places = append(row.Places, newWindow(p))
			}
		case "guide.steps", "guide.online", "guide.where":
			needed = false
		}
		if needed && (key.Count || key.Name == "guide.places") || !row.Missing {
			view.Rows = append(view.Rows, row)
		}
	}
	return view
}

// guideOrder returns the keys of the guide in the order of the page: those of the
// table, with the windows behind the rule of where to go.
func guideOrder() (out []*handbook.Key[handbook.Item]) {
	var places *handbook.Key[handbook.Item]
	for _, k := range handbook.ItemKeys {
		if k.Name == "guide.places" {
			places = k
		}
	}
	for _, k := range handbook.ItemKeys {
		if k.InGuide() && k != places {
			out = append(out, k)
		}
		if k.Name == "guide.where" {
			out = append(out, places)
		}
	}
	return out
}

// parts returns the elements of a key, those with one source together; general
// leaves out what neither the nation nor the province says.
func (b *Book) parts(at Within, item *handbook.Item, key *handbook.Key[handbook.Item], general bool, sources *sourceList) (out []guidePart) {
	var last []*handbook.Citation
	enter := func(basis handbook.Basis) *guidePart {
		if general && !b.General(item, key.Base(), basis) {
			return nil
		}
		cited := item.CarryingElement(key.Base(), basis)
		if len(out) == 0 || out[len(out)-1].For != basis.For || !reflect.DeepEqual(cited, last) {
			p := b.part(item, key, basis, cited, sources)
			p.From = 1
			if n := len(out); n > 0 && out[n-1].For == p.For {
				p.From = out[n-1].From + len(out[n-1].Steps)
			}
			out = append(out, p)
		}
		last = cited
		return &out[len(out)-1]
	}
	switch list := key.Value(item).(type) {
	case []handbook.Clause:
		for _, c := range list {
			part := enter(c.Basis)
			if part == nil {
				continue
			}
			text := c.Text + b.dates(c.Basis)
			switch key.Name {
			case "guide.steps":
				part.Steps = append(part.Steps, text)
			case "guide.online":
				part.Links = append(part.Links, Link{handbook.Link(c.Address()), text})
			default:
				part.List = append(part.List, text)
			}
		}
	case []handbook.Material:
		for _, m := range list {
			if part := enter(m.Basis); part != nil {
				file := at.File(b.File(item.Origin("guide", "materials"), m.FileOf()))
				m.Name += b.dates(m.Basis)
				part.Materials = append(part.Materials, paper{m, file})
			}
		}
	}
	return out
}

// part returns an empty part with its sources.
func (b *Book) part(item *handbook.Item, key *handbook.Key[handbook.Item], basis handbook.Basis, cited []*handbook.Citation, sources *sourceList) guidePart {
	origin, reliability := item.Origin(key.Path()...), b.Reliability(cited...)
	p := guidePart{For: basis.For}
	switch {
	case len(cited) == 0: // the seal says who wrote it
		return p
	case reliability.Level == handbook.National:
		p.Level = b.text("item.rule", b.text("item.nation"))
	case reliability.Level == handbook.Provincial:
		p.Level = b.text("item.rule", b.Province.Name)
	}
	reliability.Level = map[bool]string{true: handbook.Local}[reliability.Level == handbook.Local]
	p.Badges = badgesOf(reliability, origin)
	for _, c := range cited {
		if shown, ok := sources.name(c, key.Label); ok {
			p.Cites = append(p.Cites, shown)
		}
	}
	return p
}

// dates says when an element begins that has not begun, and when it ends.
func (b *Book) dates(basis handbook.Basis) string {
	text := ""
	if basis.Since.After(b.Config.AsOf) {
		text = b.text("item.since", SayDate(basis.Since))
	}
	if !basis.Until.IsZero() {
		text += b.text("item.until", SayDate(basis.Until))
	}
	if text == "" {
		return ""
	}
	return b.text("item.aside", text)
}
