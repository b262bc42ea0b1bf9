package assets

import (
	"net/url"
	"strings"
)

// unescape reads %XX in a url(…) as the file name means it.
func unescape(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// escape writes a file name for url(…). Chinese stays as it is, as in the style
// the editor wrote; what has a meaning in addresses is escaped.
func escape(s string) string {
	return strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23", " ", "%20").Replace(s)
}
