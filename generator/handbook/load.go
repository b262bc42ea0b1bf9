package handbook

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/prose"
	"handbook/generator/toml"
	"handbook/generator/tree"
)

// A loader reads files into a handbook, and collects the faults.
type loader struct {
	checker
	fsys    fs.FS
	tree    *tree.Listing // of content/
	memo    *Handbook     // the handbook as it was read before; never nil
	reached map[reached]*Item
	faults  diag.List
	err     error // the first failure of the disk
}

// body is a parsed Markdown body with its faults, at offsets of the body.
type body struct {
	doc      *prose.Doc
	findings []prose.Finding
}

func (l *loader) add(faults ...diag.Fault) { l.faults.Add(faults...) }

// decoded takes over the faults of single values, and marks the values.
func (l *loader) decoded(faults diag.List) {
	for _, f := range faults {
		l.spoilt[f.Pos] = true
	}
	l.add(faults...)
}

// keep takes over the faults of reading a file. It reports whether the file is
// usable.
func (l *loader) keep(file *tree.File, faults diag.List, err error) bool {
	l.add(faults...)
	if err != nil && l.err == nil {
		l.err = err
	}
	return file != nil && err == nil
}

// parsed is a parsed file with its faults. It depends on the file's own bytes
// alone.
type parsed struct {
	sum    [sha256.Size]byte
	page   *tree.Page // of a Markdown file
	doc    *toml.Doc  // of a TOML file
	faults diag.List
}

// parse parses a file, unless the handbook before had the same bytes.
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

// toml reads a TOML file; nil when it is unreadable.
func (l *loader) toml(file *tree.File, faults diag.List, err error) *toml.Doc {
	if !l.keep(file, faults, err) {
		return nil
	}
	return l.parse(file, func(p *parsed) { p.doc, p.faults = file.TOML() }).doc
}

// config reads site.toml. asOf replaces its as_of unless it is zero.
func (l *loader) config(asOf Date) {
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
	address, fault := BaseURL(c.BaseURL)
	l.add(placed(fault, doc.At, "base_url")...)
	c.BaseURL = address
	l.add(phone(c.Hotline.Number, doc.At, "hotline", "number")...)
	if c.Age.WarnYears == 0 {
		c.Age.WarnYears = 3
	}
	if c.Floor.WarnRatio == 0 {
		c.Floor.WarnRatio = 1.5
	}
	if !c.AsOf.IsZero() && !c.AsOf.IsDay() {
		l.add(diag.New(doc.At("as_of"), notADay, c.AsOf.String()).WithHint(hintDay))
		c.AsOf = Date{}
	}
	switch {
	case !asOf.IsZero():
		c.AsOf = asOf
	case c.AsOf.IsZero() && c.List.PeriodEnd > 0:
		c.AsOf = c.List.End()
	}
}

// paged is a pointer to a type that embeds Page.
type paged[T any] interface {
	*T
	page() *Page
}

func (p *Page) page() *Page { return p }

// readPage reads a Markdown file into a new T; nil when it is unreadable.
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

// enterPage reads a Markdown file into a list, where its id is free.
func enterPage[T any, P paged[T]](l *loader, kind, name string, list *[]*T) {
	if p := readPage[T, P](l, kind, name); p != nil && l.register(kind, P(p).page(), p) {
		*list = append(*list, p)
	}
}

// page reads a Markdown file; nil when it is unreadable.
func (l *loader) page(kind, name string) *tree.Page {
	file, faults, err := l.tree.Read(name)
	if !l.keep(file, faults, err) {
		l.unread[target{kind, strings.TrimSuffix(path.Base(name), ".md")}] = true
		return nil
	}
	return l.parse(file, func(p *parsed) { p.page, p.faults = file.Page() }).page
}

// fill completes a page with its id, file and body.
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

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// maxID is the length of the longest id, in characters: file systems allow
// names of 255 bytes, with all endings.
const maxID = 100

// isID reports whether a text can be an id, which is a part of an address and
// the name of a file on any system.
func isID(s string) bool { return len(s) <= maxID && kebab.MatchString(s) && tree.BadName(s) == nil }

// PageName checks the name of a page's file, which is its id.
func PageName(id, file string) diag.List {
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
	l.add(PageName(p.ID, p.File.Path)...)
	key := target{kind, p.ID}
	if old, taken := l.h.byID[key]; taken {
		l.add(diag.New(p.At("title"), duplicateID, kind, p.ID, wordZH[kind]).
			WithNote(old.(interface{ page() *Page }).page().At("title"), noteFirst).WithHint(hintRename))
		return false
	}
	l.h.byID[key] = entry
	return true
}

// row is a pointer to a type that embeds Row.
type row[T any] interface {
	*T
	place(doc *toml.Doc, list string, n int)
	At(path ...any) diag.Pos
}

// enter registers the rows of a table under their ids. It returns the rows
// whose id was free.
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

// citations returns all citations of the item: its sources, those of editions
// above that carry inherited facts, and those of its standards and texts over time. One can come
// twice.
func (i *Item) citations() (out []*Citation) {
	for _, k := range ItemKeys {
		if k.Proof >= Judged && i.Base != nil {
			out = append(out, i.Carrying(k.Name)...)
		}
	}
	for _, k := range ItemKeys {
		out = slices.AppendSeq(out, i.Cited(k))
	}
	for n := range i.Sources {
		out = append(out, &i.Sources[n])
	}
	for _, k := range ItemKeys {
		if k.Dated {
			for _, d := range *k.words(i) {
				out = append(out, d.Source.all()...)
			}
		}
	}
	for n := range i.Standards {
		for _, line := range i.Standards[n].Lines {
			for _, v := range line.Of {
				out = append(out, v.Source.all()...)
			}
		}
	}
	return slices.DeleteFunc(out, func(c *Citation) bool { return c == nil })
}
