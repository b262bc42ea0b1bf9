package handbook

import (
	"slices"
	"strings"
	"unicode/utf8"

	"handbook/generator/diag"
)

// SummaryLimit is the greatest length of a page's summary, in characters.
const SummaryLimit = 40

// ShortLimit is the greatest length of a source's short name, in characters.
const ShortLimit = 16

// Lint warns of correct content that is thin, stale or loose: facts that are
// unverified, missing, or expired on the handbook's day, groups and agencies that
// no item names, texts that are too long for the first screen.
func (h *Handbook) Lint() diag.List {
	var l diag.List
	var unseen []*Item
	for _, item := range h.Province.Items {
		if item.File.Front.Broken() { // its keys are unknown
			continue
		}
		h.lintItem(&l, item)
		if item.Verified.IsZero() {
			unseen = append(unseen, item)
		}
	}
	// One warning for all: a handbook that nobody has checked yet would
	// otherwise bury its other findings.
	if len(unseen) > 0 {
		l.Add(diag.Warn(unseen[0].At("title"), neverVerified, len(unseen), len(h.Province.Items)).WithHint(hintVerified))
	}
	for e := range h.Province.All {
		for _, item := range e.Items {
			if item.Edition == e && item.Base == nil && !item.File.Front.Broken() {
				h.lintLists(&l, item)
			}
			if item.Edition == e {
				lintLengths(&l, item)
			}
		}
	}
	for _, p := range h.pages() {
		if p.File.Front.Broken() {
			continue
		}
		if _, isAgency := h.byID[target{kindAgency, p.ID}]; isAgency && h.Agency(p.ID).page() == p {
			continue // an agency has names, and needs no sentence
		}
		if n := utf8.RuneCountInString(p.Summary); n > SummaryLimit {
			l.Add(diag.Warn(p.At("summary"), longText, "summary", itemKeys["summary"].Label, n, SummaryLimit).WithHint(hintShorten))
		} else if n == 0 {
			l.Add(diag.Warn(p.At("title"), noSummary).WithHint(hintSummary))
		}
	}
	for e := range h.Province.All {
		for _, s := range e.ownSources() {
			if n := utf8.RuneCountInString(s.Short); n > ShortLimit {
				l.Add(diag.Warn(s.At("short"), longText, "short", "简称", n, ShortLimit).WithHint(hintShortName))
			}
		}
	}
	for _, g := range h.Groups {
		if len(h.Province.For(g.ID)) == 0 {
			l.Add(diag.Warn(g.At("title"), unused, kindGroup, wordZH[kindGroup]).WithHint(hintUnused))
		}
	}
	for _, a := range h.Agencies {
		if len(h.Province.LedBy(a.ID))+len(h.Province.HelpedBy(a.ID)) == 0 && !h.linked(kindAgency, a.ID) {
			l.Add(diag.Warn(a.At("title"), unused, kindAgency, wordZH[kindAgency]).WithHint(hintUnused))
		}
	}
	h.lintTerms(&l)
	h.lintCategories(&l)
	h.lintFinder(&l)
	return l
}

// pages returns every Markdown page, in the order of the lists.
func (h *Handbook) pages() []*Page {
	var out []*Page
	if h.Home.File != nil {
		out = append(out, &h.Home.Page)
	}
	for _, d := range h.Domains {
		out = append(out, &d.Page)
	}
	for _, i := range h.Province.Items {
		out = append(out, &i.Page)
	}
	for _, g := range h.Groups {
		out = append(out, &g.Page)
	}
	for _, a := range h.Agencies {
		out = append(out, &a.Page)
	}
	for _, g := range slices.Concat(h.Province.Guides, h.EditorGuides) {
		out = append(out, &g.Page)
	}
	return out
}

// Dates warns of dates that today contradicts: where the day that the handbook
// speaks as of lies half a year or more before it, where a person will have verified
// an item, where a source or an earlier value is of the future. An as_of after
// today counts as today.
func (h *Handbook) Dates(today Date) diag.List {
	out := h.aged(today)
	if h.Config.AsOf.After(today) {
		today = h.Config.AsOf
	}
	past := func(d Date, here at, path ...any) {
		if !d.IsZero() && d.After(today) {
			out.Add(diag.Warn(here(path...), futureDate, d.String()).WithHint(hintFuture))
		}
	}
	for e := range h.Province.All {
		for _, item := range e.Items {
			if item.Edition != e {
				continue
			}
			if item.File.Front.Has("verified") {
				past(item.Verified, item.At, "verified")
			}
			for n := range item.Standards {
				for _, line := range item.Standards[n].Lines {
					for _, v := range line.Of {
						if line.Edition == e {
							past(v.Verified, v.At, "verified")
						}
					}
				}
			}
		}
		for _, s := range e.ownSources() {
			past(s.Date, s.At, "date")
		}
	}
	return out
}

func (h *Handbook) aged(today Date) (out diag.List) {
	day, doc := h.Config.AsOf, h.Config.Doc
	if day.IsZero() || doc == nil || day.AddMonths(6).After(today) {
		return nil
	}
	pos := doc.At("list", "period_end")
	if doc.Has("as_of") {
		pos = doc.At("as_of")
	}
	out.Add(diag.Warn(pos, agedHandbook, day.String(), today.String()).WithHint(hintAged, today.String()))
	return out
}

func (h *Handbook) lintItem(l *diag.List, item *Item) {
	if len(item.Sources) == 0 {
		l.Add(diag.Warn(item.At("title"), noSources).WithHint(hintVerify))
	}
	var unverified []string
	for _, k := range ItemKeys {
		if k.Proof == Fact && k.Filled(item) && h.Reliability(item.Carrying(k.Name)...).Unverified {
			unverified = append(unverified, k.Name)
		}
	}
	for _, s := range item.Standards {
		source := s.Source
		if s.Now == nil && len(s.Lines) > 0 { // the last value speaks for it
			of := s.Lines[0].Of
			source = of[len(of)-1].Source
		}
		if h.Reliability(source.First()).Unverified {
			unverified = append(unverified, "standards."+s.ID)
		}
	}
	if len(unverified) > 0 {
		l.Add(diag.Warn(item.At("title"), unverifiedFacts, strings.Join(unverified, ", ")).WithHint(hintVerify))
	}
	var missing []string // of the list's own columns; counties fill in [guide]
	for _, name := range []string{"recipients_note", "standards", "funding"} {
		if !itemKeys[name].Filled(item) {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		l.Add(diag.Warn(item.At("title"), missingFacts, strings.Join(missing, ", ")))
	}
	if !item.Expires.IsZero() && item.Expires.Before(h.Config.AsOf) {
		l.Add(diag.Warn(item.At("expires"), hasExpired, item.Expires.String()).WithHint(hintExpired))
	}
	for n := range item.Standards {
		s := &item.Standards[n]
		if s.Kind != KindStandard || s.Holds() {
			continue
		}
		for _, line := range s.Lines {
			for _, v := range line.Of {
				if !v.Until.IsZero() && v.Until.Before(h.Config.AsOf) {
					l.Add(diag.Warn(v.At("until"), hasExpired, v.Until.String()).WithHint(hintExpired))
				}
			}
		}
	}
}

// lintLengths warns of texts of an item's own file that are longer than their keys
// allow.
func lintLengths(l *diag.List, item *Item) {
	for _, k := range ItemKeys {
		if k.Limit == 0 || !item.File.Front.Has(k.Path()...) || !k.Filled(item) {
			continue
		}
		if n := utf8.RuneCountInString(k.Value(item).(string)); n > k.Limit {
			l.Add(diag.Warn(item.At(k.Path()...), longText, k.Name, k.Label, n, k.Limit).WithHint(hintShorten))
		}
	}
}

// lintLists warns of an item for nobody or of no agency: no page of a group or of
// an agency lists it.
func (h *Handbook) lintLists(l *diag.List, item *Item) {
	for _, name := range []string{"recipients", "agencies"} {
		if k := itemKeys[name]; item.File.Front.Has(name) && !k.Filled(item) {
			l.Add(diag.Warn(item.At(name), namesNone, k.Of, wordZH[k.Of]).WithHint(hintNamesNone, name))
		}
	}
}

// linked reports whether the body of any page links to an entry.
func (h *Handbook) linked(kind, id string) bool {
	for _, p := range h.pages() {
		for _, ref := range p.Body.Refs {
			if ref.Kind == kind && ref.ID == id {
				return true
			}
		}
	}
	return false
}

// lintTerms warns of synonyms for words that no page uses.
func (h *Handbook) lintTerms(l *diag.List) {
	if len(h.Synonyms) == 0 {
		return
	}
	var all strings.Builder
	for _, p := range h.pages() {
		all.WriteString(p.Title + "\n" + p.Summary + "\n")
	}
	for _, i := range h.Province.Items {
		all.WriteString(strings.Join(i.Aliases, "\n") + "\n" + i.RecipientsNote.String() + "\n")
	}
	text := all.String()
	for n := range h.Synonyms {
		s := &h.Synonyms[n]
		if s.Term != "" && !strings.Contains(text, s.Term) {
			l.Add(diag.Warn(s.At("term"), termNowhere, s.Term).WithHint(hintTerm))
		}
	}
}
