package handbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"handbook/generator/series"
)

// values returns what a file's table writes for a standard. The short form is the
// same series written shorter.
func (h *Handbook) values(s *Standard, layer standardLayer) []*Value {
	var out []*Value
	add := func(v Value, path ...any) {
		v.layer, v.path, v.told = layer, path, v.Source.First()
		if h.Source(v.told.id()) == nil && !layer.has("values") {
			v.told = s.Source.First()
		}
		if v.Amount != nil {
			v.Unit = cmp.Or(v.Unit, s.Unit)
		}
		out = append(out, &v)
	}
	if layer.has("values") {
		for n, v := range s.Values {
			if v.Amount != nil || v.Text != "" {
				add(v, "values", n)
			}
		}
		return out
	}
	for n, past := range s.History {
		add(Value{Since: past.Since, Amount: &past.Amount, Unit: s.Unit, Source: past.Source}, "history", n)
	}
	if s.Amount != nil || layer.has("text") && !layer.has("amount") {
		v := Value{Since: s.Since, Until: s.Until, Amount: s.Amount, Source: s.Source, Verified: s.Verified, VerifiedBy: s.VerifiedBy}
		if s.Amount == nil {
			v.Text = s.Text
		}
		add(v)
	}
	return out
}

// extend puts what a file writes for a standard in front of the lines from above. A
// second table of the file, under a former id, adds to the line of the first.
func (h *Handbook) extend(s *Standard, written *Standard, layer standardLayer) {
	e := layer.item.Edition
	values := h.values(written, layer)
	if len(s.Lines) > 0 && s.layers[0].item == layer.item {
		for len(s.Lines) > 0 && s.Lines[0].Edition == e {
			values = slices.Concat(s.Lines[0].Of, values)
			s.Lines = s.Lines[1:]
		}
		slices.SortStableFunc(values, func(a, b *Value) int { return a.Since.First().Compare(b.Since.First()) })
	}
	if unit, only := s.onlyUnit(); only {
		for _, v := range values {
			if v.Amount != nil {
				v.Unit = cmp.Or(v.Unit, unit)
			}
		}
	}
	var own, nation []*Value
	for _, v := range values {
		if e.Parent == nil && h.levelOf(v) == National {
			nation = append(nation, v)
		} else {
			own = append(own, v)
		}
	}
	lines := s.Lines
	s.Lines = nil
	if len(own) > 0 {
		s.Lines = append(s.Lines, h.newLine(e, s.name, own, false))
	}
	if len(nation) > 0 {
		s.Lines = append(s.Lines, h.newLine(e, s.name, nation, true))
	}
	s.Lines = append(s.Lines, lines...)
}

func (h *Handbook) newLine(e *Edition, text string, of []*Value, nation bool) *Line {
	values := make([]series.Value, len(of))
	for n, v := range of {
		values[n] = series.Value{Since: v.Since, Until: v.Until, Amount: v.Amount, Unit: series.Unit(v.Unit), Only: v.Only}
		if src := h.Source(v.told.id()); src != nil {
			values[n].Seen = src.Date
		}
	}
	return &Line{series.NewLine(e.Path, nation, values), e, text, of}
}

// levelOf returns the level of the source that tells a value; "" without one.
func (h *Handbook) levelOf(v *Value) string {
	if src := h.Source(v.told.id()); src != nil {
		return src.Level
	}
	return ""
}

// onlyUnit returns the unit of the values above where they all have one.
func (s *Standard) onlyUnit() (unit string, only bool) {
	for _, l := range s.Lines {
		for _, v := range l.Of {
			if v.Amount == nil || v.Unit == unit {
				continue
			}
			if unit != "" {
				return "", false
			}
			unit = v.Unit
		}
	}
	return unit, unit != ""
}

// Series returns the series of the standard, for the law.
func (s *Standard) Series() *series.Series {
	out := &series.Series{Bound: s.Bound}
	for _, l := range s.Lines {
		out.Lines = append(out.Lines, l.Line)
	}
	return out
}

// value returns the value that a reference of the series names.
func (s *Standard) value(r series.Ref) *Value { return s.Lines[r.Line].Of[r.Value] }

// settle sets what is in force in an edition on a day.
func (s *Standard) settle(place string, day Date) {
	s.place, s.day = place, day
	s.Text, s.Amount, s.Unit, s.Since, s.Until, s.Source, s.History, s.Now = s.name, nil, "", Date{}, Date{}, nil, nil, nil
	s.Verified, s.VerifiedBy = Date{}, ""
	law := s.Series()
	on := law.On(place, day)
	if on == nil {
		return
	}
	line, v := s.Lines[on.Line], s.value(on.Ref)
	s.Now = &Standing{Value: v, Line: line}
	for _, r := range on.Beside {
		s.Now.Beside = append(s.Now.Beside, s.value(r))
	}
	for _, r := range on.Others {
		s.Now.Others = append(s.Now.Others, Held{s.value(r), s.Lines[r.Line].Edition, r.Line < on.Line && s.value(r).Amount != nil})
	}
	s.Text, s.Amount, s.Unit, s.Since, s.Until, s.Source = cmp.Or(v.Text, line.Text), v.Amount, v.Unit, v.Since, v.Until, v.Source
	s.Verified, s.VerifiedBy = v.Verified, v.VerifiedBy
	for n, past := range line.Of[:on.Ref.Value] {
		if past.Amount != nil && law.Lines[on.Line].Values[n].Reaches(place) {
			s.History = append(s.History, PastAmount{past.Since, *past.Amount, past.Source, past.Unit})
		}
	}
}

// settle sets what is in force for all standards of an item, in a place.
func (l *loader) settle(item *Item, place string) {
	for n := range item.Standards {
		item.Standards[n].settle(place, l.h.Config.AsOf)
	}
}

// reach says which values with places of their own reach a place, and which hold
// below it: places with equal reach share an item. It is "" where an item has no
// such values.
func (i *Item) reach(place string) string {
	var out strings.Builder
	for n := range i.Standards {
		for _, line := range i.Standards[n].Lines {
			for k, v := range line.Values {
				if v.Only == nil {
					continue
				}
				if v.Reaches(place) {
					out.WriteString(" " + strconv.Itoa(n) + "/" + strconv.Itoa(k) + "@" + line.Place)
				}
				for _, only := range v.Only {
					if only != place && (place == "" || strings.HasPrefix(only, place+"/")) {
						out.WriteString(" " + strconv.Itoa(n) + "/" + strconv.Itoa(k) + "<" + only)
					}
				}
			}
		}
	}
	return out.String()
}

// reached is an item whose values reach places in one way.
type reached struct {
	item *Item // as its file made it
	how  string
}

// at returns an inherited item as it stands in an edition: another where the values
// of some places alone make a difference.
func (l *loader) at(item *Item, place string) *Item {
	how := item.reach(place)
	if how == item.how {
		return item
	}
	key := reached{cmp.Or(item.made, item), how}
	if made := l.reached[key]; made != nil {
		return made
	}
	m := *item
	m.made, m.how = key.item, how
	m.Standards = slices.Clone(item.Standards)
	l.settle(&m, place)
	l.reached[key] = &m
	return &m
}

// spans sets what holds in places below, once all editions are read.
func (l *loader) spans() {
	byPath := map[string]*Edition{}
	for e := range l.h.Province.All {
		byPath[e.Path] = e
	}
	done := map[*Item]bool{}
	for e := range l.h.Province.All {
		for _, item := range e.Items {
			if item.how == "" || done[item] {
				continue
			}
			done[item] = true
			for n := range item.Standards {
				s := &item.Standards[n]
				for _, place := range s.Series().Below(e.Path, l.h.Config.AsOf) {
					below := byPath[place]
					if below == nil { // reported as unknown
						continue
					}
					if there := below.Item(item.ID).standard(s.ID); there != nil && there.Now != nil {
						s.Span = append(s.Span, Held{there.Now.Value, below, false})
						s.Text = there.Text
					}
				}
			}
		}
	}
}
