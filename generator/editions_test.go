package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// provinceFolder writes the small handbook with its editions into a new folder.
func provinceFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, part := range []struct{ from, to string }{
		{"testdata/site", ""}, {"testdata/editions", "content/editions"}, {"../layouts", "layouts"}, {"../static", "static"},
	} {
		if err := copyTree(part.from, filepath.Join(dir, part.to), true); err != nil {
			t.Fatal(err)
		}
	}
	// An image of the province, which pages of editions see from different depths.
	const page = "content/guides/how-to-use.md"
	text, err := os.ReadFile(filepath.Join(dir, page))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, page), append(text, "\n![图](map.png)\n"...), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content/guides/map.png"), []byte("PNG"), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// builtFiles runs build and returns what it wrote, by path.
func builtFiles(t *testing.T, source string, args ...string) map[string]string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	var errs bytes.Buffer
	args = append([]string{"build", "--source", source, "--output", out}, args...)
	if code := run(args, io.Discard, &errs, nil); code != exitDone {
		t.Fatalf("%v: exit code %d:\n%s", args, code, errs.String())
	}
	files := map[string]string{}
	err := filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(out, name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// differences are all that an edition built alone has otherwise than its part
// of the whole: what leads out of it, and where shared files lie. To add a line
// here is to change what an edition's readers are promised, so say why.
var differences = []struct {
	what  string
	where *regexp.Regexp
	keep  string // what both have in common there
}{
	{"shared files lie at the root of the site", regexp.MustCompile(`( (?:href|src)=")(?:(?:\.\./)+|/handbook/(?:[a-z]+/)*)?((?:assets/[a-z]+-[0-9a-f]+\.(?:css|js)|favicon\.svg|apple-touch-icon\.png)")`), "$1$2"},
	{"so do the icons of the manifest", regexp.MustCompile(`("src": ")(?:\.\./)*(icon-)`), "$1$2"},
	{"so do the images of pages", regexp.MustCompile(`(<img src=")[^"]*?([^"/]+")`), "$1$2"},
	{"the editions above are a click away", regexp.MustCompile(`\n*<nav class="above" .*</nav>`), ""},
	{"the index of the whole is the province's, with what the edition has otherwise beside it", regexp.MustCompile(`"index":"[^"]*","edition":"[^"]*","more":"[^"]*"`), ""},
	{"a site offers its search to browsers once", regexp.MustCompile(`(<link rel="search" type="[^"]*" href=")[^"]*"`), "$1\""},
	{"so is the list of editions", regexp.MustCompile(` <a class="choose" href="[^"]*">[^<]*</a>(</p>)`), "$1"},
	{"and the table of completeness", regexp.MustCompile(`\n<li><a href="[^"]*coverage\.html">[^<]*</a></li>`), ""},
	{"the finder's table is what the editions above say, and then what differs", regexp.MustCompile(`\n<script src="[^"]*data/finder\.js" defer></script>`), ""},
	{"a city names its counties", regexp.MustCompile(`\n<h3>下面的县（市、区）</h3>\n<ul class="tags">.*</ul>`), ""},
	{"a page that says the same as one above names that as canonical", regexp.MustCompile(`\n<link rel="canonical" href="[^"]*">\n<meta property="og:url" content="[^"]*">`), ""},
}

var (
	atRoot     = regexp.MustCompile(`^(favicon\.(svg|ico)|icon-[0-9]+\.png|apple-touch-icon\.png)$`)
	openData   = regexp.MustCompile(`^data/(items/[a-z-]+\.json|(items|standards|places|coverage)\.csv|catalogue\.(schema\.json|jsonld))$`)
	structured = regexp.MustCompile(`<script type="application/ld\+json">.*</script>\n`)
)

// TestAloneEqualsPart: an edition built alone equals its part of the whole but
// for those differences, with an address and without.
func TestAloneEqualsPart(t *testing.T) {
	source := provinceFolder(t)
	met := map[string]bool{}
	for _, address := range []string{"", "https://example.com/handbook/"} {
		whole := builtFiles(t, source, "--base-url", address)
		for _, edition := range []string{"fuzhou", "fuzhou/minhou", "fuzhou/minqing", "xiamen/siming"} {
			base := address
			if base != "" {
				base += edition + "/"
			}
			alone := builtFiles(t, source, "--edition", edition, "--base-url", base)
			prefix := edition + "/"
			pages := 0
			for name, text := range alone {
				part, inWhole := whole[prefix+name]
				switch {
				case strings.HasPrefix(name, "assets/") || name == "guides/map.png" || atRoot.MatchString(name):
					if text != whole[name] {
						t.Errorf("%s of %s alone differs from the one that all editions share", name, edition)
					}
					if inWhole {
						t.Errorf("%s stands in the whole, which has its own at the root", prefix+name)
					}
					continue
				case name == "sitemap.xml" || name == "opensearch.xml" || strings.HasPrefix(name, "data/search"): // the whole has one for all
					continue
				case strings.HasPrefix(name, "data/finder."): // see rulesOf
					continue
				case !inWhole && openData.MatchString(name): // within the whole an edition's data are its catalogue.json
					continue
				case !inWhole:
					t.Errorf("%s alone has %s, which its part of the whole has not", edition, name)
					continue
				}
				pages++
				if strings.Contains(part, "<img ") && !strings.Contains(part, "\""+strings.Repeat("../", strings.Count(prefix, "/")+1)+"guides/map.png\"") {
					t.Errorf("%s of the whole does not lead to the image at the site's root", prefix+name)
				}
				// A page that says the same as one above leaves its structured data to that.
				if !structured.MatchString(part) {
					text = structured.ReplaceAllString(text, "")
				}
				for _, d := range differences {
					if d.where.MatchString(part) {
						met[d.what] = true
					}
					part = d.where.ReplaceAllString(part, d.keep)
					text = d.where.ReplaceAllString(text, d.keep)
				}
				if diff := cmp.Diff(strings.Split(part, "\n"), strings.Split(text, "\n")); diff != "" {
					t.Errorf("%s of %s differs by more than its table tells (-whole +alone):\n%s", name, edition, diff)
				}
			}
			for name := range whole {
				rest, ours := strings.CutPrefix(name, prefix)
				below := slices.ContainsFunc([]string{"minhou/", "minqing/", "siming/"}, func(p string) bool { return strings.HasPrefix(rest, p) })
				if _, have := alone[rest]; ours && !below && !have {
					t.Errorf("%s alone lacks %s, which its part of the whole has", edition, rest)
				}
			}
			if diff := cmp.Diff(rulesOf(t, whole, "", edition), rulesOf(t, alone, "")); diff != "" {
				t.Errorf("the finder of %s has other rules alone (-whole +alone):\n%s", edition, diff)
			}
			if pages < 20 {
				t.Fatalf("%s has %d pages only: the comparison says nothing", edition, pages)
			}
		}
	}
	for _, d := range differences {
		if !met[d.what] {
			t.Errorf("no page has the difference %q any more: remove its line", d.what)
		}
	}
}

// rulesOf puts the finder's table of an edition together, as its page does:
// that of the root, and then what the editions on the way say. It is told by
// item, with the conditions' words.
func rulesOf(t *testing.T, files map[string]string, editions ...string) map[string]string {
	t.Helper()
	var prefixes []string
	for _, edition := range editions {
		at := ""
		for _, name := range strings.Split(edition, "/") {
			if name != "" {
				at += name + "/"
			}
			prefixes = append(prefixes, at)
		}
	}
	type route struct {
		All     []int
		Confirm string
	}
	var conditions []map[string]any
	out := map[string]string{}
	for _, prefix := range prefixes {
		var table struct {
			Conditions []map[string]any
			Items      []map[string]any
			Gone       []string
		}
		text := files[prefix+"data/finder.json"]
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), &table); err != nil {
			t.Fatal(err)
		}
		conditions = append(conditions, table.Conditions...)
		for _, item := range table.Items {
			var routes []route
			data, err := json.Marshal(item["routes"])
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(data, &routes); err != nil {
				t.Fatal(err)
			}
			delete(item, "routes")
			told := fmt.Sprintln(item)
			for _, r := range routes {
				for _, n := range r.All {
					told += fmt.Sprintln(conditions[n])
				}
				told += r.Confirm + "\n"
			}
			out[item["id"].(string)] = told
		}
		for _, id := range table.Gone {
			delete(out, id)
		}
	}
	if len(out) == 0 {
		t.Fatal("there is no finder: the comparison says nothing")
	}
	return out
}

// TestSeveralEqualWhole: editions that are asked for together are what they are
// in the whole, where the pages of the others are not linked.
func TestSeveralEqualWhole(t *testing.T) {
	source := provinceFolder(t)
	several := builtFiles(t, source, "--edition", "fuzhou/minhou", "--edition", "fuzhou")
	whole := builtFiles(t, source)
	for name, text := range several {
		part := whole[name]
		if strings.HasPrefix(path.Base(name), "finder.") && strings.Contains(name, "data/") { // see rulesOf
			continue
		}
		for _, d := range differences {
			part, text = d.where.ReplaceAllString(part, d.keep), d.where.ReplaceAllString(text, d.keep)
		}
		if part != text {
			t.Errorf("%s differs by more than the table of differences tells (-whole +several):\n%s", name, cmp.Diff(part, text))
		}
	}
}

// TestOverridesRemoved: an edition without what is its own says what is above,
// but for its name.
func TestOverridesRemoved(t *testing.T) {
	source := provinceFolder(t)
	for _, name := range []string{"items", "guides", "sources.toml"} {
		if err := os.RemoveAll(filepath.Join(source, "content/editions/fuzhou/minhou", name)); err != nil {
			t.Fatal(err)
		}
	}
	bare := "name = \"闽侯县\"\nkind = \"county\"\n"
	if err := os.WriteFile(filepath.Join(source, "content/editions/fuzhou/minhou/edition.toml"), []byte(bare), 0o666); err != nil {
		t.Fatal(err)
	}
	county, city := builtFiles(t, source, "--edition", "fuzhou/minhou"), builtFiles(t, source, "--edition", "fuzhou")
	main := regexp.MustCompile(`(?s)<main id="s-main">.*</main>`)
	// What tells of the edition itself: on the home page, and on the covers of the booklet.
	ofEdition := regexp.MustCompile(`(?s)<p class="of-here">.*?</p>|<section class="of-edition".*?</section>|<p class="of">[^<]*</p>\n<p class="stamp">[^<]*</p>|<p class="contact">.*?</section>`)
	// What a page gives to be sent or said on names the edition.
	named := strings.NewReplacer("data-share=\"《试用手册》闽侯县版", "data-share=\"《试用手册》福州市版", "我要反映《试用手册》闽侯县版", "我要反映《试用手册》福州市版")
	pages := 0
	for name, text := range city {
		if filepath.Ext(name) != ".html" {
			continue
		}
		pages++
		want := ofEdition.ReplaceAllString(main.FindString(text), "")
		got := ofEdition.ReplaceAllString(named.Replace(main.FindString(county[name])), "")
		if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" || want == "" {
			t.Errorf("%s: a county that changes nothing must say what its city says (-city +county):\n%s", name, diff)
		}
	}
	if len(county) != len(city) || pages < 20 {
		t.Errorf("%d files of the county, %d of the city, %d pages", len(county), len(city), pages)
	}
}
