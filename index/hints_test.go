package index

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What a hint turns away has no match.
func TestHintsMissNothing(t *testing.T) {
	piece := rapid.SampledFrom([]string{"NASG", "nasg ", "37", "037/", "0", "01", "1", " ", "/", "_", "'s ", "’", "Returns", "return", "policies ", "policy", "dying", "die ", "é", ".", "x", "MP", "0122", "A"})
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(r, "text"), "")
		words := terms(strings.Join(rapid.SliceOfN(piece, 1, 4).Draw(r, "words"), ""))
		if len(words) == 0 {
			return
		}
		patterns := []pattern{{terms: words}}
		if len(words) == 1 && rapid.Bool().Draw(r, "stemmed") {
			patterns[0].root = stem(words[0])
		}
		if found, _ := match(runs(text), patterns); len(found) > 0 && !hintsOf(patterns).in(text) {
			r.Fatalf("%q stands in %q", words, text)
		}
	})
}
