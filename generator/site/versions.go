package site

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/opendata"
	"handbook/generator/pages"
	"handbook/generator/tree"
)

// version is an earlier list in content/versions.
type version struct {
	name string // of the version: "2017"
	file string
	list *opendata.Catalogue
	site *Site // its pages under v/NAME/; nil when only the list was kept
}

// prefix returns the folder of the version's pages.
func (v *version) prefix() string { return "v/" + v.name + "/" }

// openVersions reads the earlier lists, the newest first. It reports unusable ones
// and leaves them out. Only the site of the whole province has earlier lists.
func (s *Site) openVersions(prev *Site) (diag.List, error) {
	if s.successor != nil || s.volumes[0].e != s.Handbook.Province {
		return nil, nil
	}
	var faults diag.List
	for _, file := range s.Handbook.Versions {
		data, err := fs.ReadFile(s.fsys, file)
		if err != nil {
			return faults, err
		}
		v := &version{name: strings.TrimSuffix(path.Base(file), path.Ext(file)), file: file}
		var f diag.List
		if path.Ext(file) == ".json" {
			v.list, f = opendata.Parse(file, data)
		} else if f, err = s.openBundle(v, data, prev); err != nil {
			return faults, err
		}
		faults.Add(f...)
		pos := diag.Pos{File: file}
		switch {
		case v.list == nil:
		case v.list.Edition.Path != "":
			faults.Add(diag.New(pos, versionOfEdition, v.list.Edition.Name).WithHint(hintVersion))
		case v.list.List.Version != v.name:
			faults.Add(diag.New(pos, otherVersion, v.list.List.Version).WithHint(hintOtherVersion, v.list.List.Version+path.Ext(file)))
		case v.name == s.Handbook.Config.List.Version:
			faults.Add(diag.New(pos, sameVersion, v.name).WithNote(s.Handbook.Config.Doc.At("list", "version"), noteVersion).WithHint(hintSameVersion))
		case slices.ContainsFunc(s.versions, func(o *version) bool { return o.name == v.name }):
			faults.Add(diag.New(pos, versionTwice, v.name).WithHint(hintVersionTwice))
		default:
			s.versions = append(s.versions, v)
		}
	}
	slices.SortStableFunc(s.versions, func(a, b *version) int {
		return cmp.Or(cmp.Compare(b.list.List.PeriodEnd, a.list.List.PeriodEnd), strings.Compare(b.name, a.name))
	})
	if len(s.versions) > 0 {
		// A new ID only changes an address, and the old address redirects.
		s.diff = opendata.Compare(s.versions[0].list, s.data.Of(s.Handbook.Province)).Without(opendata.NewID)
		s.book.Changes = s.changes()
	}
	return append(faults, s.checkNotes()...), nil
}

// changes returns the data of changes.html.
func (s *Site) changes() *pages.Changes {
	old := s.versions[0]
	out := &pages.Changes{Diff: s.diff, Old: old.list, Name: old.name}
	if old.site != nil {
		out.Pages = old.prefix()
	}
	for _, v := range s.versions {
		if v.site != nil {
			out.Versions = append(out.Versions, pages.Link{URL: v.prefix() + "index.html", Text: v.name})
		}
	}
	return out
}

// openBundle reads a version whose folder was kept. Today's layouts render it,
// since its own do not know the newer features.
func (s *Site) openBundle(v *version, data []byte, prev *Site) (diag.List, error) {
	pos := diag.Pos{File: v.file}
	bundle, faults := tree.OpenBundle(v.file, data, pos)
	if bundle == nil {
		return faults, nil
	}
	var before *Site
	if prev != nil {
		for _, old := range prev.versions {
			if old.file == v.file {
				before = old.site
			}
		}
	}
	fsys := tree.Overlay(bundle, s.fsys, "layouts", "static")
	inner, f, err := Open(fsys, before, Options{Editions: []string{""}, successor: s})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", v.file, err)
	}
	// The files in the bundle are not at hand, so one fault quotes the first of their
	// faults. The site itself has reported those of layouts and static.
	f = slices.DeleteFunc(f, func(f diag.Fault) bool {
		return f.Severity != diag.Error || strings.HasPrefix(f.Pos.File, "layouts/") || strings.HasPrefix(f.Pos.File, "static/")
	}).Sorted()
	if len(f) > 0 {
		return diag.List{diag.New(pos, brokenVersion, len(f), f[0].Pos.String(), f[0].Said.In(diag.EN)).WithHint(hintBrokenVersion)}, nil
	}
	v.list, v.site = opendata.Of(inner.Handbook, inner.Handbook.Province), inner
	return nil, nil
}

// versionFiles lists the pages of the earlier versions as files.
func (s *Site) versionFiles() []*Page {
	var out []*Page
	for _, v := range s.versions {
		if v.site == nil {
			continue
		}
		for _, url := range v.site.URLs() {
			out = append(out, newFile(v.prefix()+url, v.file, func() ([]byte, error) {
				data, faults := v.site.Render(url)
				if len(faults) > 0 {
					return nil, fmt.Errorf("%s: %s", url, faults[0].Said.In(diag.EN))
				}
				return data, nil
			}))
		}
	}
	return out
}

// superseded is a page's notice that a newer version exists.
type superseded struct {
	Lead string // names this version and the newer one
	URL  string // address of the same page in the newer version, or of its home page
	Text string // of the link
	Gone string // notice that the newer list lacks the item; "" for other pages
}

// supersededLead returns the same text for all pages of an earlier version.
func (s *Site) supersededLead() string {
	return s.layouts.Text("changes.superseded", s.Handbook.Config.List.Version, s.successor.Handbook.Config.List.Version)
}

// supersededBy returns nil for pages of the current version.
func (v *volume) supersededBy(p *Page) *superseded {
	if v.successor == nil {
		return nil
	}
	by, now := v.successor.Handbook.Config.List.Version, v.successor.volumes[0]
	out := &superseded{Lead: v.supersededLead(), Text: v.layouts.Text("changes.superseded_page", by)}
	target := "index.html"
	if there := now.pages()[p.Path]; there != nil && !there.isFile() && !there.Absent {
		if target = cmp.Or(there.Moved, there.Path); there.Moved != "" {
			there = now.pages()[there.Moved]
		}
		if there.Ref.Kind == kindItem {
			out.Text = v.layouts.Text("changes.superseded_item", by, there.Title)
		}
	} else if p.Ref.Kind == kindItem {
		out.Gone = v.layouts.Text("changes.superseded_gone", by)
	}
	out.URL = pages.From(p.URL, "v/"+v.Handbook.Config.List.Version+"/").Shared(target)
	return out
}

// checkNotes reports notes about items that did not change.
func (s *Site) checkNotes() diag.List {
	var faults diag.List
	for _, notes := range s.Handbook.Changes {
		if notes.Version != s.Handbook.Config.List.Version {
			continue // no page shows notes on an earlier version
		}
		if s.diff == nil && len(s.Handbook.Versions) > 0 {
			continue // the fault of the earlier list has been reported
		}
		if s.diff == nil {
			faults.Add(diag.Warn(notes.At(), notesAlone, notes.Version).WithHint(hintNotesAlone))
			continue
		}
		var ids []string
		for _, item := range s.diff.Items {
			ids = append(ids, item.ID)
		}
		for id := range notes.Items {
			if slices.Contains(ids, id) {
				continue
			}
			f := diag.New(notes.KeyAt("items", id), unchanged, id)
			if near := diag.Nearest(id, ids); near != "" {
				f = f.WithHint(hintDidYouMean, near)
			} else {
				f = f.WithHint(hintUnchanged)
			}
			faults.Add(f)
		}
	}
	return faults
}

// earlier returns the version before this one; nil for none.
func (s *Site) earlier() *version {
	if len(s.versions) == 0 {
		return nil
	}
	return s.versions[0]
}
