package index

import (
	"slices"
	"strings"
)

// column holds one field's values of every row in memory, so that counting and filtering touch no disk.
// A row may have several values (owners) or none.
type column struct {
	values []string // sorted; a slot is a place in it
	first  []uint32 // of each row, its first slot and one; 0 for none
	more   lists    // of each row, its other slots, ascending; no lists where no row has any
}

// newColumn makes the column of the values of each row.
func newColumn(rows [][]string) column {
	c := column{first: make([]uint32, len(rows))}
	c.values = distinct(slices.Concat(rows...))
	more := make([][]uint32, len(rows))
	several := false
	for row, values := range rows {
		for i, v := range values {
			slot, _ := slices.BinarySearch(c.values, v)
			if i == 0 {
				c.first[row] = uint32(slot) + 1
				continue
			}
			more[row] = append(more[row], uint32(slot))
			several = true
		}
	}
	if several {
		c.more = listsOf(more)
	}
	return c
}

// others are the slots of a row but the first.
func (c column) others(row uint32) []uint32 {
	if c.more.starts == nil {
		return nil
	}
	return c.more.at(int(row))
}

// count is how many of the rows have each value, by slot.
func (c column) count(rows []uint32) []int {
	counts := make([]int, len(c.values)+1) // the first of them counts what has no value
	for _, row := range rows {
		counts[c.first[row]]++
	}
	if c.more.starts != nil {
		for _, row := range rows {
			for _, slot := range c.more.at(int(row)) {
				counts[slot+1]++
			}
		}
	}
	return counts[1:]
}

func (c column) has(row, slot uint32) bool {
	return c.first[row] == slot+1 || c.more.starts != nil && slices.Contains(c.more.at(int(row)), slot)
}

// value is the first value of a row; "" for none.
func (c column) value(row uint32) string {
	if c.first[row] == 0 {
		return ""
	}
	return c.values[c.first[row]-1]
}

// slot finds a value without regard to case; ok is false where no document has it.
func (c column) slot(value string) (slot uint32, ok bool) {
	if i, exactly := slices.BinarySearch(c.values, value); exactly || value == "" {
		return uint32(i), exactly
	}
	i := slices.IndexFunc(c.values, func(v string) bool { return strings.EqualFold(v, value) })
	return uint32(max(i, 0)), i >= 0
}

// slotOfID finds an id in whatever spelling.
func (c column) slotOfID(value string) (slot uint32, ok bool) {
	if slot, ok = c.slot(value); ok || value == "" {
		return slot, ok
	}
	wanted := key(value)
	i := slices.IndexFunc(c.values, func(v string) bool { return key(v) == wanted })
	return uint32(max(i, 0)), i >= 0
}

func (w *writer) column(c column) {
	w.strings(c.values)
	w.list(c.first)
	w.list([]uint32{uint32(c.more.len())})
	if c.more.len() > 0 {
		w.lists(c.more)
	}
}

func (r *reader) column(rows int) column {
	values := r.strings().slice()
	c := column{values: values, first: r.below(len(values) + 1)}
	if len(c.first) != rows {
		r.damaged()
	}
	if several := r.list(); len(several) == 1 && several[0] > 0 {
		c.more = r.lists(rows, len(values))
	}
	return c
}
