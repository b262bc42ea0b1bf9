package laws

import (
	"fmt"
	"html"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// built is a site by address: what a build writes.
type built map[string]string

// deadLinks follows all links of a site. It takes the text of each page, as a
// browser does, so that it does not lean on the program's own link check. base
// is the site's address; "" for none. A link to a place on a page needs an element
// with that id. Each fault names the page that has the link. Sorted.
func deadLinks(site built, base string) []string {
	c := crawler{site: site, base: base, attributes: map[string]map[string][]string{}}
	full := regexp.MustCompile(regexp.QuoteMeta(base) + `[A-Za-z0-9/._-]*`)
	for name, text := range site {
		if strings.HasPrefix(text, notMade) {
			c.faults = append(c.faults, name+": "+text)
		}
		var links []string
		switch ext := path.Ext(name); {
		case ext == ".html":
			of := c.of(name)
			links = slices.Concat(of["href"], of["src"], of["action"])
			for _, m := range searchData.FindAllStringSubmatch(text, -1) {
				links = append(links, m[1])
			}
			for _, keep := range of["data-keep"] { // a script leads to that page of each edition
				for _, edition := range c.of("editions.html")["data-path"] {
					if _, there := c.site[edition+keep]; !there {
						c.faults = append(c.faults, name+": the choice leads on to "+edition+keep+", which is not there")
					}
				}
			}
			for _, content := range of["content"] {
				if _, to, moved := strings.Cut(content, "; url="); moved {
					links = append(links, to)
				}
			}
		case ext == ".webmanifest":
			for _, m := range iconIn.FindAllStringSubmatch(text, -1) {
				links = append(links, m[1])
			}
		}
		if ext := path.Ext(name); base != "" && (ext == ".html" || ext == ".xml") { // in meta tags, JSON-LD, the site map
			links = append(links, full.FindAllString(text, -1)...)
		}
		slices.Sort(links)
		for _, link := range slices.Compact(links) {
			c.follow(name, link)
		}
	}
	slices.Sort(c.faults)
	return c.faults
}

var searchData = regexp.MustCompile(`"(?:index|edition)":"([^"]*)"`)

var iconIn = regexp.MustCompile(`"(?:src|start_url)": "([^"]*)"`)

type crawler struct {
	site       built
	base       string
	attributes map[string]map[string][]string // by page; see of
	faults     []string
}

// of are the values of a page's attributes by the attributes' names. The program
// writes them all in double quotes.
func (c *crawler) of(name string) map[string][]string {
	if known := c.attributes[name]; known != nil {
		return known
	}
	out := map[string][]string{}
	for rest := c.site[name]; ; {
		before, after, more := strings.Cut(rest, `="`)
		if !more {
			break
		}
		attribute := before[strings.LastIndexAny(before, " \n")+1:]
		var value string
		value, rest, _ = strings.Cut(after, `"`)
		out[attribute] = append(out[attribute], html.UnescapeString(value))
	}
	c.attributes[name] = out
	return out
}

// follow reports a link of a page that leads to nothing within the site.
func (c *crawler) follow(from, link string) {
	fault := func(what string) { c.faults = append(c.faults, fmt.Sprintf("%s: the link %q %s", from, link, what)) }
	if link == "" {
		return // the search file of an edition that changes nothing
	}
	root := c.base
	if root == "" {
		root = "https://here.invalid/"
	}
	at, err := url.Parse(root + from)
	if err != nil {
		fault(err.Error())
		return
	}
	to, err := at.Parse(link)
	if err != nil {
		fault(err.Error())
		return
	}
	if to.Scheme != at.Scheme || to.Host != at.Host {
		return // another site
	}
	name, inside := strings.CutPrefix(to.Path, strings.TrimSuffix(at.Path, from))
	if !inside || strings.HasPrefix(link, "/") && c.base == "" {
		fault("leads out of the site, which may lie in any folder")
		return
	}
	if strings.HasSuffix(name, "data/") { // the folder of the search index, for its script
		name += "search.js"
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	_, there := c.site[name]
	switch {
	case !there:
		fault("leads to " + name + ", which is not there")
	case to.Fragment == "" || path.Ext(name) != ".html" || slices.Contains(c.of(name)["id"], to.Fragment):
	default:
		fault("leads to a place that " + name + " does not have; it has " + strings.Join(c.of(name)["id"], " "))
	}
}
