package index

import (
	"slices"
)

// filter restricts rows by the values of their columns. It counts while it restricts: a row that fails
// one facet alone still counts for that facet, since a reader who lifts that restriction would see it.
type filter struct {
	columns []column // in the order of Facets
	wanted  []want
	meeting want
	in      column // meetings
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

func (w want) allows(c column, row uint32) bool { return !w.set || w.known && c.has(row, w.slot) }

// newFilter reads the restrictions of a query that was checked.
func (x *Index) newFilter(q Query) filter {
	f := filter{columns: x.facets, in: x.meetings, dates: x.dates, dated: q.From != "" || q.To != ""}
	for i, name := range Facets() {
		value := q.facet(name)
		find := x.facets[i].slot
		if name == FacetModification {
			find = x.facets[i].slotOfID
		}
		slot, known := find(value)
		f.wanted = append(f.wanted, want{value != "", known, slot})
	}
	slot, known := x.meetings.slotOfID(q.Meeting)
	f.meeting = want{q.Meeting != "", known, slot}
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

// free says whether nothing is restricted.
func (f filter) free() bool {
	return !f.dated && !f.meeting.set && !slices.ContainsFunc(f.wanted, func(w want) bool { return w.set })
}

// What a row passes: everything, everything but one facet, or less.
const (
	passesAll  = -1
	passesLess = -2
)

// pass says of each row what it passes: passesAll, passesLess, or the facet that it alone fails; nil where all pass.
func (f filter) pass(rows []uint32) []int8 {
	if f.free() {
		return nil
	}
	passed := make([]int8, len(rows))
	var set []int
	for i, w := range f.wanted {
		if w.set {
			set = append(set, i)
		}
	}
	for i, row := range rows {
		passed[i] = f.passRow(row, set)
	}
	return passed
}

func (f filter) passRow(row uint32, set []int) int8 {
	passes := int8(passesAll)
	if f.dated && (f.dates.first[row] <= f.from || f.dates.first[row] > f.to) || !f.meeting.allows(f.in, row) {
		return passesLess
	}
	for _, i := range set {
		if f.wanted[i].allows(f.columns[i], row) {
			continue
		}
		if passes != passesAll {
			return passesLess
		}
		passes = int8(i)
	}
	return passes
}

// counts are how many rows there would be for every value of every facet, by slot.
func (f filter) counts(rows []uint32, passed []int8) [][]int {
	all := make([][]int, len(f.columns))
	for i, c := range f.columns {
		all[i] = c.count(those(rows, passed, int8(i)))
	}
	return all
}

// those are the rows that pass everything, or everything but one facet.
func those(rows []uint32, passed []int8, facet int8) []uint32 {
	if passed == nil {
		return rows
	}
	some := make([]uint32, 0, len(rows))
	for i, row := range rows {
		if passed[i] == passesAll || passed[i] == facet {
			some = append(some, row)
		}
	}
	return some
}

// values turns counts into what a page shows.
func (f filter) values(counts [][]int) map[string][]Value {
	all := map[string][]Value{}
	for i, name := range Facets() {
		all[name] = f.commonest(i, counts[i])
	}
	return all
}

// commonest are the values of the i-th facet that count most, and the one that the query asks for.
func (f filter) commonest(i int, counts []int) []Value {
	values := []Value{}
	for slot, n := range counts {
		if n > 0 || f.wants(i, uint32(slot)) {
			values = append(values, Value{f.columns[i].values[slot], n})
		}
	}
	slices.SortStableFunc(values, func(a, b Value) int { return b.Count - a.Count }) // they are sorted by value
	if len(values) <= MaxValues {
		return values
	}
	asked := slices.IndexFunc(values, func(v Value) bool {
		w := f.wanted[i]
		return w.set && w.known && v.Value == f.columns[i].values[w.slot]
	})
	if asked >= MaxValues {
		values[MaxValues-1] = values[asked]
	}
	return values[:MaxValues]
}

// wants says whether the query asks for this value of the i-th facet.
func (f filter) wants(i int, slot uint32) bool {
	w := f.wanted[i]
	return w.set && w.known && w.slot == slot
}
