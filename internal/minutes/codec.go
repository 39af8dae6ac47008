package minutes

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
)

// ErrDamaged is what Decode says of bytes that AppendTo did not write.
var ErrDamaged = errors.New("no minutes as they were written")

// coder writes a value, or reads it into one that is empty: each of its methods does either, so that both go the same way.
// Where it reads, strings are parts of one text, and a fault leaves everything after it empty.
//
//	sizes, length of the text, the text: every string once, one after the other; what is in the value, in its order
type coder struct {
	writes bool
	out    []byte
	in     string
	failed bool
	text   string // that is read, and how much of it was
	taken  int

	strings []string // that came before, each once
	written []byte   // all of them
	known   map[string]int
	parts   partFinder

	numbers map[*Block]int // of the blocks that were written
	sizes   sizes          // of what was written, or is still to be read
	blocks  []Block        // to be read: those that were made are in use
	made    int
	spans   arena[Span]
	items   arena[Item]
	within  arena[*Block]
	agenda  arena[*Item]
	texts   arena[string]
	line    int // of the block before
	depth   int
}

// sizes are how many there are of what a document has many of, so that each is made at once and none too large.
type sizes struct{ blocks, spans, items, within, agenda, texts, strings uint64 }

func (n *sizes) each() []*uint64 {
	return []*uint64{&n.blocks, &n.spans, &n.items, &n.within, &n.agenda, &n.texts, &n.strings}
}

// arena is many values that were made at once.
type arena[T any] struct{ free []T }

func newArena[T any](n uint64) arena[T] { return arena[T]{make([]T, n)} }

// take is a list of n of them; more than there are left are made.
func (a *arena[T]) take(n int) []T {
	if n == 0 || n > len(a.free) {
		return make([]T, n)
	}
	taken := a.free[:n:n]
	a.free = a.free[n:]
	return taken
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
	if start, ok := c.parts.find(c.written, s); ok {
		c.out = binary.AppendUvarint(c.out, uint64(len(s))<<2|asPart)
		c.out = binary.AppendUvarint(c.out, uint64(start))
		return
	}
	c.out = binary.AppendUvarint(c.out, uint64(len(s))<<2|asBytes)
	c.written = append(c.written, s...)
	c.parts.add(c.written, len(s))
	c.known[s] = int(c.sizes.strings)
	c.sizes.strings++
}

func (c *coder) takeString() string {
	var u uint64
	c.uint(&u)
	n := u >> 2
	switch u & 3 {
	case asBytes:
		if n > uint64(len(c.text)-c.taken) || c.failed {
			break
		}
		if n == 0 {
			c.strings = append(c.strings, "")
			return "" // a part of the text without length would hold it all the same
		}
		s := c.text[c.taken : c.taken+int(n)]
		c.taken += int(n)
		c.strings = append(c.strings, s)
		return s
	case asBefore:
		if n < uint64(len(c.strings)) {
			return c.strings[n]
		}
	case asPart:
		var start uint64
		c.uint(&start)
		if start <= uint64(len(c.text)) && n <= uint64(len(c.text))-start {
			return c.text[start : start+n]
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

// oneOf is a string of some: what is read is that of all, and holds nothing of the text.
func oneOf[S ~string](c *coder, all []S, s *S) {
	named(c, s)
	if i := slices.Index(all, *s); i >= 0 {
		*s = all[i]
	}
}

// each are strings, one after the other.
func (c *coder) each(all ...*string) {
	for _, s := range all {
		c.string(s)
	}
}

// listed is a list, each element by each.
func listed[T any](c *coder, all *[]T, each func(*coder, *T)) {
	listedOf(c, all, nil, nil, each)
}

// listedOf is a list whose elements are counted, and made together with others.
func listedOf[T any](c *coder, all *[]T, of *arena[T], counted *uint64, each func(*coder, *T)) {
	n, isNil := c.count(len(*all), *all == nil)
	switch {
	case isNil:
		return
	case c.writes && counted != nil:
		*counted += uint64(n)
	case !c.writes && of != nil:
		*all = of.take(n)
	case !c.writes:
		*all = make([]T, n)
	}
	for i := range *all {
		if c.failed {
			return
		}
		each(c, &(*all)[i])
	}
}

func (c *coder) blockList(all *[]*Block) {
	listedOf(c, all, &c.within, &c.sizes.within, (*coder).inner)
}

func (c *coder) itemList(all *[]*Item) { listedOf(c, all, &c.agenda, &c.sizes.agenda, (*coder).item) }

func (c *coder) textList(all *[]string) { listedOf(c, all, &c.texts, &c.sizes.texts, (*coder).string) }
