package minutes

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Use is a place where a text uses an abbreviation. Term is the abbreviation as it is known; what stands in the
// range may be its plural.
type Use struct {
	Term string
	Range
}

// mostParts is the most words that an abbreviation has: "CSP C&S" has three.
const mostParts = 4

// Uses are the places where a text uses one of the known abbreviations, in order and apart from each other. Of
// two that begin at one place the longer stands. Within a longer word or an id, "RDP-2" or "RDP_4", there is none.
// It asks about a few words at each word of the text, so it takes no longer with a longer glossary.
func Uses(text string, known func(term string) bool) []Use {
	var all []Use
	words := wordsOf(text)
	for i := 0; i < len(words); i++ {
		if !unicode.IsUpper(firstRune(text[words[i].Start:])) || joinedBefore(text, words[i].Start) {
			continue
		}
		for last := min(i+mostParts, len(words)) - 1; last >= i; last-- {
			at := Range{words[i].Start, words[last].End}
			if !oneTerm(text, words[i:last+1]) || joinedAfter(text, at.End) {
				continue
			}
			if term := knownAs(text[at.Start:at.End], known); term != "" {
				all = append(all, Use{term, at})
				i = last
				break
			}
		}
	}
	return all
}

// knownAs is the known abbreviation that a text is, or is the plural of; "" for none.
func knownAs(text string, known func(string) bool) string {
	if known(text) {
		return text
	}
	if one := strings.TrimSuffix(text, "s"); one != text && len(one) > 1 && known(one) {
		return one
	}
	return ""
}

// wordsOf are the runs of letters and digits of a text.
func wordsOf(text string) []Range {
	var all []Range
	start := -1
	for i, c := range text {
		switch in := unicode.IsLetter(c) || unicode.IsDigit(c); {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			all = append(all, Range{start, i})
			start = -1
		}
	}
	if start >= 0 {
		all = append(all, Range{start, len(text)})
	}
	return all
}

// oneTerm says whether words stand together as those of an abbreviation do, each with a capital.
func oneTerm(text string, words []Range) bool {
	for i := 1; i < len(words); i++ {
		between := text[words[i-1].End:words[i].Start]
		if len(between) > 3 || strings.Trim(between, " &/-") != "" || !unicode.IsUpper(firstRune(text[words[i].Start:])) {
			return false
		}
	}
	return true
}

// joiners tie what stands on both sides of them into one word, id or address.
const joiners = "_-&/.@"

func joinedBefore(text string, at int) bool {
	if at == 0 || !strings.Contains(joiners, text[at-1:at]) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at-1])
	return text[at-1] == '_' || unicode.IsLetter(before) || unicode.IsDigit(before)
}

func joinedAfter(text string, at int) bool {
	if at >= len(text) || !strings.Contains(joiners, text[at:at+1]) {
		return false
	}
	after := firstRune(text[at+1:])
	return text[at] == '_' || unicode.IsLetter(after) || unicode.IsDigit(after)
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}
