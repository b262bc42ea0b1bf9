package laws

import (
	"maps"
	"path"
	"strings"
	"testing"
)

// small is a tree of a province with one city and two counties that changes
// nothing, for a case of its own.
func small() *subject {
	s := &subject{tree: &tree{MapFS: newTree(0).MapFS}, sites: map[string]built{}}
	for name := range s.MapFS {
		if strings.HasPrefix(name, "content/") {
			delete(s.MapFS, name)
		}
	}
	s.editions = []string{"", "jia", "jia/east", "jia/west"}
	for n, e := range s.editions[1:] {
		kind := "county"
		if n == 0 {
			kind = "city"
		}
		s.put("content/editions/"+e+"/edition.toml", "name = \"第%d地\"\nkind = %q\n", n, kind)
	}
	for name, text := range map[string]string{
		"_index.md":              "title = \"某省手册\"\nstages = [\"学龄\"]",
		"domains/school.md":      "title = \"教育\"\norder = 1",
		"groups/pupils.md":       "title = \"学生\"\norder = 1\nstage = \"学龄\"",
		"agencies/edu.md":        "title = \"教育厅\"\norder = 1",
		"guides/facts.md":        "title = \"依据\"\norder = 1",
		"items/school/meals.md":  "title = \"午餐\"\ndomain = \"school\"\norder = 1\nrecipients = [\"pupils\"]\nagencies = [\"edu\"]\nsources = [{ id = \"plan\" }]",
		"items/school/ferry.md":  "title = \"渡船\"\ndomain = \"school\"\norder = 2\nrecipients = [\"pupils\"]\nagencies = [\"edu\"]\nsources = [{ id = \"plan\" }]",
		"items/school/school.md": "title = \"入学\"\ndomain = \"school\"\norder = 3\nrecipients = [\"pupils\"]\nagencies = [\"edu\"]\nsources = [{ id = \"plan\" }]",
	} {
		s.put("content/"+name, "+++\n%s\n+++\n", text)
	}
	s.put("content/sources.toml", "[[sources]]\nid = \"plan\"\ntitle = \"规划\"\nissuer = \"省政府\"\ndate = 2017-05-01\nlevel = \"province\"\n")
	return s
}

// known are cases in which a law once did not hold.
var known = []struct {
	name string
	make func(*subject)
}{
	// A build of both counties wrote links of one into the pages of the other, where
	// there is nothing, and the county alone, in a part and in the whole said three things.
	{"a county has the guides that every page links to", func(s *subject) {
		for n, id := range []string{"accessibility", "how-to-use"} {
			s.put("content/editions/jia/east/guides/"+id+".md", "+++\ntitle = \"指南%d\"\norder = %d\n+++\n", n, n+1)
		}
	}},
	{"two counties have other guides with these names", func(s *subject) {
		for n, county := range []string{"east", "west"} {
			s.put("content/editions/jia/"+county+"/guides/accessibility.md", "+++\ntitle = \"指南%d\"\norder = 1\n+++\n", n)
		}
	}},
	// editions.html of the province asked for editions that were not asked for.
	{"the province with one county", func(*subject) {}},
	// The county's page cites what carries the city's facts; the list of sources did not have it.
	{"a county changes an item of its city, which has a source of its own", func(s *subject) {
		s.put("content/editions/jia/sources.toml", "[[sources]]\nid = \"jia-notice\"\ntitle = \"通知\"\nissuer = \"市政府\"\ndate = 2018-05-01\nlevel = \"local\"\n")
		s.put("content/editions/jia/items/boat.md", "+++\ntitle = \"船票\"\ndomain = \"school\"\norder = 9\nrecipients = [\"pupils\"]\nagencies = [\"edu\"]\nsources = [{ id = \"jia-notice\", at = \"一\" }]\n+++\n")
		s.put("content/editions/jia/west/items/boat.md", "+++\nsources = [{ id = \"plan\", at = \"一\" }]\n[guide]\nfee = \"不收费\"\n+++\n")
	}},
}

// TestKnown tries the laws of links and of equality on each known case.
func TestKnown(t *testing.T) {
	for _, k := range known {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			s := small()
			s.provinceAlone = !strings.HasPrefix(k.name, "the province")
			k.make(s)
			broken := false
			for _, l := range laws {
				if !strings.HasPrefix(l.name, "no dead link") && !strings.Contains(l.name, "in the whole") && !strings.HasPrefix(l.name, "the order") {
					continue
				}
				if faults := l.of(s); len(faults) > 0 {
					broken = true
					report(t, k.name, l.name, faults)
				}
			}
			if !broken && red[k.name] != "" {
				t.Error("the laws hold now: take the case out of the list red")
			}
		})
	}
}

// TestLawsCanFail changes what laws see: each change must break one.
func TestLawsCanFail(t *testing.T) {
	s := newSubject(1) // which has a base and a finder
	const page = "jia/east/items/books.html"
	change := func(site built, name, old, fresh string) built {
		t.Helper()
		if strings.Count(site[name], old) == 0 {
			t.Fatalf("%s must have %q, which the test changes", name, old)
		}
		out := maps.Clone(site)
		out[name] = strings.ReplaceAll(site[name], old, fresh)
		return out
	}
	without := func(site built, name string) built {
		out := maps.Clone(site)
		delete(out, name)
		return out
	}
	whole := s.whole()
	for _, c := range []struct {
		what string
		got  []string
	}{
		{"a link to a page that is not there", deadLinks(change(whole, page, `href="../groups/`, `href="../groups/no`), s.base)},
		{"a link to a page that is gone", deadLinks(without(whole, "jia/east/groups/old.html"), s.base)},
		{"a link to a place that is gone", deadLinks(change(whole, page, ` id="s-main"`, ""), s.base)},
		{"a script that is gone", deadLinks(change(whole, page, `src="`, `src="no`), s.base)},
		{"a search index that is gone", deadLinks(without(whole, "data/search.js"), s.base)},
		{"an address of the site map that is gone", deadLinks(change(whole, "sitemap.xml", `.html</loc>`, `-no.html</loc>`), s.base)},
		{"an absolute link without a base", deadLinks(change(whole, page, `href="../groups/`, `href="/groups/`), "")},
		{"a page that cannot be made", deadLinks(change(whole, page, whole[page], notMade), s.base)},
		{"a word that differs", differences(whole, change(whole, page, "项目", "事项"))},
		{"a page that is missing", differences(whole, without(whole, page))},
		{"a page too many", differences(without(whole, page), whole)},
		{"a word that an edition alone has otherwise", sameAlone(whole, change(s.build("jia/east"), "items/books.html", "项目", "事项"), "jia/east")},
		{"a page that an edition alone lacks", sameAlone(whole, without(s.build("jia/east"), "items/books.html"), "jia/east")},
		{"a page that only an edition alone has", sameAlone(without(whole, page), s.build("jia/east"), "jia/east")},
		{"a style that an edition alone has otherwise", sameAlone(change(whole, "favicon.svg", "svg", "gvs"), s.build("jia/east"), "jia/east")},
		{"a word that some editions have otherwise", sameTogether(whole, change(s.build("jia/east", "jia"), page, "项目", "事项"))},
		{"a page that only some editions have", sameTogether(without(whole, page), s.build("jia/east", "jia"))},
		{"a rule that differs", sameAlone(whole, change(s.build("jia/east"), "data/finder.json", "领一笔钱", "领两笔钱"), "jia/east")},
	} {
		if len(c.got) == 0 {
			t.Errorf("%s: no law says so", c.what)
		}
	}
}

// TestTrees holds the trees against what they are for: of each thing some
// editions have it and some do not.
func TestTrees(t *testing.T) {
	has := map[string]int{}
	for seed := range uint64(seeds) {
		s := newTree(seed)
		mustOpen(s.MapFS, shell(), newSubject(seed).options())
		for name, file := range s.MapFS {
			if !strings.HasPrefix(name, "content/") && name != "site.toml" {
				continue
			}
			level := "province"
			if strings.HasPrefix(name, "content/editions/") {
				level = "edition"
			}
			for _, mark := range []string{
				"former_ids", "aliases", "sensitive", "everyone", "[[standards]]", "[guide]", "[[guide.places]]", "## ", "![", "item:", "guide:", "source:", "#money", "group:", "agency:", "domain:",
				"draft", "notice", "contact", "[[places]]", "[[indicators]]", "[successor]", "[not_applicable]", "recipients_add", "agencies_add", "body = ", "basis", "title = \"改名", "[[eligibility]]", "age = ",
			} {
				if strings.Contains(string(file.Data), mark) {
					has[level+" "+mark]++
				}
			}
			if path.Ext(name) == ".md" {
				has[level+" "+path.Base(name)]++
			}
		}
	}
	whole := ""
	for _, text := range newSubject(1).whole() {
		whole += text
	}
	for _, d := range intended {
		if !strings.Contains(whole, d.mark) {
			t.Errorf("no page has the difference %q any more: remove its line from the table intended", d.what)
		}
	}
	for _, want := range []string{
		"province former_ids", "province [[standards]]", "province [guide]", "province ![", "province notice", "province [[indicators]]", "province [[eligibility]]", "province age = ", "province everyone", "province sensitive",
		"edition former_ids", "edition [guide]", "edition [[guide.places]]", "edition ## ", "edition ![", "edition item:", "edition guide:", "edition source:", "edition #money", "edition group:",
		"edition draft", "edition notice", "edition contact", "edition [[places]]", "edition [[indicators]]", "edition [successor]", "edition [not_applicable]", "edition recipients_add",
		"edition agencies_add", "edition body = ", "edition basis", "edition title = \"改名", "edition lunch.md", "edition accessibility.md", "province accessibility.md", "edition how-to-use.md", "province how-to-use.md",
	} {
		if has[want] == 0 {
			t.Errorf("%q stands in no tree: make newTree write it more often", want)
		}
	}
}
