// Package prose turns the Markdown body of a page into HTML with holes.
//
// A body is parsed and rendered once, into a [Doc]. [Doc.HTML] joins its pieces for
// one page and fills the holes: the URLs of references and images, and the prefix
// of heading ids.
//
// # The language
//
// CommonMark with tables, ~~strikethrough~~, task lists (shown as ☐ and ☑), footnotes
// ([^注], numbered, at the end) and bare http:// and https:// addresses as links. No
// raw HTML: it appears as text, with a warning. No attributes, no template syntax.
//
// Nothing vanishes: what Markdown would leave out is shown, with a warning. That is a
// definition ([注]: 文字) that no link uses or whose address is none, a note without a
// mark, a cell beyond the table's head, a text beside a fence. Entries of a list keep
// the numbers that they are given.
//
// Links name what they mean: [文字](item:ID#anchor), likewise domain: group:
// agency: guide: source: and file: with the path of a file. With empty text the title of the target stands in.
// Any other link is a relative URL or has the scheme http, https, mailto or
// tel; the rest is shown as text only, with a warning.
//
// Headings begin at level 2, for the title of the page is its level 1.
// Images are files of the site, have an alternative text, and load lazily.
//
// # Chinese text
//
// Emphasis works beside Chinese letters and punctuation (**“三免一补”**。), which
// CommonMark's rule, made for words between spaces, refuses. ASCII text keeps
// CommonMark's rule. A line break within a paragraph adds a space between two
// Latin words only. Full-width spaces that indent a paragraph are left out.
//
// # The HTML
//
// It needs no inline style or script. Ids are those of headings, see [ID], and of
// footnotes and their marks. Classes: "notes", "back" (a note's link to its mark), "table" (a scrolling region around a table), "align-left",
// "align-center", "align-right" (cells), "task" (list item), "chroma" with
// chroma's short token classes (code), "language-NAME".
//
// # Faults
//
// Parse never fails. It returns a [Finding] at a byte offset of the body for each
// fault; the caller, who knows the file, turns it into a fault at a position.
// Findings depend on the body alone, like its HTML, so both may be kept together.
package prose

import (
	"html/template"
	"slices"
	"strings"

	"handbook/generator/diag"
)

// A Doc is a body, parsed and rendered once. It is immutable and may be shared
// by all the pages that show it, also at the same time. A nil Doc is empty.
type Doc struct {
	Headings []Heading // in the order of the text
	Text     string    // the text alone, blocks on lines of their own; empty references are absent
	Refs     []Ref     // references, in the order of the text
	Links    []Link    // other links that became links, in the order of the text
	Images   []Image   // images that became images, in the order of the text

	html   string
	holes  []hole // by offset
	prefix string // of ids
}

// A Heading is one of the headings of a Doc.
type Heading struct {
	Level       int    // 2 to 6
	Text        string // without markup
	ID          string // unique within the Doc
	Offset, Len int    // the text in the body, in bytes
}

// A Ref is a link to a thing of the handbook: [文字](item:free-education#steps).
type Ref struct {
	Kind   string // item, domain, group, agency, guide, source or file
	ID     string // never empty, otherwise unchecked; of a file its path, percent signs decoded
	Anchor string // id of a heading of the target, or empty

	Text        bool // has a text of its own
	Offset, Len int  // see Link
}

// A Link is an ordinary link. Its place in the body, in bytes, is that of the
// address, or of the whole link if the address is written elsewhere ([a]: …).
type Link struct {
	URL         string // as in the HTML: escaped for a URL, not for HTML
	Offset, Len int
}

// An Image is a picture that lies beside the page or in static/.
type Image struct {
	Path        string // as written, percent signs and entities decoded, with slashes
	Alt         string // may be empty, which was warned of
	Offset, Len int    // see Link
}

// A Finding is something wrong with a body: a fault that lacks its position.
type Finding struct {
	Offset, Len int // in the body, in bytes; Offset+Len is never beyond its end
	fault       diag.Fault
}

// At makes the fault. pos gives the position of a part of the body in its file.
func (f Finding) At(pos func(offset, length int) diag.Pos) diag.Fault {
	f.fault.Pos = pos(f.Offset, f.Len)
	return f.fault
}

// A hole is a place in the HTML that HTML fills.
type hole struct {
	at   int // offset in html
	kind holeKind
	n    int    // openRef: index of Refs; openImage: index of Images
	text string // openRef: title attribute; image: further attributes; fragment: the id meant
}

type holeKind uint8

const (
	openRef  holeKind = iota // <a href="…"> and the title, if the link is empty
	closeRef                 // </a>
	image                    // <img …>
	idPrefix                 // inside id="…"
	fragment                 // inside href="#…"; became idPrefix if the heading is in this Doc
)

// Empty reports whether there is nothing to show.
func (d *Doc) Empty() bool { return d == nil || d.html == "" && len(d.holes) == 0 }

// HTML joins the Doc for one page.
//
// resolve gives the URL and the title of a reference's target. If ok is false
// the text is shown without a link; a reference without text shows the title
// either way. image gives the URL of an image's path; if it is empty, the
// alternative text is shown. Both may be nil, which is the same as knowing
// nothing. Neither result needs escaping.
func (d *Doc) HTML(resolve func(Ref) (url, title string, ok bool), src func(path string) string) template.HTML {
	if d == nil {
		return ""
	}
	if len(d.holes) == 0 {
		return template.HTML(d.html)
	}
	var b strings.Builder
	b.Grow(len(d.html) + 64*len(d.holes))
	done, linked := 0, false
	for _, h := range d.holes {
		b.WriteString(d.html[done:h.at])
		done = h.at
		switch h.kind {
		case idPrefix:
			b.WriteString(d.prefix)
		case openRef:
			ref := d.Refs[h.n]
			var url, title string
			linked = false
			if resolve != nil {
				url, title, linked = resolve(ref)
			}
			if linked {
				b.WriteString(`<a href="` + escape(escapeURL(url)))
				if h.text != "" {
					b.WriteString(`" title="` + escape(h.text))
				}
				b.WriteString(`">`)
			}
			if !ref.Text {
				b.WriteString(escape(title))
			}
		case closeRef:
			if linked {
				b.WriteString("</a>")
			}
		case image:
			img, url := d.Images[h.n], ""
			if src != nil {
				url = src(img.Path)
			}
			if url == "" {
				b.WriteString(escape(img.Alt))
				break
			}
			b.WriteString(`<img src="` + escape(escapeURL(url)) + `" alt="` + escape(img.Alt) + h.text + `" loading="lazy">`)
		}
	}
	b.WriteString(d.html[done:])
	return template.HTML(b.String())
}

// WithIDPrefix returns the same Doc with a prefix ("fuzhou-") before the ids of
// its headings and in its links to them, for a page that shows two Docs. The
// prefix consists of letters, digits and hyphens.
func (d *Doc) WithIDPrefix(prefix string) *Doc {
	if d == nil || prefix == "" {
		return d
	}
	out := *d
	out.prefix = prefix + d.prefix
	out.Headings = slices.Clone(d.Headings)
	for i := range out.Headings {
		out.Headings[i].ID = prefix + out.Headings[i].ID
	}
	return &out
}
