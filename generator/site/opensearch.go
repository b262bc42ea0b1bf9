package site

import (
	"bytes"
	"encoding/xml"
)

// openSearch returns the description that lets browsers add the site as a search
// engine.
func (s *Site) openSearch() []byte {
	type address struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	}
	description := struct {
		XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		ShortName   string
		Description string
		Encoding    string  `xml:"InputEncoding"`
		URL         address `xml:"Url"`
	}{
		ShortName:   s.layouts.Text("search.title"),
		Description: s.layouts.Text("search.open", s.Handbook.Config.Title),
		Encoding:    "UTF-8",
		URL:         address{"text/html", s.baseURL + s.volumes[0].prefix + "search.html?q={searchTerms}"},
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(description); err != nil {
		panic(err) // a struct of strings cannot fail
	}
	b.WriteByte('\n')
	return b.Bytes()
}
