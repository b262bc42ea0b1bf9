package site

import (
	"bytes"
	"encoding/json"

	"handbook/generator/pages"
	"handbook/generator/picture"
)

// Files of each edition, from its root. They need a base URL: messengers need full
// addresses, and browsers refuse a manifest in a local folder.
const (
	manifestName = "manifest.webmanifest"
	cardName     = "card.png"
)

// shareView is the view of _share.html: the preview of a page in messengers and
// search engines. Only pages with a base URL have one.
type shareView struct {
	URL       string // see nearestEqual
	Title     string // with the edition's name, without the handbook's
	SiteTitle string
	Summary   string
	Card      string // address of the edition's picture
	CardAlt   string // description of the picture
	Width     int
	Height    int
}

func (v *volume) sharing(p *Page) *shareView {
	if v.baseURL == "" || p.Absent {
		return nil
	}
	view := &shareView{
		URL: v.book.Canonical(v.nearestEqual(p)), Title: p.Title, SiteTitle: v.Handbook.Config.Title, Summary: p.Summary,
		Card: v.baseURL + v.prefix + cardName, Width: picture.Width, Height: picture.Height,
	}
	of := v.layouts.Text("frame.of", v.e.Name)
	view.CardAlt = view.SiteTitle + "，" + of
	switch {
	case p.Title == "":
		view.Title = view.SiteTitle + "（" + of + "）"
	case v.e.Parent != nil:
		view.Title += "（" + of + "）"
	}
	return view
}

// cardPage returns the picture that messengers show beside links to the edition.
func (v *volume) cardPage() *pages.Page {
	c := v.Handbook.Config
	return &pages.Page{Path: cardName, Origin: v.e.At().File, Bytes: func() ([]byte, error) {
		list := v.layouts.Text("share.list", c.List.Title, c.List.Version)
		return picture.Card(v.layouts.Text("frame.of", v.e.Name), c.Title, list), nil
	}}
}

// Background colours of light and dark pages, as in tokens.css, for the bars
// around a page.
const (
	paperLight = "#fbf9f4"
	paperDark  = "#191a18"
)

// iconFiles lists the files of static/ with the handbook's logo, and their use on
// phones.
var iconFiles = []manifestIcon{
	{Source: "icon-192.png", Sizes: "192x192", Type: "image/png"},
	{Source: "icon-512.png", Sizes: "512x512", Type: "image/png"},
	{Source: "icon-512.png", Sizes: "512x512", Type: "image/png", Purpose: "maskable"},
}

type manifestIcon struct {
	Source  string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

// manifestPage returns the manifest with which a phone installs the edition as an
// app. All its addresses are relative, so it works under any path.
func (v *volume) manifestPage() *pages.Page {
	at := pages.From(manifestName, v.prefix)
	return &pages.Page{Path: manifestName, Origin: v.e.At().File, Bytes: func() ([]byte, error) {
		of := v.layouts.Text("frame.of", v.e.Name)
		manifest := struct {
			Name       string         `json:"name"`
			ShortName  string         `json:"short_name"`
			Lang       string         `json:"lang"`
			StartURL   string         `json:"start_url"`
			Scope      string         `json:"scope"`
			Display    string         `json:"display"`
			Background string         `json:"background_color"`
			Theme      string         `json:"theme_color"`
			Icons      []manifestIcon `json:"icons,omitempty"`
		}{
			Name: v.Handbook.Config.Title + "（" + of + "）", ShortName: v.layouts.Text("share.short", v.e.Name), Lang: "zh-Hans",
			StartURL: "index.html", Scope: "./", Display: "minimal-ui", Background: paperLight, Theme: paperLight,
		}
		for _, icon := range iconFiles {
			if v.files[icon.Source] != nil {
				icon.Source = at.Shared(icon.Source)
				manifest.Icons = append(manifest.Icons, icon)
			}
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		err := e.Encode(manifest)
		return b.Bytes(), err
	}}
}

// iconsView is the view of _icons.html. An address is "" when static/ lacks the
// file.
type iconsView struct {
	SVG      string
	Touch    string // for the home screens of iPhones
	Manifest string // "" without a base URL
	Light    string
	Dark     string
}

func (s *Site) icons(k frameKey) iconsView {
	file := func(name string) string {
		if s.files[name] == nil {
			return ""
		}
		return k.root + name
	}
	view := iconsView{file("favicon.svg"), file("apple-touch-icon.png"), "", paperLight, paperDark}
	if s.baseURL != "" && !k.absent {
		view.Manifest = k.at.To(manifestName)
	}
	return view
}
