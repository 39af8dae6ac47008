package exposure

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"minutebook/internal/minutes"
)

// The quick ways past the patterns change nothing.
func TestMarksAreFoundAsThePatternsSay(t *testing.T) {
	l := wordsOfLevels(minutes.DefaultRules().Policy)
	pieces := []string{"This document is ", "classified", "CLASSIFIED as ", "claſſified", "mar\u212aed ", "Marking: ", "the following item is ", "graded ", "sensitivity is ", "TLP:", "tlp ", "Red", "RED", "(Red)",
		"[RED]", "[", "]", "(", ")", " – ", " ", ". ", ": ", "Clear", "words", "\n", "**", "red"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(t, "pieces"), "")
		heading := rapid.Bool().Draw(t, "heading")
		want := squareBrackets.ReplaceAllString(text, " ")
		if heading {
			want = roundBrackets.ReplaceAllString(want, " ")
		}
		want = saidMark.ReplaceAllString(want, " ")
		want = l.after.ReplaceAllString(l.before.ReplaceAllString(want, " "), " ")
		if got := l.withoutMarks(text, heading); got != want {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
	})
}

// What the package itself says in a site's folder is all in Own, so that nobody takes it for withheld text.
func TestOwnHasTheKeysOfTheFile(t *testing.T) {
	of := reflect.TypeFor[head]()
	for i := range of.NumField() {
		key, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
		if key != "passages" && !slices.Contains(strings.Fields(Own), key) {
			t.Errorf("Own has no %q", key)
		}
	}
}
