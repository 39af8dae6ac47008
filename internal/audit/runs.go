package audit

import (
	"math/bits"
	"slices"
	"sync/atomic"
)

// runs are hashes of runs of words, eight bytes each: there may be many millions. Those that were forgotten stay in their place.
type runs struct {
	sorted []uint64
	gone   []atomic.Uint64 // a bit for each
	starts []uint32        // where those begin that have the same highest bits
	shift  int
}

// runsOf takes the hashes, in any order and more than once.
func runsOf(all []uint64) runs {
	slices.Sort(all)
	r := runs{sorted: slices.Compact(all)}
	r.gone = make([]atomic.Uint64, len(r.sorted)/64+1)
	high := max(bits.Len(uint(len(r.sorted)))-3, 1) // some eight in a row to look through
	r.shift = 64 - high
	r.starts = make([]uint32, 1<<high+1)
	at := 0
	for h := range r.starts[1:] {
		for at < len(r.sorted) && r.sorted[at]>>r.shift == uint64(h) {
			at++
		}
		r.starts[h+1] = uint32(at)
	}
	return r
}

// mergedRuns are the hashes of a sorted list and of another one, sorted.
func mergedRuns(sorted, more []uint64) []uint64 {
	slices.Sort(more)
	all := make([]uint64, 0, len(sorted)+len(more))
	for _, h := range more {
		at, _ := slices.BinarySearch(sorted, h)
		all = append(append(all, sorted[:at]...), h)
		sorted = sorted[at:]
	}
	return append(all, sorted...)
}

// at is the place of a hash that was not forgotten.
func (r *runs) at(h uint64) (place int, ok bool) {
	if len(r.sorted) == 0 {
		return 0, false
	}
	top := h >> r.shift
	for place := int(r.starts[top]); place < int(r.starts[top+1]); place++ {
		if r.sorted[place] == h {
			return place, r.gone[place/64].Load()>>(place%64)&1 == 0
		}
	}
	return 0, false
}

func (r *runs) has(h uint64) bool {
	_, ok := r.at(h)
	return ok
}

// forget says whether it was there; it may be called by several goroutines.
func (r *runs) forget(h uint64) bool {
	place, ok := r.at(h)
	if !ok {
		return false
	}
	bit := uint64(1) << (place % 64)
	return r.gone[place/64].Or(bit)&bit == 0
}

// each calls f for those that were not forgotten, in order.
func (r *runs) each(f func(h uint64)) {
	for place, h := range r.sorted {
		if r.gone[place/64].Load()>>(place%64)&1 == 0 {
			f(h)
		}
	}
}

func (r *runs) len() (n int) {
	r.each(func(uint64) { n++ })
	return n
}

// sieve says of most hashes at once that they are no secret's: three bits stand for each.
type sieve struct {
	words []uint64
	mask  uint64
}

// newSieve is one for so many hashes.
func newSieve(n int) sieve {
	size := 1 << bits.Len(uint(n/4+16)) // 16 bits or more for each
	return sieve{make([]uint64, size), uint64(size - 1)}
}

func threeBits(h uint64) uint64 { return 1<<(h&63) | 1<<(h>>6&63) | 1<<(h>>12&63) }

func (f sieve) put(h uint64) { f.words[h>>18&f.mask] |= threeBits(h) }

func (f sieve) may(h uint64) bool {
	b := threeBits(h)
	return f.words[h>>18&f.mask]&b == b
}
