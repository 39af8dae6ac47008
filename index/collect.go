package index

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	api "github.com/blevesearch/bleve_index_api"
)

// candidate is a row that may be shown.
type candidate struct {
	row   uint32
	rank  uint32
	score float64
	exact int // see plan
}

// collection is what one pass over the matches of a query gathers: the best candidates, how many there
// are, and how many there would be for every value of every facet.
type collection struct {
	matched int // whatever the filters say
	total   int
	best    []candidate
	counts  [][]int // by facet, then slot
}

const (
	deadlineEvery   = 256 // matches between two looks at the clock
	maxTermSearches = 500
)

// collect runs q once and counts. Every match is looked at, so the counts are exact; the best keep
// candidates are sorted.
func (x *Index) collect(ctx context.Context, q query.Query, f filter, order order, keep int) (c collection, err error) {
	ctx = context.WithValue(ctx, search.MaxTermSearchersKey, maxTermSearches)
	ctx = context.WithValue(ctx, search.BM25StatsKey, x.stats)
	ctx = context.WithValue(ctx, search.GetScoringModelCallbackKey,
		search.GetScoringModelCallbackFn(func() string { return api.BM25Scoring }))
	ctx = search.ContextWithTermSearchersCounter(ctx)
	s, err := q.Searcher(ctx, x.reader, x.mapping, search.SearcherOptions{})
	if err != nil {
		return c, err
	}
	defer s.Close()
	run := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0), IndexReader: x.reader}
	c.counts = f.counters()
	top := top{keep: keep, less: order.less}
	for c.matched = 0; ; c.matched++ {
		if c.matched%deadlineEvery == 0 && ctx.Err() != nil {
			return c, ctx.Err()
		}
		match, err := s.Next(run)
		if err != nil {
			return c, err
		}
		if match == nil {
			break
		}
		row := uint32(match.IndexInternalID.Value())
		if f.count(row, c.counts) {
			c.total++
			top.add(candidate{row, x.ranks[row], match.Score, order.exact[row]})
		}
		run.DocumentMatchPool.Put(match)
	}
	c.best = top.sorted()
	return c, nil
}

// order is how candidates are sorted.
type order struct {
	byDate bool
	exact  map[uint32]int
}

// less says whether a comes before b: no two candidates of different rows are equal.
func (o order) less(a, b candidate) bool {
	if o.byDate {
		return a.rank < b.rank
	}
	return cmp.Or(cmp.Compare(b.exact, a.exact), cmp.Compare(b.score, a.score), cmp.Compare(a.rank, b.rank)) < 0
}

// facetValues turns counters into what a page shows.
func (x *Index) facetValues(f filter, counts [][]int) map[string][]Value {
	all := map[string][]Value{}
	for i, name := range Facets() {
		values := []Value{}
		for slot, value := range x.facets[name].values {
			if n := counts[i][slot]; n > 0 || f.wants(i, uint32(slot)) {
				values = append(values, Value{value, n})
			}
		}
		slices.SortFunc(values, func(a, b Value) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
		})
		all[name] = values
	}
	return all
}
