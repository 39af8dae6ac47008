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

// collect adds a source's rows, new ones too.
func (t *tally) collect(s prepared) error {
	return t.rowsOf(s, func(row uint32, worth float32) uint32 {
		if t.met[row] == 0 {
			t.touched = append(t.touched, row)
		}
		t.met[row] |= s.bits
		t.scores[row] += worth
		return 0
	})
}

// seldom is how many times more documents than there are hits a source must have before it is asked for these one by one.
const seldom = 16

// restrict adds to the rows that others have collected.
func (t *tally) restrict(s prepared) error {
	if len(t.touched)*seldom < s.count && s.rows == nil {
		return t.advance(s)
	}
	return t.rowsOf(s, func(row uint32, worth float32) uint32 {
		if t.met[row] != 0 {
			t.met[row] |= s.bits
			t.scores[row] += worth
		}
		return 0
	})
}

// advance leaps from one collected row to the next.
func (t *tally) advance(s prepared) error {
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
			t.met[row] |= s.bits
			t.scores[row] += worth
			next = next[1:]
		}
		if len(next) == 0 {
			return noRow
		}
		return next[0]
	})
}

func (t *tally) rowsOf(s prepared, f func(row uint32, worth float32) uint32) error {
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
		if met&excluded == 0 && bits.OnesCount16(uint16(met&everyClause(wanted))) >= needed {
			hits = append(hits, row)
		}
	}
	return hits
}
