package minutes

import (
	"regexp"
	"regexp/syntax"
	"strings"
)

// beginnings are the strings with one of which every match of a pattern begins; nil where they cannot be
// told. Looking for them first spares most texts the pattern.
func beginnings(pattern *regexp.Regexp) []string {
	tree, err := syntax.Parse(pattern.String(), syntax.Perl)
	if err != nil {
		return nil
	}
	return literals(tree)
}

func literals(tree *syntax.Regexp) []string {
	switch tree.Op {
	case syntax.OpLiteral:
		if tree.Flags&syntax.FoldCase == 0 {
			return []string{string(tree.Rune)}
		}
	case syntax.OpCapture:
		return literals(tree.Sub[0])
	case syntax.OpConcat:
		for i, sub := range tree.Sub {
			switch sub.Op {
			case syntax.OpWordBoundary, syntax.OpBeginText, syntax.OpBeginLine, syntax.OpEmptyMatch:
			default:
				return extended(literals(sub), tree.Sub[i+1:])
			}
		}
	case syntax.OpAlternate:
		var all []string
		for _, sub := range tree.Sub {
			found := literals(sub)
			if found == nil {
				return nil
			}
			all = append(all, found...)
		}
		return all
	}
	return nil
}

// extended is each of a set of beginnings with what must follow it, where the parser of patterns took a
// common first letter out of the alternatives.
func extended(begin []string, rest []*syntax.Regexp) []string {
	if len(begin) != 1 || len(begin[0]) > 2 || len(rest) == 0 {
		return begin
	}
	var all []string
	for _, more := range literals(rest[0]) {
		all = append(all, begin[0]+more)
	}
	if all == nil {
		return begin
	}
	return all
}

// containsAny says whether text contains one of these; true of none.
func containsAny(text string, these []string) bool {
	for _, s := range these {
		if strings.Contains(text, s) {
			return true
		}
	}
	return len(these) == 0
}
