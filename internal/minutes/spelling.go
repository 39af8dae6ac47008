package minutes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lookAlikes are letters of other alphabets, digits and signs that are taken for a Latin letter, from Unicode's confusables
// (UTS 39), as far as level names can be made of them.
var lookAlikes = map[rune]rune{
	'А': 'A', 'В': 'B', 'С': 'C', 'Е': 'E', 'Н': 'H', 'І': 'I', 'Ј': 'J', 'К': 'K', 'М': 'M', 'О': 'O', 'Р': 'P', 'Ѕ': 'S', 'Т': 'T', 'Х': 'X', 'У': 'Y', 'Ԁ': 'D', 'Ԍ': 'G', 'Ԝ': 'W', 'Ԛ': 'Q', 'Ү': 'Y', 'Ӏ': 'I', 'Ь': 'b',
	'а': 'a', 'с': 'c', 'ԁ': 'd', 'е': 'e', 'һ': 'h', 'і': 'i', 'ј': 'j', 'ӏ': 'l', 'о': 'o', 'р': 'p', 'ԛ': 'q', 'ѕ': 's', 'ԝ': 'w', 'х': 'x', 'у': 'y', 'г': 'r', 'т': 't', 'п': 'n', 'м': 'm', 'к': 'k', 'в': 'b', 'н': 'h',
	'Α': 'A', 'Β': 'B', 'Ε': 'E', 'Ζ': 'Z', 'Η': 'H', 'Ι': 'I', 'Κ': 'K', 'Μ': 'M', 'Ν': 'N', 'Ο': 'O', 'Ρ': 'P', 'Τ': 'T', 'Υ': 'Y', 'Χ': 'X', 'Ϲ': 'C', 'Ϳ': 'J',
	'α': 'a', 'ο': 'o', 'ρ': 'p', 'ν': 'v', 'ι': 'i', 'κ': 'k', 'τ': 't', 'υ': 'u', 'ϲ': 'c', 'ε': 'e', 'η': 'n', 'ω': 'w', 'χ': 'x', 'γ': 'y',
	'Ꭺ': 'A', 'Ꭼ': 'E', 'Ꭱ': 'R', 'Ꭰ': 'D', 'Ꮃ': 'W', 'Ꮋ': 'H', 'Ꭲ': 'T', 'Ꮯ': 'C', 'Ꮮ': 'L', 'Ꮐ': 'G', 'Ꮇ': 'M', 'Ᏼ': 'B',
	'ᴀ': 'a', 'ʙ': 'b', 'ᴄ': 'c', 'ᴅ': 'd', 'ᴇ': 'e', 'ɢ': 'g', 'ʜ': 'h', 'ɪ': 'i', 'ʟ': 'l', 'ᴍ': 'm', 'ɴ': 'n', 'ᴛ': 't', 'ʀ': 'r', 'ᴡ': 'w', 'ɡ': 'g', 'ı': 'i', 'ɑ': 'a',
	'0': 'O', '1': 'l', '3': 'E', '4': 'A', '|': 'l', '€': 'E', '®': 'R',
}

// latin is a text with the letters it seems to be written in, in one case, and the letters of words set apart put together
// ("R E D"): what the eye reads. It is compared, never shown.
func latin(text string) string {
	var words []string
	apart := false
	for _, w := range strings.Fields(text) {
		var s strings.Builder
		for _, c := range w {
			if like, ok := lookAlikes[c]; ok {
				c = like
			}
			s.WriteRune(c)
		}
		single := utf8.RuneCountInString(w) == 1
		if single && apart {
			words[len(words)-1] += s.String()
		} else {
			words = append(words, s.String())
		}
		apart = single
	}
	return strings.ReplaceAll(strings.ToUpper(strings.Join(words, " ")), "I", "L")
}

// looksLikeLevel says whether a text reads as the name of a level without being spelt as one: letters of other
// alphabets, letters set apart, an accent.
func (r *reader) looksLikeLevel(text string) bool {
	seen := map[string]bool{}
	for _, part := range append(markParts.Split(text, -1), text) {
		if _, known := r.rules.Policy.Level(part); !known {
			seen[latin(withoutAccents(part))] = true
			seen[latin(withoutAccents(strings.ReplaceAll(part, ".", " ")))] = true
		}
	}
	for _, l := range r.rules.Policy.Levels() {
		rung, _ := r.rules.Policy.Rung(l)
		for _, name := range append([]string{rung.Name}, rung.Aliases...) {
			if seen[latin(name)] {
				return true
			}
		}
	}
	return false
}

// likeLatin is a text with the letters of other alphabets that look like Latin ones replaced by those.
func likeLatin(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(c rune) rune {
		if like, ok := lookAlikes[c]; ok && c >= utf8.RuneSelf {
			return like
		}
		return c
	}, s)
}

func withoutAccents(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Mn, c) {
			return -1
		}
		return c
	}, norm.NFKD.String(s))
}

// spelledPlainly says whether a level stands in the source as it is spelt, with nothing hidden between its letters.
func spelledPlainly(raw, written string) bool {
	return strings.Contains(strings.Join(strings.Fields(markDress.ReplaceAllString(raw, "")), " "), strings.Join(strings.Fields(written), " "))
}
