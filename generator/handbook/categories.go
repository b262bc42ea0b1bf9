package handbook

import (
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/toml"
)

// Categories are a second way to the items, beside the domains: aspects with
// categories in them, from content/categories.toml. Their names are those of a text;
// which item stands where is the editors' judgement, and pages say so.
type Categories struct {
	Source   *Citation `toml:"source,required"` // of the names
	Unsorted []string  `toml:"unsorted"`        // ids of items that fit no category
	Aspects  []Aspect  `toml:"aspects,required"`

	doc *toml.Doc
}

// Aspect is a part of life, such as 幼有所育.
type Aspect struct {
	Name       string     `toml:"name,required"`
	Categories []Category `toml:"categories,required"`
}

// Category holds items of one kind, in the order of the file.
type Category struct {
	Name    string     `toml:"name,required"`
	Items   []string   `toml:"items"`   // ids
	Sources []Citation `toml:"sources"` // that speak for this choice of items; may be empty
}

// Of returns the category of an item and its aspect; nil where it has none.
func (c *Categories) Of(item string) (*Aspect, *Category) {
	if c == nil {
		return nil, nil
	}
	for a := range c.Aspects {
		for k := range c.Aspects[a].Categories {
			if one := &c.Aspects[a].Categories[k]; slices.Contains(one.Items, item) {
				return &c.Aspects[a], one
			}
		}
	}
	return nil, nil
}

// categories checks that each name and each item of the province stands once.
func (c *checker) categories() (out diag.List) {
	of := c.h.Categories
	if of == nil {
		return nil
	}
	province := c.h.Province
	out.Add(c.cite(province, of.Source, of.doc.At, "source")...)
	first := map[string]diag.Pos{}
	once := func(kind, name string, path ...any) {
		pos, key := of.doc.At(path...), kind+" "+name
		if before, twice := first[key]; twice {
			out.Add(diag.New(pos, repeated, name).WithNote(before, noteFirst).WithHint(hintRepeated))
			return
		}
		first[key] = pos
	}
	items := func(ids []string, path ...any) {
		for n, id := range ids {
			at := slices.Concat(path, []any{n})
			if province.Item(id) == nil {
				out.Add(c.unknownItem(province, of.doc.At(at...), id)...)
				continue
			}
			once("item", id, at...)
		}
	}
	items(of.Unsorted, "unsorted")
	for a, aspect := range of.Aspects {
		once("aspect", aspect.Name, "aspects", a, "name")
		for k, category := range aspect.Categories {
			once("category", category.Name, "aspects", a, "categories", k, "name")
			items(category.Items, "aspects", a, "categories", k, "items")
			for n := range category.Sources {
				out.Add(c.cite(province, &category.Sources[n], of.doc.At, "aspects", a, "categories", k, "sources", n)...)
			}
		}
	}
	return out
}

// lintCategories warns of the province's items that categories.toml passes over.
func (h *Handbook) lintCategories(l *diag.List) {
	if h.Categories == nil || h.Categories.doc.Broken() {
		return
	}
	var missing []string
	for _, item := range h.Province.Items {
		if _, category := h.Categories.Of(item.ID); category == nil && !slices.Contains(h.Categories.Unsorted, item.ID) {
			missing = append(missing, item.ID)
		}
	}
	if len(missing) > 0 {
		l.Add(diag.Warn(h.Categories.doc.At("aspects"), notSorted, strings.Join(missing, ", ")).WithHint(hintNotSorted))
	}
}
