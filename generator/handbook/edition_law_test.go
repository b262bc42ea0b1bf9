package handbook

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// pieces of overlays that are within the rules, whatever else is said. Each
// stands at most once in an override: keys first, then tables, then the body.
var pieces = [][]string{
	{"title = \"%s照护\"\n", "title = \"%s的照护\"\n", ""},
	{"funding = \"%s出钱\"\n", ""},
	{"recipients = [\"poor\", \"pupils\"]\n", ""},
	{"agencies_add = [\"fin\"]\n", "agencies = [\"fin\"]\n", ""},
	{"aliases_add = [\"%s补贴\", \"津贴\"]\n", "aliases = [\"%s\"]\n", ""},
	{"hotlines = [\"0591-1234567\"]\n", "hotlines = [\"12345\"]\n", ""},
	{"sources = [{ id = \"law\" }]\n", ""},
	{"body = \"replace\"\n", "body = \"after\"\n", ""},
	{"[guide]\ncomplaint = \"%s的电话\"\nsteps = [\"去%s\"]\n", "[guide]\nmaterials = [\"户口本\"]\nplaces = [{ name = \"%s窗口\", phone = \"12345\" }]\n", ""},
	{"[[standards]]\nid = \"of-%[1]s\"\ntext = \"%[1]s的标准\"\namount = 7\nunit = \"元\"\n", ""},
	{"[[standards]]\nid = \"pay\"\nhistory = []\n", "[[standards]]\nid = \"words\"\ntext = \"送到%s\"\nreviewed = \"文号\"\n", ""},
	{"+++\n%s的话。\n", "+++\n"},
}

// generated lays random overlays, windows and local items over the site, the
// same for the same seed.
func generated(t testing.TB, seed uint64) fstest.MapFS {
	r := rand.New(rand.NewPCG(seed, 1))
	fsys := editions(t)
	for _, at := range []string{"fuzhou", "fuzhou/minhou", "fuzhou/lianjiang", "xiamen"} {
		name := path.Base(at)
		if r.IntN(2) == 0 {
			put(t, fsys, at+"/edition.toml", fmt.Sprintf(
				"name = %q\nkind = \"zone\"\n[[places]]\nname = \"%s大厅\"\nphone = \"12345\"\nagencies = [\"edu\"]\n[not_applicable]\ngrant = \"没有\"\n", name, name))
		}
		if r.IntN(3) == 0 {
			put(t, fsys, at+"/items/local-"+name+".md", fmt.Sprintf(
				"+++\ntitle = %q\ndomain = \"health\"\norder = %d\nrecipients = [\"poor\"]\nagencies = [\"fin\"]\n+++\n", name, len(at)+10))
		}
		for _, id := range []string{"free", "care"} {
			if r.IntN(3) == 0 {
				continue
			}
			text := "+++\n"
			for _, choice := range pieces {
				piece := choice[r.IntN(len(choice))]
				if id == "free" && strings.HasPrefix(piece, "[[standards]]") && !strings.Contains(piece, "of-") {
					continue
				}
				args := make([]any, strings.Count(piece, "%s"))
				for n := range args {
					args[n] = name
				}
				if strings.Contains(piece, "%[1]s") {
					args = []any{name}
				}
				text += fmt.Sprintf(piece, args...)
			}
			put(t, fsys, at+"/items/"+id+".md", text)
		}
	}
	return fsys
}

// without is the site without some of its files.
func without(fsys fstest.MapFS, drop func(name string) bool) fstest.MapFS {
	out := fstest.MapFS{}
	for name, file := range fsys {
		if !drop(name) {
			out[name] = file
		}
	}
	return out
}

func facts(e *Edition) map[string][][2]string {
	out := map[string][][2]string{}
	for _, item := range e.Items {
		out[item.ID] = tellItem(item)
	}
	return out
}

// all tells each edition, by its path.
func all(h *Handbook) map[string][]string {
	out := map[string][]string{}
	for e := range h.Province.All {
		out[e.Path] = append(tellEdition(e), fmt.Sprint(e.Coverage().Fields))
	}
	return out
}

func byPath(h *Handbook) map[string]*Edition {
	out := map[string]*Edition{}
	for e := range h.Province.All {
		out[e.Path] = e
	}
	return out
}

func TestEditionLaws(t *testing.T) {
	for seed := range uint64(40) {
		fsys := generated(t, seed)
		h, faults := load(t, fsys, nil)
		if faults.HasErrors() {
			t.Fatalf("seed %d: the pieces must be within the rules:\n%s", seed, said(faults))
		}
		is := func(name string) bool {
			return strings.Contains(name, "/items/") && strings.Contains(name, "content/editions/")
		}
		shares(t, seed, h, func(e *Edition, id string) bool { return fsys["content/editions/"+e.Path+"/items/"+id+".md"] != nil })
		for e := range h.Province.All {
			addsUp(t, seed, e)
			looksUp(t, seed, h, e)
		}

		// Resolving twice equals once, with and without the handbook before.
		again, twice := load(t, fsys, h)
		if diff := cmp.Diff(said(faults), said(twice)); diff != "" {
			t.Errorf("seed %d: resolved twice, the faults differ (-once +twice):\n%s", seed, diff)
		}
		if diff := cmp.Diff(all(h), all(again)); diff != "" {
			t.Errorf("seed %d: resolved twice, the handbook differs (-once +twice):\n%s", seed, diff)
		}

		// What an edition says changes nothing above it.
		for _, drop := range []string{"content/editions/", "content/editions/fuzhou/minhou/"} {
			less, _ := load(t, without(fsys, func(name string) bool { return strings.HasPrefix(name, drop) }), nil)
			for at, e := range byPath(less) {
				if diff := cmp.Diff(facts(e), facts(byPath(h)[at])); diff != "" {
					t.Errorf("seed %d: %q differs by what is said in %s (-without +with):\n%s", seed, at, drop, diff)
				}
			}
		}

		// Without overrides there are the facts of the province, in memory too.
		bare, _ := load(t, without(fsys, is), nil)
		for e := range bare.Province.All {
			if e.Catalogue != bare.Province.Catalogue {
				t.Errorf("seed %d: without overrides %q must share the province's catalogue", seed, e.Path)
			}
		}
		if diff := cmp.Diff(facts(bare.Province), facts(h.Province)); diff != "" {
			t.Errorf("seed %d: the overrides changed the province (-without +with):\n%s", seed, diff)
		}
	}
}

// shares holds that an item which an edition leaves alone is its parent's, that
// an edition without items has its parent's catalogue, and that equal lists
// are one.
func shares(t *testing.T, seed uint64, h *Handbook, own func(e *Edition, id string) bool) {
	for e := range h.Province.All {
		if e.Parent == nil {
			continue
		}
		any := false
		for _, item := range e.Items {
			mine := own(e, item.ID)
			any = any || mine
			above := e.Parent.Item(item.ID)
			if !mine && item != above {
				t.Errorf("seed %d: %s leaves %s alone, so it must have the very item of %q", seed, e.Path, item.ID, e.Parent.Path)
			}
			if mine && (item.Edition != e || item.Base != above) {
				t.Errorf("seed %d: %s changes %s, so the item is its own and inherits from that of %q", seed, e.Path, item.ID, e.Parent.Path)
			}
			if e.Item(item.ID) != item {
				t.Errorf("seed %d: %s finds another %s by its id", seed, e.Path, item.ID)
			}
		}
		if !any && e.Catalogue != e.Parent.Catalogue {
			t.Errorf("seed %d: %s has no items of its own, so it must share the catalogue", seed, e.Path)
		}
	}
}

// looksUp holds that an edition finds under each id the items that say so.
func looksUp(t *testing.T, seed uint64, h *Handbook, e *Edition) {
	check := func(name, id string, got []*Item, says func(i *Item) bool) {
		var want []*Item
		for _, i := range e.Items {
			if says(i) {
				want = append(want, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("seed %d: %q has %d items of %s %s, not %d", seed, e.Path, len(got), name, id, len(want))
		}
	}
	for _, d := range h.Domains {
		check("domain", d.ID, e.InDomain(d.ID), func(i *Item) bool { return i.Domain == d.ID })
	}
	for _, g := range h.Groups {
		check("group", g.ID, e.For(g.ID), func(i *Item) bool { return slices.Contains(i.Recipients, g.ID) })
	}
	for _, a := range h.Agencies {
		check("leading agency", a.ID, e.LedBy(a.ID), func(i *Item) bool { return slices.Index(i.Agencies, a.ID) == 0 })
		check("helping agency", a.ID, e.HelpedBy(a.ID), func(i *Item) bool { return slices.Index(i.Agencies, a.ID) > 0 })
	}
	for _, s := range e.Sources {
		check("source", s.ID, e.Citing(s.ID), func(i *Item) bool {
			for _, c := range i.citations() {
				if c.ID == s.ID {
					return true
				}
			}
			return false
		})
	}
}

func addsUp(t *testing.T, seed uint64, e *Edition) {
	c := e.Coverage()
	if c.Items != len(e.Items) || len(c.Fields) != len(CoverageFields) || c.Edition != e {
		t.Errorf("seed %d: the coverage of %q is of %d items in %d fields", seed, e.Path, c.Items, len(c.Fields))
	}
	absent := 0
	for _, item := range e.Items {
		if reason, _ := e.Absent(item.ID); reason != "" {
			absent++
		}
	}
	filled := 0
	for n, f := range c.Fields {
		if f.Field != CoverageFields[n] || f.Own+f.Inherited+f.Missing != c.Items-c.NotApplicable || c.NotApplicable != absent {
			t.Errorf("seed %d: the coverage of %q does not add up for %s: %+v", seed, e.Path, f.Field, c)
		}
		if e.Parent == nil && f.Inherited > 0 {
			t.Errorf("seed %d: the province inherits nothing, but has %+v", seed, f)
		}
		filled += f.Own + f.Inherited
	}
	if want := float64(filled) / float64((c.Items-c.NotApplicable)*len(CoverageFields)); c.Done() != want {
		t.Errorf("seed %d: %q is done by %v, not %v", seed, e.Path, c.Done(), want)
	}
}

// TestCoverage counts by hand: what is filled where, of the two items that
// apply in the county.
func TestCoverage(t *testing.T) {
	fsys := editions(t)
	put(t, fsys, "fuzhou/edition.toml", "name = \"福州市\"\nkind = \"city\"\n[[places]]\nname = \"大厅\"\nphone = \"12345\"\nagencies = [\"fin\"]\n[not_applicable]\ngrant = \"没有\"\n")
	put(t, fsys, "fuzhou/minhou/edition.toml", "name = \"闽侯县\"\nkind = \"county\"\n[not_applicable]\nfree = \"没有\"\n")
	put(t, fsys, "fuzhou/minhou/items/care.md", "+++\n[guide]\nsteps = [\"去\"]\ntime_limit = \"1天\"\nplaces = [{ name = \"窗口\", hours = \"全天\" }]\n+++\n")
	h, faults := load(t, fsys, nil)
	if len(faults) > 0 {
		t.Fatal(said(faults))
	}
	var got []string
	for _, at := range []string{"", "fuzhou", "fuzhou/minhou"} {
		c := byPath(h)[at].Coverage()
		line := fmt.Sprintf("%s %d-%d:", at, c.Items, c.NotApplicable)
		for _, f := range c.Fields {
			line += fmt.Sprintf(" %s %d/%d/%d", f.Field, f.Own, f.Inherited, f.Missing)
		}
		got = append(got, line)
	}
	want := []string{ // own/inherited/missing
		" 4-0: place 1/0/3 phone 1/0/3 hours 0/0/4 materials 1/0/3 where 1/0/3 steps 1/0/3 time_limit 1/0/3 fee 1/0/3 online 2/0/2 complaint 1/0/3",
		"fuzhou 4-1: place 1/1/1 phone 1/1/1 hours 0/0/3 materials 0/1/2 where 0/1/2 steps 0/1/2 time_limit 0/1/2 fee 0/1/2 online 0/2/1 complaint 0/1/2",
		"fuzhou/minhou 4-2: place 1/1/0 phone 0/1/1 hours 1/0/1 materials 0/1/1 where 0/1/1 steps 1/0/1 time_limit 1/0/1 fee 0/1/1 online 0/1/1 complaint 0/1/1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the fields are counted in another way (-want +got):\n%s", diff)
	}
}

// TestFloorLaw holds the floor against amounts that are drawn: an edition is at
// fault when its own amount is less than any above, and only then.
func TestFloorLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	above := map[string][]string{"fuzhou": {""}, "fuzhou/minhou": {"fuzhou", ""}, "fuzhou/lianjiang": {"fuzhou", ""}, "xiamen": {""}}
	for range 60 {
		for id, province := range map[string]int{"pay": 100, "days": 20} {
			fsys := editions(t)
			amounts := map[string]int{"": province}
			for _, at := range []string{"fuzhou", "fuzhou/lianjiang", "fuzhou/minhou", "xiamen"} {
				if r.IntN(4) > 0 {
					amounts[at] = province - 2 + r.IntN(6)
					put(t, fsys, at+"/items/care.md", fmt.Sprintf("+++\n[[standards]]\nid = %q\namount = %d\nbasis = \"文号\"\n+++\n", id, amounts[at]))
				}
			}
			want := []string{}
			for at, amount := range amounts {
				if slices.ContainsFunc(above[at], func(up string) bool {
					floor, set := amounts[up]
					return set && (id == "pay" && amount < floor || id == "days" && amount > floor)
				}) {
					want = append(want, "content/editions/"+at+"/items/care.md")
				}
			}
			slices.Sort(want)
			_, faults := load(t, fsys, nil)
			got := []string{}
			for _, f := range faults.Sorted() {
				if f.Code() == "below-floor" {
					got = append(got, f.Pos.File)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s of %v: these must be below the floor, each once (-want +got):\n%s", id, amounts, diff)
			}
		}
	}
}

// TestEditionFields: edition.toml is told as it stands, editions are sorted by
// kind and code, and drafts are editions like others.
func TestEditionFields(t *testing.T) {
	fsys := editions(t)
	put(t, fsys, "fuzhou/edition.toml", `name = "福州市"
code = "350100"
kind = "city"
as_of = 2020-12-31
base_url = "https://example.org/fz"
draft = true
notice = "一句话"
contact = "某处"
successor = { text = "改了", source = { id = "law" } }
`)
	change(t, fsys, "content/editions/xiamen/edition.toml", `"350200"`, `"350050"`)
	put(t, fsys, "anxi/edition.toml", "name = \"某区\"\nkind = \"zone\"\n")
	h, faults := load(t, fsys, nil)
	if len(faults) > 0 {
		t.Fatal(said(faults))
	}
	var order []string
	for e := range h.Province.All {
		order = append(order, e.Path)
	}
	if diff := cmp.Diff([]string{"", "xiamen", "fuzhou", "fuzhou/minhou", "fuzhou/lianjiang", "anxi"}, order); diff != "" {
		t.Errorf("parents come first, then by code, zones last (-want +got):\n%s", diff)
	}
	e := byPath(h)["fuzhou"]
	got := fmt.Sprint(e.Name, e.Code, e.Kind, e.Divided, e.BaseURL, e.Draft, e.Notice, e.Contact, e.Successor.Text, e.Successor.Source.ID)
	if want := "福州市350100city2020-12-31https://example.org/fz/true一句话某处改了law"; strings.ReplaceAll(got, " ", "") != want {
		t.Errorf("edition.toml says %s, not %s", want, got)
	}
	if child := byPath(h)["fuzhou/minhou"]; child.Draft || child.Notice != "" || child.BaseURL != "" {
		t.Errorf("what edition.toml says of an edition is not its counties': %+v", child)
	}
}
