package index

import "slices"

// glossary finds the expansions of what a query abbreviates or spells out. All names are terms with blanks between.
type glossary struct {
	short    map[string][]string // expansions by abbreviation
	expanded map[string]bool     // expansions
}

// maxName bounds the terms of an id or an expansion that is looked for in texts.
const maxName = 8

// newGlossary leaves out what would find too much: expansions of one term, and very long ones.
func newGlossary(all []Abbreviation) glossary {
	g := glossary{short: map[string][]string{}, expanded: map[string]bool{}}
	for _, a := range all {
		from, to := terms(a.Term), terms(a.Expansion)
		if len(from) == 0 || len(to) < 2 || len(to) > maxName || slices.Contains(g.short[join(from)], join(to)) {
			continue
		}
		g.short[join(from)] = append(g.short[join(from)], join(to))
		g.expanded[join(to)] = true
	}
	return g
}

// concepts are the expansions that a name means: itself where it is one.
func (g glossary) concepts(name string) []string {
	if g.expanded[name] {
		return append(slices.Clone(g.short[name]), name)
	}
	return g.short[name]
}

// names are an expansion and its abbreviations, sorted.
func (g glossary) names(expansion string) []string {
	all := []string{expansion}
	for short, expansions := range g.short {
		if slices.Contains(expansions, expansion) {
			all = append(all, short)
		}
	}
	slices.Sort(all)
	return all
}
