package index

import (
	"container/heap"
	"slices"
)

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

// top keeps the first candidates of an order: a heap whose root is the last of those kept.
type top struct {
	keep int
	order
	kept []candidate
}

func (t *top) add(c candidate) {
	switch {
	case len(t.kept) < t.keep:
		heap.Push(t, c)
	case t.keep > 0 && t.less(c, t.kept[0]):
		t.kept[0] = c
		heap.Fix(t, 0)
	}
}

// sorted empties the heap, first candidate first.
func (t *top) sorted() []candidate {
	first := t.kept
	slices.SortFunc(first, t.compare)
	t.kept = nil
	return first
}

// Len, Less, Swap, Push and Pop are what container/heap asks for.
func (t *top) Len() int           { return len(t.kept) }
func (t *top) Less(i, j int) bool { return t.less(t.kept[j], t.kept[i]) }
func (t *top) Swap(i, j int)      { t.kept[i], t.kept[j] = t.kept[j], t.kept[i] }
func (t *top) Push(c any)         { t.kept = append(t.kept, c.(candidate)) }
func (t *top) Pop() any {
	last := t.kept[len(t.kept)-1]
	t.kept = t.kept[:len(t.kept)-1]
	return last
}
