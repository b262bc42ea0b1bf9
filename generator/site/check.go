package site

import (
	"html"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// Check renders every page and follows every link within the site. It reports
// layouts that fail, broken links and anchors, and missing images. It does not
// follow links to other hosts.
func (s *Site) Check() diag.List {
	var faults diag.List
	c := newCrawl(s)
	for _, u := range s.URLs() {
		if p := s.Page(u); !p.isFile() {
			c.visit(p, &faults)
		}
	}
	for _, a := range c.anchors {
		faults.Add(c.anchor(a)...)
	}
	faults.Add(c.dead()...)
	faults.Add(c.refused...)
	return faults
}

func newCrawl(s *Site) *crawl {
	return &crawl{Site: s, deadIn: map[deadLink][]*Page{}, outlines: map[any]*outline{}, ids: map[*Page]map[string]bool{}}
}

// visit renders a page and follows its links.
func (c *crawl) visit(p *Page, faults *diag.List) {
	data, f := c.Render(p.URL)
	faults.Add(f...)
	if len(f) == 0 {
		c.page(p, string(data))
	}
	faults.Add(p.checkImages()...)
}

// crawl is one walk over all pages.
type crawl struct {
	*Site
	outlines map[any]*outline          // of main parts, by Main.Says, or by page for an edition's own
	ids      map[*Page]map[string]bool // element ids of the pages that were visited
	anchors  []anchored
	links    []deadLink // in the order of their first page
	deadIn   map[deadLink][]*Page
	refused  diag.List // of layouts
}

// deadLink is a link of content that leads nowhere, on one page or several.
type deadLink struct {
	pos  diag.Pos
	href string
}

// dead reports the dead links. One that is alive on the page of its own edition is
// told with the editions below, in whose folders its address is another one.
func (c *crawl) dead() (faults diag.List) {
	for _, link := range c.links {
		dead := c.deadIn[link]
		own := c.owner(link.pos.File)
		alive := c.byPath[own.Path]
		if alive == nil || alive.pages()[dead[0].Path] == nil || slices.ContainsFunc(dead, func(p *Page) bool { return p.volume == alive }) {
			faults.Add(diag.New(link.pos, brokenLink, link.href).WithHint(hintLink))
			continue
		}
		faults.Add(diag.New(link.pos, brokenBelow, link.href, len(dead), dead[0].volume.e.Name).WithHint(hintBelow))
	}
	return faults
}

// owner returns the edition that a file of content belongs to.
func (s *Site) owner(file string) *handbook.Edition {
	owner := s.Handbook.Province
	for e := range s.Handbook.Province.All {
		if e.Parent != nil && strings.HasPrefix(file, "content/editions/"+e.Path+"/") {
			owner = e // Editions below replace it: All yields them later
		}
	}
	return owner
}

// anchored is a link with an anchor; the crawl follows it after the last page.
type anchored struct {
	from, to     *Page
	href, anchor string
}

// outline holds the element ids of a page.
type outline struct{ ids map[string]bool }

var (
	idAttribute   = regexp.MustCompile(`\sid="([^"]*)"`)
	srcAttribute  = regexp.MustCompile(`\ssrc="([^"]*)"`)
	hrefAttribute = regexp.MustCompile(`\s(?:href|src)="([^"]*)"`)
)

// page follows the links of a rendered page. html/template always writes
// attributes in double quotes and escapes quotes in text.
func (c *crawl) page(p *Page, text string) {
	c.note(p, text)
	seen := map[string]bool{}
	for _, m := range hrefAttribute.FindAllStringSubmatch(text, -1) {
		if seen[m[1]] {
			continue
		}
		seen[m[1]] = true
		href := html.UnescapeString(m[1])
		if href == refusedURL {
			c.refused.Add(diag.New(diag.Pos{File: p.Origin}, refusedLink).WithHint(hintRefusedLink))
			continue
		}
		target, anchor, inside := c.resolve(p, href)
		if !inside {
			continue
		}
		there := c.Page(target)
		switch {
		case there == nil:
			for _, pos := range p.places(href) {
				link := deadLink{pos, asTyped(strings.Clone(href), pos)}
				if c.deadIn[link] == nil {
					c.links = append(c.links, link)
				}
				c.deadIn[link] = append(c.deadIn[link], p)
			}
		case anchor == "" || there.isFile():
		default:
			c.anchors = append(c.anchors, anchored{p, there, strings.Clone(href), strings.Clone(anchor)})
		}
	}
}

// refusedURL is what html/template writes in place of an address that runs code
// or has an unknown scheme. Those of the content never come so far: they are
// judged when it is read.
const refusedURL = "#ZgotmplZ"

// asTyped returns an address as it stands at its place; without its percent codes
// where the place marks more than the address, or a layout wrote it.
func asTyped(address string, pos diag.Pos) string {
	if line := []rune(pos.Text); pos.Len > 0 && pos.Col+pos.Len-1 <= len(line) {
		if typed := string(line[pos.Col-1 : pos.Col-1+pos.Len]); !strings.ContainsAny(typed[:1], "[!<") {
			return typed
		}
	}
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}

// note keeps the element ids of a page, once for all pages with the same main part.
func (c *crawl) note(p *Page, text string) {
	var key any = p
	if says := p.mainPart().Says; says != nil {
		key = says
	}
	o := c.outlines[key]
	if o == nil {
		o = &outline{map[string]bool{}}
		for _, m := range idAttribute.FindAllStringSubmatch(text, -1) {
			o.ids[strings.Clone(html.UnescapeString(m[1]))] = true
		}
		c.outlines[key] = o
	}
	c.ids[p] = o.ids
}

func (c *crawl) anchor(a anchored) diag.List {
	if c.ids[a.to][a.anchor] {
		return nil
	}
	f := diag.New(diag.Pos{}, brokenAnchor, a.to.Title, a.anchor)
	if known := a.to.anchors(); len(known) > 0 {
		f = f.WithHint(hintAnchor, strings.Join(known, ", "))
	} else {
		f = f.WithHint(hintNoAnchor)
	}
	var faults diag.List
	for _, pos := range a.from.places(a.href) {
		f.Pos = pos
		faults.Add(f)
	}
	return faults
}

// checkImages reports missing images of the page's Markdown.
func (p *Page) checkImages() diag.List {
	var faults diag.List
	for _, passage := range p.Bodies {
		for _, img := range passage.Doc.Images {
			if passage.File == nil || p.volume.image(passage, img.Path) != "" {
				continue
			}
			pos := passage.File.BodyAt(img.Offset, img.Len)
			typed := asTyped(img.Path, pos)
			if p.volume.Handbook.Unshown(beside(passage, typed)) {
				continue
			}
			f := diag.New(pos, missingImage, typed).WithHint(hintImage)
			if name := p.volume.nearImage(passage, typed); name != "" {
				f = f.WithHint(hintImageName, path.Base(name), inAddress.Replace(path.Base(name)))
			}
			faults.Add(f)
		}
	}
	return faults
}

// nearImage returns the picture beside a page that an address misses by its capitals,
// or by a sign that means something else in addresses; "" for none.
func (v *volume) nearImage(passage handbook.Passage, typed string) string {
	for _, name := range v.Handbook.Images {
		if strings.EqualFold(name, beside(passage, typed)) {
			return name
		}
	}
	return ""
}

// inAddress writes the signs of a file's name that end an address or begin a code.
var inAddress = strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F", " ", "%20")

// resolve returns the address within the site and the anchor of a page's href.
func (s *Site) resolve(p *Page, href string) (target, anchor string, inside bool) {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", "", false
	}
	if strings.HasPrefix(u.Path, "/") {
		if p.Absent {
			return strings.TrimPrefix(u.Path, s.root()), u.Fragment, true
		}
		return u.Path, u.Fragment, true // an address that no page has: the site must work under any path and from a folder
	}
	if u.Path == "" {
		return p.URL, u.Fragment, true
	}
	target = path.Join(path.Dir(p.URL), u.Path)
	if strings.HasSuffix(u.Path, "/") {
		target = path.Join(target, "index.html")
	}
	return target, u.Fragment, true
}

// anchors lists the ids of a page that content can link to.
func (p *Page) anchors() []string {
	var ids []string
	for _, passage := range p.Bodies {
		for _, h := range passage.Doc.Headings {
			ids = append(ids, h.ID)
		}
	}
	if p.Ref.Kind == "item" {
		ids = append(ids, p.volume.e.Anchors(p.Ref.ID)...)
	}
	return ids
}

// places returns the positions in the page's content of a link that was rendered
// as href; the file as a whole when a layout writes it.
func (p *Page) places(href string) []diag.Pos {
	var out []diag.Pos
	for _, passage := range p.Bodies {
		for _, l := range passage.Doc.Links {
			if l.URL == href {
				out = append(out, passage.File.BodyAt(l.Offset, l.Len))
			}
		}
		for _, ref := range passage.Doc.Refs {
			if to, _, ok := p.volume.book.Reference(p.at().Within, passage, ref); ok && sameURL(to, href) {
				out = append(out, passage.File.BodyAt(ref.Offset, ref.Len))
			}
		}
	}
	if len(out) == 0 {
		out = append(out, diag.Pos{File: p.Origin})
	}
	return out
}

// sameURL compares two addresses, of which one may be escaped.
func sameURL(a, b string) bool {
	u, err1 := url.Parse(a)
	v, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && u.Path == v.Path && u.Fragment == v.Fragment
}
