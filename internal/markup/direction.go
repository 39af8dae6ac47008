package markup

import (
	"golang.org/x/text/unicode/bidi"

	"minutebook/internal/minutes"
)

// firstfromRight is the first byte of the first character that is written from right to left, in UTF-8.
const firstfromRight = 0xd6

// direction is "auto" for a block in whose own words something stands from right to left, so that each of its paragraphs
// runs as it begins; "" for all others.
func direction(b *minutes.Block) string {
	for _, s := range b.Spans {
		if fromRight(s.Text) {
			return "auto"
		}
	}
	return ""
}

// directionOfList is that of its entries, whose marks stand beside it.
func directionOfList(b *minutes.Block) string {
	for _, in := range b.Blocks {
		if d := direction(in); d != "" && direction(b) == "" {
			return d
		}
	}
	return ""
}

// fromRight says whether something in a text is written from right to left.
func fromRight(text string) bool {
	for i := 0; i < len(text); {
		if text[i] < firstfromRight {
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
