package tree

import (
	"strings"

	"handbook/generator/diag"
	"handbook/generator/toml"
)

// A Page is a Markdown file: front matter and a body.
type Page struct {
	*File
	Front    *toml.Doc // never nil; after a fault it is empty and decodes to nothing
	Body     string    // what follows the front matter's last line; "" if nothing does
	BodyLine int       // 1-based line on which Body begins

	bodyStart int
}

// BodyAt is the place of length bytes at a byte offset of the body.
func (p *Page) BodyAt(offset, length int) diag.Pos {
	return p.PosAt(p.bodyStart+offset, length)
}

const fence = "+++"

// Page takes the file apart into front matter and body. Missing or unclosed
// front matter and TOML that cannot be read are faults; the Page is usable all
// the same: where the fences stand its body is there, else the body is empty.
func (f *File) Page() (*Page, diag.List) {
	text := f.Text
	open := 0
	for open < len(text) { // blank lines before the front matter do no harm
		end := lineEnd(text, open)
		if !blank(text[open:end]) {
			break
		}
		open = min(end+1, len(text))
	}
	first := text[open:lineEnd(text, open)]
	broken := &Page{File: f, Front: toml.Broken(&f.Source), bodyStart: len(text)}
	broken.BodyLine = f.Lines()
	if !isFence(first) {
		return broken, diag.List{f.noFrontMatter(open, first)}
	}
	start := min(open+len(first)+1, len(text))
	for i := start; i < len(text); {
		end := lineEnd(text, i)
		if isFence(text[i:end]) {
			doc, faults := toml.ReadPart(&f.Source, start, i)
			page := &Page{File: f, Front: doc, bodyStart: min(end+1, len(text))}
			page.Body = text[page.bodyStart:]
			page.BodyLine = f.PosAt(page.bodyStart, 0).Line
			return page, faults
		}
		i = end + 1
	}
	fault := diag.New(f.PosAt(open, len(fence)), frontUnclosed).WithHint(hintCloseFront)
	for i := start; i < len(text); {
		end := lineEnd(text, i)
		if almostFence(text[i:end]) {
			fault = fault.WithNote(f.PosAt(i, end-i), noteAlmostFence)
			break
		}
		i = end + 1
	}
	return broken, diag.List{fault}
}

// noFrontMatter says why a file whose first line is not +++ has no front matter.
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

// TOML reads the whole file as TOML. After a fault the Doc is empty and
// decodes to nothing.
func (f *File) TOML() (*toml.Doc, diag.List) { return toml.Read(&f.Source) }

// DocOf reads the TOML of a file in memory: the front matter where its name
// ends in .md, else the whole. It is nil where the bytes are no text, and broken
// where they are no TOML.
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

// Edit is [toml.Doc.Edit] for the TOML of a file in memory. The faults are those
// of reading the file; nothing is changed then.
func Edit(name string, data []byte, changes ...toml.Change) ([]byte, diag.List) {
	doc, faults := DocOf(name, data)
	if faults.HasErrors() {
		return nil, faults
	}
	return doc.Edit(data, changes...), nil
}

func lineEnd(text string, from int) int {
	if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(text)
}

func blank(line string) bool   { return strings.Trim(line, " \t\u3000\u00a0") == "" }
func isFence(line string) bool { return strings.TrimRight(line, " \t") == fence }

// almostFence recognises lines that were meant to be +++.
func almostFence(line string) bool {
	line = strings.TrimSpace(line)
	if line == "---" {
		return true
	}
	plus := strings.Count(line, "+") + strings.Count(line, "＋")
	return plus >= 2 && (strings.HasPrefix(line, "++") || strings.HasPrefix(line, "＋") || strings.HasPrefix(line, "+＋"))
}
