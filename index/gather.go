package index

import "math/bits"

// prepared is a source whose documents were looked up.
type prepared struct {
	source
	postings
	worth worth
	rows  []uint32 // of a phrase, in place of postings
}

// prepare looks every source up, and gives those that have documents.
func (t *tally) prepare(sources []source) ([]prepared, error) {
	var all []prepared
	for _, s := range sources {
		if len(s.terms) == 1 && !t.x.mayHave(s.field, s.terms[0]) {
			continue
		}
		one := prepared{source: s}
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

// gather adds up all sources and gives the rows that fulfil all clauses, in no order.
func (t *tally) gather(sources []prepared, wanted int) ([]uint32, error) {
	first := rarest(sources, wanted)
	err := t.sum(sources, func(s prepared) bool { return s.bits&first != 0 })
	return t.hits(wanted, wanted), err
}

// gatherSome gives the rows that fulfil so many of the clauses, or, if there are none, any.
func (t *tally) gatherSome(sources []prepared, wanted, needed int) ([]uint32, error) {
	if err := t.sum(sources, func(prepared) bool { return true }); err != nil {
		return nil, err
	}
	for _, row := range t.touched {
		t.scores[row] *= float32(bits.OnesCount16(uint16(t.met[row]&everyClause(wanted)))) / float32(wanted)
	}
	hits := t.hits(wanted, needed)
	if len(hits) == 0 {
		hits = t.hits(wanted, 1)
	}
	return hits, nil
}

// sum adds the sources up: first those whose rows are collected, then those that add to these, or exclude them.
func (t *tally) sum(sources []prepared, collected func(s prepared) bool) error {
	finds := func(s prepared) bool { return s.bits&excluded == 0 && s.bits != 0 }
	for _, pass := range []struct {
		takes func(s prepared) bool
		add   func(s prepared) error
	}{
		{func(s prepared) bool { return finds(s) && collected(s) }, t.collect},
		{func(s prepared) bool { return finds(s) && !collected(s) }, t.restrict},
		{func(s prepared) bool { return !finds(s) }, t.restrict},
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

// everyClause is the set of the wanted clauses, which have the lowest bits.
func everyClause(wanted int) mask { return mask(1)<<wanted - 1 }

// rarest is the clause with the fewest documents.
func rarest(sources []prepared, wanted int) mask {
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

// rowsBut are all rows but those of excluded sources.
func (t *tally) rowsBut(sources []prepared) ([]uint32, error) {
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
