// Package escape turns any string into text that an HTML page can carry.
//
// The characters that HTML gives a meaning become references. Line ends become "\n", as an HTML parser
// would make them. What no page may hold is shown instead of passed on: a control character by its picture
// (U+2400 for NUL), anything else that is no character by U+FFFD.
package escape

import (
	"strings"
	"unicode/utf8"
)

// HTML is s as the text of an element or the value of a quoted attribute.
func HTML(s string) string { return entities.Replace(Visible(s)) }

var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// Visible is s with the same number of characters (but one for "\r\n"), each of which a page may hold. A
// byte that is no part of a character counts as one.
func Visible(s string) string {
	if plain(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(visible, s)
}

func plain(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if visible(r) != r {
			return false
		}
	}
	return true
}

func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r == '\r':
		return '\n'
	case r < 0x20:
		return picture + r
	case r == 0x7f:
		return pictureOfDelete
	case r < 0xa0 && r >= 0x80, noncharacter(r):
		return utf8.RuneError
	}
	return r
}

const (
	picture         = 0x2400
	pictureOfDelete = 0x2421
)

func noncharacter(r rune) bool {
	return r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}
