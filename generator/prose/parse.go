package prose

import (
	"cmp"
	"slices"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"handbook/generator/diag"
)

// Parse makes a Doc of a Markdown body. The Doc is never nil; it is empty if
// the body is too large or too deep to be parsed. The findings are sorted by
// offset, at most a hundred errors and a hundred warnings.
//
// Errors: invalid-utf8, body-too-long, too-many-lines, nested-too-deeply, too-many-blank-lines,
// paragraph-too-long, too-much-markup, table-too-large, unknown-link-kind,
// link-without-target, reference-as-image. Warnings: control-character,
// raw-html, unsafe-link, unknown-scheme, empty-link, link-without-text,
// image-without-text, external-image, top-heading, skipped-heading-level,
// empty-heading, heading-without-space, indented-text, heading-by-underline,
// unused-definition, definition-without-address, footnote-without-mark,
// footnote-without-text, list-without-space, full-width-mark, full-width-link,
// broken-link-markup, table-without-rule, cells-beyond-head, text-in-table,
// greater-than, text-beside-fence, fence-without-end.
func Parse(body string) (*Doc, []Finding) {
	f := &findings{size: len(body)}
	doc := &Doc{}
	if f.bound(body) {
		src := f.clean(body)
		pc := &references{parser.NewContext(), map[string]bool{}}
		s := &state{findings: f, ends: map[ast.Node]int{}, refs: pc}
		pc.Set(stateKey, s)
		root := markdown().Parse(text.NewReader(src), parser.WithContext(pc))
		doc = render(root, src, s)
	}
	slices.SortStableFunc(f.list, func(a, b Finding) int { return cmp.Compare(a.Offset, b.Offset) })
	return doc, f.list
}

// markdown is the parser; it keeps nothing between runs.
var markdown = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(noteBlockParser, 999))...),
		parser.WithInlineParsers(
			util.Prioritized(guard{}, 0),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 50),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(noteMarkParser, 150),
			util.Prioritized(links{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(emphasis{}, 500),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(paragraphs{}, 50),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
		),
	)
})

// findings collects the findings of one body.
type findings struct {
	list             []Finding
	size             int // of the body
	errors, warnings int
}

// added is a new finding, to which hint adds a hint.
type added struct{ *Finding }

func (a added) hint(m diag.Message, args ...any) {
	if a.Finding != nil {
		a.fault = a.fault.WithHint(m, args...)
	}
}

// error and warn drop findings beyond their bounds, each its own.
func (f *findings) error(offset, length int, m diag.Message, args ...any) added {
	if f.errors++; f.errors > maxErrors {
		return added{}
	}
	return f.add(offset, length, diag.New(diag.Pos{}, m, args...))
}

func (f *findings) warn(offset, length int, m diag.Message, args ...any) added {
	if f.warnings++; f.warnings > maxWarnings {
		return added{}
	}
	return f.add(offset, length, diag.Warn(diag.Pos{}, m, args...))
}

func (f *findings) add(offset, length int, fault diag.Fault) added {
	offset = min(max(offset, 0), f.size)
	length = min(max(length, 0), f.size-offset)
	f.list = append(f.list, Finding{offset, length, fault})
	return added{&f.list[len(f.list)-1]}
}
