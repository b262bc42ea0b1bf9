package preview

import (
	"encoding/json"
	"slices"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// aboutJSON is the data of the bar for a page.
type aboutJSON struct {
	Edition   string        `json:"edition"` // path of the page's edition
	Editions  []editionJSON `json:"editions"`
	Files     []placeJSON   `json:"files"`
	Facts     []placeJSON   `json:"facts"`
	Day       string        `json:"day"`       // that the pages speak as of
	Chosen    bool          `json:"chosen"`    // the bar has chosen the day
	Inherited int           `json:"inherited"` // number of facts from editions above
	Findings  any           `json:"findings"`  // see faultsJSON
	Count     int           `json:"count"`     // number of findings
	Errors    any           `json:"errors"`    // see faultsJSON
	Sum       string        `json:"sum"`       // sum of the errors
}

type editionJSON struct {
	Path  string `json:"path"`
	Name  string `json:"name"`
	Depth int    `json:"depth"` // number of editions above
}

// placeJSON is a file or a fact with its place.
type placeJSON struct {
	Name      string `json:"name"`
	Edition   string `json:"edition"` // name of its edition; "" for none
	Inherited bool   `json:"inherited"`
	File      string `json:"file"`
	Path      string `json:"path"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
}

func (p *Preview) aboutJSON(url string) aboutJSON {
	s := p.now.Load()
	out := aboutJSON{
		Editions: []editionJSON{}, Files: []placeJSON{}, Facts: []placeJSON{},
		Errors: p.faultsJSON(s.errors), Sum: s.sum, Findings: p.faultsJSON(nil),
	}
	if s.site == nil {
		return out
	}
	out.Day, out.Chosen = s.site.Handbook.Config.AsOf.String(), s.chosen
	for e := range s.site.Editions {
		depth := 0
		for up := e.Parent; up != nil; up = up.Parent {
			depth++
		}
		out.Editions = append(out.Editions, editionJSON{e.Path, e.Name, depth})
	}
	about, ok := s.site.About(url)
	if !ok {
		return out
	}
	if about.Edition != nil {
		out.Edition = about.Edition.Path
	}
	place := func(name string, e *handbook.Edition, pos diag.Pos) placeJSON {
		pl := placeJSON{Name: name, File: pos.File, Path: p.Locate(pos.File), Line: pos.Line, Column: pos.Col}
		if e != nil {
			pl.Edition, pl.Inherited = e.Name, e != about.Edition
		}
		return pl
	}
	var files []string
	for _, f := range about.Files {
		out.Files = append(out.Files, place("", f.Edition, f.Pos))
		files = append(files, f.Pos.File)
	}
	for _, f := range about.Facts {
		pl := place(f.Name, f.Edition, f.Pos)
		if pl.Inherited {
			out.Inherited++
		}
		out.Facts = append(out.Facts, pl)
	}
	findings := s.site.CheckPage(url)
	for _, f := range slices.Concat(s.others, s.lint()) {
		if slices.Contains(files, f.Pos.File) {
			findings.Add(f)
		}
	}
	findings = findings.Sorted()
	out.Findings, out.Count = p.faultsJSON(findings), len(findings)
	return out
}

func (p *Preview) text(m diag.Message, args ...any) string { return m.In(p.Lang, args...) }

// wordsJSON returns the words of the script in the browser, and the editor's address.
func (p *Preview) wordsJSON() []byte {
	words := map[string]string{"editor": p.Editor, "lang": "en"}
	if p.Lang == diag.ZH {
		words["lang"] = "zh-Hans"
	}
	for name, m := range barWords {
		words[name] = p.text(m)
	}
	text, err := json.Marshal(words)
	if err != nil {
		panic(err) // strings only
	}
	return []byte(strings.ReplaceAll(string(text), "</", `<\/`))
}
