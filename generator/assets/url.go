package assets

import (
	"net/url"
	"strings"
)

// unescape decodes %XX in a url(…).
func unescape(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// escape writes a file name for url(…). It escapes what has a meaning in addresses;
// Chinese stays.
func escape(s string) string {
	return strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23", " ", "%20").Replace(s)
}
