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
	"handbook/generator/prose"
)

// Check renders every page and follows every link within the site. It reports
// layouts that fail, links and anchors that lead nowhere, and images that are
// missing. Links to other hosts are not followed.
func (s *Site) Check() diag.List {
	var faults diag.List
	rendered := map[string]outline{}
	for _, u := range s.urls {
		if s.pages[u].layout == "" {
			continue
		}
		data, f := s.Render(u)
		faults.Add(f...)
		rendered[u] = outlineOf(string(data))
	}
	for _, u := range s.urls {
		if s.pages[u].layout != "" {
			faults.Add(s.checkLinks(s.pages[u], rendered)...)
		}
	}
	return faults
}

// outline is what links can come from and lead to on a page.
type outline struct {
	ids   []string
	hrefs []string // each once, unescaped
}

var (
	idAttribute   = regexp.MustCompile(`\sid="([^"]*)"`)
	hrefAttribute = regexp.MustCompile(`\s(?:href|src)="([^"]*)"`)
)

// outlineOf reads a page that this program wrote: attributes are always in
// double quotes, and quotes in text are always escaped.
func outlineOf(page string) outline {
	var o outline
	for _, m := range idAttribute.FindAllStringSubmatch(page, -1) {
		o.ids = append(o.ids, html.UnescapeString(m[1]))
	}
	for _, m := range hrefAttribute.FindAllStringSubmatch(page, -1) {
		o.hrefs = append(o.hrefs, html.UnescapeString(m[1]))
	}
	slices.Sort(o.hrefs)
	o.hrefs = slices.Compact(o.hrefs)
	return o
}

func (s *Site) checkLinks(p *Page, rendered map[string]outline) diag.List {
	var faults diag.List
	for _, href := range rendered[p.URL].hrefs {
		target, anchor, inside := s.resolve(p, href)
		if !inside {
			continue
		}
		places := p.places(s, href)
		there := s.pages[target]
		if there == nil {
			for _, pos := range places {
				faults.Add(diag.New(pos, brokenLink, href).WithHint(hintLink))
			}
			continue
		}
		ids := rendered[target].ids
		if anchor == "" || there.layout == "" || slices.Contains(ids, anchor) {
			continue
		}
		f := diag.New(diag.Pos{}, brokenAnchor, there.Title, anchor)
		if known := s.anchors(there); len(known) > 0 {
			f = f.WithHint(hintAnchor, strings.Join(known, ", "))
		} else {
			f = f.WithHint(hintNoAnchor)
		}
		for _, pos := range places {
			f.Pos = pos
			faults.Add(f)
		}
	}
	if p.doc != nil {
		for _, img := range p.doc.Images {
			if s.image(p, img.Path) == "" {
				faults.Add(diag.New(p.file.BodyAt(img.Offset, img.Len), missingImage, img.Path).WithHint(hintImage))
			}
		}
	}
	return faults
}

// resolve finds the address within the site that an href of a page means.
func (s *Site) resolve(p *Page, href string) (target, anchor string, inside bool) {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", "", false
	}
	if strings.HasPrefix(u.Path, "/") {
		if p.absent {
			return strings.TrimPrefix(u.Path, s.root()), u.Fragment, true
		}
		return u.Path, u.Fragment, true // no page: the site may lie under any path, or in a folder
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

// anchors are the places of a page that content can link to.
func (s *Site) anchors(p *Page) []string {
	var ids []string
	if p.doc != nil {
		for _, h := range p.doc.Headings {
			ids = append(ids, h.ID)
		}
	}
	return append(ids, s.Handbook.Anchors(p.ref)...)
}

// places finds where the content of a page writes a link that was rendered as
// href; the file as a whole where it comes from a layout.
func (p *Page) places(s *Site, href string) []diag.Pos {
	var out []diag.Pos
	if p.doc != nil {
		for _, l := range p.doc.Links {
			if l.URL == href {
				out = append(out, p.file.BodyAt(l.Offset, l.Len))
			}
		}
		for _, ref := range p.doc.Refs {
			if to, _, ok := s.reference(p, ref); ok && sameURL(to, href) {
				out = append(out, p.file.BodyAt(ref.Offset, ref.Len))
			}
		}
	}
	if len(out) == 0 {
		out = append(out, diag.Pos{File: p.Origin})
	}
	return out
}

// sameURL compares addresses of which one may be escaped and the other not.
func sameURL(a, b string) bool {
	u, err1 := url.Parse(a)
	v, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && u.Path == v.Path && u.Fragment == v.Fragment
}

// of notes which page of the handbook is shown.
func (p *Page) of(kind string, page *handbook.Page) *Page {
	p.ref = prose.Ref{Kind: kind, ID: page.ID}
	p.doc, p.file = page.Body, page.File
	if page.File != nil {
		p.Origin = page.File.Path
	}
	return p
}
