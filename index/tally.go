package index

import (
	"context"
	"math/bits"
	"slices"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// tally gathers what one query finds. It works term by term: each source adds its worth to the rows that it stands in, in
// arrays as long as the index, so that neither the number of sources nor that of shards makes each row dearer.
// Tallies are used again; whoever has one has it alone.
type tally struct {
	x       *Index
	ctx     context.Context
	scores  []float32
	met     []mask   // clauses fulfilled
	touched []uint32 // rows with any
	reuse   reuse
	steps   int
}

func newTally(x *Index) *tally {
	return &tally{x: x, scores: make([]float32, x.rows), met: make([]mask, x.rows),
		reuse: reuse{dicts: map[string][]segment.TermDictionary{}}}
}

// start takes a tally; give it back with end.
func (x *Index) start(ctx context.Context) *tally {
	t := x.tallies.Get().(*tally)
	t.ctx = ctx
	return t
}

func (t *tally) end() {
	t.reset()
	t.ctx = nil
	t.reuse.used = 0
	t.x.tallies.Put(t)
}

func (t *tally) reset() {
	for _, row := range t.touched {
		t.scores[row], t.met[row] = 0, 0
	}
	t.touched = t.touched[:0]
}

// lookEvery is how many postings are read between two looks at the clock.
const lookEvery = 1024

func (t *tally) late() bool {
	t.steps++
	return t.steps%lookEvery == 0 && t.ctx.Err() != nil
}

// ready is a source whose documents are looked up.
type ready struct {
	source
	postings
	worth worth
	rows  []uint32 // of a phrase, in place of postings
}

// prepare looks every source up, and gives those that have documents.
func (t *tally) prepare(sources []source) ([]ready, error) {
	var all []ready
	for _, s := range sources {
		one := ready{source: s}
		var err error
		if len(s.terms) > 1 {
			err = t.phrase(&one)
		} else if one.postings, err = t.postings(s.field, s.terms[0]); err == nil {
			one.worth = newWorth(s.weight, one.count, t.x.rows, t.x.meanLength(s.field))
		}
		if err != nil {
			return nil, err
		}
		if one.count > 0 {
			all = append(all, one)
		}
	}
	return all, nil
}

// meanLength of the fields that are not text is that of their one value.
func (x *Index) meanLength(field string) float64 {
	return max(1, float64(x.info.Lengths[field])/float64(max(1, x.rows)))
}

// gather adds up all sources and gives the rows that fulfil all clauses, in no order.
func (t *tally) gather(sources []ready, wanted int) ([]uint32, error) {
	first := rarest(sources, wanted)
	err := t.sum(sources, func(s ready) bool { return s.bits&first != 0 })
	return t.hits(wanted, wanted), err
}

// gatherSome gives the rows that fulfil so many of the clauses, or, if there are none, any.
func (t *tally) gatherSome(sources []ready, wanted, needed int) ([]uint32, error) {
	if err := t.sum(sources, func(ready) bool { return true }); err != nil {
		return nil, err
	}
	for _, row := range t.touched {
		t.scores[row] *= float32(bits.OnesCount16(uint16(t.met[row]&all(wanted)))) / float32(wanted)
	}
	hits := t.hits(wanted, needed)
	if len(hits) == 0 {
		hits = t.hits(wanted, 1)
	}
	return hits, nil
}

// sum adds the sources up: first those whose rows are collected, then those that add to these, or exclude them.
func (t *tally) sum(sources []ready, collected func(s ready) bool) error {
	finds := func(s ready) bool { return s.bits&excluded == 0 && s.bits != 0 }
	for _, pass := range []struct {
		takes func(s ready) bool
		add   func(s ready) error
	}{
		{func(s ready) bool { return finds(s) && collected(s) }, t.collect},
		{func(s ready) bool { return finds(s) && !collected(s) }, t.restrict},
		{func(s ready) bool { return !finds(s) }, t.restrict},
	} {
		for _, s := range sources {
			if !pass.takes(s) {
				continue
			}
			if err := pass.add(s); err != nil {
				return err
			}
		}
	}
	return nil
}

func all(wanted int) mask { return mask(1)<<wanted - 1 }

// rarest is the clause with the fewest documents.
func rarest(sources []ready, wanted int) mask {
	counts := make([]int, wanted)
	for _, s := range sources {
		for i := range counts {
			if s.bits&(1<<i) != 0 && s.bits&excluded == 0 {
				counts[i] += s.count
			}
		}
	}
	least := 0
	for i, n := range counts {
		if n < counts[least] {
			least = i
		}
	}
	return 1 << least
}

// collect adds a source's rows, new ones too.
func (t *tally) collect(s ready) error {
	bit := mask(s.bits)
	return t.rowsOf(s, func(row uint32, worth float32) uint32 {
		if t.met[row] == 0 {
			t.touched = append(t.touched, row)
		}
		t.met[row] |= bit
		t.scores[row] += worth
		return 0
	})
}

// seldom is how many times more documents than there are hits a source must have before it is asked for these one by one.
const seldom = 16

// restrict adds to the rows that others have collected.
func (t *tally) restrict(s ready) error {
	bit := mask(s.bits)
	if len(t.touched)*seldom < s.count && s.rows == nil {
		return t.advance(s, bit)
	}
	return t.rowsOf(s, func(row uint32, worth float32) uint32 {
		if t.met[row] != 0 {
			t.met[row] |= bit
			t.scores[row] += worth
		}
		return 0
	})
}

// advance leaps from one collected row to the next.
func (t *tally) advance(s ready, bit mask) error {
	if len(t.touched) == 0 {
		return nil
	}
	slices.Sort(t.touched)
	next := t.touched
	return t.each(s.postings, s.worth, func(row uint32, worth float32) uint32 {
		for len(next) > 0 && next[0] < row {
			next = next[1:]
		}
		if len(next) > 0 && next[0] == row {
			t.met[row] |= bit
			t.scores[row] += worth
			next = next[1:]
		}
		if len(next) == 0 {
			return noRow
		}
		return next[0]
	})
}

func (t *tally) rowsOf(s ready, f func(row uint32, worth float32) uint32) error {
	if s.rows == nil {
		return t.each(s.postings, s.worth, f)
	}
	for _, row := range s.rows {
		f(row, s.worth.weight)
	}
	return nil
}

// hits are the touched rows that fulfil so many of the wanted clauses, and none that is excluded.
func (t *tally) hits(wanted, needed int) []uint32 {
	hits := make([]uint32, 0, len(t.touched))
	for _, row := range t.touched {
		met := t.met[row]
		if met&excluded == 0 && bits.OnesCount16(uint16(met&all(wanted))) >= needed {
			hits = append(hits, row)
		}
	}
	return hits
}

// rowsBut are all rows but those of excluded sources.
func (t *tally) rowsBut(sources []ready) ([]uint32, error) {
	for _, s := range sources {
		if err := t.collect(s); err != nil {
			return nil, err
		}
	}
	hits := make([]uint32, 0, t.x.rows-len(t.touched))
	for row := range t.met {
		if t.met[row] == 0 {
			hits = append(hits, uint32(row))
		}
	}
	return hits, nil
}

// candidate is a row that may be shown.
type candidate struct {
	row   uint32
	rank  uint32
	score float32
	exact int // how exactly a row is what was asked for
}

func (t *tally) candidate(row uint32, o order) candidate {
	c := candidate{row, t.x.ranks[row], t.scores[row] * t.x.weights[row], 2 * o.exact[row]}
	if t.met[row]&o.all == o.all {
		c.exact++
	}
	return c
}

// order is how candidates are sorted.
type order struct {
	byDate bool
	exact  map[uint32]int
	all    mask // what has all of these comes before what has some
}

// less says whether a comes before b: no two candidates of different rows are equal.
func (o order) less(a, b candidate) bool {
	if o.byDate {
		return a.rank < b.rank
	}
	if a.exact != b.exact {
		return a.exact > b.exact
	}
	if a.score != b.score {
		return a.score > b.score
	}
	return a.rank < b.rank
}

func (o order) compare(a, b candidate) int {
	switch {
	case a.row == b.row:
		return 0
	case o.less(a, b):
		return -1
	}
	return 1
}
