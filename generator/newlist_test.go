package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/opendata"
	"handbook/generator/site"
)

// A new list, made up, laid over the real content with all its editions: three
// items more, two renamed, one merged into another, five standards raised. Two of
// them were higher already when counties set their own: there their values fall
// below the floor.
const (
	newItems    = 3
	ruralFloor  = 4200 // of minimum-living-allowance in 2017, 3000 before
	pensionAt   = 200  // of resident-pension from July 2020 on, 130 before
	newListYear = "2025"
)

// wantChanges lists the lines of the report, item by item.
var wantChanges = []string{
	"after-school: added", "home-visits: added", "meal-aid: added",
	"startup-support: renamed 创业服务 → 创业扶持服务", "labour-harmony: renamed 劳动关系协调 → 和谐劳动关系服务",
	"film-screening: merged 送地方戏",
	"minimum-living-allowance: raised minimum 367 → 460", "resident-pension: raised basic-pension 170 → 210",
	"labour-inspection: raised time-limit 60 → 50", "labour-dispute-arbitration: raised closing-time 45 → 30",
	"children-in-difficulty: raised orphan-scattered 1891 → 1900",
}

// newList writes the province's folder before and after.
func newList(t *testing.T) (old, now string) {
	t.Helper()
	old, now = filepath.Join(t.TempDir(), "old"), filepath.Join(t.TempDir(), "new")
	for _, to := range []string{old, now} {
		for _, dir := range []string{"content", "layouts", "static"} {
			if err := copyTree(filepath.Join(realSource, dir), filepath.Join(to, dir), false); err != nil {
				t.Fatal(err)
			}
		}
		copyOne(t, filepath.Join(realSource, "site.toml"), filepath.Join(to, "site.toml"))
	}
	items := filepath.Join(now, "content", "items")
	edit := func(name, from, to string) {
		t.Helper()
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(string(data), from) != 1 {
			t.Fatalf("%s must have %q once: the content has changed, so change this test", name, from)
		}
		write(t, name, strings.Replace(string(data), from, to, 1))
	}
	raise := func(file, standard string, from, to int) {
		t.Helper()
		name := filepath.Join(items, file)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		head, tail, ok := strings.Cut(string(data), fmt.Sprintf("id = %q\n", standard))
		block, rest, _ := strings.Cut(tail, "\n[[")
		at := regexp.MustCompile(fmt.Sprintf(`\bamount = %d\b`, from))
		if !ok || len(at.FindAllString(block, -1)) != 1 {
			t.Fatalf("%s must have %s with %s once: the content has changed, so change this test", name, standard, at)
		}
		block = at.ReplaceAllString(block, fmt.Sprintf("amount = %d", to))
		write(t, name, head+fmt.Sprintf("id = %q\n", standard)+block+"\n[["+rest)
	}
	edit(filepath.Join(now, "site.toml"), `version = "2020"`, `version = "`+newListYear+`"`)
	for id, about := range map[string][2]string{
		"education/after-school": {"课后服务", `"compulsory-students"`}, "health/home-visits": {"上门访视", `"elderly"`},
		"social-services/meal-aid": {"助餐服务", `"elderly", "disabled"`},
	} {
		domain, _, _ := strings.Cut(id, "/")
		write(t, filepath.Join(items, filepath.FromSlash(id)+".md"), fmt.Sprintf(
			"+++\ntitle = %q\ndomain = %q\norder = 90\nrecipients = [%s]\nagencies = [\"civil-affairs\"]\nsources = []\n+++\n", about[0], domain, about[1]))
	}
	renamed := map[string]string{"startup-service": "startup-support", "labour-relations": "labour-harmony", "local-opera": "film-screening"}
	for from, title := range map[string][2]string{
		"startup-service": {"创业服务", "创业扶持服务"}, "labour-relations": {"劳动关系协调", "和谐劳动关系服务"},
	} {
		was, is := filepath.Join(items, "employment", from+".md"), filepath.Join(items, "employment", renamed[from]+".md")
		edit(was, `title = "`+title[0]+`"`+"\n", `title = "`+title[1]+`"`+"\nformer_ids = [\""+from+"\"]\n")
		if err := os.Rename(was, is); err != nil {
			t.Fatal(err)
		}
	}
	film, opera := filepath.Join(items, "culture-sports", "film-screening.md"), filepath.Join(items, "culture-sports", "local-opera.md")
	data, err := os.ReadFile(opera)
	if err != nil {
		t.Fatal(err)
	}
	_, standard, _ := strings.Cut(string(data), "[[standards]]\n") // the first is the guarantee
	standard, _, _ = strings.Cut(standard, "[[")
	edit(film, "hotlines = []\n", "hotlines = []\nformer_ids = [\"local-opera\"]\n")
	edit(film, "[[standards]]\nid = \"monthly-village-film\"", "[[standards]]\n"+standard+"[[standards]]\nid = \"monthly-village-film\"")
	if err := os.Remove(opera); err != nil {
		t.Fatal(err)
	}
	for from, to := range renamed {
		follow(t, filepath.Join(now, "content"), ".md", "(item:"+from+")", "(item:"+to+")")
		if from == "local-opera" { // what it joins stands in the same lists
			follow(t, filepath.Join(now, "content"), ".toml", `"`+from+`", `, "")
		}
		follow(t, filepath.Join(now, "content"), ".toml", `"`+from+`"`, `"`+to+`"`)
	}
	raise("social-services/minimum-living-allowance.md", "minimum", 3000, ruralFloor)
	raise("social-services/minimum-living-allowance.md", "minimum", 367, 460)
	raise("social-insurance/resident-pension.md", "basic-pension", 130, pensionAt)
	raise("social-insurance/resident-pension.md", "basic-pension", 170, 210)
	raise("employment/labour-inspection.md", "time-limit", 60, 50)
	raise("employment/labour-dispute-arbitration.md", "closing-time", 45, 30)
	raise("social-services/children-in-difficulty.md", "orphan-scattered", 1891, 1900)
	return old, now
}

// follow changes how the province's files name an item; the report must find the
// links of the editions.
func follow(t *testing.T, content, ext, from, to string) {
	t.Helper()
	err := filepath.WalkDir(content, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "editions" {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(name) != ext {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(data, []byte(from)) {
			return err
		}
		return os.WriteFile(name, bytes.ReplaceAll(data, []byte(from), []byte(to)), 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func copyOne(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	write(t, to, string(data))
}

// command runs the program and reads the JSON that it writes.
func command(t *testing.T, want int, into any, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(args, &out, &errs, nil); code != want {
		t.Fatalf("%v: exit code %d, want %d:\n%.2000s", args, code, want, errs.String())
	}
	if into != nil {
		if err := json.Unmarshal(out.Bytes(), into); err != nil {
			t.Fatalf("%v: %v", args, err)
		}
	}
}

func TestNewList(t *testing.T) {
	old, now := newList(t)
	bundle, list := filepath.Join(t.TempDir(), "2020.zip"), filepath.Join(t.TempDir(), "2020.json")
	command(t, exitDone, nil, "bundle", "--source", old, "--output", bundle)
	command(t, exitDone, nil, "export", "--format", "json", "--source", old, "--output", list)
	var diff opendata.Diff
	for _, from := range []string{old, bundle, list} {
		command(t, exitDone, &diff, "diff", from, now, "--format", "json")
		got := toldChanges(diff)
		want := slices.Clone(wantChanges)
		slices.Sort(want)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("diff from %s (-want +got):\n%s", filepath.Base(from), d)
		}
	}
	checkAgainst(t, list, now)
	if err := os.MkdirAll(filepath.Join(now, "content", "versions"), 0o755); err != nil {
		t.Fatal(err)
	}
	copyOne(t, bundle, filepath.Join(now, "content", "versions", "2020.zip"))
	checkPage(t, now, diff)
}

// toldChanges returns the sorted lines of a report. It leaves out a new id of an
// item whose title stays.
func toldChanges(d opendata.Diff) []string {
	var got []string
	for _, item := range d.Items {
		for _, c := range item.Changes {
			text := item.ID + ": " + string(c.Kind)
			if c.Standard != "" {
				text += " " + c.Standard
			}
			switch {
			case c.To != "":
				text += " " + c.From + " → " + c.To
			case c.From != "":
				text += " " + c.From
			}
			got = append(got, text)
		}
	}
	slices.Sort(got)
	return got
}

// checkAgainst compares the report on the editions with the files themselves.
func checkAgainst(t *testing.T, list, now string) {
	t.Helper()
	want := map[string]bool{}
	files, err := filepath.Glob(filepath.Join(now, "content", "editions", "*", "items", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	counties, err := filepath.Glob(filepath.Join(now, "content", "editions", "*", "*", "items", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, counties...) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rel, _ := filepath.Rel(now, name)
		rel = filepath.ToSlash(rel)
		switch id := strings.TrimSuffix(filepath.Base(name), ".md"); id {
		case "startup-service", "local-opera", "labour-relations":
			became := map[string]string{"startup-service": "startup-support", "local-opera": "film-screening", "labour-relations": "labour-harmony"}
			want["gone "+rel+" "+became[id]] = true
		case "minimum-living-allowance", "resident-pension":
			var own struct {
				Standards []struct {
					ID     string
					Values []struct {
						Since  any
						Amount float64
						Unit   string
					}
				}
			}
			if _, err := toml.Decode(strings.Split(string(data), "+++")[1], &own); err != nil {
				t.Fatalf("%s: %v", rel, err)
			}
			for _, s := range own.Standards {
				for _, v := range s.Values {
					since := fmt.Sprint(v.Since) // 2017, 2020-07, 2020-07-01 00:00:00
					switch {
					case s.ID == "minimum" && since == "2017" && v.Amount < ruralFloor,
						s.ID == "basic-pension" && since >= "2020-07" && since < "3" && v.Amount < pensionAt:
						floor := map[string]int{"minimum": ruralFloor, "basic-pension": pensionAt}[s.ID]
						want[fmt.Sprintf("below %s %s %v %d", rel, s.ID, v.Amount, floor)] = true
					}
				}
			}
		}
	}
	if len(want) < 10 {
		t.Fatalf("the editions must have something to look at, not %v: change this test", want)
	}
	// An override that was redundant before the new list still is, unless it fell below.
	data, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	earlier, faults := opendata.Parse(list, data)
	if earlier == nil {
		t.Fatal(faults)
	}
	against := func(dir string) []opendata.Review {
		h, _, err := handbook.Load(os.DirFS(dir), nil, handbook.Date{})
		if err != nil {
			t.Fatal(err)
		}
		return opendata.Against(h, earlier, diag.EN)
	}
	known := remarks(t, against(realSource))
	got := remarks(t, against(now))
	for text := range known {
		if strings.HasPrefix(text, "pointless") {
			delete(got, text)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("check --against (-want +got):\n%s", d)
	}
}

func remarks(t *testing.T, reviews []opendata.Review) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, r := range reviews {
		check := func(m opendata.Remark) {
			if !strings.HasPrefix(m.File, "content/editions/"+r.Edition+"/") || m.Line < 1 || m.Message == "" {
				t.Errorf("%s is told of %s:%d (%q)", r.Edition, m.File, m.Line, m.Message)
			}
		}
		for _, m := range r.Below {
			check(m)
			out[fmt.Sprintf("below %s %s %s %s", m.File, m.Standard, m.Own, m.Above)] = true
			if m.Was == "" && m.Standard != "minimum" { // the earlier list says that one by the month
				t.Errorf("%s:%d: the amount of the earlier list is missing", m.File, m.Line)
			}
		}
		for _, m := range r.Pointless {
			check(m)
			out["pointless "+m.File+" "+m.Key] = true
		}
		for _, m := range r.Gone {
			check(m)
			out["gone "+m.File+" "+m.Became] = true
		}
	}
	return out
}

var (
	groupPart = regexp.MustCompile(`(?s)<h2 id="s-for-([a-z-]+)">.*?</section>`)
	itemLink  = regexp.MustCompile(`<a class="name" href="items/([a-z0-9-]+)\.html">`)
)

// checkPage: changes.html has each item under its groups, and under no others; the
// earlier list and the old addresses link to the new ones.
func checkPage(t *testing.T, now string, diff opendata.Diff) {
	t.Helper()
	root, err := os.OpenRoot(now)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	s, _, err := site.Open(root.FS(), nil, site.Options{}) // its editions do not fit the list yet
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	for _, change := range wantChanges {
		id, _, _ := strings.Cut(change, ":")
		item := s.Handbook.Province.Item(id)
		if item == nil {
			t.Fatalf("there is no item %s", id)
		}
		for _, group := range item.Recipients {
			want[group] = append(want[group], id)
		}
	}
	html, faults := s.Render("changes.html")
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	got := map[string][]string{}
	for _, part := range groupPart.FindAllStringSubmatch(string(html), -1) {
		for _, m := range itemLink.FindAllStringSubmatch(part[0], -1) {
			got[part[1]] = append(got[part[1]], m[1])
		}
	}
	for _, lists := range []map[string][]string{want, got} {
		for group := range maps.Keys(lists) {
			slices.Sort(lists[group])
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("changes.html, by groups (-want +got):\n%s", d)
	}
	if n := diff.Count(); n[opendata.Added] != newItems {
		t.Errorf("%d items added", n[opendata.Added])
	}
	for url, lead := range map[string]string{
		"items/local-opera.html": "film-screening.html", "items/startup-service.html": "startup-support.html",
		"fuzhou/minhou/items/local-opera.html": "film-screening.html", "v/2020/items/local-opera.html": "../../../items/film-screening.html",
	} {
		if data, _ := s.Render(url); !strings.Contains(string(data), lead) {
			t.Errorf("%s must lead to %s", url, lead)
		}
	}
}
