package index

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// maxRenamed bounds how many names are looked for in the texts of a former index: where more came or went, all is built anew.
const maxRenamed = 5000

// called is what a name in a text stands for.
type called struct{ name, key string }

// settle has rows built anew whose text says a name that another document got or lost, or that the glossary explains otherwise.
// It says false where that would be too much, or the former index cannot be read.
func settle(all []*renewal, f *former, g glossary) bool {
	before, after := map[called]bool{}, map[called]bool{}
	taken := map[string]bool{}
	for _, r := range all {
		for _, d := range r.fresh() {
			noteNames(after, d)
		}
		if r.from == nil {
			continue
		}
		taken[r.name] = true
		if !namesGone(before, r.from, r.gone) {
			return false
		}
	}
	for name, s := range f.shards {
		if !taken[name] && !namesGone(before, s, s.part.order) {
			return false
		}
	}
	names := explained(f.glossary, g)
	for c := range before {
		if !after[c] {
			names[c.name] = true
		}
	}
	for c := range after {
		if !before[c] {
			names[c.name] = true
		}
	}
	if len(names) > maxRenamed {
		return false
	}
	for _, r := range all {
		if r.from != nil && len(names) > 0 {
			r.rename(slices.Sorted(maps.Keys(names)))
		}
	}
	return true
}

func noteNames(all map[called]bool, d *Document) {
	eachName(d, func(_ []string, name, key string) { all[called{name, key}] = true })
}

// namesGone notes the names of rows that are no longer.
func namesGone(all map[called]bool, s *formerShard, rows []uint32) (ok bool) {
	if len(rows) > maxRenamed {
		return false
	}
	if len(rows) == 0 {
		return true
	}
	return s.read(func(one segment.Segment) error {
		for _, row := range rows {
			var d Document
			err := one.VisitStoredFields(uint64(row), func(field string, _ byte, value []byte, _ []uint64) bool {
				d.set(field, string(value))
				return true
			})
			if err != nil {
				return err
			}
			noteNames(all, &d)
		}
		return nil
	})
}

// read opens the shard for f and says whether all went well.
func (s *formerShard) read(f func(one segment.Segment) error) (ok bool) {
	defer func() {
		if recover() != nil { // a damaged file
			ok = false
		}
	}()
	one, err := s.open()
	if err != nil {
		return false
	}
	defer one.Close()
	return f(one) == nil
}

// explained are the names that two glossaries do not explain alike.
func explained(a, b glossary) map[string]bool {
	names := map[string]bool{}
	for _, g := range []glossary{a, b} {
		for name := range g.short {
			names[name] = true
		}
		for name := range g.expanded {
			names[name] = true
		}
	}
	maps.DeleteFunc(names, func(name string, _ bool) bool { return slices.Equal(a.concepts(name), b.concepts(name)) })
	return names
}

// rename has the rows built anew that say one of the names. A shard that cannot be read is built anew.
func (r *renewal) rename(names []string) {
	saying := map[uint32]bool{}
	ok := r.from.read(func(one segment.Segment) error {
		x := &Index{tables: &tables{rows: int(one.Count())}, leaves: []leaf{{one, 0}}}
		t := newTally(x)
		t.ctx = context.Background()
		for _, name := range names {
			rows, err := t.saying(strings.Fields(name))
			if err != nil {
				return fmt.Errorf("looking for a name: %w", err)
			}
			for _, row := range rows {
				saying[row] = true
			}
			t.reuse.used = 0
		}
		return nil
	})
	if !ok {
		r.nothing()
		return
	}
	r.drop(slices.Sorted(maps.Keys(saying)))
}

// saying are the rows in whose titles or texts the words follow each other.
func (t *tally) saying(words []string) (rows []uint32, err error) {
	if len(words) > 1 {
		p := prepared{source: source{field: fieldWords, terms: words}}
		err := t.phrase(&p)
		return p.rows, err
	}
	found, err := t.postings(fieldWords, words[0])
	if err != nil {
		return nil, err
	}
	err = t.each(found, worth{}, func(row uint32, _ float32) uint32 {
		rows = append(rows, row)
		return 0
	})
	return rows, err
}
