package wording

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Places are filled as strings.NewReplacer would, which costs more to make than to use.
func TestFill(t *testing.T) {
	piece := rapid.SampledFrom([]string{"{", "}", "{a}", "{ab}", "a", "b", "ab", "é"})
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(r, "text"), "")
		value := strings.Join(rapid.SliceOfN(piece, 0, 3).Draw(r, "value"), "")
		want := strings.NewReplacer("{a}", value, "{ab}", "7", "{b}", "").Replace(text)
		if got := fill(text, []any{"a", value, "ab", 7, "b", ""}); got != want {
			t.Fatalf("%q becomes %q, not %q", text, got, want)
		}
	})
}
