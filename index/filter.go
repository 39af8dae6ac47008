package index

import (
	"slices"
)

// filter restricts rows by the values of their columns. It counts while it restricts: a row that fails
// one facet alone still counts for that facet, since a reader who lifts that restriction would see it.
type filter struct {
	columns []column // in the order of Facets
	wanted  []want
	dates   column
	from    uint32 // slots of dates, half open
	to      uint32
	dated   bool
}

// want is one facet's restriction.
type want struct {
	set   bool
	known bool // whether any document has the value
	slot  uint32
}

// newFilter reads the restrictions of a query that was checked.
func (x *Index) newFilter(q Query) filter {
	f := filter{dates: x.dates, dated: q.From != "" || q.To != ""}
	for _, name := range Facets() {
		c := x.facets[name]
		value := q.facet(name)
		slot, known := c.slot(value)
		f.columns = append(f.columns, c)
		f.wanted = append(f.wanted, want{value != "", known, slot})
	}
	from, _ := slices.BinarySearch(x.dates.values, q.From)
	to := len(x.dates.values)
	if q.To != "" {
		var found bool
		if to, found = slices.BinarySearch(x.dates.values, q.To); found {
			to++
		}
	}
	f.from, f.to = uint32(from), uint32(to)
	return f
}

func (f filter) counters() [][]int {
	all := make([][]int, len(f.columns))
	for i, c := range f.columns {
		all[i] = make([]int, len(c.values))
	}
	return all
}

// count adds the row to the counters it belongs to and says whether it passes every restriction.
func (f filter) count(row uint32, counts [][]int) bool {
	if f.dated && !f.inDates(row) {
		return false
	}
	failed, failures := 0, 0
	for i, w := range f.wanted {
		if w.set && !(w.known && slices.Contains(f.columns[i].of(row), w.slot)) {
			failed, failures = i, failures+1
		}
	}
	for i, c := range f.columns {
		if failures == 0 || failures == 1 && i == failed {
			for _, slot := range c.of(row) {
				counts[i][slot]++
			}
		}
	}
	return failures == 0
}

func (f filter) inDates(row uint32) bool {
	return slices.ContainsFunc(f.dates.of(row), func(d uint32) bool { return d >= f.from && d < f.to })
}

// wants says whether the query asks for this value of the i-th facet.
func (f filter) wants(i int, slot uint32) bool {
	w := f.wanted[i]
	return w.set && w.known && w.slot == slot
}
