package synth

import (
	"math/rand/v2"
	"sort"
)

// dice are the only source of chance.
type dice struct{ r *rand.Rand }

func newDice(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 0x6d696e75746573))} }

// between is lo to hi, both possible.
func (d dice) between(lo, hi int) int { return lo + int(d.r.Uint64N(uint64(hi-lo+1))) }

// percent is true that often in a hundred.
func (d dice) percent(p int) bool { return d.between(0, 99) < p }

// permille is true that often in a thousand.
func (d dice) permille(p int) bool { return d.between(0, 999) < p }

func pick[T any](d dice, from []T) T { return from[d.between(0, len(from)-1)] }

// zipf draws ranks as often as words of that rank occur in a language: the second half as often as the
// first, the third a third. It counts in integers, since floating point may differ between machines.
type zipf struct{ sums []uint64 }

func newZipf(n int) zipf {
	z := zipf{make([]uint64, n)}
	sum := uint64(0)
	for i := range z.sums {
		sum += 1_000_000_000 / uint64(i+1)
		z.sums[i] = sum
	}
	return z
}

func (z zipf) draw(d dice) int {
	at := d.r.Uint64N(z.sums[len(z.sums)-1])
	return sort.Search(len(z.sums), func(i int) bool { return z.sums[i] > at })
}
