package index

import "unicode/utf8"

// hints tell cheaply of most sentences that no pattern stands in them: which two letters words begin with that may match.
type hints struct {
	first  [256]bool
	second [256]bool
}

func hintsOf(patterns []pattern) *hints {
	h := &hints{}
	for _, p := range patterns {
		for _, term := range append([]string{p.root}, p.terms[0]) {
			if term == "" {
				continue
			}
			h.first[term[0]] = true
			if len(term) > 1 {
				h.second[term[1]] = true
			} else {
				for i := range h.second {
					h.second[i] = true // whatever follows a term of one letter or digit is another term
				}
			}
		}
	}
	for _, changes := range "iy" { // "dying" has the stem "die"
		h.second[changes] = true
	}
	h.first['0'] = true // zeros before a number are dropped
	return h
}

// in says whether a match may stand in the text. What is not ASCII may be anything.
func (h *hints) in(text string) bool {
	const blank, letter, digit = 0, 1, 2
	before := blank
	for i := range len(text) {
		c := text[i]
		kind := blank
		switch {
		case c >= utf8.RuneSelf:
			return true
		case c >= '0' && c <= '9':
			kind = digit
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			kind, c = letter, c|0x20
		}
		if kind != blank && kind != before && h.first[c] && h.follows(text, i) {
			return true
		}
		before = kind
	}
	return false
}

func (h *hints) follows(text string, i int) bool {
	if i+1 == len(text) || text[i+1] >= utf8.RuneSelf || text[i] >= '0' && text[i] <= '9' {
		return true
	}
	next := text[i+1]
	if next >= 'A' && next <= 'Z' {
		next |= 0x20
	}
	return h.second[next] || next < 'a' || next > 'z'
}
