package main

import (
	"encoding/csv"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// The fact tables of seeds/now/: what holds today. They add sources to those of seeds/.
type (
	nowSource struct {
		ID      string `toml:"id"`
		Level   string `toml:"level"`
		Kind    string `toml:"kind"`
		Seen    string `toml:"seen"`
		Address string `toml:"address"`
	}
	nowEntry struct {
		Item       string   `toml:"item"`
		Name       string   `toml:"name"` // of new-services.toml
		Text       string   `toml:"text"`
		Key        string   `toml:"key"`   // of guide.toml
		Value      any      `toml:"value"` // of guide.toml: a text or a list of texts
		Amount     float64  `toml:"amount"`
		Unit       string   `toml:"unit"`
		Places     []string `toml:"places"`
		Since      string   `toml:"since"`
		Until      string   `toml:"until"`
		Source     string   `toml:"source"`
		At         string   `toml:"at"`
		Confidence string   `toml:"confidence"`
	}
	seedsNow struct {
		Sources    []nowSource         // sources.toml
		Current    []nowEntry          // current.toml
		Guide      []nowEntry          // guide.toml: how to get a service
		Recipients []nowEntry          // recipients.toml: who may have it
		Services   []nowEntry          // new-services.toml: what the list does not have
		Sorted     []map[string]string // sorted.csv: one reading of each entry of Current
		Wages      []map[string]string // minimum-wage-2025.csv
	}
)

func readSeedsNow(t *testing.T) *seedsNow {
	t.Helper()
	var s seedsNow
	for _, name := range []string{"sources.toml", "current.toml", "guide.toml", "recipients.toml", "new-services.toml"} {
		if _, err := toml.DecodeFile(filepath.Join("../seeds/now", name), &s); err != nil {
			t.Fatalf("seeds/now/%s: %v", name, err)
		}
	}
	read := func(name string) []map[string]string {
		f, err := os.Open(filepath.Join("../seeds/now", name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatalf("seeds/now/%s: %v", name, err)
		}
		var out []map[string]string
		for _, row := range rows[1:] {
			m := map[string]string{}
			for i, cell := range row {
				m[rows[0][i]] = cell
			}
			out = append(out, m)
		}
		return out
	}
	s.Sorted, s.Wages = read("sorted.csv"), read("minimum-wage-2025.csv")
	return &s
}

// TestSeedsNow checks the facts of what holds today: every reference exists, dates and
// amounts are whole, no address is a copyist's. Correct its faults in seeds/now/.
func TestSeedsNow(t *testing.T) {
	for _, fault := range readSeedsNow(t).faults(readSeeds(t)) {
		t.Error("seeds/now/" + fault)
	}
}

var (
	nowSeen         = []string{"found", "secondhand"}
	nowConfidence   = []string{"found", "secondhand", "derived"}
	nowLevels       = []string{"national", "province", "local"}
	nowKinds        = []string{"law", "regulation", "policy", "notice", "guide", "news"}
	nowDestinations = []string{"S", "W", "P", "F", "Q", "R", "G", "T", "X", "N"} // NOTES.md explains them
	nowKeys         = []string{"conditions", "materials", "steps", "time_limit", "fee", "online", "complaint", "visits", "place"}
	nowDate         = regexp.MustCompile(`^(\d{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)
	// Hosts that publish texts of their own; any other host copies.
	nowHosts = regexp.MustCompile(`(^|\.)(gov\.cn|github\.com|fznews\.com\.cn|hxnews\.com|mnw\.cn|fjsen\.com|fjdaily\.com|news\.cn|cri\.cn|people\.com\.cn|` +
		`chinanews\.com|taihainet\.com|fdxww\.com|xmtv\.cn|ijjnews\.com|163\.com|guancha\.cn|voc\.com\.cn|clnews\.com\.cn|lytoday\.com|fzswhg\.cn|` +
		`fzmjtc\.cn|xlfybjy\.com|cnpre\.com|caixin\.com|dzwww\.com|gdzjdaily\.com\.cn|tech-food\.com)$`)
)

func (s *seedsNow) faults(base *seeds) []string {
	var r report
	items := base.items(&r)
	var order []string
	for _, d := range base.Domains {
		order = append(order, each(d.Items, func(i seedItem) string { return i.ID })...)
	}
	places := base.places(&r, map[string]string{})
	sources := map[string]string{}
	for _, src := range base.Sources {
		sources[src.ID] = src.Seen
	}
	r = nil // TestSeeds tells what is wrong below
	r.ids("sources.toml", each(s.Sources, func(x nowSource) string { return x.ID })...)
	for _, src := range s.Sources {
		if _, known := sources[src.ID]; known {
			r.add("sources.toml: %s stands in seeds/sources.toml", src.ID)
		}
		sources[src.ID] = src.Seen
		if !slices.Contains(nowSeen, src.Seen) || !slices.Contains(nowLevels, src.Level) || !slices.Contains(nowKinds, src.Kind) {
			r.add("sources.toml: %s: seen %q, level %q or kind %q is unknown", src.ID, src.Seen, src.Level, src.Kind)
		}
		if u, err := url.Parse(src.Address); src.Address != "" && (err != nil || !nowHosts.MatchString(u.Hostname()) || strings.Trim(u.Path, "/") == "") {
			r.add("sources.toml: %s: %s is no page of a publisher", src.ID, src.Address)
		}
	}
	entries := func(file string, list []nowEntry) {
		last := 0
		for n, e := range list {
			fault := func(format string, args ...any) {
				r.add(file+": entry "+strconv.Itoa(n+1)+": "+format, args...)
			}
			switch at := slices.Index(order, e.Item); {
			case file == "new-services.toml":
				if pages, _ := filepath.Glob("../content/items/*/" + e.Item + ".md"); len(pages) != 1 || e.Name == "" {
					fault("%q names no item with a page, or has no name", e.Item)
				}
			case !items[e.Item] || at < last:
				fault("the item %q is unknown or out of the list's order", e.Item)
			default:
				last = at
			}
			for _, p := range e.Places {
				if !places[p] {
					fault("there is no place %q", p)
				}
			}
			if seen, known := sources[e.Source]; !known || e.At == "" || !slices.Contains(nowConfidence, e.Confidence) ||
				e.Confidence == "found" && seen != "found" {
				fault("the source %q at %q does not carry a fact that is %q", e.Source, e.At, e.Confidence)
			}
			for _, d := range []string{e.Since, e.Until} {
				if d != "" && !nowDate.MatchString(d) {
					fault("the date %q", d)
				}
			}
			if e.Until != "" && e.Until+"-99" < e.Since {
				fault("it ends on %s and begins on %s", e.Until, e.Since)
			}
			if file == "guide.toml" {
				values, _ := e.Value.([]any)
				text, _ := e.Value.(string)
				if !slices.Contains(nowKeys, e.Key) || text == "" && len(values) == 0 || slices.Contains(values, any("")) {
					fault("the key %q, or no text", e.Key)
				}
			} else if e.Text == "" || e.Amount < 0 || e.Amount > 0 && e.Unit == "" {
				fault("no text, or an amount without a unit")
			}
		}
	}
	entries("current.toml", s.Current)
	entries("guide.toml", s.Guide)
	entries("recipients.toml", s.Recipients)
	entries("new-services.toml", s.Services)
	if len(s.Sorted) != len(s.Current) {
		r.add("sorted.csv: %d rows for %d entries", len(s.Sorted), len(s.Current))
	}
	for n, row := range s.Sorted[:min(len(s.Sorted), len(s.Current))] {
		if e := s.Current[n]; row["entry"] != strconv.Itoa(n+1) || row["item"] != e.Item || !strings.HasPrefix(e.Text, row["text begins"]) ||
			!slices.Contains(nowDestinations, row["destination"]) {
			r.add("sorted.csv: row %d is not of entry %d, or goes to %q", n+1, n+1, row["destination"])
		}
	}
	for _, row := range s.Wages {
		wage, err := strconv.ParseFloat(row["monthly_yuan"], 64)
		benefit, err2 := strconv.ParseFloat(row["unemployment_benefit_90pct_derived"], 64)
		_, known := sources[row["source_id"]]
		if !places[row["id"]] || !known || err != nil || err2 != nil || benefit != wage*9/10 {
			r.add("minimum-wage-2025.csv: %s: unknown place or source, or %s is not 90%% of %s",
				row["id"], row["unemployment_benefit_90pct_derived"], row["monthly_yuan"])
		}
	}
	return r
}

// TestSeedsNowFaults proves that each check can fail: it spoils one fact at a time.
func TestSeedsNowFaults(t *testing.T) {
	for _, test := range []struct {
		spoil func(*seedsNow)
		want  string
	}{
		{func(s *seedsNow) { s.Sources[1].ID = s.Sources[0].ID }, "stands twice"},
		{func(s *seedsNow) { s.Sources[0].ID = "dibao-2017" }, "stands in seeds/sources.toml"},
		{func(s *seedsNow) { s.Sources[0].Seen = "guessed" }, `seen "guessed"`},
		{func(s *seedsNow) { s.Sources[0].Level = "city" }, `level "city"`},
		{func(s *seedsNow) { s.Sources[0].Address = "https://copies.example/a" }, "no page of a publisher"},
		{func(s *seedsNow) { s.Sources[0].Address = "https://www.gov.cn/" }, "no page of a publisher"},
		{func(s *seedsNow) { s.Current[0].Item = "nothing" }, `the item "nothing"`},
		{func(s *seedsNow) { s.Current[9].Item = s.Current[0].Item }, "out of the list's order"},
		{func(s *seedsNow) { s.Current[0].Places = []string{"nowhere"} }, `no place "nowhere"`},
		{func(s *seedsNow) { s.Current[0].Source = "hearsay" }, `the source "hearsay"`},
		{func(s *seedsNow) { s.Current[0].At = "" }, `at ""`},
		{func(s *seedsNow) { s.Current[0].Confidence = "sure" }, `is "sure"`},
		{func(s *seedsNow) { s.Current[0].Since = "2025-13" }, `date "2025-13"`},
		{func(s *seedsNow) { s.Current[0].Since, s.Current[0].Until = "2025", "2024-12" }, "it ends on 2024-12"},
		{func(s *seedsNow) { s.Current[0].Amount, s.Current[0].Unit = 5, "" }, "without a unit"},
		{func(s *seedsNow) { s.Guide[0].Key = "price" }, `the key "price"`},
		{func(s *seedsNow) { s.Guide[0].Value = "" }, "or no text"},
		{func(s *seedsNow) { s.Recipients[0].Text = "" }, "no text"},
		{func(s *seedsNow) { s.Services[0].Item = "nothing" }, `"nothing" names no item`},
		{func(s *seedsNow) { s.Services[1].Source = "hearsay" }, `the source "hearsay"`},
		{func(s *seedsNow) { s.Sorted = s.Sorted[1:] }, "sorted.csv: 320 rows"},
		{func(s *seedsNow) { s.Sorted[0]["destination"] = "Z" }, `goes to "Z"`},
		{func(s *seedsNow) { s.Wages[0]["id"] = "nowhere" }, "minimum-wage-2025.csv: nowhere"},
		{func(s *seedsNow) { s.Wages[0]["monthly_yuan"] = "1" }, "90% of 1"},
	} {
		s := readSeedsNow(t)
		test.spoil(s)
		if got := strings.Join(s.faults(readSeeds(t)), "\n"); !strings.Contains(got, test.want) {
			t.Errorf("a spoilt fact went unnoticed: want %q, got %q", test.want, got)
		}
	}
}
