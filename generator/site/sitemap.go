package site

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

// inSitemap lists the addresses of an edition for search engines: pages that
// differ from those of the edition above.
func (v *volume) inSitemap() []string {
	var urls []string
	for _, p := range v.pages() {
		if !p.isFile() && !p.NoIndex && !v.e.Draft && v.nearestEqual(p) == p.URL {
			urls = append(urls, p.URL)
		}
	}
	return urls
}

// sitemap returns the sitemap of all editions.
func (s *Site) sitemap() *Page {
	return newFile("sitemap.xml", "site.toml", func() ([]byte, error) {
		var b strings.Builder
		b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
		var urls []string
		for _, v := range s.volumes {
			urls = append(urls, v.inSitemap()...)
		}
		slices.Sort(urls)
		for _, u := range urls {
			b.WriteString("<url><loc>")
			if err := xml.EscapeText(&b, []byte(s.book.Canonical(u))); err != nil {
				return nil, fmt.Errorf("sitemap: %w", err)
			}
			b.WriteString("</loc></url>\n")
		}
		b.WriteString("</urlset>\n")
		return []byte(b.String()), nil
	})
}
