package synthetic

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Write writes the handbook into a new folder, with a copy of the layouts and static
// files of the folder project. The handbook has no errors; its facts are unverified
// and incomplete, so check warns of them.
func (h *Handbook) Write(dir, project string) error {
	for _, part := range []string{"layouts", "static"} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join(project, part))); err != nil {
			return err
		}
	}
	t := &tree{dir: dir}
	h.writeLists(t)
	h.writeProvince(t)
	for n := range h.items {
		it := &h.items[n]
		t.write(fmt.Sprintf("content/items/domain-%d/%s.md", it.domain, it.id), h.page(it))
	}
	for k := range h.size.Editions {
		h.writeEdition(t, h.edition(k))
	}
	return t.err
}

// FirstItem is the path of the first item's file, for benchmarks that change it.
func (h *Handbook) FirstItem() string {
	return fmt.Sprintf("content/items/domain-%d/%s.md", h.items[0].domain, h.items[0].id)
}

func (h *Handbook) writeLists(t *tree) {
	t.write("site.toml", `title = "试验手册"
name = "试验省"
code = "350000"
[list]
title = "试验清单"
version = "1"
period_end = 2020
source = { id = "source-1", at = "一" }
[hotline]
number = "12345"
name = "热线"
source = { id = "source-1", at = "二" }
`)
	t.write("content/_index.md", fmt.Sprintf("+++\ntitle = \"试验手册\"\nsummary = \"只供测量\"\nstages = [%s]\nlifelong = \"终身\"\n+++\n\n从[](guide:guide-1)开始。\n", quoted(h.stages)))
	var b strings.Builder
	for n := range sources {
		fmt.Fprintf(&b, "[[sources]]\nid = \"source-%d\"\ntitle = %q\nissuer = \"试验厅\"\ndate = \"20%02d-03-01\"\nkind = \"policy\"\nlevel = \"province\"\n", n+1, h.sourceTitle(n), 10+n%10)
	}
	t.write("content/sources.toml", b.String())
	b.Reset()
	for n := range indicators {
		w := h.random(4, n)
		fmt.Fprintf(&b, "[[indicators]]\nid = \"indicator-%d\"\norder = %d\ndomain = \"domain-%d\"\ntitle = \"%s%d\"\nunit = \"%%\"\nbase = { year = 2016, text = \"%d\", value = %d, comparator = \"=\" }\ntarget = { year = 2020, text = \"99\", value = 99, comparator = \"=\" }\nsource = { id = \"source-%d\", at = \"一\" }\n",
			n+1, n+1, n%domains+1, w.words(3), n+1, 50+n, 50+n, n+1)
	}
	t.write("content/indicators.toml", b.String())
	b.Reset()
	for n := 0; n < len(h.items); n += 2 {
		fmt.Fprintf(&b, "[[synonyms]]\nterm = %q\nwords = [\"俗称%d\", \"旧名%d\"]\n", h.items[n].title, n, n)
	}
	t.write("content/synonyms.toml", b.String())
	t.write("content/questions.toml", `[[questions]]
id = "age"
kind = "number"
label = "年龄"
text = "多大年纪？"
unit = "岁"
options = [
  { id = "child", text = "不满16岁", max = 15 },
  { id = "adult", text = "16岁到59岁", min = 16, max = 59 },
  { id = "old", text = "60岁以上", min = 60 },
]
[[questions]]
id = "home"
kind = "choice"
label = "住处"
text = "住在哪里？"
unsure = true
options = [{ id = "town", text = "城镇" }, { id = "village", text = "农村" }]
`)
}

func (h *Handbook) sourceTitle(n int) string {
	return fmt.Sprintf("%s第%d号", h.random(3, n).words(5), n+1)
}

func (h *Handbook) writeProvince(t *tree) {
	for n := 1; n <= domains; n++ {
		w := h.random(5, n)
		var b strings.Builder
		fmt.Fprintf(&b, "+++\ntitle = \"%s领域%d\"\norder = %d\nsummary = %q\nlife_goal = \"%s\"\n", w.word(), n, n, w.words(5), w.words(2))
		for _, kind := range []string{"tasks", "safeguards"} {
			for range 3 {
				fmt.Fprintf(&b, "[[%s]]\ntitle = %q\nfacts = [%s]\nsource = { id = \"source-%d\", at = \"一\" }\n", kind, w.words(4), quoted(w.list(4, 8)), 1+w.IntN(sources))
			}
		}
		fmt.Fprintf(&b, "+++\n\n%s\n", w.paragraph(100))
		t.write(fmt.Sprintf("content/domains/domain-%d.md", n), b.String())
	}
	for n := range groups {
		w := h.random(6, n)
		stage := h.stages[n%len(h.stages)]
		t.write(fmt.Sprintf("content/groups/group-%d.md", n+1), fmt.Sprintf("+++\ntitle = \"%s人群%d\"\norder = %d\nsummary = %q\nstage = %q\nstages = [%q]\naliases = [\"%s%d\"]\n+++\n\n%s\n",
			w.word(), n+1, n+1, w.words(5), stage, stage, w.words(2), n+1, w.paragraph(60)))
	}
	for n := range agencies {
		w := h.random(7, n)
		t.write(fmt.Sprintf("content/agencies/agency-%d.md", n+1), fmt.Sprintf("+++\ntitle = \"%s厅%d\"\norder = %d\nnational = \"%s部\"\naliases = [\"%s局%d\"]\n+++\n\n%s\n",
			w.words(2), n+1, n+1, w.words(2), w.words(2), n+1, w.paragraph(60)))
	}
	for n := 1; n <= guides; n++ {
		w := h.random(8, n)
		var b strings.Builder
		fmt.Fprintf(&b, "+++\ntitle = \"%s指南%d\"\norder = %d\nsummary = %q\n+++\n", w.words(2), n, n, w.words(5))
		for range 6 {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", w.words(3), w.paragraph(160))
		}
		t.write(fmt.Sprintf("content/guides/guide-%d.md", n), b.String())
	}
}

// page is the text of an item's file.
func (h *Handbook) page(it *item) string {
	var b strings.Builder
	place := fmt.Sprint("order = ", it.order)
	if it.order%4 == 0 {
		place = "outside_list = true"
	}
	fmt.Fprintf(&b, "+++\ntitle = %q\ndomain = \"domain-%d\"\n%s\nsummary = %q\nrecipients = [%s]\nrecipients_note = %q\nagencies = [%s]\nfunding = %q\nverified = 2020-09-06\nsources = [{ id = \"source-%d\", at = \"一\" }]\n",
		it.title, it.domain, place, it.summary, ids("group", it.groups), it.summary, ids("agency", it.agencies), it.summary, it.standards[0].source+1)
	for n, s := range it.standards {
		fmt.Fprintf(&b, "[[standards]]\nid = \"standard-%d\"\ntext = %q\namount = %d\nunit = %q\nsource = { id = \"source-%d\", at = \"二\" }\n", n+1, s.text, s.amount, s.unit, s.source+1)
	}
	fmt.Fprintf(&b, "[[eligibility]]\nage = { min = %d }\n", it.age)
	if it.village {
		b.WriteString("home = [\"village\"]\n")
	}
	fmt.Fprintf(&b, "[guide]\nmaterials = [%s]\nsteps = [%s]\n+++\n", quoted(it.materials), quoted(it.steps))
	for n, text := range it.body {
		if n%2 == 0 {
			fmt.Fprintf(&b, "\n## %s\n", it.headings[n])
		}
		fmt.Fprintf(&b, "\n%s\n", text)
	}
	fmt.Fprintf(&b, "\n另见[](item:%s)、[](group:group-%d)。\n", h.items[it.related].id, it.groups[0]+1)
	return b.String()
}

func (h *Handbook) writeEdition(t *tree, e edition) {
	kind := "city"
	if e.county != "" {
		kind = "county"
	}
	dir := "content/editions/" + e.path()
	t.write(dir+"/edition.toml", fmt.Sprintf("name = %q\nkind = %q\ndivided = 2020-12-31\n[[places]]\nname = \"%s窗口\"\naddress = \"中山路1号\"\nphone = \"0591-12345678\"\nhours = \"周一至周五\"\nagencies = [%s]\n",
		e.name, kind, e.name, ids("agency", add(e.window[:1:1], e.window[1]))))
	for _, o := range e.overrides {
		it := &h.items[o.item]
		text := "+++\nverified = 2020-12-31\nsources = [{ id = \"source-1\", at = \"一\" }]\n"
		if o.raise {
			s := it.standards[0]
			text += fmt.Sprintf("[[standards]]\nid = \"standard-1\"\namount = %d\nbasis = \"县发〔2019〕1号\"\nsource = { id = \"source-1\", at = \"一\" }\n", s.amount+s.amount/10)
		}
		text += fmt.Sprintf("[guide]\nmaterials = [%s]\nsteps = [%s]\n+++\n\n%s\n", quoted(o.materials), quoted(o.steps), o.body)
		t.write(dir+"/items/"+it.id+".md", text)
	}
}

// ids writes ids as the inside of a TOML array: "kind-1", "kind-2".
func ids(kind string, list []int) string {
	var names []string
	for _, n := range list {
		names = append(names, fmt.Sprintf("%s-%d", kind, n+1))
	}
	return quoted(names)
}

// quoted writes strings as the inside of a TOML array.
func quoted(list []string) string {
	var b strings.Builder
	for n, s := range list {
		if n > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", s)
	}
	return b.String()
}

// Count counts the files below a folder, the pages among them, and the bytes of all.
func Count(dir string) (files, pages int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files++
		bytes += info.Size()
		if filepath.Ext(name) == ".html" {
			pages++
		}
		return nil
	})
	return files, pages, bytes, err
}
