package pages

import (
	"html/template"
	"path"
	"slices"
	"strings"

	"handbook/generator/handbook"
	"handbook/generator/prose"
)

// body renders the Markdown of a page, one passage after the other. On an item's
// page each passage of a city or county stands under the name of its edition.
func (b *Book) body(at Within, bodies []handbook.Passage, ofItem bool) template.HTML {
	var out template.HTML
	for n, passage := range bodies {
		doc := passage.Doc
		if n > 0 {
			doc = doc.WithIDPrefix(pathID(passage.Edition))
		}
		if ofItem && passage.Edition.Parent != nil {
			out += b.addedBy(passage)
		}
		out += b.passage(at, passage, doc)
	}
	return out
}

// passage renders a passage. doc is its Doc, perhaps with a prefix.
func (b *Book) passage(at Within, passage handbook.Passage, doc *prose.Doc) template.HTML {
	return doc.HTML(
		func(ref prose.Ref) (string, string, bool) { return b.Reference(at, passage, ref) },
		func(name string) string {
			return at.File(b.Image(passage, name))
		},
	)
}

// addedBy returns the line above what a city or county adds to an item.
func (b *Book) addedBy(passage handbook.Passage) template.HTML {
	return `<p class="by">` + template.HTML(template.HTMLEscapeString(b.text("item.added_by", passage.Edition.Name))) + "</p>\n"
}

// pathID returns an edition's path as the beginning of element ids.
func pathID(e *handbook.Edition) string { return strings.ReplaceAll(e.Path, "/", "-") + "-" }

// Reference returns the address and the title of a link inside content. The
// passage's own edition resolves it: the editions below have the page too.
func (b *Book) Reference(at Within, passage handbook.Passage, ref prose.Ref) (to, title string, ok bool) {
	e := passage.Edition
	if e == nil {
		e = b.Province
	}
	if ref.Kind == prose.KindFile {
		to = at.File(b.File(e, ref.ID))
		if ref.Anchor != "" {
			to += "#" + ref.Anchor
		}
		return to, path.Base(ref.ID), to != ""
	}
	title = b.Handbook.Title(e, ref.Kind, ref.ID)
	if title == "" {
		return "", "", false
	}
	to = at.To(Address(ref.Kind, ref.ID))
	if ref.Anchor != "" && ref.Kind != "source" {
		to += "#" + anchor(e, ref)
	}
	return to, title, true
}

// anchor returns the element id for a link's anchor: a standard of an item, or a
// heading.
func anchor(e *handbook.Edition, ref prose.Ref) string {
	if ref.Kind == "item" && slices.Contains(e.Anchors(ref.ID), ref.Anchor) {
		return standardAnchor(ref.Anchor)
	}
	return ref.Anchor
}

// standardAnchor returns the element id of a standard on its item's page.
func standardAnchor(id string) string { return "s-" + id }
