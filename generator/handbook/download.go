package handbook

import (
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/prose"
	"handbook/generator/tree"
)

// Files for download lie in content/files/, in the folder files/ of an edition, or in
// static/. Content names them from there: file:forms/a.pdf. An edition's text means a
// file of its own first, then one of those above.

// filesOf reports whether a folder, relative to content/, is one of files for
// download.
func filesOf(dir string) bool {
	parts := strings.Split(dir, "/")
	if parts[0] != "editions" {
		return parts[0] == "files"
	}
	return len(parts) > 2 && (parts[2] == "files" || len(parts) > 3 && parts[3] == "files")
}

// isDownload reports whether a file may be one for download: a document or a
// picture, nothing that a browser would run.
func isDownload(name string) bool {
	return isImage(name) || slices.Contains(downloads, strings.ToLower(path.Ext(name)))
}

var downloads = []string{
	".doc", ".docx", ".wps", ".odt", ".rtf", ".xls", ".xlsx", ".et", ".ods", ".csv", ".ppt", ".pptx", ".dps", ".odp", ".ofd", ".txt", ".zip",
}

// download enters a file for download.
func (l *loader) download(p, rel string) {
	switch said := pictureKind(rel, nil); {
	case said != nil:
		l.add(diag.Fault{Pos: diag.Pos{File: p}, Said: *said}.WithHint(hintPicture))
	case !isDownload(rel):
		l.add(diag.New(diag.Pos{File: p}, fileKind, path.Ext(rel)).WithHint(hintFileKind, strings.Join(downloads, " ")))
	default:
		l.picture(p, rel)
	}
}

// picture enters a file that is published as it is, if it is what its name says.
func (l *loader) picture(p, rel string) {
	if !l.fits(p, maxImage) {
		return
	}
	if isImage(rel) {
		head := make([]byte, 64)
		n := 0
		if f, err := l.fsys.Open(p); err == nil { // a disk that fails is told when the file is published
			n, _ = io.ReadFull(f, head)
			f.Close()
		}
		if said := pictureKind(rel, head[:n]); said != nil {
			l.add(diag.Fault{Pos: diag.Pos{File: p}, Said: *said}.WithHint(hintPicture))
			l.h.unshown[rel] = true
			return
		}
	}
	l.h.Images = append(l.h.Images, rel)
}

// pictureKind returns the fault of a picture that browsers cannot show, or that could
// run a script; nil for others. head is the file's beginning; nil to judge the name.
func pictureKind(name string, head []byte) *diag.Said {
	kind := map[string]string{
		".bmp": "BMP", ".svg": "SVG", ".svgz": "SVG", ".tif": "TIFF", ".tiff": "TIFF", ".heic": "HEIC", ".heif": "HEIC",
		".psd": "PSD", ".ico": "ICO", ".jfif": "JFIF", ".raw": "RAW", ".dng": "RAW", ".wmf": "WMF", ".emf": "EMF", ".jxl": "JPEG XL", ".jp2": "JPEG 2000",
	}[strings.ToLower(path.Ext(name))]
	text := string(head)
	switch {
	case len(head) == 0:
	case strings.HasPrefix(text, "BM"):
		kind = "BMP"
	case strings.HasPrefix(text, "II*\x00"), strings.HasPrefix(text, "MM\x00*"):
		kind = "TIFF"
	case len(text) > 12 && text[4:8] == "ftyp" && slices.Contains([]string{"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"}, text[8:12]) && !strings.Contains(text, "avif"):
		kind = "HEIC"
	case strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), " \t\r\n"), "<"):
		kind = "SVG / HTML"
	}
	if kind == "" {
		return nil
	}
	return &diag.Said{Message: wrongPicture, Args: []any{kind}}
}

// static lists the files of static/ that content can name.
func (l *loader) static() {
	for _, name := range tree.StaticNames(l.fsys, l.h.Config.Static.Dotfiles) {
		l.h.static[name] = true
	}
}

// File returns the address, from the site's root, of a file that the content of an
// edition names; "" when there is none. name is without the "file:" before it.
func (h *Handbook) File(e *Edition, name string) string {
	if name == "" || path.Clean(name) != name || name[0] == '/' {
		return ""
	}
	for up := e; up != nil; up = up.Parent {
		at := "files/" + name
		if up.Parent != nil {
			at = "editions/" + up.Path + "/" + at
		}
		if _, ok := slices.BinarySearch(h.Images, at); ok {
			return at
		}
	}
	if h.static[name] {
		return name
	}
	return ""
}

// fileNames lists what File knows in an edition, for hints.
func (h *Handbook) fileNames(e *Edition) []string {
	names := slices.Sorted(maps.Keys(h.static))
	for _, at := range h.Images {
		for up := e; up != nil; up = up.Parent {
			folder := "files/"
			if up.Parent != nil {
				folder = "editions/" + up.Path + "/files/"
			}
			if name, ok := strings.CutPrefix(at, folder); ok {
				names = append(names, name)
			}
		}
	}
	return names
}

// Unshown reports whether a file of content/ is a picture that is not published: its
// kind, or its name, has been reported.
func (h *Handbook) Unshown(rel string) bool { return h.unshown[rel] }

// file checks that a file exists which the content of an edition names.
func (c *checker) file(e *Edition, pos diag.Pos, name string) diag.List {
	if c.h.File(e, name) != "" {
		return nil
	}
	f := diag.New(pos, unknownFile, name)
	known := c.h.fileNames(e)
	if near := nearestFile(name, known); near != "" {
		f = f.WithHint(hintDidYouMean, prose.KindFile+":"+near)
	} else {
		if !fs.ValidPath(name) || strings.Contains(name, ":") || name[0] == '.' {
			name = path.Base(strings.ReplaceAll(name, `\`, "/")) // of another computer, or from outside
		}
		f = f.WithHint(hintNewFile, name)
	}
	return diag.List{f}
}

// nearestFile returns the known file that a name may mean: one of that name in
// another folder, or with another ending, or the nearest.
func nearestFile(name string, known []string) string {
	same := func(key func(string) string) string {
		for _, k := range known {
			if tree.Fold(key(k)) == tree.Fold(key(name)) {
				return k
			}
		}
		return ""
	}
	for _, key := range []func(string) string{
		func(s string) string { return s }, path.Base,
		func(s string) string { return strings.TrimSuffix(path.Base(s), path.Ext(s)) },
	} {
		if near := same(key); near != "" {
			return near
		}
	}
	return diag.Nearest(name, known)
}

// FileOf returns the name of a file that a material names; "" without one.
func (m Material) FileOf() string { return strings.TrimPrefix(m.File, prose.KindFile+":") }

// materials checks the files of an item's papers.
func (c *checker) materials(item *Item) (out diag.List) {
	e := item.Origin("guide", "materials")
	for n, m := range item.Guide.Materials {
		switch pos := item.At("guide", "materials", n, "file"); {
		case m.File == "" || e != item.Edition: // faults of the edition above are its own
		case m.FileOf() == m.File:
			out.Add(diag.New(pos, noFileScheme, m.File).WithHint(hintFileScheme, strings.TrimPrefix(m.File, "/")))
		default:
			out.Add(c.file(e, pos, m.FileOf())...)
		}
	}
	return out
}
