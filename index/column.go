package index

import (
	"context"
	"fmt"
	"slices"
	"strings"

	api "github.com/blevesearch/bleve_index_api"
)

// column holds one field's values of every row in memory, so that counting and filtering touch no disk.
// A row may have several values (owners) or none.
type column struct {
	values []string // sorted; a slot is a place in it
	slots  []uint32 // of all rows, one after the other
	starts []uint32 // where each row's slots begin; one more than there are rows
}

// of are the slots of a row, ascending.
func (c column) of(row uint32) []uint32 { return c.slots[c.starts[row]:c.starts[row+1]] }

// slot finds a value without regard to case; ok is false where no document has it.
func (c column) slot(value string) (slot uint32, ok bool) {
	i := slices.IndexFunc(c.values, func(v string) bool { return strings.EqualFold(v, value) })
	return uint32(max(i, 0)), i >= 0
}

// loadColumn reads a field's dictionary with its postings.
func loadColumn(r api.IndexReader, field string, rows int) (column, error) {
	c := column{starts: make([]uint32, rows+1)}
	type pair struct{ row, slot uint32 }
	var pairs []pair
	err := eachTerm(r, field, func(term string) error {
		slot := uint32(len(c.values))
		c.values = append(c.values, term)
		return eachRow(r, field, term, func(row uint32) error {
			if int(row) >= rows {
				return fmt.Errorf("%w: row %d of %d", ErrNotIndex, row, rows)
			}
			pairs = append(pairs, pair{row, slot})
			c.starts[row+1]++
			return nil
		})
	})
	if err != nil {
		return c, fmt.Errorf("reading field %s: %w", field, err)
	}
	for i := range rows {
		c.starts[i+1] += c.starts[i]
	}
	c.slots = make([]uint32, len(pairs))
	next := slices.Clone(c.starts)
	for _, p := range pairs {
		c.slots[next[p.row]] = p.slot
		next[p.row]++
	}
	return c, nil
}

// loadRanks orders the rows by their documents' keys.
func loadRanks(r api.IndexReader, rows int) ([]uint32, error) {
	keys := make([]string, rows)
	err := eachTerm(r, "_id", func(key string) error {
		id, err := r.InternalID(key)
		if err == nil && (len(id) != 8 || id.Value() >= uint64(rows)) {
			err = ErrNotIndex
		}
		if err == nil {
			keys[id.Value()] = key
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the documents' ids: %w", err)
	}
	order := make([]uint32, rows)
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return compareKeys(keys[a], keys[b]) })
	ranks := make([]uint32, rows)
	for rank, row := range order {
		ranks[row] = uint32(rank)
	}
	return ranks, nil
}

// eachTerm walks a field's dictionary in order.
func eachTerm(r api.IndexReader, field string, f func(term string) error) error {
	dict, err := r.FieldDict(field)
	if err != nil {
		return err
	}
	defer dict.Close()
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return err
		}
		if err := f(entry.Term); err != nil {
			return err
		}
	}
}

// eachRow walks the rows that have a term, ascending.
func eachRow(r api.IndexReader, field, term string, f func(row uint32) error) error {
	postings, err := r.TermFieldReader(context.Background(), []byte(term), field, false, false, false)
	if err != nil {
		return err
	}
	defer postings.Close()
	for {
		doc, err := postings.Next(nil)
		if err != nil || doc == nil {
			return err
		}
		if err := f(uint32(doc.ID.Value())); err != nil {
			return err
		}
	}
}
