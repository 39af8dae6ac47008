package exposure

import (
	"reflect"
	"regexp"
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

// Sentences and words are those of the patterns that say what they are.
func TestSentencesEndAsThePatternSays(t *testing.T) {
	end := regexp.MustCompile(`[.!?][\pP]*\s+|\n+`)
	other := regexp.MustCompile(`[^\pL\p{Nd}\pM]+`)
	pieces := []string{".", "!", "?", "...", "…", "\"", ")", "–", " ", "  ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\x0b", "\f", "ab", "Cé", "7", "٣", "e\u0301", "İ", "\xff", "_", "$", "-"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
		if got, want := sentences(text), end.Split(text, -1); !slices.Equal(got, want) {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
		if got, want := wordsOf(text), strings.TrimSpace(other.ReplaceAllString(strings.ToLower(text), " ")); got != want {
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
