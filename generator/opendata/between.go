package opendata

import (
	"cmp"
	"slices"
	"strings"

	"handbook/generator/handbook"
)

// Between returns how the standards of an edition changed after one day and until
// another: the values that began or ended, those of an item the newest first. Items
// that do not apply there are left out. What counts is said at [handbook.Handbook.Steps].
// Diffs share their changes: nobody may change them.
func (s *Set) Between(e *handbook.Edition, from, to handbook.Date) *Diff {
	list := s.h.Config.List
	at := func(day handbook.Date) Side {
		return Side{list.Title, list.Version, e.Path, day.String(), len(e.Items)}
	}
	d := &Diff{From: at(from), To: at(to), Days: true, Items: []ItemChange{}}
	for _, item := range e.Items {
		if reason, _ := e.Absent(item.ID); reason != "" {
			continue
		}
		if changes := s.between(item, from, to); len(changes) > 0 {
			d.Items = append(d.Items, ItemChange{item.ID, item.Code, item.Title, listed(item.Recipients), changes})
		}
	}
	slices.SortStableFunc(d.Items, func(a, b ItemChange) int { return strings.Compare(b.Changes[0].Day, a.Changes[0].Day) })
	return d
}

// stepsOf is the input of the changes of an item.
type stepsOf struct {
	item     *handbook.Item
	from, to handbook.Date
}

// between makes the changes of an item, once where an edition below can share it.
func (s *Set) between(item *handbook.Item, from, to handbook.Date) []Change {
	key := stepsOf{item, from, to}
	if made, known := s.steps.Load(key); known {
		return made.([]Change)
	}
	var out []Change
	for _, step := range s.h.Steps(item, from, to) {
		out = append(out, s.step(&step))
	}
	if len(item.Edition.Children) > 0 {
		s.steps.Store(key, out)
	}
	return out
}

// step returns a step of a standard as a change.
func (s *Set) step(step *handbook.Step) Change {
	std := step.Standard
	c := Change{
		Step: step, Standard: std.ID, Text: step.Name(), Bound: string(std.Bound), Day: step.Day.String(),
		Value: s.moment(std, step.Line, step.Value), Before: s.moment(std, step.Line, step.Before), Other: s.moment(std, step.OtherLine, step.Other),
	}
	if step.OtherLine != nil {
		c.Of = step.OtherLine.Name()
	}
	for _, path := range step.Only {
		if e, err := s.h.Edition(path); err == nil {
			c.Places = append(c.Places, e.Name)
		}
	}
	was := cmp.Or(c.Before, c.Other)
	way, judged := step.Way()
	switch {
	case step.Ended:
		c.Kind, c.From = Ended, c.Value.said()
		return c
	case was == nil:
		c.Kind, c.To = Began, c.Value.said()
		return c
	case c.Value.Amount != nil && was.Amount == nil:
		c.Kind = AmountAdded
	case c.Value.Amount == nil && was.Amount != nil:
		c.Kind = Worded
	case c.Value.Amount == nil:
		c.Kind = Reworded
	case way > 0:
		c.Kind = StandardRaised
	case way < 0:
		c.Kind = StandardLowered
	case judged && was.Unit != c.Value.Unit:
		c.Kind = StandardUnit
	default:
		c.Kind = Changed
	}
	c.From, c.To = was.said(), c.Value.said()
	from, to := step.Converted()
	if from != nil {
		c.FromWorth = from.String()
	}
	if to != nil {
		c.ToWorth = to.String()
	}
	return c
}

// said returns the amount with its unit, or the words.
func (m *Moment) said() string {
	if m.Amount == nil {
		return m.Text
	}
	return m.Amount.String() + m.Unit
}

// quoted does as said and puts words between marks.
func (m *Moment) quoted() string {
	if m.Amount == nil {
		return "“" + m.Text + "”"
	}
	return m.said()
}
