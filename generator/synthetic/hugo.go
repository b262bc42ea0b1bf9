package synthetic

import (
	"fmt"
	"slices"
	"strings"
)

// WriteHugo writes the handbook as a site of Hugo into a new folder: one file for
// each page, since Hugo knows no inheritance; the texts, lists and links of an
// item's page are those of this program's. Domains, groups, agencies and guides have
// their page with the items that belong there, and so many further lists are
// added that each edition has pagesEach pages.
//
// It is set up as its manual advises for speed: flat files, no kinds of pages
// that are not needed, titles of other pages from a data file instead of a
// search for the page, no shortcodes, and the navigation made once an edition.
func (h *Handbook) WriteHugo(dir string, pagesEach int) error {
	t := &tree{dir: dir}
	t.write("hugo.toml", `baseURL = "https://example.org/"
title = "试验手册"
defaultContentLanguage = "zh"
uglyURLs = true
disableKinds = ["taxonomy", "term", "section", "RSS", "sitemap", "robotsTXT", "404", "home"]
disableLiveReload = true
[markup.goldmark.renderer]
unsafe = false
`)
	t.write("layouts/_default/baseof.html", hugoBase)
	t.write("layouts/_default/single.html", hugoList)
	t.write("layouts/items/single.html", hugoItem)
	t.write("layouts/partials/head.html", hugoHead)
	t.write("layouts/partials/foot.html", hugoFoot)
	t.write("layouts/partials/cite.html", hugoCite)
	var names strings.Builder
	names.WriteString("{\n")
	for n := range h.items {
		fmt.Fprintf(&names, "%q: {\"title\": %q, \"summary\": %q},\n", h.items[n].id, h.items[n].title, h.items[n].summary)
	}
	names.WriteString("\"none\": {\"title\": \"\", \"summary\": \"\"}\n}\n")
	t.write("data/items.json", names.String())
	names.Reset()
	names.WriteString("{\n")
	for n := range sources {
		fmt.Fprintf(&names, "\"source-%d\": %q,\n", n+1, h.sourceTitle(n))
	}
	names.WriteString("\"none\": \"\"\n}\n")
	t.write("data/sources.json", names.String())
	h.writeHugoEdition(t, edition{name: "试验省"}, pagesEach)
	for k := range h.size.Editions {
		h.writeHugoEdition(t, h.edition(k), pagesEach)
	}
	return t.err
}

func (h *Handbook) writeHugoEdition(t *tree, e edition, pagesEach int) {
	root := "content/"
	if e.city != "" {
		root += e.path() + "/"
	}
	left := pagesEach
	page := func(name, kind, title, summary, params, body string) {
		if left--; left < 0 {
			return
		}
		t.write(root+name+".md", fmt.Sprintf("+++\ntitle = %q\ntype = %q\nsummary = %q\nedition = %q\nroot = %q\n%s+++\n\n%s\n",
			title, kind, summary, e.name, strings.TrimPrefix(root, "content"), params, body))
	}
	for n := range h.items {
		it := &h.items[n]
		var o *override
		if i := slices.IndexFunc(e.overrides, func(o override) bool { return o.item == n }); i >= 0 {
			o = &e.overrides[i]
		}
		page("items/"+it.id, "items", it.title, it.summary, h.hugoParams(it, o), h.hugoBody(it, o))
	}
	lists := func(kind, folder string, count int, holds func(it *item, n int) bool) {
		for n := range count {
			w := h.random(9, n)
			var list []string
			for i := range h.items {
				if holds(&h.items[i], n) {
					list = append(list, h.items[i].id)
				}
			}
			page(fmt.Sprintf("%s/%s-%d", folder, kind, n+1), "lists", fmt.Sprintf("%s%d", w.words(2), n+1), w.words(5),
				"items = ["+quoted(list)+"]\n", w.paragraph(100))
		}
	}
	lists("domain", "domains", domains, func(it *item, n int) bool { return it.domain == n+1 })
	lists("group", "groups", groups, func(it *item, n int) bool { return slices.Contains(it.groups, n) })
	lists("agency", "agencies", agencies, func(it *item, n int) bool { return slices.Contains(it.agencies, n) })
	lists("guide", "guides", guides, func(*item, int) bool { return false })
	lists("page", "pages", left, func(it *item, n int) bool { return it.domain == n%domains+1 })
}

func (h *Handbook) hugoParams(it *item, o *override) string {
	materials, steps := it.materials, it.steps
	if o != nil {
		materials, steps = o.materials, o.steps
	}
	var b strings.Builder
	fmt.Fprintf(&b, "code = \"%d-%02d\"\nage = %d\nsource = \"source-%d\"\ndomain = \"domain-%d\"\ngroups = [%s]\nagencies = [%s]\nmaterials = [%s]\nsteps = [%s]\nrelated = [%s]\n",
		it.domain, it.order, it.age, it.standards[0].source+1, it.domain, ids("group", it.groups), ids("agency", it.agencies), quoted(materials), quoted(steps), quoted(h.beside(it)))
	for n, s := range it.standards {
		amount := s.amount
		if o != nil && o.raise && n == 0 {
			amount += amount / 10
		}
		fmt.Fprintf(&b, "[[standards]]\ntext = %q\namount = %d\nunit = %q\nsource = \"source-%d\"\n", s.text, amount, s.unit, s.source+1)
	}
	return b.String()
}

func (h *Handbook) hugoBody(it *item, o *override) string {
	var b strings.Builder
	for n, text := range it.body {
		if n%2 == 0 {
			fmt.Fprintf(&b, "## %s\n\n", it.headings[n])
		}
		fmt.Fprintf(&b, "%s\n\n", text)
	}
	if o != nil {
		fmt.Fprintf(&b, "%s\n\n", o.body)
	}
	fmt.Fprintf(&b, "另见[%s](%s.html)。\n", h.items[it.related].title, h.items[it.related].id)
	return b.String()
}

// beside is the items that an item's page suggests: three that share its first
// group, or what there is.
func (h *Handbook) beside(it *item) []string {
	list := []string{h.items[it.related].id}
	for n := range h.items {
		if len(list) < 3 && h.items[n].id != it.id && slices.Contains(h.items[n].groups, it.groups[0]) && h.items[n].id != list[0] {
			list = append(list, h.items[n].id)
		}
	}
	return list
}
