package handbook

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/series"
)

// province reads the items and guides of the province.
func (l *loader) province(files map[string][]string) {
	e := l.h.Province
	e.Name, e.Code, e.BaseURL, e.Contact = l.h.Config.Name, l.h.Config.Code, l.h.Config.BaseURL, l.h.Config.Contact
	var items []*Item
	for _, p := range files[""] {
		folder := path.Base(path.Dir(p))
		if folder == "guides" && path.Dir(p) == "content/guides" {
			l.guide(e, p)
			continue
		}
		if item := readPage[Item](l, kindItem, p); item != nil && l.register(kindItem, &item.Page, item) {
			items = append(items, l.local(e, item))
		}
	}
	for _, i := range e.Indicators {
		i.Edition = e
	}
	slices.SortStableFunc(e.Indicators, func(a, b *Indicator) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID))
	})
	byOrder(e.Guides, func(g *Guide) int { return g.Order })
	byOrder(l.h.EditorGuides, func(g *Guide) int { return g.Order })
	e.Catalogue = newCatalogue(items)
}

// local completes an item that is new in its edition, and reads its routes.
func (l *loader) local(e *Edition, item *Item) *Item {
	item.own(e)
	item.Standards = l.h.mergeStandards(nil, item, item.Standards)
	l.complete(item)
	routes, faults := l.routes(item, item.Eligibility, "eligibility")
	item.Routes = routes
	l.add(faults...)
	l.add(entitled(item)...)
	return item
}

// complete fills in the code and the defaults.
func (l *loader) complete(item *Item) {
	if d := l.h.Domain(item.Domain); d != nil {
		item.rank = d.Order
	}
	if !item.OutsideList {
		item.Code = fmt.Sprintf("%d-%02d", item.rank, item.Order)
	}
	for n := range item.Standards {
		s := &item.Standards[n]
		s.Bound, s.Kind = cmp.Or(s.Bound, series.AtLeast), cmp.Or(s.Kind, KindStandard)
	}
	l.h.expire(item)
	l.h.date(item)
	item.how = item.reach(item.Edition.Path)
	l.settle(item, item.Edition.Path)
}

func (l *loader) guide(e *Edition, p string) {
	g := readPage[Guide](l, kindGuide, p)
	if g == nil {
		return
	}
	g.Edition = e
	first := e.Guide(g.ID)
	if first == nil {
		first = l.h.EditorGuide(g.ID)
	}
	if first != nil {
		l.add(diag.New(g.At("title"), duplicateID, kindGuide, g.ID, wordZH[kindGuide]).WithNote(first.At("title"), noteFirst).WithHint(hintRename))
		return
	}
	l.add(PageName(g.ID, p)...)
	l.add(oneOf(g.Audience, []string{ForEditors}, g.At, "audience")...)
	switch {
	case g.Audience != ForEditors:
		e.Guides = append(slices.Clip(e.Guides), g)
	case e.Parent != nil:
		l.add(diag.New(g.At("audience"), localEditorGuide).WithHint(hintEditorGuide))
	default:
		l.h.EditorGuides = append(l.h.EditorGuides, g)
	}
}

// editions resolves the editions below the province, parents first.
func (l *loader) editions(files map[string][]string) {
	byPath := map[string]*Edition{"": l.h.Province}
	for _, at := range slices.Sorted(maps.Keys(files)) {
		if at == "" {
			continue
		}
		up := path.Dir(at)
		if up == "." {
			up = ""
		}
		parent := byPath[up]
		switch {
		case parent != nil:
		case len(files[up]) > 0: // its own fault has been reported
			continue
		default:
			l.add(diag.New(diag.Pos{File: files[at][0]}, noParent, at, up).WithHint(hintParent, up))
			continue
		}
		if faults := editionName(path.Base(at), files[at][0]); faults != nil {
			l.add(faults...)
			continue
		}
		if e := l.edition(at, parent, files[at]); e != nil {
			byPath[at] = e
			parent.Children = append(parent.Children, e)
		}
	}
	for e := range l.h.Province.All {
		slices.SortStableFunc(e.Children, func(a, b *Edition) int {
			zone := func(e *Edition) int {
				if e.Kind == KindZone {
					return 1
				}
				return 0
			}
			return cmp.Or(cmp.Compare(zone(a), zone(b)), strings.Compare(a.Code, b.Code), strings.Compare(a.Path, b.Path))
		})
	}
}

// editionName checks the name of an edition's folder.
func editionName(name, file string) diag.List {
	switch {
	case !isID(name):
		return diag.List{diag.New(diag.Pos{File: file}, badFolderName, name).WithHint(hintKebab, maxID)}
	case slices.Contains(takenNames, name):
		return diag.List{diag.New(diag.Pos{File: file}, takenName, name).WithHint(hintTaken)}
	}
	return nil
}

// edition reads one edition; nil without a readable edition.toml.
func (l *loader) edition(at string, parent *Edition, files []string) *Edition {
	folder := "content/editions/" + at + "/"
	n := slices.Index(files, folder+"edition.toml")
	if n < 0 {
		l.add(diag.New(diag.Pos{File: files[0]}, noEdition, at).WithHint(hintEdition, folder))
		return nil
	}
	doc := l.toml(l.tree.Read(files[n]))
	if doc == nil {
		return nil
	}
	var f editionFile
	l.decoded(doc.Decode(&f))
	e := &Edition{
		Path: at, Name: f.Name, Aliases: f.Aliases, Code: f.Code, Kind: f.Kind, Divided: cmp.Or(f.Divided, f.DividedOld), Draft: f.Draft,
		Notice: f.Notice, Contact: f.Contact, Successor: f.Successor, Parent: parent, Places: f.Places,
		NotApplicable: f.NotApplicable, Guides: parent.Guides, Indicators: parent.Indicators, Sources: parent.Sources,
		doc: doc,
	}
	address, fault := BaseURL(f.BaseURL)
	l.add(placed(fault, doc.At, "base_url")...)
	e.BaseURL = address
	if m := slices.Index(files, folder+"sources.toml"); m >= 0 {
		l.localSources(e, files[m])
	}
	l.readings(e, f.Indicators)
	var items []string
	for _, p := range files {
		switch path.Dir(p) {
		case folder + "items":
			items = append(items, p)
		case folder + "guides":
			l.guide(e, p)
		}
	}
	byOrder(e.Guides[len(parent.Guides):], func(g *Guide) int { return g.Order })
	l.catalogue(e, items)
	return e
}

// catalogue resolves the items of an edition. An edition whose items are those above
// shares the catalogue above.
func (l *loader) catalogue(e *Edition, files []string) {
	e.Catalogue = e.Parent.Catalogue
	items := slices.Clone(e.Items)
	for _, p := range files {
		src := l.page(kindItem, p)
		if src == nil {
			continue
		}
		id := strings.TrimSuffix(path.Base(p), ".md")
		n := slices.IndexFunc(items, func(i *Item) bool { return i.ID == id })
		if n < 0 && l.unread[target{kindItem, id}] {
			continue // it may be an override of the item that could not be read
		}
		if n < 0 && !src.Front.Broken() && !src.Front.Has("title") && !src.Front.Has("domain") {
			l.add(l.unknownItem(e, diag.Pos{File: p}, id)...) // an override of nothing
			continue
		}
		if n < 0 {
			item := new(Item)
			l.decoded(src.Front.Decode(item))
			fill(l, &item.Page, src, p)
			l.add(PageName(id, p)...)
			items = append(items, l.local(e, item))
			continue
		}
		o := new(override)
		l.decoded(src.Front.DecodeOverlay(o))
		fill(l, &o.Page, src, p)
		above := items[n]
		l.add(l.override(e, above, o)...)
		items[n] = l.h.merge(above, o, e)
		l.complete(items[n])
		l.add(l.overrideRoutes(items[n], o)...)
	}
	for n, item := range items {
		if item.Edition != e {
			items[n] = l.at(item, e.Path)
		}
	}
	if !slices.Equal(items, e.Items) {
		e.Catalogue = newCatalogue(items)
	}
}

// override checks an override by itself: it must not change fixed keys, and a
// standard without a text must exist above.
func (c *checker) override(e *Edition, above *Item, o *override) (out diag.List) {
	out.Add(oneOf(o.BodyMode, []string{bodyAfter, bodyReplace}, o.Item.File.Front.At, "body")...)
	front := o.Item.File.Front
	for _, k := range ItemKeys {
		if k.Change == Fixed && front.Has(k.Path()...) && !k.Same(&o.Item, above) && !c.spoilt[front.At(k.Path()...)] {
			f := diag.New(front.KeyAt(k.Path()...), fixedKey, k.Name).WithHint(hintFixed)
			if first := above.first(); first.File.Front.Has(k.Path()...) {
				f = f.WithNote(first.At(k.Path()...), noteAbove)
			}
			out.Add(f)
		}
	}
	first := map[string]int{}
	for n, s := range o.Standards {
		at := front.At("standards", n, "id")
		if before, twice := first[s.ID]; twice {
			out.Add(diag.New(at, duplicateID, "standard", s.ID, wordZH["standard"]).
				WithNote(front.At("standards", before, "id"), noteFirst).WithHint(hintRename))
			continue
		}
		if s.ID == "" { // reported as a missing key
			continue
		}
		first[s.ID] = n
		if above.standard(s.ID) != nil || front.Has("standards", n, "text") {
			continue
		}
		for _, key := range []string{"amount", "unit"} { // a missing one is not a separate fault
			c.spoilt[front.At("standards", n, key)] = true
		}
		if above.broken() {
			continue
		}
		var ids []string
		for _, s := range above.Standards {
			ids = append(ids, s.ID)
		}
		c.lost = append(c.lost, Lost{e, above.ID, s.ID, at})
		f := diag.New(at, textlessStandard, s.ID, above.Edition.Name)
		if near := diag.Nearest(s.ID, ids); near != "" {
			out.Add(f.WithHint(hintDidYouMean, near))
		} else {
			out.Add(f.WithHint(hintStandardText))
		}
	}
	return out
}

// broken reports whether the item, or one above it, has front matter that could
// not be read.
func (i *Item) broken() bool {
	for ; i != nil; i = i.Base {
		if i.File.Front.Broken() {
			return true
		}
	}
	return false
}

// localSources adds an edition's own sources to the inherited ones.
func (l *loader) localSources(e *Edition, name string) {
	doc := l.toml(l.tree.Read(name))
	if doc == nil || doc.Broken() {
		l.unread[target{kindSource, ""}] = true
	}
	if doc == nil {
		return
	}
	var into struct {
		Rows []Source `toml:"sources"`
	}
	l.decoded(doc.Decode(&into))
	e.Sources = append(slices.Clip(e.Sources), enter(l, doc, kindSource, "sources", into.Rows, func(s *Source) string { return s.ID })...)
}

// readings lays an edition's own values over the indicators above.
func (l *loader) readings(e *Edition, own []localReading) {
	if len(own) == 0 {
		return
	}
	e.Indicators = slices.Clone(e.Indicators)
	for n, r := range own {
		if slices.IndexFunc(own, func(o localReading) bool { return o.ID == r.ID }) < n && r.ID != "" {
			l.add(diag.New(e.At("indicators", n, "id"), repeated, r.ID).WithHint(hintRepeated))
			continue
		}
		at := slices.IndexFunc(e.Indicators, func(i *Indicator) bool { return i.ID == r.ID })
		if at < 0 {
			if r.ID != "" {
				l.add(l.unknown(e.At("indicators", n, "id"), kindIndicator, r.ID)...)
			}
			continue
		}
		i := *e.Indicators[at]
		i.Edition, i.Above, i.Source, i.Note = e, e.Indicators[at], r.Source, r.Note
		i.place(e.doc, "indicators", n)
		if r.Base != nil {
			i.Base = *r.Base
		}
		if r.Target != nil {
			i.Target = *r.Target
		}
		e.Indicators[at] = &i
	}
}
