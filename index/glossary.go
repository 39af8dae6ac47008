package index

import "slices"

// glossary finds the expansions of what a query abbreviates or spells out. All names are terms with blanks between.
type glossary struct {
	short    map[string][]string // expansions by abbreviation
	expanded map[string]bool
}

func newGlossary(all []Abbreviation) glossary {
	short, expanded := glossaryOf(all)
	return glossary{short, expanded}
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
