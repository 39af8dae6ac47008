package minutes

import "strings"

// hints are short words, in small ASCII letters, of which every match of a pattern holds one. To look for them first costs a
// tenth of trying the pattern at every place.
type hints struct {
	words  []string
	begins [256]bool
}

func newHints(words ...string) *hints {
	h := &hints{words: words}
	for _, w := range words {
		h.begins[w[0]] = true
	}
	return h
}

// in says whether a text may hold one of the words, without regard to case. The long s and the sign of kelvin, which patterns
// without regard to case take for s and k, count as one.
func (h *hints) in(text string) bool {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c-'A' < 26 {
			c += 'a' - 'A'
		}
		switch {
		case h.begins[c] && h.at(text[i:]):
			return true
		case c == 0xC5 && strings.HasPrefix(text[i:], "ſ"), c == 0xE2 && strings.HasPrefix(text[i:], "\u212A"):
			return true
		}
	}
	return false
}

func (h *hints) at(text string) bool {
	for _, w := range h.words {
		if len(w) <= len(text) && sameFolded(text[:len(w)], w) {
			return true
		}
	}
	return false
}

// sameFolded compares a text with a word of as many bytes.
func sameFolded(text, word string) bool {
	for i := range len(word) {
		c := text[i]
		if c-'A' < 26 {
			c += 'a' - 'A'
		}
		if c != word[i] {
			return false
		}
	}
	return true
}

// holdsAny says whether a text holds one of the words, as they are written.
func holdsAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// digitPair says whether a digit, one of signs and a digit stand beside each other in a text.
func digitPair(text, signs string) bool {
	for i := 1; i+1 < len(text); i++ {
		if isDigit(text[i+1]) && isDigit(text[i-1]) && strings.IndexByte(signs, text[i]) >= 0 {
			return true
		}
	}
	return false
}
