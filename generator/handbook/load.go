package handbook

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"iter"
	"path"
	"regexp"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/prose"
	"handbook/generator/toml"
	"handbook/generator/tree"
)

// A loader reads files into a handbook, and collects the faults.
type loader struct {
	checker
	fsys   fs.FS
	tree   *tree.Tree // of content/
	memo   *Handbook  // the handbook as it was read before; never nil
	faults diag.List
	err    error // the first failure of the disk
}

// body is a parsed Markdown body with its faults, which lie at offsets of it.
type body struct {
	doc      *prose.Doc
	findings []prose.Finding
}

func (l *loader) add(faults ...diag.Fault) { l.faults.Add(faults...) }

// decoded takes over the faults of single values.
func (l *loader) decoded(faults diag.List) {
	for _, f := range faults {
		l.spoilt[f.Pos] = true
	}
	l.add(faults...)
}

// keep takes over what source says of a file. It reports whether the file can
// be used.
func (l *loader) keep(file *tree.File, faults diag.List, err error) bool {
	l.add(faults...)
	if err != nil && l.err == nil {
		l.err = err
	}
	return file != nil && err == nil
}

// parsed is a file that has been taken apart, with the faults of doing so. It
// depends on the file's own bytes alone.
type parsed struct {
	sum    [sha256.Size]byte
	page   *tree.Page // of a Markdown file
	doc    *toml.Doc  // of a TOML file
	faults diag.List
}

// parse takes a file apart, unless the very same bytes were before.
func (l *loader) parse(file *tree.File, with func(*parsed)) parsed {
	p, known := l.memo.files[file.Path]
	if !known || p.sum != file.Sum {
		p = parsed{sum: file.Sum}
		with(&p)
	}
	l.h.files[file.Path] = p
	l.add(p.faults...)
	return p
}

// toml reads a TOML file; nil when it cannot be read at all.
func (l *loader) toml(file *tree.File, faults diag.List, err error) *toml.Doc {
	if !l.keep(file, faults, err) {
		return nil
	}
	return l.parse(file, func(p *parsed) { p.doc, p.faults = file.TOML() }).doc
}

func (l *loader) config() {
	file, faults, err := tree.Read(l.fsys, "site.toml")
	if errors.Is(err, fs.ErrNotExist) {
		l.add(diag.New(diag.Pos{File: "site.toml"}, noConfig).WithHint(hintConfig))
		return
	}
	doc := l.toml(file, faults, err)
	if doc == nil {
		return
	}
	l.decoded(doc.Decode(&l.h.Config))
	c := &l.h.Config
	c.Doc = doc
	l.add(url(c.BaseURL, doc.At, "base_url")...)
	l.add(phone(c.Hotline.Number, doc.At, "hotline", "number")...)
	if c.BaseURL != "" && !strings.HasSuffix(c.BaseURL, "/") {
		c.BaseURL += "/"
	}
	if c.Floor.WarnRatio == 0 {
		c.Floor.WarnRatio = 1.5
	}
}

// content lists every file below content/ and reads those that all editions
// share. It returns the files of each edition by the edition's path, "" for
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
		case isImage(name):
			if l.fits(p, maxImage) {
				l.h.Images = append(l.h.Images, rel)
			}
		case strings.HasPrefix(rel, "editions/"):
			l.add(diag.New(diag.Pos{File: p}, strayFile, rel).WithHint(hintEditionPlaces))
		case !strings.HasSuffix(name, ".md"):
			l.add(diag.New(diag.Pos{File: p}, strayFile, rel).WithHint(hintPlaces))
		case strings.HasPrefix(dir, "items/") && strings.Count(dir, "/") == 1, dir == "guides":
			files[""] = append(files[""], p)
		case dir == "domains":
			if d := readPage[Domain](l, kindDomain, p); d != nil && l.register(kindDomain, &d.Page, d) {
				l.h.Domains = append(l.h.Domains, d)
			}
		case dir == "groups":
			if g := readPage[Group](l, kindGroup, p); g != nil && l.register(kindGroup, &g.Page, g) {
				l.h.Groups = append(l.h.Groups, g)
			}
		case dir == "agencies":
			if a := readPage[Agency](l, kindAgency, p); a != nil && l.register(kindAgency, &a.Page, a) {
				l.h.Agencies = append(l.h.Agencies, a)
			}
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

// editionOf takes the folder of a file of editions/ apart: the edition's path
// and what is below it.
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

// paged is a pointer to a type that embeds Page.
type paged[T any] interface {
	*T
	page() *Page
}

func (p *Page) page() *Page { return p }

// readPage reads a Markdown file into a new T; nil when it cannot be read at all.
func readPage[T any, P paged[T]](l *loader, kind, name string) *T {
	src := l.page(kind, name)
	if src == nil {
		return nil
	}
	out := new(T)
	l.decoded(src.Front.Decode(out))
	fill(l, P(out).page(), src, name)
	return out
}

// page reads a Markdown file; nil when it cannot be read at all.
func (l *loader) page(kind, name string) *tree.Page {
	file, faults, err := l.tree.Read(name)
	if !l.keep(file, faults, err) {
		l.unread[target{kind, strings.TrimSuffix(path.Base(name), ".md")}] = true
		return nil
	}
	return l.parse(file, func(p *parsed) { p.page, p.faults = file.Page() }).page
}

// fill completes what is not in the front matter.
func fill(l *loader, p *Page, src *tree.Page, name string) {
	p.ID = strings.TrimSuffix(path.Base(name), ".md")
	p.File = src
	p.Body = l.body(src)
}

// body parses a Markdown body, once for each distinct text.
func (l *loader) body(src *tree.Page) *prose.Doc {
	b, known := l.h.bodies[src.Body]
	if !known {
		if b, known = l.memo.bodies[src.Body]; !known {
			b.doc, b.findings = prose.Parse(src.Body)
		}
		l.h.bodies[src.Body] = b
	}
	for _, f := range b.findings {
		l.add(f.At(src.BodyAt))
	}
	return b.doc
}

var (
	kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	// Windows takes these for devices, and an old address is a file's name too.
	device = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)
)

// maxID is how many characters an id may have; file systems end at 255 bytes
// with all endings.
const maxID = 100

// isID reports whether a text can be an id: a part of an address and the name
// of a file on any system.
func isID(s string) bool { return len(s) <= maxID && kebab.MatchString(s) && !device.MatchString(s) }

// pageName reports a file whose name cannot be an id.
func pageName(id, file string) diag.List {
	switch {
	case !isID(id):
		return diag.List{diag.New(diag.Pos{File: file}, badFileName, id).WithHint(hintKebab, maxID)}
	case id == "index":
		return diag.List{diag.New(diag.Pos{File: file}, indexName, id).WithHint(hintIndexName)}
	}
	return nil
}

// register enters a page under its id; it reports whether the id was free.
func (l *loader) register(kind string, p *Page, entry any) bool {
	l.add(pageName(p.ID, p.File.Path)...)
	key := target{kind, p.ID}
	if old, taken := l.h.byID[key]; taken {
		l.add(diag.New(p.At("title"), duplicateID, kind, p.ID, wordZH[kind]).
			WithNote(old.(interface{ page() *Page }).page().At("title"), noteFirst).WithHint(hintRename))
		return false
	}
	l.h.byID[key] = entry
	return true
}

// kindOf says what the lists hold that others refer to.
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
	case "synonyms.toml":
		var into struct {
			Rows []Synonym `toml:"synonyms"`
		}
		l.decoded(doc.Decode(&into))
		for n := range into.Rows {
			into.Rows[n].place(doc, "synonyms", n)
		}
		l.h.Synonyms = into.Rows
	default:
		l.add(diag.New(diag.Pos{File: name}, strayFile, base).WithHint(hintPlaces))
	}
}

// row is a pointer to a type that embeds Row.
type row[T any] interface {
	*T
	place(doc *toml.Doc, list string, n int)
	At(path ...any) diag.Pos
}

// enter registers the rows of a table under their ids and returns those whose
// id was free.
func enter[T any, R row[T]](l *loader, doc *toml.Doc, kind, list string, rows []T, id func(*T) string) []*T {
	var out []*T
	for n := range rows {
		r := &rows[n]
		R(r).place(doc, list, n)
		name := id(r)
		key := target{kind, name}
		if name == "" { // reported as a missing key
			continue
		}
		if !isID(name) {
			l.add(diag.New(R(r).At("id"), badID, name).WithHint(hintKebab, maxID))
		}
		if first, taken := l.h.byID[key]; taken {
			l.add(diag.New(R(r).At("id"), duplicateID, kind, name, wordZH[kind]).
				WithNote(R(first.(*T)).At("id"), noteFirst).WithHint(hintRename))
			continue
		}
		l.h.byID[key] = r
		out = append(out, r)
	}
	return out
}

// citations ranges over everything that the item cites, in the order of the page.
func (i *Item) citations() iter.Seq[*Citation] {
	return func(yield func(*Citation) bool) {
		for n := range i.Sources {
			if !yield(&i.Sources[n]) {
				return
			}
		}
		for n := range i.Standards {
			s := &i.Standards[n]
			if s.Source != nil && !yield(s.Source) {
				return
			}
			for k := range s.History {
				if c := s.History[k].Source; c != nil && !yield(c) {
					return
				}
			}
		}
	}
}
