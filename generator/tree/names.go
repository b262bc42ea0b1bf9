package tree

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"handbook/generator/diag"
)

// BadName returns why some system cannot hold a file or folder of this name (not
// path): Windows forbids characters, endings and the names of devices. It returns
// nil for a name that all can hold.
func BadName(name string) *diag.Said {
	bad := func(m diag.Message, args ...any) *diag.Said { return &diag.Said{Message: m, Args: args} }
	if !utf8.ValidString(name) {
		return bad(nameNotUTF8)
	}
	for _, i := range []int{strings.IndexAny(name, `<>:"|?*\/`), strings.IndexFunc(name, unicode.IsControl)} {
		if i >= 0 {
			r, _ := utf8.DecodeRuneInString(name[i:])
			return bad(nameCharacter, string(r))
		}
	}
	if strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return bad(nameEnd)
	}
	// A device is one whatever follows the first dot.
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	stem = strings.TrimRight(stem, " ")
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return bad(nameReserved, stem)
	}
	port, isPort := strings.CutPrefix(stem, "com")
	if !isPort {
		port, isPort = strings.CutPrefix(stem, "lpt")
	}
	if isPort && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port) {
		return bad(nameReserved, stem)
	}
	return nil
}

// Fold maps names that some file system takes for one and the same to one text.
func Fold(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return strings.ToLower(name)
	}
	return strings.Map(func(r rune) rune {
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return unicode.ToLower(least)
	}, norm.NFC.String(name))
}

// Ignored reports whether Walk skips a file or folder of this name (not path):
// hidden ones, and the temporary files of editors, Office and Windows.
func Ignored(name string) bool {
	if name == "" || name == "." {
		return false
	}
	switch {
	case name[0] == '.',
		strings.HasSuffix(name, "~"),
		strings.HasPrefix(name, "~$"), strings.HasPrefix(name, "~WRL"),
		len(name) > 1 && name[0] == '#' && strings.HasSuffix(name, "#"),
		name == "4913": // Vim tries out whether it may write
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".swp", ".swo", ".swx", ".bak", ".tmp":
		return true
	}
	switch strings.ToLower(name) {
	case "thumbs.db", "desktop.ini", "__macosx":
		return true
	}
	return false
}
