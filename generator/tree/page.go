package tree

import (
	"strings"

	"handbook/generator/diag"
	"handbook/generator/toml"
)

// A Page is a Markdown file: front matter and a body.
type Page struct {
	*File
	Front *toml.Doc // never nil; after a fault it is empty and decodes to nothing
	Body  string    // the text after the second fence

	bodyStart int
}

// BodyAt returns the place of length bytes at a byte offset of the body.
func (p *Page) BodyAt(offset, length int) diag.Pos {
	return p.PosAt(p.bodyStart+offset, length)
}

const fence = "+++"

// Page divides the file into front matter and body. Faults: marks of a conflict,
// front matter that is missing or not closed, and those of its TOML. The Page is
// usable all the same; its body is empty without two fences, and after a conflict.
func (f *File) Page() (*Page, diag.List) {
	broken := &Page{File: f, Front: toml.Broken(&f.Source), bodyStart: len(f.Text)}
	if conflicts := f.conflicts(); len(conflicts) > 0 {
		return broken, conflicts
	}
	open, start, at := -1, 0, 0 // offsets of the first fence, of the line below it, of this line
	var almost []diag.Pos
	for whole := range strings.Lines(f.Text) {
		line := strings.TrimSuffix(whole, "\n")
		next := at + len(whole)
		switch {
		case open < 0 && blank(line): // does no harm
		case open < 0 && !isFence(line):
			return broken, diag.List{f.noFrontMatter(at, line)}
		case open < 0:
			open, start = at, next
		case isFence(line):
			front, faults := toml.ReadPart(&f.Source, start, at)
			if faults.HasErrors() && hasFence(f.Text[next:]) { // this one may stand inside a text
				faults[0] = faults[0].WithNote(f.PosAt(at, len(fence)), noteFence)
			}
			return &Page{File: f, Front: front, Body: f.Text[next:], bodyStart: next}, faults
		case almost == nil && almostFence(line):
			almost = append(almost, f.PosAt(at, len(line)))
		}
		at = next
	}
	if open < 0 {
		return broken, diag.List{f.noFrontMatter(at, "")}
	}
	fault := diag.New(f.PosAt(open, len(fence)), frontUnclosed).WithHint(hintCloseFront)
	for _, pos := range almost {
		fault = fault.WithNote(pos, noteAlmostFence)
	}
	return broken, diag.List{fault}
}

// noFrontMatter reports why a file whose first line is not +++ has no front
// matter.
func (f *File) noFrontMatter(offset int, first string) diag.Fault {
	fault := diag.New(f.PosAt(offset, len(first)), frontMissing)
	trimmed := strings.TrimSpace(first)
	switch {
	case strings.HasPrefix(trimmed, "---"):
		return fault.WithHint(hintYAML)
	case almostFence(trimmed):
		return fault.WithHint(hintFenceAlone)
	}
	return fault.WithHint(hintAddFront)
}

// TOML reads the whole file as TOML. After a fault, such as marks of a conflict, the Doc is empty and decodes
// to nothing.
func (f *File) TOML() (*toml.Doc, diag.List) {
	if conflicts := f.conflicts(); len(conflicts) > 0 {
		return toml.Broken(&f.Source), conflicts
	}
	return toml.Read(&f.Source)
}

// conflicts returns a fault for each conflict that a merge of git has left in the
// file: two versions of a text, one of which is wrong.
func (f *File) conflicts() (faults diag.List) {
	at, open := 0, false
	for whole := range strings.Lines(f.Text) {
		line := strings.TrimRight(whole, "\n")
		starts, ends := conflictMark(line, '<'), conflictMark(line, '>')
		if starts || ends && !open {
			faults.Add(diag.New(f.PosAt(at, len(line)), conflict).WithHint(hintConflict))
		}
		open = starts || open && !ends
		at += len(whole)
	}
	return faults
}

// conflictMark reports whether a line is a mark of git: seven equal signs, alone or
// with a name after a space.
func conflictMark(line string, sign byte) bool {
	rest, ok := strings.CutPrefix(line, strings.Repeat(string(rune(sign)), 7))
	return ok && (rest == "" || rest[0] == ' ')
}

// DocOf reads the TOML of a file in memory: the front matter if its name ends in
// .md, otherwise the whole. It returns nil for bytes that are not text, and a
// broken Doc for a text that is not TOML.
func DocOf(name string, data []byte) (*toml.Doc, diag.List) {
	file, faults := NewFile(name, data)
	if file == nil {
		return nil, faults
	}
	if strings.HasSuffix(name, ".md") {
		page, faults := file.Page()
		return page.Front, faults
	}
	return file.TOML()
}

// Edit does as [toml.Doc.Edit] for the TOML of a file in memory. It does not
// change a file that it cannot read.
func Edit(name string, data []byte, changes ...toml.Change) ([]byte, diag.List) {
	doc, faults := DocOf(name, data)
	if faults.HasErrors() {
		return nil, faults
	}
	return doc.Edit(data, changes...), nil
}

func blank(line string) bool   { return strings.Trim(line, " \t\u3000\u00a0") == "" }
func isFence(line string) bool { return strings.TrimRight(line, " \t") == fence }

// hasFence reports whether a text has a line of +++ alone.
func hasFence(text string) bool {
	for line := range strings.Lines(text) {
		if isFence(strings.TrimSuffix(line, "\n")) {
			return true
		}
	}
	return false
}

// almostFence reports whether a line was probably meant to be +++.
func almostFence(line string) bool {
	line = strings.TrimSpace(line)
	if line == "---" {
		return true
	}
	plus := strings.Count(line, "+") + strings.Count(line, "＋")
	return plus >= 2 && (strings.HasPrefix(line, "++") || strings.HasPrefix(line, "＋") || strings.HasPrefix(line, "+＋"))
}
