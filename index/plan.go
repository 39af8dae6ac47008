package index

import (
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/search/query"
)

// How much a match weighs by where it is found; a word as written weighs more than its stem.
const (
	weightKey        = 8
	weightTitle      = 4
	weightTitleStems = 2
	weightWords      = 2
	weightStems      = 1
	weightAbout      = 0.5
	weightNamed      = 12 // a word that names a kind or a status: "open actions"
	weightIn         = 0.5
)

// plan is a query ready to run.
type plan struct {
	must, not []query.Query
	exact     map[uint32]int // rows whose id the query names, which come first: by how exactly it does
	patterns  []pattern      // what a snippet marks
	words     []clause       // plain words, for spelling
}

// plan turns clauses into bleve's queries. Stop words count only where nothing else is asked for.
func newPlan(clauses []clause) plan {
	p := plan{exact: map[uint32]int{}}
	for _, c := range withoutStopWords(clauses) {
		if c.not {
			p.not = append(p.not, c.query())
			continue
		}
		p.must = append(p.must, c.query())
		p.patterns = append(p.patterns, c.patterns()...)
		if c.id != nil {
			for row, exactly := range c.id.rows {
				p.exact[row] = max(p.exact[row], exactly)
			}
		} else if c.isWord() {
			p.words = append(p.words, c)
		}
	}
	return p
}

// all asks for documents that have every clause.
func (p plan) all() query.Query {
	if len(p.must) == 0 {
		return p.but(bleve.NewMatchAllQuery())
	}
	return p.but(p.must...)
}

// some asks for documents that have any of the clauses.
func (p plan) some() query.Query { return p.but(bleve.NewDisjunctionQuery(p.must...)) }

func (p plan) but(must ...query.Query) query.Query {
	b := bleve.NewBooleanQuery()
	b.AddMust(must...)
	if len(p.not) > 0 {
		b.AddMustNot(p.not...)
	}
	return b
}

// isWord says whether the clause is one word that may be found by its stem.
func (c clause) isWord() bool { return len(c.terms) == 1 && !c.quoted && c.id == nil }

func (c clause) query() query.Query {
	found := bleve.NewDisjunctionQuery(
		phrase(c.terms, fieldWords, weightWords),
		phrase(c.terms, fieldTitle, weightTitle))
	if c.isWord() {
		root := stem(c.terms[0])
		found.AddQuery(
			term(root, fieldStems, weightStems),
			term(root, fieldTitleStems, weightTitleStems),
			term(root, fieldAbout, aboutWeight(root)))
	}
	if c.id != nil {
		found.AddQuery(term(c.id.key, fieldKey, weightKey))
		for _, key := range c.id.full {
			found.AddQuery(term(key, fieldIn, weightIn))
		}
		for _, s := range c.id.spellings {
			found.AddQuery(phrase(s, fieldWords, weightWords))
		}
	}
	return found
}

func aboutWeight(root string) float64 {
	if slices.ContainsFunc(append(Kinds(), statuses()...), func(name string) bool { return stem(name) == root }) {
		return weightNamed
	}
	return weightAbout
}

func (c clause) patterns() []pattern {
	all := []pattern{{terms: c.terms}}
	if c.isWord() {
		all[0].root = stem(c.terms[0])
	}
	if c.id != nil {
		for _, s := range c.id.spellings {
			all = append(all, pattern{terms: s})
		}
	}
	return all
}

func phrase(terms []string, field string, boost float64) query.Query {
	if len(terms) == 1 {
		return term(terms[0], field, boost)
	}
	q := bleve.NewPhraseQuery(terms, field)
	q.SetBoost(boost)
	return q
}

func term(t, field string, boost float64) query.Query {
	q := bleve.NewTermQuery(t)
	q.SetField(field)
	q.SetBoost(boost)
	return q
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
