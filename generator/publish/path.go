package publish

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxSegment is the longest name that every file system takes, in bytes.
const maxSegment = 255

// checkPath reports why a path cannot be published on every system. The site
// only makes good paths, so this is a bug of ours and not the editor's.
func checkPath(path string) error {
	bad := func(why string) error { return fmt.Errorf("publish: path %q %s", path, why) }
	if path == "" {
		return bad("is empty")
	}
	start, ascii := 0, true
	for i := 0; i <= len(path); i++ {
		if i < len(path) && path[i] != '/' {
			switch c := path[i]; {
			case c < ' ' || c == 0x7f:
				return bad("holds a control character")
			case c == '\\' || c == ':' || c == '*' || c == '?' || c == '"' || c == '<' || c == '>' || c == '|':
				return bad("holds a character that Windows forbids")
			case c >= utf8.RuneSelf:
				ascii = false
			}
			continue
		}
		segment := path[start:i]
		start = i + 1
		switch {
		case segment == "":
			return bad("is not clean")
		case len(segment) > maxSegment:
			return bad("holds a name longer than 255 bytes")
		case segment[len(segment)-1] == '.' || segment[len(segment)-1] == ' ':
			return bad("holds a name that ends in a dot or a space") // "." and ".." too
		case reserved(segment):
			return bad("holds a name that Windows reserves")
		}
	}
	if !ascii && !utf8.ValidString(path) {
		return bad("is not UTF-8")
	}
	if isList(strings.ToLower(path)) {
		return bad("is the manifest's")
	}
	return nil
}

// reserved reports whether Windows takes a name for a device, whatever follows
// the first dot.
func reserved(segment string) bool {
	stem, _, _ := strings.Cut(segment, ".")
	stem = strings.TrimRight(stem, " ")
	if len(stem) < 3 || len(stem) > len("CONOUT$") {
		return false
	}
	switch stem = strings.ToUpper(stem); stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	if number, ok := strings.CutPrefix(stem, "COM"); ok {
		return deviceNumber(number)
	}
	if number, ok := strings.CutPrefix(stem, "LPT"); ok {
		return deviceNumber(number)
	}
	return false
}

func deviceNumber(s string) bool {
	switch s {
	case "¹", "²", "³":
		return true
	}
	return len(s) == 1 && '0' <= s[0] && s[0] <= '9'
}
