package exposure

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	saidMark = regexp.MustCompile(`(?i)^\W*(?:(?:this|the following)(?: \pL+){1,3} (?:is|are) (?:classified|marked|designated|graded)(?: as)?|(?:\pL+ )?(?:classification|marking|sensitivity)(?: is)?|TLP)[\s:*"“]+\pL[\pL:+-]*(?:[ +-]+(?-i:\p{Lu}{2,}))?[*"”]*\.?`)
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
	if !isASCII(text) {
		upper := strings.ToUpper(text)
		return slices.ContainsFunc(saidWords, func(word string) bool { return strings.Contains(upper, word) })
	}
	for i := 0; i+2 < len(text); i++ {
		switch text[i] | 0x20 { // a small letter
		case 'c':
			if begins(text[i:], "classifi") {
				return true
			}
		case 'm':
			if begins(text[i:], "mark") {
				return true
			}
		case 'd':
			if begins(text[i:], "designated") {
				return true
			}
		case 'g':
			if begins(text[i:], "graded") {
				return true
			}
		case 's':
			if begins(text[i:], "sensitivity") {
				return true
			}
		case 't':
			if begins(text[i:], "tlp") {
				return true
			}
		}
	}
	return false
}

// begins says whether a text of ASCII begins with a word in small letters, in whatever case.
func begins(text, word string) bool {
	return len(text) >= len(word) && text[1]|0x20 == word[1] && strings.EqualFold(text[:len(word)], word)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
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

// sentences are the parts of a text that end with a point and what punctuation follows it, before blanks, or with a line; the ends are not
// in them.
func sentences(text string) (all []string) {
	from := 0
	for i := 0; i < len(text); {
		end := i
		switch text[i] {
		case '.', '!', '?':
			stop := afterPunctuation(text, i+1)
			if end = afterBlanks(text, stop); end == stop {
				i = stop // nor does what stands between end one
				continue
			}
		case '\n':
			end += len(text[i:]) - len(strings.TrimLeft(text[i:], "\n"))
		default:
			i++
			continue
		}
		all = append(all, text[from:i])
		from, i = end, end
	}
	return append(all, text[from:])
}

func afterPunctuation(text string, at int) int {
	for at < len(text) {
		c, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsPunct(c) {
			break
		}
		at += size
	}
	return at
}

func afterBlanks(text string, at int) int {
	for at < len(text) && strings.IndexByte(" \t\n\f\r", text[at]) >= 0 {
		at++
	}
	return at
}

// wordsOf are the letters and digits of a text in lower case, with single blanks between words; "" for none.
func wordsOf(text string) string {
	if !isASCII(text) {
		return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) }), " ")
	}
	words := make([]byte, 0, len(text)+1)
	for i := range len(text) {
		c := text[i]
		if c-'A' < 26 {
			c |= 0x20
		}
		if c-'a' < 26 || c-'0' < 10 {
			words = append(words, c)
		} else if n := len(words); n > 0 && words[n-1] != ' ' {
			words = append(words, ' ')
		}
	}
	return string(bytes.TrimSuffix(words, []byte(" ")))
}

func count(words string) int { return strings.Count(words, " ") + 1 }
