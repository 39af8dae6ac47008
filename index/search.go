package index

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
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
		err = &QueryError{"This query takes too long to answer. Add a word that narrows it, or leave out the common ones."}
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
	q = x.spelt(q, f)
	r.Query = q
	o := order{byDate: q.Sort == SortDate || p.wanted == 0, exact: p.exact}
	t := x.start(ctx)
	defer t.end()
	if len(p.sources) == 0 && f.free() && q.By == ByNothing {
		r.Total, r.Facets = x.every.Total, cloneFacets(x.every.Facets)
		return x.show(x.order[:min(len(x.order), q.Page*q.Size)], q, p, r)
	}
	m, err := t.matches(p)
	if err != nil {
		return err
	}
	passed := f.pass(m.rows)
	hits := those(m.rows, passed, passesAll)
	if len(hits) == 0 && p.wanted > 1 {
		some, err := t.matchesSome(p, m)
		if err != nil {
			return err
		}
		if passedSome := f.pass(some); len(those(some, passedSome, passesAll)) > 0 {
			m.rows, passed, hits, r.Partly = some, passedSome, those(some, passedSome, passesAll), true
		}
	}
	r.Facets = f.values(f.counts(m.rows, passed))
	r.Total = len(hits)
	if q.By == ByMeeting {
		err = x.showGroups(t.groups(hits, o), q, p, r)
	} else {
		err = x.show(t.best(hits, o, q.Page*q.Size), q, p, r)
	}
	if err == nil {
		err = x.offer(clauses, r)
	}
	r.Suggestion = x.respell(q.Text, p.unknown(m.sources))
	return err
}

// matches are what a plan finds before it is filtered.
type matches struct {
	rows    []uint32
	sources []ready
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

// matchesSome are the rows that have some of the clauses, where none that may be shown has all.
func (t *tally) matchesSome(p plan, m matches) ([]uint32, error) {
	t.reset()
	return t.gatherSome(m.sources, p.wanted)
}

// unknown are the words of a plan that stand nowhere.
func (p plan) unknown(found []ready) []clause {
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
	first := top{keep: keep, less: o.less}
	for _, row := range rows {
		first.add(t.candidate(row, o.exact))
	}
	all := first.sorted()
	best := make([]uint32, len(all))
	for i, c := range all {
		best[i] = c.row
	}
	return best
}

// show turns the rows up to the end of a page into its hits.
func (x *Index) show(rows []uint32, q Query, p plan, r *Results) error {
	r.Pages = pages(r.Total, q.Size)
	for _, row := range rows[min(len(rows), (q.Page-1)*q.Size):] {
		h, err := x.hit(row, &p)
		if err != nil {
			return err
		}
		r.Hits = append(r.Hits, h)
	}
	return nil
}

func pages(total, size int) int { return min((total+size-1)/size, MaxRows/size, MaxPages) }

func (x *Index) hit(row uint32, p *plan) (Hit, error) {
	d, err := x.load(row)
	return Hit{ID: d.ID, Kind: d.Kind, Title: d.Title, URL: d.URL, Date: d.Date, Meeting: d.Meeting,
		Group: strings.Join(d.Groups, ", "), Status: d.Status, Owners: d.Owners, Within: join(d.Within),
		Snippet: snippet(d.Text, p.patterns, p.hints())}, err
}

// maxOffers is how many documents may have one id before none of them is offered.
const maxOffers = 3

// offer names the documents whose own id the query is, or, if there are none, the ones that it is a part of.
func (x *Index) offer(clauses []clause, r *Results) error {
	var named *id
	for _, c := range clauses {
		if c.id != nil && !c.not {
			if named != nil {
				return nil // several ids ask for what connects them
			}
			named = c.id
		}
	}
	if named == nil {
		return nil
	}
	for _, exactly := range []int{isOwn, isPart, isAlias} {
		var rows []uint32
		for row, is := range named.rows {
			if is == exactly {
				rows = append(rows, row)
			}
		}
		if len(rows) == 0 {
			continue
		}
		if len(rows) > maxOffers {
			return nil
		}
		slices.SortFunc(rows, func(a, b uint32) int { return int(x.ranks[a]) - int(x.ranks[b]) })
		for _, row := range rows {
			h, err := x.hit(row, &plan{})
			if err != nil {
				return err
			}
			r.Offers = append(r.Offers, h)
		}
		return nil
	}
	return nil
}

func noFacets() map[string][]Value {
	all := map[string][]Value{}
	for _, name := range Facets() {
		all[name] = []Value{}
	}
	return all
}

func cloneFacets(m map[string][]Value) map[string][]Value {
	c := maps.Clone(m)
	for name, values := range c {
		c[name] = slices.Clone(values)
	}
	return c
}
