package index

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// former is an index that another is built on. What cannot be read of it is as if it were not there.
type former struct {
	dir      string
	glossary glossary
	shards   map[string]*formerShard // by name
}

type formerShard struct {
	hash string
	dir  string
	part *part
}

func openFormer(dir string) *former {
	f := &former{dir: dir, shards: map[string]*formerShard{}}
	if dir == "" {
		return f
	}
	in, err := readInfo(dir)
	if err != nil || in.named() != in.Hash {
		return f
	}
	f.glossary = newGlossary(in.Glossary)
	for _, hash := range in.Shards {
		at := filepath.Join(dir, shardFolder, filepath.Base(hash))
		if p, err := readPart(at); err == nil {
			f.shards[p.name] = &formerShard{hash, at, p}
		}
	}
	if len(f.shards) != len(in.Shards) {
		f.shards = map[string]*formerShard{} // names that came or went could not be told
	}
	return f
}

// open opens the shard's segment alone. A file that is damaged may be an error, or a panic later.
func (s *formerShard) open() (segment.Segment, error) {
	one, err := (&zap.ZapPlugin{}).Open(filepath.Join(s.dir, filepath.FromSlash(segmentFile)))
	if err == nil && one.Count() != uint64(len(s.part.facts)) {
		return nil, fmt.Errorf("%w: shard %s has %d rows of %d", ErrNotIndex, s.hash, one.Count(), len(s.part.facts))
	}
	return one, err
}

// intact says whether the shard's segment is as it was written.
func (s *formerShard) intact() bool {
	sum, err := hashOfFile(filepath.Join(s.dir, filepath.FromSlash(segmentFile)))
	return err == nil && sum == s.part.segment
}

// renewal is what a shard takes from the former one of its name.
type renewal struct {
	shard
	from *formerShard // nil for none
	rows []uint32     // of each document, its row there; noRow for what is new
	gone []uint32     // rows there that are no longer
}

// renewalOf matches documents with rows by their stamps.
func renewalOf(s shard, from *formerShard) *renewal {
	r := &renewal{shard: s, from: from, rows: make([]uint32, len(s.docs))}
	if from == nil {
		for i := range r.rows {
			r.rows[i] = noRow
		}
		return r
	}
	facts, stamps := from.part.facts, each(s.docs, stampOf)
	byStamp := map[sum]uint32{}
	same := func(i int) bool { return i < len(from.part.order) && facts[from.part.order[i]].stamp == stamps[i] }
	first := 0
	for first < len(stamps) && same(first) {
		r.rows[first] = from.part.order[first]
		first++
	}
	for _, row := range from.part.order[first:] {
		byStamp[facts[row].stamp] = row
	}
	for i := first; i < len(stamps); i++ {
		row, known := byStamp[stamps[i]]
		if !known {
			row = noRow
		}
		r.rows[i] = row
		delete(byStamp, stamps[i])
	}
	for _, row := range byStamp {
		r.gone = append(r.gone, row)
	}
	slices.Sort(r.gone)
	return r
}

// drop builds rows anew that would stay otherwise; they are sorted.
func (r *renewal) drop(rows []uint32) {
	for i, row := range r.rows {
		if _, found := slices.BinarySearch(rows, row); found && row != noRow {
			r.rows[i] = noRow
			r.gone = append(r.gone, row)
		}
	}
	slices.Sort(r.gone)
}

// fresh are the documents that are not there.
func (r *renewal) fresh() []*Document {
	var all []*Document
	for i, row := range r.rows {
		if row == noRow {
			all = append(all, r.docs[i])
		}
	}
	return all
}

// whole says whether the shard is the former one.
func (r *renewal) whole() bool {
	return r.from != nil && len(r.gone) == 0 && !slices.Contains(r.rows, noRow)
}

// nothing builds the shard without the former one.
func (r *renewal) nothing() { *r = *renewalOf(r.shard, nil) }

// pieces are the former segment without what is gone, if there is one, and others behind it.
func (r *renewal) pieces(others []piece) []piece {
	if r.from == nil {
		return others
	}
	p := piece{file: filepath.Join(r.from.dir, filepath.FromSlash(segmentFile))}
	if len(r.gone) > 0 {
		p.drops = roaring.BitmapOf(r.gone...)
	}
	return append([]piece{p}, others...)
}

// laidOut are the documents and facts by row: first what stays, in the order of the former rows, then what is new. order has the
// rows by rank.
func (r *renewal) laidOut(added []rowFacts) (docs []*Document, facts []rowFacts, order []uint32) {
	docs, facts, order = make([]*Document, len(r.docs)), make([]rowFacts, len(r.docs)), make([]uint32, len(r.docs))
	next := uint32(len(r.docs) - len(added))
	for rank, row := range r.rows {
		if row == noRow {
			row, next = next, next+1
			facts[row], added = added[0], added[1:]
		} else {
			before, _ := slices.BinarySearch(r.gone, row)
			facts[row-uint32(before)] = r.from.part.facts[row]
			row -= uint32(before)
		}
		docs[row], order[rank] = r.docs[rank], row
	}
	return docs, facts, order
}
