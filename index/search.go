package index

import (
	"context"
	"errors"
	"time"
)

// maxTook is how long a search may take.
const maxTook = 200 * time.Millisecond

// Search answers a query, qualifiers in its text included. What is wrong with a query, or makes it too broad, is a
// *QueryError; any other error is the machine's. A query that asks for nothing finds every document, newest first.
func (x *Index) Search(ctx context.Context, q Query) (Results, error) {
	began := time.Now()
	ctx, stop := context.WithTimeout(ctx, maxTook)
	defer stop()
	q, clauses, err := q.check(x.kinds())
	r := Results{Page: q.Page, Hits: []Hit{}, Facets: noFacets(), Query: q}
	if err != nil {
		return r, err
	}
	if x.rows > 0 {
		err = x.search(ctx, q, clauses, &r)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = refusal("refused.too_slow", "This query takes too long to answer. Add a word that narrows it, or leave out the common ones.")
	}
	r.Took = time.Since(began)
	return r, err
}

func (x *Index) search(ctx context.Context, q Query, clauses []clause, r *Results) error {
	clauses, err := x.resolve(ctx, clauses)
	if err != nil {
		return err
	}
	p, f := x.newPlan(clauses), x.newFilter(q)
	r.Query = x.spelt(q, f)
	o := order{byDate: q.Sort == SortDate || p.wanted == 0, exact: p.exact, all: everyClause(p.wanted)}
	t := x.start(ctx)
	defer t.end()
	if len(p.sources) == 0 && f.free() && q.By == ByNothing {
		return x.showEvery(p, r)
	}
	m, err := t.answers(p, f, q.Sort != SortDate)
	if err != nil {
		return err
	}
	r.Total, r.Full, r.Partly = len(m.hits), m.full, m.full == 0 && len(m.hits) > 0 && p.wanted > 1
	r.Facets = f.values(m.counts(f, q.Sort != SortDate && p.loose))
	if q.By == ByMeeting {
		err = x.showGroups(t.groups(m.hits, o), p, r)
	} else {
		err = x.show(t.best(m.hits, o, q.Page*q.Size), p, r)
	}
	if err != nil {
		return err
	}
	r.Suggestion = x.respell(q.Text, p.unknown(m.sources))
	r.Offers, err = x.offers(clauses)
	return err
}

// matches are what a plan finds.
type matches struct {
	sources []prepared
	rows    []uint32 // before they are filtered
	passed  []int8   // what each of them passes: see filter.pass
	hits    []uint32
	full    int      // hits that have all clauses
	strict  *matches // those that have all clauses, where others are among the rows as well
}

// few is how many hits that have all the words are enough.
const few = 5

// answers are the documents that have all clauses; where there are few of them, what lacks one comes behind, if it may;
// where there are none, what has half of them comes.
func (t *tally) answers(p plan, f filter, more bool) (matches, error) {
	m, err := t.matches(p)
	if err != nil {
		return m, err
	}
	m.filter(f)
	m.full = len(m.hits)
	if m.full >= few || p.wanted < 2 || m.full > 0 && !(more && p.loose) {
		return m, nil
	}
	t.reset()
	some := matches{sources: m.sources, full: m.full, strict: &m}
	needed := (p.wanted + 1) / 2
	if m.full > 0 {
		needed = p.wanted - 1
	}
	if some.rows, err = t.gatherSome(m.sources, p.wanted, needed); err != nil {
		return m, err
	}
	if some.filter(f); len(some.hits) > m.full {
		return some, nil
	}
	return m, nil
}

// counts are how many hits each value of a facet leads to. One that many lead to which have all clauses leads to no others, even where
// the query that was asked finds others.
func (m matches) counts(f filter, more bool) [][]int {
	all := f.counts(m.rows, m.passed)
	if m.strict == nil {
		return all
	}
	for facet, strict := range f.counts(m.strict.rows, m.strict.passed) {
		for slot, n := range strict {
			if n >= few || n > 0 && !more {
				all[facet][slot] = n
			}
		}
	}
	return all
}

func (m *matches) filter(f filter) {
	m.passed = f.pass(m.rows)
	m.hits = those(m.rows, m.passed, passesAll)
}

func (t *tally) matches(p plan) (m matches, err error) {
	if m.sources, err = t.prepare(p.sources); err != nil {
		return m, err
	}
	switch {
	case p.wanted == 0 && len(m.sources) == 0:
		m.rows = t.x.order
	case p.wanted == 0:
		m.rows, err = t.rowsBut(m.sources)
	default:
		m.rows, err = t.gather(m.sources, p.wanted)
	}
	return m, err
}

// unknown are the words of a plan that stand nowhere.
func (p plan) unknown(found []prepared) []clause {
	var known mask
	for _, s := range found {
		known |= s.bits
	}
	var all []clause
	for i, w := range p.words {
		if p.bits[i]&known == 0 {
			all = append(all, w)
		}
	}
	return all
}

// best are the first rows of an order.
func (t *tally) best(rows []uint32, o order, keep int) []uint32 {
	first := top{keep: keep, order: o}
	for _, row := range rows {
		first.add(t.candidate(row, o))
	}
	all := first.sorted()
	best := make([]uint32, len(all))
	for i, c := range all {
		best[i] = c.row
	}
	return best
}
