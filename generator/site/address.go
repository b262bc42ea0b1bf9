package site

import (
	"path"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/tree"
)

// addresses prevents clashes between the files that belong to no edition and with
// the pages. Every file system must be able to hold the site: no two names may
// differ only in case or in the encoding of an accent, and no name may be both a
// file and a folder.
type addresses struct {
	site    *Site
	files   map[string]*Page // by folded address
	folders map[string]*Page // first file in each folder, by the folder's folded address
}

// listPrefix begins the names of the manifests, in the output folder and on a
// server.
const listPrefix = ".handbook-"

// enter claims an address for a file, or returns the fault.
func (a *addresses) enter(file *Page) *diag.Fault {
	pos := diag.Pos{File: file.Origin}
	if strings.HasPrefix(tree.Fold(file.URL), listPrefix) {
		fault := diag.New(pos, addressKept, file.URL).WithHint(hintRename)
		return &fault
	}
	if first := a.clash(file.URL); first != nil {
		fault := diag.New(pos, addressTwice, file.URL, first.Origin).WithHint(hintAddress)
		return &fault
	}
	a.files[tree.Fold(file.URL)] = file
	for dir := path.Dir(file.URL); dir != "."; dir = path.Dir(dir) {
		if a.folders[tree.Fold(dir)] == nil {
			a.folders[tree.Fold(dir)] = file
		}
	}
	a.site.files[file.URL] = file
	return nil
}

// clash returns the page or file that an address clashes with; nil for none. All
// addresses of pages are in small letters.
func (a *addresses) clash(address string) *Page {
	if first := a.file(tree.Fold(address)); first != nil {
		return first
	}
	if first := a.folder(tree.Fold(address)); first != nil {
		return first
	}
	for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
		if first := a.file(tree.Fold(dir)); first != nil {
			return first
		}
		first := a.folder(tree.Fold(dir))
		if first != nil && !strings.HasPrefix(first.URL, dir+"/") {
			return first
		}
	}
	return nil
}

func (a *addresses) file(address string) *Page {
	if file := a.files[address]; file != nil {
		return file
	}
	return a.site.Page(address)
}

// folder returns a page or file in a folder; nil for none.
func (a *addresses) folder(address string) *Page {
	for _, name := range []string{"index.html", "catalogue.json"} {
		if page := a.site.Page(address + "/" + name); page != nil {
			return page
		}
	}
	return a.folders[address]
}
