package handbook

import (
	"handbook/generator/diag"
	"handbook/generator/prose"
	"handbook/generator/tree"
)

// bodyRefs checks the links of the body of a page for everybody.
func (c *checker) bodyRefs(e *Edition, doc *prose.Doc, file *tree.Page) diag.List {
	return c.refs(e, doc, file, "")
}

// refs checks that the links of a body name pages that its edition has, and
// that readers of its audience may see.
func (c *checker) refs(e *Edition, doc *prose.Doc, file *tree.Page, audience string) (out diag.List) {
	if file == nil {
		return out
	}
	for _, ref := range doc.Refs {
		pos := file.BodyAt(ref.Offset, ref.Len)
		switch {
		case ref.Kind == kindGuide && audience != ForEditors && c.h.EditorGuide(ref.ID) != nil:
			out.Add(diag.New(pos, linkToEditors, ref.ID).WithHint(hintLinkToEditors))
		case ref.Kind == prose.KindFile:
			out.Add(c.file(e, pos, ref.ID)...)
		case c.h.Title(e, ref.Kind, ref.ID) != "":
		case ref.Kind == kindItem && e.Item(ref.ID) != nil, ref.Kind == kindSource && e.Source(ref.ID) != nil,
			ref.Kind != kindItem && ref.Kind != kindSource && c.h.byID[target{ref.Kind, ref.ID}] != nil:
			// The missing title has been reported.
		case ref.Kind == kindItem:
			out.Add(c.unknownItem(e, pos, ref.ID)...)
		case ref.Kind == kindSource:
			out.Add(c.unknownSource(e, pos, ref.ID)...)
		default:
			out.Add(c.unknown(pos, ref.Kind, ref.ID)...)
		}
	}
	return out
}

// Anchors returns the ids and former ids of an item's standards, which links can name besides
// headings. It is nil for an item that the edition does not have.
func (e *Edition) Anchors(item string) []string {
	var ids []string
	if i := e.Item(item); i != nil {
		for _, s := range i.Standards {
			ids = append(append(ids, s.ID), s.FormerIDs...)
		}
	}
	return ids
}
