package lexer

import (
	"regexp"
	"regexp/syntax"
)

// required is what every text that a pattern fits holds: a literal ("" for none), and characters of which
// it holds one ("" for any). Most lines lack them, and looking for them is a hundred times cheaper than
// trying the pattern.
func required(p *regexp.Regexp) (literal, sign string) {
	tree, err := syntax.Parse(p.String(), syntax.Perl)
	if err != nil {
		return "", ""
	}
	return needs(tree)
}

func needs(re *syntax.Regexp) (literal, sign string) {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			literal = string(re.Rune)
		}
	case syntax.OpCharClass:
		if len(re.Rune) == 2 && re.Rune[0] == '0' && re.Rune[1] == '9' {
			sign = digits
		}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needs(re.Sub[0])
		}
	case syntax.OpConcat, syntax.OpCapture, syntax.OpPlus:
		for _, sub := range re.Sub {
			l, s := needs(sub)
			if len(l) > len(literal) {
				literal = l
			}
			if s != "" {
				sign = s
			}
		}
	}
	return literal, sign
}
