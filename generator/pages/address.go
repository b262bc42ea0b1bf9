package pages

import "strings"

// Within is a place in an edition, for links to its other pages.
type Within struct {
	folder string // of the page, from the edition's root: "", "items/"
	host   string // where the edition's root stands on its host, for the page about missing ones; "" for all others
	images string // the folder of a page that shows images, from the site's root; "" for all others
}

// Vantage is a place in the site.
type Vantage struct {
	Within
	folder string // from the site's root: "fuzhou/minhou/items/"
	host   string // the path of the site's root on its host, as Within.host
}

// From is the place of a page: its address from its edition's root, and that of
// the edition from the site's root.
func From(path, prefix string) Vantage {
	folder := path[:strings.LastIndexByte(path, '/')+1]
	return Vantage{Within: Within{folder: folder}, folder: prefix + folder}
}

// OnHost is the place of the page about missing ones. The host shows it at
// addresses of any depth, so only a path from the host's root leads out of it.
// root is the path of the site's root on its host, with slashes at both ends.
func OnHost(root, prefix string) Vantage {
	return Vantage{Within: Within{host: root + prefix}, host: root}
}

// WithImages is the place of a page that shows images, which lie elsewhere as
// seen from an edition further down.
func (v Vantage) WithImages() Vantage {
	v.images = v.folder
	return v
}

// Root is the way from the page to the site's root: "", "../../".
func (v Vantage) Root() string {
	if v.host != "" {
		return v.host
	}
	return strings.Repeat("../", strings.Count(v.folder, "/"))
}

// To is the address of a page of the same edition, given from the edition's root.
func (w Within) To(path string) string {
	if w.host != "" {
		return w.host + path
	}
	return relative(w.folder, path)
}

// Shared is the address of what stands at an address from the site's root.
func (v Vantage) Shared(url string) string {
	if v.host != "" {
		return v.host + url
	}
	return relative(v.folder, url)
}

// relative is the address of a page as seen from a folder.
func relative(folder, to string) string {
	up := 0
	for !strings.HasPrefix(to, folder) {
		folder = folder[:strings.LastIndexByte(folder[:len(folder)-1], '/')+1]
		up++
	}
	return strings.Repeat("../", up) + to[len(folder):]
}

// Address is where what a Link inside content names stands, from the root of an
// edition.
func Address(kind, id string) string {
	if kind == "source" {
		return "sources.html#source-" + id
	}
	return folders[kind] + "/" + id + ".html"
}

// folders are where pages of each kind stand.
var folders = map[string]string{"item": "items", "domain": "domains", "group": "groups", "agency": "agencies", "guide": "guides"}

// Link is an address, relative to the page that shows it, and its text.
type Link struct{ URL, Text string }
