package index

import (
	"math"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// leaf is a segment of a shard: rows are numbered through all of them.
type leaf struct {
	segment segment.Segment
	base    uint32 // row of its first document
}

// postings are the documents that have a term in a field, over all leaves: what they are worth depends on all of them,
// so that shards score like one index.
type postings struct {
	lists []segment.PostingsList // by leaf; nil where it has none
	count int
}

// reuse keeps what a tally has allocated for reading postings.
type reuse struct {
	dicts    map[string][]segment.TermDictionary // by field, then leaf
	lists    []segment.PostingsList              // spare
	used     int
	iterator segment.PostingsIterator
}

// postings looks a term up. What it gives is good until the tally is given back.
func (t *tally) postings(field, term string) (postings, error) {
	dicts, err := t.dictionaries(field)
	if err != nil {
		return postings{}, err
	}
	p := postings{lists: make([]segment.PostingsList, len(dicts))}
	key := []byte(term)
	for i, d := range dicts {
		list, err := d.PostingsList(key, nil, t.spare())
		if err != nil {
			return p, err
		}
		if n := list.Count(); n > 0 {
			p.lists[i], p.count = list, p.count+int(n)
		}
		t.reuse.lists[t.reuse.used] = list
		t.reuse.used++
	}
	return p, nil
}

func (t *tally) spare() segment.PostingsList {
	if t.reuse.used == len(t.reuse.lists) {
		t.reuse.lists = append(t.reuse.lists, nil)
	}
	return t.reuse.lists[t.reuse.used]
}

// dictionaries are opened once for a tally: one may be read by one goroutine at a time.
func (t *tally) dictionaries(field string) ([]segment.TermDictionary, error) {
	if dicts, ok := t.reuse.dicts[field]; ok {
		return dicts, nil
	}
	dicts := make([]segment.TermDictionary, len(t.x.leaves))
	for i, l := range t.x.leaves {
		d, err := l.segment.Dictionary(field)
		if err != nil {
			return nil, err
		}
		dicts[i] = d
	}
	t.reuse.dicts[field] = dicts
	return dicts, nil
}

// each calls f for every document of the postings, row by row, with what its occurrences are worth. f says from which row
// to go on: 0 for the next that there is, noRow to stop.
func (t *tally) each(p postings, worth worth, f func(row uint32, worth float32) (next uint32)) (err error) {
	next := uint32(0)
	for i, list := range p.lists {
		if list == nil {
			continue
		}
		t.reuse.iterator = list.Iterator(true, true, false, t.reuse.iterator)
		if next, err = t.eachOfLeaf(t.x.leaves[i].base, t.reuse.iterator, next, worth, f); err != nil || next == noRow {
			return err
		}
	}
	return nil
}

// eachOfLeaf does so in one leaf, from a row on, and gives the row from which to go on in the next.
func (t *tally) eachOfLeaf(base uint32, it segment.PostingsIterator, next uint32, worth worth,
	f func(row uint32, worth float32) uint32) (uint32, error) {
	for {
		var found segment.Posting
		var err error
		if next > base {
			found, err = it.Advance(uint64(next - base))
		} else {
			found, err = it.Next()
		}
		if err != nil || found == nil {
			return next, err
		}
		if t.late() {
			return next, t.ctx.Err()
		}
		if next = f(base+uint32(found.Number()), worth.of(found)); next == noRow {
			return noRow, nil
		}
	}
}

// noRow is the row of nothing.
const noRow = math.MaxUint32
