package minutes

import (
	"bytes"
	"encoding/binary"
)

// shortestPart is how long a string is that is looked for in others, and longHaystack how long those are.
const (
	shortestPart = 24
	longHaystack = 2 * shortestPart
)

// partFinder finds where a string stands in the text of those before it, where it begins with a word. It misses some.
type partFinder struct {
	at []uint32 // one more than the place of a word, by a hash of its beginning
}

const (
	finderBits = 12
	beginning  = 16 // bytes
)

func (f *partFinder) slot(text []byte) *uint32 {
	a, b := binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[8:beginning])
	return &f.at[(a*0x9E3779B97F4A7C15^b*0xC2B2AE3D27D4EB4F)>>(64-finderBits)]
}

// add takes up the last n bytes of a text.
func (f *partFinder) add(text []byte, n int) {
	if n < longHaystack {
		return
	}
	if f.at == nil {
		f.at = make([]uint32, 1<<finderBits)
	}
	first := len(text) - n
	for i := first; i <= len(text)-shortestPart; i++ {
		if i == first || text[i-1] == ' ' || text[i-1] == '\n' {
			*f.slot(text[i:]) = uint32(i + 1)
		}
	}
}

// find is where in the text a string stands; ok is false where it was not found.
func (f *partFinder) find(text []byte, s string) (start int, ok bool) {
	if len(s) < shortestPart || f.at == nil {
		return 0, false
	}
	var begins [beginning]byte
	copy(begins[:], s)
	start = int(*f.slot(begins[:])) - 1
	return start, start >= 0 && bytes.HasPrefix(text[start:], []byte(s))
}
