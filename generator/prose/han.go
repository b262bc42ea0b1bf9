package prose

import "unicode"

// chinese reports whether a rune belongs to Chinese text without doubt: Han
// and the letters written beside it, and full-width punctuation.
func chinese(r rune) bool {
	switch {
	case r < 0x2460:
		return false
	case r <= 0x24FF, // ① and other enclosed numbers
		r >= 0x2E80 && r <= 0x2FFF, // radicals
		r >= 0x3001 && r <= 0x33FF, // punctuation, kana, bopomofo, enclosed forms; U+3000 is a space
		r >= 0xF900 && r <= 0xFAFF, // compatibility ideographs
		r >= 0xFE10 && r <= 0xFE1F, // vertical forms
		r >= 0xFE30 && r <= 0xFE6F, // compatibility and small forms
		r >= 0xFF01 && r <= 0xFFEE: // full-width forms
		return true
	}
	return unicode.Is(unicode.Han, r)
}

// ambiguous reports whether a rune is Chinese or Latin punctuation, depending
// on the text around it: quotes, dashes, ellipses, middle dots.
func ambiguous(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '—', '…', '·', '‧', '•', '–', '※', '℃', '‰', '§', '×':
		return true
	}
	return false
}

// joins reports whether a line break between two runes disappears.
func joins(before, after rune) bool {
	return chinese(before) || chinese(after) || ambiguous(before) && ambiguous(after)
}
