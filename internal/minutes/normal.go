package minutes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normal is a text as a reader sees it: without characters that show nothing (soft hyphens, zero-width
// spaces), every kind of blank as a plain one, and letters that only look wide as the letters they are.
// Levels are looked for in it; it is never shown.
func normal(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.Is(unicode.Cf, c), unicode.Is(unicode.Mn, c) && c >= 0xFE00 && c <= 0xFE0F, c == 0x034F, c == 0x115F, c == 0x1160, c == 0x3164:
			return -1
		case unicode.IsSpace(c) && c != '\n', c == 0x2800:
			return ' '
		}
		return c
	}, norm.NFKC.String(s))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// plainLine is a line of a block as it says its level: without images, whose description nobody sees, with what is
// set off in capitals, and in the letters that the eye takes it for.
func plainLine(spans []Span, levels *levelNames) string {
	if len(spans) == 1 && spans[0].plain() {
		return strings.TrimSpace(likeLatin(normal(spans[0].Text)))
	}
	var s strings.Builder
	for _, sp := range spans {
		switch {
		case sp.Image != "" || sp.Break:
			s.WriteByte(' ')
		case (sp.Strong || sp.Emph || sp.Code || sp.Under || sp.Strike) && levels.isLevel(normal(sp.Text)):
			s.WriteString(strings.ToUpper(sp.Text))
		default:
			s.WriteString(sp.Text)
		}
	}
	return strings.TrimSpace(likeLatin(normal(s.String())))
}

// spoken is a line's text in normal form, without images.
func spoken(spans []Span) string {
	if len(spans) == 1 && spans[0].plain() {
		return strings.TrimSpace(normal(spans[0].Text))
	}
	var s strings.Builder
	for _, sp := range spans {
		if sp.Image != "" || sp.Break {
			s.WriteByte(' ')
		} else {
			s.WriteString(sp.Text)
		}
	}
	return strings.TrimSpace(normal(s.String()))
}

// plain says whether a span is nothing but its words.
func (sp Span) plain() bool {
	return sp.Image == "" && !(sp.Break || sp.Strong || sp.Emph || sp.Code || sp.Under || sp.Strike)
}
