package laws

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"strings"
	"testing/fstest"

	"handbook/generator/site"
)

// intended are all that pages of an edition have otherwise where other editions
// stand beside it: what leads to those, and where shared files lie. To add a line
// is to change what the readers of an edition are promised, so say why.
var intended = []struct {
	what  string
	mark  string         // what the lines have that are concerned
	where *regexp.Regexp // what differs in them; nil for the whole line
	keep  string         // what both have in common there
}{
	{"shared files lie at the root of the site", "assets/", sharedFile, "$1$2"},
	{"so does the mark of the handbook", "favicon.svg", sharedFile, "$1$2"},
	{"so does that for home screens", "apple-touch-icon.png", sharedFile, "$1$2"},
	{"so do the icons of the manifest", `"src": "`, regexp.MustCompile(`("src": ")(?:\.\./)*(icon-)`), "$1$2"},
	{"so do the images of pages", "<img ", regexp.MustCompile(`(<img src=")[^"]*?([^"/]+")`), "$1$2"},
	{"the editions above are a click away", `<nav class="above"`, nil, ""},
	{"the index of the site is that of its first edition; the others have beside it what they say otherwise", `"index":"`, regexp.MustCompile(`"index":"[^"]*","edition":"[^"]*","more":"[^"]*"`), ""},
	{"a site offers its search to browsers once", `<link rel="search"`, regexp.MustCompile(`(<link rel="search" type="[^"]*" href=")[^"]*"`), "$1\""},
	{"the list of editions is there where there are several", ` class="choose"`, regexp.MustCompile(` <a class="choose" href="[^"]*"(?: data-keep="[^"]*")?>[^<]*</a>(</p>)`), "$1"},
	{"and so is the table of completeness", `coverage.html">`, nil, ""},
	{"the finder's table is what the editions above say, and then what differs", `data/finder.js"`, nil, ""},
	{"an edition names those below it", namesBelow, nil, ""},
	{"a page that says the same as one above names that one as canonical", `<link rel="canonical"`, nil, ""},
	{"to messengers too", `<meta property="og:url"`, nil, ""},
}

var sharedFile = regexp.MustCompile(`( (?:href|src)=")(?:(?:\.\./)+|/h/(?:[a-z]+/)*)?((?:assets/[a-z-]+-[0-9a-f]+\.(?:css|js)|favicon\.svg|apple-touch-icon\.png)")`)

const namesBelow = "<h3>下面的县（市、区）</h3>"

// common is a page without what is intended to differ.
func common(text string) string {
	lines := strings.Split(text, "\n")
	var kept []string
	for n, line := range lines {
		if n > 0 && strings.HasPrefix(line, `<ul class="tags">`) && strings.Contains(lines[n-1], namesBelow) {
			continue
		}
		drop := false
		for _, d := range intended {
			if !strings.Contains(line, d.mark) {
				continue
			}
			if drop = d.where == nil; drop {
				break
			}
			line = d.where.ReplaceAllString(line, d.keep)
		}
		if !drop {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

var (
	// Of a site there is one, whichever editions it has.
	ofSite = regexp.MustCompile(`^(sitemap\.xml|opensearch\.xml|changes\.(html|xml)|editions\.html|coverage\.html)$`)
	// The index of the site's first edition and what the others add; the finder's table
	// likewise, see rulesOf.
	stacked = regexp.MustCompile(`(^|/)data/(search[^/]*\.js|finder\.(json|js))$`)
	// An edition at the root of a site has all open data, any other its own.
	openData = regexp.MustCompile(`^data/(items/[a-z-]+\.json|(items|standards|series|places|coverage)\.csv|catalogue\.(schema\.json|jsonld))$`)
	// What all editions share stands at the root alone.
	shared = regexp.MustCompile(`^(assets/.*|favicon\.(svg|ico)|icon-[0-9]+\.png|apple-touch-icon\.png|.*\.png)$`)
)

// sameAlone says where an edition alone differs from its part of the whole.
func sameAlone(whole, alone built, edition string) []string {
	prefix := ""
	if edition != "" {
		prefix = edition + "/"
	}
	here, there := built{}, built{}
	for name, text := range alone {
		switch {
		case ofSite.MatchString(name) || stacked.MatchString(name):
		case openData.MatchString(name) && whole[prefix+name] == "":
		case shared.MatchString(name) && path.Base(name) != card:
			if text != whole[name] {
				return []string{name + " differs from what all editions share"}
			}
		default:
			// A page that says the same as one above leaves its structured data to that one.
			if !strings.Contains(whole[prefix+name], structured) {
				text = withoutStructured(text)
			}
			here[name] = common(text)
		}
	}
	for name, text := range whole {
		rest, ours := strings.CutPrefix(name, prefix)
		switch {
		case !ours || below(edition, name) || ofSite.MatchString(rest) || stacked.MatchString(rest):
		case shared.MatchString(rest) && path.Base(name) != card: // also those of editions below
		default:
			there[rest] = common(text)
		}
	}
	out := differences(there, here)
	if a, b := rulesOf(whole, edition, true), rulesOf(alone, "", false); !maps.Equal(a, b) {
		out = append(out, fmt.Sprintf("the finder has other rules alone:\n  - %s\n  + %s", a, b))
	}
	return out
}

const structured = `<script type="application/ld+json">`

func withoutStructured(text string) string {
	before, rest, ok := strings.Cut(text, structured)
	if !ok {
		return text
	}
	_, after, _ := strings.Cut(rest, "</script>\n")
	return before + after
}

var (
	mainPart = regexp.MustCompile(`(?s)<main id="s-main">.*</main>`)
	// What tells of the edition itself: on the home page, and on the covers of the booklet.
	ofEdition = regexp.MustCompile(`(?s)<p class="of-here">.*?</p>|<section class="of-edition".*?</section>|<p class="of">[^<]*</p>\n<p class="stamp">[^<]*</p>|<p class="contact">.*?</section>`)
)

// unchanged gives a county nothing of its own but its city's name, draft and
// contact, which are not inherited, and says where its pages differ from the city's.
func (s *subject) unchanged() []string {
	files := maps.Clone(s.MapFS)
	const city, county = "content/editions/jia/edition.toml", "content/editions/jia/east/"
	for name := range files {
		if strings.HasPrefix(name, county) {
			delete(files, name)
		}
	}
	bare := "kind = \"county\"\n"
	for line := range strings.Lines(string(files[city].Data)) {
		if strings.HasPrefix(line, "[") {
			break
		}
		if strings.HasPrefix(line, "name =") || strings.HasPrefix(line, "draft =") || strings.HasPrefix(line, "contact =") { // not inherited
			bare += line
		}
	}
	files[county+"edition.toml"] = &fstest.MapFile{Data: []byte(bare)}
	pages := func(edition string) built {
		out := built{}
		for name, text := range render(mustOpen(files, shell(), site.Options{Editions: []string{edition}}), 0) {
			if path.Ext(name) == ".html" {
				out[name] = ofEdition.ReplaceAllString(mainPart.FindString(text), "")
			}
		}
		return out
	}
	return differences(pages("jia"), pages("jia/east"))
}

// below reports whether an address of the whole is that of an edition below one.
func below(edition, name string) bool {
	top, _, _ := strings.Cut(name, "/")
	switch strings.Count(edition+"/", "/") {
	case 1:
		if edition == "" {
			return top == "jia" || top == "yi"
		}
		second, _, _ := strings.Cut(strings.TrimPrefix(name, edition+"/"), "/")
		return second == "east" || second == "west"
	}
	return false
}

// sameTogether says where editions together differ from what they are in the
// whole.
func sameTogether(whole, part built) []string {
	here, there := built{}, built{}
	for name, text := range part {
		if ofSite.MatchString(name) || stacked.MatchString(name) {
			continue
		}
		here[name] = common(withoutStructured(text))
		if text, ok := whole[name]; ok {
			there[name] = common(withoutStructured(text))
		}
	}
	return differences(there, here)
}

// rulesOf puts the finder's table of an edition together as its page does: the
// root's, and then what the editions on the way to it say. With stack false it is the
// root's alone. By item, with the words of the conditions.
func rulesOf(site built, edition string, stack bool) map[string]string {
	prefixes := []string{""}
	at := ""
	for name := range strings.SplitSeq(edition, "/") {
		if name != "" && stack {
			at += name + "/"
			prefixes = append(prefixes, at)
		}
	}
	var conditions []map[string]any
	out := map[string]string{}
	for _, prefix := range prefixes {
		text := site[prefix+"data/finder.json"]
		if text == "" {
			continue
		}
		var table struct {
			Conditions []map[string]any
			Items      []map[string]any
			Gone       []string
		}
		if err := json.Unmarshal([]byte(text), &table); err != nil {
			return map[string]string{"fault": err.Error()}
		}
		conditions = append(conditions, table.Conditions...)
		for _, item := range table.Items {
			told := ""
			routes, _ := item["routes"].([]any)
			for _, route := range routes {
				r, _ := route.(map[string]any)
				all, _ := r["all"].([]any)
				for _, n := range all {
					told += fmt.Sprintln(conditions[int(n.(float64))])
				}
				told += fmt.Sprintln(r["confirm"])
			}
			delete(item, "routes")
			delete(item, "after") // its place among those above
			out[fmt.Sprint(item["id"])] = told + fmt.Sprintln(item)
		}
		for _, id := range table.Gone {
			delete(out, id)
		}
	}
	return out
}
