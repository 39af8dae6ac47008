package exposure

import (
	"crypto/sha256"
	"encoding/binary"
	"regexp"
	"strings"
	"unicode"
)

// key names a passage by hashes: of its document's name and of its words. Words is 0 for the document itself.
type key struct{ document, words uint64 }

func hash(text string) uint64 {
	sum := sha256.Sum256([]byte(text))
	return max(binary.BigEndian.Uint64(sum[:]), 1)
}

var (
	squareBrackets = regexp.MustCompile(`\[[^\[\]]{1,80}\]`)
	roundBrackets  = regexp.MustCompile(`\([^()]{1,40}\)`)
	// saidMark is how a part says its level in words, at its beginning: "Classification: Red", "This item is classified as Red."
	saidMark      = regexp.MustCompile(`(?i)^\W*(?:(?:this|the following)(?: \pL+){1,3} (?:is|are) (?:classified|marked|designated|graded)(?: as)?|(?:\pL+ )?(?:classification|marking|sensitivity)(?: is)?|TLP)[\s:*"“]+\pL[\pL:+-]*(?:[ +-]+(?-i:\p{Lu}{2,}))?[*"”]*\.?`)
	endOfSentence = regexp.MustCompile(`[.!?][\pP]*\s+|\n+`)
)

// withoutMarks is a text without anything that may be a mark: what stands in square brackets, in a heading in round ones
// too, and a level that is said at its beginning.
func withoutMarks(text string, heading bool) string {
	text = squareBrackets.ReplaceAllString(text, " ")
	if heading {
		text = roundBrackets.ReplaceAllString(text, " ")
	}
	return saidMark.ReplaceAllString(text, " ")
}

func sentences(text string) []string { return endOfSentence.Split(text, -1) }

// wordsOf are the letters and digits of a text in lower case, with single blanks between words; "" for none.
func wordsOf(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) }), " ")
}

func count(words string) int { return strings.Count(words, " ") + 1 }
