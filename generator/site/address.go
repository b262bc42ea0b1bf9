package site

import (
	"path"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/tree"
)

// addresses keeps files that belong to no edition from each other's and the
// pages' places. The site stands on every system only if no two names differ in
// capitals alone, or in how an accent is written, and none is a file here and a
// folder there.
type addresses struct {
	site    *Site
	files   map[string]*Page // by folded address
	folders map[string]*Page // the first file in each, by its folded name
}

// listPrefix begins the names of the lists of what was written, here and where
// the site was uploaded to.
const listPrefix = ".handbook-"

// enter gives a file its address, or tells why it cannot have it.
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

// clash returns what stands in the way of a file. All addresses of pages are in
// small letters.
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

// folder is the first file of a folder, or a page of one that pages stand in.
func (a *addresses) folder(address string) *Page {
	for _, name := range []string{"index.html", "catalogue.json"} {
		if page := a.site.Page(address + "/" + name); page != nil {
			return page
		}
	}
	return a.folders[address]
}
