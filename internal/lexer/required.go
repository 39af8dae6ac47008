package lexer

import (
	"regexp"
	"regexp/syntax"
)

// need is what every text that a pattern fits holds. Most lines lack it, and looking for it is a hundred times cheaper than
// trying the pattern.
type need struct {
	literal string   // "" for none
	oneOf   []string // texts of which it holds one; nil for any
	sign    string   // characters of which it holds one; "" for any
}

func required(p *regexp.Regexp) need {
	tree, err := syntax.Parse(p.String(), syntax.Perl)
	if err != nil {
		return need{}
	}
	return needs(tree)
}

func needs(re *syntax.Regexp) (n need) {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			n.literal = string(re.Rune)
		}
	case syntax.OpCharClass:
		if len(re.Rune) == 2 && re.Rune[0] >= '0' && re.Rune[1] <= '9' {
			n.sign = digits
		}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needs(re.Sub[0])
		}
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			one := needs(sub).literal
			if one == "" {
				return need{}
			}
			n.oneOf = append(n.oneOf, one)
		}
	case syntax.OpConcat, syntax.OpCapture, syntax.OpPlus:
		for _, sub := range re.Sub {
			n = n.and(needs(sub))
		}
	}
	return n
}

// and is what a text holds that holds both; of two literals the longer one.
func (n need) and(m need) need {
	if len(m.literal) > len(n.literal) {
		n.literal = m.literal
	}
	if n.oneOf == nil {
		n.oneOf = m.oneOf
	}
	if m.sign != "" {
		n.sign = m.sign
	}
	return n
}
