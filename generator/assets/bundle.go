package assets

import (
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"

	"handbook/generator/diag"
)

// loaders tell esbuild how to read an imported file, by its ending.
var loaders = map[string]api.Loader{
	".css":  api.LoaderCSS,
	".js":   api.LoaderJS,
	".mjs":  api.LoaderJS,
	".json": api.LoaderJSON,
	".txt":  api.LoaderText,
	".html": api.LoaderText,
	".svg":  api.LoaderText,
}

// namespace keeps our paths apart from those of the disk, which esbuild would
// otherwise read.
const namespace = "static"

// bundle bundles and minifies one entry with all it imports. It returns an entry
// with errors unchanged.
func (t *listing) bundle(entry string) ([]byte, diag.List) {
	if !utf8.Valid(t.text[entry]) {
		return t.text[entry], diag.List{diag.New(diag.Pos{File: entry}, notUTF8, entry).WithHint(hintUTF8)}
	}
	result := api.Build(api.BuildOptions{
		EntryPointsAdvanced: []api.EntryPoint{{InputPath: entry, OutputPath: "out"}},
		Bundle:              true,
		Write:               false,
		Outdir:              diskRoot(),
		AbsWorkingDir:       diskRoot(),
		Platform:            api.PlatformBrowser,
		Format:              api.FormatIIFE,
		Target:              api.ES2019,
		Engines: []api.Engine{
			{Name: api.EngineChrome, Version: "80"},
			{Name: api.EngineFirefox, Version: "78"},
			{Name: api.EngineSafari, Version: "13"},
		},
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		// Pages are UTF-8 and scripts follow the page; Chinese escaped as \uXXXX
		// would be twice as long.
		Charset:       api.CharsetUTF8,
		LegalComments: api.LegalCommentsEndOfFile, // licences ask for it
		Sourcemap:     api.SourceMapNone,
		TsconfigRaw:   "{}", // else esbuild looks for one on the disk
		LogLevel:      api.LogLevelSilent,
		// To esbuild a broken style is a warning, as browsers skip what they do
		// not understand. Here somebody can still mend it.
		LogOverride: map[string]api.LogLevel{"css-syntax-error": api.LogLevelError},
		Plugins:     []api.Plugin{{Name: namespace, Setup: t.plug}},
	})
	var faults diag.List
	for _, m := range result.Errors {
		faults.Add(t.fault(entry, m, diag.Error))
	}
	for _, m := range result.Warnings {
		faults.Add(t.fault(entry, m, diag.Warning))
	}
	if len(result.Errors) > 0 || len(result.OutputFiles) != 1 {
		return t.text[entry], faults
	}
	return result.OutputFiles[0].Contents, faults
}

// diskRoot returns an absolute path that is valid on every system. Nothing is read or
// written there.
func diskRoot() string {
	if abs, err := filepath.Abs("/"); err == nil {
		return abs
	}
	return "/"
}

// plug makes esbuild see static/assets and nothing else.
func (t *listing) plug(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		return t.resolve(a), nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		return t.load(a.Path), nil
	})
}

// resolve finds what an import or url(…) means.
func (t *listing) resolve(a api.OnResolveArgs) api.OnResolveResult {
	if a.Kind == api.ResolveEntryPoint {
		return api.OnResolveResult{Path: a.Path, Namespace: namespace}
	}
	no := func(hint diag.Message, m diag.Message, args ...any) api.OnResolveResult {
		return api.OnResolveResult{Errors: []api.Message{said(hint, m, args...)}}
	}
	asURL := a.Kind == api.ResolveCSSURLToken
	lower := strings.ToLower(strings.TrimSpace(a.Path))
	switch {
	case asURL && (strings.HasPrefix(lower, "#") || strings.HasPrefix(lower, "data:")):
		return api.OnResolveResult{Path: a.Path, External: true}
	case scheme.MatchString(lower), strings.HasPrefix(lower, "//"):
		return no(hintLocal, elsewhere, a.Path)
	}

	want, suffix := a.Path, ""
	if asURL {
		if i := strings.IndexAny(want, "?#"); i >= 0 {
			want, suffix = want[:i], want[i:]
		}
		if plain, err := url.PathUnescape(want); err == nil {
			want = plain
		}
	}
	// A bare name in a script would be a package, and there are no packages here.
	bare := !strings.HasPrefix(want, "./") && !strings.HasPrefix(want, "../") && !strings.HasPrefix(want, "/")
	if bare && isScript(a.Importer) {
		return no(hintDot, noPackage, a.Path)
	}
	name := path.Join(path.Dir(a.Importer), want)
	switch {
	case strings.HasPrefix(want, "/"):
		return no(hintLocal, absolute, a.Path)
	case asURL && !strings.HasPrefix(name, root+"/"), !asURL && !strings.HasPrefix(name, bundle+"/"):
		return no(hintInside, outside, a.Path)
	case !t.exists[name]:
		return no(hintMissing, missing, a.Path, name)
	}

	if asURL {
		if isSource(name) && strings.HasPrefix(name, bundle+"/") {
			return no(hintMissing, notImage, a.Path)
		}
		// All styles are published right in /assets/.
		address := "../" + strings.TrimPrefix(name, root+"/")
		if text, ok := t.text[name]; ok {
			address = strings.TrimPrefix(fingerprinted(name, text), "assets/")
		}
		return api.OnResolveResult{Path: escape(address) + suffix, External: true}
	}
	if _, ok := loaders[path.Ext(name)]; !ok || isScript(a.Importer) == (path.Ext(name) == ".css") {
		return no(hintKind, wrongKind, a.Path)
	}
	return api.OnResolveResult{Path: name, Namespace: namespace}
}

// load gives esbuild a file that resolve has found.
func (t *listing) load(name string) api.OnLoadResult {
	text := t.text[name]
	if !utf8.Valid(text) {
		return api.OnLoadResult{Errors: []api.Message{said(hintUTF8, notUTF8, name)}}
	}
	contents := string(text)
	return api.OnLoadResult{Contents: &contents, Loader: loaders[path.Ext(name)]}
}

// isScript reports whether a file is a script, and not a style.
func isScript(name string) bool { return path.Ext(name) != ".css" }

// scheme matches the scheme of an address in small letters, such as https:.
var scheme = regexp.MustCompile(`^[a-z][a-z0-9+.-]*:`)

// escape writes a file name for url(…). It escapes what has a meaning in addresses;
// Chinese stays.
var escape = strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23", " ", "%20").Replace

// judged is one of our own messages, which esbuild carries to its result.
type judged struct{ said, hint diag.Said }

// said wraps a message for esbuild, which adds where the import stands.
func said(hint diag.Message, m diag.Message, args ...any) api.Message {
	return api.Message{Text: m.In(diag.EN, args...), Detail: judged{diag.Said{Message: m, Args: args}, diag.Said{Message: hint}}}
}

// fault turns a message of esbuild into a fault. Its text stays English inside a
// Chinese frame: esbuild has a thousand messages.
func (t *listing) fault(entry string, m api.Message, severity diag.Severity) diag.Fault {
	f := diag.Fault{Severity: severity, Pos: t.pos(entry, m.Location)}
	if own, ok := m.Detail.(judged); ok {
		f.Said, f.Hint = own.said, own.hint
		return f
	}
	f.Said = diag.Said{Message: broken, Args: []any{lowerFirst(m.Text)}}
	if severity == diag.Warning {
		f.Said.Message = doubtful
	}
	if m.Location != nil && m.Location.Suggestion != "" {
		f = f.WithHint(hintWrite, m.Location.Suggestion)
	}
	for _, n := range m.Notes {
		f = f.WithNote(t.pos(entry, n.Location), note, lowerFirst(n.Text))
	}
	return f
}

// pos returns a place as this program shows it: columns count runes from 1.
func (t *listing) pos(entry string, l *api.Location) diag.Pos {
	if l == nil {
		return diag.Pos{File: entry}
	}
	runes := func(from, to int) int {
		from, to = min(max(from, 0), len(l.LineText)), min(max(to, 0), len(l.LineText))
		return utf8.RuneCountInString(l.LineText[from:max(from, to)])
	}
	return diag.Pos{
		File: strings.TrimPrefix(l.File, namespace+":"),
		Line: l.Line,
		Col:  1 + runes(0, l.Column),
		Len:  runes(l.Column, l.Column+l.Length),
		Text: strings.TrimRight(l.LineText, "\r\n"),
	}
}

// lowerFirst writes a sentence of esbuild without its capital and full stop, as our
// messages are. Words in capitals (CSS) stay.
func lowerFirst(s string) string {
	s = strings.TrimSuffix(s, ".")
	if len(s) > 1 && 'A' <= s[0] && s[0] <= 'Z' && 'a' <= s[1] && s[1] <= 'z' {
		s = string(s[0]+'a'-'A') + s[1:]
	}
	return s
}
