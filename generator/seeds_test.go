package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
)

// The fact tables of seeds/, as far as the test checks them.
type (
	seedDomain struct {
		ID    string     `toml:"id"`
		Items []seedItem `toml:"items"`
	}
	seedItem struct {
		Number         int               `toml:"number"`
		ID             string            `toml:"id"`
		Name           string            `toml:"name"`
		Recipients     []string          `toml:"recipients"`
		RecipientsText string            `toml:"recipients_text"`
		Standard       []string          `toml:"standard"`
		StandardRefs   []string          `toml:"standard_refs"`
		Funding        string            `toml:"funding"`
		Lead           []string          `toml:"lead"`
		Confidence     map[string]string `toml:"confidence"`
		Sources        []struct {
			ID         string `toml:"id"`
			Confidence string `toml:"confidence"`
		} `toml:"sources"`
	}
	seedEntry struct {
		ID string `toml:"id"`
	}
	seedSource struct {
		ID   string `toml:"id"`
		Seen string `toml:"seen"`
	}
	seedIndicator struct {
		ID      string `toml:"id"`
		Domain  string `toml:"domain"`
		Suspect bool   `toml:"suspect"`
		Note    string `toml:"note"`
	}
	seedCounty struct {
		ID              string `toml:"id"`
		Code            string `toml:"code"`
		Name            string `toml:"name"`
		Parent          string `toml:"parent"`
		Successor       string `toml:"successor"`
		SuccessorSource string `toml:"successor_source"`
	}
	seedLocal struct {
		Item       string   `toml:"item"`
		Places     []string `toml:"places"`
		Source     string   `toml:"source"`
		Confidence string   `toml:"confidence"`
	}
	seedPlanDomain struct {
		ID        string `toml:"id"`
		ItemCount int    `toml:"item_count"`
	}
)

// seeds holds all of them.
type seeds struct {
	Domains    []seedDomain     // catalogue.toml
	Sources    []seedSource     // sources.toml
	Groups     []seedEntry      // groups.toml
	Agencies   []seedEntry      // agencies.toml
	Indicators []seedIndicator  // indicators.toml
	Cities     []seedEntry      // divisions.toml
	Counties   []seedCounty     // divisions.toml
	Local      []seedLocal      // local.toml: values, then facts
	Plan       []seedPlanDomain // plan.toml
}

func readSeeds(t *testing.T) *seeds {
	t.Helper()
	read := func(name string, into any) {
		if _, err := toml.DecodeFile(filepath.Join("../seeds", name+".toml"), into); err != nil {
			t.Fatalf("seeds/%s.toml: %v", name, err)
		}
	}
	var (
		s         seeds
		catalogue struct{ Domains []seedDomain }
		plan      struct{ Domains []seedPlanDomain }
		local     struct{ Values, Facts []seedLocal }
	)
	read("catalogue", &catalogue)
	read("plan", &plan)
	read("local", &local)
	for _, name := range []string{"sources", "groups", "agencies", "indicators", "divisions"} {
		read(name, &s)
	}
	s.Domains, s.Plan, s.Local = catalogue.Domains, plan.Domains, append(local.Values, local.Facts...)
	return &s
}

// TestSeeds checks the facts of the first scaffolds of the content: every reference
// exists, every field agrees with its confidence, and no item of the plan's list is
// missing. Correct its faults in seeds/.
func TestSeeds(t *testing.T) {
	for _, fault := range readSeeds(t).faults() {
		t.Error("seeds/" + fault)
	}
}

// TestSeedsList compares the names and their order with the plan's own text.
func TestSeedsList(t *testing.T) {
	data, err := os.ReadFile("testdata/plan-list.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, d := range readSeeds(t).Domains {
		var names []string
		for _, i := range d.Items {
			names = append(names, i.Name)
		}
		fmt.Fprintf(&got, "%s: %s\n", d.ID, strings.Join(names, "、"))
	}
	_, want, _ := strings.Cut(string(data), "\n\n")
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("seeds/catalogue.toml: names or order differ from the plan's list (-plan +seeds):\n%s", diff)
	}
}

var (
	seedID     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	countyCode = regexp.MustCompile(`^35\d{4}$`)
	// The origin of a fact: the plan, another text, memory, none.
	seedSeen = []string{"seed", "found", "recalled"}
	// The fields of an item that carry a confidence.
	seedFields = []string{"funding", "lead", "recipients", "standard"}
	// Items of the plan's list by domain.
	seedCounts = []struct {
		domain string
		items  int
	}{
		{"education", 8}, {"employment", 10}, {"social-insurance", 7}, {"health", 20},
		{"social-services", 13}, {"housing", 3}, {"culture-sports", 10}, {"disability", 10},
	}
)

// report collects faults, each beginning with its file.
type report []string

func (r *report) add(format string, args ...any) { *r = append(*r, fmt.Sprintf(format, args...)) }

// ids checks ids and returns them as a set.
func (r *report) ids(file string, ids ...string) map[string]bool {
	set := map[string]bool{}
	for _, id := range ids {
		if !seedID.MatchString(id) {
			r.add("%s: the id %q is not lower-case kebab-case", file, id)
		}
		if set[id] {
			r.add("%s: the id %q stands twice", file, id)
		}
		set[id] = true
	}
	return set
}

func each[T any](list []T, id func(T) string) []string {
	var out []string
	for _, e := range list {
		out = append(out, id(e))
	}
	return out
}

func (s *seeds) faults() []string {
	var r report
	entry := func(e seedEntry) string { return e.ID }
	sources := map[string]string{}
	for _, src := range s.Sources {
		sources[src.ID] = src.Seen
		if !slices.Contains(seedSeen, src.Seen) {
			r.add("sources.toml: %s: seen = %q is none of %v", src.ID, src.Seen, seedSeen)
		}
	}
	r.ids("sources.toml", each(s.Sources, func(x seedSource) string { return x.ID })...)
	groups := r.ids("groups.toml", each(s.Groups, entry)...)
	agencies := r.ids("agencies.toml", each(s.Agencies, entry)...)
	r.ids("indicators.toml", each(s.Indicators, func(i seedIndicator) string { return i.ID })...)

	items := s.items(&r)
	domains := map[string]bool{}
	for _, d := range s.Domains {
		domains[d.ID] = true
		for _, i := range d.Items {
			i.check(&r, groups, agencies, sources)
		}
	}
	if len(s.Indicators) != 20 {
		r.add("indicators.toml: %d indicators, the plan's table has 20", len(s.Indicators))
	}
	for _, i := range s.Indicators {
		if !domains[i.Domain] {
			r.add("indicators.toml: %s: there is no domain %q", i.ID, i.Domain)
		}
		if i.Suspect && i.Note == "" {
			r.add("indicators.toml: %s is suspect without a note that says why", i.ID)
		}
	}
	places := s.places(&r, sources)
	for n, x := range s.Local {
		if !items[x.Item] {
			r.add("local.toml: row %d: there is no item %q", n+1, x.Item)
		}
		for _, p := range x.Places {
			if !places[p] {
				r.add("local.toml: row %d: there is no place %q", n+1, p)
			}
		}
		if seen, known := sources[x.Source]; !known || seen != x.Confidence {
			r.add("local.toml: row %d: the source %q is unknown or was seen otherwise than %q", n+1, x.Source, x.Confidence)
		}
	}
	counts := map[string]int{}
	for _, c := range seedCounts {
		counts[c.domain] = c.items
	}
	for _, d := range s.Plan {
		if n, known := counts[d.ID]; !known || n != d.ItemCount {
			r.add("plan.toml: the domain %q is unknown or has not %d items", d.ID, d.ItemCount)
		}
	}
	return r
}

// items checks the list as a whole and returns the ids.
func (s *seeds) items(r *report) map[string]bool {
	for n, want := range seedCounts {
		if n >= len(s.Domains) || s.Domains[n].ID != want.domain || len(s.Domains[n].Items) != want.items {
			r.add("catalogue.toml: domain %d must be %s with %d items", n+1, want.domain, want.items)
		}
	}
	if len(s.Domains) != len(seedCounts) {
		r.add("catalogue.toml: %d domains instead of %d", len(s.Domains), len(seedCounts))
	}
	var ids []string
	names := map[string]bool{}
	for _, d := range s.Domains {
		for _, i := range d.Items {
			ids = append(ids, i.ID)
			if i.Number != len(ids) {
				r.add("catalogue.toml: %s has the number %d in place of %d", i.ID, i.Number, len(ids))
			}
			if names[i.Name] {
				r.add("catalogue.toml: the name %q stands twice", i.Name)
			}
			names[i.Name] = true
		}
	}
	return r.ids("catalogue.toml", ids...)
}

func (i *seedItem) check(r *report, groups, agencies map[string]bool, sources map[string]string) {
	fault := func(format string, args ...any) { r.add("catalogue.toml: "+i.ID+": "+format, args...) }
	if len(i.Recipients) == 0 {
		fault("no group of recipients")
	}
	for _, g := range i.Recipients {
		if !groups[g] {
			fault("there is no group %q", g)
		}
	}
	for _, a := range i.Lead {
		if !agencies[a] {
			fault("there is no agency %q", a)
		}
	}
	listed := map[string]bool{}
	for _, src := range i.Sources {
		listed[src.ID] = true
		if seen, known := sources[src.ID]; !known {
			fault("there is no source %q", src.ID)
		} else if seen != src.Confidence {
			fault("the source %q is %s here and %s in sources.toml", src.ID, src.Confidence, seen)
		}
	}
	if len(i.Standard) != len(i.StandardRefs) {
		fault("%d standards and %d standard_refs", len(i.Standard), len(i.StandardRefs))
	}
	for _, ref := range i.StandardRefs {
		if _, known := sources[ref]; !known {
			fault("a standard rests on %q, which sources.toml lacks", ref)
		} else if !listed[ref] {
			fault("a standard rests on %q, which its own sources lack", ref)
		}
	}
	if got := slices.Sorted(maps.Keys(i.Confidence)); !slices.Equal(got, seedFields) {
		fault("confidence has the keys %v in place of %v", got, seedFields)
	}
	filled := map[string]bool{
		"recipients": i.RecipientsText != "", "standard": len(i.Standard) > 0, "funding": i.Funding != "", "lead": len(i.Lead) > 0,
	}
	for _, field := range seedFields {
		c := i.Confidence[field]
		if c != "none" && !slices.Contains(seedSeen, c) {
			fault("confidence.%s = %q is none of %v", field, c, append(seedSeen, "none"))
		}
		if filled[field] == (c == "none") {
			fault("%s contradicts its confidence %q", field, c)
		}
	}
}

// places checks the divisions and returns the ids that local facts may name.
func (s *seeds) places(r *report, sources map[string]string) map[string]bool {
	cities := each(s.Cities, func(c seedEntry) string { return c.ID })
	counties := each(s.Counties, func(c seedCounty) string { return c.ID })
	places := r.ids("divisions.toml", append(slices.Clone(cities), counties...)...)
	places["fujian"] = true
	if len(cities) != 10 || len(counties) != 85 {
		r.add("divisions.toml: %d cities and %d counties in place of 10 and 85", len(cities), len(counties))
	}
	codes := map[string]bool{}
	for _, c := range s.Counties {
		if !slices.Contains(cities, c.Parent) {
			r.add("divisions.toml: %s: there is no city %q", c.Name, c.Parent)
		}
		if !countyCode.MatchString(c.Code) || codes[c.Code] {
			r.add("divisions.toml: %s: the code %q is none of Fujian, or stands twice", c.Name, c.Code)
		}
		codes[c.Code] = true
		if _, known := sources[c.SuccessorSource]; c.Successor != "" && !known {
			r.add("divisions.toml: %s has a successor without a source", c.Name)
		}
	}
	return places
}

// TestSeedsFaults proves that each check can fail: it spoils one fact at a time.
func TestSeedsFaults(t *testing.T) {
	for _, test := range []struct {
		spoil func(*seeds)
		want  string
	}{
		{func(s *seeds) { s.Sources[0].Seen = "guessed" }, `seen = "guessed"`},
		{func(s *seeds) { s.Sources[1].ID = s.Sources[0].ID }, "stands twice"},
		{func(s *seeds) { s.Groups[0].ID = "Big_Name" }, "kebab-case"},
		{func(s *seeds) { s.Domains[0].Items = s.Domains[0].Items[1:] }, "domain 1 must be education with 8 items"},
		{func(s *seeds) { s.Domains = s.Domains[:7] }, "7 domains"},
		{func(s *seeds) { s.Domains[2].Items[3].Number = 99 }, "has the number 99"},
		{func(s *seeds) { s.Domains[0].Items[1].Name = s.Domains[0].Items[0].Name }, "the name"},
		{func(s *seeds) { s.Domains[1].Items[1].ID = s.Domains[0].Items[0].ID }, "stands twice"},
		{func(s *seeds) { s.Domains[0].Items[0].Recipients = nil }, "no group of recipients"},
		{func(s *seeds) { s.Domains[0].Items[0].Recipients = []string{"nobody"} }, `no group "nobody"`},
		{func(s *seeds) { s.Domains[0].Items[0].Lead = []string{"nobody"} }, `no agency "nobody"`},
		{func(s *seeds) { s.Domains[0].Items[0].StandardRefs = nil }, "0 standard_refs"},
		{func(s *seeds) { s.Domains[0].Items[0].StandardRefs[0] = "hearsay" }, "which sources.toml lacks"},
		{func(s *seeds) { s.Domains[0].Items[0].Sources = nil }, "which its own sources lack"},
		{func(s *seeds) { s.Domains[0].Items[0].Sources[0].ID = "hearsay" }, `no source "hearsay"`},
		{func(s *seeds) { s.Domains[0].Items[0].Sources[0].Confidence = "recalled" }, "is recalled here"},
		{func(s *seeds) { delete(s.Domains[0].Items[0].Confidence, "lead") }, "confidence has the keys"},
		{func(s *seeds) { s.Domains[0].Items[0].Confidence["lead"] = "guessed" }, `confidence.lead = "guessed"`},
		{func(s *seeds) { s.Domains[0].Items[0].Confidence["funding"] = "none" }, "funding contradicts"},
		{func(s *seeds) { s.Domains[0].Items[0].Funding = "" }, "funding contradicts"},
		{func(s *seeds) { s.Indicators = s.Indicators[1:] }, "19 indicators"},
		{func(s *seeds) { s.Indicators[0].Domain = "nowhere" }, `no domain "nowhere"`},
		{func(s *seeds) { s.Indicators[0].Suspect, s.Indicators[0].Note = true, "" }, "is suspect without"},
		{func(s *seeds) { s.Local[0].Item = "nothing" }, `no item "nothing"`},
		{func(s *seeds) { s.Local[0].Places = []string{"nowhere"} }, `no place "nowhere"`},
		{func(s *seeds) { s.Local[0].Source = "hearsay" }, `the source "hearsay"`},
		{func(s *seeds) { s.Plan[0].ItemCount = 9 }, "has not 9 items"},
		{func(s *seeds) { s.Counties = s.Counties[1:] }, "84 counties"},
		{func(s *seeds) { s.Counties[0].ID = s.Cities[0].ID }, "stands twice"},
		{func(s *seeds) { s.Counties[0].Parent = "nowhere" }, `no city "nowhere"`},
		{func(s *seeds) { s.Counties[0].Code = "360101" }, "the code"},
		{func(s *seeds) { s.Counties[1].Code = s.Counties[0].Code }, "stands twice"},
		{func(s *seeds) { s.Counties[0].Successor, s.Counties[0].SuccessorSource = "x", "" }, "successor without"},
	} {
		s := readSeeds(t)
		test.spoil(s)
		if got := strings.Join(s.faults(), "\n"); !strings.Contains(got, test.want) {
			t.Errorf("a spoilt fact went unnoticed: want %q, got %q", test.want, got)
		}
	}
}
