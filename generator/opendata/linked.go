package opendata

import (
	"strings"

	"handbook/generator/handbook"
)

// linked returns catalogue.jsonld: the list in the vocabulary of schema.org, for
// search engines. Ids are the addresses of pages, relative to the file's own.
func (s *Set) linked(e *handbook.Edition) []byte {
	c := s.Of(e)
	organization := func(id string) node {
		return node{"@type": "GovernmentOrganization", "@id": "../agencies/" + id + ".html", "name": c.title("agency", id)}
	}
	area := node{"@type": "AdministrativeArea", "name": c.Edition.Name}
	if c.Edition.Code != "" {
		area["identifier"] = c.Edition.Code
	}
	list := node{
		"@type": "Dataset", "@id": "catalogue.json", "name": c.Title + "（" + c.Edition.Name + "）", "dateModified": c.Date,
		"version": c.List.Version, "isBasedOn": node{"@type": "CreativeWork", "name": c.List.Title}, "spatialCoverage": area, "inLanguage": "zh-Hans",
		"distribution": []node{
			{"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": "catalogue.json"},
			{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": "items.csv"},
			{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": "standards.csv"},
			{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": "series.csv"},
			{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": "places.csv"},
		},
	}
	switch {
	case c.Licence == noLicence:
	case strings.HasPrefix(c.Licence, "https://") || strings.HasPrefix(c.Licence, "http://"):
		list["license"] = c.Licence
	default:
		list["license"] = node{"@type": "CreativeWork", "name": c.Licence}
	}
	var graph []node
	var items []node
	for _, item := range c.Items {
		if item.NotApplicable != nil {
			continue
		}
		one := node{
			"@type": "GovernmentService", "@id": "../items/" + item.ID + ".html", "name": item.text("title"), "areaServed": area,
		}
		set(one, "identifier", item.Code)
		items = append(items, node{"@id": one["@id"]})
		set(one, "description", item.text("summary"))
		if aliases := item.list("aliases"); aliases != nil {
			one["alternateName"] = aliases
		}
		if agencies := item.list("agencies"); agencies != nil {
			one["provider"] = organization(agencies[0])
		}
		var audience []node
		for _, id := range item.list("recipients") {
			audience = append(audience, node{"@type": "Audience", "@id": "../groups/" + id + ".html", "audienceType": c.title("group", id)})
		}
		if audience != nil {
			one["audience"] = audience
		}
		var outputs []node
		for _, std := range item.Standards {
			if std.text("kind") != handbook.KindStandard || !std.holds() {
				continue
			}
			value := node{"@type": "PropertyValue", "name": std.text("text")}
			if amount, ok := std.amount(); ok {
				value[map[string]string{string(handbook.AtMost): "maxValue", string(handbook.UpTo): "maxValue", string(handbook.Exact): "value", string(handbook.AtLeast): "minValue"}[std.text("bound")]] = amount
			}
			set(value, "unitText", std.text("unit"))
			outputs = append(outputs, value)
		}
		if outputs != nil {
			one["serviceOutput"] = outputs
		}
		var channels []node
		for _, p := range item.Places {
			where := node{"@type": "Place", "name": p.Name}
			set(where, "address", p.Address)
			set(where, "telephone", p.Phone)
			channels = append(channels, node{"@type": "ServiceChannel", "serviceLocation": where})
		}
		if online := item.Guide["online"]; online != nil {
			channels = append(channels, node{"@type": "ServiceChannel", "serviceUrl": online})
		}
		if channels != nil {
			one["availableChannel"] = channels
		}
		graph = append(graph, one)
	}
	list["about"] = items
	return append(marshal(node{"@context": "https://schema.org", "@graph": append([]node{list}, graph...)}), '\n')
}

// node is an object of JSON-LD; its keys are sorted.
type node map[string]any

func set(n node, key, text string) {
	if text != "" {
		n[key] = text
	}
}
