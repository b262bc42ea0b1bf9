package handbook

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/toml"
	"handbook/generator/tree"
)

// Config is site.toml.
type Config struct {
	Title   string  `toml:"title,required"` // the handbook's name
	Name    string  `toml:"name,required"`  // the province
	Code    string  `toml:"code"`           // GB/T 2260
	BaseURL string  `toml:"base_url"`       // "" without an address; after loading it ends with a slash
	Contact string  `toml:"contact"`        // who edits the handbook; "" shows 待补充
	Licence string  `toml:"licence"`        // of the open data; "" while undecided: 待补充
	Notice  string  `toml:"notice"`         // on top of every page
	List    List    `toml:"list,required"`
	Hotline Hotline `toml:"hotline,required"`
	Floor   Floor   `toml:"floor"`
	Age     Age     `toml:"age"`
	Static  Static  `toml:"static"`
	AsOf    Date    `toml:"as_of"` // the day that the handbook speaks as of; after loading that of Load, else the last day of the list's period

	Doc *toml.Doc
}

// List is the version of the list of services.
type List struct {
	Title     string    `toml:"title,required"`
	Version   string    `toml:"version,required"`
	PeriodEnd int       `toml:"period_end,required"` // the last year of the list's period
	Source    *Citation `toml:"source"`
}

// End returns the last day of the list's period.
func (l *List) End() Date { return Date{Year: l.PeriodEnd, Month: 12, Day: 31} }

// Hotline is the number that people call where no nearer number is known.
type Hotline struct {
	Number string    `toml:"number,required"`
	Name   string    `toml:"name,required"`
	Source *Citation `toml:"source"`
}

// Floor has the settings of the floor: no edition may promise less.
type Floor struct {
	WarnRatio float64 `toml:"warn_ratio"` // a standard of more than so many times the inherited one is a warning
}

// Age has the settings for old figures.
type Age struct {
	WarnYears int `toml:"warn_years"` // a sum of money whose newest source is older says so; 3 when 0
}

// Static has the settings of static/.
type Static struct {
	Dotfiles []string `toml:"dotfiles"` // names with a dot that are published, besides those that hosts ask for
}

// Independent is the site.toml of an edition that keeps a repository of its
// own. Its folder holds site.toml and content/editions/EDITION/; everything
// else is the base's.
type Independent struct {
	Edition string `toml:"edition,required"` // "fuzhou/minhou"
	Base    Base   `toml:"base,required"`

	doc *toml.Doc
}

// Base is the handbook that an independent edition builds on.
type Base struct {
	Path string `toml:"path,required"` // a folder or a bundle, from site.toml's own folder
	Sum  string `toml:"sum"`           // SHA-256 of the bundle in hex; "" for any
}

// At returns the place of a value in site.toml.
func (i *Independent) At(path ...any) diag.Pos { return i.doc.At(path...) }

// ReadIndependent reads a site.toml that names a base. It is nil in a province's
// folder, and where site.toml is unreadable.
func ReadIndependent(fsys fs.FS) (*Independent, diag.List, error) {
	file, _, err := tree.Read(fsys, "site.toml")
	if errors.Is(err, fs.ErrNotExist) || file == nil && err == nil { // Load reports it
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	doc, _ := file.TOML()
	if doc == nil || !doc.Has("base") {
		return nil, nil, nil
	}
	i := &Independent{doc: doc}
	faults := doc.Decode(i)
	if i.Edition != "" && !IsEditionPath(i.Edition) {
		faults.Add(diag.New(i.At("edition"), badEditionPath, i.Edition).WithHint(hintEditionPath))
	}
	return i, faults, nil
}

// IsEditionPath reports whether a text can be the path of an edition.
func IsEditionPath(s string) bool {
	names := strings.Split(s, "/")
	return len(names) <= 2 && !slices.ContainsFunc(names, func(name string) bool { return editionName(name, "") != nil })
}

// IsCountyFile reports whether a file, relative to content/, belongs to a
// county's edition.
func IsCountyFile(name string) bool {
	rest, ok := strings.CutPrefix(name, "editions/")
	if !ok {
		return false
	}
	parts := strings.Split(rest, "/")
	return len(parts) > 2 && parts[1] != "items" && parts[1] != "guides" && parts[1] != "files"
}
