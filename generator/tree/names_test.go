package tree

import (
	"strings"
	"testing"
)

func TestBadName(t *testing.T) {
	for _, name := range []string{"a", "指南.md", "com10.md", "comet", "con-a", "a.con", ".nojekyll", "lpt.txt", "conin", strings.Repeat("长", 100)} {
		if said := BadName(name); said != nil {
			t.Errorf("%q is a name that all systems can hold, not %s", name, said.Code)
		}
	}
	for _, name := range []string{
		"CON", "con.md", "Aux.tar.gz", "nul .txt", "PRN", "com1", "COM0.a", "lpt².txt", "LPT9", "conin$", "CONOUT$.x",
		".", "..", "a.", "a ", "a:b", "a?", `a"`, "a<", "a>", "a|", "a*", `a\b`, "a/b", "a\tb", "a\x7f", "a\u0085", "bad\xff",
	} {
		if BadName(name) == nil {
			t.Errorf("%q is a name that some system cannot hold", name)
		}
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][2]string{{"Item.MD", "item.md"}, {"caf\u00e9", "cafe\u0301"}, {"\u212a", "k"}, {"Σ", "ς"}} {
		if Fold(same[0]) != Fold(same[1]) {
			t.Errorf("%q and %q are one name on some system", same[0], same[1])
		}
	}
	if Fold("福建") == Fold("福健") {
		t.Error("different names fold to one")
	}
}

func BenchmarkBadName(b *testing.B) {
	for b.Loop() {
		BadName("free-compulsory-education.html")
	}
}
