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

// newColumn makes the column of the values of each row, of which each has every value once, in order.
func newColumn(rows int, values func(row int) []string) column {
	c := column{first: make([]uint32, rows)}
	seen := map[string]uint32{} // slots by value, in the order in which they are met
	slot := func(v string) uint32 {
		s, known := seen[v]
		if !known {
			s = uint32(len(seen))
			seen[v] = s
			c.values = append(c.values, v)
		}
		return s
	}
	more, several := make([][]uint32, rows), false
	for row := range rows {
		for i, v := range values(row) {
			if i == 0 {
				c.first[row] = slot(v) + 1
				continue
			}
			more[row] = append(more[row], slot(v))
			several = true
		}
	}
	if several {
		c.more = listsOf(more)
	}
	slices.Sort(c.values)
	slots := make([]uint32, len(seen))
	for sorted, v := range c.values {
		slots[seen[v]] = uint32(sorted)
	}
	c.renumber(slots)
	return c
}

// renumber gives the values other slots, in the same order for those of a row.
func (c column) renumber(slots []uint32) {
	for row, slot := range c.first {
		if slot > 0 {
			c.first[row] = slots[slot-1] + 1
		}
	}
	for i, slot := range c.more.all {
		c.more.all[i] = slots[slot]
	}
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
