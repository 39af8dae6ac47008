package index

import (
	"hash/crc32"
	"slices"
)

// rareFields are those that most words of a query do not stand in: to know that spares a look into each shard.
func rareFields() []string { return []string{fieldTitle, fieldAbout} }

// presence says which terms a field has, by a number of each: another term may have the same, which costs a look.
type presence []uint32

func (p presence) mayHave(term string) bool {
	_, found := slices.BinarySearch(p, numberOf(term))
	return found
}

func numberOf(term string) uint32 { return crc32.ChecksumIEEE([]byte(term)) }

// presenceOf makes numbers ready to be asked.
func presenceOf(numbers []uint32) presence {
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

func (r *reader) presence() presence {
	numbers := r.list()
	if !slices.IsSorted(numbers) {
		r.damaged()
	}
	return numbers
}

// mayHave says whether a term can stand in a field at all.
func (x *Index) mayHave(field, term string) bool {
	i := slices.Index(rareFields(), field)
	return i < 0 || x.tables == nil || x.present[i].mayHave(term)
}
