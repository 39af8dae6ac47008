package minutes

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentenceEnds are the offsets after which a new sentence of a text begins, in order; the last is the
// text's length. A point after an abbreviation, a single letter or within a number ends none.
func sentenceEnds(text string) []int {
	var ends []int
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			ends = append(ends, i+1)
		case '.', '!', '?':
			after := i + 1
			for after < len(text) && strings.IndexByte(`.!?"')]`, text[after]) >= 0 {
				after++
			}
			for strings.HasPrefix(text[after:], "’") || strings.HasPrefix(text[after:], "”") {
				after += len("’")
			}
			if after >= len(text) || text[after] != ' ' && !strings.HasPrefix(text[after:], "\u00a0") {
				continue
			}
			next := after
			for next < len(text) && text[next] == ' ' {
				next++
			}
			if text[i] == '.' && !endsSentence(text, i, next) {
				continue
			}
			ends = append(ends, next)
			i = next - 1
		}
	}
	return append(ends, len(text))
}

// endsSentence says whether the point at i ends a sentence that is followed by what stands at next.
func endsSentence(text string, i, next int) bool {
	first, _ := utf8.DecodeRuneInString(text[next:])
	if unicode.IsLower(first) {
		return false
	}
	word := text[strings.LastIndexAny(text[:i], " (\u00a0\n")+1 : i]
	if len(word) == 1 && unicode.IsLetter(rune(word[0])) && word != "I" {
		return false
	}
	switch strings.ToLower(word) {
	case "e.g", "i.e", "no", "nos", "mr", "mrs", "ms", "dr", "prof", "st", "vs", "cf", "approx", "fig", "ref", "sec", "para", "inc", "ltd", "etc", "al", "rev", "dept":
		return word == "no" || strings.ToLower(word) == "etc" || strings.ToLower(word) == "ltd" || strings.ToLower(word) == "inc"
	}
	return true
}

// sentenceAt is the sentence that holds the offset at.
func sentenceAt(ends []int, at int) Range {
	i := sort.SearchInts(ends, at+1)
	if i >= len(ends) {
		i = len(ends) - 1
	}
	start := 0
	if i > 0 {
		start = ends[i-1]
	}
	return Range{start, ends[i]}
}
