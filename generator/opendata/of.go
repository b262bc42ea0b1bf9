package opendata

import (
	"slices"
	"sync"

	"handbook/generator/handbook"
)

// Set is the catalogues of all editions of a handbook. What editions share is
// made once. It is safe for concurrent use.
type Set struct {
	h        *handbook.Handbook
	services sync.Map // *handbook.Item → func() *Service
	sources  sync.Map // *handbook.Source → func() *Source
	head     func() head
}

// head is what the catalogues of all editions have in common.
type head struct {
	domains  []Domain
	groups   []Group
	agencies []Agency
}

// New returns the catalogues of a handbook. Nothing is made before it is asked
// for.
func New(h *handbook.Handbook) *Set {
	s := &Set{h: h}
	s.head = sync.OnceValue(s.newHead)
	return s
}

// Of returns the list as one edition of a handbook has it.
func Of(h *handbook.Handbook, e *handbook.Edition) *Catalogue { return New(h).Of(e) }

// Of returns the list as an edition has it. What it points to is shared and
// must not be changed.
func (s *Set) Of(e *handbook.Edition) *Catalogue {
	list, common := s.h.Config.List, s.head()
	c := &Catalogue{
		Format: Format, Title: s.h.Config.Title, List: List{list.Title, list.Version, list.PeriodEnd},
		Licence: s.h.Config.Licence, Date: s.date(e).String(), Edition: edition(e),
		Above: []Edition{}, Below: []Edition{}, Windows: []Window{}, Sources: []*Source{}, Items: []*Item{},
		Domains: common.domains, Groups: common.groups, Agencies: common.agencies,
	}
	if c.Licence == "" {
		c.Licence = NoLicence
	}
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
		c.Sources = append(c.Sources, once(&s.sources, src, s.newSource))
	}
	for n := range e.Places {
		c.Windows = append(c.Windows, Window{place(&e.Places[n].Place), e.Places[n].Agencies})
	}
	for _, item := range e.Items {
		c.Items = append(c.Items, s.item(e, item))
	}
	return c
}

// date is the newest day that says how old the data are: never the clock's.
func (s *Set) date(e *handbook.Edition) handbook.Date {
	var newest handbook.Date
	later := func(d handbook.Date) {
		if d.Compare(newest) > 0 {
			newest = d
		}
	}
	for up := range e.Up {
		later(up.AsOf)
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
	return Edition{e.Path, e.Name, e.Code, e.Kind, e.AsOf.String(), e.Draft}
}

func place(p *handbook.Place) Place { return Place{p.Name, p.Address, p.Phone, p.Hours} }

func (s *Set) newHead() head {
	h := head{[]Domain{}, []Group{}, []Agency{}}
	for _, d := range s.h.Domains {
		h.domains = append(h.domains, Domain{d.ID, d.Order, d.Title})
	}
	for _, g := range s.h.Groups {
		h.groups = append(h.groups, Group{g.ID, g.Title, g.Stage, g.Summary, g.Aliases})
	}
	for _, a := range s.h.Agencies {
		h.agencies = append(h.agencies, Agency{a.ID, a.Title, a.Former, a.Hotlines})
	}
	return h
}

func (s *Set) newSource(src *handbook.Source) *Source {
	out := &Source{
		ID: src.ID, Title: src.Title, Issuer: src.Issuer, Number: src.Number, Date: src.Date.String(), Kind: src.Kind, Level: src.Level,
		Recalled: src.Confidence == handbook.Recalled, Later: s.h.Later(src), ThirdPartyCopy: src.ThirdPartyCopy, Note: src.Note,
	}
	if !src.ThirdPartyCopy { // such an address is for checking, never to be passed on
		out.Address = src.Address
	}
	out.joined = marshal(out)
	return out
}

// item is an item as an edition shows it.
func (s *Set) item(e *handbook.Edition, item *handbook.Item) *Item {
	out := &Item{Service: once(&s.services, item, s.newService)}
	places, from := e.PlacesOf(item)
	if from != nil {
		out.PlacesFrom = &from.Path
	}
	for _, p := range places {
		out.Places = append(out.Places, place(p))
	}
	if reason, from := e.Absent(item.ID); reason != "" {
		out.NotApplicable = &Absence{reason, from.Path}
	}
	return out
}

// once makes what editions share the first time that it is asked for.
func once[K, V any](memo *sync.Map, key *K, make func(*K) *V) *V {
	f, known := memo.Load(key)
	if !known {
		f, _ = memo.LoadOrStore(key, sync.OnceValue(func() *V { return make(key) }))
	}
	return f.(func() *V)()
}

// Forget drops what an edition's own files say; who asks again has it made again.
// A build has no more use of it once the edition and those below it are written.
func (s *Set) Forget(e *handbook.Edition) {
	for _, item := range e.Items {
		if item.Edition == e {
			s.services.Delete(item)
		}
	}
}

func (s *Set) newService(item *handbook.Item) *Service {
	out := &Service{
		ID: item.ID, Code: item.Code, Title: item.Title, Summary: item.Summary, Domain: item.Domain, Edition: item.Edition.Path,
		Recipients: listed(item.Recipients), RecipientsNote: item.RecipientsNote, Agencies: listed(item.Agencies), Funding: item.Funding,
		Hotlines: item.Hotlines, Aliases: item.Aliases, FormerIDs: item.FormerIDs, Sensitive: item.Sensitive, Everyone: item.Everyone,
		Effective: item.Effective.String(), Expires: item.Expires.String(), Verified: item.Verified.String(),
		Standards: []Standard{}, Guide: guide(item.Guide), Eligibility: item.Eligibility,
	}
	for n := range item.Sources {
		s.enter(out, &item.Sources[n])
	}
	for n := range item.Standards {
		out.Standards = append(out.Standards, s.standard(&item.Standards[n]))
	}
	s.facts(out, item)
	out.joined = marshal(out)
	return out
}

// enter adds a citation to the item's own, once.
func (s *Set) enter(out *Service, c *handbook.Citation) {
	if cited := s.citation(c); cited != nil && !slices.Contains(out.Sources, *cited) {
		out.Sources = append(out.Sources, *cited)
	}
}

// listed is a list that is never nil: it is always written.
func listed(ids []string) []string { return append([]string{}, ids...) }

func (s *Set) standard(std *handbook.Standard) Standard {
	out := Standard{
		ID: std.ID, Text: std.Text, Amount: std.Amount, Unit: std.Unit, Bound: std.Bound, Kind: std.Kind,
		Since: std.Since.String(), Until: std.Until.String(), Basis: std.Basis, Reviewed: std.Reviewed,
		Source: s.citation(std.Source), Standing: s.standing(std.Origin(), std.Source),
	}
	for _, past := range std.History {
		out.History = append(out.History, Past{past.Since.String(), past.Amount, s.citation(past.Source)})
	}
	return out
}

func guide(g handbook.ServiceGuide) *Guide {
	out := Guide{
		Conditions: g.Conditions, Steps: g.Steps, TimeLimit: g.TimeLimit, Fee: g.Fee, Online: g.Online,
		Visits: g.Visits, Complaint: g.Complaint,
	}
	for _, m := range g.Materials {
		out.Materials = append(out.Materials, Material{m.Name, m.Form, m.Copies})
	}
	if len(g.Conditions)+len(g.Materials)+len(g.Steps) == 0 && g.TimeLimit+g.Fee+g.Online+g.Complaint == "" && g.Visits == nil {
		return nil
	}
	return &out
}

// facts says of each key that holds something who wrote it. Keys that pages
// mark by their sources are judged by them; those that editions above cite are
// entered among the item's own.
func (s *Set) facts(out *Service, item *handbook.Item) {
	facts := map[string]Fact{}
	out.Facts = facts
	judged := func(key string, filled bool) {
		if !filled {
			return
		}
		cited := item.Carrying(key)
		fact := Fact{Standing: s.standing(item.Origin(key), cited...)}
		for _, c := range cited {
			s.enter(out, c)
			if !slices.Contains(fact.Sources, c.ID) && s.h.Source(c.ID) != nil {
				fact.Sources = append(fact.Sources, c.ID)
			}
		}
		facts[key] = fact
	}
	judged("title", item.Title != "")
	judged("recipients", len(item.Recipients) > 0)
	judged("recipients_note", item.RecipientsNote != "")
	judged("agencies", len(item.Agencies) > 0)
	judged("funding", item.Funding != "")
	judged("hotlines", len(item.Hotlines) > 0)
	written := func(filled bool, path ...any) {
		if filled {
			key := path[0].(string)
			if len(path) > 1 {
				key += "." + path[1].(string)
			}
			facts[key] = Fact{Standing: Standing{Origin: item.Origin(path...).Path}}
		}
	}
	written(item.Summary != "", "summary")
	written(len(item.Aliases) > 0, "aliases")
	written(!item.Effective.IsZero(), "effective")
	written(!item.Expires.IsZero(), "expires")
	written(!item.Verified.IsZero(), "verified")
	g := item.Guide
	written(len(g.Conditions) > 0, "guide", "conditions")
	written(len(g.Materials) > 0, "guide", "materials")
	written(len(g.Steps) > 0, "guide", "steps")
	written(g.TimeLimit != "", "guide", "time_limit")
	written(g.Fee != "", "guide", "fee")
	written(g.Online != "", "guide", "online")
	written(g.Visits != nil, "guide", "visits")
	written(g.Complaint != "", "guide", "complaint")
}

// standing is where a value comes from, judged by what it cites.
func (s *Set) standing(origin *handbook.Edition, cited ...*handbook.Citation) Standing {
	standing := s.h.Standing(cited...)
	return Standing{origin.Path, standing.Unverified, standing.Level, standing.Later}
}

// citation is nil without one, and for an unknown source, which handbook has
// reported.
func (s *Set) citation(c *handbook.Citation) *Citation {
	if c == nil {
		return nil
	}
	src := s.h.Source(c.ID)
	if src == nil {
		return nil
	}
	return &Citation{c.ID, c.At, src.Number, src.Date.String(), src.Level}
}
