package minutes

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"strings"
)

// ErrDamaged is what Decode says of bytes that AppendTo did not write.
var ErrDamaged = errors.New("no minutes as they were written")

// coder writes a value, or reads it into one that is empty: each of its methods does either, so that both go the same way.
// Where it reads, strings are parts of the text that it reads, and a fault leaves everything after it empty.
type coder struct {
	writes bool
	out    []byte
	in     string
	failed bool

	strings []string       // that came before, each once
	known   map[string]int // their places
	long    []int          // the places of those that others may be parts of

	blocks  []*Block
	numbers map[*Block]int
	written int     // blocks so far
	slab    []Block // of blocks to come
	spans   []Span
	line    int // of the block before
	depth   int
}

// uint is a number from 0.
func (c *coder) uint(n *uint64) {
	if c.writes {
		c.out = binary.AppendUvarint(c.out, *n)
		return
	}
	*n = 0
	for shift := uint(0); shift < 64; shift += 7 {
		if len(c.in) == 0 {
			break
		}
		b := c.in[0]
		c.in = c.in[1:]
		*n |= uint64(b&0x7F) << shift
		if b < 0x80 {
			return
		}
	}
	c.fail()
	*n = 0
}

func (c *coder) fail() {
	c.failed = true
	c.in = ""
}

// int is any number.
func (c *coder) int(n *int) {
	u := uint64(*n<<1) ^ uint64(*n>>(bits.UintSize-1))
	c.uint(&u)
	*n = int(u>>1) ^ -int(u&1)
}

// count is how many elements follow: one more, or 0 for a list that is nil. Each takes a byte or more.
func (c *coder) count(n int, none bool) (count int, isNil bool) {
	u := uint64(n) + 1
	if none {
		u = 0
	}
	c.uint(&u)
	if !c.writes && u > uint64(len(c.in))+1 {
		c.fail()
		return 0, true
	}
	return max(0, int(u)-1), u == 0
}

// flags are up to 16 truths.
func (c *coder) flags(all ...*bool) {
	var u uint64
	for i, f := range all {
		if *f {
			u |= 1 << i
		}
	}
	c.uint(&u)
	for i, f := range all {
		*f = u>>i&1 == 1
	}
}

// What a string is written as: its bytes, one that came before, or a part of one. The kind is in the lowest two bits of the
// first number.
const (
	asBytes = iota
	asBefore
	asPart
)

// shortestPart is how long a string is that is looked for in others.
const shortestPart = 24

func (c *coder) string(s *string) {
	if c.writes {
		c.putString(*s)
	} else {
		*s = c.takeString()
	}
}

func (c *coder) putString(s string) {
	if at, ok := c.known[s]; ok {
		c.out = binary.AppendUvarint(c.out, uint64(at)<<2|asBefore)
		return
	}
	for _, at := range c.long {
		if len(s) < shortestPart {
			break
		}
		if start := strings.Index(c.strings[at], s); start >= 0 {
			c.out = binary.AppendUvarint(c.out, uint64(at)<<2|asPart)
			c.out = binary.AppendUvarint(c.out, uint64(start))
			c.out = binary.AppendUvarint(c.out, uint64(len(s)))
			return
		}
	}
	c.out = binary.AppendUvarint(c.out, uint64(len(s))<<2|asBytes)
	c.out = append(c.out, s...)
	c.known[s] = len(c.strings)
	if len(s) >= 2*shortestPart {
		c.long = append(c.long, len(c.strings))
	}
	c.strings = append(c.strings, s)
}

func (c *coder) takeString() string {
	var u uint64
	c.uint(&u)
	n := u >> 2
	switch u & 3 {
	case asBytes:
		if n > uint64(len(c.in)) {
			break
		}
		s := c.in[:n]
		c.in = c.in[n:]
		if !c.failed {
			c.strings = append(c.strings, s)
		}
		return s
	case asBefore:
		if n < uint64(len(c.strings)) {
			return c.strings[n]
		}
	case asPart:
		var start, size uint64
		c.uint(&start)
		c.uint(&size)
		if n < uint64(len(c.strings)) && start <= uint64(len(c.strings[n])) && size <= uint64(len(c.strings[n]))-start {
			return c.strings[n][start : start+size]
		}
	}
	c.fail()
	return ""
}

// named is a string of a type of its own.
func named[S ~string](c *coder, s *S) {
	t := string(*s)
	c.string(&t)
	*s = S(t)
}

// texts are strings, one after the other.
func (c *coder) texts(all ...*string) {
	for _, s := range all {
		c.string(s)
	}
}

// listed is a list, each element by each.
func listed[T any](c *coder, all *[]T, each func(*coder, *T)) {
	n, isNil := c.count(len(*all), *all == nil)
	if !c.writes {
		if *all = nil; !isNil {
			*all = make([]T, 0, min(n, 1024))
		}
		for i := 0; i < n && !c.failed; i++ {
			*all = append(*all, *new(T))
			each(c, &(*all)[i])
		}
		return
	}
	for i := range *all {
		each(c, &(*all)[i])
	}
}
