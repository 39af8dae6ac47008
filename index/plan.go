package index

import (
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
)

// How much a match weighs by where it is found; a word as written weighs more than its stem.
const (
	weightKey     = 8
	weightMention = 3
	weightTitle   = 3
	weightWords   = 1
	weightStems   = 1
	weightAbout   = 0.5
	weightNamed   = 6 // a word that names a kind or a status: "open actions"
	weightIn      = 0.5
	weightConcept = 1.5
	weightPhrase  = 2
)

// plan is a query ready to run.
type plan struct {
	wanted   int  // clauses that a hit must have: the bits of sources count them
	loose    bool // they are so many and so plain that what lacks some may be meant as well
	sources  []source
	exact    map[uint32]int // rows whose id the query names, which come first: by how exactly it does
	patterns []pattern      // what a snippet marks
	words    []clause       // plain words, for spelling, by the bits of their clauses
	bits     []mask
	hinted   *hints
}

// hints are those of the patterns.
func (p *plan) hints() *hints {
	if p.hinted == nil {
		p.hinted = hintsOf(p.patterns)
	}
	return p.hinted
}

// mask is a set of clauses of a query, one a bit.
type mask uint16

// excluded stands for the clauses that a hit must not have.
const excluded mask = 1 << 15

// source is one place where matches are found: a term of a field, or terms of fieldWords that follow each other.
type source struct {
	field  string
	terms  []string
	weight float64
	bits   mask // the clauses that a match fulfils; 0 where it only adds to what others found
}

// newPlan turns clauses into sources. Stop words count only where nothing else is asked for.
func (x *Index) newPlan(clauses []clause) plan {
	p := plan{exact: map[uint32]int{}}
	clauses = withoutStopWords(clauses)
	var taken []clause
	for _, c := range clauses {
		if c.not {
			p.exclude(c)
			continue
		}
		bit := mask(1) << p.wanted
		p.wanted++
		taken = append(taken, c)
		p.add(c, bit)
		p.patterns = append(p.patterns, c.patterns(p.wanted-1)...)
		if c.id != nil {
			for row, exactly := range c.id.rows {
				p.exact[row] = max(p.exact[row], exactly)
			}
		} else if c.isWord() {
			p.words, p.bits = append(p.words, c), append(p.bits, bit)
		}
	}
	p.loose = len(p.words) == p.wanted && p.wanted >= 3
	p.concepts(taken, x.meanings)
	return p
}

// isWord says whether the clause is one word that may be found by its stem.
func (c clause) isWord() bool { return len(c.terms) == 1 && !c.quoted && c.id == nil }

func (p *plan) source(bits mask, weight float64, field string, terms ...string) {
	p.sources = append(p.sources, source{field, terms, weight, bits})
}

func (p *plan) add(c clause, bit mask) {
	switch {
	case c.id != nil:
		p.source(bit, weightKey, fieldKey, c.id.key)
		for _, key := range c.id.full {
			p.source(bit, weightMention, fieldMentions, key)
			p.source(bit, weightIn, fieldIn, key)
		}
	case c.isWord():
		root := stem(c.terms[0])
		p.source(bit, weightStems, fieldStems, root)
		p.source(bit, aboutWeight(root), fieldAbout, root)
		p.source(0, weightWords, fieldWords, c.terms[0])
		p.source(0, weightTitle, fieldTitle, root)
	case len(c.terms) == 1:
		p.source(bit, weightWords, fieldWords, c.terms[0])
		p.source(0, weightTitle, fieldTitle, stem(c.terms[0]))
	default:
		p.source(bit, weightPhrase, fieldWords, c.terms...)
		for _, t := range c.terms {
			p.source(0, weightTitle/float64(len(c.terms)), fieldTitle, stem(t))
		}
	}
}

func (p *plan) exclude(c clause) {
	switch {
	case c.id != nil:
		p.source(excluded, 0, fieldKey, c.id.key)
		for _, key := range c.id.full {
			p.source(excluded, 0, fieldMentions, key)
			p.source(excluded, 0, fieldIn, key)
		}
	case c.isWord():
		root := stem(c.terms[0])
		p.source(excluded, 0, fieldStems, root)
		p.source(excluded, 0, fieldAbout, root)
	default:
		p.source(excluded, 0, fieldWords, c.terms...)
	}
}

// concepts lets an abbreviation find what spells it out, and the words of an expansion what abbreviates it.
func (p *plan) concepts(clauses []clause, g glossary) {
	for i := range clauses {
		var name []string
		var fulfilled mask
		for j := i; j < len(clauses) && (clauses[j].isWord() || j == i) && clauses[j].id == nil; j++ {
			name = append(name, clauses[j].terms...)
			fulfilled |= mask(1) << j
			for _, expansion := range g.concepts(join(name)) {
				p.source(fulfilled, weightConcept, fieldConcept, expansion)
				for _, other := range g.names(expansion) {
					p.patterns = append(p.patterns, pattern{terms: strings.Fields(other), clause: i})
				}
			}
		}
	}
}

func aboutWeight(root string) float64 {
	if namedStems()[root] {
		return weightNamed
	}
	return weightAbout
}

// namedStems are the stems of the names of kinds and statuses.
var namedStems = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, name := range append(Kinds(), statuses()...) {
		all[stem(name)] = true
	}
	return all
})

func (c clause) patterns(number int) []pattern {
	all := []pattern{{terms: c.terms, clause: number}}
	if c.isWord() {
		all[0].root = stem(c.terms[0])
	}
	if c.id != nil {
		for _, s := range c.id.spellings {
			all = append(all, pattern{terms: s, clause: number})
		}
	}
	return all
}

// stopWords are the English words that say nothing of what is looked for.
var stopWords = sync.OnceValue(func() analysis.TokenMap {
	m := analysis.NewTokenMap()
	if err := m.LoadBytes(en.EnglishStopWords); err != nil {
		panic(err) // a literal of bleve's
	}
	return m
})

func withoutStopWords(clauses []clause) []clause {
	isStop := func(c clause) bool { return c.isWord() && !c.not && stopWords()[c.terms[0]] }
	kept := slices.DeleteFunc(slices.Clone(clauses), isStop)
	if !slices.ContainsFunc(kept, func(c clause) bool { return !c.not }) {
		return clauses
	}
	return kept
}
