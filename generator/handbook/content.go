package handbook

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/tree"
)

// content lists every file below content/ and reads the pages that all editions
// share. It returns the paths of the other pages by the edition's path, "" for
// the province.
func (l *loader) content() map[string][]string {
	listing, faults, err := tree.Walk(l.fsys, "content")
	l.add(faults...)
	if errors.Is(err, fs.ErrNotExist) {
		l.add(diag.New(diag.Pos{File: "content"}, noContent).WithHint(hintConfig))
		err = nil
	}
	if err != nil {
		l.err = err
		return nil
	}
	l.tree = listing
	listing.ReadAhead(func(name string) bool { return strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".toml") })
	for _, p := range listing.Misnamed {
		if isImage(p) {
			l.h.unshown[strings.TrimPrefix(p, "content/")] = true
		}
	}
	files := map[string][]string{}
	for _, p := range listing.Paths {
		rel := strings.TrimPrefix(p, "content/")
		dir, name := path.Split(rel)
		dir = strings.TrimSuffix(dir, "/")
		edition, inside := editionOf(dir)
		switch {
		case edition != "" && (name == "edition.toml" && inside == "" || name == "sources.toml" && inside == "" ||
			strings.HasSuffix(name, ".md") && (inside == "items" || inside == "guides")):
			files[edition] = append(files[edition], p)
		case rel == "_index.md":
			if home := readPage[Home](l, "", p); home != nil {
				l.h.Home = home
			}
		case dir == "" && strings.HasSuffix(name, ".toml"):
			l.table(p, name)
		case dir == "versions" && isVersion(name):
			limit := int64(maxVersion)
			if path.Ext(name) == ".json" {
				limit = tree.MaxSize
			}
			if l.fits(p, limit) {
				l.h.Versions = append(l.h.Versions, p)
			}
		case dir == "changes" && strings.HasSuffix(name, ".toml"):
			l.changes(p)
		case filesOf(dir):
			l.download(p, rel)
		case isImage(name):
			l.picture(p, rel)
		case pictureKind(name, nil) != nil:
			l.add(diag.Fault{Pos: diag.Pos{File: p}, Said: *pictureKind(name, nil)}.WithHint(hintPicture))
			l.h.unshown[rel] = true
		case strings.HasPrefix(rel, "editions/"):
			l.add(diag.New(diag.Pos{File: p}, strayFile, rel).WithHint(hintEditionPlaces))
		case !strings.HasSuffix(name, ".md"):
			l.add(diag.New(diag.Pos{File: p}, strayFile, rel).WithHint(hintPlaces))
		case strings.HasPrefix(dir, "items/") && strings.Count(dir, "/") == 1, dir == "guides":
			files[""] = append(files[""], p)
		case dir == "domains":
			enterPage(l, kindDomain, p, &l.h.Domains)
		case dir == "groups":
			enterPage(l, kindGroup, p, &l.h.Groups)
		case dir == "agencies":
			enterPage(l, kindAgency, p, &l.h.Agencies)
		default:
			l.add(diag.New(diag.Pos{File: p}, strayFile, rel).WithHint(hintPlaces))
		}
	}
	if l.h.Home.File == nil && !l.unread[target{"", "_index"}] {
		l.add(diag.New(diag.Pos{File: "content/_index.md"}, noHome).WithHint(hintHome))
	}
	byOrder(l.h.Domains, func(d *Domain) int { return d.Order })
	byOrder(l.h.Groups, func(g *Group) int { return g.Order })
	byOrder(l.h.Agencies, func(a *Agency) int { return a.Order })
	return files
}

// editionOf splits a folder below editions/ into the edition's path and the
// folder inside the edition.
func editionOf(dir string) (edition, inside string) {
	parts := strings.Split(dir, "/")
	if parts[0] != "editions" || len(parts) < 2 {
		return "", ""
	}
	parts = parts[1:]
	last := len(parts) - 1
	if parts[last] == "items" || parts[last] == "guides" {
		inside, parts = parts[last], parts[:last]
	}
	if len(parts) == 0 || len(parts) > 2 {
		return "", ""
	}
	return strings.Join(parts, "/"), inside
}

// kindOf is the kind of the entries of lists that others refer to.
var kindOf = map[string]string{"sources.toml": kindSource, "questions.toml": kindQuestion}

// table reads one of the lists.
func (l *loader) table(name, base string) {
	doc := l.toml(l.tree.Read(name))
	if doc == nil || doc.Broken() {
		l.unread[target{kindOf[base], ""}] = true
	}
	if doc == nil {
		return
	}
	switch base {
	case "sources.toml":
		var into struct {
			Rows []Source `toml:"sources"`
		}
		l.decoded(doc.Decode(&into))
		l.h.Province.Sources = enter(l, doc, kindSource, "sources", into.Rows, func(s *Source) string { return s.ID })
	case "indicators.toml":
		var into struct {
			Rows []Indicator `toml:"indicators"`
		}
		l.decoded(doc.Decode(&into))
		l.h.Province.Indicators = enter(l, doc, kindIndicator, "indicators", into.Rows, func(i *Indicator) string { return i.ID })
	case "questions.toml":
		var into struct {
			Rows []questionRow `toml:"questions"`
		}
		l.decoded(doc.Decode(&into))
		l.h.questions = enter(l, doc, kindQuestion, "questions", into.Rows, func(q *questionRow) string { return q.ID })
	case "categories.toml":
		into := &Categories{doc: doc}
		l.decoded(doc.Decode(into))
		l.h.Categories = into
	case "synonyms.toml":
		var into struct {
			Outside []string  `toml:"outside"`
			Rows    []Synonym `toml:"synonyms"`
		}
		l.decoded(doc.Decode(&into))
		for n := range into.Rows {
			into.Rows[n].place(doc, "synonyms", n)
		}
		l.h.Synonyms, l.h.Outside = into.Rows, into.Outside
	default:
		l.add(diag.New(diag.Pos{File: name}, strayFile, base).WithHint(hintPlaces))
	}
}

// Bounds of files that are not parsed, in bytes.
const (
	maxImage   = 20 << 20 // the same as in static/
	maxVersion = 64 << 20
)

// fits reports whether a file has at most limit bytes.
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

// isImage reports whether the site may publish a file beside the pages. Content
// is half trusted: files that a browser would run (HTML, scripts, SVG) stay out.
func isImage(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf":
		return true
	}
	return false
}

// isVersion reports whether a file can hold an earlier list.
func isVersion(name string) bool {
	ext := path.Ext(name)
	return (ext == ".zip" || ext == ".json") && isID(strings.TrimSuffix(name, ext))
}
