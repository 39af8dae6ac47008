package lexer

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// need is what every text that a pattern fits holds. Most lines lack it, and looking for it is a hundred times cheaper than
// trying the pattern.
type need struct {
	oneOf []string // texts of which it holds one; nil for any
	digit bool     // a digit stands at once behind that
	sign  string   // characters of which it holds one; "" for any
}

// in says whether a line may fit.
func (n need) in(line string) bool {
	if n.sign != "" && !strings.ContainsAny(line, n.sign) {
		return false
	}
	return n.oneOf == nil || slices.ContainsFunc(n.oneOf, func(text string) bool {
		if !n.digit {
			return strings.Contains(line, text)
		}
		return beforeDigit(line, text)
	})
}

// beforeDigit says whether a line has a text that stands before a digit.
func beforeDigit(line, text string) bool {
	for {
		_, rest, ok := strings.Cut(line, text)
		if !ok || rest == "" {
			return false
		}
		if isDigit(rest[0]) {
			return true
		}
		line = line[len(line)-len(rest)-len(text)+1:]
	}
}

func isDigit(b byte) bool { return b-'0' < 10 }

func required(p *regexp.Regexp) need {
	tree, err := syntax.Parse(p.String(), syntax.Perl)
	if err != nil {
		return need{}
	}
	return needs(tree)
}

func needs(re *syntax.Regexp) (n need) {
	if texts := textsOf(re); texts != nil {
		return needOf(texts)
	}
	switch re.Op {
	case syntax.OpCharClass:
		if beginsWithDigit(re) {
			n.sign = digits
		}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needs(re.Sub[0])
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needs(re.Sub[0])
	case syntax.OpConcat:
		return needsInRow(re.Sub)
	}
	return n
}

// needsInRow takes as many of the row together as are plain text.
func needsInRow(row []*syntax.Regexp) (n need) {
	for len(row) > 0 {
		texts, plain := textsOf(row[0]), 1
		for plain < len(row) && texts != nil {
			more := product(texts, textsOf(row[plain]))
			if more == nil {
				break
			}
			texts, plain = more, plain+1
		}
		one := needs(row[0])
		if texts != nil {
			one = needOf(texts)
		}
		row = row[plain:]
		if texts != nil && one.oneOf != nil {
			one.digit = len(row) > 0 && beginsWithDigit(row[0])
		}
		n = n.and(one)
	}
	return n
}

// manyTexts are not worth looking for.
const manyTexts = 16

// textsOf are all texts that an expression fits, as far as it takes any of a line; nil where they are many, or not plain.
func textsOf(re *syntax.Regexp) (all []string) {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 && !slices.Contains(re.Rune, utf8.RuneError) { // which fits what is no character
			return []string{string(re.Rune)}
		}
	case syntax.OpEmptyMatch, syntax.OpWordBoundary, syntax.OpNoWordBoundary, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine:
		return []string{""}
	case syntax.OpCapture:
		return textsOf(re.Sub[0])
	case syntax.OpQuest:
		if all = textsOf(re.Sub[0]); all != nil {
			return append(all, "")
		}
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if all = append(all, string(r)); len(all) > 4 || r == utf8.RuneError {
					return nil
				}
			}
		}
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			one := textsOf(sub)
			if one == nil || len(all)+len(one) > manyTexts {
				return nil
			}
			all = append(all, one...)
		}
	case syntax.OpConcat:
		all = []string{""}
		for _, sub := range re.Sub {
			all = product(all, textsOf(sub))
		}
	}
	return all
}

func product(firsts, seconds []string) (all []string) {
	if len(firsts)*len(seconds) > manyTexts {
		return nil
	}
	for _, a := range firsts {
		for _, b := range seconds {
			all = append(all, a+b)
		}
	}
	return all
}

// needOf is what has one of the texts: one that ends with another is found by that.
func needOf(texts []string) need {
	var all []string
	for i, text := range texts {
		if text == "" {
			return need{}
		}
		if !slices.ContainsFunc(texts, func(end string) bool { return end != text && strings.HasSuffix(text, end) }) && !slices.Contains(texts[:i], text) {
			all = append(all, text)
		}
	}
	return need{oneOf: all}
}

func beginsWithDigit(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpCharClass:
		return len(re.Rune) == 2 && re.Rune[0] >= '0' && re.Rune[1] <= '9'
	case syntax.OpRepeat:
		return re.Min > 0 && beginsWithDigit(re.Sub[0])
	case syntax.OpCapture, syntax.OpPlus, syntax.OpConcat:
		return beginsWithDigit(re.Sub[0])
	}
	return false
}

// and is what a text holds that holds both; of two lists of texts the one whose shortest is longer.
func (n need) and(m need) need {
	if n.oneOf == nil || m.oneOf != nil && shortest(m.oneOf) > shortest(n.oneOf) {
		n.oneOf, n.digit = m.oneOf, m.digit
	}
	if m.sign != "" {
		n.sign = m.sign
	}
	return n
}

func shortest(texts []string) int {
	least := len(texts[0])
	for _, text := range texts {
		least = min(least, len(text))
	}
	return least
}
