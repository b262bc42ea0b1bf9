package prose

import (
	"bytes"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/yuin/goldmark/ast"
)

// fenced writes a block between ``` and ```. What stands beside the first fence names
// a language; a Chinese text there is none, and is shown.
func (w *writer) fenced(n *ast.FencedCodeBlock) {
	language := string(n.Language(w.src))
	if n.Info != nil {
		info := string(n.Info.Segment.Value(w.src))
		if strings.ContainsFunc(info, chinese) {
			w.warn(n.Info.Segment.Start, len(info), msgFence).hint(hintFence)
			w.asText(info)
			language = ""
		}
	}
	if at := n.Pos(); at >= 0 && !w.closed(n) {
		w.warn(at, 3, msgOpenFence).hint(hintOpenFence)
	}
	w.code(language, w.lines(n))
}

// closed reports whether a fence stands below a block of code. Without one, the rest
// of the page is code.
func (w *writer) closed(n *ast.FencedCodeBlock) bool {
	below := w.src[n.Pos():]
	if lines := n.Lines(); lines.Len() > 0 {
		below = w.src[lines.At(lines.Len()-1).Stop:]
	} else {
		_, below, _ = bytes.Cut(below, []byte("\n"))
	}
	below = bytes.TrimLeft(below, "> \t")
	return bytes.HasPrefix(below, []byte("```")) || bytes.HasPrefix(below, []byte("~~~"))
}

// code writes a block of code, highlighted if the language is one of lexers.
func (w *writer) code(language, text string) {
	text = withoutGaps(text)
	name := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '-':
			return r
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, language)
	if name == "" {
		name = "text"
	}
	w.raw(`<pre class="chroma" tabindex="0"><code class="language-` + name[:min(len(name), 32)] + `">`)
	if lexer := lexers[name]; lexer != nil && w.lexed+len(text) <= maxLexed {
		w.lexed += len(text)
		w.highlight(lexer(), text)
	} else {
		w.raw(escape(text))
	}
	w.raw("</code></pre>\n")
	w.plain = append(w.plain, text...)
	w.line()
}

func (w *writer) highlight(lexer chroma.Lexer, text string) {
	tokens, err := lexer.Tokenise(nil, text)
	if err != nil {
		panic("prose: lexer: " + err.Error()) // the rules are ours and constant
	}
	for token := tokens(); token != chroma.EOF; token = tokens() {
		class := chroma.StandardTypes[token.Type]
		if class == "" || token.Type == chroma.Whitespace {
			w.raw(escape(token.Value))
			continue
		}
		w.raw(`<span class="` + class + `">`)
		w.raw(escape(token.Value))
		w.raw("</span>")
	}
}

// lexers are made when a body first needs them. They are our own rules for the few
// languages of the guides: package chroma/lexers reads all its 270 languages at the
// start of every command. No rule may look ahead or back further
// than its line, so that a hostile sample costs no more than an honest one.
//
// Their tokens have these classes: c comment, cp front matter fence, gh heading,
// gp prompt, gs strong, k marker, kc true and false, ld date, m number, na key
// or attribute, nb command, nt table or tag, nv variable, o operator,
// p punctuation, s string, ni entity.
var lexers = map[string]func() chroma.Lexer{
	"toml":   lexer(tomlRules),
	"json":   lexer(jsonRules),
	"sh":     lexer(shellRules),
	"bash":   lexer(shellRules),
	"html":   lexer(htmlRules),
	"xml":    lexer(htmlRules),
	"python": lexer(pythonRules),
	"py":     lexer(pythonRules),
	"js":     lexer(scriptRules),

	"javascript": lexer(scriptRules),

	"markdown": lexer(markdownRules),
	"md":       lexer(markdownRules),
}

func lexer(rules func() chroma.Rules) func() chroma.Lexer {
	return sync.OnceValue(func() chroma.Lexer {
		return chroma.Coalesce(chroma.MustNewLexer(&chroma.Config{}, rules))
	})
}

// rest matches where no rule before it does: a word, or one character.
var rest = []chroma.Rule{
	{Pattern: `[ \t\n]+`, Type: chroma.Text},
	{Pattern: `[\p{L}\p{N}_]+`, Type: chroma.Text},
	{Pattern: `.`, Type: chroma.Text},
}

const (
	// A string without its end goes to the end of the line.
	doubleQuoted = `"(?:[^"\\\n]+|\\.)*"?`
	singleQuoted = `'[^'\n]*'?`
)

func tomlRules() chroma.Rules {
	return chroma.Rules{"root": append([]chroma.Rule{
		{Pattern: `\+\+\+$`, Type: chroma.CommentPreproc},
		{Pattern: `#[^\n]*`, Type: chroma.Comment},
		{Pattern: `^\[\[?[^\[\]\n,]*\]\]?(?=[ \t]*(?:#|$))`, Type: chroma.NameTag},
		{Pattern: `(?:[A-Za-z0-9_.-]+|"[^"\n]*"|'[^'\n]*')(?=[ \t]*=)`, Type: chroma.NameAttribute},
		{Pattern: `"""(?:[^"\\]+|\\[\s\S]|"(?!""))*(?:""")?`, Type: chroma.String},
		{Pattern: `'''(?:[^']+|'(?!''))*(?:''')?`, Type: chroma.String},
		{Pattern: doubleQuoted, Type: chroma.String},
		{Pattern: singleQuoted, Type: chroma.String},
		{Pattern: `\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?`, Type: chroma.LiteralDate},
		{Pattern: `(?:true|false)\b`, Type: chroma.KeywordConstant},
		{Pattern: `[+-]?\d[\d_.eExXa-fA-F]*`, Type: chroma.Number},
		{Pattern: `=`, Type: chroma.Operator},
		{Pattern: `[\[\]{},.]`, Type: chroma.Punctuation},
	}, rest...)}
}

func jsonRules() chroma.Rules {
	return chroma.Rules{"root": append([]chroma.Rule{
		{Pattern: `"(?:[^"\\\n]+|\\.)*"(?=[ \t]*:)`, Type: chroma.NameAttribute},
		{Pattern: doubleQuoted, Type: chroma.String},
		{Pattern: `(?:true|false|null)\b`, Type: chroma.KeywordConstant},
		{Pattern: `-?\d[\d.eE+-]*`, Type: chroma.Number},
		{Pattern: `[\[\]{},:]`, Type: chroma.Punctuation},
	}, rest...)}
}

func shellRules() chroma.Rules {
	return chroma.Rules{"root": append([]chroma.Rule{
		{Pattern: `#[^\n]*`, Type: chroma.Comment},
		{Pattern: `^[$>] `, Type: chroma.GenericPrompt},
		{Pattern: `\$(?:[A-Za-z_]\w*|\{[^}\n]*\}?|[0-9@*#?$!-])`, Type: chroma.NameVariable},
		{Pattern: doubleQuoted, Type: chroma.String},
		{Pattern: singleQuoted, Type: chroma.String},
		{Pattern: `\\.`, Type: chroma.String},
		{Pattern: `--?[A-Za-z][\w-]*`, Type: chroma.NameAttribute},
		{Pattern: `(?:cd|cp|mv|ls|mkdir|go|git|handbook|curl|unzip|nginx|caddy|export|echo|sudo)(?![\w./-])`, Type: chroma.NameBuiltin},
		{Pattern: `(?:if|then|else|fi|for|in|do|done|while)(?![\w./-])`, Type: chroma.Keyword},
		{Pattern: `[\w./:~-]+`, Type: chroma.Text}, // a path is one word
		{Pattern: `[|&;<>=]+`, Type: chroma.Operator},
	}, rest...)}
}

func pythonRules() chroma.Rules {
	return chroma.Rules{"root": append([]chroma.Rule{
		{Pattern: `#[^\n]*`, Type: chroma.Comment},
		{Pattern: `[rbfRBF]?` + doubleQuoted, Type: chroma.String},
		{Pattern: `[rbfRBF]?` + singleQuoted, Type: chroma.String},
		{Pattern: `(?:True|False|None)\b`, Type: chroma.KeywordConstant},
		{Pattern: `(?:and|as|def|else|elif|for|from|if|import|in|is|lambda|not|or|return|while|with)\b`, Type: chroma.Keyword},
		{Pattern: `(?:dict|enumerate|int|len|list|open|print|range|set|sorted|str|sum)\b`, Type: chroma.NameBuiltin},
		{Pattern: `\d[\d_.]*`, Type: chroma.Number},
		{Pattern: `[-+*/%=<>!|&]+`, Type: chroma.Operator},
		{Pattern: `[\[\](){},:.;]`, Type: chroma.Punctuation},
	}, rest...)}
}

func scriptRules() chroma.Rules {
	return chroma.Rules{"root": append([]chroma.Rule{
		{Pattern: `//[^\n]*`, Type: chroma.Comment},
		{Pattern: doubleQuoted, Type: chroma.String},
		{Pattern: singleQuoted, Type: chroma.String},
		{Pattern: "`[^`\\n]*`?", Type: chroma.String},
		{Pattern: `(?:true|false|null|undefined)\b`, Type: chroma.KeywordConstant},
		{Pattern: `(?:async|await|const|else|for|function|if|import|in|let|new|of|return|while)\b`, Type: chroma.Keyword},
		{Pattern: `\d[\d_.]*`, Type: chroma.Number},
		{Pattern: `[-+*/%=<>!|&?]+`, Type: chroma.Operator},
		{Pattern: `[\[\](){},:.;]`, Type: chroma.Punctuation},
	}, rest...)}
}

func htmlRules() chroma.Rules {
	return chroma.Rules{
		"root": append([]chroma.Rule{
			{Pattern: `<!--(?:[^-]+|-(?!->))*(?:-->)?`, Type: chroma.Comment},
			{Pattern: `<[/!?]?[A-Za-z][\w:-]*`, Type: chroma.NameTag, Mutator: chroma.Push("tag")},
			{Pattern: `&[#\w]+;`, Type: chroma.NameEntity},
		}, rest...),
		"tag": append([]chroma.Rule{
			{Pattern: `[/?]?>`, Type: chroma.NameTag, Mutator: chroma.Pop(1)},
			{Pattern: `[A-Za-z_:@][\w:.-]*`, Type: chroma.NameAttribute},
			{Pattern: `=`, Type: chroma.Operator},
			{Pattern: `"[^"]*"?`, Type: chroma.String},
			{Pattern: `'[^']*'?`, Type: chroma.String},
		}, rest...),
	}
}

// markdownRules include the front matter of the handbook's pages.
func markdownRules() chroma.Rules {
	return chroma.Rules{
		"root": append([]chroma.Rule{
			{Pattern: `^\+\+\+$`, Type: chroma.CommentPreproc, Mutator: chroma.Push("front")},
			{Pattern: `^#{1,6} [^\n]*`, Type: chroma.GenericHeading},
			{Pattern: `^[ \t]*(?:[-*+]|\d{1,9}[.)])(?= )`, Type: chroma.Keyword},
			{Pattern: `^>[> ]*`, Type: chroma.Keyword},
			{Pattern: `^\|?[ \t:|-]*--[ \t:|-]*$`, Type: chroma.Punctuation},
			{Pattern: "`[^`\\n]*`?", Type: chroma.String},
			{Pattern: `\*\*[^*\n]+\*\*`, Type: chroma.GenericStrong},
			{Pattern: `!?\[[^\[\]\n]{0,200}\](?=\()`, Type: chroma.NameTag},
			{Pattern: `(?<=\])\([^()\n]*\)?`, Type: chroma.NameAttribute},
			{Pattern: `\|`, Type: chroma.Punctuation},
		}, rest...),
		"front": append([]chroma.Rule{
			{Pattern: `^\+\+\+$`, Type: chroma.CommentPreproc, Mutator: chroma.Pop(1)},
		}, tomlRules()["root"]...),
	}
}
