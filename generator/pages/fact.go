package pages

import (
	"fmt"
	"slices"

	"handbook/generator/handbook"
	"handbook/generator/layout"
)

// A badge marks the reliability of a fact or the kind of a figure. Its name is
// the key of its text in texts.toml ("badge.unverified") and the end of its CSS
// class (badge-unverified).
type badge string

const (
	badgeUnverified badge = "unverified" // 待核实
	badgeMissing    badge = "missing"    // 待补充
	badgeNational   badge = "national"   // 国家标准
	badgeLocal      badge = "local"      // 市县口径
	badgeSecondhand badge = "secondhand" // 转述
	badgeDerived    badge = "derived"    // 推算
	badgeTarget     badge = "target"     // 计划目标
	badgeResult     badge = "result"     // 实际数字
	badgeSuspect    badge = "suspect"    // 存疑
	badgeCumulative badge = "cumulative" // 累计数
)

// allBadges lists all badges in the order in which pages explain them.
var allBadges = []badge{
	badgeUnverified, badgeMissing, badgeNational, badgeLocal, badgeSecondhand, badgeDerived, badgeTarget, badgeResult, badgeSuspect, badgeCumulative,
}

// badges returns the badges of a reliability.
func badges(s handbook.Reliability) []badge {
	var out []badge
	switch {
	case s.Unverified:
		out = append(out, badgeUnverified)
	case s.Level == handbook.National:
		out = append(out, badgeNational)
	case s.Level == handbook.Local:
		out = append(out, badgeLocal)
	}
	switch s.Confidence {
	case handbook.Secondhand:
		out = append(out, badgeSecondhand)
	case handbook.Derived:
		out = append(out, badgeDerived)
	}
	return out
}

// badgesOf returns the badges of a fact that an edition wrote. 市县口径 marks a
// local source only in the province's facts.
func badgesOf(s handbook.Reliability, origin *handbook.Edition) []badge {
	if s.Level == handbook.Local && origin.Parent != nil {
		s.Level = handbook.Provincial
	}
	return badges(s)
}

// seal marks the edition that a fact comes from: 省, 市, 县.
type seal struct {
	Kind string // see the Kind constants of handbook
	Name string // of the edition
}

func sealOf(e *handbook.Edition) seal { return seal{e.Kind, e.Name} }

// cite is a source as a fact shows it.
type cite struct {
	N      int    // its number in the page's list of sources; 0 without a list
	URL    string // of its entry in the page's list, or on sources.html
	Title  string
	Number string // 文号
	Date   string
	At     string
	Copy   bool // only a third party's copy was seen
	Again  bool // the page has given its full name before, so its number is enough
}

// fact is a statement with its sources.
type fact struct {
	Text   string // "" without a source: 待补充
	Seal   *seal  // of the edition that wrote it; nil for the whole handbook's facts
	Badges []badge
	Cites  []cite
}

// sourceList numbers the sources of a page in the order of their first use.
type sourceList struct {
	book    *Book
	at      Within
	entries []*sourceEntry

	// Sources keep their numbers of the edition, so that a shared fragment fits
	// into every page.
	registered bool
}

// sourceEntry is an entry of a page's 依据.
type sourceEntry struct {
	N       int
	Source  sourceView
	Places  []string // cited articles or pages, each once
	Carries []string // names of the page's facts that rest on the source

	source *handbook.Source
	named  bool // a fact has shown its title
}

// sourceView is a source as lists show it.
type sourceView struct {
	ID      string
	Title   string
	Issuer  string
	Number  string
	Date    string
	Note    string
	Level   string // national, province or local
	Address string // "" when there is none, or when it must not be linked
	Copy    bool
	Badges  []badge
	URL     string // of its entry on sources.html
}

func (b *Book) source(at Within, src *handbook.Source) sourceView {
	view := sourceView{
		ID: src.ID, Title: src.Title, Issuer: src.Issuer, Number: src.Number, Note: src.Note, Level: src.Level,
		Date: SayDate(src.Date), Copy: src.ThirdPartyCopy, URL: at.To(Address("source", src.ID)),
	}
	if src.DateNote != "" {
		view.Date += "（" + src.DateNote + "）"
	}
	if !src.ThirdPartyCopy {
		view.Address = handbook.Link(src.Address)
	}
	if src.Confidence == handbook.Recalled {
		view.Badges = append(view.Badges, badgeUnverified)
	}
	return view
}

// cite enters a citation into the list and returns the fact's view of it.
func (l *sourceList) cite(c *handbook.Citation, carries string) (cite, bool) {
	if c == nil {
		return cite{}, false
	}
	src := l.book.Source(c.ID)
	if src == nil {
		return cite{}, false
	}
	var entry *sourceEntry
	for _, e := range l.entries {
		if e.source == src {
			entry = e
		}
	}
	if entry == nil {
		n := len(l.entries) + 1
		if l.registered {
			n = l.book.numbers()[src]
		}
		entry = &sourceEntry{N: n, Source: l.book.source(l.at, src), source: src}
		l.entries = append(l.entries, entry)
	}
	entry.Places = addOnce(entry.Places, c.At)
	entry.Carries = addOnce(entry.Carries, carries)
	return citeOf(c, src, entry.N), true
}

// citeOf returns the view of a citation; n is its number in the page's list.
func citeOf(c *handbook.Citation, src *handbook.Source, n int) cite {
	shown := cite{
		N: n, URL: fmt.Sprintf("#s-source-%d", n), Title: src.Title, Number: src.Number,
		Date: SayDate(src.Date), At: c.At, Copy: src.ThirdPartyCopy,
	}
	if src.Short != "" {
		shown.Title, shown.Number = src.Short, ""
	}
	return shown
}

// entryKey is the key of an entry of a page's list of sources.
type entryKey struct {
	source          *handbook.Source
	n               int
	places, carries list[string]
}

var entryFragment = &fragment[entryKey]{"_sources-entry.html", entryOf}

func entryOf(b *Book, at Within, k entryKey) any {
	return &sourceEntry{N: k.n, Source: b.source(at, k.source), Places: k.places.all(), Carries: k.carries.all()}
}

// shown returns the finished list for the page's view.
func (l *sourceList) shown() []*layout.Fragment {
	out := make([]*layout.Fragment, 0, len(l.entries))
	for _, e := range l.entries {
		out = append(out, entryFragment.shared(l.book, l.at, entryKey{
			e.source, e.N, intern(&l.book.lists, e.Places), intern(&l.book.lists, e.Carries),
		}))
	}
	return out
}

// name does as cite for a fact that names the source in words: in full the first
// time, later by number, date and place.
func (l *sourceList) name(c *handbook.Citation, carries string) (cite, bool) {
	shown, ok := l.cite(c, carries)
	if ok {
		entry := l.entries[slices.IndexFunc(l.entries, func(e *sourceEntry) bool { return e.N == shown.N })]
		shown.Again, entry.named = entry.named, true
	}
	return shown, ok
}

// show does as name for a fact with one source, and returns nil without one.
func (l *sourceList) show(c *handbook.Citation, carries string) *cite {
	shown, ok := l.name(c, carries)
	if !ok {
		return nil
	}
	return &shown
}

func addOnce(list []string, s string) []string {
	if s == "" {
		return list
	}
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// fact returns a text with the citations that carry it.
func (l *sourceList) fact(text, carries string, citations []*handbook.Citation) fact {
	if text == "" {
		return fact{Badges: []badge{badgeMissing}}
	}
	f := fact{Text: text, Badges: badges(l.book.Reliability(citations...))}
	for _, c := range citations {
		if shown, ok := l.name(c, carries); ok {
			f.Cites = append(f.Cites, shown)
		}
	}
	return f
}

// SayDate formats a date in Chinese: 2017年9月1日.
func SayDate(d handbook.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%d年", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%d年%d月", d.Year, d.Month)
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// amount is the number and the unit of a standard, which pages set large.
type amount struct {
	Number string
	Unit   string
	Spoken string // the unit, see aloud
	AtMost bool
}

func amountOf(std *handbook.Standard) *amount {
	if std == nil || std.Amount == nil {
		return nil
	}
	return newAmount(*std.Amount, std.Unit, std.Bound)
}

// newAmount returns a present or earlier value of a standard.
func newAmount(value handbook.Amount, unit string, bound handbook.Bound) *amount {
	return &amount{value.String(), unit, aloud(unit), bound == handbook.AtMost || bound == handbook.UpTo}
}

// LastHotline returns the number to call when no nearer one is known.
func (b *Book) LastHotline() Phone {
	h := b.Config.Hotline
	p := Phone{Number: h.Number, Name: h.Name}
	if b.Reliability(h.Source).Unverified {
		p.Badges = []badge{badgeUnverified}
	}
	return p
}

// agencyNumbers lists the hotlines of agencies.
func (b *Book) agencyNumbers() []Phone {
	var out []Phone
	for _, a := range b.Agencies {
		out = append(out, b.hotlinesOf(a, a.Title)...)
	}
	return out
}

// hotlinesOf lists an agency's hotlines under a name.
func (b *Book) hotlinesOf(a *handbook.Agency, name string) []Phone {
	var out []Phone
	unverified := b.Reliability(handbook.Carrying(a.Sources, "hotlines")...).Unverified
	for _, number := range a.Hotlines {
		p := Phone{Number: number, Name: name}
		if unverified {
			p.Badges = []badge{badgeUnverified}
		}
		out = append(out, p)
	}
	return out
}
