package handbook

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// TestFile: an edition's text means a file of its own, then one of those above, then
// one of static/; other names are faults that name the nearest file.
func TestFile(t *testing.T) {
	fsys := site(t)
	for _, name := range []string{
		"content/files/forms/申请表.pdf", "content/files/a.docx", "static/a.docx", "static/sub/b.xlsx", "static/.ssh/id_rsa", "static/assets/c.pdf",
		"content/editions/fuzhou/files/a.docx", "content/editions/fuzhou/minhou/files/d/e.pdf",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte("%PDF")}
	}
	fsys["content/editions/fuzhou/edition.toml"] = &fstest.MapFile{Data: []byte("name = \"福州市\"\ncode = \"350100\"\nkind = \"city\"\n")}
	fsys["content/editions/fuzhou/minhou/edition.toml"] = &fstest.MapFile{Data: []byte("name = \"闽侯县\"\ncode = \"350121\"\nkind = \"county\"\n")}
	fsys["content/editions/fuzhou/minhou/items/free.md"] = &fstest.MapFile{Data: []byte("+++\n[guide]\nmaterials = [{ name = \"表\", file = \"file:申请表.pdf\" }, { name = \"表\", file = \"file:d/e.pdf\" }]\n+++\n" +
		"[甲](file:a.docx) [乙](<file:D/E.pdf>) [丙](file:forms/%E7%94%B3%E8%AF%B7%E8%A1%A8.pdf#page=2) [丁](file:forms/申请表.doc) [戊](file:../a.docx) [己](file:.ssh/id_rsa)\n")}
	h, faults := load(t, fsys, nil)
	minhou, err := h.Edition("fuzhou/minhou")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		e    *Edition
		name string
		want string
	}{
		{h.Province, "a.docx", "files/a.docx"},
		{minhou.Parent, "a.docx", "editions/fuzhou/files/a.docx"},
		{minhou, "a.docx", "editions/fuzhou/files/a.docx"},
		{minhou, "d/e.pdf", "editions/fuzhou/minhou/files/d/e.pdf"},
		{minhou.Parent, "d/e.pdf", ""},
		{minhou, "forms/申请表.pdf", "files/forms/申请表.pdf"},
		{h.Province, "sub/b.xlsx", "sub/b.xlsx"},
		{h.Province, "assets/c.pdf", ""}, {h.Province, ".ssh/id_rsa", ""}, {h.Province, "", ""}, {h.Province, "/a.docx", ""}, {h.Province, "../site.toml", ""}, {h.Province, "forms", ""},
	} {
		if got := h.File(c.e, c.name); got != c.want {
			t.Errorf("%q has file:%s at %q, want %q", c.e.Path, c.name, got, c.want)
		}
	}
	var got []string
	for _, f := range faults.Sorted() {
		hint := f.Hint.In(1)
		if _, after, ok := strings.Cut(hint, "file:"); ok {
			hint = strings.TrimRight(after, "\"”？?")
		}
		got = append(got, f.Pos.String()+" "+f.Code()+" "+hint)
	}
	const file = "content/editions/fuzhou/minhou/items/free.md:"
	want := []string{
		file + "3:35 unknown-file forms/申请表.pdf",
		file + "5:23 unknown-file d/e.pdf",
		file + "5:97 unknown-file forms/申请表.pdf",
		file + "5:121 unknown-file a.docx",
		file + "5:141 unknown-file 请把文件放进 content/files/，名称是“id_rsa”，大小写、空格都要一致",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults and the nearest files differ (-want +got):\n%s", diff)
	}
}
