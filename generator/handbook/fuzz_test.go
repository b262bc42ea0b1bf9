package handbook

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"handbook/generator/diag"
)

// FuzzLoad puts any bytes into an item's file: nothing may panic, and what is
// reported must stand inside a file.
func FuzzLoad(f *testing.F) {
	base := site(f)
	const name = "content/items/education/free.md"
	good := string(base[name].Data)
	f.Add(good)
	for i, step := 0, max(1, len(good)/24); i < len(good); i += step { // cut short, doubled, damaged
		f.Add(good[:i])
		f.Add(good[:i] + good[i:] + good[i:])
		f.Add(good[:i] + "\xff" + good[i:])
		f.Add(good[:i] + "”" + good[i:])
	}
	for _, pair := range [][2]string{
		{"domain = \"education\"", "domain = \"\""}, {"order = 1", "order = -9223372036854775808"}, {"amount = 650", "amount = 1e308"},
		{"age = {", "agee = {"}, {"[[standards]]", "[standards]"}, {"since = 2015", "since = 99999999999"}, {"(item:grant#aid)", "(item:#)"},
		{"[guide]", "[[guide]]"}, {"visits = 1", "visits = true"}, {"\n", "\r\n"}, {"\n", "\r"}, {"\"", "'"},
	} {
		f.Add(strings.ReplaceAll(good, pair[0], pair[1]))
	}
	f.Fuzz(func(t *testing.T, text string) {
		fsys := fstest.MapFS{}
		for name, file := range base {
			fsys[name] = file
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		h, faults, err := Load(fsys, nil, Date{})
		if err != nil {
			t.Fatal(err)
		}
		if !faults.HasErrors() {
			faults.Add(h.Lint()...)
		}
		for _, item := range h.Province.Items {
			h.Related(h.Province.Catalogue, item)
			h.MainStandard(item)
		}
		for _, fault := range faults {
			inside(t, fsys, fault.Pos)
			for _, n := range fault.Notes {
				inside(t, fsys, n.Pos)
			}
		}
	})
}

// FuzzOverlay puts any bytes into a city's override, which its county changes
// once more.
func FuzzOverlay(f *testing.F) {
	base := editions(f)
	put(f, base, "fuzhou/minhou/items/care.md", "+++\nrecipients_add = [\"poor\"]\naliases_add = [\"津贴\"]\n[guide]\nfee = \"\"\n[[standards]]\nid = \"pay\"\namount = 130\n+++\n县里的话。\n")
	good := string(base["content/items/health/care.md"].Data)
	f.Add(good)
	for i, step := 0, max(1, len(good)/24); i < len(good); i += step {
		f.Add(good[:i])
		f.Add(good[:i] + "\n+++\n")
		f.Add(good[:i] + "”" + good[i:])
	}
	for _, pair := range [][2]string{
		{"amount = 100", "amount = \"100\""}, {"amount = 100", "amount = nan"}, {"amount", "amuont"}, {"recipients", "recipients_add"}, {"aliases", "aliases_add"},
		{"agencies = [\"edu\"", "agencies_add = [1"}, {"id = \"pay\"", "id = \"days\""}, {"[[standards]]", "[standards]"}, {"text =", "# "}, {"unit =", "# "}, {"bound = \"at_most\"", ""},
		{"[guide]", "[[guide]]"}, {"kind = ", "kind = 1 #"}, {"until = 2020-12-31", "until = 1950"}, {"order = 5", "order = 0"}, {"+++\n省", "body = 1\n+++\n省"},
	} {
		f.Add(strings.ReplaceAll(good, pair[0], pair[1]))
	}
	f.Fuzz(func(t *testing.T, text string) {
		fsys := fstest.MapFS{}
		for name, file := range base {
			fsys[name] = file
		}
		fsys["content/editions/fuzhou/items/care.md"] = &fstest.MapFile{Data: []byte(text)}
		h, faults := load(t, fsys, nil)
		for e := range h.Province.All {
			tellEdition(e)
			e.Coverage()
		}
		h.Raised()
		for _, fault := range faults {
			for _, p := range append(placesOf(fault), fault.Pos) {
				inside(t, fsys, p)
			}
		}
	})
}

// inside holds a place against the file that it names.
func inside(t *testing.T, fsys fstest.MapFS, p diag.Pos) {
	t.Helper()
	file := fsys[p.File]
	if file == nil {
		t.Fatalf("%v lies in no file", p)
	}
	if p.Line == 0 {
		return
	}
	text := strings.TrimPrefix(string(file.Data), "\ufeff")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(text, "\n")
	if p.Line < 0 || p.Line > len(lines) {
		t.Fatalf("%v lies beyond the %d lines of its file", p, len(lines))
	}
	line := lines[p.Line-1]
	if utf8.ValidString(line) && p.Text != line {
		t.Fatalf("%v shows %q, but the line is %q", p, p.Text, line)
	}
	if runes := utf8.RuneCountInString(line); p.Col < 1 || p.Len < 0 || p.Col > runes+1 || p.Len > max(1, runes+1-p.Col) {
		t.Fatalf("%v, of length %d, lies beyond its line of %d characters", p, p.Len, runes)
	}
}
