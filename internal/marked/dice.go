package marked

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// dice are the only source of chance.
type dice struct{ *rand.Rand }

func newDice(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 0x6d61726b6564))} }

// between is lo to hi, both possible.
func (d dice) between(lo, hi int) int { return lo + d.IntN(hi-lo+1) }

// percent is true that often in a hundred.
func (d dice) percent(p int) bool { return d.IntN(100) < p }

func pick[T any](d dice, from ...T) T { return from[d.IntN(len(from))] }

// word is a nonsense word that stems to itself, that no language has, and that stands nowhere else.
func (m *maker) word(field string) (string, *Canary) {
	for {
		w := stem + m.syllables(4) + "x"
		if !m.taken[w[:8]] {
			m.taken[w[:8]] = true
			return w, &Canary{Field: field, Spelt: []string{w}}
		}
	}
}

func (m *maker) syllables(n int) string {
	var s strings.Builder
	for range n {
		s.WriteByte(pick(m.dice, []byte("bdfghklmnprtv")...))
		s.WriteByte(pick(m.dice, []byte("aou")...))
	}
	return s.String()
}

// number is one of so many digits, the first not 0, that was not used for the same before.
func (m *maker) number(of string, digits int) string {
	for {
		n := fmt.Sprint(m.between(1, 9))
		for range digits - 1 {
			n += fmt.Sprint(m.between(0, 9))
		}
		if !m.taken[of+n] {
			m.taken[of+n] = true
			return n
		}
	}
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
