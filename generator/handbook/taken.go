package handbook

import (
	"path"
	"strings"

	"handbook/generator/tree"
)

// Bounds of files that are taken as they are, in bytes.
const (
	maxImage   = 20 << 20 // as of what lies in static/
	maxVersion = 64 << 20
)

// fits reports whether a file that is taken as it is has at most limit bytes.
func (l *loader) fits(name string, limit int64) bool {
	fault, err := tree.Fits(l.fsys, name, limit)
	if fault != nil {
		l.add(*fault)
	}
	if err != nil && l.err == nil {
		l.err = err
	}
	return fault == nil && err == nil
}

// isImage reports whether a file beside the pages may be published as it
// stands. Content is half trusted: what a browser would run (HTML, scripts, SVG)
// is not among them.
func isImage(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf":
		return true
	}
	return false
}
