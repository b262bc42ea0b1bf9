package site

import (
	"encoding/json"

	"handbook/generator/handbook"
	"handbook/generator/pages"
)

// structured is a page's data in the vocabulary of schema.org, for search engines.
// It holds only facts that a seen source carries: schema.org has no mark for
// 待核实.
type structured struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

type (
	serviceData struct {
		Type        string         `json:"@type"` // GovernmentService
		ID          string         `json:"@id"`
		URL         string         `json:"url"`
		Name        string         `json:"name"`
		Aliases     []string       `json:"alternateName,omitempty"`
		Description string         `json:"description,omitempty"`
		Code        string         `json:"identifier,omitempty"`
		ServiceType string         `json:"serviceType,omitempty"`
		AreaServed  *namedData     `json:"areaServed,omitempty"`
		Provider    *namedData     `json:"provider,omitempty"`
		Audience    []audienceData `json:"audience,omitempty"`
		Channels    []channelData  `json:"availableChannel,omitempty"`
		Related     []namedData    `json:"isRelatedTo,omitempty"`
	}
	namedData struct {
		Type string `json:"@type"`
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
	audienceData struct {
		Type string `json:"@type"` // Audience
		Name string `json:"audienceType"`
	}
	channelData struct {
		Type  string     `json:"@type"` // ServiceChannel
		Phone *phoneData `json:"servicePhone,omitempty"`
		URL   string     `json:"serviceUrl,omitempty"`
		Place *placeData `json:"serviceLocation,omitempty"`
	}
	phoneData struct {
		Type   string `json:"@type"` // ContactPoint
		Number string `json:"telephone"`
	}
	placeData struct {
		Type    string `json:"@type"` // Place
		Name    string `json:"name"`
		Address string `json:"address,omitempty"`
		Phone   string `json:"telephone,omitempty"`
	}
	trailData struct {
		Type  string      `json:"@type"` // BreadcrumbList
		Items []crumbData `json:"itemListElement"`
	}
	crumbData struct {
		Type     string `json:"@type"` // ListItem
		Position int    `json:"position"`
		Name     string `json:"name"`
		Item     string `json:"item"`
	}
)

// structured returns nil without a base URL, for drafts, and for pages that search
// engines should not index or that equal the page of an edition above.
func (v *volume) structured(p *Page) *structured {
	if v.baseURL == "" || p.Absent || p.NoIndex || v.e.Draft || p.Title == "" || v.nearestEqual(p) != p.URL {
		return nil
	}
	out := &structured{Context: "https://schema.org"}
	if item := p.item(); item != nil {
		if reason, _ := v.e.Absent(item.ID); reason == "" {
			out.Graph = append(out.Graph, v.serviceData(p, item))
		}
	}
	trail := trailData{Type: "BreadcrumbList"}
	for n, step := range append(v.book.Way(p.Page), pages.Step{Path: p.Path, Text: p.Title}) {
		trail.Items = append(trail.Items, crumbData{"ListItem", n + 1, step.Text, v.book.Canonical(v.prefix + step.Path)})
	}
	out.Graph = append(out.Graph, trail)
	return out
}

// json returns the data for a script element. json.Marshal escapes <, > and &, so
// no text can end the element.
func (s *structured) json() string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // structs of strings cannot fail
	}
	return string(data)
}

func (v *volume) serviceData(p *Page, item *handbook.Item) *serviceData {
	h := v.Handbook
	url := v.book.Canonical(p.URL)
	verified := func(citations []*handbook.Citation) bool { return !h.Reliability(citations...).Unverified }
	page := func(kind, id string) string { return v.book.Canonical(v.prefix + pages.Address(kind, id)) }
	data := &serviceData{
		Type: "GovernmentService", ID: url + "#service", URL: url, Name: item.Title, Aliases: item.Aliases,
		Description: item.Summary, Code: item.Code, AreaServed: &namedData{Type: "AdministrativeArea", Name: v.e.Name},
	}
	if d := h.Domain(item.Domain); d != nil {
		data.ServiceType = d.Title
	}
	if len(item.Agencies) > 0 && verified(item.Carrying("agencies")) {
		if a := h.Agency(item.Agencies[0]); a != nil && verified(handbook.Carrying(a.Sources, "title")) {
			data.Provider = &namedData{"GovernmentOrganization", a.Title, page("agency", a.ID)}
		}
	}
	if item.RecipientsNote.String() != "" && verified(item.Carrying("recipients_note")) {
		for _, id := range item.Recipients {
			if g := h.Group(id); g != nil {
				data.Audience = append(data.Audience, audienceData{"Audience", g.Title})
			}
		}
	}
	data.Channels = v.channels(item, verified(item.Carrying("hotlines")))
	for _, r := range h.Related(v.e.Catalogue, item) {
		data.Related = append(data.Related, namedData{"GovernmentService", r.Title, page("item", r.ID)})
	}
	return data
}

// channels lists the ways to a service: its own phone numbers when a source
// carries them, its web address, and its service windows.
func (v *volume) channels(item *handbook.Item, phones bool) []channelData {
	var out []channelData
	if phones {
		for _, number := range item.Hotlines {
			out = append(out, channelData{Type: "ServiceChannel", Phone: &phoneData{"ContactPoint", number}})
		}
	}
	for _, c := range item.Guide.Online {
		if address := handbook.Link(c.Address()); address != "" {
			out = append(out, channelData{Type: "ServiceChannel", URL: address})
		}
	}
	places, _ := v.e.PlacesOf(item)
	for _, place := range places {
		out = append(out, channelData{Type: "ServiceChannel", Place: &placeData{"Place", place.Name, place.Address, place.Phone}})
	}
	return out
}
