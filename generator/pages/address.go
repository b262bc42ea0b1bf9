package pages

import "strings"

// Within is a folder of an edition. It makes links to the edition's other pages.
type Within struct {
	folder string // of the page, from the edition's root: "", "items/"
	host   string // path of the edition's root on its host; set only for 404.html
	site   string // "/" and the folder from the site's root, of a page that names files of the site; "" for other pages and pieces
}

// Vantage is a folder of the site. It makes links to every page and file.
type Vantage struct {
	Within
	folder string // from the site's root: "fuzhou/minhou/items/"
	host   string // path of the site's root on its host; see Within.host
}

// From returns the vantage of a page: path is its address from its edition's
// root, prefix the edition's folder from the site's root.
func From(path, prefix string) Vantage {
	folder := path[:strings.LastIndexByte(path, '/')+1]
	return Vantage{Within: Within{folder: folder}, folder: prefix + folder}
}

// OnHost returns the vantage of 404.html. A host serves it at any depth, so its
// links begin at the host's root. root is the path of the site's root on its
// host, with a slash at both ends.
func OnHost(root, prefix string) Vantage {
	return Vantage{Within: Within{host: root + prefix}, host: root}
}

// WithFiles returns the vantage of a page that names images or other files of the
// site, whose relative addresses differ between the editions that share the page.
func (v Vantage) WithFiles() Vantage {
	v.site = "/" + v.folder
	return v
}

// File returns the link to a file; url begins at the site's root. It is "" for a page
// without files, and for pieces, which editions in different folders share.
func (w Within) File(url string) string {
	if url == "" || w.site == "" {
		return ""
	}
	return relative(w.site[1:], url)
}

// Root returns the relative path from the page to the site's root: "", "../../".
func (v Vantage) Root() string {
	if v.host != "" {
		return v.host
	}
	return strings.Repeat("../", strings.Count(v.folder, "/"))
}

// To returns the link to a page of the same edition; path begins at its root.
func (w Within) To(path string) string {
	if w.host != "" {
		return w.host + path
	}
	return relative(w.folder, path)
}

// Shared returns the link to an address that begins at the site's root.
func (v Vantage) Shared(url string) string {
	if v.host != "" {
		return v.host + url
	}
	return relative(v.folder, url)
}

// relative returns the relative link from a folder to an address.
func relative(folder, to string) string {
	up := 0
	for !strings.HasPrefix(to, folder) {
		folder = folder[:strings.LastIndexByte(folder[:len(folder)-1], '/')+1]
		up++
	}
	return strings.Repeat("../", up) + to[len(folder):]
}

// Address returns the address of a page from its edition's root. kind and id
// are those of a link inside content: [](item:ID).
func Address(kind, id string) string {
	if kind == "source" {
		return "sources.html#source-" + id
	}
	return folders[kind] + "/" + id + ".html"
}

// folders holds the folder of each kind of page.
var folders = map[string]string{"item": "items", "domain": "domains", "group": "groups", "agency": "agencies", "guide": "guides"}

// Link is an address, relative to the page that shows it, and a text.
type Link struct{ URL, Text string }
