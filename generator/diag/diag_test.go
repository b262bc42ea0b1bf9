package diag

import (
	"errors"
	"math/rand"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMessage(t *testing.T) {
	m := Message{Code: "x", EN: "from %[2]s to %[1]s", ZH: "%[1]s 写在 %[2]s 之后"}
	for _, c := range []struct{ got, want string }{
		{m.In(EN, "a", "b"), "from b to a"},
		{m.In(ZH, "a", "b"), "a 写在 b 之后"},
		{Message{EN: "100 % sure"}.In(EN), "100 % sure"}, // without arguments the text is no format
		{Said{}.In(ZH), ""},
		{Said{m, []any{"a", "b"}}.In(EN), "from b to a"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestPosString(t *testing.T) {
	for _, c := range []struct {
		pos  Pos
		want string
	}{
		{Pos{File: "a.md"}, "a.md"},
		{Pos{File: "a.md", Col: 3}, "a.md"},
		{Pos{File: "a.md", Line: 2, Col: 3}, "a.md:2:3"},
	} {
		if got := c.pos.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// sample returns faults in sorted order, without duplicates.
func sample() List {
	at := func(file string, line, col int) Pos { return Pos{File: file, Line: line, Col: col} }
	a, b := Message{Code: "a", EN: "a %d", ZH: "甲 %d"}, Message{Code: "b", EN: "b", ZH: "乙"}
	return List{
		New(at("a.md", 0, 0), b), // the file as a whole comes first
		New(at("a.md", 2, 10), b),
		New(at("a.md", 10, 2), a, 1), // lines by number, not by text
		New(at("a.md", 10, 3), a, 1), // errors before warnings,
		New(at("a.md", 10, 3), a, 2), // then by code and text
		New(at("a.md", 10, 3), b),
		Warn(at("a.md", 10, 3), a, 1),
		New(at("b.md", 1, 1), a, 1),
	}
}

func TestSorted(t *testing.T) {
	want := sample()
	for seed := range int64(20) {
		shuffled := append(sample(), sample()...)
		rand.New(rand.NewSource(seed)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		before := append(List(nil), shuffled...)
		if diff := cmp.Diff(want, shuffled.Sorted()); diff != "" {
			t.Fatalf("the list must be sorted and without duplicates (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(before, shuffled); diff != "" {
			t.Fatalf("Sorted must not change its list (-before +after):\n%s", diff)
		}
	}
	if got := (List{}).Sorted(); len(got) != 0 {
		t.Errorf("the empty list yields %v", got)
	}
}

func TestCount(t *testing.T) {
	var l List
	if l.HasErrors() {
		t.Error("the empty list must have no errors")
	}
	l.Add(Warn(Pos{}, Message{Code: "w"}))
	if l.HasErrors() {
		t.Error("a warning must not count as an error")
	}
	l.Add(New(Pos{}, Message{Code: "e"}), New(Pos{}, Message{Code: "e"}))
	if e, w := l.Count(); e != 2 || w != 1 || !l.HasErrors() {
		t.Errorf("got %d errors and %d warnings, want 2 and 1", e, w)
	}
}

// TestWithNote: faults are values, so a note added to one copy must not appear in
// another.
func TestWithNote(t *testing.T) {
	base := New(Pos{}, Message{Code: "x"}).WithNote(Pos{File: "1"}, firstHere).WithNote(Pos{File: "2"}, firstHere).WithNote(Pos{File: "3"}, firstHere)
	one, two := base.WithNote(Pos{File: "one"}, firstHere), base.WithNote(Pos{File: "two"}, firstHere)
	if one.Notes[3].Pos.File != "one" || two.Notes[3].Pos.File != "two" || len(base.Notes) != 3 {
		t.Errorf("the notes share memory: %v, %v", one.Notes, two.Notes)
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"title", "domain", "order", "summary", "recipients", "recipients_note", "agencies", "time_limit", "fee"}
	for _, c := range []struct {
		word, want string
		candidates []string
	}{
		{"recipient", "recipients", keys},
		{"recipeints", "recipients", keys}, // neighbours swapped is one edit
		{"TITLE", "title", keys},
		{"time-limit", "time_limit", keys},
		{"a-b-c-d", "a_b_c_d", []string{"a_b_c_d"}},
		{"timelimit", "time_limit", keys},
		{"fex", "fee", []string{"fee", "few"}}, // of equally near ones the first
		{"fex", "few", []string{"few", "fee"}},
		{"agency", "agent", []string{"agencies", "agent"}},
		{"fees", "fee", keys},
		{"xyzzy", "", keys},
		{"", "", keys},
		{"title", "", nil},
		{"民政听", "民政厅", []string{"财政部", "民政厅"}},
		{strings.Repeat("a", 201), "", []string{strings.Repeat("a", 201)}},
	} {
		if got := Nearest(c.word, c.candidates); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "abd", 1},
		{"abc", "acb", 1}, {"kitten", "sitting", 3}, {"甲乙", "乙甲", 1}, {"ca", "abc", 3},
	} {
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := distance([]rune(pair[0]), []rune(pair[1]), 99); got != c.want {
				t.Errorf("distance(%q, %q) = %d, want %d", pair[0], pair[1], got, c.want)
			}
		}
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

// TestWriteError: WriteText returns the error of its writer.
func TestWriteError(t *testing.T) {
	if sample().WriteText(brokenPipe{}, EN) == nil || sample().WriteSARIF(brokenPipe{}, EN, "1") == nil {
		t.Error("WriteText must return the writer's error")
	}
}
