package opendata

import (
	"cmp"
	"slices"
	"sync"

	"handbook/generator/handbook"
)

// Set makes the lists of all editions of a handbook. It is safe for concurrent
// use.
type Set struct {
	h        *handbook.Handbook
	common   Catalogue // the keys that the lists of all editions share
	services sync.Map  // *handbook.Item → *Service, of items that editions below share
	steps    sync.Map  // stepsOf → []Change, likewise
}

// New returns the lists of a handbook.
func New(h *handbook.Handbook) *Set {
	c, list := h.Config, h.Config.List
	s := &Set{h: h, common: Catalogue{
		Format: format, Title: c.Title, List: List{list.Title, list.Version, list.PeriodEnd}, Licence: cmp.Or(c.Licence, noLicence),
		Above: []Edition{}, Below: []Edition{}, Domains: []Domain{}, Aspects: []Aspect{}, Groups: []Group{}, Agencies: []Agency{},
		Questions: []Question{}, Sources: []Source{}, Windows: []Window{}, Items: []*Item{},
	}}
	for _, d := range h.Domains {
		s.common.Domains = append(s.common.Domains, Domain{d.ID, d.Order, d.Title})
	}
	if h.Categories != nil {
		for _, a := range h.Categories.Aspects {
			one := Aspect{a.Name, []Category{}}
			for _, k := range a.Categories {
				one.Categories = append(one.Categories, Category{k.Name, append([]string{}, k.Items...)})
			}
			s.common.Aspects = append(s.common.Aspects, one)
		}
	}
	for _, g := range h.Groups {
		s.common.Groups = append(s.common.Groups, Group{g.ID, g.Title, g.Stage, g.Summary, g.Aliases})
	}
	for _, q := range h.Questions {
		asked := Question{q.ID, q.Label, q.Text, q.Unit, []Option{}}
		for _, o := range q.Options {
			asked.Options = append(asked.Options, Option{o.ID, o.Name(), o.Text})
		}
		s.common.Questions = append(s.common.Questions, asked)
	}
	for _, a := range h.Agencies {
		s.common.Agencies = append(s.common.Agencies, Agency{a.ID, a.Title, a.Former, a.Hotlines})
	}
	return s
}

// Of returns the list of one edition of a handbook.
func Of(h *handbook.Handbook, e *handbook.Edition) *Catalogue { return New(h).Of(e) }

// Of returns the list of an edition. Lists share what they point to: nobody may
// change it.
func (s *Set) Of(e *handbook.Edition) *Catalogue {
	c := s.common
	c.Date, c.Edition = s.date(e).String(), edition(e)
	for up := range e.Up {
		if up != e {
			c.Above = append([]Edition{edition(up)}, c.Above...)
		}
	}
	for below := range e.All {
		if below != e {
			c.Below = append(c.Below, edition(below))
		}
	}
	for _, src := range e.Sources {
		c.Sources = append(c.Sources, s.source(src))
	}
	for n := range e.Places {
		c.Windows = append(c.Windows, Window{Place(e.Places[n].Place), e.Places[n].Agencies})
	}
	for _, item := range e.Items {
		c.Items = append(c.Items, s.item(e, item))
	}
	return &c
}

// date returns the newest day on which somebody has checked the edition's content.
func (s *Set) date(e *handbook.Edition) handbook.Date {
	var newest handbook.Date
	later := func(d handbook.Date) {
		if d.Compare(newest) > 0 {
			newest = d
		}
	}
	for up := range e.Up {
		later(up.Divided)
	}
	for _, item := range e.Items {
		later(item.Verified)
	}
	if newest.IsZero() {
		newest.Year = s.h.Config.List.PeriodEnd
	}
	return newest
}

func edition(e *handbook.Edition) Edition {
	return Edition{e.Path, e.Name, e.Code, e.Kind, e.Divided.String(), e.Draft}
}

func (s *Set) source(src *handbook.Source) Source {
	out := Source{
		ID: src.ID, Title: src.Title, Short: src.Short, Issuer: src.Issuer, Number: src.Number, Date: src.Date.String(), Kind: src.Kind, Level: src.Level,
		Recalled: src.Confidence == handbook.Recalled, Later: s.h.Later(src), ThirdPartyCopy: src.ThirdPartyCopy, Note: src.Note,
	}
	if !src.ThirdPartyCopy { // the address of a copy is for checking alone
		out.Address = src.Address
	}
	return out
}

// item returns an item as an edition has it.
func (s *Set) item(e *handbook.Edition, item *handbook.Item) *Item {
	out := &Item{Service: s.service(item)}
	places, from := e.PlacesOf(item)
	if from != nil {
		out.PlacesFrom = &from.Path
	}
	for _, p := range places {
		out.Places = append(out.Places, Place(*p))
	}
	if reason, from := e.Absent(item.ID); reason != "" {
		out.NotApplicable = &Absence{reason, from.Path}
	}
	return out
}

// service makes the service of an item: once where an edition below can share
// it. A county's own is made again for each file, so that nobody keeps it.
func (s *Set) service(item *handbook.Item) *Service {
	if len(item.Edition.Children) == 0 {
		return s.newService(item)
	}
	made, known := s.services.Load(item)
	if !known {
		made, _ = s.services.LoadOrStore(item, s.newService(item))
	}
	return made.(*Service)
}

func (s *Set) newService(item *handbook.Item) *Service {
	out := &Service{Heading: Heading{item.ID, item.Code}, Keys: Front{"edition": item.Edition.Path}}
	out.Standards, out.Eligibility, out.Facts = []Standard{}, item.Eligibility, map[string]Fact{}
	for n := range item.Sources {
		s.enter(out, &item.Sources[n])
	}
	for n := range item.Standards {
		out.Standards = append(out.Standards, s.standard(&item.Standards[n]))
	}
	for _, k := range handbook.ItemKeys {
		if slices.Contains(apart, k.Name) || !k.Filled(item) {
			continue
		}
		if k.InGuide() {
			if out.Guide == nil {
				out.Guide = Guide{}
			}
			out.Guide[k.Base()] = s.valueOf(k.Value(item), item.Origin(k.Path()...))
		} else {
			out.Keys[k.Name] = s.valueOf(k.Value(item), item.Origin(k.Path()...))
		}
		s.fact(out, item, k)
		for c := range item.Cited(k) {
			s.enter(out, c)
		}
	}
	out.made = merged(marshal(out.Heading), marshal(out.Keys), marshal(out.Body))
	return out
}

// fact enters which edition wrote a key and, where pages mark the key by its
// sources, how far it can be relied on. The item's sources take in those that
// editions above cite.
func (s *Set) fact(out *Service, item *handbook.Item, k *handbook.Key[handbook.Item]) {
	origin := item.Origin(k.Path()...)
	switch {
	case k.Proof >= handbook.Judged:
		cited := item.Carrying(k.Name)
		fact := Fact{Standing: s.standing(origin, cited...)}
		for _, c := range cited {
			s.enter(out, c)
			if !slices.Contains(fact.Sources, c.ID) && s.h.Source(c.ID) != nil {
				fact.Sources = append(fact.Sources, c.ID)
			}
		}
		out.Facts[k.Name] = fact
	case k.Proof == handbook.Signed:
		out.Facts[k.Name] = Fact{Standing: Standing{Origin: origin.Path}}
	}
}

// enter adds a citation to the item's own, once.
func (s *Set) enter(out *Service, c *handbook.Citation) {
	if cited := s.citation(c); cited != nil && !slices.Contains(out.Sources, *cited) {
		out.Sources = append(out.Sources, *cited)
	}
}

func (s *Set) standard(std *handbook.Standard) Standard {
	out := Standard{Terms{}, s.standing(std.Origin(), std.Source.First())}
	for _, k := range handbook.StandardKeys {
		if k.Name == "values" { // as a file writes them; here they are of all editions
			if values := s.values(std); values != nil {
				out.Terms[k.Name] = values
			}
			continue
		}
		if value := s.valueOf(k.Value(std), std.Origin()); value != nil {
			out.Terms[k.Name] = value
		}
	}
	return out
}

// values returns what all editions write for a standard, the nearest first.
func (s *Set) values(std *handbook.Standard) (out []Moment) {
	for _, line := range std.Lines {
		for _, v := range line.Of {
			out = append(out, *s.moment(std, line, v))
		}
	}
	return out
}

// moment returns a value of a line of a standard; nil for nil.
func (s *Set) moment(std *handbook.Standard, line *handbook.Line, v *handbook.Value) *Moment {
	if v == nil {
		return nil
	}
	m := &Moment{
		Since: v.Since.String(), Until: v.Until.String(), Amount: v.Amount, Unit: v.Unit, Text: v.Text, Only: v.Only, Note: v.Note,
		State:  std.State(line, slices.Index(line.Of, v)).String(),
		Nation: line.Nation, Source: s.citation(v.Source.First()), Verified: v.Verified.String(), VerifiedBy: v.VerifiedBy, Standing: s.standing(line.Edition, v.Source.First()),
	}
	if v.Amount == nil {
		m.Unit = ""
	}
	return m
}

// standing returns the origin of a value and how far its citations can be relied
// on.
func (s *Set) standing(origin *handbook.Edition, cited ...*handbook.Citation) Standing {
	standing := s.h.Reliability(cited...)
	return Standing{origin.Path, standing.Unverified, standing.Level, standing.Later, standing.Confidence}
}

// citation is nil without one, and for an unknown source.
func (s *Set) citation(c *handbook.Citation) *Citation {
	if c == nil {
		return nil
	}
	src := s.h.Source(c.ID)
	if src == nil {
		return nil
	}
	return &Citation{c.ID, c.At, src.Number, src.Date.String(), src.Level, c.Confidence}
}
