package handbook

import (
	"handbook/generator/diag"
	"handbook/generator/prose"
	"handbook/generator/tree"
)

// Page is the part that all Markdown pages have in common.
type Page struct {
	ID      string // the file's name without .md
	Title   string `toml:"title,inherit"`
	Summary string `toml:"summary"` // one sentence; see SummaryLimit

	Body *prose.Doc // never nil; may be empty
	File *tree.Page // the page's file, for positions
}

// At returns the place of a value in the page's front matter.
func (p *Page) At(path ...any) diag.Pos { return p.File.Front.At(path...) }

// Item is a guaranteed service (服务项目), as one edition has it. An edition that
// leaves an item alone has the same *Item as the edition above. [ItemKeys]
// explains the keys.
type Item struct {
	Page
	Domain         string           `toml:"domain,inherit"`
	Order          int              `toml:"order"`        // within the domain, from 1; 0 outside the list
	OutsideList    bool             `toml:"outside_list"` // a service that the list does not have
	Recipients     []string         `toml:"recipients,inherit"`
	Who            string           `toml:"who"`                 // who may have it, in one plain sentence for the first screen
	RecipientsNote Words            `toml:"recipients_note,one"` // the same as the texts have it
	Agencies       []string         `toml:"agencies,inherit"`
	Funding        Words            `toml:"funding,one"` // 支出责任; "" when no source carries it
	Hotlines       []string         `toml:"hotlines"`
	Aliases        []string         `toml:"aliases"`    // other names that people use
	FormerIDs      []string         `toml:"former_ids"` // old addresses that keep working
	Sensitive      bool             `toml:"sensitive"`  // never in the finder, never suggested beside other items
	Everyone       bool             `toml:"everyone"`   // 人人可享: the finder asks nothing
	Effective      Date             `toml:"effective"`
	Expires        Date             `toml:"expires"`
	Verified       Date             `toml:"verified"`    // when a person last checked the facts against their sources
	VerifiedBy     string           `toml:"verified_by"` // the person or office that checked them
	Reviewed       string           `toml:"reviewed"`    // document by which an edition's own words were found to take nothing away, or to be allowed to
	Sources        []Citation       `toml:"sources"`
	Standards      []Standard       `toml:"standards"`
	Eligibility    []map[string]any `toml:"eligibility"` // as written; see Routes
	Guide          ServiceGuide     `toml:"guide"`

	Routes  []Route   // ways to have it, one of which is enough; empty where the finder knows none
	Code    string    // public code such as 1-01: domain's order and item's order; "" outside the list
	Edition *Edition  // that wrote the item, or last changed it
	Base    *Item     // the item above, which it inherits from; nil for an item that is new in its edition
	Bodies  []Passage // the bodies that its page shows, the province's first; empty when nobody wrote any

	made *Item  // of an item that stands otherwise in some places, because of [Value.Only]: the one that its file made
	how  string // see reach

	rank    int                 // order of its domain
	sources []Citation          // of its own file
	added   map[string][]string // values that its own file adds to lists, by key; nil for a new item
}

// Citation names a source and the place in it.
type Citation struct {
	ID         string   `toml:"id,required"`
	At         string   `toml:"at"`         // section, article, table; of a derived fact: how
	Fields     []string `toml:"fields"`     // keys of the page that this source carries; nil for all, empty when it only corroborates
	Confidence string   `toml:"confidence"` // for this one fact; that of the source when empty
}

// id returns the source's id; "" of nil.
func (c *Citation) id() string {
	if c == nil {
		return ""
	}
	return c.ID
}

// Citations are the sources of one fact: the first carries it, the others confirm
// it. In TOML a table stands for a list of one.
type Citations []Citation

// First returns the citation that carries the fact; nil without any.
func (c Citations) First() *Citation {
	if len(c) == 0 {
		return nil
	}
	return &c[0]
}

// all returns the citations; nil without any.
func (c Citations) all() (out []*Citation) {
	for n := range c {
		out = append(out, &c[n])
	}
	return out
}

// ServiceGuide says how to get a service (办事指南): the general rule in the
// province, windows in counties. An empty field means that nothing is known yet.
type ServiceGuide struct {
	Application string     `toml:"application"` // see Applications; "" when nobody has found out
	How         string     `toml:"how"`         // all of it in one line
	Ask         string     `toml:"ask"`         // what one asks on the phone
	Conditions  []Clause   `toml:"conditions,one"`
	Materials   []Material `toml:"materials,one"`
	Steps       []Clause   `toml:"steps,one"`
	Deadline    []Clause   `toml:"deadline,one"`   // binds the citizen
	TimeLimit   []Clause   `toml:"time_limit,one"` // binds the office
	Where       []Clause   `toml:"where,one"`      // a rule; a window with an address is a Place
	Fee         []Clause   `toml:"fee,one"`        // free is written 不收费
	Online      []Clause   `toml:"online,one"`
	Visits      *int       `toml:"visits"` // nil when unknown
	Complaint   []Clause   `toml:"complaint,one"`
	Places      []Place    `toml:"places"`
}

// Basis is for which procedure and time an element of the guide holds, and on what
// it rests.
type Basis struct {
	For    string    `toml:"for"`        // one of several procedures, such as 手工报销; "" for all
	Source Citations `toml:"source,one"` // without any, the sources of the page carry it
	Since  Date      `toml:"since"`
	Until  Date      `toml:"until"`
}

// Clause is an element of the guide in words. In TOML it is a string or a table.
type Clause struct {
	Text string `toml:"text,bare"` // "" where a file says nothing, and after its last day
	URL  string `toml:"url"`       // of online; "" where the text is the address, or there is none
	Basis
}

// Material is a paper to bring. In TOML it is a string or a table.
type Material struct {
	Name   string `toml:"name,required,bare"` // "" after its last day
	Form   string `toml:"form"`               // original, copy, …
	Copies int    `toml:"copies"`             // 0 when unknown
	File   string `toml:"file"`               // "file:forms/a.pdf", a form to download; "" when there is none
	Basis
}

// Place is a window where people go.
type Place struct {
	Name    string `toml:"name,required"`
	Address string `toml:"address"`
	Phone   string `toml:"phone"`
	Hours   string `toml:"hours"`
}
