package record

import (
	"testing"

	"pgregory.net/rapid"
)

// A look at a word before it is matched comes to what matching it comes to.
func TestWordsOfTitlesAreMatchedAsTheirPatternsSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.StringMatching(`[ -~–’é]?(?:\pL{0,6}|(?i:at|for|from|in|of|on|the|to)|Q?\d{0,3}(?:st|th)?|[A-Z]{1,4}_\d\d?)[ -~–’é]?`).Draw(t, "word")
		if saysWhen(w) != dated.MatchString(w) || w != "" && dangles(w) != dangling.MatchString(w) {
			t.Errorf("%q", w)
		}
	})
}
