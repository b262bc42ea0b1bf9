package handbook

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"handbook/generator/diag"
)

// Applications are the ways to a service: the citizen applies, applies for a part of
// it, has an employer or a school apply, goes or calls, or does nothing.
var Applications = []string{"self", "partly", "unit", "direct", "automatic"}

// needed are the fields that people need by the way to a service; of a way that is
// not here, and of an unknown one, they need all. Who applies needs all, whose school
// applies wants to know how and how soon, who goes there needs the place, and who does
// nothing needs to know how the service comes and whom to tell where it does not.
var needed = map[string][]string{
	"unit":      {"steps", "time_limit", "fee", "complaint"},
	"direct":    {"place", "phone", "hours", "where", "fee", "complaint"},
	"automatic": {"steps", "complaint"},
}

// Needs reports whether people need a field of [CoverageFields] to get the service.
func (i *Item) Needs(field string) bool {
	fields, some := needed[i.Guide.Application]
	return !some || slices.Contains(fields, field)
}

// element is an element of a key of the guide: its text, of a clause its address,
// and its basis.
type element struct {
	text *string
	url  *string // nil for a material
	*Basis
}

// elements are the elements of a list of clauses or materials.
func elements[V any](list []V) (out []element) {
	for n := range list {
		switch e := any(&list[n]).(type) {
		case *Clause:
			out = append(out, element{&e.Text, &e.URL, &e.Basis})
		case *Material:
			out = append(out, element{&e.Name, nil, &e.Basis})
		}
	}
	return out
}

// saying returns the elements that say something.
func saying[V any](list []V) (out []V) {
	for n, e := range elements(list) {
		if strings.TrimSpace(*e.text) != "" {
			out = append(out, list[n])
		}
	}
	return out
}

// words returns the texts of clauses as one.
func words(list []Clause) string {
	var texts []string
	for _, c := range saying(list) {
		texts = append(texts, c.Text)
	}
	return strings.Join(texts, "；")
}

// Address returns the address of an online service: its url, or a text that has no
// Han characters; "" without one.
func (c Clause) Address() string {
	if c.URL == "" && !strings.ContainsFunc(c.Text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return c.Text
	}
	return c.URL
}

// expire empties the elements of the guide whose last day has passed.
func (h *Handbook) expire(item *Item) {
	for _, k := range ItemKeys {
		if k.elements == nil {
			continue
		}
		for _, e := range k.elements(item) {
			if !e.Until.IsZero() && h.Config.AsOf.IsDay() && e.Until.Last().Compare(h.Config.AsOf) < 0 {
				*e.text = ""
			}
		}
	}
}

// elements checks the elements of the item's own guide.
func (c *checker) elements(e *Edition, item *Item) (out diag.List) {
	out.Add(oneOf(item.Guide.Application, Applications, item.At, "guide", "application")...)
	for _, k := range ItemKeys {
		if k.elements == nil {
			continue
		}
		key := k.Base()
		for n, one := range k.elements(item) {
			front, place := item.layer("guide", key).File.Front, []any{"guide", key, n}
			if !front.Has(place...) { // one sentence is no list
				place = place[:2]
			}
			at := func(path ...any) diag.Pos {
				if len(path) > 2 && path[0] == "source" && !front.Has(slices.Concat(place, path[:2])...) {
					path = slices.Delete(slices.Clone(path), 1, 2) // a single source is no list
				}
				return item.At(slices.Concat(place, path)...)
			}
			for k := range one.Source {
				out.Add(c.cite(e, &one.Source[k], at, "source", k)...)
			}
			out.Add(period(one.Since, one.Until, at("until"))...)
			if one.url == nil {
				continue
			}
			if front.Has(slices.Concat(place, []any{"source"})...) && strings.TrimSpace(*one.text) == "" && one.Until.IsZero() {
				out.Add(diag.New(at(), noClause, key).WithHint(hintClause))
			}
			address := *one.url
			if key == "online" {
				address = Clause{Text: *one.text, URL: address}.Address()
			}
			if address != "" {
				out.Add(placed(WebAddress(address), at)...)
			}
		}
	}
	return out
}

// CarryingElement returns the citations that carry an element of a key of the guide:
// its own, or else those of its file that carry the key.
func (i *Item) CarryingElement(key string, b Basis) (out []*Citation) {
	for n := range b.Source {
		out = append(out, &b.Source[n])
	}
	if out == nil {
		out = Carrying(i.layer("guide", key).sources, "guide."+key)
	}
	return out
}

// Above returns the versions of the item above the one that set a key of the guide,
// the nearest first, that set it too.
func (i *Item) Above(key string) (out []*Item) {
	for at := i.layer("guide", key).Base; at != nil; at = at.Base {
		if at = at.layer("guide", key); at.File.Front.Has("guide", key) {
			out = append(out, at)
		}
	}
	return out
}

// General reports whether an element is a rule of the nation or the province, which
// stays below what an edition says: whether a source of such a level carries it.
func (h *Handbook) General(i *Item, key string, b Basis) bool {
	level := h.Reliability(i.CarryingElement(key, b)...).Level
	return level == National || level == Provincial
}

// Cited yields the citations that carry the elements of a key of the guide, those of
// the versions above that set it too among them: pages show both. None for other
// keys.
func (i *Item) Cited(k *Key[Item]) iter.Seq[*Citation] {
	return func(yield func(*Citation) bool) {
		if k.elements == nil {
			return
		}
		for _, of := range append([]*Item{i}, i.Above(k.Base())...) {
			for _, e := range k.elements(of) {
				for _, c := range of.CarryingElement(k.Base(), *e.Basis) {
					if !yield(c) {
						return
					}
				}
			}
		}
	}
}
