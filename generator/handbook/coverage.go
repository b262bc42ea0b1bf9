package handbook

// Coverage counts the items of an edition that have each of the fields that
// people need to get a service. It is of what the list promises: it leaves out items
// outside the list, and counts those that do not apply apart.
type Coverage struct {
	Edition       *Edition
	Items         int // of the list, and the edition's own
	NotApplicable int
	Fields        []FieldCoverage // in the order of CoverageFields
}

// FieldCoverage is the state of one field over all items that apply.
// Own + Inherited + Missing is the number of the items that need it, see [Item.Needs].
type FieldCoverage struct {
	Field     string
	Own       int // the edition itself filled it
	Inherited int // an edition above filled it
	Missing   int
}

// CoverageFields are the fields of 办事指南 that coverage counts: parts of a place,
// then keys of [guide].
var CoverageFields = func() []string {
	fields := []string{"place", "phone", "hours"}
	for _, k := range ItemKeys {
		if k.Count {
			fields = append(fields, k.Base())
		}
	}
	return fields
}()

// Done returns the share of filled fields, from 0 to 1.
func (c Coverage) Done() float64 {
	filled, all := 0, 0
	for _, f := range c.Fields {
		filled += f.Own + f.Inherited
		all += f.Own + f.Inherited + f.Missing
	}
	if all == 0 {
		return 0
	}
	return float64(filled) / float64(all)
}

// Coverage counts the fields of an edition.
func (e *Edition) Coverage() Coverage {
	c := Coverage{Edition: e, Items: e.Count().Listed, Fields: make([]FieldCoverage, len(CoverageFields))}
	for n, name := range CoverageFields {
		c.Fields[n].Field = name
	}
	for _, item := range e.Items {
		if item.OutsideList {
			continue
		}
		if reason, _ := e.Absent(item.ID); reason != "" {
			c.NotApplicable++
			continue
		}
		for n, name := range CoverageFields {
			if !item.Needs(name) {
				continue
			}
			switch from := e.filledBy(item, name); from {
			case nil:
				c.Fields[n].Missing++
			case e:
				c.Fields[n].Own++
			default:
				c.Fields[n].Inherited++
			}
		}
	}
	return c
}

// filledBy returns the edition that fills a field of an item; nil when none does.
func (e *Edition) filledBy(item *Item, field string) *Edition {
	if k := itemKeys["guide."+field]; k != nil {
		if !k.Filled(item) {
			return nil
		}
		return item.Origin("guide", field)
	}
	places, from := e.PlacesOf(item)
	for _, p := range places {
		if field == "place" || field == "phone" && p.Phone != "" || field == "hours" && p.Hours != "" {
			return from
		}
	}
	return nil
}

// PlacesOf returns the places where people of this edition go for an item, and
// the edition that wrote them: the item's own places, or the windows for its
// lead agency where these are of a nearer edition. Both are nil without any.
func (e *Edition) PlacesOf(item *Item) (places []*Place, from *Edition) {
	for n := range item.Guide.Places {
		places = append(places, &item.Guide.Places[n])
	}
	if len(places) > 0 {
		from = item.Origin("guide", "places")
	}
	if len(item.Agencies) == 0 {
		return places, from
	}
	windows, owner := e.WindowsFor(item.Agencies[0])
	if owner == nil || from != nil && owner.depth() <= from.depth() {
		return places, from
	}
	places = nil
	for _, w := range windows {
		places = append(places, &w.Place)
	}
	return places, owner
}

// depth returns the number of editions above.
func (e *Edition) depth() int {
	n := -1
	for range e.Up {
		n++
	}
	return n
}
