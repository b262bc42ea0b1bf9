package diag

import "testing"

func TestSource(t *testing.T) {
	source := &Source{Path: "a.md", Text: "一二三\n\nabc"}
	if p := source.Pos(1, 2, 1); p.String() != "a.md:1:2" || p.Text != "一二三" {
		t.Errorf("Pos = %s %q", p, p.Text)
	}
	if p := source.Pos(9, 9, 9); p.String() != "a.md:3:4" || p.Len != 1 {
		t.Errorf("a place outside must move inside, not to %s+%d", p, p.Len)
	}
	if p := source.PosAt(3, 100); p.String() != "a.md:1:2" || p.Len != 2 {
		t.Errorf("PosAt = %s+%d, want 1:2+2", p, p.Len)
	}
	if p := source.PosAt(1000, 1); p.String() != "a.md:3:4" {
		t.Errorf("PosAt beyond the end = %s, want 3:4", p)
	}
	for offset := range source.Text {
		if got := source.Offset(source.PosAt(offset, 1)); got != offset {
			t.Errorf("Offset of PosAt(%d) = %d", offset, got)
		}
	}
	if at := source.Offset(Pos{Line: 9, Col: 1}); at != -1 {
		t.Errorf("Offset of a line that does not exist = %d", at)
	}
}
