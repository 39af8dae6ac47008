package minutes

import (
	"strings"
	"unicode"
)

// twoMeanings warns of an abbreviation that the document spells out in other words further down.
func (r *reader) twoMeanings() {
	first := map[string]Term{}
	for _, t := range r.m.Glossary {
		known, again := first[t.Term]
		if !again {
			first[t.Term] = t
		} else if !t.Agrees(known) {
			r.warn("term-two-meanings", t.Block, quote(t.Term)+" stands for "+quote(t.Expansion)+" here and for "+quote(known.Expansion)+" on line "+itoa(known.Line),
				"the glossary shows both; use another abbreviation for one of them")
		}
	}
}

// Agrees says whether two terms spell out one abbreviation in the same words, whatever their capitals, their
// hyphens and small words, a plural, or a letter or two that slipped in a long word.
func (t Term) Agrees(other Term) bool {
	a, b := plainExpansion(t.Expansion), plainExpansion(other.Expansion)
	return a == b || slip(a, b)
}

// slip says whether two expansions, word by long word, differ in no more than two letters.
func slip(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i] != y[i] && (len(x[i]) < 6 || distance(x[i], y[i]) > 2) {
			return false
		}
	}
	return true
}

// plainExpansion is an expansion in small letters without what does not change its meaning.
func plainExpansion(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	kept := words[:0]
	for _, w := range words {
		if !smallWord(w) {
			kept = append(kept, strings.TrimSuffix(w, "s"))
		}
	}
	return strings.Join(kept, " ")
}
