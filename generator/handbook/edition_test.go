package handbook

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"handbook/generator/diag"
)

// editions is the site of testdata/site.txtar with that of editions.txtar.
func editions(t testing.TB) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/editions.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := site(t)
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: bytes.Clone(f.Data)}
	}
	return fsys
}

// put lays a file of a case over the site. Names that do not begin with
// content/ or site.toml are below content/editions/. A file that begins with -
// is a change of the one that is there; an empty one removes it.
func put(t testing.TB, fsys fstest.MapFS, name, text string) {
	t.Helper()
	if !strings.HasPrefix(name, "content/") && name != "site.toml" {
		name = "content/editions/" + name
	}
	if !strings.HasPrefix(text, "-") {
		change(t, fsys, name, "", text)
		return
	}
	var old, fresh []string
	for line := range strings.Lines(text) {
		if removed, ok := strings.CutPrefix(line, "-"); ok {
			old = append(old, strings.TrimSuffix(removed, "\n"))
		} else {
			fresh = append(fresh, strings.TrimSuffix(line[1:], "\n"))
		}
	}
	change(t, fsys, name, strings.Join(old, "\n"), strings.Join(fresh, "\n"))
}

// editionCases runs a file of cases: "case: NAME", the files of the case, and
// what is wanted. It returns all faults.
func editionCases(t *testing.T, file string, tell func(*Handbook, diag.List) string) diag.List {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all diag.List
	for i := 0; i < len(archive.Files); i++ {
		name, isCase := strings.CutPrefix(archive.Files[i].Name, "case: ")
		if !isCase {
			t.Fatalf("%s: a case must begin at %q", file, archive.Files[i].Name)
		}
		fsys := editions(t)
		for i++; archive.Files[i].Name != "want"; i++ {
			put(t, fsys, archive.Files[i].Name, string(archive.Files[i].Data))
		}
		want := &archive.Files[i]
		t.Run(name, func(t *testing.T) {
			h, faults := load(t, fsys, nil)
			all.Add(faults...)
			got := tell(h, faults)
			if *update {
				want.Data = []byte(got)
			} else if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("%s: if this is right, run go test -update and read its diff (-want +got):\n%s", file, diff)
			}
			for _, f := range faults {
				for _, p := range append([]diag.Pos{f.Pos}, placesOf(f)...) {
					if p.Line > 0 { // a folder has no lines
						inside(t, fsys, p)
					}
				}
			}
		})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func placesOf(f diag.Fault) (out []diag.Pos) {
	for _, n := range f.Notes {
		out = append(out, n.Pos)
	}
	return out
}

// TestMerge lays overlays over the province's items and tells how each edition
// differs from the one above, with the origin and the place of every fact.
func TestMerge(t *testing.T) {
	editionCases(t, "testdata/merge.txtar", func(h *Handbook, faults diag.List) string {
		var b strings.Builder
		b.WriteString(said(faults))
		for e := range h.Province.All {
			if e.Parent == nil {
				continue
			}
			above, here := tellEdition(e.Parent), tellEdition(e)
			var own []string
			for _, line := range here {
				if !slices.Contains(above, line) {
					own = append(own, line)
				}
			}
			for _, line := range above {
				key, _, _ := strings.Cut(line, ":")
				if !slices.ContainsFunc(here, func(l string) bool { return strings.HasPrefix(l, key+":") }) {
					own = append(own, key+": gone")
				}
			}
			if len(own) > 0 {
				fmt.Fprintf(&b, "%s:\n  %s\n", e.Path, strings.Join(own, "\n  "))
			}
		}
		return b.String()
	})
}

// tellEdition tells all that one edition says, a line for each fact.
func tellEdition(e *Edition) []string {
	var out []string
	line := func(key, format string, args ...any) { out = append(out, key+": "+fmt.Sprintf(format, args...)) }
	for _, item := range e.Items {
		for _, l := range tellItem(item) {
			line(item.ID+" "+l[0], "%s", l[1])
		}
		if places, from := e.PlacesOf(item); from != nil {
			var names []string
			for _, p := range places {
				names = append(names, p.Name)
			}
			line(item.ID+" places of", "%v of %s", names, pathOf(from))
		}
		if reason, from := e.Absent(item.ID); reason != "" {
			line(item.ID+" absent", "%s, says %s", reason, pathOf(from))
		}
	}
	for _, g := range e.Guides {
		line("guide "+g.ID, "%s of %s", g.Title, pathOf(g.Edition))
	}
	for _, i := range e.Indicators {
		line("indicator "+i.ID, "%s → %s of %s, note %q, source %s, at %s", i.Base.Text, i.Target.Text, pathOf(i.Edition), i.Note, cited(i.Source), i.At("target"))
	}
	for _, s := range e.Sources {
		line("source "+s.ID, "%s", s.Title)
	}
	for _, agency := range []string{"edu", "fin"} {
		if windows, from := e.WindowsFor(agency); from != nil {
			var names []string
			for _, w := range windows {
				names = append(names, w.Name)
			}
			line("windows for "+agency, "%v of %s", names, pathOf(from))
		}
	}
	for _, id := range []string{"poor", "pupils"} {
		line("for "+id, "%v", ids(e.For(id)))
	}
	for _, id := range []string{"edu", "fin"} {
		line("led by "+id, "%v", ids(e.LedBy(id)))
		line("helped by "+id, "%v", ids(e.HelpedBy(id)))
	}
	return out
}

func ids(items []*Item) (out []string) {
	for _, i := range items {
		out = append(out, i.Code+"/"+i.ID)
	}
	return out
}

func pathOf(e *Edition) string {
	if e.Parent == nil {
		return "province"
	}
	return e.Path
}

func cited(citations ...*Citation) string {
	var ids []string
	for _, c := range citations {
		if c != nil {
			ids = append(ids, c.ID)
		}
	}
	return "[" + strings.Join(ids, " ") + "]"
}

// place is a place without the folder that all editions lie in.
func place(p diag.Pos) string {
	return strings.TrimPrefix(strings.TrimPrefix(p.String(), "content/"), "editions/")
}

// tellItem tells each fact of an item that is not empty: its key; its value, the
// edition that says so, and where.
func tellItem(i *Item) (out [][2]string) {
	empty := func(value any) bool { v := fmt.Sprint(value); return v == "" || v == "[]" || v == "false" }
	say := func(key string, value any, path ...any) {
		if empty(value) {
			return
		}
		out = append(out, [2]string{key, fmt.Sprintf("%v of %s at %s", value, pathOf(i.Origin(path...)), place(i.At(path...)))})
	}
	list := func(key string, values []string) {
		say(key, values, key)
		for n := range values {
			say(key+" "+values[n], n, key, n)
		}
	}
	for key, value := range map[string]any{
		"title": i.Title, "domain": i.Domain, "order": i.Order, "summary": i.Summary, "recipients_note": i.RecipientsNote.String(),
		"funding": i.Funding.String(), "hotlines": i.Hotlines, "former_ids": i.FormerIDs, "sensitive": i.Sensitive,
		"effective": i.Effective, "expires": i.Expires, "verified": i.Verified, "eligibility": i.Eligibility,
	} {
		say(key, value, key)
	}
	list("recipients", i.Recipients)
	list("agencies", i.Agencies)
	list("aliases", i.Aliases)
	for key, value := range map[string]any{
		"conditions": i.Guide.Conditions, "materials": i.Guide.Materials, "steps": i.Guide.Steps, "time_limit": i.Guide.TimeLimit,
		"fee": i.Guide.Fee, "online": i.Guide.Online, "complaint": i.Guide.Complaint, "places": i.Guide.Places,
	} {
		say("guide "+key, value, "guide", key)
	}
	if i.Guide.Visits != nil {
		say("guide visits", *i.Guide.Visits, "guide", "visits")
	}
	var order []string
	for n := range i.Standards {
		s := &i.Standards[n]
		order = append(order, s.ID)
		fact := func(key string, value any) {
			if empty(value) || value == AtLeast || value == KindStandard {
				return
			}
			out = append(out, [2]string{"standard " + s.ID + " " + key, fmt.Sprintf("%v at %s", value, place(i.At("standards", n, key)))})
		}
		out = append(out, [2]string{"standard " + s.ID, "last changed by " + pathOf(s.Origin())})
		fact("text", s.Text)
		if s.Amount != nil {
			fact("amount", *s.Amount)
		}
		fact("unit", s.Unit)
		fact("bound", s.Bound)
		fact("kind", s.Kind)
		fact("since", s.Since)
		fact("until", s.Until)
		fact("source", cited(s.Source.First()))
		fact("basis", s.Basis)
		fact("reviewed", s.Reviewed)
		var history []string
		for _, p := range s.History {
			history = append(history, p.Since.String()+"="+p.Amount.String())
		}
		fact("history", history)
	}
	out = append(out, [2]string{"standards", fmt.Sprint(order)})
	var sources []string
	for n := range i.Sources {
		sources = append(sources, i.Sources[n].ID)
	}
	say("sources", sources, "sources")
	for _, key := range []string{"title", "recipients_note", "funding", "agencies"} {
		out = append(out, [2]string{key + " carried by", cited(i.Carrying(key)...)})
	}
	var bodies []string
	for _, b := range i.Bodies {
		bodies = append(bodies, pathOf(b.Edition)+" "+strings.TrimSpace(b.File.Body))
	}
	out = append(out, [2]string{"bodies", fmt.Sprint(bodies)}, [2]string{"code", i.Code}, [2]string{"last changed by", pathOf(i.Edition)})
	slices.SortFunc(out, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return out
}

// tellFloor tells the faults, and what Raised lists.
func tellFloor(h *Handbook, faults diag.List) string {
	var b strings.Builder
	b.WriteString(said(faults))
	for _, r := range h.Raised() {
		fmt.Fprintf(&b, "raised: %.3f %s %s.%s from %s to %s\n", r.Ratio, r.Edition.Path, r.Item.ID, r.Standard.ID, r.Above, r.Value)
	}
	return b.String()
}

// TestShortName: people leave out the kind of a place, but not the last but one
// character.
func TestShortName(t *testing.T) {
	for name, want := range map[string]string{
		"闽侯县": "闽侯", "福州市": "福州", "马尾区": "马尾", "福建省": "福建", "沙县": "", "平潭综合实验区": "平潭", "丁综合实验区": "", "内蒙古自治区": "内蒙古", "": "", "区": "",
	} {
		if got := ShortName(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
