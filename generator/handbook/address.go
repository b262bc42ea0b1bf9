package handbook

import (
	"net/url"
	"strings"
	"unicode"

	"handbook/generator/diag"
)

// WebAddress judges an address of the web. The fault has no place yet; it is nil
// for "" and for a good address.
func WebAddress(address string) *diag.Fault {
	if address == "" {
		return nil
	}
	bad := func(hint diag.Message, args ...any) *diag.Fault {
		f := diag.New(diag.Pos{}, badURL, address).WithHint(hint, args...)
		return &f
	}
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return bad(hintURL)
	}
	strange := func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("\"<>\\^`{|}", r)
	}
	if strings.ContainsFunc(address, strange) {
		return bad(hintURLCharacter)
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Hostname() == "":
		return bad(hintURLHost)
	case u.User != nil:
		return bad(hintURLUser)
	}
	return nil
}

// Link returns an address that pages can link to; "" for a bad one, which has its
// fault already.
func Link(address string) string {
	if WebAddress(address) != nil {
		return ""
	}
	return address
}

// placed returns a fault, which may be nil, with its place.
func placed(fault *diag.Fault, here at, path ...any) diag.List {
	if fault == nil {
		return nil
	}
	fault.Pos = here(path...)
	return diag.List{*fault}
}

// BaseURL judges the address of a site as [WebAddress] does, and more strictly:
// the addresses of pages are written behind it. It returns the address with a
// slash at its end; "" for none and for a bad one.
func BaseURL(address string) (string, *diag.Fault) {
	fault := WebAddress(address)
	if address == "" || fault != nil {
		return "", fault
	}
	bad := func(hint diag.Message, args ...any) (string, *diag.Fault) {
		f := diag.New(diag.Pos{}, badURL, address).WithHint(hint, args...)
		return "", &f
	}
	foreign := func(r rune) bool { return r > unicode.MaxASCII }
	u, _ := url.Parse(address)
	switch n := strings.IndexAny(address, "?#"); {
	case n >= 0:
		return bad(hintURLTail, address[n:])
	case strings.ContainsFunc(u.Host, foreign):
		return bad(hintURLName)
	case strings.ContainsFunc(address, foreign):
		return bad(hintURLEscaped, u.String())
	}
	return strings.TrimSuffix(address, "/") + "/", nil
}
