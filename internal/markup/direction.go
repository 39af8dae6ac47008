package markup

import (
	"golang.org/x/text/unicode/bidi"

	"minutebook/internal/minutes"
)

// firstFromRight is the first byte of the first character that is written from right to left, in UTF-8.
const firstFromRight = 0xd6

// direction is "auto" for a block in whose own words something stands from right to left, so that each of its paragraphs
// runs as it begins; "" for all others.
func direction(b *minutes.Block) string {
	for _, s := range b.Spans {
		if FromRight(s.Text) {
			return "auto"
		}
	}
	return ""
}

// FromRight says whether something in a text is written from right to left.
func FromRight(text string) bool {
	for i := 0; i < len(text); {
		if text[i] < firstFromRight {
			i++
			continue
		}
		p, size := bidi.LookupString(text[i:])
		if c := p.Class(); c == bidi.R || c == bidi.AL {
			return true
		}
		i += max(size, 1)
	}
	return false
}
