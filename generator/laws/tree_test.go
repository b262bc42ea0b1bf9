package laws

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing/fstest"
)

// A tree is a handbook without errors, of which a seed decides every byte: a
// province with two cities and three counties. Of all that the format
// allows, each edition has some and lacks some.
type tree struct {
	fstest.MapFS
	*rand.Rand
	editions []string // paths, the province's "" first; parents before children
	counted  int      // numbers that were handed out
}

// place is an edition while it is written: what its pages can refer to.
type place struct {
	path    string           // "" for the province
	items   map[string]*item // by id, with what is inherited
	guides  []string
	sources []string
}

// item is what an edition must know of an item to change it.
type item struct {
	domain    string
	amount    int      // of the standard "money"; an edition may only raise it
	standards []string // ids, which are anchors
}

// Ids that the program itself looks for stand among the others.
var (
	guidePool = []string{"accessibility", "how-to-use", "facts", "window"}
	localPool = []string{"lunch", "ferry", "bus"}
	domains   = []string{"school", "health"}
	groups    = []string{"pupils", "old", "poor"}
	agencies  = []string{"edu", "fin", "civil"}
)

// project has the layouts and the static files.
var project = sync.OnceValue(func() fstest.MapFS {
	files := fstest.MapFS{}
	root := os.DirFS(filepath.Join("..", ".."))
	for _, dir := range []string{"layouts", "static"} {
		err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) == ".go" {
				return err
			}
			data, err := fs.ReadFile(root, name)
			files[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			panic(err)
		}
	}
	return files
})

func newTree(seed uint64) *tree {
	t := &tree{MapFS: maps.Clone(project()), Rand: rand.New(rand.NewPCG(seed, 15))}
	province := &place{items: map[string]*item{}}
	t.lists(province, seed%2 == 0)
	ids := []string{"meals", "books", "clinic", "burial", "housing", "training"}
	for n, id := range ids[:4+t.IntN(3)] {
		province.items[id] = &item{domain: domains[n%2]}
	}
	t.guidesOf(province)
	for _, id := range slices.Sorted(maps.Keys(province.items)) {
		t.newItem(province, id)
	}
	t.pages(province)
	t.editions = []string{""}
	for n, city := range []string{"jia", "yi"} {
		above := t.edition(province, city)
		for _, county := range []string{"east", "west"}[:2-n] {
			t.edition(above, city+"/"+county)
		}
	}
	return t
}

func (t *tree) put(name, format string, args ...any) {
	t.MapFS[name] = &fstest.MapFile{Data: fmt.Appendf(nil, format, args...)}
}

// some reports true n times in ten.
func (t *tree) some(n int) bool { return t.IntN(10) < n }

func (t *tree) one(list []string) string { return list[t.IntN(len(list))] }

// few is a part of a list in its order, at least one of it.
func (t *tree) few(list []string) []string {
	out := slices.DeleteFunc(slices.Clone(list), func(string) bool { return t.some(5) })
	if len(out) == 0 {
		out = []string{t.one(list)}
	}
	return out
}

// next is a number that nothing else of the tree has.
func (t *tree) next() int {
	t.counted++
	return t.counted
}

func quoted(list []string) string {
	var out []string
	for _, s := range list {
		out = append(out, fmt.Sprintf("%q", s))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// lists writes what the province's edition has besides pages of its own; later makes
// the handbook speak of a day after the list's period.
func (t *tree) lists(p *place, later bool) {
	site := "title = \"某省手册\"\nname = \"某省\"\ncode = \"000000\"\n"
	if later { // standards can have changed since the list
		site += "as_of = 2026-11-30\n"
	}
	if t.some(5) {
		site += "notice = \"先问清楚。\"\n"
	}
	if t.some(5) {
		site += "contact = \"省里的编辑\"\n"
	}
	t.put("site.toml", "%s[list]\ntitle = \"某省清单\"\nversion = \"2020\"\nperiod_end = 2020\nsource = { id = \"plan\", at = \"一\" }\n[hotline]\nnumber = \"12345\"\nname = \"热线\"\n", site)
	t.sourcesOf(p, "plan", "law")
	indicators := ""
	for n := range t.IntN(3) {
		indicators += fmt.Sprintf("[[indicators]]\nid = \"rate-%d\"\norder = %d\ndomain = %q\ntitle = \"比例%d\"\nunit = \"%%\"\nbase = { year = 2016, text = \"9%d\", value = 9%d, comparator = \"=\" }\ntarget = { year = 2020, text = \"99\", value = 99, comparator = \"=\" }\nsource = { id = \"plan\", at = \"表\" }\n", n, n+1, t.one(domains), n, n, n)
	}
	if indicators != "" {
		t.put("content/indicators.toml", "%s", indicators)
	}
	if t.some(7) {
		t.put("content/questions.toml", `[[questions]]
id = "age"
kind = "number"
label = "年龄"
text = "多大年纪？"
unit = "岁"
options = [{ id = "young", text = "不满60岁", max = 59 }, { id = "aged", text = "60岁以上", min = 60 }]
`)
	}
	if t.some(5) {
		t.put("content/synonyms.toml", "[[synonyms]]\nterm = \"补助\"\nwords = [\"补贴\"]\n")
	}
}

func (t *tree) sourcesOf(p *place, ids ...string) {
	level, text := "local", ""
	if p.path == "" {
		level = "province"
	}
	for _, id := range ids {
		text += fmt.Sprintf("[[sources]]\nid = %q\ntitle = \"第%d号通知\"\nissuer = \"政府\"\ndate = 20%d-05-01\nlevel = %q\n", id, t.next(), 15+t.IntN(8), level)
		if t.some(5) {
			text += "address = \"https://example.org/" + id + "\"\n"
		}
	}
	p.sources = append(p.sources, ids...)
	t.put(path.Join("content", folder(p), "sources.toml"), "%s", text)
}

// folder is where an edition's files stand, from content/.
func folder(p *place) string {
	if p.path == "" {
		return ""
	}
	return "editions/" + p.path
}

// guidesOf writes those guides of the pool that an edition has and none above.
// Their bodies follow in pages, when all that they can name is known.
func (t *tree) guidesOf(p *place) {
	chance := 4
	if p.path == "" {
		chance = 5
	}
	for n, id := range guidePool {
		if slices.Contains(p.guides, id) || !t.some(chance) {
			continue
		}
		p.guides = append(p.guides, id)
		name := path.Join("content", folder(p), "guides", id+".md")
		t.put(name, "+++\ntitle = \"指南%d\"\norder = %d\nsummary = \"说明\"\nsources = [{ id = %q }]\n+++\n", t.next(), n+1, t.one(p.sources))
	}
}

// pages writes the province's other pages, and the bodies of all.
func (t *tree) pages(p *place) {
	t.put("content/_index.md", "+++\ntitle = \"某省手册\"\nsummary = \"有什么服务\"\nstages = [\"学龄\", \"养老\"]\nlifelong = \"终身\"\n+++\n")
	for n, id := range domains {
		t.put("content/domains/"+id+".md", "+++\ntitle = \"领域%d\"\norder = %d\nsummary = \"说明\"\n+++\n", n, n+1)
	}
	for n, id := range groups {
		t.put("content/groups/"+id+".md", "+++\ntitle = \"人群%d\"\norder = %d\nstage = %q\nstages = [\"养老\"]\n+++\n", n, n+1, t.one([]string{"学龄", "困难"}))
	}
	for n, id := range agencies {
		t.put("content/agencies/"+id+".md", "+++\ntitle = \"单位%d\"\norder = %d\n+++\n", n, n+1)
	}
	t.bodies(p)
}

// bodies ends pages of an edition with text that names what the edition knows.
func (t *tree) bodies(p *place) {
	for _, name := range slices.Sorted(maps.Keys(t.MapFS)) {
		dir, inside := strings.CutPrefix(name, path.Join("content", folder(p))+"/")
		if !inside || path.Ext(name) != ".md" || p.path != "" && strings.Count(dir, "/") != 1 || !t.some(7) {
			continue
		}
		text := "\n## 怎么办\n\n"
		for range 1 + t.IntN(3) {
			text += "这里说" + t.link(p) + "。\n"
		}
		if t.some(4) {
			picture := t.one([]string{"map", "plan"}) + ".png"
			text += "\n![图](" + picture + ")\n"
			t.put(path.Join(path.Dir(name), picture), "PNG %d", t.next())
		}
		t.MapFS[name].Data = append(t.MapFS[name].Data, text...)
	}
}

// link is Markdown that leads to something an edition knows.
func (t *tree) link(p *place) string {
	target := ""
	switch kind := t.IntN(6); {
	case kind == 0 && len(p.guides) > 0:
		target = "guide:" + t.one(p.guides)
	case kind == 1:
		target = "source:" + t.one(p.sources)
	case kind == 2:
		target = "group:" + t.one(groups)
	case kind == 3:
		target = "agency:" + t.one(agencies)
	case kind == 4:
		target = "domain:" + t.one(domains)
	default:
		id := t.one(slices.Sorted(maps.Keys(p.items)))
		target = "item:" + id
		if known := p.items[id].standards; len(known) > 0 && t.some(5) {
			target += "#" + t.one(known)
		}
	}
	return "[" + t.one([]string{"", "这一页"}) + "](" + target + ")"
}

// newItem writes an item that no edition above has.
func (t *tree) newItem(p *place, id string) {
	it := p.items[id]
	text := fmt.Sprintf("title = \"项目%d\"\ndomain = %q\norder = %d\nsummary = \"领一笔钱\"\nrecipients = %s\nagencies = %s\nsources = [{ id = %q, at = \"一\" }]\n",
		t.next(), it.domain, t.next(), quoted(t.few(groups)), quoted(t.few(agencies)), t.one(p.sources))
	if t.some(3) {
		text += fmt.Sprintf("former_ids = [\"%s-old\"]\n", id)
	}
	if t.some(3) {
		text += fmt.Sprintf("aliases = [\"别名%d\"]\n", t.next())
	}
	if t.some(2) {
		text += "sensitive = true\n"
	} else if t.some(2) {
		text += "everyone = true\n"
	}
	if t.some(7) {
		it.amount, it.standards = 100, []string{"money"}
		text += "[[standards]]\nid = \"money\"\ntext = \"每月的钱\"\namount = 100\nunit = \"元/人·月\"\nsource = { id = \"plan\", at = \"二\" }\n"
	}
	if !strings.Contains(text, "everyone") && !strings.Contains(text, "sensitive") && t.MapFS["content/questions.toml"] != nil && t.some(6) {
		text += "[[eligibility]]\n" + t.one([]string{"age = { min = 60 }\n", "age = { max = 59 }\n", "confirm = \"由窗口审核\"\n"})
	}
	t.put(fmt.Sprintf("content/%s/%s.md", path.Join(folder(p), "items", inProvince(p, it.domain)), id), "+++\n%s%s+++\n", text, t.guide())
}

// inProvince is the folder of a domain, which only the province's items have.
func inProvince(p *place, domain string) string {
	if p.path == "" {
		return domain
	}
	return ""
}

// guide is [guide] of an item; "" for none.
func (t *tree) guide() string {
	if t.some(4) {
		return ""
	}
	text := "[guide]\n"
	for _, key := range []string{"conditions", "materials", "steps"} {
		if t.some(4) {
			text += fmt.Sprintf("%s = [\"第%d条\", \"又一条\"]\n", key, t.next())
		}
	}
	if t.some(3) {
		text += fmt.Sprintf("time_limit = \"%d个工作日\"\n", t.next())
	}
	if t.some(3) {
		text += fmt.Sprintf("[[guide.places]]\nname = \"第%d窗口\"\nphone = \"0591-12345678\"\n", t.next())
	}
	return text
}

// edition writes an edition below another.
func (t *tree) edition(above *place, name string) *place {
	p := &place{path: name, items: map[string]*item{}, guides: slices.Clone(above.guides), sources: slices.Clone(above.sources)}
	for id, it := range above.items {
		copied := *it
		p.items[id] = &copied
	}
	t.editions = append(t.editions, name)
	kind := "city"
	if strings.Contains(name, "/") {
		kind = t.one([]string{"county", "district"})
	}
	if t.some(4) {
		t.sourcesOf(p, strings.ReplaceAll(name, "/", "-")+"-notice")
	}
	t.put(path.Join("content", folder(p), "edition.toml"), "%s", t.editionFile(p, kind))
	inherited := slices.Sorted(maps.Keys(p.items))
	for _, id := range localPool {
		if p.items[id] == nil && t.some(2) {
			p.items[id] = &item{domain: t.one(domains)}
		}
	}
	t.guidesOf(p)
	for _, id := range slices.Sorted(maps.Keys(p.items)) {
		switch {
		case !slices.Contains(inherited, id):
			t.newItem(p, id)
		case t.some(2):
			t.override(p, id)
		}
	}
	t.bodies(p)
	return p
}

func (t *tree) editionFile(p *place, kind string) string {
	text := fmt.Sprintf("name = \"第%d地\"\nkind = %q\n", t.next(), kind)
	for _, line := range []string{"draft = true\n", "notice = \"本地的提示。\"\n", "contact = \"编辑部 0591-87654321\"\n", "as_of = 2020-12-31\n", fmt.Sprintf("code = \"%06d\"\n", t.next())} { // no two have one code
		if t.some(3) {
			text += line
		}
	}
	for range t.IntN(3) {
		text += fmt.Sprintf("[[places]]\nname = \"第%d大厅\"\nphone = \"0591-22222222\"\nagencies = %s\n", t.next(), quoted(t.few(agencies)))
	}
	if strings.Contains(string(t.indicators()), "rate-0") && t.some(3) {
		text += fmt.Sprintf("[[indicators]]\nid = \"rate-0\"\nbase = { year = 2016, text = \"8%d\", value = 8%d, comparator = \"=\" }\nsource = { id = %q, at = \"表\" }\n", t.IntN(10), t.IntN(10), t.one(p.sources))
	}
	if t.some(2) {
		text += fmt.Sprintf("[successor]\ntext = \"后来并入别处\"\nsource = { id = %q, at = \"附\" }\n", t.one(p.sources))
	}
	if t.some(3) {
		text += fmt.Sprintf("[not_applicable]\n%s = \"由上级办\"\n", t.one(slices.Sorted(maps.Keys(p.items))))
	}
	return text
}

func (t *tree) indicators() []byte {
	if f := t.MapFS["content/indicators.toml"]; f != nil {
		return f.Data
	}
	return nil
}

// override writes what an edition changes of an item that it inherits.
func (t *tree) override(p *place, id string) {
	it := p.items[id]
	text := fmt.Sprintf("sources = [{ id = %q, at = \"三\" }]\n", t.one(p.sources))
	if t.some(3) {
		text += fmt.Sprintf("title = \"改名%d\"\n", t.next())
	}
	if t.some(3) {
		text += "recipients_add = [\"" + t.one(groups) + "\"]\n"
	}
	if t.some(2) {
		text += "agencies_add = [\"" + t.one(agencies) + "\"]\n"
	}
	if t.some(2) {
		text += "body = \"replace\"\n"
	}
	if it.amount > 0 && t.some(5) {
		it.amount += 1 + t.IntN(20)
		text += fmt.Sprintf("[[standards]]\nid = \"money\"\namount = %d\nbasis = \"第%d号\"\nsource = { id = %q, at = \"一\" }\n", it.amount, t.next(), t.one(p.sources))
	}
	if t.some(2) {
		it.standards = append(slices.Clip(it.standards), "soup")
		text += fmt.Sprintf("[[standards]]\nid = \"soup\"\ntext = \"第%d种汤\"\nsource = { id = %q, at = \"一\" }\n", t.next(), t.one(p.sources))
	}
	t.put(path.Join("content", folder(p), "items", id+".md"), "+++\n%s%s+++\n", text, t.guide())
}
