package handbook

import (
	"slices"
	"strings"
	"unicode/utf8"

	"handbook/generator/diag"
	"handbook/generator/toml"
)

// Edition is the handbook of one place: the province, a city or a county. It
// inherits everything from the edition above it.
type Edition struct {
	Path      string    // "" for the province, "fuzhou", "fuzhou/minhou"
	Name      string    // of the place: 福建省, 福州市, 闽侯县
	Aliases   []string  // other and former names, by which readers find it
	Code      string    // GB/T 2260
	Kind      string    // see the Kind constants; KindProvince for the province
	Divided   Date      // day of the division into places
	BaseURL   string    // "" when the edition has no address of its own
	Draft     bool      // its pages have a banner, and are not for search engines
	Notice    string    // on top of its pages, beside the inherited ones
	Contact   string    // who edits it; "" shows 待补充
	Successor Successor // of the place; zero when it has none

	Parent   *Edition // nil for the province
	Children []*Edition

	*Catalogue              // its items
	Guides     []*Guide     // by order; local ones after the inherited
	Indicators []*Indicator // by order, with the edition's own readings
	Sources    []*Source    // the sources that its facts can cite, the inherited first

	NotApplicable map[string]string // item id → the reason why it does not apply
	Places        []Window          // its own windows

	doc *toml.Doc // edition.toml; nil for the province
}

// Kinds of editions.
const (
	KindProvince   = "province"
	KindCity       = "city"
	KindCounty     = "county"
	KindDistrict   = "district"
	KindCountyCity = "county-city"
	KindZone       = "zone"
)

// EditionKinds are the kinds of the editions below the province, as edition.toml
// writes them. TestEditionKinds of the command names the lists that know them.
var EditionKinds = []string{KindCity, KindCounty, KindDistrict, KindCountyCity, KindZone}

// KindOfType maps the types of places in seeds/divisions.toml to kinds.
var KindOfType = map[string]string{
	"设区市": KindCity, "实验区": KindZone, "县": KindCounty, "区": KindDistrict, "市": KindCountyCity,
}

// takenNames are folders among the pages of every edition: no edition can have
// such a name.
var takenNames = []string{"agencies", "assets", "data", "domains", "editions", "files", "groups", "guides", "items", "v"}

// Successor says, for readers, which place follows one after the day of Divided.
type Successor struct {
	Text   string    `toml:"text,required"`
	Source *Citation `toml:"source"`
}

// Window is a place with the agencies that it serves: an edition writes it once
// for all items that they lead, there and below.
type Window struct {
	Place
	Agencies []string `toml:"agencies,required"`
}

// editionFile is edition.toml.
type editionFile struct {
	Name          string            `toml:"name,required"`
	Aliases       []string          `toml:"aliases"`
	Code          string            `toml:"code"`
	Kind          string            `toml:"kind,required"`
	Divided       Date              `toml:"divided"`
	DividedOld    Date              `toml:"as_of"` // what divided was called before site.toml had an as_of
	BaseURL       string            `toml:"base_url"`
	Draft         bool              `toml:"draft"`
	Notice        string            `toml:"notice"`
	Contact       string            `toml:"contact"`
	Successor     Successor         `toml:"successor"`
	Places        []Window          `toml:"places"`
	Indicators    []localReading    `toml:"indicators"`
	NotApplicable map[string]string `toml:"not_applicable"`
}

// localReading is an edition's own value of an indicator of the province.
type localReading struct {
	ID     string    `toml:"id,required"`
	Base   *Reading  `toml:"base"`
	Target *Reading  `toml:"target"`
	Note   string    `toml:"note"`
	Source *Citation `toml:"source"`
}

// kindsOfPlace are the ends of places' names that people leave out, the longer ones
// first.
var kindsOfPlace = []string{"综合实验区", "特别行政区", "自治区", "自治州", "自治县", "地区", "林区", "特区", "新区", "省", "市", "县", "区", "州", "盟", "旗"}

// ShortName returns a place's name without its kind, such as 闽侯 for 闽侯县; "" when
// fewer than two characters are left.
func ShortName(name string) string {
	for _, kind := range kindsOfPlace {
		short, ok := strings.CutSuffix(name, kind)
		if ok && utf8.RuneCountInString(short) > 1 {
			return short
		} else if ok {
			break
		}
	}
	return ""
}

// At returns the place of a value in edition.toml.
func (e *Edition) At(path ...any) diag.Pos {
	if e.doc == nil {
		return diag.Pos{File: "site.toml"}
	}
	return e.doc.At(path...)
}

// Up ranges over the edition and the editions above it, itself first.
func (e *Edition) Up(yield func(*Edition) bool) {
	for ; e != nil; e = e.Parent {
		if !yield(e) {
			return
		}
	}
}

// All ranges over the edition and all editions below it, parents first, in the
// order of codes and paths.
func (e *Edition) All(yield func(*Edition) bool) { e.all(yield) }

func (e *Edition) all(yield func(*Edition) bool) bool {
	if !yield(e) {
		return false
	}
	for _, child := range e.Children {
		if !child.all(yield) {
			return false
		}
	}
	return true
}

// UnknownEdition is the error for an edition that the handbook does not have.
type UnknownEdition struct {
	Path string
	Near string // the most similar path; "" when none is similar
}

func (e *UnknownEdition) Error() string { return "there is no edition " + e.Path }

// Edition returns the edition with a path; "" is the province. The error is an
// [*UnknownEdition].
func (h *Handbook) Edition(path string) (*Edition, error) {
	var paths []string
	for e := range h.Province.All {
		if e.Path == path {
			return e, nil
		}
		paths = append(paths, e.Path)
	}
	return nil, &UnknownEdition{path, diag.Nearest(path, paths)}
}

// Guide returns the guide with an id, or nil.
func (e *Edition) Guide(id string) *Guide {
	for _, g := range e.Guides {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// ownSources returns the sources that the edition's own file adds.
func (e *Edition) ownSources() []*Source {
	if e.Parent == nil {
		return e.Sources
	}
	return e.Sources[len(e.Parent.Sources):]
}

// Source returns the source with an id among those that the edition's facts can
// cite, or nil.
func (e *Edition) Source(id string) *Source {
	for _, s := range e.Sources {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// WindowsFor returns the windows for the items that an agency leads: the
// edition's own, else those of the nearest edition above that has any. from is
// the edition that has them; nil without any.
func (e *Edition) WindowsFor(agency string) (windows []*Window, from *Edition) {
	for at := range e.Up {
		for n := range at.Places {
			if slices.Contains(at.Places[n].Agencies, agency) {
				windows = append(windows, &at.Places[n])
			}
		}
		if len(windows) > 0 {
			return windows, at
		}
	}
	return nil, nil
}

// Absent returns the reason why an item does not apply in this edition, and the
// edition that gives it; "" when the item applies.
func (e *Edition) Absent(item string) (reason string, from *Edition) {
	for at := range e.Up {
		if reason := at.NotApplicable[item]; reason != "" {
			return reason, at
		}
	}
	return "", nil
}
