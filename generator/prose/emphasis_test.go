package prose

import (
	"bytes"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// TestASCIIEmphasis renders every short text of delimiters, letters, spaces
// and punctuation with goldmark's parser for emphasis and with ours.
func TestASCIIEmphasis(t *testing.T) {
	theirs := goldmark.New()
	ours := goldmark.New(goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(emphasis{}, 500),
		),
	)))
	convert := func(m goldmark.Markdown, text []byte) string {
		var b bytes.Buffer
		if err := m.Convert(text, &b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	const letters = "*_a .\""
	length := 6
	if testing.Short() {
		length = 5
	}
	failed := 0
	var try func(text []byte)
	try = func(text []byte) {
		if failed > 10 {
			return
		}
		if len(text) < length {
			for i := range len(letters) {
				try(append(text, letters[i]))
			}
			return
		}
		if bytes.Count(text, []byte{'*'})+bytes.Count(text, []byte{'_'}) < 2 {
			return
		}
		// The letters before and after keep the text from being a list or a rule.
		text = append(append([]byte{'x'}, text...), 'y')
		if want, got := convert(theirs, text), convert(ours, text); got != want {
			failed++
			t.Errorf("%q: ASCII text must be as in CommonMark: got %q, want %q", text, got, want)
		}
		text = text[1 : len(text)-1]
		if want, got := convert(theirs, text), convert(ours, text); got != want {
			failed++
			t.Errorf("%q: ASCII text must be as in CommonMark: got %q, want %q", text, got, want)
		}
	}
	try(nil)
	for _, text := range []string{
		"foo*bar*baz", "5*6*78", "_foo_bar_baz_", "пристаням_стремятся_", "aa_\"bb\"_cc", "foo-_(bar)_", "*(*foo)", "*(*foo*)*", "*$*alpha.", "*£*bravo.",
		"**foo*bar**baz*", "foo***bar***baz", "foo******bar*********baz", "*foo**bar*", "**a<http://foo.bar/?q=**>", "*[a*](b)", "*a `*`*", "__foo, __bar__, baz__",
		"* a *", "*\u00a0a\u00a0*", "**Gomphocarpus (*Gomphocarpus physocarpus*, syn.\n*Asclepias physocarpa*)**",
	} {
		if want, got := convert(theirs, []byte(text)), convert(ours, []byte(text)); got != want {
			t.Errorf("%q: must be as in CommonMark: got %q, want %q", text, got, want)
		}
	}
}
