package handbook

import (
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/toml"
	"handbook/generator/tree"
)

// whole compares handbooks by all that they hold. Files are equal when their
// texts are.
var whole = cmp.Options{
	cmp.Exporter(func(reflect.Type) bool { return true }),
	cmp.Comparer(func(a, b *tree.Page) bool {
		return a == b || a != nil && b != nil && a.Path == b.Path && a.Text == b.Text
	}),
	cmp.Comparer(func(a, b *toml.Doc) bool {
		return a == b || a != nil && b != nil && a.At() == b.At() && cmp.Equal(a.Value(), b.Value())
	}),
	cmp.Transformer("made", func(f func() *indexes) *indexes { return f() }),
}

func TestLoad(t *testing.T) {
	h, faults := load(t, site(t), nil)
	faults.Add(h.Lint()...)
	if len(faults) > 0 {
		t.Fatalf("testdata/site.txtar must have no fault:\n%s", said(faults))
	}
	var got []string
	list := func(name string, ids ...string) { got = append(got, name+": "+strings.Join(ids, " ")) }
	items := func(list []*Item) (out []string) {
		for _, i := range list {
			out = append(out, i.Code+"/"+i.ID)
		}
		return out
	}
	list("items", items(h.Province.Items)...)
	for _, d := range h.Domains {
		list("domain "+d.ID, items(h.Province.InDomain(d.ID))...)
	}
	for _, g := range h.Groups {
		list("group "+g.ID, items(h.Province.For(g.ID))...)
	}
	for _, a := range h.Agencies {
		list("agency "+a.ID+" leads", items(h.Province.LedBy(a.ID))...)
		list("agency "+a.ID+" helps", items(h.Province.HelpedBy(a.ID))...)
	}
	for _, g := range h.Province.Guides {
		list("guide "+g.ID, g.Title)
	}
	for _, s := range h.Province.Sources {
		list("source "+s.ID, items(h.Province.Citing(s.ID))...)
	}
	for _, of := range []struct{ kind, id string }{{"item", "free"}, {"domain", "health"}, {"group", "poor"}, {"agency", "edu"}, {"guide", "facts"}, {"source", "law"}, {"item", "none"}, {"question", "age"}} {
		list(of.kind+":"+of.id, h.Title(h.Province, of.kind, of.id))
	}
	list("anchors", h.Province.Anchors("free")...)
	list("anchors of a domain", h.Province.Anchors("health")...)
	list("stages", h.Home.AllStages()...)
	s := h.Province.Item("free").Standards[0]
	list("bound and kind", string(s.Bound), s.Kind)
	want := []string{
		"items: 1-01/free 1-02/grant 2-01/vaccine",
		"domain education: 1-01/free 1-02/grant", "domain health: 2-01/vaccine",
		"group pupils: 1-01/free 2-01/vaccine", "group poor: 1-01/free 1-02/grant",
		"agency edu leads: 1-01/free 1-02/grant", "agency edu helps: ", "agency fin leads: 2-01/vaccine", "agency fin helps: 1-01/free",
		"guide how-to-use: 怎样使用", "guide facts: 事实从哪里来",
		"source plan: 1-01/free", "source law: 1-01/free 1-02/grant 2-01/vaccine",
		"item:free: 免费上学", "domain:health: 卫生", "group:poor: 困难家庭", "agency:edu: 教育厅", "guide:facts: 事实从哪里来", "source:law: 法律", "item:none: ", "question:age: ",
		"anchors: fee", "anchors of a domain: ", "stages: 学龄 养老 终身", "bound and kind: at_least standard",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the handbook is linked in another way (-want +got):\n%s", diff)
	}
}

func TestConfig(t *testing.T) {
	fsys := site(t)
	change(t, fsys, "site.toml", "[list]", "base_url = \"https://example.org/a\"\n[list]")
	h, _ := load(t, fsys, nil)
	if h.Config.BaseURL != "https://example.org/a/" || h.Config.Floor.WarnRatio != 1.5 {
		t.Errorf("a base URL ends with a slash and the ratio is 1.5 unless given: %q, %v", h.Config.BaseURL, h.Config.Floor.WarnRatio)
	}
}

func TestImages(t *testing.T) {
	fsys := site(t)
	for _, name := range []string{"content/items/education/b.png", "content/a.jpg", "content/.hidden.png"} {
		fsys[name] = &fstest.MapFile{Data: []byte("x")}
	}
	h, faults := load(t, fsys, nil)
	if diff := cmp.Diff([]string{"a.jpg", "items/education/b.png"}, h.Images); diff != "" || len(faults) > 0 {
		t.Errorf("pictures beside pages belong to the handbook (-want +got):\n%s%s", diff, said(faults))
	}
}

// TestLargeFiles: what is taken as it is has bounds too, and is not read.
func TestLargeFiles(t *testing.T) {
	fsys := site(t)
	for name, size := range map[string]int{
		"content/items/education/b.png": maxImage + 1, "content/good.png": maxImage,
		"content/versions/2015.json": 4<<20 + 1, "content/versions/2016.zip": maxVersion + 1,
	} {
		fsys[name] = &fstest.MapFile{Data: make([]byte, size)}
	}
	h, faults := load(t, fsys, nil)
	for _, want := range []string{
		"content/items/education/b.png [too-large] the file is larger than 20 MiB",
		"content/versions/2015.json [too-large] the file is larger than 4 MiB",
		"content/versions/2016.zip [too-large] the file is larger than 64 MiB",
	} {
		if !strings.Contains(said(faults), "error "+want) {
			t.Errorf("no fault says %s:\n%s", want, said(faults))
		}
	}
	if diff := cmp.Diff([]string{"good.png"}, h.Images); diff != "" || len(h.Versions) > 0 {
		t.Errorf("files that are too large are left out (-want +got):\n%s%v", diff, h.Versions)
	}
}

// noisy is a site whose bodies have findings of their own.
func noisy(t testing.TB) fstest.MapFS {
	fsys := site(t)
	for _, name := range []string{"content/items/education/grant.md", "content/items/health/vaccine.md"} {
		fsys[name] = &fstest.MapFile{Data: append(fsys[name].Data, "\n# 大标题\n\n<b>粗</b>[甲](itme:free)\n"...)}
	}
	change(t, fsys, "content/items/health/vaccine.md", "title =", "# a line more\ntitle =")
	return fsys
}

func TestTwice(t *testing.T) {
	fsys := noisy(t)
	a, first := load(t, fsys, nil)
	b, second := load(t, fsys, nil)
	if diff := cmp.Diff(said(first), said(second)); diff != "" || len(first) == 0 {
		t.Errorf("the same files must give the same faults (-first +second):\n%s", diff)
	}
	if diff := cmp.Diff(a, b, whole); diff != "" {
		t.Errorf("the same files must give the same handbook (-first +second):\n%s", diff)
	}
}

func TestMemo(t *testing.T) {
	fsys := noisy(t)
	prev, before := load(t, fsys, nil)
	change(t, fsys, "content/items/education/free.md", "另见", "也见")                        // another body
	change(t, fsys, "content/items/education/grant.md", `title = "助学金"`, `title = "奖学金"`) // the same body under another title
	change(t, fsys, "content/items/health/vaccine.md", "# a line more\n", "")             // the same body, a line higher
	warm, faults := load(t, fsys, prev)
	cold, want := load(t, fsys, nil)

	if diff := cmp.Diff(said(want), said(faults)); diff != "" {
		t.Errorf("the faults of a body must be replayed where it stands now (-cold +warm):\n%s", diff)
	}
	if said(before) == said(faults) {
		t.Error("the body that moved must be reported at its new lines")
	}
	if diff := cmp.Diff(cold, warm, whole); diff != "" {
		t.Errorf("a handbook must not depend on the one before (-cold +warm):\n%s", diff)
	}
	for id, same := range map[string]bool{"free": false, "grant": true, "vaccine": true} {
		if (prev.Province.Item(id).Body == warm.Province.Item(id).Body) != same {
			t.Errorf("%s: taken over from the previous handbook must be %v: a Doc is parsed once for each body", id, same)
		}
	}
	if warm.Province.Item("grant").Body != warm.Province.Item("vaccine").Body {
		t.Error("equal bodies of one handbook must share their Doc")
	}
	if n := len(warm.bodies); n != len(cold.bodies) {
		t.Errorf("%d bodies are kept of %d: what is not used must fall away", n, len(cold.bodies))
	}
}

// badDisk fails when one name is opened.
type badDisk struct {
	fstest.MapFS
	name string
}

var errDisk = errors.New("the disk fails")

func (d badDisk) Open(name string) (fs.File, error) {
	if name == d.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errDisk}
	}
	return d.MapFS.Open(name)
}

func (d badDisk) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == d.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errDisk}
	}
	return d.MapFS.ReadDir(name)
}

func TestDisk(t *testing.T) {
	for _, name := range []string{"site.toml", "content", "content/items", "content/items/education", "content/items/education/free.md", "content/_index.md", "content/sources.toml"} {
		h, _, err := Load(badDisk{site(t), name}, nil, Date{})
		if !errors.Is(err, errDisk) {
			t.Errorf("%s: a failing disk is no fault of the content, but an error; got %v", name, err)
		}
		if h == nil || h.Home == nil {
			t.Errorf("%s: there must be a handbook all the same", name)
		}
	}
}
