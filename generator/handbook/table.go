package handbook

import (
	"handbook/generator/diag"
	"handbook/generator/toml"
)

// Row is the place of an entry in a list of a TOML file.
type Row struct {
	doc  *toml.Doc
	list string
	n    int
}

// At returns the place of a value of the entry.
func (r *Row) At(path ...any) diag.Pos {
	return r.doc.At(append([]any{r.list, r.n}, path...)...)
}

// KeyAt returns the place of a key of the entry.
func (r *Row) KeyAt(path ...any) diag.Pos {
	return r.doc.KeyAt(append([]any{r.list, r.n}, path...)...)
}

// has reports whether the entry has a key.
func (r *Row) has(key string) bool { return r.doc.Has(r.list, r.n, key) }

func (r *Row) place(doc *toml.Doc, list string, n int) { *r = Row{doc, list, n} }

// Source is a text that facts come from; content/sources.toml lists them.
type Source struct {
	Row

	ID             string `toml:"id,required"`
	Title          string `toml:"title,required"`
	Short          string `toml:"short"` // a name for the line under a fact, such as 社会救助法; at most ShortLimit characters
	Issuer         string `toml:"issuer"`
	Number         string `toml:"number"` // 文号
	Date           Date   `toml:"date"`
	DateNote       string `toml:"date_note"`
	Kind           string `toml:"kind"`
	Level          string `toml:"level,required"`
	Confidence     string `toml:"confidence"`       // Found when empty
	AfterPeriod    bool   `toml:"after_period"`     // the text has no date, and is later than the list's period
	ThirdPartyCopy bool   `toml:"third_party_copy"` // the editors saw only a copy: its address is for checking, never a link
	Address        string `toml:"address"`
	Note           string `toml:"note"`
}

// Levels of a source.
const (
	National   = "national"
	Provincial = "province"
	Local      = "local" // a city's or a county's
)

// Confidence of a source.
const (
	Found      = "found"      // the editors read a public text
	Secondhand = "secondhand" // the editors read somebody who tells of the text: 转述
	Derived    = "derived"    // the editors made the figure from others: 推算
	Recalled   = "recalled"   // the editors saw no text: facts that rest on it are 待核实
)

var confidences = []string{Found, Secondhand, Derived, Recalled}

var sourceKinds = []string{
	"plan", "national-list", "provincial-list", "law", "policy", "gov-page", "news", "dataset", "other",
}

// Indicator is a figure with a goal in the plan (主要发展指标).
type Indicator struct {
	Row

	ID         string    `toml:"id,required"`
	Order      int       `toml:"order,required"`
	Domain     string    `toml:"domain,required"`
	Title      string    `toml:"title,required"`
	Unit       string    `toml:"unit"`
	Base       Reading   `toml:"base,required"`
	Target     Reading   `toml:"target,required"`
	Cumulative bool      `toml:"cumulative"` // the target sums up years and cannot be set beside the base
	Suspect    bool      `toml:"suspect"`    // the original's figure is doubtful: pages show it as it is, with 存疑
	Note       string    `toml:"note"`
	Source     *Citation `toml:"source"`

	Edition *Edition   // that wrote the entry
	Above   *Indicator // the indicator as the edition above has it; nil for the province's
}

// Own returns the edition's own readings; nil for those that it inherits.
func (i *Indicator) Own() (base, target *Reading) {
	if i.has("base") {
		base = &i.Base
	}
	if i.has("target") {
		target = &i.Target
	}
	return base, target
}

// Reading is a value of an indicator in a year.
type Reading struct {
	Year       int     `toml:"year,required"`
	Text       string  `toml:"text,required"` // the original's own wording
	Value      *Amount `toml:"value"`         // nil where the wording is not a number
	Comparator string  `toml:"comparator"`    // one of comparators; "" as "="
}

// Includes reports whether the bound that the reading states holds for its value too.
func (r Reading) Includes() bool { return r.Comparator == ">=" || r.Comparator == "<=" }

var comparators = []string{"=", ">", ">=", "<", "<=", "below-national-average"}

// Synonym leads from the words that people use to a word of the handbook.
type Synonym struct {
	Row

	Term  string   `toml:"term,required"`
	Words []string `toml:"words,required"`
}
