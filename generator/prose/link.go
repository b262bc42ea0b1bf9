package prose

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/util"

	"handbook/generator/diag"
)

// kinds are the kinds of references.
var kinds = []string{"item", "domain", "group", "agency", "guide", "source", KindFile}

// KindFile is the kind of references to files for download: file:forms/a.pdf.
const KindFile = "file"

// address is the destination of a link or an image.
type address struct {
	verdict verdict
	url     string // entities and escapes resolved; no control characters
	scheme  string // of the URL, or the kind of the reference; as written
	nearest string // kind: the known kind that may be meant
}

type verdict uint8

const (
	ordinary  verdict = iota // a relative URL, or one with an allowed scheme
	reference                // item:… and the like
	misspelt                 // like a reference, but of no known kind
	fullColon                // item:… with a full-width colon
	foreign                  // a scheme that is not allowed, or // without a scheme
	unsafe                   // javascript:, data:, vbscript:, however written
	absent
)

// judge reads a destination as Markdown has it. Browsers drop control
// characters from URLs before they look for the scheme, so this does too.
func judge(destination string) address {
	u := strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7F && r <= 0x9F {
			return -1
		}
		return r
	}, unescape(destination)))
	if u == "" {
		return address{verdict: absent}
	}
	if scheme := unsafeScheme(u); scheme != "" {
		return address{verdict: unsafe, url: u, scheme: scheme}
	}
	scheme := strings.TrimSuffix(schemeShape.FindString(u), ":")
	lower := strings.ToLower(scheme)
	switch lower {
	case "":
		for _, kind := range kinds {
			if strings.HasPrefix(u, kind+"\uFF1A") {
				return address{verdict: fullColon, url: u, scheme: kind, nearest: kind}
			}
		}
		if len(u) > 1 && strings.ContainsRune(`/\`, rune(u[0])) && strings.ContainsRune(`/\`, rune(u[1])) {
			return address{verdict: foreign, url: u, scheme: u[:2]}
		}
		return address{url: u}
	case "http", "https", "mailto", "tel":
		return address{url: u, scheme: lower}
	}
	if slices.Contains(kinds, scheme) {
		return address{verdict: reference, url: u, scheme: scheme}
	}
	if kind := diag.Nearest(scheme, kinds); kind != "" {
		return address{verdict: misspelt, url: u, scheme: scheme, nearest: kind}
	}
	return address{verdict: foreign, url: u, scheme: scheme + ":"}
}

// external reports whether the address is on the web.
func (a address) external() bool { return a.scheme == "http" || a.scheme == "https" }

// schemeShape matches the scheme of a URL with its colon.
var schemeShape = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// unsafeScheme names the scheme that runs code, if the URL has one, or would
// have one after somebody decodes it once or twice more than they should.
func unsafeScheme(u string) string {
	for range 3 {
		head := u[:min(len(u), 256)]
		bare := strings.ToLower(strings.Map(func(r rune) rune {
			if r > '~' || r <= ' ' {
				return -1
			}
			return r
		}, head))
		for _, scheme := range [...]string{"javascript", "data", "vbscript"} {
			if strings.HasPrefix(bare, scheme+":") {
				return scheme
			}
		}
		if u = html.UnescapeString(percentDecode(head)); u == head {
			break
		}
	}
	return ""
}

var percentCodes = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2})+`)

// percentDecode decodes %41 and leaves alone what is not well-formed.
func percentDecode(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	return strings.ToValidUTF8(percentCodes.ReplaceAllStringFunc(s, func(codes string) string {
		plain, _ := url.PathUnescape(codes)
		return plain
	}), "\uFFFD")
}

// escapeURL percent-encodes what may not stand in a URL. A percent sign that
// begins a code stays, so a URL that is escaped already does not change.
func escapeURL(u string) string {
	out := make([]byte, 0, len(u))
	for i := range len(u) {
		stray := u[i] == '%' && !(i+2 < len(u) && util.IsHexDecimal(u[i+1]) && util.IsHexDecimal(u[i+2]))
		if urlByte(u[i]) && !stray {
			out = append(out, u[i])
		} else {
			out = fmt.Appendf(out, "%%%02X", u[i])
		}
	}
	return string(out)
}

// bareURL finds the first http:// or https:// address in text, or ok is false.
// It ends at the first character that is not ASCII, for Chinese text continues
// without a space, and before punctuation that ends a sentence.
func bareURL(s string) (start, end int, ok bool) {
	for from := 0; ; {
		i := strings.Index(s[from:], "http")
		if i < 0 {
			return 0, 0, false
		}
		start = from + i
		from = start + 4
		rest := strings.TrimPrefix(s[from:], "s")
		if !strings.HasPrefix(rest, "://") || start > 0 && util.IsAlphaNumeric(s[start-1]) {
			continue
		}
		host := len(s) - len(rest) + 3
		if host == len(s) || !util.IsAlphaNumeric(s[host]) {
			continue
		}
		end = host
		for end < len(s) && urlByte(s[end]) {
			end++
		}
		end = host + trimURL(s[host:end])
		return start, end, true
	}
}

// urlByte reports whether a byte may stand in a URL.
func urlByte(c byte) bool {
	return util.IsAlphaNumeric(c) || strings.IndexByte("-._~:/?#[]@!$&'()*+,;=%", c) >= 0
}

// trimURL returns how much of the text is the address; a closing bracket
// belongs to it if it was opened in it.
func trimURL(s string) int {
	depth := strings.Count(s, "(") - strings.Count(s, ")")
	n := len(s)
	for n > 0 {
		switch s[n-1] {
		case '.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '[', ']', '&':
		case ')':
			if depth >= 0 {
				return n
			}
			depth++
		default:
			return n
		}
		n--
	}
	return n
}
