package exposure

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"minutebook/internal/policy"
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
// too, and a level that is said at its beginning or its end.
func (l levelWords) withoutMarks(text string, heading bool) string {
	if strings.IndexByte(text, '[') >= 0 {
		text = squareBrackets.ReplaceAllString(text, " ")
	}
	if heading && strings.IndexByte(text, '(') >= 0 {
		text = roundBrackets.ReplaceAllString(text, " ")
	}
	if maySayMark(text) {
		text = saidMark.ReplaceAllString(text, " ")
	}
	if slices.ContainsFunc(l.names, func(name string) bool { return strings.Contains(text, name) }) {
		text = l.after.ReplaceAllString(l.before.ReplaceAllString(text, " "), " ")
	}
	return text
}

// saidWords are parts of words, one of which saidMark needs; the sign of kelvin is a k to it.
var saidWords = []string{"CLASSIFI", "MARK", "DESIGNATED", "GRADED", "SENSITIVITY", "TLP", "\u212a"}

// maySayMark says that saidMark may find something; where it says no, nothing is there.
func maySayMark(text string) bool {
	upper := strings.ToUpper(text)
	return slices.ContainsFunc(saidWords, func(word string) bool { return strings.Contains(upper, word) })
}

// levelWords are the names of a policy's levels as they may stand before or after the words of a part without square
// brackets: "RED: words", "(Red) words", "words (RED)", "Title – RED".
type levelWords struct {
	names         []string // one of which both need
	before, after *regexp.Regexp
}

func wordsOfLevels(p policy.Policy) levelWords {
	var plain, names []string
	for _, l := range p.Levels() {
		rung, _ := p.Rung(l)
		for _, name := range append([]string{rung.Name}, rung.Aliases...) {
			plain = append(plain, name, strings.ToUpper(name))
			names = append(names, regexp.QuoteMeta(name), regexp.QuoteMeta(strings.ToUpper(name)))
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) }) // the longest first
	any := `(?:TLP\s*:?\s*)?(?:` + strings.Join(names, "|") + `)`
	return levelWords{
		names:  plain,
		before: regexp.MustCompile(`^[^\pL\pN]*` + any + `(?:[^\pL\pN]+|$)`),
		after:  regexp.MustCompile(`(?:\(\s*|\s[–—|-]+\s*)` + any + `[^\pL\pN]*$`),
	}
}

func sentences(text string) []string { return endOfSentence.Split(text, -1) }

// wordsOf are the letters and digits of a text in lower case, with single blanks between words; "" for none.
func wordsOf(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) }), " ")
}

func count(words string) int { return strings.Count(words, " ") + 1 }
