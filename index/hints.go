package index

import (
	"strings"
	"unicode/utf8"
)

// hints tell cheaply of most sentences that no pattern stands in them.
type hints struct {
	first [256]bool // how words begin that may match
	all   []hint
}

// hint is what a match looks like in plain ASCII: terms that follow each other, or the beginning of a word.
type hint struct {
	terms  []string
	begins string // "" for terms
}

// changing is how many letters at the end of a stem its word may have otherwise: "die" for "dying", "polici" for "policy".
const changing = 2

func hintsOf(patterns []pattern) *hints {
	h := &hints{}
	for _, p := range patterns {
		one := hint{terms: p.terms}
		if p.root != "" && !isNumber(p.root) {
			one.begins = p.root[:max(1, len(p.root)-changing)]
			h.first[p.root[0]] = true
		}
		h.first[p.terms[0][0]] = true
		h.all = append(h.all, one)
	}
	h.first['0'] = true // zeros before a number are dropped
	return h
}

// The kinds of bytes that terms are cut by.
const (
	blank = iota
	letter
	digit
	foreign // not ASCII: may be anything
)

func kindOf(c byte) int {
	switch {
	case c >= utf8.RuneSelf:
		return foreign
	case c >= '0' && c <= '9':
		return digit
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		return letter
	}
	return blank
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// in says whether a match may stand in the text. What is not ASCII may be anything.
func (h *hints) in(text string) bool {
	before := blank
	for i := range len(text) {
		kind := kindOf(text[i])
		if kind == foreign {
			return true
		}
		if kind != blank && kind != before && h.first[lower(text[i])] && h.at(text[i:]) {
			return true
		}
		before = kind
	}
	return false
}

func (h *hints) at(text string) bool {
	for _, one := range h.all {
		if one.begins != "" && hasPrefix(text, one.begins) || one.begins == "" && follows(text, one.terms) {
			return true
		}
	}
	return false
}

// hasPrefix compares small letters with letters.
func hasPrefix(text, small string) bool {
	if len(text) < len(small) {
		return false
	}
	for i := range len(small) {
		if lower(text[i]) != small[i] {
			return false
		}
	}
	return true
}

// follows says whether terms may stand at the front of the text, one after the other.
func follows(text string, terms []string) bool {
	for _, term := range terms {
		text = strings.TrimLeftFunc(text, func(r rune) bool { return r < utf8.RuneSelf && kindOf(byte(r)) == blank })
		for len(text) > 1 && text[0] == '0' && kindOf(text[1]) == digit {
			text = text[1:]
		}
		if text != "" && kindOf(text[0]) == foreign {
			return true
		}
		if !hasPrefix(text, term) {
			return false
		}
		kind := kindOf(term[len(term)-1])
		text = text[len(term):]
		if text == "" {
			continue
		}
		switch after := kindOf(text[0]); {
		case after == foreign || text[0] == '\'':
			return true
		case after == kind:
			return false
		}
	}
	return true
}
