package prose

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// A line "[注]: 文字" defines a link to Markdown, which shows nothing of it. Chinese
// sentences have no spaces, so such a line is mostly meant as text. It is a
// definition here if the text uses it and what follows the colon can be an address;
// otherwise it is shown, and told.

// references is a parser's context that knows only definitions with an address, and
// notes which ones the text uses.
type references struct {
	parser.Context
	used map[string]bool // by normal label; false once the definition has been met
}

func (r *references) Reference(label string) (parser.Reference, bool) {
	ref, ok := r.Context.Reference(label)
	if !ok || !canBeAddress(string(ref.Destination())) {
		return nil, false
	}
	r.used[label] = true
	return ref, true
}

var fileEnd = regexp.MustCompile(`\.[A-Za-z0-9]{1,5}(?:[?#].*)?$`)

// canBeAddress reports whether a destination may have been meant as one, though it
// may be wrong.
func canBeAddress(destination string) bool {
	a := judge(destination)
	ascii := strings.IndexFunc(a.url, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
	switch {
	case a.verdict == absent:
		return false
	case a.verdict == foreign:
		return ascii
	case a.verdict != ordinary, a.scheme != "", strings.HasPrefix(strings.TrimLeft(a.url, "."), "/"), a.url[0] == '#', a.url[0] == '?':
		return true
	case ascii:
		return strings.ContainsFunc(a.url, func(r rune) bool { return util.IsAlphaNumeric(byte(r)) && !util.IsNumeric(byte(r)) })
	}
	return fileEnd.MatchString(a.url)
}

// definition shows a definition that is none.
func (w *writer) definition(n *ast.LinkReferenceDefinition) {
	label := util.ToLinkReference(n.Label)
	address := canBeAddress(string(n.Destination))
	if address && w.refs.used[label] {
		delete(w.refs.used, label) // a second definition of the label is not used
		return
	}
	said, hint := msgUnused, hintUnused
	if !address {
		said, hint = msgNoAddress, hintNoAddress
	}
	text := strings.TrimSpace(w.lines(n))
	first, _, _ := strings.Cut(text, "\n")
	name := short(string(n.Label))
	w.warn(n.Lines().At(0).Start, len(first), said, name).hint(hint, strings.TrimPrefix(name, "^"))
	w.asText(text)
}

// short cuts a text that a message quotes.
func short(s string) string {
	if runes := []rune(s); len(runes) > 20 {
		return string(runes[:20]) + "…"
	}
	return s
}
